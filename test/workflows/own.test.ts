/** The workflows of this very repository keep to what ours for others keep to. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { PINS } from '../../src/workflows/pins.ts';
import { parserErrors } from './official.ts';
import type { RenderedWorkflow } from './rendered.ts';
import { rules } from './rules.ts';

const FOLDER = '.github/workflows';
const own = readdirSync(FOLDER).map((file): RenderedWorkflow => {
  const text = readFileSync(`${FOLDER}/${file}`, 'utf8');
  return { path: `${FOLDER}/${file}`, text, ...(parse(text) as Omit<RenderedWorkflow, 'path' | 'text'>) };
});

describe.each(own.map((one) => [one.path, one] as const))('%s', (path, workflow) => {
  it('holds, and keeps the rules', async () => {
    expect(await parserErrors(path, workflow.text)).toEqual([]);
    const { leastPermissions, noExpressionInScripts, pinned, noCredentialsLeft, ends, oneOfTwoPowers } =
      rules;
    for (const rule of [
      leastPermissions,
      noExpressionInScripts,
      pinned,
      noCredentialsLeft,
      ends,
      oneOfTwoPowers,
    ])
      expect(rule(workflow)).toEqual([]);
  });

  it('starts the official actions at the commits that the others are given', () => {
    for (const { action, commit, tag } of Object.values(PINS))
      for (const [, found] of workflow.text.matchAll(new RegExp(`uses: ${action}@(.*)`, 'g')))
        expect(found).toBe(`${commit} # ${tag}`);
  });
});

test('only the job that publishes has an identity; it builds and installs nothing, and writes nothing', () => {
  const jobs = own.flatMap((workflow) => Object.entries(workflow.jobs));
  const withIdentity = jobs.filter(([, { permissions }]) => permissions && 'id-token' in permissions);
  expect(withIdentity.map(([name]) => name)).toEqual(['package']);
  const [[, { permissions, steps, environment }]] = withIdentity as [(typeof withIdentity)[number]];
  expect(permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(environment).toBe('release');
  expect(steps.map(({ run = '' }) => run).join('\n')).not.toMatch(/npm (?:ci|install|run)/);
});
