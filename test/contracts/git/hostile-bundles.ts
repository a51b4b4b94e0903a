/** Bundles as nobody honest would make them, for whoever reads bundles: each attack with the guard that keeps it out. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { gitEnv, type Scene } from './scene.ts';

export const NONCE = 'c'.repeat(32);
const REF = `refs/planfile-out/${NONCE}`;

export interface Parts {
  version?: string;
  prerequisites?: string[];
  refs?: string[];
  /** Ids to pack; default: all that `tip` has and the base has not. */
  objects?: string[];
  pack?: Buffer;
}

/** A bundle file from parts that need not fit together. */
export function bundle(at: Scene, tip: string, parts: Parts = {}): string {
  const base = at.git('rev-parse', 'main');
  const header = [
    parts.version ?? '# v2 git bundle',
    ...(parts.prerequisites ?? [base]).map((id) => `-${id}`),
    ...(parts.refs ?? [`${tip} ${REF}`]),
  ];
  const args = parts.objects === undefined ? ['--revs', '--thin'] : [];
  const input = parts.objects?.join('\n') ?? `${tip}\n^${base}`;
  const pack =
    parts.pack ??
    execFileSync('git', ['-C', at.repo, 'pack-objects', '-q', '--stdout', ...args], {
      env: gitEnv,
      input: `${input}\n`,
      maxBuffer: 1e8,
    });
  const file = at.path('bundle');
  writeFileSync(file, Buffer.concat([Buffer.from(`${header.join('\n')}\n\n`), pack]));
  return file;
}

export const blob = (at: Scene, content: string | Uint8Array) =>
  at.gitIn(content, 'hash-object', '-w', '--stdin');

/** A tree from raw entries, unsorted and unchecked. */
export function rawTree(at: Scene, entries: readonly [mode: string, name: string, id: string][]): string {
  const raw = entries.map(([mode, name, id]) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
  );
  return at.gitIn(Buffer.concat(raw), 'hash-object', '-t', 'tree', '--literally', '-w', '--stdin');
}

export const commitOf = (at: Scene, tree: string, ...parents: string[]) =>
  at.git(
    'commit-tree',
    tree,
    '-m',
    'm',
    ...(parents.length > 0 ? parents : ['main']).flatMap((p) => ['-p', p]),
  );

/** A commit on the base whose tree is the base's and these entries; packed object by object. */
export function withEntries(at: Scene, ...entries: [mode: string, name: string, content: string][]): string {
  const blobs = entries.map(([, , content]) => blob(at, content));
  const base: [string, string, string] = ['100644', 'a.txt', at.git('rev-parse', 'main:a.txt')];
  const all = [base, ...entries.map(([mode, name], i): [string, string, string] => [mode, name, blobs[i]!])];
  const byName = new Map(all.map((entry) => [entry[1], entry]));
  const tree = rawTree(
    at,
    [...byName.values()].sort((x, y) => (x[1] < y[1] ? -1 : 1)),
  );
  const commit = commitOf(at, tree);
  return bundle(at, commit, { objects: [commit, tree, ...new Set(blobs)] });
}

export interface Attack {
  /** The guard that keeps it out. */
  guard: string;
  what: string;
  /** The fault's code, where git itself refuses under the guard's arguments. */
  code?: string;
  /** Other guards that would stop it as well; out of the way, so that this one stands alone. */
  without?: string[];
  make(at: Scene): string;
}

