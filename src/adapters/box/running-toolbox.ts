/** The toolbox as a process that is started when it is needed, and again when it died of what ran in it. */
import { Fault } from '../../ports/fault.ts';
import type { BoxSpec, ToolAnswer } from '../../ports/sandbox.ts';
import { type Connection, connect } from './connection.ts';
import type { Host, Running } from './running.ts';

export interface RunningToolbox {
  call(name: string, input: unknown, signal?: AbortSignal): Promise<ToolAnswer>;
}

/** What a start may take, what the SDK gives a search (its GREP_TIMEOUT_MS), what we wait for a cancelled tool. */
const START_SECONDS = 30;
const SEARCH_SECONDS = 60;
const CANCEL_SECONDS = 2;

interface Served {
  connection: Connection;
  running: Running;
}

export function runningToolbox(
  { limits }: Pick<BoxSpec, 'limits'>,
  host: Host,
  begin: (command: readonly string[]) => Promise<Running>,
): RunningToolbox {
  let served: Promise<Served> | undefined;
  let broken: Fault | undefined;

  async function serve(): Promise<Served> {
    let serves = false;
    const running = await begin(host.toolbox.command);
    const connection = connect(
      {
        input: running.input,
        output: running.output,
        // JSON writes a byte as six at most.
        lineBytes: 6 * limits.outputBytes + 4_096,
        checks: host.checks,
        onOutOfTurn: (reason) => {
          broken = outOfTurn(reason);
          running.end(reason);
        },
      },
      host.toolbox.config,
    );
    void running.over.then(
      ({ reason, complaint }) => {
        served = undefined;
        connection.lose(
          broken ?? (serves ? new ToolboxEnded(reason) : host.cannotStart(reason ?? complaint)),
        );
      },
      (fault: Error) => {
        served = undefined;
        connection.lose(fault);
      },
    );
    const timer = setTimeout(() => running.end('it did not start in time'), START_SECONDS * 1000);
    await connection.ready.finally(() => clearTimeout(timer));
    serves = true;
    return { connection, running };
  }

  // The toolset has one shell, so each command's time begins when the one before it has ended.
  let shell: Promise<unknown> = Promise.resolve();
  function call(name: string, input: unknown, signal?: AbortSignal): Promise<ToolAnswer> {
    if (name !== 'bash') return ask(name, input, signal);
    const answer = shell.then(() => ask(name, input, signal));
    shell = answer.catch(() => {});
    return answer;
  }

  async function ask(name: string, input: unknown, signal?: AbortSignal): Promise<ToolAnswer> {
    if (broken) throw broken;
    if (signal?.aborted) return { content: `${name}: cancelled`, isError: true };
    served ??= serve().catch((error: unknown) => {
      served = undefined;
      throw error;
    });
    const { connection, running } = await served;
    const { id, answer } = connection.call(name, input);
    const own = name === 'grep' ? Math.max(limits.commandSeconds, SEARCH_SECONDS) : limits.commandSeconds;
    const seconds = own + (host.graceSeconds ?? 0);
    const late = () => running.end(`no answer within ${seconds} seconds`);
    const timer = host.graceSeconds === undefined ? undefined : setTimeout(late, seconds * 1000);
    let impatient: NodeJS.Timeout | undefined;
    const cancel = () => {
      connection.cancel(id);
      // A tool that does not hear of it is not waited for.
      impatient = setTimeout(() => running.end('it was cancelled'), CANCEL_SECONDS * 1000);
    };
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof ToolboxEnded)) throw error;
      return {
        content: `${name}: the sandbox was ended (${error.message}); the next call starts it anew`,
        isError: true,
      };
    } finally {
      clearTimeout(timer);
      clearTimeout(impatient);
      signal?.removeEventListener('abort', cancel);
    }
  }

  return { call };
}

/** The toolbox died of something that the model may hear of and go on. */
class ToolboxEnded extends Error {
  constructor(reason: string | undefined) {
    super(reason ?? 'its process was killed from inside');
  }
}

function outOfTurn(reason: string): Fault {
  return new Fault(
    'refused',
    'toolbox-out-of-turn',
    `the toolbox spoke out of turn (${reason}): code in the sandbox took over its output`,
    'look at what the session ran last; nothing it answered after that was believed',
  );
}
