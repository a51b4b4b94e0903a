/**
 * What stands of a plan on its branch, for whoever reviews all of it at once: proved by what the branch holds (trust.md T4), asked without
 * a key and without a forge, so that each job can ask it for itself.
 */
import type { PlanState } from '../lifecycle/fold.ts';
import { beingMended } from '../lifecycle/status.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import type { InForce } from '../policy/inforce.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { BranchReading } from './branch.ts';
import { recordAndBranch } from './gate.ts';
import { inForceOf } from './policy.ts';
import { findPlan } from './where.ts';

export interface PlanWork {
  plan: Plan;
  /** `done` is proved. */
  state: PlanState;
  /** Those that are done: their criteria are judged. */
  phases: readonly Phase[];
  foreign: BranchReading['foreign'];
}

/** Faults: plan-invalid and the like, head-moved (undecided) where the branch stands elsewhere than at `head`. */
export async function planWork(
  id: string,
  head: string,
  ports: Pick<Ports, 'git' | 'files'>,
): Promise<PlanWork> {
  // Fetched: what was seen of the branch before may be old.
  await ports.git.repository.record(id);
  const { plan, commit, from } = await findPlan({ name: id, cwd: '.' }, ports);
  if (from !== 'branch')
    throw new Fault(
      'refused',
      'plan-gone',
      `plan/${id} does not hold the plan ${id} any more`,
      'Bring it back.',
    );
  if (commit !== head)
    throw new Fault('undecided', 'head-moved', `plan/${id} moved meanwhile`, 'Ask again: /planfile review');
  const { state, foreign } = await recordAndBranch(plan, [], { git: ports.git, forge: { kind: 'github' } });
  const done = new Set(state.phases.flatMap((track) => (track.state === 'done' ? [track.phase] : [])));
  return { plan, state, phases: plan.phases.filter(({ id: phase }) => done.has(phase)), foreign };
}

/** What is in force for a review of all of it: within what is left of the plan's money. */
export function reviewForce(policy: Policy, { plan, state }: Pick<PlanWork, 'plan' | 'state'>): InForce {
  const force = inForceOf(policy, plan);
  const rest = Math.max(0, force.planBudget.usd - state.spentUsd);
  return { ...force, reviewBudget: { ...force.reviewBudget, usd: Math.min(force.reviewBudget.usd, rest) } };
}

export interface ReviewableCase extends PlanWork {
  policy: Policy;
}
type ReviewableGuard = (one: ReviewableCase) => { code: string; message: string; fix: string } | undefined;

/** Asked before money is spent: by name, in order. Nothing of it makes a check green: that is asked anew of what stands then. */
export const reviewableGuards: Readonly<Record<string, ReviewableGuard>> = {
  'something stands': ({ phases, plan: { id } }) =>
    phases.length > 0
      ? undefined
      : {
          code: 'nothing-stands',
          message: `nothing of ${id} that was built stands on plan/${id}: there is no work to be judged`,
          fix: `/planfile execute ${id}`,
        },

  'nothing is being mended': ({ state, plan: { id } }) => {
    const [first] = beingMended(state);
    return first === undefined
      ? undefined
      : {
          code: 'being-mended',
          message: `a fix of ${first} is under way on plan/${id}, and what it lands is reviewed`,
          fix: `Wait for that run. Where it is over, /planfile execute ${id} takes note of it.`,
        };
  },

  'nothing foreign stands': ({ foreign: [first, ...more], policy, plan: { id } }) =>
    first === undefined || policy.foreignCommits !== 'refuse'
      ? undefined
      : {
          code: 'foreign-commits',
          message: `plan/${id} holds commits that planfile did not land, and no review makes its check green: ${first.commit.slice(0, 12)} (${first.why})${more.length > 0 ? ` and ${more.length} more` : ''}`,
          fix: 'Take them out, or bring them in by the default branch and merge that.',
        },

  'money is left': ({ policy, ...work }) =>
    reviewForce(policy, work).reviewBudget.usd > 0
      ? undefined
      : {
          code: 'plan-budget',
          message: `the budget of ${work.plan.id} is used up: ${work.state.spentUsd.toFixed(2)} usd`,
          fix: 'Raise `budget` in the plan, within what the policy allows (budget.plan).',
        },
};

export function requireReviewable(
  one: ReviewableCase,
  guards: readonly ReviewableGuard[] = Object.values(reviewableGuards),
): void {
  for (const guard of guards) {
    const no = guard(one);
    if (no) throw new Fault('refused', no.code, no.message, no.fix);
  }
}
