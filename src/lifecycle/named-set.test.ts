import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestOf, planOf, story as tell } from '../../test/builders/story.ts';
import { setDigest } from '../plan/digest.ts';
import { evidenceKey, missingFrom, phasesNamed } from './named-set.ts';
import type { StepOf } from './step.ts';

const phases = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `p${n}`, digest: digestOf(`p${n}`) }));

test('any set of a small plan is found by half of its digest', () => {
  const plan = phases(6);
  fc.assert(
    fc.property(fc.subarray(plan, { minLength: 1 }), (set) => {
      expect(phasesNamed(setDigest(set).slice(0, 32), plan)).toEqual(set);
    }),
  );
});

test('of a large plan: the whole, each phase alone, and what the program prints', () => {
  const plan = phases(60);
  expect(phasesNamed(setDigest(plan), plan)).toEqual(plan);
  expect(phasesNamed(setDigest([plan[41]!]), plan)).toEqual([plan[41]]);
  const some = [plan[3]!, plan[9]!];
  expect(phasesNamed(setDigest(some), plan)).toBeUndefined();
  expect(phasesNamed(setDigest(some), plan, [['p3', 'p9']])).toEqual(some);
});

test('a digest of something else names nothing', () => {
  expect(phasesNamed(digestOf('x'), phases(6))).toBeUndefined();
  expect(phasesNamed(setDigest(phases(6)), phases(5))).toBeUndefined();
});

test('the key of evidence is the same for whoever collects it, and another for other evidence', () => {
  expect(evidenceKey('octo/site', 1)).toMatch(/^[0-9a-f]{32}$/);
  expect(evidenceKey('octo/site', 1)).toBe(evidenceKey('octo/site', 1));
  expect(evidenceKey('octo/site', 1)).not.toBe(evidenceKey('octo/site', '1'));
});

test('a step is missing until it is there, whatever stands under its key', () => {
  const plan = planOf({ a: [], b: [] });
  const [step] = tell(plan).approve('a').steps() as { step: StepOf<'approve'> }[];
  const mine = step!.step;
  expect(missingFrom([], mine)).toEqual(mine);
  expect(missingFrom([mine], mine)).toBeUndefined();
  expect(
    missingFrom([{ ...mine, by: { ...mine.by, name: 'renamed', account: 1 } }], {
      ...mine,
      by: { name: 'old', account: 1 },
    }),
  ).toBeUndefined();
  const [other] = tell(plan).approve('b').steps() as { step: StepOf<'approve'> }[];
  const planted = { ...other!.step, key: mine.key };
  const moved = missingFrom([planted], mine)!;
  expect(moved).toEqual({ ...mine, key: evidenceKey(mine.key) });
  expect(missingFrom([planted, moved], mine)).toBeUndefined();
});
