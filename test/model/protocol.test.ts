/**
 * The protocol of record and branch, checked: the shipped code on a model of the remote, in every order of few acts, and in many
 * orders of many. A failure prints the acts in their order.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownStartGuards } from '../../src/commands/publishing/own-starts.ts';
import { byNumbers, type Choose, everyOrder, interleave } from './interleaving.ts';
import { shipped, type Wiring, type World, world } from './jobs.ts';
import { Broken, keepLaws, requireSerialEnd, requireSettled } from './laws.ts';
import { believedOnlyAtTheTip, blindly } from './remote.ts';

type Job = ReturnType<World['jobs']['run']>;
interface Scenario {
  /** What was before, one after the other and without mishap. */
  before?: (jobs: World['jobs']) => Record<string, Job>;
  jobs: (jobs: World['jobs']) => Record<string, Job>;
  mishaps: number;
}

const firstOf: Choose = () => 0;

/** Plays a scenario in one order, then lets one job after the other finish the plan, and looks at every law. */
async function played(
  { before, jobs, mishaps }: Scenario,
  choose: Choose,
  wiring: Wiring = shipped,
): Promise<string[]> {
  const here = world(wiring);
  const laws = keepLaws(here);
  const over = (job: string) => void here.over.add(job);
  const shared = () =>
    JSON.stringify([[...here.remote.refs], [...here.over].sort(), [...here.waves.keys()].sort()]);
  const quietly = (all: Record<string, Job>) =>
    interleave(all, { choose: firstOf, mishaps: 0, shared, killed: over, ended: over });
  for (const [name, job] of Object.entries(before?.(here.jobs) ?? {})) await quietly({ [name]: job });
  const { log, whole } = await interleave(jobs(here.jobs), {
    choose,
    mishaps,
    shared,
    killed: over,
    ended: over,
  });
  if (!whole && !laws.broken()) return log;
  try {
    if (laws.broken()) throw laws.broken();
    requireSettled(here);
    const all = ['a', 'b', 'c'];
    await quietly({ last: here.jobs.approve('last', all) });
    for (let n = 0; n < 3; n += 1) await quietly({ [`finish-${n}`]: here.jobs.run(`finish-${n}`, all) });
    if (laws.broken()) throw laws.broken();
    requireSettled(here);
    requireSerialEnd(here);
  } catch (thrown) {
    if (thrown instanceof Broken) thrown.message += `\n  ${log.join('\n  ')}`;
    throw thrown;
  }
  return log;
}

const given = ({ approve }: World['jobs']) => ({ ada: approve('ada', ['a', 'b', 'c']) });
const half = (jobs: World['jobs']) => ({ ...given(jobs), early: jobs.run('early', ['b']) });

/** Small enough for every order: who could get into whose way. */
const PAIRS: Record<string, Omit<Scenario, 'mishaps'>> = {
  'two people approve': {
    jobs: ({ approve }) => ({ ada: approve('ada', ['a', 'b']), bob: approve('bob', ['b', 'c']) }),
  },
  'two runs of one phase': {
    before: given,
    jobs: ({ run }) => ({ one: run('one', ['a']), two: run('two', ['a']) }),
  },
  'two runs of two phases, and the branch is new': {
    before: given,
    jobs: ({ run }) => ({ one: run('one', ['a']), two: run('two', ['b']) }),
  },
  'two runs of two phases, and the branch is there': {
    before: half,
    jobs: ({ run }) => ({ one: run('one', ['a']), two: run('two', ['c']) }),
  },
  'a run whose last job is started again while it still works': {
    before: given,
    jobs: ({ run, publishAgain }) => ({ one: run('one', ['a']), again: publishAgain('again', 'one') }),
  },
  'a run, and a person who sets its phase free': {
    before: given,
    jobs: ({ run, reset }) => ({ one: run('one', ['a']), bob: reset('bob', 'a') }),
  },
  'two fixes of one phase': {
    before: half,
    jobs: ({ fix }) => ({ one: fix('one', 'b'), two: fix('two', 'b') }),
  },
  'a fix, and a run of what is left': {
    before: half,
    jobs: ({ fix, run }) => ({ one: fix('one', 'b'), two: run('two', ['a']) }),
  },
  'a fix that fails, and a person who says that it is over': {
    before: half,
    jobs: ({ fix, reset }) => ({ one: fix('one', 'b', false), bob: reset('bob', 'b') }),
  },
  'a run, and a person who edits the plan on its branch': {
    before: given,
    jobs: ({ run, edit }) => ({ one: run('one', ['a']), bob: edit('bob') }),
  },
};

