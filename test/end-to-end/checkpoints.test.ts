/** Killed at whatever moment: no edit older than the last checkpoint is lost, nothing half-written is taken, nobody is left. */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { StatusReport } from '../../src/commands/status.ts';
import type { Result } from '../../src/outcomes/result.ts';
import { EDITS } from '../../src/session/checkpoints.ts';
import { type Script, startMessages } from '../doubles/messages/server.ts';
import { inSoak } from '../soak.ts';
import { calls, finish, passing, play } from './actors.ts';
import { type Place, place, planText, project } from './place.ts';

/** Edits of one turn. */
const STEP = 3;

/** Writes numbered files without end; the number of the next is told by the answers so far. */
const endless: Script = (request) => {
  const turn = request.messages.filter(({ role }) => role === 'assistant').length;
  const writes = Array.from({ length: STEP }, (_, i) => ({
    name: 'write',
    input: { file_path: `out/${turn * STEP + i}.txt`, content: `${turn}\n` },
  }));
  return calls(turn % 4 === 3 ? [...writes, { name: 'bash', input: { command: 'ls out | wc -l' } }] : writes);
};

async function ready(script: Script) {
  const messages = await startMessages(script);
  const here = await place({
    ...project,
    'plans/polite.md': planText({
      id: 'polite',
      phases: [
        { id: 'please', yaml: 'paths: [out/**], verify: [bash test.sh], budget: {turns: 400, usd: 20}' },
      ],
    }),
  });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'sk-ant-test-key' });
  const approved = await here.planfile('approve', 'polite', '--yes');
  expect(approved.exit, approved.stderr).toBe(0);
  return { here, messages };
}

/** Numbers from 0 to 1 that follow from the seed alone, so that a seed that was printed plays again. */
const random = (seed: number) => {
  let drawn = 0;
  return () => {
    drawn += 1;
    return createHash('sha256').update(`${seed} ${drawn}`).digest().readUInt32BE() / 2 ** 32;
  };
};

const SEEDS = process.env.SOAK
  ? Array.from({ length: 60 }, (_, i) => i + Math.floor(Date.now() / 1_000))
  : [1, 2, 4];

describe('kill -9', () => {
  test.each(SEEDS)('of the whole run, seed %i', { timeout: 60_000 }, async (seed) => {
    const draw = random(seed);
    const { here, messages } = await ready(endless);
    await using _double = messages;
    const run = here.start('run', 'polite');
    const taken = Math.floor(draw() * 4);
    await until(() => run.stderr().includes(taken === 0 ? 'write out/' : `checkpoint ${taken} of please`));
    await sleep(draw() * 200);
    const children = processesIn(here.folder);
    // The machine is gone: nobody gets to say a word.
    for (const pid of [run.pid, ...children]) kill(pid);
    await run.done;
    await until(() => processesIn(here.folder).length === 0);

    const folder = waveFolder(here);
    const kept = checkpointsIn(folder);
    expect(kept.at(-1)?.checkpoints ?? 0, `seed ${seed}`).toBeGreaterThanOrEqual(taken);
    const status = await afterwards(here);
    if (kept.length === 0) {
      expect(status.commit ?? null).toBeNull();
      return;
    }
    const last = kept.at(-1)!;
    expect(status, `seed ${seed}`).toMatchObject({ state: 'failed', reason: 'crashed', commit: last.commit });
    const files = (await here.git('ls-tree', '--name-only', last.commit!, 'out/')).split('\n');
    const numbers = files.map((name) => Number(/(\d+)\.txt$/.exec(name)?.[1])).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i));
    expect(numbers.length).toBeGreaterThanOrEqual(EDITS * last.checkpoints);
    expect(readdirSync(join(here.folder, 'tmp'))).toEqual([]);
  });

  test('of the session alone: the run says it crashed and keeps the last checkpoint', {
    timeout: 60_000,
  }, async () => {
    const { here, messages } = await ready(endless);
    await using _double = messages;
    const run = here.start('run', 'polite', '--json');
    await until(() => run.stderr().includes('checkpoint 1 of please'));
    kill(sessionOf(run.pid));
    const ended = await run.done;
    expect(ended.exit, ended.stderr).toBe(3);
    const last = checkpointsIn(waveFolder(here)).at(-1)!;
    expect(await statusOf(here)).toMatchObject({ state: 'failed', reason: 'crashed', commit: last.commit });
    // What was paid for until then is in the record.
    expect(last.usage[0]?.calls).toBeGreaterThan(0);
    const record = await here.git('show', 'refs/planfile/polite:record.jsonl');
    expect(record).toContain(`"turns":${last.turns}`);
  });
});

