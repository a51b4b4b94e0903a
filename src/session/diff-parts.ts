/**
 * A diff in parts of bounded size: what fits is shown at once, the rest is fetched file by file, and what nobody fetched is
 * known. A change that was not read completely can never pass (trust.md T16, github.md G2).
 */
import { fence } from '../models/prompts/render.ts';
import type { Tool } from '../ports/model.ts';
import { cleanLine } from '../report/clean.ts';

/** Characters of diff in the prompt, and of one part that is fetched. */
const SHOWN = 120_000;
const PART = 40_000;

export interface DiffParts {
  /** The changed files, a line each, with what is not shown. */
  files: string;
  /** The whole files that fit. */
  shown: string;
  /** Fetches the rest; undefined when everything is shown. */
  tool: Tool | undefined;
  /** Files of which some part was neither shown nor fetched. */
  unread(): string[];
}

export function diffParts(diff: string, shownMost = SHOWN, partMost = PART): DiffParts {
  const files = filesOf(diff);
  let room = shownMost;
  const shown = files.filter(({ text }) => {
    if (text.length > room) return false;
    room -= text.length;
    return true;
  });
  const rest = new Map(
    files.filter((file) => !shown.includes(file)).map(({ path, text }) => [path, parts(text, partMost)]),
  );
  const open = new Map([...rest].map(([path, pages]) => [path, new Set(pages.keys())]));
  const list = files.map(({ path }) => {
    const pages = rest.get(path);
    return pages ? `${path} (not below: ${pages.length} ${pages.length === 1 ? 'part' : 'parts'})` : path;
  });
  return {
    files: list.length === 0 ? '(no files)' : list.join('\n'),
    shown: shown.map(({ text }) => text).join('') || '(nothing)',
    tool: rest.size === 0 ? undefined : diffTool(rest, open),
    unread: () => [...open].flatMap(([path, left]) => (left.size === 0 ? [] : [path])),
  };
}

const diffTool = (rest: ReadonlyMap<string, string[]>, open: ReadonlyMap<string, Set<number>>): Tool => ({
  name: 'diff',
  description: 'The diff of a changed file that is not in the first message, part by part.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'As it stands in the list of changed files.' },
      part: { type: 'integer', description: 'From 1; 1 when left out.' },
    },
    required: ['path'],
    additionalProperties: false,
  },
  async run(input) {
    const { path, part = 1 } = (typeof input === 'object' && input !== null ? input : {}) as {
      path?: unknown;
      part?: unknown;
    };
    const pages = rest.get(String(path));
    if (!pages) return { content: `no diff of ${cleanLine(String(path))} is left to fetch`, isError: true };
    const page = pages[Number(part) - 1];
    if (page === undefined) return { content: `it has the parts 1 to ${pages.length}`, isError: true };
    open.get(String(path))?.delete(Number(part) - 1);
    return { content: `Part ${part} of ${pages.length}.\n${fence('diff', page)}`, isError: false };
  },
});

interface FileDiff {
  path: string;
  text: string;
}

/** Lines of a file's content begin with a blank, a sign or a backslash, so a header cannot be forged by content. */
function filesOf(diff: string): FileDiff[] {
  const texts = diff.split(/^(?=diff --git )/m).filter((text) => text.trim() !== '');
  const seen = new Map<string, number>();
  return texts.map((text) => {
    const path = pathOf(text);
    const nth = (seen.get(path) ?? 0) + 1;
    seen.set(path, nth);
    return { path: nth === 1 ? path : `${path} (${nth})`, text };
  });
}

/** The new name, the old one of a removed file, and for what has no such lines (modes, binaries) the header's second name. */
function pathOf(text: string): string {
  const head = text.split(/^@@ /m, 1)[0]!;
  const named = /^\+\+\+ "?b\/(.+?)"?\t?$/m.exec(head) ?? /^--- "?a\/(.+?)"?\t?$/m.exec(head);
  const header = head.split('\n', 1)[0]!;
  return cleanLine(named?.[1] ?? header.slice(header.indexOf(' b/') + 3).replace(/"$/, ''), 500);
}

/** Cut at line ends where there are any. */
function parts(text: string, most: number): string[] {
  const pages: string[] = [];
  for (let at = 0; at < text.length; ) {
    const hard = Math.min(at + most, text.length);
    const end = hard === text.length ? hard : text.lastIndexOf('\n', hard - 1) + 1;
    const to = end > at ? end : hard;
    pages.push(text.slice(at, to));
    at = to;
  }
  return pages;
}
