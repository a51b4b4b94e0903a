/**
 * A phase's commit as one file between jobs. Written by us from the workshop; read as if an enemy had written it
 * (trust.md T19): our own parser for the header, `index-pack --strict` under limits into a quarantine, then guard after
 * guard (bundle-guards.ts), the cheap ones and those that keep the later ones finite first.
 */
import { constants } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../ports/fault.ts';
import type { TreeEntry } from '../../ports/git.ts';
import { readObjects } from './batch.ts';
import {
  type BundleFacts,
  type BundleGuard,
  type BundleLimits,
  bundleGuards,
  changedEntries,
  defaultLimits,
} from './bundle-guards.ts';
import { HEADER_MOST, outRef, parseHeader } from './bundle-header.ts';
import { parseCommit } from './commit-facts.ts';
import { type ObjectFormat, quoted } from './directory.ts';
import { id, listTree } from './objects.ts';
import type { RunGit } from './spawn.ts';

export interface BundlePlace {
  run: RunGit;
  gitDir: string;
  format: ObjectFormat;
}

export async function writeBundle(
  { run, gitDir }: BundlePlace,
  file: string,
  { commit, base, nonce }: { commit: string; base: string; nonce: string },
): Promise<void> {
  const ref = outRef(nonce);
  await run({ gitDir, args: ['update-ref', '--', ref, id(commit)] });
  await run({ gitDir, args: ['bundle', 'create', '--quiet', file, ref, `^${id(base)}`] });
  await run({ gitDir, args: ['update-ref', '-d', '--', ref] });
}

export async function readBundle(
  place: BundlePlace,
  file: string,
  expected: { base: string; nonce: string },
  guards: readonly BundleGuard[] = bundleGuards,
  limits: BundleLimits = defaultLimits,
): Promise<{ commit: string; tree: string }> {
  const { gitDir } = place;
  const facts: BundleFacts = { ...expected, format: place.format, limits };
  await using bytes = await openBundle(file);
  const found = await bytes.stat();
  if (!found.isFile()) throw refused('bundle-no-file', 'it is no regular file');
  facts.size = found.size;
  check(guards, 'file', facts);

  const start = await bytes.read(Buffer.alloc(HEADER_MOST), 0, HEADER_MOST, 0);
  facts.header = parseHeader(start.buffer.subarray(0, start.bytesRead));
  check(guards, 'header', facts);

  await using quarantine = await makeQuarantine(gitDir);
  const pack = bytes.createReadStream({ start: facts.header.length, autoClose: false });
  await indexPack(place, quarantine, pack, guards, facts);
  check(guards, 'pack', facts);

  const inside = reader(place, quarantine, guards);
  facts.commit = await inside.commit(facts.header.refs[0]!.id);
  check(guards, 'commit', facts);

  facts.before = await listTree(place.run, gitDir, expected.base);
  facts.after = await inside.entries(facts.commit.tree, facts.before.length + limits.files);
  check(guards, 'tree', facts);

  facts.small = await inside.small(facts);
  check(guards, 'content', facts);

  await quarantine.release();
  return { commit: facts.commit.id, tree: facts.commit.tree };
}

function check(guards: readonly BundleGuard[], at: BundleGuard['at'], facts: BundleFacts): void {
  for (const guard of guards) {
    if (guard.at !== at) continue;
    const why = guard.refuse?.(facts);
    if (why !== undefined) throw refused(guard.name, why);
  }
}

interface Quarantine extends AsyncDisposable {
  env: Record<string, string>;
  /** Moves the packs among the workshop's objects; the index last, for with it a pack is seen. */
  release(): Promise<void>;
}

async function makeQuarantine(gitDir: string): Promise<Quarantine> {
  const folder = await mkdtemp(join(gitDir, 'quarantine-'));
  await mkdir(join(folder, 'pack'));
  return {
    env: {
      GIT_OBJECT_DIRECTORY: folder,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(join(gitDir, 'objects')),
    },
    async release() {
      const files = (await readdir(join(folder, 'pack'))).sort(
        (a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx')),
      );
      for (const name of files)
        await rename(join(folder, 'pack', name), join(gitDir, 'objects', 'pack', name));
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function indexPack(
  { run, gitDir }: BundlePlace,
  quarantine: Quarantine,
  input: ReturnType<Awaited<ReturnType<typeof openBundle>>['createReadStream']>,
  guards: readonly BundleGuard[],
  facts: BundleFacts,
): Promise<void> {
  const flags = guards.flatMap(({ indexPack = [] }) => indexPack);
  const done = await run({
    gitDir,
    env: quarantine.env,
    wrap: limited(guards),
    deadline: 60_000,
    args: ['-c', 'core.bigFileThreshold=1m', 'index-pack', '--stdin', '--fix-thin', '--threads=1', ...flags],
    input,
  }).catch(distrusted('bundle-pack'));
  facts.stderr = done.stderr;
}

/** Reads of what is in quarantine, each under the same limits: a header says little of what a blob grows to. */
function reader({ run, gitDir }: BundlePlace, { env }: Quarantine, guards: readonly BundleGuard[]) {
  const options = { env, wrap: limited(guards), deadline: 60_000 };
  return {
    async commit(tip: string) {
      const read = readObjects(run, gitDir, [tip], { ...options, maxBytes: 1_000_000 });
      const [object] = await read.catch(distrusted('bundle-commit'));
      if (object!.type !== 'commit') throw refused('bundle-commit', `its ref names a ${object!.type}`);
      return parseCommit(tip, object!.bytes);
    },
    entries: (tree: string, most: number) =>
      listTree(run, gitDir, tree, { ...options, most }).catch(distrusted('bundle-tree')),
    /** Contents of the changed blobs that are small enough to be a link's target or an LFS pointer. */
    async small(facts: BundleFacts): Promise<Map<string, Buffer>> {
      const wanted = changedEntries(facts).filter(({ entry }) => isSmall(entry));
      const names = [...new Set(wanted.map(({ entry }) => entry.id))];
      const blobs = await readObjects(run, gitDir, names, options).catch(distrusted('bundle-content'));
      return new Map(blobs.map(({ id: name, bytes }) => [name, bytes]));
    },
  };
}

/** Links are read in full up to the longest path; a pointer of LFS has less than 1,024 bytes by its own spec. */
const isSmall = ({ mode, size = 0 }: TreeEntry): boolean =>
  size < 1024 || (mode === '120000' && size <= 4096);

function limited(guards: readonly BundleGuard[]): string[] {
  const limits = guards.flatMap(({ prlimit = [] }) => prlimit);
  return limits.length === 0 ? [] : ['prlimit', ...limits, '--'];
}

/** Where git fails on what the bundle holds, the bundle is at fault and not the machine. */
function distrusted(code: string): (cause: unknown) => never {
  return (cause) => {
    if (!(cause instanceof Fault) || cause.kind !== 'service') throw cause;
    throw refused(code, cause.message.replace(/\.$/, ''), cause);
  };
}

async function openBundle(file: string) {
  try {
    return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw refused('bundle-missing', `it cannot be opened (${(cause as NodeJS.ErrnoException).code})`, cause);
  }
}

function refused(code: string, why: string, cause?: unknown): Fault {
  return new Fault(
    'refused',
    code,
    `The bundle is refused: ${why}.`,
    'Nothing of it was taken. Execute the phase again; if it happens again, look at the job that made the bundle.',
    { cause },
  );
}
