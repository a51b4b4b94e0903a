/**
 * The floor: what must happen before a first request, once each and nothing else, in one process with the bare SDK. It reads the same
 * git objects with plain git (plan, policy, record, the listed tree and its blobs), writes the same files, starts the same sandbox,
 * and sends one streamed request. `plan` is what the bench wrote down for it.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import Anthropic from '@anthropic-ai/sdk';
import type { FloorPlan } from './floor-plan.ts';

const execute = promisify(execFile);
const [, , url, given] = process.argv;
const plan = JSON.parse(readFileSync(given!, 'utf8')) as FloorPlan;

const sandbox = confined();
const { stdout: listed } = await execute(
  'git',
  ['-C', plan.repository, 'ls-tree', '-r', '-z', '-l', '--full-tree', 'HEAD'],
  { maxBuffer: 64_000_000 },
);
const files = listed
  .split('\0')
  .filter(Boolean)
  .map((entry) => {
    const [facts, path] = entry.split('\t') as [string, string];
    return { id: facts.split(/ +/)[2]!, path };
  });
const objects = await batch([...plan.names, ...files.map(({ id }) => id)]);
for (const folder of new Set(files.map(({ path }) => dirname(path))))
  mkdirSync(join(plan.tree, folder), { recursive: true });
files.forEach(({ path }, index) => {
  writeFileSync(join(plan.tree, path), objects[plan.names.length + index]!);
});
await sandbox;

const client = new Anthropic({ apiKey: 'bench', baseURL: url!, maxRetries: 0 });
try {
  await client.messages
    .stream({ model: 'claude-sonnet-5-5', max_tokens: 1_024, messages: [{ role: 'user', content: 'x' }] })
    .finalMessage();
} catch {
  // The server of the bench answers nothing: only the request's arrival counts.
}

/** Proved as ours is: a confined process that ends with 0. */
function confined(): Promise<void> {
  const { file, args, environment } = plan.sandbox;
  const child = spawn(file, args, {
    env: environment,
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    (child.stdio[3] as Readable).resume();
    child.once('close', (exit) => (exit === 0 ? resolve() : reject(new Error(`sandbox: ${exit}`))));
    child.stdin!.end();
  });
}

async function batch(names: readonly string[]): Promise<Buffer[]> {
  const child = spawn('git', ['-C', plan.repository, 'cat-file', '--batch', '--buffer']);
  child.stdin.end(`${names.join('\n')}\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(10, at);
    const size = Number(bytes.toString('latin1', at, feed).split(' ')[2]);
    found.push(bytes.subarray(feed + 1, feed + 1 + size));
    at = feed + 1 + size + 1;
  }
  return found;
}
