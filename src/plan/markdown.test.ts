/**
 * Our reading of the body against another parser of CommonMark and GitHub's extensions: whatever one of them
 * takes for a heading, a task, HTML, a link, an image or a definition, the other does too. A difference would
 * be text that people see in another way than we do.
 */
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, it } from 'vitest';
import { readOutline } from './outline.ts';
import { rule as DEFINITION } from './rules/hidden-definition.ts';
import { rule as HTML } from './rules/hidden-html.ts';
import { rule as CELL } from './rules/hidden-table-cell.ts';
import type { Rule } from './rules/rule.ts';
import { readSource } from './source.ts';

const other = unified().use(remarkParse).use(remarkGfm);

interface Seen {
  headings: string[];
  tasks: string[];
  /** There is HTML, or what one might take for it. */
  html: boolean;
  /** There are link definitions or footnotes, or what one might take for them. */
  definitions: boolean;
  /** A table row has more cells than the head. */
  cells: boolean;
  /** Of those that name something: an indented block cannot be told from a fence in the other's tree. */
  fences: string[];
  images: number;
  titles: number;
  links: number;
}

function ours(text: string): Seen {
  const source = readSource(new TextEncoder().encode(text), 'a.md');
  const outline = readOutline(source, 1);
  const hits = (rule: Rule) => rule.check({ source, outline })[Symbol.iterator]().next().done === false;
  const inline = outline.blocks.flatMap(({ token }) => token.children ?? []);
  const count = (test: (type: string) => boolean) => inline.filter(({ type }) => test(type)).length;
  return {
    headings: outline.headings.map(({ level, direct, first }) => `${level} ${direct} ${first}`),
    tasks: outline.tasks.map(({ line, direct }) => `${line} ${direct}`),
    html: hits(HTML),
    definitions: hits(DEFINITION),
    cells: hits(CELL),
    fences: outline.blocks
      .filter(({ token }) => token.type === 'fence' && token.info.trim() !== '')
      .map(({ token }) => squeezed(token.info)),
    images: count((type) => type === 'image'),
    titles: inline.filter((token) => token.attrGet('title')).length,
    links: inline.filter((token) => token.type === 'link_open').length,
  };
}

/** Undefined where the other one breaks on an assertion of its own. */
function theirs(text: string): Seen | undefined {
  let tree: Root;
  try {
    tree = other.parse(text) as Root;
  } catch {
    return undefined;
  }
  const seen: Seen = {
    headings: [],
    tasks: [],
    html: false,
    definitions: false,
    cells: false,
    fences: [],
    images: 0,
    titles: 0,
    links: 0,
  };
  visit(tree, (node: Nodes, _, parent) => {
    const line = node.position?.start.line;
    if (node.type === 'heading') seen.headings.push(`${node.depth} ${parent === tree} ${line}`);
    if (node.type === 'listItem' && typeof node.checked === 'boolean')
      seen.tasks.push(`${line} ${tree.children.includes(parent as never)}`);
    if (node.type === 'html') seen.html = true;
    if (node.type === 'definition' || node.type === 'footnoteDefinition') seen.definitions = true;
    if (
      node.type === 'tableRow' &&
      parent?.type === 'table' &&
      node.children.length > parent.children[0]!.children.length
    )
      seen.cells = true;
    if (node.type === 'code' && node.lang)
      seen.fences.push(squeezed(`${node.lang ?? ''} ${node.meta ?? ''}`));
    if (node.type === 'image') seen.images += 1;
    if (node.type === 'link') seen.links += 1;
    if ((node.type === 'link' || node.type === 'image') && node.title) seen.titles += 1;
  });
  return seen;
}

/** One plain word, or that there is more: escapes are resolved by the other alone. */
const squeezed = (info: string) => (/^[\w+#.-]*$/.test(info.trim()) ? info.trim() : 'more');

const piece = fc.constantFrom(
  ...[
    '# ',
    '## Phase a: b',
    '\n',
    '\n\n',
    '    ',
    '  ',
    ' ',
    '- ',
    '* ',
    '1. ',
    '> ',
    '[ ] ',
    '[x] ',
    'word',
    '`',
    '```',
    '~~~',
    '<!--',
    '-->',
    '<b>',
    '</b>',
  ],
  ...[
    '[',
    ']',
    '(',
    ')',
    '](',
    '![',
    '"t"',
    '<',
    '>',
    '*',
    '**',
    '_',
    '\\',
    '---',
    '===',
    '<details>',
    '</details>',
    '<?',
    '?>',
    '\t',
    '&lt;',
    '<a href="',
    "'",
  ],
  ...['|', '| a | b |', '|-|', '|-|-|\n', '[^1]: ', '[a]: b', '\n| 1 | 2 | 3 |', 'ts', ':'],
);

it('sees what another parser sees', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      // The other one takes an empty item below indented code for a paragraph.
      if (/^(?: {4}|\t).*\n+[*+-][ \t]*$/m.test(text)) return;
      const one = ours(text);
      const two = theirs(text);
      if (two === undefined) return;
      if (two.definitions) {
        expect(one.definitions).toBe(true);
        return;
      }
      expect(one.cells || !two.cells).toBe(true);
      if (one.cells) return;
      // What is not closed is HTML for us in any case, and an escape behind a fence more than a word: never
      // less than the other sees.
      expect(one.html || !two.html).toBe(true);
      const fences = two.fences.map((info, index) => (one.fences[index] === 'more' ? 'more' : info));
      expect({ ...one, definitions: false }).toEqual({ ...two, html: one.html, fences });
    }),
    {
      numRuns: process.env.SOAK === '1' ? 100_000 : 2_000,
      // HTML below a quotation ends it for the other one, and for GitHub: a definition may follow.
      examples: [[['> ', '|-|-|\n', '<b>', '\n', '[a]: b']]],
    },
  );
});
