/**
 * Which copy of a plan counts (design.md §3): the one on its branch `plan/<id>`; where that does not exist yet, the one at
 * HEAD. Every command says which it took, and those that act refuse when the working copy means something else.
 */
import { join, relative, resolve, sep } from 'node:path';
import { checkPlans } from '../plan/check.ts';
import type { Plan } from '../plan/plan.ts';
import type { Problem } from '../plan/problem.ts';
import { declaresPlan, isPlanPath, type PlanReading, readPlan } from '../plan/read.ts';
import { Fault } from '../ports/fault.ts';
import type { Repository } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';

export interface Where {
  plan: Plan;
  /** Path in the repository, with slashes. */
  path: string;
  from: 'branch' | 'head';
  commit: string;
  /** Digests of the working copy differ from those that count. */
  workingCopyDiffers: boolean;
  /** What a reader should know: which copy, which head. */
  notes: string[];
  warnings: Problem[];
}

export interface WhereAsk {
  /** An id, or a path relative to `cwd`. */
  name: string;
  cwd: string;
}

export const branchOf = (id: string): string => `plan/${id}`;
/** The plan whose branch has this name; undefined: it is none's. */
export const planOfBranch = (branch: string): string | undefined =>
  /^plan\/([a-z][a-z0-9-]{0,47})$/.exec(branch)?.[1];
export const branchRef = (id: string): string => `refs/heads/${branchOf(id)}`;

/** Finds the plan, reads it where it counts, and checks it. Faults: no such plan, not committed, not valid. */
export async function findPlan(ask: WhereAsk, ports: Pick<Ports, 'git' | 'files'>): Promise<Where> {
  const { repository } = ports.git;
  const head = await repository.head();
  if (head.commit === undefined) {
    throw new Fault('usage', 'no-commits', 'the repository has no commit yet', 'Commit the plan first.');
  }
  const found = isId(ask.name)
    ? await byId(ask.name, repository, head.commit)
    : await byPath(ask, repository, head.commit);
  if (found === undefined) throw await notFound(ask, ports);

  const { path, commit, from } = found;
  const readings = await plansAt(repository, commit);
  const own =
    readings.find((reading) => reading.path === path) ?? (await readingOf(repository, commit, path));
  const files = (await repository.entries(commit)).map((entry) => entry.path);
  const others = readings.filter((reading) => reading.path !== path);
  const { plan, problems } = checkPlans([own, ...others], { files })[0]!;
  if (plan === undefined) {
    const error = problems.find(({ severity }) => severity === 'error');
    const place = error ? `${path}:${error.line}:${error.column} ${error.code}: ${error.message}` : path;
    throw new Fault(
      'refused',
      'plan-invalid',
      `the plan is not valid: ${place}`,
      `planfile validate ${path}`,
    );
  }
  const notes = [
    from === 'branch'
      ? `${path} as it stands on branch ${branchOf(plan.id)} (${commit.slice(0, 9)})`
      : `${path} as it stands at HEAD (${commit.slice(0, 9)}${head.branch === undefined ? ', detached' : `, ${head.branch}`})`,
  ];
  const differing = await differs(plan, path, ports);
  // Untouched by hands and part of the branch's past: nobody could mean it instead of what came after.
  const older = differing && from === 'branch' && (await isPast(path, head.commit, commit, ports));
  if (older) notes.push(`HEAD has an older revision of ${path}; the branch's counts`);
  const workingCopyDiffers = differing && !older;
  if (workingCopyDiffers)
    notes.push(`the working copy of ${path} means something else; what is committed counts`);
  return {
    plan,
    path,
    from,
    commit,
    workingCopyDiffers,
    notes,
    warnings: problems,
  };
}

/** For commands that act: what a person sees in the editor must be what counts. */
export function requireSameIntent(where: Where): void {
  if (!where.workingCopyDiffers) return;
  const place = where.from === 'branch' ? `branch ${branchOf(where.plan.id)}` : 'HEAD';
  throw new Fault(
    'usage',
    'working-copy-differs',
    `the working copy of ${where.path} differs in intent from the plan at ${place}, which counts`,
    where.from === 'branch'
      ? `Commit the change to ${place}, or restore the file: git restore --source=${branchOf(where.plan.id)} ${where.path}`
      : 'Commit the change, or restore the file.',
  );
}

