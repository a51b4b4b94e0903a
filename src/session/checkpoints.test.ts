import { describe, expect, test } from 'vitest';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { inRow } from './box-tools.ts';
import { type CheckpointOptions, checkpointing, EDITS, MINUTES } from './checkpoints.ts';

const LONG = MINUTES * 60_000;

function setting(options: Partial<CheckpointOptions> = {}) {
  const clock = quickClock(1_000);
  const log: string[] = [];
  const row = inRow(() => false);
  const stop = new AbortController();
  const checkpoints = checkpointing({
    box: { stop: async () => void log.push('stop') },
    clock,
    row,
    save: async () => void log.push('save'),
    onFailed: (why) => void log.push(why),
    signal: stop.signal,
    ...options,
  });
  const call = (tool: string, isError = false) =>
    row(() =>
      checkpoints.around(tool, async () => {
        log.push(tool);
        return { content: `did ${tool}`, isError };
      }),
    );
  return { checkpoints, call, clock, log, row, stop };
}

/** What is due has been done when whatever was put into the row before is over. */
const settled = async (row: CheckpointOptions['row']): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  await row(async () => ({ content: '', isError: false }));
};

describe('work is put aside', () => {
  test('after a commit’s worth of edits, with the box stopped first', async () => {
    const { call, log } = setting();
    for (let n = 0; n < EDITS; n += 1) await call(n % 2 === 0 ? 'write' : 'edit');
    expect(log.slice(-2)).toEqual(['stop', 'save']);
    expect(log.filter((line) => line === 'save')).toHaveLength(1);
    for (let n = 0; n < EDITS; n += 1) await call('write');
    expect(log.filter((line) => line === 'save')).toHaveLength(2);
  });

  test('edits that failed and reads are no work', async () => {
    const { call, log } = setting();
    for (let n = 0; n < 3 * EDITS; n += 1) await call(n % 2 === 0 ? 'read' : 'write', true);
    expect(log).not.toContain('save');
  });

  test('when a verify failed', async () => {
    const { checkpoints, row, log } = setting();
    await row(async () => checkpoints.failed().then(() => ({ content: '', isError: false })));
    expect(log).toEqual(['stop', 'save']);
  });

  test.each(['write', 'bash'])('five minutes after a %s, also when nothing more is called', async (tool) => {
    const { call, clock, log, row } = setting();
    await call(tool);
    clock.advance(LONG - 1);
    await settled(row);
    expect(log).toEqual([tool]);
    clock.advance(1);
    await settled(row);
    expect(log).toEqual([tool, 'stop', 'save']);
  });

  test('never while a tool runs', async () => {
    const { checkpoints, call, clock, log, row } = setting();
    await call('write');
    const running = Promise.withResolvers<void>();
    const slow = row(() =>
      checkpoints.around('bash', async () => {
        await running.promise;
        log.push('bash is over');
        return { content: '', isError: false };
      }),
    );
    clock.advance(LONG);
    await new Promise((resolve) => setImmediate(resolve));
    running.resolve();
    await slow;
    await settled(row);
    expect(log).toEqual(['write', 'bash is over', 'stop', 'save']);
  });

  test('beside the row, it would be read while a tool runs', async () => {
    const { checkpoints, clock, log } = setting({ row: (work) => work() });
    const running = Promise.withResolvers<{ content: string; isError: boolean }>();
    await checkpoints.around('write', async () => ({ content: '', isError: false }));
    const slow = checkpoints.around('bash', () => running.promise);
    clock.advance(LONG);
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toContain('save');
    running.resolve({ content: '', isError: false });
    await slow;
  });

  test('not when the session is over', async () => {
    const { checkpoints, call, clock, log, row } = setting();
    await call('write');
    await checkpoints[Symbol.asyncDispose]();
    clock.advance(2 * LONG);
    await settled(row);
    expect(log).toEqual(['write']);
  });

  test('not when it is cancelled: whoever cancelled reads the tree', async () => {
    const { checkpoints, log, stop } = setting();
    stop.abort();
    await checkpoints.failed();
    expect(log).toEqual([]);
  });
});

describe('the model', () => {
  test('is told when its shell begins anew, once', async () => {
    const { checkpoints, call } = setting();
    await call('bash');
    await checkpoints.failed();
    expect((await call('read')).content).toContain('The shell begins anew');
    expect((await call('bash')).content).toBe('did bash');
  });

  test('is told when somebody else stopped the box', async () => {
    const { checkpoints, call } = setting();
    await call('bash');
    checkpoints.stopped();
    expect((await call('read')).content).toContain('The shell begins anew');
  });

  test('is told nothing of a shell that it never used', async () => {
    const { checkpoints, call } = setting();
    await call('write');
    await checkpoints.failed();
    expect((await call('read')).content).toBe('did read');
  });
});

test('what cannot be put aside is said, and ends nothing', async () => {
  const { call, log } = setting({ save: () => Promise.reject(new Error('the disk is full')) });
  for (let n = 0; n < EDITS; n += 1) expect((await call('write')).isError).toBe(false);
  expect(log).toContain('the disk is full');
});

test('the session’s end waits for a checkpoint under way', async () => {
  const saving = Promise.withResolvers<void>();
  const { checkpoints } = setting({ save: () => saving.promise });
  void checkpoints.failed();
  let over = false;
  const end = Promise.resolve(checkpoints[Symbol.asyncDispose]()).then(() => {
    over = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(over).toBe(false);
  saving.resolve();
  await end;
});
