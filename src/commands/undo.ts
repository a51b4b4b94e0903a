/**
 * Takes a landed phase out of the plan's branch again: by a revert of each of its commits, which anybody can recompute and which is known
 * as one from then on (trust.md T4, lifecycle/landed.ts). Nothing is checked out, and branch and record move together.
 */
import type { PhaseState } from '../lifecycle/fold.ts';
import { commitSubject } from '../lifecycle/trailers.ts';
import type { Plan } from '../plan/plan.ts';
import { Fault } from '../ports/fault.ts';
import type { RefUpdate, Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { plainLine } from '../report/plain.ts';
import { withoutSecrets } from '../report/redact.ts';
import { requireMovable } from './movable.ts';
import { branchOf, branchRef } from './where.ts';

export interface Undo {
  plan: Plan;
  phase: string;
  /** How every phase stands, `done` proved. */
  phases: readonly PhaseState[];
  /** Whose word it is. */
  by: { name: string; email: string };
  reason: string;
}

/** The reverts, made and not yet landed, the last commit's first. Faults: something builds on it, it is not on the branch any more, it does not come off cleanly. */
export async function undo(
  ask: Undo,
  workshop: Workshop,
  ports: Pick<Ports, 'git' | 'forge' | 'clock'>,
): Promise<RefUpdate> {
  const { plan, phase, phases } = ask;
  const { repository } = ports.git;
  requireNothingBuiltOn(ask);
  const track = phases.find((one) => one.phase === phase);
  const all = (track?.landed ?? []).flatMap(({ commit }) => commit ?? []);
  // Of what a person has taken out by halves, the rest.
  const commits = (track?.state === 'done' ? all : (track?.remains ?? [])).toReversed();
  const tip = await repository.resolve(branchRef(plan.id));
  const stands = async (commit: string) => tip !== undefined && (await repository.isAncestor(commit, tip));
  const standing = await Promise.all(commits.map(stands));
  if (tip === undefined || commits.length === 0 || standing.includes(false)) {
    const named = commits.map((commit) => commit.slice(0, 12)).join(' ') || '<its commit>';
    throw new Fault(
      'refused',
      'not-on-the-branch',
      `${phase} is done, and its commit does not stand on ${branchOf(plan.id)}: it was merged`,
      `Revert it where it was merged to: git revert ${named}`,
    );
  }
  await requireMovable(plan.id, ports);
  let to = tip;
  for (const commit of commits) to = await revertOf(commit, to, ask, workshop, ports);
  return { ref: branchRef(plan.id), from: tip, to };
}

async function revertOf(
  commit: string,
  tip: string,
  { phase, by, reason }: Undo,
  workshop: Workshop,
  { git: { repository }, clock }: Pick<Ports, 'git' | 'clock'>,
): Promise<string> {
  const landed = await repository.commit(commit);
  const before = landed?.parents[0];
  const joined = before && (await workshop.recompute(tip, commit, before));
  if (!joined || 'conflicts' in joined) {
    const paths = joined ? joined.conflicts.slice(0, 5).join(', ') : 'it has no parent';
    throw new Fault(
      'refused',
      'undo-conflicts',
      `${phase} does not come off cleanly, because later commits changed the same: ${paths}`,
      'Undo those first, the last one first.',
    );
  }
  const subject = landed!.message.split('\n')[0]!;
  const why = plainLine(withoutSecrets(reason)).slice(0, 500);
  return await workshop.commit({
    tree: joined.tree,
    parents: [tip],
    // As `git revert` says it; the reason comes after, so that nothing in it is read as the commit that is reverted.
    message: `${commitSubject(`Revert "${subject}"`)}\n\nThis reverts commit ${commit}.\n\nReason: ${why}\n`,
    author: by,
    at: clock.now().toISOString(),
  });
}

/** What is being built builds on it as well: it would land where nothing carries it any more. */
function requireNothingBuiltOn({ plan, phase, phases }: Undo): void {
  const stateOf = new Map(phases.map((track) => [track.phase, track.state]));
  const needing = plan.phases.filter(({ needs }) => needs.includes(phase));
  const [first] = needing.filter(({ id }) => ['done', 'running'].includes(stateOf.get(id) ?? ''));
  if (first === undefined) return;
  const state = stateOf.get(first.id);
  throw new Fault(
    'refused',
    'built-upon',
    `${phase} is needed by ${first.id}, which is ${state}`,
    state === 'running'
      ? `Wait for the run that works on ${first.id}, or end it.`
      : `Undo first what needs it: planfile reset ${plan.id} ${first.id} --reason "…"`,
  );
}
