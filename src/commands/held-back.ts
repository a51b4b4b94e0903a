/**
 * What the forge itself says against a wave, asked before money is spent: caps that are reached (trust.md T10), rules that would refuse
 * the push (github.md G13), and what the record says of runs that the forge knows otherwise (trust.md T4).
 */
import { type CapFacts, type CapGuard, capReached, DAY } from '../lifecycle/caps.ts';
import { doubtfulRuns, type RunSeen, runsNamed } from '../lifecycle/held-against-runs.ts';
import type { Recorded } from '../lifecycle/record.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { RunFacts } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { countedRuns, thoseThatRan } from './counted-runs.ts';
import { requireBranchName } from './movable.ts';
import { stepsOf } from './record.ts';
import { branchOf, branchRef } from './where.ts';
import type { WhoAsks } from './who-asks.ts';

type Held = Pick<Ports, 'git' | 'forge'>;

/** A cap that is reached; undefined: none. */
export async function capOn(
  {
    plan,
    policy,
    who,
    now,
    job,
  }: {
    plan: string;
    policy: Policy;
    who: WhoAsks;
    now: Date;
    /** The job of this workflow that calls a model, where a run that follows another workflow's may have gone without it. */
    job?: string | undefined;
  },
  ports: Held,
  guards?: readonly CapGuard[],
): Promise<{ code: string; message: string } | undefined> {
  const stored = await ports.git.repository.records();
  const since = new Date(now.getTime() - DAY).toISOString();
  const day = { workflow: who.facts.workflow, since, mayOnlyCheck: job !== undefined };
  const { sure, unsure } = await countedRuns(day, ports);
  const factsWith = (runs: readonly RunFacts[]): CapFacts => ({
    plan,
    run: who.facts.run,
    person: who.by?.account,
    now,
    records: new Map([...stored].map(([id, { text }]) => [id, stepsOf(text)])),
    runs: runs.map(({ run, triggeredBy }) => ({ run, person: triggeredBy.id })),
  });
  const reached = (runs: readonly RunFacts[]) => capReached(factsWith(runs), policy.caps, guards);
  // Jobs are asked for only where it hangs on them.
  if (job === undefined || reached(sure) || !reached([...sure, ...unsure])) return reached(sure);
  return reached([...sure, ...(await thoseThatRan(unsure, job, ports))]);
}

/**
 * Rules that no push of ours passes: a branch that only pull requests, signed commits or checks may move. `creation` counts only
 * where the branch is not there yet.
 */
const FORBIDDING: Readonly<Record<string, string>> = {
  creation: 'nobody may make it',
  update: 'nobody may move it',
  pull_request: 'only pull requests may move it',
  required_signatures: 'only signed commits may be pushed',
  required_status_checks: 'only commits with passed checks may be pushed',
  required_deployments: 'only deployed commits may be pushed',
  merge_queue: 'only the merge queue may move it',
};

/** Throws a `refused` fault where rules of the repository would refuse the landing, a `usage` one where the branch cannot be. */
export async function requireLandable(plan: string, ports: Held): Promise<void> {
  await requireBranchName(plan, ports);
  const branch = branchOf(plan);
  const there = (await ports.git.repository.resolve(branchRef(plan))) !== undefined;
  const rules = await ports.forge.runs.branchRules(branch);
  const meant = rules.filter((rule) => rule in FORBIDDING && !(rule === 'creation' && there));
  if (meant.length === 0) return;
  const why = [...new Set(meant)].map((rule) => `${rule}: ${FORBIDDING[rule]}`).join('; ');
  throw new Fault(
    'refused',
    'branch-rules',
    `nothing was started, for rules of the repository forbid the push to ${branch} that would land it (${why})`,
    'Leave refs/heads/plan/** out of the ruleset (its targets, "exclude by pattern").',
  );
}

/** Distinct runs that are asked for: more would use up the token's requests of the hour. */
const RUNS_MOST = 20;

/** What the record says of runs and the forge knows otherwise, one sentence each. */
export async function doubtsOfRuns(
  record: readonly Recorded[],
  who: WhoAsks,
  after: string | undefined,
  { forge }: Pick<Ports, 'forge'>,
): Promise<string[]> {
  const seen = new Map<string, RunSeen | undefined>();
  for (const { run, attempt } of runsNamed(record).slice(0, RUNS_MOST))
    seen.set(`${run} ${attempt}`, await forge.runs.find(run, attempt));
  const underWay = new Set([who.facts.run, ...(after === undefined ? [] : [after])]);
  return doubtfulRuns(record, seen, { workflow: who.facts.workflow, underWay });
}
