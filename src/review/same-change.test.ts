import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, scene } from '../../test/contracts/git/scene.ts';
import { changedRows, type FileDiff, readDiff } from './diff.ts';
import { firstDifference } from './same-change.ts';

const ID = { a: 'a'.repeat(40), b: 'b'.repeat(40), c: 'c'.repeat(40) };
const file = (head: string[], hunks = ''): FileDiff[] =>
  readDiff(`diff --git a/x b/x\n${head.map((row) => `${row}\n`).join('')}${hunks}`);
const text = (rows: string, ids = `${ID.a}..${ID.b}`, mode = '100644') =>
  file([`index ${ids} ${mode}`, '--- a/x', '+++ b/x'], rows);
const binary = (ids: string) => file([`index ${ids} 100644`, 'Binary files a/x and b/x differ']);

describe('the same change', () => {
  test('whatever its lines are numbered, and whatever stands around them', () => {
    const one = text('@@ -1,3 +1,3 @@ first\n a\n-b\n+c\n d\n');
    const other = text('@@ -40,2 +52,2 @@ other\n x\n-b\n+c\n', `${ID.b}..${ID.c}`);
    expect(firstDifference(one, other)).toBeUndefined();
  });

  test.each<[string, FileDiff[], FileDiff[]]>([
    ['a line more', text('@@ -1 +1 @@\n-b\n+c\n'), text('@@ -1 +1,2 @@\n-b\n+c\n+d\n')],
    ['other spaces', text('@@ -0,0 +1 @@\n+c d\n'), text('@@ -0,0 +1 @@\n+c  d\n')],
    ['another order', text('@@ -1 +1 @@\n-b\n+c\n'), text('@@ -0,0 +1 @@\n+c\n@@ -9 +9,0 @@\n-b\n')],
    [
      'a line end less',
      text('@@ -1 +1 @@\n-b\n+c\n'),
      text('@@ -1 +1 @@\n-b\n+c\n\\ No newline at end of file\n'),
    ],
    ['another mode', text('@@ -1 +1 @@\n-b\n+c\n'), text('@@ -1 +1 @@\n-b\n+c\n', undefined, '100755')],
    [
      'a new mode',
      file(['old mode 100644', 'new mode 100755']),
      file(['old mode 100755', 'new mode 100644']),
    ],
    ['another content without text', binary(`${ID.a}..${ID.b}`), binary(`${ID.a}..${ID.c}`)],
    ['content without text that replaces another', binary(`${ID.a}..${ID.c}`), binary(`${ID.b}..${ID.c}`)],
    // Bytes that are no UTF-8 look alike.
    [
      'bytes that cannot be told',
      text('@@ -0,0 +1 @@\n+\uFFFD\n'),
      text('@@ -0,0 +1 @@\n+\uFFFD\n', `${ID.a}..${ID.c}`),
    ],
    [
      'a file less',
      [...text('@@ -0,0 +1 @@\n+c\n'), ...binary(`${ID.a}..${ID.b}`)],
      text('@@ -0,0 +1 @@\n+c\n'),
    ],
  ])('is none with %s', (_, one, other) => {
    expect(firstDifference(one, one)).toBeUndefined();
    expect(firstDifference(one, other)).toBe('x');
    expect(firstDifference(other, one)).toBe('x');
  });

  test('a word about the end of a line that did not change is none of it', () => {
    expect(changedRows('@@ -1,2 +1,2 @@\n-a\n+b\n c\n\\ No newline at end of file\n')).toEqual(['-a', '+b']);
  });
});

/** A file as lines; null: there is none. */
type Lines = string[] | null;
const lines = fc.array(fc.constantFrom('a', 'b', 'b ', 'c', '-d', '+e', ''), { maxLength: 7 });
const content = fc.oneof({ weight: 6, arbitrary: lines }, { weight: 1, arbitrary: fc.constant(null) });
const edit = fc.record({
  at: fc.nat(8),
  gone: fc.nat(1),
  more: fc.array(fc.constantFrom('b', 'x', 'y'), { maxLength: 2 }),
});
const edited = (of: Lines, { at, gone, more }: { at: number; gone: number; more: string[] }): Lines =>
  (of ?? []).toSpliced(at, gone, ...more);

test('it agrees with git patch-id --verbatim, over what people do with a change and its base', () => {
  using at = scene({ seed: 's\n' });
  const trees = (all: readonly Record<string, { lines: Lines; end: boolean }>[]): string[] => {
    const stream = all.map((files, nth) => {
      const rows = Object.entries(files).flatMap(([path, { lines, end }]) => {
        if (lines === null) return [];
        const bytes = lines.join('\n') + (end && lines.length > 0 ? '\n' : '');
        return [`M 100644 inline ${path}\ndata ${Buffer.byteLength(bytes)}\n${bytes}\n`];
      });
      return `commit refs/heads/t${nth}\ncommitter A <a@b> 0 +0000\ndata 0\ndeleteall\n${rows.join('')}\n`;
    });
    at.gitIn(stream.join(''), 'fast-import', '--quiet', '--force');
    return at.git('rev-parse', ...all.map((_, nth) => `refs/heads/t${nth}`)).split('\n');
  };
  const diff = (from: string, to: string, context: string) =>
    `${at.git('diff-tree', '-r', '-p', '--no-renames', '--full-index', context, from, to)}\n`;
  const patchId = (from: string, to: string) => {
    const text = diff(from, to, '-U0');
    return text.trim() === '' ? '' : at.gitIn(text, 'patch-id', '--verbatim').split(' ')[0];
  };
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(
      content,
      content,
      fc.array(edit, { minLength: 1, maxLength: 2 }),
      edit,
      edit,
      fc.boolean(),
      fc.constantFrom('rebased', 'mended', 'moved'),
      (x, y, changes, onBase, mend, end, how) => {
        const change = (of: Lines) => changes.reduce(edited, of);
        const base = { x: { lines: x, end }, y: { lines: y, end: true } };
        // The base grows at its top, or anywhere; the change is done again on it, or something else is.
        const grown = how === 'moved' ? edited(x, onBase) : ['new', ...(x ?? [])];
        const moved = changes.map((one) => ({ ...one, at: one.at + 1 }));
        const again = how === 'moved' ? change(grown) : moved.reduce(edited, grown);
        const [b0, t0, b1, t1] = trees([
          base,
          { ...base, x: { lines: change(x), end } },
          { ...base, x: { lines: grown, end } },
          { ...base, x: { lines: how === 'mended' ? edited(again, mend) : again, end } },
        ]);
        const ours =
          firstDifference(readDiff(diff(b0!, t0!, '-U3')), readDiff(diff(b1!, t1!, '-U3'))) === undefined;
        const theirs = patchId(b0!, t0!) === patchId(b1!, t1!);
        expect(ours).toBe(theirs);
        seen.add(ours);
      },
    ),
    { numRuns: runs(40) },
  );
  expect(seen.size).toBe(2);
}, 120_000);
