/**
 * What a bundle must be to be taken in (trust.md T19, mechanics.md): one named guard each, in the order of the stages.
 * `bundle.ts` applies whatever list it is given; tests take one out and show what then gets through.
 */
import type { CommitFacts, TreeEntry } from '../../ports/git.ts';
import { type BundleHeader, outRef } from './bundle-header.ts';
import { type ChangeLimits, ceiling } from './ceiling.ts';
import type { ObjectFormat } from './directory.ts';
import { misleadingPath, unsafeLink, unsafePath } from './paths.ts';

export interface BundleLimits extends ChangeLimits {
  /** Bytes of the bundle file. */
  file: number;
}

/** A file of bytes that do not compress still fits: its pack is below the `--fsize` of `bundle-memory`. */
export const defaultLimits: BundleLimits = { ...ceiling, file: 66_000_000 };

/** Grows from stage to stage: a guard sees what its stage and those before it have read. */
export interface BundleFacts {
  base: string;
  nonce: string;
  format: ObjectFormat;
  limits: BundleLimits;
  size?: number;
  header?: BundleHeader;
  stderr?: string;
  commit?: CommitFacts;
  before?: readonly TreeEntry[];
  after?: readonly TreeEntry[];
  small?: ReadonlyMap<string, Buffer>;
}

export interface BundleGuard {
  /** Also the fault's code. */
  name: string;
  at: 'file' | 'header' | 'pack' | 'commit' | 'tree' | 'content';
  refuse?(facts: BundleFacts): string | undefined;
  /** Arguments for `index-pack`. */
  indexPack?: readonly string[];
  /** Limits that every child which touches the quarantine gets. */
  prlimit?: readonly string[];
}

const when = (condition: boolean, why: string): string | undefined => (condition ? why : undefined);

export const bundleGuards: readonly BundleGuard[] = [
  {
    name: 'bundle-size',
    at: 'file',
    refuse: ({ size = 0, limits }) =>
      when(size > limits.file, `it has ${size} bytes, at most ${limits.file} are read`),
  },
  {
    name: 'bundle-version',
    at: 'header',
    refuse({ header, format }) {
      const [version, capabilities] =
        format === 'sha1' ? ['# v2 git bundle', ''] : ['# v3 git bundle', '@object-format=sha256'];
      const same = header!.version === version && header!.capabilities.join() === capabilities;
      return when(
        !same || header!.length === 0 || header!.odd.length > 0,
        'its header is not the one that we write',
      );
    },
  },
  {
    name: 'bundle-prerequisite',
    at: 'header',
    refuse: ({ header, base }) =>
      when(header!.prerequisites.join() !== base, 'it is not built on the base alone'),
  },
  {
    name: 'bundle-ref',
    at: 'header',
    refuse: ({ header, nonce }) =>
      when(
        header!.refs.length !== 1 || header!.refs[0]!.name !== outRef(nonce),
        'it carries other refs than the one of this run',
      ),
  },
  { name: 'bundle-strict', at: 'pack', indexPack: ['--strict'] },
  {
    // A delta of 16 kB can ask for a gigabyte. `--data`, not `--as`: the user's packs, however large, are mapped too.
    name: 'bundle-memory',
    at: 'pack',
    prlimit: ['--data=536870912', '--cpu=20', '--fsize=67108864', '--core=0'],
  },
  {
    // index-pack only warns of odd modes, and every later command shows them as ordinary ones.
    name: 'bundle-warning',
    at: 'pack',
    refuse: ({ stderr = '' }) =>
      when(stderr !== '', `git warns of it (${stderr.split('\n')[0]!.slice(0, 200)})`),
  },
  {
    name: 'bundle-one-commit',
    at: 'commit',
    refuse: ({ commit, base }) => when(commit!.parents.join() !== base, 'it is not one commit on the base'),
  },
  {
    name: 'bundle-unsafe-path',
    at: 'tree',
    refuse: (facts) => firstPath(facts, ({ path }) => unsafePath(path)),
  },
  {
    name: 'bundle-misleading-path',
    at: 'tree',
    refuse: (facts) =>
      firstPath(facts, ({ path }, before) => (before === undefined ? misleadingPath(path) : undefined)),
  },
  {
    name: 'bundle-mode-change',
    at: 'tree',
    refuse: (facts) =>
      firstPath(facts, ({ mode }, before) =>
        when(
          before !== undefined && before.mode !== mode,
          `its mode changes from ${before?.mode} to ${mode}`,
        ),
      ),
  },
  {
    name: 'bundle-submodule',
    at: 'tree',
    refuse: (facts) => firstPath(facts, ({ mode }) => when(mode === '160000', 'it is a submodule')),
  },
  { name: 'bundle-case-twins', at: 'tree', refuse: caseTwins },
  {
    name: 'bundle-too-large',
    at: 'tree',
    refuse(facts) {
      const all = changedEntries(facts);
      const bytes = all.reduce((sum, { entry }) => sum + (entry.size ?? 0), 0);
      return (
        when(all.length > facts.limits.files, `it changes ${all.length} files`) ??
        when(bytes > facts.limits.bytes, `its files have ${bytes} bytes unpacked`)
      );
    },
  },
  {
    name: 'bundle-link',
    at: 'content',
    refuse: (facts) =>
      firstPath(facts, ({ path, mode, id }) => {
        if (mode !== '120000') return undefined;
        const target = facts.small?.get(id);
        return target === undefined ? 'its target cannot be read' : unsafeLink(path, target.toString('utf8'));
      }),
  },
  {
    name: 'bundle-lfs-pointer',
    at: 'content',
    refuse(facts) {
      // A pointer that the base has may move; its file is where the base's files are.
      const known = new Set(facts.before?.map(({ id }) => id));
      return firstPath(facts, ({ mode, id }) =>
        when(
          mode.startsWith('100') && !known.has(id) && isLfsPointer(facts.small?.get(id)),
          'it is a pointer to a file that the bundle does not hold (LFS)',
        ),
      );
    },
  },
];

