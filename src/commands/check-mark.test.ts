import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markedSummary, markIn, planCheckId, planOfCheck } from './check-mark.ts';

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));

test('what a check says to us is read back behind any text, and fits where GitHub cuts', () => {
  const mark = fc.record({
    steps: fc.uniqueArray(hex(64), { maxLength: 50 }),
    base: fc.option(hex(40), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), mark, fc.boolean(), (text, said, isLong) => {
      const summary = markedSummary(isLong ? text.padEnd(70_000, 'x') : text, said);
      expect(summary.length).toBeLessThan(65_000);
      if (said.steps.length > 0 || said.base !== undefined) expect(markIn(summary)).toEqual(said);
    }),
  );
});

test('of many steps the last stay; what is none of it says nothing', () => {
  const steps = Array.from({ length: 60 }, (_, n) => n.toString(16).padStart(64, '0'));
  expect(markIn(markedSummary('x', { steps, base: undefined })).steps).toEqual(steps.slice(-50));
  const nothing = { steps: [], base: undefined };
  const marked = markedSummary('x', { steps: [], base: 'a'.repeat(40) });
  for (const text of [
    '',
    'x',
    `${marked} more`,
    marked.replace('aa', 'zz'),
    marked.replace('check', 'other'),
  ])
    expect(markIn(text)).toEqual(nothing);
});

test('a plan is known by the id of its check; of a pull request or a group it is none', () => {
  expect(planOfCheck(planCheckId('slugs'))).toBe('slugs');
  for (const id of ['planfile/review/main', 'planfile/group/abc', 'planfile/', 'other/slugs', ''])
    expect(planOfCheck(id)).toBeUndefined();
});
