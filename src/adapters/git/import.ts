/**
 * A folder that a session wrote becomes a tree (trust.md T15): no git command looks at it. We walk it, hash it, compare
 * with the base, and give git only bytes and an index of our own.
 */
import { createHash } from 'node:crypto';
import { Fault } from '../../ports/fault.ts';
import type { ImportRules, Snapshot, TreeEntry } from '../../ports/git.ts';
import { readObjects } from './batch.ts';
import { ceiling } from './ceiling.ts';
import type { ObjectFormat } from './directory.ts';
import { ignoreRules } from './ignored.ts';
import { objectReader } from './objects.ts';
import { isDotGit, misleadingPath, unsafeLink } from './paths.ts';
import type { RunGit } from './spawn.ts';
import { type OpenFolder, openFolder } from './walk.ts';
import { type Written, writeTree } from './write-tree.ts';

export interface ImportPlace {
  run: RunGit;
  gitDir: string;
  format: ObjectFormat;
}

/** What is refused of each new or changed entry. Taken out one by one in tests, to show that each is needed. */
export interface ImportGuard {
  name: string;
  refuse(entry: { path: string; link: string | undefined }): string | undefined;
}

export const importGuards: readonly ImportGuard[] = [
  {
    name: 'git-in-tree',
    refuse: ({ path }) => (path.split('/').some(isDotGit) ? 'git keeps that name for itself' : undefined),
  },
  { name: 'misleading-path', refuse: ({ path }) => misleadingPath(path) },
  {
    name: 'link-out-of-tree',
    refuse: ({ path, link }) => (link === undefined ? undefined : unsafeLink(path, link)),
  },
];

/** Names looked at in ignored folders, where files meant by `paths` may hide: more than this is a runaway. */
const MOST_IGNORED = 1_000_000;
const DEEPEST = 200;

interface Walk {
  base: ReadonlyMap<string, TreeEntry>;
  gitlinks: ReadonlySet<string>;
  ignored: (path: string, folder: boolean) => boolean;
  rules: ImportRules;
  guards: readonly ImportGuard[];
  format: ObjectFormat;
  found: Map<string, Written>;
  leftOut: string[];
  count: { files: number; bytes: number; ignored: number };
}

export async function importTree(
  place: ImportPlace,
  folder: string,
  base: string,
  rules: ImportRules,
  guards: readonly ImportGuard[] = importGuards,
): Promise<Snapshot> {
  const { run, gitDir, format } = place;
  const objects = objectReader(run, gitDir);
  const entries = await objects.entries(base);
  const walk: Walk = {
    base: new Map(entries.map((entry) => [entry.path, entry])),
    gitlinks: new Set(entries.filter(({ mode }) => mode === '160000').map(({ path }) => path)),
    ignored: ignoreRules(await ignoreFiles(run, gitDir, entries)),
    rules: {
      ...rules,
      maxFiles: Math.min(rules.maxFiles, ceiling.files),
      maxBytes: Math.min(rules.maxBytes, ceiling.bytes),
    },
    guards,
    format,
    found: new Map(),
    leftOut: [],
    count: { files: 0, bytes: 0, ignored: 0 },
  };
  {
    using root = openFolder(folder);
    walk.leftOut.push(...walkFolder(walk, root, '', false).leftOut);
  }
  const tree = await writeTree(place, base, walk.base, walk.found);
  const from = await objects.treeOf(base);
  return { tree, changes: from === tree ? [] : await objects.changes(from, tree), leftOut: walk.leftOut };
}

async function ignoreFiles(run: RunGit, gitDir: string, entries: readonly TreeEntry[]) {
  const files = entries.filter(
    ({ path, mode }) => /(?:^|\/)\.gitignore$/.test(path) && mode.startsWith('100'),
  );
  const blobs = await readObjects(
    run,
    gitDir,
    files.map((file) => file.id),
  );
  return new Map(files.map(({ path }, index) => [path, blobs[index]!.bytes.toString('utf8')]));
}

