/**
 * What the check says of a plan's branch (github.md G2). Green only for a valid, passing review of exactly the tree that stands there,
 * and only when what landed before passed its own; whatever else happened is a conclusion with its reason, never silence.
 */
import type { ReviewStanding } from '../lifecycle/status.ts';
import type { Landing } from '../outcomes/landing.ts';
import type { Review } from '../outcomes/review.ts';

export interface CheckFacts {
  /** The tree that this wave landed; undefined: nothing of it did. */
  landed: string | undefined;
  /** Judged by us from what the reviewer said. */
  review: Pick<Review, 'tree' | 'verdict' | 'why'> | undefined;
  /** What the reviews say of all that is done, taken together. */
  standing: ReviewStanding | undefined;
  /** The record holds a passing review of the very tree that the branch's head has. */
  headPassed: boolean;
  /** Commits on the branch that are none of ours, where policy does not let them stand (trust.md T4). */
  foreign: readonly { commit: string; why: string }[];
  /** How the phases of this wave ended that did not land, in words. */
  lost: readonly string[];
  /** Phases that a fix works on: whatever was said of them before is not settled by what is said of the others. */
  mended?: readonly string[];
  /** On a forge a review can be asked for where people look. */
  askable?: boolean;
}

export type CheckWord = Landing['check'];
export type CheckGuard = (facts: CheckFacts) => CheckWord | undefined;

const open = (title: string): CheckWord => ({
  conclusion: 'action_required',
  title: title.slice(0, 1_000),
});

/** Where there is no review, and how to have one. */
const unreviewed = (why: string, { askable }: CheckFacts): CheckWord =>
  open(askable ? `${why}. To have it reviewed: /planfile review` : why);

/** In order: the first that speaks decides. */
export const checkGuards: Record<string, CheckGuard> = {
  'no foreign commit stands on the branch': ({ foreign }) => {
    const [first] = foreign;
    if (first === undefined) return undefined;
    const more = foreign.length > 1 ? ` and ${foreign.length - 1} more` : '';
    return open(`commits that planfile did not land: ${first.commit.slice(0, 12)} (${first.why})${more}`);
  },

  'what stands was reviewed, where nothing landed': (facts) => {
    const { landed, headPassed, standing, lost } = facts;
    // What blocks is said by the last guard: a fix that did not land has changed nothing of it.
    if (landed !== undefined || standing?.verdict === 'block') return undefined;
    if (headPassed && standing?.verdict === 'pass') return undefined;
    return lost.length > 0
      ? open(`nothing landed: ${lost.join(', ')}`)
      : unreviewed('what stands here was not reviewed as it is', facts);
  },

  'what landed was reviewed': (facts) =>
    facts.landed !== undefined && facts.review === undefined
      ? unreviewed('not reviewed: there is no review outcome', facts)
      : undefined,

  'the review is of exactly this tree': (facts) =>
    facts.landed !== undefined && facts.review?.tree !== facts.landed
      ? unreviewed('not reviewed: the review is of another tree', facts)
      : undefined,

  'the review is a valid one': (facts) =>
    facts.landed !== undefined && facts.review?.verdict === 'none'
      ? unreviewed(`not reviewed: ${facts.review.why}`, facts)
      : undefined,

  'the review passes': ({ landed, review }) =>
    landed !== undefined && review?.verdict === 'block'
      ? { conclusion: 'failure', title: review.why }
      : undefined,

  // Its standing is asked of what is done, and meanwhile it is not: a block must not be unsaid by starting to mend it.
  'nothing that stands is being mended': ({ mended: [first, ...more] = [] }) =>
    first === undefined
      ? undefined
      : open(
          `${[first, ...more].join(', ')} ${more.length > 0 ? 'are' : 'is'} being mended: wait for that run`,
        ),

  'what landed before passed its own': (facts) => {
    const { standing, lost } = facts;
    const nothing = lost.length > 0 ? `; ${lost.join(', ')}` : '';
    if (standing?.verdict === 'block')
      return {
        conclusion: 'failure',
        title: `an earlier wave is blocked: ${standing.why}${nothing}`.slice(0, 1_000),
      };
    return standing?.verdict === 'none' ? unreviewed(`not reviewed: ${standing.why}`, facts) : undefined;
  },
};

export function checkOf(
  facts: CheckFacts,
  guards: readonly CheckGuard[] = Object.values(checkGuards),
): CheckWord {
  for (const guard of guards) {
    const word = guard(facts);
    if (word) return word;
  }
  if (facts.landed !== undefined) return { conclusion: 'success', title: facts.review?.why ?? 'passed' };
  const lost = facts.lost.length > 0 ? `; this wave landed nothing (${facts.lost.join(', ')})` : '';
  return { conclusion: 'success', title: `what stands here passed its review${lost}`.slice(0, 1_000) };
}
