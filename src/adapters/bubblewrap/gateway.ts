/**
 * Set-up's way to the network (trust.md T12, T14): the sandbox has none, but one socket of ours, behind which a proxy knows the
 * hosts that policy names. It opens tunnels (CONNECT, RFC 9110 §9.3.6) and reads nothing of what goes through them.
 */
import { lookup as resolveName } from 'node:dns/promises';
import { chown } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { GatewayGuard } from './guards/gateway.ts';
import type { Identity } from './guards/guard.ts';

export interface Gateway {
  /** The socket on the host; whoever is given it may ask for tunnels. */
  readonly socket: string;
  /** What was asked for and refused, with the reason: told where a set-up fails. */
  readonly refused: ReadonlySet<string>;
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** Where the socket is made: in a folder that only we may enter. */
  socket: string;
  /** As in the policy: `host`, or `host:port` where it is not 443. */
  hosts: readonly string[];
  guards: readonly GatewayGuard[];
  /** Who else may connect. */
  identity: Identity | undefined;
  lookup?: (host: string) => Promise<{ address: string }>;
}

const CONNECTIONS = 64;

export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const { socket, hosts, guards, identity, lookup = resolveName } = options;
  const refused = new Set<string>();
  const open = new Set<Duplex>();

  /** Where to connect, or why not. The name is resolved once, and the address that was looked at is the one used. */
  async function decide(target: string): Promise<{ address: string; port: number } | { refusal: string }> {
    const [, host, port] = /^([a-z0-9.-]+):(\d{1,5})$/.exec(target.toLowerCase()) ?? [];
    if (host === undefined) return { refusal: 'it is no host and port' };
    for (const guard of guards) {
      const refusal = guard.host?.(`${host}:${port}`, hosts);
      if (refusal) return { refusal };
    }
    const { address } = await lookup(host);
    for (const guard of guards) {
      const refusal = guard.address?.(address, host);
      if (refusal) return { refusal };
    }
    return { address, port: Number(port) };
  }

  async function tunnel(target: string, client: Duplex, head: Buffer): Promise<void> {
    const decision = await decide(target);
    if ('refusal' in decision) {
      refused.add(`${target}: ${decision.refusal}`);
      return answer(client, 403, `${target} is refused: ${decision.refusal}`);
    }
    const upstream = connect({ host: decision.address, port: decision.port });
    follow(upstream, open);
    upstream.once('error', (error) => answer(client, 502, error.message));
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  }

  const server = createServer((request, response) => {
    response.writeHead(405, { connection: 'close' }).end(`${request.method} is refused: only tunnels\n`);
  });
  server.maxConnections = CONNECTIONS;
  server.on('connection', (client: Socket) => follow(client, open));
  server.on('connect', (request, client, head) => {
    tunnel(request.url ?? '', client, head).catch((error: Error) => answer(client, 502, error.message));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
  if (identity) await chown(socket, identity.uid, identity.gid);

  return {
    socket,
    refused,
    close: async () => {
      for (const stream of open) stream.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Known as long as it is open; an error of one connection is nobody else's. */
function follow(stream: Duplex, open: Set<Duplex>): void {
  open.add(stream);
  stream.on('error', () => {});
  stream.once('close', () => open.delete(stream));
}

function answer(client: Duplex, status: 403 | 502, text: string): void {
  const reason = status === 403 ? 'Forbidden' : 'Bad Gateway';
  client.end(
    `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${text}\n`,
  );
}
