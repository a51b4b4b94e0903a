/**
 * Which runs of a day count against the caps (trust.md T10): those that somebody started who may, and that may have called a model.
 * Else strangers could lock everybody out with comments that are refused.
 */
import type { Account, RunFacts } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { ask, once } from './asking.ts';

type Asking = Pick<Ports, 'forge'>;

export interface DayOfRuns {
  /** Path of the workflow's file. */
  workflow: string;
  /** ISO time. */
  since: string;
  /** Its runs that follow another workflow's may have set a check only. */
  mayOnlyCheck: boolean;
}

export interface CountedRuns {
  sure: RunFacts[];
  /** Over, and whether a model was called only its jobs can tell. */
  unsure: RunFacts[];
}

/** What speaks against counting a run. `person`: may the one who started it set models to work? */
export type RunGuard = (run: RunFacts, person: () => Promise<boolean>) => Promise<boolean>;
export const runGuards: Readonly<Record<string, RunGuard>> = {
  // Comments that command nothing start runs as well, and all of their jobs are skipped.
  'some job of it ran': async ({ conclusion }) => conclusion !== 'skipped',
  // GitHub lets nobody dispatch who may not write.
  'somebody started it who may': async ({ event }, person) =>
    event === 'workflow_dispatch' || (await person()),
};

export async function countedRuns(
  { workflow, since, mayOnlyCheck }: DayOfRuns,
  { forge }: Asking,
  guards: readonly RunGuard[] = Object.values(runGuards),
): Promise<CountedRuns> {
  const people = new Map<number, Account>();
  const may = once((id: number) => mayAsk(people.get(id)!, { forge }));
  const counted: CountedRuns = { sure: [], unsure: [] };
  for await (const run of forge.runs.since(workflow, since)) {
    people.set(run.triggeredBy.id, run.triggeredBy);
    // Whoever cannot be asked for counts.
    const person = async () => people.size > ACCOUNTS_MOST || (await may(run.triggeredBy.id));
    if (!(await every(guards, (guard) => guard(run, person)))) continue;
    const onlyChecked = mayOnlyCheck && run.event === 'workflow_run' && run.conclusion === 'success';
    (onlyChecked ? counted.unsure : counted.sure).push(run);
  }
  return counted;
}

/** Of these, the ones of which that job ran: the newest of them, for each costs a request. */
export async function thoseThatRan(
  runs: readonly RunFacts[],
  job: string,
  { forge }: Asking,
): Promise<RunFacts[]> {
  const ran: RunFacts[] = [];
  for (const run of runs.slice(0, RUNS_MOST)) if (await forge.runs.ran(run.run, job)) ran.push(run);
  return ran;
}

/** A workflow's token has 1,000 requests an hour: so many accounts, and so many runs, are asked for. */
const ACCOUNTS_MOST = 100;
const RUNS_MOST = 100;
const MAY: ReadonlySet<string> = new Set(['write', 'maintain', 'admin']);

async function mayAsk(account: Account, { forge }: Asking): Promise<boolean> {
  if (account.kind !== 'person') return false;
  const permission = await ask(() => forge.people.permission(account));
  return 'unknown' in permission || MAY.has(permission.known);
}

async function every<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<boolean> {
  for (const one of all) if (!(await holds(one))) return false;
  return true;
}
