/**
 * A fix: what the review of what stands found goes back to the phases that landed it, by a person's word (trust.md T23). Found here: which
 * findings, which phases, and from where the review reads again, so that what was not mended is found once more.
 */
import { type Assigned, assigned, type LandedWork } from '../../lifecycle/mending.ts';
import { beingMended, reviewedTrees } from '../../lifecycle/status.ts';
import { MENDS_MOST, type Mend } from '../../outcomes/mend.ts';
import type { Schedule } from '../../outcomes/schedule.ts';
import type { Plan } from '../../plan/plan.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { blockingOf, isOfPlan, named, shortId } from '../../review/mends.ts';
import type { Stand } from '../gate.ts';
import { changedIn, mergedPhases } from '../merged.ts';
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

export interface Fix {
  /** By phase. */
  mends: ReadonlyMap<string, Mend[]>;
  /** Not sent back, and why. */
  notes: string[];
  /** What the review of the phases that do start reads and judges (outcomes/schedule.ts). */
  judging(started: readonly string[]): NonNullable<Schedule['fix']>;
}

/** What blocks, whatever it is. */
export const BLOCKING = 'blocking';

type FixPorts = Pick<Ports, 'git' | 'forge' | 'files'>;

/** Throws `usage` and `refused` faults: nothing stands, nothing was found, or what is meant cannot be mended. */
export async function fixOf(
  plan: Plan,
  { state, policy }: Pick<Stand, 'state' | 'policy'>,
  { words, phases, runs }: FixAsk,
  ports: FixPorts,
): Promise<Fix> {
  const [busy] = beingMended(state);
  if (busy !== undefined) throw underWay(plan, busy);
  const tip = await ports.git.repository.resolve(branchRef(plan.id));
  const works = tip === undefined ? [] : await worksOn(plan, state, tip, ports);
  if (tip === undefined || works.length === 0) throw nothingStands(plan);
  const trees = reviewedTrees(state);
  const said = await saidMends({ plan: plan.id, tip, trees, runs: runs ?? '' }, ports);
  if (said === undefined) throw notReviewed(plan, ports);
  const all = words.length === 0 || (words.length === 1 && words[0] === BLOCKING);
  const blocking = blockingOf(said.mends, policy.review.blocking);
  const meant = all ? blocking.filter(({ id }) => !said.settled.has(id)) : namedIn(said.mends, words);
  const found = assigned(
    meant.filter((one) => !isOfPlan(one)),
    works,
  );
  for (const phase of found.phases.keys())
    if (phases.length > 0 && !phases.includes(phase)) found.phases.delete(phase);
  const left = [...meant.filter(isOfPlan), ...found.left];
  if (left.length > 0 && (!all || found.phases.size === 0)) throw cannotMend(plan, left);
  if (found.phases.size === 0) {
    const settled = blocking.filter(({ id }) => said.settled.has(id));
    throw nothingFound(plan, all, settled);
  }
  const since = await beginning(works, tip, ports);
  return {
    mends: new Map([...found.phases].map(([phase, mends]) => [phase, mends.slice(0, MENDS_MOST)])),
    notes: [
      ...left.map((one) => `not sent back, for no landed phase may mend it: ${lineOf(one)}`),
      ...tooMany(found),
    ],
    judging: (started) => ({
      since,
      standing: works.flatMap(({ phase, start }) => (started.includes(phase) ? [] : [{ phase, start }])),
    }),
  };
}

interface Work extends LandedWork {
  start: string;
  /** The first of its commits on the branch. */
  first: string;
}

