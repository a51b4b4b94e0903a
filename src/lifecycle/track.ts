/** One phase at one digest, step by step. What the transitions and the guards do not allow changes nothing. */
import type { Reason } from '../outcomes/header.ts';
import type { Phase } from '../plan/plan.ts';
import type { Holder, StepOf } from './step.ts';
import { endingOf, type PhaseEvent, type PhaseStateName, transition } from './transitions.ts';

/** What the lifecycle has to know of a phase. */
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
  /** The steps of the attempt that the state rests on: the last one, or, where a fix did not land, the one that landed last. */
  start: StepOf<'start'> | undefined;
  end: StepOf<'end'> | undefined;
  /** Line of that start: a review that came before it judged other work. 0: it was never started. */
  since: number;
  /** The ends by which it landed since it was last undone: the first built it, the others are fixes. All of it must stand. */
  landed: StepOf<'end'>[];
  /** Who works on it; only while it is running. */
  holder: Holder | undefined;
  /** Line of the last step that made it done: approvals before it are spent (trust.md T8). 0: never done. */
  doneLine: number;
  /** Commits of it that stand though others were taken out (landed.ts): neither done, nor to be built anew on what is left. */
  remains: readonly string[];
  /** It runs on what has landed already: a fix. */
  mending: boolean;
  /** Fixes that count (trust.md T23): that landed, took tokens, or run. One that ended before its session did nothing. */
  fixes: number;
  /** The end by which it was done before it was last undone: an approval from before that is spent for a fix as well. */
  undone: { at: string; line: number } | undefined;
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

/** A third fix of one digest is refused (trust.md T23). */
export const MAX_FIXES = 2;

export type PhaseStep = StepOf<'start'> | StepOf<'end'> | StepOf<'reset'>;
type Refusal = Pick<FoldProblem, 'code' | 'message' | 'fix'>;
export type StepGuard = (step: PhaseStep, track: PhaseState) => Refusal | undefined;

/** What a step must be beside legal by the transitions. */
export const stepGuards: Record<string, StepGuard> = {
  'a digest is fixed at most twice': (step, track) => {
    if (eventOf(step, track) !== 'fix' || track.fixes < MAX_FIXES) return undefined;
    const message = `${track.phase} was fixed ${MAX_FIXES} times already`;
    return { code: 'too-many-fixes', message, fix: 'Revise the plan: a revision is a new digest.' };
  },

  'an ending goes with its reason': (step) => {
    if (step.type !== 'end' || endingOf(step.reason) === step.outcome) return undefined;
    const message = `the ending "${step.outcome}" does not go with the reason "${step.reason}"`;
    return { code: 'ending-without-its-reason', message, fix: RESET };
  },

  'done has a verified tree and a commit': (step, track) => {
    if (step.type !== 'end' || step.outcome !== 'done') return undefined;
    if (step.verified && step.commit !== null && step.tree !== null) return undefined;
    const message = `${track.phase} cannot be done without a verified tree and a commit (T16)`;
    return { code: 'done-without-proof', message, fix: RESET };
  },

  'an end ends the start that runs': (step, track) => {
    if (step.type !== 'end' || track.state !== 'running' || track.start?.key === step.start) return undefined;
    const message = `this ends another start of ${track.phase} than the one that is running`;
    return { code: 'end-of-another-start', message, fix: 'Wait for the run that holds the phase.' };
  },
};

/** Changes the track, or says why it may not be changed. */
export function apply(
  track: PhaseState,
  step: PhaseStep,
  line: number,
  guards: readonly StepGuard[],
): Refusal | undefined {
  for (const guard of guards) {
    const refusal = guard(step, track);
    if (refusal) return refusal;
  }
  const event = eventOf(step, track);
  const next = transition(track.state, event);
  if (!next.ok) return { code: next.code, message: `${track.phase}: ${next.message}`, fix: next.fix };
  const before = track.end;
  track.state = next.to;
  track.reason = null;
  track.holder = undefined;
  track.mending = event === 'fix';
  switch (step.type) {
    case 'start':
      track.attempts.push({ start: step, end: undefined, line });
      Object.assign(track, { start: step, end: undefined, since: line, holder: step.holder, message: '' });
      if (event === 'fix') track.fixes += 1;
      break;
    case 'end':
      track.attempts.at(-1)!.end = step;
      Object.assign(track, { end: step, message: step.message });
      if (event === 'keep') standAgain(track, step);
      else track.reason = step.reason;
      if (step.outcome === 'done') {
        track.doneLine = line;
        track.landed.push(step);
      }
      break;
    case 'reset':
      if (event === 'undo') track.undone = { at: before!.at, line: track.doneLine };
      Object.assign(track, { message: step.reason, landed: [] });
  }
  return undefined;
}

/** A fix that did not land has changed nothing: the phase rests on what landed last, and its reviews speak for it again. */
function standAgain(track: PhaseState, { reason, message, usage }: StepOf<'end'>): void {
  if (usage.length === 0) track.fixes -= 1;
  const end = track.landed.at(-1)!;
  const attempt = track.attempts.find((one) => one.end === end)!;
  const why = message === '' ? '' : `: ${message}`;
  Object.assign(track, {
    start: attempt.start,
    end,
    since: attempt.line,
    message: `its fix ended without landing (${reason})${why}`,
  });
}

/** What a step means depends on where the phase stands: a start after a failure is a person's, a start of what is done a fix. */
function eventOf(step: PhaseStep, { state, mending }: Pick<PhaseState, 'state' | 'mending'>): PhaseEvent {
  switch (step.type) {
    case 'start':
      if (state === 'failed') return 'start-again';
      return state === 'done' ? 'fix' : 'start';
    case 'reset':
      return state === 'done' ? 'undo' : 'reset';
    case 'end':
      if (mending && step.outcome !== 'done') return 'keep';
      return ({ done: 'finish', failed: 'fail', blocked: 'block' } as const)[step.outcome];
  }
}

const RESET =
  'The phase is taken as still running: wait for its own ending, or say that it is over: `planfile reset <plan> <phase> --reason "…"`.';

export function fresh(phase: string, digest: string): PhaseState {
  return {
    phase,
    digest,
    state: 'pending',
    reason: null,
    message: '',
    attempts: [],
    start: undefined,
    end: undefined,
    since: 0,
    landed: [],
    remains: [],
    holder: undefined,
    doneLine: 0,
    mending: false,
    fixes: 0,
    undone: undefined,
    spentUsd: 0,
  };
}
