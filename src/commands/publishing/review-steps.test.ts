import { expect, test } from 'vitest';
import { digestOf, objectOf, planOf, story } from '../../../test/builders/story.ts';
import { quickClock } from '../../../test/doubles/quick-clock.ts';
import type { Recorded } from '../../lifecycle/record.ts';
import type { Step } from '../../lifecycle/step.ts';
import type { Review } from '../../outcomes/review.ts';
import { reviewSteps, standingOf } from './review-steps.ts';
import type { Wave } from './wave.ts';

const plan = planOf({ a: [], b: [] });
const line = (calls: number): Review['usage'][number] => ({
  role: 'reviewer',
  model: 'm',
  calls,
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  usd: null,
});
const review = (over: Partial<Review> = {}) =>
  ({
    tree: objectOf('tree of a'),
    verdict: 'pass',
    why: 'all met',
    model: 'm',
    findings: [],
    criteria: [],
    usage: [line(1)],
    ...over,
  }) as unknown as Review;

const told = () => story(plan).start('a').done('a');
const record = (steps: readonly Step[]): Recorded[] => [
  ...told().steps(),
  ...steps.map((step, i) => ({ step, line: 10 + i })),
];
/** The wave of the story's first start. */
const waveOf = (one: Review | undefined): Wave => {
  const start = told().steps()[0]!.step.key;
  const schedule = { nonce: digestOf('n').slice(0, 32), legs: [{ phase: 'a', start }] };
  return { schedule, plan: { ...plan, phases: plan.phases }, review: one } as unknown as Wave;
};
const late = (one: Review | undefined, known: readonly Recorded[]) =>
  reviewSteps(waveOf(one), standingOf(waveOf(one), known), known, { clock: quickClock() });

test('a review is told once', () => {
  const first = late(review(), record([]));
  expect(first).toMatchObject([{ verdict: 'pass', phases: ['a'], usage: [line(1)] }]);
  expect(late(review(), record(first))).toEqual([]);
  expect(late(undefined, record([]))).toEqual([]);
});

test('what a second look refuted is not counted, but for what the program found', () => {
  const finding = { severity: 'major', by: 'model', standing: 'confirmed' };
  const findings = [
    finding,
    { ...finding, standing: 'refuted' },
    { ...finding, by: 'program', standing: 'refuted' },
  ];
  const [step] = late(review({ findings: findings as Review['findings'] }), record([]));
  expect(step?.findings).toEqual({ blocker: 0, major: 2, minor: 0, nit: 0 });
});

test('a later one is told with what is new of the bill', () => {
  const first = late(review({ verdict: 'none', why: 'no key' }), record([]));
  const second = late(review({ usage: [line(3)] }), record(first));
  expect(second).toMatchObject([{ verdict: 'pass', usage: [line(2)] }]);
  expect(second[0]!.key).not.toBe(first[0]!.key);
});

test('a review of another tree speaks for no phase, and its bill is told', () => {
  expect(late(review({ tree: objectOf('other') }), record([]))).toMatchObject([
    { phases: [], unmet: [], usage: [line(1)] },
  ]);
  expect(late(review({ tree: objectOf('other'), usage: [] }), record([]))).toEqual([]);
});

test('a phase that was started again since is not judged by it', () => {
  const known = told().start('a').done('a').steps();
  expect(standingOf(waveOf(review()), known)).toEqual({ phases: [], tree: undefined });
  expect(late(review(), known)).toMatchObject([{ phases: [] }]);
});
