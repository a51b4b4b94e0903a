/** Issues and what is said on them: GitHub's rules for bodies, edits, locks, labels and reactions. */
import { atLeast, roleOf } from '../permissions.ts';
import { forbidden, invalid, notFound, Refusal } from '../refusals.ts';
import {
  type Account,
  type Actor,
  type Authored,
  authored,
  type Issue,
  type IssueComment,
  type Label,
  type Repository,
  type World,
} from '../world.ts';

/** Characters that a body may have: issues, comments, reviews and pull requests alike (github.md G18). */
export const MAX_BODY = 65_536;
const MAX_TITLE = 256;

export function checkBody(resource: string, body: string | null | undefined, isRequired = true): string {
  const text = body ?? '';
  if (isRequired && text.trim() === '') throw invalid({ resource, code: 'missing_field', field: 'body' });
  if (text.length > MAX_BODY && [...text].length > MAX_BODY) {
    // Comments are refused in other words than issues and pull requests (seen in public logs).
    const message = `ody is too long (maximum is ${MAX_BODY} characters)`;
    const isComment = resource === 'IssueComment';
    throw invalid(
      isComment
        ? { resource, code: 'unprocessable', field: 'data', message: `B${message}` }
        : { resource, code: 'custom', field: 'body', message: `b${message}` },
    );
  }
  return text;
}

export function checkTitle(resource: string, title: unknown): string {
  const text = String(title ?? '');
  if (text.trim() === '') throw invalid({ resource, code: 'missing_field', field: 'title' });
  if (text.length > MAX_TITLE) {
    const message = `title is too long (maximum is ${MAX_TITLE} characters)`;
    throw invalid({ resource, code: 'custom', field: 'title', message });
  }
  return text;
}

export type IssueInput = { title: string; body?: string | null; labels?: string[] };

export function createIssue(world: World, actor: Actor, repository: Repository, input: IssueInput): Issue {
  const title = checkTitle('Issue', input.title);
  const body = checkBody('Issue', input.body, false);
  const mayLabel = atLeast(roleOf(repository, actor.account), 'triage') || actor.permissions !== undefined;
  const issue: Issue = {
    kind: 'Issue',
    ...authored(world, actor, 'I', body),
    repository,
    number: nextNumber(repository),
    title,
    state: 'open',
    labels: mayLabel ? (input.labels ?? []).map((name) => findOrMakeLabel(world, repository, name)) : [],
    comments: [],
    events: [],
    subIssues: [],
    blockedBy: [],
  };
  repository.issues.set(issue.number, issue);
  world.nodes.set(issue.nodeId, issue);
  return issue;
}

export function nextNumber(repository: Repository): number {
  return Math.max(0, ...repository.issues.keys(), ...repository.moved.keys(), ...repository.deleted) + 1;
}

/** @throws 404, or 410 for what was deleted. */
export function findIssue(repository: Repository, number: unknown): Issue {
  if (repository.deleted.has(Number(number))) throw new Refusal(410, 'This issue was deleted');
  const issue = repository.issues.get(Number(number));
  if (!issue) throw notFound();
  return issue;
}

export function checkUnlocked(issue: Issue, actor: Actor): void {
  if (issue.locked === undefined) return;
  const mayWrite =
    actor.permissions !== undefined || atLeast(roleOf(issue.repository, actor.account), 'write');
  if (!mayWrite) throw forbidden('Unable to create comment because issue is locked.');
}

export function addComment(world: World, actor: Actor, issue: Issue, body: string): IssueComment {
  checkUnlocked(issue, actor);
  const text = checkBody('IssueComment', body);
  const comment: IssueComment = { kind: 'IssueComment', ...authored(world, actor, 'IC', text), issue };
  issue.comments.push(comment);
  issue.updatedAt = comment.createdAt;
  world.nodes.set(comment.nodeId, comment);
  return comment;
}

/** Others' words may be edited by who has write: the author stays, the editor is told by GraphQL only (github.md G5). */
export function edit(world: World, by: Account, thing: Authored, body: string): void {
  if (body === thing.body) return;
  const at = world.clock.stamp();
  if (thing.edits.length === 0)
    thing.edits.push({ id: `UCE_${thing.id}_0`, by: thing.author, at: thing.createdAt, body: thing.body });
  thing.edits.push({ id: `UCE_${thing.id}_${thing.edits.length}`, by, at, body });
  thing.body = body;
  thing.updatedAt = at;
}

/** An author edits their own; everybody else needs write. Apps edit what they wrote, or with write permission. */
export function checkMayEdit(repository: Repository, actor: Actor, thing: Authored): void {
  if (actor.account === thing.author || actor.permissions) return;
  if (!atLeast(roleOf(repository, actor.account), 'write'))
    throw forbidden('Must have admin rights to Repository.');
}

export function removeComment(world: World, comment: IssueComment): void {
  comment.issue.comments = comment.issue.comments.filter((one) => one !== comment);
  world.nodes.delete(comment.nodeId);
}

export function setState(
  world: World,
  actor: Actor,
  issue: Issue,
  state: 'open' | 'closed',
  reason?: string | null,
): void {
  if (issue.pull?.merged && state === 'open') {
    throw invalid({
      resource: 'PullRequest',
      code: 'custom',
      field: 'state',
      message: 'state cannot be changed. The pull request cannot be reopened.',
    });
  }
  if (issue.state === state) return;
  const at = world.clock.stamp();
  issue.state = state;
  issue.updatedAt = at;
  if (state === 'closed') Object.assign(issue, { closedAt: at, closedBy: actor.account });
  else for (const key of ['closedAt', 'closedBy'] as const) delete issue[key];
  if (!issue.pull) issue.stateReason = state === 'open' ? 'reopened' : (reason ?? 'completed');
  addEvent(world, actor.account, issue, state === 'open' ? 'reopened' : 'closed');
}

export function addEvent(
  world: World,
  by: Account,
  issue: Issue,
  event: string,
  detail: Record<string, unknown> = {},
): void {
  issue.events.push({ id: world.nextId(), event, by, at: world.clock.stamp(), detail });
}

export function findOrMakeLabel(world: World, repository: Repository, name: string): Label {
  const found = findLabel(repository, name);
  if (found) return found;
  const label: Label = { id: world.nextId(), name, color: 'ededed', description: '' };
  repository.labels.push(label);
  return label;
}

export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

export function setLabels(world: World, by: Account, issue: Issue, labels: Label[]): void {
  const tell = (event: string, { name, color }: Label) =>
    addEvent(world, by, issue, event, { label: { name, color } });
  for (const label of labels) if (!issue.labels.includes(label)) tell('labeled', label);
  for (const label of issue.labels) if (!labels.includes(label)) tell('unlabeled', label);
  issue.labels = [...new Set(labels)];
  issue.updatedAt = world.clock.stamp();
}

/** The same reaction twice is one: the second is answered with 200 instead of 201. */
export function react(world: World, by: Account, thing: Authored, content: string) {
  const found = thing.reactions.find((reaction) => reaction.by === by && reaction.content === content);
  if (found) return { reaction: found, isNew: false };
  const reaction = { id: world.nextId(), by, content, at: world.clock.stamp() };
  thing.reactions.push(reaction);
  return { reaction, isNew: true };
}
