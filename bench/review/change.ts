/** A change of 5,000 lines in 50 files, the same each time. */
const FILES = 50;
const LINES = 100;
export const DIFF_LINES = FILES * LINES;

export const diff: string = Array.from({ length: FILES }, (_, file) => {
  const path = `src/part-${file % 5}/file-${file}.ts`;
  const lines = Array.from(
    { length: LINES },
    (_, i) => `+export const value${i} = compute(${file}, ${i * 7}, 'part-${i % 9}');`,
  );
  return [
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    `index ${'0'.repeat(40)}..${'a'.repeat(40)}`,
    '--- /dev/null',
    `+++ b/${path}`,
    `@@ -0,0 +1,${LINES} @@`,
    ...lines,
    '',
  ].join('\n');
}).join('');
