/** Tells people where a plan stands after something else than a wave has moved its branch: its check and its pull request. */
import { reviewStanding } from '../../lifecycle/status.ts';
import type { Plan } from '../../plan/plan.ts';
import { checkOf } from '../../review/check.ts';
import { type GatePorts, gateOn } from '../gate.ts';
import { branchRef } from '../where.ts';
import { putPlanCheck } from './plan-check.ts';
import { refreshPull } from './pull.ts';
import { hasPassed } from './told.ts';
import { vouched } from './vouched.ts';

export async function tellAgain(plan: Plan, ports: GatePorts): Promise<void> {
  const { git } = ports;
  const tip = await git.repository.resolve(branchRef(plan.id));
  if (tip === undefined) return;
  const policyCommit = (await git.repository.defaultCommit()) ?? null;
  const stand = await gateOn(plan, { policyCommit }, ports);
  const state = await vouched(stand.state, ports);
  const check = checkOf({
    landed: undefined,
    review: undefined,
    standing: reviewStanding(state),
    headPassed: await hasPassed(tip, state, git.repository),
    foreign: stand.policy.foreignCommits === 'refuse' ? stand.foreign : [],
    lost: [],
  });
  const said = { head: tip, ...check, summary: check.title, annotations: [] };
  await putPlanCheck(said, { plan: plan.id, reviews: [] }, ports);
  await refreshPull({ plan, stand, tip, check, starting: [], last: undefined }, ports);
}
