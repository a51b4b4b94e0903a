/**
 * What is in force for a phase, or for a plan's wave as a whole: the policy, overridden by the plan and then by the phase, within
 * what the policy allows (design.md §4). Models come out as full ids, sizes in bytes, times with their unit in the name.
 */
import { resolveModel } from '../models/aliases.ts';
import { type Role, roles } from '../models/roles.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import type { Effort } from '../plan/schema.ts';
import type { Policy } from './schema.ts';

type Source = 'phase' | 'plan' | 'policy';

export interface RoleInForce {
  /** A full model id. */
  model: string;
  /** undefined: the endpoint's own default. */
  effort: Effort | undefined;
  from: { model: Source; effort: Source };
}

/** A model and the effort that it is asked for. */
export type Rung = Pick<RoleInForce, 'model' | 'effort'>;

export interface SessionBudget {
  usd: number;
  turns: number;
  minutes: number;
  tokens?: number;
}

export interface InForce extends Record<Role, RoleInForce> {
  /** Of one session of the phase. */
  budget: SessionBudget;
  reviewBudget: SessionBudget;
  /** Of the whole plan, over all runs. */
  planBudget: { usd: number; tokens?: number };
  /** Of one run, all its waves together. */
  runUsd: number;
  rounds: number;
  /** Who goes on after the executor, one after the other, when its rounds are used up. */
  ladder: Rung[];
  /** How often the advisor may be consulted in one session, and by which hosts it is offered. */
  consults: Policy['advisor'];
  compaction: Policy['compaction'];
  transcripts: Policy['transcripts'];
  attempts: number;
  limits: {
    /** What a sandbox is opened with. */
    box: { commandSeconds: number; outputBytes: number; treeBytes: number };
    files: number;
    /** Of all files that are taken back. */
    bytes: number;
    waitSeconds: number;
    stallSeconds: number;
  };
  setup: Policy['setup'];
  mounts: string[];
  threadHosts: string[];
}

export interface Overreach {
  code: 'model-not-allowed' | 'effort-not-allowed';
  message: string;
  fix: string;
}

export type PlanAsks = Pick<Plan, 'models' | 'effort' | 'budget'>;
export type PhaseAsks = Pick<Phase, 'id' | 'models' | 'effort' | 'budget'>;

/** Without a phase: what holds for the wave as a whole (verify, review). Nothing is in force where the plan asks for too much. */
export function inForce(
  policy: Policy,
  plan: PlanAsks,
  phase?: PhaseAsks,
): { ok: true; inForce: InForce } | { ok: false; overreach: Overreach[] } {
  const overreach = roles.flatMap((role) => overreachOf(role, policy, plan, phase));
  if (overreach.length > 0) return { ok: false, overreach };
  const { limits, budget } = policy;
  return {
    ok: true,
    inForce: {
      planner: roleOf('planner', policy, plan, phase),
      executor: roleOf('executor', policy, plan, phase),
      advisor: roleOf('advisor', policy, plan, phase),
      reviewer: roleOf('reviewer', policy, plan, phase),
      budget: sessionBudget(policy, phase),
      reviewBudget: budget.review,
      planBudget: {
        usd: Math.min(plan.budget.usd ?? budget.plan.usd, budget.plan.usd),
        ...(plan.budget.tokens === undefined ? {} : { tokens: plan.budget.tokens }),
      },
      runUsd: budget.run.usd,
      rounds: policy.rounds,
      ladder: rungsAbove(roleOf('executor', policy, plan, phase), policy.ladder),
      consults: policy.advisor,
      compaction: policy.compaction,
      transcripts: policy.transcripts,
      attempts: policy.attempts,
      limits: {
        box: {
          commandSeconds: limits.commandMinutes * 60,
          outputBytes: limits.outputKilobytes * 1_024,
          treeBytes: limits.treeMegabytes * 1_048_576,
        },
        files: limits.files,
        bytes: limits.fileMegabytes * 1_048_576,
        waitSeconds: limits.wait,
        stallSeconds: limits.stall,
      },
      setup: policy.setup,
      mounts: policy.mounts,
      threadHosts: policy.threads.hosts,
    },
  };
}

