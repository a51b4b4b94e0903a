/** Issues with their labels, locks, events, sub-issues and dependencies. */

import { atLeast, roleOf } from '../permissions.ts';
import { forbidden, invalid, notFound, Refusal } from '../refusals.ts';
import { renderEvent, renderIssue, renderLabel } from '../render/conversations.ts';
import {
  checkBody,
  checkMayEdit,
  checkTitle,
  createIssue,
  edit,
  findIssue,
  findLabel,
  findOrMakeLabel,
  setLabels,
  setState,
} from '../rules/conversations.ts';
import { addBlocker, addSubIssue, issueById, placeSubIssue, removeSubIssue } from '../rules/relations.ts';
import type { Issue, Label } from '../world.ts';
import { type Call, created, nothing, ok, page, type Route, route, writer } from './route.ts';

/** Issues and pull requests share these operations, so either permission opens them. */
const READ = 'issues=read|pull_requests=read';
const WRITE = 'issues=write|pull_requests=write';

const render = (call: Call) => (issue: Issue) => renderIssue(call.world, issue);

export const issues: Route[] = [
  route('GET /issues', READ, 'read', (call) => page(call, listed(call), render(call))),
  route('POST /issues', 'issues=write', 'read', (call) => {
    const { title, body, labels } = call.body;
    return created(
      renderIssue(
        call.world,
        createIssue(call.world, writer(call), call.repository, { title, body, labels: names(labels) }),
      ),
    );
  }),
  route('GET /issues/{issue_number}', READ, 'read', (call) => ok(renderIssue(call.world, issueOf(call)))),
  route('PATCH /issues/{issue_number}', WRITE, 'read', (call) => {
    const actor = writer(call);
    const issue = issueOf(call);
    const { title, body, state, state_reason: reason, labels } = call.body;
    checkMayEdit(call.repository, actor, issue);
    if (title !== undefined) issue.title = checkTitle('Issue', title);
    if (body !== undefined) edit(call.world, actor.account, issue, checkBody('Issue', body, false));
    if (labels !== undefined) setLabels(call.world, actor.account, issue, asLabels(call, labels));
    if (state !== undefined) setState(call.world, actor, issue, state, reason);
    return ok(renderIssue(call.world, issue));
  }),
  route('PUT /issues/{issue_number}/lock', WRITE, 'write', (call) => {
    issueOf(call).locked = call.body?.lock_reason ?? '';
    return nothing;
  }),
  route('DELETE /issues/{issue_number}/lock', WRITE, 'write', (call) => {
    delete issueOf(call).locked;
    return nothing;
  }),
  route('GET /issues/{issue_number}/events', READ, 'read', (call) => {
    const issue = issueOf(call);
    return page(call, issue.events, (event) => renderEvent(call.world, issue, event));
  }),

  route('GET /labels', READ, 'read', (call) => page(call, call.repository.labels, label(call))),
  route('POST /labels', WRITE, 'write', (call) => {
    const { name, color, description } = call.body;
    if (findLabel(call.repository, name))
      throw invalid({ resource: 'Label', code: 'already_exists', field: 'name' });
    const made = findOrMakeLabel(call.world, call.repository, name);
    Object.assign(made, { ...(color ? { color } : {}), ...(description ? { description } : {}) });
    return created(label(call)(made));
  }),
  route('GET /labels/{name}', READ, 'read', (call) => {
    const found = findLabel(call.repository, call.params.name);
    if (!found) throw notFound();
    return ok(label(call)(found));
  }),
  route('GET /issues/{issue_number}/labels', READ, 'read', (call) =>
    page(call, issueOf(call).labels, label(call)),
  ),
  route('POST /issues/{issue_number}/labels', WRITE, 'triage', (call) => {
    const issue = issueOf(call);
    setLabels(call.world, writer(call).account, issue, [
      ...issue.labels,
      ...asLabels(call, labelsIn(call.body)),
    ]);
    return ok(issue.labels.map(label(call)));
  }),
  route('PUT /issues/{issue_number}/labels', WRITE, 'triage', (call) => {
    const issue = issueOf(call);
    setLabels(call.world, writer(call).account, issue, asLabels(call, labelsIn(call.body)));
    return ok(issue.labels.map(label(call)));
  }),
  route('DELETE /issues/{issue_number}/labels/{name}', WRITE, 'triage', (call) => {
    const issue = issueOf(call);
    const found = findLabel(call.repository, call.params.name);
    if (!found || !issue.labels.includes(found)) throw new Refusal(404, 'Label does not exist');
    setLabels(
      call.world,
      writer(call).account,
      issue,
      issue.labels.filter((one) => one !== found),
    );
    return ok(issue.labels.map(label(call)));
  }),

  route('GET /issues/{issue_number}/parent', READ, 'read', (call) => {
    const { parent } = issueOf(call);
    if (!parent) throw notFound();
    return ok(renderIssue(call.world, parent));
  }),
  route('GET /issues/{issue_number}/sub_issues', READ, 'read', (call) =>
    page(call, issueOf(call).subIssues, render(call)),
  ),
  route('POST /issues/{issue_number}/sub_issues', 'issues=write', 'triage', (call) => {
    const issue = issueOf(call);
    addSubIssue(issue, issueById(call.world, call.body.sub_issue_id), call.body.replace_parent ?? false);
    return created(renderIssue(call.world, issue));
  }),
  route('DELETE /issues/{issue_number}/sub_issue', 'issues=write', 'triage', (call) => {
    const issue = issueOf(call);
    removeSubIssue(issue, issueById(call.world, call.body.sub_issue_id));
    return ok(renderIssue(call.world, issue));
  }),
  route('PATCH /issues/{issue_number}/sub_issues/priority', 'issues=write', 'triage', (call) => {
    const issue = issueOf(call);
    const { sub_issue_id: moved, after_id: after, before_id: before } = call.body;
    const byId = (id: unknown) => issueById(call.world, id);
    placeSubIssue(issue, byId(moved), {
      ...(after ? { after: byId(after) } : {}),
      ...(before ? { before: byId(before) } : {}),
    });
    return ok(renderIssue(call.world, issue));
  }),
  route('GET /issues/{issue_number}/dependencies/blocked_by', READ, 'read', (call) =>
    page(call, issueOf(call).blockedBy, render(call)),
  ),
  route('POST /issues/{issue_number}/dependencies/blocked_by', 'issues=write', 'triage', (call) => {
    const issue = issueOf(call);
    const blocker = issueById(call.world, call.body.issue_id);
    addBlocker(issue, blocker);
    return created(renderIssue(call.world, blocker));
  }),
  route(
    'DELETE /issues/{issue_number}/dependencies/blocked_by/{issue_id}',
    'issues=write',
    'triage',
    (call) => {
      const issue = issueOf(call);
      const blocker = issueById(call.world, call.params.issue_id);
      if (!issue.blockedBy.includes(blocker)) throw notFound();
      issue.blockedBy = issue.blockedBy.filter((one) => one !== blocker);
      return ok(renderIssue(call.world, blocker));
    },
  ),
  route('GET /issues/{issue_number}/dependencies/blocking', READ, 'read', (call) => {
    const issue = issueOf(call);
    const blocking = [...call.repository.issues.values()].filter(({ blockedBy }) =>
      blockedBy.includes(issue),
    );
    return page(call, blocking, render(call));
  }),
];

