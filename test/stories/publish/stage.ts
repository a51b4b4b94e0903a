/**
 * A plan on GitHub whose waves are built by hand: the outcomes that execute, verify and review would yield are written here, with real
 * bundles, and publish lands them over the real adapters with a workflow's own token.
 */
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { bundleName, writeOutcome } from '../../../src/commands/outcome-files.ts';
import { publish } from '../../../src/commands/publish.ts';
import { reset } from '../../../src/commands/reset.ts';
import { schedule } from '../../../src/commands/schedule.ts';
import {
  gatherPieces,
  joinPieces,
  judgedPhases,
  reviewBase,
  scheduledPlan,
} from '../../../src/commands/wave-work.ts';
import { branchRef } from '../../../src/commands/where.ts';
import type { Result } from '../../../src/outcomes/result.ts';
import type { Review } from '../../../src/outcomes/review.ts';
import type { Schedule } from '../../../src/outcomes/schedule.ts';
import { workflows } from '../../../src/workflows/index.ts';
import { runGit } from '../../doubles/github/clients.ts';
import type { Pull, Someone, WorkflowRun } from '../../doubles/github/index.ts';
import { type Stage as GateStage, stage as gateStage, planText, type StageOptions } from '../gate/stage.ts';

export const EXECUTE = '.github/workflows/planfile-execute.yml';
const WORKFLOWS = {
  [EXECUTE]: [
    'name: Planfile execute',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own expressions
    "run-name: Planfile ${{ inputs.plan }}${{ inputs.after && format(' after {0}', inputs.after) || '' }}",
    'on:',
    '  workflow_dispatch:',
    '    inputs: {plan: {required: true}, phases: {default: ""}, after: {default: ""}}',
    'jobs: {}',
    '',
  ].join('\n'),
  '.github/workflows/ci.yml': 'name: CI\non: workflow_dispatch\njobs: {}\n',
};

/** What the workflow gives the publish job, and no more. */
export const PUBLISH = Object.fromEntries(
  Object.entries(workflows.find(({ file }) => EXECUTE.endsWith(file))?.jobs.publish?.permissions ?? {}).map(
    ([name, [level]]) => [name, level],
  ),
);

/** What a job that resets a phase needs. */
const RESET = {
  contents: 'write',
  pull_requests: 'write',
  checks: 'write',
  actions: 'read',
  issues: 'read',
} as const;

type Job = Awaited<ReturnType<GateStage['job']>>;

export interface Built {
  files: Record<string, string>;
  /** What the result says otherwise. */
  claims?: Partial<Result>;
}
export interface WaveOptions {
  /** What each phase wrote; a phase that is not named yields nothing. */
  work: Record<string, Built>;
  /** What the reviewer says; null: there is no review. */
  review?: Partial<Review> | null;
  /** false: the run ended before verify. */
  verified?: boolean;
  /** Named by the person who starts it. */
  phases?: readonly string[];
  /** Findings that the person sends back; none: what blocks. */
  fix?: readonly string[];
  /** The run that dispatched it; undefined: a person's word. */
  after?: string;
  /** Whose word; undefined: bob's. */
  by?: Someone;
}

export interface BuiltWave {
  schedule: Schedule;
  folder: string;
  job: Job;
  run: WorkflowRun;
}

export const WORK: Record<string, Built> = {
  slugify: { files: { 'src/slug/slug.ts': 'export const slug = 1;\n' } },
  docs: { files: { 'docs/slugs.md': '# Slugs\n' } },
  wire: { files: { 'src/router.ts': 'export const router = 2;\n' } },
};

