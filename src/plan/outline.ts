/**
 * What a plan's body is made of: its title, the phase sections, their criteria, and the text of each without
 * task marks.
 */
import { type Block, placeIn, placeOf, readMarkdown } from './markdown.ts';
import type { Place } from './problem.ts';
import type { Source } from './source.ts';

export interface Heading {
  level: 1 | 2 | 3 | 4 | 5 | 6;
  /** Its source between the marks, on one line. */
  text: string;
  /** A direct child of the document, not inside of a quotation or a list. */
  direct: boolean;
  first: number;
  last: number;
  place: Place;
}

export interface Section {
  id: string;
  title: string;
  heading: Heading;
  /** The first line below the heading, and the first that is not in it. */
  start: number;
  end: number;
  text: string;
}

export interface Task {
  /** The first paragraph of the item, on one line, without its mark. */
  text: string;
  line: number;
  place: Place;
  /** Where the mark's letter stands, when it is marked as done. */
  marked?: { line: number; column: number };
  /** In a list that is a direct child of the document. */
  direct: boolean;
}

export interface Outline {
  blocks: Block[];
  headings: Heading[];
  titles: Heading[];
  sections: Section[];
  tasks: Task[];
  /** The body outside the sections and without the title. */
  body: string;
}

/**
 * The sections of the phases that the front matter names, in its order: at most as many as there are phases.
 */
export function sectionsOf(phases: readonly { id: string }[], outline: Outline): Section[] {
  const byId = new Map(outline.sections.toReversed().map((section) => [section.id, section]));
  return phases.flatMap(({ id }) => byId.get(id) ?? []);
}

/** The heading of a phase section, as raw text. */
export const SECTION = /^Phase ([a-z][a-z0-9-]{0,47}): (\S.*)$/;

export function readOutline(source: Source, bodyStart: number): Outline {
  const blocks = readMarkdown(source, bodyStart);
  const headings = readHeadings(source, blocks);
  const tasks = readTasks(source, blocks);
  const unmarked = withoutMarks(source.lines, tasks);

  const end = source.lines.length + 1;
  const tops = headings.filter((heading) => heading.direct && heading.level <= 2);
  const sections: Section[] = [];
  const outside: string[] = [];
  let line = bodyStart;
  const close = (until: number) => outside.push(slice(unmarked, line, until));
  for (const [index, heading] of tops.entries()) {
    const next = tops[index + 1]?.first ?? end;
    const named = heading.level === 2 ? SECTION.exec(heading.text) : null;
    if (named === null && heading.level === 2) continue;
    // A title ends what was before it and is left out; a section is taken out with all that is below it.
    close(heading.first);
    line = heading.last + 1;
    if (named === null) continue;
    line = next;
    const [, id = '', title = ''] = named;
    const start = heading.last + 1;
    sections.push({ id, title, heading, start, end: next, text: slice(unmarked, start, next) });
  }
  close(end);

  return {
    blocks,
    headings,
    titles: tops.filter((heading) => heading.level === 1),
    sections,
    tasks,
    body: outside.filter((piece) => piece !== '').join('\n\n'),
  };
}

/** Lines from `start` to before `end`, without the blank lines around them. */
function slice(lines: readonly string[], start: number, end: number): string {
  const piece = lines.slice(start - 1, end - 1);
  const blank = (line: string) => /^[ \t]*$/.test(line);
  const from = piece.findIndex((line) => !blank(line));
  return from === -1 ? '' : piece.slice(from, piece.findLastIndex((line) => !blank(line)) + 1).join('\n');
}

function readHeadings(source: Source, blocks: readonly Block[]): Heading[] {
  const headings: Heading[] = [];
  for (const [index, block] of blocks.entries()) {
    if (block.token.type !== 'heading_open') continue;
    headings.push({
      level: Number(block.token.tag.slice(1)) as Heading['level'],
      text: oneLine(blocks[index + 1]?.token.content ?? ''),
      direct: block.token.level === 0,
      first: block.first,
      last: block.last,
      place: placeOf(source, block),
    });
  }
  return headings;
}

function oneLine(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

const MARK = /^\[([ \t\nxX])\](?=\s)/;

/**
 * A list item whose first block is a paragraph that begins with a mark, on the item's own first line:
 * GitHub's own rule.
 */
function readTasks(source: Source, blocks: readonly Block[]): Task[] {
  const tasks: Task[] = [];
  for (const [index, block] of blocks.entries()) {
    const [paragraph, inline] = [blocks[index + 1], blocks[index + 2]];
    if (block.token.type !== 'list_item_open' || paragraph?.token.type !== 'paragraph_open' || !inline)
      continue;
    if (inline.first !== block.first) continue;
    const mark = MARK.exec(inline.token.content);
    const text = inline.token.content
      .slice(mark?.[0].length ?? 0)
      .replace(/\s+/g, ' ')
      .trim();
    if (mark === null || text === '') continue;
    const marked = /[xX]/.test(mark[1]!) && placeIn(source, inline, 1, 1);
    tasks.push({
      text,
      line: block.first,
      place: placeOf(source, block),
      direct: block.token.level === 1,
      ...(marked && { marked: { line: marked.line, column: marked.column } }),
    });
  }
  return tasks;
}

/** Marks say how far the work is, not what it is: they read as unchecked (design.md §2). */
function withoutMarks(lines: readonly string[], tasks: readonly Task[]): string[] {
  const unmarked = [...lines];
  for (const { marked } of tasks) {
    if (!marked) continue;
    const line = unmarked[marked.line - 1]!;
    unmarked[marked.line - 1] = `${line.slice(0, marked.column - 1)} ${line.slice(marked.column)}`;
  }
  return unmarked;
}
