/** Workflows, runs, jobs and artifacts as GitHub's API shows them. */

import type { Workflow } from '../rules/runs.ts';
import type { Artifact, Attempt, Job, Repository, WorkflowRun, World } from '../world.ts';
import { renderAccount } from './accounts.ts';
import type { CommitFacts } from './commits.ts';
import { renderMinimalRepository, repositoryUrl, webUrl } from './repositories.ts';

export function renderWorkflow(world: World, repository: Repository, workflow: Workflow) {
  const file = workflow.path.split('/').at(-1);
  return {
    id: workflow.id,
    node_id: `W_${workflow.id}`,
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    url: `${repositoryUrl(world, repository)}/actions/workflows/${workflow.id}`,
    html_url: `${webUrl(world, repository)}/blob/${repository.defaultBranch}/${workflow.path}`,
    badge_url: `${webUrl(world, repository)}/actions/workflows/${file}/badge.svg`,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}

export function renderRun(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  head: CommitFacts,
  number = run.attempts.length,
) {
  const attempt = run.attempts[number - 1]!;
  const workflow = repository.workflowIds.get(run.path) ?? 0;
  const url = `${repositoryUrl(world, repository)}/actions/runs/${run.id}`;
  const links = ['jobs', 'logs', 'artifacts', 'cancel', 'rerun'].map((name) => [
    `${name}_url`,
    `${url}/${name}`,
  ]);
  return {
    id: run.id,
    name: run.path,
    node_id: `WFR_${run.id}`,
    check_suite_id: run.id,
    check_suite_node_id: `CS_${run.id}`,
    check_suite_url: `${repositoryUrl(world, repository)}/check-suites/${run.id}`,
    head_branch: run.branch,
    head_sha: run.sha,
    head_commit: renderSimpleCommit(head),
    path: run.path,
    display_title: run.title,
    run_number: run.number,
    run_attempt: number,
    run_started_at: attempt.at,
    event: run.event,
    status: run.waitingFor.length > 0 && attempt.status !== 'completed' ? 'waiting' : attempt.status,
    conclusion: attempt.conclusion ?? null,
    workflow_id: workflow,
    url,
    html_url: `${webUrl(world, repository)}/actions/runs/${run.id}`,
    ...Object.fromEntries(links),
    workflow_url: `${repositoryUrl(world, repository)}/actions/workflows/${workflow}`,
    previous_attempt_url: number > 1 ? `${url}/attempts/${number - 1}` : null,
    pull_requests: [],
    created_at: run.attempts[0]?.at,
    updated_at: attempt.updatedAt,
    actor: renderAccount(world, run.actor),
    triggering_actor: renderAccount(world, attempt.triggeredBy),
    repository: renderMinimalRepository(world, repository),
    head_repository: renderMinimalRepository(world, run.headRepository ?? repository),
  };
}

function renderSimpleCommit(facts: CommitFacts) {
  const who = ({ name, email }: CommitFacts['author']) => ({ name, email });
  return {
    id: facts.sha,
    tree_id: facts.tree,
    message: facts.message,
    timestamp: facts.committer.date,
    author: who(facts.author),
    committer: who(facts.committer),
  };
}

export function renderJob(
  world: World,
  repository: Repository,
  run: WorkflowRun,
  attempt: Attempt,
  job: Job,
) {
  const base = repositoryUrl(world, repository);
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${base}/actions/runs/${run.id}`,
    run_attempt: run.attempts.indexOf(attempt) + 1,
    node_id: `J_${job.id}`,
    head_sha: run.sha,
    head_branch: run.branch,
    workflow_name: run.path,
    url: `${base}/actions/jobs/${job.id}`,
    html_url: `${webUrl(world, repository)}/actions/runs/${run.id}/job/${job.id}`,
    check_run_url: `${base}/check-runs/${job.id}`,
    status: job.status,
    conclusion: job.conclusion ?? null,
    created_at: job.startedAt,
    started_at: job.startedAt,
    completed_at: job.completedAt ?? null,
    name: job.name,
    steps: [],
    labels: ['ubuntu-latest'],
    runner_id: 1,
    runner_name: 'GitHub Actions 1',
    runner_group_id: 0,
    runner_group_name: 'GitHub Actions',
  };
}

export function renderArtifact(world: World, repository: Repository, run: WorkflowRun, artifact: Artifact) {
  const url = `${repositoryUrl(world, repository)}/actions/artifacts/${artifact.id}`;
  const ids = { id: run.id, repository_id: repository.id, head_repository_id: repository.id };
  return {
    id: artifact.id,
    node_id: `AR_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: artifact.at,
    updated_at: artifact.at,
    expires_at: `${new Date(Date.parse(artifact.at) + 90 * 86_400_000).toISOString().slice(0, 19)}Z`,
    digest: artifact.digest,
    workflow_run: { ...ids, head_branch: run.branch, head_sha: run.sha },
  };
}
