/** Comments on lines of a pull request: threads, replies, and what they may not be. */
import type { DiffLimits } from '../git/changes.ts';
import { invalid, notFound, type Refusal } from '../refusals.ts';
import {
  type Actor,
  authored,
  nodeId,
  type Pull,
  type Review,
  type ReviewComment,
  type Thread,
  type World,
} from '../world.ts';
import { checkMayEdit, checkUnlocked, edit, MAX_BODY } from './conversations.ts';
import { type Placed, type PlaceInput, resolvePlace } from './places.ts';
import { comparePoint, pullFiles } from './pulls.ts';

export function addReviewComment(
  world: World,
  actor: Actor,
  review: Review,
  body: string,
  at: Placed,
  replyTo?: ReviewComment,
): ReviewComment {
  const thread: Thread = replyTo?.thread ?? {
    kind: 'PullRequestReviewThread',
    nodeId: nodeId('PRRT'),
    pull: review.pull,
    comments: [],
  };
  const comment: ReviewComment = {
    kind: 'PullRequestReviewComment',
    ...authored(world, actor, 'PRRC', body),
    review,
    thread,
    place: at.place,
    commit: review.commit,
    diffHunk: at.diffHunk,
    ...(at.position === undefined ? {} : { position: at.position }),
    ...(replyTo ? { replyTo } : {}),
  };
  review.comments.push(comment);
  thread.comments.push(comment);
  if (!replyTo) review.pull.threads.push(thread);
  world.nodes.set(thread.nodeId, thread);
  world.nodes.set(comment.nodeId, comment);
  return comment;
}

/** A single comment makes a review of its own, as on GitHub. */
export async function commentOnLine(
  world: World,
  actor: Actor,
  pull: Pull,
  input: PlaceInput & { body: string; commit_id: string; in_reply_to?: number },
  limits: DiffLimits,
): Promise<ReviewComment> {
  if (input.in_reply_to !== undefined) return reply(world, actor, pull, input.in_reply_to, input.body);
  checkUnlocked(pull.issue, actor);
  checkLength(input.body, true, byField);
  const commit = await checkCommit(pull, input.commit_id, byField);
  const placed = resolvePlace(await pullFiles(pull, limits, commit), input);
  if ('refusal' in placed) {
    const resource = 'PullRequestReviewComment';
    const about = (name: string) => `pull_request_review_thread.${name}`;
    const isPath = placed.refusal.startsWith('Path');
    throw invalid(
      isPath
        ? { resource, code: 'invalid', field: about('path') }
        : {
            resource,
            code: 'custom',
            field: about('line'),
            message: `${about('line')} must be part of the diff`,
          },
      { resource, code: 'missing_field', field: about('diff_hunk') },
    );
  }
  return addReviewComment(world, actor, emptyReview(world, actor, pull, commit), input.body, placed);
}

export function reply(world: World, actor: Actor, pull: Pull, to: number, body: string): ReviewComment {
  checkUnlocked(pull.issue, actor);
  checkLength(body, true, byField);
  const first = pull.threads
    .map(({ comments }) => comments[0])
    .find((comment) => comment?.thread.comments.some(({ id }) => id === to));
  if (!first) throw notFound();
  const at = {
    place: first.place,
    diffHunk: first.diffHunk,
    ...(first.position === undefined ? {} : { position: first.position }),
  };
  return addReviewComment(world, actor, emptyReview(world, actor, pull, first.commit), body, at, first);
}

function emptyReview(world: World, actor: Actor, pull: Pull, commit: string): Review {
  const base = authored(world, actor, 'PRR', '');
  const review: Review = {
    kind: 'PullRequestReview',
    ...base,
    pull,
    state: 'COMMENTED',
    commit,
    comments: [],
    submittedAt: base.createdAt,
  };
  pull.reviews.push(review);
  world.nodes.set(review.nodeId, review);
  return review;
}

export function removeReviewComment(world: World, comment: ReviewComment): void {
  const { thread, review } = comment;
  review.comments = review.comments.filter((one) => one !== comment);
  thread.comments = thread.comments.filter((one) => one !== comment);
  if (thread.comments.length === 0) thread.pull.threads = thread.pull.threads.filter((one) => one !== thread);
  world.nodes.delete(comment.nodeId);
}

/** How an operation words its refusals: a review in sentences, a comment by field. */
type Wording = (sentence: string) => Refusal;
const byField: Wording = (message) =>
  invalid({ resource: 'PullRequestReviewComment', code: 'custom', message });

export function checkLength(body: string, isRequired: boolean, refuse: Wording): string {
  if (isRequired && body.trim() === '') throw refuse("Body can't be blank");
  if (body.length > MAX_BODY && [...body].length > MAX_BODY) {
    throw refuse(`Body is too long (maximum is ${MAX_BODY} characters)`);
  }
  return body;
}

export function editReviewComment(world: World, actor: Actor, comment: ReviewComment, body: string): void {
  checkMayEdit(comment.review.pull.issue.repository, actor, comment);
  edit(world, actor.account, comment, checkLength(body, true, byField));
}

export async function checkCommit(pull: Pull, commit: string | undefined, refuse: Wording): Promise<string> {
  if (commit === undefined || commit === pull.head.sha) return pull.head.sha;
  const { git } = pull.issue.repository;
  const base = await comparePoint(pull);
  const isPart =
    /^[0-9a-f]{40}$/.test(commit) &&
    (await git.isAncestor(commit, pull.head.sha)) &&
    !(base && (await git.isAncestor(commit, base)));
  if (!isPart) throw refuse('commit_id is not part of the pull request');
  return commit;
}
