/**
 * Progress on a terminal: what is worth a line stays, and below it each session at work has one that is updated in place. Sessions in
 * processes of their own are heard over their channel (channel.ts).
 */
import { createLogUpdate } from 'log-update';
import type { Clock } from '../ports/clock.ts';
import type { Progress, SessionNow } from '../ports/progress.ts';
import { clean } from '../report/clean.ts';
import { type LiveRow, liveLines } from '../report/live.ts';
import type { Paint } from '../report/paint.ts';
import { progressLines } from './progress.ts';

/** A terminal as much of it as is needed: what is written, and how wide it is now. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  write(text: string): unknown;
}

export interface LiveOptions {
  terminal: Terminal;
  clock: Pick<Clock, 'now' | 'elapsed'>;
  paint: Paint;
  /** As for `progressLines`. */
  since: number;
  /** Calls again and again, about every second; gives the function that stops it. */
  every(call: () => void): () => void;
}

export interface LiveView extends Disposable {
  /** Of this process. */
  progress: Progress;
  /** For one process more: its progress, its words on stderr, its end. */
  join(): Joined;
}

export interface Joined extends Disposable {
  progress: Progress;
  print(text: string): void;
}

export function liveView({ terminal, clock, paint, since, every }: LiveOptions): LiveView {
  // Where nobody sits at it, a terminal may be 0 columns wide.
  const screen = {
    isTTY: true,
    write: (text: string) => terminal.write(text),
    get columns() {
      return terminal.columns || 80;
    },
    get rows() {
      return terminal.rows || 24;
    },
  };
  // The cursor stays: whoever hides it must bring it back whatever ends this process.
  const update = createLogUpdate(screen as unknown as NodeJS.WriteStream, { showCursor: true });
  const rows = new Map<object, LiveRow>();
  let drawn = false;

  const draw = (): void => {
    const lines = liveLines([...rows.values()], clock.elapsed(), screen.columns, paint);
    if (lines.length > 0) update(lines.join('\n'));
    else if (drawn) update.clear();
    drawn = lines.length > 0;
  };
  const stop = every(() => {
    if (drawn) draw();
  });
  const keep = (line: string): void => {
    update.persist(line.replace(/\n$/, ''));
    drawn = false;
    draw();
  };
  const lines = progressLines({ write: keep, clock, paint, since });

  const told = (row: object, state: SessionNow): void => {
    const now = clock.elapsed();
    const before = rows.get(row);
    const same = before?.state.phase === state.phase;
    const goesOn = same && before.state.doing === state.doing && before.state.turns === state.turns;
    rows.set(row, { began: same ? before.began : now, since: goesOn ? before.since : now, state });
    draw();
  };
  const leave = (row: object): void => {
    if (rows.delete(row)) draw();
  };
  const progressOf = (row: object): Progress => ({
    step: lines.step,
    note: lines.note,
    now: (state) => told(row, state),
    // All other calls pass in the line that is updated.
    tool: (call) => {
      if (call.tool === 'verify') lines.tool(call);
    },
    end: () => leave(row),
  });

  return {
    progress: progressOf({}),
    join() {
      const row = {};
      return {
        progress: progressOf(row),
        print: (text) => keep(clean(text)),
        [Symbol.dispose]: () => leave(row),
      };
    },
    [Symbol.dispose]() {
      stop();
      rows.clear();
      draw();
    },
  };
}