/** `kept`: something below stays in the tree. An ignored folder without such is left out as one. */
function walkFolder(
  walk: Walk,
  folder: OpenFolder,
  prefix: string,
  ignored: boolean,
): { kept: boolean; leftOut: string[] } {
  if (prefix.split('/').length > DEEPEST) throw refused('path-too-deep', prefix, 'it is nested too deeply');
  let kept = false;
  const leftOut: string[] = [];
  for (const { name, kind } of folder.items()) {
    const path = prefix + name;
    if (ignored) countIgnored(walk);
    const gits = isDotGit(name);
    if (gits && !ignored) guard(walk, path, undefined);
    if (ignored && (gits || kind === 'special')) {
      leftOut.push(kind === 'folder' ? `${path}/` : path);
    } else if (kind === 'folder') {
      const below = walkBelow(walk, folder, name, path, ignored);
      kept ||= below.kept;
      leftOut.push(...below.leftOut);
    } else if (isLeftOut(walk, path, ignored)) {
      leftOut.push(path);
    } else {
      take(walk, folder, name, kind, path);
      kept = true;
    }
  }
  return { kept, leftOut };
}

function walkBelow(walk: Walk, folder: OpenFolder, name: string, path: string, ignored: boolean) {
  const nowIgnored = ignored || walk.ignored(path, true);
  using below = folder.folder(name);
  if (walk.gitlinks.has(path)) return keepGitlink(walk, below, path);
  const inside = walkFolder(walk, below, `${path}/`, nowIgnored);
  return nowIgnored && !inside.kept ? { kept: false, leftOut: [`${path}/`] } : inside;
}

/** A submodule was exported as an empty folder; it stays as it was in the base. */
function keepGitlink(walk: Walk, folder: OpenFolder, path: string) {
  if (folder.items().length > 0)
    throw refused('submodule-changed', path, 'a phase cannot write into a submodule');
  walk.found.set(path, { mode: '160000', id: walk.base.get(path)!.id, bytes: undefined });
  return { kept: true, leftOut: [] };
}

function countIgnored(walk: Walk): void {
  walk.count.ignored += 1;
  if (walk.count.ignored <= MOST_IGNORED) return;
  throw refused('too-many-files', '', `ignored folders hold more than ${MOST_IGNORED} names`);
}

/** What the base tracks is never left out, whatever its ignore files say. */
function isLeftOut(walk: Walk, path: string, ignored: boolean): boolean {
  if (walk.base.has(path)) return false;
  return (ignored || walk.ignored(path, false)) && !walk.rules.keepIgnored(path);
}

function take(walk: Walk, folder: OpenFolder, name: string, kind: string, path: string): void {
  const before = walk.base.get(path);
  if (kind === 'special') throw refused('special-file', path, 'it is a pipe, a socket or a device');
  const { mode, bytes } =
    kind === 'link' ? { mode: '120000', bytes: folder.link(name) } : readFile(walk, folder, name, path);
  const blob = blobId(walk.format, bytes);
  if (before?.id === blob && before.mode === mode) {
    walk.found.set(path, { mode, id: blob, bytes: undefined });
    return;
  }
  guard(walk, path, kind === 'link' ? bytes.toString('utf8') : undefined);
  countChange(walk, path, bytes.length);
  walk.found.set(path, { mode, id: blob, bytes });
}

function readFile(walk: Walk, folder: OpenFolder, name: string, path: string) {
  const most = Math.max(walk.rules.maxBytes, walk.base.get(path)?.size ?? 0);
  const { executable, size, bytes } = folder.file(name, most);
  if (bytes === undefined) throw tooLarge(`${path} has ${size} bytes`, walk.rules);
  return { mode: executable ? '100755' : '100644', bytes };
}

function guard(walk: Walk, path: string, link: string | undefined): void {
  for (const { name, refuse } of walk.guards) {
    const why = refuse({ path, link });
    if (why !== undefined) throw refused(name, path, why);
  }
}

/** The limits are on what differs from the base: the base itself may be of any size. */
function countChange(walk: Walk, path: string, bytes: number): void {
  walk.count.files += 1;
  walk.count.bytes += bytes;
  if (walk.count.files > walk.rules.maxFiles)
    throw tooLarge(`more than ${walk.rules.maxFiles} files changed`, walk.rules);
  if (walk.count.bytes > walk.rules.maxBytes)
    throw tooLarge(`with ${path} more than that changed`, walk.rules);
}

function blobId(format: ObjectFormat, bytes: Uint8Array): string {
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function tooLarge(what: string, { maxFiles, maxBytes }: ImportRules): Fault {
  return refused('change-too-large', '', `${what}; the limits are ${maxFiles} files and ${maxBytes} bytes`);
}

function refused(code: string, path: string, why: string): Fault {
  const what = path === '' ? 'The tree is refused' : `${JSON.stringify(path)} is refused`;
  return new Fault(
    'refused',
    code,
    `${what}: ${why}.`,
    'Run the phase again without it, or change the plan.',
  );
}
