import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Allowance,
  allow,
  type Budget,
  budgetGuards,
  countTokens,
  expectedReads,
  FLOOR,
  nothingSpent,
  type Spent,
} from './budget.ts';
import { cost } from './prices.ts';
import type { Usage } from './usage.ts';

const MODELS = ['claude-sonnet-5-5', 'claude-opus-5-5', 'claude-haiku-4-5'];
const MOST = 64_000;

const price = (model: string) => (usage: Usage) => cost(model, usage)!;
const plenty: Budget = { usd: 1_000, turns: 1_000, minutes: 1_000 };
const ask = (
  budget: Partial<Budget>,
  spent: Partial<Spent> = {},
  reads = expectedReads(10_000, 8_000),
  guards = Object.values(budgetGuards),
) =>
  allow(
    { ...plenty, ...budget },
    { ...nothingSpent, ...spent },
    { reads, most: MOST, price: price('claude-sonnet-5-5') },
    guards,
  );

/** Each limit reached: what the guard of that name, and no other, refuses. */
const reached: Record<string, [Partial<Budget>, Partial<Spent>]> = {
  turns: [{ turns: 3 }, { turns: 3 }],
  minutes: [{ minutes: 10 }, { turns: 5, seconds: 600 }],
  tokens: [{ tokens: 50_000 }, { tokens: 45_000 }],
  usd: [{ usd: 1 }, { usd: 0.999 }],
};

describe('allow', () => {
  test('gives all while there is plenty', () => {
    expect(ask({})).toMatchObject({ maxTokens: MOST });
  });

  test.each(Object.entries(reached))(
    '%s: a budget that is used up stops the call, and says which',
    (_, [budget, spent]) => {
      expect(ask(budget, spent)).toHaveProperty('stop');
    },
  );

  test.each(Object.entries(reached))(
    '%s: without this guard the call would be made',
    (name, [budget, spent]) => {
      const others = Object.entries(budgetGuards).flatMap(([other, guard]) =>
        other === name ? [] : [guard],
      );
      expect(ask(budget, spent, undefined, others)).not.toHaveProperty('stop');
    },
  );

  test('as money runs out the call may say less', () => {
    // 10 dollars a million output tokens: 0.05 usd pay for at most 5,000.
    expect(ask({ usd: 1 }, { usd: 0.95 })).toMatchObject({ maxTokens: expect.closeTo(4_400, -3) });
  });

  test('counts the calls that are left by the tightest of all limits', () => {
    expect(ask({ turns: 10 }, { turns: 8 })).toMatchObject({ callsLeft: 2 });
    expect(ask({ usd: 1, turns: 100 }, { usd: 0.7, turns: 8, lastUsd: 0.1 })).toMatchObject({ callsLeft: 3 });
    expect(ask({ minutes: 10 }, { turns: 4, seconds: 400 })).toMatchObject({ callsLeft: 2 });
  });

  test('a call that would be read for more than is left is not made', () => {
    expect(ask({ usd: 0.02 }, {}, expectedReads(100_000, 0))).toHaveProperty('stop');
  });
});

/** A session by chance: contexts grow, caches hold or lapse, answers are as long as they may be or shorter. */
const answers = fc.record({
  model: fc.constantFrom(...MODELS),
  budget: fc.record({
    usd: fc.double({ min: 0.05, max: 20, noNaN: true }),
    turns: fc.integer({ min: 1, max: 400 }),
    minutes: fc.constant(1_000),
    tokens: fc.option(fc.integer({ min: 5_000, max: 5_000_000 }), { nil: undefined }),
  }),
  calls: fc.infiniteStream(
    fc.record({
      grows: fc.integer({ min: 0, max: 8_000 }),
      says: fc.double({ min: 0.001, max: 1, noNaN: true }),
      cached: fc.boolean(),
    }),
  ),
});

interface Run {
  spent: Spent;
  stop: string;
  /** What reading alone would have cost of the call that was not made. */
  reading: number;
}

interface Session {
  model: string;
  budget: Budget;
  calls: Iterable<{ grows: number; says: number; cached: boolean }>;
}

function play({ model, budget, calls }: Session): Run {
  let spent: Spent = nothingSpent;
  let context = 4_000;
  let held = 0;
  for (const { grows, says, cached } of calls) {
    context += grows;
    const reads = expectedReads(context, cached ? held : 0);
    const allowed: Allowance = allow(budget, spent, { reads, most: MOST, price: price(model) });
    if ('stop' in allowed) return { spent, stop: allowed.stop, reading: price(model)(reads) };
    const usage = { ...reads, output: Math.ceil(allowed.maxTokens * says) };
    const usd = price(model)(usage);
    spent = {
      ...spent,
      usd: spent.usd + usd,
      turns: spent.turns + 1,
      tokens: spent.tokens + countTokens(usage),
      lastUsd: usd,
    };
    held = context;
    context += usage.output;
  }
  throw new Error('an infinite stream ended');
}

describe('a whole session', () => {
  test('never overdraws a limit, as far as the reads were foreseen', () => {
    fc.assert(
      fc.property(answers, (session) => {
        const { spent } = play(session);
        expect(spent.usd).toBeLessThanOrEqual(session.budget.usd + 1e-9);
        expect(spent.turns).toBeLessThanOrEqual(session.budget.turns);
        if (session.budget.tokens !== undefined)
          expect(spent.tokens).toBeLessThanOrEqual(session.budget.tokens);
      }),
    );
  });

  test('leaves of its money only what cannot pay for another call', () => {
    fc.assert(
      fc.property(answers, (session) => {
        const { spent, stop, reading } = play(session);
        if (!stop.includes('usd')) return;
        const floor = price(session.model)({ ...expectedReads(0, 0), output: FLOOR });
        expect(session.budget.usd - spent.usd).toBeLessThan(reading + floor + 1e-9);
      }),
    );
  });

  test('of 1 usd at least 90 % is usable, where what is read comes from the cache', () => {
    const one = answers.map((session) => ({
      ...session,
      budget: { usd: 1, turns: 100_000, minutes: 1_000, tokens: undefined },
      calls: session.calls.map((call) => ({
        ...call,
        cached: true,
        grows: Math.min(call.grows, 2_000),
        says: Math.min(call.says, 0.05),
      })),
    }));
    fc.assert(
      fc.property(one, (session) => {
        expect(play(session).spent.usd).toBeGreaterThanOrEqual(0.9);
      }),
    );
  });
});
