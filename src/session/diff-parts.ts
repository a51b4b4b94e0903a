/**
 * A diff in parts of bounded size: what fits is shown at once, the rest is fetched file by file, and what nobody fetched is
 * known. A change that was not read completely can never pass (trust.md T16, github.md G2).
 */
import { fence } from '../models/prompts/render.ts';
import type { Tool } from '../ports/model.ts';
import { cleanLine } from '../report/clean.ts';
import { type FileDiff, readDiff } from '../review/diff.ts';

/** Characters of diff in the prompt, and of one part that is fetched. */
export const SHOWN = 120_000;
const PART = 40_000;

export interface DiffParts {
  /** The changed files, a line each, with what is not shown. */
  files: string;
  /** The whole files that fit. */
  shown: string;
  /** Fetches the rest; undefined when everything is shown. */
  tool: Tool | undefined;
  /** Names of files that must be read, of which some part was neither shown nor fetched. */
  missing(): string[];
  /** Paths of files that nobody can read here: `missing`, and those in which git sees no text. */
  unread(): string[];
}

export interface Sizes {
  shown?: number;
  part?: number;
}

/** `leftOut`: paths that need not be read, with the reason; they are named, and can be fetched like any other. */
export function diffParts(
  diff: string | readonly FileDiff[],
  leftOut: ReadonlyMap<string, string> = new Map(),
  { shown: shownMost = SHOWN, part: partMost = PART }: Sizes = {},
): DiffParts {
  const files = named(typeof diff === 'string' ? readDiff(diff) : diff);
  let room = shownMost;
  const shown = files.filter(({ path, text }) => {
    if (leftOut.has(path) || text.length > room) return false;
    room -= text.length;
    return true;
  });
  const whole = new Set(shown);
  const rest = new Map(
    files.filter((file) => !whole.has(file)).map(({ name, text }) => [name, parts(text, partMost)]),
  );
  const open = new Map([...rest].map(([name, pages]) => [name, new Set(pages.keys())]));
  const list = files.map(({ name, path, binary }) => {
    const pages = rest.get(name)?.length;
    const said = [
      ...(binary ? ['binary'] : []),
      ...(leftOut.has(path) ? [`need not be read: ${leftOut.get(path)}`] : []),
      ...(pages === undefined ? [] : [`not below: ${pages} ${pages === 1 ? 'part' : 'parts'}`]),
    ];
    return said.length === 0 ? name : `${name} (${said.join('; ')})`;
  });
  const asked = files.filter(({ path }) => !leftOut.has(path));
  const missing = () => asked.filter(({ name }) => (open.get(name)?.size ?? 0) > 0);
  return {
    files: list.length === 0 ? '(no files)' : list.join('\n'),
    shown: shown.map(({ text }) => text).join('') || '(nothing)',
    tool: rest.size === 0 ? undefined : diffTool(rest, open),
    missing: () => missing().map(({ name }) => name),
    unread: () => {
      const hidden = asked.filter(({ binary, removed }) => binary && !removed);
      return [...new Set([...missing(), ...hidden].map(({ path }) => path))];
    },
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

type Named = FileDiff & { /** As the model is told it, unique. */ name: string };

function named(files: readonly FileDiff[]): Named[] {
  const seen = new Set<string>();
  return files.map((file) => {
    const plain = cleanLine(file.path, 500);
    let name = plain;
    for (let nth = 2; seen.has(name); nth += 1) name = `${plain} (${nth})`;
    seen.add(name);
    return { ...file, name };
  });
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
