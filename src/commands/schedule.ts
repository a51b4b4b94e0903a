/**
 * schedule: starts everything that is ready, as steps in the record by compare-and-swap, and hands each job an exact commit
 * and digest. A write job; it calls no model.
 */

import { approversOf } from '../lifecycle/gate.ts';
import type { Recorded } from '../lifecycle/record.ts';
import type { Wave } from '../lifecycle/schedule.ts';
import { decides, wave } from '../lifecycle/schedule.ts';
import type { Step, StepOf } from '../lifecycle/step.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { type GatePorts, gateOn, type Stand } from './gate.ts';
import { writeOutcome } from './outcome-files.ts';
import { inForceOf } from './policy.ts';
import { appendSteps } from './record.ts';
import { findPlan, requireSameIntent } from './where.ts';

export type SchedulePorts = GatePorts & Pick<Ports, 'files' | 'forge' | 'progress'>;

export interface ScheduleAsk {
  name: string;
  cwd: string;
  phases: readonly string[];
  folder: string;
  run: string;
  attempt: number;
}

export async function schedule(ask: ScheduleAsk, ports: SchedulePorts): Promise<Schedule> {
  const where = await findPlan(ask, ports);
  requireSameIntent(where);
  const { plan } = where;
  const policyCommit = (await ports.git.repository.defaultCommit()) ?? null;
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
  await appendSteps(
    {
      id: plan.id,
      message: `planfile ${plan.id}: schedule (${ask.run})`,
      // Decided again after a lost race: somebody else may have started a phase meanwhile.
      decide: async (record) => {
        const crashed = await crashedSteps(record, ports);
        const stand = await gateOn(plan, { policyCommit }, ports, crashed);
        const { start, held } = decideWave(plan, stand, ask);
        const steps = start.map((phase) => startOf(phase, outcome, stand, ports));
        outcome.held = held;
        outcome.legs = steps.map((step) => ({
          phase: step.phase,
          digest: step.digest,
          start: step.key,
          attempt: step.attempt,
          approvedBy: approversOf(stand.decisions.find(({ phase }) => phase === step.phase)?.approvals ?? []),
        }));
        return { steps: [...crashed, ...steps] };
      },
    },
    workshop,
    ports,
  );
  await writeOutcome(ports.files, ask.folder, outcome);
  return outcome;
}

function decideWave(plan: Plan, { state, decisions, policy }: Stand, ask: ScheduleAsk): Wave<Phase> {
  const force = inForceOf(policy, plan);
  const deciding = plan.phases.filter((phase) => {
    const { executor, planner } = inForceOf(policy, plan, phase);
    return decides(phase, { executor: executor.model, planner: planner.model });
  });
  const result = wave(plan, state, decisions, ask.phases.length > 0 ? ask.phases : undefined, {
    by: 'person',
    run: { run: ask.run, attempt: ask.attempt },
    attempts: policy.attempts,
    planUsd: force.planBudget.usd,
    runUsd: force.runUsd,
    deciding: new Set(deciding.map(({ id }) => id)),
    again: new Set(
      state.phases
        .filter(({ reason }) => reason === 'crashed' || reason === 'cancelled')
        .map(({ phase }) => phase),
    ),
  });
  if (!result.ok) throw new Fault('usage', result.refusal.code, result.refusal.message, result.refusal.fix);
  return result.wave as Wave<Phase>;
}

function startOf(
  phase: Phase,
  outcome: Schedule,
  { state }: Stand,
  { clock }: Pick<Ports, 'clock'>,
): StepOf<'start'> {
  const before = state.phases.find((track) => track.phase === phase.id)?.attempts.length ?? 0;
  return {
    type: 'start',
    key: clock.nonce(),
    at: clock.now().toISOString(),
    phase: phase.id,
    digest: phase.digest,
    base: outcome.base,
    attempt: before + 1,
    holder: { run: outcome.run, attempt: outcome.attempt, nonce: outcome.nonce },
  };
}

/** Starts whose run is over without an end: the next schedule says so, and the phase can run again (github.md G12). */
async function crashedSteps(record: readonly Recorded[], ports: SchedulePorts): Promise<StepOf<'end'>[]> {
  const steps = record.map(({ step }) => step);
  const ended = new Set(steps.flatMap((step: Step) => (step.type === 'end' ? [step.start] : [])));
  const open = steps.filter((step): step is StepOf<'start'> => step.type === 'start' && !ended.has(step.key));
  const crashed: StepOf<'end'>[] = [];
  for (const start of open) {
    const { run, attempt } = start.holder;
    if ((await ports.forge.runs.state(run, attempt)) !== 'completed') continue;
    ports.progress.note(`${start.phase}: run ${run} is gone without an end; marked as crashed`);
    crashed.push({
      type: 'end',
      key: ports.clock.nonce(),
      at: ports.clock.now().toISOString(),
      phase: start.phase,
      digest: start.digest,
      start: start.key,
      outcome: 'failed',
      reason: 'crashed',
      message: `run ${run} ended without saying how`,
      commit: null,
      tree: null,
      verified: false,
      turns: 0,
      seconds: 0,
      usage: [],
    });
  }
  return crashed;
}
