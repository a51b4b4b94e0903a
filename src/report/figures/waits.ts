/** What a plan waits for, in words that need no terminal. By the record's word: `status` says what can be proved. */
import type { PlanFacts } from '../../lifecycle/fold.ts';
import type { ReviewStanding } from '../../lifecycle/status.ts';
import { cleanLine } from '../clean.ts';
import type { PhaseFigures, PlanFigures } from './schema.ts';

export interface WaitFacts {
  id: string;
  known: PlanFacts;
  phases: readonly PhaseFigures[];
  /** Phases with a standing approval of what they say now. */
  approved: ReadonlySet<string>;
  merged: boolean;
  /** The document is on no branch any more. */
  gone: boolean;
  review: ReviewStanding | undefined;
}

export function waitsOf(facts: WaitFacts): Pick<PlanFigures, 'waitsFor' | 'waits'> {
  const { id, phases, approved, merged, gone, review } = facts;
  const named = (some: readonly PhaseFigures[]) => some.map(({ phase }) => phase).join(', ');
  const told = (waitsFor: PlanFigures['waitsFor'], waits: string) => ({
    waitsFor,
    waits: cleanLine(waits, 500),
  });
  const blocked = phases.filter(({ state }) => state === 'blocked');
  const failed = phases.filter(({ state }) => state === 'failed');
  const running = phases.filter(({ state }) => state === 'running');
  const pending = phases.filter(({ state }) => state === 'pending');
  const lacking = pending.filter(({ phase }) => !approved.has(phase));
  const why = ({ message, reason }: PhaseFigures) =>
    message ? `: ${message}` : reason ? ` (${reason})` : '';

  if (merged) return told('nothing', 'merged');
  if (gone) return told('nothing', 'its document is on no branch any more');
  if (phases.length === 0) return told('nothing', 'nothing is known of its phases');
  if (running.length > 0)
    return told('nothing', `${named(running)} ${running.length === 1 ? 'is' : 'are'} being built`);
  if (blocked[0])
    return told('revision', `a new revision of the plan, for ${named(blocked)} is blocked${why(blocked[0])}`);
  if (failed[0])
    return told('restart', `somebody to look at ${named(failed)} and start it again${why(failed[0])}`);
  if (review && review.verdict !== 'pass')
    return told(
      'review',
      `the review ${review.verdict === 'block' ? 'blocks' : 'is missing'}: ${review.why}`,
    );
  if (lacking.length > 0) return told('approval', `approval of ${named(lacking)}`);
  if (pending.length > 0) return told('start', `somebody to start ${named(pending)}`);
  return told('merge', `somebody to merge branch plan/${id}`);
}
