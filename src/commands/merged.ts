/**
 * Phases whose commits no plan branch shows any more, because they were merged: proved by what the default branch holds,
 * whatever the way of the merge (github.md G22). The record keeps the landed commit reachable; by itself it proves nothing.
 */
import type { PhaseState, PlanState } from '../lifecycle/fold.ts';
import { type LandedPhase, landedOf, revertedBy, standingsOf } from '../lifecycle/landed.ts';
import type { Plan } from '../plan/plan.ts';
import type { CommitFacts, Repository } from '../ports/git.ts';

export interface MergedAsk {
  plan: Plan;
  state: PlanState;
  /** Commits that are accounted for on the branch: reverted there, they are not asked for here. */
  besides: ReadonlySet<string>;
  /** The branch's tip, when there is one: what it was begun from counts as well. */
  tip?: string;
}

export async function mergedPhases(
  { plan, state, besides, tip }: MergedAsk,
  repository: Repository,
): Promise<LandedPhase[]> {
  const places = await placesOf(tip, repository);
  const kept = await keptCommits(state, besides, repository);
  const proved = [];
  for (const one of kept) {
    for (const place of places) {
      if (!(await holds(place, one, kept, repository))) continue;
      proved.push({ ...one.commit, changed: one.changed });
      break;
    }
  }
  return landedOf(
    standingsOf(proved, { planPaths: await pathsOf(plan, proved), phases: plan.phases, state }),
  );
}

/** A commit of a merged plan may name the path at which the plan stood then. */
async function pathsOf(plan: Plan, commits: readonly CommitFacts[]): Promise<string[]> {
  const named = commits.flatMap(({ message }) => /^Plan: (.+)@[0-9a-f]{64}$/m.exec(message)?.[1] ?? []);
  return [plan.path, ...named];
}

async function placesOf(tip: string | undefined, repository: Repository): Promise<string[]> {
  const all = [await repository.defaultCommit(), (await repository.head()).commit, tip];
  return [...new Set(all.filter((place) => place !== undefined))];
}

interface Kept {
  track: PhaseState;
  commit: CommitFacts;
  changed: string[];
}

async function keptCommits(
  state: PlanState,
  besides: ReadonlySet<string>,
  repository: Repository,
): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (const track of state.phases) {
    for (const { commit: id } of track.landed) {
      if (id === null || besides.has(id)) continue;
      const commit = await repository.commit(id);
      if (commit) kept.push({ track, commit, changed: await changedIn(commit, repository) });
    }
  }
  return kept;
}

/** Is the work in this history, and was it not taken out again? */
async function holds(
  place: string,
  one: Kept,
  all: readonly Kept[],
  repository: Repository,
): Promise<boolean> {
  const { commit } = one;
  if (await repository.isAncestor(commit.id, place)) {
    const since = await repository.between([commit.id], place);
    return !since.some(({ message }) => revertedBy(message) === commit.id);
  }
  // Squashed or rebased: some commit of this history has brought these very files, as this phase or a later one left them.
  const work = await broughtWith(place, one, all, repository);
  const { before, last, changed, versions } = work;
  if (before === undefined || changed.length === 0) return false;
  if (await same(place, [before], changed, repository)) return false;
  const [was, is] = await Promise.all([before, last].map((id) => blobsOf(id, repository)));
  const kept = changed.filter((path) => was!.get(path) !== is!.get(path));
  if (kept.length === 0) return false;
  for (const { id } of await repository.historyOf([place], kept.slice(0, ASKED_MOST))) {
    if (await same(id, versions, changed, repository)) return true;
  }
  return false;
}

/** Paths by which the commit that brought them is looked for: they go on a command line, and one of them would do. */
const ASKED_MOST = 100;

/**
 * What a squash takes together: a phase that was mended landed by several commits, and what one of them did the next may have
 * taken back. Of them all counts what they came to: the last against what stood before the first.
 */
async function broughtWith(place: string, one: Kept, all: readonly Kept[], repository: Repository) {
  const works: Kept[] = [];
  for (const other of all) {
    if (other.track === one.track && !(await repository.isAncestor(other.commit.id, place)))
      works.push(other);
  }
  const last = works.at(-1)!.commit.id;
  const mended = works.length > 1;
  const versions: string[] = [];
  for (const { commit } of all) {
    // Of a phase that was mended an earlier look is none of its versions any more, in whose commit ever it is found.
    if (!mended || (await repository.isAncestor(last, commit.id))) versions.push(commit.id);
  }
  const changed = [...new Set(works.flatMap(({ changed }) => changed))];
  return { before: works[0]!.commit.parents[0], last, changed, versions };
}

/** Every path has, at `commit`, the content that it has in one of `versions`. */
async function same(
  commit: string,
  versions: readonly string[],
  paths: readonly string[],
  repository: Repository,
): Promise<boolean> {
  const blobs = await blobsOf(commit, repository);
  const known = await Promise.all(versions.map((version) => blobsOf(version, repository)));
  return paths.every((path) => known.some((version) => version.get(path) === blobs.get(path)));
}

const blobsOf = async (commit: string, repository: Repository): Promise<Map<string, string>> =>
  new Map((await repository.entries(commit)).map(({ path, id, mode }) => [path, `${mode} ${id}`]));

/** Paths that differ from the first parent; of a first commit all that it holds. */
export async function changedIn({ id, parents }: CommitFacts, repository: Repository): Promise<string[]> {
  const [first] = parents;
  const changes = first === undefined ? await repository.entries(id) : await repository.changes(first, id);
  return changes.map(({ path }) => path);
}
