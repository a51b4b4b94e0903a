import { afterAll, beforeAll, expect, test } from 'vitest';
import { bubblewrap } from '../../src/adapters/bubblewrap/bubblewrap.ts';
import { buildToolbox, type ToolboxBundle } from '../toolbox-bundle.ts';
import { openTestBox } from './box.ts';

let bundle: ToolboxBundle;
beforeAll(async () => {
  bundle = await buildToolbox();
});
afterAll(() => bundle[Symbol.asyncDispose]());

test('a confined process starts here', async () => {
  const sandbox = bubblewrap({ nodePath: process.execPath, bundleDir: bundle.dir });
  expect(await sandbox.probe()).toEqual({ ok: true });
});

test('tools', async () => {
  await using box = await openTestBox(bundle.dir, { files: { 'a.txt': 'one\n' }, paths: ['src/**'] });
  expect(await box.tool('read', { file_path: 'a.txt' })).toEqual({ content: 'one\n', isError: false });
  expect(await box.tool('bash', { command: 'cd /usr; pwd; id -u; exit 3' })).toEqual({
    content: '/usr\n1000\n\n[exit 3]',
    isError: true,
  });
  expect(await box.tool('bash', { command: 'pwd' })).toEqual({ content: '/usr', isError: false });
  expect(await box.run('echo a; echo b >&2; cat a.txt; exit 4')).toMatchObject({
    exit: 4,
    tail: 'a\nb\none\n',
    timedOut: false,
  });
});
