/** Export and import: bytes in = bytes out, and nothing that a session left in its tree is believed (trust.md T15). */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeWorkshop } from '../../../src/adapters/git/directory.ts';
import { ignoreRules } from '../../../src/adapters/git/ignored.ts';
import { importTree } from '../../../src/adapters/git/import.ts';
import { importGuards } from '../../../src/adapters/git/import-guards.ts';
import { objectSource } from '../../../src/adapters/git/object-source.ts';
import { type OpenFolder, openFolder } from '../../../src/adapters/git/open-folder.ts';
import { gitRunner } from '../../../src/adapters/git/spawn.ts';
import { everything, faultOf, openScene, PATH, runs, type Scene, scene } from './scene.ts';

/** The base exported to a folder, and a way to read it back. */
async function opened(at: Scene, rules = everything) {
  const git = await openScene(at);
  const workshop = await git.workshop();
  const base = at.git('rev-parse', 'HEAD');
  const tree = mkdtempSync(at.path('tree-'));
  await workshop.exportTree(base, tree);
  return {
    base,
    tree,
    workshop,
    back: () => workshop.importTree(tree, base, rules),
    put(path: string, content: string | Uint8Array) {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), content);
    },
    async [Symbol.asyncDispose]() {
      await workshop[Symbol.asyncDispose]();
      await git[Symbol.asyncDispose]();
    },
  };
}

