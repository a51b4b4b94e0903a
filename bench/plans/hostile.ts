/**
 * How long the worst documents take that anybody may send, per 100 kB: real ones mutated, and those that are
 * made to hurt.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan } from '../../src/plan/read.ts';
import { head, hostilePlans } from '../../test/samples/hostile-plans.ts';

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
    made: Object.entries(hostilePlans).map(([name, text]) => ({
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
