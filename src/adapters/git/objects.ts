/** Reads of commits, trees and blobs through a git directory of our own (directory.ts). */
import { isUtf8 } from 'node:buffer';
import { Fault } from '../../ports/fault.ts';
import type { Change, CommitFacts, Repository, TreeEntry } from '../../ports/git.ts';
import { parseCommit } from './commit-facts.ts';
import type { ObjectSource } from './object-source.ts';
import { unsafePath } from './paths.ts';
import { entriesOf } from './raw-tree.ts';
import type { RunGit } from './spawn.ts';

export type Objects = Pick<Repository, 'read' | 'entries' | 'changes' | 'diff' | 'treeOf' | 'between'> & {
  /** Facts of commits, in the order asked for. */
  facts(ids: readonly string[]): Promise<CommitFacts[]>;
};

/** Entries of one tree at most: more than the largest repositories have, less than a tree bomb (mechanics.md). */
const MOST_ENTRIES = 2_000_000;

export function objectReader(run: RunGit, gitDir: string, source: ObjectSource): Objects {
  const facts = async (ids: readonly string[]) =>
    (await source.read(ids.map(id))).map(({ id, bytes }) => parseCommit(id, bytes));

  return {
    facts,
    changes: (from, to) => treeChanges(run, gitDir, from, to),
    entries: (treeish) => listTree(run, gitDir, treeish),
    treeOf: async (commit) => (await source.read([`${id(commit)}^{tree}`]))[0]!.id,
    async read(commit, path) {
      if (unsafePath(path) !== undefined) return undefined;
      // Folder by folder: what the tree names must be there, where a path that is asked for whole could lack either.
      const names = path.split('/');
      let at = `${id(commit)}^{tree}`;
      for (const [index, name] of names.entries()) {
        const [tree] = await source.read([at]);
        const entry = entriesOf(tree!.bytes, tree!.id.length / 2).find((one) => one.name === name);
        const wanted = index < names.length - 1 ? entry?.mode === '40000' : entry?.mode.startsWith('100');
        if (entry === undefined || !wanted) return undefined;
        at = entry.id;
      }
      const [blob] = await source.read([at]);
      return blob!.bytes;
    },
    async between(bases, head) {
      const not = bases.map((base) => `^${id(base)}`);
      const { stdout } = await run({
        gitDir,
        args: ['rev-list', '--first-parent', '--reverse', id(head), ...not],
      });
      return facts(lines(stdout));
    },
    async diff(from, to, most) {
      const { stdout } = await run({
        gitDir,
        args: [
          'diff-tree',
          '-r',
          '-p',
          '--no-renames',
          '--no-ext-diff',
          '--no-textconv',
          '--no-color',
          '--full-index',
          '--unified=3',
          `${id(from)}^{tree}`,
          `${id(to)}^{tree}`,
        ],
        ...(most === undefined ? {} : { maxOutput: most }),
      });
      return stdout.toString('utf8');
    },
  };
}

export async function treeChanges(run: RunGit, gitDir: string, from: string, to: string): Promise<Change[]> {
  const { stdout } = await run({
    gitDir,
    args: ['diff-tree', '-r', '-z', '--raw', '--no-renames', `${id(from)}^{tree}`, `${id(to)}^{tree}`],
  });
  return parseRaw(stdout);
}

/** All entries below a commit or tree, read as they stream. `most` stops a tree bomb. */
export async function listTree(
  run: RunGit,
  gitDir: string,
  treeish: string,
  options: { most?: number; env?: Record<string, string>; wrap?: readonly string[]; deadline?: number } = {},
): Promise<TreeEntry[]> {
  const { most = MOST_ENTRIES, ...call } = options;
  const found: TreeEntry[] = [];
  let rest: Buffer = Buffer.alloc(0);
  await run({
    gitDir,
    args: ['ls-tree', '-r', '-z', '-l', '--full-tree', id(treeish)],
    maxOutput: Number.POSITIVE_INFINITY,
    onOutput: (chunk) => {
      const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = all.lastIndexOf(0);
      for (const part of splitZ(all.subarray(0, end + 1))) found.push(parseEntry(part));
      rest = all.subarray(end + 1);
      if (found.length > most) throw tooManyEntries(most);
      return undefined;
    },
    ...call,
  });
  return found;
}

function tooManyEntries(most: number): Fault {
  return new Fault(
    'refused',
    'too-many-entries',
    `The tree has more than ${most} entries; reading it was stopped.`,
    'Split the change into smaller phases.',
  );
}

/** `<mode> <type> <id> <size>\t<path>`, the size padded and `-` for what is no blob; absent without `-l`. */
function parseEntry(part: Buffer): TreeEntry {
  const tab = part.indexOf(9);
  const [mode = '', , object = '', size = '-'] = part.subarray(0, tab).toString('latin1').split(/ +/);
  return {
    path: pathText(part.subarray(tab + 1)),
    mode,
    id: object,
    size: size === '-' ? undefined : Number(size),
  };
}

/** Pairs of `:<mode> <mode> <id> <id> <status>` and a path. */
function parseRaw(raw: Buffer): Change[] {
  const parts = splitZ(raw);
  const changes: Change[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [from = '', toMode = '', fromId, toId, status] = parts[i]!.toString('latin1').split(' ');
    const kind =
      status === 'A' ? 'added' : status === 'D' ? 'removed' : fromId === toId ? 'mode' : 'modified';
    changes.push({ path: pathText(parts[i + 1]!), kind, fromMode: from.slice(1), toMode });
  }
  return changes;
}

export function pathText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (isUtf8(bytes)) return text;
  throw new Fault(
    'refused',
    'path-not-utf8',
    `The repository has a file whose name is not UTF-8: ${JSON.stringify(text)}.`,
    'Rename it with `git mv`, and commit.',
  );
}

export function splitZ(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    const stop = end < 0 ? bytes.length : end;
    parts.push(bytes.subarray(at, stop));
    at = stop + 1;
  }
  return parts;
}

export const line = (bytes: Buffer): string => bytes.toString('utf8').trimEnd();
export const lines = (bytes: Buffer): string[] => line(bytes).split('\n').filter(Boolean);

/** Ids are all that reaches git's revision syntax. Anything else is a mistake of the caller, not of a user. */
export function id(value: string): string {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return value;
  throw new TypeError(`not an object id: ${JSON.stringify(value.slice(0, 100))}`);
}
