/**
 * What bundles that unpack to gigabytes cost whoever reads them (trust.md T19): time, the most memory that a child of ours had, and the
 * most that lay in quarantine on the disk, before they are refused.
 */
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDeflate } from 'node:zlib';
import { readBundle } from '../src/adapters/git/bundle.ts';
import { makeWorkshop } from '../src/adapters/git/directory.ts';
import { gitRunner } from '../src/adapters/git/spawn.ts';
import {
  ATTACKS,
  bundle,
  commitOf,
  NONCE,
  packOf,
  rawTree,
  treeBomb,
  typed,
} from '../test/contracts/git/hostile-bundles.ts';
import { faultOf, PATH, type Scene, scene } from '../test/contracts/git/scene.ts';

const MEGA = 1_000_000;

const BOMBS: Record<string, (at: Scene) => Promise<string> | string> = {
  'a commit of one file': (at) => {
    at.write('b.txt', 'two\n');
    return bundle(at, at.commit());
  },
  'a delta of 600 MB in 16 kB': (at) => ATTACKS.find(({ guard }) => guard === 'bundle-memory')!.make(at),
  'a blob of 2 GB of zeros': zeros,
  '70 MB of zeros, a file that fits': (at) => ATTACKS.find(({ what }) => what.startsWith('70 MB'))!.make(at),
  '100,000 files of one content': (at) => {
    const id = at.git('rev-parse', 'main:a.txt');
    const names = Array.from({ length: 100_000 }, (_, i) => `f${String(i).padStart(6, '0')}`);
    const tree = rawTree(
      at,
      names.map((name) => ['100644', name, id]),
    );
    const commit = commitOf(at, tree);
    return bundle(at, commit, { objects: [commit, tree] });
  },
  'ten to the tenth files': (at) => treeBomb(at, 10, 10),
};

export async function benchBombs(): Promise<string[]> {
  const lines = [
    '| bundle | bytes | ends | ms | most memory of a child, MB | most on the disk, MB |',
    '|---|---|---|---|---|---|',
  ];
  for (const [what, make] of Object.entries(BOMBS)) {
    using at = scene({ 'a.txt': 'one\n' });
    at.git('checkout', '-q', '--detach');
    const file = await make(at);
    const { ended, ms, memory, disk } = await read(at, file);
    lines.push(
      `| ${what} | ${statSync(file).size} | ${ended} | ${ms.toFixed(0)} | ${memory.toFixed(0)} | ${disk.toFixed(0)} |`,
    );
  }
  return [...lines, '', 'At most, by the limits of its children: 512 MB of memory, 64 MB a file, 20 s.'];
}

async function read(at: Scene, file: string) {
  const run = gitRunner(PATH);
  const gitDir = await makeWorkshop(mkdtempSync(at.path('shop-')), join(at.repo, '.git'), 'sha1');
  const expected = { base: at.git('rev-parse', 'main'), nonce: NONCE };
  const began = performance.now();
  let isOver = false;
  const reading = faultOf(readBundle({ run, gitDir, format: 'sha1' }, file, expected)).finally(() => {
    isOver = true;
  });
  let memory = 0;
  let disk = 0;
  while (!isOver) {
    memory = Math.max(memory, ...children().map(peakOf));
    disk = Math.max(disk, bytesBelow(gitDir));
    await sleep(3);
  }
  const ended = (await reading) ?? 'is taken';
  return { ended, ms: performance.now() - began, memory: memory / 1_000, disk: disk / MEGA };
}

/** Processes below this one. */
function children(): string[] {
  return readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
}

/** Kilobytes that a process had at most; 0 for one that is gone. */
function peakOf(pid: string): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function bytesBelow(folder: string): number {
  let sum = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
      if (entry.isFile()) sum += statSync(join(entry.parentPath, entry.name)).size;
  } catch {
    // Something was removed while it was counted.
  }
  return sum;
}

/** The blob alone: it is refused before anybody asks what commit it belongs to. */
async function zeros(at: Scene): Promise<string> {
  const deflate = createDeflate({ level: 9 });
  const chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  const chunk = Buffer.alloc(10 * MEGA);
  for (let n = 0; n < 200; n += 1) {
    if (!deflate.write(chunk)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  await new Promise<void>((resolve) => deflate.end(resolve));
  const blob = Buffer.concat([typed(3, 2_000 * MEGA), ...chunks]);
  return bundle(at, at.commit(), { pack: packOf([blob]) });
}
