/** The check of a plan on one commit, with the reviews that it stands for: what it named before it goes on naming. */
import type { Check } from '../../ports/forge.ts';
import type { Ports } from '../../ports/ports.ts';
import { markedSummary, markIn, planCheckId } from '../check-mark.ts';
import { CHECK, saidSafely } from '../pull-checks.ts';

export async function putPlanCheck(
  check: Omit<Check, 'externalId' | 'name'>,
  { plan, reviews }: { plan: string; reviews: Iterable<string> },
  { git, forge }: Pick<Ports, 'git' | 'forge'>,
): Promise<void> {
  const externalId = planCheckId(plan);
  const said = saidSafely(check);
  const put = (summary: string) => forge.checks.put({ ...said, externalId, name: CHECK, summary });
  if (forge.kind === 'local') return await put(said.summary);
  const before = await forge.checks.of(check.head, externalId);
  const steps = [...markIn(before?.summary ?? '').steps, ...reviews];
  await put(markedSummary(said.summary, { steps, base: await leftAt(check.head, { git }) }));
}

/** Where the branch leaves the default one as it is now: what is before that is not the plan's to prove. */
async function leftAt(
  head: string,
  { git: { repository } }: Pick<Ports, 'git'>,
): Promise<string | undefined> {
  const main = await repository.defaultCommit();
  if (main === undefined || (await repository.resolve(head)) === undefined) return undefined;
  return (await repository.mergeBases(main, head))[0];
}
