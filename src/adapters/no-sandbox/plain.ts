/** A process over a tree that nothing confines: a group of its own, that ends with us, and of the environment what is given. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Ending, Running } from '../box/running.ts';
import { tail } from '../box/tail.ts';

/** We hold the other end of 3 and never write to it: when that ends, so does the group. */
const LIFELINE = '{ read -r -u 3; kill -KILL 0; } </dev/null >/dev/null 2>&1 & exec 3<&-; exec "$@"';

export function startPlain(
  command: readonly string[],
  tree: string,
  environment: Readonly<Record<string, string>>,
): Running {
  const child = spawn('bash', ['--noprofile', '--norc', '-c', LIFELINE, 'plain', ...command], {
    cwd: tree,
    env: { ...environment },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  }) as ChildProcessWithoutNullStreams;
  const complaint = tail(4_000);
  child.stderr.on('data', (chunk: Buffer) => complaint.add(chunk));
  child.stdin.on('error', () => {}); // it ended before it read all; its end is told by `over`

  let reason: string | undefined;
  const killGroup = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It is over already.
    }
  };
  const over = new Promise<Ending>((resolve) => {
    const ending = (exit: number | null, text: string): Ending => ({
      exit: reason === undefined ? exit : null,
      reason,
      started: child.pid !== undefined,
      complaint: text,
    });
    child.once('error', (error) => resolve(ending(null, error.message)));
    child.once('exit', killGroup); // what it left behind
    child.once('close', (exit) => resolve(ending(exit, complaint.text().trim())));
  });
  const end = (why: string) => {
    reason ??= why;
    killGroup();
  };
  return { input: child.stdin, output: child.stdout, over, end };
}
