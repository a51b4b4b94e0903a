import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeFrame } from './frame.ts';

const source = 'planfile: 1\nid: slugs\nphases:\n  - id: one\n    needs: [two]\n    paths: [src/**]\n';

describe('a code frame', () => {
  test('shows two lines before, one after, and a caret below the place', () => {
    expect(codeFrame(source, { line: 5, column: 13, endColumn: 16 })).toBe(
      [
        '  3 | phases:',
        '  4 |   - id: one',
        '> 5 |     needs: [two]',
        '    |             ^^^',
        '  6 |     paths: [src/**]',
      ].join('\n'),
    );
  });

  test('begins and ends with the file', () => {
    expect(codeFrame('a', { line: 1, column: 1 })).toBe('> 1 | a\n    | ^');
    expect(codeFrame('a\nb', { line: 2, column: 2 })).toBe('  1 | a\n> 2 | b\n    |  ^');
    expect(codeFrame('', { line: 1, column: 1 })).toBe('> 1 |\n    | ^');
  });

  test('says nothing about a line that is not there', () => {
    expect(codeFrame('a', { line: 7, column: 1 })).toBe('');
  });

  test('widens its gutter to the last number', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `l${index + 1}`).join('\n');
    expect(codeFrame(lines, { line: 9, column: 1 })).toContain('>  9 | l9\n     | ^\n  10 | l10');
  });

  test('counts tabs and wide characters as the terminal shows them', () => {
    expect(codeFrame('\tab', { line: 1, column: 2 })).toBe('> 1 |   ab\n    |   ^');
    expect(codeFrame('日本x', { line: 1, column: 3 })).toBe('> 1 | 日本x\n    |     ^');
    expect(codeFrame('日本', { line: 1, column: 1, endColumn: 3 })).toBe('> 1 | 日本\n    | ^^^^');
  });

  test('shows what does not show', () => {
    expect(codeFrame('a\u202Eb', { line: 1, column: 2 })).toBe('> 1 | a<U+202E>b\n    |  ^^^^^^^^');
    expect(codeFrame('\u001B[2Ja', { line: 1, column: 1 })).not.toContain('\u001B');
  });

  test('cuts a long line around the place', () => {
    const frame = codeFrame(`${'a'.repeat(500)}X${'b'.repeat(500)}`, { line: 1, column: 501 });
    const [line, caret] = frame.split('\n');
    expect(line!.length).toBeLessThan(120);
    expect(line![caret!.indexOf('^')]).toBe('X');
    expect(line).toMatch(/^> 1 \| …a+Xb+…$/);
  });

  test('a place over several lines is marked to the end of its first', () => {
    expect(codeFrame('abcd\nef', { line: 1, column: 2, endLine: 2, endColumn: 2 })).toContain(
      '\n    |  ^^^\n',
    );
  });

  test('stands for any text and place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.nat(5),
        fc.nat(300),
        fc.nat(300),
        (text, line, column, endColumn) => {
          const frame = codeFrame(text, { line, column, endColumn });
          expect(frame.split('\n').length).toBeLessThanOrEqual(5);
        },
      ),
    );
  });
});
