import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gateway, openGateway } from './gateway.ts';
import { GATEWAY_GUARDS, type GatewayGuard } from './guards/gateway.ts';

const folder = mkdtempSync(join(tmpdir(), 'planfile-gateway-'));
afterAll(() => rmSync(folder, { recursive: true }));

let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer((connection) => connection.on('data', (chunk) => connection.end(`got ${chunk}`)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());

async function ask(request: string, hosts: string[], guards: readonly GatewayGuard[] = GATEWAY_GUARDS) {
  await using gateway: Gateway & AsyncDisposable = await opened(hosts, guards);
  const client = connect(gateway.socket);
  client.write(request);
  const said = await text(client);
  return { said, refused: [...gateway.refused] };
}

async function opened(hosts: string[], guards: readonly GatewayGuard[]): Promise<Gateway & AsyncDisposable> {
  // Every name leads here.
  const lookup = async () => ({ address: '127.0.0.1' });
  const gateway = await openGateway({
    socket: join(folder, 'gateway'),
    hosts,
    guards,
    identity: undefined,
    lookup,
  });
  return { ...gateway, [Symbol.asyncDispose]: gateway.close };
}

const CONNECT = (target: string) => `CONNECT ${target} HTTP/1.1\r\n\r\nhello`;
const without = (name: string) => GATEWAY_GUARDS.filter((guard) => guard.name !== name);

test('a tunnel to a named host carries what both sides say', async () => {
  const { said } = await ask(CONNECT(`localhost:${port}`), [`localhost:${port}`]);
  expect(said).toBe('HTTP/1.1 200 Connection Established\r\n\r\ngot hello');
});

test('a host without a port is meant at 443', async () => {
  const { said, refused } = await ask(CONNECT(`localhost:${port}`), ['localhost']);
  expect(said).toContain('403 Forbidden');
  expect(refused).toEqual([`localhost:${port}: the policy's setup.hosts does not name it`]);
});

test('a name that leads to this machine is refused, and passes without the guard', async () => {
  const target = `registry.example:${port}`;
  expect((await ask(CONNECT(target), [target])).said).toContain("127.0.0.1, which is this machine's own");
  expect((await ask(CONNECT(target), [target], without('not-this-machine'))).said).toContain('got hello');
});

test('a host that is not named is refused, and passes without the guard', async () => {
  expect((await ask(CONNECT(`localhost:${port}`), ['other.example'])).said).toContain('403');
  expect((await ask(CONNECT(`localhost:${port}`), [], without('named-hosts'))).said).toContain('got hello');
});

test.each(['localhost', 'a b:1', '[::1]:443', 'user@localhost:443', 'localhost:443/path', '-:'])(
  '%s is no host and port',
  async (target) => {
    const { said } = await ask(CONNECT(target), ['localhost']);
    expect(said).toMatch(/^HTTP\/1\.1 40[03]/);
  },
);

test('anything but a tunnel is refused', async () => {
  const { said } = await ask('GET http://localhost/ HTTP/1.1\r\nhost: localhost\r\n\r\n', ['localhost']);
  expect(said).toContain('405');
});

test('letter case does not matter, a closed port is an answer', async () => {
  const { said } = await ask(CONNECT('LOCALHOST:1'), ['localhost:1']);
  expect(said).toContain('502 Bad Gateway');
});
