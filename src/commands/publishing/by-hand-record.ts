/** A review by hand, in the record: judged and written down, both on the record as it is then. */
import type { Recorded } from '../../lifecycle/record.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import type { Review } from '../../outcomes/review.ts';
import type { Target } from '../../outcomes/target.ts';
import type { Policy } from '../../policy/schema.ts';
import type { Ports } from '../../ports/ports.ts';
import { planWork } from '../plan-work.ts';
import { appendSteps, stepsOf } from '../record.ts';
import type { PlanTarget } from './by-hand-guards.ts';
import { judgedAgain } from './judged-again.ts';
import type { Remembered } from './recall.ts';
import { ownSteps, reviewSteps } from './review-steps.ts';
import { reviewDigest } from './vouched.ts';

export interface Brought {
  target: PlanTarget & { asked: NonNullable<Target['asked']> };
  answer: Review;
  /** Does it speak for what is done? What it cost is told in any case. */
  stands: boolean;
  policy: Policy;
  remembered: Remembered | undefined;
}

/**
 * Criteria of a phase that was undone meanwhile are nobody's. Gives the review as it was judged, and the digests of the steps that it has
 * brought: none where it speaks for nothing.
 */
export async function recordByHand(
  { target, answer, stands, policy, remembered }: Brought,
  ports: Pick<Ports, 'git' | 'files' | 'clock'>,
): Promise<{ review: Review; digests: ReadonlySet<string> }> {
  const { plan: id, nonce, head, tree, asked: by } = target;
  const brought = { review: answer, schedule: { nonce } };
  let judged: { phases: readonly string[]; tree: string } = { phases: [], tree };
  const decide = async (steps: readonly Recorded[]) => {
    const phases = stands ? (await planWork(id, head, ports)).phases : [];
    judged = { phases: phases.map((phase) => phase.id), tree };
    const expected = phases.map((phase) => ({ phase: phase.id, criteria: phase.criteria.length }));
    // What speaks for nothing keeps its own word: there is nothing to hold it against.
    if (stands)
      brought.review = await judgedAgain({
        review: answer,
        expected,
        policy,
        remembered: async () => remembered,
      });
    const fresh = reviewSteps(brought, judged, steps, ports);
    return { steps: fresh.map((step): StepOf<'review'> => ({ ...step, by, commit: head })) };
  };
  await using workshop = await ports.git.workshop();
  await appendSteps({ id, message: `planfile ${id}: review by hand`, decide }, workshop, ports);
  const steps = stepsOf((await ports.git.repository.record(id))?.text);
  const digests = ownSteps(brought, judged, steps).map((step) => reviewDigest(id, step));
  return { review: brought.review, digests: new Set(stands ? digests : []) };
}
