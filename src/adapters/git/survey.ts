/** Reads of many commits at once, a few children for all of them: for whoever looks over a whole repository. */
import type { BlobChange, Repository, StoredFile } from '../../ports/git.ts';
import { readObjects } from './batch.ts';
import { id, lines, type Objects, pathText, splitZ } from './objects.ts';
import { unsafePath } from './paths.ts';
import { entriesOf, type RawEntry } from './raw-tree.ts';
import type { RunGit } from './spawn.ts';

export type Survey = Pick<Repository, 'filesOf' | 'blobChanges' | 'historyOf' | 'unreached'>;

export function surveyor(run: RunGit, gitDir: string, { facts }: Pick<Objects, 'facts'>): Survey {
  const treesOf = async (names: readonly string[]): Promise<RawEntry[][]> =>
    (await readObjects(run, gitDir, names)).map(({ id, bytes }) => entriesOf(bytes, id.length / 2));

  return {
    async filesOf(commits, folders, wanted) {
      const tops = await treesOf(commits.map((commit) => `${id(commit)}^{tree}`));
      const inFolders = commits.flatMap((commit, index) =>
        folders.flatMap((folder): Place[] => {
          const top = tops[index]!;
          if (folder === '') return [{ commit, folder, entries: top }];
          const tree = top.find(({ name, mode }) => name === folder && mode === '40000');
          return tree ? [{ commit, folder, tree: tree.id }] : [];
        }),
      );
      const trees = await once(
        inFolders.flatMap(({ tree }) => tree ?? []),
        treesOf,
      );
      const placed = inFolders.flatMap(({ commit, folder, entries, tree }) =>
        (entries ?? trees.get(tree!)!)
          .filter(({ mode, name }) => mode.startsWith('100') && unsafePath(name) === undefined)
          .map(({ name, id }) => ({ commit, path: folder === '' ? name : `${folder}/${name}`, blob: id })),
      );
      const some = placed.filter(({ path }) => wanted(path));
      const blobs = await once(
        some.map(({ blob }) => blob),
        async (ids) => (await readObjects(run, gitDir, ids)).map(({ bytes }) => bytes),
      );
      return Map.groupBy(
        some.map((one): StoredFile => ({ ...one, bytes: blobs.get(one.blob)! })),
        ({ commit }) => commit,
      );
    },

    async blobChanges(commits) {
      const found = new Map<string, BlobChange[]>();
      if (commits.length === 0) return found;
      const { stdout } = await run({
        gitDir,
        args: ['diff-tree', '--stdin', '--root', '-r', '-z', '--raw', '--no-renames', '--no-abbrev'],
        // Named with a parent, a commit is compared to that one: of a merge to the branch that it was merged into.
        input: commits
          .map(({ id: one, parents }) => `${id(one)}${parents[0] ? ` ${id(parents[0])}` : ''}\n`)
          .join(''),
        maxOutput: Number.POSITIVE_INFINITY,
      });
      let changes: BlobChange[] = [];
      let blob: string | undefined;
      for (const part of splitZ(stdout)) {
        if (blob !== undefined) {
          changes.push({ path: pathText(part), blob: /^0+$/.test(blob) ? undefined : blob });
          blob = undefined;
        } else if (part[0] === COLON) {
          blob = part.toString('latin1').split(' ')[3]!;
        } else {
          changes = [];
          found.set(part.toString('latin1').trim(), changes);
        }
      }
      return found;
    },

    async unreached(commits, head) {
      if (commits.length === 0) return new Set();
      const { stdout } = await run({
        gitDir,
        args: ['rev-list', '--stdin'],
        input: `${commits.map(id).join('\n')}\n^${id(head)}\n`,
      });
      const outside = new Set(lines(stdout));
      return new Set(commits.filter((commit) => outside.has(commit)));
    },

    async historyOf(commits, paths) {
      if (commits.length === 0) return [];
      const { stdout } = await run({
        gitDir,
        args: ['rev-list', '--topo-order', '--stdin', '--', ...paths],
        input: commits.map((one) => `${id(one)}\n`).join(''),
      });
      return facts(lines(stdout));
    },
  };
}

const COLON = 58;

type Place = { commit: string; folder: string } & (
  | { entries: RawEntry[]; tree?: undefined }
  | { tree: string; entries?: undefined }
);

/** Each asked for once, however often it is named. */
async function once<T>(
  names: readonly string[],
  ask: (names: string[]) => Promise<T[]>,
): Promise<Map<string, T>> {
  const all = [...new Set(names)];
  const answers = await ask(all);
  return new Map(all.map((name, index) => [name, answers[index]!]));
}
