/**
 * run: what the forge's jobs do, on one machine: schedule → execute → verify → review → publish, as separate processes over
 * outcome files, wave after wave until nothing is ready. Nothing is pushed, nothing is checked out.
 */
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Landing } from '../outcomes/landing.ts';
import type { Result } from '../outcomes/result.ts';
import type { Review } from '../outcomes/review.ts';
import { fold } from '../lifecycle/fold.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { Fault } from '../ports/fault.ts';
import type { Plan } from '../plan/plan.ts';
import type { Policy } from '../policy/schema.ts';
import type { Ports } from '../ports/ports.ts';
import { contextDocuments } from './introduction.ts';
import { tryOutcome } from './outcome-files.ts';
import { inForceOf, policyOf } from './policy.ts';
import { requireSandbox } from './ready-box.ts';
import { stepsOf } from './record.ts';
import { branchOf, findPlan, requireSameIntent, type Where } from './where.ts';

export type RunPorts = Pick<
  Ports,
  'git' | 'files' | 'folders' | 'clock' | 'progress' | 'steps' | 'sandbox' | 'model' | 'person'
>;

export interface RunAsk {
  name: string;
  cwd: string;
  phases: readonly string[];
  jobs: number;
  /** Handed on to the steps that open a sandbox. */
  sandboxArguments: readonly string[];
  /** Documents that go along with every phase, as they were given. */
  context: readonly string[];
  /** `planfile` in the common git directory. */
  folder: string;
  signal?: AbortSignal | undefined;
}

export interface Wave {
  folder: string;
  schedule: Schedule;
  results: Result[];
  review: Review | undefined;
  landing: Landing | undefined;
}

export interface RunReport {
  plan: string;
  run: string;
  folder: string;
  branch: string;
  /** The planner's model by plan and policy: what costs are shown beside. */
  planner: string;
  waves: Wave[];
  /** Why the last wave was the last. */
  ended: 'nothing-ready' | 'stopped' | 'cancelled' | 'failed';
  /** The first of 2, 3, 1 that happened (design.md §3). */
  exit: 0 | 1 | 2 | 3;
}

export async function run(ask: RunAsk, ports: RunPorts): Promise<RunReport> {
  const where = await findPlan({ name: ask.name, cwd: ask.cwd }, ports);
  requireSameIntent(where);
  await requireBranch(where, ports);
  for (const note of [...where.notes, ...(await ports.folders.sweep())]) ports.progress.note(note);
  ports.model.requireCredentials();
  // Said now, not by every phase.
  await contextDocuments(ask.context, ask.cwd, ports);
  const policy = await policyOf((await ports.git.repository.defaultCommit()) ?? null, ports);
  await requireSandbox(ports, policy, await commandsOf(where.plan, ask.phases, policy, ports));
  ports.progress.note(`models are asked at ${ports.model.endpoint}`);

  const id = `local-${ports.clock.now().toISOString().slice(0, 10)}-${ports.clock.nonce().slice(0, 12)}`;
  const folder = join(ask.folder, 'runs', id);
  await ports.files.write(join(folder, 'process.json'), `${JSON.stringify(ports.folders.self())}\n`);
  const report: RunReport = {
    plan: where.plan.id,
    run: id,
    folder,
    branch: branchOf(where.plan.id),
    planner: inForceOf(policy, where.plan).planner.model,
    waves: [],
    ended: 'nothing-ready',
    exit: 0,
  };
  const exits: number[] = [];

  for (let n = 1; ; n += 1) {
    const wave = await runWave(
      { ...ask, plan: where.plan.id, run: id, folder: join(folder, `wave-${n}`), first: n === 1, exits },
      ports,
    );
    if (wave === undefined || wave.schedule.legs.length === 0) {
      // A later wave that finds nothing ready is the end; a first one has refused or had nothing to do, and says why.
      if (n === 1 && wave) {
        report.waves.push(wave);
        const refused = wave.schedule.held.some(({ code }) => code !== 'already-done');
        if (refused && exits.length === 0) exits.push(1);
      }
      break;
    }
    report.waves.push(wave);
    if (ask.signal?.aborted || !wave.landing?.next) {
      report.ended = ask.signal?.aborted ? 'cancelled' : 'stopped';
      break;
    }
  }
  report.exit = ([2, 3, 1] as const).find((exit) => exits.includes(exit)) ?? 0;
  if (report.exit !== 0 && report.ended !== 'cancelled') report.ended = 'failed';
  return report;
}

interface WaveAsk extends RunAsk {
  plan: string;
  run: string;
  first: boolean;
  exits: number[];
}

