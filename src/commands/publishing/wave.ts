/** What `publish` works on: the outcomes of one wave, as far as they are of this wave. */
import type { StepOf } from '../../lifecycle/step.ts';
import type { Review } from '../../outcomes/review.ts';
import type { Schedule } from '../../outcomes/schedule.ts';
import type { Verification } from '../../outcomes/verification.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Workshop } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GatePorts } from '../gate.ts';
import { needOutcome, tryOutcome } from '../outcome-files.ts';
import { policyOf } from '../policy.ts';
import { type LookOptions, putRight } from '../program-look.ts';
import { stepsOf } from '../record.ts';
import { inOrder, joinPieces, judgedPhases, type Piece, reviewBase, scheduledPlan } from '../wave-work.ts';
import { branchOf, branchRef } from '../where.ts';
import { judgedAgain } from './judged-again.ts';
import { type ReadGuard, readingAll } from './reads-all.ts';
import type { Remembered } from './recall.ts';

export type PublishPorts = GatePorts & Pick<Ports, 'files' | 'forge' | 'progress'>;

/** What stands between outcomes and what is said of them; a test takes single guards out. */
export interface JudgingGuards {
  look?: LookOptions;
  reads?: readonly ReadGuard[];
}

export interface Wave {
  folder: string;
  schedule: Schedule;
  plan: Plan;
  verification: Verification | undefined;
  /** As the outcome says it, until `judgedWave` has judged it. */
  review: Review | undefined;
}

/** Reads the wave's outcomes. Only the schedule must be there: a run may have ended early, and its end is published too. */
export async function readWave(folder: string, ports: PublishPorts): Promise<Wave> {
  const schedule = await needOutcome(ports.files, folder, 'schedule');
  const plan = await scheduledPlan(schedule, ports);
  const verification = ours(schedule, (await tryOutcome(ports.files, folder, 'verification')).outcome);
  const review = ours(schedule, (await tryOutcome(ports.files, folder, 'review')).outcome);
  return { folder, schedule, plan, verification, review };
}

/** With the review judged by us: what the program itself sees of what lands, or has landed, and the verdict. */
export async function judgedWave(
  wave: Wave,
  pieces: readonly Piece[],
  workshop: Workshop,
  ports: PublishPorts,
  { look, reads }: JudgingGuards = {},
): Promise<Wave> {
  const { schedule, plan, verification } = wave;
  if (wave.review === undefined) return wave;
  const { policyCommit } = schedule;
  const policy = await policyOf(policyCommit, ports);
  const judged = judgedPhases(schedule, verification?.passed ?? schedule.legs);
  const phases = plan.phases.filter(({ id }) => judged.has(id));
  const place = await reviewedPlace({ ...wave, review: wave.review }, pieces, workshop, ports);
  const change = place && { ...place, phases, policy, policyCommit };
  // A review of another tree speaks for nothing that lands (review/check.ts).
  const review = change
    ? await putRight(
        readingAll({ review: wave.review, base: change.base }, reads),
        change,
        workshop.objects,
        ports,
        look,
      )
    : wave.review;
  const expected = phases.map(({ id, criteria }) => ({ phase: id, criteria: criteria.length }));
  const remembered = () => rememberedOn(plan.id, review, ports);
  return { ...wave, review: await judgedAgain({ review, expected, policy, remembered }) };
}

/** What was reviewed, in our own hands: what landed of this wave, or else what is to land, joined again. */
async function reviewedPlace(
  { review, schedule, plan, verification }: Wave & { review: Review },
  pieces: readonly Piece[],
  workshop: Workshop,
  ports: PublishPorts,
): Promise<{ base: string; tree: string } | undefined> {
  const placed = (head: string, tree: string) => ({ base: reviewBase(schedule, { head }), tree });
  const ends = await endsOf(schedule, ports);
  const landed = inOrder(plan).flatMap(({ id }) =>
    ends.flatMap(({ phase, outcome, commit }) =>
      phase === id && outcome === 'done' && commit !== null ? [commit] : [],
    ),
  );
  const { repository } = ports.git;
  const [first, last] = [landed[0], landed.at(-1)];
  if (first !== undefined && last !== undefined) {
    const head = (await repository.commit(first))?.parents[0];
    const tree = await repository.treeOf(last);
    return head !== undefined && tree === review.tree ? placed(head, tree) : undefined;
  }
  if (verification === undefined || (await repository.resolve(verification.head)) === undefined)
    return undefined;
  const passed = pieces.filter(({ phase }) => verification.passed.some((one) => one.phase === phase.id));
  const { tree } = await joinPieces(passed, verification, workshop);
  return tree === review.tree ? placed(verification.head, tree) : undefined;
}

/** What people said of this very tree on the plan's pull request, where it stands there already. */
async function rememberedOn(
  plan: string,
  review: Review,
  ports: PublishPorts,
): Promise<Remembered | undefined> {
  const { forge, git } = ports;
  const pull = forge.kind === 'local' ? undefined : await forge.pulls.ofBranch(branchOf(plan));
  const head = await git.repository.resolve(branchRef(plan));
  if (pull === undefined || head !== pull.head || (await git.repository.treeOf(head)) !== review.tree)
    return undefined;
  const { recall } = await import('./recall.ts');
  return await recall({ pull, review, head }, ports);
}

/** An outcome of another run, attempt or nonce is none (trust.md T5). */
function ours<T extends { plan: string | null; run: string; attempt: number; nonce: string }>(
  schedule: Schedule,
  outcome: T | undefined,
): T | undefined {
  const same =
    outcome !== undefined &&
    outcome.plan === schedule.plan &&
    outcome.run === schedule.run &&
    outcome.attempt === schedule.attempt &&
    outcome.nonce === schedule.nonce;
  return same ? outcome : undefined;
}

/** The ends that the record holds of this wave's starts. */
export async function endsOf({ plan, legs }: Schedule, ports: Pick<Ports, 'git'>): Promise<StepOf<'end'>[]> {
  const starts = new Set(legs.map(({ start }) => start));
  return stepsOf((await ports.git.repository.record(plan))?.text)
    .map(({ step }) => step)
    .filter((step): step is StepOf<'end'> => step.type === 'end' && starts.has(step.start));
}
