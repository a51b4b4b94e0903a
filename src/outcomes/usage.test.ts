import { expect, test } from 'vitest';
import type { UsageLine } from './header.ts';
import { addUsage, restOfUsage } from './usage.ts';

const line = (over: Partial<UsageLine> = {}): UsageLine => ({
  role: 'reviewer',
  model: 'a',
  calls: 1,
  input: 10,
  cacheRead: 0,
  cacheWrite: 0,
  output: 5,
  usd: 0.5,
  ...over,
});

test('lines of one role and model become one; no price stays none', () => {
  expect(addUsage([line(), line({ input: 1, usd: 1 }), line({ model: 'b', usd: null })])).toEqual([
    line({ calls: 2, input: 11, output: 10, usd: 1.5 }),
    line({ model: 'b', usd: null }),
  ]);
});

test('what was told is told once, and a rest is never below nothing', () => {
  expect(restOfUsage([line({ calls: 3, usd: 2 })], [line({ input: 99 })])).toEqual([
    line({ calls: 2, input: 0, output: 0, usd: 1.5 }),
  ]);
  expect(restOfUsage([line()], [line()])).toEqual([]);
  expect(restOfUsage([line({ model: 'b' })], [line()])).toEqual([line({ model: 'b' })]);
});
