/** Workflows, dispatches, runs, jobs and artifacts. */

import { notFound } from '../refusals.ts';
import { renderAccount } from '../render/accounts.ts';
import { readCommits } from '../render/commits.ts';
import { renderEnvironment } from '../render/environments.ts';
import { renderArtifact, renderJob, renderRun, renderWorkflow } from '../render/runs.ts';
import {
  cancelRun,
  dispatchRepository,
  dispatchWorkflow,
  findWorkflow,
  rerun,
  workflowsAt,
} from '../rules/runs.ts';
import type { Attempt, WorkflowRun } from '../world.ts';
import { type Answer, type Call, nothing, ok, page, pageOf, type Route, route, writer } from './route.ts';

const READ = 'actions=read';
const WRITE = 'actions=write';

export const actions: Route[] = [
  route('POST /dispatches', 'contents=write', 'write', async (call) => {
    await dispatchRepository(
      call.world,
      writer(call),
      call.repository,
      call.body.event_type,
      call.body.client_payload ?? {},
    );
    return nothing;
  }),
  route('GET /actions/workflows', READ, 'read', async (call) => {
    const all = await workflowsAt(call.world, call.repository, `refs/heads/${call.repository.defaultBranch}`);
    const total = (workflows: unknown[]) => ({ total_count: all.length, workflows });
    return page(call, all, (one) => renderWorkflow(call.world, call.repository, one), total);
  }),
  route('GET /actions/workflows/{workflow_id}', READ, 'read', async (call) =>
    ok(
      renderWorkflow(
        call.world,
        call.repository,
        await findWorkflow(call.world, call.repository, call.params.workflow_id),
      ),
    ),
  ),
  route('POST /actions/workflows/{workflow_id}/dispatches', WRITE, 'write', async (call): Promise<Answer> => {
    const workflow = await findWorkflow(call.world, call.repository, call.params.workflow_id);
    const run = await dispatchWorkflow(call.world, writer(call), call.repository, workflow, call.body);
    if (!call.body.return_run_details) return nothing;
    const { id, url, html_url } = await show(call, run);
    return ok({ workflow_run_id: id, run_url: url, html_url });
  }),
  route('GET /actions/workflows/{workflow_id}/runs', READ, 'read', async (call) => {
    const workflow = await findWorkflow(call.world, call.repository, call.params.workflow_id);
    return await runs(
      call,
      call.repository.runs.filter(({ path }) => path === workflow.path),
    );
  }),
  route('GET /actions/runs', READ, 'read', (call) => runs(call, call.repository.runs)),
  route('GET /actions/runs/{run_id}', READ, 'read', async (call) => ok(await show(call, runOf(call)))),
  route('GET /actions/runs/{run_id}/attempts/{attempt_number}', READ, 'read', async (call) => {
    attemptOf(call);
    return ok(await show(call, runOf(call), call.params.attempt_number));
  }),
  route('GET /actions/runs/{run_id}/jobs', READ, 'read', (call) => {
    const run = runOf(call);
    return jobs(call, call.query.filter === 'all' ? run.attempts : run.attempts.slice(-1));
  }),
  route('GET /actions/runs/{run_id}/attempts/{attempt_number}/jobs', READ, 'read', (call) =>
    jobs(call, [attemptOf(call)]),
  ),
  route('GET /actions/runs/{run_id}/artifacts', READ, 'read', (call) => {
    const run = runOf(call);
    const found = run.artifacts.filter(({ name }) => !call.query.name || name === call.query.name);
    const total = (artifacts: unknown[]) => ({ total_count: found.length, artifacts });
    return page(call, found, (artifact) => renderArtifact(call.world, call.repository, run, artifact), total);
  }),
  route('GET /actions/artifacts/{artifact_id}', READ, 'read', (call) => {
    for (const run of call.repository.runs) {
      const artifact = run.artifacts.find(({ id }) => id === call.params.artifact_id);
      if (artifact) return ok(renderArtifact(call.world, call.repository, run, artifact));
    }
    throw notFound();
  }),
  route('POST /actions/runs/{run_id}/cancel', WRITE, 'write', (call) => {
    cancelRun(call.world, runOf(call));
    return { status: 202, body: {} };
  }),
  route('POST /actions/runs/{run_id}/rerun', WRITE, 'write', (call) => {
    rerun(call.world, writer(call), runOf(call), false);
    return { status: 201, body: {} };
  }),
  route('POST /actions/runs/{run_id}/rerun-failed-jobs', WRITE, 'write', (call) => {
    rerun(call.world, writer(call), runOf(call), true);
    return { status: 201, body: {} };
  }),
  route('GET /actions/runs/{run_id}/pending_deployments', READ, 'read', (call) => {
    const waiting = runOf(call).waitingFor.map((environment) => {
      const { id, node_id, name, url, html_url } = renderEnvironment(
        call.world,
        call.repository,
        environment,
      );
      const reviewers = environment.reviewers.map((account) => ({
        type: 'User',
        reviewer: renderAccount(call.world, account),
      }));
      return {
        environment: { id, node_id, name, url, html_url },
        wait_timer: 0,
        wait_timer_started_at: null,
        current_user_can_approve: false,
        reviewers,
      };
    });
    return ok(waiting);
  }),
];

function runOf(call: Call): WorkflowRun {
  const run = call.repository.runs.find(({ id }) => id === call.params.run_id);
  if (!run) throw notFound();
  return run;
}

function attemptOf(call: Call): Attempt {
  const attempt = runOf(call).attempts[call.params.attempt_number - 1];
  if (!attempt) throw notFound();
  return attempt;
}

async function show(call: Call, run: WorkflowRun, attempt?: number) {
  const [head] = await readCommits(call.repository, ['-1', run.sha]);
  return renderRun(call.world, call.repository, run, head!, attempt);
}

async function runs(call: Call, all: WorkflowRun[]): Promise<Answer> {
  const { actor, branch, event, status, head_sha: sha } = call.query;
  const found = all.toReversed().filter((run) => {
    const last = run.attempts.at(-1)!;
    return (
      (!actor || run.actor.login === actor) &&
      (!branch || run.branch === branch) &&
      (!event || run.event === event) &&
      (!sha || run.sha === sha) &&
      (!status || last.status === status || last.conclusion === status)
    );
  });
  const { from, to, headers } = pageOf(call, found.length);
  const workflow_runs = await Promise.all(found.slice(from, to).map((run) => show(call, run)));
  return ok({ total_count: found.length, workflow_runs }, headers);
}

function jobs(call: Call, attempts: Attempt[]): Answer {
  const run = runOf(call);
  const all = attempts.flatMap((attempt) => attempt.jobs.map((job) => ({ attempt, job })));
  const total = (list: unknown[]) => ({ total_count: all.length, jobs: list });
  return page(
    call,
    all,
    ({ attempt, job }) => renderJob(call.world, call.repository, run, attempt, job),
    total,
  );
}
