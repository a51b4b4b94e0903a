/** What a plain `run` takes up by itself: what was cut off, and what landed without a valid review. */
import { expect, test } from 'vitest';
import { planOf, story, usage } from '../../test/builders/story.ts';
import { fold } from './fold.ts';
import { meansAgain } from './schedule.ts';
import { unreviewed } from './status.ts';

const plan = planOf({ a: [], b: [] });
const wall = { outcome: 'failed', reason: 'error', verified: false, commit: null, tree: null } as const;

test('an error that was paid for is run into twice, and then a person names the phase', () => {
  const told = story(plan)
    .start('a')
    .end('a', { ...wall, usage: usage(1) });
  const again = () => meansAgain(fold(plan, told.steps()).phases[0]!);
  expect(again()).toBe(true);
  told.start('a').end('a', { ...wall, usage: usage(1) });
  expect(again()).toBe(false);
});

test('an error that cost nothing, or that another ending lies between, is no wall', () => {
  const free = story(plan).start('a').end('a', wall).start('a').end('a', wall);
  expect(meansAgain(fold(plan, free.steps()).phases[0]!)).toBe(true);
  const between = story(plan)
    .start('a')
    .end('a', { ...wall, usage: usage(1) })
    .start('a')
    .failed('a', 'crashed');
  expect(meansAgain(fold(plan, between.steps()).phases[0]!)).toBe(true);
});

test('what was found wrong is never started by a plain run', () => {
  const told = story(plan).start('a').failed('a', 'verify');
  expect(meansAgain(fold(plan, told.steps()).phases[0]!)).toBe(false);
});

test('a done phase without a valid review of its last work is unreviewed', () => {
  const told = story(plan).start('a').done('a').start('b').done('b');
  const names = () => unreviewed(fold(plan, told.steps())).map(({ phase }) => phase);
  expect(names()).toEqual(['a', 'b']);
  told.review('tree of a', ['a'], { verdict: 'block' }).review('tree of b', ['b'], { verdict: 'none' });
  expect(names()).toEqual(['b']);
  told.review('tree of b', ['b']);
  expect(names()).toEqual([]);
  told.start('a').done('a');
  expect(names()).toEqual(['a']);
});
