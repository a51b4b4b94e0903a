/** Issues, comments, labels, reactions and events as GitHub's API shows them. */
import { association } from '../permissions.ts';
import type { Issue, IssueComment, IssueEvent, Label, Reaction, Repository, World } from '../world.ts';
import { renderAccount, renderApp } from './accounts.ts';
import { repositoryUrl, webUrl } from './repositories.ts';

const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'eyes', 'rocket'];

export const issueUrl = (world: World, issue: Issue) =>
  `${repositoryUrl(world, issue.repository)}/issues/${issue.number}`;
export const pullUrl = (world: World, issue: Issue) =>
  `${repositoryUrl(world, issue.repository)}/pulls/${issue.number}`;
export const issueWebUrl = (world: World, issue: Issue) =>
  `${webUrl(world, issue.repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;

export function renderIssue(world: World, issue: Issue) {
  const url = issueUrl(world, issue);
  const done = issue.subIssues.filter(({ state }) => state === 'closed').length;
  const total = issue.subIssues.length;
  const open = issue.blockedBy.filter(({ state }) => state === 'open').length;
  return {
    id: issue.id,
    node_id: issue.nodeId,
    url,
    repository_url: repositoryUrl(world, issue.repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: issueWebUrl(world, issue),
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason ?? null,
    title: issue.title,
    body: issue.body === '' ? null : issue.body,
    user: renderAccount(world, issue.author),
    labels: issue.labels.map((label) => renderLabel(world, issue.repository, label)),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: issue.locked !== undefined,
    active_lock_reason: issue.locked || null,
    comments: issue.comments.length,
    closed_at: issue.closedAt ?? null,
    closed_by: issue.closedBy ? renderAccount(world, issue.closedBy) : null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: association(world, issue.repository, issue.author),
    performed_via_github_app: renderApp(world, issue.via),
    reactions: renderRollup(`${url}/reactions`, issue.reactions),
    sub_issues_summary: {
      total,
      completed: done,
      percent_completed: total ? Math.round((100 * done) / total) : 0,
    },
    issue_dependencies_summary: {
      blocked_by: open,
      total_blocked_by: issue.blockedBy.length,
      ...blockingOf(issue),
    },
    ...(issue.parent ? { parent_issue_url: issueUrl(world, issue.parent) } : {}),
    ...(issue.pull ? { draft: issue.pull.draft, pull_request: pullLinks(world, issue) } : {}),
  };
}

function blockingOf(issue: Issue) {
  const blocked = [...issue.repository.issues.values()].filter(({ blockedBy }) => blockedBy.includes(issue));
  return { blocking: blocked.filter(({ state }) => state === 'open').length, total_blocking: blocked.length };
}

function pullLinks(world: World, issue: Issue) {
  const web = issueWebUrl(world, issue);
  const links = {
    url: pullUrl(world, issue),
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
  };
  return { ...links, merged_at: issue.pull?.merged?.at ?? null };
}

export function renderComment(world: World, comment: IssueComment) {
  const url = `${repositoryUrl(world, comment.issue.repository)}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    url,
    html_url: `${issueWebUrl(world, comment.issue)}#issuecomment-${comment.id}`,
    issue_url: issueUrl(world, comment.issue),
    user: renderAccount(world, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(world, comment.issue.repository, comment.author),
    performed_via_github_app: renderApp(world, comment.via),
    reactions: renderRollup(`${url}/reactions`, comment.reactions),
  };
}

export function renderLabel(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: `LA_${label.id}`,
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

export function renderReaction(world: World, reaction: Reaction) {
  const user = renderAccount(world, reaction.by);
  return {
    id: reaction.id,
    node_id: `REA_${reaction.id}`,
    user,
    content: reaction.content,
    created_at: reaction.at,
  };
}

export function renderRollup(url: string, reactions: Reaction[]) {
  const count = (content: string) => reactions.filter((reaction) => reaction.content === content).length;
  return {
    url,
    total_count: reactions.length,
    ...Object.fromEntries(REACTIONS.map((one) => [one, count(one)])),
  };
}

export function renderEvent(world: World, issue: Issue, event: IssueEvent) {
  return {
    id: event.id,
    node_id: `EV_${event.id}`,
    url: `${repositoryUrl(world, issue.repository)}/issues/events/${event.id}`,
    actor: renderAccount(world, event.by),
    event: event.event,
    commit_id: null,
    commit_url: null,
    created_at: event.at,
    performed_via_github_app: null,
    ...event.detail,
  };
}
