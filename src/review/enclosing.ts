/**
 * The function, or what comes nearest to one, around a line: by indentation and by how definitions look in most languages, so that
 * no parser for each of them is needed. It only has to be the same for the same code: what it finds is hashed, and never shown.
 */
import { createHash } from 'node:crypto';

/** 16 hex digits over the code around a line, blank lines and spacing aside; the same wherever that code is moved to. */
export function anchorOf(text: string, line: number): string {
  const rows = text.split('\n');
  const [from, to] = enclosing(rows, line);
  const code = rows
    .slice(from, to + 1)
    .map((row) => row.trim().replace(/\s+/g, ' '))
    .filter((row) => row !== '');
  return createHash('sha256').update(code.join('\n')).digest('hex').slice(0, 16);
}

/** First and last row, from 0, of the innermost definition around `line` (from 1); else of the paragraph that it stands in. */
export function enclosing(rows: readonly string[], line: number): [from: number, to: number] {
  const at = Math.min(Math.max(line - 1, 0), rows.length - 1);
  const start = definitionAbove(rows, at);
  return start === undefined ? paragraph(rows, at) : [start, endOf(rows, start)];
}

/** Longer ones are cut: a class of ten thousand lines is no place. */
const MOST_ROWS = 400;

function definitionAbove(rows: readonly string[], at: number): number | undefined {
  let inner = Number.POSITIVE_INFINITY;
  for (let i = at; i >= 0 && i > at - MOST_ROWS; i -= 1) {
    const row = rows[i]!;
    if (row.trim() === '') continue;
    const indent = indentOf(row);
    if (indent >= inner && i !== at) continue;
    if (isDefinition(row) && endOf(rows, i) >= at) return i;
    inner = Math.min(inner, indent);
    if (inner === 0 && i !== at) return undefined;
  }
  return undefined;
}

function endOf(rows: readonly string[], start: number): number {
  const indent = indentOf(rows[start]!);
  let last = start;
  for (let i = start + 1; i < rows.length && i < start + MOST_ROWS; i += 1) {
    const row = rows[i]!;
    if (row.trim() === '') continue;
    if (indentOf(row) > indent || OPENS.test(row)) {
      last = i;
      continue;
    }
    return CLOSES.test(row) ? i : last;
  }
  return last;
}

function paragraph(rows: readonly string[], at: number): [number, number] {
  const blank = (i: number) => (rows[i] ?? '').trim() === '';
  let [from, to] = [at, at];
  while (from > 0 && at - from < MOST_ROWS && !blank(from - 1)) from -= 1;
  while (to < rows.length - 1 && to - at < MOST_ROWS && !blank(to + 1)) to += 1;
  return [from, to];
}

/** A tab counts as one, which does as long as a file keeps to one kind. */
const indentOf = (row: string): number => /^[ \t]*/.exec(row)![0].length;

/** A bracket on a line of its own, where some people put the one that opens a body. */
const OPENS = /^[ \t]*\{[ \t]*$/;
const CLOSES = /^[ \t]*(?:[)\]}]|end\b|<\/)/;

const WORDS =
  /^\s*(?:export |default |public |private |protected |static |async |abstract |final |override |pub(?:\([a-z]+\))? |unsafe |inline |virtual )*(?:function|def|class|fn|func|sub|proc|interface|struct|impl|trait|module|namespace|enum|constructor|describe|test|it|type)\b/;
const BODY = /(?:\)|=>)\s*(?::[^={]{1,100})?\{?\s*$/;
const CONTROL =
  /^\s*(?:\}\s*)?(?:if|else|elif|for|foreach|while|switch|match|case|catch|except|try|do|with|return|await|finally)\b/;

const isDefinition = (row: string): boolean =>
  row.length < 1_000 && !CONTROL.test(row) && (WORDS.test(row) || (/[{>]\s*$/.test(row) && BODY.test(row)));
