/**
 * Which landed phases can mend what a review found (trust.md T23): a criterion goes to its own phase, a finding to one whose `paths` match
 * the file. What lies outside of every landed phase's paths no executor may touch: that is the plan's next revision to say.
 */
import type { Mend } from '../outcomes/mend.ts';
import { matches } from '../outcomes/paths.ts';

/** A phase whose work stands on the plan's branch. */
export interface LandedWork {
  phase: string;
  paths: readonly string[];
  /** Files that its commits changed. */
  changed: ReadonlySet<string>;
}

export interface Assigned {
  /** By phase, in the order of `landed`. */
  phases: Map<string, Mend[]>;
  /** What no landed phase may mend. */
  left: Mend[];
}

/** @param landed in the order in which phases build on each other */
export function assigned(mends: readonly Mend[], landed: readonly LandedWork[]): Assigned {
  const phases = new Map(landed.map(({ phase }): [string, Mend[]] => [phase, []]));
  const left: Mend[] = [];
  for (const mend of mends) (phases.get(phaseFor(mend, landed) ?? '') ?? left).push(mend);
  for (const [phase, of] of phases) if (of.length === 0) phases.delete(phase);
  return { phases, left };
}

/** Where several may change the file: the last that did, for what is wrong stands in what it left there; else the last that may. */
function phaseFor({ phase, path }: Mend, landed: readonly LandedWork[]): string | undefined {
  if (phase !== null) return phase;
  if (path === null) return undefined;
  const may = landed.filter(({ paths }) => matches(path, paths));
  return (may.findLast(({ changed }) => changed.has(path)) ?? may.at(-1))?.phase;
}
