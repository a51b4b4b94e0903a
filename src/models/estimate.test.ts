import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimatePhase } from './estimate.ts';

const size = { prefix: 8_000, criteria: 3, paths: 2, verify: 1 };
const budget = { usd: 2, turns: 80 };

describe('an estimate', () => {
  test('is a range around what is likely, in tokens and US dollars', () => {
    const { low, likely, high, from } = estimatePhase(size, 'claude-sonnet-5-5', budget);
    expect(from).toBe(0);
    expect([low.turns, likely.turns, high.turns]).toEqual([10, 20, 50]);
    expect(likely.usage).toEqual({ input: 0, cacheWrite: 35_473, cacheRead: 341_487, output: 9_000 });
    // 35,473 × 2.50 + 341,487 × 0.10 + 9,000 × 10, for a million each.
    expect(likely.usd).toBeCloseTo(0.2128, 3);
  });

  test('a budget is its upper end', () => {
    const { high } = estimatePhase({ ...size, criteria: 40 }, 'claude-opus-5-5', { usd: 0.5, turns: 30 });
    expect(high).toMatchObject({ turns: 30 });
    expect(high.usd).toBeLessThanOrEqual(0.5);
  });

  test('an unknown model has no price, and tokens all the same', () => {
    const { likely } = estimatePhase(size, 'qwen-9', budget);
    expect(likely.usd).toBeNull();
    expect(likely.usage.output).toBeGreaterThan(0);
  });

  test('sessions that ended are a better measure, when there are enough of them', () => {
    const session = (turns: number) => ({
      turns,
      usage: { input: 0, cacheRead: 50_000, cacheWrite: 2_222 + turns * 500, output: turns * 200 },
    });
    expect(estimatePhase(size, 'sonnet', budget, [session(5), session(7)]).from).toBe(0);
    const { likely, from } = estimatePhase(size, 'claude-sonnet-5-5', budget, [
      session(5),
      session(7),
      session(9),
    ]);
    expect(from).toBe(3);
    expect(likely.turns).toBe(7);
    expect(likely.usage.output).toBe(1_400);
  });

  test('whatever is asked: low ≤ likely ≤ high, and nothing negative', () => {
    const count = fc.nat({ max: 60 });
    const usage = fc.record({ input: fc.nat(), cacheRead: fc.nat(), cacheWrite: fc.nat(), output: fc.nat() });
    fc.assert(
      fc.property(
        fc.record({ prefix: fc.nat({ max: 100_000 }), criteria: count, paths: count, verify: count }),
        fc.array(fc.record({ turns: fc.integer({ min: 1, max: 400 }), usage }), { maxLength: 8 }),
        fc.record({
          usd: fc.double({ min: 0.01, max: 20, noNaN: true }),
          turns: fc.integer({ min: 1, max: 400 }),
        }),
        (size, past, budget) => {
          const { low, likely, high } = estimatePhase(size, 'claude-sonnet-5-5', budget, past);
          for (const [less, more] of [
            [low, likely],
            [likely, high],
          ] as const) {
            expect(less.turns).toBeLessThanOrEqual(more.turns);
            expect(less.usd!).toBeLessThanOrEqual(more.usd!);
          }
          expect(high.turns).toBeLessThanOrEqual(budget.turns);
          expect(high.usd!).toBeLessThanOrEqual(budget.usd);
          for (const part of Object.values(low.usage)) expect(part).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

test('without sessions the range is laid over what others published', () => {
  // A small task: one criterion, one path, one command; and a whole issue: several of each.
  expect(estimatePhase({ prefix: 8_000, criteria: 4, paths: 4, verify: 2 }, 'x', budget).low.turns).toBe(14);
  const { high } = estimatePhase(size, 'claude-sonnet-4-6', { usd: 9, turns: 80 });
  expect(high.turns).toBe(50);
  expect(high.usd).toBeGreaterThan(1.03);
  const { high: smaller } = estimatePhase({ ...size, criteria: 1, paths: 1 }, 'claude-sonnet-4-6', {
    usd: 9,
    turns: 80,
  });
  expect(smaller.usd).toBeLessThan(1.03);
});
