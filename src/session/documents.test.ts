import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packDocuments } from './documents.ts';

const document = (path: string, text: string) => ({ path, text });

test('what fits is told whole, with its hash', () => {
  const [packed] = packDocuments([document('a.md', 'abc')]);
  expect(packed).toEqual({
    path: 'a.md',
    text: 'abc',
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    length: 3,
    told: 3,
  });
});

test('of a long one the start is told, and that it was cut', () => {
  const packed = packDocuments([document('short', 'x'.repeat(10)), document('long', 'y'.repeat(500))], 100);
  expect(packed.map(({ told }) => told)).toEqual([10, 90]);
  expect(packed[1]!.text).toBe(`${'y'.repeat(90)}\n[cut: 90 of 500 characters]`);
});

test('the hash is of the whole, whatever was told', () => {
  const hash = (most: number) => packDocuments([document('a', 'x'.repeat(50))], most)[0]!.sha256;
  expect(hash(10)).toBe(hash(1_000));
});

test('whatever is given: in order, never more than the bound, no room wasted, no character cut in two', () => {
  const texts = fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 8 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 200 }), (all, most) => {
      const packed = packDocuments(
        all.map((text, i) => document(`${i}`, text)),
        most,
      );
      expect(packed.map(({ path }) => path)).toEqual(all.map((_, i) => `${i}`));
      const told = packed.reduce((sum, one) => sum + one.told, 0);
      const length = packed.reduce((sum, one) => sum + one.length, 0);
      expect(told).toBeLessThanOrEqual(most);
      // A pair that does not fit leaves one character free.
      if (length > most) expect(told).toBeGreaterThanOrEqual(most - 2 * all.length);
      else expect(told).toBe(length);
      for (const [i, one] of packed.entries()) {
        expect(all[i]!.startsWith(one.text.slice(0, one.told))).toBe(true);
        expect(one.text.slice(0, one.told)).not.toMatch(/[\uD800-\uDBFF]$/);
      }
    }),
  );
});
