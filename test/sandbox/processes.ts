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
  // All of them, for one that is ended can take others with it.
  return alive(mark).map(end).includes(true);
}

/** Was there still something to end? Between a look and this a process ends by itself, and that is no fault. */
export function end(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
