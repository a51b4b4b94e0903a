/**
 * Is there still something that this session could come to? A re-run of failed jobs keeps the schedule of the attempt before
 * (github.md G12): where its starts have ended meanwhile, whatever is built now lands nowhere, and is not paid for.
 */
import type { Recorded } from '../lifecycle/record.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { shortId } from '../review/mends.ts';
import { stepsOf } from './record.ts';

type Leg = Schedule['legs'][number];

/** Throws a `refused` fault where the record has ended this start. */
export async function requireOpenStart(
  { plan }: Pick<Schedule, 'plan'>,
  leg: Leg,
  ports: Pick<Ports, 'git'>,
): Promise<void> {
  if (endOf(leg, await recordOf(plan, ports)) !== undefined) throw ended(plan, [leg]);
}

/** The same for a wave: one that is open, or that landed and may lack its review, is worth one. */
export async function requireWorthReview(
  { plan, legs }: Pick<Schedule, 'plan' | 'legs'>,
  ports: Pick<Ports, 'git'>,
): Promise<void> {
  const record = await recordOf(plan, ports);
  if (legs.every((leg) => ['failed', 'blocked'].includes(endOf(leg, record) ?? ''))) throw ended(plan, legs);
}

const recordOf = async (plan: string, { git }: Pick<Ports, 'git'>): Promise<Recorded[]> =>
  stepsOf((await git.repository.record(plan))?.text);

function endOf({ start }: Leg, record: readonly Recorded[]): 'done' | 'failed' | 'blocked' | undefined {
  for (const { step } of record) if (step.type === 'end' && step.start === start) return step.outcome;
  return undefined;
}

function ended(plan: string, legs: readonly Leg[]): Fault {
  const phases = legs.map(({ phase }) => phase);
  // Of a fix the phase is done: it would not be executed, and is sent back with the same findings.
  const findings = new Set(legs.flatMap(({ mends }) => (mends ?? []).map(({ id }) => shortId(id))));
  const anew =
    findings.size > 0
      ? `/planfile fix ${plan} ${[...findings].join(' ')}`
      : `/planfile execute ${plan} ${phases.join(' ')}`;
  return new Fault(
    'refused',
    'start-ended',
    `this start of ${phases.join(', ')} has ended, and nothing that is done for it now would land`,
    `Start anew: all jobs of the run, or ${anew}`,
  );
}
