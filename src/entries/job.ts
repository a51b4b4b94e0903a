/** What the runner says of the job that this process is a step of. None of it proves who asks: the forge is asked for that. */
import { join } from 'node:path';
import { Fault } from '../ports/fault.ts';
import type { Forge } from '../ports/forge.ts';

export interface Job {
  run: string;
  attempt: number;
  /** The ref whose workflow runs. */
  ref: string;
  /** What started it: `workflow_dispatch`, `issue_comment`, … */
  event: string;
  /** Where people look at the run. */
  url: string;
  /** A folder that is emptied after the job. */
  temporary: string;
}

/** undefined: this is no job of GitHub Actions. */
export function jobOf(env: Readonly<Record<string, string | undefined>>): Job | undefined {
  const { GITHUB_RUN_ID: run, RUNNER_TEMP: temporary } = env;
  if (env.GITHUB_ACTIONS !== 'true' || !run || !temporary) return undefined;
  const attempt = Number(env.GITHUB_RUN_ATTEMPT ?? '1');
  const server = env.GITHUB_SERVER_URL || 'https://github.com';
  return {
    run,
    attempt: Number.isInteger(attempt) && attempt >= 1 ? attempt : 1,
    ref: env.GITHUB_REF ?? '',
    event: env.GITHUB_EVENT_NAME ?? '',
    url: `${server}/${env.GITHUB_REPOSITORY ?? ''}/actions/runs/${run}`,
    temporary,
  };
}

export const outcomesFolder = ({ temporary }: Job): string => join(temporary, 'planfile');

/** Write and model jobs run the default branch's workflow, or not at all (github.md G4). On a person's machine this asks nothing. */
export async function requireDefaultBranch({
  job,
  github,
}: {
  job: Job | undefined;
  github: () => Promise<Pick<Forge, 'origins'> | undefined>;
}): Promise<void> {
  if (job === undefined) return;
  const forge = await github();
  if (forge === undefined) {
    throw new Fault(
      'usage',
      'no-forge',
      'this job has no token to ask GitHub with, and cannot tell whose workflow it runs',
      'Give the action the input `token`: github.token.',
    );
  }
  const { defaultBranch } = await forge.origins.repository();
  if (job.ref === `refs/heads/${defaultBranch}`) return;
  throw new Fault(
    'configuration',
    'not-the-default-branch',
    `this run has its workflow from ${job.ref || 'nowhere'}, and only the default branch's (${defaultBranch}) may plan, build and land`,
    `Start it on ${defaultBranch}.`,
  );
}
