/**
 * Text of models, files and people made safe for a terminal and for a workflow's log (trust.md T20): nothing in it moves the
 * cursor, hides, turns the direction of writing, or is taken for a workflow command. For text that is posted, see markdown.ts.
 */

/** Escape sequences as a whole: operating-system commands and the like, control sequences, single ones (ECMA-48). */
const SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u001B[\]PX^_][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)|(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]/g;

/** C0 but for tab and line feed, DEL, C1; separators that some programs take for line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]/g;

/** Bidirectional controls, zero-width characters and tags (Unicode TR 36); joiners stay, scripts and emoji need them. */
const HIDDEN = /[\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Several lines. Sequences that only colour are dropped; everything else that does not show is shown as its code. */
export function clean(text: string): string {
  return visible(text)
    .replace(/^(\s*):(?=:)/gm, '$1: ')
    .replace(/##(?=\[)/g, '## ');
}

/** One line of at most `most` characters, for tables and messages. */
export function cleanLine(text: string, most = 300): string {
  const line = clean(text).replace(/\s+/g, ' ').trim();
  return line.length > most
    ? `${line
        .slice(0, most - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
    : line;
}

/** Line ends become `\n`, and what does not show becomes `<U+202E>`. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(SEQUENCES, '')
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, code)
    .replace(HIDDEN, code);
}

function code(character: string): string {
  return `<U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}>`;
}
