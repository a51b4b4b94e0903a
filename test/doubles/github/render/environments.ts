/** Deployment environments as GitHub's API shows them. */
import type { Environment, Repository, World } from '../world.ts';
import { renderAccount } from './accounts.ts';
import { repositoryUrl, webUrl } from './repositories.ts';

export function renderEnvironment(world: World, repository: Repository, environment: Environment) {
  const url = `${repositoryUrl(world, repository)}/environments/${encodeURIComponent(environment.name)}`;
  const reviewers = environment.reviewers.map((account) => ({
    type: 'User',
    reviewer: renderAccount(world, account),
  }));
  const rule = (type: string, more = {}) => ({
    id: environment.id,
    node_id: `GA_${environment.id}`,
    type,
    ...more,
  });
  return {
    id: environment.id,
    node_id: `EN_${environment.id}`,
    name: environment.name,
    url,
    html_url: `${webUrl(world, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(environment.name)}`,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    protection_rules: [
      ...(reviewers.length > 0
        ? [rule('required_reviewers', { prevent_self_review: false, reviewers })]
        : []),
      ...(environment.branches ? [rule('branch_policy')] : []),
    ],
    deployment_branch_policy: environment.branches
      ? { protected_branches: false, custom_branch_policies: true }
      : null,
  };
}
