/** PATH inside: the host's order for what is mounted, so that a project finds the tools that its people use. */
const SYSTEM = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const MOUNTED = ['/usr', '/bin', '/sbin'];

/** Our own Node comes last: it serves where the machine has none in its system folders. */
export function searchPath(hostPath: string, mounts: readonly string[]): string {
  const visible = [...MOUNTED, ...mounts];
  const ofHost = hostPath
    .split(':')
    .filter((folder) => visible.some((top) => folder === top || folder.startsWith(`${top}/`)));
  return [...new Set([...ofHost, ...SYSTEM, '/opt/node/bin'])].join(':');
}
