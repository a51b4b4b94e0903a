/** How the repository is set up. Asked with a person's token, so that more is seen than a workflow's would see. */
import { Fault } from '../../ports/fault.ts';
import type { Environment, Settings } from '../../ports/settings.ts';
import { type Client, type GitHubPlace, githubClient, type Patience } from './client.ts';
import { isForbidden, isMissing } from './fault.ts';
import { githubPeople } from './people.ts';
import { githubRuns } from './runs.ts';

const ENVIRONMENT = '/repos/{owner}/{repo}/environments/{environment_name}';

export function githubSettings(place: GitHubPlace, patience?: Patience): Settings {
  const client = githubClient(place, patience);
  const defaultBranch = async (): Promise<string> =>
    (await client.ask<{ default_branch: string }>('see the repository', 'GET /repos/{owner}/{repo}'))
      .default_branch;
  return {
    defaultBranch,
    rulesOf: githubRuns(client, githubPeople(client).self).branchRules,
    async mayActionsOpenPulls() {
      const { can_approve_pull_request_reviews } = await client.ask<{
        can_approve_pull_request_reviews: boolean;
      }>('see what Actions may do', 'GET /repos/{owner}/{repo}/actions/permissions/workflow');
      return can_approve_pull_request_reviews;
    },
    environment: (name) => environment(client, name),
    async secretsOf(name) {
      const names: string[] = [];
      const what = `see which secrets the environment ${name} has`;
      const route = `GET ${ENVIRONMENT}/secrets`;
      for await (const secret of client.pages<{ name: string }>(
        what,
        route,
        { environment_name: name },
        'secrets',
      ))
        names.push(secret.name);
      return names;
    },
    tryRef: async (ref) => tryRef(client, ref, await defaultBranch()),
  };
}

async function environment(client: Client, name: string): Promise<Environment | undefined> {
  const parameters = { environment_name: name };
  try {
    const { deployment_branch_policy: policy } = await client.ask<{
      deployment_branch_policy: { protected_branches: boolean } | null;
    }>(`see the environment ${name}`, `GET ${ENVIRONMENT}`, parameters);
    if (policy === null) return { branches: 'every' };
    if (policy.protected_branches) return { branches: 'protected' };
    const branches: string[] = [];
    const route = `GET ${ENVIRONMENT}/deployment-branch-policies`;
    const what = `see which branches may use the environment ${name}`;
    for await (const one of client.pages<{ name: string; type?: string }>(
      what,
      route,
      parameters,
      'branch_policies',
    ))
      branches.push(one.type === 'tag' ? `the tags ${one.name}` : one.name);
    return { branches };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** By the API, for a git push would need the person's clone: the same rules stand before both. */
async function tryRef(client: Client, ref: string, branch: string) {
  const route = '/repos/{owner}/{repo}/git/ref';
  const { object } = await client.ask<{ object: { sha: string } }>(
    'see the default branch',
    `GET ${route}/{ref}`,
    { ref: `heads/${branch}` },
  );
  try {
    await client.once(`make ${ref}`, `POST ${route}s`, { ref, sha: object.sha });
  } catch (error) {
    if (error instanceof Fault && (error.kind === 'refused' || isForbidden(error)))
      return { allowed: false, why: error.message } as const;
    throw error;
  }
  try {
    await client.ask(`take ${ref} away`, `DELETE ${route}s/{ref}`, { ref: ref.replace(/^refs\//, '') });
  } catch (error) {
    const why = error instanceof Fault ? error.message : String(error);
    const message = `the trial ref ${ref} was made, and could not be taken away: ${why}`;
    throw new Fault('service', 'trial-ref-left', message, `git push origin :${ref}`, { cause: error });
  }
  return { allowed: true } as const;
}
