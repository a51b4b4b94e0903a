/** One confined process: started, watched, ended as a whole, and known to be dead. */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '../../ports/fault.ts';
import type { Running } from '../box/running.ts';
import { tail } from '../box/tail.ts';
import { type Guard, ofKind, type Watched } from './guards/guard.ts';
import { type CommandLine, INFO } from './launch.ts';
import { identify, isGone, type ProcessIdentity } from './processes.ts';

export function start(line: CommandLine, guards: readonly Guard[], watched: Omit<Watched, 'pid'>): Running {
  const child = spawn(line.file, line.args, {
    ...(line.environment && { env: { ...line.environment } }),
    cwd: '/',
    // A group of its own, so that one signal reaches all that stands outside the namespaces.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  }) as ChildProcessWithoutNullStreams;
  const { stdin: input, stdout: output, stderr: errors } = child;
  const info = child.stdio[INFO] as Readable;
  const complaint = tail(4_000);
  errors.on('data', (chunk: Buffer) => complaint.add(chunk));
  input.on('error', () => {}); // it ended before it read all; its end is told by `over`

  let reason: string | undefined;
  const end = (why: string) => {
    reason ??= why;
    killGroup(child);
  };
  const first = firstProcess(info);
  const watching = new AbortController();
  void first.then(
    (process) =>
      process && watch(ofKind(guards, 'watch'), { ...watched, pid: process.pid }, end, watching.signal),
  );

  const over = ended(child).then(async ({ exit, failure }) => {
    watching.abort();
    const process = await first;
    if (process) await gone(process, ofKind(guards, 'end').length > 0);
    const text = failure ?? complaint.text().trim();
    // The command's own stderr goes elsewhere: what stands here comes from before it.
    const failed = exit !== 0 && /^bwrap: /m.test(text);
    return {
      exit: reason === undefined ? exit : null,
      reason,
      started: process !== undefined && !failed,
      complaint: text,
    };
  });
  over.catch(() => {});
  return { input, output, over, end };
}

/** What comes through the pipes after the process itself has exited gets this long, in ms. */
const DRAIN = 2_000;

/** When the process has exited and its output is read; whoever still holds the other end does not keep us. */
function ended(child: ChildProcess): Promise<{ exit: number | null; failure?: string }> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ exit: null, failure: error.message }));
    child.once('exit', () => {
      const timer = setTimeout(() => {
        killGroup(child);
        for (const stream of child.stdio) stream?.destroy();
      }, DRAIN);
      child.once('close', () => clearTimeout(timer));
    });
    child.once('close', (exit) => resolve({ exit }));
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined) killProcess(-child.pid);
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is over already.
  }
}

/** `{"child-pid": N, …}`, once; nothing when bubblewrap could not start. Read to its end: bubblewrap dies of a closed pipe. */
function firstProcess(info: Readable): Promise<ProcessIdentity | undefined> {
  let text = '';
  return new Promise((resolve) => {
    info.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const pid = /"child-pid": (\d+)/.exec(text)?.[1];
      // One that is gone by now matches nothing.
      if (pid !== undefined) resolve(identify(Number(pid)) ?? { pid: Number(pid), started: '' });
    });
    info.once('close', () => resolve(undefined));
  });
}

/** Bubblewrap returns while the sandbox is still dying; its first process is gone only after all others. */
async function gone(first: ProcessIdentity, kill: boolean): Promise<void> {
  for (let wait = 1; !isGone(first); wait *= 2) {
    // Code inside may have taken from it what ends it with its parent.
    if (kill) killProcess(first.pid);
    if (wait > 2_048) {
      throw new Fault(
        'undecided',
        'sandbox-alive',
        `process ${first.pid} of the sandbox could not be ended: what it wrote cannot be trusted`,
        'see what holds it (`ps`), end it, and run again',
      );
    }
    await sleep(wait);
  }
}

function watch(
  watches: readonly Extract<Guard, { kind: 'watch' }>[],
  watched: Watched,
  end: (reason: string) => void,
  signal: AbortSignal,
): void {
  for (const { watch } of watches) {
    const look = watch.start(watched);
    const loop = async () => {
      while (!signal.aborted) {
        const reason = await look();
        if (reason) return end(reason);
        await sleep(watch.every, undefined, { signal, ref: false });
      }
    };
    loop().catch((error: unknown) => {
      // What cannot be watched does not run on.
      if (!signal.aborted) end(`it could not be watched: ${String(error)}`);
    });
  }
}
