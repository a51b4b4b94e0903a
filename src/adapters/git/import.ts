/**
 * A folder that a session wrote becomes a tree (trust.md T15): no git command looks at it. We walk it, hash it, compare
 * with the base, and give git only bytes and an index of our own.
 */
import type { ImportRules, Snapshot, TreeEntry } from '../../ports/git.ts';
import { ceiling } from './ceiling.ts';
import type { ObjectFormat } from './directory.ts';
import { ignoreRules } from './ignored.ts';
import { type ImportGuard, importGuards } from './import-guards.ts';
import type { ObjectSource } from './object-source.ts';
import { objectReader } from './objects.ts';
import { openFolder } from './open-folder.ts';
import type { RunGit } from './spawn.ts';
import { type Walked, type WalkRules, walkTree } from './walk.ts';
import { writeTree } from './write-tree.ts';

export interface ImportPlace {
  run: RunGit;
  gitDir: string;
  format: ObjectFormat;
  source: ObjectSource;
}

export async function importTree(
  place: ImportPlace,
  folder: string,
  base: string,
  rules: ImportRules,
  guards: readonly ImportGuard[] = importGuards,
): Promise<Snapshot> {
  const objects = objectReader(place.run, place.gitDir, place.source);
  const entries = await objects.entries(base);
  const before = new Map(entries.map((entry) => [entry.path, entry]));
  const walked = walkFrom(folder, {
    base: before,
    ignored: ignoreRules(excluding(await ignoreFiles(place, entries), rules.checkout?.exclude)),
    rules: {
      ...rules,
      maxFiles: Math.min(rules.maxFiles, ceiling.files),
      maxBytes: Math.min(rules.maxBytes, ceiling.bytes),
    },
    guards,
    format: place.format,
  });
  const tree = await writeTree(place, base, before, walked.found);
  const from = await objects.treeOf(base);
  const changes = from === tree ? [] : await objects.changes(from, tree);
  return { tree, changes, leftOut: walked.leftOut };
}

function walkFrom(folder: string, rules: WalkRules): Walked {
  using root = openFolder(folder);
  return walkTree(root, rules);
}

/** What a person excludes comes first: any `.gitignore` may say otherwise. */
const excluding = (files: Map<string, string>, exclude: string | undefined): Map<string, string> =>
  exclude === undefined ? files : files.set('.gitignore', `${exclude}\n${files.get('.gitignore') ?? ''}`);

/** Links named `.gitignore` count for nothing, as git has it. */
async function ignoreFiles(
  { source }: ImportPlace,
  entries: readonly TreeEntry[],
): Promise<Map<string, string>> {
  const files = entries.filter(
    ({ path, mode }) => /(?:^|\/)\.gitignore$/.test(path) && mode.startsWith('100'),
  );
  const blobs = await source.read(files.map((file) => file.id));
  return new Map(files.map(({ path }, index) => [path, blobs[index]!.bytes.toString('utf8')]));
}
