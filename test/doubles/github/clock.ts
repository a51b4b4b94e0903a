/** The double's clock: frozen at a moment that the test chose, or the machine's own; moved by hand, never by waiting. */

export type Clock = {
  now(): Date;
  /** As GitHub writes moments: UTC, whole seconds, `2026-11-02T09:00:00Z`. */
  stamp(): string;
  /** Moves the clock, backwards too (a clock that is off). */
  advance(by: { seconds?: number; minutes?: number; hours?: number; days?: number }): void;
};

/** @param at the frozen moment (ISO 8601); without it the clock runs with the machine's. */
export function makeClock(at?: string): Clock {
  let moved = 0;
  const base = at === undefined ? undefined : Date.parse(at);
  const now = () => new Date((base ?? Date.now()) + moved);
  return {
    now,
    stamp: () => stamp(now()),
    advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      moved += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}

function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
