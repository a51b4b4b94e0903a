/** Sessions at work, one line each, for a terminal that is updated in place: how long, how far, what it costs, what it does now. */
import stringWidth from 'fast-string-width';
import { cleanLine } from './clean.ts';
import type { Paint } from './paint.ts';
import { count, duration } from './words.ts';

export interface LiveState {
  phase: string;
  /** A tool and its target; empty: the model is asked. */
  doing: string;
  turns: number;
  mostTurns: number;
  tokens: number;
  usd: number;
  mostUsd: number;
}

export interface LiveRow {
  /** ms, on the clock that `now` is read from. */
  began: number;
  /** What it does now it has done since then. */
  since: number;
  state: LiveState;
}

/** No line is wider than `width` columns: where room is short, the bar goes first, then the tokens. */
export function liveLines(rows: readonly LiveRow[], now: number, width: number, paint: Paint): string[] {
  const facts = rows.map(({ began, state }) => [
    duration((now - began) / 1_000),
    `turn ${state.turns}/${state.mostTurns}`,
    `$${state.usd.toFixed(2)} of $${Number(state.mostUsd.toFixed(2))}`,
    `${tokens(state.tokens)} tokens`,
    bar(state.usd / state.mostUsd),
  ]);
  const names = aligned(rows.map(({ state }) => state.phase));
  const left = (parts: number) => aligned(facts.map((row) => row.slice(0, parts).join('  ')));
  const room = (parts: number) => width - 1 - stringWidth(`  ${names[0]}  ${left(parts)[0]}  `);
  const parts = [5, 4, 3].find((parts) => room(parts) >= ROOM) ?? 3;
  return rows.map((row, index) => {
    const name = names[index]!;
    const told = left(parts)[index]!;
    if (room(parts) < 1) return cut(`  ${name}  ${told}`, width - 1);
    return `  ${paint.bold(name)}  ${paint.dim(told)}  ${cut(doing(row, now), room(parts))}`;
  });
}

function aligned(texts: readonly string[]): string[] {
  const most = Math.max(0, ...texts.map((text) => stringWidth(text)));
  return texts.map((text) => text + ' '.repeat(most - stringWidth(text)));
}

/** Below this many columns what it does says nothing. */
const ROOM = 12;
/** What takes longer than this says how long already, in ms. */
const LONG = 5_000;

function doing({ state, since }: LiveRow, now: number): string {
  const what = state.doing === '' ? 'the model answers' : cleanLine(state.doing, 200);
  return now - since < LONG ? what : `${duration((now - since) / 1_000)} ${what}`;
}

/** 987, 12.3k, 4.56M. */
const tokens = (value: number): string =>
  value < 1_000
    ? count(value)
    : value < 1e6
      ? `${(value / 1e3).toFixed(1)}k`
      : `${(value / 1e6).toFixed(2)}M`;

const CELLS = 10;
function bar(part: number): string {
  const full = Number.isFinite(part) ? Math.min(CELLS, Math.max(0, Math.round(part * CELLS))) : 0;
  return '█'.repeat(full) + '░'.repeat(CELLS - full);
}

/** By columns: a character may take two. */
function cut(text: string, most: number): string {
  if (stringWidth(text) <= most) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) >= most) break;
    kept += segment;
  }
  return `${kept}…`;
}
