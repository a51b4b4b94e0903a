/**
 * A checkpoint: a bundle and the result that would stand if the session were cut off now, written beside the outcomes and handed
 * out at once (trust.md T7). Whoever finds no result later takes the last one that is whole (wave-work.ts).
 */
import { join } from 'node:path';
import type { Ports } from '../ports/ports.ts';
import type { SessionEnd } from '../session/execute.ts';
import { checkpointBundle, checkpointPath, pruneCheckpoints, writeOutcome } from './outcome-files.ts';
import { resultOf, type Work } from './work.ts';

export interface HandingOut {
  /**
   * Starts to hand out; a failure is noted, and no reason to stop working. While one is under way the newest waits alone: a
   * service that is slow gets the last word, not all of them.
   */
  add(name: string, files: readonly string[]): void;
  /** Resolves when all is handed out, or this many ms have passed; what is not out by then is given up. */
  finished(most: number): Promise<void>;
}

interface HandedOut {
  name: string;
  files: readonly string[];
}

export function handingOut({
  checkpoints,
  clock,
  progress,
}: Pick<Ports, 'checkpoints' | 'clock' | 'progress'>): HandingOut {
  const late = new AbortController();
  let working: Promise<void> | undefined;
  let waiting: HandedOut | undefined;

  async function work(): Promise<void> {
    for (let next = waiting; next !== undefined; next = waiting) {
      waiting = undefined;
      const { name, files } = next;
      try {
        await checkpoints.handOut(name, files, late.signal);
      } catch (thrown) {
        progress.note(
          `${name} could not be handed out: ${thrown instanceof Error ? thrown.message : thrown}`,
        );
      }
    }
    working = undefined;
  }

  return {
    add(name, files) {
      if (waiting) progress.note(`${waiting.name} is not handed out: ${name} holds all of it`);
      waiting = { name, files };
      working ??= work();
    },
    async finished(most) {
      if (working === undefined) return;
      const done = new AbortController();
      const slow = clock.sleep(most, done.signal).then(
        () => late.abort(),
        () => {}, // All is out.
      );
      await Promise.race([working, slow]);
      done.abort();
    },
  };
}

/** Each holds all of the work; those before the last are for the case that the last is broken. Choice of ours. */
const CHECKPOINTS_KEPT = 3;

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
  await pruneCheckpoints(ports.files, folder, phase.id, CHECKPOINTS_KEPT);
}