export const ATTACKS: Attack[] = [
  {
    guard: 'bundle-size',
    what: 'a file of 66 MB and a byte',
    make(at) {
      truncateSync(withEntries(at, ['100644', 'b', 'b\n']), 66_000_001);
      return at.path('bundle');
    },
  },
  {
    guard: 'bundle-version',
    what: 'version 3 with a capability',
    make: (at) => bundle(at, at.commit(), { version: '# v3 git bundle\n@object-format=sha1' }),
  },
  {
    guard: 'bundle-version',
    what: 'a line that means nothing',
    make: (at) => bundle(at, at.commit(), { version: '# v2 git bundle\nhello' }),
  },
  {
    guard: 'bundle-prerequisite',
    what: 'no prerequisite',
    make: (at) => bundle(at, at.commit(), { prerequisites: [] }),
  },
  {
    guard: 'bundle-prerequisite',
    what: 'two prerequisites',
    make: (at) => bundle(at, at.commit(), { prerequisites: [at.git('rev-parse', 'main'), '1'.repeat(40)] }),
  },
  {
    guard: 'bundle-ref',
    what: 'another ref beside',
    make(at) {
      const tip = at.commit();
      return bundle(at, tip, { refs: [`${tip} ${REF}`, `${tip} refs/heads/main`] });
    },
  },
  {
    guard: 'bundle-ref',
    what: "another run's ref",
    make(at) {
      const tip = at.commit();
      return bundle(at, tip, { refs: [`${tip} refs/planfile-out/${'d'.repeat(32)}`] });
    },
  },
  {
    guard: 'bundle-strict',
    what: 'a .gitmodules that runs a program',
    code: 'bundle-pack',
    make: (at) =>
      withEntries(at, ['100644', '.gitmodules', '[submodule "x"]\n\tpath = x\n\turl = --upload-pack=evil\n']),
  },
  {
    guard: 'bundle-strict',
    what: 'the same name twice',
    code: 'bundle-pack',
    make(at) {
      const id = blob(at, 'b\n');
      const tree = rawTree(at, [
        ['100644', 'b', id],
        ['100644', 'b', at.git('rev-parse', 'main:a.txt')],
      ]);
      const commit = commitOf(at, tree);
      return bundle(at, commit, { objects: [commit, tree, id] });
    },
  },
  { guard: 'bundle-memory', what: 'a delta bomb of 600 MB', code: 'bundle-pack', make: deltaBomb },
  {
    guard: 'bundle-warning',
    what: 'a mode that git only warns of',
    make: (at) => withEntries(at, ['100600', 'b', 'b\n']),
  },
  {
    guard: 'bundle-one-commit',
    what: 'two commits',
    make(at) {
      const first = at.commit();
      return bundle(at, at.git('commit-tree', `${first}^{tree}`, '-p', first, '-m', 'second'));
    },
  },
  {
    guard: 'bundle-one-commit',
    what: 'a merge',
    make(at) {
      const [tree, main] = [at.git('rev-parse', 'main^{tree}'), at.git('rev-parse', 'main')];
      const root = at.git('commit-tree', tree, '-m', 'root');
      return bundle(at, commitOf(at, tree, main, root));
    },
  },
  {
    guard: 'bundle-one-commit',
    what: 'a root commit',
    make: (at) => bundle(at, at.git('commit-tree', at.git('rev-parse', 'main^{tree}'), '-m', 'root')),
  },
  ...['.git', '.GIT', '.g\u200cit', 'git~1', '.git ', '..'].map(
    (name): Attack => ({
      guard: 'bundle-unsafe-path',
      what: `the name ${JSON.stringify(name)}`,
      without: ['bundle-strict', 'bundle-misleading-path'],
      make: (at) => withEntries(at, ['100644', name, 'b\n']),
    }),
  ),
  {
    guard: 'bundle-misleading-path',
    what: 'a line feed in a name',
    make: (at) => withEntries(at, ['100644', 'b\nc', 'b\n']),
  },
  {
    guard: 'bundle-misleading-path',
    what: 'a name that reads backwards',
    make: (at) => withEntries(at, ['100644', 'b\u202egpj.js', 'b\n']),
  },
  {
    guard: 'bundle-mode-change',
    what: 'an existing file made executable',
    make: (at) => withEntries(at, ['100755', 'a.txt', 'one\n']),
  },
  {
    guard: 'bundle-mode-change',
    what: 'an existing file made a link',
    make: (at) => withEntries(at, ['120000', 'a.txt', 'b']),
  },
  {
    guard: 'bundle-submodule',
    what: 'a new submodule',
    make(at) {
      const tree = rawTree(at, [['160000', 'sub', '1'.repeat(40)]]);
      const commit = commitOf(at, tree);
      return bundle(at, commit, { objects: [commit, tree] });
    },
  },
  {
    guard: 'bundle-case-twins',
    what: 'a name that differs from another in case only',
    make: (at) => withEntries(at, ['100644', 'A.txt', 'b\n']),
  },
  {
    guard: 'bundle-too-large',
    what: '70 MB in 70 kB',
    make: (at) =>
      bundle(at, commitOf(at, rawTree(at, [['100644', 'zeros', blob(at, Buffer.alloc(70_000_000))]]))),
  },
  ...['/etc/passwd', '../x', 'b/../../x', '.git/hooks', 'x'.repeat(5_000)].map(
    (target): Attack => ({
      guard: 'bundle-link',
      what: `a link to ${target.slice(0, 20)}`,
      make: (at) => withEntries(at, ['120000', 'l', target]),
    }),
  ),
  {
    guard: 'bundle-lfs-pointer',
    what: 'a pointer to a file elsewhere',
    make: (at) =>
      withEntries(at, [
        '100644',
        'big',
        `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1\n`,
      ]),
  },
];

