/**
 * The PATH that every child of ours is looked for in (trust.md T12): what lies in a checkout answers to no name, or a repository
 * could bring a `git` of its own, and a job with the key would start it.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';

/** Says whether an entry stays. `root` is the real path of the work tree; undefined where there is none. */
type PathGuard = (entry: string, root: string | undefined) => boolean;

export const pathGuards: Record<'absolute' | 'outside of the work tree', PathGuard> = {
  /** Empty entries too: they are the folder that we were started in. */
  absolute: (entry) => isAbsolute(entry),
  'outside of the work tree': (entry, root) => {
    if (root === undefined) return true;
    const inside = (path: string) => path === root || path.startsWith(`${root}${sep}`);
    return !inside(entry) && !inside(realPath(entry));
  },
};

/** `folder` is where the command works, there or not. */
export function trustedPath(
  path: string,
  folder: string,
  guards: readonly PathGuard[] = Object.values(pathGuards),
): string {
  const root = workTreeOf(realPath(folder));
  return path
    .split(':')
    .filter((entry) => guards.every((holds) => holds(entry, root)))
    .join(':');
}

/** Found without git, because it is git that we do not know where to look for yet. */
function workTreeOf(folder: string): string | undefined {
  for (let at = folder; at !== dirname(at); at = dirname(at)) if (existsSync(join(at, '.git'))) return at;
  return undefined;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