/** Phases that are done, proved, with commits on the plan's own branch: what was merged is another plan's to change. */
async function worksOn(
  plan: Plan,
  state: Stand['state'],
  tip: string,
  { git: { repository } }: FixPorts,
): Promise<Work[]> {
  const works: Work[] = [];
  const merged = await mergedPhases({ plan, state, besides: new Set() }, repository);
  for (const { id, paths } of inOrder(plan)) {
    const track = state.phases.find(({ phase }) => phase === id);
    if (track?.state !== 'done') continue;
    const commits = track.landed.flatMap(({ commit }) => commit ?? []);
    const [first] = commits;
    const gone = first === undefined || merged.some(({ phase }) => phase === id);
    if (gone || !(await repository.isAncestor(first, tip))) continue;
    const changed = new Set<string>();
    for (const commit of commits) {
      const facts = await repository.commit(commit);
      for (const path of facts ? await changedIn(facts, repository) : []) changed.add(path);
    }
    works.push({ phase: id, paths, changed, start: track.start!.key, first });
  }
  return works;
}

/**
 * All that stands on the branch is read again: a fix may break what others have landed, and what was found in them before must be found
 * again. Where the default branch was merged in since, its own changes are left out.
 */
async function beginning(
  works: readonly Work[],
  tip: string,
  { git: { repository } }: FixPorts,
): Promise<string> {
  let first = works[0]!.first;
  for (const one of works) if (await repository.isAncestor(one.first, first)) first = one.first;
  const before = (await repository.commit(first))!.parents[0]!;
  const main = await repository.defaultCommit();
  const left = main === undefined ? undefined : await repository.mergeBase(main, tip);
  return left === undefined || (await repository.isAncestor(left, before)) ? before : left;
}

/** More than that is no repair. */
const tooMany = ({ phases }: Assigned): string[] =>
  [...phases].flatMap(([phase, { length }]) =>
    length > MENDS_MOST ? [`of ${length} findings in ${phase} the worst ${MENDS_MOST} are sent back`] : [],
  );

function namedIn(mends: readonly Mend[], words: readonly string[]): Mend[] {
  const found = named(mends, words);
  if (found.ok) return found.mends;
  const [first] = found.problems;
  throw new Fault('usage', first!.code, found.problems.map(({ message }) => message).join('; '), first!.fix);
}

const lineOf = ({ id, path, claim }: Mend): string =>
  `${shortId(id)} ${path ?? 'the change as a whole'}: ${claim.replace(/\s+/g, ' ').slice(0, 200)}`;

const underWay = ({ id }: Plan, phase: string): Fault =>
  new Fault(
    'refused',
    'being-mended',
    `a fix of ${phase} is under way on ${branchOf(id)}, and all that stands there is judged with it`,
    'Wait for that run; a run that is gone is found by the next, and marked as crashed.',
  );

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
    `no review of what stands on ${branchOf(id)} can be found here: there is no finding to mend`,
    forge.kind === 'local'
      ? `planfile run ${id} makes up for a review that is missing; what another machine has reviewed is known there`
      : 'Have it reviewed: /planfile review, in a comment on its pull request',
  );

function nothingFound({ id }: Plan, all: boolean, settled: readonly Mend[]): Fault {
  const first = settled[0];
  const why = first
    ? `what blocks was declined or closed on the pull request, and is sent back only by its id: ${settled.slice(0, 5).map(lineOf).join('; ')}`
    : 'the review found nothing that blocks and that a landed phase could mend; what it blocks for though a second look refuted it is for a person to look at';
  const name = first ? shortId(first.id) : '<finding>';
  return new Fault(
    'refused',
    'nothing-to-mend',
    all ? why : 'none of these is in the phases named',
    `Name findings, as the review shows them: /planfile fix ${name}, or planfile run ${id} --fix ${name}`,
  );
}

/** The plan is wrong, or speaks of other files: nobody who builds it can help. */
const cannotMend = ({ id }: Plan, left: readonly Mend[]): Fault =>
  new Fault(
    'refused',
    'not-in-paths',
    `no landed phase may mend this: ${left.slice(0, 5).map(lineOf).join('; ')}`,
    `It is the plan's to say: planfile draft ${id} --because "…", or /planfile draft ${id} …`,
  );
