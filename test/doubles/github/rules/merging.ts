/** Merging, by each of GitHub's three methods, as real commits in the real repository (github.md G22). */
import { atLeast, roleOf } from '../permissions.ts';
import { Refusal } from '../refusals.ts';
import { readCommits } from '../render/commits.ts';
import type { Account, Actor, Pull, World } from '../world.ts';
import { addEvent } from './conversations.ts';
import { missingChecks, protectionsOf, unmet } from './protection.ts';
import { GITHUB } from './pulls.ts';
import { moveBranch } from './sync.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';
export type MergeInput = { method?: MergeMethod; sha?: string; title?: string; message?: string };

const notMergeable = (message: string) => new Refusal(405, message);

/** @returns the commit at the tip of the base afterwards. @throws 405 and 409 as GitHub does. */
export async function mergePull(
  world: World,
  actor: Actor,
  pull: Pull,
  input: MergeInput = {},
): Promise<string> {
  const { issue } = pull;
  const { repository } = issue;
  if (pull.merged || issue.state === 'closed') throw notMergeable('Pull Request is not mergeable');
  if (pull.draft) throw notMergeable('Pull Request is still a draft');
  if (input.sha !== undefined && input.sha !== pull.head.sha) {
    throw new Refusal(409, 'Head branch was modified. Review and try the merge again.');
  }
  const isAdmin = actor.permissions === undefined && atLeast(roleOf(repository, actor.account), 'admin');
  const mayOverride =
    isAdmin && !protectionsOf(repository, pull.base.ref).some(({ enforceAdmins }) => enforceAdmins);
  const missing = unmet(pull);
  if (missing.length > 0 && !mayOverride) throw notMergeable(missing.join(' '));

  const base = (await repository.git.resolve(`refs/heads/${pull.base.ref}`)) ?? pull.base.sha;
  const sha = await write(world, actor, pull, base, input);
  if (!sha) throw notMergeable('Pull Request is not mergeable');
  await land(world, actor.account, pull, { from: base, to: sha });
  const isOwn = pull.head.repository === repository;
  if (repository.settings.deleteBranchOnMerge && isOwn) {
    await moveBranch(world, repository, `refs/heads/${pull.head.ref}`, undefined, actor.account);
  }
  return sha;
}

/** Moves the base, and the pull request is merged; if the base is elsewhere by now, neither. */
async function land(
  world: World,
  by: Account,
  pull: Pull,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const { issue } = pull;
  const { repository } = issue;
  const at = world.clock.stamp();
  const opened = { ...pull.base };
  pull.base.sha = from;
  pull.merged = { at, by, sha: to };
  issue.state = 'closed';
  try {
    const ref = `refs/heads/${pull.base.ref}`;
    await moveBranch(world, repository, ref, to, by, { type: 'pr_merge', from });
  } catch {
    pull.base = opened;
    delete pull.merged;
    issue.state = 'open';
    throw notMergeable('Base branch was modified. Review and try the merge again.');
  }
  Object.assign(issue, { closedAt: at, closedBy: by, updatedAt: at });
  addEvent(world, by, issue, 'merged');
}

/** What a merge queue builds for one entry, on a branch of its own: `gh-readonly-queue/<base>/pr-<n>-<what it is built on>`. */
export interface MergeGroup {
  pull: Pull;
  ref: string;
  sha: string;
  /** The base's commit, or that of the entry before it: the event's `base_sha`, and the end of the branch's name. */
  onto: string;
}

/** @throws when it conflicts with what is before it: GitHub takes such out of the queue */
export async function buildGroup(
  world: World,
  actor: Actor,
  pull: Pull,
  { method, onto }: { method: MergeMethod; onto: string },
): Promise<MergeGroup> {
  const { issue, base } = pull;
  const sha = await write(world, actor, pull, onto, { method });
  if (!sha) throw new Error('The merge queue cannot take a pull request with conflicts');
  const ref = `refs/heads/gh-readonly-queue/${base.ref}/pr-${issue.number}-${onto}`;
  await moveBranch(world, issue.repository, ref, sha, actor.account);
  return { pull, ref, sha, onto };
}

/** The queue merges by moving the base to what it built, once the required checks of that very commit are there. @throws 405 */
export async function landGroup(world: World, actor: Actor, group: MergeGroup): Promise<void> {
  const { pull, ref, sha, onto } = group;
  const { repository } = pull.issue;
  const missing = missingChecks(repository, pull.base.ref, sha);
  if (missing.length > 0) throw notMergeable(missing.join(' '));
  await land(world, actor.account, pull, { from: onto, to: sha });
  await moveBranch(world, repository, ref, undefined, actor.account);
}

async function write(
  world: World,
  actor: Actor,
  pull: Pull,
  base: string,
  input: MergeInput,
): Promise<string | undefined> {
  const { git } = pull.issue.repository;
  const { method = 'merge' } = input;
  if (method === 'rebase') return await rebase(world, actor, pull, base);
  const tree = await git.mergedTree(base, pull.head.sha);
  if (!tree) return undefined;
  const person = method === 'squash' ? pull.issue.author : actor.account;
  const parents = method === 'squash' ? [base] : [base, pull.head.sha];
  return await git.commitTree(
    tree,
    parents,
    await messageOf(pull, method, base, input),
    person,
    world.clock.now(),
    GITHUB,
  );
}

async function messageOf(pull: Pull, method: MergeMethod, base: string, input: MergeInput): Promise<string> {
  const { issue, head } = pull;
  if (method === 'merge') {
    const title =
      input.title ?? `Merge pull request #${issue.number} from ${head.repository.owner.login}/${head.ref}`;
    return `${title}\n\n${input.message ?? issue.title}`;
  }
  const commits = await readCommits(issue.repository, ['--reverse', `${base}..${head.sha}`]);
  const list = commits.map(({ message }) => `* ${message}`).join('\n\n');
  return `${input.title ?? `${issue.title} (#${issue.number})`}\n\n${input.message ?? list}`;
}

/** Each commit anew on the base; merge-tree's two made-up commits stand in for `--merge-base`, which git 2.39 lacks. */
async function rebase(world: World, actor: Actor, pull: Pull, base: string): Promise<string | undefined> {
  const { git } = pull.issue.repository;
  const commits = await readCommits(pull.issue.repository, [
    '--reverse',
    '--no-merges',
    `${base}..${pull.head.sha}`,
  ]);
  let onto = base;
  for (const commit of commits) {
    const bare = async (revision: string, parents: string[]) =>
      await git.commitTree(
        (await git.resolve(`${revision}^{tree}`))!,
        parents,
        'pick',
        GITHUB,
        world.clock.now(),
      );
    const before = await bare(commit.parents[0]!, []);
    const tree = await git.mergedTree(await bare(onto, [before]), await bare(commit.sha, [before]));
    if (!tree) return undefined;
    const at = new Date(commit.author.date);
    onto = await git.commitTree(tree, [onto], commit.message, commit.author, at, actor.account);
  }
  return onto;
}
