import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addedLines, readDiff } from './diff.ts';

const diff = [
  'diff --git a/src/a.ts b/src/a.ts',
  '--- a/src/a.ts',
  '+++ b/src/a.ts',
  '@@ -1,3 +1,4 @@',
  ' one',
  '-two',
  '+++ two, which looks like a header',
  '+three\u202E',
  ' four',
  'diff --git a/b.txt b/b.txt',
  '--- /dev/null',
  '+++ b/b.txt',
  '@@ -0,0 +1 @@',
  '+fine',
  '\\ No newline at end of file',
  '',
].join('\n');

test('added lines carry the numbers of the new file', () => {
  expect([...addedLines(readDiff(diff))]).toEqual([
    [
      'src/a.ts',
      [
        { line: 2, text: '++ two, which looks like a header' },
        { line: 3, text: 'three\u202E' },
      ],
    ],
    ['b.txt', [{ line: 1, text: 'fine' }]],
  ]);
});

describe('names', () => {
  const headers: [string, string, string][] = [
    ['plain', 'a/x.ts b/x.ts', 'x.ts'],
    ['with a blank', 'a/x y b/z.ts b/x y b/z.ts', 'x y b/z.ts'],
    ['quoted', '"a/t\\303\\244\\"\\n.ts" "b/t\\303\\244\\"\\n.ts"', 'tä"\n.ts'],
    ['with a separator of lines that is none to git', 'a/x\u2028@@ b/x\u2028@@', 'x\u2028@@'],
  ];
  test.each(headers)('%s', (_, header, path) => {
    expect(readDiff(`diff --git ${header}\nold mode 100644\nnew mode 100755\n`)[0]?.path).toBe(path);
    expect(readDiff(`diff --git ${header}\nBinary files ${header} differ\n`)[0]).toMatchObject({
      path,
      binary: true,
    });
  });

  test('of a removed file is the old one, and a tab after it is none of it', () => {
    const gone =
      'diff --git a/x y b/x y\ndeleted file mode 100644\n--- a/x y\t\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n';
    expect(readDiff(gone)).toMatchObject([{ path: 'x y', removed: true, binary: false }]);
  });
});

test('whatever a file holds, no line of it becomes a header', () => {
  const evil = fc.array(
    fc.constantFrom(
      'diff --git a/vendor/x b/vendor/x',
      '\rdiff --git a/vendor/x b/vendor/x',
      'a\u2028diff --git a/vendor/x b/vendor/x',
      '+++ b/vendor/x',
      '\r+++ b/vendor/x',
      '@@ -0,0 +1,9 @@',
      'Binary files a/x and b/x differ',
      '\u2029deleted file mode 100644',
    ),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(evil, (lines) => {
      const text = `diff --git a/a.ts b/a.ts\nnew file mode 100644\n--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;
      const files = readDiff(text);
      expect(files).toMatchObject([{ path: 'a.ts', text, binary: false, removed: false }]);
      expect(
        addedLines(files)
          .get('a.ts')
          ?.map((one) => one.text),
      ).toEqual(lines);
    }),
  );
});
