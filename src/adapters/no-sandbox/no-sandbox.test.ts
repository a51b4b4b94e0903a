import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildToolbox, type ToolboxBundle } from '../../../test/toolbox-bundle.ts';
import type { BoxSpec } from '../../ports/sandbox.ts';
import { identify, isGone } from '../bubblewrap/processes.ts';
import { noSandbox } from './no-sandbox.ts';

let bundle: ToolboxBundle;
let tree: string;
const asked: string[] = [];
beforeAll(async () => {
  bundle = await buildToolbox();
  tree = await mkdtemp(join(tmpdir(), 'planfile-plain-'));
});
afterAll(async () => {
  await bundle[Symbol.asyncDispose]();
  await rm(tree, { recursive: true });
});
beforeEach(() => writeFile(join(tree, 'a.txt'), 'one\n'));

const open = (spec: Partial<BoxSpec> = {}) =>
  noSandbox({
    nodePath: process.execPath,
    bundleDir: bundle.dir,
    environment: { PATH: '/usr/bin:/bin' },
    allowed: [],
    confirm: async (command) => {
      asked.push(command);
      return !command.includes('rm');
    },
  }).open({
    tree,
    writable: true,
    paths: ['a.txt'],
    limits: { commandSeconds: 5, outputBytes: 1_000, treeBytes: 1_000_000 },
    ...spec,
  });

test('the model has file tools, and no shell', async () => {
  await using box = await open();
  expect(await box.tool('read', { file_path: 'a.txt' })).toEqual({ content: 'one\n', isError: false });
  const edit = { file_path: 'a.txt', old_string: 'one', new_string: 'two' };
  expect(await box.tool('edit', edit)).toMatchObject({ isError: false });
  expect(await readFile(join(tree, 'a.txt'), 'utf8')).toBe('two\n');
  expect(box.shell).toBe(false);
  expect(await box.tool('bash', { command: 'true' })).toMatchObject({ isError: true });
  expect(await box.tool('read', { file_path: '/etc/passwd' })).toMatchObject({ isError: true });
  expect(await box.tool('write', { file_path: 'b.txt', content: '' })).toMatchObject({ isError: true });
});

test('each command is asked for, and does not run without a yes', async () => {
  await using box = await open();
  expect(await box.run('cat a.txt; echo err >&2; exit 3')).toMatchObject({ exit: 3, tail: 'one\nerr\n' });
  expect(await box.run('rm a.txt')).toMatchObject({
    exit: null,
    tail: '[not run: it was not allowed]',
    notAllowed: true,
  });
  expect(await readFile(join(tree, 'a.txt'), 'utf8')).toBe('one\n');
  expect(asked.slice(-2)).toEqual(['cat a.txt; echo err >&2; exit 3', 'rm a.txt']);
});

test('a command gets the environment that was given, and no other', async () => {
  process.env.PLANFILE_TEST_LEAK = 'leaked';
  await using box = await open();
  expect((await box.run('env')).tail).not.toContain('leaked');
});

test('a command that takes too long is ended, with what it left in the background', async () => {
  await using box = await open({ limits: { commandSeconds: 0.3, outputBytes: 1_000, treeBytes: 1 } });
  expect(await box.run('echo begun; sleep 60')).toMatchObject({ exit: null, timedOut: true });
  const left = await box.run('sleep 60 & echo $!');
  expect(left.exit).toBe(0);
  const { started = '' } = identify(Number(left.tail)) ?? {};
  await expect.poll(() => isGone({ pid: Number(left.tail), started })).toBe(true);
});

test('a command is cancelled by its signal', async () => {
  await using box = await open();
  const run = await box.run('sleep 60', AbortSignal.abort());
  expect(run).toMatchObject({ exit: null, timedOut: false });
  expect(run.tail).toContain('it was cancelled');
});

test('where nobody is, only what was allowed before can run, and that is said before anything does', async () => {
  const options = {
    nodePath: process.execPath,
    bundleDir: bundle.dir,
    environment: { PATH: '/usr/bin:/bin' },
    allowed: ['cat a.txt'],
  };
  const alone = noSandbox({ ...options, confirm: undefined });
  expect(alone.unanswerable?.(['cat a.txt', 'rm a.txt'])).toEqual(['rm a.txt']);
  expect(noSandbox({ ...options, confirm: async () => false }).unanswerable?.(['rm a.txt'])).toEqual([]);
  const limits = { commandSeconds: 5, outputBytes: 1_000, treeBytes: 1_000_000 };
  await using box = await alone.open({ tree, writable: true, limits });
  expect(await box.run('cat a.txt')).toMatchObject({ exit: 0 });
  expect(await box.run('rm a.txt')).toMatchObject({ exit: null, notAllowed: true });
});
