import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planOf, START, story } from '../../test/builders/story.ts';
import { fold } from './fold.ts';
import type { Recorded } from './record.ts';
import { secondsOf, stretchesOf } from './stretches.ts';

const MINUTE = 60_000;
const plan = planOf({ a: [], b: [] });
/** The story's steps stand a minute apart; `minutes` moves each to its own. */
const at = (steps: Recorded[], minutes: readonly number[]): Recorded[] =>
  steps.map(({ step, line }, index) => ({
    line,
    step: { ...step, at: new Date(START + minutes[index]! * MINUTE).toISOString() },
  }));
const facts = (steps: Recorded[], over: Partial<Parameters<typeof stretchesOf>[0]> = {}) => ({
  state: fold(plan, steps),
  steps,
  begun: START,
  merged: undefined,
  now: START + 1_000 * MINUTE,
  over: false,
  ...over,
});
const shown = (given: ReturnType<typeof facts>) =>
  stretchesOf(given).map(
    ({ from, to, what }) => `${(from - START) / MINUTE}-${(to - START) / MINUTE} ${what}`,
  );

test('a plan from its draft to its merge', () => {
  const told = story(plan).draft('c').approve(['a', 'b']).start('a').done('a').review('t', ['a']);
  told.start('b').done('b').review('t', ['b']);
  const steps = at(told.steps(), [0, 60, 70, 80, 83, 84, 94, 96]);
  expect(shown(facts(steps, { merged: START + 200 * MINUTE }))).toEqual([
    // Until somebody approved, and then until somebody started it.
    '0-70 people',
    '70-80 running',
    // The review, and the next wave after it.
    '80-84 machines',
    '84-94 running',
    '94-96 machines',
    '96-200 people',
  ]);
});

test('after a failure or a block the time is people\u2019s, and so is what is open now', () => {
  const told = story(plan).approve('a').start('a').failed('a').start('a').blocked('a');
  expect(shown(facts(at(told.steps(), [10, 10, 20, 50, 60])))).toEqual([
    '0-10 people',
    '10-20 running',
    '20-50 people',
    '50-60 running',
    '60-1000 people',
  ]);
});

test('what runs side by side counts once, and what runs now runs', () => {
  const told = story(plan).approve(['a', 'b']).start('a').start('b').done('a');
  expect(shown(facts(at(told.steps(), [0, 0, 5, 20]), { now: START + 30 * MINUTE }))).toEqual([
    '0-30 running',
  ]);
});

test('a plan whose document is gone has no open end, and one without steps waits', () => {
  const told = story(plan).approve('a').start('a').done('a');
  expect(shown(facts(at(told.steps(), [0, 1, 2]), { over: true })).at(-1)).toBe('1-2 running');
  expect(shown(facts([]))).toEqual(['0-1000 people']);
  expect(stretchesOf(facts([], { begun: undefined }))).toEqual([]);
});

test('whatever the clocks say: stretches follow each other without a gap, and none is empty or backwards', () => {
  const told = story(plan)
    .approve(['a', 'b'])
    .start('a')
    .done('a')
    .review('t', ['a'])
    .start('b')
    .failed('b')
    .start('b');
  const steps = told.steps();
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100, max: 900 }), { minLength: 7, maxLength: 7 }), (minutes) => {
      const given = facts(at(steps, minutes));
      const stretches = stretchesOf(given);
      expect(stretches[0]!.from).toBe(START);
      for (const [index, { from, to }] of stretches.entries()) {
        expect(to).toBeGreaterThan(from);
        if (index > 0) expect(from).toBe(stretches[index - 1]!.to);
      }
      expect(stretches.at(-1)!.to).toBe(given.now);
      const { running, people, machines } = secondsOf(stretches);
      expect(running + people + machines).toBeCloseTo(60_000, 3);
    }),
  );
});
