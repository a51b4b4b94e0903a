import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviationsIn, messageProse } from './deviations.ts';
import { commitMessage } from './trailers.ts';

const trailers = {
  plan: 'plans/slugs.md',
  digest: 'a'.repeat(64),
  phase: 'slugify',
  plannedBy: 'Ada',
  implementedBy: 'claude-sonnet-5-5',
  approvedBy: ['bob'],
};
const message = (summary: string, deviations: readonly string[]) =>
  commitMessage({ subject: 'slugify: Write it', body: messageProse(summary, deviations), trailers });

test('what deviates is told by the message, and read from it', () => {
  const text = message('Built it.', ['no cache:\nit was not needed', 'two files instead of one']);
  expect(text).toContain('Deviations from the plan:\n- no cache: it was not needed\n- two files');
  expect(deviationsIn(text)).toEqual(['no cache: it was not needed', 'two files instead of one']);
});

test('without any there is no heading', () => {
  expect(message('Built it.', [])).not.toContain('Deviations');
  expect(deviationsIn(message('Built it.', []))).toEqual([]);
});

test('any words come back as one line each, whatever they are', () => {
  const words = fc
    .string({ minLength: 1, maxLength: 80 })
    .map((text) => text.replace(/[^A-Za-z0-9 ,.]/g, 'x').trim() || 'x');
  fc.assert(
    fc.property(words, fc.array(words, { minLength: 1, maxLength: 5 }), (summary, deviations) => {
      const read = deviationsIn(message(summary, deviations));
      expect(read).toEqual(deviations.map((one) => one.replace(/\s+/g, ' ')));
    }),
  );
});
