/**
 * Processes by pid and start time: a pid alone is used again. `started` is `<clock ticks since boot>.<boot>.<pid
 * namespace>`, as Linux tells them; elsewhere it is empty, and only the pid counts.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface Holder {
  host: string;
  pid: number;
  started: string;
}

export function thisProcess(): Holder {
  const ticks = ticksOf(process.pid);
  return { host: hostname(), pid: process.pid, started: ticks === undefined ? '' : `${ticks}.${place()}` };
}

/** undefined: another machine or container, where nobody here can look. */
export function isAlive({ host, pid, started }: Holder): boolean | undefined {
  if (host !== hostname()) return undefined;
  const [ticks = '', boot = '', namespace = ''] = started.split('.');
  if (ticks === '') return answers(pid);
  const [bootNow, namespaceNow] = place().split('.');
  if (namespace !== namespaceNow || bootNow === '') return undefined;
  return boot === bootNow && ticksOf(pid) === ticks;
}

/** Field 22 of /proc/<pid>/stat (proc(5)); undefined when there is no such process, or it is a zombie. */
function ticksOf(pid: number): string | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The second field is the command in parentheses, which may hold spaces and parentheses itself.
  const [state, ...rest] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  return state === undefined || state === 'Z' || state === 'X' ? undefined : rest[18];
}

function place(): string {
  const boot = read('/proc/sys/kernel/random/boot_id')?.slice(0, 8) ?? '';
  return `${boot}.${namespaceId()}`;
}

function namespaceId(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '';
  } catch {
    return '';
  }
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    // Not to be able to look is no sign that a process is gone: too many open files, say.
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
