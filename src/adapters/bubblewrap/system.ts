/** What of this machine the mounts depend on: which system folders are links, which settings there are. */
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';

export interface System {
  folders: readonly { path: string; link?: string }[];
  /** Settings that compilers and runtimes read; nothing that names people, machines or keys. */
  etc: readonly string[];
}

const FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];
const SETTINGS =
  /^(alternatives|ld\.so\.(cache|conf|conf\.d)|localtime|mime\.types|services|protocols|perl|python3.*|java.*)$/;
const CERTIFICATES = ['/etc/ssl/certs', '/etc/ssl/openssl.cnf', '/etc/pki/tls/certs', '/etc/pki/ca-trust'];

export function readSystem(): System {
  const settings = readdirSync('/etc').filter((name) => SETTINGS.test(name));
  return {
    folders: FOLDERS.flatMap((path) => folder(path) ?? []),
    etc: [...settings.map((name) => `/etc/${name}`), ...CERTIFICATES],
  };
}

function folder(path: string): { path: string; link?: string } | undefined {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts?.isSymbolicLink()) return { path, link: readlinkSync(path) };
  return facts?.isDirectory() ? { path } : undefined;
}
