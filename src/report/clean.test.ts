import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanLine, visible } from './clean.ts';

describe('clean', () => {
  test.each([
    ['colours are dropped', '\u001B[1;31mred\u001B[0m', 'red'],
    ['a title is dropped', '\u001B]0;you are root\u0007$', '$'],
    ['a hyperlink is dropped, its text stays', '\u001B]8;;http://x\u001B\\text\u001B]8;;\u001B\\', 'text'],
    ['the cursor stays', 'safe\u001B[2K\u001B[1Gnot', 'safenot'],
    ['an unfinished sequence shows', '\u001B[31', '<U+001B>[31'],
    ['backspaces show', 'rm\b\bls', 'rm<U+0008><U+0008>ls'],
    ['a carriage return is a line end', 'good\rbad', 'good\nbad'],
    ['C1 sequences are dropped', '\u009B31mred', 'red'],
    ['the direction of writing shows', 'a\u202Eb', 'a<U+202E>b'],
    ['zero-width characters show', 'pay\u200Bpal', 'pay<U+200B>pal'],
    ['tag characters show', 'a\u{E0041}', 'a<U+E0041>'],
    ['variation selectors that carry data show', 'a\u{E0101}\u{E0142}', 'a<U+E0101><U+E0142>'],
    ['a row of joiners shows', 'a\u200D\u200C\u200Db', 'a<U+200D><U+200C><U+200D>b'],
    ['joiners stay', '👩‍💻 ❤️‍🔥 می‌خواهم', '👩‍💻 ❤️‍🔥 می‌خواهم'],
    [
      'workflow commands are broken',
      '::error::x\n  ::stop-commands::y\nx ##[group]',
      ': :error::x\n  : :stop-commands::y\nx ## [group]',
    ],
    ['half a character is replaced', 'a\uD800', 'a\uFFFD'],
  ])('%s', (_, given, shown) => expect(clean(given)).toBe(shown));

  test('nothing that acts is left of any text', () => {
    const acting = fc.constantFrom(
      '\u001B',
      '[',
      ']0;',
      '\u0007',
      '\u009B',
      'm',
      '::',
      '##[',
      '\r',
      '\u202E',
      ' ',
      'x',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(acting, fc.string({ unit: 'binary' }))), (pieces) => {
        const text = clean(pieces.join(''));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(text).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]|^\s*::|##\[/m);
        expect(clean(text)).toBe(text);
      }),
    );
  });
});

test('visible leaves what only a log would take for a command', () => {
  expect(visible('::1 localhost')).toBe('::1 localhost');
});

test('cleanLine is one line, cut at the end of a character', () => {
  expect(cleanLine(' a\n\tb  c ')).toBe('a b c');
  expect(cleanLine('abcdef', 4)).toBe('abc…');
  expect(cleanLine('ab😀def', 4)).toBe('ab…');
});
