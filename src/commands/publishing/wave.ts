/** What `publish` works on: the outcomes of one wave, as far as they are of this wave. */
import type { StepOf } from '../../lifecycle/step.ts';
import type { Review } from '../../outcomes/review.ts';
import type { Schedule } from '../../outcomes/schedule.ts';
import type { Verification } from '../../outcomes/verification.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Ports } from '../../ports/ports.ts';
import type { GatePorts } from '../gate.ts';
import { needOutcome, tryOutcome } from '../outcome-files.ts';
import { policyOf } from '../policy.ts';
import { stepsOf } from '../record.ts';
import { judgedPhases, scheduledPlan } from '../wave-work.ts';
import { branchOf, branchRef } from '../where.ts';
import { judgedAgain } from './judged-again.ts';
import type { Remembered } from './recall.ts';

export type PublishPorts = GatePorts & Pick<Ports, 'files' | 'forge' | 'progress'>;

export interface Wave {
  folder: string;
  schedule: Schedule;
  plan: Plan;
  verification: Verification | undefined;
  /** Judged again by us. */
  review: Review | undefined;
}

/** Reads the wave's outcomes. Only the schedule must be there: a run may have ended early, and its end is published too. */
export async function readWave(folder: string, ports: PublishPorts): Promise<Wave> {
  const schedule = await needOutcome(ports.files, folder, 'schedule');
  const plan = await scheduledPlan(schedule, ports);
  const verification = ours(schedule, (await tryOutcome(ports.files, folder, 'verification')).outcome);
  const review = ours(schedule, (await tryOutcome(ports.files, folder, 'review')).outcome);
  const again = review && (await judged(review, { schedule, plan, verification }, ports));
  return { folder, schedule, plan, verification, review: again };
}

async function judged(
  review: Review,
  { schedule, plan, verification }: Pick<Wave, 'schedule' | 'plan' | 'verification'>,
  ports: PublishPorts,
): Promise<Review> {
  const policy = await policyOf(schedule.policyCommit, ports);
  const judged = judgedPhases(schedule, verification?.passed ?? schedule.legs);
  const expected = plan.phases
    .filter(({ id }) => judged.has(id))
    .map(({ id, criteria }) => ({ phase: id, criteria: criteria.length }));
  const remembered = () => rememberedOn(plan.id, review, ports);
  return await judgedAgain({ review, expected, policy, remembered });
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
