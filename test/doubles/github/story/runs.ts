/** What workflows came to: runs, jobs, artifacts, checks. Nothing is executed; the test says what happened. */
import { createHash } from 'node:crypto';
import { type CheckInput, createCheck } from '../rules/checks.ts';
import { finishAttempt, lastAttempt, startRun } from '../rules/runs.ts';
import type { App, Artifact, CheckRun, Environment, Job, Repository, WorkflowRun, World } from '../world.ts';
import { ACTIONS, type Someone } from './people.ts';

export function runStory(world: World, repository: Repository) {
  const actions = () => world.apps.find(({ id }) => id === ACTIONS.app)!;

  return {
    /** A run of a workflow file, in progress. */
    async run(path: string, input: { by: Someone; event?: string; branch?: string }): Promise<WorkflowRun> {
      const { by, event = 'workflow_dispatch', branch = repository.defaultBranch } = input;
      const sha = (await repository.git.resolve(`refs/heads/${branch}`)) ?? '';
      const run = startRun(world, repository, { path, event, branch, sha, actor: by.account });
      lastAttempt(run).status = 'in_progress';
      return run;
    },

    job(run: WorkflowRun, name: string): Job {
      const job: Job = { id: world.nextId(), name, status: 'in_progress', startedAt: world.clock.stamp() };
      lastAttempt(run).jobs.push(job);
      return job;
    },

    /** A finished job is a check run of GitHub Actions: skipped ones satisfy a required check (github.md G2). */
    async finishJob(run: WorkflowRun, job: Job, conclusion: string): Promise<void> {
      Object.assign(job, { status: 'completed', conclusion, completedAt: world.clock.stamp() });
      await createCheck(world, actions(), repository, { name: job.name, head_sha: run.sha, conclusion });
    },

    finishRun(run: WorkflowRun, conclusion: string): void {
      finishAttempt(world, lastAttempt(run), conclusion);
    },

    /** The run waits for an environment's reviewers (github.md G12, G20). */
    waitFor(run: WorkflowRun, environment: Environment): void {
      run.waitingFor.push(environment);
    },

    /** Names have the characters that every file system takes (github.md G16). */
    artifact(run: WorkflowRun, name: string, content: string | Uint8Array = name): Artifact {
      if (/[":<>|*?\\/\r\n]/.test(name)) throw new Error(`The artifact name is not valid: ${name}`);
      const bytes = Buffer.from(content);
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      const made: Artifact = {
        id: world.nextId(),
        name,
        size: bytes.length,
        digest,
        at: world.clock.stamp(),
        expired: false,
      };
      run.artifacts.push(made);
      return made;
    },

    /** A check run by an App; anybody who can push can make one as GitHub Actions (github.md G8). */
    async check(input: CheckInput & { by?: App }): Promise<CheckRun> {
      const { by = actions(), ...rest } = input;
      return await createCheck(world, by, repository, rest);
    },
  };
}
