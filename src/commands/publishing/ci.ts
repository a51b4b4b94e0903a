/**
 * CI on what landed. A push with a workflow's own token starts none (github.md G3): the workflows that policy names are dispatched, and
 * as with any token that starts others, not before the review passed (trust.md T22).
 */
import { branchOf } from '../where.ts';
import type { Posted } from './post.ts';
import type { Told } from './told.ts';
import type { PublishPorts } from './wave.ts';

export async function startCi(told: Told, { forge }: PublishPorts): Promise<Partial<Posted>> {
  const { stand, last, tip, check, startsOthers, plan } = told;
  const notes = pushNotes(told);
  const landedHere = last !== undefined && last.commit === tip;
  if (startsOthers || tip === undefined || !landedHere || check.conclusion !== 'success') return { notes };
  const branch = branchOf(plan.id);
  for (const workflow of stand.policy.ci) {
    if (await forge.runs.dispatched(workflow, { head: tip })) continue;
    await forge.runs.dispatch(workflow, {}, branch);
  }
  return { notes };
}

/** What a push with this token does not do. */
export function pushNotes({
  stand,
  last,
  check,
  startsOthers,
}: Pick<Told, 'stand' | 'last' | 'check' | 'startsOthers'>): string[] {
  if (startsOthers || last === undefined) return [];
  const { ci } = stand.policy;
  if (ci.length === 0)
    return [
      'this push started no CI: those of GITHUB_TOKEN start no workflows. `ci` in the policy names some to dispatch, or publish gets the token of an app',
    ];
  return check.conclusion === 'success'
    ? []
    : [`CI (${ci.join(', ')}) was not started: it waits until the review has passed`];
}
