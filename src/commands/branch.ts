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
import type { CommitFacts, Git, Repository, Workshop } from '../ports/git.ts';
import { changedIn, mergedPhases } from './merged.ts';
import { branchRef, plansAt } from './where.ts';

export interface BranchReading {
  landed: LandedPhase[];
  foreign: { commit: string; why: string }[];
}

export interface BranchAsk {
  plan: Plan;
  state: PlanState;
  /**
   * May the record say where the branch began? Only on a person's own machine, where the plan may start from a branch of
   * theirs; on a forge it starts from the default branch, and whoever can push could write another beginning.
   */
  trustBase: boolean;
}

/** Accounts for the branch, and for what was merged before. */
export async function readBranch({ plan, state, trustBase }: BranchAsk, git: Git): Promise<BranchReading> {
  const { repository } = git;
  const tip = await repository.resolve(branchRef(plan.id));
  if (tip === undefined) {
    return { landed: await mergedPhases({ plan, state, besides: new Set() }, repository), foreign: [] };
  }
  const commits = await repository.between(await beginnings(state, tip, trustBase, repository), tip);
  await using workshop = commits.some(needsRedoing) ? await git.workshop() : undefined;
  const known: BranchCommit[] = [];
  for (const commit of commits) known.push(await factsOf(commit, git, workshop));
  const { phases, paths } = await everyRevision(plan, [tip, ...commits.map(({ id }) => id)], repository);
  const standings = standingsOf(known, { planPaths: paths, phases, state });
  // What was reverted on the branch is an ancestor of its tip all the same: only what lies before is asked elsewhere.
  const besides = new Set(commits.map(({ id }) => id));
  const merged = await mergedPhases({ plan, state, besides, tip }, repository);
  return { landed: [...landedOf(standings), ...merged], foreign: foreignOf(standings) };
}

/**
 * Where what is to be accounted for begins. Not at any other branch: whoever copies the plan branch, or stands on it, would
 * take its commits out of the account.
 */
async function beginnings(
  state: PlanState,
  tip: string,
  trustBase: boolean,
  repository: Repository,
): Promise<string[]> {
  const found: string[] = [];
  const remote = await repository.resolve('refs/remotes/origin/HEAD');
  if (remote !== undefined) found.push(remote);
  const head = await repository.head();
  const onOwnBranch = head.branch !== undefined && !head.branch.startsWith('plan/');
  if (remote === undefined && onOwnBranch && head.commit !== undefined && head.commit !== tip)
    found.push(head.commit);
  if (!trustBase) return found;
  const starts = [...state.phases, ...state.history].flatMap(({ attempts }) => attempts);
  const [first] = starts.toSorted((a, b) => a.line - b.line).map(({ start }) => start.base);
  if (first !== undefined && (await repository.resolve(first)) !== undefined) found.push(first);
  // Nothing was ever started: the branch is a person's own, with the plan and whatever it stands on.
  return found.length > 0 ? found : head.commit === undefined ? [] : [head.commit];
}

const needsRedoing = ({ parents, message }: CommitFacts): boolean =>
  parents.length > 1 || revertedBy(message) !== undefined;

async function factsOf(
  commit: CommitFacts,
  { repository }: Git,
  workshop: Workshop | undefined,
): Promise<BranchCommit> {
  const [first, second] = commit.parents;
  const facts: BranchCommit = { ...commit, changed: await changedIn(commit, repository) };
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

/** Every revision of the plan on the branch, at whatever path it stood. */
async function everyRevision(
  plan: Plan,
  commits: readonly string[],
  repository: Repository,
): Promise<{ phases: Plan['phases']; paths: string[] }> {
  const phases = [...plan.phases];
  const paths = new Set([plan.path]);
  for (const commit of commits) {
    for (const reading of await plansAt(repository, commit))
      if (reading.id === plan.id) paths.add(reading.path);
  }
  for (const path of paths) {
    for (const { id } of await repository.history(commits[0]!, path)) {
      const bytes = await repository.read(id, path);
      const then = bytes && readPlan(bytes, path).plan;
      if (then?.id === plan.id) phases.push(...then.phases);
    }
  }
  return { phases, paths: [...paths] };
}
