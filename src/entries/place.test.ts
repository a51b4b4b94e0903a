import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeOf } from './place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'place-'));
  execFileSync('git', ['init', '-q', folder]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { PATH } = process.env;
const remote = (address: string) => execFileSync('git', ['-C', folder, 'remote', 'add', 'origin', address]);

it('is named by the remote, and asked where there is a token', async () => {
  remote('git@github.com:mona/slugs.git');
  const found = await placeOf(folder, { PATH, GH_TOKEN: 'one' });
  expect(found).toMatchObject({ server: 'https://github.com', repository: 'mona/slugs', why: undefined });
  expect(found.settings).toBeDefined();
  expect(await placeOf(folder, { PATH })).toMatchObject({ repository: 'mona/slugs', settings: undefined });
});

it('sends no token to a server that only the clone names', async () => {
  remote('https://evil.example/mona/slugs.git');
  const found = await placeOf(folder, { PATH, GH_TOKEN: 'one' });
  expect(found).toMatchObject({ server: 'https://github.com', repository: undefined, settings: undefined });
  expect(found.why).toContain('evil.example');
  const configured = { PATH, GH_TOKEN: 'one', GITHUB_SERVER_URL: 'https://evil.example' };
  const half = await placeOf(folder, configured);
  expect(half).toMatchObject({ repository: 'mona/slugs', settings: undefined });
  expect(half.why).toContain('belong together');
  const whole = await placeOf(folder, { ...configured, GITHUB_API_URL: 'https://evil.example/api/v3' });
  expect(whole.settings).toBeDefined();
});

it('is none without a remote', async () => {
  expect(await placeOf(folder, { PATH, GH_TOKEN: 'one' })).toMatchObject({ settings: undefined });
});
