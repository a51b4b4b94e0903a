/**
 * Our end of the toolbox's pipe. Code in the sandbox may have taken over the other end (tried: a sibling wrote to the
 * toolbox's stdout), so an answer counts for its shape alone, and one that was not asked for ends the box.
 */
import type { Readable, Writable } from 'node:stream';
import type { ToolboxConfig, ToolboxReply, ToolboxRequest } from '../../models/toolbox.ts';
import type { ToolAnswer } from '../../ports/sandbox.ts';

/** Looks at one message; gives what is wrong with it. */
export type AnswerCheck = (
  message: unknown,
  asked: ReadonlySet<number>,
  ready: boolean,
) => string | undefined;

export const ANSWER_CHECKS: readonly AnswerCheck[] = [knownShape, inTurn];

export interface Connection {
  /** Resolves when the toolbox has said that it serves. */
  readonly ready: Promise<void>;
  /** Rejects only when the connection is lost: with what `lost` was given. */
  call(name: string, input: unknown): { id: number; answer: Promise<ToolAnswer> };
  cancel(id: number): void;
  /** Everything waiting rejects with this error. */
  lose(error: Error): void;
}

export interface Wire {
  input: Writable;
  output: Readable;
  /** Longest line, in bytes. */
  lineBytes: number;
  checks: readonly AnswerCheck[];
  /** Called once, with the reason, when the other end breaks the rules of the conversation. */
  onOutOfTurn(reason: string): void;
}

export function connect(wire: Wire, config: ToolboxConfig): Connection {
  const waiting = new Map<number, PromiseWithResolvers<ToolAnswer>>();
  const greeting = Promise.withResolvers<void>();
  // Whoever waits for an answer hears of a loss there; nobody may be waiting for the greeting.
  greeting.promise.catch(() => {});
  let ready = false;
  let over = false;
  let last = 0;

  const say = (message: ToolboxRequest | ToolboxConfig) => {
    if (!wire.input.destroyed) wire.input.write(`${JSON.stringify(message)}\n`);
  };
  const outOfTurn = (reason: string) => {
    if (over) return;
    over = true;
    wire.output.destroy();
    wire.onOutOfTurn(reason);
  };
  const hear = (line: Buffer) => {
    const message = parsed(line);
    const asked = new Set(waiting.keys());
    for (const check of wire.checks) {
      const reason = check(message, asked, ready);
      if (reason) return outOfTurn(reason);
    }
    const reply = message as ToolboxReply | undefined;
    if (!reply) return;
    if ('ready' in reply) {
      ready = true;
      return greeting.resolve();
    }
    waiting.get(reply.id)?.resolve({ content: reply.content, isError: reply.isError });
    waiting.delete(reply.id);
  };

  onLines(wire.output, wire.lineBytes, (line) => over || hear(line), outOfTurn);
  // A toolbox that died is told by the end of its process, not by the pipe that breaks.
  wire.input.on('error', () => {});
  say(config);

  return {
    ready: greeting.promise,
    call: (name, input) => {
      const id = ++last;
      const answer = Promise.withResolvers<ToolAnswer>();
      waiting.set(id, answer);
      say({ id, name, input });
      return { id, answer: answer.promise };
    },
    cancel: (id) => say({ cancel: id }),
    lose: (error) => {
      over = true;
      greeting.reject(error);
      for (const answer of waiting.values()) answer.reject(error);
      waiting.clear();
    },
  };
}

function onLines(
  stream: Readable,
  limit: number,
  onLine: (line: Buffer) => void,
  onTooLong: (reason: string) => void,
): void {
  let parts: Buffer[] = [];
  let held = 0;
  stream.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      held = 0;
      rest = rest.subarray(end + 1);
      if (line.length > limit) return onTooLong('a line longer than any answer may be');
      onLine(line);
    }
    held += rest.length;
    if (held > limit) return onTooLong('a line longer than any answer may be');
    if (rest.length > 0) parts.push(rest);
  });
}

function parsed(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}

function knownShape(message: unknown): string | undefined {
  const fields = typeof message === 'object' && message !== null ? (message as Record<string, unknown>) : {};
  const names = Object.keys(fields).sort().join();
  if (names === 'ready' && fields.ready === true) return undefined;
  const answers =
    names === 'content,id,isError' &&
    Number.isSafeInteger(fields.id) &&
    typeof fields.content === 'string' &&
    typeof fields.isError === 'boolean';
  return answers ? undefined : 'a line that is no answer';
}

function inTurn(message: unknown, asked: ReadonlySet<number>, ready: boolean): string | undefined {
  if ('ready' in (message as object)) return ready ? 'a second greeting' : undefined;
  const { id } = message as { id: number };
  return ready && asked.has(id) ? undefined : `an answer to call ${id}, which nobody waits for`;
}
