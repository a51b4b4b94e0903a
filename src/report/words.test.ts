import { expect, test } from 'vitest';
import { count, counted, duration, span, usd } from './words.ts';

test('numbers', () => {
  expect([0, 999, 1_000, 1_234_567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect([counted(1, 'phase'), counted(0, 'phase'), counted(2, 'criterion', 'criteria')]).toEqual([
    '1 phase',
    '0 phases',
    '2 criteria',
  ]);
});

test('money', () => {
  expect([0, 0.00012, 0.5, 1, 12.345, null].map(usd)).toEqual([
    '0.00',
    '0.0001',
    '0.5000',
    '1.00',
    '12.35',
    '?',
  ]);
});

test('time', () => {
  expect([0, 0.44, 9.94, 9.96, 59.4, 59.6, 125, 3_599.6, 3_725].map(duration)).toEqual([
    '0.0s',
    '0.4s',
    '9.9s',
    '10s',
    '59s',
    '1m00s',
    '2m05s',
    '1h00m',
    '1h02m',
  ]);
});

test.each([
  [5, '5.0s'],
  [86_399, '23h59m'],
  [86_400, '1d'],
  [90_000, '1d1h'],
  [100 * 86_400, '100d'],
])('%d seconds are a span of %s', (seconds, words) => expect(span(seconds)).toBe(words));
