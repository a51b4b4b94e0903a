/** How each phase of the wave ends: asked from the gate, the bundles and verify, never from a result's own word. */
import type { StepOf } from '../../lifecycle/step.ts';
import { gateOn } from '../gate.ts';
import type { Piece } from '../wave-work.ts';
import type { PublishPorts, Wave } from './wave.ts';

export interface Decided {
  piece: Piece;
  outcome: 'done' | 'failed' | 'blocked';
  reason: StepOf<'end'>['reason'];
  message: string;
  /** A commit that does not land and stays reachable under the record; undefined where T21 forbids it. */
  kept: string | undefined;
}

export async function decideEndings(
  wave: Wave,
  pieces: readonly Piece[],
  ports: PublishPorts,
): Promise<Decided[]> {
  const { decisions, state } = await gateOn(wave.plan, wave.schedule, ports);
  const pending = new Set(state.phases.flatMap((track) => (track.state === 'pending' ? [track.phase] : [])));
  const unproved = new Set(
    state.problems.flatMap((one) => (one.code === 'done-not-proved' ? [one.phase] : [])),
  );
  const endings = pieces.map((piece): Decided => {
    const kept = piece.keepable && piece.work ? piece.work.commit : undefined;
    const failed = (reason: NonNullable<Decided['reason']>, message: string): Decided => ({
      piece,
      outcome: reason === 'escalated' ? 'blocked' : 'failed',
      reason,
      message,
      kept,
    });
    if (piece.refusal) return failed(piece.refusal.reason, piece.refusal.message);
    const decision = decisions.find(({ phase }) => phase === piece.phase.id);
    if (decision?.decision !== 'approved') {
      return failed('refused', `its approval no longer holds: ${decision?.message ?? 'nobody approved it'}`);
    }
    if (unproved.has(piece.phase.id))
      return failed('conflict', 'what it mends does not stand any more; the work is kept');
    // Each was done when the phase was started; it may have been reverted since.
    const gone = piece.phase.needs.find((need) => pending.has(need));
    if (gone !== undefined)
      return failed('conflict', `it builds on ${gone}, which does not stand any more; the work is kept`);
    if (wave.verification === undefined)
      return failed('cancelled', 'the run ended before verify; the work is kept');
    const left = wave.verification.leftOut.find(({ phase }) => phase === piece.phase.id);
    if (left) return failed(left.reason, left.message);
    const passed = wave.verification.passed.find(({ phase }) => phase === piece.phase.id);
    if (passed === undefined || passed.commit !== piece.work?.commit) {
      return failed('error', 'verify did not see this work');
    }
    return { piece, outcome: 'done', reason: null, message: '', kept: undefined };
  });
  return togetherOrNot(endings, wave);
}

/**
 * What verify saw together lands together. Where one of them may not land any more, the others were never seen without it:
 * they end as failed, their work is kept, and a person starts them again.
 */
function togetherOrNot(endings: Decided[], { verification }: Wave): Decided[] {
  const refused = endings.filter(
    ({ piece, outcome }) =>
      outcome !== 'done' && verification?.passed.some(({ phase }) => phase === piece.phase.id),
  );
  if (refused.length === 0) return endings;
  const names = refused.map(({ piece }) => piece.phase.id).join(', ');
  return endings.map((one) =>
    one.outcome === 'done'
      ? {
          ...one,
          outcome: 'failed',
          reason: 'error',
          message: `verify saw it together with ${names}, which may not land`,
          kept: one.piece.keepable ? one.piece.work?.commit : undefined,
        }
      : one,
  );
}
