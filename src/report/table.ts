/** Tables for terminals and for markdown. Cells come cleaned (clean.ts, markdown.ts) and may be painted. */
import stringWidth from 'fast-string-width';
import { type Paint, plain } from './paint.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
}

export interface Table {
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
}

/** Aligned by what a terminal shows: wide characters take two columns. Two spaces between columns, no lines. */
export function textTable({ columns, rows }: Table, paint: Paint = plain): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => pad(cells[index] ?? '', widths[index]!, align))
      .join('  ')
      .trimEnd();
  return [paint.dim(line(columns.map(({ title }) => title))), ...rows.map(line)].join('\n');
}

/** A GitHub table. Cells are markdown: only what would end a cell or a row is taken out. */
export function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${columns.map((_, index) => markdownCell(cells[index] ?? '')).join(' | ')} |`;
  const rule = `|${columns.map(({ align }) => (align === 'right' ? ' ---: ' : ' --- ')).join('|')}|`;
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'right' ? space + text : text + space;
}

/** A bar is escaped also within code: GitHub splits cells before it looks for code. */
function markdownCell(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').replace(/(?<!\\)(\\\\)*\|/g, '$1\\|');
}
