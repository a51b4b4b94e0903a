/** The check of a plan on one commit, with the reviews that it stands for: what it named before it goes on naming. */
import type { Check } from '../../ports/forge.ts';
import type { Ports } from '../../ports/ports.ts';
import { CHECK, saidSafely } from '../pull-checks.ts';
import { digestsIn, markedSummary, planCheckId } from './vouched.ts';

export async function putPlanCheck(
  check: Omit<Check, 'externalId' | 'name'>,
  { plan, reviews }: { plan: string; reviews: Iterable<string> },
  { forge }: Pick<Ports, 'forge'>,
): Promise<void> {
  const externalId = planCheckId(plan);
  const before = forge.kind === 'local' ? undefined : await forge.checks.of(check.head, externalId);
  const named = forge.kind === 'local' ? [] : [...digestsIn(before?.summary ?? ''), ...reviews];
  const said = saidSafely(check);
  const summary = markedSummary(said.summary, named);
  await forge.checks.put({ ...said, externalId, name: CHECK, summary });
}
