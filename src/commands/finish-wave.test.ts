/** What a run's exit code says of a wave: how its phases stand at the end, not how the last step went. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestOf, objectOf } from '../../test/builders/story.ts';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { quickClock } from '../../test/doubles/quick-clock.ts';
import { diskFiles } from '../adapters/files/files.ts';
import type { Landing } from '../outcomes/landing.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { type FinishPorts, finishWave } from './finish-wave.ts';
import { writeOutcome } from './outcome-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'finish-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const header = { planfile: 1, plan: 'polite', run: 'local-1', attempt: 1, nonce: 'a'.repeat(32) } as const;
const leg = { phase: 'please', digest: digestOf('please'), start: 's', attempt: 1, approvedBy: [] };
const schedule: Schedule = {
  ...header,
  kind: 'schedule',
  path: 'plans/polite.md',
  from: 'head',
  planCommit: objectOf('plan'),
  policyCommit: null,
  base: objectOf('plan'),
  legs: [leg],
  held: [],
};
const landed = (end: Partial<Landing['ended'][number]>): Landing => ({
  ...header,
  kind: 'landing',
  branch: 'plan/polite',
  head: null,
  record: objectOf('record'),
  ended: [
    {
      phase: 'please',
      digest: leg.digest,
      outcome: 'failed',
      reason: null,
      message: '',
      commit: null,
      kept: null,
      ...end,
    },
  ],
  check: { conclusion: 'action_required', title: 'nothing landed' },
  pull: null,
  notes: [],
  files: [],
  next: false,
});

/** Every publish ends with the next of these codes; the landing is as given. */
async function exitsAfter(landing: Landing, codes: readonly number[]): Promise<number[]> {
  const left = [...codes];
  const exits: number[] = [];
  const ports = {
    files: diskFiles,
    clock: quickClock(),
    progress: keptProgress(),
    git: { repository: { resolve: async () => undefined } },
    steps: {
      start: async () => {
        await writeOutcome(diskFiles, folder, landing);
        return left.shift()!;
      },
    },
  } as unknown as FinishPorts;
  await finishWave({ cwd: folder, folder, schedule, from: 'land', sandboxArguments: [], exits }, ports);
  expect(left).toEqual([]);
  return exits;
}

test.each([
  ['refused', 3],
  ['crashed', 3],
  ['verify', 1],
  ['conflict', 1],
] as const)('a publish that went well does not hide a phase that failed: %s', async (reason, exit) => {
  expect(await exitsAfter(landed({ reason }), [0])).toEqual([exit]);
});

test('nor does a second one hide what the first recorded', async () => {
  expect(await exitsAfter(landed({ reason: 'error' }), [3, 0])).toEqual([3]);
});

test('what is done has no exit code but 0', async () => {
  expect(await exitsAfter(landed({ outcome: 'done', reason: null }), [0])).toEqual([]);
});
