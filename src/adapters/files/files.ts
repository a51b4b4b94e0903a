/** Outcome files, whole or not at all: written beside their place, synced, and renamed over it. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { Files } from '../../ports/folders.ts';

const UNFINISHED = /^\..*\.[0-9a-f]{16}\.part$/;

export const diskFiles: Files = {
  async read(path) {
    try {
      return await readRegular(path);
    } catch (error) {
      if (isGone(error) && !(await isLink(path))) return undefined;
      throw unreadable(path, error as NodeJS.ErrnoException);
    }
  },

  async readInside(root, path) {
    const real = await realpath(path).catch(() => undefined);
    if (real !== undefined && relative(await realpath(root), real).split(sep)[0] === '..') {
      throw unreadable(path, new Error('it is a link that leads out of the repository'));
    }
    return diskFiles.read(path);
  },

  async write(path, bytes) {
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    const part = join(folder, `.${basename(path)}.${randomBytes(8).toString('hex')}.part`);
    try {
      await writeSynced(part, bytes);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    await syncFolder(folder);
  },

  async writeInside(root, path, bytes) {
    await requireInside(root, path);
    await diskFiles.write(path, bytes);
  },

  async removeInside(root, path) {
    await requireInside(root, path);
    await rm(path);
    for (let folder = dirname(path); folder !== root; folder = dirname(folder)) {
      try {
        await rmdir(folder);
      } catch {
        return; // something else is in it
      }
    }
  },

  /** Names in `folder`, of whatever kind, sorted; none where there is no folder. What a killed write left is left out. */
  async list(folder) {
    try {
      const names = await readdir(folder);
      return names.filter((name) => !UNFINISHED.test(name)).sort();
    } catch (error) {
      if (isGone(error)) return [];
      throw error;
    }
  },
};

/** The nearest folder that is there decides: what is made below it is where its name says. */
async function requireInside(root: string, path: string): Promise<void> {
  let folder = dirname(path);
  let real = await realpath(folder).catch(() => undefined);
  while (real === undefined) {
    if (await isLink(folder)) throw leadsOut(path);
    folder = dirname(folder);
    real = await realpath(folder).catch(() => undefined);
  }
  const way = relative(await realpath(root), real).split(sep)[0];
  if (way === '..' || (await isLink(path))) throw leadsOut(path);
}

const leadsOut = (path: string): Fault =>
  new Fault(
    'refused',
    'link-on-the-way',
    `${path} is, or lies behind, a link`,
    'Put a real folder, and a real file or none, in its place.',
  );

/** Waits for no pipe and reads no device, whatever a repository has put in the place. */
async function readRegular(path: string): Promise<Uint8Array> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const facts = await file.stat();
  if (!facts.isFile() && !facts.isDirectory()) throw new Error('it is a pipe, a socket or a device');
  return await file.readFile();
}

/** In the words of whoever named the path. */
function unreadable(path: string, error: NodeJS.ErrnoException): Fault {
  const why =
    {
      ENOENT: 'it is a link to nothing',
      ELOOP: 'it is a link that leads back to itself',
      EISDIR: 'it is a folder, not a file',
      EACCES: 'you may not read it',
      EPERM: 'you may not read it',
    }[error.code ?? ''] ?? error.message;
  return new Fault(
    'usage',
    'file-unreadable',
    `${path} cannot be read: ${why}`,
    'Name a regular file that you may read.',
    {
      cause: error,
    },
  );
}

const isLink = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );

async function writeSynced(path: string, bytes: string | Uint8Array): Promise<void> {
  await using file = await open(path, 'wx', 0o644);
  await file.writeFile(bytes);
  await file.sync();
}

/** Without this a crash of the machine may undo the rename. */
async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}

const isGone = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
