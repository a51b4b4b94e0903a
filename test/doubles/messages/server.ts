/**
 * A double of the Messages API on loopback: real HTTP, real server-sent events, scripted answers. It keeps threads, counts
 * tokens with a simulated prompt cache, writes a `request-id`, remembers every request, and refuses what the real one would.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Body, bound, type Message, violations } from './checks.ts';
import { promptCache } from './prompt-cache.ts';
import type { Reply, WireUsage } from './replies.ts';
import { events, type WireEvent, whole } from './stream.ts';

export interface RecordedRequest {
  path: string;
  headers: IncomingMessage['headers'];
  /** As it was sent, byte for byte. */
  raw: string;
  body: Body;
  /** The whole conversation: with a thread, its earlier messages too. */
  messages: readonly Message[];
}

export interface MessagesDouble extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  /** What was wrong with requests; a test that expects none asserts `[]`. */
  readonly violations: readonly string[];
}

/** Answers the `nth` request (from 0). */
export type Script = (request: RecordedRequest, nth: number) => Reply;

/** These replies, one after the other; then the last again and again. */
export const inOrder =
  (...replies: readonly Reply[]): Script =>
  (_, nth) =>
    replies[Math.min(nth, replies.length - 1)]!;

export interface DoubleOptions {
  /** Whether it holds threads; without, a request with `thread` is refused as unsupported. */
  threads?: boolean;
  /** Whether each answer begins with thinking, bound to what it answers; it does by default, as current models do. */
  thinking?: boolean;
  /** Hears what each answer is billed as. */
  onUsage?: (usage: Omit<WireUsage, 'iterations'>) => void;
}

export async function startMessages(script: Script, options: DoubleOptions = {}): Promise<MessagesDouble> {
  const requests: RecordedRequest[] = [];
  const wrong: string[] = [];
  const threads = new Map<string, { fixed: Pick<Body, 'system' | 'tools'>; messages: readonly Message[] }>();
  const cache = promptCache();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      wrong.push(`the double itself failed: ${String(error)}`);
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request);
    const nth = requests.length;
    const id = `msg_${String(nth).padStart(4, '0')}`;
    const sent = JSON.parse(raw) as Body;
    const thread =
      sent.thread?.type === 'continue' ? threads.get(sent.thread.previous_message_id) : undefined;
    const body: Body = thread ? { ...sent, ...thread.fixed } : sent;
    const messages = [...(thread?.messages ?? []), ...sent.messages];
    const record = { path: request.url ?? '', headers: request.headers, raw, body: sent, messages };
    requests.push(record);
    response.setHeader('request-id', `req_${String(nth).padStart(4, '0')}`);

    if (sent.thread && !options.threads) {
      return refusal(response, 400, 'invalid_request_error', 'message threads are not supported here', {
        error_code: 'thread_unsupported_request',
        unsupported: ['thread'],
      });
    }
    const found = violations(
      sent,
      messages,
      body,
      String(request.headers['anthropic-beta'] ?? '').split(/,\s*/),
    );
    wrong.push(...found.map((what) => `request ${nth}: ${what}`));
    if (found.length > 0) return refusal(response, 400, 'invalid_request_error', found.join('; '));
    if (!request.headers['x-api-key'] && !request.headers.authorization)
      return refusal(response, 401, 'authentication_error', 'x-api-key header is required');

    const reply = thoughtful(script(record, nth), body, messages, options.thinking ?? true);
    if (reply.kind === 'drop') return void response.socket?.destroy();
    if (reply.kind === 'silence') return;
    if (reply.kind === 'error') {
      for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
      return refusal(response, reply.status, reply.type, reply.message);
    }

    const usage = {
      ...cache.count(body, messages),
      output_tokens: outputTokens(reply.blocks),
      ...reply.usage,
    };
    options.onUsage?.(usage);
    const all = events(reply, id, sent.model, usage);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const last = reply.cutAfter ?? reply.stallAfter ?? reply.errorAfter?.events ?? all.length;
    for (const event of all.slice(0, last)) write(response, event);
    if (reply.cutAfter !== undefined) return void setImmediate(() => response.socket?.destroy());
    if (reply.stallAfter !== undefined) return;
    if (reply.errorAfter) {
      const error = { type: reply.errorAfter.type, message: 'the double stops in mid-stream' };
      write(response, { type: 'error', error });
      return void response.end();
    }
    const content = reply.blocks
      .flatMap((block) => whole(block, id))
      .map((block, i) =>
        block.type === 'tool_use'
          ? { type: 'tool_use', id: block.id ?? `toolu_${id}_${i}`, name: block.name, input: block.input }
          : { ...block },
      );
    const fixed = { ...(body.system && { system: body.system }), ...(body.tools && { tools: body.tools }) };
    threads.set(id, { fixed, messages: [...messages, { role: 'assistant', content }] });
    response.end();
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    violations: wrong,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The reply with thinking before it, unless it brings its own. */
function thoughtful(reply: Reply, body: Body, messages: readonly Message[], thinking: boolean): Reply {
  if (
    reply.kind !== 'turn' ||
    !thinking ||
    body.compaction ||
    reply.blocks.some(({ type }) => type === 'thinking')
  )
    return reply;
  const thought = { type: 'thinking' as const, thinking: '', signature: bound(body, messages) };
  return { ...reply, blocks: [thought, ...reply.blocks] };
}

const write = (response: ServerResponse, event: WireEvent): void => {
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
};

function refusal(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
  details?: Record<string, unknown>,
): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ type: 'error', error: { type, message, ...(details && { details }) } }));
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const outputTokens = (blocks: readonly unknown[]): number => Math.ceil(JSON.stringify(blocks).length / 4);
