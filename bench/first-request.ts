/**
 * From the start of the process to its first request: `planfile execute`, which reads git, exports the tree and starts a
 * sandbox before, beside the bare SDK. Both in the same run, in turn.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

export async function benchFirstRequest(rounds = 9): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'planfile-bench-'));
  try {
    const floor = await bundledFloor(folder);
    const { cli, out, repository, env } = preparedWave(folder);
    const times = { planfile: [] as number[], floor: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      times.floor.push(
        await untilRequest((url) => spawn(process.execPath, [floor, url], { stdio: 'ignore' })),
      );
      times.planfile.push(
        await untilRequest((url) =>
          spawn(process.execPath, [cli, '-C', repository, 'execute', '--phase', 'a', '--out', out], {
            env: { ...env, ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: 'bench' },
            stdio: 'ignore',
          }),
        ),
      );
    }
    const [ours, bare] = [median(times.planfile), median(times.floor)];
    return [
      '| start to first request | ms | ratio |',
      '|---|---|---|',
      `| bare SDK, bundled | ${bare.toFixed(0)} | 1.00 |`,
      `| planfile execute (git, export, session) | ${ours.toFixed(0)} | ${(ours / bare).toFixed(2)} |`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundledFloor(folder: string): Promise<string> {
  const bundle = await rolldown({ input: 'bench/first-request/floor.ts', platform: 'node' });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: 'floor.mjs' });
  return join(folder, 'floor.mjs');
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

async function untilRequest(start: (url: string) => ReturnType<typeof spawn>): Promise<number> {
  const arrived = Promise.withResolvers<number>();
  const server: Server = createServer((_, response) => {
    arrived.resolve(performance.now());
    response.writeHead(401).end('{"type":"error","error":{"type":"authentication_error","message":"bench"}}');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const began = performance.now();
  const child = start(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const ended = new Promise<void>((closed) => child.once('close', () => closed()));
  const at = await arrived.promise;
  await ended;
  server.close();
  return at - began;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
