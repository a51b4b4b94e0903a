import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Mend, mend } from '../outcomes/mend.ts';
import { visible } from '../report/clean.ts';
import { mendsWithin, type Reviewed, readReviewMarker, reviewMarkerOf } from './marker.ts';

/** What would end a comment, begin another, or be cut in the middle. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3_000 }),
  fc.string({
    unit: fc.constantFrom(
      '-->',
      '--!>',
      '<!-- planfile:review {"v":1} -->',
      '\n',
      '😀',
      '\ud800',
      '@ada',
      '"',
      '\\',
    ),
  }),
);
const mends: fc.Arbitrary<Mend[]> = fc.array(
  fc.record({
    id: fc.stringMatching(/^[0-9a-f]{16}$/),
    severity: fc.constantFrom('blocker', 'major', 'minor', 'nit', null),
    category: fc.constantFrom('correctness', 'plan', 'criterion'),
    phase: fc.constantFrom('slugify', null),
    path: fc.option(text.map((path) => path.slice(0, 500))),
    line: fc.option(fc.integer({ min: 1, max: 9_999 })),
    claim: text,
    evidence: text,
    scenario: text,
    suggestion: fc.option(text),
  }),
  { maxLength: 40 },
);
const reviewed: Reviewed = {
  nonce: '0'.repeat(32),
  head: '1'.repeat(40),
  tree: '2'.repeat(40),
  base: '3'.repeat(40),
  verdict: 'block',
  why: 'major: it is wrong',
};

test('whatever was found is read back as it was put in, within its room, and nothing of it ends the comment', () => {
  fc.assert(
    fc.property(mends, fc.integer({ min: 0, max: 30_000 }), (all, room) => {
      const kept = mendsWithin(all, room);
      const marker = reviewMarkerOf({ ...reviewed, ...kept });
      expect(kept.mends.length + kept.left).toBe(all.length);
      expect(marker.length).toBeLessThan(room + 1_000);
      expect(marker.split('-->')).toHaveLength(2);
      expect(marker.split('<!--')).toHaveLength(2);
      expect(marker).not.toMatch(/[\n\r@]/);
      const read = readReviewMarker(`What people read.\n\n${marker}\n`);
      expect(read).toEqual({ ...reviewed, mends: kept.mends, left: kept.left });
      for (const one of read!.mends!) expect(mend.safeParse(one).success).toBe(true);
      // What is kept is the beginning of what was found, in its order.
      let at = 0;
      for (const one of kept.mends) {
        while (!isCutOf(all[at]!, one)) at += 1;
        at += 1;
      }
    }),
    { numRuns: process.env.SOAK ? 2_000 : 100 },
  );
});

function isCutOf(whole: Mend, cut: Mend): boolean {
  const claim = visible(whole.claim);
  const same = whole.id === cut.id && whole.path === cut.path && whole.line === cut.line;
  return same && (claim === cut.claim || (cut.claim.endsWith('…') && cut.claim.length < claim.length));
}

test('texts are cut before one is left out, and of many the worst stay', () => {
  const one = (nth: number): Mend => ({
    id: String(nth).padStart(16, '0'),
    severity: 'minor',
    category: 'correctness',
    phase: null,
    path: 'src/a.ts',
    line: nth,
    claim: 'c'.repeat(5_000),
    evidence: 'e'.repeat(5_000),
    scenario: 's'.repeat(5_000),
    suggestion: null,
  });
  const some = mendsWithin(
    Array.from({ length: 10 }, (_, i) => one(i + 1)),
    20_000,
  );
  expect(some.left).toBe(0);
  expect(some.mends[9]!.claim).toHaveLength(500);
  const many = mendsWithin(
    Array.from({ length: 300 }, (_, i) => one(i + 1)),
    20_000,
  );
  expect(many.mends.length).toBeGreaterThan(25);
  expect(many.mends.map(({ line }) => line)).toEqual(many.mends.map((_, i) => i + 1));
  expect(many.mends.length + many.left).toBe(300);
});

test('a marker that holds no mend as it should be is none', () => {
  const wrong = { ...reviewed, mends: [{ id: 'not one' }] } as unknown as Reviewed;
  expect(readReviewMarker(reviewMarkerOf(wrong))).toBeUndefined();
  expect(readReviewMarker(reviewMarkerOf(reviewed))).toEqual(reviewed);
});
