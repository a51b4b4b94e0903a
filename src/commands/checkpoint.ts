/**
 * A checkpoint: a bundle and the result that would stand if the session were cut off now, written beside the outcomes and handed
 * out at once (trust.md T7). Whoever finds no result later takes the last one that is whole (wave-work.ts).
 */
import { join } from 'node:path';
import type { Ports } from '../ports/ports.ts';
import type { SessionEnd } from '../session/execute.ts';
import { checkpointBundle, checkpointPath, writeOutcome } from './outcome-files.ts';
import { resultOf, type Work } from './work.ts';

export interface HandingOut {
  /** Starts to hand out; a failure is noted, and no reason to stop working. */
  add(name: string, files: readonly string[]): void;
  /** Resolves when all is handed out, or this many ms have passed. */
  finished(most: number): Promise<void>;
}

export function handingOut({
  checkpoints,
  clock,
  progress,
}: Pick<Ports, 'checkpoints' | 'clock' | 'progress'>): HandingOut {
  let last = Promise.resolve();
  return {
    add(name, files) {
      last = last
        .then(() => checkpoints.handOut(name, files))
        .catch((thrown: unknown) => progress.note(`${name} could not be handed out: ${String(thrown)}`));
    },
    async finished(most) {
      const done = new AbortController();
      const late = clock.sleep(most, done.signal).catch(() => {});
      await Promise.race([last, late]);
      done.abort();
    },
  };
}

/** The box must be stopped. Throws where the tree holds what could not be kept: it violates its scope, or is no tree. */
export async function takeCheckpoint(
  work: Work,
  end: SessionEnd,
  handing: HandingOut,
  ports: Pick<Ports, 'clock' | 'files' | 'progress'>,
): Promise<void> {
  const n = work.checkpoints + 1;
  const { folder, phase } = work;
  const bundle = checkpointBundle(phase.id, n);
  // The session goes on in this tree: whatever is wrong with it, it stays where it is.
  const here = { ...work, checkpoints: n, transcript: null, keepTree: async () => work.tree };
  const result = await resultOf(here, end, ports, bundle);
  if (result.commit === null || !result.landable) {
    if (result.reason === 'scope' || result.changes.length > 0) throw new Error(result.message);
    return;
  }
  // The bundle is there before whoever reads its result can look for it.
  const path = await writeOutcome(ports.files, folder, result, phase.id, checkpointPath(folder, phase.id, n));
  work.checkpoints = n;
  ports.progress.note(`checkpoint ${n} of ${phase.id}: ${result.changes.length} changed files put aside`);
  handing.add(`checkpoint-${phase.id}-${n}`, [path, join(folder, bundle)]);
}
