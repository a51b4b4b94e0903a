/** What the phases of a wave would probably cost: told before money is spent. */
import type { Plan } from '../plan/plan.ts';
import type { Policy } from '../policy/schema.ts';
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

/** Of a wave that would start. */
export const forecast = (
  { schedule, plan, policy }: Pick<Scheduled, 'schedule' | 'plan' | 'policy'>,
  ports: Pick<Ports, 'git'>,
): Promise<Forecast[]> => {
  const { base, policyCommit, legs } = schedule;
  return forecastOf({ plan, policy, base, policyCommit, phases: legs.map(({ phase }) => phase) }, ports);
};

export interface ForecastAsk {
  plan: Plan;
  policy: Policy;
  /** The commit that is built on. */
  base: string;
  policyCommit: string | null;
  phases: readonly string[];
}

/** Of whichever phases; those that the policy does not let run are left out. */
export async function forecastOf(
  { plan, policy, base, policyCommit, phases: names }: ForecastAsk,
  ports: Pick<Ports, 'git'>,
): Promise<Forecast[]> {
  const told = await introduction({ base, trusted: policyCommit, documents: [] }, ports);
  const stored = await ports.git.repository.records();
  const facts = {
    policy,
    introduction: [...(told.manifests ?? []), ...told.instructions].reduce(
      (sum, { text }) => sum + text.length,
      0,
    ),
    past: pastSessions([...stored.values()].map(({ text }) => stepsOf(text))),
  };
  const phases = plan.phases.filter(({ id }) => names.includes(id));
  return estimatePlan(plan, facts, phases).phases.map(({ phase, model, low, likely, high }) => ({
    phase,
    model,
    usd: { low: low.usd, likely: likely.usd, high: high.usd },
  }));
}
