/**
 * A fix: what the review of what stands found goes back to the phases that landed it, by a person's word (trust.md T23). Found here: which
 * findings, which phases, and from where the review reads again, so that what was not mended is found once more.
 */
import { type Assigned, assigned, type LandedWork } from '../../lifecycle/mending.ts';
import { MENDS_MOST, type Mend } from '../../outcomes/mend.ts';
import type { Schedule } from '../../outcomes/schedule.ts';
import type { Plan } from '../../plan/plan.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { blockingOf, isOfPlan, named, shortId } from '../../review/mends.ts';
import type { Stand } from '../gate.ts';
import { changedIn } from '../merged.ts';
import { inOrder } from '../wave-work.ts';
import { branchOf, branchRef } from '../where.ts';
import { saidMends } from './said.ts';

export interface FixAsk {
  /** Findings by their ids or beginnings of them; none, or `blocking`: all that blocks. */
  words: readonly string[];
  /** Only in these phases; none: wherever they are. */
  phases: readonly string[];
  /** Where the outcomes of this machine's runs lie. */
  runs: string | undefined;
}

export interface Fix extends NonNullable<Schedule['fix']> {
  /** By phase. */
  mends: ReadonlyMap<string, Mend[]>;
}

/** What blocks, whatever it is. */
export const BLOCKING = 'blocking';

type FixPorts = Pick<Ports, 'git' | 'forge' | 'files' | 'progress'>;

/** Throws `usage` and `refused` faults: nothing stands, nothing was found, or what is meant cannot be mended. */
export async function fixOf(
  plan: Plan,
  { state, policy }: Pick<Stand, 'state' | 'policy'>,
  { words, phases, runs }: FixAsk,
  ports: FixPorts,
): Promise<Fix> {
  const { repository } = ports.git;
  const tip = await repository.resolve(branchRef(plan.id));
  const works = tip === undefined ? [] : await worksOn(plan, state, tip, ports);
  if (tip === undefined || works.length === 0) throw nothingStands(plan);
  const said = await saidMends(
    { plan: plan.id, tip, tree: await repository.treeOf(tip), runs: runs ?? '' },
    ports,
  );
  if (said === undefined) throw notReviewed(plan, ports);
  const all = words.length === 0 || words.includes(BLOCKING);
  const open = said.mends.filter(({ id }) => !said.settled.has(id));
  const meant = all ? blockingOf(open, policy.review.blocking) : namedIn(said.mends, words);
  const found = assigned(
    meant.filter((one) => !isOfPlan(one)),
    works,
  );
  if (phases.length > 0)
    for (const phase of [...found.phases.keys()]) if (!phases.includes(phase)) found.phases.delete(phase);
  const left = [...meant.filter(isOfPlan), ...found.left];
  if (left.length > 0 && (!all || found.phases.size === 0)) throw cannotMend(plan, left);
  for (const one of left) ports.progress.note(`not sent back: ${lineOf(one)}`);
  if (found.phases.size === 0) throw nothingFound(plan, all);
  return { mends: bounded(found, ports), ...(await readAgain(found, works, ports)) };
}

interface Work extends LandedWork {
  start: string;
  /** Its commits on the branch, oldest first. */
  commits: readonly string[];
}

/** Phases that are done, proved, with commits on the plan's own branch: what was merged is another plan's to change. */
async function worksOn(
  plan: Plan,
  state: Stand['state'],
  tip: string,
  { git: { repository } }: FixPorts,
): Promise<Work[]> {
  const works: Work[] = [];
  const main = await repository.defaultCommit();
  for (const { id, paths } of inOrder(plan)) {
    const track = state.phases.find(({ phase }) => phase === id);
    if (track?.state !== 'done') continue;
    const commits = track.landed.flatMap(({ commit }) => commit ?? []);
    const [first] = commits;
    const merged = main !== undefined && first !== undefined && (await repository.isAncestor(first, main));
    if (first === undefined || merged || !(await repository.isAncestor(first, tip))) continue;
    const changed = new Set<string>();
    for (const commit of commits) {
      const facts = await repository.commit(commit);
      for (const path of facts ? await changedIn(facts, repository) : []) changed.add(path);
    }
    works.push({ phase: id, paths, changed, start: track.start!.key, commits });
  }
  return works;
}

/** Before the first of the mended phases landed, and who else has landed since. */
async function readAgain(
  { phases }: Assigned,
  works: readonly Work[],
  { git: { repository } }: FixPorts,
): Promise<NonNullable<Schedule['fix']>> {
  const firsts = works.filter(({ phase }) => phases.has(phase)).map(({ commits }) => commits[0]!);
  let first = firsts[0]!;
  for (const one of firsts) if (await repository.isAncestor(one, first)) first = one;
  const since = (await repository.commit(first))!.parents[0]!;
  const standing: NonNullable<Schedule['fix']>['standing'] = [];
  for (const { phase, start, commits } of works) {
    if (phases.has(phase)) continue;
    const before = await Promise.all(commits.map((commit) => repository.isAncestor(commit, since)));
    if (before.includes(false)) standing.push({ phase, start });
  }
  return { since, standing };
}

/** Of each phase the worst: more than that is no repair. */
function bounded({ phases }: Assigned, { progress }: FixPorts): Map<string, Mend[]> {
  for (const [phase, mends] of phases) {
    if (mends.length > MENDS_MOST)
      progress.note(`${phase}: ${mends.length} findings, of which the worst ${MENDS_MOST} are sent back`);
    phases.set(phase, mends.slice(0, MENDS_MOST));
  }
  return phases;
}

function namedIn(mends: readonly Mend[], words: readonly string[]): Mend[] {
  const found = named(mends, words);
  if (found.ok) return found.mends;
  const [first] = found.problems;
  throw new Fault('usage', first!.code, found.problems.map(({ message }) => message).join('; '), first!.fix);
}

const lineOf = ({ id, path, claim }: Mend): string =>
  `${shortId(id)} ${path ?? 'the change as a whole'}: ${claim.replace(/\s+/g, ' ').slice(0, 200)}`;

const nothingStands = ({ id }: Plan): Fault =>
  new Fault(
    'refused',
    'nothing-stands',
    `nothing that could be mended stands on ${branchOf(id)}: no phase has landed there, or it was merged`,
    `What was merged is changed by another plan: planfile draft "<what is wrong>"`,
  );

const notReviewed = ({ id }: Plan, { forge }: FixPorts): Fault =>
  new Fault(
    'refused',
    'not-reviewed',
    `what stands on ${branchOf(id)} was not reviewed as it is: there is no finding to mend`,
    forge.kind === 'local'
      ? `planfile run ${id}, or planfile review --base <ref> --head ${branchOf(id)}`
      : 'Have it reviewed: /planfile review, in a comment on its pull request',
  );

const nothingFound = ({ id }: Plan, all: boolean): Fault =>
  new Fault(
    'refused',
    'nothing-to-mend',
    all
      ? 'the review found nothing that blocks and that a landed phase could mend; what it blocks for though a second look refuted it is for a person to look at'
      : 'none of these is in the phases named',
    `Name findings, as the review shows them: /planfile fix <finding>, or planfile run ${id} --fix <finding>`,
  );

/** The plan is wrong, or speaks of other files: nobody who builds it can help. */
const cannotMend = ({ id }: Plan, left: readonly Mend[]): Fault =>
  new Fault(
    'refused',
    'not-in-paths',
    `no landed phase may mend this: ${left.slice(0, 5).map(lineOf).join('; ')}`,
    `It is the plan's to say: planfile draft ${id} --because "…", or /planfile draft ${id} …`,
  );
