/**
 * Plays the runner of GitHub Actions: reads a workflow as `init` writes it, and starts each job as the runner would. A fresh checkout
 * without credentials, a token with that job's permissions and no others, the key only where the job has its environment, artifacts with
 * ids as the only way from job to job, conditions by GitHub's own evaluator. Our own action is the shipped bundle, as a process.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inputs as actionInputs } from '../../src/entries/inputs.ts';
import { runGit } from '../doubles/github/clients.ts';
import type { GitHubDouble, Someone } from '../doubles/github/index.ts';
import type { JournalEntry } from '../doubles/github/journal.ts';
import type { Pull, WorkflowRun } from '../doubles/github/world.ts';
import { type ResultsDouble, startResults } from '../doubles/results/server.ts';
import { evaluate, fillIn, runs, type Status } from '../workflows/evaluate.ts';
import {
  type RenderedJob,
  type RenderedStep,
  renderedWorkflow,
  renderedWorkflows,
} from '../workflows/rendered.ts';
import { BUNDLE } from './place.ts';

const execute = promisify(execFile);

/** What happens to a job, told by its name: `verify`, or `execute 1` for a leg. */
export type Disturbance =
  /** The machine is gone: our process is killed, and no later step runs. */
  | { kind: 'lost'; job: string; after?: RegExp; asks?: RegExp }
  /** Somebody cancels the run while this job works: every process of it is asked to end. */
  | { kind: 'cancelled'; job: string; after?: RegExp; asks?: RegExp; thenLost?: boolean }
  /** The job waits for its environment, and something else happens. */
  | { kind: 'waiting'; job: string; meanwhile: () => Promise<unknown> };
// `after`: once the step's log says so; `asks`: as its first such request (`POST /path`) arrives at GitHub, before anything is done; neither:
// at its start.

export interface PlayedJob {
  name: string;
  result: 'success' | 'failure' | 'cancelled' | 'skipped';
  outputs: Record<string, string>;
  exit: number | null;
  log: string;
  json: Record<string, unknown>;
  summary: string;
  token: string;
  /** What was asked of GitHub meanwhile; legs of one job share it. */
  asked: readonly JournalEntry[];
}

export interface Played {
  run: WorkflowRun;
  attempt: number;
  jobs: PlayedJob[];
  /** The last of this name, `execute 0` for a leg. */
  job(name: string): PlayedJob;
}

export interface RunnerOptions {
  github: GitHubDouble;
  /** Where the models are. */
  messages: string;
}

interface Artifact {
  id: number;
  name: string;
  folder: string;
}

/** What a run has come to so far: a re-run of failed jobs keeps what passed (github.md G12). */
interface RunState {
  event: { name: string; payload: Record<string, unknown> };
  artifacts: Artifact[];
  results: ResultsDouble;
  last: Map<string, PlayedJob>;
}

