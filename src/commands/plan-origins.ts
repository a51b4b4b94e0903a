/**
 * Who wrote what a plan's phases mean now, and which merge brought it to the default branch (trust.md T8, T9). Commits tell what
 * changed; whose they are is the forge's word, and so is who pushed them.
 */
import type { Author } from '../lifecycle/forge-facts.ts';
import { phaseKey } from '../lifecycle/forge-facts.ts';
import type { PhaseRef } from '../plan/digest.ts';
import type { Plan } from '../plan/plan.ts';
import { readPlan } from '../plan/read.ts';
import { Fault } from '../ports/fault.ts';
import type { Account, Forge, Pull, Push } from '../ports/forge.ts';
import type { Repository } from '../ports/git.ts';
import { once } from './asking.ts';
import { stepsOf } from './record.ts';
import { branchOf, branchRef } from './where.ts';

export interface Origins {
  /** By phase and digest. Faults, undecided: who wrote a phase cannot be found out. */
  authors(): Promise<ReadonlyMap<string, readonly Author[]>>;
  /** By phase and digest: only what stands on the default branch. */
  brought: ReadonlyMap<string, { commit: string; pulls: readonly Pull[] }>;
  /** The phases of each valid revision, newest first: what was approved may have been one of these. */
  revisions: readonly (readonly PhaseRef[])[];
}

interface Asked {
  plan: Plan;
  /** Every pull request of the plan's branch. */
  pulls: readonly Pull[];
  defaultBranch: string;
}

type Ports = { forge: Forge; git: { repository: Repository } };

export async function originsOf(asked: Asked, { forge, git: { repository } }: Ports): Promise<Origins> {
  const { plan, defaultBranch } = asked;
  const main = await repository.defaultCommit();
  const tip = (await repository.resolve(branchRef(plan.id))) ?? main;
  const revisions = revisionsOf(plan.path, repository);
  const thatBrought = once((commit: string) => forge.pulls.thatBrought(commit));

  const brought = new Map<string, { commit: string; pulls: readonly Pull[] }>();
  if (main !== undefined) {
    const standing = await revisions.digests(main);
    const history = await repository.history(main, plan.path);
    for (const { id: phase, digest } of plan.phases) {
      if (standing?.get(phase) !== digest) continue;
      for (const commit of history) {
        if (!(await revisions.changes(commit, phase, digest))) continue;
        const pulls = (await thatBrought(commit.id)).filter(({ base }) => base === defaultBranch);
        brought.set(phaseKey({ phase, digest }), { commit: commit.id, pulls });
        break;
      }
    }
  }

  const past: PhaseRef[][] = [];
  for (const commit of tip === undefined ? [] : await repository.history(tip, plan.path)) {
    const digests = await revisions.digests(commit.id);
    if (digests?.size) past.push([...digests].map(([id, digest]) => ({ id, digest })));
  }

  const authors = async (): Promise<ReadonlyMap<string, readonly Author[]>> => {
    const everybody = [...(await askedFor(asked, forge)), ...(await askedByRecord(plan.id, repository))];
    const history = tip === undefined ? [] : await repository.history(tip, plan.path);
    const found = new Map<string, readonly Author[]>();
    const ofCommit = once(async (commit: string) =>
      authorsOf(commit, { asked, main, forge, repository, thatBrought }),
    );
    for (const { id: phase, digest } of plan.phases) {
      const authors = [...everybody];
      let commits = 0;
      for (const commit of history) {
        if (!(await revisions.changes(commit, phase))) continue;
        commits += 1;
        authors.push(...(await ofCommit(commit.id)));
      }
      if (commits === 0) throw untold(plan, phase);
      found.set(phaseKey({ phase, digest }), authors);
    }
    return found;
  };
  return { authors: lazily(authors), brought, revisions: past };
}

/** Who opened the issue that the plan names, and the pull requests of its branch. */
async function askedFor({ plan, pulls }: Asked, forge: Forge): Promise<Author[]> {
  const authors = pulls.map(({ author, number }): Author => ({ ...author, how: `opened #${number}` }));
  // Issues of other repositories are not asked for: the token is for this one.
  const asker = typeof plan.issue === 'number' ? await forge.origins.openedBy(plan.issue) : undefined;
  return asker ? [...authors, { ...asker, how: `asked for the plan in #${plan.issue}` }] : authors;
}

