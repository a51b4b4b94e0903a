/**
 * What a plan will probably take, phase by phase, beside the same on the planner's model. Its input is counted: the very text that
 * the executor will be told. How long a session gets is taken from the repository's own records, where they hold enough of them.
 */

import type { Recorded } from '../lifecycle/record.ts';
import { callName } from '../models/aliases.ts';
import { type Estimate, type Estimated, estimatePhase, type PastSession } from '../models/estimate.ts';
import { type Cost, cost } from '../models/prices.ts';
import { executorSystem, executorTask } from '../models/prompts/index.ts';
import { TOOLS } from '../models/tools.ts';
import { addUsage, noUsage, type Usage } from '../models/usage.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { toldOf } from '../plan/told.ts';
import { inForce } from '../policy/inforce.ts';
import type { Policy } from '../policy/schema.ts';

export interface EstimateFacts {
  policy: Policy;
  /** Characters that a session is told beside its phase: the repository's map, manifests, agent instructions. */
  introduction: number;
  /** Sessions of this repository that ended as built (`pastSessions`). */
  past: readonly PastSession[];
  /** For who estimates many plans: `costs()` searches the price list once. */
  cost?: Cost;
}

export interface PhaseEstimate extends Estimate {
  phase: string;
  /** The executor in force, a full id. */
  model: string;
  /** The same tokens on the planner's model; null: no price is known. */
  onPlanner: Range;
}

export interface Range {
  low: number | null;
  likely: number | null;
  high: number | null;
}

export interface PlanEstimate {
  /** Without phases whose plan asks for more than the policy allows: such a phase will not run. */
  phases: PhaseEstimate[];
  /** US dollars of all of them, as if each took its low, likely or high end. */
  usd: Range;
  onPlanner: Range;
  /** Sessions that the lengths were taken from; 0: from published figures (models/estimate.ts). */
  from: number;
}

/** The one estimate: `report`, `status` and a dry run show the same. */
export function estimatePlan(
  plan: Plan,
  facts: EstimateFacts,
  phases: readonly Phase[] = plan.phases,
): PlanEstimate {
  const estimates = phases.flatMap((phase) => estimateOf(phase, plan, facts) ?? []);
  const sum = (of: (one: PhaseEstimate) => Range): Range => ({
    low: total(estimates.map((one) => of(one).low)),
    likely: total(estimates.map((one) => of(one).likely)),
    high: total(estimates.map((one) => of(one).high)),
  });
  return {
    phases: estimates,
    usd: sum(({ low, likely, high }) => ({ low: low.usd, likely: likely.usd, high: high.usd })),
    onPlanner: sum(({ onPlanner }) => onPlanner),
    from: estimates[0]?.from ?? 0,
  };
}

/** Sessions that ended as built, oldest first, of as many records as are given. */
export function pastSessions(records: Iterable<readonly Recorded[]>): DatedSession[] {
  const sessions: DatedSession[] = [];
  for (const steps of records) {
    for (const { step } of steps) {
      if (step.type !== 'end' || step.outcome !== 'done' || step.turns === 0) continue;
      const built = step.usage.filter(({ role }) => role === 'executor');
      if (built.length === 0) continue;
      const usage = built.reduce<Usage>(addUsage, noUsage);
      sessions.push({ at: Date.parse(step.at), turns: step.turns, usage });
    }
  }
  return sessions.sort((a, b) => a.at - b.at);
}

export interface DatedSession extends PastSession {
  /** When it ended, in milliseconds. */
  at: number;
}

/** Models and habits change: what was long ago says little. */
const RECENT = 50;

/** The latest sessions that had ended before a moment: what an estimate of that moment could have known. */
export function recentBefore(sessions: readonly DatedSession[], at: number): readonly DatedSession[] {
  let [low, high] = [0, sessions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sessions[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return sessions.slice(Math.max(0, low - RECENT), low);
}

function estimateOf(phase: Phase, plan: Plan, facts: EstimateFacts): PhaseEstimate | undefined {
  const force = inForce(facts.policy, plan, phase);
  if (!force.ok) return undefined;
  const { executor, planner, budget, rounds } = force.inForce;
  const task = executorTask({
    told: toldOf(phase),
    model: callName(executor.model),
    budget,
    rounds,
    shell: true,
    map: '',
    instructions: [],
  });
  const size = {
    prefix: FIXED + task.length + facts.introduction,
    criteria: phase.criteria.length,
    paths: phase.paths.length,
    verify: phase.verify.length,
  };
  const estimate = estimatePhase(size, executor.model, budget, facts.past);
  const same = ({ usage }: Estimated) => (facts.cost ?? cost)(planner.model, usage);
  const { low, likely, high } = estimate;
  return {
    phase: phase.id,
    model: executor.model,
    ...estimate,
    onPlanner: { low: same(low), likely: same(likely), high: same(high) },
  };
}

/** What every session is told first: system, tools. */
const FIXED = executorSystem().length + JSON.stringify(TOOLS).length;

const total = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);
