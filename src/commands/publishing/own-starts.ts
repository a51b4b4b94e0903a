/** Right before anything lands: is the wave still this run's own? A start that somebody ended meanwhile is another's by now. */
import type { Recorded } from '../../lifecycle/record.ts';
import type { Step } from '../../lifecycle/step.ts';
import type { Schedule } from '../../outcomes/schedule.ts';
import { Fault } from '../../ports/fault.ts';

interface Claim {
  leg: Schedule['legs'][number];
  nonce: string;
  /** The step that the leg names as its start; undefined: the record has none of that key. */
  named: Step | undefined;
  record: readonly Recorded[];
}
type OwnStartGuard = (claim: Claim) => 'start-unknown' | 'start-ended' | undefined;

/** Taken together: the record holds this start, and it is still running. */
export const ownStartGuards: Record<string, OwnStartGuard> = {
  'the record holds the start': ({ leg, nonce, named }) =>
    named?.type === 'start' &&
    named.phase === leg.phase &&
    named.digest === leg.digest &&
    named.holder.nonce === nonce
      ? undefined
      : 'start-unknown',

  'it has not ended': ({ leg, record }) =>
    record.some(({ step }) => step.type === 'end' && step.start === leg.start) ? 'start-ended' : undefined,
};

/** Throws `refused` faults: start-unknown, start-ended. */
export function requireOwnStarts(
  { plan, nonce, legs }: Pick<Schedule, 'plan' | 'nonce' | 'legs'>,
  record: readonly Recorded[],
  guards: readonly OwnStartGuard[] = Object.values(ownStartGuards),
): void {
  for (const leg of legs) {
    const named = record.find(({ step }) => step.key === leg.start)?.step;
    for (const guard of guards) {
      const code = guard({ leg, nonce, named, record });
      if (code === 'start-unknown')
        throw new Fault(
          'refused',
          code,
          `the record of ${plan} has no such start of ${leg.phase}`,
          'Schedule again.',
        );
      if (code === 'start-ended')
        throw new Fault(
          'refused',
          code,
          `this start of ${leg.phase} has ended already`,
          'Nothing to do: planfile status.',
        );
    }
  }
}
