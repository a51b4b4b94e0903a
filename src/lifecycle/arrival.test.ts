import { expect, test } from 'vitest';
import { digestOf, planOf, story } from '../../test/builders/story.ts';
import { type Arriving, arrivals, landedEnds } from './arrival.ts';

const commit = (id: string, changes: Record<string, string | undefined>, message = ''): Arriving => ({
  id,
  at: `2026-11-0${id}T00:00:00.000Z`,
  message,
  changes: Object.entries(changes).map(([path, blob]) => ({ path, blob })),
});
const work = (changes: Record<string, string | undefined>, digest = 'none') => ({
  digest,
  changes: commit('1', changes).changes,
});
const when = (branch: Arriving[], ...works: ReturnType<typeof work>[]) => arrivals(branch)(works)?.commit;

test('a squash, a merge or a fast-forward brings all at once', () => {
  const branch = [commit('1', { other: 'x' }), commit('2', { a: 'a1', b: 'b1' }), commit('3', { a: 'a2' })];
  expect(when(branch, work({ a: 'a1' }), work({ b: 'b1' }))).toBe('2');
});

test('a rebase brings it in pieces: it was there with the last', () => {
  const branch = [commit('1', { a: 'a1' }), commit('2', { b: 'b1' }), commit('3', { a: 'a9' })];
  expect(when(branch, work({ a: 'a1' }), work({ b: 'b1' }))).toBe('2');
});

test('what a later phase wrote over, and what the plan removed again, is not looked for', () => {
  const branch = [commit('2', { a: 'a2' })];
  expect(when(branch, work({ a: 'a1', made: 'm' }), work({ a: 'a2', made: undefined }))).toBe('2');
  expect(when(branch, work({ a: 'a1' }))).toBeUndefined();
});

test('a phase that only removes', () => {
  expect(when([commit('1', { b: 'b' }), commit('2', { a: undefined })], work({ a: undefined }))).toBe('2');
});

test('where people changed the same file meanwhile, the merge names the digests', () => {
  const [one, two] = [digestOf('one'), digestOf('two')];
  const body = `Merge\n\nPlan: plans/x.md@${one}\nPlan: plans/x.md@${two}\n`;
  const branch = [commit('1', { a: 'mixed' }), commit('2', { a: 'mixed2' }, body)];
  expect(when(branch, work({ a: 'a1' }, one), work({ a: 'a2' }, two))).toBe('2');
  expect(when(branch, work({ a: 'a1' }, one), work({ a: 'a2' }, digestOf('three')))).toBeUndefined();
});

test('nothing landed, or nothing came', () => {
  expect(when([commit('1', { a: 'a' })])).toBeUndefined();
  expect(when([], work({ a: 'a' }))).toBeUndefined();
});

test('what landed: not what failed, not what was undone, a fix in its new place', () => {
  const plan = planOf({ a: [], b: [], c: [] });
  const told = story(plan).start('a').done('a').start('b').failed('b').start('c').done('c').reset('c');
  told.start('b').done('b').start('a').done('a');
  expect(landedEnds(told.steps()).map(({ phase }) => phase)).toEqual(['b', 'a']);
});
