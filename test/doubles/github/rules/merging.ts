/** Merging, by each of GitHub's three methods, as real commits in the real repository (github.md G22). */
import { atLeast, roleOf } from '../permissions.ts';
import { Refusal } from '../refusals.ts';
import { readCommits } from '../render/commits.ts';
import type { Actor, Pull, World } from '../world.ts';
import { addEvent } from './conversations.ts';
import { protectionsOf, unmet } from './protection.ts';
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
  const at = world.clock.stamp();
  const opened = { ...pull.base };
  pull.base.sha = base;
  pull.merged = { at, by: actor.account, sha };
  issue.state = 'closed';
  try {
    const type = 'pr_merge';
    await moveBranch(world, repository, `refs/heads/${pull.base.ref}`, sha, actor.account, {
      type,
      from: base,
    });
  } catch {
    pull.base = opened;
    delete pull.merged;
    issue.state = 'open';
    throw notMergeable('Base branch was modified. Review and try the merge again.');
  }
  Object.assign(issue, { closedAt: at, closedBy: actor.account, updatedAt: at });
  addEvent(world, actor.account, issue, 'merged');
  const isOwn = pull.head.repository === repository;
  if (repository.settings.deleteBranchOnMerge && isOwn) {
    await moveBranch(world, repository, `refs/heads/${pull.head.ref}`, undefined, actor.account);
  }
  return sha;
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
