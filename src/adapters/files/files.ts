/** Outcome files, whole or not at all: written beside their place, synced, and renamed over it. */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { Files } from '../../ports/folders.ts';

const UNFINISHED = /^\..*\.[0-9a-f]{16}\.part$/;

export const diskFiles: Files = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (error) {
      if (isGone(error) && !(await isLink(path))) return undefined;
      throw unreadable(path, error as NodeJS.ErrnoException);
    }
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

  /** Names of the regular files in `folder`, sorted; none where there is no folder. */
  async list(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
      return names.filter((name) => !UNFINISHED.test(name)).sort();
    } catch (error) {
      if (isGone(error)) return [];
      throw error;
    }
  },
};

/** In the words of whoever named the path. */
function unreadable(path: string, error: NodeJS.ErrnoException): Fault {
  const why =
    {
      ENOENT: 'it is a link to nothing',
      ELOOP: 'it is a link that leads back to itself',
      EISDIR: 'it is a folder, not a file',
      ENOTDIR: 'a part of its path is a file, not a folder',
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

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
