/**
 * Brings a phase's change onto the branch's head, without a work tree and without asking history for a merge base: the
 * base's tree becomes a root, head and phase become its two children (mechanics.md).
 */
import type { Change } from '../../ports/git.ts';
import { id, splitZ, treeChanges } from './objects.ts';
import { commitTree } from './record.ts';
import type { RunGit } from './spawn.ts';

export type Joined = { tree: string } | { conflicts: readonly string[] };

/** What a join without conflicts must still hold; each names the paths that speak against it. */
export interface JoinGuard {
  name: string;
  /** `meant`: base to phase; `made`: head to joined. */
  against(meant: readonly Change[], made: readonly Change[]): readonly string[];
}

export const joinGuards: readonly JoinGuard[] = [
  {
    // Git guesses renames: where the branch moved a file, the phase's change would follow it out of the phase's `paths`.
    name: 'stays-in-place',
    against(meant, made) {
      const paths = new Set(meant.map(({ path }) => path));
      return made.map(({ path }) => path).filter((path) => !paths.has(path));
    },
  },
];

export interface JoinTrees {
  head: string;
  base: string;
  phase: string;
}

export async function joinOnto(
  run: RunGit,
  gitDir: string,
  trees: JoinTrees,
  guards: readonly JoinGuard[] = joinGuards,
): Promise<Joined> {
  const merged = await mergeTrees(run, gitDir, trees, []);
  if ('conflicts' in merged) return merged;
  const [meant, made] = await Promise.all([
    treeChanges(run, gitDir, trees.base, trees.phase),
    treeChanges(run, gitDir, trees.head, merged.tree),
  ]);
  const conflicts = guards.flatMap(({ against }) => against(meant, made));
  return conflicts.length > 0 ? { conflicts } : merged;
}

const AS_GIT = ['-c', 'merge.renames=true', '-c', 'merge.directoryRenames=conflict'] as const;

/** As `git merge` and `git revert` do it by default: to recompute what a person did with them (trust.md T4). */
export function mergeAsGit(run: RunGit, gitDir: string, trees: JoinTrees): Promise<Joined> {
  return mergeTrees(run, gitDir, trees, AS_GIT);
}

/** The same of two commits whose own history tells the base, or several (git then merges these first). */
export function mergeHistories(run: RunGit, gitDir: string, ours: string, theirs: string): Promise<Joined> {
  return mergeCommits(run, gitDir, [ours, theirs], AS_GIT);
}

async function mergeTrees(
  run: RunGit,
  gitDir: string,
  trees: JoinTrees,
  config: readonly string[],
): Promise<Joined> {
  const at = new Date(0);
  const commit = (tree: string, parents: readonly string[]) =>
    commitTree(run, gitDir, { tree, parents, message: 'join\n', at });
  const root = await commit(trees.base, []);
  const ours = await commit(trees.head, [root]);
  const theirs = await commit(trees.phase, [root]);
  return await mergeCommits(run, gitDir, [ours, theirs], config);
}

async function mergeCommits(
  run: RunGit,
  gitDir: string,
  commits: readonly [string, string],
  config: readonly string[],
): Promise<Joined> {
  const { stdout, exit } = await run({
    gitDir,
    args: [...config, 'merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ...commits.map(id)],
    accept: [0, 1],
  });
  const [said = '', ...conflicts] = splitZ(stdout).map((part) => part.toString('utf8'));
  // Exit 1 without a tree is an error and no conflict; `id` throws on it.
  const tree = id(said.trim());
  return exit === 0 ? { tree } : { conflicts: [...new Set(conflicts.filter(Boolean))] };
}
