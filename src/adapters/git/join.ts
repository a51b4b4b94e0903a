/**
 * Brings a phase's change onto the branch's head, without a work tree and without asking history for a merge base: the
 * base's tree becomes a root, head and phase become its two children (mechanics.md). Renames are not guessed
 * (hardening.ts), so a change lands at the path that it was made at, or conflicts.
 */
import { id, line, splitZ } from './objects.ts';
import { commitTree } from './record.ts';
import type { RunGit } from './spawn.ts';

export async function joinOnto(
  run: RunGit,
  gitDir: string,
  trees: { head: string; base: string; phase: string },
): Promise<{ tree: string } | { conflicts: readonly string[] }> {
  const at = new Date(0);
  const commit = (tree: string, parents: readonly string[]) =>
    commitTree(run, gitDir, { tree, parents, message: 'join\n', at });
  const root = await commit(trees.base, []);
  const ours = await commit(trees.head, [root]);
  const theirs = await commit(trees.phase, [root]);
  const { stdout, exit } = await run({
    gitDir,
    args: ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', ours, theirs],
    accept: [0, 1],
  });
  const [tree, ...conflicts] = splitZ(stdout).map((part) => part.toString('utf8'));
  // Exit 1 without a tree is an error, not a conflict: `id` throws on it.
  return exit === 0 ? { tree: id(line(Buffer.from(tree ?? ''))) } : refusedAt(tree ?? '', conflicts);
}

function refusedAt(tree: string, conflicts: readonly string[]) {
  id(tree.trim());
  return { conflicts: [...new Set(conflicts.filter(Boolean))] };
}
