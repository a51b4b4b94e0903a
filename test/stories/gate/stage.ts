/**
 * A repository on GitHub with a plan that waits for approval, and the people around it. Ada wrote the plan; Bob and Cleo may
 * approve it; Rita only reads. Commands run as a workflow's job does, over the real adapters.
 */
import { systemClock } from '../../../src/adapters/files/clock.ts';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { openRepository } from '../../../src/adapters/git/discover.ts';
import { githubForge } from '../../../src/adapters/github/github.ts';
import {
  approveComment,
  type CommentEvent,
  type CommentOutcome,
} from '../../../src/commands/approve-comment.ts';
import { type ForgeGuards, forgeGuards } from '../../../src/commands/evidence.ts';
import { type GateAnswer, gate } from '../../../src/commands/gate.ts';
import { recordRef } from '../../../src/commands/record.ts';
import type { PhaseDecision } from '../../../src/lifecycle/gate.ts';
import { printStep } from '../../../src/lifecycle/record.ts';
import type { Step, StepOf } from '../../../src/lifecycle/step.ts';
import { setDigest } from '../../../src/plan/digest.ts';
import { readPlan } from '../../../src/plan/read.ts';
import type { Seal } from '../../../src/ports/seal.ts';
import { HASTE, WRITE } from '../../contracts/forge/stage.ts';
import { setup } from '../../contracts/git/scene.ts';
import { cloneAs } from '../../doubles/github/clients.ts';
import {
  type GitHubDouble,
  type IssueComment,
  type Pull,
  type Someone,
  startGitHub,
} from '../../doubles/github/index.ts';
import { keptProgress } from '../../doubles/kept-progress.ts';

export interface StageOptions {
  policy?: string;
  /** More files of the default branch. */
  files?: Record<string, string>;
  plan?: string;
  /** Where the plan stands at first: on its branch with a pull request, or nowhere. */
  on?: 'branch' | 'nowhere';
  repository?: string;
  /** Where nobody answers, and the test waits for it. */
  patience?: Partial<typeof HASTE>;
  diffLimits?: Parameters<typeof startGitHub>[0] extends { diffLimits?: infer L } | undefined ? L : never;
}

const SEAL: Seal = { machine: '0'.repeat(16), sign: () => '0'.repeat(64), verify: () => true };
export const PATH = 'plans/slugs.md';

/** Two phases; the second needs the first. A third stands alone. */
export function planText({
  slugify = 'Write it.',
  wire = 'Use it.',
  docs = 'Tell of it.',
  id = 'slugs',
  top = '',
} = {}): string {
  const section = (phase: string, what: string) => [
    `## Phase ${phase}: Build ${phase}`,
    '',
    what,
    '',
    '- [ ] It is there',
    '',
  ];
  return [
    '---',
    'planfile: 1',
    `id: ${id}`,
    ...(top ? [top] : []),
    'phases:',
    '  - {id: slugify, paths: [src/slug/**], verify: [npm test]}',
    '  - {id: wire, needs: [slugify], paths: [src/router.ts], verify: [npm test]}',
    '  - {id: docs, paths: [docs/slugs.md], verify: [npm test]}',
    '---',
    '',
    '# Make slugs from titles',
    '',
    'People asked for it.',
    '',
    ...section('slugify', slugify),
    ...section('wire', wire),
    ...section('docs', docs),
  ].join('\n');
}

export async function stage(options: StageOptions = {}) {
  await using cleanup = new AsyncDisposableStack();
  const github = cleanup.use(
    await startGitHub({
      at: '2026-11-02T09:00:00Z',
      rates: { contentPerMinute: 10_000, contentPerHour: 10_000, workflowPerHour: 100_000 },
      ...(options.repository ? { repository: options.repository } : {}),
      ...(options.diffLimits ? { diffLimits: options.diffLimits } : {}),
      files: {
        'README.md': '# slugs\n',
        'src/router.ts': 'export {};\n',
        ...(options.policy === undefined ? {} : { '.github/planfile.yml': options.policy }),
        ...options.files,
      },
    }),
  );
  const ada = github.person('ada', { permission: 'write' });
  const bob = github.person('bob', { permission: 'write' });
  const cleo = github.person('cleo', { permission: 'maintain' });
  const rita = github.person('rita', { permission: 'read' });
  const root = github.person('root', { permission: 'admin' });
  const owned = cleanup.move();
  const told = tell(github, owned, { ada, bob, cleo, rita, root }, options.patience);
  if (options.on !== 'nowhere') await told.writePlan(options.plan ?? planText());
  if (options.on !== 'nowhere') await told.openPull();
  return Object.assign(told, { [Symbol.asyncDispose]: () => owned.disposeAsync() });
}