describe('export', () => {
  it('writes the bytes of the blobs: no line ends, keywords, archive attributes or filters', async () => {
    using at = scene({
      '.gitattributes': '* text=auto eol=crlf ident filter=x\nsecret export-ignore\nv export-subst\n',
    });
    const files = {
      secret: '$Id$\n',
      v: '$Format:%H$\r\n',
      lf: 'a\nb\n',
      binary: Buffer.from([0, 255, 13, 10]),
    };
    const entries = Object.entries(files).map(
      ([name, bytes]) => `100644 blob ${at.gitIn(bytes, 'hash-object', '-w', '--stdin')}\t${name}`,
    );
    const attributes = `100644 blob ${at.git('rev-parse', 'HEAD:.gitattributes')}\t.gitattributes`;
    const tree = at.gitIn(`${[...entries, attributes].join('\n')}\n`, 'mktree');
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    await workshop.exportTree(tree, at.path('out'));
    for (const [name, bytes] of Object.entries(files)) {
      expect(readFileSync(at.path(`out/${name}`))).toEqual(Buffer.from(bytes));
    }
  });

  it('keeps executables and links, makes submodules empty folders, and no .git', async () => {
    using at = scene({ 'bin/run': '#!/bin/sh\n' });
    chmodSync(join(at.repo, 'bin/run'), 0o755);
    symlinkSync('bin/run', join(at.repo, 'link'));
    at.git('add', '-A');
    at.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub/module`);
    at.git('commit', '-qm', 'more');
    await using here = await opened(at);
    expect(lstatSync(join(here.tree, 'bin/run')).mode & 0o777).toBe(0o755);
    expect(readlinkSync(join(here.tree, 'link'))).toBe('bin/run');
    expect(readdirSync(join(here.tree, 'sub/module'))).toEqual([]);
    expect(readdirSync(here.tree).sort()).toEqual(['bin', 'link', 'sub']);
    expect((await here.back()).changes).toEqual([]);
  });

  const raw = (at: Scene, entries: [string, string, string][]) =>
    at.gitIn(
      Buffer.concat(
        entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
      ),
      ...['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'],
    );

  it.each(['..', '.git', '.GIT', 'git~1', '.g\u200cit', 'a/../../b'])(
    'refuses a tree with %j',
    async (name) => {
      using at = scene({ a: 'a\n' });
      const tree = raw(at, [['100644', name, at.git('rev-parse', 'HEAD:a')]]);
      await using git = await openScene(at);
      await using workshop = await git.workshop();
      expect(await faultOf(workshop.exportTree(tree, at.path('out')))).toBe('unsafe-path');
    },
  );

  it('never writes through a link: a tree with one name as link and as folder fails', async () => {
    using at = scene({ a: 'a\n' });
    mkdirSync(at.path('outside'));
    const blob = at.git('rev-parse', 'HEAD:a');
    const target = at.gitIn(at.path('outside'), 'hash-object', '-w', '--stdin');
    const tree = raw(at, [
      ['120000', 'd', target],
      ['40000', 'd', raw(at, [['100644', 'f', blob]])],
    ]);
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    expect(await faultOf(workshop.exportTree(tree, at.path('out')))).toBe('EEXIST');
    expect(readdirSync(at.path('outside'))).toEqual([]);
  });

  it('names a file that is not UTF-8', async () => {
    using at = scene({ a: 'a\n' });
    const blob = at.git('rev-parse', 'HEAD:a');
    const tree = at.gitIn(
      Buffer.concat([Buffer.from('100644 '), Buffer.from([0xe4, 0]), Buffer.from(blob, 'hex')]),
      ...['hash-object', '-t', 'tree', '-w', '--stdin'],
    );
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    expect(await faultOf(workshop.exportTree(tree, at.path('out')))).toBe('path-not-utf8');
  });
});

describe('import', () => {
  it('says what was added, changed, removed and made executable', async () => {
    using at = scene({ keep: 'k\n', edit: 'e\n', gone: 'g\n', run: '#!\n', was: 'file\n' });
    await using here = await opened(at);
    here.put('edit', 'other\n');
    here.put('new/deep/file', 'n\n');
    rmSync(join(here.tree, 'gone'));
    chmodSync(join(here.tree, 'run'), 0o755);
    rmSync(join(here.tree, 'was'));
    here.put('was/now a folder', 'w\n');
    const { changes, tree } = await here.back();
    expect(changes.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'modified edit',
      'removed gone',
      'added new/deep/file',
      'mode run',
      'removed was',
      'added was/now a folder',
    ]);
    await here.workshop.exportTree(tree, at.path('again'));
    expect(execFileSync('diff', ['-r', here.tree, at.path('again')], { encoding: 'utf8' })).toBe('');
  });

  it('leaves out what the base ignores, unless it is tracked or meant', async () => {
    using at = scene({
      '.gitignore': 'node_modules/\ndist/\n*.log\n',
      'src/.gitignore': '!kept.log\n',
      a: 'a\n',
    });
    at.write('dist/tracked.js', 'old\n');
    at.git('add', '-f', '-A');
    at.git('commit', '-qm', 'tracked');
    await using here = await opened(at, { ...everything, keepIgnored: (path) => path === 'dist/meant.js' });
    here.put('node_modules/x/index.js', 'x');
    here.put('node_modules/x/.git/config', '[x]');
    here.put('dist/tracked.js', 'new\n');
    here.put('dist/meant.js', 'm\n');
    here.put('dist/other.js', 'o\n');
    here.put('b.log', 'l\n');
    here.put('src/kept.log', 'k\n');
    // What the session writes into .gitignore counts for nobody.
    here.put('.gitignore', '*\n');
    const { changes, leftOut } = await here.back();
    expect(changes.map(({ path }) => path)).toEqual([
      '.gitignore',
      'dist/meant.js',
      'dist/tracked.js',
      'src/kept.log',
    ]);
    expect(leftOut).toEqual(['b.log', 'dist/other.js', 'node_modules/']);
  });

  const REFUSED: Record<string, [string, (tree: string) => void]> = {
    'a .git folder': ['git-in-tree', (tree) => mkdirSync(join(tree, '.git'))],
    'a .git file': ['git-in-tree', (tree) => writeFileSync(join(tree, '.git'), 'gitdir: /x\n')],
    'a .git deep below': ['git-in-tree', (tree) => mkdirSync(join(tree, 'deep/b/.GiT'), { recursive: true })],
    'a name that HFS+ takes for it': ['git-in-tree', (tree) => mkdirSync(join(tree, '.g\u200cit'))],
    'a name that NTFS takes for it': ['git-in-tree', (tree) => writeFileSync(join(tree, 'git~1'), '')],
    'a line feed in a name': ['misleading-path', (tree) => writeFileSync(join(tree, 'a\nb'), '')],
    'a name that reads backwards': ['misleading-path', (tree) => writeFileSync(join(tree, 'a\u202eb'), '')],
    'a link to the outside': ['link-out-of-tree', (tree) => symlinkSync('../../etc/passwd', join(tree, 'l'))],
    'an absolute link': ['link-out-of-tree', (tree) => symlinkSync('/etc/passwd', join(tree, 'l'))],
    'a link into .git': ['link-out-of-tree', (tree) => symlinkSync('.git/config', join(tree, 'l'))],
    'a pipe': ['special-file', (tree) => void execFileSync('mkfifo', [join(tree, 'p')])],
    'too many files': [
      'change-too-large',
      (tree) => void [1, 2, 3, 4].map((i) => writeFileSync(join(tree, `${i}`), '')),
    ],
    'too many bytes': ['change-too-large', (tree) => writeFileSync(join(tree, 'big'), Buffer.alloc(2_000))],
    'a name that is not UTF-8': [
      'path-not-utf8',
      (tree) => writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xe4])]), ''),
    ],
    'folders without end': [
      'path-too-deep',
      (tree) => mkdirSync(join(tree, ...Array(300).fill('d')), { recursive: true }),
    ],
    'a file in the place of a submodule': [
      'submodule-changed',
      (tree) => {
        rmSync(join(tree, 'sub'), { recursive: true });
        writeFileSync(join(tree, 'sub'), '');
      },
    ],
    'a file in a submodule': ['submodule-changed', (tree) => writeFileSync(join(tree, 'sub/f'), '')],
  };

  async function session(at: Scene, spoil: (tree: string) => void) {
    at.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},sub`);
    at.git('commit', '-qm', 'sub');
    const here = await opened(at, { ...everything, maxFiles: 3, maxBytes: 1_000 });
    spoil(here.tree);
    return here;
  }

  it.each(Object.entries(REFUSED))('refuses %s', async (_, [code, spoil]) => {
    using at = scene({ a: 'a\n'.repeat(1_000) });
    rmSync(join(at.repo, 'a'));
    at.commit();
    await using here = await session(at, spoil);
    expect(await faultOf(here.back())).toBe(code);
  });

  it('leaves out with an ignored folder whatever is wrong in it', async () => {
    using at = scene({ '.gitignore': 'out/\n' });
    await using here = await opened(at);
    here.put('out/.git/config', '');
    mkdirSync(join(here.tree, 'out', ...Array(300).fill('d')), { recursive: true });
    execFileSync('mkfifo', [join(here.tree, 'out/pipe')]);
    symlinkSync('/etc/passwd', join(here.tree, 'out/link'));
    writeFileSync(Buffer.concat([Buffer.from(`${here.tree}/out/`), Buffer.from([0xe4])]), '');
    const { changes, leftOut } = await here.back();
    expect([changes, leftOut]).toEqual([[], ['out/']]);
  });

  it('a large file of the base is no change, and a larger one in its place is too much', async () => {
    using at = scene({ big: 'x'.repeat(3_000_000) });
    await using here = await opened(at, { ...everything, maxBytes: 1_000 });
    expect((await here.back()).changes).toEqual([]);
    here.put('big', `${'x'.repeat(2_999_999)}y`);
    expect(await faultOf(here.back())).toBe('change-too-large');
    here.put('big', 'x'.repeat(3_000_001));
    expect(await faultOf(here.back())).toBe('change-too-large');
  });

  it('refuses a socket', async () => {
    using at = scene({ a: 'a\n' });
    await using here = await opened(at);
    await using server = createServer();
    await new Promise<void>((resolve) => server.listen(join(here.tree, 's'), resolve));
    expect(await faultOf(here.back())).toBe('special-file');
  });

  it.each(importGuards.map(({ name }) => name))('the guard %s is needed', async (name) => {
    for (const [, [code, spoil]] of Object.entries(REFUSED)) {
      if (code !== name) continue;
      using at = scene({ a: 'a\n' });
      await using here = await session(at, spoil);
      const run = gitRunner(PATH);
      const gitDir = await makeWorkshop(mkdtempSync(at.path('shop-')), join(at.repo, '.git'), 'sha1');
      const broken = importGuards.filter((guard) => guard.name !== name);
      using source = objectSource(run, gitDir);
      const place = { run, gitDir, format: 'sha1' as const, source };
      expect(await faultOf(importTree(place, here.tree, here.base, everything, broken))).not.toBe(name);
    }
  });
});

