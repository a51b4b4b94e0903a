/**
 * Reading plans against its floor: the same files through the same two parsers and a hash. Both are bundled
 * and run in cold processes, in turn, in the same run. The figure is the ratio of the best of each: whatever
 * else the machine does only adds. Processor time stands beside wall time, because it hardly knows what else
 * the machine does.
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
    const lines = [
      '| plans | read, ms | floor, ms | wall ratio | processor ratio | at most |',
      '|---|---|---|---|---|---|',
    ];
    for (const count of [1, 1_000]) {
      const runs = { read: [] as Run[], floor: [] as Run[] };
      for (let round = 0; round < rounds; round++)
        for (const what of ['read', 'floor'] as const) runs[what].push(run(folder, what, count));
      const best = (what: 'read' | 'floor', of: 'ms' | 'cpu') =>
        Math.min(...runs[what].map((one) => one[of]));
      const ratio = (of: 'ms' | 'cpu') => (best('read', of) / best('floor', of)).toFixed(2);
      const shown = [
        best('read', 'ms').toFixed(0),
        best('floor', 'ms').toFixed(0),
        ratio('ms'),
        ratio('cpu'),
      ];
      lines.push(`| ${count} | ${shown.join(' | ')} | 1.30 |`);
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

interface Run {
  ms: number;
  cpu: number;
  kilobytes: number;
}

function run(folder: string, what: string, count: number): Run {
  const started = performance.now();
  const printed = execFileSync(process.execPath, [join(folder, `${what}.mjs`), String(count)], {
    env: {},
    encoding: 'utf8',
  });
  const ms = performance.now() - started;
  return { ms, ...(JSON.parse(printed) as Omit<Run, 'ms'>) };
}

const mega = (kilobytes: number): string => `${(kilobytes / 1_024).toFixed(0)} MB`;

if (import.meta.main) console.log((await benchPlans()).join('\n'));
