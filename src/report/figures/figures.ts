/** The account of many plans: each plan's figures, and what they come to together. */
import type { Step } from '../../lifecycle/step.ts';
import { PUBLISHED } from '../../models/estimate.ts';
import { costs, priceList } from '../../models/prices.ts';
import type { Policy } from '../../policy/schema.ts';
import { type DatedSession, pastSessions, recentBefore } from '../estimates.ts';
import type { PlanMaterial } from './material.ts';
import { dollars, planFiguresOf, usageOf } from './plan-figures.ts';
import { type Figures, type PlanFigures, WAITS } from './schema.ts';

export interface ReportMaterial {
  now: number;
  plans: readonly PlanMaterial[];
  /** Of every record of the repository, whichever plans are told of: what estimates are taken from. */
  past: readonly DatedSession[];
  /** undefined: it is not valid, and nothing can be estimated. */
  policy: Policy | undefined;
  /** Characters that a session is told beside its phase. */
  introduction: number;
  planner: string;
  unreadable: Figures['unreadable'];
  notes: readonly string[];
}

export { pastSessions };

export function figuresOf(material: ReportMaterial): Figures {
  const { now, policy, introduction, planner, past } = material;
  const cost = costs();
  const facts = {
    now,
    planner,
    cost,
    estimating: (at: number) => policy && { policy, introduction, past: recentBefore(past, at), cost },
  };
  const plans = material.plans.map((plan) => planFiguresOf(plan, facts)).sort(byUrgency);
  const recent = recentBefore(past, now).length;
  const own = recent >= 3 ? recent : 0;
  return {
    planfile: 1,
    kind: 'report',
    at: new Date(now).toISOString(),
    planner,
    prices: `${priceList.name} ${priceList.version} of ${priceList.date}, supplemented ${priceList.supplemented}`,
    estimates: {
      from: own,
      source: own > 0 ? `the last ${own} sessions of this repository, by its records` : PUBLISHED,
    },
    totals: totalsOf(plans),
    spent: spentByDay(material.plans.flatMap(({ steps }) => steps.map(({ step }) => step))),
    plans,
    unreadable: [...material.unreadable],
    notes: [...material.notes],
  };
}

/** What asks for a person stands first; then what was touched last. */
function byUrgency(a: PlanFigures, b: PlanFigures): number {
  const waits = (plan: PlanFigures) => (plan.waitsFor === 'nothing' ? 1 : 0);
  const last = (plan: PlanFigures) => plan.stretches.at(-1)?.to ?? '';
  return waits(a) - waits(b) || (last(a) < last(b) ? 1 : last(a) > last(b) ? -1 : a.id < b.id ? -1 : 1);
}

function totalsOf(plans: readonly PlanFigures[]): Figures['totals'] {
  const sum = (of: (plan: PlanFigures) => number) =>
    Number(plans.reduce((total, plan) => total + of(plan), 0).toFixed(6));
  const phases = plans.flatMap((plan) => plan.phases);
  const phasesDone = phases.filter(({ state }) => state === 'done').length;
  const usd = sum((plan) => plan.usd.total);
  const priced = plans.every((plan) => plan.usd.onPlanner !== null);
  const merged = plans.flatMap(({ times }) => times.draftToMerge ?? []).sort((a, b) => a - b);
  const judged = phases.filter(({ took }) => took !== null);
  return {
    plans: plans.length,
    merged: plans.filter(({ status }) => status === 'merged').length,
    phases: phases.length,
    phasesDone,
    usd,
    onPlanner: priced ? sum((plan) => plan.usd.onPlanner!) : null,
    perDonePhase: phasesDone > 0 ? usd / phasesDone : null,
    running: sum(({ times }) => times.running),
    people: sum(({ times }) => times.people),
    draftToMerge: merged.length > 0 ? merged[merged.length >> 1]! : null,
    estimated: judged.length,
    within: judged.filter(({ took }) => took === 'within').length,
  };
}

function spentByDay(steps: readonly Step[]): Figures['spent'] {
  const days = new Map<string, number>();
  for (const step of steps) {
    const usd = dollars(usageOf(step));
    const day = step.at.slice(0, 10);
    if (usd > 0) days.set(day, (days.get(day) ?? 0) + usd);
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, usd]) => ({ day, usd }));
}

/** Plans by what they wait for, in the order in which they are told; those that wait for nothing are not among them. */
export const waitingPlans = ({ plans }: Figures): PlanFigures[] =>
  WAITS.flatMap((wait) => (wait === 'nothing' ? [] : plans.filter(({ waitsFor }) => waitsFor === wait)));
