/** Ours: a session as `execute` holds it, over a tree in the sandbox. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anthropic } from '../../src/adapters/anthropic/anthropic.ts';
import { bubblewrap } from '../../src/adapters/bubblewrap/bubblewrap.ts';
import { systemClock } from '../../src/adapters/files/clock.ts';
import { readPlan } from '../../src/plan/read.ts';
import { inForce } from '../../src/policy/inforce.ts';
import { DEFAULT_POLICY } from '../../src/policy/schema.ts';
import { buildPhase } from '../../src/session/execute.ts';
import { milliseconds, peakMegabytes } from './memory.ts';

const [, , baseURL, threads] = process.argv;
const bundleDir = dirname(fileURLToPath(import.meta.url));
// As root, the sandbox is another user's.
chmodSync(bundleDir, 0o755);

/** The average phase: of those in the specification's examples the one of median length. */
const examples = 'plan-spec/examples';
const phases = readdirSync(examples)
  .flatMap((name) => readPlan(readFileSync(join(examples, name)), `plans/${name}`).plan?.phases ?? [])
  .sort((a, b) => a.text.length - b.text.length);
const phase = phases[Math.floor(phases.length / 2)]!;

const folder = mkdtempSync(join(tmpdir(), 'planfile-bench-tree-'));
try {
  const tree = join(folder, 'tree');
  mkdirSync(join(tree, 'src'), { recursive: true });
  writeFileSync(join(tree, 'src/a.ts'), 'export const a = 1;\n'.repeat(60));
  const found = inForce(DEFAULT_POLICY, { models: {}, budget: {} });
  if (!found.ok) throw new Error('the default policy allows itself');
  const force = found.inForce;
  const sandbox = bubblewrap({ nodePath: process.execPath, bundleDir });
  let toolboxMegabytes = 0;
  let began: NodeJS.CpuUsage | undefined;
  await using box = await sandbox.open({
    tree,
    writable: true,
    paths: phase.paths,
    limits: force.limits.box,
  });
  const end = await buildPhase(
    {
      phase,
      inForce: { ...force, threadHosts: threads === 'true' ? [new URL(baseURL!).host] : [] },
      approvedBy: [],
      box: {
        ...box,
        run: async (command) => {
          toolboxMegabytes = toolboxMemory(bundleDir);
          return { command, exit: 0, seconds: 0, tail: '', timedOut: false };
        },
      },
      entries: Array.from({ length: 200 }, (_, i) => ({
        path: `src/part-${i % 8}/file-${i}.ts`,
        bytes: 1_000,
      })),
      instructions: [],
    },
    {
      model: anthropic({ apiKey: 'bench', baseURL, clock: systemClock }),
      clock: systemClock,
      progress: {
        step() {},
        // From the second turn on, as the wall time is.
        tool: () => {
          began ??= process.cpuUsage();
        },
        note() {},
      },
    },
  );
  if (end.outcome !== 'built') throw new Error(end.message);
  const cpu = milliseconds(process.cpuUsage(began));
  const megabytes = peakMegabytes();
  process.stdout.write(JSON.stringify({ megabytes, toolboxMegabytes, cpu }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Resident memory of the toolbox's process, which is told by its script. */
function toolboxMemory(dir: string): number {
  const lines = execFileSync('ps', ['-eo', 'rss=,args='], { encoding: 'utf8' }).split('\n');
  const sizes = lines
    .filter(
      (line) => line.includes('/opt/toolbox/toolbox.js') && !line.includes('bwrap') && !line.includes(dir),
    )
    .map((line) => Number.parseInt(line, 10) / 1_024);
  return Math.max(0, ...sizes);
}
