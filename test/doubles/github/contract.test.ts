/** Every operation that the double serves, asked once for real: no request and no answer may differ from GitHub's description. */
import { expect, test } from 'vitest';
import { inRepository, octokitOf } from './clients.ts';
import { startGitHub } from './index.ts';
import { describeApi } from './openapi/check.ts';
import { ROUTES } from './rest/index.ts';

const WORKFLOW =
  'name: Execute\non:\n  workflow_dispatch:\n    inputs:\n      plan: {required: true}\n  repository_dispatch:\n';

test('every described operation has a route, and every route a description', () => {
  const served = describeApi().operations.filter((operation) => !operation.startsWith('EVENT '));
  expect([...ROUTES.keys()].sort()).toEqual(served.toSorted());
});

test('a walk over every operation finds no answer unlike GitHub', async () => {
  await using github = await startGitHub({
    at: '2026-11-02T09:00:00Z',
    files: {
      'README.md': '# hello\n',
      'src/a.ts': 'one\ntwo\nthree\n',
      '.github/workflows/execute.yml': WORKFLOW,
    },
  });
  const mona = github.person('mona', { permission: 'admin' });
  const hubot = github.person('hubot', { permission: 'write', member: true });
  const robot = github.app('planfile-app', {
    permissions: {
      checks: 'write',
      actions: 'write',
      contents: 'write',
      members: 'read',
      pull_requests: 'write',
      issues: 'write',
    },
  });
  github.team('maintainers', [mona, hubot]);
  github.protect('release', { checks: [{ name: 'planfile' }], pullRequest: { approvals: 1 } });
  github.ruleset('plans', ['refs/heads/plan/**'], ['deletion', 'pull_request', 'update']);
  const model = github.environment('model', { branches: ['main'], reviewers: [mona] });
  await github.push('plan/a', {
    by: hubot,
    files: { 'src/a.ts': 'one\n2\nthree\nfour\n', 'src/b.ts': 'b\n' },
  });
  await github.push('release', { by: mona, files: {} });

  const repo = inRepository(github);
  const asMona = octokitOf(github, mona);
  const asRobot = octokitOf(github, robot);
  const get = async (route: string, more: Record<string, unknown> = {}) =>
    (await asMona.request(`GET /repos/{owner}/{repo}${route}`, { ...repo, ...more })).data;
  const send = async (route: string, more: Record<string, unknown> = {}, as = asMona) => {
    const [method, path] = route.split(' ');
    return (await as.request(`${method} /repos/{owner}/{repo}${path}`, { ...repo, ...more })).data;
  };

  // People
  await asMona.request('GET /user');
  await asMona.request('GET /user/{account_id}', { account_id: hubot.id });
  await asMona.request('GET /users/{username}', { username: 'hubot' });
  const team = { org: 'octo-org', team_slug: 'maintainers' };
  await asRobot.request('GET /orgs/{org}/teams/{team_slug}', team);
  await asRobot.request('GET /orgs/{org}/teams/{team_slug}/members', team);
  await asRobot.request('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', {
    ...team,
    username: 'mona',
  });
  await get('/collaborators/{username}/permission', { username: 'hubot' });

  // The repository and its code
  for (const path of [
    '',
    '/activity',
    '/branches',
    '/branches/main',
    '/branches/release',
    '/environments',
    '/environments/model',
  ])
    await get(path);
  await get('/environments/model/deployment-branch-policies');
  await get('/environments/model/secrets');
  await get('/actions/permissions/workflow');
  expect(await get('/rules/branches/plan%2Fa')).toHaveLength(3);
  for (const path of ['README.md', 'src', '']) await get('/contents/{path}', { path });
  const head = await github.tip('plan/a');
  for (const path of [
    '/commits',
    '/commits/main',
    `/commits/${head}`,
    '/compare/main...plan%2Fa',
    '/git/ref/heads/main',
    '/git/matching-refs/heads/',
  ])
    await get(path);
  await get('/git/commits/{sha}', { sha: head });
  await get('/git/trees/{sha}', { sha: head, recursive: '1' });
  await get('/git/blobs/{sha}', { sha: await github.tip('main:README.md') });
  await send('POST /git/refs', { ref: 'refs/heads/spare', sha: head });
  await send('PATCH /git/refs/heads/spare', { sha: await github.tip('main'), force: true });
  await send('DELETE /git/refs/heads/spare');

  // Issues
  const parent = await send('POST /issues', { title: 'Plan', body: 'All of it', labels: ['plan'] });
  const child = await send('POST /issues', { title: 'Phase' });
  const number = parent.number;
  await send(`PATCH /issues/${number}`, {
    body: 'More of it',
    state: 'closed',
    labels: ['plan', { name: 'done' }],
  });
  await send(`PATCH /issues/${number}`, { state: 'open' });
  for (const path of [
    '/issues',
    `/issues/${number}`,
    `/issues/${number}/labels`,
    '/labels',
    '/labels/plan',
    `/issues/${number}/events`,
  ])
    await get(path);
  await send('POST /labels', { name: 'phase', color: '00ff00', description: 'One phase' });
  await send(`POST /issues/${number}/labels`, { labels: ['phase'] });
  await send(`PUT /issues/${number}/labels`, { labels: ['phase', 'plan'] });
  await send(`DELETE /issues/${number}/labels/phase`);
  await send(`POST /issues/${number}/sub_issues`, { sub_issue_id: child.id });
  const second = await send('POST /issues', { title: 'Phase 2' });
  await send(`POST /issues/${number}/sub_issues`, { sub_issue_id: second.id });
  await send(`PATCH /issues/${number}/sub_issues/priority`, { sub_issue_id: second.id, before_id: child.id });
  expect((await get(`/issues/${number}/sub_issues`)).map((one: { id: number }) => one.id)).toEqual([
    second.id,
    child.id,
  ]);
  await get(`/issues/${child.number}/parent`);
  await send(`POST /issues/${child.number}/dependencies/blocked_by`, { issue_id: second.id });
  await get(`/issues/${child.number}/dependencies/blocked_by`);
  await get(`/issues/${second.number}/dependencies/blocking`);
  await send(`DELETE /issues/${child.number}/dependencies/blocked_by/${second.id}`);
  await send(`DELETE /issues/${number}/sub_issue`, { sub_issue_id: child.id });
  const comment = await send(`POST /issues/${number}/comments`, { body: '/planfile status' }, asRobot);
  expect(comment.performed_via_github_app.slug).toBe('planfile-app');
  await send(`PATCH /issues/comments/${comment.id}`, { body: '/planfile status now' });
  for (const path of [`/issues/${number}/comments`, '/issues/comments', `/issues/comments/${comment.id}`])
    await get(path);
  for (const path of [`/issues/${number}`, `/issues/comments/${comment.id}`]) {
    const reaction = await send(`POST ${path}/reactions`, { content: 'eyes' });
    await get(`${path}/reactions`);
    await send(`DELETE ${path}/reactions/${reaction.id}`);
  }
  await send(`DELETE /issues/comments/${comment.id}`);
  await send(`PUT /issues/${number}/lock`, { lock_reason: 'resolved' });
  await send(`DELETE /issues/${number}/lock`);

  // Pull requests
  const pull = await send(
    'POST /pulls',
    { title: 'Plan a', head: 'plan/a', base: 'main', body: 'x', draft: false },
    octokitOf(github, hubot),
  );
  const n = pull.number;
  for (const path of [
    '/pulls',
    `/pulls/${n}`,
    `/pulls/${n}/commits`,
    `/pulls/${n}/files`,
    `/pulls/${n}/requested_reviewers`,
  ])
    await get(path);
  await send(`PATCH /pulls/${n}`, { title: 'Plan A', body: 'y' });
  await send(`POST /pulls/${n}/requested_reviewers`, { reviewers: ['mona'] });
  await get('/commits/{sha}/pulls', { sha: head });
  const review = await send(`POST /pulls/${n}/reviews`, {
    event: 'APPROVE',
    commit_id: head,
    body: 'Fine',
    comments: [{ path: 'src/a.ts', line: 2, side: 'RIGHT', body: 'why?' }],
  });
  for (const path of ['reviews', `reviews/${review.id}`, `reviews/${review.id}/comments`, 'comments'])
    await get(`/pulls/${n}/${path}`);
  await send(`PUT /pulls/${n}/reviews/${review.id}`, { body: 'Fine by me' });
  await send(`PUT /pulls/${n}/reviews/${review.id}/dismissals`, {
    message: 'On second thought',
    event: 'DISMISS',
  });
  await get(`/issues/${n}/events`);
  const inline = await send(`POST /pulls/${n}/comments`, {
    path: 'src/b.ts',
    line: 1,
    side: 'RIGHT',
    commit_id: head,
    body: 'b?',
  });
  await send(`POST /pulls/${n}/comments/${inline.id}/replies`, { body: 'b!' });
  await send(`PATCH /pulls/comments/${inline.id}`, { body: 'b??' });
  await get(`/pulls/comments/${inline.id}`);
  await send(`POST /pulls/comments/${inline.id}/reactions`, { content: 'rocket' });
  await get(`/pulls/comments/${inline.id}/reactions`);
  await send(`DELETE /pulls/comments/${inline.id}`);

  // Checks
  const annotation = {
    path: 'src/a.ts',
    start_line: 2,
    end_line: 2,
    annotation_level: 'warning',
    message: 'hm',
  };
  const check = await send(
    'POST /check-runs',
    { name: 'planfile', head_sha: head, external_id: 'x', status: 'in_progress' },
    asRobot,
  );
  const output = { title: 'Passed', summary: 'All well', annotations: [annotation] };
  await send(`PATCH /check-runs/${check.id}`, { conclusion: 'success', output }, asRobot);
  for (const path of [
    `/check-runs/${check.id}`,
    `/check-runs/${check.id}/annotations`,
    `/commits/${head}/check-runs`,
  ])
    await get(path);

  await send(`PUT /pulls/${n}/merge`, { merge_method: 'squash', sha: head });
  await send(`GET /pulls/${n}/merge`);
  await get(`/pulls/${n}`);
  await get(`/pulls/${n}/files`);

  // Actions
  await send('POST /dispatches', { event_type: 'next-wave', client_payload: { plan: 'a' } }, asRobot);
  await send(
    'POST /actions/workflows/execute.yml/dispatches',
    { ref: 'main', inputs: { plan: 'a' } },
    asRobot,
  );
  const { workflow_run_id: id } = await send(
    'POST /actions/workflows/execute.yml/dispatches',
    { ref: 'main', inputs: { plan: 'a' }, return_run_details: true },
    asRobot,
  );
  const run = github.repository.runs.find((one) => one.id === id)!;
  github.waitFor(run, model);
  await get(`/actions/runs/${id}/pending_deployments`);
  await github.finishJob(run, github.job(run, 'execute'), 'success');
  const artifact = github.artifact(run, 'outcome-slugify', 'bytes');
  for (const path of [
    'workflows',
    'workflows/execute.yml',
    'workflows/execute.yml/runs',
    'runs',
    `runs/${id}`,
    `artifacts/${artifact.id}`,
  ])
    await get(`/actions/${path}`);
  for (const path of ['jobs', 'artifacts', 'attempts/1', 'attempts/1/jobs'])
    await get(`/actions/runs/${id}/${path}`);
  await send(`POST /actions/runs/${id}/cancel`);
  await send(`POST /actions/runs/${id}/rerun`);
  github.finishRun(run, 'failure');
  await send(`POST /actions/runs/${id}/rerun-failed-jobs`);
  expect((await get(`/actions/runs/${id}`)).run_attempt).toBe(3);

  expect(github.complaints).toEqual([]);
  const asked = new Set(github.journal.map(({ operation }) => operation));
  expect([...ROUTES.keys()].filter((operation) => !asked.has(operation))).toEqual([]);
});
