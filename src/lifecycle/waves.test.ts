import { expect, test } from 'vitest';
import { planOf, story } from '../../test/builders/story.ts';
import { fold } from './fold.ts';
import { freshWaves, mayGoOn } from './waves.ts';

const plan = planOf({ a: [], b: ['a'], c: ['b'] });
const stateOf = (told: ReturnType<typeof story>) => fold(plan, told.steps());

test('a wave that takes up something new counts, one that does something again does not', () => {
  const told = story(plan).start('a', { run: 'one' }).failed('a').start('a', { run: 'two' }).done('a');
  expect(freshWaves(stateOf(told))).toBe(1);
  told.start('b', { run: 'three' }).done('b');
  expect(freshWaves(stateOf(told))).toBe(2);
  expect(mayGoOn(stateOf(told))).toBe(true);
});

test('once every phase was taken up, nothing starts itself: a reset phase waits for a person', () => {
  const told = story(plan);
  for (const id of ['a', 'b', 'c']) told.start(id, { run: id }).done(id);
  expect(mayGoOn(stateOf(told.reset('c')))).toBe(false);
});

test('two phases of one wave are one', () => {
  const wide = planOf({ a: [], b: [], c: ['a', 'b'] });
  const told = story(wide).start('a', { run: 'one' }).start('b', { run: 'one' });
  expect(freshWaves(fold(wide, told.steps()))).toBe(1);
});
