/** The place of a problem, shown with the lines around it. */
import stringWidth from 'fast-string-width';
import { visible } from './clean.ts';
import { type Paint, plain } from './paint.ts';

/** Lines and columns count from 1; columns count UTF-16 code units; an end is exclusive. */
export interface FramePlace {
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

const BEFORE = 2;
const AFTER = 1;
const TAB = '  ';
/** How much of a long line is shown, in UTF-16 code units. */
const WINDOW = 100;

/** Lines around the place with a caret below it; empty where the source has no such line. */
export function codeFrame(source: string, place: FramePlace, paint: Paint = plain): string {
  const lines = source.split(/\r\n|\r|\n/);
  const target = lines[place.line - 1];
  if (target === undefined) return '';
  const first = Math.max(1, place.line - BEFORE);
  const last = Math.min(lines.length, place.line + AFTER);
  const gutter = String(last).length;
  const cut = windowOf(target, place.column);

  const shown: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const isTarget = number === place.line;
    const margin = `${isTarget ? '>' : ' '} ${String(number).padStart(gutter)} |`;
    const text = shownLine(lines[number - 1]!, isTarget ? cut : { from: 0, to: WINDOW });
    shown.push(`${isTarget ? paint.red(margin) : paint.dim(margin)} ${text}`.trimEnd());
    if (isTarget)
      shown.push(`${paint.dim(`  ${' '.repeat(gutter)} |`)} ${paint.red(caret(target, place, cut))}`);
  }
  return shown.join('\n');
}

interface Cut {
  from: number;
  to: number;
}

/** A long line is cut so that the place stands in its middle. */
function windowOf(line: string, column: number): Cut {
  if (line.length <= WINDOW) return { from: 0, to: line.length };
  const from = Math.min(Math.max(0, column - 1 - WINDOW / 2), line.length - WINDOW);
  return { from, to: from + WINDOW };
}

function shownLine(line: string, { from, to }: Cut): string {
  return `${from > 0 ? '…' : ''}${display(line.slice(from, to))}${to < line.length ? '…' : ''}`;
}

/** Where the place ends: on its line, at least one column wide, and no wider than what is shown. */
function caret(line: string, place: FramePlace, cut: Cut): string {
  const start = Math.min(Math.max(place.column - 1, cut.from), cut.to);
  const sameLine = place.endLine === undefined || place.endLine === place.line;
  const end = sameLine ? (place.endColumn ?? place.column + 1) - 1 : line.length;
  const before = stringWidth(display(line.slice(cut.from, start))) + (cut.from > 0 ? 1 : 0);
  const width = stringWidth(display(line.slice(start, Math.min(end, cut.to))));
  return ' '.repeat(before) + '^'.repeat(Math.max(1, width));
}

function display(text: string): string {
  return visible(text).replaceAll('\n', '').replaceAll('\t', TAB);
}
