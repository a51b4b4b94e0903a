/** One answer in the wire format of the Messages API: whole, or as server-sent events. */
import type { Reply } from './answer.ts';
import { blocksOf, breakpoints, type Request } from './request.ts';

const DELTA_CHARACTERS = 400;

interface Usage {
  input_tokens: number;
  cache_read_input_tokens: number;
  cache_creation_input_tokens: number;
  output_tokens: number;
}

type Event = { type: string } & Record<string, unknown>;

export function message(request: Request, reply: Reply, id: string) {
  return {
    id,
    type: 'message',
    role: 'assistant',
    model: request.model,
    content: [
      ...(reply.text ? [{ type: 'text', text: reply.text }] : []),
      ...reply.calls.map((call) => ({ type: 'tool_use', id: call.id, name: call.tool, input: call.input })),
    ],
    stop_reason: reply.calls.length > 0 ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: usage(request, reply),
  };
}

/** The same message as the events of a stream, in order. */
export function* events(request: Request, reply: Reply, id: string): Generator<Event> {
  const whole = message(request, reply, id);
  const start = { ...whole, content: [], stop_reason: null, usage: { ...whole.usage, output_tokens: 1 } };
  yield { type: 'message_start', message: start };
  yield { type: 'ping' };
  for (const [index, block] of whole.content.entries()) {
    const { empty, deltas } = parts(block);
    yield { type: 'content_block_start', index, content_block: empty };
    for (const delta of deltas) yield { type: 'content_block_delta', index, delta };
    yield { type: 'content_block_stop', index };
  }
  const { stop_reason, stop_sequence } = whole;
  yield { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage: whole.usage };
  yield { type: 'message_stop' };
}

export function frame(event: Event): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

type Content = ReturnType<typeof message>['content'][number];

function parts(block: Content): { empty: object; deltas: object[] } {
  if ('text' in block) {
    return {
      empty: { type: 'text', text: '' },
      deltas: pieces(block.text).map((text) => ({ type: 'text_delta', text })),
    };
  }
  return {
    empty: { ...block, input: {} },
    deltas: pieces(JSON.stringify(block.input)).map((partial_json) => ({
      type: 'input_json_delta',
      partial_json,
    })),
  };
}

/** By code points, so that no piece ends within a character. */
function pieces(text: string): string[] {
  const points = [...text];
  return Array.from({ length: Math.ceil(points.length / DELTA_CHARACTERS) }, (_, index) =>
    points.slice(index * DELTA_CHARACTERS, (index + 1) * DELTA_CHARACTERS).join(''),
  );
}

/**
 * Estimated: four bytes a token. Where the request asks for caching, everything up to the last answer is read from the cache and
 * what came since is written to it, as the API would within its five minutes.
 */
function usage(request: Request, reply: Reply): Usage {
  const { system, tools = [], messages } = request;
  const last = messages.findLastIndex(({ role }) => role === 'assistant');
  const before = last < 0 ? 0 : tokens([tools, blocksOf(system ?? []), messages.slice(0, last)]);
  const since = tokens(last < 0 ? [tools, blocksOf(system ?? []), messages] : messages.slice(last));
  const output_tokens = tokens([reply.text, reply.calls]);
  return breakpoints(request) > 0
    ? { input_tokens: 4, cache_read_input_tokens: before, cache_creation_input_tokens: since, output_tokens }
    : {
        input_tokens: before + since,
        cache_read_input_tokens: 0,
        cache_creation_input_tokens: 0,
        output_tokens,
      };
}

function tokens(of: unknown): number {
  return Math.ceil(Buffer.byteLength(JSON.stringify(of)) / 4);
}
