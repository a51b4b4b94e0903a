/**
 * What stands on a plan's branch (trust.md T4): every commit is accounted for, merges and reverts are done again to see whether
 * they are what they say. lifecycle/landed.ts judges; this gathers.
 */
import type { PlanState } from '../lifecycle/fold.ts';
import {
  type BranchCommit,
  foreignOf,
  type LandedPhase,
  landedOf,
  revertedBy,
  standingsOf,
} from '../lifecycle/landed.ts';
import type { Plan } from '../plan/plan.ts';
import { readPlan } from '../plan/read.ts';
import type { CommitFacts, Git, Workshop } from '../ports/git.ts';
import { branchRef } from './where.ts';

export interface BranchReading {
  landed: LandedPhase[];
  foreign: { commit: string; why: string }[];
}

/** Reads the branch, or, when it is gone after a merge, what the record kept of it. */
export async function readBranch(plan: Plan, state: PlanState, git: Git): Promise<BranchReading> {
  const { repository } = git;
  const tip = await repository.resolve(branchRef(plan.id));
  if (tip === undefined) return { landed: await keptByRecord(plan, state, git), foreign: [] };

  const elsewhere = await otherBranches(git);
  const commits = await repository.between(elsewhere, tip);
  await using workshop = commits.some(needsRedoing) ? await git.workshop() : undefined;
  const known: BranchCommit[] = [];
  for (const commit of commits) known.push(await factsOf(commit, git, workshop));
  const standings = standingsOf(known, {
    planPath: plan.path,
    phases: await everyRevision(plan, tip, git),
    state,
  });
  const merged = await keptByRecord(plan, state, git, tip);
  return { landed: [...landedOf(standings), ...merged], foreign: foreignOf(standings) };
}

/** Commits that stand on a person's own branches are theirs; only what the plan branch has alone is to be accounted for. */
async function otherBranches({ repository }: Git): Promise<string[]> {
  const own = [...(await repository.refs('refs/heads/'))]
    .filter(([ref]) => !ref.startsWith('refs/heads/plan/'))
    .map(([, tip]) => tip);
  const at = [await repository.defaultCommit(), (await repository.head()).commit];
  return [...new Set([...own, ...at.filter((commit) => commit !== undefined)])];
}

const needsRedoing = ({ parents, message }: CommitFacts): boolean =>
  parents.length > 1 || revertedBy(message) !== undefined;

async function factsOf(
  commit: CommitFacts,
  { repository }: Git,
  workshop: Workshop | undefined,
): Promise<BranchCommit> {
  const [first, second] = commit.parents;
  const changes =
    first === undefined ? await repository.entries(commit.id) : await repository.changes(first, commit.id);
  const facts: BranchCommit = { ...commit, changed: changes.map(({ path }) => path) };
  if (workshop === undefined || first === undefined) return facts;
  if (second !== undefined) {
    const base = await repository.mergeBase(first, second);
    const main = await repository.defaultCommit();
    return {
      ...facts,
      recomputed: base && treeOf(await workshop.recompute(first, base, second)),
      mergesDefault: main !== undefined && (await repository.isAncestor(second, main)),
    };
  }
  const reverted = revertedBy(commit.message);
  const before = reverted === undefined ? undefined : (await repository.commit(reverted))?.parents[0];
  if (reverted === undefined || before === undefined) return facts;
  // The change from the reverted commit back to its parent, brought onto the head: what `git revert` does.
  return { ...facts, recomputed: treeOf(await workshop.recompute(first, reverted, before)) };
}

const treeOf = (joined: { tree: string } | { conflicts: readonly string[] }): string | undefined =>
  'tree' in joined ? joined.tree : undefined;

async function everyRevision(plan: Plan, tip: string, { repository }: Git): Promise<Plan['phases']> {
  const phases = [...plan.phases];
  for (const { id } of await repository.history(tip, plan.path)) {
    const bytes = await repository.read(id, plan.path);
    phases.push(...((bytes && readPlan(bytes, plan.path).plan?.phases) ?? []));
  }
  return phases;
}

/**
 * Landed commits that no branch of the plan shows any more, because it was merged: each is looked at by itself, as the record
 * keeps it reachable. With a branch, only what the branch's history holds counts.
 */
async function keptByRecord(
  plan: Plan,
  state: PlanState,
  { repository }: Git,
  tip?: string,
): Promise<LandedPhase[]> {
  const commits: BranchCommit[] = [];
  for (const { end } of state.phases) {
    if (end?.outcome !== 'done' || end.commit === null) continue;
    const commit = await repository.commit(end.commit);
    if (commit === undefined) continue;
    const elsewhere = tip !== undefined && !(await repository.isAncestor(commit.id, tip));
    if (elsewhere) continue;
    const parent = commit.parents[0];
    const changes =
      parent === undefined
        ? await repository.entries(commit.id)
        : await repository.changes(parent, commit.id);
    commits.push({ ...commit, changed: changes.map(({ path }) => path) });
  }
  return landedOf(standingsOf(commits, { planPath: plan.path, phases: plan.phases, state }));
}
