import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { alive, end, survives } from './processes.ts';

test('a process that ended between the look and the kill did not live on', async () => {
  const child = spawn('sleep', ['30'], { argv0: `left-${process.hrtime.bigint()}` });
  await once(child, 'spawn');
  const closed = once(child, 'close');
  expect(end(child.pid!)).toBe(true);
  await closed;
  expect(end(child.pid!)).toBe(false);
});

test('what lives is found by its command line, and ended', async () => {
  const mark = `left-${process.hrtime.bigint()}`;
  const child = spawn('sleep', ['30'], { argv0: mark });
  await once(child, 'spawn');
  const closed = once(child, 'close');
  expect(survives(mark)).toBe(true);
  await closed;
  expect(alive(mark)).toEqual([]);
  expect(survives(mark)).toBe(false);
});
