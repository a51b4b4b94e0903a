/** What every workflow that we write keeps to, as named rules: each says what breaks it. */
import type { RenderedJob, RenderedStep, RenderedWorkflow } from './rendered.ts';

/** Events whose runs take the workflow from the default branch, whatever they are about (github.md G4). */
const DEFAULT_BRANCH = new Set(['issue_comment', 'issues', 'schedule', 'workflow_run']);

export type Rule = (workflow: RenderedWorkflow) => string[];

/** What the three powers are made of (design.md §3, trust.md T12, T16, T18). */
const hasKey = (job: RenderedJob): boolean => /secrets\.|ANTHROPIC/.test(JSON.stringify(job));
const canWrite = (job: RenderedJob): boolean =>
  Object.values(job.permissions ?? { all: 'write' }).includes('write');
const ours = (job: RenderedJob): RenderedStep[] =>
  job.steps.filter(({ uses }) => uses?.startsWith('planfile/planfile@'));
const hasToken = (job: RenderedJob): boolean => ours(job).some((step) => step.with?.token !== undefined);

export const rules = {
  /** Key and a token that writes never meet. */
  oneOfTwoPowers: (workflow) =>
    jobs(workflow, (job) => (hasKey(job) && canWrite(job) ? ['has the key and may write'] : [])),
  /** A job that runs our `verify` has neither; what runs in it was written by a model. */
  codeHasNeither: (workflow) =>
    jobs(workflow, (job) =>
      ours(job).some((step) => step.with?.command === 'verify') &&
      (hasKey(job) || hasToken(job) || canWrite(job))
        ? ['runs what a model wrote, and has a key or a token']
        : [],
    ),
  /** The key is the environment's, and only our own step sees it. */
  keyInEnvironment: (workflow) =>
    jobs(workflow, (job) => [
      ...(hasKey(job) && job.environment !== 'planfile' ? ['has the key outside of its environment'] : []),
      ...job.steps.flatMap((step) =>
        hasKey({ ...job, steps: [], env: step.env ?? {} }) && !ours(job).includes(step)
          ? [`gives the key to ${step.name ?? step.uses}`]
          : [],
      ),
      ...(hasKey({ ...job, steps: [] }) ? ['gives the key to all its steps'] : []),
    ]),
  /** No job can ask for an identity, none restores or saves a cache. */
  noIdentityNoCache: (workflow) =>
    jobs(workflow, (job) => [
      ...(job.permissions && 'id-token' in job.permissions ? ['can ask for an identity'] : []),
      ...job.steps.flatMap(({ uses = '', with: given = {} }) =>
        /cache/.test(uses) || 'cache' in given ? [`uses a cache: ${uses}`] : [],
      ),
    ]),
  /** Nothing is allowed that a job does not ask for, and every job asks. */
  leastPermissions: (workflow) => [
    ...(Object.keys(workflow.permissions ?? { all: '' }).length > 0
      ? ['gives permissions to every job']
      : []),
    ...jobs(workflow, (job) => (job.permissions === undefined ? ['does not say what it may'] : [])),
  ],
  /** What others wrote never becomes text of a script: values go by the environment and by inputs. */
  noExpressionInScripts: (workflow) =>
    jobs(workflow, (job) =>
      job.steps.flatMap(({ run = '', name }) =>
        run.includes('${{') ? [`has an expression in ${name}`] : [],
      ),
    ),
  /** A tag can be moved, a commit cannot. */
  pinned: (workflow) =>
    jobs(workflow, (job) =>
      job.steps.flatMap(({ uses }) =>
        uses && !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(uses) ? [`starts ${uses}`] : [],
      ),
    ),
  /** The token does not stay behind in the checkout. */
  noCredentialsLeft: (workflow) =>
    jobs(workflow, (job) =>
      job.steps.flatMap(({ uses = '', with: given }) =>
        uses.startsWith('actions/checkout@') && given?.['persist-credentials'] !== false
          ? ['leaves the token in the checkout']
          : [],
      ),
    ),
  /** Write and model jobs are the default branch's (github.md G4): no event that runs another ref's file leads to them. */
  defaultBranchOnly: (workflow) => {
    const risky = Object.values(workflow.jobs).some(
      (job) => hasKey(job) || job.permissions?.contents === 'write',
    );
    const events = Object.keys(workflow.on);
    const others = events.filter((event) => !DEFAULT_BRANCH.has(event) && event !== 'workflow_dispatch');
    const first = Object.values(workflow.jobs).filter((job) => job.needs === undefined);
    const asks = first.every(({ if: condition = '' }) =>
      condition.includes("github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"),
    );
    return [
      ...(risky ? others.map((event) => `starts jobs that write or have the key on ${event}`) : []),
      ...(risky && events.includes('workflow_dispatch') && !asks
        ? ['can be dispatched on another branch']
        : []),
    ];
  },
  /** No job runs for ever, and a leg that fails ends no other. */
  ends: (workflow) =>
    jobs(workflow, (job) => [
      ...(job['timeout-minutes'] > 0 ? [] : ['has no time limit']),
      ...(job.strategy && job.strategy['fail-fast'] !== false ? ['ends all legs when one fails'] : []),
    ]),
} satisfies Record<string, Rule>;

function jobs(workflow: RenderedWorkflow, rule: (job: RenderedJob) => string[]): string[] {
  return Object.entries(workflow.jobs).flatMap(([name, job]) => rule(job).map((said) => `${name} ${said}`));
}
