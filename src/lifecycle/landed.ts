/**
 * What stands on a plan branch, commit by commit (trust.md T4). The record's word that a phase is done counts only with a commit
 * that carries the digest, touches nothing but its paths and is named by the record; whatever is none of ours is foreign.
 */
import { scopeFailure, scopeOf } from '../outcomes/scope.ts';
import type { PhaseState, PlanState } from './fold.ts';
import type { StepOf } from './step.ts';
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
  /** Every path at which the plan has stood on the branch: a renamed plan is the same plan. */
  planPaths: readonly string[];
  /** Every phase of every revision of the plan on the branch: a digest that no revision had can have landed nothing. */
  phases: readonly { id: string; digest: string; paths: readonly string[] }[];
  state: PlanState;
}

/** The commits of a branch, oldest first, along first parents. */
export function standingsOf(
  commits: readonly BranchCommit[],
  facts: BranchFacts,
  guards: Readonly<Record<string, LandedGuard>> = landedGuards,
): CommitStanding[] {
  const standings: CommitStanding[] = [];
  for (const commit of commits)
    standings.push({ commit: commit.id, ...standingOf(commit, facts, standings, Object.values(guards)) });
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

/**
 * Takes `done` away from every phase whose work does not stand: such a phase is pending, and what needs it waits. With a fix all of it
 * must stand, what was built first and what was mended.
 */
export function prove(state: PlanState, landed: readonly LandedPhase[]): PlanState {
  const problems = [...state.problems];
  const phases = state.phases.map((track): PhaseState => {
    const lacking = track.landed.find((end) => !landed.some((one) => proves(one, track, end)));
    if ((track.state !== 'done' && !track.mending) || lacking === undefined) return track;
    const remains = track.landed
      .filter((end) => landed.some((one) => proves(one, track, end)))
      .flatMap(({ commit }) => commit ?? []);
    const commit = lacking.commit ?? '';
    const message =
      remains.length === 0
        ? `the record says that ${track.phase} is done, and no commit that stands proves it`
        : `of what ${track.phase} landed, ${commit.slice(0, 12)} was taken out and ${remains.map((id) => id.slice(0, 12)).join(', ')} stands`;
    const fix =
      remains.length > 0
        ? `Bring it back (revert the revert), or take out the rest: planfile reset ${state.plan} ${track.phase} --reason "…"`
        : `If its branch was deleted, bring it back: git branch plan/${state.plan} ${commit}. ` +
          `If its work was taken out, approve it and build it again: planfile run ${state.plan} --phase ${track.phase}`;
    problems.push({
      code: 'done-not-proved',
      line: track.doneLine,
      key: lacking.key,
      phase: track.phase,
      message,
      fix,
    });
    // A fix that is under way still has its ending to come: whoever lands it asks for this problem.
    return track.mending ? track : { ...track, state: 'pending', message, remains };
  });
  return { ...state, phases, problems };
}

const proves = (landed: LandedPhase, { phase, digest }: PhaseState, { commit }: StepOf<'end'>): boolean =>
  landed.phase === phase && landed.digest === digest && landed.commit === commit;

type Kind = CommitStanding extends infer S
  ? S extends { commit: string }
    ? Omit<S, 'commit'>
    : never
  : never;

/** What a commit claims to be by its form, before anybody asked whether it is that. */
type Claim =
  | { kind: 'merge' }
  | { kind: 'landed'; plan: string; phase: string; digest: string }
  | { kind: 'revert'; of: string }
  | { kind: 'plan-edit' };

function claimOf(commit: BranchCommit, { planPaths }: BranchFacts): Claim | undefined {
  if (commit.parents.length > 1) return { kind: 'merge' };
  const trailers = parseTrailers(commit.message);
  if (trailers) {
    return { kind: 'landed', plan: trailers.plan, phase: trailers.phase, digest: trailers.digest };
  }
  const of = revertedBy(commit.message);
  if (of !== undefined) return { kind: 'revert', of };
  const edits = commit.changed.length > 0 && commit.changed.every((path) => planPaths.includes(path));
  return edits ? { kind: 'plan-edit' } : undefined;
}

interface Case {
  commit: BranchCommit;
  claim: Claim;
  facts: BranchFacts;
  before: readonly CommitStanding[];
}
/** Says why the commit is not what it claims to be. */
type LandedGuard = (one: Case) => string | undefined;

const short = (id: string): string => id.slice(0, 12);
const few = (paths: readonly string[]): string => paths.slice(0, 3).join(', ');

export const landedGuards: Record<string, LandedGuard> = {
  'it has two parents at most': ({ commit }) =>
    commit.parents.length > 2 ? 'it merges more than one branch' : undefined,

  'it merges the default branch': ({ claim, commit }) =>
    claim.kind === 'merge' && !commit.mergesDefault
      ? 'it merges what is not on the default branch'
      : undefined,

  'it is the clean merge': ({ claim, commit }) =>
    claim.kind === 'merge' && commit.recomputed !== commit.tree
      ? 'its tree is not the clean merge of its parents'
      : undefined,

  'it is of this plan': ({ claim, facts }) =>
    claim.kind === 'landed' && !facts.planPaths.includes(claim.plan)
      ? `it names another plan, ${claim.plan}`
      : undefined,

  'a revision of the plan has this digest': ({ claim, facts }) =>
    claim.kind === 'landed' && meantBy(claim, facts) === undefined
      ? `it names ${claim.phase}@${short(claim.digest)}, which no revision of the plan has`
      : undefined,

  'it touches only its paths': ({ claim, commit, facts }) => {
    const meant = claim.kind === 'landed' ? meantBy(claim, facts) : undefined;
    if (meant === undefined) return undefined;
    const changes = commit.changed.map((path) => ({ path }));
    return scopeFailure(scopeOf({ changes, paths: meant.paths }));
  },

  'the record names it': ({ claim, commit, facts: { state } }) => {
    if (claim.kind !== 'landed') return undefined;
    const { phase, digest } = claim;
    const named = [...state.phases, ...state.history]
      .filter((track) => track.phase === phase && track.digest === digest)
      .some(({ attempts }) =>
        attempts.some(({ end }) => end?.outcome === 'done' && end.commit === commit.id),
      );
    return named ? undefined : `the record does not know that it landed ${phase}`;
  },

  'it reverts a landed phase that stands': ({ claim, before }) =>
    claim.kind === 'revert' && !landedOf(before).some(({ commit }) => commit === claim.of)
      ? `it reverts ${short(claim.of)}, which is no landed phase that stands`
      : undefined,

  'it is the exact revert': ({ claim, commit }) =>
    claim.kind === 'revert' && commit.recomputed !== commit.tree
      ? `it is not the exact revert of ${short(claim.of)}`
      : undefined,
};

const meantBy = (claim: { phase: string; digest: string }, { phases }: BranchFacts) =>
  phases.find(({ id, digest }) => id === claim.phase && digest === claim.digest);

function standingOf(
  commit: BranchCommit,
  facts: BranchFacts,
  before: readonly CommitStanding[],
  guards: readonly LandedGuard[],
): Kind {
  const claim = claimOf(commit, facts);
  if (claim === undefined) {
    return { kind: 'foreign', why: `no phase landed it, and it changes ${few(commit.changed) || 'nothing'}` };
  }
  for (const guard of guards) {
    const why = guard({ commit, claim, facts, before });
    if (why !== undefined) return { kind: 'foreign', why };
  }
  return claim.kind === 'landed' ? { kind: 'landed', phase: claim.phase, digest: claim.digest } : claim;
}
