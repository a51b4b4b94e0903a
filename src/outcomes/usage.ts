/** Sums of usage lines, one line a role and model. */
import type { UsageLine } from './header.ts';

const COUNTS = ['calls', 'input', 'cacheRead', 'cacheWrite', 'output'] as const;

/** All of it together. A model without a price stays without one. */
export const addUsage = (lines: readonly UsageLine[]): UsageLine[] => combine(lines, [], (a, b) => a + b);

/** What `lines` hold beyond `told`, never below nothing; lines without a rest are left out. */
export const restOfUsage = (lines: readonly UsageLine[], told: readonly UsageLine[]): UsageLine[] =>
  combine(addUsage(lines), addUsage(told), (a, b) => Math.max(0, a - b)).filter(
    (line) => COUNTS.some((name) => line[name] > 0) || (line.usd ?? 0) > 1e-9,
  );

function combine(
  lines: readonly UsageLine[],
  others: readonly UsageLine[],
  reckon: (one: number, other: number) => number,
): UsageLine[] {
  const sums = new Map<string, UsageLine>();
  const nameOf = ({ role, model }: UsageLine) => `${role} ${model}`;
  const join = (one: UsageLine, other: UsageLine): UsageLine => ({
    ...one,
    ...Object.fromEntries(COUNTS.map((name) => [name, reckon(one[name], other[name])])),
    usd: one.usd === null || other.usd === null ? null : reckon(one.usd, other.usd),
  });
  for (const line of lines) {
    const known = sums.get(nameOf(line));
    sums.set(nameOf(line), known ? join(known, line) : line);
  }
  for (const line of others) {
    const known = sums.get(nameOf(line));
    if (known) sums.set(nameOf(line), join(known, line));
  }
  return [...sums.values()];
}
