/** What people see of a published wave: the posts, and the landing outcome. */
import type { Landing } from '../../outcomes/landing.ts';
import type { Fault } from '../../ports/fault.ts';
import { treeName, writeOutcome } from '../outcome-files.ts';
import { recordRef } from '../record.ts';
import type { Piece } from '../wave-work.ts';
import { branchOf } from '../where.ts';
import { postAll } from './posts.ts';
import { readBack, type Told } from './told.ts';
import type { PublishPorts, Wave } from './wave.ts';

export interface Published {
  landing: Landing;
  /** What could not be said where people look; the outcome is whole all the same. */
  fault: Fault | null;
}

export async function tell(wave: Wave, pieces: readonly Piece[], ports: PublishPorts): Promise<Published> {
  const told = await readBack(wave, ports);
  const posted = await postAll(told, ports);
  const record = await ports.git.repository.record(told.plan.id);
  const landing = landingOf(told, pieces, {
    record: record!.tip,
    pull: posted.pull?.number ?? null,
    notes: posted.notes.map((note) => note.slice(0, 1_000)),
    files: posted.files,
  });
  await writeOutcome(ports.files, wave.folder, landing);
  return { landing, fault: posted.fault };
}

function landingOf(
  { wave, stand, ends, last, tip, check }: Told,
  pieces: readonly Piece[],
  posted: Pick<Landing, 'record' | 'pull' | 'notes' | 'files'>,
): Landing {
  const { schedule } = wave;
  const pending = stand.state.phases.some((track) => track.state === 'pending');
  return {
    planfile: 1,
    kind: 'landing',
    plan: schedule.plan,
    run: schedule.run,
    attempt: schedule.attempt,
    nonce: schedule.nonce,
    branch: branchOf(schedule.plan),
    head: last?.commit ?? tip ?? null,
    ended: ends.map(({ phase, digest, outcome, reason, message, commit }) => {
      const piece = pieces.find((one) => one.phase.id === phase);
      const isDone = outcome === 'done';
      return {
        phase,
        digest,
        outcome,
        reason,
        message,
        commit: isDone ? commit : null,
        kept: isDone ? null : keptPlace(wave, commit, piece),
      };
    }),
    check,
    ...posted,
    next: last !== undefined && check.conclusion === 'success' && pending,
  };
}

/** Where a person finds work that did not land. */
function keptPlace({ plan, folder }: Wave, kept: string | null, piece: Piece | undefined): string | null {
  if (kept !== null) return `${kept} (kept under ${recordRef(plan.id)})`;
  if (piece?.result?.keptTree)
    return `${treeName(piece.phase.id)} in ${folder} (the tree as it was left: it can become no commit)`.slice(
      0,
      1_000,
    );
  const bundle = piece?.result?.bundle;
  return bundle
    ? `${bundle} in ${folder} (pushed nowhere: it failed scope, secrets or protection)`.slice(0, 1_000)
    : null;
}
