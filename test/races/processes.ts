/**
 * The shipped commands as jobs of GitHub Actions, each a process of its own on a checkout of its own: approve, schedule, publish.
 * Only building and verifying, which touch no ref, are done here: by hand, with real git. Jobs may be killed at any moment.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/adapters/files/clock.ts';
import { diskFiles } from '../../src/adapters/files/files.ts';
import { openRepository } from '../../src/adapters/git/discover.ts';
import { githubForge } from '../../src/adapters/github/github.ts';
import { approveComment } from '../../src/commands/approve-comment.ts';
import type { Schedule } from '../../src/outcomes/schedule.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { buildByHand, verifyByHand } from '../builders/handmade.ts';
import { HASTE, WRITE } from '../contracts/forge/stage.ts';
import { setup } from '../contracts/git/scene.ts';
import { type Clone, cloneAs } from '../doubles/github/clients.ts';
import type {
  GitHubDouble,
  IssueComment,
  Someone,
  WorkflowEvent,
  WorkflowRun,
} from '../doubles/github/index.ts';
import { keptProgress } from '../doubles/kept-progress.ts';
import { BUNDLE } from '../end-to-end/place.ts';

/** Chance that comes from a seed, so that a failed run can be run again (the machine's own scheduling aside). */
export interface Chance {
  /** A whole number from 0 to below `most`. */
  below(most: number): number;
}

export interface Races {
  github: GitHubDouble;
  plan: Plan;
  chance: Chance;
  /** Where runners keep what they have. */
  folder: string;
  /** Processes that are killed, by the order in which they are started. */
  doomed: Set<number>;
  started: number;
  log: string[];
}

interface Ended {
  exit: number | null;
  said: string;
}

/** Hears a comment, again until a job came to its end. */
export async function approveJob(races: Races, comment: IssueComment, by: Someone): Promise<void> {
  const { github } = races;
  const run = await github.run('.github/workflows/planfile-approve.yml', { by, event: 'issue_comment' });
  const event = github.commentEvent('created', comment, { by });
  for (let n = 0; n < 8; n += 1) {
    await using clone = await cloneAs(github);
    const env = { INPUT_COMMAND: 'approve-comment', INPUT_PLAN: '', 'INPUT_WORKING-DIRECTORY': '' };
    const ended = await job(races, { run, event, clone, entry: ['action.js'], env });
    if (ended.exit === 0) break;
  }
  github.finishRun(run, 'success');
}

/** The same within this process, where nobody races: it waits for nothing. */
export async function approveHere(github: GitHubDouble, comment: IssueComment, by: Someone): Promise<void> {
  const token = github.workflowToken(WRITE).token;
  await using clone = await cloneAs(github);
  const place = { api: github.urls.api, server: github.urls.server, repository: github.fullName, token };
  const remote = { url: github.gitUrl(), token, defaultBranch: async () => 'main', environment: {} };
  await using git = await openRepository(clone.folder, { ...setup, remote });
  const { answers } = await approveComment(
    { action: 'created', on: comment.issue.number, id: comment.id, body: comment.body },
    { cwd: clone.folder },
    {
      git,
      forge: githubForge(place, HASTE),
      files: diskFiles,
      clock: { ...systemClock, now: () => github.clock.now() },
      seal: { machine: '0'.repeat(16), sign: () => '0'.repeat(64), verify: () => false },
      person: { identity: undefined, ci: true, terminal: false, confirm: async () => false },
      progress: keptProgress(),
    },
  );
  if (!answers[0]?.accepted) throw new Error(`${by.login} was not heard: ${answers[0]?.why}`);
}

/** One run of the execute workflow, from its schedule to its publish. */
export async function executeRun(races: Races, by: Someone, phases: readonly string[] = []): Promise<void> {
  const { github } = races;
  const run = await github.run('.github/workflows/planfile-execute.yml', { by });
  const inputs = { plan: races.plan.id, phases: phases.join(' ') };
  const event = github.dispatchEvent(run.path, { by, inputs });
  await using clone = await cloneAs(github);
  const folder = join(races.folder, `outcomes-${run.id}`);
  const planfile = (...args: string[]) =>
    job(races, {
      run,
      event,
      clone,
      entry: ['planfile.js', '-C', clone.folder, ...args, '--out', folder],
    });
  try {
    const named = phases.flatMap((phase) => ['--phase', phase]);
    const scheduled = await planfile('schedule', races.plan.id, ...named);
    if (scheduled.exit !== 0) return;
    const schedule = JSON.parse(await readFile(join(folder, 'schedule.json'), 'utf8')) as Schedule;
    if (schedule.legs.length === 0) return;
    for (const { phase } of schedule.legs) {
      const files = { [`${phase}.txt`]: `${phase}\n` };
      await buildByHand(schedule, { phase, files, folder, at: clone.folder });
    }
    for (let n = 0; n < 10; n += 1) {
      await verify(races, schedule, folder, clone);
      const published = await planfile('publish');
      if (published.exit !== null && published.exit !== 3) return;
    }
  } finally {
    github.finishRun(run, 'success');
  }
}

interface Job {
  run: WorkflowRun;
  event: WorkflowEvent;
  clone: Clone;
  entry: readonly string[];
  env?: Record<string, string>;
}

async function job(races: Races, { run, event, clone, entry, env = {} }: Job): Promise<Ended> {
  const { github, chance, folder, log } = races;
  const temporary = join(folder, `runner-${run.id}`);
  await mkdir(temporary, { recursive: true });
  await writeFile(join(temporary, 'event.json'), JSON.stringify(event.payload));
  const token = github.workflowToken(WRITE).token;
  const [script = '', ...args] = entry;
  const child = spawn(process.execPath, [join(BUNDLE, script), ...args], {
    env: {
      ...github.runnerVariables(run, event),
      ...env,
      PATH: process.env.PATH ?? '',
      HOME: temporary,
      RUNNER_TEMP: temporary,
      GITHUB_TOKEN: token,
      INPUT_TOKEN: token,
      GITHUB_WORKSPACE: clone.folder,
      GITHUB_EVENT_PATH: join(temporary, 'event.json'),
      GITHUB_OUTPUT: await emptyFile(join(temporary, 'output')),
      GITHUB_STEP_SUMMARY: await emptyFile(join(temporary, 'summary')),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: its git dies with it, as on a machine that is gone.
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  races.started += 1;
  const dies = races.doomed.has(races.started);
  const timer = dies ? setTimeout(() => kill(child.pid!), 300 + chance.below(1_500)) : undefined;
  const exit = await new Promise<number | null>((done) => child.once('close', done));
  clearTimeout(timer);
  log.push(`run ${run.id}: ${entry.slice(0, 1)} ${entry[3] ?? ''} ended with ${exit}\n${said}`);
  return { exit, said };
}

function kill(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function emptyFile(path: string): Promise<string> {
  await writeFile(path, '');
  return path;
}

async function verify(
  { github, plan }: Races,
  schedule: Schedule,
  folder: string,
  clone: Clone,
): Promise<void> {
  const token = github.workflowToken({ contents: 'read' }).token;
  const remote = { url: github.gitUrl(), token, defaultBranch: async () => 'main', environment: {} };
  await using git = await openRepository(clone.folder, { ...setup, remote });
  await verifyByHand(schedule, plan, folder, git);
}

/** All of them at once, each beginning somewhat later or not. */
export const together = (
  races: Races,
  most: number,
  acts: readonly (() => Promise<void>)[],
): Promise<unknown> =>
  Promise.all(
    acts.map(async (act) => {
      await sleep(races.chance.below(most));
      await act();
    }),
  );
