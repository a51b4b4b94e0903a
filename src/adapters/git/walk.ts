/**
 * Goes through the folder that a session wrote and finds what belongs into the tree: which entries, their modes and blob
 * ids, and the bytes of those that the base has not. Reads only through open-folder.ts.
 */
import { createHash } from 'node:crypto';
import { Fault } from '../../ports/fault.ts';
import type { ImportRules, TreeEntry } from '../../ports/git.ts';
import type { ObjectFormat } from './directory.ts';
import { type ImportGuard, refused, requireAllowed } from './import-guards.ts';
import type { Item, OpenFolder } from './open-folder.ts';
import { isDotGit } from './paths.ts';
import type { Written } from './write-tree.ts';

export interface WalkRules {
  base: ReadonlyMap<string, TreeEntry>;
  ignored(path: string, folder: boolean): boolean;
  rules: ImportRules;
  guards: readonly ImportGuard[];
  format: ObjectFormat;
}

export interface Walked {
  found: ReadonlyMap<string, Written>;
  leftOut: readonly string[];
}

/** Names looked at in ignored folders, where files meant by `paths` may hide: more than this is a runaway. */
const MOST_IGNORED = 1_000_000;
const DEEPEST = 200;

export function walkTree(root: OpenFolder, rules: WalkRules): Walked {
  const count = { files: 0, bytes: 0, ignored: 0 };
  const folders = rules.rules.checkout ? foldersOf(rules.base.keys()) : new Set<string>();
  const walk: Walk = { ...rules, found: new Map(), count, folders };
  const { leftOut } = walkFolder(walk, root, { prefix: '', ignored: false, depth: 0 });
  // What is to be as in the base was not taken on the way, and what of it is not there any more is put back.
  for (const [path, { mode, id }] of walk.base) {
    if (walk.rules.asInBase?.(path)) walk.found.set(path, { mode, id, bytes: undefined });
  }
  return { found: walk.found, leftOut };
}

/** Of a checkout, ignored folders are not entered unless the base has something in them: they can hold a million names. */
function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      const folder = path.slice(0, cut);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

interface Walk extends WalkRules {
  /** Folders that the base has something in; empty where nobody asks. */
  folders: ReadonlySet<string>;
  found: Map<string, Written>;
  count: { files: number; bytes: number; ignored: number };
}

interface Place {
  /** Empty, or ends in `/`. */
  prefix: string;
  /** Inside of a folder that the base's `.gitignore` files name. */
  ignored: boolean;
  depth: number;
}

/** `kept`: something below stays in the tree. An ignored folder without such is left out as one. */
interface Below {
  kept: boolean;
  leftOut: readonly string[];
}

function walkFolder(walk: Walk, folder: OpenFolder, place: Place): Below {
  const all = folder.items().map((item) => walkItem(walk, folder, place, item));
  return { kept: all.some(({ kept }) => kept), leftOut: all.flatMap(({ leftOut }) => leftOut) };
}

function walkItem(walk: Walk, folder: OpenFolder, place: Place, { name, kind }: Item): Below {
  const path = place.prefix + (name ?? '?');
  const shown = kind === 'folder' ? `${path}/` : path;
  if (place.ignored) {
    countIgnored(walk);
    // Nothing of these can enter a tree, and what is ignored need not be clean.
    if (name === undefined || kind === 'special' || isDotGit(name)) return { kept: false, leftOut: [shown] };
  }
  if (name === undefined) throw refused('path-not-utf8', path, 'its name is not UTF-8');
  if (walk.rules.checkout && (kind === 'special' || (isDotGit(name) && place.prefix === '')))
    return { kept: false, leftOut: [shown] };
  if (isDotGit(name)) requireAllowed(walk.guards, path, undefined);
  if (kind === 'folder') return walkBelow(walk, folder, place, { name, path });
  if (walk.rules.asInBase?.(path)) return { kept: true, leftOut: [] };
  if (isLeftOut(walk, path, place.ignored)) return { kept: false, leftOut: [path] };
  if (kind === 'special') throw refused('special-file', path, 'it is a pipe, a socket or a device');
  take(walk, folder, { name, kind, path });
  return { kept: true, leftOut: [] };
}

