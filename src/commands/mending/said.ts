/**
 * What the last review found of what stands on a plan's branch, for whoever sends it back to the executor. On a forge it is taken from our
 * own review on the plan's pull request, and from nothing else (trust.md T5); on a machine from the outcomes of its own runs.
 */
import { reviewInRuns } from './in-runs.ts';
import { type SaidAsk, type SaidMends, type SaidPorts, saidGuards } from './which-counts.ts';

export type { SaidAsk, SaidMends, SaidPorts } from './which-counts.ts';

/** undefined: there is no review of what stands there, or none that can be believed. Throws the forge's faults. */
export async function saidMends(
  ask: SaidAsk,
  ports: SaidPorts,
  guards = saidGuards,
): Promise<SaidMends | undefined> {
  if (ports.forge.kind === 'local') return await reviewInRuns(ask, ports, guards.runs);
  // What talks to a forge is not even loaded on a person's own machine.
  const { postedReview } = await import('./posted.ts');
  return await postedReview(ask, ports, guards);
}
