/** Opening and changing pull requests; their commits and files come from the real repository. */
import { changes, type DiffLimits, type FileChange } from '../git/changes.ts';
import { atLeast, canSee, roleOf } from '../permissions.ts';
import { forbidden, invalid, notFound } from '../refusals.ts';
import { type CommitFacts, readCommits } from '../render/commits.ts';
import type { PullCounts } from '../render/pulls.ts';
import { type Actor, findRepository, nodeId, type Pull, type Repository, type World } from '../world.ts';
import { createIssue, findIssue } from './conversations.ts';
import { publishHead } from './heads.ts';
import { unmet } from './protection.ts';

export type PullInput = {
  title?: string;
  head: string;
  base: string;
  body?: string | null;
  draft?: boolean;
  head_repo?: string;
};

const ACTIONS_MAY_NOT = 'GitHub Actions is not permitted to create or approve pull requests.';

export async function openPull(
  world: World,
  actor: Actor,
  repository: Repository,
  input: PullInput,
): Promise<Pull> {
  if (actor.kind === 'workflow' && !repository.settings.actionsMayOpenPulls) throw forbidden(ACTIONS_MAY_NOT);
  const { head, ref } = headOf(world, repository, input);
  const [headSha, baseSha] = await Promise.all([
    head?.git.resolve(`refs/heads/${ref}`),
    repository.git.resolve(`refs/heads/${input.base}`),
  ]);
  if (!baseSha) throw invalid({ resource: 'PullRequest', field: 'base', code: 'invalid' });
  if (!head || !headSha || !canSee(head, actor))
    throw invalid({ resource: 'PullRequest', field: 'head', code: 'invalid' });
  const isPerson = actor.kind === 'person' || actor.kind === 'app-user';
  const mayPush =
    !isPerson ||
    atLeast(roleOf(repository, actor.account), 'write') ||
    atLeast(roleOf(head, actor.account), 'write');
  if (!mayPush) throw notFound();
  if (input.draft && !repository.settings.drafts) {
    throw invalid({
      resource: 'PullRequest',
      code: 'custom',
      message: 'Draft pull requests are not supported in this repository.',
    });
  }
  const label = `${head.owner.login}:${ref}`;
  const twin = pullsOf(repository).find(
    (pull) =>
      pull.issue.state === 'open' &&
      pull.head.repository === head &&
      pull.head.ref === ref &&
      pull.base.ref === input.base,
  );
  if (twin)
    throw invalid({
      resource: 'PullRequest',
      code: 'custom',
      message: `A pull request already exists for ${label}.`,
    });
  if (headSha === baseSha || (await head.git.isAncestor(headSha, baseSha))) {
    throw invalid({
      resource: 'PullRequest',
      code: 'custom',
      message: `No commits between ${input.base} and ${ref}`,
    });
  }
  const issue = createIssue(world, actor, repository, { title: input.title ?? '', body: input.body ?? null });
  world.nodes.delete(issue.nodeId);
  issue.nodeId = nodeId('PR');
  const pull: Pull = {
    kind: 'PullRequest',
    id: world.nextId(),
    nodeId: issue.nodeId,
    issue,
    base: { ref: input.base, sha: baseSha },
    head: { repository: head, ref, sha: headSha },
    draft: input.draft ?? false,
    asked: false,
    reviews: [],
    threads: [],
    requestedReviewers: [],
  };
  issue.pull = pull;
  world.nodes.set(pull.nodeId, pull);
  await publishHead(pull);
  return pull;
}

/** `head` is `branch`, or `owner:branch` of a repository in the same network. */
function headOf(
  world: World,
  repository: Repository,
  input: PullInput,
): { head: Repository | undefined; ref: string } {
  const [owner, ref] = input.head.includes(':')
    ? (input.head.split(/:(.*)/) as [string, string])
    : [undefined, input.head];
  if (input.head_repo)
    return { head: findRepository(world, ...(input.head_repo.split('/') as [string, string])), ref };
  if (!owner || owner.toLowerCase() === repository.owner.login.toLowerCase())
    return { head: repository, ref };
  const fork = world.repositories.find(
    ({ owner: one, parent }) => parent === repository && one.login.toLowerCase() === owner.toLowerCase(),
  );
  return { head: fork, ref };
}

export const pullsOf = (repository: Repository): Pull[] =>
  [...repository.issues.values()].flatMap(({ pull }) => (pull ? [pull] : []));

export function findPull(repository: Repository, number: unknown): Pull {
  const { pull } = findIssue(repository, number);
  if (!pull) throw notFound();
  return pull;
}

/** From where a pull request's changes count: three dots, against the base as it is (or was, once closed). */
export async function comparePoint(pull: Pull): Promise<string | undefined> {
  const { git } = pull.issue.repository;
  const tip = pull.issue.state === 'open' ? await git.resolve(`refs/heads/${pull.base.ref}`) : pull.base.sha;
  return await git.mergeBase(tip ?? pull.base.sha, pull.head.sha);
}

export async function pullFiles(
  pull: Pull,
  limits: DiffLimits,
  commit = pull.head.sha,
): Promise<FileChange[]> {
  return await changes(pull.issue.repository.git, await comparePoint(pull), commit, limits);
}

/** Told on the second question, as GitHub works it out behind the first; also makes `refs/pull/N/merge`. */
export async function mergeability(world: World, pull: Pull): Promise<void> {
  if (pull.mergeable !== undefined || pull.issue.state !== 'open') return;
  if (!pull.asked) {
    pull.asked = true;
    return;
  }
  const { git } = pull.issue.repository;
  const base = (await git.resolve(`refs/heads/${pull.base.ref}`)) ?? pull.base.sha;
  const tree = await git.mergedTree(base, pull.head.sha);
  pull.mergeable = tree !== undefined;
  if (!tree) return;
  const message = `Merge ${pull.head.sha} into ${base}`;
  const merge = await git.commitTree(tree, [base, pull.head.sha], message, GITHUB, world.clock.now());
  pull.testMerge = merge;
  await git.updateRef(`refs/pull/${pull.issue.number}/merge`, merge);
}

export const GITHUB = { name: 'GitHub', email: 'noreply@github.com' };

function mergeableState(pull: Pull): string {
  if (pull.mergeable === undefined) return 'unknown';
  if (!pull.mergeable) return 'dirty';
  if (pull.draft) return 'draft';
  return unmet(pull).length > 0 ? 'blocked' : 'clean';
}

export async function countPull(pull: Pull, limits: DiffLimits): Promise<PullCounts> {
  const files = await pullFiles(pull, { ...limits, files: Number.POSITIVE_INFINITY });
  const sum = (key: 'additions' | 'deletions') => files.reduce((total, file) => total + file[key], 0);
  const commits = (await pullCommits(pull)).length;
  return {
    commits,
    additions: sum('additions'),
    deletions: sum('deletions'),
    changedFiles: files.length,
    mergeableState: mergeableState(pull),
  };
}

export async function pullCommits(pull: Pull): Promise<CommitFacts[]> {
  const from = await comparePoint(pull);
  return await readCommits(pull.issue.repository, [
    '--reverse',
    from ? `${from}..${pull.head.sha}` : pull.head.sha,
  ]);
}
