/** One plan's account: what its record and its document say of work, money and time. Nothing here is proof (trust.md T4). */
import { fold, type PhaseState, type PlanState } from '../../lifecycle/fold.ts';
import type { Recorded } from '../../lifecycle/record.ts';
import { planStatus, reviewStanding } from '../../lifecycle/status.ts';
import type { Step, StepOf } from '../../lifecycle/step.ts';
import { secondsOf, stretchesOf } from '../../lifecycle/stretches.ts';
import { sameTokensOn } from '../../models/meter.ts';
import type { Cost } from '../../models/prices.ts';
import type { UsageLine } from '../../outcomes/header.ts';
import type { Plan } from '../../plan/plan.ts';
import { type EstimateFacts, estimatePlan, type PlanEstimate } from '../estimates.ts';
import type { PlanMaterial } from './material.ts';
import { phaseFiguresOf } from './phase-figures.ts';
import { approvals, planners, rememberedPlan } from './remembered.ts';
import type { PhaseFigures, PlanFigures } from './schema.ts';
import { waitsOf } from './waits.ts';

export interface FiguresFacts {
  now: number;
  /** The model that costs are shown beside, a full id. */
  planner: string;
  cost: Cost;
  /** What an estimate of a moment could have known; undefined: nothing can be estimated (the policy is not valid). */
  estimating(at: number): EstimateFacts | undefined;
}

export function planFiguresOf(material: PlanMaterial, facts: FiguresFacts): PlanFigures {
  const { id, plan, steps, edits, mergedAt } = material;
  const known = plan ?? rememberedPlan(id, steps);
  const state = fold(known, steps);
  const standing = approvals(state);
  const approved = new Set(
    known.phases.flatMap(({ id, digest }) => (standing(id, digest).length > 0 ? [id] : [])),
  );
  const estimates = plan && estimatesOf(plan, state, facts);
  const phases = known.phases.map((phase, index): PhaseFigures => {
    const own = tracksOf(state, phase.id);
    return phaseFiguresOf({
      phase,
      title: plan?.phases[index]?.title ?? phase.id,
      track: state.phases[index]!,
      tracks: own,
      approvals: standing(phase.id, phase.digest),
      reviews: state.reviews.filter(({ step }) => step.phases.includes(phase.id)).length,
      estimate: estimates?.phases.find((one) => one.phase === phase.id),
      onPlanner: (lines) => sameTokensOn(facts.planner, lines, facts.cost),
    });
  });
  const allDone = phases.length > 0 && phases.every((one) => one.state === 'done');
  const merged = allDone && mergedAt !== undefined;
  const begun = steps.find(({ step }) => step.type === 'draft')?.step.at ?? edits[0]?.at ?? steps[0]?.step.at;
  const stretches = stretchesOf({
    state,
    steps,
    begun: begun === undefined ? undefined : Date.parse(begun),
    merged: merged ? Date.parse(mergedAt) : undefined,
    now: facts.now,
    over: plan === undefined,
  });
  const seconds = secondsOf(stretches);
  const ends = endsOf(steps);
  const usage = steps.flatMap(({ step }) => usageOf(step));
  const building = dollars(ends.flatMap((end) => end.usage));
  const reviewing = dollars(state.reviews.flatMap(({ step }) => step.usage));
  const planning = dollars(state.drafts.flatMap(({ step }) => usageOf(step)));
  const total = planning + building + reviewing;
  const done = phases.filter((one) => one.state === 'done');
  const ids = new Set(known.phases.map((one) => one.id));
  const iso = (ms: number) => new Date(ms).toISOString();
  const doneAt = allDone
    ? (done
        .map(({ endedAt }) => endedAt!)
        .sort()
        .at(-1) ?? null)
    : null;
  const status = merged ? 'merged' : planStatus(state, approved);
  const count = (verdict: StepOf<'review'>['verdict']) =>
    state.reviews.filter(({ step }) => step.verdict === verdict).length;
  return {
    id,
    title: (plan?.title ?? id).slice(0, 1_000),
    path: plan?.path ?? null,
    status,
    ...waitsOf({
      id,
      known,
      phases,
      approved,
      merged,
      gone: plan === undefined,
      review: reviewStanding(state),
    }),
    plannedBy: planners(material, state),
    phases,
    escalations: ends.filter(({ reason }) => reason === 'escalated').length,
    reviews: { pass: count('pass'), block: count('block'), none: count('none') },
    findings: findingsOf(state),
    usd: {
      planning,
      building,
      reviewing,
      dropped: dollars(ends.filter(({ phase }) => !ids.has(phase)).flatMap((end) => end.usage)),
      total,
      perDonePhase: done.length > 0 ? total / done.length : null,
      onPlanner: sameTokensOn(facts.planner, usage, facts.cost),
    },
    unpriced: state.unpriced,
    estimate: estimates?.usd ?? { low: null, likely: null, high: null },
    times: {
      begunAt: begun === undefined ? null : iso(Date.parse(begun)),
      firstStartAt: steps.find(({ step }) => step.type === 'start')?.step.at ?? null,
      doneAt,
      mergedAt: merged ? iso(Date.parse(mergedAt)) : null,
      draftToMerge:
        merged && begun !== undefined
          ? Math.max(0, (Date.parse(mergedAt) - Date.parse(begun)) / 1_000)
          : null,
      ...seconds,
    },
    stretches: stretches.map(({ from, to, what }) => ({ from: iso(from), to: iso(to), what })),
    problems: material.problems + state.problems.length,
  };
}

