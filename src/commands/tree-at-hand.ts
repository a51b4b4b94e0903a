/**
 * The working tree of a person as a tree object: read from bytes, with no git command over it, so no hook, filter or configuration
 * of the repository runs (trust.md T15).
 */
import { join } from 'node:path';
import type { Policy } from '../policy/schema.ts';
import type { Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';

export interface AtHand {
  root: string;
  /** What is checked out. */
  commit: string;
  limits: Pick<Policy['limits'], 'files' | 'fileMegabytes'>;
}

export async function treeAtHand(
  { root, commit, limits }: AtHand,
  workshop: Workshop,
  { git, files }: Pick<Ports, 'git' | 'files'>,
): Promise<{ id: string; notes: string[] }> {
  const { repository } = git;
  const filtered = await filteredPaths(commit, { git });
  const exclude = await files.read(join(repository.gitDir, 'info', 'exclude'));
  const { tree } = await workshop.importTree(root, commit, {
    checkout: { exclude: exclude ? new TextDecoder().decode(exclude) : '' },
    keepIgnored: () => false,
    asInBase: (path) => filtered.has(path),
    maxFiles: limits.files,
    maxBytes: limits.fileMegabytes * 1_048_576,
  });
  return {
    id: tree,
    notes:
      filtered.size === 0
        ? []
        : [`${filtered.size} files pass a filter (LFS) when they are committed: they count as committed`],
  };
}

/** What stands in the tree is not what would be committed, and the program that would turn it into that is not run. */
async function filteredPaths(commit: string, { git }: Pick<Ports, 'git'>): Promise<Set<string>> {
  const paths = (await git.repository.entries(commit)).map(({ path }) => path);
  const names = ['filter', 'working-tree-encoding'];
  const attributes = await git.repository.attributes(commit, { names, paths });
  const acts = (value: string | undefined) => value !== undefined && value !== 'unset';
  return new Set(
    [...attributes].flatMap(([path, values]) => (names.some((name) => acts(values[name])) ? [path] : [])),
  );
}
