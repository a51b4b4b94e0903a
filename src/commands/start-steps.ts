/** The steps that a wave begins with. */
import type { StepOf } from '../lifecycle/step.ts';
import type { Mend } from '../outcomes/mend.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Phase } from '../plan/plan.ts';
import type { Ports } from '../ports/ports.ts';
import type { Stand } from './gate.ts';
import type { WhoAsks } from './who-asks.ts';

/**
 * The record calls such a phase done and nothing proves it: its commit was reverted by hand, say. The record is told before the
 * phase starts anew, or its start would be taken for a fix of what is done (design.md §2).
 */
export function undosOf(
  phases: readonly Phase[],
  { state }: Stand,
  { clock }: Pick<Ports, 'clock'>,
): StepOf<'reset'>[] {
  const undone = new Set(
    state.problems.filter(({ code }) => code === 'done-not-proved').map(({ phase }) => phase),
  );
  return phases
    .filter(({ id }) => undone.has(id))
    .map(({ id, digest }) => ({
      type: 'reset',
      key: clock.nonce(),
      at: clock.now().toISOString(),
      by: { name: 'planfile' },
      phase: id,
      digest,
      reason: 'undone: no commit that stands proves that it was done',
    }));
}

/** The start of a phase by this wave. */
export function startOf(
  phase: Pick<Phase, 'id' | 'digest'>,
  outcome: Schedule,
  { state }: Stand,
  { by, mends }: { by: WhoAsks['by']; mends?: readonly Mend[] | undefined },
  { clock }: Pick<Ports, 'clock'>,
): StepOf<'start'> {
  const before = state.phases.find((track) => track.phase === phase.id)?.attempts.length ?? 0;
  return {
    type: 'start',
    key: clock.nonce(),
    at: clock.now().toISOString(),
    phase: phase.id,
    digest: phase.digest,
    base: outcome.base,
    attempt: before + 1,
    ...(by === undefined ? {} : { by }),
    ...(mends === undefined ? {} : { mends: mends.map(({ id }) => id) }),
    holder: { run: outcome.run, attempt: outcome.attempt, nonce: outcome.nonce },
  };
}
