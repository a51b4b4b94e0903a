/**
 * State is the fold of the steps. Pure and total: a step that the transitions do not allow is named and skipped, and what
 * remains stands. Nothing here is proof (trust.md T4): approvals are checked by the gate, `done` by `landed.ts`.
 */
import type { Reason } from '../outcomes/header.ts';
import type { Phase } from '../plan/plan.ts';
import type { Recorded } from './record.ts';
import type { Holder, StepOf } from './step.ts';
import { endingOf, type PhaseEvent, type PhaseStateName, transition } from './transitions.ts';

/** What the lifecycle has to know of a plan. */
export interface PlanFacts {
  id: string;
  phases: readonly PhaseFacts[];
}
export type PhaseFacts = Pick<Phase, 'id' | 'digest' | 'needs'>;

export interface Attempt {
  start: StepOf<'start'>;
  end: StepOf<'end'> | undefined;
  /** Line of the start step in the record. */
  line: number;
}

export interface PhaseState {
  phase: string;
  digest: string;
  state: PhaseStateName;
  /** Why it failed or is blocked; null otherwise. */
  reason: Reason | null;
  message: string;
  attempts: Attempt[];
  /** The last attempt's steps. */
  start: StepOf<'start'> | undefined;
  end: StepOf<'end'> | undefined;
  /** Who works on it; only while it is running. */
  holder: Holder | undefined;
  /** Line of the last step that made it done: approvals before it are spent (trust.md T8). 0: never done. */
  doneLine: number;
  /** How often it was started after it had been done (trust.md T23). */
  fixes: number;
  spentUsd: number;
}

export interface FoldProblem {
  code:
    | `phase-is-${PhaseStateName}`
    | 'end-of-another-start'
    | 'ending-without-its-reason'
    | 'done-without-proof'
    | 'too-many-fixes'
    | 'done-not-proved';
  line: number;
  key: string;
  phase: string;
  message: string;
  fix: string;
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

/** A third fix of one digest is refused (trust.md T23). */
export const MAX_FIXES = 2;

export function fold(plan: PlanFacts, steps: readonly Recorded[]): PlanState {
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
        const refusal = APPLY[step.type](track(step.phase, step.digest), step as never, line);
        if (refusal) state.problems.push({ ...refusal, line, key: step.key, phase: step.phase });
      }
    }
    // Money is gone whether the step was legal or not.
    if (step.type === 'end' || step.type === 'review') spend(state, step);
    if (step.type === 'end') track(step.phase, step.digest).spentUsd += usdOf(step);
  }
  state.history = [...tracks.values()].filter((one) => !phases.includes(one));
  return state;
}

type Refusal = Pick<FoldProblem, 'code' | 'message' | 'fix'>;
type Apply<T extends 'start' | 'end' | 'reset'> = (
  track: PhaseState,
  step: StepOf<T>,
  line: number,
) => Refusal | undefined;

const APPLY: { [T in 'start' | 'end' | 'reset']: Apply<T> } = {
  start(track, step, line) {
    const event = { failed: 'start-again', done: 'fix' }[track.state as string] ?? 'start';
    if (event === 'fix' && track.fixes >= MAX_FIXES) {
      const message = `${track.phase} was fixed ${MAX_FIXES} times already`;
      return { code: 'too-many-fixes', message, fix: 'Revise the plan: a revision is a new digest.' };
    }
    const refused = move(track, event as PhaseEvent);
    if (refused) return refused;
    if (event === 'fix') track.fixes += 1;
    track.attempts.push({ start: step, end: undefined, line });
    Object.assign(track, { start: step, end: undefined, holder: step.holder, reason: null, message: '' });
    return undefined;
  },

  end(track, step, line) {
    if (endingOf(step.reason) !== step.outcome) {
      const message = `the ending "${step.outcome}" does not go with the reason "${step.reason}"`;
      return { code: 'ending-without-its-reason', message, fix: RESET };
    }
    if (step.outcome === 'done' && !(step.verified && step.commit && step.tree)) {
      const message = `${track.phase} cannot be done without a verified tree and a commit (T16)`;
      return { code: 'done-without-proof', message, fix: RESET };
    }
    if (track.state === 'running' && track.start?.key !== step.start) {
      const message = `this ends another start of ${track.phase} than the one that is running`;
      return { code: 'end-of-another-start', message, fix: 'Wait for the run that holds the phase.' };
    }
    const refused = move(
      track,
      ({ done: 'finish', failed: 'fail', blocked: 'block' } as const)[step.outcome],
    );
    if (refused) return refused;
    track.attempts.at(-1)!.end = step;
    if (step.outcome === 'done') track.doneLine = line;
    Object.assign(track, { end: step, holder: undefined, reason: step.reason, message: step.message });
    return undefined;
  },

  reset(track, step) {
    const refused = move(track, track.state === 'done' ? 'undo' : 'reset');
    if (refused) return refused;
    Object.assign(track, { holder: undefined, reason: null, message: step.reason });
    return undefined;
  },
};

const RESET = 'The phase is taken as still running: mark its run as crashed, or wait for its own ending.';

function move(track: PhaseState, event: PhaseEvent): Refusal | undefined {
  const step = transition(track.state, event);
  if (!step.ok) return { code: step.code, message: `${track.phase}: ${step.message}`, fix: step.fix };
  track.state = step.to;
  return undefined;
}

function fresh(phase: string, digest: string): PhaseState {
  return {
    phase,
    digest,
    state: 'pending',
    reason: null,
    message: '',
    attempts: [],
    start: undefined,
    end: undefined,
    holder: undefined,
    doneLine: 0,
    fixes: 0,
    spentUsd: 0,
  };
}

function spend(state: PlanState, step: StepOf<'end'> | StepOf<'review'>): void {
  state.spentUsd += usdOf(step);
  for (const { usd, model } of step.usage) {
    if (usd === null && !state.unpriced.includes(model)) state.unpriced.push(model);
  }
}

const usdOf = (step: StepOf<'end'> | StepOf<'review'>): number =>
  step.usage.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
