/** The variables that a runner sets for a job, so that the program can be started as GitHub would start it. */
import { lastAttempt } from '../rules/runs.ts';
import { fullName, type Pull, type Repository, type WorkflowRun, type World } from '../world.ts';
import type { WorkflowEvent } from './events.ts';

export function runnerStory(world: World, repository: Repository) {
  return {
    /**
     * `GITHUB_*` and `RUNNER_*` of one job. Not in it, because they are files or secrets of the test: `GITHUB_EVENT_PATH`,
     * `GITHUB_OUTPUT`, `GITHUB_STEP_SUMMARY`, `GITHUB_WORKSPACE`, `RUNNER_TEMP`, inputs, and the token.
     * @param pull for `pull_request` events: their ref is the trial merge
     */
    runnerVariables(
      run: WorkflowRun,
      event: Pick<WorkflowEvent, 'name'>,
      pull?: Pull,
    ): Record<string, string> {
      const ref = pull ? `refs/pull/${pull.issue.number}/merge` : `refs/heads/${run.branch}`;
      return {
        CI: 'true',
        GITHUB_ACTIONS: 'true',
        GITHUB_SERVER_URL: world.origin,
        GITHUB_API_URL: `${world.origin}/api`,
        GITHUB_GRAPHQL_URL: `${world.origin}/api/graphql`,
        GITHUB_REPOSITORY: fullName(repository),
        GITHUB_REPOSITORY_ID: String(repository.id),
        GITHUB_REPOSITORY_OWNER: repository.owner.login,
        GITHUB_REPOSITORY_OWNER_ID: String(repository.owner.id),
        GITHUB_EVENT_NAME: event.name,
        GITHUB_WORKFLOW: run.path,
        GITHUB_WORKFLOW_REF: `${fullName(repository)}/${run.path}@${ref}`,
        GITHUB_WORKFLOW_SHA: run.sha,
        GITHUB_RUN_ID: String(run.id),
        GITHUB_RUN_NUMBER: String(run.number),
        GITHUB_RUN_ATTEMPT: String(run.attempts.length),
        GITHUB_ACTOR: run.actor.login,
        GITHUB_ACTOR_ID: String(run.actor.id),
        GITHUB_TRIGGERING_ACTOR: lastAttempt(run).triggeredBy.login,
        GITHUB_SHA: pull?.testMerge ?? run.sha,
        GITHUB_REF: ref,
        GITHUB_REF_NAME: ref.replace(/^refs\/(heads|pull)\//, ''),
        GITHUB_REF_TYPE: 'branch',
        GITHUB_HEAD_REF: pull?.head.ref ?? '',
        GITHUB_BASE_REF: pull?.base.ref ?? '',
        RUNNER_OS: 'Linux',
        RUNNER_ARCH: 'X64',
        RUNNER_ENVIRONMENT: 'github-hosted',
      };
    },
  };
}
