/** Sub-issues and "blocked by" (github.md G19). */
import { invalid, notFound } from '../refusals.ts';
import type { Issue, Repository, World } from '../world.ts';

const MAX_SUB_ISSUES = 100;
const MAX_DEPTH = 8;
const MAX_BLOCKERS = 50;

/** An issue by its database id, as these operations take it; a pull request is none. */
export function issueById(world: World, id: unknown, owner?: Repository): Issue {
  for (const repository of world.repositories) {
    if (owner && repository.owner !== owner.owner) continue;
    for (const issue of repository.issues.values()) if (issue.id === Number(id) && !issue.pull) return issue;
  }
  throw notFound();
}

export function addSubIssue(parent: Issue, child: Issue, replaceParent: boolean): void {
  const refuse = (message: string) =>
    invalid({ resource: 'Issue', code: 'custom', field: 'sub_issue', message });
  if (child === parent) throw refuse('Parent cannot be the same as the sub-issue');
  if (child.repository.owner !== parent.repository.owner)
    throw refuse('Sub-issue must have the same owner as the parent');
  if (parent.subIssues.includes(child)) throw refuse('Issue may not contain duplicate sub-issues');
  if (child.parent && !replaceParent) throw refuse('Sub-issue may only have one parent');
  if (parent.subIssues.length >= MAX_SUB_ISSUES)
    throw refuse(`Parent cannot have more than ${MAX_SUB_ISSUES} sub-issues`);
  let depth = 1;
  for (let above: Issue | undefined = parent; above; above = above.parent) {
    if (above === child) throw refuse('Sub-issue cannot be an ancestor of its parent');
    depth += 1;
  }
  if (depth > MAX_DEPTH) throw refuse(`Sub-issues cannot be nested more than ${MAX_DEPTH} deep`);
  if (child.parent) removeSubIssue(child.parent, child);
  parent.subIssues.push(child);
  child.parent = parent;
}

export function removeSubIssue(parent: Issue, child: Issue): void {
  if (!parent.subIssues.includes(child)) throw notFound();
  parent.subIssues = parent.subIssues.filter((issue) => issue !== child);
  delete child.parent;
}

export function placeSubIssue(parent: Issue, child: Issue, place: { after?: Issue; before?: Issue }): void {
  const anchor = place.after ?? place.before;
  if (!anchor || !parent.subIssues.includes(child) || !parent.subIssues.includes(anchor)) throw notFound();
  const others = parent.subIssues.filter((issue) => issue !== child);
  others.splice(others.indexOf(anchor) + (place.after ? 1 : 0), 0, child);
  parent.subIssues = others;
}

export function addBlocker(issue: Issue, blocker: Issue): void {
  const refuse = (message: string) =>
    invalid({ resource: 'Issue', code: 'custom', field: 'issue_id', message });
  if (blocker === issue) throw refuse('An issue cannot block itself');
  if (issue.blockedBy.includes(blocker)) throw refuse('Dependency already exists');
  if (issue.blockedBy.length >= MAX_BLOCKERS)
    throw refuse(`An issue cannot have more than ${MAX_BLOCKERS} dependencies`);
  issue.blockedBy.push(blocker);
}
