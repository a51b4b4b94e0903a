/** What a revision does to a plan, phase by phase in words, and which approvals it costs: for people who are to approve again. */
import { type ContentChange, contentChanges } from '../plan/changes.ts';
import type { Plan } from '../plan/plan.ts';
import { cleanLine } from './clean.ts';

export interface RevisedPhase {
  phase: string;
  how: 'stays' | 'changes' | 'is new' | 'is dropped';
  /** Its own parts that changed, or what it builds on. */
  changes: ContentChange[];
}

/** In the order of the revised plan, then what was dropped. */
export function revisedPhases(before: Plan, after: Plan): RevisedPhase[] {
  const old = new Map(before.phases.map((phase) => [phase.id, phase]));
  const now = new Set(after.phases.map(({ id }) => id));
  return [
    ...after.phases.map(({ id, digest, text }): RevisedPhase => {
      const was = old.get(id);
      if (was === undefined) return { phase: id, how: 'is new', changes: [] };
      if (was.digest === digest) return { phase: id, how: 'stays', changes: [] };
      return { phase: id, how: 'changes', changes: contentChanges(was.text, text) };
    }),
    ...before.phases
      .filter(({ id }) => !now.has(id))
      .map(({ id }): RevisedPhase => ({ phase: id, how: 'is dropped', changes: [] })),
  ];
}

/** Does the revision touch what every phase shares? Then every approval is lost, and people are told that first. */
export const touchesAll = (phases: readonly RevisedPhase[]): boolean =>
  phases.some(({ changes }) => changes.some(({ part }) => part.startsWith('plan.')));

/** A line a phase, without what a terminal or a forge would act on. */
export function revisionLines(phases: readonly RevisedPhase[]): string[] {
  return phases.map(({ phase, how, changes }) => {
    if (how === 'stays') return `${phase} stays, and its approval with it`;
    if (how === 'is new') return `${phase} is new: it has to be approved`;
    if (how === 'is dropped') return `${phase} is dropped`;
    const what = changes.map((change) => cleanLine(change.what)).join(', ');
    return `${phase} changes (${what}): it has to be approved again`;
  });
}
