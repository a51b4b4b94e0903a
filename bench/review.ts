/**
 * A review of 5,000 changed lines in both passes, against a server that answers at once, beside the bare SDK that sends the same
 * requests: what our own work adds. And what a review sends: tokens for each line, and the share that a cache serves, by the double's
 * account of it, which counts as the API documents it; and of a change that passed, and was rebased, beside that.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { call, calls, say } from '../test/doubles/messages/replies.ts';
import { type Script, startMessages } from '../test/doubles/messages/server.ts';
import { BASE_LINES, DIFF_LINES } from './review/change.ts';

const execute = promisify(execFile);

const FINDINGS = 10;

export async function benchReview(rounds = 5): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'planfile-bench-'));
  try {
    await bundled(folder);
    const runs = { review: [] as Run[], floor: [] as Run[] };
    for (let round = 0; round < rounds; round += 1) {
      const review = await run(folder, 'review');
      runs.review.push(review);
      const file = join(folder, 'bodies.json');
      writeFileSync(file, JSON.stringify(review.bodies.map(({ stream: _, ...body }) => body)));
      runs.floor.push(await run(folder, 'floor', file));
    }
    const best = (what: 'review' | 'floor', of: 'wall' | 'cpu') =>
      Math.min(...runs[what].map((one) => one[of]));
    const row = (name: string, what: 'review' | 'floor') => {
      const cell = (of: 'wall' | 'cpu') =>
        `${best(what, of).toFixed(0)} (${(best(what, of) / best('floor', of)).toFixed(2)})`;
      return `| ${name} | ${cell('wall')} | ${cell('cpu')} |`;
    };
    const { usage, bodies } = runs.review[0]!;
    const rebased = await run(folder, 'review', 'rebased');
    const second = bodies.findIndex((body) => JSON.stringify(body.messages).includes('Take a second look.'));
    const opening = usage[second]!;
    const all = sum(usage, (one) => one.input + one.read + one.written);
    const fresh = sum(usage, (one) => one.input + one.written);
    return [
      `| ${DIFF_LINES} lines, two passes, ${usage.length} requests: best of ${rounds} (ratio) | wall, ms | processor, ms |`,
      '|---|---|---|',
      row('bare SDK, the same requests', 'floor'),
      row('review', 'review'),
      '',
      `Of that, reading the diff and the program's own findings: ${Math.min(...runs.review.map(({ pure }) => pure)).toFixed(0)} ms.`,
      `Tokens for each diff line: ${(fresh / DIFF_LINES).toFixed(1)} that no cache served, ${(all / DIFF_LINES).toFixed(1)} with what it served.`,
      `Simulated cache reads: ${share(usage)} of both passes; ${share([opening])} of the second pass's first request, which is what both share.`,
      '',
      `| both passes of ${DIFF_LINES} lines | characters told | characters of all requests | tokens that no cache served |`,
      '|---|---|---|---|',
      sentRow('read whole', runs.review[0]!),
      sentRow(`passed, and rebased over ${BASE_LINES} lines`, rebased),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was told counts once, however often it was sent again with what came after it. */
function sentRow(name: string, { bodies, usage }: Run): string {
  const size = (body: object) => JSON.stringify(body).length;
  const second = (body: object) => JSON.stringify(body).includes('Take a second look.');
  const [looks, first] = [bodies.filter(second), bodies.filter((body) => !second(body))];
  const told = [first, looks].reduce((total, all) => total + Math.max(0, ...all.map(size)), 0);
  const all = bodies.reduce((total, body) => total + size(body), 0);
  const fresh = sum(usage, (one) => one.input + one.written);
  return `| ${name} | ${told} | ${all} | ${fresh} |`;
}

interface Usage {
  input: number;
  read: number;
  written: number;
}

interface Run {
  wall: number;
  cpu: number;
  pure: number;
  bodies: Record<string, unknown>[];
  usage: Usage[];
}

async function run(folder: string, what: 'review' | 'floor', ...more: string[]): Promise<Run> {
  const usage: Usage[] = [];
  await using api = await startMessages(reviewer, {
    onUsage: (one) =>
      usage.push({
        input: one.input_tokens,
        read: one.cache_read_input_tokens,
        written: one.cache_creation_input_tokens,
      }),
  });
  const { stdout } = await execute(process.execPath, [join(folder, `${what}.js`), api.url, ...more]);
  if (what === 'review' && api.violations.length > 0) throw new Error(api.violations[0]);
  return { ...JSON.parse(stdout), bodies: api.requests.map(({ body }) => ({ ...body })), usage };
}

/** Fetches what was not shown, four files a turn, looks at some files, and finds ten things; the second look confirms them. */
const reviewer: Script = ({ messages }) => {
  const { content } = messages[0]!;
  const first = typeof content === 'string' ? content : content.map(({ text }) => String(text)).join('\n');
  const turn = messages.filter(({ role }) => role === 'assistant').length;
  const look = call('read', { file_path: 'src/part-0/file-0.ts' });
  if (first.includes('Take a second look.')) {
    if (turn < 3) return look;
    const rulings = Array.from({ length: FINDINGS }, (_, i) => ({
      finding: i + 1,
      holds: true,
      reason: 'seen',
    }));
    return say(JSON.stringify({ summary: 'Looked.', findings: [], criteria: [], rulings }));
  }
  const open = [...first.matchAll(/([\w./-]+) \(not below: 1 part\)/g)].map(([, path]) => path!);
  const next = open.slice(4 * turn, 4 * turn + 4);
  if (next.length > 0) return calls(next.map((path) => ({ name: 'diff', input: { path } })));
  if (turn < Math.ceil(open.length / 4) + 3) return look;
  const findings = Array.from({ length: FINDINGS }, (_, i) => ({
    severity: 'minor',
    category: 'correctness',
    path: `src/part-0/file-${5 * i}.ts`,
    line: i + 1,
    endLine: i + 1,
    claim: `It is wrong in way ${i}.`,
    evidence: 'seen',
    scenario: 'so',
    suggestion: null,
  }));
  return say(JSON.stringify({ summary: 'Read.', findings, criteria: [], rulings: [] }));
};

async function bundled(folder: string): Promise<void> {
  const bundle = await rolldown({
    input: { review: 'bench/review/work.ts', floor: 'bench/review/floor.ts' },
    platform: 'node',
    moduleTypes: { '.md': 'text' },
    logLevel: 'silent',
  });
  await bundle.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
  });
}

const sum = (all: readonly Usage[], of: (one: Usage) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
const share = (all: readonly Usage[]): string =>
  `${((100 * sum(all, ({ read }) => read)) / sum(all, (one) => one.input + one.read + one.written)).toFixed(1)} %`;
