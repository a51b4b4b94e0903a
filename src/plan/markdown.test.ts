/**
 * Our reading of the body against another parser of CommonMark and GitHub's extensions: whatever one of them takes for a heading, a task, HTML, a link,
 * an image or a definition, the other does too. A difference would be text that people see in another way than we do.
 */
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, it } from 'vitest';
import { HTML_OPENER } from './markdown.ts';
import { readOutline } from './outline.ts';
import { rule as HTML } from './rules/hidden-html.ts';
import { readSource } from './source.ts';

const other = unified().use(remarkParse).use(remarkGfm);

interface Seen {
  headings: string[];
  tasks: string[];
  /** There is HTML, or what one might take for it. */
  html: boolean;
  images: number;
  titles: number;
  links: number;
}

function ours(text: string): Seen {
  const source = readSource(new TextEncoder().encode(text), 'a.md');
  const outline = readOutline(source, 1);
  const inline = outline.blocks.flatMap(({ token }) => token.children ?? []);
  const count = (test: (type: string) => boolean) => inline.filter(({ type }) => test(type)).length;
  return {
    headings: outline.headings.map(({ level, direct, first }) => `${level} ${direct} ${first}`),
    tasks: outline.tasks.map(({ line, direct }) => `${line} ${direct}`),
    html: HTML.check({ source, outline })[Symbol.iterator]().next().done === false,
    images: count((type) => type === 'image'),
    titles: inline.filter((token) => token.attrGet('title')).length,
    links: inline.filter((token) => token.type === 'link_open').length,
  };
}

function theirs(text: string): Seen {
  const tree = other.parse(text) as Root;
  const seen: Seen = { headings: [], tasks: [], html: false, images: 0, titles: 0, links: 0 };
  visit(tree, (node: Nodes, _, parent) => {
    const line = node.position?.start.line;
    if (node.type === 'heading') seen.headings.push(`${node.depth} ${parent === tree} ${line}`);
    if (node.type === 'listItem' && typeof node.checked === 'boolean')
      seen.tasks.push(`${line} ${tree.children.includes(parent as never)}`);
    if (node.type === 'html') seen.html = true;
    if (node.type === 'image') seen.images += 1;
    if (node.type === 'link') seen.links += 1;
    if ((node.type === 'link' || node.type === 'image') && node.title) seen.titles += 1;
  });
  return seen;
}

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
);

it('sees what another parser sees', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const [one, two] = [ours(text), theirs(text)];
      // What is not closed is HTML for us in any case.
      expect(one).toEqual({ ...two, html: two.html || (one.html && HTML_OPENER.test(text)) });
    }),
    { numRuns: process.env.SOAK === '1' ? 100_000 : 2_000 },
  );
});
