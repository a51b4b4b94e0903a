/**
 * Runs that ended without saying how: killed, or their machine went away. The next schedule says so in the record, keeps what
 * they had built, and the phase can run again (github.md G12).
 */
import { join } from 'node:path';
import { fold } from '../lifecycle/fold.ts';
import type { Recorded } from '../lifecycle/record.ts';
import type { StepOf } from '../lifecycle/step.ts';
import { readPlan } from '../plan/read.ts';
import { Fault } from '../ports/fault.ts';
import type { Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { waveOf } from './left-over.ts';
import { gatherPieces, type Piece } from './wave-work.ts';

type CrashPorts = Pick<Ports, 'git' | 'forge' | 'files' | 'clock' | 'progress'>;

export interface Crashed {
  steps: StepOf<'end'>[];
  /** Commits of work that was built and not published. */
  keep: string[];
}

export async function crashedSteps(
  record: readonly Recorded[],
  { plan, runs, run: asking }: { plan: string; runs: string | undefined; run?: string },
  workshop: Workshop,
  ports: CrashPorts,
): Promise<Crashed> {
  const crashed: Crashed = { steps: [], keep: [] };
  for (const start of openStarts(plan, record)) {
    const { run, attempt } = start.holder;
    if (!(await isOver({ run, attempt }, asking, ports))) continue;
    const piece = runs === undefined ? undefined : await salvage(start, join(runs, run), workshop, ports);
    const commit = piece?.keepable ? (piece.work?.commit ?? null) : null;
    if (commit !== null) crashed.keep.push(commit);
    const kept = commit === null ? '' : `; what it had built is kept as ${commit.slice(0, 12)}`;
    ports.progress.note(`${start.phase}: run ${run} is gone without an end, and is marked as crashed${kept}`);
    crashed.steps.push({
      type: 'end',
      key: ports.clock.nonce(),
      at: ports.clock.now().toISOString(),
      phase: start.phase,
      digest: start.digest,
      start: start.key,
      outcome: 'failed',
      reason: 'crashed',
      message: `run ${run} ended without saying how${kept}`,
      commit,
      tree: null,
      verified: false,
      turns: piece?.result?.turns ?? 0,
      seconds: piece?.result?.seconds ?? 0,
      usage: piece?.result?.usage ?? [],
    });
  }
  return crashed;
}

/**
 * That attempt is completed, and no later one works on with what it made: a re-run of failed jobs only keeps the schedule of the attempt
 * before. A run that is run again as a whole takes over from itself.
 */
export async function isOver(
  { run, attempt }: { run: string; attempt: number },
  asking: string | undefined,
  { forge }: Pick<Ports, 'forge'>,
): Promise<boolean> {
  if ((await forge.runs.state(run, attempt)) !== 'completed') return false;
  if (forge.kind === 'local' || run === asking) return true;
  const last = await forge.runs.find(run);
  return last === undefined || last.attempt === attempt || last.state === 'completed';
}

/** By the fold: an ending that it refused has ended nothing, and must not hold the phase for ever. */
function openStarts(plan: string, record: readonly Recorded[]): StepOf<'start'>[] {
  const { history } = fold({ id: plan, phases: [] }, record);
  return history.flatMap(({ state, start }) => (state === 'running' && start ? [start] : []));
}

/** The piece of that start in the run's outcomes, when the run came as far as its result. */
async function salvage(
  start: StepOf<'start'>,
  run: string,
  workshop: Workshop,
  ports: CrashPorts,
): Promise<Piece | undefined> {
  const wave = await waveOf(start.key, run, ports);
  if (wave === undefined) return undefined;
  const { folder, schedule } = wave;
  const bytes = await ports.git.repository.read(schedule.planCommit, schedule.path);
  const plan = bytes && readPlan(bytes, schedule.path).plan;
  if (!plan) return undefined;
  try {
    const pieces = await gatherPieces({ schedule, plan, folder }, workshop, ports);
    return pieces.find((piece) => piece.start === start.key && piece.phase.digest === start.digest);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return undefined;
  }
}
