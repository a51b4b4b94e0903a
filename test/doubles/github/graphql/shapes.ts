/** The state as GitHub's GraphQL schema shows it: what REST does not tell (github.md G5). */

import type { DiffLimits } from '../git/changes.ts';
import { association } from '../permissions.ts';
import { issueWebUrl } from '../render/conversations.ts';
import { webUrl } from '../render/repositories.ts';
import { currentPlaces } from '../rules/places.ts';
import type {
  Account,
  Authored,
  Issue,
  IssueComment,
  Pull,
  Repository,
  Review,
  ReviewComment,
  Thread,
  World,
} from '../world.ts';

export type Context = { world: World; viewer: Account; diffLimits: DiffLimits };
type Window = { first?: number; last?: number; after?: string; before?: string };

/** In GraphQL a bot's login comes without "[bot]"; whose account is gone is null. */
export function actor(world: World, account: Account | undefined) {
  if (!account || account.deleted) return null;
  const login = account.type === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login;
  const id = `U_${account.id}`;
  return {
    __typename: account.type === 'Bot' ? 'Bot' : 'User',
    id,
    databaseId: account.id,
    login,
    url: `${world.origin}/${login}`,
  };
}

function comment(context: Context, thing: Authored, repository: Repository) {
  const { world, viewer } = context;
  const last = thing.edits.at(-1);
  return {
    id: thing.nodeId,
    databaseId: thing.id,
    fullDatabaseId: String(thing.id),
    author: actor(world, thing.author),
    authorAssociation: association(world, repository, thing.author),
    body: thing.body,
    createdAt: thing.createdAt,
    updatedAt: thing.updatedAt,
    createdViaEmail: false,
    editor: actor(world, last?.by),
    lastEditedAt: last?.at ?? null,
    includesCreatedEdit: thing.edits.length > 0,
    viewerDidAuthor: thing.author === viewer,
    isMinimized: thing.minimized !== undefined,
    minimizedReason: thing.minimized ?? null,
    repository: () => shapeRepository(context, repository),
    userContentEdits: connection(thing.edits.toReversed(), (edit) => ({
      id: edit.id,
      createdAt: edit.at,
      editedAt: edit.at,
      deletedAt: null,
      diff: edit.body,
      editor: actor(world, edit.by),
    })),
  };
}

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

/** What GraphQL reports for something that is not there, or not visible. */
export function missing(message: string): Error {
  return Object.assign(new Error(message), { extensions: { type: 'NOT_FOUND' } });
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

/** A connection; GitHub demands `first` or `last`, at most 100. */
function connection<T>(items: T[], shape: (item: T) => unknown) {
  return ({ first, last, after, before }: Window) => {
    if (first === undefined && last === undefined)
      throw new Error('You must provide a `first` or `last` value to properly paginate the connection.');
    if ((first ?? 0) > 100 || (last ?? 0) > 100)
      throw new Error('Requesting more records than the `first`/`last` limit of 100 records.');
    const from = after ? Number(Buffer.from(after, 'base64').toString()) : 0;
    const to = before ? Number(Buffer.from(before, 'base64').toString()) - 1 : items.length;
    const start = first === undefined ? Math.max(from, to - last!) : from;
    const end = first === undefined ? to : Math.min(to, from + first);
    const cursor = (index: number) => (end > start ? Buffer.from(String(index)).toString('base64') : null);
    return {
      totalCount: items.length,
      nodes: items.slice(start, end).map(shape),
      pageInfo: {
        startCursor: cursor(start + 1),
        endCursor: cursor(end),
        hasNextPage: end < items.length,
        hasPreviousPage: start > 0,
      },
    };
  };
}
