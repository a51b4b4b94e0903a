/** Check runs: Apps only, each its own, fifty annotations at a time, found by external id. */
import { expect, test } from 'vitest';
import { inRepository, octokitOf, refusal } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';
const annotation = (line: number) => ({
  path: 'README.md',
  start_line: line,
  end_line: line,
  annotation_level: 'notice' as const,
  message: 'm',
});

async function withHead() {
  const github = await startGitHub({ at: AT });
  return { github, repo: inRepository(github), head_sha: await github.tip('main') };
}

test('a person cannot make a check, a token without checks cannot, a workflow with it can', async () => {
  const { github, repo, head_sha } = await withHead();
  await using _ = github;
  const make = (who: { token: string }) =>
    octokitOf(github, who).rest.checks.create({ ...repo, name: 'planfile', head_sha });
  expect((await refusal(make(github.person('mona', { permission: 'admin' })))).message).toBe(
    'You must authenticate via a GitHub App.',
  );
  expect((await refusal(make(github.workflowToken({ contents: 'write' })))).message).toBe(
    'Resource not accessible by integration',
  );
  expect((await make(github.workflowToken({ checks: 'write' }))).data.app?.slug).toBe('github-actions');
});

test('51 annotations are refused by GitHub’s own description; two requests of 50 add up', async () => {
  const { github, repo, head_sha } = await withHead();
  await using _ = github;
  const client = octokitOf(github, github.workflowToken({ checks: 'write' }));
  const output = (count: number) => ({
    title: 't',
    summary: 's',
    annotations: Array.from({ length: count }, (_, index) => annotation(index + 1)),
  });
  const make = (count: number) =>
    client.rest.checks.create({
      ...repo,
      name: 'planfile',
      head_sha,
      conclusion: 'failure',
      output: output(count),
    });
  expect((await refusal(make(51))).message).toContain('must NOT have more than 50 items');
  const { data } = await make(50);
  await client.rest.checks.update({ ...repo, check_run_id: data.id, output: output(50) });
  const all = await client.paginate(client.rest.checks.listAnnotations, { ...repo, check_run_id: data.id });
  expect(all).toHaveLength(100);
  expect(
    (
      await refusal(
        client.rest.checks.create({
          ...repo,
          name: 'x',
          head_sha,
          output: { title: 't', summary: 's'.repeat(65_536) },
        }),
      )
    ).status,
  ).toBe(422);
});

test('another App’s check cannot be changed, but it can be forged under the same name', async () => {
  const { github, repo, head_sha } = await withHead();
  await using _ = github;
  const app = github.app('planfile-app', { permissions: { checks: 'write' } });
  const { data } = await octokitOf(github, app).rest.checks.create({
    ...repo,
    name: 'planfile',
    head_sha,
    external_id: 'a',
    conclusion: 'failure',
  });
  const workflow = octokitOf(github, github.workflowToken({ checks: 'write' }));
  expect(
    (await refusal(workflow.rest.checks.update({ ...repo, check_run_id: data.id, conclusion: 'success' })))
      .status,
  ).toBe(403);
  await workflow.rest.checks.create({
    ...repo,
    name: 'planfile',
    head_sha,
    external_id: 'forged',
    conclusion: 'success',
  });
  const { data: listed } = await workflow.rest.checks.listForRef({
    ...repo,
    ref: 'main',
    check_name: 'planfile',
  });
  expect(listed.check_runs.map(({ external_id, app: by }) => [external_id, by?.slug])).toEqual([
    ['forged', 'github-actions'],
    ['a', 'planfile-app'],
  ]);
});

test('a check needs a commit that exists, and a conclusion to be completed', async () => {
  const { github, repo, head_sha } = await withHead();
  await using _ = github;
  const client = octokitOf(github, github.workflowToken({ checks: 'write' }));
  expect(
    (await refusal(client.rest.checks.create({ ...repo, name: 'x', head_sha: 'f'.repeat(40) }))).status,
  ).toBe(422);
  expect(
    (await refusal(client.rest.checks.create({ ...repo, name: 'x', head_sha, status: 'completed' } as never)))
      .status,
  ).toBe(422);
});

test('a required check is met by anybody’s of that name, but pinned to an App by that App’s alone', async () => {
  const { github } = await withHead();
  await using _ = github;
  const mona = github.person('mona', { permission: 'write' });
  const app = github.app('planfile-app', { permissions: { checks: 'write' } });
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'a' } });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const check = { name: 'planfile', head_sha: pull.head.sha, conclusion: 'success' };
  github.protect('main', { checks: [{ name: 'planfile', app: app.app }] });
  await github.check(check);
  await expect(github.merge(pull, { by: mona })).rejects.toThrow(
    'Required status check "planfile" is expected.',
  );
  github.repository.protections[0]!.checks = [{ name: 'planfile' }];
  await github.check({ ...check, conclusion: 'failure', by: app.app });
  await expect(github.merge(pull, { by: mona })).rejects.toThrow('is failing');
  await github.check(check);
  await github.merge(pull, { by: mona });
  expect(pull.merged?.by.login).toBe('mona');
});
