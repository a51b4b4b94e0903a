/**
 * publish: what the outcomes are worth. A write job: it calls no model and runs nothing foreign. It asks the gate anew, joins
 * the wave again, and lands exactly the tree that verify saw, with the record, in one step. Running it twice changes nothing, but
 * that a review which came since is told.
 */
import { fold } from '../lifecycle/fold.ts';
import type { Recorded } from '../lifecycle/record.ts';
import { Fault } from '../ports/fault.ts';
import type { RefUpdate, Workshop } from '../ports/git.ts';
import { requireMovable } from './movable.ts';
import { endSteps, headMoved, landedCommits } from './publishing/commits.ts';
import { type Decided, decideEndings } from './publishing/endings.ts';
import { requireOwnStarts } from './publishing/own-starts.ts';
import { reviewSteps, standingOf, stillStanding } from './publishing/review-steps.ts';
import { type PushGuard, pushGuards } from './publishing/reviewed-first.ts';
import { type Published, tell } from './publishing/telling.ts';
import {
  endsOf,
  type JudgingGuards,
  judgedWave,
  type PublishPorts,
  readWave,
  type Wave,
} from './publishing/wave.ts';
import { type Addition, appendSteps } from './record.ts';
import { gatherPieces, type Piece } from './wave-work.ts';
import { branchRef } from './where.ts';

/** What stands between outcomes and what is pushed or said. */
export interface PublishGuards extends JudgingGuards {
  push?: readonly PushGuard[];
}

export async function publish(
  { folder }: { folder: string },
  ports: PublishPorts,
  { push: guards = Object.values(pushGuards), ...judging }: PublishGuards = {},
): Promise<Published> {
  const found = await readWave(folder, ports);
  const { schedule, plan } = found;
  await using workshop = await ports.git.workshop();
  const pieces = await gatherPieces({ schedule, plan, folder }, workshop, ports);
  const wave = await judgedWave(found, pieces, workshop, ports, judging);
  if ((await endsOf(schedule, ports)).length < schedule.legs.length)
    await land(wave, { pieces, guards }, workshop, ports);
  else await recordReview(wave, workshop, ports);
  // From here on everything is read back from the record, so that a second publish says the same as the first.
  const told = await heardNow(wave, found, { pieces, judging }, workshop, ports);
  return await tell(told, pieces, ports);
}

/**
 * What people declined on the pull request can be held against the code only where it stands: what blocked before the landing is judged
 * once more after it, and the record is told where that comes to something else.
 */
async function heardNow(
  wave: Wave,
  found: Wave,
  { pieces, judging }: { pieces: readonly Piece[]; judging: Omit<PublishGuards, 'push'> },
  workshop: Workshop,
  ports: PublishPorts,
): Promise<Wave> {
  if (ports.forge.kind === 'local' || wave.review?.verdict !== 'block') return wave;
  const now = await judgedWave(found, pieces, workshop, ports, judging);
  if (now.review?.verdict === wave.review.verdict) return wave;
  await recordReview(now, workshop, ports);
  return now;
}

/**
 * Branch and record move together, or neither does. All of it is decided between reading the record and its compare-and-swap:
 * whoever lands meanwhile moves the record too, so no decision outlives what it was made on. Decided before, a branch that
 * another run had just moved was judged by the record from before that landing, as a foreign commit that refuses the wave.
 */
async function land(
  wave: Wave,
  { pieces, guards }: { pieces: readonly Piece[]; guards: readonly PushGuard[] },
  workshop: Workshop,
  ports: PublishPorts,
): Promise<void> {
  const append = {
    id: wave.plan.id,
    message: `planfile ${wave.plan.id}: publish`,
    decide: (record: readonly Recorded[]) => decideLanding(wave, { pieces, guards, record }, workshop, ports),
  };
  try {
    await appendSteps(append, workshop, ports);
  } catch (error) {
    // It moved between our look and our push: the same thing, seen later.
    if (error instanceof Fault && error.code === 'ref-moved') throw headMoved(wave.plan.id, error);
    throw error;
  }
}

async function decideLanding(
  wave: Wave,
  {
    pieces,
    guards,
    record,
  }: { pieces: readonly Piece[]; guards: readonly PushGuard[]; record: readonly Recorded[] },
  workshop: Workshop,
  ports: PublishPorts,
): Promise<Addition> {
  const { plan } = wave;
  requireOwnStarts(wave.schedule, record);
  const before = await ports.git.repository.resolve(branchRef(plan.id));
  const endings = await decideEndings(wave, pieces, ports);
  if (ports.forge.kind !== 'local') requireVerified(wave, endings);
  const startsOthers = ports.forge.kind !== 'local' && (await ports.forge.runs.startedByPush());
  const decided = startsOthers
    ? guards.reduce((now, guard) => guard(now, wave), endings as readonly Decided[])
    : endings;
  const landed = await landedCommits(wave, decided, before, workshop, ports);
  const ends = endSteps(decided, landed, ports);
  const lands = [...landed.commits.keys()];
  const others = lands.length === 0 ? [] : stillStanding(wave.schedule, fold(plan, record).phases);
  const judged = {
    phases: [...lands, ...others.map(({ phase }) => phase)],
    tree: [...landed.commits.values()].at(-1)?.tree,
  };
  const moves: RefUpdate[] =
    landed.tip === undefined ? [] : [{ ref: branchRef(plan.id), from: before, to: landed.tip }];
  const keep = [...(landed.tip ? [landed.tip] : []), ...decided.flatMap(({ kept }) => kept ?? [])];
  const said = decided.map(({ piece, outcome }) => `${piece.phase.id} ${outcome}`).join(', ');
  // Right before it moves: who has it checked out would find their files behind it.
  if (landed.tip !== undefined) await requireMovable(plan.id, ports);
  const steps = [...ends, ...reviewSteps(wave, judged, record, ports)];
  return { steps, moves, keep, message: `planfile ${plan.id}: ${said}` };
}

/**
 * On a forge a wave that was built and not verified stays held: what was paid for lies in the run's artifacts, and running its failed
 * jobs again goes on from there. Where nobody does, the next schedule finds the run over and marks it crashed.
 */
function requireVerified({ verification, plan }: Wave, endings: readonly Decided[]): void {
  const built = endings
    .filter(({ piece, reason }) => piece.refusal === undefined && reason === 'cancelled')
    .map(({ piece }) => piece.phase.id);
  if (verification !== undefined || built.length === 0) return;
  throw new Fault(
    'undecided',
    'not-verified',
    `the run of ${plan.id} ended before verify: ${built.join(', ')} ${built.length > 1 ? 'are' : 'is'} built, and nothing was landed`,
    'Run the failed jobs of this run again: they go on with what was built.',
  );
}

/** A review that came after the landing: the first one failed, or was cancelled, and somebody made up for it. */
async function recordReview(wave: Wave, workshop: Workshop, ports: PublishPorts): Promise<void> {
  await appendSteps(
    {
      id: wave.plan.id,
      message: `planfile ${wave.plan.id}: review`,
      decide: (record) => ({ steps: reviewSteps(wave, standingOf(wave, record), record, ports) }),
    },
    workshop,
    ports,
  );
}
