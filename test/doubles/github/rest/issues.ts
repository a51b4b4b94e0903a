/** Issues: opened, changed, locked, and what happened to them. */
import { renderEvent, renderIssue } from '../render/conversations.ts';
import {
  checkBody,
  checkMayEdit,
  checkTitle,
  createIssue,
  edit,
  setLabels,
  setState,
} from '../rules/conversations.ts';
import type { Issue } from '../world.ts';
import { issueOf } from './issue.ts';
import { asLabels, labelNames } from './labels.ts';
import { byKey, type Call, created, nothing, ok, page, type Route, route, writer } from './route.ts';

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
        createIssue(call.world, writer(call), call.repository, { title, body, labels: labelNames(labels) }),
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
];

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
  const ordered = found.toSorted(byKey(key));
  return direction === 'asc' ? ordered : ordered.reverse();
}
