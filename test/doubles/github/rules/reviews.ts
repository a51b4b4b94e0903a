/** Reviews and their comments: the refusals that cost people whole reviews (github.md G6, G18). */
import type { DiffLimits, FileChange } from '../git/changes.ts';
import { hunkUpTo, lineAt, patchLines } from '../git/patch.ts';
import { atLeast, roleOf } from '../permissions.ts';
import { forbidden, invalid, notFound, unprocessable } from '../refusals.ts';
import {
  type Actor,
  authored,
  nodeId,
  type Place,
  type Pull,
  type Review,
  type ReviewComment,
  type Thread,
  type World,
} from '../world.ts';
import { addEvent, checkUnlocked, MAX_BODY } from './conversations.ts';
import { comparePoint, pullFiles } from './pulls.ts';

export type PlaceInput = {
  path: string;
  position?: number;
  line?: number;
  side?: string;
  start_line?: number | null;
  start_side?: string | null;
  subject_type?: string;
};
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
  const body = checkLength(input.body ?? '');
  const commit = await checkCommit(pull, input.commit_id);
  const files = input.comments?.length ? await pullFiles(pull, limits, commit) : [];
  const placed = (input.comments ?? []).map((one) => ({
    body: checkLength(one.body, true),
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

function checkLength(body: string, isRequired = false): string {
  if (isRequired && body.trim() === '') throw unprocessable("Body can't be blank");
  if (body.length > MAX_BODY && [...body].length > MAX_BODY)
    throw unprocessable(`Body is too long (maximum is ${MAX_BODY} characters)`);
  return body;
}

async function checkCommit(pull: Pull, commit: string | undefined): Promise<string> {
  if (commit === undefined || commit === pull.head.sha) return pull.head.sha;
  const { git } = pull.issue.repository;
  const base = await comparePoint(pull);
  const isPart =
    /^[0-9a-f]{40}$/.test(commit) &&
    (await git.isAncestor(commit, pull.head.sha)) &&
    !(base && (await git.isAncestor(commit, base)));
  if (!isPart) throw unprocessable('commit_id is not part of the pull request');
  return commit;
}

type Placed = { place: Place; position?: number; diffHunk: string };

/** The place in the diff, or why GitHub cannot find it. */
export function resolvePlace(files: FileChange[], input: PlaceInput): Placed | { refusal: string } {
  const file = files.find(({ filename }) => filename === input.path);
  if (!file) return { refusal: 'Path could not be resolved' };
  if (input.subject_type === 'file') return { place: { path: input.path, side: 'RIGHT' }, diffHunk: '' };
  const lines = patchLines(file.patch ?? '');
  if (input.line === undefined) {
    const line = lines.find(({ position }) => position === input.position);
    if (!line) return { refusal: 'Position could not be resolved' };
    const side = line.right === undefined ? 'LEFT' : 'RIGHT';
    const number = line.right ?? line.left ?? 0;
    return {
      place: { path: input.path, line: number, side },
      position: line.position,
      diffHunk: hunkUpTo(file.patch ?? '', line.position),
    };
  }
  const side = input.side === 'LEFT' ? 'LEFT' : 'RIGHT';
  const place: Place = {
    path: input.path,
    line: input.line,
    side,
    ...(input.start_line == null
      ? {}
      : {
          startLine: input.start_line,
          startSide: input.start_side === 'LEFT' ? 'LEFT' : input.start_side === 'RIGHT' ? 'RIGHT' : side,
        }),
  };
  const found = lineAt(lines, place);
  if (!found) return { refusal: 'Line could not be resolved' };
  return { place, position: found.position, diffHunk: hunkUpTo(file.patch ?? '', found.position) };
}

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
  checkLength(input.body, true);
  const commit = await checkCommit(pull, input.commit_id);
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
  checkLength(body, true);
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
