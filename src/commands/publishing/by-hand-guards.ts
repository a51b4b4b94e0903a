/** What is asked anew of a review by hand, right before it is published: lists, so that a test can take one out. Pure. */
import type { Asked } from '../../lifecycle/asked.ts';
import type { Review } from '../../outcomes/review.ts';
import type { Target } from '../../outcomes/target.ts';
import type { Permission } from '../../ports/forge.ts';
import { type CheckGuard, checkGuards } from '../../review/check.ts';
import type { LookOptions } from '../program-look.ts';
import type { standingGuards } from '../pull-checks.ts';
import type { PullFacts } from '../pull-facts.ts';

export type PlanTarget = Target & { pull: number; plan: string };

export interface PlanReviewCase {
  target: PlanTarget;
  /** As the forge tells it now. */
  now: PullFacts;
  /** The plan whose own pull request this is; undefined: none. */
  plan: string | undefined;
  /** Of who asked; undefined: nobody did. */
  permission: Asked<Permission> | undefined;
  /** How many phases are done, proved. */
  phases: number;
}
/** Why a review speaks for nothing that stands there now: by name, the first that objects. */
export const planReviewGuards: Readonly<Record<string, (one: PlanReviewCase) => string | undefined>> = {
  'it is open': ({ now }) =>
    now.pull.state === 'open' ? undefined : `the pull request is ${now.pull.state}`,

  'it stands as it was asked for': ({ target, now }) =>
    now.head === target.head && now.tree === target.tree && now.base === target.base
      ? undefined
      : 'it was moved meanwhile',

  "it is the plan's own": ({ target, plan }) =>
    plan === target.plan ? undefined : `it is not the pull request of ${target.plan}`,

  'who asked may write now': ({ permission }) => {
    if (permission === undefined) return undefined;
    if ('unknown' in permission) return `who asked could not be asked for: ${permission.unknown}`;
    const may = ['write', 'maintain', 'admin'].includes(permission.known);
    return may ? undefined : 'who asked for it may not write any more';
  },

  'something stands': ({ phases }) => (phases > 0 ? undefined : 'nothing that was built stands here'),
};

/** Is it what this request has brought? What is not is nobody's: it is neither recorded nor shown. */
export const planAnswerGuards: Readonly<Record<string, (review: Review, target: PlanTarget) => boolean>> = {
  'it answers what was asked': (review, target) =>
    review.nonce === target.nonce &&
    review.run === target.run &&
    review.attempt === target.attempt &&
    review.plan === target.plan,

  'it is of exactly this': (review, target) =>
    review.tree === target.tree && review.base === target.base && review.head === target.head,

  // Criteria are judged on the whole change: what a base has brought is no part of it.
  'it read all of it': (review) => review.since === undefined,
};

export interface PlanReviewGuards {
  stands: typeof planReviewGuards;
  answers: typeof planAnswerGuards;
  check: Readonly<Record<string, CheckGuard>>;
  look?: LookOptions;
  standing?: typeof standingGuards;
}
export const allPlanReviewGuards: PlanReviewGuards = {
  stands: planReviewGuards,
  answers: planAnswerGuards,
  check: checkGuards,
};
