/** What our checks say of the head of a pull request, for a merge group that has it (merge-group.ts). */
import type { Pull } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { planCheckId } from './check-mark.ts';
import { checkName, ofPlans, reviewId, type StandingCheck, standingOn } from './pull-checks.ts';
import { builtPlan, planOfPull } from './request-plan-review.ts';

export interface HeadWord {
  /** undefined: nothing was said, or nothing that counts here. */
  word: StandingCheck | undefined;
  plans: readonly StandingCheck[];
  /** The plan on whose own branch it is. */
  own: string | undefined;
}

/**
 * What was said of its head for this base. What passed for another base passed as another change; where a plan has built it, its criteria
 * count, and no review of the same commit elsewhere.
 */
export async function saidOf(pull: Pull, { git, forge }: Pick<Ports, 'git' | 'forge'>): Promise<HeadWord> {
  const own = await planOfPull(pull, { forge });
  const plan = own === undefined ? undefined : await builtPlan(pull, { git, forge });
  const id = plan === undefined ? reviewId(pull.base) : planCheckId(plan);
  const name = await checkName(pull.base, { forge });
  const there = await standingOn(pull.head, name, { forge });
  return { word: there.findLast(({ externalId }) => externalId === id), plans: ofPlans(there), own };
}

/** A check that says of no commit that it was compared with it says nothing of what comes in. */
export async function isBelow(
  commit: string | undefined,
  onto: string,
  { repository }: Ports['git'],
): Promise<boolean> {
  if (commit === undefined || (await repository.resolve(commit)) === undefined) return false;
  return await repository.isAncestor(commit, onto);
}
