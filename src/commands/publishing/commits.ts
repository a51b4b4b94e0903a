/** What lands: the wave joined again, as commits with trailers, and the steps that the record gets with them. */
import { messageProse } from '../../lifecycle/deviations.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import { commitMessage, phaseSubject } from '../../lifecycle/trailers.ts';
import { Fault } from '../../ports/fault.ts';
import type { Workshop } from '../../ports/git.ts';
import { withoutSecrets } from '../../report/redact.ts';
import { plannedBy } from '../planned-by.ts';
import { joinPieces, type Piece } from '../wave-work.ts';
import { branchOf } from '../where.ts';
import type { Decided } from './endings.ts';
import type { PublishPorts, Wave } from './wave.ts';

export interface Landed {
  /** Undefined: nothing lands. */
  tip: string | undefined;
  commits: Map<string, { commit: string; tree: string }>;
}

/** Joins again, as commits with trailers. Another tree than verify saw, or a head that moved: nothing lands. */
export async function landedCommits(
  wave: Wave,
  decided: readonly Decided[],
  before: string | undefined,
  workshop: Workshop,
  ports: PublishPorts,
): Promise<Landed> {
  const landed: Landed = { tip: undefined, commits: new Map() };
  const pieces = decided.filter(({ outcome }) => outcome === 'done').map(({ piece }) => piece);
  if (pieces.length === 0 || wave.verification === undefined) return landed;
  const head = before ?? wave.schedule.base;
  if (head !== wave.verification.head) {
    throw headMoved(wave.plan.id);
  }
  const joined = await joinPieces(pieces, { base: wave.schedule.base, head }, workshop);
  const seen = wave.verification.passed;
  const same = joined.tree === wave.verification.tree && seen.length === joined.steps.length;
  if (!same || joined.steps.some(({ tree }, i) => tree !== seen[i]?.tree)) {
    throw new Fault(
      'undecided',
      'tree-differs',
      'joined again, the wave gives another tree than verify saw',
      'Run verify, review and publish again.',
    );
  }
  const planner = await plannedBy(wave.plan, wave.schedule.planCommit, ports);
  let tip = head;
  for (const { piece, tree } of joined.steps) {
    const model = modelOf(piece);
    const leg = wave.schedule.legs.find(({ phase }) => phase === piece.phase.id);
    tip = await workshop.commit({
      tree,
      parents: [tip],
      message: commitMessage({
        subject: phaseSubject(piece.phase, leg?.mends?.length),
        body: messageProse(piece.result?.summary ?? '', piece.result?.deviations ?? []),
        trailers: {
          plan: wave.plan.path,
          digest: piece.phase.digest,
          phase: piece.phase.id,
          plannedBy: planner,
          implementedBy: model,
          approvedBy: leg?.approvedBy ?? [],
        },
      }),
      author: { name: model, email: 'noreply@planfile.invalid' },
      at: ports.clock.now().toISOString(),
    });
    landed.commits.set(piece.phase.id, { commit: tip, tree });
  }
  landed.tip = tip;
  return landed;
}

/**
 * The phases stay held: what was built is good, and only joined on what is no longer there. Nothing is joined here, for what lands was
 * verified as it is (trust.md T16); a re-run of `verify` takes review and publish with it, and no session is paid for again.
 */
export const headMoved = (plan: string, cause?: unknown): Fault =>
  new Fault(
    'undecided',
    'head-moved',
    `branch ${branchOf(plan)} moved since verify joined the wave`,
    'Run verify, review and publish again. In a workflow: re-run the job `verify` of this run, which takes the other two with it.',
    { cause },
  );

/** The model as the endpoint answered; never left out (design.md §3). */
const modelOf = (piece: Piece): string =>
  piece.result?.usage.find(({ role }) => role === 'executor')?.model ?? 'unknown model';

/** One end for each phase. */
export function endSteps(
  decided: readonly Decided[],
  landed: Landed,
  ports: Pick<PublishPorts, 'clock'>,
): StepOf<'end'>[] {
  const at = ports.clock.now().toISOString();
  return decided.map(({ piece, outcome, reason, message, kept }) => {
    const { commit, tree } = landed.commits.get(piece.phase.id) ?? { commit: kept ?? null, tree: null };
    return {
      type: 'end',
      key: ports.clock.nonce(),
      at,
      phase: piece.phase.id,
      digest: piece.phase.digest,
      start: piece.start,
      outcome,
      reason,
      // A result or a verification is somebody's claim: the record holds no secret, whatever it says.
      message: withoutSecrets(message).slice(0, 20_000),
      commit,
      tree,
      verified: outcome === 'done',
      turns: piece.result?.turns ?? 0,
      seconds: piece.result?.seconds ?? 0,
      usage: piece.result?.usage ?? [],
    };
  });
}