/**
 * What one session may take: never more than its share of what is left of the plan's and of the run's money, when `sessions` of
 * them work at once, and of a fix never more than its phase has left (trust.md T23). undefined: nothing is left.
 */
export function withinTheRest(
  force: Pick<InForce, 'budget' | 'planBudget' | 'runUsd'>,
  spent: { planUsd: number; runUsd: number; phaseUsd?: number },
  sessions = 1,
): SessionBudget | undefined {
  const share = Math.min(force.planBudget.usd - spent.planUsd, force.runUsd - spent.runUsd) / sessions;
  const rest = Math.min(share, force.budget.usd - (spent.phaseUsd ?? 0));
  return rest > 0 ? { ...force.budget, usd: Math.min(force.budget.usd, rest) } : undefined;
}

function roleOf(role: Role, policy: Policy, plan: PlanAsks, phase: PhaseAsks | undefined): RoleInForce {
  const model = first<string>(phase?.models[role], plan.models[role], policy.models[role]);
  // A plan's effort is for what it is about: the building. Other roles keep the policy's.
  const own =
    role === 'executor' ? ([phase?.effort, plan.effort] as const) : ([undefined, undefined] as const);
  const effort = first<Effort>(own[0], own[1], policy.effort[role]);
  return {
    model: resolveModel(model.value ?? policy.models[role]),
    effort: effort.value,
    from: { model: model.from, effort: effort.from },
  };
}

/** The ladder as it goes on above the executor: what stands up to the executor's own rung was climbed already. */
function rungsAbove(executor: Rung, ladder: Policy['ladder']): Rung[] {
  const rungs = ladder.map(({ model, effort }): Rung => ({ model: resolveModel(model), effort }));
  const own = rungs.findLastIndex(
    ({ model, effort }) => model === executor.model && effort === executor.effort,
  );
  return rungs.slice(own + 1);
}

function overreachOf(role: Role, policy: Policy, plan: PlanAsks, phase: PhaseAsks | undefined): Overreach[] {
  const { model, effort, from } = roleOf(role, policy, plan, phase);
  const where = (source: Source) => (source === 'phase' ? `phase ${phase?.id}` : 'the plan');
  const { models: mayModels, effort: mayEffort } = policy.overrides;
  const found: Overreach[] = [];
  if (from.model !== 'policy' && mayModels !== 'any' && !mayModels.map(resolveModel).includes(model)) {
    found.push({
      code: 'model-not-allowed',
      message: `${where(from.model)} wants ${model} as ${role}, which the policy does not allow`,
      fix: `Choose one of ${mayModels.join(', ') || 'none'}, or add it to overrides.models in the policy.`,
    });
  }
  if (from.effort !== 'policy' && mayEffort !== 'any' && !mayEffort.some((one) => one === effort)) {
    found.push({
      code: 'effort-not-allowed',
      message: `${where(from.effort)} wants effort ${effort}, which the policy does not allow`,
      fix: `Choose one of ${mayEffort.join(', ') || 'none'}, or add it to overrides.effort in the policy.`,
    });
  }
  return found;
}

function sessionBudget(policy: Policy, phase: PhaseAsks | undefined): SessionBudget {
  const { phase: usual, most } = policy.budget;
  const asked = phase?.budget ?? {};
  const tokens = asked.tokens ?? usual.tokens;
  return {
    usd: Math.min(asked.usd ?? usual.usd, most.usd),
    turns: Math.min(asked.turns ?? usual.turns, most.turns),
    minutes: Math.min(asked.minutes ?? usual.minutes, most.minutes),
    ...(tokens === undefined ? {} : { tokens }),
  };
}

function first<T>(
  phase: T | undefined,
  plan: T | undefined,
  policy: T | undefined,
): { value: T | undefined; from: Source } {
  if (phase !== undefined) return { value: phase, from: 'phase' };
  if (plan !== undefined) return { value: plan, from: 'plan' };
  return { value: policy, from: 'policy' };
}
