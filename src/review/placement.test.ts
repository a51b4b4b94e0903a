import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../outcomes/review.ts';
import { type PullFile, place, readPatch, suggestionGuards } from './placement.ts';

const found = (over: Partial<Finding> = {}): Finding => ({
  fingerprint: '0123456789abcdef',
  severity: 'major',
  category: 'correctness',
  path: 'src/a.ts',
  line: 3,
  endLine: 3,
  side: 'new',
  claim: 'It divides by zero.',
  evidence: '',
  scenario: '',
  suggestion: null,
  replacement: null,
  by: 'model',
  standing: 'confirmed',
  reason: '',
  ...over,
});

/** Old 1–4 and new 1–5; then old 20–22 and new 21–22, where the file ends without a line feed. */
const patch = [
  '@@ -1,4 +1,5 @@ function f() {',
  ' one',
  '-two',
  '+two!',
  '+two and a half',
  ' three',
  ' four',
  '@@ -20,3 +21,2 @@',
  ' twenty',
  '-@@ -1,1 +1,1 @@',
  '-end',
  '\\ No newline at end of file',
  '+END',
  '\\ No newline at end of file',
].join('\n');
const files: PullFile[] = [{ path: 'src/a.ts', previousPath: 'src/old.ts', patch }, { path: 'logo.png' }];
const rules = { allowed: () => true };
const at = (over: Partial<Finding>) => place([found(over)], files, rules);

describe('a line that the patch shows', () => {
  test.each([
    ['added', { line: 3, endLine: 3 }, { line: 3, startLine: undefined, side: 'right' }],
    ['context', { line: 5, endLine: null }, { line: 5, side: 'right' }],
    ['removed', { line: 2, endLine: 2, side: 'old' as const }, { line: 2, side: 'left' }],
    [
      'removed, and like a header',
      { line: 21, endLine: 21, side: 'old' as const },
      { line: 21, side: 'left' },
    ],
    ['several', { line: 2, endLine: 4 }, { line: 4, startLine: 2, side: 'right' }],
    ['several, up to the end of the hunk', { line: 4, endLine: 9 }, { line: 5, startLine: 4 }],
    [
      'several, over a gap: those of the last hunk',
      { line: 4, endLine: 21 },
      { line: 21, startLine: undefined },
    ],
    [
      'of the old name',
      { path: 'src/old.ts', line: 2, side: 'old' as const },
      { path: 'src/a.ts', side: 'left' },
    ],
    ['with an end before its start', { line: 3, endLine: 1 }, { line: 3, startLine: undefined }],
  ])('%s', (_, over, placed) => {
    expect(at(over)).toMatchObject({ inline: [placed], body: [] });
  });
});

describe('goes to the body', () => {
  test.each([
    ['between the hunks', { line: 10, endLine: 12 }, 'no hunk shows the line'],
    ['after the end', { line: 23, endLine: 23 }, 'no hunk shows the line'],
    ['an old line that was added', { line: 24, endLine: 24, side: 'old' as const }, 'no hunk shows the line'],
    ['a binary file', { path: 'logo.png' }, 'the forge shows no lines of this file'],
    ['another file', { path: 'src/b.ts' }, 'not among those'],
    ['a whole file', { line: null, endLine: null }, 'the file as a whole'],
    ['the whole change', { path: null, line: null }, 'the change as a whole'],
  ])('%s', (_, over, why) => {
    expect(at(over)).toMatchObject({ inline: [], body: [{ why: expect.stringContaining(why) }] });
  });
});

test('the worst come first, what is over the cap goes to the body, and nothing is lost', () => {
  const severities = ['nit', 'blocker', 'minor', 'major'] as const;
  const findings = Array.from({ length: 300 }, (_, i) =>
    found({ severity: severities[i % 4]!, claim: `${i}` }),
  );
  const { inline, body } = place(findings, files, { ...rules, most: 100 });
  expect(inline.map(({ finding }) => finding.severity)).toEqual([
    ...Array(75).fill('blocker'),
    ...Array(25).fill('major'),
  ]);
  expect(body).toHaveLength(200);
});