describe('a swap while the tree is read', () => {
  it('a file that becomes a link is refused; without O_NOFOLLOW its target would be read', () => {
    using at = scene({ a: 'a\n' });
    writeFileSync(at.path('secret'), 'secret');
    for (const [flags, expected] of [
      [undefined, 'tree-changed'],
      [0, 'secret'],
    ] as const) {
      const tree = mkdtempSync(at.path('tree-'));
      writeFileSync(join(tree, 'f'), 'mine');
      using folder = openFolder(tree, flags);
      expect(folder.items()).toEqual([{ name: 'f', kind: 'file' }]);
      rmSync(join(tree, 'f'));
      symlinkSync(at.path('secret'), join(tree, 'f'));
      expect(tryRead(() => content(folder))).toBe(expected);
    }
  });

  it('a folder that is replaced by a link is still the folder that was opened', () => {
    using at = scene({ a: 'a\n' });
    mkdirSync(at.path('tree/sub'), { recursive: true });
    mkdirSync(at.path('outside'));
    writeFileSync(at.path('tree/sub/f'), 'mine');
    writeFileSync(at.path('outside/f'), 'secret');
    using root = openFolder(at.path('tree'));
    using sub = root.folder('sub');
    renameSync(at.path('tree/sub'), at.path('tree/moved'));
    symlinkSync(at.path('outside'), at.path('tree/sub'));
    expect(tryRead(() => content(sub))).toBe('mine');
    expect(tryRead(() => content(root.folder('sub')))).toBe('tree-changed');
  });

  it('never yields what lies outside, however often it is swapped', async () => {
    using at = scene({ f: 'mine' });
    writeFileSync(at.path('secret'), 'secret');
    const tree = mkdtempSync(at.path('tree-'));
    const swapping = `
      const fs = require('node:fs');
      for (;;) {
        fs.writeFileSync('n', 'mine'); fs.renameSync('n', 'f');
        fs.symlinkSync(process.argv[1], 'n'); fs.renameSync('n', 'f');
      }`;
    const child = spawn(process.execPath, ['-e', swapping, at.path('secret')], { cwd: tree });
    try {
      const seen = new Set<string>();
      for (let i = 0; i < 3_000; i += 1) {
        using folder = openFolder(tree);
        const kinds = folder.items().filter(({ name }) => name === 'f');
        if (kinds[0]?.kind === 'file') seen.add(tryRead(() => content(folder)));
      }
      expect([...seen].filter((one) => !['', 'mine', 'tree-changed'].includes(one))).toEqual([]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  function content(folder: OpenFolder): Buffer | undefined {
    using file = folder.file('f');
    return file.read(createHash('sha1'), 100);
  }

  function tryRead(read: () => Buffer | undefined): string {
    try {
      return read()!.toString();
    } catch (error) {
      return (error as { code: string }).code;
    }
  }
});

describe('properties', () => {
  type Leaf = { bytes: Uint8Array; kind: 'file' | 'executable' | 'link' };
  const name = fc.constantFrom(
    'a',
    'b.txt',
    'ä',
    'with space',
    '-x',
    'A"q',
    '.gitignore',
    '.gitattributes',
    'c\\d',
    '*',
  );
  const leaf: fc.Arbitrary<Leaf> = fc.record({
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constant(Buffer.from('*\n')),
      fc.constant(Buffer.from('a\r\n$Id$')),
    ),
    kind: fc.constantFrom('file', 'file', 'executable', 'link'),
  });
  const trees = fc
    .dictionary(
      fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
      leaf,
      { minKeys: 1, maxKeys: 8 },
    )
    .map((all) => {
      // A name is a file or a folder, never both.
      const paths = Object.keys(all);
      return Object.fromEntries(
        Object.entries(all).filter(([path]) => !paths.some((one) => one.startsWith(`${path}/`))),
      );
    });

  it('export and import give the same tree, from itself and from nothing', async () => {
    using at = scene();
    const empty = at.commit('empty');
    await using git = await openScene(at);
    await using workshop = await git.workshop();
    await fc.assert(
      fc.asyncProperty(trees, async (files) => {
        at.git('rm', '-rfq', '--cached', '--ignore-unmatch', '.');
        for (const [path, { bytes, kind }] of Object.entries(files)) {
          const content = kind === 'link' ? 'a' : bytes;
          const mode = { file: '100644', executable: '100755', link: '120000' }[kind];
          const id = at.gitIn(content, 'hash-object', '-w', '--no-filters', '--stdin');
          at.gitIn(`${mode} ${id}\t${path}\0`, 'update-index', '-z', '--index-info');
        }
        const expected = at.git('write-tree');
        const commit = at.git('commit-tree', expected, '-m', 'm');
        const folder = mkdtempSync(at.path('tree-'));
        await workshop.exportTree(commit, folder);
        const same = await workshop.importTree(folder, commit, everything);
        expect(same).toEqual({ tree: expected, changes: [], leftOut: [] });
        const fresh = await workshop.importTree(folder, empty, everything);
        expect(fresh.tree).toBe(expected);
        expect(fresh.changes.every(({ kind }) => kind === 'added')).toBe(true);
      }),
      { numRuns: runs(15) },
    );
  });

  it('ignores what git ignores', async () => {
    using at = scene();
    const folders = ['', 'a/', 'b/', 'a/a/', 'a/b/', 'b/a/', 'b/b/', 'a/b/a/'];
    const files = folders.flatMap((folder) => ['f', 'c.log'].map((name) => folder + name));
    for (const path of files) at.write(path, 'x');
    const pattern = fc
      .tuple(
        fc.constantFrom('', '', '', '!', '!', '\\', '#'),
        fc.constantFrom('', '', '/', '**/'),
        fc.constantFrom('a', 'b', 'f', '*.log', 'a/b', '*', 'a/*', 'a/**', 'a/**/f', '?', '[ab]', 'c.*', ''),
        fc.constantFrom('', '', '/', ' ', '/ ', '/**'),
      )
      .map((parts) => parts.join(''));
    const ignoreFiles = fc.dictionary(
      fc.constantFrom(...folders.map((folder) => `${folder}.gitignore`)),
      fc.array(pattern, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n')),
      { maxKeys: 4 },
    );
    fc.assert(
      fc.property(ignoreFiles, (ignores) => {
        for (const folder of folders) rmSync(join(at.repo, `${folder}.gitignore`), { force: true });
        for (const [path, text] of Object.entries(ignores)) at.write(path, text);
        const shown = at.git('ls-files', '--others', '--exclude-standard', '-z').split('\0');
        const ignored = ignoreRules(new Map(Object.entries(ignores)));
        expect(files.filter((path) => !ignored(path, false))).toEqual(
          files.filter((path) => shown.includes(path)),
        );
      }),
      { numRuns: runs(100) },
    );
  });
});
