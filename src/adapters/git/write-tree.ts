/** A tree from a base and what was found: blobs as bytes, an index of our own, no work tree. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { TreeEntry } from '../../ports/git.ts';
import { id, line } from './objects.ts';
import type { RunGit } from './spawn.ts';

export interface Written {
  mode: string;
  id: string;
  /** undefined: the base has this blob at this path. */
  bytes: Buffer | undefined;
}

export async function writeTree(
  { run, gitDir }: { run: RunGit; gitDir: string },
  base: string,
  before: ReadonlyMap<string, TreeEntry>,
  found: ReadonlyMap<string, Written>,
): Promise<string> {
  const removed = [...before.keys()].filter((path) => !found.has(path));
  const changed = [...found].filter(([path, now]) => {
    const old = before.get(path);
    return old?.id !== now.id || old.mode !== now.mode;
  });
  await writeBlobs(
    run,
    gitDir,
    changed.flatMap(([, { bytes }]) => (bytes === undefined ? [] : [bytes])),
  );
  const folder = await mkdtemp(join(gitDir, 'index-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  await run({ gitDir, env, args: ['read-tree', id(base)] });
  const zero = '0'.repeat(base.length);
  const lines = [
    // Removals first: a file may have become a folder.
    ...removed.map((path) => `0 ${zero}\t${path}\0`),
    ...changed.map(([path, { mode, id: blob }]) => `${mode} ${blob}\t${path}\0`),
  ];
  await run({ gitDir, env, args: ['update-index', '-z', '--index-info'], input: lines.join('') });
  const { stdout } = await run({ gitDir, env, args: ['write-tree'] });
  return line(stdout);
}

/** All in one child. `write-tree` fails where git hashed one of them otherwise than we did. */
async function writeBlobs(run: RunGit, gitDir: string, blobs: readonly Buffer[]): Promise<void> {
  if (blobs.length === 0) return;
  const feed = Buffer.from('\n');
  const stream = blobs.flatMap((bytes) => [Buffer.from(`blob\ndata ${bytes.length}\n`), bytes, feed]);
  const input = Buffer.concat([...stream, Buffer.from('done\n')]);
  await run({ gitDir, args: ['fast-import', '--quiet', '--done'], input });
}
