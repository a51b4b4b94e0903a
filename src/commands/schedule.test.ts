/** What schedule makes of a record that does not say the truth: on real git, with the local forge. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objectOf, story } from '../../test/builders/story.ts';
import { openScene, type Scene, scene } from '../../test/contracts/git/scene.ts';
import { keptProgress } from '../../test/doubles/kept-progress.ts';
import { systemClock } from '../adapters/files/clock.ts';
import { diskFiles } from '../adapters/files/files.ts';
import { isAlive, thisProcess } from '../adapters/files/processes.ts';
import { openSeal } from '../adapters/files/seal.ts';
import { localForge } from '../adapters/local-forge/local-forge.ts';
import { fold } from '../lifecycle/fold.ts';
import { parseRecord } from '../lifecycle/record.ts';
import type { Step } from '../lifecycle/step.ts';
import { readPlan } from '../plan/read.ts';
import { approve } from './approve.ts';
import { appendSteps } from './record.ts';
import { schedule } from './schedule.ts';

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

async function stage(at: Scene) {
  const git = await openScene(at);
  const identity = { name: 'Ann', email: 'ann@example.org' };
  const folder = at.path('planfile');
  const ports = {
    git,
    clock: systemClock,
    files: diskFiles,
    seal: await openSeal(at.path('state')),
    person: { identity, ci: false, terminal: false, confirm: async () => false },
    forge: localForge({ folder, identity, processes: { alive: isAlive } }),
    progress: keptProgress(),
  };
  const record = async () => parseRecord((await git.repository.record('one'))?.text ?? '').steps;
  return {
    record,
    state: async () => fold(plan, await record()),
    approve: () => approve({ name: 'one', cwd: at.repo, phases: [], yes: true }, ports),
    schedule: (run: string) =>
      schedule(
        { name: 'one', cwd: at.repo, phases: [], folder: at.path(run), run, attempt: 1, runs: undefined },
        ports,
      ),
    async push(...steps: Step[]) {
      await using workshop = await git.workshop();
      await appendSteps({ id: 'one', message: 'pushed', decide: () => ({ steps }) }, workshop, ports);
    },
    /** A process of this machine that is gone. */
    gone(run: string) {
      mkdirSync(join(folder, 'runs', run), { recursive: true });
      const self = thisProcess();
      // The same number, given to another process since.
      const text = JSON.stringify({ ...self, started: self.started.replace(/^\d+/, '1') });
      writeFileSync(join(folder, 'runs', run, 'process.json'), text);
    },
    [Symbol.asyncDispose]: () => git[Symbol.asyncDispose](),
  };
}

test('an ending that the transitions refuse does not hold a phase for ever', async () => {
  using at = scene({ 'plans/one.md': PLAN });
  await using on = await stage(at);
  await on.approve();
  const first = await on.schedule('first');
  expect(first.legs).toMatchObject([{ phase: 'a', attempt: 1 }]);
  const [end] = story(plan, 'eve').end('a', { start: first.legs[0]!.start, verified: false }).steps();
  await on.push(end!.step);
  expect((await on.state()).phases[0]).toMatchObject({ state: 'running' });

  on.gone('first');
  expect((await on.schedule('second')).legs).toMatchObject([{ phase: 'a', attempt: 2 }]);
  expect((await on.state()).phases[0]).toMatchObject({ state: 'running', holder: { run: 'second' } });
});

test('what the record calls done without a commit that proves it starts anew, and is no fix', async () => {
  using at = scene({ 'plans/one.md': PLAN });
  await using on = await stage(at);
  const [start, end] = story(plan, 'eve')
    .start('a')
    .done('a', { commit: objectOf('nowhere') })
    .steps();
  await on.push(start!.step, end!.step);
  expect((await on.schedule('early')).held).toMatchObject([{ phase: 'a', code: 'not-approved' }]);

  await on.approve();
  expect((await on.schedule('next')).legs).toMatchObject([{ phase: 'a', attempt: 2 }]);
  const state = await on.state();
  expect(state.phases[0]).toMatchObject({ state: 'running', fixes: 0 });
  expect(state.problems).toEqual([]);
  expect((await on.record()).map(({ step }) => step.type)).toEqual([
    'start',
    'end',
    'approve',
    'reset',
    'start',
  ]);
});
