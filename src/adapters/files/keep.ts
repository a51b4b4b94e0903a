/**
 * A folder that a session left, made safe to stand in before it is put beside somebody's own things: a person will `cd` there, and
 * their git must find no repository whose configuration names programs (trust.md T15).
 */
import { constants } from 'node:fs';
import { chmod, cp, lchown, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDotGit } from '../git/paths.ts';

/** Done to each entry before it is gone into; says its new name, where it gets one. Never follows a link. */
interface KeepGuard {
  rename?(name: string, beside: ReadonlySet<string>): string | undefined;
  mend?(path: Buffer, facts: { mode: number; link: boolean; special: boolean }): Promise<unknown>;
}

export const keepGuards: Record<string, KeepGuard> = {
  'nothing is called .git': { rename: (name) => (isDotGit(name) ? 'dot-git' : undefined) },

  /** To git a folder with these is a repository, whatever it is called. */
  'no folder is a bare repository': {
    rename: (name, beside) => {
      const has = (other: string) => [...beside].some((one) => one.toLowerCase() === other);
      const repository = has('commondir') || (has('objects') && has('refs'));
      return name.toLowerCase() === 'head' && repository ? 'not-HEAD' : undefined;
    },
  },

  'everything belongs to whoever runs this': {
    mend: async (path) => {
      if (process.getuid?.() === 0) await lchown(path, 0, process.getgid!());
    },
  },

  'nothing runs as somebody else': {
    mend: async (path, { mode, link }) => {
      if (!link && (mode & 0o7000) !== 0) await chmod(path, mode & 0o777);
    },
  },

  'no pipe waits for a reader': {
    mend: async (path, { special }) => {
      if (special) await rm(path);
    },
  },
};

/** Nothing may run over `from` any more. What is not safe has its new name before it is moved. */
export async function keepFolder(
  from: string,
  to: string,
  guards: readonly KeepGuard[] = Object.values(keepGuards),
): Promise<void> {
  await mendAll(Buffer.from(from), guards);
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  }
}

/** Names are bytes: one that is not UTF-8 is a name as well. */
async function mendAll(path: Buffer, guards: readonly KeepGuard[]): Promise<void> {
  const facts = await lstat(path);
  const link = facts.isSymbolicLink();
  const special = !link && !facts.isFile() && !facts.isDirectory();
  for (const { mend } of guards) await mend?.(path, { mode: facts.mode, link, special });
  if (!facts.isDirectory()) return;
  await chmod(path, (facts.mode & 0o777) | constants.S_IRWXU);
  const names = await readdir(path, { encoding: 'buffer' });
  const beside = new Set(names.map(String));
  for (const name of names) {
    const wanted = guards
      .map((guard) => guard.rename?.(String(name), beside))
      .find((one) => one !== undefined);
    const kept = wanted === undefined ? name : Buffer.from(free(wanted, beside));
    if (kept !== name) await rename(below(path, name), below(path, kept));
    beside.add(String(kept));
    await mendAll(below(path, kept), guards);
  }
}

function free(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? name : `${name}-${n}`;
    if (!taken.has(tried)) return tried;
  }
}

const below = (folder: Buffer, name: Buffer): Buffer => Buffer.concat([folder, Buffer.from('/'), name]);