/** What this run may come to run: set-up, and the verify commands of whatever is not done. */
async function commandsOf(
  plan: Plan,
  named: readonly string[],
  policy: Policy,
  { git }: Pick<Ports, 'git'>,
): Promise<string[]> {
  const { phases } = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
  const done = new Set(phases.flatMap(({ phase, state }) => (state === 'done' ? [phase] : [])));
  const meant = plan.phases.filter(({ id }) => (named.length > 0 ? named.includes(id) : !done.has(id)));
  return [...inForceOf(policy, plan).setup.commands, ...meant.flatMap(({ verify }) => verify)];
}

/** One wave, step by step. What a step said with its exit code is kept; what it yielded is read from its outcome. */
async function runWave(ask: WaveAsk, ports: RunPorts): Promise<Wave | undefined> {
  const at = ['-C', ask.cwd, '--out', ask.folder];
  const step = async (power: 'model' | 'code' | 'write', ...args: string[]) => {
    const [command, ...rest] = args;
    const signal = power === 'write' ? undefined : ask.signal;
    const exit = await ports.steps.start({
      power,
      args: [command!, ...at.slice(0, 2), ...rest, ...at.slice(2)],
      signal,
    });
    if (exit !== 0) ask.exits.push(exit);
    return exit;
  };
  const contextArguments = ask.context.flatMap((path) => ['--context', path]);
  const phases = ask.phases.flatMap((phase) => ['--phase', phase]);
  ports.progress.step('schedule', ask.plan);
  await step('write', 'schedule', ask.plan, '--run', ask.run, ...phases);
  const { outcome: schedule } = await tryOutcome(ports.files, ask.folder, 'schedule');
  if (schedule === undefined) return undefined;
  if (schedule.legs.length === 0)
    return { folder: ask.folder, schedule, results: [], review: undefined, landing: undefined };

  const limit = pLimit(Math.max(1, ask.jobs));
  await Promise.all(
    schedule.legs.map(({ phase }) =>
      limit(async () => {
        if (ask.signal?.aborted) return;
        ports.progress.step('execute', phase);
        await step('model', 'execute', '--phase', phase, ...contextArguments, ...ask.sandboxArguments);
      }),
    ),
  );
  const results = await resultsOf(schedule, ask.folder, ports);
  // Twice: once more when the branch moved between verify and publish.
  for (let tries = 0; tries < 2; tries += 1) {
    const built = results.some(({ outcome }) => outcome === 'built');
    if (built && !ask.signal?.aborted) {
      ports.progress.step('verify');
      await step('code', 'verify', ...ask.sandboxArguments);
    }
    const { outcome: verified } = await tryOutcome(ports.files, ask.folder, 'verification');
    if (verified && verified.passed.length > 0 && !ask.signal?.aborted) {
      ports.progress.step('review');
      await step('model', 'review', ...ask.sandboxArguments);
    }
    ports.progress.step('publish');
    const exit = await step('write', 'publish');
    if (exit !== 3 || ask.signal?.aborted) break;
    if (tries === 0) ask.exits.pop();
  }
  return {
    folder: ask.folder,
    schedule,
    results,
    review: (await tryOutcome(ports.files, ask.folder, 'review')).outcome,
    landing: (await tryOutcome(ports.files, ask.folder, 'landing')).outcome,
  };
}

async function resultsOf(schedule: Schedule, folder: string, ports: RunPorts): Promise<Result[]> {
  const results: Result[] = [];
  for (const { phase } of schedule.legs) {
    const { outcome } = await tryOutcome(ports.files, folder, 'result', phase);
    if (outcome) results.push(outcome);
  }
  return results;
}

/** The branch that the run will move must be movable, before money is spent. */
async function requireBranch({ plan }: Where, { git }: Pick<Ports, 'git'>): Promise<void> {
  const branch = branchOf(plan.id);
  const at = await git.repository.checkedOutAt(branch);
  if (at !== undefined) {
    throw new Fault(
      'usage',
      'branch-checked-out',
      `branch ${branch} is checked out in ${at}, and a run would move it under you`,
      `git -C ${at} switch -   # or: git switch --detach`,
    );
  }
  for (const name of ['refs/heads/plan', ...(await nested(branch, git))]) {
    if ((await git.repository.resolve(name)) !== undefined) {
      throw new Fault(
        'usage',
        'branch-name-clash',
        `there is a branch ${name.slice('refs/heads/'.length)}, so git cannot have a branch ${branch}`,
        `git branch -m ${name.slice('refs/heads/'.length)} <another-name>`,
      );
    }
  }
}

const nested = async (branch: string, { repository }: Ports['git']): Promise<string[]> => [
  ...(await repository.refs(`refs/heads/${branch}/`)).keys(),
];
