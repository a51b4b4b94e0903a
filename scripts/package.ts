/**
 * Lays out the npm package in a folder of its own: the bundle, which has everything in it, and a package.json without our tools,
 * without our Node, and with the commit that it was made from. The repository itself is `private`, so that nothing else is published.
 *
 *   node scripts/package.ts <folder> --commit <sha> [--tag <tag>] [--bundle <folder>]
 *
 * With a tag it refuses one that is not of this version, or of which CHANGELOG.md says nothing.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    commit: { type: 'string' },
    tag: { type: 'string' },
    bundle: { type: 'string', default: 'dist' },
  },
});
const [folder] = positionals;
const { commit, tag, bundle } = values;
if (folder === undefined || !/^[0-9a-f]{40}$/.test(commit ?? ''))
  throw new Error(
    'node scripts/package.ts <folder> --commit <40 hex digits> [--tag <tag>] [--bundle <folder>]',
  );

const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Record<string, unknown>;
if (tag !== undefined) await requireRelease(tag, String(manifest.version));

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await cp(bundle, join(folder, 'dist'), { recursive: true });
for (const file of ['plan-spec', 'action.yml', 'LICENSE', 'README.md', 'CHANGELOG.md'])
  await cp(file, join(folder, file), { recursive: true });
const kept = ['name', 'version', 'description', 'type', 'license', 'repository', 'bin', 'exports'];
const published = {
  ...Object.fromEntries(kept.map((key) => [key, manifest[key]])),
  // What the bundle runs on; a clone brings its own, and is content with less.
  engines: { node: '>=24' },
  // src/entries/release.ts reads it: `init` names our action by this commit.
  gitHead: commit,
};
await writeFile(join(folder, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);

async function requireRelease(tag: string, version: string): Promise<void> {
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, and package.json says ${version}`);
  const changes = await readFile('CHANGELOG.md', 'utf8');
  if (!changes.split('\n').some((line) => line.startsWith(`## ${version}`)))
    throw new Error(`CHANGELOG.md has no section "## ${version}"`);
}
