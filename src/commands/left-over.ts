/**
 * What earlier runs of this machine left half done: a wave that was built and did not land (a lost race, a branch that was
 * checked out, a killed run), or one that landed without a valid review. The next run begins with it, so that nothing is paid for twice.
 */
import { join } from 'node:path';
import { fold, type PlanState } from '../lifecycle/fold.ts';
import { prove } from '../lifecycle/landed.ts';
import { unreviewed } from '../lifecycle/status.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ports } from '../ports/ports.ts';
import { readBranch } from './branch.ts';
import { tryOutcome } from './outcome-files.ts';
import { stepsOf } from './record.ts';

type LeftOverPorts = Pick<Ports, 'git' | 'files' | 'folders'>;

export interface LeftOver {
  folder: string;
  schedule: Schedule;
  from: 'land' | 'review';
}

export interface LeftOvers {
  waves: LeftOver[];
  /** Landed without a valid review, and their outcomes are not on this machine. */
  lost: { phase: string; run: string }[];
}

/** `runs` is the folder of this machine's runs. Runs that are still alive are nobody else's. */
export async function leftOvers(plan: Plan, runs: string, ports: LeftOverPorts): Promise<LeftOvers> {
  const over = await endedRuns(plan, runs, ports);
  // Read after that: what a run landed with its last breath is no more left over.
  const state = await provedState(plan, ports);
  const found: LeftOvers = { waves: [], lost: [] };
  for (const { state: now, start, phase } of state.phases) {
    if (now !== 'running' || start === undefined) continue;
    if (over.get(start.holder.run) !== true) continue;
    const wave = await waveOf(start.key, join(runs, start.holder.run), ports);
    const result = wave && (await tryOutcome(ports.files, wave.folder, 'result', phase)).outcome;
    if (wave && result?.outcome === 'built') add(found, { ...wave, from: 'land' });
  }
  for (const { phase, start } of unreviewed(state)) {
    const begun = state.phases.find((track) => track.phase === phase)?.start;
    const run = begun?.holder.run ?? 'unknown';
    const wave = await waveOf(start, join(runs, run), ports);
    if (wave === undefined) found.lost.push({ phase, run });
    else if (over.get(run) !== false) add(found, { ...wave, from: 'review' });
  }
  return found;
}

function add({ waves }: LeftOvers, one: LeftOver): void {
  if (!waves.some(({ folder }) => folder === one.folder)) waves.push(one);
}

/** What is done without proof needs no review: it was reverted, say. */
async function provedState(plan: Plan, { git }: LeftOverPorts): Promise<PlanState> {
  const claimed = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
  const { landed } = await readBranch({ plan, state: claimed, trustBase: true }, git);
  return prove(claimed, landed);
}

/** Of the runs that the record names: is the process gone that ran it? undefined: nobody here can know. */
async function endedRuns(
  plan: Plan,
  runs: string,
  { git, files, folders }: LeftOverPorts,
): Promise<ReadonlyMap<string, boolean | undefined>> {
  const { phases } = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
  const over = new Map<string, boolean | undefined>();
  for (const { start } of phases) {
    if (start === undefined || over.has(start.holder.run)) continue;
    const bytes = await files.read(join(runs, start.holder.run, 'process.json'));
    const alive = bytes && folders.alive(JSON.parse(new TextDecoder().decode(bytes)));
    over.set(start.holder.run, alive === undefined ? undefined : !alive);
  }
  return over;
}

/** The wave of a run that holds this start. */
export async function waveOf(
  start: string,
  run: string,
  ports: Pick<Ports, 'files'>,
): Promise<RunWave | undefined> {
  for await (const wave of wavesOf(run, ports)) {
    if (wave.schedule.legs.some((leg) => leg.start === start)) return wave;
  }
  return undefined;
}

export type RunWave = Pick<LeftOver, 'folder' | 'schedule'>;

/** What a run of this machine scheduled, wave by wave. */
export async function* wavesOf(run: string, { files }: Pick<Ports, 'files'>): AsyncIterable<RunWave> {
  for (let wave = 1; ; wave += 1) {
    const folder = join(run, `wave-${wave}`);
    const { outcome: schedule } = await tryOutcome(files, folder, 'schedule');
    if (schedule === undefined) return;
    yield { folder, schedule };
  }
}
