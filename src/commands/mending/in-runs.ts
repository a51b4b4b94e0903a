/** The reviews that count among the outcomes of this machine's runs: nobody else writes there. */
import { join } from 'node:path';
import { run as runName } from '../../outcomes/header.ts';
import type { Review } from '../../outcomes/review.ts';
import { mendsOf, shortened } from '../../review/mends.ts';
import { wavesOf } from '../left-over.ts';
import { tryOutcome } from '../outcome-files.ts';
import { stepsOf } from '../record.ts';
import {
  allHold,
  lastOfEach,
  type SaidAsk,
  type SaidGuards,
  type SaidMends,
  type SaidPorts,
} from './which-counts.ts';

export async function reviewInRuns(
  ask: SaidAsk,
  ports: SaidPorts,
  guards: SaidGuards['runs'],
): Promise<SaidMends | undefined> {
  const found: Review[] = [];
  for (const run of await runsOf(ask.plan, ports)) {
    for await (const { folder, schedule } of wavesOf(join(ask.runs, run), ports)) {
      const { outcome: review } = await tryOutcome(ports.files, folder, 'review');
      if (review && allHold(guards, { review, schedule, ask })) found.push(review);
    }
  }
  if (found.length === 0) return undefined;
  const mends = lastOfEach(found).flatMap((review) => mendsOf(review).map((one) => shortened(one)));
  // Nobody talks of findings here.
  return { mends, left: 0, settled: new Set() };
}

/** In the order in which they began for the last time. What is no run's name is nobody's folder. */
async function runsOf(plan: string, { git }: Pick<SaidPorts, 'git'>): Promise<string[]> {
  const steps = stepsOf((await git.repository.record(plan))?.text);
  const runs = steps.flatMap(({ step }) => (step.type === 'start' ? [step.holder.run] : []));
  return runs.filter((name, i) => runName.safeParse(name).success && runs.lastIndexOf(name) === i);
}
