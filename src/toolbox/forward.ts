/**
 * In a sandbox for set-up: a port on its own loopback whose connections go to the one socket that leads out, for programs that
 * know proxies only by address (HTTPS_PROXY). Runs a command meanwhile.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { GATEWAY } from '../models/toolbox.ts';

/** The command's exit code, as a shell would tell it. */
export async function forward([file, ...args]: readonly string[]): Promise<number> {
  const server = createServer((client) => {
    const out = connect(GATEWAY.socket);
    client.pipe(out).pipe(client);
    client.on('error', () => out.destroy());
    out.on('error', () => client.destroy());
  });
  server.listen(GATEWAY.port, '127.0.0.1');
  await once(server, 'listening');
  const child = spawn(file!, args, { stdio: 'inherit' });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return code ?? (signal ? 137 : 1);
}
