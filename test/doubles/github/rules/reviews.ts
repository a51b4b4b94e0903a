/** Reviews: the refusals that cost people whole reviews (github.md G6, G18). */
import type { DiffLimits } from '../git/changes.ts';
import { atLeast, roleOf } from '../permissions.ts';
import { forbidden, unprocessable } from '../refusals.ts';
import { type Actor, authored, type Pull, type Review, type World } from '../world.ts';
import { addEvent, checkUnlocked } from './conversations.ts';
import { type PlaceInput, resolvePlace } from './places.ts';
import { pullFiles } from './pulls.ts';
import { addReviewComment, checkCommit, checkLength } from './review-comments.ts';

export type ReviewInput = {
  event?: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';
  body?: string | null;
  commit_id?: string;
  comments?: (PlaceInput & { body: string })[];
};

const STATES = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

/** All or nothing: one comment that cannot be placed refuses the whole review. */
export async function createReview(
  world: World,
  actor: Actor,
  pull: Pull,
  input: ReviewInput,
  limits: DiffLimits,
): Promise<Review> {
  checkUnlocked(pull.issue, actor);
  checkEvent(actor, pull, input);
  const body = checkLength(input.body ?? '', false, unprocessable);
  const commit = await checkCommit(pull, input.commit_id, unprocessable);
  const files = input.comments?.length ? await pullFiles(pull, limits, commit) : [];
  const placed = (input.comments ?? []).map((one) => ({
    body: checkLength(one.body, true, unprocessable),
    ...resolvePlace(files, one),
  }));
  const refused = [...new Set(placed.flatMap((one) => ('refusal' in one ? [one.refusal] : [])))];
  if (refused.length > 0) throw unprocessable(...refused);

  const review: Review = {
    kind: 'PullRequestReview',
    ...authored(world, actor, 'PRR', body),
    pull,
    state: input.event ? STATES[input.event] : 'PENDING',
    commit,
    comments: [],
    ...(input.event ? { submittedAt: world.clock.stamp() } : {}),
  };
  pull.reviews.push(review);
  world.nodes.set(review.nodeId, review);
  for (const one of placed) if (!('refusal' in one)) addReviewComment(world, actor, review, one.body, one);
  return review;
}

function checkEvent(actor: Actor, pull: Pull, { event, body, comments }: ReviewInput): void {
  const isOwn = pull.issue.author === actor.account;
  if (isOwn && event === 'APPROVE') throw unprocessable('Can not approve your own pull request');
  if (isOwn && event === 'REQUEST_CHANGES')
    throw unprocessable('Can not request changes on your own pull request');
  const actionsMay = pull.issue.repository.settings.actionsMayOpenPulls;
  if (event === 'APPROVE' && actor.kind === 'workflow' && !actionsMay) {
    throw unprocessable('GitHub Actions is not permitted to approve pull requests.');
  }
  const isEmpty = !body?.trim();
  if (event === 'REQUEST_CHANGES' && isEmpty) throw unprocessable("Body can't be blank");
  if (event === 'COMMENT' && isEmpty && !comments?.length) throw unprocessable("Body can't be blank");
  const hasPending = pull.reviews.some(
    ({ author, state }) => author === actor.account && state === 'PENDING',
  );
  if (!event && hasPending) throw unprocessable('User can only have one pending review per pull request');
}

export function dismiss(world: World, actor: Actor, review: Review, message: string): void {
  const isPerson = actor.kind === 'person' || actor.kind === 'app-user';
  if (isPerson && !atLeast(roleOf(review.pull.issue.repository, actor.account), 'write'))
    throw forbidden('Must have admin rights to Repository.');
  if (!['APPROVED', 'CHANGES_REQUESTED'].includes(review.state))
    throw unprocessable('Can not dismiss a commented pull request review');
  const state = review.state.toLowerCase();
  review.state = 'DISMISSED';
  addEvent(world, actor.account, review.pull.issue, 'review_dismissed', {
    dismissed_review: { state, review_id: review.id, dismissal_message: message },
  });
}
