/**
 * Git directories of our own. Both kinds have our configuration and no other, a HEAD that names nothing (else newer gits
 * read `HEAD:.gitattributes`), no hooks and no `info/attributes`.
 *
 * - A *lens* has the user's refs and objects: the refs, packed-refs, logs, shallow and objects of a lens are links, as
 *   git's own contrib/git-new-workdir makes them. Nothing of the repository's configuration is ever parsed through it,
 *   so no hook, filter, driver, alias or include that it names can run, whatever future gits add.
 * - A *workshop* has objects and refs of its own, and reads the user's objects as alternates.
 */
import { lstat, mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunGit } from './spawn.ts';

export type ObjectFormat = 'sha1' | 'sha256';

export async function makeLens(run: RunGit, folder: string, commonDir: string, format: ObjectFormat) {
  const gitDir = await bare(run, join(folder, 'lens.git'), format);
  for (const part of ['refs', 'objects']) await rm(join(gitDir, part), { recursive: true });
  // Links may dangle (no packed refs yet, not shallow): git takes them as absent, and sees them when they appear.
  for (const part of ['refs', 'objects', 'packed-refs', 'shallow']) {
    await symlink(join(commonDir, part), join(gitDir, part));
  }
  if (await exists(join(commonDir, 'logs'))) {
    await symlink(join(commonDir, 'logs'), join(gitDir, 'logs'));
    await run({ gitDir, args: ['config', '--local', 'core.logAllRefUpdates', 'true'] });
  }
  return gitDir;
}

export async function makeWorkshop(run: RunGit, folder: string, commonDir: string, format: ObjectFormat) {
  const gitDir = await bare(run, join(folder, 'workshop.git'), format);
  const objects = await realpath(join(commonDir, 'objects'));
  await mkdir(join(gitDir, 'objects', 'info'), { recursive: true });
  await writeFile(join(gitDir, 'objects', 'info', 'alternates'), `${quoted(objects)}\n`);
  await symlink(join(commonDir, 'shallow'), join(gitDir, 'shallow'));
  return gitDir;
}

/** A path as git reads it in lists of object directories: C-quoted, for paths with line feeds, quotes or colons. */
export function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

async function bare(run: RunGit, gitDir: string, format: ObjectFormat): Promise<string> {
  const args = ['init', '-q', '--bare', '--template=', `--object-format=${format}`, '--initial-branch=none'];
  await run({ args: [...args, gitDir] });
  return gitDir;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