function walkBelow(
  walk: Walk,
  folder: OpenFolder,
  place: Place,
  { name, path }: { name: string; path: string },
): Below {
  const ignored = place.ignored || walk.ignored(path, true);
  const depth = place.depth + 1;
  try {
    using below = folder.folder(name);
    if (walk.base.get(path)?.mode === '160000') return keepSubmodule(walk, below, path);
    if (walk.rules.checkout && ignored && !walk.folders.has(path))
      return { kept: false, leftOut: [`${path}/`] };
    if (walk.rules.checkout && below.items().some(({ name }) => name !== undefined && isDotGit(name)))
      return { kept: false, leftOut: [`${path}/`] };
    if (depth > DEEPEST) throw refused('path-too-deep', path, 'it is nested too deeply');
    const inside = walkFolder(walk, below, { prefix: `${path}/`, ignored, depth });
    return ignored && !inside.kept ? { kept: false, leftOut: [`${path}/`] } : inside;
  } catch (error) {
    if (!ignored || !isAbout(error, ['tree-unreadable', 'path-too-deep'])) throw error;
    return { kept: false, leftOut: [`${path}/`] };
  }
}

const isAbout = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Fault && codes.includes(error.code);

/** A submodule was exported as an empty folder; it stays as it was in the base. */
function keepSubmodule(walk: Walk, folder: OpenFolder, path: string): Below {
  if (!walk.rules.checkout && folder.items().length > 0) throw submoduleChanged(path);
  walk.found.set(path, { mode: '160000', id: walk.base.get(path)!.id, bytes: undefined });
  return { kept: true, leftOut: [] };
}

const submoduleChanged = (path: string): Fault =>
  refused('submodule-changed', path, 'a phase cannot write into a submodule, nor replace it');

/** What the base tracks is never left out, whatever its ignore files say. */
function isLeftOut(walk: Walk, path: string, ignored: boolean): boolean {
  if (walk.base.has(path)) return false;
  return (ignored || walk.ignored(path, false)) && !walk.rules.keepIgnored(path);
}

function take(
  walk: Walk,
  folder: OpenFolder,
  { name, kind, path }: { name: string; kind: 'file' | 'link'; path: string },
): void {
  const before = walk.base.get(path);
  if (before?.mode === '160000') throw submoduleChanged(path);
  const read = kind === 'link' ? readLink(walk, folder, name) : readFile(walk, folder, name, before);
  const { mode, id } = read;
  if (before?.id === id && before.mode === mode) {
    walk.found.set(path, { mode, id, bytes: undefined });
    return;
  }
  requireAllowed(walk.guards, path, kind === 'link' ? read.bytes?.toString('utf8') : undefined);
  countChange(walk, path, read.size);
  // Larger than all that may change, and so refused by the line before.
  if (read.bytes === undefined) throw tooLarge(walk, path);
  walk.found.set(path, { mode, id, bytes: read.bytes });
}

function readLink({ format }: Walk, folder: OpenFolder, name: string) {
  const bytes = folder.link(name);
  const id = blobHash(format, bytes.length).update(bytes).digest('hex');
  return { mode: '120000', id, bytes, size: bytes.length };
}

/** Only what could be unchanged is read in full when it is too large to be a change. */
function readFile({ format, rules }: Walk, folder: OpenFolder, name: string, before: TreeEntry | undefined) {
  using file = folder.file(name);
  const { size, executable } = file;
  const mode = executable ? '100755' : '100644';
  if (size > rules.maxBytes && size !== before?.size) return { mode, id: '', bytes: undefined, size };
  const hash = blobHash(format, size);
  const bytes = file.read(hash, rules.maxBytes);
  return { mode, id: hash.digest('hex'), bytes, size };
}

const blobHash = (format: ObjectFormat, size: number) => createHash(format).update(`blob ${size}\0`);

/** The limits are on what differs from the base: the base itself may be of any size. */
function countChange(walk: Walk, path: string, bytes: number): void {
  walk.count.files += 1;
  walk.count.bytes += bytes;
  if (walk.count.files > walk.rules.maxFiles || walk.count.bytes > walk.rules.maxBytes)
    throw tooLarge(walk, path);
}

function tooLarge({ rules: { maxFiles, maxBytes } }: Walk, path: string): Fault {
  return refused(
    'change-too-large',
    path,
    `with it more changes than ${maxFiles} files or ${maxBytes} bytes`,
  );
}

function countIgnored(walk: Walk): void {
  walk.count.ignored += 1;
  if (walk.count.ignored <= MOST_IGNORED) return;
  throw refused('too-many-files', '', `ignored folders hold more than ${MOST_IGNORED} names`);
}
