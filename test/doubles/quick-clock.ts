/**
 * A clock on which waiting takes no time: a short sleep moves the hands and is over. A sleep longer than `patience` ms waits
 * until the hands have been moved that far by others: by short sleeps, or by the test.
 */
import type { Clock } from '../../src/ports/clock.ts';

export interface QuickClock extends Clock {
  /** The short sleeps. */
  readonly slept: readonly number[];
  advance(ms: number): void;
}

export function quickClock(patience = Number.POSITIVE_INFINITY): QuickClock {
  let elapsed = 0;
  let drawn = 0;
  const slept: number[] = [];
  const alarms = new Set<{ at: number; ring: () => void }>();

  const advance = (ms: number): void => {
    elapsed += ms;
    for (const alarm of alarms) {
      if (alarm.at > elapsed) continue;
      alarms.delete(alarm);
      alarm.ring();
    }
  };

  return {
    slept,
    advance,
    now: () => new Date(Date.UTC(2026, 10, 21) + elapsed),
    elapsed: () => elapsed,
    nonce: () => (drawn++).toString(16).padStart(32, '0'),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      if (ms <= patience) {
        slept.push(ms);
        advance(ms);
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      alarms.add({ at: elapsed + ms, ring: resolve });
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      return promise;
    },
  };
}
