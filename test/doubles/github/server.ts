/** The double on the wire: one loopback server for REST, GraphQL and git. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import pLimit from 'p-limit';
import { type ApiWiring, makeApi } from './api.ts';
import type { Faults } from './faults.ts';
import { type GitRequest, gitRequest, refuseGit, serveGit } from './git/transport.ts';
import type { JournalEntry } from './journal.ts';
import { sync } from './rules/sync.ts';
import { broken, failed, identify, isLost, type Listening, readText, send, start } from './wire.ts';
import type { Actor } from './world.ts';

export type Wiring = ApiWiring & {
  faults: Faults;
  journal: JournalEntry[];
  /** Called as a request arrives, before anything is done. */
  onAsked?: (entry: JournalEntry) => void;
  /** Told of each request when its connection is done with it. */
  onAnswer?: ((entry: JournalEntry) => void) | undefined;
};

/** Starts to listen; the caller sets `world.origin` before the first request. */
export async function listen(wiring: Wiring): Promise<Listening> {
  const { world, faults, journal } = wiring;
  const answer = makeApi(wiring);
  /** One API request at a time, as one database would have it; git runs beside it. */
  const inTurn = pLimit(1);

  /** Requests under way: closing waits for them, so that no git is left to write into a folder that is gone. */
  const underWay = new Set<Promise<void>>();

  const server = createServer((request, response) => {
    const serving = serve(request, response).catch((error: unknown) => {
      if (response.headersSent) return void response.destroy();
      send(
        response,
        { status: 500, body: { message: `The double failed: ${(error as Error).stack}` } },
        world.clock,
      );
    });
    underWay.add(serving);
    serving.finally(() => underWay.delete(serving));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', world.origin);
    const forGit = gitRequest(url);
    if (forGit) await git(request, response, url, forGit);
    else if (url.pathname.startsWith('/api/')) await api(request, response, url);
    else send(response, { status: 404, text: 'Not Found' }, world.clock);
  }

  async function git(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    asked: GitRequest,
  ): Promise<void> {
    const actor = identify(world, request);
    const operation = asked.rest === 'info/refs' ? `info/refs ${asked.service}` : asked.service;
    const entry = record(request, response, url, operation, actor);
    const fault = faults.next(operation, `${entry.method} ${url.pathname}`);
    if (fault && (await failed(fault, entry, response, world.clock))) return;
    const allowed = refuseGit(world, asked, actor);
    if ('status' in allowed) {
      entry.status = allowed.status;
      const headers = allowed.status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
      return send(response, { status: allowed.status, text: `${allowed.text}\n`, headers }, world.clock);
    }
    const query = url.search.slice(1);
    const asker = actor === 'unknown' ? undefined : actor;
    const isPush = operation === 'git-receive-pack';
    entry.needs = [[asked.service === 'git-receive-pack' ? 'contents=write' : 'contents=read']];
    if (isPush) allowed.receiving += 1;
    try {
      await serveGit(request, response, {
        repository: allowed,
        rest: asked.rest,
        query,
        actor: asker,
        isLost: isLost(fault),
      });
    } finally {
      if (isPush) allowed.receiving -= 1;
    }
    entry.status = response.statusCode;
    if (isPush) await inTurn(() => sync(world, allowed));
  }

  async function api(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const pathname = url.pathname.slice('/api'.length);
    const method = request.method ?? 'GET';
    const matched = wiring.api.match(method, pathname);
    const isGraphql = method === 'POST' && pathname === '/graphql';
    const actor = identify(world, request);
    const entry = record(request, response, url, isGraphql ? 'POST /graphql' : matched?.operation, actor);
    const fault = faults.next(entry.operation ?? '', `${method} ${pathname}`);
    if (fault && (await failed(fault, entry, response, world.clock))) return;
    const text = await readText(request);
    const accept = request.headers.accept ?? '';
    const given = await inTurn(() => answer({ url, accept, text, actor, matched, isGraphql, entry }));
    entry.status = given.status;
    if (isLost(fault)) response.destroy();
    else if (fault && 'status' in fault) send(response, broken(fault), world.clock);
    else send(response, given, world.clock, fault);
  }

  function record(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    operation: string | undefined,
    actor: Actor | undefined | 'unknown',
  ) {
    const entry: JournalEntry = {
      at: world.clock.stamp(),
      method: request.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      ...(operation ? { operation } : {}),
      ...(actor && actor !== 'unknown' ? { actor: actor.account.login } : {}),
    };
    journal.push(entry);
    wiring.onAsked?.(entry);
    response.on('close', () => wiring.onAnswer?.(entry));
    return entry;
  }

  const { origin, close } = await start(server);
  return {
    origin,
    async close() {
      await close();
      await Promise.all(underWay);
    },
  };
}
