/** What a machine's own runs say was found: real git, real files. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { passingReview } from '../../../test/builders/outcomes.ts';
import { digestOf, objectOf, planOf, story } from '../../../test/builders/story.ts';
import { openScene, type Scene, scene } from '../../../test/contracts/git/scene.ts';
import { systemClock } from '../../adapters/files/clock.ts';
import { diskFiles } from '../../adapters/files/files.ts';
import { isAlive } from '../../adapters/files/processes.ts';
import { localForge } from '../../adapters/local-forge/local-forge.ts';
import type { Finding, Review } from '../../outcomes/review.ts';
import type { Schedule } from '../../outcomes/schedule.ts';
import { fingerprint } from '../../review/fingerprint.ts';
import { writeOutcome } from '../outcome-files.ts';
import { appendSteps } from '../record.ts';
import { saidMends } from './said.ts';
import { saidGuards } from './which-counts.ts';

const found = (claim: string): Finding => ({
  fingerprint: fingerprint({ category: 'correctness', path: 'src/a.ts', claim }),
  severity: 'major',
  category: 'correctness',
  path: 'src/a.ts',
  line: 1,
  endLine: 1,
  side: 'new',
  claim,
  evidence: 'e'.repeat(10_000),
  scenario: 'so',
  suggestion: null,
  replacement: null,
  by: 'model',
  standing: 'confirmed',
  reason: 'seen',
});

const scheduleOf = (run: string, over: Partial<Schedule> = {}): Schedule => ({
  planfile: 1,
  kind: 'schedule',
  plan: 'story',
  run,
  attempt: 1,
  nonce: digestOf(run).slice(0, 32),
  path: 'plans/story.md',
  from: 'branch',
  planCommit: objectOf('plan'),
  policyCommit: null,
  base: objectOf('base'),
  legs: [],
  held: [],
  ...over,
});

const TREE = objectOf('what stands there');
const ASK = { plan: 'story', tip: objectOf('tip'), trees: new Set([TREE]) };

async function stage(at: Scene) {
  const git = await openScene(at);
  const folder = at.path('planfile');
  const runs = join(folder, 'runs');
  const forge = localForge({ folder, identity: undefined, processes: { alive: isAlive } });
  const ports = { git, forge, files: diskFiles, clock: systemClock };
  const told = story(planOf({ a: [] }));
  return {
    /** The record names these runs, in their order. */
    async ran(...names: string[]) {
      for (const run of names) told.start('a', { run }).failed('a');
      await using workshop = await git.workshop();
      const steps = told.steps().map(({ step }) => step);
      await appendSteps({ id: 'story', message: 'told', decide: () => ({ steps }) }, workshop, ports);
    },
    async wave(run: string, nth: number, says: Partial<Review>, schedule = scheduleOf(run)) {
      const wave = join(runs, run, `wave-${nth}`);
      await writeOutcome(diskFiles, wave, schedule);
      await writeOutcome(diskFiles, wave, passingReview(schedule, { tree: TREE, criteria: [], ...says }));
      return wave;
    },
    said: (guards = saidGuards, over: Partial<typeof ASK> = {}) =>
      saidMends({ ...ASK, ...over, runs }, ports, guards),
    [Symbol.asyncDispose]: () => git[Symbol.asyncDispose](),
  };
}

const claims = async (said: ReturnType<Awaited<ReturnType<typeof stage>>['said']>) =>
  (await said)?.mends.map(({ claim }) => claim);

test('the review of the tree that stands there, whichever run and wave it came with; its texts bounded', async () => {
  await using at = await scene();
  await using on = await stage(at);
  expect(await on.said()).toBeUndefined();
  await on.ran('local-1', 'local-2', '../../escape');
  await on.wave('local-1', 1, { findings: [found('It was wrong then')], tree: objectOf('before') });
  await on.wave('local-1', 2, { findings: [found('It is wrong')] });
  await on.wave('local-2', 1, { findings: [found('It is wrong elsewhere')], tree: objectOf('elsewhere') });
  const said = await on.said();
  expect(said).toMatchObject({ left: 0, settled: new Set() });
  // Where phases rest on several reviews, all of them are heard.
  const trees = new Set([TREE, objectOf('before')]);
  expect(await claims(on.said(saidGuards, { trees }))).toEqual(['It was wrong then', 'It is wrong']);
  expect(said!.mends).toHaveLength(1);
  expect(said!.mends[0]!.evidence).toHaveLength(1_000);
});

test('the newest counts, and one that came to no verdict only where no other did', async () => {
  await using at = await scene();
  await using on = await stage(at);
  await on.ran('local-1', 'local-2', 'local-1', 'local-3');
  await on.wave('local-1', 1, { findings: [found('First run, started last')] });
  await on.wave('local-2', 1, { findings: [found('Second run')] });
  expect(await claims(on.said())).toEqual(['First run, started last']);
  await on.wave('local-3', 1, { findings: [found('Cut off')], verdict: 'none', cause: 'service' });
  expect(await claims(on.said())).toEqual(['First run, started last']);
});

test('what was found before a review was cut off is found all the same', async () => {
  await using at = await scene();
  await using on = await stage(at);
  await on.ran('local-1');
  await on.wave('local-1', 1, { findings: [found('Seen')], verdict: 'none', cause: 'unread' });
  expect(await claims(on.said())).toEqual(['Seen']);
});

describe('guards: each stops what would speak of something else', () => {
  const attacks: Record<string, (on: Awaited<ReturnType<typeof stage>>) => Promise<unknown>> = {
    'it is of this plan': (on) =>
      on.wave('local-1', 1, { findings: [found('x')] }, scheduleOf('local-1', { plan: 'other' })),
    'it is of its own wave': (on) => on.wave('local-1', 1, { findings: [found('x')], nonce: '0'.repeat(32) }),
    'what stands there rests on it': (on) =>
      on.wave('local-1', 1, { findings: [found('x')], tree: objectOf('another') }),
  };

  test.each(Object.keys(saidGuards.runs))('%s', async (name) => {
    await using at = await scene();
    await using on = await stage(at);
    await on.ran('local-1');
    await attacks[name]!(on);
    expect(await on.said()).toBeUndefined();
    const { [name]: _, ...runs } = saidGuards.runs;
    expect(await claims(on.said({ ...saidGuards, runs }))).toEqual(['x']);
  });
});
