import { expect, test } from 'vitest';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { handingOut } from './checkpoint.ts';

const setting = (handOut: (name: string, signal?: AbortSignal) => Promise<void>) => {
  const clock = quickClock(1_000);
  const progress = keptProgress();
  return {
    clock,
    progress,
    handing: handingOut({
      checkpoints: { handOut: (name, _, signal) => handOut(name, signal) },
      clock,
      progress,
    }),
  };
};

test('checkpoints are handed out one after the other, in their order', async () => {
  const log: string[] = [];
  const { handing } = setting(async (name) => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
  });
  handing.add('checkpoint-a-1', []);
  handing.add('checkpoint-a-2', []);
  await handing.finished(60_000);
  expect(log).toEqual([
    'checkpoint-a-1 begins',
    'checkpoint-a-1 ends',
    'checkpoint-a-2 begins',
    'checkpoint-a-2 ends',
  ]);
});

test('one that cannot be handed out is said, and the next is handed out all the same', async () => {
  const out: string[] = [];
  const { handing, progress } = setting(async (name) => {
    if (name.endsWith('1')) throw new Error('the service is away');
    out.push(name);
  });
  handing.add('checkpoint-a-1', []);
  handing.add('checkpoint-a-2', []);
  await handing.finished(60_000);
  expect(out).toEqual(['checkpoint-a-2']);
  expect(progress.notes.join()).toContain('checkpoint-a-1 could not be handed out: the service is away');
});

test('while one is under way the newest waits alone', async () => {
  const out: string[] = [];
  const { handing, progress } = setting(async (name) => {
    await new Promise((resolve) => setImmediate(resolve));
    out.push(name);
  });
  for (const n of [1, 2, 3, 4]) handing.add(`checkpoint-a-${n}`, []);
  await handing.finished(60_000);
  expect(out).toEqual(['checkpoint-a-1', 'checkpoint-a-4']);
  expect(progress.notes.join()).toContain('checkpoint-a-2 is not handed out: checkpoint-a-3 holds all of it');
});

test('a service that stands still does not hold up the end, and is told to give up', async () => {
  let given: AbortSignal | undefined;
  const { handing, clock } = setting((_, signal) => {
    given = signal;
    return new Promise(() => {});
  });
  handing.add('checkpoint-a-1', []);
  const finished = handing.finished(60_000);
  clock.advance(60_000);
  await finished;
  expect(given?.aborted).toBe(true);
});
