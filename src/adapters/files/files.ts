/** Outcome files, whole or not at all: written beside their place, synced, and renamed over it. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Files } from '../../ports/folders.ts';

const UNFINISHED = /^\..*\.[0-9a-f]{16}\.part$/;

export const diskFiles: Files = {
  async read(path) {
    try {
      return await readFile(path);
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
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
