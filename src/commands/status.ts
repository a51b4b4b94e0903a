/** status: where plans stand, what is next, and why not what is not. It answers whenever it can, and changes nothing. */
import type { PhaseState } from '../lifecycle/fold.ts';
import type { PhaseDecision } from '../lifecycle/gate.ts';
import { type PlanStatus, planStatus, reviewStanding } from '../lifecycle/status.ts';
import type { StepOf } from '../lifecycle/step.ts';
import type { UsageLine } from '../outcomes/header.ts';
import { setDigest } from '../plan/digest.ts';
import type { Plan } from '../plan/plan.ts';
import { Fault } from '../ports/fault.ts';
import type { Repository } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { isOver } from './crashed.ts';
import { type Forecast, forecastOf } from './forecast.ts';
import { type GatePorts, gateOn, lineToPaste, type Stand } from './gate.ts';
import { nextStep } from './next.ts';
import { uncommitted } from './uncommitted.ts';
import { branchOf, branchRef, findPlan, plansAt, type Where } from './where.ts';

export interface PhaseStatus {
  phase: string;
  title: string;
  digest: string;
  state: PhaseState['state'];
  reason: PhaseState['reason'];
  message: string;
  needs: readonly string[];
  approval: Pick<PhaseDecision, 'decision' | 'code' | 'message' | 'fix'>;
  waitingFor: readonly string[];
  /** The landed commit, or where the work of another ending is kept. */
  commit: string | null;
  /** How often it was mended after it had landed. */
  mended: number;
  model: string | null;
  usd: number;
  /** How often the advisor was consulted in its last attempt. */
  consults: number;
  /** US dollars that it will probably take; null for what is done or running, and where nobody asked for this plan by name. */
  estimate: Forecast['usd'] | null;
}

export interface PlanReport {
  id: string;
  path: string;
  title: string;
  branch: string;
  status: PlanStatus;
  notes: string[];
  /** The set digest of all phases that lack an approval; null when none does. */
  toApprove: { set: string; phases: string[]; command: string } | null;
  /** One line: what a person would type next; null when there is nothing to do. */
  next: string | null;
  review: Pick<StepOf<'review'>, 'verdict' | 'why' | 'model'> | null;
  spentUsd: number;
  phases: PhaseStatus[];
  /** What of the record or the branch could not be believed. */
  problems: { message: string; fix: string }[];
}

export interface StatusReport {
  plans: PlanReport[];
  /** Plans that could not be told of, and why. */
  unreadable: { plan: string; code: string; message: string; fix: string }[];
  /** Paths of plans in the work tree that no commit has: nothing counts of them. Told where all plans are asked for. */
  uncommitted: string[];
}

export async function status(
  ask: { name: string | undefined; cwd: string },
  ports: GatePorts & Pick<Ports, 'files'>,
): Promise<StatusReport> {
  const report: StatusReport = { plans: [], unreadable: [], uncommitted: [] };
  if (ask.name !== undefined) {
    const plan = await statusOf(await findPlan({ name: ask.name, cwd: ask.cwd }, ports), ports, {
      estimated: true,
    });
    report.plans.push(plan);
    return report;
  }
  for (const id of await everyId(ports)) {
    try {
      report.plans.push(await statusOf(await findPlan({ name: id, cwd: ask.cwd }, ports), ports));
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      report.unreadable.push({ plan: id, code: fault.code, message: fault.message, fix: fault.fix });
    }
  }
  const told = new Set(report.plans.map(({ path }) => path));
  report.uncommitted = (await uncommitted(ports)).filter((path) => !told.has(path));
  return report;
}

async function everyId({ git }: Pick<Ports, 'git'>): Promise<string[]> {
  const { repository } = git;
  const head = (await repository.head()).commit;
  const branches = await repository.refs('refs/heads/plan/');
  const ids = new Set([...branches.keys()].map((ref) => ref.slice('refs/heads/plan/'.length)));
  for (const reading of head === undefined ? [] : await plansAt(repository, head)) {
    ids.add(reading.plan?.id ?? reading.id ?? reading.path);
  }
  return [...ids].sort();
}

