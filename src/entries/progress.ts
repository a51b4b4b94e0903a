/** Progress as lines on stderr: elapsed time, what happens, what it has cost so far. */
import type { Clock } from '../ports/clock.ts';
import type { Progress } from '../ports/progress.ts';
import type { Paint } from '../report/paint.ts';

export interface ProgressOptions {
  write(line: string): void;
  clock: Pick<Clock, 'now'>;
  paint: Paint;
  /** Wall-clock milliseconds at which the whole command began: steps in processes of their own count from there too. */
  since: number;
}

export function progressLines({ write, clock, paint, since }: ProgressOptions): Progress {
  const elapsed = () => {
    const seconds = Math.max(0, Math.round((clock.now().getTime() - since) / 1_000));
    return paint.dim(
      `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, '0')}`,
    );
  };
  const line = (text: string) => write(`${elapsed()} ${text}\n`);
  return {
    step: (name, detail) => line(`${paint.bold(name)}${detail ? ` ${oneLine(detail)}` : ''}`),
    tool: ({ phase, tool, target, ok, turns, usd, mostUsd }) =>
      line(
        `  ${paint.dim(phase)} ${ok ? tool : paint.red(`${tool} ✗`)} ${oneLine(target)} ${paint.dim(`turn ${turns}, $${usd.toFixed(4)} of $${Number(mostUsd.toFixed(2))}`)}`,
      ),
    note: (text) => line(`  ${oneLine(text)}`),
  };
}

/** One line of at most 100 columns, without control characters: what a model wrote must not move the cursor. */
const oneLine = (text: string): string => {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return clean.length > 100 ? `${clean.slice(0, 99)}…` : clean;
};
