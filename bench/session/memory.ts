/** What one process took, by itself. */
import { readFileSync } from 'node:fs';

/** The peak of its memory: what `getrusage` tells begins with the memory of whoever forked it. */
export const peakMegabytes = (): number =>
  Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024;

export const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1_000;
