/** What changed since an approval, for a terminal: the part in words, then the lines that went and came. */
import type { ContentChange } from '../plan/changes.ts';
import { cleanLine } from './clean.ts';
import { type Paint, plain } from './paint.ts';

const MOST_LINES = 20;

export function lapsedText(
  changes: ReadonlyMap<string, readonly ContentChange[]>,
  paint: Paint = plain,
): string {
  return [...changes]
    .flatMap(([phase, parts]) => [
      `${paint.bold(phase)} changed since it was approved:`,
      ...parts.flatMap(({ what, lines }) => [
        `  ${cleanLine(what)}`,
        ...lines
          .slice(0, MOST_LINES)
          .map(
            ({ sign, text }) =>
              `    ${(sign === '+' ? paint.green : paint.red)(`${sign} ${cleanLine(text)}`)}`,
          ),
        ...(lines.length > MOST_LINES ? [`    … and ${lines.length - MOST_LINES} more lines`] : []),
      ]),
    ])
    .join('\n');
}
