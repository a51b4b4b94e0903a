/** To use up what there is, or to live on: time, processes, memory, disk, output. Figures are small where a guard allows it. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Guard } from '../../src/adapters/bubblewrap/guards/guard.ts';
import { GUARDS } from '../../src/adapters/bubblewrap/guards/index.ts';
import { memoryOfAll } from '../../src/adapters/bubblewrap/guards/watches.ts';
import { attacks, replaced } from './attacks.ts';
import { LIMITS } from './box.ts';
import { survives } from './processes.ts';

const MB = 1024 ** 2;
const node = (script: string) => `/opt/node/bin/node -e "${script}"`;
const home = mkdtempSync(join(tmpdir(), 'planfile-home-'));
afterAll(() => rmSync(home, { recursive: true }));
const hasty = { limits: { ...LIMITS, commandSeconds: 0.5 } };
/** Looks often, so that what is to be seen need not last. */
const watchful = GUARDS.map((guard) =>
  guard.kind === 'watch' ? { ...guard, watch: { ...guard.watch, every: 50 } } : guard,
);
const eager: Guard = { kind: 'deadline', name: 'deadline', graceSeconds: 0 };

/** In the background, free of all that a shell could end it by; by itself it ends after a while. */
const lasting = (mark: string) => `setsid bash -c 'exec -a ${mark} sleep 30' >/dev/null 2>&1 </dev/null &`;

/** Yama, where there is one: 0 lets a process trace any other of its user. */
function tracesAnything(): boolean {
  const scope = '/proc/sys/kernel/yama/ptrace_scope';
  return !existsSync(scope) || readFileSync(scope, 'utf8').trim() === '0';
}

attacks('exhaust', [
  {
    name: 'a command that does not end',
    spec: hasty,
    without: ['deadline'],
    attempt: async (box) => (await box.run('sleep 1')).exit === 0,
  },
  {
    name: 'a toolbox that was stopped and no longer answers',
    guards: replaced('deadline', eager)(GUARDS),
    spec: hasty,
    without: ['deadline'],
    attempt: async (box) => {
      // Somebody goes on for it after a while, or the twin would never end.
      const stop =
        'setsid bash -c "sleep 1.5; kill -CONT $PPID" >/dev/null 2>&1 & kill -STOP $(pgrep -f toolbox.js)';
      const { content } = await box.tool('bash', { command: stop });
      return !content.includes('no answer within');
    },
  },
  {
    name: 'a first process that was stopped, so that bubblewrap does not return',
    // Elsewhere nothing may trace what is not below it.
    skip: !tracesAnything(),
    spec: hasty,
    without: ['deadline'],
    attempt: async (box) => {
      const trace = process.arch === 'arm64' ? 117 : 101;
      // 16 attaches, which stops it for good: the twin ends only because somebody cancels it.
      const hold = `perl -e 'syscall(${trace}, 16, 1, 0, 0) == 0 or exit 9; print "held\n"; select(undef, undef, undef, 1.5)'`;
      const run = await box.run(`${hold} & sleep 0.2`, AbortSignal.timeout(3_000));
      return !run.timedOut;
    },
  },
  {
    name: 'processes',
    without: ['process-count'],
    attempt: async (box) => {
      const script = `let n = 0; for (; n < 400; n++) { if (!require('child_process').spawn('sleep', ['20']).on('error', () => {}).pid) break; } console.log('made', n); process.exit()`;
      return (await box.run(node(script))).tail.includes('made 400');
    },
  },
  {
    name: 'memory, over several processes',
    guards: replaced('memory-of-all', {
      kind: 'watch',
      name: 'memory-of-all',
      watch: { ...memoryOfAll(200 * MB), every: 100 },
    })(GUARDS),
    without: ['memory-of-all'],
    attempt: async (box) => {
      const script = node(
        `const a = Buffer.alloc(${150 * MB}, 1); setTimeout(() => console.log(a.length), 1200)`,
      );
      return (await box.run(`${script} & ${script} & wait; echo both`)).exit === 0;
    },
  },
  {
    name: 'a file too large',
    without: ['file-size'],
    attempt: async (box) => (await box.run('truncate -s 3G large')).exit === 0,
  },
  {
    name: 'a tree too large',
    guards: watchful,
    spec: { limits: { ...LIMITS, treeBytes: 8 * MB } },
    without: ['tree-size'],
    attempt: async (box) =>
      (await box.run('for i in {1..20}; do head -c 2M /dev/zero >f$i; sleep 0.08; done')).exit === 0,
  },
  {
    name: 'a home too large',
    guards: watchful,
    spec: { limits: { ...LIMITS, treeBytes: 8 * MB }, home },
    without: ['tree-size'],
    attempt: async (box) =>
      (await box.run('for i in {1..20}; do head -c 2M /dev/zero >~/f$i; sleep 0.08; done; rm ~/f*')).exit ===
      0,
  },
  {
    name: 'output without end',
    guards: replaced('output-flood', { kind: 'flood', name: 'output-flood', bytes: 8 * MB })(GUARDS),
    spec: hasty,
    without: ['output-flood'],
    attempt: async (box) => !(await box.run('yes')).tail.includes('it printed more than'),
  },
  {
    name: 'open files',
    without: ['open-files'],
    attempt: async (box) =>
      (await box.run('test "$(ulimit -Hn)" = unlimited || test "$(ulimit -Hn)" -gt 4096')).exit === 0,
  },
  {
    name: 'core dumps',
    without: ['core-dumps'],
    attempt: async (box) => (await box.run('ulimit -c unlimited && test "$(ulimit -c)" != 0')).exit === 0,
  },
]);

attacks('live on', [
  {
    name: 'a background process of a command',
    spec: hasty,
    without: ['dies-with-us', 'killed-as-a-whole'],
    attempt: async (box) => {
      const mark = `left-${process.hrtime.bigint()}`;
      // Where it lives on, that is what the run says, as a fault.
      await box.run(lasting(mark)).catch(() => {});
      return survives(mark);
    },
  },
  {
    name: "a background process of the toolbox's shell",
    heldBy: 'dies-with-us and killed-as-a-whole, as above',
    attempt: async (box) => {
      const mark = `left-${process.hrtime.bigint()}`;
      await box.tool('bash', { command: lasting(mark) });
      await box.stop().catch(() => {});
      return survives(mark);
    },
  },
  {
    name: 'a folder that nobody may enter, so that it stays behind',
    heldBy: 'ownership.ts: what a session took away from us is given back when it stops',
    attempt: async (box) => {
      await box.run('mkdir -p a/b && touch a/b/c && chmod 000 a/b/c a/b a');
      await box.stop();
      return (statSync(join(box.tree, 'a/b')).mode & 0o700) !== 0o700;
    },
  },
]);
