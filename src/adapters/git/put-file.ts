/** A tree with one file more, or with other bytes in it: for what we write ourselves, a plan. */
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { id, line } from './objects.ts';
import type { RunGit } from './spawn.ts';

export async function putFile(
  { run, gitDir }: { run: RunGit; gitDir: string },
  treeish: string,
  path: string,
  bytes: Uint8Array,
): Promise<string> {
  const written = await run({
    gitDir,
    args: ['hash-object', '-w', '--no-filters', '--stdin'],
    input: Buffer.from(bytes),
  });
  const folder = await mkdtemp(join(gitDir, 'index-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  await run({ gitDir, env, args: ['read-tree', id(treeish)] });
  const entry = `100644 ${line(written.stdout)}\t${path}\0`;
  await run({ gitDir, env, args: ['update-index', '-z', '--index-info'], input: entry });
  return line((await run({ gitDir, env, args: ['write-tree'] })).stdout);
}