/** What a step was paid for; a draft of a model may say it. */
export const usageOf = (step: Step): readonly UsageLine[] =>
  (step as { usage?: readonly UsageLine[] }).usage ?? [];

export const dollars = (lines: readonly UsageLine[]): number =>
  Number(lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0).toFixed(6));

/** Each phase as it would have been estimated before its first start, or now; together what the plan was thought to cost. */
function estimatesOf(plan: Plan, state: PlanState, facts: FiguresFacts): PlanEstimate | undefined {
  const parts = plan.phases.flatMap((phase) => {
    const first = tracksOf(state, phase.id)
      .flatMap(({ attempts }) => attempts.map(({ start }) => Date.parse(start.at)))
      .sort((a, b) => a - b)[0];
    const known = facts.estimating(first ?? facts.now);
    return known ? [estimatePlan(plan, known, [phase])] : [];
  });
  if (parts.length === 0) return undefined;
  const sum = (of: (part: PlanEstimate) => number | null) =>
    parts.reduce<number | null>((all, part) => {
      const own = of(part);
      return all === null || own === null ? null : all + own;
    }, 0);
  return {
    phases: parts.flatMap((part) => part.phases),
    usd: {
      low: sum(({ usd }) => usd.low),
      likely: sum(({ usd }) => usd.likely),
      high: sum(({ usd }) => usd.high),
    },
    onPlanner: {
      low: sum(({ onPlanner }) => onPlanner.low),
      likely: sum(({ onPlanner }) => onPlanner.likely),
      high: sum(({ onPlanner }) => onPlanner.high),
    },
    from: parts[0]!.from,
  };
}

const tracksOf = (state: PlanState, phase: string): PhaseState[] =>
  [...state.phases, ...state.history].filter((track) => track.phase === phase);

const endsOf = (steps: readonly Recorded[]): StepOf<'end'>[] =>
  steps.flatMap(({ step }) => (step.type === 'end' ? [step] : []));

function findingsOf({ reviews }: PlanState): PlanFigures['findings'] {
  const sum = { blocker: 0, major: 0, minor: 0, nit: 0 };
  for (const { step } of reviews) {
    for (const severity of ['blocker', 'major', 'minor', 'nit'] as const)
      sum[severity] += step.findings[severity];
  }
  return sum;
}
