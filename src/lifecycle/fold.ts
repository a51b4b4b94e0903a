/**
 * State is the fold of the steps. Pure and total: a step that the transitions do not allow is named and skipped, and what
 * remains stands. Nothing here is proof (trust.md T4): approvals are checked by the gate, `done` by `landed.ts`.
 */
import type { Recorded } from './record.ts';
import type { StepOf } from './step.ts';
import {
  apply,
  type FoldProblem,
  fresh,
  type PhaseFacts,
  type PhaseState,
  type StepGuard,
  stepGuards,
} from './track.ts';

export type { PhaseFacts, PhaseState } from './track.ts';

/** What the lifecycle has to know of a plan. */
export interface PlanFacts {
  id: string;
  phases: readonly PhaseFacts[];
}

export interface PlanState {
  plan: string;
  /** In the plan's order, each at its current digest: a phase is done only for the digest that ran. */
  phases: PhaseState[];
  /** Digests that the plan has no more, in the record's order. */
  history: PhaseState[];
  drafts: Recorded<StepOf<'draft'>>[];
  approvals: Recorded<StepOf<'approve'> | StepOf<'revoke'>>[];
  reviews: Recorded<StepOf<'review'>>[];
  /** US dollars of all digests and reviews that had a price. */
  spentUsd: number;
  /** Models that took tokens for which no price is known: `spentUsd` is then a lower bound. */
  unpriced: string[];
  problems: FoldProblem[];
}

export function fold(
  plan: PlanFacts,
  steps: readonly Recorded[],
  guards: readonly StepGuard[] = Object.values(stepGuards),
): PlanState {
  const tracks = new Map<string, PhaseState>();
  const track = (phase: string, digest: string): PhaseState => {
    const name = `${phase} ${digest}`;
    const known = tracks.get(name) ?? fresh(phase, digest);
    tracks.set(name, known);
    return known;
  };
  const phases = plan.phases.map(({ id, digest }) => track(id, digest));
  const state: PlanState = {
    plan: plan.id,
    phases,
    history: [],
    drafts: [],
    approvals: [],
    reviews: [],
    spentUsd: 0,
    unpriced: [],
    problems: [],
  };
  for (const { step, line } of steps) {
    switch (step.type) {
      case 'draft':
        state.drafts.push({ step, line });
        break;
      case 'approve':
      case 'revoke':
        state.approvals.push({ step, line });
        break;
      case 'review':
        state.reviews.push({ step, line });
        break;
      default: {
        const refusal = apply(track(step.phase, step.digest), step, line, guards);
        if (refusal) {
          const fix = withNames(refusal.fix, plan.id, step.phase);
          state.problems.push({ ...refusal, fix, line, key: step.key, phase: step.phase });
        }
      }
    }
    // Money is gone whether the step was legal or not.
    if (step.type === 'end' || step.type === 'review') spend(state, step);
    if (step.type === 'end') track(step.phase, step.digest).spentUsd += usdOf(step);
  }
  state.history = [...tracks.values()].filter((one) => !phases.includes(one));
  return state;
}

/** A fix is there to be pasted. */
const withNames = (fix: string, plan: string, phase: string): string =>
  fix.replaceAll('<plan>', plan).replaceAll('<phase>', phase);

function spend(state: PlanState, step: StepOf<'end'> | StepOf<'review'>): void {
  state.spentUsd += usdOf(step);
  for (const { usd, model } of step.usage) {
    if (usd === null && !state.unpriced.includes(model)) state.unpriced.push(model);
  }
}

const usdOf = (step: StepOf<'end'> | StepOf<'review'>): number =>
  step.usage.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
