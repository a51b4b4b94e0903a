/** Lines of patches, against git itself: what it says changed must be what we say changed. */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBare } from './bare.ts';
import { changes, GITHUB_DIFF_LIMITS } from './changes.ts';
import { carried, hunkUpTo, lineAt, patchLines } from './patch.ts';

const AUTHOR = { name: 'a', email: 'a@example.com' };

/** Two versions of one file whose lines are all different, so that a line can be told by its text. */
const versions = fc
  .uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 30 })
  .chain((old) =>
    fc.tuple(
      fc.constant(old),
      fc.subarray(old),
      fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1000, max: 1999 })), { maxLength: 8 }),
    ),
  )
  .map(([old, kept, added]) => {
    const young = [...kept];
    for (const [at, line] of added) if (!young.includes(line)) young.splice(at % (young.length + 1), 0, line);
    return { old: old.map(String), young: young.map(String) };
  });

test('lines of a patch are the lines of both files, and a carried line is the same line', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'patch-'));
  const git = await createBare(path.join(folder.path, 'a.git'), 'main');
  await fc.assert(
    fc.asyncProperty(versions, async ({ old, young }) => {
      const write = (lines: string[], parents: string[]) =>
        git.commit('refs/heads/main', {
          files: { 'a.txt': lines.map((line) => `${line}\n`).join('') },
          message: 'x',
          author: AUTHOR,
          at: new Date(0),
          parents,
        });
      const from = await write(old, []);
      const to = await write(young, [from]);
      const [file] = await changes(git, from, to, GITHUB_DIFF_LIMITS);
      for (const { left, right, text } of patchLines(file?.patch ?? '')) {
        if (left !== undefined) expect(old[left - 1]).toBe(text.slice(1));
        if (right !== undefined) expect(young[right - 1]).toBe(text.slice(1));
      }
      expect(patchLines(file?.patch ?? '').filter(({ left }) => left === undefined)).toHaveLength(
        file?.additions ?? 0,
      );
      const zero = await git.git(['diff-tree', '-r', '-U0', from, to]);
      const removed = new Set(
        patchLines(file?.patch ?? '').flatMap(({ left, right }) => (right === undefined ? [left] : [])),
      );
      for (const [index, line] of old.entries()) {
        const now = carried(zero, index + 1);
        expect(now === undefined).toBe(removed.has(index + 1));
        if (now !== undefined) expect(young[now - 1]).toBe(line);
      }
    }),
    { numRuns: 40 },
  );
});

const PATCH = [
  '@@ -1,3 +1,4 @@ head',
  ' one',
  '-two',
  '+2',
  '+2.5',
  ' three',
  '@@ -10,2 +11,1 @@',
  ' ten',
  '-eleven',
  '\\ No newline at end of file',
].join('\n');

test('positions count from the first hunk’s header, later headers included', () => {
  expect(patchLines(PATCH).map(({ position, left, right }) => [position, left, right])).toEqual([
    [1, 1, 1],
    [2, 2, undefined],
    [3, undefined, 2],
    [4, undefined, 3],
    [5, 3, 4],
    [7, 10, 11],
    [8, 11, undefined],
  ]);
});

test('a place needs its end in the diff, and its start before it in the same hunk', () => {
  const find = (line: number, startLine?: number) =>
    lineAt(patchLines(PATCH), { path: 'a', line, side: 'RIGHT', ...(startLine ? { startLine } : {}) })
      ?.position;
  expect([find(2), find(5), find(3, 2), find(2, 2), find(11, 2)]).toEqual([
    3,
    undefined,
    4,
    undefined,
    undefined,
  ]);
});

test('the shown hunk ends at the commented line', () => {
  expect(hunkUpTo(PATCH, 4)).toBe('@@ -1,3 +1,4 @@ head\n one\n-two\n+2\n+2.5');
  expect(hunkUpTo(PATCH, 7)).toBe('@@ -10,2 +11,1 @@\n ten');
});

test('a carriage return inside a line neither ends it nor begins a header', async () => {
  await using folder = await mkdtempDisposable(path.join(tmpdir(), 'patch-'));
  const git = await createBare(path.join(folder.path, 'a.git'), 'main');
  const write = (files: Record<string, string>, parents: string[]) =>
    git.commit('refs/heads/main', { files, message: 'x', author: AUTHOR, at: new Date(0), parents });
  const from = await write({ 'a.txt': 'one\n', 'b.txt': 'b\n' }, []);
  const to = await write({ 'a.txt': 'x\rdiff --git a/c b/c\r@@ -9 +9 @@\none\n', 'b.txt': 'B\n' }, [from]);
  const files = await changes(git, from, to, GITHUB_DIFF_LIMITS);
  expect(files.map(({ filename, additions, deletions }) => [filename, additions, deletions])).toEqual([
    ['a.txt', 1, 0],
    ['b.txt', 1, 1],
  ]);
  expect(carried(await git.git(['diff-tree', '-r', '-U0', from, to, '--', 'a.txt']), 1)).toBe(2);
});
