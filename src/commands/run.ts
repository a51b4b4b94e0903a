/**
 * run: what the forge's jobs do, on one machine: schedule → execute → verify → review → publish, as separate processes over
 * outcome files, wave after wave until nothing is ready. Nothing is pushed, nothing is checked out.
 */
import { join } from 'node:path';
import pLimit from 'p-limit';
import { fold } from '../lifecycle/fold.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Plan } from '../plan/plan.ts';
import type { Policy } from '../policy/schema.ts';
import type { Ports } from '../ports/ports.ts';
import { counted } from '../report/words.ts';
import { finishWave, startStep, type Wave } from './finish-wave.ts';
import { contextDocuments } from './introduction.ts';
import { type LeftOvers, leftOvers } from './left-over.ts';
import { requireBranchName, requireNotCheckedOut } from './movable.ts';
import { tryOutcome } from './outcome-files.ts';
import { inForceOf, policyOf } from './policy.ts';
import { requireSandbox } from './ready-box.ts';
import { stepsOf } from './record.ts';
import { branchOf, findPlan, requireSameIntent } from './where.ts';

export type RunPorts = Pick<
  Ports,
  'git' | 'files' | 'folders' | 'clock' | 'progress' | 'steps' | 'sandbox' | 'model' | 'person'
>;

export interface RunAsk {
  name: string;
  cwd: string;
  phases: readonly string[];
  /** Begin by mending what has landed: findings by their ids, or `blocking`; none: build. */
  fix?: readonly string[];
  jobs: number;
  /** Handed on to the steps that open a sandbox. */
  sandboxArguments: readonly string[];
  /** Documents that go along with every phase, as they were given. */
  context: readonly string[];
  /** `planfile` in the common git directory. */
  folder: string;
  signal?: AbortSignal | undefined;
}

export interface RunReport {
  plan: string;
  run: string;
  folder: string;
  branch: string;
  /** The planner's model by plan and policy: what costs are shown beside. */
  planner: string;
  /** Left over from earlier runs first. */
  waves: Wave[];
  /** Why what is not done was not started by the last wave. */
  held: Schedule['held'];
  /** Landed without a valid review, and the outcomes that it would read are not on this machine. */
  lost: LeftOvers['lost'];
  /** Why the last wave was the last. */
  ended: 'nothing-ready' | 'stopped' | 'cancelled' | 'failed';
  /** The first of 2, 3, 1 that happened (design.md §3). */
  exit: 0 | 1 | 2 | 3;
}

export async function run(ask: RunAsk, ports: RunPorts): Promise<RunReport> {
  const where = await findPlan({ name: ask.name, cwd: ask.cwd }, ports);
  requireSameIntent(where);
  await requireNotCheckedOut(where.plan.id, ports);
  await requireBranchName(where.plan.id, ports);
  for (const note of where.notes) ports.progress.note(note);
  const swept = await ports.folders.sweep();
  if (swept.length > 0)
    ports.progress.note(`removed ${counted(swept.length, 'folder')} that killed runs had left behind`);
  ports.model.requireCredentials();
  // Said now, not by every phase.
  await contextDocuments(ask.context, ask.cwd, ports);
  const policy = await policyOf((await ports.git.repository.defaultCommit()) ?? null, ports);
  await requireSandbox(ports, policy, await commandsOf(where.plan, ask, policy, ports));
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
    held: [],
    lost: [],
    ended: 'nothing-ready',
    exit: 0,
  };
  const exits: number[] = [];
  if (await finishLeftOvers(where.plan, ask, report, exits, ports)) {
    await runWaves({ ...ask, plan: where.plan.id, run: id, folder, exits }, report, ports);
  } else report.ended = 'stopped';
  if (ask.signal?.aborted) report.ended = 'cancelled';
  report.exit = ([2, 3, 1] as const).find((exit) => exits.includes(exit)) ?? 0;
  if (report.exit !== 0 && report.ended !== 'cancelled') report.ended = 'failed';
  return report;
}

/**
 * What this run may come to run: set-up, and the verify commands of whatever is not done; where it begins with a fix those of every
 * phase, for what has landed is mended, and must not be broken by it.
 */
async function commandsOf(
  plan: Plan,
  { phases: named, fix }: Pick<RunAsk, 'phases' | 'fix'>,
  policy: Policy,
  { git }: Pick<Ports, 'git'>,
): Promise<string[]> {
  const { phases } = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
  const done = new Set(phases.flatMap(({ phase, state }) => (state === 'done' ? [phase] : [])));
  const isMeant = (id: string): boolean =>
    (fix ?? []).length > 0 || (named.length > 0 ? named.includes(id) : !done.has(id));
  const meant = plan.phases.filter(({ id }) => isMeant(id));
  return [...inForceOf(policy, plan).setup.commands, ...meant.flatMap(({ verify }) => verify)];
}

