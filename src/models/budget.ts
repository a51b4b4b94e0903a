/**
 * May the next call be made, and how much may it say? Asked before each call, so a budget is never found out to be
 * overdrawn afterwards (trust.md T23). As money runs out the answer shrinks to what can be paid, down to a floor.
 */
import { noUsage, type Usage } from './usage.ts';

export interface Budget {
  usd: number;
  /** Calls to the model. */
  turns: number;
  minutes: number;
  /** Of all kinds, what a cache served included. */
  tokens?: number | undefined;
}

/** What the session has used so far. */
export interface Spent {
  usd: number;
  turns: number;
  seconds: number;
  tokens: number;
  /** US dollars of the last call: the next will be about as dear. */
  lastUsd: number;
}

export interface Coming {
  /** What the call is expected to read; `output` is 0. */
  reads: Usage;
  /** The most output tokens that the call would be given if money were no matter. */
  most: number;
  /** US dollars of tokens on the model that will answer. */
  price(usage: Usage): number;
}

/** `callsLeft`: this one and those that can be paid after it, at the pace so far. */
export type Allowance = { maxTokens: number; callsLeft: number } | { stop: string };

/** Below this many output tokens, thinking included, a call says nothing of use, so it is not made. */
export const FLOOR = 2_048;

type BudgetGuard = (budget: Budget, spent: Spent, coming: Coming) => Allowance;

export const budgetGuards: Record<string, BudgetGuard> = {
  turns: (budget, spent, { most }) =>
    spent.turns >= budget.turns
      ? { stop: `all ${budget.turns} turns are used` }
      : { maxTokens: most, callsLeft: budget.turns - spent.turns },

  minutes: (budget, spent, { most }) => {
    const left = budget.minutes * 60 - spent.seconds;
    const pace = spent.turns === 0 ? 0 : spent.seconds / spent.turns;
    return left <= 0
      ? { stop: `all ${budget.minutes} minutes are used` }
      : { maxTokens: most, callsLeft: calls(left, pace) };
  },

  tokens: ({ tokens }, spent, { reads, most }) => {
    if (tokens === undefined) return { maxTokens: most, callsLeft: Number.POSITIVE_INFINITY };
    const reading = countTokens(reads);
    const left = tokens - spent.tokens - reading;
    return left < FLOOR
      ? { stop: `${spent.tokens} of ${tokens} tokens are used, and the next call does not fit into the rest` }
      : { maxTokens: Math.min(most, left), callsLeft: calls(left + reading, reading + FLOOR) };
  },

  usd: (budget, spent, { reads, most, price }) => {
    const left = budget.usd - spent.usd;
    const reading = price(reads);
    const perToken = (price({ ...reads, output: 1e6 }) - reading) / 1e6;
    const payable = perToken > 0 ? Math.floor((left - reading) / perToken) : most;
    return payable < FLOOR
      ? {
          stop: `${money(spent.usd)} of ${money(budget.usd)} usd is used, and the rest does not pay for the next call`,
        }
      : {
          maxTokens: Math.min(most, payable),
          callsLeft: calls(left, Math.max(spent.lastUsd, reading + FLOOR * perToken)),
        };
  },
};

/** The tightest of all limits. */
export function allow(
  budget: Budget,
  spent: Spent,
  coming: Coming,
  guards: readonly BudgetGuard[] = Object.values(budgetGuards),
): Allowance {
  let tightest = { maxTokens: coming.most, callsLeft: Number.POSITIVE_INFINITY };
  for (const guard of guards) {
    const allowed = guard(budget, spent, coming);
    if ('stop' in allowed) return allowed;
    tightest = {
      maxTokens: Math.min(tightest.maxTokens, allowed.maxTokens),
      callsLeft: Math.min(tightest.callsLeft, allowed.callsLeft),
    };
  }
  return tightest;
}

/** Tokens of all kinds. */
export const countTokens = ({ input, cacheRead, cacheWrite, output }: Usage): number =>
  input + cacheRead + cacheWrite + output;

export const nothingSpent: Spent = { usd: 0, turns: 0, seconds: 0, tokens: 0, lastUsd: 0 };

/** What the next call reads, when `cached` of `tokens` are expected from a cache. */
export const expectedReads = (tokens: number, cached: number): Usage => ({
  ...noUsage,
  cacheRead: Math.min(cached, tokens),
  cacheWrite: Math.max(0, tokens - cached),
});

const calls = (left: number, each: number): number =>
  each > 0 ? Math.max(1, Math.floor(left / each)) : Number.POSITIVE_INFINITY;

const money = (usd: number): string => String(Number(usd.toFixed(4)));
