/** Who planned: whoever last committed the plan's intent, or whom that commit's trailer names; moving text that no digest covers is no planning. */
import { plannerNamed } from '../lifecycle/trailers.ts';
import type { Plan } from '../plan/plan.ts';
import { readPlan } from '../plan/read.ts';
import { nameOf } from '../ports/person.ts';
import type { Ports } from '../ports/ports.ts';

export async function plannedBy(plan: Plan, commit: string, { git }: Pick<Ports, 'git'>): Promise<string> {
  const commits = await git.repository.history(commit, plan.path);
  const intent = JSON.stringify(plan.phases.map(({ digest }) => digest));
  let planner = 'unknown';
  for (const { id, authorName, authorEmail, message } of commits) {
    const bytes = await git.repository.read(id, plan.path);
    const then = bytes && readPlan(bytes, plan.path).plan;
    if (then === undefined || JSON.stringify(then.phases.map(({ digest }) => digest)) !== intent) break;
    planner = plannerNamed(message) ?? nameOf({ name: authorName, email: authorEmail });
  }
  return planner;
}
