/**
 * verify: which phases of the wave hold together, on a clean copy of the very tree that would land (trust.md T16). A code
 * job: neither key nor token, everything foreign in the sandbox.
 */
import { parseTrailers } from '../lifecycle/trailers.ts';
import type { Result } from '../outcomes/result.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Verification } from '../outcomes/verification.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { Fault, unforeseen } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { type Holding, hold } from './hold-together.ts';
import { needOutcome, writeOutcome } from './outcome-files.ts';
import { policyAt } from './policy.ts';
import { requireSandbox } from './ready-box.ts';
import { gatherPieces, joinPieces, type Piece, scheduledPlan } from './wave-work.ts';
import { branchRef } from './where.ts';

export type VerifyPorts = Pick<
  Ports,
  'git' | 'person' | 'sandbox' | 'folders' | 'files' | 'clock' | 'progress'
>;
type LeftOut = { piece: Piece; reason: NonNullable<Result['reason']>; message: string };

/**
 * Says which phases hold together. Its own fault is an outcome as well, so that the record tells it of every phase; only a
 * cancelled verify says nothing, because nobody failed.
 */
export async function verify(
  { folder, signal }: { folder: string; signal?: AbortSignal },
  ports: VerifyPorts,
): Promise<{ verification: Verification; fault: Fault | null }> {
  const began = ports.clock.elapsed();
  const schedule = await needOutcome(ports.files, folder, 'schedule');
  const plan = await scheduledPlan(schedule, ports);
  const head = await headFor(schedule, ports);
  let seen: Seen;
  let fault: Fault | null = null;
  try {
    seen = await look({ folder, schedule, plan, head, signal }, ports);
  } catch (thrown) {
    fault = unforeseen(thrown);
    if (signal?.aborted || fault.kind === 'cancelled') throw cancelled(folder, thrown);
    const message = `verify could not be done: ${fault.message} ${fault.fix}`.slice(0, 20_000);
    const leftOut = schedule.legs.map(({ phase, digest }) => ({
      phase,
      digest,
      reason: fault?.kind === 'refused' ? ('refused' as const) : ('error' as const),
      message,
    }));
    seen = { tree: await ports.git.repository.treeOf(head), passed: [], leftOut, runs: [] };
  }
  const verification = redactOutcome<Verification>({
    planfile: 1,
    kind: 'verification',
    plan: plan.id,
    run: schedule.run,
    attempt: schedule.attempt,
    nonce: schedule.nonce,
    base: schedule.base,
    head,
    ...seen,
    seconds: (ports.clock.elapsed() - began) / 1_000,
  });
  await writeOutcome(ports.files, folder, verification);
  return { verification, fault };
}

const cancelled = (folder: string, cause: unknown): Fault =>
  new Fault(
    'cancelled',
    'verify-cancelled',
    'verify was ended before it could say anything',
    `planfile verify --out ${folder}`,
    { cause },
  );

/**
 * Where the wave is joined: on the branch's head. Where it has landed there already, and its review is made up for, on what stood before
 * it: on the head it would be no change, and a review of that would say nothing of it.
 */
async function headFor(
  { plan, base, legs }: Schedule,
  { git: { repository } }: Pick<Ports, 'git'>,
): Promise<string> {
  const tip = await repository.resolve(branchRef(plan));
  if (tip === undefined) return base;
  const since = await repository.between([base], tip);
  const own = since.find(({ message }) => {
    const trailers = parseTrailers(message);
    return legs.some(({ phase, digest }) => trailers?.phase === phase && trailers.digest === digest);
  });
  return own?.parents[0] ?? tip;
}

interface Look {
  folder: string;
  schedule: Schedule;
  plan: Plan;
  head: string;
  signal: AbortSignal | undefined;
}
type Seen = Pick<Verification, 'tree' | 'passed' | 'leftOut' | 'runs'>;

async function look({ folder, schedule, plan, head, signal }: Look, ports: VerifyPorts): Promise<Seen> {
  const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports);
  await requireSandbox(ports, policy);

  await using workshop = await ports.git.workshop();
  const pieces = await gatherPieces({ schedule, plan, folder }, workshop, ports);
  const leftOut: LeftOut[] = pieces
    .filter((piece) => piece.refusal !== undefined)
    .map((piece) => ({ piece, ...piece.refusal! }));
  const runs: Verification['runs'] = [];
  const place = { base: schedule.base, head };
  const holding: Holding = { workshop, inForce, runs, signal, built: builtOn(schedule, plan) };

  const whole = await hold(
    pieces.filter(({ refusal }) => !refusal),
    place,
    holding,
    ports,
  );
  let joined = whole.joined;
  if (whole.failed.length > 0) {
    let kept: Piece[] = [];
    joined = await joinPieces([], place, workshop);
    for (const { piece } of whole.joined.steps) {
      // Together they do not hold. One at a time tells which one breaks what stands; the first to come has the right of
      // way. Where there is only one, it has been told already.
      const alone = whole.joined.steps.length === 1;
      const tried = alone ? whole : await hold([...kept, piece], place, holding, ports);
      const failure = tried.failed[0];
      if (failure === undefined) {
        kept = [...kept, piece];
        joined = tried.joined;
      } else {
        leftOut.push({ piece, reason: 'verify', message: failure });
      }
    }
  }
  for (const { piece, paths } of whole.joined.conflicts) {
    leftOut.push({
      piece,
      reason: 'conflict',
      message: `conflicts with what landed meanwhile: ${paths.slice(0, 10).join(', ')}`,
    });
  }
  return {
    tree: joined.tree,
    passed: joined.steps.map(({ piece, tree }) => ({
      phase: piece.phase.id,
      digest: piece.phase.digest,
      commit: piece.work!.commit,
      tree,
    })),
    leftOut: leftOut.map(({ piece, reason, message }) => ({
      phase: piece.phase.id,
      digest: piece.phase.digest,
      reason,
      message,
    })),
    runs,
  };
}

/** With a fix, what stands beside it was verified against what the fix changes: it must hold with it as well (trust.md T16). */
function builtOn({ fix }: Pick<Schedule, 'fix'>, plan: Plan): Phase[] {
  const standing = new Set(fix?.standing.map(({ phase }) => phase));
  return plan.phases.filter(({ id }) => standing.has(id));
}
