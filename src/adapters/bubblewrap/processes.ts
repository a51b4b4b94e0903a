/** The processes below one, read from /proc. All of a sandbox is below its first process, orphans included. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessFacts {
  pid: number;
  /** Memory of its own, in bytes. */
  bytes: number;
}

/** `pid` and everything below it, as far as it is alive. */
export function descendants(pid: number): ProcessFacts[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? status(Number(name))?.parent : undefined;
    if (parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (const one of found) found.push(...(children.get(one) ?? []));
  return found.map((one) => ({ pid: one, bytes: ownMemory(one) }));
}

/** One process, whatever its number is used for later. */
export interface ProcessIdentity {
  pid: number;
  /** In clock ticks since the machine started. */
  started: string;
}

/** Which process has this number now; undefined when none has. */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = status(pid);
  return stat && { pid, started: stat.started };
}

/** Dead, or only waiting to be collected; a first process of a namespace is either only after all others there. */
export function isGone({ pid, started }: ProcessIdentity): boolean {
  const stat = status(pid);
  return stat === undefined || stat.started !== started || stat.state === 'Z' || stat.state === 'X';
}

/** RssAnon, proc(5), in kB: not what it shares with others, its program and libraries. */
function ownMemory(pid: number): number {
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(text(`/proc/${pid}/status`) ?? '')?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function status(pid: number): { state: string; parent: number; started: string } | undefined {
  // The name stands in parentheses and may hold anything, parentheses too.
  const fields = text(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  // proc(5): after the name come fields 3 (state), 4 (parent) … 22 (start).
  return fields && { state: fields[0] ?? '', parent: Number(fields[1]), started: fields[19] ?? '' };
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // it has ended
  }
}
