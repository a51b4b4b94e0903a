/** Dispatches, runs, attempts, artifacts: what the engine of many machines rests on. */
import { expect, test } from 'vitest';
import { inRepository, octokitOf, refusal } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';
const EXECUTE =
  'name: Execute\non:\n  workflow_dispatch:\n    inputs:\n      plan: {required: true}\n      dry: {default: false}\n';
const PATH = '.github/workflows/execute.yml';

async function withWorkflow() {
  const github = await startGitHub({
    at: AT,
    files: {
      [PATH]: EXECUTE,
      '.github/workflows/ci.yml': 'on: [push]\n',
      '.github/workflows/next.yml': 'on:\n  repository_dispatch:\n    types: [next-wave]\n',
    },
  });
  const actor = github.workflowToken({ actions: 'write', contents: 'write' });
  const client = octokitOf(github, actor);
  const repo = inRepository(github);
  const dispatch = (workflow_id: string, ref = 'main', inputs: Record<string, string> = { plan: 'a' }) =>
    client.rest.actions.createWorkflowDispatch({ ...repo, workflow_id, ref, inputs });
  return { github, actor, client, repo, dispatch };
}

test('a dispatch makes a run whose actor is the bot; inputs, trigger and ref are checked', async () => {
  const { github, client, repo, dispatch } = await withWorkflow();
  await using _ = github;
  expect((await dispatch('execute.yml')).status).toBe(204);
  expect((await refusal(dispatch('execute.yml', 'main', {}))).message).toBe(
    "Required input 'plan' not provided",
  );
  expect((await refusal(dispatch('execute.yml', 'main', { plan: 'a', x: '1' }))).message).toContain(
    'Unexpected inputs provided: ["x"]',
  );
  expect((await refusal(dispatch('execute.yml', 'none'))).message).toBe('No ref found for: none');
  expect((await refusal(dispatch('ci.yml'))).message).toBe(
    "Workflow does not have 'workflow_dispatch' trigger",
  );
  expect((await refusal(dispatch('none.yml'))).status).toBe(404);
  const { data } = await client.rest.actions.listWorkflowRuns({ ...repo, workflow_id: 'execute.yml' });
  expect(data).toMatchObject({
    total_count: 1,
    workflow_runs: [
      {
        event: 'workflow_dispatch',
        status: 'queued',
        actor: { login: 'github-actions[bot]', type: 'Bot' },
        path: PATH,
      },
    ],
  });
  expect(github.repository.runs[0]!.inputs).toEqual({ plan: 'a' });
});

test('without actions: write there is no dispatch', async () => {
  const { github, repo } = await withWorkflow();
  await using _ = github;
  const weak = octokitOf(github, github.workflowToken({ contents: 'write' }));
  expect(
    (
      await refusal(
        weak.rest.actions.createWorkflowDispatch({
          ...repo,
          workflow_id: 'execute.yml',
          ref: 'main',
          inputs: { plan: 'a' },
        }),
      )
    ).status,
  ).toBe(403);
});

test('a repository dispatch reaches the workflows that listen to its type', async () => {
  const { github, client, repo } = await withWorkflow();
  await using _ = github;
  await client.rest.repos.createDispatchEvent({ ...repo, event_type: 'other' });
  await client.rest.repos.createDispatchEvent({
    ...repo,
    event_type: 'next-wave',
    client_payload: { plan: 'a' },
  });
  expect(github.repository.dispatches.map(({ event }) => event)).toEqual(['other', 'next-wave']);
  expect(github.repository.runs.map(({ path, event }) => [path, event])).toEqual([
    ['.github/workflows/next.yml', 'repository_dispatch'],
  ]);
});

test('a re-run keeps the id and artifacts and counts attempts; failed jobs run again, others stay', async () => {
  const { github, actor, client, repo } = await withWorkflow();
  await using _ = github;
  const run = await github.run(PATH, { by: actor });
  await github.finishJob(run, github.job(run, 'execute (slugify)'), 'success');
  await github.finishJob(run, github.job(run, 'execute (wire)'), 'failure');
  const artifact = github.artifact(run, 'outcome-slugify', 'bytes');
  const again = () => client.rest.actions.reRunWorkflowFailedJobs({ ...repo, run_id: run.id });
  expect((await refusal(again())).message).toBe('This workflow is already running');
  expect(() => github.artifact(run, 'outcome:slugify')).toThrow('not valid');
  github.finishRun(run, 'failure');
  await again();
  const { data } = await client.rest.actions.getWorkflowRun({ ...repo, run_id: run.id });
  expect(data).toMatchObject({ id: run.id, run_attempt: 2, status: 'queued', conclusion: null });
  expect(
    (await client.rest.actions.getWorkflowRunAttempt({ ...repo, run_id: run.id, attempt_number: 1 })).data
      .conclusion,
  ).toBe('failure');
  const { data: jobs } = await client.rest.actions.listJobsForWorkflowRun({ ...repo, run_id: run.id });
  expect(jobs.jobs.map(({ name, run_attempt }) => [name, run_attempt])).toEqual([['execute (slugify)', 2]]);
  const { data: artifacts } = await client.rest.actions.listWorkflowRunArtifacts({ ...repo, run_id: run.id });
  expect(artifacts.artifacts).toMatchObject([{ id: artifact.id, digest: artifact.digest, size_in_bytes: 5 }]);
});

test('a run that waits for an environment says so; a cancelled one is over', async () => {
  const { github, actor, client, repo } = await withWorkflow();
  await using _ = github;
  const run = await github.run(PATH, { by: actor });
  github.waitFor(
    run,
    github.environment('model', { branches: ['main'], reviewers: [github.person('mona')] }),
  );
  const params = { ...repo, run_id: run.id };
  expect((await client.rest.actions.getWorkflowRun(params)).data.status).toBe('waiting');
  expect((await client.rest.actions.getPendingDeploymentsForRun(params)).data).toMatchObject([
    { environment: { name: 'model' } },
  ]);
  await client.rest.actions.cancelWorkflowRun(params);
  expect((await client.rest.actions.getWorkflowRun(params)).data).toMatchObject({
    status: 'completed',
    conclusion: 'cancelled',
  });
  expect((await refusal(client.rest.actions.cancelWorkflowRun(params))).status).toBe(409);
});

test('a finished job is a check run of GitHub Actions, so a job’s name can satisfy a required check', async () => {
  const { github, actor } = await withWorkflow();
  await using _ = github;
  const mona = github.person('mona', { permission: 'write' });
  github.protect('main', { checks: [{ name: 'planfile' }] });
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'a' } });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  await expect(github.merge(pull, { by: mona })).rejects.toThrow(
    'Required status check "planfile" is expected.',
  );
  const run = await github.run(PATH, { by: actor, branch: 'plan/a' });
  await github.finishJob(run, github.job(run, 'planfile'), 'skipped');
  await github.merge(pull, { by: mona });
  expect(pull.merged).toBeDefined();
});