/** A transferred issue answers 301 with its new place (github.md G19). */
export function issueOf(call: Call): Issue {
  const moved = call.repository.moved.get(Number(call.params.issue_number));
  if (moved)
    throw new Refusal(301, 'Moved Permanently', {
      headers: { location: renderIssue(call.world, moved).url },
    });
  return findIssue(call.repository, call.params.issue_number);
}

function listed(call: Call): Issue[] {
  const { state, labels, since, creator, sort, direction } = call.query;
  const wanted = labels ? String(labels).toLowerCase().split(',') : [];
  const found = [...call.repository.issues.values()].filter(
    (issue) =>
      (state === 'all' || issue.state === (state ?? 'open')) &&
      wanted.every((name) => issue.labels.some((one) => one.name.toLowerCase() === name)) &&
      (!since || issue.updatedAt >= since) &&
      (!creator || issue.author.login === creator),
  );
  const key = (issue: Issue) =>
    sort === 'updated' ? issue.updatedAt : sort === 'comments' ? issue.comments.length : issue.number;
  const ordered = found.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return direction === 'asc' ? ordered : ordered.reverse();
}

const label = (call: Call) => (one: Label) => renderLabel(call.world, call.repository, one);
const names = (labels: (string | { name?: string })[] = []): string[] =>
  labels.map((one) => {
    const name = typeof one === 'string' ? one : one.name;
    if (!name?.trim()) throw invalid({ resource: 'Label', code: 'missing_field', field: 'name' });
    return name;
  });
const labelsIn = (body: { labels?: (string | { name: string })[] } | (string | { name: string })[]) =>
  Array.isArray(body) ? body : (body?.labels ?? []);

function asLabels(call: Call, labels: (string | { name: string })[]): Label[] {
  const actor = writer(call);
  const mayTriage =
    actor.permissions !== undefined || atLeast(roleOf(call.repository, actor.account), 'triage');
  if (!mayTriage) throw forbidden('Must have admin rights to Repository.');
  return names(labels).map((name) => findOrMakeLabel(call.world, call.repository, name));
}
