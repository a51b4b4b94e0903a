/** From bytes to text: size, encoding, line ends. All places are counted in the text that this yields. */

import type { Place } from './problem.ts';

/**
 * A plan is read by people before it is approved; what nobody can read through is refused before it is
 * parsed.
 */
export const MAX_BYTES = 262_144;

export interface Source {
  path: string;
  /** In bytes, as found. */
  size: number;
  /** Without byte order mark, line ends as LF. Empty when the bytes are too many or not UTF-8. */
  text: string;
  lines: string[];
  /** The offset of each line in the text. */
  starts: number[];
  byteOrderMark: boolean;
  /**
   * Nothing but printable ASCII, tabs and line feeds: rules about other characters have nothing to look for.
   */
  ascii: boolean;
  /** The text before the first byte that is not UTF-8, where there is one. */
  validUntil?: string;
}

export function readSource(bytes: Uint8Array, path: string): Source {
  const source: Source = {
    path,
    size: bytes.length,
    text: '',
    lines: [],
    starts: [0],
    byteOrderMark: false,
    ascii: true,
  };
  if (bytes.length > MAX_BYTES) return source;
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { ...source, validUntil: normalised(validPrefix(bytes)) };
  }
  const text = normalised(decoded);
  const lines = text.split('\n');
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1)! + line.length + 1);
  starts.pop();
  const ascii = !/[^\t\n -~]/.test(text);
  return { ...source, text, lines, starts, byteOrderMark: decoded.startsWith('\uFEFF'), ascii };
}

/** Where a range of the text stands. */
export function placeAt(source: Source, start: number, end: number): Required<Place> {
  const [from, to] = [lineOf(source, start), lineOf(source, end)];
  const column = (line: number, offset: number) => offset - source.starts[line]! + 1;
  return { line: from + 1, column: column(from, start), endLine: to + 1, endColumn: column(to, end) };
}

/** The line that an offset stands in, from 0: by bisection. */
function lineOf({ starts }: Source, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * CRLF becomes LF (trust.md T2: the prompt is made from this text); a lone CR stays, and is a problem of its
 * own.
 */
function normalised(text: string): string {
  return (text.startsWith('\uFEFF') ? text.slice(1) : text).replaceAll('\r\n', '\n');
}

/** The longest start that decodes, by bisection: a strict decoder says that it failed, not where. */
function validPrefix(bytes: Uint8Array): string {
  const decode = (end: number): string | undefined => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end), {
        stream: true,
      });
    } catch {
      return undefined;
    }
  };
  let good = 0;
  let bad = bytes.length;
  // A prefix that ends inside a character still decodes as a stream, so "decodes" is monotonic.
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (decode(middle) === undefined) bad = middle;
    else good = middle;
  }
  return decode(good) ?? '';
}

/** Refused before anything was parsed: only the rules about size and encoding have something to say. */
export function unread(source: Source): boolean {
  return source.validUntil !== undefined || source.size > MAX_BYTES;
}
