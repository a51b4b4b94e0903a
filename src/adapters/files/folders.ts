/**
 * Temporary folders that carry their process in their name, `planfile-<pid>-<started>-<nonce>-<purpose>`, so that the next
 * command can tell what a killed one left behind.
 */
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Folders, TemporaryFolder } from '../../ports/folders.ts';
import { keepFolder } from './keep.ts';
import { isAlive, thisProcess } from './processes.ts';

const NAME = /^planfile-(\d+)-([\d.a-f]*)-[0-9a-f]{16}-[a-z0-9-]+$/;

/** `under` is the machine's temporary folder, given by the entry. */
export function temporaryFolders(under: string): Folders {
  return {
    self: thisProcess,
    alive: isAlive,
    async temporary(purpose) {
      const { pid, started } = thisProcess();
      const word = purpose.toLowerCase().replace(/[^a-z0-9]+/g, '-') || 'work';
      const name = `planfile-${pid}-${started}-${randomBytes(8).toString('hex')}-${word}`;
      const path = join(await realpath(under), name);
      // Not recursive: a name that somebody was quicker to take is an error.
      await mkdir(path, { mode: 0o700 });
      return disposable(path);
    },
    keep: keepFolder,
    async sweep() {
      const removed: string[] = [];
      for (const name of await readdir(under)) {
        const path = join(under, name);
        if ((await isLeftover(name, path)) && (await removeTree(path))) removed.push(path);
      }
      return removed;
    },
  };
}

function disposable(path: string): TemporaryFolder {
  return {
    path,
    async [Symbol.asyncDispose]() {
      await removeTree(path);
    },
  };
}

/** Ours (a folder of this user, so no bait of another), and its process is known to be gone. */
async function isLeftover(name: string, path: string): Promise<boolean> {
  const [, pid, started] = NAME.exec(name) ?? [];
  if (pid === undefined || started === undefined) return false;
  if (isAlive({ host: hostname(), pid: Number(pid), started }) !== false) return false;
  const facts = await lstat(path).catch(() => undefined);
  return facts?.isDirectory() === true && facts.uid === process.getuid?.();
}

/**
 * Removes a tree that a session may have written: folders without permissions get them back first, links are removed and
 * never followed. False when something could not be removed, such as files of another user where we are not root.
 */
async function removeTree(path: string): Promise<boolean> {
  try {
    await rm(path, { recursive: true, force: true });
    return true;
  } catch {
    await openUp(path);
  }
  return rm(path, { recursive: true, force: true }).then(
    () => true,
    () => false,
  );
}

async function openUp(path: string): Promise<void> {
  await chmod(path, 0o700).catch(() => {});
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await openUp(join(path, entry.name));
}
