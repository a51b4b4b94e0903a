/** Pull requests, reviews and review comments as GitHub's API shows them. */
import { association } from '../permissions.ts';
import type { Pull, Repository, Review, ReviewComment, World } from '../world.ts';
import { renderAccount } from './accounts.ts';
import { issueUrl, issueWebUrl, pullUrl, renderLabel, renderRollup } from './conversations.ts';
import { renderRepository, repositoryUrl } from './repositories.ts';

/** `pull-request-simple`, as in lists. */
export function renderPull(world: World, pull: Pull) {
  const { issue } = pull;
  const { repository } = issue;
  const url = pullUrl(world, issue);
  const web = issueWebUrl(world, issue);
  const links = {
    self: url,
    html: web,
    issue: issueUrl(world, issue),
    comments: `${issueUrl(world, issue)}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl(world, repository)}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repositoryUrl(world, repository)}/statuses/${pull.head.sha}`,
  };
  return {
    url,
    id: pull.id,
    node_id: pull.nodeId,
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    issue_url: links.issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: links.statuses,
    number: issue.number,
    state: issue.state,
    locked: issue.locked !== undefined,
    active_lock_reason: issue.locked || null,
    title: issue.title,
    user: renderAccount(world, issue.author),
    body: issue.body === '' ? null : issue.body,
    labels: issue.labels.map((label) => renderLabel(world, repository, label)),
    milestone: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt ?? null,
    merged_at: pull.merged?.at ?? null,
    // Of an open pull request this is the trial merge: a value here does not mean merged.
    merge_commit_sha: pull.merged?.sha ?? pull.testMerge ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: pull.requestedReviewers.map((account) => renderAccount(world, account)),
    requested_teams: [],
    head: renderEnd(world, pull.head.repository, pull.head.ref, pull.head.sha),
    base: renderEnd(world, repository, pull.base.ref, pull.base.sha),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
    author_association: association(world, repository, issue.author),
    auto_merge: null,
    draft: pull.draft,
  };
}

export type PullCounts = {
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
  mergeableState: string;
};

/** `pull-request`, as when asked for one. */
export function renderFullPull(world: World, pull: Pull, counts: PullCounts) {
  return {
    ...renderPull(world, pull),
    merged: pull.merged !== undefined,
    mergeable: pull.merged ? null : (pull.mergeable ?? null),
    rebaseable: pull.merged ? null : (pull.mergeable ?? null),
    mergeable_state: counts.mergeableState,
    merged_by: pull.merged ? renderAccount(world, pull.merged.by) : null,
    comments: pull.issue.comments.length,
    review_comments: pull.threads.reduce((sum, thread) => sum + thread.comments.length, 0),
    maintainer_can_modify: false,
    commits: counts.commits,
    additions: counts.additions,
    deletions: counts.deletions,
    changed_files: counts.changedFiles,
  };
}

/** `pull-request-minimal`, as in check runs and workflow runs. */
export function renderPullReference(world: World, pull: Pull) {
  const end = (repository: Repository, ref: string, sha: string) => ({
    ref,
    sha,
    repo: { id: repository.id, url: repositoryUrl(world, repository), name: repository.name },
  });
  const { repository, number } = pull.issue;
  const head = end(pull.head.repository, pull.head.ref, pull.head.sha);
  return {
    id: pull.id,
    number,
    url: pullUrl(world, pull.issue),
    head,
    base: end(repository, pull.base.ref, pull.base.sha),
  };
}

function renderEnd(world: World, repository: Repository, ref: string, sha: string) {
  const label = `${repository.owner.login}:${ref}`;
  return {
    label,
    ref,
    sha,
    user: renderAccount(world, repository.owner),
    repo: renderRepository(world, repository),
  };
}

export function renderReview(world: World, review: Review) {
  const { issue } = review.pull;
  const html = `${issueWebUrl(world, issue)}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: renderAccount(world, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl(world, issue),
    author_association: association(world, issue.repository, review.author),
    _links: { html: { href: html }, pull_request: { href: pullUrl(world, issue) } },
    ...(review.submittedAt ? { submitted_at: review.submittedAt } : {}),
    commit_id: review.commit,
  };
}

/** Where a comment stands now; undefined values when the lines it was on have changed ("outdated"). */
export type CurrentPlace = { line?: number; startLine?: number; position?: number; commit: string };

export function renderReviewComment(world: World, comment: ReviewComment, now: CurrentPlace) {
  const { issue } = comment.review.pull;
  const url = `${repositoryUrl(world, issue.repository)}/pulls/comments/${comment.id}`;
  const html = `${issueWebUrl(world, issue)}#discussion_r${comment.id}`;
  const { place } = comment;
  const links = { self: url, html, pull_request: pullUrl(world, issue) };
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: html,
    pull_request_url: pullUrl(world, issue),
    pull_request_review_id: comment.review.id,
    diff_hunk: comment.diffHunk,
    path: place.path,
    position: now.position ?? null,
    original_position: comment.position ?? 1,
    commit_id: now.commit,
    original_commit_id: comment.commit,
    line: now.line ?? null,
    ...(place.line === undefined ? {} : { original_line: place.line }),
    start_line: now.startLine ?? null,
    original_start_line: place.startLine ?? null,
    side: place.side,
    start_side: place.startSide ?? null,
    subject_type: place.line === undefined ? 'file' : 'line',
    user: renderAccount(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(world, issue.repository, comment.author),
    reactions: renderRollup(`${url}/reactions`, comment.reactions),
    ...(comment.replyTo ? { in_reply_to_id: comment.replyTo.id } : {}),
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  };
}
