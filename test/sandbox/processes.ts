/** The host's processes, for tests that look whether something lives on. */
import { readdirSync, readFileSync } from 'node:fs';

/** Those whose command line holds this text. */
export function alive(mark: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(mark);
      } catch {
        return false; // it has ended
      }
    })
    .map(Number);
}

/** Did it outlive us? Whatever did is ended. */
export function survives(mark: string): boolean {
  const left = alive(mark);
  for (const pid of left) process.kill(pid, 'SIGKILL');
  return left.length > 0;
}
