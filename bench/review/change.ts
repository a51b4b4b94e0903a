/** A change of 5,000 lines in 50 files, the same each time; and what a base changed under it. */
const FILES = 50;
const LINES = 100;
export const DIFF_LINES = FILES * LINES;

export const BASE_LINES = 100;

const added = (path: string, count: number, file: number): string => {
  const lines = Array.from(
    { length: count },
    (_, i) => `+export const value${i} = compute(${file}, ${i * 7}, 'part-${i % 9}');`,
  );
  return [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    `index ${'0'.repeat(40)}..${'a'.repeat(40)}`,
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${count} @@`,
    ...lines,
    '',
  ].join('\n');
};

export const diff: string = Array.from({ length: FILES }, (_, file) =>
  added(`src/part-${file % 5}/file-${file}.ts`, LINES, file),
).join('');

export const baseDiff: string = ['src/base/one.ts', 'src/base/two.ts']
  .map((path, file) => added(path, BASE_LINES / 2, file))
  .join('');
