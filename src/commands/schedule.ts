/**
 * schedule: starts everything that is ready, as steps in the record by compare-and-swap, and hands each job an exact commit
 * and digest. A write job; it calls no model.
 */

import { approversOf } from '../lifecycle/gate.ts';
import type { Recorded } from '../lifecycle/record.ts';
import type { Wave } from '../lifecycle/schedule.ts';
import { cutOffBefore, decides, meansAgain, wave } from '../lifecycle/schedule.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Remark } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { crashedSteps } from './crashed.ts';
import { type GatePorts, gateOn, type Stand } from './gate.ts';
import { capOn, doubtsOfRuns, requireLandable } from './held-back.ts';
import { lackingReview } from './lacking-review.ts';
import type { Fix } from './mending/fix.ts';
import { requireMovable } from './movable.ts';
import { writeOutcome } from './outcome-files.ts';
import { inForceOf, policyOf } from './policy.ts';
import { vouched } from './publishing/vouched.ts';
import { type Addition, appendSteps, stepsOf } from './record.ts';
import { startOf, undosOf } from './start-steps.ts';
import { findPlan, requireSameIntent } from './where.ts';
import { type WhoAsks, whoAsks } from './who-asks.ts';

export type SchedulePorts = GatePorts & Pick<Ports, 'files' | 'forge' | 'progress'>;

export interface ScheduleAsk {
  name: string;
  cwd: string;
  phases: readonly string[];
  folder: string;
  run: string;
  attempt: number;
  /** Where the outcomes of this machine's runs lie: what a killed run had built is taken from there. */
  runs: string | undefined;
  /** On a forge: the comment that commands it, or the run whose wave dispatched this one. */
  comment?: Remark | undefined;
  after?: string | undefined;
  /** Mends what has landed instead of building (commands/mending/fix.ts): findings by their ids; none: what blocks. */
  fix?: readonly string[] | undefined;
  /** Says what would start, and writes nothing. */
  dryRun?: boolean;
}

export interface Scheduled {
  schedule: Schedule;
  plan: Plan;
  policy: Policy;
  /** What the record says of runs and the forge knows otherwise (trust.md T4). */
  doubts: string[];
  /** What of a fix was meant and is not sent back, and why. */
  notes: string[];
}

export const schedule = async (ask: ScheduleAsk, ports: SchedulePorts): Promise<Schedule> =>
  (await startWave(ask, ports)).schedule;

/** The same, with what it is judged and told by. */
export async function startWave(ask: ScheduleAsk, ports: SchedulePorts): Promise<Scheduled> {
  const where = await findPlan(ask, ports);
  requireSameIntent(where);
  const { plan } = where;
  const policyCommit = (await ports.git.repository.defaultCommit()) ?? null;
  const policy = await policyOf(policyCommit, ports);
  const onForge = await askForge(ask, { plan, policy }, ports);
  await requireMovable(plan.id, ports);
  const outcome: Schedule = {
    planfile: 1,
    kind: 'schedule',
    plan: plan.id,
    run: ask.run,
    attempt: ask.attempt,
    nonce: ports.clock.nonce(),
    path: where.path,
    from: where.from,
    planCommit: where.commit,
    policyCommit,
    base: where.commit,
    legs: [],
    held: [],
  };
  await using workshop = await ports.git.workshop();
  let notes: string[] = [];
  // Decided again after a lost race: somebody else may have started a phase meanwhile.
  const decide = async (record: readonly Recorded[]): Promise<Addition> => {
    const { steps: crashed, keep } = await crashedSteps(record, { ...ask, plan: plan.id }, workshop, ports);
    const mending = ask.fix && new Set(plan.phases.map(({ id }) => id));
    const found = await gateOn(plan, { policyCommit, mending }, ports, crashed);
    const stand = { ...found, state: await vouched(found.state, ports) };
    const fix = await mendedBy(plan, stand, ask, ports);
    const phases = fix ? [...fix.mends.keys()] : ask.phases;
    const { start, held } = decideWave(plan, stand, { ...ask, ...onForge, phases, mending });
    const steps = start.map(({ id, digest }) =>
      startOf({ id, digest }, outcome, stand, { by: onForge?.by, mends: fix?.mends.get(id) }, ports),
    );
    const lacking = await lackingReview(stand.state, ask, ports);
    outcome.held = held.map((one) => ({
      ...one,
      fix: fixOf(one, stand, ports),
      ...(one.code === 'already-done' ? lacking.get(one.phase) : undefined),
    }));
    outcome.legs = steps.map((step) => ({
      phase: step.phase,
      digest: step.digest,
      start: step.key,
      attempt: step.attempt,
      approvedBy: approversOf(stand.decisions.find(({ phase }) => phase === step.phase)?.approvals ?? []),
      ...(fix ? { mends: fix.mends.get(step.phase) } : {}),
    }));
    if (fix) outcome.fix = fix.judging(steps.map(({ phase }) => phase));
    notes = fix?.notes ?? [];
    return { steps: [...crashed, ...stand.collected, ...undosOf(start, stand, ports), ...steps], keep };
  };
  if (ask.dryRun) {
    await decide(stepsOf((await ports.git.repository.record(plan.id))?.text));
  } else {
    const message = `planfile ${plan.id}: schedule (${ask.run})`;
    await appendSteps({ id: plan.id, message, decide }, workshop, ports);
    await writeOutcome(ports.files, ask.folder, outcome);
  }
  return { schedule: outcome, plan, policy, notes, doubts: onForge?.doubts ?? [] };
}

