/** The processes below one, read from /proc. All of a sandbox is below its first process, orphans included. */
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessFacts {
  pid: number;
  parent: number;
  /** Memory of its own, in bytes: resident, less what is shared. */
  bytes: number;
}

/** `pid` and everything below it, as far as it is alive. */
export function descendants(pid: number): ProcessFacts[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => read(Number(name)))
    .filter((facts) => facts !== undefined);
  const found = all.filter((facts) => facts.pid === pid);
  for (const one of found) found.push(...all.filter((facts) => facts.parent === one.pid));
  return found;
}

/** Dead, or only waiting to be collected; a first process of a namespace is either only after all others there. */
export function isGone(pid: number): boolean {
  const stat = status(pid);
  return stat === undefined || stat.state === 'Z' || stat.state === 'X';
}

/** What the kernel calls it. */
export function nameOf(pid: number): string | undefined {
  return text(`/proc/${pid}/comm`)?.trim();
}

const PAGE = 4096;

function read(pid: number): ProcessFacts | undefined {
  const stat = status(pid);
  const pages = stat && text(`/proc/${pid}/statm`)?.split(' ');
  if (!stat || !pages) return undefined;
  return { pid, parent: stat.parent, bytes: (Number(pages[1]) - Number(pages[2])) * PAGE };
}

function status(pid: number): { state: string; parent: number } | undefined {
  // The name stands in parentheses and may hold anything, parentheses too.
  const fields = text(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields && { state: fields[0] ?? '', parent: Number(fields[1]) };
}

function text(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // it has ended
  }
}
