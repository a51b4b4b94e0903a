/** The second half of a wave, once its phases were built: verify → review → publish, until the branch stands still under it. */
import { exitOfReason } from '../outcomes/header.ts';
import type { Landing } from '../outcomes/landing.ts';
import type { Result } from '../outcomes/result.ts';
import type { Review } from '../outcomes/review.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Ports } from '../ports/ports.ts';
import type { StepCall } from '../ports/steps.ts';
import { tryOutcome } from './outcome-files.ts';
import { jitter } from './record.ts';
import { reviewBase } from './wave-work.ts';
import { branchRef } from './where.ts';

export type FinishPorts = Pick<Ports, 'git' | 'files' | 'clock' | 'progress' | 'steps'>;

export interface Wave {
  folder: string;
  schedule: Schedule;
  results: Result[];
  review: Review | undefined;
  /** Undefined: nothing was published, and the next run goes on from here. */
  landing: Landing | undefined;
}

export interface Finish {
  cwd: string;
  folder: string;
  schedule: Schedule;
  /** `land`: verify, review and publish; `review`: it has landed, and only its review is missing. */
  from: 'land' | 'review';
  /** Handed on to the steps that open a sandbox. */
  sandboxArguments: readonly string[];
  /** Documents that go along, as arguments. */
  contextArguments?: readonly string[];
  signal?: AbortSignal | undefined;
  /** Exit codes other than 0 are added here. */
  exits: number[];
}

/** How often a wave is joined anew because another one landed first: each try lets at least one of them land. */
const MAX_TRIES = 10;

export async function finishWave(ask: Finish, ports: FinishPorts): Promise<Wave> {
  const { folder, schedule } = ask;
  const results = await resultsOf(schedule, folder, ports);
  for (let tries = 1; ; tries += 1) {
    const exits: number[] = [];
    const published = await oneTry({ ...ask, exits }, results, ports);
    const moved = await hasMoved(ask, ports);
    const lost = published === 3 && !ask.signal?.aborted && (moved || tries === 1);
    if (!lost || tries === MAX_TRIES) {
      ask.exits.push(...exits);
      break;
    }
    const why = moved ? 'the branch moved meanwhile' : 'publish could not decide';
    ports.progress.note(`${why}: the wave is joined once more on what stands there now`);
    await ports.clock.sleep(Math.min(2_000, 100 * 2 ** tries) * jitter(ports.clock.nonce()));
  }
  const { outcome: review } = await tryOutcome(ports.files, folder, 'review');
  const landing = await landingOf(schedule, folder, ports);
  ask.exits.push(...exitsOf(landing, review));
  return { folder, schedule, results, review, landing };
}

/** What stands at the end counts, whichever try brought it about: the exit codes of a try that was made again are forgotten. */
function exitsOf(landing: Landing | undefined, review: Review | undefined): number[] {
  const ended = landing?.ended.filter(({ outcome }) => outcome !== 'done') ?? [];
  // Also where an earlier wave is blocked, and this one passed.
  const blocked = landing?.check.conclusion === 'failure' && review !== undefined;
  return [...ended.map(({ reason }) => exitOfReason(reason ?? 'error')), ...(blocked ? [1] : [])];
}

/** Gives the exit code of publish. */
async function oneTry(ask: Finish, results: readonly Result[], ports: FinishPorts): Promise<number> {
  const { sandboxArguments, contextArguments = [] } = ask;
  const built = results.some(({ outcome }) => outcome === 'built');
  if (ask.from === 'land' && built && !ask.signal?.aborted) {
    ports.progress.step('verify');
    await startStep(ask, ports, 'code', ['verify', ...sandboxArguments]);
  }
  if (!ask.signal?.aborted && (await wantsReview(ask, ports))) {
    ports.progress.step('review');
    await startStep(ask, ports, 'model', ['review', ...contextArguments, ...sandboxArguments]);
  }
  ports.progress.step('publish');
  return startStep(ask, ports, 'write', ['publish']);
}

/** Starts one step on the wave's folder; what is not 0 is kept among the exit codes. A write step is never cut off. */
export async function startStep(
  ask: Pick<Finish, 'cwd' | 'folder' | 'signal' | 'exits'>,
  { steps }: Pick<Ports, 'steps'>,
  power: StepCall['power'],
  [command, ...rest]: readonly [string, ...string[]],
): Promise<number> {
  const signal = power === 'write' ? undefined : ask.signal;
  const args = [command, '-C', ask.cwd, ...rest, '--out', ask.folder];
  const exit = await steps.start({ power, args, signal });
  if (exit !== 0) ask.exits.push(exit);
  return exit;
}

/** A valid review of this very tree is not paid for again. */
async function wantsReview(
  { folder, schedule }: Pick<Finish, 'folder' | 'schedule'>,
  { files }: Pick<Ports, 'files'>,
): Promise<boolean> {
  const { outcome: verified } = await tryOutcome(files, folder, 'verification');
  if (verified === undefined || verified.passed.length === 0) return false;
  const { outcome: review } = await tryOutcome(files, folder, 'review');
  const same = review?.tree === verified.tree && review.base === reviewBase(schedule, verified);
  return !(same && review.nonce === verified.nonce && review.verdict !== 'none');
}

async function hasMoved({ schedule, folder }: Finish, ports: FinishPorts): Promise<boolean> {
  const { outcome: verified } = await tryOutcome(ports.files, folder, 'verification');
  const now = (await ports.git.repository.resolve(branchRef(schedule.plan))) ?? schedule.base;
  return verified !== undefined && verified.head !== now;
}

/** Of this wave, not of a folder that was used twice. */
async function landingOf(
  { nonce }: Schedule,
  folder: string,
  { files }: Pick<Ports, 'files'>,
): Promise<Landing | undefined> {
  const { outcome } = await tryOutcome(files, folder, 'landing');
  return outcome?.nonce === nonce ? outcome : undefined;
}

async function resultsOf(
  { legs }: Schedule,
  folder: string,
  { files }: Pick<Ports, 'files'>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const { phase } of legs) {
    const { outcome } = await tryOutcome(files, folder, 'result', phase);
    if (outcome) results.push(outcome);
  }
  return results;
}
