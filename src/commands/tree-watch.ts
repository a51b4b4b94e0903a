/**
 * What stands in a session's tree around verify. What lands is what the executor wrote, so it is read before verify runs; what a
 * verify that failed leaves behind (coverage, caches) is known from then on, and is never taken for the executor's work.
 */
import { type Scope, scopeFailure, scopeOf } from '../outcomes/scope.ts';
import { Fault } from '../ports/fault.ts';
import type { Snapshot } from '../ports/git.ts';
import type { Box } from '../ports/sandbox.ts';
import type { TreeWatch } from '../session/finishing.ts';
import { importWork, type Work } from './work.ts';

/** Nothing may run in the box meanwhile: it is stopped before each look (trust.md T13). */
export function treeWatch(work: Work, box: Pick<Box, 'stop'>): TreeWatch {
  let before: ReadonlySet<string> = new Set();
  const look = async (): Promise<{ snapshot: Snapshot; scope: Scope } | Fault> => {
    work.settled = undefined;
    await box.stop();
    try {
      const snapshot = await importWork(work);
      return { snapshot, scope: scopeOf({ changes: snapshot.changes, paths: work.phase.paths }) };
    } catch (fault) {
      if (fault instanceof Fault && fault.kind === 'refused') return fault;
      throw fault;
    }
  };
  return {
    async problem() {
      const seen = await look();
      before = new Set(seen instanceof Fault ? [] : refusedIn(seen.scope));
      if (seen instanceof Fault) return seen.message;
      const failure = scopeFailure(seen.scope);
      if (failure === undefined) work.settled = seen.snapshot;
      return failure;
    },
    async littered() {
      const seen = await look();
      // What cannot be read now is told when the model finishes again.
      if (seen instanceof Fault) return;
      for (const path of refusedIn(seen.scope)) if (!before.has(path)) work.litter.add(path);
    },
  };
}

const refusedIn = ({ outside, protected: locked, modes }: Scope): string[] => [
  ...outside,
  ...locked,
  ...modes,
];
