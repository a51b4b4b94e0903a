import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serve } from './serve.ts';

let tree: string;
beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), 'planfile-serve-'));
  await writeFile(join(tree, 'a.txt'), 'one\n');
});
afterEach(() => rm(tree, { recursive: true, force: true }));

function talk() {
  const input = new PassThrough();
  const output = new PassThrough();
  const served = serve(input, output, { PATH: '/usr/bin:/bin' });
  const lines = createInterface({ input: output })[Symbol.asyncIterator]();
  const say = (message: unknown) => void input.write(`${JSON.stringify(message)}\n`);
  say({ workdir: tree, scratch: tree, shell: true, writable: true, outputBytes: 1_000, commandSeconds: 30 });
  return {
    say,
    hear: async () => JSON.parse((await lines.next()).value ?? ''),
    end: () => input.end(),
    served,
  };
}

test('greets, answers by number, and ends with its input', async () => {
  const { say, hear, end, served } = talk();
  expect(await hear()).toEqual({ ready: true });
  say({ id: 5, name: 'read', input: { file_path: 'a.txt' } });
  expect(await hear()).toEqual({ id: 5, content: 'one\n', isError: false });
  say({ id: 6, name: 'bash', input: { command: 'cat a.txt' } });
  expect(await hear()).toEqual({ id: 6, content: 'one', isError: false });
  end();
  await served;
});

test('answers what is quick before what is slow', async () => {
  const { say, hear, end } = talk();
  await hear();
  say({ id: 1, name: 'bash', input: { command: 'sleep 0.3' } });
  say({ id: 2, name: 'read', input: { file_path: 'a.txt' } });
  expect((await hear()).id).toBe(2);
  expect((await hear()).id).toBe(1);
  end();
});

test('a call that is cancelled is answered all the same, at once', async () => {
  const { say, hear, end } = talk();
  await hear();
  say({ id: 1, name: 'bash', input: { command: 'sleep 30' } });
  say({ cancel: 1 });
  expect(await hear()).toMatchObject({ id: 1, isError: true });
  say({ cancel: 99 });
  say({ id: 2, name: 'bash', input: { command: 'echo on' } });
  expect(await hear()).toMatchObject({ id: 2, content: 'on' });
  end();
});
