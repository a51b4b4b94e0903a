/** Workflows, dispatches and runs. Nothing runs: a test says what a run came to (github.md G3, G12). */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';
import { invalid, Refusal } from '../refusals.ts';
import type { Account, Actor, Attempt, Repository, WorkflowRun, World } from '../world.ts';

export type Workflow = {
  id: number;
  path: string;
  name: string;
  on: Record<string, unknown>;
  runName?: string;
};

/** The workflow files of a branch, read from the real repository. Ids stay with the path. */
export async function workflowsAt(
  world: World,
  repository: Repository,
  revision: string,
): Promise<Workflow[]> {
  const listed = await repository.git
    .git(['ls-tree', '-z', '--name-only', revision, '.github/workflows/'])
    .catch(() => '');
  const paths = listed.split('\0').filter((path) => /\.ya?ml$/.test(path));
  return await Promise.all(
    paths.map(async (path) => {
      const id = repository.workflowIds.get(path) ?? world.nextId();
      repository.workflowIds.set(path, id);
      const content = (parse(await repository.git.git(['cat-file', 'blob', `${revision}:${path}`])) ??
        {}) as Record<string, unknown>;
      const runName = content['run-name'];
      return {
        id,
        path,
        name: String(content.name ?? path),
        on: triggers(content.on),
        ...(runName === undefined ? {} : { runName: String(runName) }),
      };
    }),
  );
}

/** `on: push`, `on: [push]` and `on: {push: …}` are the same to GitHub. */
function triggers(on: unknown): Record<string, unknown> {
  if (typeof on === 'string') return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]));
  return (on ?? {}) as Record<string, unknown>;
}

/** By number, file name or path; of the default branch, as GitHub knows them. */
export async function findWorkflow(world: World, repository: Repository, id: unknown): Promise<Workflow> {
  const known = await workflowsAt(world, repository, `refs/heads/${repository.defaultBranch}`);
  const found = known.find(
    ({ id: number, path }) =>
      String(number) === String(id) || path === `.github/workflows/${id}` || path === id,
  );
  if (!found) throw new Refusal(404, 'Not Found');
  return found;
}

type Inputs = Record<string, { required?: boolean; default?: unknown } | null>;

/** The file of the picked ref counts, not the default branch's (github.md G4). */
export async function dispatchWorkflow(
  world: World,
  actor: Actor,
  repository: Repository,
  workflow: Workflow,
  input: { ref: string; inputs?: Record<string, unknown> },
): Promise<WorkflowRun> {
  const ref = input.ref.replace(/^refs\/(heads|tags)\//, '');
  const sha =
    (await repository.git.resolve(`refs/heads/${ref}`)) ?? (await repository.git.resolve(`refs/tags/${ref}`));
  if (!sha) throw new Refusal(422, `No ref found for: ${input.ref}`);
  const there = (await workflowsAt(world, repository, sha)).find(({ path }) => path === workflow.path);
  if (!there || !('workflow_dispatch' in there.on))
    throw new Refusal(422, "Workflow does not have 'workflow_dispatch' trigger");
  const declared = ((there.on.workflow_dispatch as { inputs?: Inputs } | null)?.inputs ?? {}) as Inputs;
  const given = input.inputs ?? {};
  const strangers = Object.keys(given).filter((name) => !(name in declared));
  if (strangers.length > 0)
    throw new Refusal(422, `Unexpected inputs provided: ${JSON.stringify(strangers)}`);
  for (const [name, one] of Object.entries(declared)) {
    if (one?.required && one.default === undefined && given[name] === undefined)
      throw new Refusal(422, `Required input '${name}' not provided`);
  }
  return startRun(world, repository, {
    path: there.path,
    event: 'workflow_dispatch',
    branch: ref,
    sha,
    actor: actor.account,
    inputs: given,
    title: titleOf(there, given),
  });
}

/** `run-name`, evaluated by GitHub's own engine for expressions; without one a dispatched run is called as its workflow. */
function titleOf({ runName, name }: Workflow, inputs: Record<string, unknown>): string {
  if (runName === undefined) return name;
  const pairs = Object.entries(inputs).map(([key, value]) => ({
    key,
    value: new data.StringData(String(value)),
  }));
  // A dispatch has an event without an issue: what a comment would say is empty then.
  const known = new data.Dictionary(
    { key: 'inputs', value: new data.Dictionary(...pairs) },
    { key: 'github', value: new data.Dictionary({ key: 'event', value: new data.Dictionary() }) },
  );
  return runName.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const parsed = new Parser(new Lexer(expression.trim()).lex().tokens, ['inputs', 'github'], []).parse();
    return new Evaluator(parsed, known).evaluate().coerceString();
  });
}

