/**
 * A push with the token of an app starts other workflows, which run what a model wrote with all that they may do: with such a token
 * nothing is pushed before its review passed (trust.md T22). With a workflow's own token the review decides the check alone.
 */
import { Fault } from '../../ports/fault.ts';
import type { Decided } from './endings.ts';
import type { Wave } from './wave.ts';

/** What may land, given what our pushes start: a list, so that a test can take one out. */
export type PushGuard = (decided: readonly Decided[], wave: Wave) => readonly Decided[];

export const pushGuards: Record<string, PushGuard> = { 'what starts others lands reviewed': reviewedFirst };

/** Throws `not-reviewed` where the review may still come: the phases stay held, and nothing is lost. */
function reviewedFirst(
  decided: readonly Decided[],
  { review, verification, schedule }: Wave,
): readonly Decided[] {
  const lands = decided.some(({ outcome }) => outcome === 'done');
  const isThis = review?.tree === verification?.tree;
  if (!lands || (isThis && review?.verdict === 'pass')) return decided;
  if (!isThis || review?.verdict !== 'block') {
    const why = isThis && review ? review.why : 'there is no review of what would land';
    throw new Fault(
      'undecided',
      'not-reviewed',
      `this token's pushes start other workflows, so nothing of ${schedule.plan} lands before its review passed: ${why}`,
      'Re-run the job `review` of this run, or give publish the token of the workflow itself.',
    );
  }
  return decided.map((one) =>
    one.outcome === 'done'
      ? {
          ...one,
          outcome: 'failed',
          reason: 'refused',
          message: `the review blocks, and this token's pushes start other workflows: ${review.why}`,
          kept: one.piece.keepable ? one.piece.work?.commit : undefined,
        }
      : one,
  );
}
