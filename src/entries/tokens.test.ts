import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { takeTokens, tokenNames } from './tokens.ts';

const TOKENS = [
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
  'ACTIONS_CACHE_SERVICE_TOKEN',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'INPUT_TOKEN',
];

test('no token of the job is left in the environment, and who needs one has it', () => {
  const env: Record<string, string | undefined> = { PATH: '/bin', ACTIONS_RESULTS_URL: 'https://results' };
  for (const name of TOKENS) env[name] = `secret of ${name}`;
  const given = takeTokens(env);
  expect(env).toEqual({ PATH: '/bin', ACTIONS_RESULTS_URL: 'https://results' });
  expect(tokenNames(given).sort()).toEqual([...TOKENS].sort());
  expect(given.ACTIONS_RUNTIME_TOKEN).toBe('secret of ACTIONS_RUNTIME_TOKEN');
});

test('a child that inherits by mistake inherits none', () => {
  process.env.ACTIONS_RUNTIME_TOKEN = 'secret-of-the-job';
  const shown = () => execFileSync('/usr/bin/env', { encoding: 'utf8' });
  // Without it, the attack passes.
  expect(shown()).toContain('secret-of-the-job');
  takeTokens(process.env);
  expect(shown()).not.toContain('secret-of-the-job');
});
