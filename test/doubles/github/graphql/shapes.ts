/** The state as GitHub's GraphQL schema shows it. */
import { issueWebUrl } from '../render/conversations.ts';
import { webUrl } from '../render/repositories.ts';
import { currentPlaces } from '../rules/places.ts';
import type { Issue, IssueComment, Pull, Repository, Review, ReviewComment, Thread } from '../world.ts';
import { actor, comment as base, type Context, connection, missing, type Window } from './shared.ts';

/** Comments of all kinds know their repository. */
const comment = (context: Context, thing: Parameters<typeof base>[1], repository: Repository) => ({
  ...base(context, thing, repository),
  repository: () => shapeRepository(context, repository),
});

export function shapeRepository(context: Context, repository: Repository): Record<string, unknown> {
  const { owner, name, defaultBranch } = repository;
  const find = ({ number }: { number: number }) => {
    const issue = repository.issues.get(number);
    if (issue) return issue;
    throw missing(`Could not resolve to an issue or pull request with the number of ${number}.`);
  };
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    nameWithOwner: `${owner.login}/${name}`,
    url: webUrl(context.world, repository),
    defaultBranchRef: { id: `REF_${defaultBranch}`, name: defaultBranch },
    issue: (args: { number: number }) => shapeIssue(context, find(args)),
    pullRequest: (args: { number: number }) => {
      const { pull } = find(args);
      if (!pull) throw missing(`Could not resolve to a PullRequest with the number of ${args.number}.`);
      return shapePull(context, pull);
    },
    issueOrPullRequest: (args: { number: number }) => {
      const issue = find(args);
      return issue.pull ? shapePull(context, issue.pull) : shapeIssue(context, issue);
    },
  };
}

function shapeIssue(context: Context, issue: Issue): Record<string, unknown> {
  return {
    __typename: 'Issue',
    ...comment(context, issue, issue.repository),
    ...conversation(context, issue),
  };
}

function conversation(context: Context, issue: Issue) {
  return {
    number: issue.number,
    title: issue.title,
    url: issueWebUrl(context.world, issue),
    closed: issue.state === 'closed',
    comments: connection(issue.comments, (one) => shapeComment(context, one)),
  };
}

export function shapePull(context: Context, pull: Pull): Record<string, unknown> {
  const { issue, merged } = pull;
  return {
    __typename: 'PullRequest',
    ...comment(context, issue, issue.repository),
    ...conversation(context, issue),
    databaseId: pull.id,
    merged: merged !== undefined,
    mergedAt: merged?.at ?? null,
    mergedBy: actor(context.world, merged?.by),
    mergeCommit: merged ? commit(merged.sha) : null,
    isDraft: pull.draft,
    isCrossRepository: pull.head.repository !== issue.repository,
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    baseRefName: pull.base.ref,
    baseRefOid: pull.base.sha,
    reviewThreads: connection(pull.threads, (thread) => shapeThread(context, thread)),
    reviews: (args: Window & { states?: string[]; author?: string }) => {
      const isAsked = ({ state, author }: Review) =>
        (!args.states || args.states.includes(state)) && (!args.author || author.login === args.author);
      const seen = pull.reviews.filter(
        (review) => review.state !== 'PENDING' || review.author === context.viewer,
      );
      return connection(seen.filter(isAsked), (review) => shapeReview(context, review))(args);
    },
  };
}

function shapeComment(context: Context, one: IssueComment): Record<string, unknown> {
  const { issue } = one;
  return {
    __typename: 'IssueComment',
    ...comment(context, one, issue.repository),
    url: `${issueWebUrl(context.world, issue)}#issuecomment-${one.id}`,
    issue: () => shapeIssue(context, issue),
    pullRequest: () => (issue.pull ? shapePull(context, issue.pull) : null),
  };
}

function shapeReview(context: Context, review: Review): Record<string, unknown> {
  return {
    __typename: 'PullRequestReview',
    ...comment(context, review, review.pull.issue.repository),
    url: `${issueWebUrl(context.world, review.pull.issue)}#pullrequestreview-${review.id}`,
    state: review.state,
    submittedAt: review.submittedAt ?? null,
    commit: commit(review.commit),
    pullRequest: () => shapePull(context, review.pull),
    comments: connection(review.comments, (one) => shapeReviewComment(context, one)),
  };
}

const commit = (oid: string) => ({ __typename: 'Commit', id: `C_${oid}`, oid });

function shapeReviewComment(context: Context, one: ReviewComment): Record<string, unknown> {
  const { place, review } = one;
  const now = async () => (await currentPlaces(review.pull, [one], context.diffLimits))[0];
  return {
    __typename: 'PullRequestReviewComment',
    ...comment(context, one, review.pull.issue.repository),
    url: `${issueWebUrl(context.world, review.pull.issue)}#discussion_r${one.id}`,
    path: place.path,
    line: async () => (await now())?.line ?? null,
    startLine: async () => (await now())?.startLine ?? null,
    originalLine: place.line ?? null,
    outdated: async () => place.line !== undefined && (await now())?.line === undefined,
    diffHunk: one.diffHunk,
    commit: commit(one.commit),
    replyTo: () => (one.replyTo ? shapeReviewComment(context, one.replyTo) : null),
    pullRequest: () => shapePull(context, review.pull),
    pullRequestReview: () => shapeReview(context, review),
  };
}

export function shapeThread(context: Context, thread: Thread): Record<string, unknown> {
  const first = shapeReviewComment(context, thread.comments[0]!);
  const { place } = thread.comments[0]!;
  return {
    __typename: 'PullRequestReviewThread',
    id: thread.nodeId,
    isResolved: thread.resolvedBy !== undefined,
    resolvedBy: actor(context.world, thread.resolvedBy),
    isOutdated: first.outdated,
    path: place.path,
    line: first.line,
    startLine: first.startLine,
    originalLine: place.line ?? null,
    originalStartLine: place.startLine ?? null,
    diffSide: place.side,
    startDiffSide: place.startSide ?? null,
    subjectType: place.line === undefined ? 'FILE' : 'LINE',
    viewerCanResolve: thread.resolvedBy === undefined,
    viewerCanUnresolve: thread.resolvedBy !== undefined,
    comments: connection(thread.comments, (one) => shapeReviewComment(context, one)),
    pullRequest: () => shapePull(context, thread.pull),
    repository: () => shapeRepository(context, thread.pull.issue.repository),
  };
}

/** Anything with a global id, in its own type; undefined for what no query here can show. */
export function shapeNode(
  context: Context,
  id: string,
): { repository: Repository; node: () => Record<string, unknown> } | undefined {
  const found = context.world.nodes.get(id);
  if (!found || !('kind' in found)) return undefined;
  switch (found.kind) {
    case 'Issue':
      return { repository: found.repository, node: () => shapeIssue(context, found) };
    case 'PullRequest':
      return { repository: found.issue.repository, node: () => shapePull(context, found) };
    case 'IssueComment':
      return { repository: found.issue.repository, node: () => shapeComment(context, found) };
    case 'PullRequestReview':
      return { repository: found.pull.issue.repository, node: () => shapeReview(context, found) };
    case 'PullRequestReviewComment':
      return {
        repository: found.review.pull.issue.repository,
        node: () => shapeReviewComment(context, found),
      };
    case 'PullRequestReviewThread':
      return { repository: found.pull.issue.repository, node: () => shapeThread(context, found) };
  }
}
