/**
 * Text of models made safe to post on a forge (trust.md T20). It is parsed, rebuilt from what is allowed, and written anew, so
 * that nothing is let through because it was overlooked: no HTML, images or links, and whatever the forge would act on (mentions,
 * references, commands, trailers) stands in code, where it acts on nothing.
 */
import type { Break, Nodes, PhrasingContent, RootContent, Text } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { visible } from './clean.ts';
import { disarm, inert } from './inert.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const printer = unified().use(remarkStringify, { bullet: '-', rule: '-', fences: true }).use(remarkGfm);

/** Deeper nesting is no prose, and parsing it takes long. */
const MAX_DEPTH = 8;
const NESTING = /^[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*){9}/m;
const MAX_MARKS = 2_000;

/** Languages whose blocks are shown as they stand: `mermaid`, `math`, `suggestion` and others would be carried out. */
const LANGUAGES = new Set(
  'bash c cpp cs css diff go html java js json jsx kt md php py rb rs sh sql swift text toml ts tsx txt xml yaml yml'.split(
    ' ',
  ),
);

/** Markdown of several blocks, cut after `most` characters. */
export function forgeMarkdown(text: string, most = 20_000): string {
  const given = cut(visible(text), most);
  if (NESTING.test(given) || marks(given) > MAX_MARKS) return codeBlock(given);
  const blocks = parser.parse(given).children.flatMap((child) => block(child, 0));
  return disarm(printed(blocks));
}

/** Markdown of one line, for a cell, a title or an item of a list. */
export function forgeLine(text: string, most = 1_000): string {
  const flat = visible(text).replace(/\s+/g, ' ').trim();
  const given = cut(flat, most).replaceAll('\n', ' ');
  if (marks(given) > MAX_MARKS) return codeSpan(given);
  const parsed = parser.parse(given);
  // In one line all that stands behind a fence is taken for a language, and would be lost.
  if (hasBlockOfCode(parsed)) return codeSpan(given);
  const children = parsed.children.flatMap((child) => raw(child, 0));
  return disarm(printed([paragraph(settled(merge(children)))]).replace(/[ \t]*\n[ \t]*/g, ' '));
}

/** Without its last line end, and with every other space: what is no mark behind a no-break space is one without it. */
const printed = (children: RootContent[]): string =>
  printer.stringify({ type: 'root', children }).replace(/\n$/, '');

const hasBlockOfCode = (node: Nodes): boolean =>
  node.type === 'code' || ('children' in node && node.children.some(hasBlockOfCode));

