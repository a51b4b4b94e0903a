/**
 * One review speaks at a time: when a newer one is posted, the earlier ones of our own account on that pull request are folded away as
 * outdated. Only their text is: conversations on lines go on. A token that may not is a note, for nothing rests on it.
 */
import type { Review } from '../../outcomes/review.ts';
import { Fault } from '../../ports/fault.ts';
import type { Account, Pull, Remark } from '../../ports/forge.ts';
import type { Ports } from '../../ports/ports.ts';
import { readReviewMarker } from '../../review/marker.ts';

/** A review on the pull request, the one that speaks now, and who asks. */
export interface OlderCase {
  one: Remark;
  newest: Pick<Remark, 'id'>;
  self: Account;
}
/** By name; what one of them does not hold for stays as it is. */
export const olderGuards: Readonly<Record<string, (one: OlderCase) => boolean>> = {
  'our own account wrote it': ({ one, self }) => one.author.id === self.id,
  // Other workflows speak by the same account (github.md G8).
  'it is a review of ours': ({ one }) => readReviewMarker(one.body) !== undefined,
  // Not by time: two runs may post within one second. Whoever publishes an old outcome again folds nothing that came after it.
  'it came before': ({ one, newest }) => one.id < newest.id,
};

/** Each is a request, and GitHub counts them: the rest is folded by the next review. */
const MOST = 30;

/** Notes on what could not be done. */
export async function foldOlder(
  { pull, review, head }: { pull: Pull; review: Review; head: string },
  { forge }: Pick<Ports, 'forge'>,
  guards: typeof olderGuards = olderGuards,
): Promise<string[]> {
  const self = await forge.people.self();
  const reviews = await forge.pulls.reviews(pull.number);
  const newest = reviews.find(({ author, body }) => {
    const marker = author.id === self.id ? readReviewMarker(body) : undefined;
    return marker?.nonce === review.nonce && marker.head === head && marker.verdict === review.verdict;
  });
  if (newest === undefined) return [];
  const older = reviews.filter(
    (one) => !one.review?.folded && Object.values(guards).every((holds) => holds({ one, newest, self })),
  );
  try {
    for (const one of older.slice(-MOST)) await forge.pulls.fold(one);
    return [];
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [`the reviews before this one are not folded away: ${error.message}. ${error.fix}`];
  }
}