/** 16 MB of zeros, and a delta that copies them 37 times: 16 kB that unpack to 600 MB. */
function deltaBomb(at: Scene): string {
  const most = 0xffffff;
  const source = Buffer.alloc(most);
  const copy = Buffer.from([0b11110000, 0xff, 0xff, 0xff]);
  const times = 37;
  const delta = Buffer.concat([size(most), size(most * times), ...Array.from({ length: times }, () => copy)]);
  const hash = createHash('sha1').update(`blob ${most * times}\0`);
  for (let i = 0; i < times; i += 1) hash.update(source);
  const id = hash.digest('hex');
  const tree = Buffer.concat([Buffer.from('100644 bomb\0'), Buffer.from(id, 'hex')]);
  const treeId = at.gitIn(tree, 'hash-object', '-t', 'tree', '--literally', '-w', '--stdin');
  // git will not make this commit, for the blob does not exist here.
  const text = `tree ${treeId}\nparent ${at.git('rev-parse', 'main')}\nauthor A <a@b> 0 +0000\ncommitter A <a@b> 0 +0000\n\nm\n`;
  const commit = createHash('sha1').update(`commit ${text.length}\0${text}`).digest('hex');
  const base = packed(3, source);
  const objects = [
    packed(1, Buffer.from(text)),
    packed(2, tree),
    base,
    // Type 6: a delta against what lies `base.length` bytes before it.
    Buffer.concat([typed(6, delta.length), offset(base.length), deflateSync(delta)]),
  ];
  return bundle(at, commit, { pack: packOf(objects) });
}

/** A pack file of objects as they lie in one. */
export function packOf(objects: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12);
  head.write('PACK');
  head.writeUInt32BE(2, 4);
  head.writeUInt32BE(objects.length, 8);
  const body = Buffer.concat([head, ...objects]);
  return Buffer.concat([body, createHash('sha1').update(body).digest()]);
}

const packed = (type: number, content: Buffer) =>
  Buffer.concat([typed(type, content.length), deflateSync(content, { level: 9 })]);

/** The head of an object in a pack: its type, and how many bytes it has unpacked. */
export function typed(type: number, length: number): Buffer {
  const bytes = [(type << 4) | (length & 15)];
  for (let rest = Math.floor(length / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1]! |= 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

function size(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1]! |= 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

function offset(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = value >> 7; rest > 0; rest >>= 7) {
    rest -= 1;
    bytes.unshift(128 | (rest & 127));
  }
  return Buffer.from(bytes);
}

/** Each level names the one below `wide` times. */
export function treeBomb(at: Scene, wide: number, deep: number): string {
  let id = blob(at, 'x');
  const objects = [id];
  for (let level = 0; level < deep; level += 1) {
    const mode = level === 0 ? '100644' : '40000';
    const below = id;
    id = rawTree(
      at,
      Array.from({ length: wide }, (_, i) => [mode, `f${i}`, below]),
    );
    objects.push(id);
  }
  const commit = commitOf(at, id);
  return bundle(at, commit, { objects: [commit, ...objects] });
}