/** Every plan of a commit, read. */
export async function plansAt(repository: Repository, commit: string): Promise<PlanReading[]> {
  const paths = (await repository.entries(commit)).filter(
    ({ path, mode }) => isPlanPath(path) && mode.startsWith('100'),
  );
  const readings: PlanReading[] = [];
  for (const { path } of paths) {
    const bytes = await repository.read(commit, path);
    if (bytes !== undefined && declaresPlan(bytes)) readings.push(readPlan(bytes, path));
  }
  return readings;
}

const readingOf = async (repository: Repository, commit: string, path: string): Promise<PlanReading> =>
  readPlan((await repository.read(commit, path)) ?? new Uint8Array(), path);

const isId = (name: string): boolean => /^[a-z][a-z0-9-]{0,47}$/.test(name);

type Found = { path: string; commit: string; from: 'branch' | 'head' };

async function byId(id: string, repository: Repository, head: string): Promise<Found | undefined> {
  const tip = await repository.resolve(branchRef(id));
  for (const [commit, from] of [
    [tip, 'branch'],
    [head, 'head'],
  ] as const) {
    if (commit === undefined) continue;
    const reading = (await plansAt(repository, commit)).find((plan) => claimedId(plan) === id);
    if (reading) return { path: reading.path, commit, from };
  }
  return undefined;
}

async function byPath(
  { name, cwd }: WhereAsk,
  repository: Repository,
  head: string,
): Promise<Found | undefined> {
  const root = repository.root ?? cwd;
  const path = relative(root, resolve(cwd, name)).split(sep).join('/');
  if (path.startsWith('../')) {
    throw new Fault(
      'usage',
      'outside-repository',
      `${name} lies outside of the repository`,
      `Plans lie in ${join(root, 'plans')}.`,
    );
  }
  const bytes = await repository.read(head, path);
  const id = bytes && claimedId(readPlan(bytes, path));
  // The path may be that of HEAD while the branch has moved the plan elsewhere: from its id on, it is one plan.
  const onBranch = id && (await repository.resolve(branchRef(id))) !== undefined;
  if (onBranch) return await byId(id, repository, head);
  for (const [ref, tip] of await repository.refs('refs/heads/plan/')) {
    const there = await repository.read(tip, path);
    const own = there && claimedId(readPlan(there, path));
    if (own && ref === branchRef(own)) return { path, commit: tip, from: 'branch' };
  }
  return bytes ? { path, commit: head, from: 'head' } : undefined;
}

/** The id that a file claims, also when the plan is not valid: so that `run broken-plan` says what is wrong with it. */
const claimedId = (reading: { plan?: Plan | undefined; id?: string | undefined }): string | undefined =>
  reading.plan?.id ?? reading.id;

async function differs(plan: Plan, path: string, ports: Pick<Ports, 'git' | 'files'>): Promise<boolean> {
  const { root } = ports.git.repository;
  if (root === undefined) return false;
  const bytes = await ports.files.read(join(root, path));
  if (bytes === undefined) return false;
  const mine = readPlan(bytes, path).plan;
  if (mine === undefined || mine.phases.length !== plan.phases.length) return true;
  return mine.phases.some((phase, i) => phase.digest !== plan.phases[i]?.digest);
}

/** Is the working copy the one of HEAD, and HEAD in the history of the branch that counts? */
async function isPast(
  path: string,
  head: string,
  tip: string,
  { git: { repository }, files }: Pick<Ports, 'git' | 'files'>,
): Promise<boolean> {
  if (!(await repository.isAncestor(head, tip))) return false;
  const committed = await repository.read(head, path);
  const here = repository.root && (await files.read(join(repository.root, path)));
  return committed !== undefined && Boolean(here) && Buffer.compare(committed, here as Uint8Array) === 0;
}

async function notFound({ name, cwd }: WhereAsk, ports: Pick<Ports, 'git' | 'files'>): Promise<Fault> {
  const { root } = ports.git.repository;
  const written = isId(name)
    ? root && (await ports.files.read(join(root, 'plans', `${name}.md`))) && `plans/${name}.md`
    : (await ports.files.read(resolve(cwd, name))) && name;
  if (written) {
    return new Fault(
      'usage',
      'plan-not-committed',
      `${written} is not committed, and only what is committed counts`,
      `git add ${written} && git commit`,
    );
  }
  return new Fault(
    'usage',
    'plan-not-found',
    `there is no plan ${JSON.stringify(name)}: neither an id of a plan at HEAD or on a branch plan/<id>, nor a committed path`,
    'planfile status lists the plans of this repository.',
  );
}
