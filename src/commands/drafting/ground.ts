/** What a draft stands on: the commit, the policy, the repository as it is introduced, and the plans that there are. */

import type { Plan } from '../../plan/plan.ts';
import type { ProposedBudget } from '../../plan/proposal.ts';
import type { PlanReading } from '../../plan/read.ts';
import { verifyCommands } from '../../plan/verify-commands.ts';
import { type InForce, inForce } from '../../policy/inforce.ts';
import type { Policy } from '../../policy/schema.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import { estimatePlan, type PlanEstimate, pastSessions, recentBefore } from '../../report/estimates.ts';
import type { Packed } from '../../session/documents.ts';
import { manifestLines } from '../../session/manifests.ts';
import { repositoryMap } from '../../session/map.ts';
import { introduction } from '../introduction.ts';
import { policyOf } from '../policy.ts';
import { stepsOf } from '../record.ts';
import { branchRef, plansAt } from '../where.ts';

export interface Ground {
  /** The commit that the plan is for. */
  base: string;
  policyCommit: string | null;
  policy: Policy;
  /** Without a plan: what the policy alone says. */
  inForce: InForce;
  files: string[];
  others: PlanReading[];
  taken: ReadonlySet<string>;
  commands: string[];
  map: string;
  instructions: readonly { path: string; text: string }[];
  documents: readonly Packed[];
  estimate(plan: Plan): PlanEstimate;
}

/** `base`: undefined for the commit that is checked out. */
export async function groundOf(
  { base: given, documents }: { base?: string | undefined; documents: readonly Packed[] },
  ports: Pick<Ports, 'git' | 'clock'>,
): Promise<Ground> {
  const { repository } = ports.git;
  const base = given ?? (await repository.head()).commit;
  if (base === undefined)
    throw new Fault('usage', 'no-commits', 'the repository has no commit yet', 'Commit something first.');
  const policyCommit = (await repository.defaultCommit()) ?? null;
  const policy = await policyOf(policyCommit, ports);
  const force = inForce(policy, { models: {}, budget: {} });
  if (!force.ok) throw new Error('a policy without a plan overreaches');
  const told = await introduction({ base, trusted: policyCommit, documents }, ports);
  const manifests = told.manifests ?? [];
  const others = await plansAt(repository, base);
  const records = await repository.records();
  const branches = await repository.refs(branchRef(''));
  const past = recentBefore(
    pastSessions([...records.values()].map(({ text }) => stepsOf(text))),
    ports.clock.now().getTime(),
  );
  const map = [repositoryMap(told.entries), ...manifestLines(manifests)].join('\n');
  const introduced = [map, ...told.instructions.map(({ text }) => text)].join('\n').length;
  return {
    base,
    policyCommit,
    policy,
    inForce: force.inForce,
    files: told.entries.map(({ path }) => path),
    others,
    taken: new Set([
      ...others.flatMap(({ id }) => id ?? []),
      ...records.keys(),
      ...[...branches.keys()].map((ref) => ref.slice(branchRef('').length)),
    ]),
    commands: verifyCommands(manifests, policy.draft.commands),
    map,
    instructions: told.instructions,
    documents,
    estimate: (plan) => estimatePlan(plan, { policy, introduction: introduced, past }),
  };
}

/** Room above the upper estimate, so that an honest phase does not end at its budget. */
const ROOM = 1.25;

/** Budgets of phases, from what they will probably take. A phase without a price gets the policy's. */
export function budgetsFrom({ phases }: PlanEstimate, { budget }: Policy): Map<string, ProposedBudget> {
  return new Map(
    phases.flatMap(({ phase, high }) => {
      if (high.usd === null) return [];
      const usd = Math.min(budget.most.usd, Math.max(0.5, Math.ceil(high.usd * ROOM * 4) / 4));
      const turns = Math.min(budget.most.turns, Math.ceil((high.turns * ROOM) / 10) * 10);
      return [[phase, { usd, turns, minutes: budget.phase.minutes }] as const];
    }),
  );
}
