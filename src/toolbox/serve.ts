/** The toolbox's conversation: JSON lines in, JSON lines out, calls side by side (src/models/toolbox.ts). */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ToolboxConfig, ToolboxReply, ToolboxRequest } from '../models/toolbox.ts';
import type { Environment } from './shell.ts';
import { openToolbox } from './tools.ts';

/** Serves until `input` ends, then lets go of the shell, which would keep the process alive. */
export async function serve(input: Readable, output: Writable, environment: Environment): Promise<void> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return;
  const toolbox = openToolbox(JSON.parse(first.value) as ToolboxConfig, environment);
  const running = new Map<number, AbortController>();
  const say = (reply: ToolboxReply) => void output.write(`${JSON.stringify(reply)}\n`);

  say({ ready: true });
  for await (const line of { [Symbol.asyncIterator]: () => lines }) {
    const request = JSON.parse(line) as ToolboxRequest;
    if ('cancel' in request) {
      running.get(request.cancel)?.abort();
      continue;
    }
    const { id, name, input: toolInput } = request;
    const abort = new AbortController();
    running.set(id, abort);
    void toolbox.call(name, toolInput, abort.signal).then((answer) => {
      running.delete(id);
      say({ id, ...answer });
    });
  }
  for (const abort of running.values()) abort.abort();
  toolbox.close();
}
