/** One line for bash in a process of its own: its exit code, its time, the end of what it printed. */
import type { BoxLimits, CommandRun } from '../../ports/sandbox.ts';
import type { Host, Running } from './running.ts';
import { tail } from './tail.ts';

/** What Linux takes as one argument, in bytes (MAX_ARG_STRLEN, its final zero aside). */
const LONGEST = 128 * 1024 - 1;

/** Kept free in the output for why we ended it, in bytes. */
const ROOM = 100;

export async function runCommand(
  command: string,
  limits: BoxLimits,
  host: Pick<Host, 'graceSeconds' | 'floodBytes' | 'cannotStart'>,
  begin: (command: readonly string[]) => Promise<Running>,
  signal?: AbortSignal,
): Promise<CommandRun> {
  if (Buffer.byteLength(command) > LONGEST) {
    // As bash answers where an argument list is too long.
    return {
      command,
      exit: 126,
      seconds: 0,
      tail: `[not run: longer than ${LONGEST} bytes]`,
      timedOut: false,
    };
  }
  const began = performance.now();
  // stderr into stdout inside, so that the two stay in order.
  const script = 'exec 2>&1 </dev/null; exec /bin/bash --noprofile --norc -eo pipefail -c "$1"';
  const running = await begin(['/bin/bash', '--noprofile', '--norc', '-c', script, 'run', command]);
  running.input.end();

  const output = tail(limits.outputBytes - ROOM);
  running.output.on('data', (chunk: Buffer) => {
    output.add(chunk);
    if (output.total > host.floodBytes) running.end(`it printed more than ${host.floodBytes} bytes`);
  });
  const late = `it ran longer than ${limits.commandSeconds} seconds`;
  const timer =
    host.graceSeconds === undefined
      ? undefined
      : setTimeout(() => running.end(late), limits.commandSeconds * 1000);
  const cancel = () => running.end('it was cancelled');
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });

  const { exit, reason, started, complaint } = await running.over;
  clearTimeout(timer);
  signal?.removeEventListener('abort', cancel);
  if (!started && reason === undefined) throw host.cannotStart(complaint);
  return {
    command,
    exit,
    seconds: (performance.now() - began) / 1000,
    tail: reason === undefined ? output.text() : `${output.text()}\n[ended: ${reason}]`,
    timedOut: reason === late,
  };
}
