/**
 * The demo's endpoint: the Messages API over real HTTP and server-sent events on loopback. Its answers are written by us; all
 * else that the demo shows is real. It refuses what the API refuses, and whatever is not the example.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer } from './answer.ts';
import { readRequest } from './request.ts';
import { events, frame, message } from './stream.ts';

/** No secret: it opens nothing but this server. */
const KEY = 'planfile-demo';
const BODY_BYTES = 32_000_000;

export interface Replay extends AsyncDisposable {
  /** For the SDK's `baseURL`. */
  url: string;
  key: string;
  close(): Promise<void>;
}

/** Starts it on a free port of 127.0.0.1. */
export async function startReplay(): Promise<Replay> {
  let answered = 0;
  const server = createServer((request, response) => {
    answered += 1;
    const id = `demo_${String(answered).padStart(4, '0')}`;
    response.setHeader('request-id', `req_${id}`);
    serve(request, response, `msg_${id}`).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, key: KEY, close, [Symbol.asyncDispose]: close };
}

async function serve(incoming: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
  const { pathname } = new URL(incoming.url ?? '/', 'http://localhost');
  if (incoming.method !== 'POST' || pathname !== '/v1/messages') {
    return refuse(response, 404, 'not_found_error', `${incoming.method} ${pathname} is not served here`);
  }
  if (![incoming.headers['x-api-key'], bearer(incoming)].includes(KEY)) {
    return refuse(response, 401, 'authentication_error', 'invalid key');
  }
  if (!incoming.headers['anthropic-version']) {
    return refuse(response, 400, 'invalid_request_error', 'anthropic-version: header is required');
  }
  const body = await bodyOf(incoming);
  if (body === undefined) return refuse(response, 413, 'request_too_large', 'more than 32 MB');
  const read = readRequest(body);
  if ('refused' in read) return refuse(response, 400, 'invalid_request_error', read.refused);
  const { request } = read;
  const found = answer(request);
  if ('unknown' in found) {
    return refuse(
      response,
      400,
      'invalid_request_error',
      `this replay answers only the demo: ${found.unknown}`,
    );
  }
  if (!request.stream) return json(response, 200, message(request, found.reply, id));
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const event of events(request, found.reply, id)) response.write(frame(event));
  response.end();
}

/** The SDK sends an API key as a bearer token (1.12 does); other clients use `x-api-key`. */
function bearer({ headers }: IncomingMessage): string | undefined {
  return headers.authorization?.replace(/^bearer /i, '');
}

/** undefined: more than the API takes. It is read to its end all the same, so that the refusal can be. */
async function bodyOf(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES) chunks.push(chunk);
  }
  return bytes <= BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}

function refuse(response: ServerResponse, status: number, type: string, text: string): void {
  json(response, status, { type: 'error', error: { type, message: text } });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
