/** What execute makes of a mistake that nobody foresaw: still a result. On real git. */
import { expect, test } from 'vitest';
import { usage } from '../../test/builders/story.ts';
import { openScene, scene } from '../../test/contracts/git/scene.ts';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { systemClock } from '../adapters/files/clock.ts';
import { diskFiles } from '../adapters/files/files.ts';
import { temporaryFolders } from '../adapters/files/folders.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { readPlan } from '../plan/read.ts';
import { unforeseen } from '../ports/fault.ts';
import type { SessionEnd } from '../session/execute.ts';
import { type ExecutePorts, execute } from './execute.ts';
import { tryOutcome, writeOutcome } from './outcome-files.ts';
import { type Work, withoutWork } from './work.ts';

const PLAN = `---
planfile: 1
id: one
phases:
  - id: a
    paths: ['src/**']
    verify: ['true']
---

# One

Why.

## Phase a: Do it

Write it.

- [ ] It is there
`;
const plan = readPlan(new TextEncoder().encode(PLAN), 'plans/one.md').plan!;
const [phase] = plan.phases;

const scheduled = (commit: string): Schedule => ({
  planfile: 1,
  kind: 'schedule',
  plan: 'one',
  run: 'local-1',
  attempt: 1,
  nonce: '0'.repeat(32),
  path: 'plans/one.md',
  from: 'head',
  planCommit: commit,
  policyCommit: null,
  base: commit,
  legs: [{ phase: 'a', digest: phase!.digest, start: 'x', attempt: 1, approvedBy: ['Ann'] }],
  held: [],
});

test('a mistake before the session is a result with its reason', async () => {
  using at = scene({ 'plans/one.md': PLAN });
  await using git = await openScene(at);
  const folder = at.path('out');
  await writeOutcome(diskFiles, folder, scheduled((await git.repository.head()).commit!));
  const ports = {
    git,
    files: diskFiles,
    folders: temporaryFolders(at.path('.')),
    clock: systemClock,
    progress: keptProgress(),
    person: { identity: undefined, ci: false, terminal: false, confirm: async () => false },
    model: {
      redact: (text: string) => text,
      requireCredentials() {
        throw new TypeError('cannot read properties of undefined');
      },
    },
  } as unknown as ExecutePorts;
  const { result, fault } = await execute({ folder, phase: 'a' }, ports);
  expect(result).toMatchObject({ outcome: 'failed', reason: 'error', usage: [] });
  expect(result.message).toContain('cannot read properties of undefined');
  expect(fault).toMatchObject({ code: 'unforeseen', exit: 3 });
  expect((await tryOutcome(diskFiles, folder, 'result', 'a')).outcome).toEqual(result);
});

test('a mistake after it keeps what the session took and said', () => {
  const schedule = scheduled('1'.repeat(40));
  const work = { schedule, phase, checkpoints: 2, documents: [], redact: (text: string) => text };
  const end = {
    outcome: 'built',
    reason: null,
    message: '',
    summary: 'Built it.',
    turns: 7,
    seconds: 3,
    usage: usage(1.5),
  } as unknown as SessionEnd;
  const result = withoutWork(work as unknown as Work, end, unforeseen(new Error('no space left')));
  expect(result).toMatchObject({
    outcome: 'failed',
    reason: 'error',
    summary: 'Built it.',
    turns: 7,
    usage: usage(1.5),
    commit: null,
    landable: false,
  });
  expect(result.message).toContain('no space left');
});
