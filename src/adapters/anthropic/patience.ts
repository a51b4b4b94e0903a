/** Waits out one disturbance: visibly, as the service asks, and not for ever. */
import type { Clock } from '../../ports/clock.ts';
import { type Facts, gaveUp, type Passing } from './trouble.ts';

export interface Patience {
  /** Sleeps as long as this trouble takes. Throws a `service` fault when that is longer than we wait. */
  wait(trouble: Passing, signal: AbortSignal | undefined): Promise<'over' | 'cancelled'>;
  /** An answer came: the next disturbance starts anew. */
  over(): void;
}

const FIRST = 1_000;
const LONGEST = 30_000;
/** An endpoint that breaks off this often in a row will go on doing so; each attempt costs. */
const MOST_BROKEN = 5;

/** `most` in ms, over one disturbance. */
export function patience(
  most: number,
  clock: Clock,
  facts: Facts,
  onWait: (reason: string, ms: number) => void,
): Patience {
  let since: number | undefined;
  let attempts = 0;
  let broken = 0;
  return {
    async wait(trouble, signal) {
      since ??= clock.elapsed();
      broken = trouble.kind === 'again' ? broken + 1 : 0;
      const waited = clock.elapsed() - since;
      const left = most - waited;
      const asked = trouble.kind === 'wait' ? trouble.after : undefined;
      if ((asked ?? 0) > left || left <= 0 || broken > MOST_BROKEN)
        throw gaveUp(trouble, { waited, left }, facts);
      // The first broken stream is sent again at once: mostly it was the connection.
      const backoff = broken === 1 && attempts === 0 ? 0 : Math.min(FIRST * 2 ** attempts, LONGEST);
      attempts += 1;
      const ms = Math.min(asked ?? backoff, left);
      onWait(trouble.reason, ms);
      try {
        await clock.sleep(ms, signal);
        return 'over';
      } catch (error) {
        if (signal?.aborted) return 'cancelled';
        throw error;
      }
    },
    over() {
      since = undefined;
      attempts = 0;
      broken = 0;
    },
  };
}
