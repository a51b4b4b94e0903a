import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tail } from './tail.ts';

function kept(limit: number, ...chunks: string[]): string {
  const output = tail(limit);
  for (const chunk of chunks) output.add(Buffer.from(chunk));
  return output.text();
}

test('what fits is kept as it came', () => {
  expect(kept(10, 'one\n', 'two\n')).toBe('one\ntwo\n');
});

test('of more, the end, and how much is left out', () => {
  const text = kept(100, 'x'.repeat(500), 'the end');
  expect(text).toMatch(/^\[\d+ bytes before this are left out\]\nx+the end$/);
  expect(text).toHaveLength(100);
});

test('never more bytes than allowed, and the end is the end, however it came in', () => {
  const property = fc.property(
    fc.integer({ min: 80, max: 200 }),
    fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 20 }),
    (limit, chunks) => {
      const all = chunks.join('');
      const text = kept(limit, ...chunks);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      if (Buffer.byteLength(all) <= limit) expect(text).toBe(Buffer.from(all).toString());
      else expect(all.endsWith(text.slice(text.indexOf('\n') + 1))).toBe(true);
    },
  );
  fc.assert(property);
});

test('a flood is counted, not kept', () => {
  const output = tail(1_000);
  for (let i = 0; i < 1_000; i++) output.add(Buffer.alloc(10_000, 120));
  expect(output.total).toBe(10_000_000);
  expect(output.text().length).toBeLessThanOrEqual(1_000);
});
