import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffParts } from './diff-parts.ts';

const hunk = (name: string, lines: string[]) =>
  `diff --git a/${name} b/${name}\n--- a/${name}\n+++ b/${name}\n@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;

describe('diffParts', () => {
  test('shows what fits, and needs no tool then', () => {
    const parts = diffParts(hunk('a.ts', ['x']) + hunk('b.ts', ['y']));
    expect(parts.tool).toBeUndefined();
    expect(parts.files).toBe('a.ts\nb.ts');
    expect(parts.unread()).toEqual([]);
  });

  test('a line of content that looks like a header makes no file', () => {
    const parts = diffParts(hunk('a.ts', ['diff --git a/evil b/evil', '++ b/evil']));
    expect(parts.files).toBe('a.ts');
  });

  test('names removed files, binaries and changed modes by what git prints of them', () => {
    const removed =
      'diff --git a/gone.ts b/gone.ts\ndeleted file mode 100644\n--- a/gone.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n';
    const binary = 'diff --git a/logo.png b/logo.png\nBinary files a/logo.png and b/logo.png differ\n';
    const quoted =
      'diff --git "a/t\\303\\244.ts" "b/t\\303\\244.ts"\n--- "a/t\\303\\244.ts"\n+++ "b/t\\303\\244.ts"\n@@ -1 +1 @@\n-x\n+y\n';
    expect(diffParts(removed + binary + quoted).files.split('\n')).toEqual([
      'gone.ts',
      'logo.png (binary)',
      'tä.ts',
    ]);
  });

  test('says what it was asked wrongly', async () => {
    const { tool } = diffParts(hunk('a.ts', ['x'.repeat(100)]), new Map(), { shown: 10, part: 1_000 });
    expect(await tool?.run({ path: 'b.ts' })).toMatchObject({ isError: true });
    expect(await tool?.run({ path: 'a.ts', part: 9 })).toMatchObject({ isError: true });
    expect(await tool?.run(null)).toMatchObject({ isError: true });
  });

  test('whatever the sizes: what is shown and fetched is the whole diff, and only then is nothing unread', async () => {
    const files = fc
      .uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 })
      .chain((names) =>
        fc.tuple(
          ...names.map((name) =>
            fc
              .array(fc.string({ unit: fc.constantFrom('a', ' ', '+', '-', '@', 'ä') }), { maxLength: 30 })
              .map((lines) => hunk(name, lines)),
          ),
        ),
      );
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 90 }),
        async (texts, shown, part) => {
          const whole = texts.join('');
          const parts = diffParts(whole, new Map(), { shown, part });
          let fetched = '';
          for (const left of parts.missing()) {
            for (let n = 1; parts.missing().includes(left); n++) {
              const page = await parts.tool?.run({ path: left, part: n });
              expect(page?.isError).toBe(false);
              fetched += page?.content ?? '';
            }
          }
          expect(parts.unread()).toEqual([]);
          const letters = (text: string) => text.replaceAll(/[^aä]/g, '').length;
          const headers = /Part \d+ of \d+\.\n<diff [0-9a-f]{12}>\n|\n?<\/diff [0-9a-f]{12}>/g;
          const seen = parts.shown === '(nothing)' ? '' : parts.shown;
          expect(letters(seen) + letters(fetched.replaceAll(headers, ''))).toBe(letters(whole));
        },
      ),
      { numRuns: 60 },
    );
  });
});