const BOUND = process.env.SOAK ? { interruptions: 1, mishaps: 1 } : { interruptions: 2, mishaps: 0 };

describe('every order of few', () => {
  test.each(Object.entries(PAIRS))('%s', async (_, scenario) => {
    await everyOrder(async (choose) => void (await played({ ...scenario, ...BOUND }, choose)), BOUND);
  });
});

/** Up to ten jobs at once, and up to three mishaps. */
const scenarios = fc.record({
  approvers: fc.integer({ min: 0, max: 2 }),
  runs: fc.array(fc.constantFrom([], ['a'], ['b'], ['a', 'b', 'c']), { minLength: 1, maxLength: 4 }),
  again: fc.integer({ min: 0, max: 2 }),
  fixes: fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.boolean()), { maxLength: 3 }),
  resets: fc.subarray(['a', 'b']),
  edits: fc.integer({ min: 0, max: 2 }),
  mishaps: fc.integer({ min: 0, max: 3 }),
});
type Many = typeof scenarios extends fc.Arbitrary<infer T> ? T : never;

const many = ({ approvers, runs, again, fixes, resets, edits, mishaps }: Many): Scenario => ({
  before: ({ approve, run }) => ({
    ada: approve('ada', approvers === 0 ? ['a', 'b', 'c'] : ['a']),
    // Only what has landed can be mended.
    ...(fixes.length > 0 ? { early: run('early', ['a']) } : {}),
  }),
  jobs: (jobs) => ({
    ...named('approver', range(approvers), (name, i) =>
      jobs.approve(name, i === 0 ? ['b', 'c'] : ['a', 'b']),
    ),
    ...named('run', runs, (name, phases) => jobs.run(name, phases)),
    ...named('again', range(again), (name, i) => jobs.publishAgain(name, `run-${i}`)),
    ...named('fix', fixes, (name, [phase, lands]) => jobs.fix(name, phase, lands)),
    ...named('reset', resets, (name, phase) => jobs.reset(name, phase)),
    ...named('edit', range(edits), (name) => jobs.edit(name)),
  }),
  mishaps,
});

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const named = <T>(kind: string, all: readonly T[], job: (name: string, one: T) => Job): Record<string, Job> =>
  Object.fromEntries(all.map((one, i) => [`${kind}-${i}`, job(`${kind}-${i}`, one)]));

const orders = fc.array(fc.nat(10_000), { maxLength: 120 });
/** `npm run soak`: two thousand. */
const SEEDS = process.env.SOAK ? { numRuns: 2_000 } : { numRuns: 400, seed: 6 };

test('some orders of many', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, orders, async (scenario, numbers) => {
      await played(many(scenario), byNumbers(numbers));
    }),
    SEEDS,
  );
});

/** The first law that some order of a pair breaks. */
async function brokenBy(name: string, wiring: Wiring): Promise<string | undefined> {
  try {
    const scenario = { ...PAIRS[name]!, mishaps: 0 };
    await everyOrder(async (choose) => void (await played(scenario, choose, wiring)), { interruptions: 1 });
  } catch (thrown) {
    if (thrown instanceof Broken) return thrown.message.split('\n')[0];
    throw thrown;
  }
  return undefined;
}

describe('a broken twin is caught', () => {
  test('who writes without comparing loses the steps of others', async () => {
    expect(await brokenBy('two people approve', { ...shipped, push: blindly })).toMatch(
      /^(nothing is force-pushed|no step of a record is lost)/,
    );
  });

  test('who takes a landed push for a lost race, because others stand on it by now, holds what it does not know of', async () => {
    const wiring = { ...shipped, push: believedOnlyAtTheTip };
    expect(await brokenBy('two runs of two phases, and the branch is new', wiring)).toMatch(
      /^what a run holds, its jobs know of/,
    );
  });

  test('who lands what is not theirs any more lands it twice', async () => {
    const { 'it has not ended': _, ...others } = ownStartGuards;
    const wiring = { ...shipped, ownStarts: Object.values(others) };
    expect(await brokenBy('a run, and a person who sets its phase free', wiring)).toMatch(
      /^each phase has one holder at a time/,
    );
  });
});
