/** Questions that are answered from the folded state: how a plan stands, what a tree's review said, whether criteria were met. */

import type { PhaseState, PlanState } from './fold.ts';
import type { Recorded } from './record.ts';
import type { StepOf } from './step.ts';
import type { Attempt } from './track.ts';

/**
 * Derived, never stored. `draft`: nothing ran and not all is approved; `waiting`: something ran, and the rest lacks
 * approval; `approved`: all that is not done may run.
 */
export type PlanStatus = 'draft' | 'waiting' | 'approved' | 'running' | 'blocked' | 'failed' | 'done';

/** How the plan as a whole stands. `approved` names the phases that the gate lets run. */
export function planStatus(state: PlanState, approved: ReadonlySet<string>): PlanStatus {
  const { phases } = state;
  const any = (name: PhaseState['state']) => phases.some((phase) => phase.state === name);
  if (any('running')) return 'running';
  if (any('blocked')) return 'blocked';
  if (any('failed')) return 'failed';
  const open = phases.filter((phase) => phase.state !== 'done');
  if (open.length === 0) return phases.length > 0 ? 'done' : 'draft';
  if (open.every(({ phase }) => approved.has(phase))) return 'approved';
  return phases.some(({ attempts }) => attempts.length > 0) ? 'waiting' : 'draft';
}

export type ReviewStanding = { verdict: 'pass' | 'block' | 'none'; why: string };

/**
 * What the reviews say of all that is done, taken together: a later wave that passes does not speak for an earlier one. Each done
 * phase answers to the last review that came after its last start and judged it. The gravest word counts; undefined: nothing is done.
 */
export function reviewStanding(state: PlanState): ReviewStanding | undefined {
  const done = state.phases.filter((track) => track.state === 'done');
  const words = done.map((track): ReviewStanding => {
    const { phase } = track;
    const last = lastReview(state, track);
    if (last === undefined) return { verdict: 'none', why: `${phase} was not reviewed` };
    return { verdict: last.verdict, why: last.why };
  });
  return (
    words.find(({ verdict }) => verdict === 'block') ??
    words.find(({ verdict }) => verdict === 'none') ??
    words.at(-1)
  );
}

/** Phases that a fix works on: what they landed stands, and what was found of it is not settled. */
export const beingMended = ({ phases }: PlanState): string[] =>
  phases.flatMap(({ phase, mending }) => (mending ? [phase] : []));

/** The ends of done phases that no valid review has judged: it failed, or was cancelled, and is still to be made up for. */
export function unreviewed(state: PlanState): StepOf<'end'>[] {
  return state.phases.flatMap((track) => {
    if (track.state !== 'done' || track.end === undefined) return [];
    return (lastReview(state, track)?.verdict ?? 'none') === 'none' ? [track.end] : [];
  });
}

/** The trees of the reviews that what is done rests on: what they found is what is known to be wrong with it. */
export const reviewedTrees = (state: PlanState): ReadonlySet<string> =>
  new Set(
    state.phases.flatMap((track) => (track.state === 'done' ? (lastReview(state, track)?.tree ?? []) : [])),
  );

/** A review that came before the last start judged other work. */
function lastReview(state: PlanState, { phase, since }: PhaseState): StepOf<'review'> | undefined {
  return state.reviews.findLast(({ step, line }) => line > since && step.phases.includes(phase))?.step;
}

/** US dollars of a run's ended phases, over all its waves; its reviews carry no run and are not counted. */
export function spentByRun(state: PlanState, run: string): number {
  const attempts = [...state.phases, ...state.history].flatMap(({ attempts }) => attempts);
  return attempts
    .filter(({ start }) => start.holder.run === run)
    .flatMap(({ end }) => end?.usage ?? [])
    .reduce((sum, { usd }) => sum + (usd ?? 0), 0);
}

export type Judged = 'met' | 'unmet' | 'not-judged';

/**
 * Were the criteria of a done phase judged met? By the last valid review since its last start: a review that came before
 * judged other work.
 */
export function criteriaOf(state: PlanState, phase: string): Judged {
  const track = state.phases.find((one) => one.phase === phase);
  if (track?.state !== 'done') return 'not-judged';
  const judging = ({ step, line }: Recorded<StepOf<'review'>>) =>
    line > track.since && step.verdict !== 'none' && step.phases.includes(phase);
  const last = state.reviews.findLast(judging)?.step;
  if (last === undefined) return 'not-judged';
  return last.unmet.includes(phase) ? 'unmet' : 'met';
}

/**
 * Phases that are done and whose last fix found the plan wrong, with that attempt: sent back again, it would be found wrong again. Not where
 * the plan was revised since.
 */
export const escalatedFixes = ({ phases, drafts }: PlanState): { phase: string; attempt: Attempt }[] =>
  phases.flatMap(({ phase, state, attempts }) => {
    const attempt = attempts.at(-1);
    const isRevised = drafts.some(({ step, line }) => step.revision > 1 && line > (attempt?.line ?? 0));
    return state === 'done' && attempt?.end?.outcome === 'blocked' && !isRevised ? [{ phase, attempt }] : [];
  });
