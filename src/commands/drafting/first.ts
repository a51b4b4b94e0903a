/** One plan for one issue: a second one is asked for by its name, not by accident (trust.md T10: duplicates coalesce). */
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { branchRef, plansAt } from '../where.ts';

/** Why no first draft is made for this issue; undefined: no branch, and not the default one, holds a plan for it. */
export async function planOfIssue(
  on: number,
  commit: string | null,
  { git: { repository } }: Pick<Ports, 'git'>,
): Promise<Fault | undefined> {
  const branches = await repository.refs(branchRef(''));
  for (const tip of [...branches.values(), ...(commit ? [commit] : [])]) {
    const plan = (await plansAt(repository, tip)).find((reading) => reading.plan?.issue === on)?.plan;
    if (plan)
      return new Fault(
        'refused',
        'plan-exists',
        `there is a plan for issue #${on} already: ${plan.id}`,
        `To revise it: /planfile draft ${plan.id} <what should change>`,
      );
  }
  return undefined;
}
