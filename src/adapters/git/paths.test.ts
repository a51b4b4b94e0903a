import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDotGit, misleadingPath, unsafeLink, unsafePath } from './paths.ts';

describe('isDotGit', () => {
  it.each([
    '.git',
    '.GIT',
    '.gIt',
    'git~1',
    'GIT~1',
    '.git ',
    '.git...',
    '.git . .',
    '.g\u200cit',
    '\ufeff.git',
    '.git::$INDEX_ALLOCATION',
    '.git\\x',
    'a\\.git',
  ])('is true for %j', (name) => expect(isDotGit(name)).toBe(true));

  it.each(['git', '.gitignore', '.github', '.gitmodules', 'git~10', 'x.git', '.git-blame', '..git', '.gi'])(
    'is false for %j',
    (name) => expect(isDotGit(name)).toBe(false),
  );

  it('is true of every name that git itself refuses for it', () => {
    const letter = fc.constantFrom(
      '.',
      'g',
      'G',
      'i',
      't',
      'T',
      '~',
      '1',
      ' ',
      '\u200c',
      '\u200d',
      '\ufeff',
      ':',
      'x',
    );
    const names = fc.oneof(
      fc.array(letter, { minLength: 1, maxLength: 8 }).map((letters) => letters.join('')),
      fc
        .tuple(
          fc.constantFrom('', '\u200c'),
          fc.constantFrom('.git', '.GIT', 'git~1'),
          fc.array(letter, { maxLength: 3 }),
        )
        .map(([before, name, after]) => before + name + after.join('')),
    );
    const sample = fc.sample(names, 400).filter((name) => name !== '.' && name !== '..');
    const folder = mkdtempSync(join(tmpdir(), 'paths-'));
    const git = (args: string[], input = '') =>
      execFileSync('git', ['-c', 'core.protectHFS=true', '-c', 'core.protectNTFS=true', ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
        input,
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      });
    try {
      git(['init', '-q']);
      const id = git(['hash-object', '-w', '--stdin'], 'x').trim();
      const kept = new Set<string>();
      // `update-index --stdin` would stop at the first; each entry on its own is slow, so those it takes are read back.
      const taken = (batch: string[]): void => {
        try {
          git(
            ['update-index', '-z', '--index-info'],
            batch.map((name) => `100644 ${id}\t${name}\0`).join(''),
          );
          for (const name of batch) kept.add(name);
        } catch {
          if (batch.length === 1) return;
          taken(batch.slice(0, batch.length / 2));
          taken(batch.slice(batch.length / 2));
        }
      };
      taken(sample.filter((name) => !isDotGit(name)));
      expect(sample.filter((name) => !isDotGit(name) && !kept.has(name))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('unsafePath', () => {
  it.each(['', '/a', 'a/', 'a//b', '.', 'a/../b', '..', 'a/.git/config', '.GIT', 'a\0b'])(
    'refuses %j',
    (path) => expect(unsafePath(path)).toBeDefined(),
  );
  it.each(['a', 'a/b.c', '.github/x', '...', 'a b', '-x', '*', 'ä'])('takes %j', (path) =>
    expect(unsafePath(path)).toBeUndefined(),
  );
});

describe('misleadingPath', () => {
  it.each([
    'a\nb',
    'a\u001b[2J',
    'a\u007f',
    'a\u202ecod.js',
    'a\u200bb',
    '\u{e0041}',
    `${'x'.repeat(1_025)}`,
  ])('refuses %j', (path) => expect(misleadingPath(path)).toBeDefined());
  it.each(['a b', 'ä/ö', '日本', 'a\\b'])('takes %j', (path) => expect(misleadingPath(path)).toBeUndefined());
});

describe('unsafeLink', () => {
  it.each([
    ['l', '/etc/passwd'],
    ['l', '..'],
    ['a/l', '../..'],
    ['a/l', '../../x'],
    ['l', 'a/../../x'],
    ['l', 'a/../b'],
    ['l', '.git/hooks/x'],
    ['l', 'C:\\x'],
    ['l', '\\\\server'],
    ['l', ''],
  ])('refuses %j -> %j', (path, target) => expect(unsafeLink(path, target)).toBeDefined());

  it.each([
    ['l', 'a'],
    ['a/l', '../b'],
    ['a/b/l', '../../c/d'],
    ['a/l', './x'],
    ['a/l', '..'],
  ])('takes %j -> %j', (path, target) => expect(unsafeLink(path, target)).toBeUndefined());

  it('whatever set of links it takes, none of them leads out of the tree', () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const target = fc
      .array(fc.constantFrom('a', 'b', 'c', '..', '..', '.'), { minLength: 1, maxLength: 6 })
      .map((p) => p.join('/'));
    fc.assert(
      fc.property(fc.array(fc.tuple(path, target), { minLength: 1, maxLength: 6 }), (links) => {
        const root = join(realpathSync(mkdtempSync(join(tmpdir(), 'links-'))), 'x', 'tree');
        mkdirSync(root, { recursive: true });
        try {
          const made = links.filter(([at, to]) => unsafeLink(at, to) === undefined && made1(root, at, to));
          for (const [at] of made) {
            const real = resolved(join(root, at));
            if (real !== undefined) expect(`${real}/`.startsWith(`${root}/`)).toBe(true);
          }
        } finally {
          rmSync(dirname(dirname(root)), { recursive: true });
        }
      }),
      { numRuns: 300 },
    );
  });

  /** Only where its folder is a real one, as in a tree: git has no entry below a link. */
  function made1(root: string, at: string, to: string): boolean {
    try {
      mkdirSync(dirname(join(root, at)), { recursive: true });
      if (realpathSync(dirname(join(root, at))) !== dirname(join(root, at))) return false;
      symlinkSync(to, join(root, at));
      return true;
    } catch {
      return false;
    }
  }

  function resolved(path: string): string | undefined {
    try {
      return realpathSync(path);
    } catch {
      return undefined;
    }
  }
});
