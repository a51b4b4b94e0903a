/**
 * A session of 50 turns against a server that answers at once: the executor with its toolbox in the sandbox, beside the bare SDK's
 * tool runner whose one tool answers in memory. Both in the same run, in turn, each in a process of its own; and what a session
 * sends: bytes with threads, its prefix, the share that a cache would serve.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { anthropicPrices } from '../rolldown.config.ts';
import { call, type Reply } from '../test/doubles/messages/replies.ts';
import { type RecordedRequest, startMessages } from '../test/doubles/messages/server.ts';

const execute = promisify(execFile);

const TURNS = 50;
/** The server's own work is in both; with checks and a simulated cache it would be most of both. */
const READ = call('read', { file_path: 'src/a.ts' });

export async function benchSession(rounds = 5): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'planfile-bench-'));
  try {
    await bundled(folder);
    const runs = { session: [] as Run[], floor: [] as Run[] };
    for (let round = 0; round < rounds; round += 1)
      for (const what of ['floor', 'session'] as const) runs[what].push(await run(folder, what, true));
    const best = (what: 'session' | 'floor', of: 'perTurn' | 'cpu' | 'megabytes') =>
      Math.min(...runs[what].map((one) => one[of]));
    const row = (name: string, what: 'session' | 'floor') => {
      const cell = (of: 'perTurn' | 'cpu' | 'megabytes', digits: number) =>
        `${best(what, of).toFixed(digits)} (${(best(what, of) / best('floor', of)).toFixed(2)})`;
      return `| ${name} | ${cell('perTurn', 2)} | ${cell('cpu', 2)} | ${cell('megabytes', 0)} |`;
    };
    const threaded = runs.session[0]!;
    const whole = await run(folder, 'session', false);
    return [
      `| ${TURNS} turns, zero latency: best of ${rounds} (ratio) | wall per turn, ms | processor per turn, ms | peak memory, MB |`,
      '|---|---|---|---|',
      row('bare SDK tool runner over threads', 'floor'),
      row('session, toolbox in the sandbox', 'session'),
      '| at most | (1.50) | | (1.50) |',
      '',
      `Toolbox: peak ${threaded.toolboxMegabytes.toFixed(0)} MB.`,
      `Bytes sent over a thread: ${kilo(sent(threaded, 1, TURNS / 2))} in the first half, ${kilo(sent(threaded, TURNS / 2, TURNS))} in the second; ratio ${(sent(threaded, TURNS / 2, TURNS) / sent(threaded, 1, TURNS / 2)).toFixed(2)}, 1 is linear.`,
      `Bytes sent with the full history: ${kilo(sent(whole, 0, TURNS))}, over a thread ${kilo(sent(threaded, 0, TURNS))}.`,
      `Prefix of an average phase: ${threaded.sent[0]} bytes, at most 8,192.`,
      `Simulated cache reads with the full history: ${(100 * whole.cacheShare).toFixed(1)} %, at least 96 %.`,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Run {
  /** Milliseconds a turn: from the second request to the last. */
  perTurn: number;
  /** Of the main process: a measure that a busy machine does not stretch. */
  cpu: number;
  megabytes: number;
  toolboxMegabytes: number;
  /** Bytes of each request. */
  sent: number[];
  /** Of all input tokens, what the cache served. */
  cacheShare: number;
}

async function run(folder: string, what: 'session' | 'floor', threads: boolean): Promise<Run> {
  const at: number[] = [];
  let read = 0;
  let input = 0;
  await using api = await startMessages(
    (_, nth): Reply => {
      at.push(performance.now());
      return nth + 1 < TURNS ? READ : END;
    },
    {
      threads,
      thinking: false,
      onUsage: (usage) => {
        read += usage.cache_read_input_tokens;
        input += usage.cache_read_input_tokens + usage.cache_creation_input_tokens + usage.input_tokens;
      },
    },
  );
  const { stdout } = await execute(process.execPath, [join(folder, `${what}.js`), api.url, String(threads)]);
  const { megabytes, toolboxMegabytes, cpu } = JSON.parse(stdout) as Run;
  if (api.requests.length !== TURNS) throw new Error(`${what} made ${api.requests.length} requests`);
  if (api.violations.length > 0) throw new Error(api.violations[0]);
  return {
    perTurn: (at.at(-1)! - at[1]!) / (TURNS - 2),
    cpu: cpu / (TURNS - 2),
    megabytes,
    toolboxMegabytes,
    sent: api.requests.map(({ raw }: RecordedRequest) => Buffer.byteLength(raw)),
    cacheShare: read / input,
  };
}

const END = call('finish', { summary: 'Done.' });

async function bundled(folder: string): Promise<void> {
  const bundle = await rolldown({
    input: {
      session: 'bench/session/session.ts',
      floor: 'bench/session/floor.ts',
      toolbox: 'src/entries/toolbox.ts',
    },
    platform: 'node',
    plugins: [anthropicPrices],
    moduleTypes: { '.md': 'text', '.bash': 'text' },
    logLevel: 'silent',
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
  });
}

const sent = (run: Run, from: number, to: number): number =>
  run.sent.slice(from, to).reduce((sum, bytes) => sum + bytes, 0);
const kilo = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