/** Who had it drafted, at which revision soever. The record's word is believed here: it can only take an approval away. */
async function askedByRecord(plan: string, repository: Repository): Promise<Author[]> {
  const steps = stepsOf((await repository.record(plan))?.text);
  return steps.flatMap(({ step }) =>
    step.type === 'draft' && step.by.account !== undefined
      ? [{ id: step.by.account, login: step.by.name, kind: 'person', how: 'had it drafted' }]
      : [],
  );
}

interface CommitCase {
  asked: Asked;
  main: string | undefined;
  forge: Forge;
  repository: Repository;
  thatBrought(commit: string): Promise<readonly Pull[]>;
}

/** Everybody behind a commit: whom the forge sees in it, who opened the pull request that brought it, who pushed it. */
async function authorsOf(commit: string, one: CommitCase): Promise<Author[]> {
  const { asked, main, forge, repository } = one;
  const of = (how: string) => (account: Account) => ({ ...account, how });
  const authors: Author[] = (await forge.origins.ofCommit(commit)).map(of('wrote it'));
  const add = (by: readonly Account[]) => authors.push(...by.map(of('pushed it')));
  if (main === undefined || !(await repository.isAncestor(commit, main))) {
    add(await pushersOf(commit, branchOf(asked.plan.id), one));
    return authors;
  }
  add(await pushersOf(commit, asked.defaultBranch, one));
  for (const pull of await one.thatBrought(commit)) {
    authors.push(of(`opened #${pull.number}`)(pull.author));
    add(await pushersOfPull(commit, pull, one));
  }
  return authors;
}

/** Of a squash or a rebase the commits are others than those that were pushed: then everybody who pushed to the branch counts. */
async function pushersOfPull(commit: string, pull: Pull, one: CommitCase): Promise<Account[]> {
  const isKept =
    (await one.repository.resolve(pull.head)) !== undefined &&
    (await one.repository.isAncestor(commit, pull.head));
  if (isKept) return pushersOf(commit, pull.branch, one);
  const everybody: Account[] = [];
  for await (const { by, kind } of one.forge.origins.pushes(pull.branch))
    if (by !== undefined && kind === 'push') everybody.push(by);
  return everybody;
}

/** Whoever moved the branch from a place without the commit to one with it. What nobody can look at any more counts against them. */
async function pushersOf(
  commit: string,
  branch: string,
  { asked, forge, repository }: CommitCase,
): Promise<Account[]> {
  const holds = async (tip: string): Promise<boolean | undefined> =>
    (await repository.resolve(tip)) === undefined ? undefined : await repository.isAncestor(commit, tip);
  const found: Account[] = [];
  for await (const { before, after, by, kind } of forge.origins.pushes(branch) as AsyncIterable<Push>) {
    if (after === undefined) continue;
    const isThere = await holds(after);
    // The default branch is never taken back, and its log is long.
    if (isThere === false && branch === asked.defaultBranch) break;
    if (isThere === false) continue;
    if (kind === 'merge' || by === undefined) continue;
    const wasThere = before === undefined ? false : ((await holds(before)) ?? false);
    if (!wasThere) found.push(by);
  }
  return found;
}

/** What the phases of a plan meant at each commit that touched it. */
function revisionsOf(path: string, repository: Repository) {
  const digests = once(async (commit: string): Promise<ReadonlyMap<string, string> | undefined> => {
    const bytes = await repository.read(commit, path);
    if (bytes === undefined) return new Map();
    const { plan } = readPlan(bytes, path);
    return plan && new Map(plan.phases.map(({ id, digest }) => [id, digest]));
  });
  return {
    /** undefined: there is a file, and it is no valid plan. */
    digests,
    /** Did the commit change what the phase means (to `digest`)? A file that is no valid plan changes all of them. */
    async changes(
      { id, parents }: { id: string; parents: readonly string[] },
      phase: string,
      digest?: string,
    ): Promise<boolean> {
      const now = await digests(id);
      if (now === undefined) return digest === undefined;
      const meant = now.get(phase);
      if (meant === undefined || (digest !== undefined && meant !== digest)) return false;
      for (const parent of parents) if ((await digests(parent))?.get(phase) === meant) return false;
      return true;
    },
  };
}

function lazily<T>(question: () => Promise<T>): () => Promise<T> {
  const asked = once(question);
  return () => asked(undefined);
}

const untold = (plan: Plan, phase: string): Fault =>
  new Fault(
    'undecided',
    'authors-unknown',
    `no commit tells who wrote ${phase} of ${plan.id}`,
    'Fetch the whole history (`fetch-depth: 0`).',
  );
