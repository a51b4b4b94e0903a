import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { expect, test } from 'vitest';
import { bar } from './bars.ts';

test.each([
  [1, 1, 4, '████'],
  [1, 2, 4, '██'],
  [0.3, 1, 4, '█▎'],
  [0.0001, 1, 4, '▏'],
  [0, 1, 4, ''],
  [1, 0, 4, ''],
  [9, 1, 2, '██'],
  [1, 1, 0, ''],
])('%d of %d in %d columns', (value, most, width, shown) => expect(bar(value, most, width)).toBe(shown));

test('never wider than asked, and more is never shorter', () => {
  const amount = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(amount, amount, fc.integer({ min: 0, max: 60 }), (a, b, width) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(stringWidth(bar(more, more, width))).toBeLessThanOrEqual(width);
      expect(bar(less, more, width).length).toBeLessThanOrEqual(bar(more, more, width).length);
    }),
  );
});
