/** `validate --fix`: what has one sure way to be mended is mended, everything else stays byte for byte. */
import type { Edit, Problem } from './problem.ts';

export interface Fixed {
  bytes: Uint8Array;
  /** What was mended. */
  problems: Problem[];
}

/**
 * Applies the edits of problems that `readPlan` found in these very bytes; of two that overlap only the
 * first.
 */
export function applyFixes(bytes: Uint8Array, problems: readonly Problem[]): Fixed {
  const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const mark = decoded.startsWith('\uFEFF');
  const text = mark ? decoded.slice(1) : decoded;
  // Places count lines that end in LF or CRLF, and no column of a line is behind its CR.
  const starts = [0];
  for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
  const offset = (line: number, column: number) => (starts[line - 1] ?? text.length) + column - 1;

  const mended: Problem[] = [];
  const pieces: string[] = [];
  let done = 0;
  for (const problem of problems) {
    const range = problem.edit && rangeOf(problem.edit, offset);
    if (!range || range.start < done) continue;
    pieces.push(text.slice(done, range.start), problem.edit!.text);
    done = range.end;
    mended.push(problem);
  }
  pieces.push(text.slice(done));
  const keepsMark = mark && !mended.some(({ code }) => code === 'byte-order-mark');
  return {
    bytes: new TextEncoder().encode(`${keepsMark ? '\uFEFF' : ''}${pieces.join('')}`),
    problems: mended,
  };
}

function rangeOf(edit: Edit, offset: (line: number, column: number) => number) {
  return { start: offset(edit.line, edit.column), end: offset(edit.endLine, edit.endColumn) };
}
