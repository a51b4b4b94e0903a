/**
 * The report of a repository with 200 plans and 2,000 steps against two floors: reading its refs as every command reads them (each
 * line and document checked), and reading them raw (git, JSON.parse, the two parsers). Cold processes, in turn; the best of each.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { reportedRepository, WAYS } from '../test/samples/reported-repository.ts';

const KINDS = ['read', 'checked', 'floor'] as const;
type Kind = (typeof KINDS)[number];

export async function benchReport(rounds = 5): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'planfile-bench-'));
  try {
    const bundle = await rolldown({
      input: KINDS.map((kind) => `bench/report/${kind}.ts`),
      platform: 'node',
      moduleTypes: { '.md': 'text', '.bash': 'text' },
    });
    await bundle.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
    });
    const repository = join(folder, 'repository');
    for (const made of [repository, join(folder, 'tmp')]) mkdirSync(made);
    reportedRepository(repository, 200, (plan) => WAYS[plan % WAYS.length]!);
    const runs: Record<Kind, Run[]> = { read: [], checked: [], floor: [] };
    for (let round = 0; round < rounds; round++) for (const kind of KINDS) runs[kind].push(run(folder, kind));
    const best = (kind: Kind, of: 'ms' | 'cpu') => Math.min(...runs[kind].map((one) => one[of]));
    const ratio = (of: 'ms' | 'cpu', floor: Kind) => (best('read', of) / best(floor, of)).toFixed(2);
    const [one] = runs.read;
    return [
      '| 200 plans, 2,000 steps | report, ms | floor, ms | wall ratio | processor ratio | at most |',
      '|---|---|---|---|---|---|',
      ...(['checked', 'floor'] as const).map((floor) => {
        const shown = [
          best('read', 'ms').toFixed(0),
          best(floor, 'ms').toFixed(0),
          ratio('ms', floor),
          ratio('cpu', floor),
        ];
        return `| ${floor === 'checked' ? 'refs read and checked' : 'refs read raw'} | ${shown.join(' | ')} | ${floor === 'checked' ? '2.00' : ''} |`;
      }),
      '',
      `Memory: ${(one!.kilobytes / 1_024).toFixed(0)} MB, against ${(runs.checked[0]!.kilobytes / 1_024).toFixed(0)} MB checked and ${(runs.floor[0]!.kilobytes / 1_024).toFixed(0)} MB raw; the JSON takes ${(one!.bytes! / 1_000).toFixed(0)} kB.`,
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Run {
  ms: number;
  cpu: number;
  kilobytes: number;
  bytes?: number;
}

function run(folder: string, kind: Kind): Run {
  const started = performance.now();
  const printed = execFileSync(
    process.execPath,
    [join(folder, `${kind}.mjs`), join(folder, 'repository'), join(folder, 'tmp')],
    { env: { PATH: process.env.PATH ?? '' }, encoding: 'utf8' },
  );
  const ms = performance.now() - started;
  return { ms, ...(JSON.parse(printed) as Omit<Run, 'ms'>) };
}

if (import.meta.main) console.log((await benchReport()).join('\n'));