test('a checkpoint that is broken is left for the one before it', { timeout: 60_000 }, async () => {
  const { here, messages } = await ready(endless);
  await using _double = messages;
  const run = here.start('run', 'polite');
  await until(() => run.stderr().includes('checkpoint 2 of please'));
  for (const pid of [run.pid, ...processesIn(here.folder)]) kill(pid);
  await run.done;
  const folder = waveFolder(here);
  const kept = checkpointsIn(folder);
  writeFileSync(join(folder, kept.at(-1)!.bundle!), 'no bundle');
  const left = (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!;
  expect(left).toMatchObject({
    next: 'planfile run polite',
    phases: [{ state: 'running', message: expect.stringContaining('is gone without an end') }],
  });
  expect(await afterwards(here)).toMatchObject({ reason: 'crashed', commit: kept.at(-2)!.commit });
});

inSoak(
  'a checkpoint that claims to be built is work that crashed all the same',
  {
    timeout: 60_000,
  },
  async () => {
    const { here, messages } = await ready(endless);
    await using _double = messages;
    const run = here.start('run', 'polite');
    await until(() => run.stderr().includes('checkpoint 1 of please'));
    for (const pid of [run.pid, ...processesIn(here.folder)]) kill(pid);
    await run.done;
    const folder = waveFolder(here);
    const last = checkpointsIn(folder).at(-1)!;
    const path = join(folder, `checkpoint-please-${last.checkpoints}.json`);
    writeFileSync(path, JSON.stringify({ ...last, outcome: 'built', reason: null }));
    expect(await afterwards(here)).toMatchObject({ state: 'failed', reason: 'crashed', commit: last.commit });
    // The next run, which changes nothing, is the first to land.
    expect(await here.git('ls-tree', '-r', '--name-only', 'plan/polite')).not.toContain('out/');
  },
);

test('SIGTERM: all of it is in the result, and the checkpoints are counted', {
  timeout: 60_000,
}, async () => {
  const { here, messages } = await ready(endless);
  await using _double = messages;
  const run = here.start('run', 'polite');
  await until(() => run.stderr().includes('checkpoint 1 of please'));
  run.kill('SIGTERM');
  await run.done;
  const folder = waveFolder(here);
  const result = JSON.parse(readFileSync(join(folder, 'result-please.json'), 'utf8')) as Result;
  const kept = checkpointsIn(folder);
  expect(kept.length).toBeLessThanOrEqual(3);
  expect(result).toMatchObject({ reason: 'cancelled', checkpoints: kept.at(-1)!.checkpoints });
  expect(result.changes.length).toBeGreaterThanOrEqual(EDITS);
});

/** The checkpoints that are there; each must be whole, whatever was killed when. */
function checkpointsIn(folder: string): Result[] {
  const names = readdirSync(folder);
  const bundles = names.filter((name) => name.startsWith('checkpoint-') && name.endsWith('.bundle'));
  return names
    .filter((name) => /^checkpoint-.*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Result)
    .sort((a, b) => a.checkpoints - b.checkpoints)
    .map((result) => {
      expect(bundles).toContain(result.bundle);
      return result;
    });
}

const waveFolder = (here: Place): string => {
  const runs = join(here.repository, '.git/planfile/runs');
  return join(runs, readdirSync(runs)[0]!, 'wave-1');
};

const statusOf = async (here: Place) =>
  (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!.phases[0]!;

/** The next run marks what crashed and sweeps what it left; its own session ends at once. */
async function afterwards(here: Place) {
  await using again = await startMessages(play({ phases: { please: [finish()] }, review: [passing] }));
  here.env.ANTHROPIC_BASE_URL = again.url;
  const marked = await here.planfile('run', 'polite');
  expect(marked.stderr).toContain('is marked as crashed');
  expect(marked.stderr).toMatch(/removed \d+ folders? that killed runs had left behind/);
  const record = (await here.git('show', 'refs/planfile/polite:record.jsonl')).split('\n');
  const end = record.map((line) => JSON.parse(line)).find(({ type }) => type === 'end');
  return { state: end.outcome as string, reason: end.reason as string, commit: end.commit as string | null };
}

async function until(holds: () => boolean, seconds = 30): Promise<void> {
  for (let tries = 0; tries < seconds * 50; tries += 1) {
    if (holds()) return;
    await sleep(20);
  }
  throw new Error('it did not come to pass');
}

const processes = () =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args: args! }];
    });

const processesIn = (folder: string): number[] =>
  processes().flatMap(({ pid, args }) => (args.includes(folder) ? [pid] : []));

const sessionOf = (run: number): number =>
  processes().find(({ parent, args }) => parent === run && args.includes('execute'))!.pid;

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is over already.
  }
}
