/**
 * Evidence of a forge, gathered anew for each decision (trust.md T8): what the record names, and what needs no record because the
 * forge keeps it, reviews and merges. Nothing is decided here; lifecycle/forge-evidence.ts does.
 */
import type { Asked } from '../lifecycle/asked.ts';
import {
  type ApprovalStep,
  type CheckedApproval,
  checkLocal,
  type LocalFacts,
} from '../lifecycle/evidence.ts';
import type { PlanState } from '../lifecycle/fold.ts';
import { checkMerge, checkRemark } from '../lifecycle/forge-evidence.ts';
import type {
  ForgeFacts,
  Guards,
  MergeCase,
  Permission,
  RemarkCase,
  Said,
} from '../lifecycle/forge-facts.ts';
import { mergeGuards } from '../lifecycle/merge-guards.ts';
import { missingFrom } from '../lifecycle/named-set.ts';
import type { Recorded } from '../lifecycle/record.ts';
import { remarkGuards } from '../lifecycle/remark-guards.ts';
import type { Plan } from '../plan/plan.ts';
import type { Policy } from '../policy/schema.ts';
import type { Account, Pull } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { ask, once } from './asking.ts';
import { baseMovedFor } from './base-moved.ts';
import { mergeSteps, mergesOf, reviewSteps, revocationsSince } from './offers.ts';
import { type Origins, originsOf } from './plan-origins.ts';
import { branchOf } from './where.ts';

export interface ForgeEvidence {
  /** The record's and the collected ones, in the record's order and then as they were given. */
  approvals: CheckedApproval[];
  /** Steps that the record does not have yet and that hold: whoever writes next appends them. */
  collected: ApprovalStep[];
  /** Whose the repository is: CODEOWNERS names teams of theirs. */
  owner: string;
}

/** The guards as they are wired: a test takes one out and shows what then passes. */
export interface ForgeGuards {
  remark: Guards<RemarkCase>;
  merge: Guards<MergeCase>;
}
export const forgeGuards: ForgeGuards = { remark: remarkGuards, merge: mergeGuards };

