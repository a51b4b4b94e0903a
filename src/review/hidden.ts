/**
 * Characters in code that a reader does not see and a machine does (trust.md T3; Unicode TR 36, TR 39). The list is the one that
 * plans are held against; here stands what code may have all the same, and how bad the rest is.
 */
import { HIDDEN_CHARACTERS, hiddenKind } from '../plan/hidden-characters.ts';

export interface Hidden {
  /** With its article, to stand after "The line has". */
  what: string;
  /** It can turn or split what people read, or carry text of its own; the rest is odd, and seldom meant to deceive. */
  deceives: boolean;
}

/** In the order in which they are told: the worst first. Each is a guard: without it, text of its kind is not found. */
export const hiddenGuards: Readonly<Record<string, (text: string, first: boolean) => Hidden | undefined>> = {
  'direction, zero width and tags': (text, first) => {
    const found = hiddenRuns(text, first).find((character) => DECEIVING.test(character));
    return found === undefined
      ? undefined
      : { what: `a hidden character (${nameOf(found)})`, deceives: true };
  },
  'control characters': (text) =>
    CONTROL.test(text) ? { what: 'a control character', deceives: true } : undefined,
  'a line within the line': (text) =>
    /\r(?!$)/.test(text) ? { what: 'a carriage return in its middle', deceives: true } : undefined,
  'everything else that is not shown': (text, first) => {
    const [found] = hiddenRuns(text, first);
    return found === undefined
      ? undefined
      : { what: `a hidden character (${nameOf(found)})`, deceives: false };
  },
};

/** The worst that a line hides. `first`: it is the first line of its file, where a byte order mark may stand. */
export function hiddenIn(
  text: string,
  first = false,
  guards = Object.values(hiddenGuards),
): Hidden | undefined {
  for (const guard of guards) {
    const found = guard(text, first);
    if (found) return found;
  }
  return undefined;
}

const DECEIVING =
  /[\u034F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\u180E\u115F\u1160\u3164\uFFA0\uFEFF\u{E0000}-\u{E0FFF}]/u;

/** Tab, line feed, form feed (which old sources have between sections) and carriage return are not among them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F]/;

function hiddenRuns(text: string, first: boolean): string[] {
  const found: string[] = [];
  for (const { 0: run, index } of text.matchAll(HIDDEN_CHARACTERS)) {
    if (first && index === 0 && run === '\uFEFF') continue;
    if (JOINS.test(run) && joins(text, index, run.length)) continue;
    found.push(...run);
  }
  return found;
}

/** Scripts and emoji need joiners and the selectors of a character's two looks, at most two side by side. */
const JOINS = /^(?:\u200C|\u200D|\uFE0E|\uFE0F){1,2}$/;

/** Between letters of ASCII a joiner joins nothing: it makes two names that look the same. */
const joins = (text: string, at: number, length: number): boolean =>
  !/[ -~]$/.test(text.slice(Math.max(0, at - 1), at)) &&
  !/^[ -~]/.test(text.slice(at + length, at + length + 1));

const nameOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}, ${hiddenKind(character) ?? 'not shown'}`;
