/** What a planner is introduced with: the map of a repository of 50,000 files, beside `git ls-files` of the same. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { repositoryMap } from '../src/session/map.ts';

const FILES = 50_000;
const ROUNDS = 7;

export async function benchMap(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-map-'));
  try {
    const git = (args: string[], input?: string) =>
      execFileSync('git', ['-C', folder, ...args], { input, maxBuffer: 64_000_000 }).toString();
    git(['init', '-q']);
    const blob = git(['hash-object', '-w', '--stdin'], 'x\n').trim();
    const paths = Array.from(
      { length: FILES },
      (_, i) => `packages/p${i % 40}/src/d${i % 23}/e${i % 7}/file-${i}.ts`,
    );
    git(['update-index', '--index-info'], paths.map((path) => `100644 ${blob}\t${path}\n`).join(''));
    const entries = paths.map((path) => ({ path, bytes: 2 }));
    const median = (work: () => unknown): number => {
      const times = Array.from({ length: ROUNDS }, () => {
        const began = performance.now();
        work();
        return performance.now() - began;
      });
      return times.sort((a, b) => a - b)[ROUNDS >> 1]!;
    };
    const [ours, floor] = [median(() => repositoryMap(entries)), median(() => git(['ls-files']))];
    const bytes = Buffer.byteLength(repositoryMap(entries));
    return [
      `- ${FILES} files: map in ${ours.toFixed(1)} ms, \`git ls-files\` in ${floor.toFixed(1)} ms (${(ours / floor).toFixed(2)} ×)`,
      `- the map has ${bytes} bytes; the list of files ${Buffer.byteLength(paths.join('\n'))}`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
