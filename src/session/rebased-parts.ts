/**
 * What is read of a change that passed on another base: all that the base changed must be, the change itself may. It is shown where it
 * fits; where it does not, its files are named, and can be fetched by the same tool under names of their own.
 */
import type { Tool } from '../ports/model.ts';
import type { FileDiff } from '../review/diff.ts';
import { type DiffParts, diffParts } from './diff-parts.ts';

/** Characters of a change that passed before, shown beside what the base changed. */
const CHANGE_SHOWN = 60_000;

export interface RebasedParts extends DiffParts {
  change: Pick<DiffParts, 'files' | 'shown'>;
}

export interface Passed {
  diff: readonly FileDiff[];
  /** Paths that nobody had to read, with the reason. */
  leftOut?: ReadonlyMap<string, string> | undefined;
}

/** Of `base` nothing is left out: where little else is read, a generated file may be all that the change meets. */
export function rebasedParts(
  base: readonly FileDiff[],
  { diff, leftOut = new Map() }: Passed,
  most = CHANGE_SHOWN,
): RebasedParts {
  const parts = diffParts(base);
  const rest = diff.filter(({ path }) => !leftOut.has(path));
  const fits = rest.reduce((sum, { text }) => sum + text.length, 0) <= most;
  const aside = new Map<string, string>();
  const files = diff.map((file) => {
    const why = leftOut.get(file.path) ?? (fits ? undefined : 'it passed before');
    if (why === undefined) return file;
    // The base may have changed the same file.
    const path = `change: ${file.path}`;
    aside.set(path, why);
    return { ...file, path };
  });
  const own = diffParts(files, aside, { shown: most });
  return { ...parts, tool: both(parts.tool, own.tool), change: own };
}

/** One tool, the same to the byte: what the first does not know, the second may. */
function both(first: Tool | undefined, second: Tool | undefined): Tool | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return {
    ...first,
    async run(input, ...more) {
      const said = await first.run(input, ...more);
      if (!said.isError) return said;
      const other = await second.run(input, ...more);
      return other.isError ? said : other;
    },
  };
}
