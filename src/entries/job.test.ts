import { expect, test } from 'vitest';
import { jobOf, outcomesFolder, requireDefaultBranch } from './job.ts';

const ENV = {
  GITHUB_ACTIONS: 'true',
  GITHUB_RUN_ID: '12',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_REF: 'refs/heads/main',
  GITHUB_EVENT_NAME: 'workflow_dispatch',
  GITHUB_REPOSITORY: 'octo/site',
  GITHUB_SERVER_URL: 'https://github.example',
  RUNNER_TEMP: '/tmp/runner',
};

const forge = (defaultBranch: string) => async () => ({
  origins: {
    repository: async () => ({ name: 'octo/site', defaultBranch, now: new Date(0) }),
    openedBy: async () => undefined,
    ofCommit: async () => [],
    async *pushes() {},
  },
});

test('a job is known by its run and attempt, and has a folder that goes with it', () => {
  const job = jobOf(ENV)!;
  expect(job).toMatchObject({
    run: '12',
    attempt: 2,
    url: 'https://github.example/octo/site/actions/runs/12',
  });
  expect(outcomesFolder(job)).toBe('/tmp/runner/planfile');
});

test.each([{ GITHUB_ACTIONS: undefined }, { GITHUB_RUN_ID: '' }, { RUNNER_TEMP: undefined }])(
  'with %j there is no job',
  (without) => {
    expect(jobOf({ ...ENV, ...without })).toBeUndefined();
  },
);

test('only the default branch’s workflow may go on, by GitHub’s word on which that is', async () => {
  const job = jobOf(ENV);
  await expect(requireDefaultBranch({ job, github: forge('main') })).resolves.toBeUndefined();
  await expect(requireDefaultBranch({ job, github: forge('trunk') })).rejects.toMatchObject({
    code: 'not-the-default-branch',
    exit: 2,
  });
  const tag = jobOf({ ...ENV, GITHUB_REF: 'refs/tags/main' });
  await expect(requireDefaultBranch({ job: tag, github: forge('main') })).rejects.toMatchObject({
    code: 'not-the-default-branch',
  });
});

test('a job without a token is told what it lacks; on a person’s machine nobody is asked', async () => {
  await expect(
    requireDefaultBranch({ job: jobOf(ENV), github: async () => undefined }),
  ).rejects.toMatchObject({
    code: 'no-forge',
  });
  await expect(
    requireDefaultBranch({ job: undefined, github: async () => undefined }),
  ).resolves.toBeUndefined();
});
