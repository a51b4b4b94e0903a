/** The front matter: where it stands, its YAML as nodes with places, and its plain value. */
import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Place } from './problem.ts';
import { placeAt as placeIn, type Source } from './source.ts';

/** In characters. Far above any plan that people would read; keeps the YAML parser's work small. */
export const MAX_FRONT_MATTER = 32_768;
/** A plan needs five levels. */
export const MAX_DEPTH = 16;

export interface YamlNode {
  node: Node;
  /** It is the key of a mapping. */
  key: boolean;
  depth: number;
}

export interface FrontMatter {
  text: string;
  /** Lines of the opening and the closing `---`, from 1. */
  open: number;
  close: number;
  yaml: Document;
  /** Plain data; an alias, or whatever is nested too deep, is `undefined` here and a problem elsewhere. */
  value: unknown;
  /** Every node, keys before their values, down to just below the depth that is allowed. */
  nodes: readonly YamlNode[];
  placeOf(node: { range?: readonly number[] | null | undefined } | null | undefined): Required<Place>;
  /** The place of the value at a path; of the nearest thing around it where there is none. */
  placeAt(path: readonly PropertyKey[], key?: boolean): Required<Place>;
}

const OPENING = '---\n';

/** A line of exactly three dashes opens it on line 1 and closes it. */
export function findFrontMatter(lines: readonly string[]): { close: number } | 'missing' | 'unclosed' {
  if (lines[0] !== '---') return 'missing';
  const close = lines.indexOf('---', 1);
  return close === -1 ? 'unclosed' : { close: close + 1 };
}

export function readFrontMatter(source: Source): FrontMatter | undefined {
  const found = findFrontMatter(source.lines);
  if (typeof found === 'string') return undefined;
  const text = source.text.slice(OPENING.length, source.starts[found.close - 1]);
  if (text.length > MAX_FRONT_MATTER) return undefined;
  const yaml = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    strict: true,
    // Looked for by a rule of our own: the parser compares each key with each.
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
  });

  // Offsets in the YAML are those in the file, less the opening line. (The parser's own line counter errs in
  // broken YAML.)
  const inFile = (offset: number) => Math.min(offset + OPENING.length, source.text.length);
  const placeOf: FrontMatter['placeOf'] = (node) => {
    const [from = 0, to = from] = node?.range ?? [];
    return node?.range
      ? placeIn(source, inFile(from), inFile(Math.max(from, to)))
      : { line: 1, column: 1, endLine: 1, endColumn: 1 };
  };
  const placeAt: FrontMatter['placeAt'] = (path, key = false) => placeOf(nodeAt(yaml.contents, path, key));

  return {
    text,
    open: 1,
    close: found.close,
    yaml,
    value: plain(yaml.contents, 0),
    nodes: collect(yaml.contents, 0, false, []),
    placeOf,
    placeAt,
  };
}

function nodeAt(root: Node | null, path: readonly PropertyKey[], key: boolean): Node | null {
  let node = root;
  let around: Node | null = null;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) return around;
      around = pair.key as Node;
      if (last && key) return around;
      node = pair.value as Node | null;
    } else if (isSeq(node) && typeof step === 'number' && node.items[step]) {
      node = node.items[step] as Node;
      around = firstKey(node);
    } else return around;
  }
  // A value that is not there (`key:` and nothing) has no width: its key is shown instead.
  return node === null || (node.range && node.range[0] === node.range[1]) ? around : node;
}

/** An entry of a list is best shown by its first key, not by all of its lines. */
function firstKey(node: Node): Node {
  return isMap(node) && node.items[0] ? (node.items[0].key as Node) : node;
}

function plain(node: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1));
  if (isMap(node)) {
    const entries = node.items.map((item): [string, unknown] => [
      isScalar(item.key) ? String(item.key.value) : '',
      plain(item.value, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }
  return undefined;
}

function collect(root: unknown, depth: number, key: boolean, all: YamlNode[]): YamlNode[] {
  if (root === null || root === undefined || depth > MAX_DEPTH + 1) return all;
  all.push({ node: root as Node, key, depth });
  if (isMap(root)) {
    for (const item of root.items) {
      collect(item.key, depth + 1, true, all);
      collect(item.value, depth + 1, false, all);
    }
  } else if (isSeq(root)) for (const item of root.items) collect(item, depth + 1, false, all);
  return all;
}
