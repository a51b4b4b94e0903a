/** On a forge: what landed in a run that is over and has no valid review. A person makes up for it, so it is said how. */
import type { PlanState } from '../lifecycle/fold.ts';
import { unreviewed } from '../lifecycle/status.ts';
import type { Held } from '../lifecycle/wave-guards.ts';
import type { Ports } from '../ports/ports.ts';

/** By phase, in place of "it is done". */
export async function lackingReview(
  state: PlanState,
  { run: asking }: { run: string },
  { forge }: Pick<Ports, 'forge'>,
): Promise<ReadonlyMap<string, Omit<Held, 'phase'> & { fix: string }>> {
  const lacking = new Map<string, Omit<Held, 'phase'> & { fix: string }>();
  if (forge.kind === 'local') return lacking;
  for (const { phase } of unreviewed(state)) {
    const run = state.phases.find((track) => track.phase === phase)?.start?.holder.run;
    if (run === undefined) continue;
    const facts = run === asking ? undefined : await forge.runs.find(run);
    // It is still being reviewed.
    if (facts !== undefined && facts.state !== 'completed') continue;
    lacking.set(phase, {
      code: 'not-reviewed',
      message: `run ${run} landed it without a valid review`,
      fix: `Comment /planfile review on the pull request of ${state.plan}; or run the failed jobs of that run again${facts ? ` (${facts.url})` : ''}; or set the phase free: planfile reset ${state.plan} ${phase}`,
    });
  }
  return lacking;
}
