/** Pull requests, their files and commits, and their merge. */

import { invalid, notFound, Refusal } from '../refusals.ts';
import { renderAccount } from '../render/accounts.ts';
import { renderCommit, renderFile } from '../render/commits.ts';
import { renderFullPull, renderPull } from '../render/pulls.ts';
import { checkBody, checkMayEdit, checkTitle, edit, setState } from '../rules/conversations.ts';
import { forgetMergeability } from '../rules/heads.ts';
import { mergePull } from '../rules/merging.ts';
import {
  comparePoint,
  countPull,
  findPull,
  mergeability,
  openPull,
  pullCommits,
  pullFiles,
  pullsOf,
} from '../rules/pulls.ts';
import { findAccount, type Pull } from '../world.ts';
import {
  type Answer,
  byKey,
  type Call,
  created,
  nothing,
  ok,
  page,
  type Route,
  route,
  writer,
} from './route.ts';

const READ = 'pull_requests=read';
const WRITE = 'pull_requests=write';
/** GitHub lists no more than these commits of a pull request. */
const MAX_COMMITS = 250;

export const pulls: Route[] = [
  route('GET /pulls', READ, 'read', (call) => {
    const { state, head, base, sort, direction } = call.query;
    const found = pullsOf(call.repository).filter(
      (pull) =>
        (state === 'all' || pull.issue.state === (state ?? 'open')) &&
        (!head || `${pull.head.repository.owner.login}:${pull.head.ref}` === head) &&
        (!base || pull.base.ref === base),
    );
    const key = ({ issue }: Pull) => (sort === 'updated' ? issue.updatedAt : issue.number);
    const ordered = found.toSorted(byKey(key));
    const isDown =
      direction === 'desc' || (direction === undefined && (sort === undefined || sort === 'created'));
    return page(call, isDown ? ordered.reverse() : ordered, (pull) => renderPull(call.world, pull));
  }),
  route('POST /pulls', WRITE, 'read', async (call) => {
    if (call.body.issue !== undefined)
      throw invalid({
        resource: 'PullRequest',
        code: 'custom',
        message: 'The double does not turn issues into pull requests',
      });
    return created(await full(call, await openPull(call.world, writer(call), call.repository, call.body)));
  }),
  route('GET /pulls/{pull_number}', READ, 'read', one),
  route('PATCH /pulls/{pull_number}', WRITE, 'read', async (call) => {
    const actor = writer(call);
    const pull = pullOf(call);
    const { title, body, state, base } = call.body;
    checkMayEdit(call.repository, actor, pull.issue);
    if (title !== undefined) pull.issue.title = checkTitle('PullRequest', title);
    if (body !== undefined)
      edit(call.world, actor.account, pull.issue, checkBody('PullRequest', body, false));
    if (base !== undefined) {
      const sha = await call.repository.git.resolve(`refs/heads/${base}`);
      if (!sha) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
      pull.base = { ref: base, sha };
      forgetMergeability(pull);
    }
    if (state === 'open' && !(await pull.head.repository.git.resolve(`refs/heads/${pull.head.ref}`))) {
      throw invalid({
        resource: 'PullRequest',
        code: 'custom',
        field: 'state',
        message: `state cannot be changed. The ${pull.head.ref} branch has been deleted.`,
      });
    }
    if (state !== undefined) setState(call.world, actor, pull.issue, state);
    return ok(await full(call, pull));
  }),
  route('GET /pulls/{pull_number}/commits', READ, 'read', async (call) => {
    const facts = await pullCommits(pullOf(call));
    return page(call, facts.slice(0, MAX_COMMITS), (one) => renderCommit(call.world, call.repository, one));
  }),
  route('GET /pulls/{pull_number}/files', READ, 'read', async (call) => {
    const pull = pullOf(call);
    const files = await pullFiles(pull, call.diffLimits);
    return page(call, files, (file) => renderFile(call.world, call.repository, pull.head.sha, file));
  }),
  route('GET /pulls/{pull_number}/merge', `contents=read|${READ}`, 'read', (call) => {
    if (!pullOf(call).merged) return { status: 404 };
    return nothing;
  }),
  route('PUT /pulls/{pull_number}/merge', 'contents=write', 'write', async (call) => {
    const { merge_method: method, sha, commit_title: title, commit_message: message } = call.body ?? {};
    const input = { method, sha, title, message };
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
    const merged = await mergePull(call.world, writer(call), pullOf(call), given);
    return ok({ sha: merged, merged: true, message: 'Pull Request successfully merged' });
  }),
  route('GET /pulls/{pull_number}/requested_reviewers', READ, 'read', (call) => {
    const users = pullOf(call).requestedReviewers.map((account) => renderAccount(call.world, account));
    return ok({ users, teams: [] });
  }),
  route('POST /pulls/{pull_number}/requested_reviewers', WRITE, 'write', (call) => {
    const pull = pullOf(call);
    for (const login of call.body.reviewers ?? []) {
      const account = findAccount(call.world, login);
      if (!account) throw notFound();
      if (account === pull.issue.author)
        throw new Refusal(422, 'Review cannot be requested from pull request author.');
      pull.requestedReviewers = [...new Set([...pull.requestedReviewers, account])];
    }
    return created(renderPull(call.world, pull));
  }),
];

export const pullOf = (call: Call): Pull => findPull(call.repository, call.params.pull_number);

async function full(call: Call, pull: Pull) {
  return renderFullPull(call.world, pull, await countPull(pull, call.diffLimits));
}

/** As JSON, or as text when a diff or patch is asked for. */
async function one(call: Call): Promise<Answer> {
  const pull = pullOf(call);
  const wanted = /\.(diff|patch)\b/.exec(call.accept)?.[1];
  if (!wanted) {
    await mergeability(call.world, pull);
    return ok(await full(call, pull));
  }
  const range = [(await comparePoint(pull)) ?? pull.base.sha, pull.head.sha];
  const args =
    wanted === 'patch'
      ? ['format-patch', '--stdout', range.join('..')]
      : ['diff', '-M', '--no-ext-diff', ...range];
  const text = `${await pull.issue.repository.git.git(args)}\n`;
  const { diffFiles, diffLines } = call.diffLimits;
  const files = text.match(/^diff --git /gm)?.length ?? 0;
  const isTooLong = text.split('\n').length > diffLines;
  if (files > diffFiles || isTooLong) {
    const what = isTooLong ? `lines (${diffLines})` : `files (${diffFiles})`;
    const message = `Sorry, the diff exceeded the maximum number of ${what}.`;
    throw new Refusal(406, message);
  }
  return {
    status: 200,
    text,
    headers: { 'content-type': `application/vnd.github.${wanted}; charset=utf-8` },
  };
}
