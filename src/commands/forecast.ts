/** What the phases of a wave would probably cost: told before money is spent. */
import type { Ports } from '../ports/ports.ts';
import { estimatePlan, pastSessions } from '../report/estimates.ts';
import { introduction } from './introduction.ts';
import { stepsOf } from './record.ts';
import type { Scheduled } from './schedule.ts';

export interface Forecast {
  phase: string;
  model: string;
  usd: { low: number | null; likely: number | null; high: number | null };
}

export async function forecast(
  { schedule, plan, policy }: Pick<Scheduled, 'schedule' | 'plan' | 'policy'>,
  ports: Pick<Ports, 'git'>,
): Promise<Forecast[]> {
  const told = await introduction(
    { base: schedule.base, trusted: schedule.policyCommit, documents: [] },
    ports,
  );
  const stored = await ports.git.repository.records();
  const facts = {
    policy,
    introduction: [...(told.manifests ?? []), ...told.instructions].reduce(
      (sum, { text }) => sum + text.length,
      0,
    ),
    past: pastSessions([...stored.values()].map(({ text }) => stepsOf(text))),
  };
  const started = new Set(schedule.legs.map(({ phase }) => phase));
  const phases = plan.phases.filter(({ id }) => started.has(id));
  return estimatePlan(plan, facts, phases).phases.map(({ phase, model, low, likely, high }) => ({
    phase,
    model,
    usd: { low: low.usd, likely: likely.usd, high: high.usd },
  }));
}
