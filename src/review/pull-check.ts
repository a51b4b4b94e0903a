/**
 * What the check says of an ordinary pull request (github.md G2). Green for a valid, passing review of exactly what stands there, for what
 * policy exempts by name, and for nothing else: whatever did not happen is a conclusion with its reason and what to do.
 */
import type { Landing } from '../outcomes/landing.ts';
import type { Review } from '../outcomes/review.ts';
import type { Target } from '../outcomes/target.ts';
import type { Reviewed } from './marker.ts';

export interface PullCheckFacts {
  target: Target;
  /** As the forge tells it now. */
  now: { state: 'open' | 'closed' | 'merged'; head: string; tree: string; base: string };
  /** Nothing differs from the base. */
  empty: boolean;
  /** The name under which policy exempts such changes. */
  exempt: string | undefined;
  /** Our own earlier review of the very same tree and base. */
  earlier: Reviewed | undefined;
  /** Judged by us; undefined: there is no outcome that could be read. */
  review: Review | undefined;
  /** Why it could not be posted where people look; undefined: it stands there. */
  unposted: string | undefined;
}

export type PullCheckWord = Landing['check'];
export type PullCheckGuard = (facts: PullCheckFacts) => PullCheckWord | undefined;

const ASK = 'To have it reviewed: /planfile review, in a comment by somebody who may write';
const open = (title: string): PullCheckWord => ({
  conclusion: 'action_required',
  title: title.slice(0, 1_000),
});

/** In order: the first that speaks decides. */
export const pullCheckGuards: Readonly<Record<string, PullCheckGuard>> = {
  'it is open': ({ now }) => (now.state === 'open' ? undefined : open(`the pull request is ${now.state}`)),

  'it stands as it was asked for': ({ now, target }) =>
    now.head === target.head && now.tree === target.tree && now.base === target.base
      ? undefined
      : open(`not reviewed: it was moved meanwhile. ${ASK}`),

  'where nothing differs nothing is reviewed': ({ empty }) =>
    empty ? { conclusion: 'success', title: 'nothing differs from the base' } : undefined,

  'policy exempts it by name': ({ exempt }) =>
    exempt === undefined
      ? undefined
      : { conclusion: 'success', title: `not reviewed: policy exempts "${exempt}"` },

  'the same was reviewed before': ({ target, earlier }) => {
    if (target.asked !== null || earlier === undefined) return undefined;
    const title = `reviewed before, as it is now (${earlier.head.slice(0, 12)}): ${earlier.why}`;
    return { conclusion: earlier.verdict === 'pass' ? 'success' : 'failure', title };
  },

  'somebody asked for a review': ({ target }) =>
    target.asked === null ? open(`not reviewed. ${ASK}`) : undefined,

  'there is a review': ({ review }) =>
    review === undefined
      ? open(`not reviewed: the job that reviews ended without a word. ${ASK}`)
      : undefined,

  'it answers what was asked': ({ review, target }) =>
    review === undefined ||
    (review.nonce === target.nonce && review.run === target.run && review.attempt === target.attempt)
      ? undefined
      : open('not reviewed: the review answers another request'),

  'it is of exactly this tree': ({ review, target }) =>
    review === undefined ||
    (review.tree === target.tree && review.base === target.base && review.head === target.head)
      ? undefined
      : open('not reviewed: the review is of another tree'),

  'it is a valid one': ({ review }) =>
    review?.verdict === 'none' ? open(`not reviewed: ${review.why}. ${ASK}`) : undefined,

  'it passes': ({ review }) =>
    review?.verdict === 'block' ? { conclusion: 'failure', title: review.why } : undefined,

  'people can read it': ({ unposted }) =>
    unposted === undefined ? undefined : open(`the review could not be posted: ${unposted}`),
};

export function pullCheckOf(
  facts: PullCheckFacts,
  guards: readonly PullCheckGuard[] = Object.values(pullCheckGuards),
): PullCheckWord {
  for (const guard of guards) {
    const word = guard(facts);
    if (word) return word;
  }
  return { conclusion: 'success', title: facts.review?.why ?? 'passed' };
}
