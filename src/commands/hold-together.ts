/**
 * Does the work of a wave hold together? Joined on the branch's head, every phase's commands are run on a clean copy of the tree
 * that would land; with a fix also those of what has landed beside it, for they passed on what the fix changes (trust.md T16).
 */
import { join } from 'node:path';
import type { Verification } from '../outcomes/verification.ts';
import type { Phase } from '../plan/plan.ts';
import type { InForce } from '../policy/inforce.ts';
import type { Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import type { CommandRun } from '../ports/sandbox.ts';
import { notAllowed, readyBox } from './ready-box.ts';
import { type Joined, joinPieces, type Piece } from './wave-work.ts';

type HoldPorts = Pick<Ports, 'person' | 'sandbox' | 'folders' | 'files' | 'progress'>;

export interface Held {
  joined: Joined;
  /** A sentence for each phase whose commands did not pass. */
  failed: string[];
}

export interface Holding {
  /** Phases that have landed, and must not be broken. */
  built: readonly Phase[];
  workshop: Workshop;
  inForce: InForce;
  runs: Verification['runs'];
  signal: AbortSignal | undefined;
}

/** Joins the pieces and runs every phase's commands; the same list of commands is run once, on a copy of its own. */
export async function hold(
  pieces: readonly Piece[],
  place: { base: string; head: string },
  holding: Holding,
  ports: HoldPorts,
): Promise<Held> {
  const joined = await joinPieces(pieces, place, holding.workshop);
  const failed: string[] = [];
  const done = new Map<string, CommandRun | undefined>();
  const failureOf = async (phase: Phase): Promise<CommandRun | undefined> => {
    const key = JSON.stringify(phase.verify);
    if (!done.has(key)) {
      const results = await runOn(joined.tree, phase, holding, ports);
      holding.runs.push(...results.map((run) => ({ phase: phase.id, ...run })));
      done.set(key, results.find(isBad));
    }
    return done.get(key);
  };
  for (const { piece } of joined.steps) {
    const bad = await failureOf(piece.phase);
    if (bad) failed.push(sentence(bad));
  }
  if (failed.length > 0 || joined.steps.length === 0) return { joined, failed };
  for (const phase of holding.built) {
    const bad = await failureOf(phase);
    if (bad && (await isBroken(phase, place, holding, ports)))
      failed.push(`breaks ${phase.id}, which has landed: ${sentence(bad)}`);
  }
  return { joined, failed };
}

/** What does not hold without the wave either is not broken by it: a phase that writes a failing test for a later one, say. */
async function isBroken(
  phase: Phase,
  { head }: { head: string },
  holding: Holding,
  ports: HoldPorts,
): Promise<boolean> {
  const before = await runOn(await holding.workshop.objects.treeOf(head), phase, holding, ports);
  if (!before.some(isBad)) return true;
  ports.progress.note(
    `${phase.id} does not hold at ${head.slice(0, 12)} already: it is not asked of the fix`,
  );
  return false;
}

const isBad = ({ exit }: CommandRun): boolean => exit !== 0;
const sentence = ({ command, timedOut, exit, tail }: CommandRun): string =>
  `${command} ${timedOut ? 'ran out of time' : `ended with ${exit ?? 'a signal'}`}: ${tail.slice(-2_000)}`;

async function runOn(
  tree: string,
  phase: Phase,
  { workshop, inForce, signal }: Holding,
  ports: HoldPorts,
): Promise<CommandRun[]> {
  await using temporary = await ports.folders.temporary('verify');
  const path = join(temporary.path, 'tree');
  await workshop.exportTree(tree, path);
  await using box = await readyBox({ tree: path, writable: true, inForce, signal }, ports);
  const runs: CommandRun[] = [];
  for (const command of phase.verify) {
    ports.progress.step('verify', `${phase.id}: ${command}`);
    const run = await box.run(command, signal);
    // Ended by whoever ended us: that says nothing about the work.
    signal?.throwIfAborted();
    if (run.notAllowed) throw notAllowed(command);
    runs.push(run);
    if (run.exit !== 0) break;
  }
  return runs;
}
