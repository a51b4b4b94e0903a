import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, expect, test } from 'vitest';
import config from '../.dependency-cruiser.js';

const look = async (...files: string[]): Promise<ICruiseResult> =>
  (await cruise(files, { ruleSet: config, ...config.options, validate: true })).output as ICruiseResult;

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A file in a room that breaks a rule of the house, written beside the real ones for as long as the test runs. */
async function intruder(room: string, source: string): Promise<string> {
  const folder = await mkdtemp(`src/${room}/intruder-`);
  folders.push(folder);
  const file = `${folder}/intruder.ts`;
  await writeFile(file, source);
  return file;
}

test('imports run one way, and there is no cycle', async () => {
  const { modules, summary } = await look('src');
  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  // A cruiser that cannot read TypeScript finds no violation either: it must have seen the house.
  const wire = modules.find(({ source }) => source === 'src/entries/wire.ts');
  expect(wire?.dependencies.map(({ resolved }) => resolved)).toContain('src/adapters/git/discover.ts');
});

test.each([
  ['plan', "import '../../commands/validate.ts';", 'plan-imports'],
  ['lifecycle', "import { readFileSync } from 'node:fs';\nreadFileSync('x');", 'pure-rooms-touch-nothing'],
  ['session', "import '../../adapters/files/clock.ts';", 'session-imports'],
  ['toolbox', "import '../../ports/fault.ts';", 'toolbox-imports'],
  ['adapters', "import '../../commands/validate.ts';", 'adapters-imports'],
  ['commands', "import '../../adapters/files/clock.ts';", 'commands-imports'],
  ['demo', "import '../../plan/read.ts';", 'demo-imports'],
  ['ports', "import '../../adapters/files/clock.ts';", 'ports-imports'],
])('in %s, a wrong import is found', async (room, source, rule) => {
  const { summary } = await look(await intruder(room, source));
  expect(summary.violations.map(({ rule }) => rule.name)).toContain(rule);
});

test('alone the entries read the environment', async () => {
  const { modules } = await look('src');
  const { readFile } = await import('node:fs/promises');
  const program = modules.filter(
    ({ source }) =>
      source.startsWith('src/') && !/\.(test|generated)\./.test(source) && !source.startsWith('src/entries/'),
  );
  const reading = [];
  for (const { source } of program) {
    if (
      source.endsWith('.ts') &&
      /process\.env|\benv\b.*from 'node:process'/.test(await readFile(source, 'utf8'))
    )
      reading.push(source);
  }
  expect(reading).toEqual([]);
});