async function statusOf(
  where: Where,
  ports: GatePorts,
  { estimated }: { estimated: boolean } = { estimated: false },
): Promise<PlanReport> {
  const { plan } = where;
  const { repository } = ports.git;
  const policyCommit = (await repository.defaultCommit()) ?? null;
  const stand = await gateOn(plan, { policyCommit }, ports);
  const gone = await goneRuns(stand, ports);
  const open = stand.state.phases.filter(({ state }) => state !== 'done' && state !== 'running');
  const coming = {
    plan,
    policy: stand.policy,
    base: where.commit,
    policyCommit,
    phases: open.map(({ phase }) => phase),
  };
  const estimates = estimated && open.length > 0 ? await forecastOf(coming, ports) : [];
  const phases = plan.phases.map((phase): PhaseStatus => {
    const track = stand.state.phases.find((one) => one.phase === phase.id)!;
    const { decision, code, message, fix, waitingFor } = stand.decisions.find(
      (one) => one.phase === phase.id,
    )!;
    return {
      phase: phase.id,
      title: phase.title,
      digest: phase.digest,
      state: track.state,
      reason: track.reason,
      message: track.holder ? working(track, gone.has(phase.id)) : track.message,
      needs: phase.needs,
      approval: { decision, code, message, fix },
      waitingFor,
      // What was undone or set free is nothing that stands.
      commit: track.state === 'pending' ? null : (track.end?.commit ?? null),
      model:
        track.state === 'pending'
          ? null
          : (track.end?.usage.find(({ role }) => role === 'executor')?.model ?? null),
      mended: Math.max(0, track.landed.length - 1),
      usd: track.spentUsd,
      consults: consultsIn(track.end?.usage ?? []),
      estimate: estimates.find((one) => one.phase === phase.id)?.usd ?? null,
    };
  });
  const lacking = phases.filter(
    ({ state, approval }) => state !== 'done' && approval.decision !== 'approved',
  );
  const tip = await repository.resolve(branchRef(plan.id));
  const standing = reviewStanding(stand.state);
  const model = stand.state.reviews.at(-1)?.step.model ?? null;
  return {
    id: plan.id,
    path: where.path,
    title: plan.title,
    branch: branchOf(plan.id),
    status: planStatus(
      stand.state,
      new Set(phases.filter(({ approval }) => approval.decision === 'approved').map(({ phase }) => phase)),
    ),
    notes: where.notes,
    toApprove: lacking.length > 0 ? toApprove(plan, lacking, stand, ports) : null,
    next: nextStep(plan, stand, { mergeable: tip !== undefined && !(await isMerged(tip, repository)), gone }),
    review: standing ? { ...standing, model } : null,
    spentUsd: stand.state.spentUsd,
    phases,
    problems: [...stand.record.problems, ...stand.state.problems].map(({ message, fix, line }) => ({
      message: `record, line ${line}: ${message}`,
      fix,
    })),
  };
}

const consultsIn = (usage: readonly UsageLine[]): number =>
  usage.reduce((sum, { role, calls }) => sum + (role === 'advisor' ? calls : 0), 0);

/** Phases that the record has running while their run is over: it was killed, or its machine went away. */
async function goneRuns({ state }: Stand, ports: Pick<Ports, 'forge'>): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  for (const { phase, holder } of state.phases) {
    if (holder && (await isOver(holder, undefined, ports))) gone.add(phase);
  }
  return gone;
}

function working({ holder, mending }: PhaseState, gone: boolean): string {
  if (gone) return `run ${holder?.run} is gone without an end: the next run marks it as crashed`;
  return `run ${holder?.run} ${mending ? 'mends what its review found' : 'works on it'}`;
}

function toApprove(
  plan: Plan,
  lacking: readonly PhaseStatus[],
  { decisions }: Stand,
  { forge }: Pick<Ports, 'forge'>,
): NonNullable<PlanReport['toApprove']> {
  const all = lacking.length === plan.phases.length;
  const names = lacking.map(({ phase }) => phase);
  const typed = `planfile approve ${plan.id}${all ? '' : names.map((name) => ` --phase ${name}`).join('')}`;
  return {
    set: setDigest(lacking.map(({ phase, digest }) => ({ id: phase, digest }))),
    phases: names,
    // Where people comment, a machine's own approval counts for nothing.
    command: forge.kind === 'local' ? typed : lineToPaste(plan, decisions),
  };
}

/** Does the person's branch, or the default one, hold it already? */
async function isMerged(tip: string, repository: Repository): Promise<boolean> {
  for (const place of [await repository.defaultCommit(), (await repository.head()).commit]) {
    if (place !== undefined && (await repository.isAncestor(tip, place))) return true;
  }
  return false;
}
