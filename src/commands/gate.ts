/** gate: each phase's decision and why. Gathers the facts; lifecycle/gate.ts decides. */
import { type CheckedApproval, checkLocal, type LocalFacts } from '../lifecycle/evidence.ts';
import { fold, type PlanState } from '../lifecycle/fold.ts';
import { decide, gateExit, type PhaseDecision } from '../lifecycle/gate.ts';
import { prove } from '../lifecycle/landed.ts';
import { parseRecord, type RecordReading } from '../lifecycle/record.ts';
import { namedPhases } from '../lifecycle/schedule.ts';
import type { Step } from '../lifecycle/step.ts';
import type { ContentChange } from '../plan/changes.ts';
import { SHOWN_DIGITS, setDigest } from '../plan/digest.ts';
import type { Plan } from '../plan/plan.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { type BranchReading, readBranch } from './branch.ts';
import type { ForgeGuards } from './evidence.ts';
import { lapsedChanges } from './lapsed.ts';
import { policyOf } from './policy.ts';
import { findPlan, type Where } from './where.ts';

export type GatePorts = Pick<Ports, 'git' | 'clock' | 'seal' | 'person' | 'forge'>;

/** A plan with all that is known of it now: what every acting command starts from. */
export interface Stand {
  policy: Policy;
  record: RecordReading;
  state: PlanState;
  decisions: PhaseDecision[];
  /** Every approval and revocation that is known of, checked. */
  approvals: readonly CheckedApproval[];
  /** Commits on the plan's branch that are none of ours (trust.md T4). */
  foreign: BranchReading['foreign'];
  /** Approvals that the forge keeps and the record has not yet: whoever writes next appends them. */
  collected: readonly Step[];
}

/**
 * Everything is read anew at each call: a decision is never older than the act that rests on it (trust.md T4). `coming` are
 * steps that the caller is about to append.
 */
export async function gateOn(
  plan: Plan,
  { policyCommit, mending }: { policyCommit: string | null; mending?: ReadonlySet<string> | undefined },
  ports: GatePorts,
  coming: readonly Step[] = [],
  guards?: ForgeGuards,
): Promise<Stand> {
  const { repository } = ports.git;
  const policy = await policyOf(policyCommit, ports);
  const { record, state, foreign } = await recordAndBranch(plan, coming, ports);
  const local = {
    seal: ports.seal,
    plan: plan.id,
    repository: repository.gitDir,
    ci: ports.person.ci,
    now: ports.clock.now(),
    days: policy.approvals.days,
  };
  const onForge = await askForge({ plan, state, policy, local }, ports, guards);
  const approvals = onForge?.approvals ?? state.approvals.map((approval) => checkLocal(approval, local));
  const decideWith = (howToApprove: string) =>
    decide({ plan, state, approvals, policy, foreign, mending, demands: onForge?.demands, howToApprove });
  let decisions = decideWith(`planfile approve ${plan.id}`);
  if (onForge) decisions = decideWith(lineToPaste(plan, decisions));
  return { policy, record, state, decisions, approvals, foreign, collected: onForge?.collected ?? [] };
}

interface Standing {
  record: RecordReading;
  /** `done` is proved. */
  state: PlanState;
  foreign: BranchReading['foreign'];
}

/** How often a record is read again that moved while the branch was read. */
const MAX_READINGS = 5;

/**
 * Record and branch move together, but they are read one after the other. What does not fit is believed only of a record that
 * has not moved since: a landing in between would look like a commit that nobody recorded.
 */
export async function recordAndBranch(
  plan: Plan,
  coming: readonly Step[],
  ports: Pick<GatePorts, 'git'> & { forge: Pick<GatePorts['forge'], 'kind'> },
): Promise<Standing> {
  const { repository } = ports.git;
  const trustBase = ports.forge.kind === 'local';
  let stored = await repository.record(plan.id);
  for (let reading = 1; ; reading += 1) {
    const record = parseRecord(stored?.text ?? '');
    const last = record.steps.at(-1)?.line ?? 0;
    const claimed = fold(plan, [...record.steps, ...coming.map((step, i) => ({ step, line: last + 1 + i }))]);
    const { landed, foreign } = await readBranch({ plan, state: claimed, trustBase }, ports.git);
    const state = prove(claimed, landed);
    const fits = foreign.length === 0 && state.problems.length === claimed.problems.length;
    if (fits || reading === MAX_READINGS) return { record, state, foreign };
    const now = await repository.record(plan.id);
    if (now?.tip === stored?.tip) return { record, state, foreign };
    stored = now;
  }
}

/** Where nobody can be asked there is only local evidence; what talks to a forge is not even loaded. */
async function askForge(
  asked: { plan: Plan; state: PlanState; policy: Policy; local: LocalFacts },
  ports: GatePorts,
  guards: ForgeGuards | undefined,
) {
  if (ports.forge.kind === 'local') return undefined;
  const { forgeEvidence } = await import('./evidence.ts');
  const { demandsFor } = await import('./demands.ts');
  const evidence = await forgeEvidence(asked, ports, guards);
  // Owners are those of now, also where a wave keeps to the policy that it began with.
  const ownersCommit = (await ports.git.repository.defaultCommit()) ?? null;
  const given = { policy: asked.policy, ownersCommit, owner: evidence.owner };
  return { ...evidence, demands: await demandsFor(asked.plan, given, ports) };
}

/** What a person comments to give all that is missing. */
export function lineToPaste(plan: Plan, decisions: readonly PhaseDecision[]): string {
  const lacking = plan.phases.filter(({ id }) =>
    decisions.some(
      ({ phase, decision, code }) => phase === id && decision !== 'approved' && code !== 'already-done',
    ),
  );
  const digest = setDigest(lacking.length > 0 ? lacking : plan.phases).slice(0, SHOWN_DIGITS);
  return `/planfile approve ${plan.id} ${digest}`;
}

export interface GateAnswer {
  where: Where;
  /** What people would approve: the set digest of the phases asked for. */
  set: string;
  decisions: PhaseDecision[];
  /** By phase: what changed since its approval. */
  lapsed: Map<string, ContentChange[]>;
  exit: 0 | 1 | 3;
}

export async function gate(
  ask: { name: string; cwd: string; phases: readonly string[] },
  ports: GatePorts & Pick<Ports, 'files'>,
  guards?: ForgeGuards,
): Promise<GateAnswer> {
  const where = await findPlan(ask, ports);
  const policyCommit = (await ports.git.repository.defaultCommit()) ?? null;
  const named = requireNamed(where.plan, ask.phases);
  const { decisions } = await gateOn(where.plan, { policyCommit }, ports, [], guards);
  const asked = decisions.filter(({ phase }) => named.some(({ id }) => id === phase));
  // What is done needs no approval any more: it is no refusal of the plan that its parts were built.
  const open = asked.filter(({ code }) => code !== 'already-done');
  const exit = asked.length > 0 && open.length === 0 ? 0 : gateExit(open);
  return {
    where,
    set: setDigest(named),
    decisions: asked,
    lapsed: await lapsedChanges(where, asked, ports),
    exit,
  };
}

/** The phases of these names; unknown names are a fault, not an empty match. */
export function requireNamed(plan: Plan, names: readonly string[]): Plan['phases'] {
  const named = namedPhases(plan, names);
  if (named.ok) return named.phases;
  throw new Fault('usage', named.refusal.code, named.refusal.message, named.refusal.fix);
}
