/** Tells people where a plan stands after something else than a wave has moved its branch, or judged it: its check and its pull request. */
import { beingMended, reviewStanding } from '../../lifecycle/status.ts';
import type { Review } from '../../outcomes/review.ts';
import type { Plan } from '../../plan/plan.ts';
import { type CheckGuard, type CheckWord, checkGuards, checkOf } from '../../review/check.ts';
import { type GatePorts, gateOn, type Stand } from '../gate.ts';
import { branchRef } from '../where.ts';
import { putPlanCheck } from './plan-check.ts';
import { refreshPull } from './pull.ts';
import { hasPassed } from './told.ts';
import { vouched } from './vouched.ts';

export interface StandingAsk {
  /** Where the branch is. */
  head: string;
  /** A review of all that stands there, of this tree, with the digests of what it brought into the record. */
  landed?: string;
  review?: Review | undefined;
  own?: ReadonlySet<string>;
  guards?: Readonly<Record<string, CheckGuard>>;
}

/** What the check says of the branch as it stands; the state counts those reviews alone that our own checks name. */
export async function asItStands(
  plan: Plan,
  { head, landed, review, own, guards = checkGuards }: StandingAsk,
  ports: GatePorts,
): Promise<{ stand: Stand; check: CheckWord }> {
  const policyCommit = (await ports.git.repository.defaultCommit()) ?? null;
  const found = await gateOn(plan, { policyCommit }, ports);
  const state = await vouched(found.state, ports, own);
  const check = checkOf(
    {
      landed,
      review,
      standing: reviewStanding(state),
      headPassed: await hasPassed(head, state, ports.git.repository),
      foreign: found.policy.foreignCommits === 'refuse' ? found.foreign : [],
      lost: [],
      mended: beingMended(state),
      askable: true,
    },
    Object.values(guards),
  );
  return { stand: found, check };
}

export async function tellAgain(plan: Plan, ports: GatePorts): Promise<void> {
  const tip = await ports.git.repository.resolve(branchRef(plan.id));
  if (tip === undefined) return;
  const { stand, check } = await asItStands(plan, { head: tip }, ports);
  const said = { head: tip, ...check, summary: check.title, annotations: [] };
  await putPlanCheck(said, { plan: plan.id, reviews: [] }, ports);
  await refreshPull({ plan, stand, tip, check, starting: [], last: undefined }, ports);
}
