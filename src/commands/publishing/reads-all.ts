/**
 * Does the review read what this wave has changed, all of it? Its own word on where it began is a claim (trust.md T5): one that begins
 * later has not seen what stands before, and one that rests on an earlier review is none of a wave.
 */
import type { Review } from '../../outcomes/review.ts';

export interface ReadCase {
  review: Review;
  /** Where the wave's change begins; of a fix, where the work on the branch began. */
  base: string;
}
/** Why it does not speak for the wave; a test takes each out. */
export type ReadGuard = (one: ReadCase) => string | undefined;

export const readGuards: Readonly<Record<string, ReadGuard>> = {
  'it begins where the change begins': ({ review, base }) =>
    review.base === base ? undefined : 'the review begins at another commit than the change',
  'it rests on no other review': ({ review }) =>
    review.since === undefined ? undefined : 'the review rests on another one, and a wave is read whole',
};

/** The same review, or none with its reason. */
export function readingAll(one: ReadCase, guards: readonly ReadGuard[] = Object.values(readGuards)): Review {
  for (const guard of guards) {
    const why = guard(one);
    if (why !== undefined) return { ...one.review, verdict: 'none', cause: 'invalid', why };
  }
  return one.review;
}
