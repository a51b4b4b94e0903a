/**
 * From the start of the process to its first request: `planfile execute`, beside a floor that reads the same git objects, writes the
 * same files and starts the same sandbox with the bare SDK. Both in the same run, in turn; a machine that is busy with something else
 * stretches both, so the ratio is told by the middle of the rounds' own ratios, and processor time stands beside.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import type { FloorPlan } from './first-request/floor-plan.ts';

export async function benchFirstRequest(rounds = 15): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'planfile-bench-'));
  try {
    await bundled(folder);
    const floor = join(folder, 'floor.mjs');
    const { cli, out, repository, env } = preparedWave(folder);
    const sandbox = JSON.parse(
      execFileSync(process.execPath, [join(folder, 'confined.mjs'), resolve('dist'), env.PATH!], {
        encoding: 'utf8',
      }),
    ) as FloorPlan['sandbox'];
    const runs = { planfile: [] as Run[], floor: [] as Run[] };
    for (let round = 0; round < rounds; round += 1) {
      const plan = join(folder, 'floor.json');
      writeFileSync(plan, JSON.stringify(floorPlan(repository, join(folder, `tree-${round}`), sandbox)));
      runs.floor.push(
        await untilRequest((url) => spawn(process.execPath, [floor, url, plan], { env, stdio: 'ignore' })),
      );
      runs.planfile.push(
        await untilRequest((url) =>
          spawn(process.execPath, [cli, '-C', repository, 'execute', '--phase', 'a', '--out', out], {
            env: { ...env, ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'bench' },
            stdio: 'ignore',
          }),
        ),
      );
    }
    const row = (name: string, what: 'planfile' | 'floor') => {
      const cell = (of: keyof Run) => {
        const ratios = runs[what].map((run, i) => run[of] / runs.floor[i]![of]);
        return `${median(runs[what].map((run) => run[of])).toFixed(0)} (${median(ratios).toFixed(2)})`;
      };
      return `| ${name} | ${cell('wall')} | ${cell('own')} | ${cell('children')} |`;
    };
    return [
      `| start to first request: median of ${rounds} (of the ratios) | wall, ms | own processor time, ms | children, ms |`,
      '|---|---|---|---|',
      row('plain git, the same sandbox, bare SDK', 'floor'),
      row('planfile execute', 'planfile'),
      '| at most | (1.30) | | |',
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What our execute reads and starts, for the floor to do in the plainest way. */
const floorPlan = (repository: string, tree: string, sandbox: FloorPlan['sandbox']): FloorPlan => ({
  repository,
  tree,
  names: ['HEAD', 'HEAD^{tree}', 'HEAD:plans/bench.md', 'refs/planfile/bench:record.jsonl'],
  sandbox,
});

async function bundled(folder: string): Promise<void> {
  const bundle = await rolldown({
    input: { floor: 'bench/first-request/floor.ts', confined: 'bench/first-request/confined.ts' },
    platform: 'node',
    moduleTypes: { '.bash': 'text' },
  });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs' });
}

/** A repository with one approved phase, started. */
function preparedWave(folder: string) {
  const repository = join(folder, 'repository');
  mkdirSync(join(repository, 'plans'), { recursive: true });
  cpSync('src', join(repository, 'src'), { recursive: true });
  writeFileSync(
    join(repository, 'plans/bench.md'),
    '---\nplanfile: 1\nid: bench\nphases:\n  - {id: a, paths: [a.txt], verify: ["true"]}\n---\n\n# Bench\n\nText.\n\n## Phase a: A\n\nText.\n\n- [ ] It is there\n',
  );
  const person = { NAME: 'Bench', EMAIL: 'bench@example.invalid' };
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    XDG_STATE_HOME: join(folder, 'state'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((role) =>
        Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
      ),
    ),
  };
  const git = (...args: string[]) => execFileSync('git', ['-C', repository, ...args], { env });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'start');
  const cli = resolve('dist/planfile.js');
  const out = join(folder, 'out');
  const planfile = (...args: string[]) =>
    execFileSync(process.execPath, [cli, '-C', repository, ...args], { env, stdio: 'ignore' });
  planfile('approve', 'bench', '--yes');
  planfile('schedule', 'bench', '--out', out);
  return { cli, out, repository, env };
}

interface Run {
  wall: number;
  /** Processor time of the process itself, and of the children that have ended, when the request comes. */
  own: number;
  children: number;
}

async function untilRequest(start: (url: string) => ReturnType<typeof spawn>): Promise<Run> {
  const arrived = Promise.withResolvers<Run>();
  let pid: number | undefined;
  let began = 0;
  const server: Server = createServer((_, response) => {
    arrived.resolve({ wall: performance.now() - began, ...processorTime(pid!) });
    response.writeHead(401).end('{"type":"error","error":{"type":"authentication_error","message":"bench"}}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  began = performance.now();
  const child = start(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  pid = child.pid;
  const ended = new Promise<void>((closed) => child.once('close', () => closed()));
  const early = ended.then(() => {
    throw new Error('it ended without a request');
  });
  const run = await Promise.race([arrived.promise, early]);
  await ended;
  early.catch(() => {});
  server.close();
  return run;
}

/** Fields 14 to 17 of /proc/<pid>/stat (proc(5)), in hundredths of a second. */
function processorTime(pid: number): Pick<Run, 'own' | 'children'> {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  return { own: 10 * (fields[11]! + fields[12]!), children: 10 * (fields[13]! + fields[14]!) };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
