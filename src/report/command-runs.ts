/** Commands of verify as markdown: which passed, how long each took, and the output of the first that did not. */
import type { z } from 'zod';
import type { commandRun } from '../outcomes/header.ts';
import { codeBlock, codeSpan } from './markdown.ts';
import { duration } from './words.ts';

type CommandRun = z.infer<typeof commandRun>;

/** Of a long output its end is shown: it says what failed. */
const MOST_TAIL = 4_000;

/** Empty where nothing ran. */
export function commandRuns(runs: readonly CommandRun[]): string {
  if (runs.length === 0) return '';
  const lines = runs.map(({ command, exit, seconds, timedOut }) => {
    const how = timedOut ? 'ran out of time' : exit === 0 ? 'passed' : `exit ${exit ?? 'by a signal'}`;
    return `- ${exit === 0 && !timedOut ? '✓' : '✗'} ${codeSpan(command)} ${how}, ${duration(seconds)}`;
  });
  const failed = runs.find(({ exit, timedOut }) => exit !== 0 || timedOut);
  const output = failed && failed.tail !== '' ? [codeBlock(failed.tail.slice(-MOST_TAIL))] : [];
  return [lines.join('\n'), ...output].join('\n\n');
}
