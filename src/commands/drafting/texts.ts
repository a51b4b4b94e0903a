/** A proposal as the document that would be committed, read back as every plan is, beside the repository's other plans. */
import type { Request } from '../../outcomes/request.ts';
import { checkPlans } from '../../plan/check.ts';
import { composePlan } from '../../plan/compose.ts';
import { applyFixes } from '../../plan/fix.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Proposal } from '../../plan/proposal.ts';
import { type PlanReading, readPlan } from '../../plan/read.ts';
import { type RevisionProposal, revisePlan } from '../../plan/revision.ts';
import { inForce } from '../../policy/inforce.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Where } from '../where.ts';
import { budgetsFrom, type Ground } from './ground.ts';
import type { Trial } from './trial.ts';

export interface Written {
  text: string;
  reading: PlanReading;
}

/** Composed once without budgets, so that they can be estimated from what the executor will be told. */
export function firstText(proposal: Proposal, { issue }: Request, ground: Ground): Written {
  const compose = (budgets: Parameters<typeof composePlan>[0]['budgets']): Written =>
    readText(
      composePlan({
        proposal,
        ...(issue === null ? {} : { issue }),
        budgets,
        strong: ground.policy.models.planner,
      }),
      `plans/${proposal.id}.md`,
      ground.others,
    );
  const rough = compose(new Map());
  return rough.reading.plan
    ? compose(budgetsFrom(ground.estimate(rough.reading.plan), ground.policy))
    : rough;
}

export function revisedText(
  revision: RevisionProposal,
  text: string,
  { plan, path }: Where,
  ground: Ground,
): Written {
  const others = ground.others.filter((other) => other.id !== plan.id);
  const revise = (budgets: Parameters<typeof revisePlan>[0]['budgets']): Written =>
    readText(revisePlan({ text, revision, budgets, strong: ground.policy.models.planner }), path, others);
  const rough = revise(new Map());
  return rough.reading.plan ? revise(budgetsFrom(ground.estimate(rough.reading.plan), ground.policy)) : rough;
}

/** What has one sure way to be mended is mended; the rest is read as every plan is, beside the others. */
function readText(text: string, path: string, others: readonly PlanReading[]): Written {
  const bytes = new TextEncoder().encode(text);
  const fixed = applyFixes(bytes, readPlan(bytes, path).problems).bytes;
  return {
    text: new TextDecoder().decode(fixed),
    reading: checkPlans([readPlan(fixed, path), ...others])[0]!,
  };
}

/** A plan that asks for more than the policy allows would never run. */
export function overreach({ plan }: Pick<PlanReading, 'plan'>, { policy }: Pick<Ground, 'policy'>): string[] {
  return (plan?.phases ?? []).flatMap((phase) => {
    const force = inForce(policy, plan!, phase);
    return force.ok ? [] : force.overreach.map(({ message }) => message);
  });
}

/** Of a plan that holds: its commands, tried on a clean copy. */
export async function untried(
  plan: Plan,
  tried: Trial,
  { sandbox }: Pick<Ports, 'sandbox'>,
): Promise<string[]> {
  // Without a sandbox nothing of a model runs unasked; the plan says that it was not tried.
  if (sandbox.kind === 'none') return [];
  const wrong = await tried.of([...new Set(plan.phases.flatMap(({ verify }) => verify))]);
  return plan.phases.flatMap(({ id, verify }) =>
    verify.flatMap((command) => {
      const why = wrong.get(command);
      return why === undefined ? [] : [`phase ${id}: ${command}: ${why}`];
    }),
  );
}
