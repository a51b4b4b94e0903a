/**
 * Reading plans against its floor: the same files through the same two parsers and a hash. Both are bundled and run in cold processes,
 * in turn, in the same run; the figure is the ratio of the medians.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { measureHostile } from './plans/hostile.ts';

export async function benchPlans(rounds = 7): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'planfile-bench-'));
  try {
    const bundle = await rolldown({
      input: ['bench/plans/read.ts', 'bench/plans/floor.ts'],
      platform: 'node',
    });
    await bundle.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
    });
    const lines = ['| plans | read, ms | floor, ms | ratio | at most |', '|---|---|---|---|---|'];
    for (const count of [1, 1_000]) {
      const times = { read: [] as number[], floor: [] as number[] };
      for (let round = 0; round < rounds; round++)
        for (const what of ['read', 'floor'] as const) times[what].push(run(folder, what, count).ms);
      const [read, floor] = [median(times.read), median(times.floor)];
      lines.push(
        `| ${count} | ${read.toFixed(0)} | ${floor.toFixed(0)} | ${(read / floor).toFixed(2)} | 1.30 |`,
      );
    }
    const [small, large] = [run(folder, 'read', 1_000).kilobytes, run(folder, 'read', 10_000).kilobytes];
    lines.push(
      '',
      `Memory: ${mega(small)} for 1,000 plans, ${mega(large)} for 10,000: ratio ${(large / small).toFixed(2)}, at most 1.20.`,
    );
    const { real, made } = measureHostile();
    lines.push(
      '',
      `Real documents as plans, and mutated ones (${real.files} files): median ${real.medianMs.toFixed(1)} ms per 100 kB, worst ${real.worstMs.toFixed(1)}.`,
      ...made.map(
        ({ name, ms, kilobytes }) => `- ${name}: ${ms.toFixed(0)} ms for ${kilobytes.toFixed(0)} kB`,
      ),
    );
    return lines;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(folder: string, what: string, count: number): { ms: number; kilobytes: number } {
  const started = performance.now();
  const kilobytes = Number(
    execFileSync(process.execPath, [join(folder, `${what}.mjs`), String(count)], { env: {} }),
  );
  return { ms: performance.now() - started, kilobytes };
}

const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1]!;
const mega = (kilobytes: number): string => `${(kilobytes / 1_024).toFixed(0)} MB`;

if (import.meta.main) console.log((await benchPlans()).join('\n'));