/** Lands and reviews what earlier runs left half done. False: new work must not start on top of it. */
async function finishLeftOvers(
  plan: Plan,
  ask: RunAsk,
  report: RunReport,
  exits: number[],
  ports: RunPorts,
): Promise<boolean> {
  const runs = join(ask.folder, 'runs');
  const { waves, lost } = await leftOvers(plan, runs, ports);
  for (const { schedule, folder, from } of waves) {
    const missing = from === 'land' ? 'was built and did not land' : 'landed without a valid review';
    ports.progress.note(`a wave of run ${schedule.run} ${missing}: this run goes on with it`);
    await claim(join(runs, schedule.run), ports);
    const { cwd, sandboxArguments, signal } = ask;
    const contextArguments = contextOf(ask);
    const wave = await finishWave(
      { cwd, folder, schedule, from, sandboxArguments, contextArguments, signal, exits },
      ports,
    );
    report.waves.push(wave);
    if (signal?.aborted || wave.landing?.check.conclusion !== 'success') return false;
  }
  if (lost.length === 0) return true;
  report.lost = lost;
  if (ask.phases.length > 0) return true;
  exits.push(3);
  return false;
}

const contextOf = ({ context }: Pick<RunAsk, 'context'>): string[] =>
  context.flatMap((path) => ['--context', path]);

/** While this process lives, no other run takes the waves of that run for its own. */
const claim = (run: string, { files, folders }: Pick<Ports, 'files' | 'folders'>): Promise<void> =>
  files.write(join(run, 'process.json'), `${JSON.stringify(folders.self())}\n`);

async function runWaves(
  ask: RunAsk & { plan: string; run: string; exits: number[] },
  report: RunReport,
  ports: RunPorts,
): Promise<void> {
  for (let n = 1; ; n += 1) {
    const fix = n === 1 ? ask.fix : undefined;
    const wave = await runWave({ ...ask, fix, folder: join(ask.folder, `wave-${n}`) }, ports);
    if (wave === undefined) return;
    const { held, legs } = wave.schedule;
    const open = held.filter(({ code }) => !SETTLED.has(code));
    // What somebody named and did not get is a failure; so is a run that had nothing at all to start.
    const refused = open.some(({ phase }) => ask.phases.includes(phase));
    if (legs.length === 0) {
      if (refused || (report.waves.length === 0 && open.length > 0)) ask.exits.push(1);
      if (report.waves.length === 0) report.waves.push(wave);
      else report.held = open;
      return;
    }
    report.waves.push(wave);
    // What waited for this wave was not asked again: the next schedule says how it stands.
    report.held = open.filter(({ code }) => code !== 'waiting-for-needs');
    if (ask.signal?.aborted || !wave.landing?.next) {
      if (refused) ask.exits.push(1);
      report.ended = 'stopped';
      return;
    }
  }
}

/** Held, and nothing is missing: it is done, or this run did with it what it could and says so where it ended. */
const SETTLED: ReadonlySet<string> = new Set(['already-done', 'started-by-this-run']);

/** One wave, step by step. What a step said with its exit code is kept; what it yielded is read from its outcome. */
async function runWave(
  ask: Omit<RunAsk, 'fix'> & {
    plan: string;
    run: string;
    exits: number[];
    fix: readonly string[] | undefined;
  },
  ports: RunPorts,
): Promise<Wave | undefined> {
  const { cwd, folder, signal, exits, sandboxArguments } = ask;
  const at = { cwd, folder, signal, exits };
  const phases = ask.phases.flatMap((phase) => ['--phase', phase]);
  const fix = (ask.fix ?? []).flatMap((finding) => ['--fix', finding]);
  ports.progress.step('schedule', ask.plan);
  const scheduled: number[] = [];
  await startStep({ ...at, exits: scheduled }, ports, 'write', [
    'schedule',
    ask.plan,
    '--run',
    ask.run,
    ...phases,
    ...fix,
  ]);
  const { outcome: schedule } = await tryOutcome(ports.files, folder, 'schedule');
  // Where there is an outcome, what it holds is judged by the run as a whole.
  if (schedule === undefined) exits.push(...scheduled);
  if (schedule === undefined) return undefined;
  if (schedule.legs.length === 0)
    return { folder, schedule, results: [], review: undefined, landing: undefined };

  const limit = pLimit(Math.max(1, ask.jobs));
  const contextArguments = contextOf(ask);
  await Promise.all(
    schedule.legs.map(({ phase }) =>
      limit(async () => {
        if (signal?.aborted) return;
        ports.progress.step('execute', phase);
        const args = ['--phase', phase, ...contextArguments, ...sandboxArguments];
        await startStep(at, ports, 'model', ['execute', ...args]);
      }),
    ),
  );
  return finishWave({ ...at, schedule, from: 'land', sandboxArguments, contextArguments }, ports);
}
