/** The toolbox as a confined process that is started when it is needed, and again when it died of what ran in it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ToolboxConfig } from '../../models/toolbox.ts';
import { Fault } from '../../ports/fault.ts';
import type { BoxSpec, ToolAnswer } from '../../ports/sandbox.ts';
import { type Connection, connect } from '../toolbox/connection.ts';
import { cannotStart } from './cannot-start.ts';
import type { Confined } from './confined.ts';
import { type Guard, ofKind } from './guards/guard.ts';

export interface RunningToolbox {
  call(name: string, input: unknown, signal?: AbortSignal): Promise<ToolAnswer>;
}

/** Seconds that a start may take, and that an answer may take beyond a command's own time. */
const START_SECONDS = 30;
const GRACE_SECONDS = 15;

interface Served {
  connection: Connection;
  confined: Confined;
}

export function openToolbox(
  spec: BoxSpec,
  guards: readonly Guard[],
  begin: (command: readonly string[]) => Promise<Confined>,
): RunningToolbox {
  const { limits } = spec;
  const hasDeadline = ofKind(guards, 'deadline').length > 0;
  let served: Promise<Served> | undefined;
  let broken: Fault | undefined;

  async function serve(): Promise<Served> {
    let serves = false;
    const confined = await begin(['/opt/node/bin/node', '/opt/toolbox/toolbox.js']);
    const connection = connect(
      {
        input: confined.input,
        output: confined.output,
        // JSON writes a byte as six at most.
        lineBytes: 6 * limits.outputBytes + 4_096,
        checks: ofKind(guards, 'answer').map(({ check }) => check),
        onOutOfTurn: (reason) => {
          broken = outOfTurn(reason);
          confined.end(reason);
        },
      },
      configuration(spec),
    );
    void confined.over.then(
      ({ reason, complaint }) => {
        served = undefined;
        connection.lose(broken ?? (serves ? new ToolboxEnded(reason) : cannotStart(reason ?? complaint)));
      },
      (fault: Error) => {
        served = undefined;
        connection.lose(fault);
      },
    );
    const timer = setTimeout(() => confined.end('it did not start in time'), START_SECONDS * 1000);
    await connection.ready.finally(() => clearTimeout(timer));
    serves = true;
    return { connection, confined };
  }

  async function call(name: string, input: unknown, signal?: AbortSignal): Promise<ToolAnswer> {
    if (broken) throw broken;
    if (signal?.aborted) return { content: `${name}: cancelled`, isError: true };
    served ??= serve().catch((error: unknown) => {
      served = undefined;
      throw error;
    });
    const { connection, confined } = await served;
    const { id, answer } = connection.call(name, input);
    const late = () => confined.end(`no answer within ${limits.commandSeconds + GRACE_SECONDS} seconds`);
    const timer = hasDeadline ? setTimeout(late, (limits.commandSeconds + GRACE_SECONDS) * 1000) : undefined;
    const cancel = () => {
      connection.cancel(id);
      // A tool that does not hear of it is not waited for.
      void sleep(2_000, undefined, { ref: false }).then(() => confined.end('it was cancelled'));
    };
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
      signal?.removeEventListener('abort', cancel);
    }
  }

  return { call };
}

function configuration({ writable, paths, limits }: BoxSpec): ToolboxConfig {
  return {
    workdir: '/tree',
    scratch: '/tmp',
    shell: writable,
    writable,
    ...(paths && { paths }),
    outputBytes: limits.outputBytes,
    commandSeconds: limits.commandSeconds,
  };
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
