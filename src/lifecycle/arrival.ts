/**
 * When the default branch got what a plan's phases left, whatever the way of the merge (github.md G22): looked for by content, and
 * where a merge changed the content, by the digests that its message names. For accounts of the past; the gate asks
 * `commands/merged.ts` instead, which proves.
 */
import type { Recorded } from './record.ts';
import type { StepOf } from './step.ts';

export interface ArrivedChange {
  path: string;
  /** Id of the content; undefined: the path is gone. */
  blob: string | undefined;
}

/** A commit of the default branch along first parents, and what it changed there. */
export interface Arriving {
  id: string;
  /** ISO time at which it came there. */
  at: string;
  message: string;
  changes: readonly ArrivedChange[];
}

export interface LandedWork {
  digest: string;
  changes: readonly ArrivedChange[];
}

export interface Arrival {
  commit: string;
  at: string;
}

/** Answers for many plans from one pass over the branch; `branch` is oldest first, the works in the order in which they landed. */
export function arrivals(branch: readonly Arriving[]): (works: readonly LandedWork[]) => Arrival | undefined {
  const firstWith = new Map<string, number>();
  const firstNaming = new Map<string, number>();
  const note = (map: Map<string, number>, key: string, index: number) => map.has(key) || map.set(key, index);
  for (const [index, { changes, message }] of branch.entries()) {
    for (const change of changes) note(firstWith, keyOf(change), index);
    for (const [, digest] of message.matchAll(/^Plan: .+@([0-9a-f]{64})$/gm))
      note(firstNaming, digest!, index);
  }
  // What came in pieces was there with the last of them.
  const lastOf = (places: readonly (number | undefined)[]): Arrival | undefined => {
    const known = places.filter((place) => place !== undefined);
    if (places.length === 0 || known.length < places.length) return undefined;
    const { id, at } = branch[Math.max(...known)]!;
    return { commit: id, at };
  };
  return (works) => {
    const left = new Map(
      works.flatMap(({ changes }) => changes.map((change) => [change.path, change] as const)),
    );
    // That a file is gone proves nothing where it was never there: a plan may have made and removed it.
    const made = [...left.values()].filter(({ blob }) => blob !== undefined);
    const found = (made.length > 0 ? made : [...left.values()]).map((change) => firstWith.get(keyOf(change)));
    return lastOf(found) ?? lastOf(works.map(({ digest }) => firstNaming.get(digest)));
  };
}

const keyOf = ({ path, blob }: ArrivedChange): string => `${blob ?? 'gone'} ${path}`;

/** What ended as done and was not undone since, in the order in which it landed. */
export function landedEnds(steps: readonly Recorded[]): StepOf<'end'>[] {
  const landed = new Map<string, StepOf<'end'>>();
  for (const { step } of steps) {
    if (step.type === 'reset') landed.delete(`${step.phase} ${step.digest}`);
    if (step.type !== 'end' || step.outcome !== 'done' || step.commit === null) continue;
    const name = `${step.phase} ${step.digest}`;
    landed.delete(name);
    landed.set(name, step);
  }
  return [...landed.values()];
}
