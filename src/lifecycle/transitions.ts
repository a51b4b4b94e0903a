/** The states of a phase and every legal step between them (design.md §2). What is not in the table is refused. */
import type { Reason } from '../outcomes/header.ts';

export const PHASE_STATES = ['pending', 'running', 'done', 'failed', 'blocked'] as const;
export type PhaseStateName = (typeof PHASE_STATES)[number];

export const PHASE_EVENTS = [
  /** A wave starts it. */
  'start',
  /** A person starts it again after a failure; a dispatched wave never does. */
  'start-again',
  /** Findings go back to the executor, by a person's word. */
  'fix',
  /** A fix ended without landing, however it ended: what landed before stands as it was. */
  'keep',
  'finish',
  /** Any ending but done and blocked: cancelled and crashed sessions too. */
  'fail',
  /** The executor says that the plan is wrong. */
  'block',
  /** A person sets it free, with a reason. */
  'reset',
  /** Its landed work was reverted. */
  'undo',
] as const;
export type PhaseEvent = (typeof PHASE_EVENTS)[number];

const TABLE: Record<PhaseStateName, Partial<Record<PhaseEvent, PhaseStateName>>> = {
  pending: { start: 'running' },
  running: { finish: 'done', fail: 'failed', block: 'blocked', keep: 'done' },
  done: { fix: 'running', undo: 'pending' },
  failed: { 'start-again': 'running', reset: 'pending' },
  blocked: { reset: 'pending' },
};

export type Transition =
  | { ok: true; to: PhaseStateName }
  | { ok: false; code: `phase-is-${PhaseStateName}`; message: string; fix: string };

/** Where `event` leads from `state`, or why it leads nowhere. */
export function transition(state: PhaseStateName, event: PhaseEvent): Transition {
  const to = TABLE[state][event];
  if (to !== undefined) return { ok: true, to };
  return {
    ok: false,
    code: `phase-is-${state}`,
    message: `a phase that is ${state} cannot take the step "${event}"`,
    fix: FIX[state],
  };
}

/** The ending that a reason belongs to: an escalation blocks, everything else fails, and `done` has no reason. */
export function endingOf(reason: Reason | null): 'done' | 'failed' | 'blocked' {
  if (reason === null) return 'done';
  return reason === 'escalated' ? 'blocked' : 'failed';
}

/** `<plan>` and `<phase>` are filled in by whoever knows them (fold.ts). */
const FIX: Record<PhaseStateName, string> = {
  pending: 'Start it first: `planfile run <plan>`.',
  running:
    'Wait for the run that holds it; a run that is gone is found and marked as crashed by the next. One that ran elsewhere: `planfile reset <plan> <phase> --reason "…"`.',
  done: 'Undo it by reverting its commit on the branch of the plan (git revert).',
  failed: 'Start it again by name: `planfile run <plan> --phase <phase>`.',
  blocked:
    'Revise the plan (a revision is a new digest), or set it free by `planfile reset <plan> <phase> --reason "…"`.',
};
