/** Sub-issues and dependencies between issues. */
import { notFound } from '../refusals.ts';
import { renderIssue } from '../render/conversations.ts';
import { addBlocker, addSubIssue, issueById, placeSubIssue, removeSubIssue } from '../rules/relations.ts';
import type { Issue } from '../world.ts';
import { issueOf } from './issue.ts';
import { type Call, created, ok, page, type Route, route } from './route.ts';

const READ = 'issues=read|pull_requests=read';

const render = (call: Call) => (issue: Issue) => renderIssue(call.world, issue);

export const relations: Route[] = [
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
