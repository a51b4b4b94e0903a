/**
 * What a phase will probably take: tokens and US dollars, with a range. The shape of a session is known (a prefix that the cache
 * serves again and again, a history that grows turn by turn); its length is not, so three lengths are calculated. Phases of
 * the same repository that ended give better lengths than our defaults.
 */
import type { Budget } from './budget.ts';
import { cost } from './prices.ts';
import { noUsage, type Usage } from './usage.ts';

/** What is known of a phase before it runs. */
export interface PhaseSize {
  /** Characters of what it is told first: tools, system, plan, map. */
  prefix: number;
  criteria: number;
  paths: number;
  verify: number;
}

/** A session that ended as built. */
export interface PastSession {
  turns: number;
  usage: Usage;
}

export interface Estimated {
  turns: number;
  usage: Usage;
  /** null: nobody knows a price for this model. */
  usd: number | null;
}

export interface Estimate {
  low: Estimated;
  likely: Estimated;
  /** Never above the budget of the phase. */
  high: Estimated;
  /** Sessions that the lengths were taken from; 0: from what others published. */
  from: number;
}

/** Characters of a token, as a rule of thumb for English and code. */
const CHARACTERS = 3.6;

/**
 * Where no session is known, the range is laid over what others published. Its lower end is a small task done straight away: a
 * median of 12 steps where SWE-agent resolved an issue (arXiv 2405.15793, section 5). Its upper end is a whole issue of
 * SWE-bench Verified with an agent of today: 1.03 usd on average with Sonnet 4.6, cache included (OpenHands Index, agent v1.11.5,
 * February 2026), which are 40 to 45 turns of these sizes at that model's price. That the same task can take many times more
 * from one run to the next is published too (arXiv 2604.22750).
 */
export const PUBLISHED =
  'SWE-agent (arXiv 2405.15793): a median of 12 steps for a resolved issue; OpenHands Index: 1.03 usd for an issue of SWE-bench Verified with Sonnet 4.6';
const TURN = { output: 450, results: 1_300 };
const lengthOf = ({ criteria, paths, verify }: PhaseSize): number =>
  8 + 2 * criteria + 2 * paths + 2 * verify;
const SPREAD = { low: 0.5, high: 2.5 };

/** Below this many sessions their spread says nothing. */
const ENOUGH = 3;

export function estimatePhase(
  size: PhaseSize,
  model: string,
  budget: Pick<Budget, 'usd' | 'turns'>,
  past: readonly PastSession[] = [],
): Estimate {
  const known = past.length >= ENOUGH ? past : [];
  const lengths = known.map(({ turns }) => turns).sort((a, b) => a - b);
  const turn = known.length > 0 ? turnOf(known, size) : TURN;
  const usual = lengthOf(size);
  const turns =
    lengths.length > 0
      ? { low: quantile(lengths, 0.1), likely: quantile(lengths, 0.5), high: quantile(lengths, 0.9) }
      : { low: usual * SPREAD.low, likely: usual, high: usual * SPREAD.high };
  const at = (count: number): Estimated => {
    const whole = Math.max(1, Math.min(Math.round(count), budget.turns));
    const usage = usageOf(size, whole, turn);
    const usd = cost(model, usage);
    return { turns: whole, usage, usd: usd === null ? null : Math.min(usd, budget.usd) };
  };
  return { low: at(turns.low), likely: at(turns.likely), high: at(turns.high), from: known.length };
}

/** Each turn reads all before it from the cache and writes what is new to it. */
function usageOf({ prefix }: PhaseSize, turns: number, { output, results }: typeof TURN): Usage {
  const first = Math.ceil(prefix / CHARACTERS);
  const grows = output + results;
  return {
    ...noUsage,
    cacheWrite: Math.round(first + (turns - 1) * grows),
    // 0, first, first + grows, first + 2 grows, …
    cacheRead: Math.round((turns - 1) * first + (grows * (turns - 1) * (turns - 2)) / 2),
    output: Math.round(turns * output),
  };
}

/** What a turn took on the average: what it said, and what it was answered. */
function turnOf(past: readonly PastSession[], { prefix }: PhaseSize): typeof TURN {
  const turns = past.reduce((sum, session) => sum + session.turns, 0);
  const output = past.reduce((sum, { usage }) => sum + usage.output, 0) / turns;
  const fresh = past.reduce((sum, { usage }) => sum + usage.input + usage.cacheWrite, 0);
  const results = (fresh - past.length * (prefix / CHARACTERS)) / turns - output;
  return { output, results: Math.max(0, results) };
}

/** Of sorted numbers, at least one. */
const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
