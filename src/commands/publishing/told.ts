/** What publish tells people, read back from the repository once the wave has ended: a second publish reads the same. */
import type { PlanState } from '../../lifecycle/fold.ts';
import { beingMended, reviewStanding } from '../../lifecycle/status.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import { mayGoOn } from '../../lifecycle/waves.ts';
import type { Phase, Plan } from '../../plan/plan.ts';
import { readPlan } from '../../plan/read.ts';
import type { Repository } from '../../ports/git.ts';
import { type CheckWord, checkOf } from '../../review/check.ts';
import { gateOn, type Stand } from '../gate.ts';
import { decideWave } from '../schedule.ts';
import { inOrder } from '../wave-work.ts';
import { branchRef } from '../where.ts';
import { ownSteps, standingOf } from './review-steps.ts';
import { reviewDigest, reviewWordGuards, vouched } from './vouched.ts';
import { endsOf, type PublishPorts, type Wave } from './wave.ts';

export interface Told {
  wave: Wave;
  /** As it stands on the branch now: it may have been revised since the wave began. */
  plan: Plan;
  stand: Stand;
  ends: readonly StepOf<'end'>[];
  /** The last phase of this wave that landed; undefined: none did. */
  last: StepOf<'end'> | undefined;
  /** Where the branch is; undefined: there is none yet. */
  tip: string | undefined;
  check: CheckWord;
  /** What the next wave starts by itself. */
  starting: readonly Phase[];
  /** Digests of the record's review steps that this wave's own outcome has brought (vouched.ts). */
  reviews: ReadonlySet<string>;
  /** Do pushes with our token start other workflows (github.md G3)? */
  startsOthers: boolean;
}

export async function readBack(wave: Wave, ports: PublishPorts, guards = reviewWordGuards): Promise<Told> {
  const { repository } = ports.git;
  const { schedule, review } = wave;
  const ends = await endsOf(schedule, ports);
  const tip = await repository.resolve(branchRef(schedule.plan));
  const plan = await planNow(wave, tip, repository);
  const stand = await gateOn(plan, schedule, ports);
  const last = inOrder(wave.plan)
    .flatMap(({ id }) => ends.filter(({ phase, outcome }) => phase === id && outcome === 'done'))
    .at(-1);
  const own = ownSteps(wave, standingOf(wave, stand.record.steps), stand.record.steps);
  const reviews = new Set(own.map((step) => reviewDigest(plan.id, step)));
  const state = await vouched(stand.state, ports, reviews, guards);
  const check = checkOf({
    landed: last?.tree ?? undefined,
    review,
    standing: reviewStanding(state),
    headPassed: tip !== undefined && (await hasPassed(tip, state, repository)),
    foreign: stand.policy.foreignCommits === 'refuse' ? stand.foreign : [],
    lost: ends.flatMap(({ phase, outcome, reason }) =>
      outcome === 'done' ? [] : [`${phase} ${outcome} (${reason})`],
    ),
    mended: beingMended(state),
    askable: ports.forge.kind !== 'local',
  });
  const starting =
    last !== undefined && check.conclusion === 'success' ? nextWave(plan, { ...stand, state }) : [];
  const startsOthers = ports.forge.kind !== 'local' && (await ports.forge.runs.startedByPush());
  return { wave, plan, stand, ends, last, tip, check, starting, reviews, startsOthers };
}

async function planNow(
  { plan, schedule }: Wave,
  tip: string | undefined,
  repository: Repository,
): Promise<Plan> {
  const bytes = tip === undefined ? undefined : await repository.read(tip, schedule.path);
  const now = bytes && readPlan(bytes, schedule.path).plan;
  return now?.id === plan.id ? now : plan;
}

/** The last review of the very tree that stands there, whichever wave it came with. */
export async function hasPassed(
  tip: string,
  { reviews }: Pick<PlanState, 'reviews'>,
  repository: Repository,
): Promise<boolean> {
  const tree = await repository.treeOf(tip);
  return reviews.findLast(({ step }) => step.tree === tree)?.step.verdict === 'pass';
}

/** What is pending and may start now; what failed waits for a person. */
function nextWave(plan: Plan, stand: Stand): Phase[] {
  if (!mayGoOn(stand.state)) return [];
  const pending = new Set(
    stand.state.phases.flatMap(({ phase, state }) => (state === 'pending' ? [phase] : [])),
  );
  return decideWave(plan, stand, { phases: [], run: 'next', attempt: 1 }).start.filter(({ id }) =>
    pending.has(id),
  );
}
