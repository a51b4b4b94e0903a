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

export type ObjectFormat = 'sha1' | 'sha256';

export async function makeLens(folder: string, commonDir: string, format: ObjectFormat) {
  const logs = await exists(join(commonDir, 'logs'));
  const gitDir = await bare(join(folder, 'lens.git'), format, logs ? ['logAllRefUpdates = true'] : []);
  for (const part of ['refs', 'objects']) await rm(join(gitDir, part), { recursive: true });
  // Links may dangle (no packed refs yet, not shallow): git takes them as absent, and sees them when they appear.
  for (const part of ['refs', 'objects', 'packed-refs', 'shallow']) {
    await symlink(join(commonDir, part), join(gitDir, part));
  }
  if (logs) await symlink(join(commonDir, 'logs'), join(gitDir, 'logs'));
  return gitDir;
}

export async function makeWorkshop(folder: string, commonDir: string, format: ObjectFormat) {
  const gitDir = await bare(join(folder, 'workshop.git'), format);
  const objects = await realpath(join(commonDir, 'objects'));
  await writeFile(join(gitDir, 'objects', 'info', 'alternates'), `${quoted(objects)}\n`);
  await symlink(join(commonDir, 'shallow'), join(gitDir, 'shallow'));
  return gitDir;
}

/** A path as git reads it in lists of object directories: C-quoted, for paths with line feeds, quotes or colons. */
export function quoted(path: string): string {
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

/** What `git init --bare --template=` makes (gitrepository-layout(5)), without a child. `settings`: more lines of [core]. */
async function bare(gitDir: string, format: ObjectFormat, settings: readonly string[] = []): Promise<string> {
  const version = format === 'sha1' ? 0 : 1;
  const core = [`repositoryformatversion = ${version}`, 'filemode = true', 'bare = true', ...settings];
  const extensions = format === 'sha1' ? [] : ['[extensions]', `objectformat = ${format}`];
  await mkdir(join(gitDir, 'objects', 'info'), { recursive: true });
  await mkdir(join(gitDir, 'objects', 'pack'));
  await mkdir(join(gitDir, 'refs'));
  await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n');
  await writeFile(join(gitDir, 'config'), `${['[core]', ...core, ...extensions].join('\n')}\n`);
  return gitDir;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