export async function forgeEvidence(
  { plan, state, policy, local }: { plan: Plan; state: PlanState; policy: Policy; local: LocalFacts },
  ports: Pick<Ports, 'forge' | 'git'>,
  guards: ForgeGuards = forgeGuards,
): Promise<ForgeEvidence> {
  const { forge } = ports;
  const here = await forge.origins.repository();
  const pulls = await ask(() => forge.pulls.everyOfBranch(branchOf(plan.id)));
  const ownPulls = 'known' in pulls ? pulls.known : [];
  const origins = await originsOf({ plan, pulls: ownPulls, defaultBranch: here.defaultBranch }, ports);
  const { team } = policy.approvals;
  const facts: ForgeFacts = {
    plan,
    repository: here.name,
    defaultBranch: here.defaultBranch,
    now: here.now,
    policy: policy.approvals,
    closed: closings(pulls),
    authors: policy.approvals.author ? { known: new Map() } : await ask(origins.authors),
    team: team === undefined ? undefined : await members(team, ports),
  };
  const base = await baseMovedFor(plan, here.defaultBranch, ports);
  const stale = policy.approvals.stale !== 'never';
  const permissionOf = once(async (id: number): Promise<Asked<Permission>> => {
    const account = accounts.get(id);
    return account
      ? await ask(() => forge.people.permission(account))
      : { unknown: 'nobody knows the account' };
  });
  const accounts = new Map<number, Account>();
  const remember = (account: Account): number => {
    accounts.set(account.id, account);
    return account.id;
  };
  const merges = await mergesOf(origins, ports);
  const current = new Set(plan.phases.map(({ id, digest }) => `${id} ${digest}`));

  async function check({ step, line }: Recorded<ApprovalStep>): Promise<CheckedApproval> {
    const { evidence } = step;
    if (evidence.kind === 'local') return checkLocal({ step, line }, local);
    if (!step.phases.some(({ phase, digest }) => current.has(`${phase} ${digest}`)))
      return { step, line, ...OTHER };
    if (evidence.kind === 'merge') {
      const pull = merges.get(evidence.pull);
      const giver = [pull?.mergedBy, ...(pull?.reviews ?? []).map(({ author }) => author)].find(
        (one) => one?.id === step.by.account,
      );
      const permission: Asked<Permission> = giver ? await permissionOf(remember(giver)) : { known: 'none' };
      const at = pull?.mergeCommit;
      const changed = !stale || at === undefined ? NOTHING_CHANGED : await base.sinceCommit(at);
      return checkMerge(
        { step, line },
        { known: pull },
        { facts, permission, changed, brought: numbersOf(origins) },
        guards.merge,
      );
    }
    const said: Asked<Said | undefined> = await ask(() =>
      forge.remarks.get(evidence as Exclude<typeof evidence, { kind: 'merge' }>),
    );
    const remark = 'known' in said ? said.known : undefined;
    const permission: Asked<Permission> = remark
      ? await permissionOf(remember(remark.author))
      : { known: 'none' };
    const changed =
      !stale || !remark || step.type === 'revoke' ? NOTHING_CHANGED : await base.since(remark.createdAt);
    return checkRemark({ step, line }, said, { facts, permission, changed }, guards.remark);
  }

  const approvals: CheckedApproval[] = [];
  for (const recorded of state.approvals) approvals.push(await check(recorded));
  const said = [
    ...(await reviewSteps({ plan, pulls: ownPulls, merges, facts, origins }, ports)),
    ...mergeSteps({ plan, origins, merges, facts }),
  ];
  const since = [...approvals.flatMap(({ givenAt }) => givenAt ?? []), ...said.map(({ at }) => at)]
    .map((at) => new Date(at).toISOString())
    .toSorted()[0];
  const offered = [...said, ...(await revocationsSince(since, { plan, facts, origins }, ports))];
  const recorded = state.approvals.map(({ step }) => step);
  const fresh = offered
    .flatMap((step) => missingFrom(recorded, step) ?? [])
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const last = Math.max(
    0,
    ...state.approvals.map(({ line }) => line),
    ...state.phases.map(({ doneLine }) => doneLine),
  );
  const collected: ForgeEvidence['collected'] = [];
  for (const [index, step] of fresh.entries()) {
    const checked = await check({ step, line: last + 1 + index });
    approvals.push(checked);
    if (checked.verdict === 'holds') collected.push(step);
  }
  return { approvals, collected, owner: here.name.split('/')[0] ?? '' };
}

const NOTHING_CHANGED = { known: {} } as const;
const OTHER = {
  verdict: 'does-not-hold',
  code: 'other-digest',
  why: 'it names what the phase meant before it was changed',
} as const;

const closings = (pulls: Asked<readonly Pull[]>): ForgeFacts['closed'] =>
  'unknown' in pulls
    ? pulls
    : {
        known: pulls.known.flatMap(({ number, closedAt }) =>
          closedAt === undefined ? [] : [{ number, at: closedAt }],
        ),
      };

async function members(
  team: string,
  { forge }: Pick<Ports, 'forge'>,
): Promise<NonNullable<ForgeFacts['team']>> {
  const asked = await ask(() => forge.people.team(team));
  if ('unknown' in asked) return asked;
  if (asked.known === undefined)
    return {
      unknown: `this token cannot see the team ${team} (it takes the token of an app with members: read)`,
    };
  return { known: asked.known.map(({ id }) => id) };
}

const numbersOf = ({ brought }: Origins): MergeCase['brought'] =>
  new Map(
    [...brought].map(([key, { commit, pulls }]) => [
      key,
      { commit, pulls: pulls.map(({ number }) => number) },
    ]),
  );