/** Not even loaded where nobody asks for a fix. */
async function mendedBy(
  plan: Plan,
  stand: Stand,
  { fix, phases, runs }: ScheduleAsk,
  ports: SchedulePorts,
): Promise<Fix | undefined> {
  if (fix === undefined) return undefined;
  const { fixOf: mend } = await import('./mending/fix.ts');
  return await mend(plan, stand, { words: fix, phases, runs }, ports);
}

/** What only a forge can say: who asks, what is capped, which rules stand against it. On a person's own machine nobody else asks. */
async function askForge(
  { run, attempt, comment, after }: ScheduleAsk,
  { plan, policy }: { plan: Plan; policy: Policy },
  ports: SchedulePorts,
): Promise<(Pick<WhoAsks, 'mode' | 'by'> & { capped: Capped; doubts: string[] }) | undefined> {
  if (ports.forge.kind === 'local') return undefined;
  const record = stepsOf((await ports.git.repository.record(plan.id))?.text);
  const who = await whoAsks({ run, attempt, comment, after }, record, ports);
  await requireLandable(plan.id, ports);
  const { now } = await ports.forge.origins.repository();
  const capped = await capOn({ plan: plan.id, policy, who, now }, ports);
  const doubts = await doubtsOfRuns(record, who, after, ports);
  for (const doubt of doubts) ports.progress.note(doubt);
  return { mode: who.mode, by: who.by, capped, doubts };
}

type Capped = { code: string; message: string } | undefined;

/** What the gate refused is mended as the gate says; what failed is started again by its name. */
const fixOf = (
  { phase, code }: { phase: string; code: string },
  { state, decisions }: Stand,
  { forge }: Pick<Ports, 'forge'>,
): string => {
  if (code === 'failed')
    return forge.kind === 'local'
      ? `planfile run ${state.plan} --phase ${phase}`
      : `/planfile execute ${state.plan} ${phase}`;
  return decisions.find((one) => one.phase === phase && one.code === code)?.fix ?? '';
};

/** The wave that would start now, by a person's word. Pure over what `gateOn` found. */
export function decideWave(
  plan: Plan,
  { state, decisions, policy }: Pick<Stand, 'state' | 'decisions' | 'policy'>,
  ask: Pick<ScheduleAsk, 'phases' | 'run' | 'attempt'> & {
    mode?: WhoAsks['mode'];
    capped?: Capped;
    mending?: ReadonlySet<string> | undefined;
  },
): Wave<Phase> {
  const force = inForceOf(policy, plan);
  const deciding = plan.phases.filter((phase) => {
    const { executor, planner } = inForceOf(policy, plan, phase);
    return decides(phase, { executor: executor.model, planner: planner.model });
  });
  const result = wave(plan, state, decisions, ask.phases.length > 0 ? ask.phases : undefined, {
    by: ask.mode ?? 'person',
    run: { run: ask.run, attempt: ask.attempt },
    capped: ask.capped,
    mending: ask.mending,
    takenOver: new Set(state.phases.filter((track) => cutOffBefore(track, ask)).map(({ phase }) => phase)),
    attempts: policy.attempts,
    planUsd: force.planBudget.usd,
    phaseUsd: new Map(plan.phases.map((phase) => [phase.id, inForceOf(policy, plan, phase).budget.usd])),
    runUsd: force.runUsd,
    deciding: new Set(deciding.map(({ id }) => id)),
    again: new Set(state.phases.filter(meansAgain).map(({ phase }) => phase)),
  });
  if (!result.ok) throw new Fault('usage', result.refusal.code, result.refusal.message, result.refusal.fix);
  return result.wave as Wave<Phase>;
}
