/**
 * Reads a folder that somebody else wrote, without ever following a link: each folder is opened by its name below the
 * descriptor of its parent, each file with O_NOFOLLOW. `lstat` and then `read` would lose a race against a swap
 * (mechanics.md: 840 leaks in a trial; this way none). Linux gives such names as /proc/self/fd/N/name; where that is
 * missing, plain paths are used, and the folder must be at rest.
 */
import { isUtf8 } from 'node:buffer';
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

export type Kind = 'folder' | 'file' | 'link' | 'special';

export interface Item {
  name: string;
  kind: Kind;
}

/** A folder held open. Names given to it are single names, never paths. */
export interface OpenFolder extends Disposable {
  items(): Item[];
  folder(name: string): OpenFolder;
  /** Bytes of a regular file, read once from one descriptor. Larger than `most`: only its size is told. */
  file(name: string, most: number): { executable: boolean; size: number; bytes: Buffer | undefined };
  link(name: string): Buffer;
}

export function openFolder(path: string, flags: number = O_NOFOLLOW): OpenFolder {
  const fd = opened(path, O_RDONLY | O_DIRECTORY | flags);
  const byDescriptor = `/proc/self/fd/${fd}`;
  const place = existsSync('/proc/self/fd') ? byDescriptor : path;
  return {
    items: () =>
      readdirSync(place, { withFileTypes: true, encoding: 'buffer' })
        .map((entry) => ({ name: nameText(entry.name), kind: kindOf(entry) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    folder: (name) => openFolder(join(place, name), flags),
    file: (name, most) => readFile(opened(join(place, name), O_RDONLY | O_NONBLOCK | flags), most, name),
    link: (name) => readlinkSync(join(place, name), 'buffer'),
    [Symbol.dispose]: () => closeSync(fd),
  };
}

function readFile(fd: number, most: number, name: string) {
  try {
    const facts = fstatSync(fd);
    if (!facts.isFile()) throw changed(name);
    const executable = (facts.mode & 0o100) !== 0;
    if (facts.size > most) return { executable, size: facts.size, bytes: undefined };
    const bytes = Buffer.allocUnsafe(facts.size);
    let size = 0;
    while (size < bytes.length) {
      const read = readSync(fd, bytes, size, bytes.length - size, size);
      if (read === 0) break;
      size += read;
    }
    return { executable, size, bytes: bytes.subarray(0, size) };
  } finally {
    closeSync(fd);
  }
}

function opened(path: string, flags: number): number {
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

function nameText(name: Buffer): string {
  if (isUtf8(name)) return name.toString('utf8');
  throw new Fault(
    'refused',
    'path-not-utf8',
    `A name in the tree is not UTF-8: ${JSON.stringify(name.toString('utf8'))}.`,
    'Run the phase again; files must have UTF-8 names.',
  );
}

function kindOf(entry: { isDirectory(): boolean; isFile(): boolean; isSymbolicLink(): boolean }): Kind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
