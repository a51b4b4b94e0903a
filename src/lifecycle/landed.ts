/**
 * What stands on a plan branch, commit by commit (trust.md T4). The record's word that a phase is done counts only with a commit
 * that carries the digest, touches nothing but its paths and is named by the record; whatever is none of ours is foreign.
 */
import { matches } from '../outcomes/paths.ts';
import type { PhaseState, PlanState } from './fold.ts';
import { parseTrailers } from './trailers.ts';

export interface BranchCommit {
  id: string;
  tree: string;
  parents: readonly string[];
  /** Whole message. */
  message: string;
  /** Paths that differ from the first parent. */
  changed: readonly string[];
  /**
   * The tree that the caller got when it did again what the commit says it is: the merge of its two parents, or the revert of the
   * commit that `revertedBy` names. undefined: it could not be done without a conflict, or there is nothing to do again.
   */
  recomputed?: string | undefined;
  /** Is the second parent part of the default branch? */
  mergesDefault?: boolean;
}

export type CommitStanding = { commit: string } & (
  | { kind: 'landed'; phase: string; digest: string }
  | { kind: 'plan-edit' }
  | { kind: 'revert'; of: string }
  | { kind: 'merge' }
  | { kind: 'foreign'; why: string }
);

export interface BranchFacts {
  planPath: string;
  /** Every phase of every revision of the plan on the branch: a digest that no revision had can have landed nothing. */
  phases: readonly { id: string; digest: string; paths: readonly string[] }[];
  state: PlanState;
}

/** The commits of a branch, oldest first, along first parents. */
export function standingsOf(commits: readonly BranchCommit[], facts: BranchFacts): CommitStanding[] {
  const standings: CommitStanding[] = [];
  for (const commit of commits)
    standings.push({ commit: commit.id, ...standingOf(commit, facts, standings) });
  return standings;
}

/** The commit that a message claims to revert, in the words of `git revert`. */
export function revertedBy(message: string): string | undefined {
  return /^This reverts commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\.?$/m.exec(message)?.[1];
}

export interface LandedPhase {
  phase: string;
  digest: string;
  commit: string;
}

/** What landed and was not reverted since. */
export function landedOf(standings: readonly CommitStanding[]): LandedPhase[] {
  const reverted = new Set(standings.map((one) => (one.kind === 'revert' ? one.of : undefined)));
  return standings.flatMap((one) =>
    one.kind === 'landed' && !reverted.has(one.commit)
      ? [{ phase: one.phase, digest: one.digest, commit: one.commit }]
      : [],
  );
}

/** For the gate. */
export function foreignOf(standings: readonly CommitStanding[]): { commit: string; why: string }[] {
  return standings.flatMap((one) => (one.kind === 'foreign' ? [{ commit: one.commit, why: one.why }] : []));
}

/** Takes `done` away from every phase that nothing landed for: such a phase is pending, and what needs it waits. */
export function prove(state: PlanState, landed: readonly LandedPhase[]): PlanState {
  const problems = [...state.problems];
  const phases = state.phases.map((track): PhaseState => {
    if (track.state !== 'done' || landed.some((one) => proves(one, track))) return track;
    const message = `the record says that ${track.phase} is done, and no commit that stands proves it`;
    const fix = `If its commit was reverted or never landed, build it again: planfile run <plan> --phase ${track.phase}`;
    problems.push({
      code: 'done-not-proved',
      line: track.doneLine,
      key: track.end!.key,
      phase: track.phase,
      message,
      fix,
    });
    return { ...track, state: 'pending', message };
  });
  return { ...state, phases, problems };
}

const proves = (landed: LandedPhase, track: PhaseState): boolean =>
  landed.phase === track.phase && landed.digest === track.digest && landed.commit === track.end?.commit;

type Kind = CommitStanding extends infer S
  ? S extends { commit: string }
    ? Omit<S, 'commit'>
    : never
  : never;

function standingOf(commit: BranchCommit, facts: BranchFacts, before: readonly CommitStanding[]): Kind {
  if (commit.parents.length > 1) return ofMerge(commit);
  const landed = ofLanding(commit, facts);
  if (landed) return landed;
  const reverted = revertedBy(commit.message);
  if (reverted !== undefined) return ofRevert(commit, reverted, before);
  if (commit.changed.length > 0 && commit.changed.every((path) => path === facts.planPath))
    return { kind: 'plan-edit' };
  const shown = commit.changed.slice(0, 3).join(', ') || 'nothing';
  return foreign(`no phase landed it, and it changes ${shown}`);
}

function ofMerge({ parents, tree, recomputed, mergesDefault }: BranchCommit): Kind {
  if (parents.length > 2) return foreign('it merges more than one branch');
  if (!mergesDefault) return foreign('it merges what is not on the default branch');
  return recomputed === tree ? { kind: 'merge' } : foreign('its tree is not the clean merge of its parents');
}

function ofRevert({ tree, recomputed }: BranchCommit, of: string, before: readonly CommitStanding[]): Kind {
  const standing = landedOf(before).some(({ commit }) => commit === of);
  if (!standing) return foreign(`it reverts ${of.slice(0, 12)}, which is no landed phase that stands`);
  return recomputed === tree
    ? { kind: 'revert', of }
    : foreign(`it is not the exact revert of ${of.slice(0, 12)}`);
}

/** undefined: it does not say that it is one. */
function ofLanding(
  { id, message, changed }: BranchCommit,
  { planPath, phases, state }: BranchFacts,
): Kind | undefined {
  const trailers = parseTrailers(message);
  if (trailers === undefined) return undefined;
  const { phase, digest } = trailers;
  if (trailers.plan !== planPath) return foreign(`it names another plan, ${trailers.plan}`);
  const meant = phases.find((one) => one.id === phase && one.digest === digest);
  if (meant === undefined)
    return foreign(`it names ${phase}@${digest.slice(0, 12)}, which no revision of the plan has`);
  const outside = changed.filter((path) => !matches(path, meant.paths));
  if (outside.length > 0)
    return foreign(`it changes ${outside.slice(0, 3).join(', ')}, outside the paths of ${phase}`);
  const named = [...state.phases, ...state.history].some(
    (track) =>
      track.phase === phase &&
      track.digest === digest &&
      track.attempts.some(({ end }) => end?.outcome === 'done' && end.commit === id),
  );
  return named
    ? { kind: 'landed', phase, digest }
    : foreign(`the record does not know that it landed ${phase}`);
}

const foreign = (why: string): Kind => ({ kind: 'foreign', why });
