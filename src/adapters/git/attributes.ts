/**
 * Attributes of paths by the `.gitattributes` files of one commit, as git itself reads them: from an index of our own that holds
 * these files and nothing else. No work tree, no `info/attributes`, no configuration of the repository has a say (trust.md T15).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attributes } from '../../ports/git.ts';
import { listTree, splitZ } from './objects.ts';
import type { RunGit } from './spawn.ts';

export async function attributesAt(
  { run, gitDir }: { run: RunGit; gitDir: string },
  commit: string,
  { names, paths }: { names: readonly string[]; paths: readonly string[] },
): Promise<Attributes> {
  const files = (await listTree(run, gitDir, commit)).filter(
    ({ path, mode }) => /(?:^|\/)\.gitattributes$/.test(path) && mode.startsWith('100'),
  );
  if (files.length === 0 || names.length === 0 || paths.length === 0) return new Map();
  const folder = await mkdtemp(join(gitDir, 'attributes-'));
  try {
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    const entries = files.map(({ path, mode, id }) => `${mode} ${id}\t${path}\0`).join('');
    await run({ gitDir, env, args: ['update-index', '-z', '--index-info'], input: entries });
    const { stdout } = await run({
      gitDir,
      env,
      args: ['check-attr', '--cached', '-z', '--stdin', ...names],
      input: paths.map((path) => `${path}\0`).join(''),
    });
    return parse(splitZ(stdout).map((part) => part.toString('utf8')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Triples of path, attribute and value; `unspecified` is none. */
function parse(parts: readonly string[]): Attributes {
  const found = new Map<string, Record<string, string>>();
  for (let i = 0; i + 2 < parts.length; i += 3) {
    const [path, name, value] = [parts[i]!, parts[i + 1]!, parts[i + 2]!];
    if (value === 'unspecified') continue;
    found.set(path, { ...found.get(path), [name]: value });
  }
  return found;
}
