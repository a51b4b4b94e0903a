/** Sums what was used, by role and model as answered, into the lines that outcomes carry. */
import type { UsageLine } from '../outcomes/header.ts';
import { type Cost, cost } from './prices.ts';
import type { Role } from './roles.ts';
import { addUsage, type Usage } from './usage.ts';

/** One call, or a part of one that another model answered. */
export interface Metered {
  role: Role;
  /** As the endpoint named it. */
  model: string;
  usage: Usage;
}

/** One line for each role and model, in order of first use. */
export function usageLines(calls: readonly Metered[]): UsageLine[] {
  const groups = Map.groupBy(calls, ({ role, model }) => `${role} ${model}`);
  return [...groups.values()].map((group) => {
    const { role, model } = group[0]!;
    const usage = group.map((call) => call.usage).reduce(addUsage);
    return {
      role,
      model,
      calls: group.length,
      ...usage,
      usd: sum(group.map((call) => cost(call.model, call.usage))),
    };
  });
}

/** US dollars of all lines; null when one of them has no known price. */
export const totalUsd = (lines: readonly UsageLine[]): number | null => sum(lines.map(({ usd }) => usd));

/** What the same tokens would have cost on another model; null where it has no known price. */
export const sameTokensOn = (
  model: string,
  lines: readonly UsageLine[],
  costOf: Cost = cost,
): number | null =>
  costOf(model, lines.reduce<Usage>(addUsage, { input: 0, cacheRead: 0, cacheWrite: 0, output: 0 }));

const sum = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce((total, amount) => (total === null || amount === null ? null : total + amount), 0);
