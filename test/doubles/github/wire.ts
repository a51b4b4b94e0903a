/** Bytes on the wire: who asks, what goes out, and the faults on the way. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import type { Clock } from './clock.ts';
import { type Fault, faultBody } from './faults.ts';
import type { JournalEntry } from './journal.ts';
import type { Answer } from './rest/route.ts';
import type { Actor, World } from './world.ts';

export type Listening = { origin: string; close(): Promise<void> };

/** The faults that come instead of any work. Half answers and lost ones come later. */
export async function failed(
  fault: Fault,
  entry: JournalEntry,
  response: ServerResponse,
  clock: Clock,
): Promise<boolean> {
  entry.fault = Object.keys(fault).join();
  if ('silence' in fault) {
    await finished(response).catch(() => {});
    return true;
  }
  if ('drop' in fault && fault.drop === 'before') {
    response.destroy();
    return true;
  }
  if (!('status' in fault) || fault.done) return false;
  entry.status = fault.status;
  send(response, broken(fault), clock);
  return true;
}

/** The answer of a fault that has a status. */
export function broken({ status, body, retryAfter }: Extract<Fault, { status: number }>): Answer {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status, body: body ?? faultBody(status), headers };
}

export const isLost = (fault: Fault | undefined): boolean =>
  fault !== undefined && 'drop' in fault && fault.drop === 'after';

/** Basic auth from git (`x-access-token:<token>`), `token` or `bearer` from API clients; schemes in any case. */
export function identify(world: World, request: IncomingMessage): Actor | undefined | 'unknown' {
  const [scheme = '', value = ''] = (request.headers.authorization ?? '').split(' ');
  if (scheme === '') return undefined;
  const isBasic = scheme.toLowerCase() === 'basic';
  const token = isBasic ? (Buffer.from(value, 'base64').toString().split(/:(.*)/s)[1] ?? '') : value;
  const actor = world.tokens.get(token);
  return !actor || actor.account.deleted ? 'unknown' : actor;
}

export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export function send(response: ServerResponse, answer: Answer, clock: Clock, fault?: Fault): void {
  const payload = answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body));
  const type = answer.text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
  response.sendDate = false;
  response.writeHead(answer.status, {
    date: clock.now().toUTCString(),
    ...(payload ? { 'content-type': type, 'content-length': Buffer.byteLength(payload) } : {}),
    'x-github-request-id': 'DOUBLE',
    ...answer.headers,
  });
  const isHalf = fault !== undefined && 'half' in fault;
  if (isHalf) response.write(payload.slice(0, payload.length / 2), () => response.destroy());
  else response.end(payload);
}

export async function start(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
