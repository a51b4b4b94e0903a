/** The rules by which a review passed, as one digest: where they are others by now, what passed by them says nothing any more. */
import { createHash } from 'node:crypto';
import type { Policy } from '../policy/schema.ts';
import type { LeftOut } from './left-out.ts';

/** 32 hex digits over who judges, what blocks, and which files of the change nobody had to read. */
export function judgedBy(
  { models, effort, review: { blocking, refuted, secondLook } }: Policy,
  leftOut: readonly Pick<LeftOut, 'path'>[],
): string {
  const reviewer = [models.reviewer, effort.reviewer ?? null];
  const unread = leftOut.map(({ path }) => path).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([1, reviewer, blocking.toSorted(), refuted.toSorted(), secondLook, unread]))
    .digest('hex')
    .slice(0, 32);
}
