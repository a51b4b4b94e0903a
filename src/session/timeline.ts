/**
 * What happened when in a session, for people who look back. Milestones stand alone; the calls between two of them are one line, so
 * that an hour of work can be read in a minute.
 */
import type { Called } from './box-tools.ts';
import { line } from './limits.ts';

export interface Moment {
  /** Since the session began. */
  seconds: number;
  what: string;
}

/** How far the session is as something happens. */
export interface SoFar {
  seconds: number;
  turns: number;
  usd: number;
}

export interface Timeline {
  milestone(what: string, now: SoFar): void;
  called(call: Called, now: SoFar): void;
  /** All of it; what came after the last milestone too. */
  moments(): Moment[];
}

/** As many as an outcome holds (outcomes/result.ts). */
const MOST = 300;

interface Stretch {
  from: number;
  last: SoFar;
  /** By tool: how often, and how often it failed. */
  tools: Map<string, { calls: number; failed: number }>;
}

export function timeline(): Timeline {
  const moments: Moment[] = [];
  let stretch: Stretch | undefined;

  const add = (seconds: number, what: string): void => {
    if (moments.length < MOST) moments.push({ seconds, what: line(what) });
  };
  const close = (): void => {
    if (stretch) add(stretch.last.seconds, told(stretch));
    stretch = undefined;
  };

  return {
    milestone(what, now) {
      close();
      add(now.seconds, what);
    },
    called({ tool, ok }, now) {
      stretch ??= { from: now.turns, last: now, tools: new Map() };
      stretch.last = now;
      const known = stretch.tools.get(tool) ?? { calls: 0, failed: 0 };
      stretch.tools.set(tool, { calls: known.calls + 1, failed: known.failed + (ok ? 0 : 1) });
    },
    moments() {
      const open = stretch ? [{ seconds: stretch.last.seconds, what: line(told(stretch)) }] : [];
      return [...moments, ...open].slice(0, MOST);
    },
  };
}

function told({ from, last: { turns, usd }, tools }: Stretch): string {
  const calls = [...tools].map(
    ([tool, { calls, failed }]) => `${tool} ×${calls}${failed > 0 ? ` (${failed} failed)` : ''}`,
  );
  const span = from === turns ? `turn ${turns}` : `turns ${from} to ${turns}`;
  return `${span}: ${calls.join(', ')}; ${usd.toFixed(4)} usd so far`;
}