export interface Asking {
  name?: string;
  /** The names of guards that are left out. */
  without?: string | readonly string[];
  as?: Pick<Someone, 'token'>;
}

interface Smuggled {
  body?: string;
  on?: Pull;
  /** What the step says in place of the truth. */
  claims?: Partial<StepOf<'approve'>>;
}

/** The guards but for one; a name that no guard has is a mistake of the test. */
function lacking(names: string | readonly string[]): ForgeGuards {
  const left = new Set([names].flat());
  let found = 0;
  const cut = <G>(guards: Readonly<Record<string, G>>): Record<string, G> => {
    const kept = Object.entries(guards).filter(([one]) => !left.has(one));
    found += Object.keys(guards).length - kept.length;
    return Object.fromEntries(kept);
  };
  const { remark, merge } = forgeGuards;
  const guards = {
    remark: { whole: cut(remark.whole), phase: cut(remark.phase) },
    merge: { whole: cut(merge.whole), phase: cut(merge.phase) },
  };
  if (found < left.size) throw new Error(`not every one of these is a guard: ${[...left].join(', ')}`);
  return guards;
}

export type Stage = Awaited<ReturnType<typeof stage>>;

function tell(
  github: GitHubDouble,
  cleanup: AsyncDisposableStack,
  people: Record<'ada' | 'bob' | 'cleo' | 'rita' | 'root', Someone>,
  patience: StageOptions['patience'] = {},
) {
  const later = (minutes = 10) => github.clock.advance({ minutes });
  const clock = { ...systemClock, now: () => github.clock.now() };
  const place = (who: Pick<Someone, 'token'>) => ({
    api: github.urls.api,
    server: github.urls.server,
    repository: github.fullName,
    token: who.token,
  });
  let pull: Pull | undefined;
  let reader: ReturnType<typeof job> | undefined;
  let listener: ReturnType<typeof job> | undefined;
  /** Who asks has checked out what stands then: never the checkout in which comments were heard before. */
  const asking = () => {
    reader ??= job();
    return reader;
  };
  const listening = () => {
    listener ??= job();
    return listener;
  };

  /** The ports of one job, on a checkout of its own. */
  async function job(who: Pick<Someone, 'token'> = github.workflowToken(WRITE)) {
    const clone = cleanup.use(await cloneAs(github, people.root));
    const forge = githubForge(place(who), { ...HASTE, ...patience });
    const remote = {
      url: github.gitUrl(),
      token: who.token,
      defaultBranch: async () => (await forge.origins.repository()).defaultBranch,
      environment: {},
    };
    const git = cleanup.use(await openRepository(clone.folder, { ...setup, remote }));
    const person = { identity: undefined, ci: true, terminal: false, confirm: async () => false };
    return {
      git,
      forge,
      person,
      seal: SEAL,
      clock,
      files: diskFiles,
      progress: keptProgress(),
      cwd: clone.folder,
    };
  }

  /** The set digest of the plan as it stands on its branch, or on the default one. */
  async function digest(phases?: readonly string[], path = PATH): Promise<string> {
    const plan = await read(path);
    return setDigest(plan.phases.filter(({ id }) => phases === undefined || phases.includes(id)));
  }

  async function read(path = PATH) {
    const id = path.replace(/^plans\/|\.md$/g, '');
    const text = await github.file(`refs/heads/plan/${id}`, path).catch(() => github.file('HEAD', path));
    const { plan } = readPlan(new TextEncoder().encode(text), path);
    if (!plan) throw new Error(`${path} is no plan`);
    return plan;
  }

  const currentPull = (): Pull => {
    if (!pull) throw new Error('there is no pull request');
    return pull;
  };

  const story = {
    github,
    ...people,
    later,
    job,
    digest,
    read,
    get pull(): Pull {
      return currentPull();
    },

    async writePlan(text: string, by = people.ada, branch = 'plan/slugs', path = PATH) {
      later();
      return await github.push(branch, { by, files: { [path]: text } });
    },

    async openPull(by = people.ada, head = 'plan/slugs') {
      later();
      pull = await github.pull({ by, head });
      return pull;
    },

    /** What a workflow does on the event of a comment, in one checkout after the other unless it gets its own. */
    async hear(
      comment: IssueComment,
      action: CommentEvent['action'] = 'created',
      own?: Awaited<ReturnType<typeof job>>,
    ): Promise<CommentOutcome> {
      const { cwd, ...ports } = own ?? (await listening());
      const event = { action, on: comment.issue.number, id: comment.id, body: comment.body };
      return await approveComment(event, { cwd }, ports);
    },

    /** Says something on the pull request, and lets the workflow hear it. */
    async say(
      by: Someone,
      body: string,
      on = currentPull(),
    ): Promise<CommentOutcome & { comment: IssueComment }> {
      later();
      const comment = github.comment(on, { by, body });
      return { ...(await story.hear(comment)), comment };
    },

    async approve(
      by: Someone,
      phases?: readonly string[],
    ): Promise<CommentOutcome & { comment: IssueComment }> {
      return await story.say(by, `/planfile approve slugs ${(await digest(phases)).slice(0, 32)}`);
    },

    /** Asks the gate; `without` takes one guard of evidence out. */
    async ask({ name = 'slugs', without, as }: Asking = {}): Promise<GateAnswer> {
      const { cwd, ...ports } = as ? await job(as) : await asking();
      return await gate(
        { name, cwd, phases: [] },
        ports,
        without === undefined ? undefined : lacking(without),
      );
    },

    /** Each phase's decision, as `approved`, or `refused: code`. */
    async gate(asking: Asking = {}): Promise<Record<string, string>> {
      const { decisions } = await story.ask(asking);
      return Object.fromEntries(decisions.map((one): [string, string] => [one.phase, short(one)]));
    },

    /** What our one comment says now. */
    answer(on = currentPull()): string {
      return on.issue.comments.findLast(({ author }) => author.type === 'Bot')?.body ?? '';
    },

    /** Types steps into the record, as somebody does who can push. */
    async type(...steps: readonly Step[]): Promise<void> {
      const { git } = github.repository;
      const ref = recordRef('slugs');
      const before = await git.resolve(ref);
      const text = before === undefined ? '' : await github.file(ref, 'record.jsonl');
      await git.commit(ref, {
        files: { 'record.jsonl': `${text}${steps.map((step) => `${printStep(step)}\n`).join('')}` },
        message: 'typed',
        author: people.ada.account,
        at: github.clock.now(),
        parents: before === undefined ? [] : [before],
      });
    },

    /** Somebody says the line, and the step that an honest workflow would refuse is typed into the record. */
    async smuggle(by: Someone, { body, on, claims = {} }: Smuggled = {}): Promise<IssueComment> {
      later();
      const line = `/planfile approve slugs ${await digest()}`;
      const comment = github.comment(on ?? currentPull(), { by, body: body ?? line });
      await story.type({ ...(await story.stepOf(comment)), ...claims } as Step);
      return comment;
    },

    /** The step that names this comment as evidence for the whole plan. */
    async stepOf(comment: IssueComment): Promise<StepOf<'approve'>> {
      const { phases } = await read();
      return {
        type: 'approve',
        key: comment.id.toString(16).padStart(32, '0'),
        at: comment.createdAt.replace('Z', '.000Z'),
        by: { name: comment.author.login, account: comment.author.id },
        phases: phases.map((phase) => ({ phase: phase.id, digest: phase.digest })),
        evidence: { kind: 'comment', repository: github.fullName, on: comment.issue.number, id: comment.id },
      };
    },

    async record(): Promise<Step[]> {
      const text = await github.file(recordRef('slugs'), 'record.jsonl').catch(() => '');
      return text.split('\n').flatMap((line) => (line ? [JSON.parse(line) as Step] : []));
    },
  };
  return story;
}

const short = ({ decision, code }: PhaseDecision): string =>
  decision === code ? decision : `${decision}: ${code}`;

export const ALL_APPROVED = { slugify: 'approved', wire: 'approved', docs: 'approved' };
export const all = (what: string) => ({ slugify: what, wire: what, docs: what });