/** Any text as a block of code: the fence is longer than every one inside. */
export function codeBlock(text: string, language = ''): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${disarm(visible(text)).replace(/\n$/, '')}\n${fence}`;
}

/** Any text of one line as code. */
export function codeSpan(text: string): string {
  const flat = disarm(visible(text)).replace(/\s+/g, ' ').trim();
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = flat === '' || /^`|`$/.test(flat) ? ' ' : '';
  return `${fence}${space}${flat}${space}${fence}`;
}

function block(node: RootContent, depth: number): RootContent[] {
  if (depth > MAX_DEPTH) return [paragraph([code(source(node))])];
  const blocks = (children: readonly RootContent[]) => children.flatMap((child) => block(child, depth + 1));
  switch (node.type) {
    case 'paragraph':
      return [paragraph(settled(raw(node, depth)))];
    case 'heading':
      return [paragraph([{ type: 'strong', children: settled(raw(node, depth)) }])];
    case 'blockquote':
      return [{ type: 'blockquote', children: blocks(node.children) as never }];
    case 'list': {
      const items = node.children.map((item) => ({
        type: 'listItem' as const,
        spread: item.spread ?? false,
        children: blocks(item.children) as never,
      }));
      return [
        { type: 'list', ordered: node.ordered ?? false, spread: node.spread ?? false, children: items },
      ];
    }
    case 'table': {
      const rows = node.children.map((row) => ({
        type: 'tableRow' as const,
        children: row.children.map((cell) => ({
          type: 'tableCell' as const,
          children: settled(raw(cell, depth)),
        })),
      }));
      return [{ type: 'table', align: node.align ?? null, children: rows }];
    }
    case 'code':
      return [
        { type: 'code', lang: node.lang && LANGUAGES.has(node.lang) ? node.lang : null, value: node.value },
      ];
    case 'thematicBreak':
      return [];
    case 'footnoteDefinition':
      return blocks(node.children);
    default:
      // HTML, definitions, and whatever a later parser may bring.
      return [{ type: 'code', lang: null, value: source(node) }];
  }
}

/** The phrasing content of any node; a block inside is taken for its text. */
function raw(node: Nodes, depth: number): PhrasingContent[] {
  if (depth > MAX_DEPTH) return [code(source(node))];
  const children = 'children' in node ? (node.children as Nodes[]) : [];
  return merge(children.length > 0 ? children.flatMap((child) => phrase(child, depth + 1)) : leaf(node));
}

function phrase(node: Nodes, depth: number): PhrasingContent[] {
  switch (node.type) {
    case 'strong':
    case 'emphasis':
    case 'delete': {
      const inner = raw(node, depth);
      return inner.length > 0 ? [{ type: node.type, children: inner }] : [];
    }
    case 'link': {
      const inner = raw(node, depth);
      const [only] = inner;
      const same = inner.length === 1 && only?.type === 'text' && node.url.endsWith(only.value);
      return same
        ? inner
        : [...inner, { type: 'text', value: ' (' }, code(node.url), { type: 'text', value: ')' }];
    }
    case 'linkReference':
    case 'paragraph':
      return raw(node, depth);
    default:
      return leaf(node);
  }
}

function leaf(node: Nodes): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: node.value }];
    case 'inlineCode':
      return [code(node.value)];
    case 'break':
      return [{ type: 'break' }];
    default:
      return [code(source(node))];
  }
}

/**
 * Only now, with all text that stands side by side in one piece, can be told what somebody would act on. A break is a line end
 * like the others: what begins above it can end below.
 */
function settled(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const done: PhrasingContent[] = [];
  let words: (Text | Break)[] = [];
  const settle = () => {
    done.push(...settledWords(words));
    words = [];
  };
  for (const node of nodes) {
    if (node.type === 'text' || node.type === 'break') {
      words.push(node);
      continue;
    }
    settle();
    done.push('children' in node ? ({ ...node, children: settled(node.children) } as PhrasingContent) : node);
  }
  settle();
  return merge(done);
}

/** Stands for a break where text is searched: the same to a pattern as `\n`, which is a line end that text itself has. */
const BREAK = '\u2028';

/** What acts becomes code, over breaks too. */
function settledWords(words: readonly (Text | Break)[]): PhrasingContent[] {
  const text = words.map((node) => (node.type === 'text' ? node.value : BREAK)).join('');
  return inert(text).flatMap((piece): PhrasingContent[] => {
    if (piece.acts) return [code(piece.text)];
    return piece.text
      .split(BREAK)
      .flatMap((value, index): PhrasingContent[] => [
        ...(index > 0 ? [{ type: 'break' } as const] : []),
        ...(value === '' ? [] : [{ type: 'text', value } as const]),
      ]);
  });
}

const paragraph = (children: PhrasingContent[]): RootContent => ({ type: 'paragraph', children });

const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value: value.replace(/\s+/g, ' ') });

/** Two spans of code side by side would be read as one with the fence inside. */
function merge(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.reduce<PhrasingContent[]>((merged, node) => {
    const last = merged.at(-1);
    if (last?.type === 'inlineCode' && node.type === 'inlineCode') last.value += node.value;
    else if (last?.type === 'text' && node.type === 'text') last.value += node.value;
    else merged.push({ ...node });
    return merged;
  }, []);
}

/** What was written where a node stands, as far as the node still tells. */
function source(node: Nodes): string {
  switch (node.type) {
    case 'image':
      return `![${node.alt ?? ''}](${node.url})`;
    case 'imageReference':
      return `![${node.alt ?? ''}][${node.identifier}]`;
    case 'footnoteReference':
      return `[^${node.identifier}]`;
    case 'definition':
      return `[${node.identifier}]: ${node.url}${node.title ? ` "${node.title}"` : ''}`;
    default:
      if ('value' in node) return node.value;
      return 'children' in node ? (node.children as Nodes[]).map(source).join(' ') : '';
  }
}

/** Characters that open or close something: a parser's work can grow with their square. */
const marks = (text: string): number => text.match(/[[\]*_~`<]/g)?.length ?? 0;

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text
    .slice(0, most)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
  return `${kept}…\n\n(${text.length - most} more characters were cut)`;
}