describe('a suggestion', () => {
  const good = { line: 2, endLine: 3, replacement: 'two.' };
  const attacks: [guard: string, over: Partial<Finding>, more?: object][] = [
    ['on lines that are there', { line: 2, endLine: 2, side: 'old' }],
    ['for exactly the lines that it was written for', { line: 4, endLine: 9 }],
    ['of a few lines', { replacement: 'x\n'.repeat(30) }],
    ['not where lines end otherwise', { path: 'crlf.txt', line: 1, endLine: 1 }],
    ['not at an end without a line feed', { line: 22, endLine: 22 }],
    ['which changes something', { replacement: 'two!\ntwo and a half' }],
    ['as a commit would be checked', {}, { allowed: () => false }],
  ];
  const crlf = { path: 'crlf.txt', patch: '@@ -1 +1 @@\n-a\r\n+b\r' };
  const suggested = (
    over: Partial<Finding>,
    more: object = {},
    guards?: (typeof suggestionGuards)[string][],
  ) =>
    place([found({ ...good, ...over })], [...files, crlf], { ...rules, ...more }, guards).inline[0]
      ?.replacement;

  test('stands where it is safe', () => expect(suggested({})).toBe('two.'));

  test.each(attacks)('%s', (guard, over, more) => {
    expect(suggested(over, more)).toBeUndefined();
    const rest = Object.entries(suggestionGuards).filter(([name]) => name !== guard);
    const twin = suggested(
      over,
      more,
      rest.map(([, one]) => one),
    );
    expect(twin).toBe(over.replacement ?? good.replacement);
  });
});

test('of any two texts, each line of the patch is the line that the file has there, before or after', () => {
  const text = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', '', '+', '-x', '@@ -1 +1 @@', '\\'), { maxLength: 30 }),
      fc.boolean(),
    )
    .map(([lines, ended]) => lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));
  fc.assert(
    fc.property(text, text, fc.nat(4), (before, after, context) => {
      const whole = createTwoFilesPatch('a', 'b', before, after, '', '', { context });
      const at = whole.indexOf('@@ ');
      const { left, right } = readPatch(at < 0 ? '' : whole.slice(at));
      for (const [number, { text: shown }] of left) expect(shown).toBe(before.split('\n')[number - 1]);
      for (const [number, { text: shown }] of right) expect(shown).toBe(after.split('\n')[number - 1]);
    }),
  );
});

test('whatever a patch holds: a comment stands on a line that is shown, on its side', () => {
  const rows = fc.array(
    fc.tuple(
      fc.constantFrom('+', '-', ' '),
      fc.constantFrom('x', '@@ -1,1 +1,1 @@', '+++ b/x', '\\ No', 'y\r'),
    ),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(
      rows,
      fc.nat(20),
      fc.nat(20),
      fc.constantFrom('new' as const, 'old' as const),
      (lines, line, more, side) => {
        const count = (sign: string) => lines.filter(([one]) => one !== sign).length;
        const text = `@@ -5,${count('+')} +7,${count('-')} @@\n${lines.map(([sign, rest]) => sign + rest).join('\n')}`;
        const read = readPatch(text);
        expect([...read.left.keys()]).toEqual(Array.from({ length: count('+') }, (_, i) => 5 + i));
        expect([...read.right.keys()]).toEqual(Array.from({ length: count('-') }, (_, i) => 7 + i));
        const one = found({ line: line + 1, endLine: line + 1 + more, side });
        const { inline, body } = place([one], [{ path: 'src/a.ts', patch: text }], rules);
        expect(inline.length + body.length).toBe(1);
        for (const { line, startLine = line, side } of inline) {
          for (let at = startLine; at <= line; at += 1) expect(read[side].has(at)).toBe(true);
        }
      },
    ),
  );
});