export async function stage(options: StageOptions = {}) {
  await using cleanup = new AsyncDisposableStack();
  const story = cleanup.use(
    await gateStage({
      ...options,
      files: { ...WORKFLOWS, ...options.files },
      plan: options.plan ?? planText(),
    }),
  );
  const { github } = story;
  const outcomes = cleanup.use(await mkdtempDisposable(join(tmpdir(), 'publish-')));
  let waves = 0;

  /** Starts a wave, and writes what its jobs would yield. */
  async function wave({
    work,
    review = {},
    verified = true,
    after,
    phases = [],
    fix,
    by = story.bob,
  }: WaveOptions): Promise<BuiltWave> {
    const dispatched = github.repository.runs.find(
      ({ inputs }) => after !== undefined && inputs.after === after,
    );
    const run = dispatched ?? (await github.run(EXECUTE, { by }));
    const job = await story.job();
    waves += 1;
    const folder = join(outcomes.path, `wave-${waves}`);
    const { cwd, ...ports } = job;
    const ask = {
      name: 'slugs',
      cwd,
      phases,
      fix,
      folder,
      runs: undefined,
      run: String(run.id),
      attempt: 1,
      after,
    };
    const started = await schedule(ask, ports);
    for (const { phase } of started.legs) {
      const one = work[phase];
      if (one) await build(started, phase, one, { job, folder });
    }
    if (verified) await verify(started, { job, folder });
    if (verified && review !== null) await writeReview(started, { job, folder }, review);
    return { schedule: started, folder, job, run };
  }

  const owned = cleanup.move();
  return Object.assign(story, {
    wave,
    verify: ({ schedule: started, job, folder }: BuiltWave) => verify(started, { job, folder }),
    review: ({ schedule: started, job, folder }: BuiltWave, says: Partial<Review> = {}) =>
      writeReview(started, { job, folder }, says),
    /** As the publish job does it: by default in a checkout of its own. */
    async publish(
      { folder }: BuiltWave,
      who: Pick<Someone, 'token'> = github.workflowToken(PUBLISH),
      guards?: Parameters<typeof publish>[2],
    ) {
      const { cwd: _, ...ports } = await story.job(who);
      return await publish({ folder }, ports, guards);
    },
    /** A landed phase is taken out in a workflow that this person started. */
    async undo(by: Someone, phase: string) {
      const run = await github.run(EXECUTE, { by });
      const { cwd, ...ports } = await story.job(github.workflowToken(RESET));
      const reason = 'it loses titles\n\nThis reverts commit 0000000000000000000000000000000000000000.';
      return await reset(
        { name: 'slugs', cwd, phase, reason, job: { run: String(run.id), attempt: 1 } },
        ports,
      );
    },
    /** Somebody answers the thread that says so. */
    async reply(claim: string, body: string, { token }: Pick<Someone, 'token'>): Promise<void> {
      const own = this.own();
      const thread = own.threads.find(({ comments }) => comments[0]!.body.includes(claim));
      const path = `pulls/${own.issue.number}/comments/${thread!.comments[0]!.id}/replies`;
      const { status } = await fetch(`${github.urls.api}/repos/${github.fullName}/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ body }),
      });
      if (status !== 201) throw new Error(`the reply was refused: ${status}`);
    },
    /** The plan's open pull request. */
    own(): Pull {
      const pull = [...github.repository.issues.values()].find(
        ({ pull: one, state }) => one?.head.ref === 'plan/slugs' && state === 'open',
      )?.pull;
      if (!pull) throw new Error('there is no pull request of the plan');
      return pull;
    },
    check: (head: string) =>
      github.repository.checks.findLast(
        ({ sha, externalId }) => sha === head && externalId === 'planfile/slugs',
      ),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  });
}

export type PublishStage = Awaited<ReturnType<typeof stage>>;
type Place = { job: Job; folder: string };

const headerOf = ({ plan, run, attempt, nonce }: Schedule) =>
  ({ planfile: 1, plan, run, attempt, nonce }) as const;

async function build(
  wave: Schedule,
  phase: string,
  { files, claims = {} }: Built,
  { job, folder }: Place,
): Promise<void> {
  const { digest } = wave.legs.find((leg) => leg.phase === phase)!;
  const commit = await commitOf(job.cwd, wave.base, files, phase);
  await using workshop = await job.git.workshop();
  await diskFiles.write(join(folder, '.keep'), '');
  await workshop.writeBundle(join(folder, bundleName(phase)), commit, wave.base, wave.nonce);
  const result: Result = {
    ...headerOf(wave),
    kind: 'result',
    phase,
    digest,
    base: wave.base,
    outcome: 'built',
    reason: null,
    message: '',
    commit,
    bundle: bundleName(phase),
    landable: true,
    keptTree: null,
    changes: [],
    outside: [],
    protected: [],
    unlocked: [],
    selfVerified: [],
    leftOut: [],
    verify: [],
    rounds: 0,
    summary: `Built ${phase}.`,
    deviations: [],
    escalation: null,
    consults: 0,
    checkpoints: 0,
    context: [],
    transcript: null,
    timeline: [],
    turns: 12,
    seconds: 95,
    usage: [
      {
        role: 'executor',
        model: 'claude-sonnet-5-5',
        calls: 12,
        input: 900,
        cacheRead: 120_000,
        cacheWrite: 15_000,
        output: 6_200,
        usd: 0.42,
      },
    ],
    notes: [],
    ...claims,
  };
  await writeOutcome(diskFiles, folder, result, phase);
}

/** One commit on the base, by git's own plumbing: no work tree is touched. */
async function commitOf(
  cwd: string,
  base: string,
  files: Record<string, string>,
  phase: string,
): Promise<string> {
  const git = async (...args: string[]) => {
    const { code, stdout, stderr } = await runGit(cwd, args);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  await using index = await mkdtempDisposable(join(tmpdir(), 'index-'));
  const withIndex = (...args: string[]) => git('-c', 'core.worktree=.', `--work-tree=${index.path}`, ...args);
  await diskFiles.write(join(index.path, 'x'), '');
  await git('read-tree', base);
  for (const [path, content] of Object.entries(files)) {
    const file = join(index.path, 'content');
    await diskFiles.write(file, content);
    const blob = await withIndex('hash-object', '-w', '--no-filters', file);
    await git('update-index', '--add', '--cacheinfo', `100644,${blob},${path}`);
  }
  const tree = await git('write-tree');
  return await git('commit-tree', tree, '-p', base, '-m', `work of ${phase}`);
}

async function verify(wave: Schedule, { job, folder }: Place): Promise<void> {
  const { cwd: _, ...ports } = job;
  await ports.git.repository.record(wave.plan);
  const head = (await ports.git.repository.resolve(branchRef(wave.plan))) ?? wave.base;
  await using workshop = await ports.git.workshop();
  const plan = await scheduledPlan(wave, ports);
  const pieces = await gatherPieces({ schedule: wave, plan, folder }, workshop, ports);
  const good = pieces.filter(({ refusal }) => refusal === undefined);
  const joined = await joinPieces(good, { base: wave.base, head }, workshop);
  const named = ({ phase: { id, digest } }: (typeof pieces)[number]) => ({ phase: id, digest });
  await writeOutcome(diskFiles, folder, {
    ...headerOf(wave),
    kind: 'verification',
    base: wave.base,
    head,
    tree: joined.tree,
    passed: joined.steps.map(({ piece, tree }) => ({ ...named(piece), commit: piece.work!.commit, tree })),
    leftOut: [
      ...pieces.flatMap((piece) => (piece.refusal ? [{ ...named(piece), ...piece.refusal }] : [])),
      ...joined.conflicts.map(({ piece, paths }) => ({
        ...named(piece),
        reason: 'conflict' as const,
        message: `conflicts with what landed meanwhile: ${paths.join(', ')}`,
      })),
    ],
    runs: [],
    seconds: 20,
  });
}

async function writeReview(wave: Schedule, { job, folder }: Place, says: Partial<Review>): Promise<void> {
  const bytes = await diskFiles.read(join(folder, 'verification.json'));
  const { tree, head, passed } = JSON.parse(new TextDecoder().decode(bytes));
  const plan = await scheduledPlan(wave, job);
  const judged = judgedPhases(wave, passed);
  await writeOutcome(diskFiles, folder, {
    ...headerOf(wave),
    kind: 'review',
    tree,
    base: reviewBase(wave, { head }),
    head: null,
    verdict: 'pass',
    why: 'every criterion met, no blocking finding',
    cause: null,
    summary: 'Read it all.',
    findings: [],
    criteria: plan.phases
      .filter(({ id }) => judged.has(id))
      .flatMap(({ id, criteria }) =>
        criteria.map((_, i) => ({
          phase: id,
          criterion: i + 1,
          text: 'It is there',
          met: true,
          evidence: 'seen',
        })),
      ),
    leftOut: [],
    unread: [],
    context: [],
    notes: [],
    model: 'claude-opus-5-5',
    turns: 4,
    seconds: 60,
    usage: [
      {
        role: 'reviewer',
        model: 'claude-opus-5-5',
        calls: 4,
        input: 2_000,
        cacheRead: 40_000,
        cacheWrite: 20_000,
        output: 3_000,
        usd: 0.19,
      },
    ],
    ...says,
  });
}
