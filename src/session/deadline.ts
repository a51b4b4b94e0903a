/** A signal that is aborted when the caller's is, or when the session's time is over; and which of the two it was. */
import type { Clock } from '../ports/clock.ts';

export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  /** Time is over, and nobody cancelled. */
  passed(): boolean;
}

export function deadline(clock: Clock, minutes: number, outer: AbortSignal | undefined): Deadline {
  const over = new AbortController();
  const done = new AbortController();
  clock.sleep(minutes * 60_000, done.signal).then(
    () => over.abort(new Error('the time of the session is over')),
    () => {}, // The session ended before its time.
  );
  return {
    signal: outer ? AbortSignal.any([outer, over.signal]) : over.signal,
    passed: () => over.signal.aborted && outer?.aborted !== true,
    [Symbol.dispose]: () => done.abort(),
  };
}
