/** The peak of this process alone: what `getrusage` tells begins with the memory of whoever forked it. */
import { readFileSync } from 'node:fs';

export const peakMegabytes = (): number =>
  Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1_024;
