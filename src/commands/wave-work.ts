/**
 * The wave's work, taken from the outcomes of the jobs that made it. Everything here is asked anew from the plan's own text
 * and the bundles' bytes; what a result claims of itself only narrows it (trust.md T5, T19).
 */
import { join } from 'node:path';
import type { Result } from '../outcomes/result.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { scopeFailure, scopeOf } from '../outcomes/scope.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { readPlan } from '../plan/read.ts';
import { Fault } from '../ports/fault.ts';
import type { Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { bundleName, checkpoints, tryOutcome } from './outcome-files.ts';

export interface Piece {
  phase: Phase;
  start: string;
  /** Undefined: the job yielded nothing that fits. */
  result: Result | undefined;
  /** Commit and tree as read from the bundle, when there is one that may be used. */
  work: { commit: string; tree: string } | undefined;
  /** Why this piece cannot land; undefined: it may be joined. */
  refusal: { reason: NonNullable<Result['reason']>; message: string } | undefined;
  /** The work may be kept under the record: it is inside its scope, or what is outside is known not to be pushed (T21). */
  keepable: boolean;
}

/** The plan of a schedule, read from the commit it names; every leg's digest must be the plan's. */
export async function scheduledPlan(schedule: Schedule, ports: Pick<Ports, 'git'>): Promise<Plan> {
  await requireCommits(schedule, ports);
  const bytes = await ports.git.repository.read(schedule.planCommit, schedule.path);
  const { plan } = readPlan(bytes ?? new Uint8Array(), schedule.path);
  const digests = new Map(plan?.phases.map(({ id, digest }) => [id, digest]));
  const misfit = schedule.legs.find(({ phase, digest }) => digests.get(phase) !== digest);
  if (plan === undefined || plan.id !== schedule.plan || misfit !== undefined) {
    throw new Fault(
      'undecided',
      'schedule-misfit',
      `the schedule names ${misfit ? `phase ${misfit.phase} with a digest that the plan does not have` : 'a plan that is not there'} at ${schedule.planCommit.slice(0, 9)}`,
      'Schedule again.',
    );
  }
  return plan;
}

/** What the wave rests on must be here: a checkout may have brought less along (github.md G15). */
async function requireCommits(
  { planCommit, policyCommit, base }: Schedule,
  { git }: Pick<Ports, 'git'>,
): Promise<void> {
  const needed = { 'the plan': planCommit, 'the policy': policyCommit, 'the base of the wave': base };
  for (const [what, commit] of Object.entries(needed)) {
    if (commit === null || (await git.repository.resolve(commit)) !== undefined) continue;
    throw new Fault(
      'configuration',
      'commit-missing',
      `this checkout lacks ${commit.slice(0, 12)}, the commit of ${what}`,
      'Check out with the whole history (actions/checkout with `fetch-depth: 0`); or it was pushed away, then schedule again.',
    );
  }
}

/** All pieces of the wave, in the plan's topological order. */
export async function gatherPieces(
  { schedule, plan, folder }: { schedule: Schedule; plan: Plan; folder: string },
  workshop: Workshop,
  ports: Pick<Ports, 'files'>,
  guards: typeof resultGuards = resultGuards,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for (const phase of inOrder(plan)) {
    const leg = schedule.legs.find((leg) => leg.phase === phase.id);
    if (leg === undefined) continue;
    pieces.push(await gather(phase, leg.start, { schedule, folder, guards }, workshop, ports));
  }
  return pieces;
}

interface Source {
  schedule: Schedule;
  folder: string;
  guards: typeof resultGuards;
}

async function gather(
  phase: Phase,
  start: string,
  source: Source,
  workshop: Workshop,
  ports: Pick<Ports, 'files'>,
): Promise<Piece> {
  const { folder } = source;
  const { outcome: result, message } = await tryOutcome(ports.files, folder, 'result', phase.id);
  if (result !== undefined) {
    // Where a bundle lies is ours to say: a path from an outcome is never followed.
    const bundle = result.bundle && bundleName(phase.id);
    return await pieceOf({ ...result, bundle }, phase, start, source, workshop);
  }
  // Killed without a word: the last checkpoint that can be used is what it had built, whatever it says of itself.
  for (const checkpoint of await checkpoints(ports.files, folder, phase.id)) {
    const claims: Result = { ...checkpoint, outcome: 'failed', reason: 'crashed' };
    const piece = await pieceOf(claims, phase, start, source, workshop);
    if (piece.keepable) return piece;
  }
  return {
    phase,
    start,
    result,
    work: undefined,
    keepable: false,
    refusal: { reason: 'crashed', message },
  };
}

async function pieceOf(
  result: Result,
  phase: Phase,
  start: string,
  { schedule, folder, guards }: Source,
  workshop: Workshop,
): Promise<Piece> {
  const none = { phase, start, work: undefined, keepable: false };
  const misfit = Object.entries(guards).find(([, holds]) => !holds(result, phase, schedule))?.[0];
  if (misfit !== undefined) {
    return {
      ...none,
      result: undefined,
      refusal: { reason: 'error', message: `the result is of another job: ${misfit}` },
    };
  }
  if (result.bundle === null || result.commit === null) {
    const refusal =
      result.outcome === 'built' ? undefined : { reason: result.reason ?? 'error', message: result.message };
    // A phase that is built without a change: its verify holds already, and the base is its work.
    const work = refusal ? undefined : { commit: schedule.base, tree: '' };
    const mends = schedule.legs.find((leg) => leg.start === start)?.mends;
    if (work === undefined || mends === undefined) return { ...none, result, work, refusal };
    // Nothing was mended: what landed before stands, and the executor says why.
    return {
      ...none,
      result,
      refusal: { reason: 'refused', message: `nothing was changed: ${result.summary}` },
    };
  }
  let work: Piece['work'];
  try {
    work = await workshop.readBundle(join(folder, result.bundle), schedule.base, schedule.nonce);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return {
      ...none,
      result,
      refusal: { reason: 'scope', message: `the bundle was refused (${fault.code}): ${fault.message}` },
    };
  }
  const scope = scopeOf({
    changes: await workshop.objects.changes(schedule.base, work.commit),
    paths: phase.paths,
  });
  const failure = scopeFailure(scope);
  if (failure !== undefined) return { ...none, result, refusal: { reason: 'scope', message: failure } };
  if (result.outcome !== 'built') {
    return {
      ...none,
      result,
      work,
      keepable: result.landable,
      refusal: { reason: result.reason ?? 'error', message: result.message },
    };
  }
  return { phase, start, result, work, refusal: undefined, keepable: result.landable };
}

type ResultGuard = (result: Result, phase: Phase, schedule: Schedule) => boolean;

/** A result speaks for the job that was started, or not at all (trust.md T5): in each of these it must be that job's. */
export const resultGuards: Readonly<Record<string, ResultGuard>> = {
  plan: (result, _, schedule) => result.plan === schedule.plan,
  run: (result, _, schedule) => result.run === schedule.run,
  attempt: (result, _, schedule) => result.attempt === schedule.attempt,
  nonce: (result, _, schedule) => result.nonce === schedule.nonce,
  phase: (result, phase) => result.phase === phase.id,
  digest: (result, phase) => result.digest === phase.digest,
  base: (result, _, schedule) => result.base === schedule.base,
};

/** Whose criteria a review of these phases judges: with a fix, all that it reads again. */
export const judgedPhases = (
  { fix }: Pick<Schedule, 'fix'>,
  landed: readonly { phase: string }[],
): ReadonlySet<string> =>
  new Set(landed.length === 0 ? [] : [...landed, ...(fix?.standing ?? [])].map(({ phase }) => phase));

/** The commit that a review compares a wave with: where it was joined; of a fix, where the work on the branch began. */
export const reviewBase = ({ fix }: Pick<Schedule, 'fix'>, { head }: { head: string }): string =>
  fix?.since ?? head;

/** Phases so that whatever is needed comes first; otherwise the plan's own order. */
export function inOrder(plan: Plan): Phase[] {
  const order: Phase[] = [];
  const place = (phase: Phase): void => {
    if (order.includes(phase)) return;
    for (const need of phase.needs) {
      const needed = plan.phases.find(({ id }) => id === need);
      if (needed) place(needed);
    }
    order.push(phase);
  };
  for (const phase of plan.phases) place(phase);
  return order;
}

export interface Joined {
  head: string;
  steps: { piece: Piece; tree: string }[];
  conflicts: { piece: Piece; paths: readonly string[] }[];
  /** The tree after all that could be joined. */
  tree: string;
}

/** Brings the pieces onto the head one after another; a conflict leaves one out. */
export async function joinPieces(
  pieces: readonly Piece[],
  { base, head }: { base: string; head: string },
  workshop: Workshop,
): Promise<Joined> {
  const joined: Joined = { head, steps: [], conflicts: [], tree: await workshop.objects.treeOf(head) };
  let tip = head;
  for (const piece of pieces) {
    if (piece.work === undefined) continue;
    const result =
      piece.work.commit === base ? { tree: joined.tree } : await workshop.join(tip, base, piece.work.commit);
    if ('conflicts' in result) {
      joined.conflicts.push({ piece, paths: result.conflicts });
      continue;
    }
    joined.steps.push({ piece, tree: result.tree });
    joined.tree = result.tree;
    tip = await workshop.commit({
      tree: result.tree,
      parents: [tip],
      message: `joined for a look: ${piece.phase.id}`,
      author: { name: 'planfile', email: 'planfile@localhost' },
      at: '2000-01-01T00:00:00Z',
    });
  }
  return joined;
}
