/**
 * Reads a folder that somebody else wrote, without ever following a link: each folder is opened by its name below the
 * descriptor of its parent, each file with O_NOFOLLOW. `lstat` and then `read` would lose a race against a swap
 * (mechanics.md: 840 leaks in a trial; this way none). Linux gives such names as /proc/self/fd/N/name; where that is
 * missing, plain paths are used, and the folder must be at rest.
 */
import { isUtf8 } from 'node:buffer';
import type { Hash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../ports/fault.ts';

const { O_RDONLY, O_NOFOLLOW, O_DIRECTORY, O_NONBLOCK } = constants;

export interface Item {
  /** undefined: the name is not UTF-8. */
  name: string | undefined;
  kind: 'folder' | 'file' | 'link' | 'special';
}

/** A folder held open. Names given to it are single names, never paths. */
export interface OpenFolder extends Disposable {
  /** Sorted by name. */
  items(): Item[];
  folder(name: string): OpenFolder;
  /** A regular file, held open. */
  file(name: string): OpenFile;
  /** The bytes of a link's target. */
  link(name: string): Buffer;
}

interface OpenFile extends Disposable {
  readonly executable: boolean;
  readonly size: number;
  /** Hashes the whole content, and returns it where it has at most `keep` bytes. */
  read(hash: Hash, keep: number): Buffer | undefined;
}

export function openFolder(path: string, flags: number = O_NOFOLLOW): OpenFolder {
  const fd = openAt(path, O_RDONLY | O_DIRECTORY | flags);
  const place = existsSync('/proc/self/fd') ? `/proc/self/fd/${fd}` : path;
  return {
    items: () =>
      readdirSync(place, { withFileTypes: true, encoding: 'buffer' })
        .map((entry) => ({ name: nameText(entry.name), kind: kindOf(entry) }))
        .sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    folder: (name) => openFolder(join(place, name), flags),
    file: (name) => openFile(openAt(join(place, name), O_RDONLY | O_NONBLOCK | flags), name),
    link: (name) => readlinkSync(join(place, name), 'buffer'),
    [Symbol.dispose]: () => closeSync(fd),
  };
}

function openFile(fd: number, name: string): OpenFile {
  const facts = fstatSync(fd);
  if (!facts.isFile()) {
    closeSync(fd);
    throw changed(name);
  }
  return {
    executable: (facts.mode & 0o100) !== 0,
    size: facts.size,
    read: (hash, keep) => readWhole(fd, facts.size, { hash, keep, name }),
    [Symbol.dispose]: () => closeSync(fd),
  };
}

const CHUNK = 1_048_576;

function readWhole(
  fd: number,
  size: number,
  { hash, keep, name }: { hash: Hash; keep: number; name: string },
) {
  const kept = size <= keep ? Buffer.allocUnsafe(size) : undefined;
  const buffer = kept ?? Buffer.allocUnsafe(CHUNK);
  for (let at = 0; at < size; ) {
    const from = kept === undefined ? 0 : at;
    const read = readSync(fd, buffer, from, Math.min(buffer.length - from, size - at), at);
    if (read === 0) throw changed(name);
    hash.update(buffer.subarray(from, from + read));
    at += read;
  }
  return kept;
}

function openAt(path: string, flags: number): number {
  try {
    return openSync(path, flags);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ELOOP' || code === 'ENOTDIR' || code === 'ENOENT' || code === 'ENXIO')
      throw changed(path, cause);
    if (code !== 'EACCES' && code !== 'EPERM') throw cause;
    throw new Fault(
      'refused',
      'tree-unreadable',
      `The session left something that cannot be read: ${last(path)}.`,
      'Run the phase again; its commands must not take away read permission.',
      { cause },
    );
  }
}

function changed(path: string, cause?: unknown): Fault {
  return new Fault(
    'refused',
    'tree-changed',
    `${JSON.stringify(last(path))} changed while the tree was read: something is still writing there.`,
    'Stop what writes to the tree, and run the phase again.',
    { cause },
  );
}

const nameText = (name: Buffer): string | undefined => (isUtf8(name) ? name.toString('utf8') : undefined);

function kindOf(entry: {
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
}): Item['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