export type RunInput = {
  path: string;
  event: string;
  branch: string;
  sha: string;
  actor: Account;
  inputs?: Record<string, unknown>;
  title?: string;
};

export function startRun(world: World, repository: Repository, input: RunInput): WorkflowRun {
  const run: WorkflowRun = {
    id: world.nextId(),
    number: repository.runs.filter(({ path }) => path === input.path).length + 1,
    path: input.path,
    event: input.event,
    branch: input.branch,
    sha: input.sha,
    actor: input.actor,
    inputs: input.inputs ?? {},
    title: input.title ?? input.path,
    attempts: [newAttempt(world, input.actor)],
    artifacts: [],
    waitingFor: [],
  };
  repository.runs.push(run);
  return run;
}

function newAttempt(world: World, triggeredBy: Account): Attempt {
  const at = world.clock.stamp();
  return { status: 'queued', at, updatedAt: at, jobs: [], triggeredBy };
}

export const lastAttempt = (run: WorkflowRun): Attempt => run.attempts.at(-1)!;

export function cancelRun(world: World, run: WorkflowRun): void {
  const attempt = lastAttempt(run);
  if (attempt.status === 'completed')
    throw new Refusal(409, 'Cannot cancel a workflow run that is completed.');
  finishAttempt(world, attempt, 'cancelled');
}

export function finishAttempt(world: World, attempt: Attempt, conclusion: string): void {
  const at = world.clock.stamp();
  Object.assign(attempt, { status: 'completed', conclusion, updatedAt: at });
  for (const job of attempt.jobs)
    if (job.status !== 'completed') Object.assign(job, { status: 'completed', conclusion, completedAt: at });
}

/** A re-run keeps the run's id and, of failed jobs only, what had passed (github.md G12). */
export function rerun(world: World, actor: Actor, run: WorkflowRun, onlyFailed: boolean): void {
  const last = lastAttempt(run);
  if (last.status !== 'completed') throw new Refusal(403, 'This workflow is already running');
  const kept = onlyFailed ? last.jobs.filter(({ conclusion }) => conclusion === 'success') : [];
  if (onlyFailed && kept.length === last.jobs.length && kept.length > 0) {
    throw new Refusal(403, 'This workflow run cannot be retried, it has no failed jobs');
  }
  run.attempts.push({
    ...newAttempt(world, actor.account),
    jobs: kept.map((job) => ({ ...job, id: world.nextId() })),
  });
}

/** `repository_dispatch`: every workflow of the default branch that listens to this type. */
export async function dispatchRepository(
  world: World,
  actor: Actor,
  repository: Repository,
  event: string,
  payload: Record<string, unknown>,
): Promise<void> {
  if (Object.keys(payload).length > 10)
    throw invalid({
      resource: 'RepositoryDispatch',
      code: 'custom',
      message: 'No more than 10 properties are allowed',
    });
  repository.dispatches.push({ by: actor.account, event, payload, at: world.clock.stamp() });
  const ref = `refs/heads/${repository.defaultBranch}`;
  const sha = await repository.git.resolve(ref);
  for (const { path, on } of sha ? await workflowsAt(world, repository, ref) : []) {
    const types = (on.repository_dispatch as { types?: string[] } | null)?.types;
    const listens = 'repository_dispatch' in on && (!types || types.includes(event));
    if (listens && sha)
      startRun(world, repository, {
        path,
        event: 'repository_dispatch',
        branch: repository.defaultBranch,
        sha,
        actor: actor.account,
        title: event,
      });
  }
}
