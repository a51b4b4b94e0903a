/**
 * Which repository of a forge a clone came from, by the address of its remote `origin`. The address is parsed into names, and
 * never used as one (trust.md T6).
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export interface RemoteName {
  /** In lower case, with a port where the address had one. */
  host: string;
  /** `owner/name`. */
  repository: string;
}

/** undefined: there is no `origin`, or its address is of no forge. `environment`: a PATH that leads into no checkout. */
export async function readRemoteName(
  dir: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<RemoteName | undefined> {
  const env = {
    PATH: environment.PATH ?? '',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    LC_ALL: 'C',
  };
  try {
    const args = ['-C', dir, 'config', '--local', '--get', 'remote.origin.url'];
    const { stdout } = await execute('git', args, { cwd: '/', env, timeout: 10_000 });
    return remoteNameOf(stdout.replace(/\n$/, ''));
  } catch {
    return undefined;
  }
}

export function remoteNameOf(address: string): RemoteName | undefined {
  // As ssh takes it: user@host:path.
  const short = /^(?:[^@/\s:]+@)?([A-Za-z0-9.-]+):(?!\/\/)\/?(.+)$/.exec(address);
  if (short) return named(short[1]!, short[2]!);
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, hostname, pathname } = new URL(address);
  if (!['https:', 'http:', 'ssh:', 'git+ssh:'].includes(protocol)) return undefined;
  // The port of an ssh address is not the one of the forge's pages.
  return named(protocol.endsWith('ssh:') ? hostname : host, pathname.slice(1));
}

function named(host: string, path: string): RemoteName | undefined {
  const repository = path.replace(/\/$/, '').replace(/\.git$/, '');
  if (!/^[A-Za-z0-9-]{1,100}\/[A-Za-z0-9._-]{1,100}$/.test(repository)) return undefined;
  const lower = host.toLowerCase();
  // https://docs.github.com/authentication: ssh over the port of https has a host of its own.
  return { host: lower === 'ssh.github.com' ? 'github.com' : lower, repository };
}
