/** The real clock. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.ts';

export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  async sleep(ms, signal) {
    signal?.throwIfAborted();
    try {
      await wait(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      // `timers/promises` rejects with an error of its own; the caller asked for the reason.
      throw signal?.aborted ? signal.reason : error;
    }
  },
  nonce: () => randomBytes(16).toString('hex'),
};
