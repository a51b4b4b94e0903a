/** Comments on issues and pull requests, and reactions to everything. */

import { atLeast, roleOf } from '../permissions.ts';
import { forbidden, notFound } from '../refusals.ts';
import { renderComment, renderReaction } from '../render/conversations.ts';
import { addComment, checkBody, checkMayEdit, edit, react, removeComment } from '../rules/conversations.ts';
import type { Authored, IssueComment, ReviewComment } from '../world.ts';
import { issueOf } from './issue.ts';
import { type Answer, type Call, created, nothing, ok, page, type Route, route, writer } from './route.ts';

const READ = 'issues=read|pull_requests=read';
const WRITE = 'issues=write|pull_requests=write';

export const comments: Route[] = [
  route('GET /issues/{issue_number}/comments', READ, 'read', (call) =>
    page(call, since(call, issueOf(call).comments), (comment) => renderComment(call.world, comment)),
  ),
  route('POST /issues/{issue_number}/comments', WRITE, 'read', (call) => {
    const comment = addComment(call.world, writer(call), issueOf(call), call.body.body);
    return created(renderComment(call.world, comment));
  }),
  route('GET /issues/comments', READ, 'read', (call) => {
    const all = since(
      call,
      [...call.repository.issues.values()].flatMap((issue) => issue.comments),
    );
    const key = call.query.sort === 'updated' ? 'updatedAt' : 'createdAt';
    const ordered = all.toSorted((a, b) => (a[key] === b[key] ? a.id - b.id : a[key] < b[key] ? -1 : 1));
    return page(call, call.query.direction === 'desc' ? ordered.reverse() : ordered, (comment) =>
      renderComment(call.world, comment),
    );
  }),
  route('GET /issues/comments/{comment_id}', READ, 'read', (call) =>
    ok(renderComment(call.world, commentOf(call))),
  ),
  route('PATCH /issues/comments/{comment_id}', WRITE, 'read', (call) => {
    const comment = commentOf(call);
    checkMayEdit(call.repository, writer(call), comment);
    edit(call.world, writer(call).account, comment, checkBody('IssueComment', call.body.body));
    return ok(renderComment(call.world, comment));
  }),
  route('DELETE /issues/comments/{comment_id}', WRITE, 'read', (call) => {
    const comment = commentOf(call);
    checkMayEdit(call.repository, writer(call), comment);
    removeComment(call.world, comment);
    return nothing;
  }),
  ...reactionRoutes('/issues/{issue_number}', issueOf),
  ...reactionRoutes('/issues/comments/{comment_id}', commentOf),
  ...reactionRoutes('/pulls/comments/{comment_id}', (call) => reviewCommentOf(call)).slice(0, 2),
];

function since<T extends { updatedAt: string }>(call: Call, list: T[]): T[] {
  return call.query.since ? list.filter(({ updatedAt }) => updatedAt >= call.query.since) : list;
}

function commentOf(call: Call): IssueComment {
  for (const { comments: list } of call.repository.issues.values()) {
    const found = list.find(({ id }) => id === call.params.comment_id);
    if (found) return found;
  }
  throw notFound();
}

export function reviewCommentOf(call: Call): ReviewComment {
  for (const { pull } of call.repository.issues.values()) {
    const found = pull?.threads
      .flatMap((thread) => thread.comments)
      .find(({ id }) => id === call.params.comment_id);
    if (found) return found;
  }
  throw notFound();
}

function reactionRoutes(path: string, find: (call: Call) => Authored): Route[] {
  const [read, write] = path.startsWith('/pulls')
    ? ['pull_requests=read', 'pull_requests=write']
    : [READ, WRITE];
  return [
    route(`GET ${path}/reactions`, read, 'read', (call) => {
      const wanted = find(call).reactions.filter(
        ({ content }) => !call.query.content || content === call.query.content,
      );
      return page(call, wanted, (reaction) => renderReaction(call.world, reaction));
    }),
    route(`POST ${path}/reactions`, write, 'read', (call): Answer => {
      const { reaction, isNew } = react(call.world, writer(call).account, find(call), call.body.content);
      return { status: isNew ? 201 : 200, body: renderReaction(call.world, reaction) };
    }),
    route(`DELETE ${path}/reactions/{reaction_id}`, write, 'read', (call) => {
      const thing = find(call);
      const reaction = thing.reactions.find(({ id }) => id === call.params.reaction_id);
      if (!reaction) throw notFound();
      const actor = writer(call);
      const isAdmin = atLeast(roleOf(call.repository, actor.account), 'admin');
      if (reaction.by !== actor.account && !isAdmin)
        throw forbidden('You must be the author of the reaction to delete it.');
      thing.reactions = thing.reactions.filter((one) => one !== reaction);
      return nothing;
    }),
  ];
}
