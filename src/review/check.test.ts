import { expect, test } from 'vitest';
import { type CheckFacts, checkGuards, checkOf } from './check.ts';

const passed = { verdict: 'pass', why: 'all met' } as const;
const facts = (over: Partial<CheckFacts> = {}): CheckFacts => ({
  landed: 'a'.repeat(40),
  review: { tree: 'a'.repeat(40), ...passed },
  standing: passed,
  headPassed: true,
  foreign: [],
  lost: [],
  ...over,
});
const nothing = { landed: undefined, review: undefined, lost: ['wire failed (verify)'] };

test('a passing review of exactly the landed tree is green', () => {
  expect(checkOf(facts())).toEqual({ conclusion: 'success', title: 'all met' });
});

test('where nothing landed, what stood and passed stays green, and it is said', () => {
  expect(checkOf(facts(nothing))).toEqual({
    conclusion: 'success',
    title: 'what stands here passed its review; this wave landed nothing (wire failed (verify))',
  });
});

/** Each guard, and the false green that it alone keeps out. */
const attacks: Record<string, Partial<CheckFacts>> = {
  'no foreign commit stands on the branch': {
    foreign: [{ commit: 'f'.repeat(40), why: 'nobody landed it' }],
  },
  'what stands was reviewed, where nothing landed': { ...nothing, headPassed: false },
  'what landed was reviewed': { review: undefined },
  'the review is of exactly this tree': { review: { tree: 'b'.repeat(40), ...passed } },
  'the review is a valid one': { review: { tree: 'a'.repeat(40), verdict: 'none', why: 'no key' } },
  'the review passes': { review: { tree: 'a'.repeat(40), verdict: 'block', why: 'major: no' } },
  'nothing that stands is being mended': { mended: ['slugify'] },
  'what landed before passed its own': { standing: { verdict: 'block', why: 'major: no' } },
};

test.each(Object.keys(checkGuards))('%s', (name) => {
  const attack = facts(attacks[name]);
  expect(checkOf(attack).conclusion).not.toBe('success');
  // Some of these are kept out by two guards: a review that is not there is of no tree either.
  const twins: Record<string, string> = { 'what landed was reviewed': 'the review is of exactly this tree' };
  const left = Object.entries(checkGuards).filter(([one]) => one !== name && one !== twins[name]);
  expect(
    checkOf(
      attack,
      left.map(([, guard]) => guard),
    ).conclusion,
  ).toBe('success');
});

test('an earlier wave that was never reviewed holds the check open', () => {
  expect(checkOf(facts({ standing: { verdict: 'none', why: 'slugify was not reviewed' } }))).toEqual({
    conclusion: 'action_required',
    title: 'not reviewed: slugify was not reviewed',
  });
});
