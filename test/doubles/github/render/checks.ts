/** Check runs and annotations as GitHub's API shows them. */
import { suiteOf } from '../rules/checks.ts';
import { pullsOf } from '../rules/pulls.ts';
import type { CheckRun, Repository, World } from '../world.ts';
import { renderApp } from './accounts.ts';
import { renderPullReference } from './pulls.ts';
import { repositoryUrl, webUrl } from './repositories.ts';

export function renderCheck(world: World, repository: Repository, run: CheckRun) {
  const url = `${repositoryUrl(world, repository)}/check-runs/${run.id}`;
  const html = `${webUrl(world, repository)}/runs/${run.id}`;
  const pulls = pullsOf(repository).filter(
    ({ head, issue }) => head.sha === run.sha && issue.state === 'open',
  );
  return {
    id: run.id,
    node_id: run.nodeId,
    head_sha: run.sha,
    name: run.name,
    external_id: run.externalId,
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: run.startedAt ?? null,
    completed_at: run.completedAt ?? null,
    output: {
      ...run.output,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suiteOf(run) },
    app: renderApp(world, run.app),
    pull_requests: pulls.map((pull) => renderPullReference(world, pull)),
  };
}

/** `check-annotation`; what was not given is null. */
export function renderAnnotation(
  world: World,
  repository: Repository,
  run: CheckRun,
  annotation: Record<string, unknown>,
) {
  const path = String(annotation.path);
  const optional = { start_column: null, end_column: null, title: null, raw_details: null };
  return { ...optional, ...annotation, blob_href: `${webUrl(world, repository)}/blob/${run.sha}/${path}` };
}
