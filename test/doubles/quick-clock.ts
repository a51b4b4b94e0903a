/** A clock on which waiting takes no time: a sleep moves the hands. Sleeps longer than `patience` ms never end by themselves. */
import type { Clock } from '../../src/ports/clock.ts';

export interface QuickClock extends Clock {
  readonly slept: readonly number[];
  advance(ms: number): void;
}

export function quickClock(patience = Number.POSITIVE_INFINITY): QuickClock {
  let elapsed = 0;
  let drawn = 0;
  const slept: number[] = [];
  return {
    slept,
    advance: (ms) => {
      elapsed += ms;
    },
    now: () => new Date(Date.UTC(2026, 10, 21) + elapsed),
    elapsed: () => elapsed,
    nonce: () => (drawn++).toString(16).padStart(32, '0'),
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      if (ms > patience)
        return new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
        );
      slept.push(ms);
      elapsed += ms;
    },
  };
}
