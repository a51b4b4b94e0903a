/** Payloads of events: made of the double's own state, as GitHub describes them. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';

test('every event is as GitHub describes it, and names the same things as the API', async () => {
  await using github = await startGitHub({ at: AT, files: { 'a.txt': 'one\n' } });
  const mona = github.person('mona', { permission: 'write' });
  const eve = github.person('eve');
  const issue = github.issue({ by: eve, title: 'x', body: 'y' });
  const comment = github.comment(issue, { by: eve, body: '/planfile approve a' });
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'two\n' } });
  const pull = await github.pull({ by: mona, head: 'plan/a', body: 'z' });
  const review = await github.review(pull, { by: eve, says: 'approve', body: 'fine' });

  expect(github.commentEvent('created', comment, { by: eve })).toMatchObject({
    name: 'issue_comment',
    payload: {
      action: 'created',
      comment: { id: comment.id, user: { id: eve.id } },
      issue: { number: issue.number },
      sender: { login: 'eve' },
    },
  });
  expect(github.commentEvent('edited', comment, { by: mona, was: 'before' }).payload).toMatchObject({
    changes: { body: { from: 'before' } },
    comment: { user: { login: 'eve' } },
    sender: { login: 'mona' },
  });
  github.commentEvent('deleted', comment, { by: mona });
  const head = { ref: 'plan/a', sha: pull.head.sha };
  expect((await github.pullEvent('opened', pull, { by: mona })).payload).toMatchObject({
    number: pull.issue.number,
    pull_request: { head },
  });
  const before = pull.head.sha;
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'three\n' } });
  expect((await github.pullEvent('synchronize', pull, { by: mona, before })).payload).toMatchObject({
    before,
    after: pull.head.sha,
  });
  expect(
    (await github.pullEvent('labeled', pull, { by: mona, label: 'planfile-review' })).payload,
  ).toMatchObject({
    label: { name: 'planfile-review' },
  });
  expect(github.reviewEvent(review, { by: eve }).payload).toMatchObject({
    review: { id: review.id, state: 'approved' },
  });
  const group = await github.queue(pull, { by: mona });
  expect(github.mergeGroupEvent(group, { by: mona }).payload).toMatchObject({
    merge_group: { head_sha: group.sha, base_sha: group.onto },
  });
  await github.merge(pull, { by: mona });
  expect((await github.pullEvent('closed', pull, { by: mona })).payload).toMatchObject({
    pull_request: { merged: true },
  });
  expect(
    github.dispatchEvent('.github/workflows/x.yml', { by: mona, inputs: { plan: 'a' } }).payload,
  ).toMatchObject({ ref: 'refs/heads/main', inputs: { plan: 'a' } });
});

test('a job’s variables lead @actions/github’s own context to the double', async () => {
  await using github = await startGitHub({
    at: AT,
    files: { '.github/workflows/x.yml': 'on: [workflow_dispatch]\n' },
  });
  const mona = github.person('mona', { permission: 'write' });
  const run = await github.run('.github/workflows/x.yml', { by: mona });
  const variables = github.runnerVariables(run, github.dispatchEvent(run.path, { by: mona }));
  const program = `
    import { context, getOctokit } from '@actions/github';
    const { data } = await getOctokit(process.env.TOKEN).rest.actions.getWorkflowRun({ ...context.repo, run_id: context.runId });
    process.stdout.write(JSON.stringify([data.id, data.actor.login, context.eventName, context.actor]));
  `;
  const env = {
    PATH: process.env.PATH ?? '',
    ...variables,
    TOKEN: github.workflowToken({ actions: 'read' }).token,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env,
  });
  expect(JSON.parse(stdout)).toEqual([run.id, 'mona', 'workflow_dispatch', 'mona']);
});
