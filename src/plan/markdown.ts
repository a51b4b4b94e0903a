/**
 * The body as CommonMark with GitHub's tables, task lists and strikethrough. markdown-it, because its time is
 * linear in what people can send it: a plan comes from anybody who can open a pull request.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import type { Place } from './problem.ts';
import type { Source } from './source.ts';

/**
 * Blocks and inline marks nested deeper than this are refused; the parser itself stops at 100 and drops the
 * rest.
 */
export const MAX_NESTING = 32;

// Link reference definitions are an error (T3): left in sight as the paragraphs that they would take away.
// Character references stay tokens of their own: what they stand for is looked at, and where they stand is
// known.
const parser = new MarkdownIt('default', { html: true, linkify: false, typographer: false }).disable([
  'reference',
  'text_join',
]);
// Addresses of every kind are parsed as links, and judged by a rule.
parser.validateLink = () => true;
// The parser looks for tables first, and takes for their head what is a heading for GitHub: `# a | b` above a
// row of dashes, and any line above dashes alone.
const [table] = parser.block.ruler.getRules('');
parser.block.ruler.disable('table');
parser.block.ruler.before(
  'lheading',
  'table_of_a_paragraph',
  (state, start, end, silent) => {
    const [from, to] = [state.bMarks[start + 1]! + state.tShift[start + 1]!, state.eMarks[start + 1]!];
    const underline = start + 1 < end && /^-+[ \t]*$/.test(state.src.slice(from, to));
    return !underline && table!(state, start, end, silent);
  },
  { alt: ['paragraph', 'reference'] },
);

export interface Block {
  token: Token;
  /** The innermost lines that are known to hold it, from 1, the last one included. */
  first: number;
  last: number;
  /** What its text is made of, in order; empty for all but texts. */
  parts: readonly Part[];
  /** It has parts that are more than words, code and marks: links, images, HTML. */
  special: boolean;
}

interface Part {
  inline: Token;
  /** In the block's text. */
  offset: number;
}

/** The body's tokens in order, each with the lines it stands on. */
export function readMarkdown(source: Source, bodyStart: number): Block[] {
  const start = source.starts[bodyStart - 1];
  const body = start === undefined ? '' : source.text.slice(start);
  let range: [number, number] = [0, 1];
  return parser.parse(body, {}).map((token) => {
    if (token.map) range = token.map;
    const last = Math.max(range[0] + 1, range[1]) + bodyStart - 1;
    const special = token.children?.some(isSpecial) ?? false;
    return { token, first: range[0] + bodyStart, last, parts: partsOf(token), special };
  });
}

/**
 * Where a part of a block's own text stands in the file. Containers and indentation are cut from the text, so
 * each of its lines is looked for in the line that it came from.
 */
export function placeIn(source: Source, block: Block, offset: number, length = 0): Place {
  const start = linePlace(source, block, offset);
  const end = linePlace(source, block, offset + length);
  return { ...start, endLine: end.line, endColumn: end.column };
}

function linePlace(source: Source, block: Block, offset: number): { line: number; column: number } {
  const before = block.token.content.slice(0, offset).split('\n');
  const content = block.token.content.split('\n')[before.length - 1] ?? '';
  const line = Math.min(block.first + before.length - 1, source.lines.length);
  const indent = Math.max(0, source.lines[line - 1]?.indexOf(content) ?? 0);
  return { line, column: indent + before.at(-1)!.length + 1 };
}

/** The place of a whole block's first line. */
export function placeOf(source: Source, block: Block): Place {
  const text = source.lines[block.first - 1] ?? '';
  const column = text.length - text.trimStart().length + 1;
  return { line: block.first, column, endLine: block.first, endColumn: text.length + 1 };
}

const SPECIAL = new Set(['html_inline', 'link_open', 'image']);

/**
 * What begins a comment, an instruction, a declaration or CDATA. The parser gives up on all of these in a
 * paragraph once one of them is not closed, and calls them text; GitHub does not.
 */
export const HTML_OPENER = /<(?:!--|\?|![A-Za-z]|!\[CDATA\[)/;

function isSpecial({ type, content }: Token): boolean {
  return SPECIAL.has(type) || (type === 'text' && content.includes('<') && HTML_OPENER.test(content));
}

const NONE: readonly Part[] = [];

/** The inline parts of a block with their offsets in its text: found in order, as the parser made them. */
function partsOf({ content, children }: Token): readonly Part[] {
  if (!children) return NONE;
  // The parser turns line ends within code into spaces; in a copy without them all parts are found in one pass.
  const flat = content.replaceAll('\n', ' ');
  let offset = 0;
  return children.map((inline) => {
    const needle = sourceOf(inline);
    const found = needle ? flat.indexOf(needle, offset) : -1;
    if (found === -1) return { inline, offset };
    offset = found + needle.length;
    return { inline, offset: found };
  });
}

/** A block's text with its code blanked out, so that offsets stay: what is meant as words. */
export function wordsOf({ token, parts }: Block): string {
  const text = token.content;
  const pieces: string[] = [];
  let done = 0;
  for (const { inline, offset } of parts) {
    if (inline.type !== 'code_inline') continue;
    const end = offset + inline.content.length;
    pieces.push(text.slice(done, offset), ' '.repeat(end - offset));
    done = end;
  }
  return pieces.join('') + text.slice(done);
}

/** What a part looks like in the source, as far as its token tells. */
function sourceOf(inline: Token): string {
  if (inline.type === 'html_inline' || inline.type === 'code_inline' || inline.type === 'text')
    return inline.content;
  return inline.markup === 'autolink' ? '' : inline.markup;
}
