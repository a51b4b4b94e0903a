/** How long the worst documents take that anybody may send, per 100 kB: real ones mutated, and those that are made to hurt. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '../../src/plan/read.ts';

const head = '---\nplanfile: 1\nid: slugs\nphases:\n  - id: build\n    paths: [src/a.ts]\n---\n\n# Title\n\n';
const wrap = (text: string) => text.replaceAll(/[^\n]{9000}/g, '$&\n');
const fill = (unit: string, size = 250_000) => `${head}${wrap(unit.repeat(Math.floor(size / unit.length)))}`;
const yaml = (lines: string) => head.replace('phases:', `${wrap(lines)}\nphases:`);

const made: Record<string, string> = {
  'nested lists': fill('- ', 20_000),
  'nested quotations': fill('>', 10_000),
  brackets: fill('[\n'),
  emphasis: fill('*a_'),
  setext: fill('a\n-\n'),
  'list items': fill('- a\n'),
  tables: fill('|a|\n|-|\n\n'),
  entities: fill('&#8203;'),
  headings: fill('## Phase a: b\n'),
  'alias bomb': yaml(
    `a: &a [x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(8)}]`).join('\n')}`,
  ),
  'YAML keys': yaml(Array.from({ length: 3_000 }, (_, index) => `k${index}: 1`).join('\n')),
  'YAML errors': yaml(': : :\n'.repeat(5_000)),
  'a line of a megabyte': `${head}${'a'.repeat(1_000_000)}`,
  'a file of 5 MB': `${head}${'a line of text\n'.repeat(350_000)}`,
};

export interface HostileFigures {
  real: { files: number; medianMs: number; worstMs: number };
  made: { name: string; ms: number; kilobytes: number }[];
}

export function measureHostile(): HostileFigures {
  const files = markdownFiles('node_modules', 60);
  const real = files
    .flatMap((text, index) => [text, mutated(text, index)])
    .map((text) => per100(`${head}${text}`));
  const sorted = real.slice(20).toSorted((a, b) => a - b);
  return {
    real: { files: files.length, medianMs: sorted[sorted.length >> 1]!, worstMs: sorted.at(-1)! },
    made: Object.entries(made).map(([name, text]) => ({
      name,
      ms: time(text),
      kilobytes: text.length / 1_000,
    })),
  };
}

function time(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const started = performance.now();
  readPlan(bytes, 'plans/slugs.md');
  return performance.now() - started;
}

const per100 = (text: string): number => (time(text) / text.length) * 100_000;

/** Pieces moved about, always the same way. */
function mutated(text: string, seed: number): string {
  const cut = (seed * 7919) % text.length;
  return `${text.slice(cut)}\n${text.slice(0, cut).replaceAll('\n\n', '\n> ')}`;
}

/** Documents of packages that the lock file names, of 8 to 100 kB. */
export function markdownFiles(folder: string, most: number): string[] {
  const found: string[] = [];
  const look = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true }).toSorted((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (found.length >= most) return;
      const inner = join(path, entry.name);
      if (entry.isDirectory() && !entry.isSymbolicLink()) look(inner);
      else if (/^(?:readme|changelog|history)\.md$/i.test(entry.name)) {
        const text = readFileSync(inner, 'utf8');
        if (text.length > 8_000 && text.length < 100_000) found.push(text);
      }
    }
  };
  look(folder);
  return found;
}
