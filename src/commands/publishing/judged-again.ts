/**
 * The verdict is ours: computed again where it is published, from what the reviewer said, what a plan asks and the policy. A review outcome
 * can say less than that, never more (trust.md T5). What a person with a say declined counts no longer, but for the worst.
 */
import type { Review } from '../../outcomes/review.ts';
import type { Policy } from '../../policy/schema.ts';
import { declinedIn } from '../../review/memory.ts';
import { type VerdictFacts, verdictOf } from '../../review/verdict.ts';
import type { Remembered } from './recall.ts';

export interface JudgeAgain {
  review: Review;
  expected: VerdictFacts['expected'];
  policy: Policy;
  /** Asked only where something blocks. */
  remembered(): Promise<Remembered | undefined>;
}

export async function judgedAgain({ review, expected, policy, remembered }: JudgeAgain): Promise<Review> {
  if (review.verdict === 'none') return review;
  const facts: VerdictFacts = {
    findings: review.findings,
    criteria: review.criteria,
    expected,
    blocking: policy.review.blocking,
    refuted: policy.review.refuted,
    unread: review.unread,
    since: review.since,
  };
  const verdict = verdictOf(facts);
  if (verdict.verdict !== 'block') return review.verdict === 'pass' ? { ...review, ...verdict } : review;
  const declined = declinedIn((await remembered())?.decisions ?? []);
  const without = declined.size > 0 ? verdictOf({ ...facts, declined }) : verdict;
  return without.verdict === 'pass'
    ? { ...review, verdict: 'pass', why: `${without.why} but what was declined (${declined.size})` }
    : { ...review, ...without };
}