export async function startRunner({ github, messages }: RunnerOptions) {
  await using cleanup = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  cleanup.defer(() => rm(folder, { recursive: true, force: true }));
  const states = new Map<number, RunState>();
  const owned = cleanup.move();
  let made = 0;
  const fresh = async (name: string): Promise<string> => {
    made += 1;
    const path = join(folder, `${made}-${name.replaceAll(' ', '-')}`);
    await mkdir(path, { recursive: true });
    return path;
  };

  async function begin(run: WorkflowRun, event: RunState['event']): Promise<WorkflowRun> {
    const results = owned.use(await startResults());
    states.set(run.id, { event, artifacts: [], results, last: new Map() });
    return run;
  }

  /** As actions/checkout leaves it with `fetch-depth: 0` and `persist-credentials: false`. */
  async function checkOut(run: WorkflowRun, depth: string): Promise<string> {
    const workspace = await fresh('checkout');
    const url = github.gitUrl(github.workflowToken({ contents: 'read' }).token);
    const git = async (...args: string[]) => {
      const done = await runGit(workspace, args);
      if (done.code !== 0) throw new Error(done.stderr);
    };
    await git('init', '-q');
    await git('remote', 'add', 'origin', github.gitUrl());
    const deep =
      depth === '0'
        ? ['+refs/heads/*:refs/remotes/origin/*']
        : ['--depth=1', `+${run.sha}:refs/remotes/origin/${run.branch}`];
    await git('fetch', '-q', '--no-tags', '--prune', url, ...deep);
    await git('checkout', '-q', '--force', '-B', run.branch, run.sha);
    return workspace;
  }

  interface Playing {
    run: WorkflowRun;
    state: RunState;
    disturbances: readonly Disturbance[];
    isCancelled: boolean;
    processes: Set<ChildProcess>;
  }

  /** One job, or one leg of one. */
  async function playJob(
    playing: Playing,
    {
      name,
      key,
      job,
      contexts,
    }: { name: string; key: string; job: RenderedJob; contexts: Record<string, unknown> },
  ): Promise<PlayedJob> {
    const { run, state } = playing;
    const token = github.workflowToken(job.permissions ?? {}).token;
    const temporary = await fresh(`${name}-temp`);
    const steps: Record<string, { outputs: Record<string, string> }> = {};
    const all: Record<string, unknown> = {
      ...contexts,
      github: { ...(contexts.github as object), token },
      secrets: job.environment ? { ANTHROPIC_API_KEY: 'test-key' } : {},
      runner: { temp: temporary },
      steps,
    };
    const played: PlayedJob = {
      name,
      result: 'success',
      outputs: {},
      exit: null,
      log: '',
      json: {},
      summary: '',
      token,
      asked: [],
    };
    const disturbance = playing.disturbances.find((one) => one.job === name || one.job === key);
    let workspace = '';
    let status: Status = 'success';
    if (disturbance?.kind === 'waiting') {
      github.waitFor(run, github.repository.environments[0]!);
      await disturbance.meanwhile();
      run.waitingFor.length = 0;
    }
    for (const step of job.steps) {
      if (!runs(step.if, all, status)) continue;
      const withs = Object.fromEntries(
        Object.entries(step.with ?? {}).map(([input, value]) => [input, fillIn(String(value), all, status)]),
      );
      const outputs: Record<string, string> = {};
      const action = step.uses?.split('@')[0];
      if (action === 'actions/checkout') workspace = await checkOut(run, withs['fetch-depth'] ?? '1');
      else if (action === 'actions/download-artifact') await download(state, withs);
      else if (action === 'actions/upload-artifact') {
        const id = 1_000 + state.artifacts.length + run.id * 100;
        const kept = await fresh('artifact');
        await cp(withs.path!, kept, { recursive: true });
        if (state.artifacts.some((one) => one.name === withs.name)) throw new Error(`twice: ${withs.name}`);
        state.artifacts.push({ id, name: withs.name!, folder: kept });
        github.artifact(run, withs.name!);
        outputs['artifact-id'] = String(id);
      } else if (action === 'planfile/planfile') {
        const ended = await playStep(playing, {
          step,
          withs,
          all,
          workspace,
          temporary,
          token,
          disturbance,
          status,
        });
        Object.assign(outputs, ended.outputs);
        Object.assign(played, { exit: ended.exit, log: ended.log, summary: ended.summary, json: ended.json });
        // GitHub calls a job cancelled whatever its step made of the signal.
        if (playing.isCancelled) status = 'cancelled';
        else if (ended.exit !== 0) status = 'failure';
        const isLost =
          disturbance?.kind === 'lost' || (disturbance?.kind === 'cancelled' && disturbance.thenLost);
        if (isLost && ended.disturbed) {
          played.result = 'failure';
          return played;
        }
      } else if (step.run !== undefined && !/apt-get/.test(step.run)) {
        await playScript(step, all, outputs, temporary);
      }
      if (step.id) steps[step.id] = { outputs };
    }
    played.result = status;
    for (const [output, value] of Object.entries(job.outputs ?? {})) {
      const filled = fillIn(value, all, status);
      played.outputs[output] = filled === 'false' ? '' : filled;
    }
    return played;
  }

  async function playScript(
    { run = '', env = {} }: RenderedStep,
    all: Record<string, unknown>,
    outputs: Record<string, string>,
    temporary: string,
  ): Promise<void> {
    const file = join(temporary, 'script-output');
    await writeFile(file, '');
    const filled = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fillIn(value, all)]));
    await execute('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      env: { PATH: process.env.PATH ?? '', ...filled, GITHUB_OUTPUT: file },
    });
    Object.assign(outputs, readOutputs(await readFile(file, 'utf8')));
  }

  /** One straight into the folder, several each into its own, whether by id or by pattern (the action's README, "v5"). */
  async function download(state: RunState, withs: Record<string, string>): Promise<void> {
    const into = withs.path!;
    await mkdir(into, { recursive: true });
    if (withs.pattern) {
      const wanted = new RegExp(`^${withs.pattern.replaceAll('*', '.*')}$`);
      const found = [...state.results.artifacts].filter(([name]) => wanted.test(name));
      for (const [name, archive] of found) {
        const zip = join(await fresh('zip'), 'a.zip');
        await writeFile(zip, archive);
        await execute('unzip', ['-q', '-o', zip, '-d', found.length === 1 ? into : join(into, name)]);
      }
      return;
    }
    const ids = withs['artifact-ids']!.split(',').map(Number);
    const wanted = state.artifacts.filter(({ id }) => ids.includes(id));
    if (wanted.length !== ids.length) throw new Error(`no artifact of ${ids.join(', ')}`);
    for (const { name, folder: from } of wanted)
      await cp(from, wanted.length === 1 ? into : join(into, name), { recursive: true });
  }

  async function playStep(
    playing: Playing,
    at: {
      step: RenderedStep;
      withs: Record<string, string>;
      all: Record<string, unknown>;
      workspace: string;
      temporary: string;
      token: string;
      disturbance: Disturbance | undefined;
      status: Status;
    },
  ) {
    const { run, state } = playing;
    const file = (name: string) => join(at.temporary, name);
    await writeFile(file('event.json'), JSON.stringify(state.event.payload));
    for (const name of ['output', 'summary']) await writeFile(file(name), '');
    const given = Object.entries(at.step.env ?? {}).map(([name, value]) => [name, fillIn(value, at.all)]);
    const withKey = given.some(([name]) => name === 'ANTHROPIC_API_KEY');
    const env: Record<string, string> = {
      ...github.runnerVariables(run, state.event as never),
      // The artifact client works for GitHub's own hosts and for *.localhost, and for no other.
      GITHUB_SERVER_URL: github.urls.server.replace('127.0.0.1', 'github.localhost'),
      ...state.results.environment,
      ...Object.fromEntries(given),
      ...(withKey ? { ANTHROPIC_BASE_URL: messages } : {}),
      ...Object.fromEntries(
        Object.entries(actionInputs).map(([name, { default: value }]) => [
          `INPUT_${name.toUpperCase()}`,
          at.withs[name] ?? value,
        ]),
      ),
      PATH: process.env.PATH ?? '',
      HOME: await fresh('home'),
      RUNNER_TEMP: at.temporary,
      GITHUB_WORKSPACE: at.workspace,
      GITHUB_EVENT_PATH: file('event.json'),
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
    };
    const child = spawn(process.execPath, [join(BUNDLE, 'action.js')], {
      env,
      cwd: at.workspace,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    playing.processes.add(child);
    let log = '';
    let disturbed = false;
    const strike = (asked = '') => {
      const { disturbance } = at;
      if (disturbed || disturbance === undefined || disturbance.kind === 'waiting') return;
      if (disturbance.after && !disturbance.after.test(log)) return;
      if (disturbance.asks && !disturbance.asks.test(asked)) return;
      disturbed = true;
      if (disturbance.kind === 'lost') {
        child.kill('SIGKILL');
        return;
      }
      playing.isCancelled = true;
      for (const one of playing.processes) one.kill('SIGINT');
    };
    const hear = ({ method, path }: JournalEntry) => strike(`${method} ${path}`);
    github.listeners.add(hear);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        log += String(chunk);
        strike();
      });
    }
    strike();
    const exit = await new Promise<number | null>((done) => child.once('close', done));
    playing.processes.delete(child);
    github.listeners.delete(hear);
    const isExpected = at.disturbance !== undefined && at.disturbance.kind !== 'waiting';
    if (isExpected && !disturbed) throw new Error(`the job ended before it was disturbed:\n${log}`);
    const outputs = readOutputs(await readFile(file('output'), 'utf8'));
    return {
      exit,
      log,
      outputs,
      disturbed,
      json: JSON.parse(outputs.json || '{}') as Record<string, unknown>,
      summary: await readFile(file('summary'), 'utf8'),
    };
  }

  async function play(run: WorkflowRun, disturbances: readonly Disturbance[] = []): Promise<Played> {
    const state = states.get(run.id) ?? states.get((await begin(run, dispatchOf(run))).id)!;
    const attempt = run.attempts.at(-1)!;
    attempt.status = 'in_progress';
    const number = run.attempts.length;
    const playing: Playing = { run, state, disturbances, isCancelled: false, processes: new Set() };
    const workflow = renderedWorkflow(run.path.split('/').at(-1)!);
    const context = {
      ref: `refs/heads/${run.branch}`,
      event_name: state.event.name,
      event: state.event.payload,
      run_id: String(run.id),
      run_attempt: String(number),
      repository: github.fullName,
    };
    const played: PlayedJob[] = [];
    const results = new Map<string, { result: string; outputs: Record<string, string> }>();
    const passedBefore = new Set(
      attempt.jobs.flatMap(({ name, conclusion }) => (conclusion === 'success' ? [name] : [])),
    );
    const rerun = new Set<string>();
    for (const [key, job] of Object.entries(workflow.jobs)) {
      const needed = [job.needs ?? []].flat();
      const needs = Object.fromEntries(needed.map((name) => [name, results.get(name)!]));
      const lacking = needed.some((name) => results.get(name)!.result !== 'success');
      const status: Status = playing.isCancelled ? 'cancelled' : lacking ? 'failure' : 'success';
      const contexts = { github: context, inputs: run.inputs, needs, strategy: {}, matrix: {} };
      if (!runs(job.if, contexts, status)) {
        results.set(key, { result: 'skipped', outputs: {} });
        continue;
      }
      const legs = job.strategy
        ? (evaluate(job.strategy.matrix.include, contexts) as { leg: number }[])
        : [undefined];
      const ofJob = await Promise.all(
        legs.map(async (leg) => {
          const name = leg === undefined ? key : `${key} ${leg.leg}`;
          const last = state.last.get(name);
          // What passed is kept by a re-run of failed jobs, but for what needs one that runs again.
          const passed = passedBefore.has(name) && !needed.some((one) => rerun.has(one));
          if (passed && last) return last;
          rerun.add(key);
          const record = github.job(run, name);
          const before = github.journal.length;
          const one = await playJob(playing, {
            name,
            key,
            job,
            contexts: { ...contexts, matrix: leg ?? {} },
          });
          one.asked = github.journal.slice(before);
          await github.finishJob(run, record, one.result);
          state.last.set(name, one);
          played.push(one);
          return one;
        }),
      );
      const outputs: Record<string, string> = {};
      for (const one of ofJob)
        for (const [name, value] of Object.entries(one.outputs)) if (value !== '') outputs[name] = value;
      const bad = ofJob.find(({ result }) => result !== 'success');
      results.set(key, { result: bad?.result ?? 'success', outputs });
    }
    const bad = played.find(({ result }) => result !== 'success');
    github.finishRun(run, playing.isCancelled ? 'cancelled' : (bad?.result ?? 'success'));
    return {
      run,
      attempt: number,
      jobs: played,
      job(name) {
        const found = played.findLast((one) => one.name === name);
        if (found === undefined)
          throw new Error(`there was no job ${name}: ${played.map((one) => one.name).join(', ')}`);
        return found;
      },
    };
  }

  const dispatchOf = (run: WorkflowRun): RunState['event'] =>
    github.dispatchEvent(run.path, {
      by: { account: run.actor } as Someone,
      ref: run.branch,
      inputs: run.inputs as Record<string, string>,
    });

  return {
    play,
    /** Somebody presses "Run workflow". */
    async dispatch(inputs: Record<string, string>, by: Someone): Promise<WorkflowRun> {
      const run = await github.run('.github/workflows/planfile-execute.yml', { by });
      run.inputs = { phases: '', 'dry-run': 'false', after: '', ...inputs };
      return await begin(run, dispatchOf(run));
    },
    /** A comment starts every workflow that hears comments; this is its run of one of them. */
    async comment(
      file: string,
      comment: Parameters<GitHubDouble['commentEvent']>[1],
      by: Someone,
    ): Promise<WorkflowRun> {
      const run = await github.run(`.github/workflows/${file}`, { by, event: 'issue_comment' });
      return await begin(run, github.commentEvent('created', comment, { by }));
    },
    /** A pull request was opened; of its events this is the run of one workflow. */
    async pull(file: string, pull: Pull, by: Someone): Promise<WorkflowRun> {
      const branch = pull.head.ref;
      const run = await github.run(`.github/workflows/${file}`, { by, event: 'pull_request', branch });
      return await begin(run, await github.pullEvent('opened', pull, { by }));
    },
    /** A workflow that follows another one: this is its run after that one has ended. */
    async follow(file: string, before: WorkflowRun, by: Someone): Promise<WorkflowRun> {
      const run = await github.run(`.github/workflows/${file}`, { by, event: 'workflow_run' });
      const { id, event, path, branch, sha } = before;
      const workflow_run = { id, event, path, head_branch: branch, head_sha: sha, conclusion: 'success' };
      const repository = { default_branch: github.repository.defaultBranch, full_name: github.fullName };
      return await begin(run, {
        name: 'workflow_run',
        payload: { action: 'completed', workflow_run, repository },
      });
    },
    /** Runs that somebody dispatched over the API and nobody has played. */
    waiting: (): WorkflowRun[] =>
      github.repository.runs.filter(({ attempts }) => attempts.at(-1)!.status === 'queued'),
    [Symbol.asyncDispose]: () => owned[Symbol.asyncDispose](),
  };
}

export type Runner = Awaited<ReturnType<typeof startRunner>>;

/** The workflows as files of a repository. */
export const workflowFiles = (): Record<string, string> =>
  Object.fromEntries(renderedWorkflows.map(({ path, text }) => [path, text]));

function readOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {};
  for (const [, name, , value] of text.matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n?\2$/gm))
    outputs[name!] = value!;
  for (const [, name, value] of text.matchAll(/^([\w-]+)=(.*)$/gm)) outputs[name!] ??= value!;
  return outputs;
}