const isLfsPointer = (bytes: Buffer | undefined): boolean =>
  /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(
    bytes?.toString('latin1') ?? '',
  );

export interface Changed {
  entry: TreeEntry;
  before: TreeEntry | undefined;
}

export function changedEntries({ before = [], after = [] }: BundleFacts): Changed[] {
  const known = new Map(before.map((entry) => [entry.path, entry]));
  return after
    .map((entry) => ({ entry, before: known.get(entry.path) }))
    .filter(({ entry, before: old }) => old?.id !== entry.id || old.mode !== entry.mode);
}

function firstPath(
  facts: BundleFacts,
  refuse: (entry: TreeEntry, before: TreeEntry | undefined) => string | undefined,
): string | undefined {
  for (const { entry, before } of changedEntries(facts)) {
    const why = refuse(entry, before);
    if (why !== undefined) return `${JSON.stringify(entry.path)}: ${why}`;
  }
  return undefined;
}

/** Two names that a Mac or Windows takes for one: whichever is written last wins there, unseen. */
function caseTwins(facts: BundleFacts): string | undefined {
  const fold = (path: string) => path.normalize('NFC').toLowerCase();
  const added = changedEntries(facts).filter(({ before }) => before === undefined);
  if (added.length === 0) return undefined;
  const seen = new Map<string, string>();
  const prefixes = (path: string) =>
    path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const twin = (path: string) => prefixes(path).find((one) => (seen.get(fold(one)) ?? one) !== one);
  const fresh = new Set(added.map(({ entry }) => entry.path));
  // The base's own twins are the base's affair.
  for (const { path } of facts.after ?? [])
    if (!fresh.has(path)) for (const one of prefixes(path)) seen.set(fold(one), one);
  for (const { entry } of added) {
    const found = twin(entry.path);
    if (found !== undefined)
      return `${JSON.stringify(found)} and ${JSON.stringify(seen.get(fold(found)))} differ only in case`;
    for (const one of prefixes(entry.path)) seen.set(fold(one), one);
  }
  return undefined;
}
