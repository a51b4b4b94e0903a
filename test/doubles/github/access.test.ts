/** Who may what: people by role, tokens by permission, and the words of each refusal. */
import { expect, test } from 'vitest';
import { inRepository, octokitOf, refusal } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';

test('permission reads maintain as write and triage as read, and on a public repository everybody reads', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = octokitOf(github, github.person('mona', { permission: 'admin' }));
  const ask = async (username: string) =>
    (await mona.rest.repos.getCollaboratorPermissionLevel({ ...inRepository(github), username })).data;
  for (const [role, plain] of [
    ['read', 'read'],
    ['triage', 'read'],
    ['write', 'write'],
    ['maintain', 'write'],
    ['admin', 'admin'],
  ] as const) {
    github.person(`a-${role}`, { permission: role });
    expect(await ask(`a-${role}`)).toMatchObject({ permission: plain, role_name: role });
  }
  github.person('stranger');
  expect((await ask('stranger')).permission).toBe('read');
  expect((await refusal(ask('nobody'))).status).toBe(404);
});

test('a renamed account keeps its number, and its old name may become somebody else', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const issue = github.issue({ by: mona, title: 'x' });
  const comment = github.comment(issue, { by: mona, body: 'mine' });
  github.rename(mona, 'lisa');
  const impostor = github.person('mona');
  const { data } = await octokitOf(github, mona).rest.issues.getComment({
    ...inRepository(github),
    comment_id: comment.id,
  });
  expect(data.user).toMatchObject({ login: 'lisa', id: mona.id });
  const { data: today } = await octokitOf(github, mona).rest.users.getByUsername({ username: 'mona' });
  expect(today.id).toBe(impostor.id);
});

test('a GITHUB_TOKEN may exactly what its permissions say, and the header says what would do', async () => {
  await using github = await startGitHub({ at: AT });
  const issue = github.issue({ by: github.person('mona'), title: 'x' });
  const params = { ...inRepository(github), issue_number: issue.number, body: 'hi' };
  const reader = octokitOf(github, github.workflowToken({ issues: 'read' }));
  expect(await refusal(reader.rest.issues.createComment(params))).toMatchObject({
    status: 403,
    message: 'Resource not accessible by integration',
  });
  const writer = octokitOf(github, github.workflowToken({ issues: 'write' }));
  const { data, headers } = await writer.rest.issues.createComment(params);
  expect(data.user).toMatchObject({ login: 'github-actions[bot]', type: 'Bot', id: 41_898_282 });
  expect(headers['x-accepted-github-permissions']).toBe('issues=write; pull_requests=write');
  expect(github.journal.at(-1)).toMatchObject({
    operation: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    needs: [['issues=write', 'pull_requests=write']],
    status: 201,
  });
});

test('an App that posts as a person is told apart by performed_via_github_app', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const app = github.app('helper', { permissions: { issues: 'write' } });
  const issue = github.issue({ by: mona, title: 'x' });
  const byHand = github.comment(issue, { by: mona, body: 'hand' });
  const byApp = github.comment(issue, { by: github.throughApp(mona, app), body: 'app' });
  const read = async (comment_id: number) =>
    (await octokitOf(github, mona).rest.issues.getComment({ ...inRepository(github), comment_id })).data;
  expect((await read(byHand.id)).performed_via_github_app).toBeNull();
  expect(await read(byApp.id)).toMatchObject({
    user: { login: 'mona', type: 'User' },
    performed_via_github_app: { slug: 'helper' },
  });
});

test('teams are hidden from GITHUB_TOKEN with 404, and open to an App that reads members', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona');
  github.team('owners', [mona]);
  const team = { org: 'octo-org', team_slug: 'owners' };
  const everything = {
    contents: 'write',
    issues: 'write',
    pull_requests: 'write',
    actions: 'write',
  } as const;
  expect(
    (await refusal(octokitOf(github, github.workflowToken(everything)).rest.teams.listMembersInOrg(team)))
      .status,
  ).toBe(404);
  const app = github.app('helper', { permissions: { members: 'read' } });
  expect(
    (await octokitOf(github, app).rest.teams.listMembersInOrg(team)).data.map(({ login }) => login),
  ).toEqual(['mona']);
});

test('a private repository does not exist for a stranger, and a wrong token is a wrong token everywhere', async () => {
  await using github = await startGitHub({ at: AT, private: true });
  const stranger = octokitOf(github, github.person('stranger'));
  expect((await refusal(stranger.rest.repos.get(inRepository(github)))).status).toBe(404);
  const wrong = octokitOf(github, { token: 'ghp_wrong' });
  expect(await refusal(wrong.rest.repos.get(inRepository(github)))).toMatchObject({
    status: 401,
    message: 'Bad credentials',
  });
});

test('labels need triage, a merge needs write, settings need admin', async () => {
  await using github = await startGitHub({ at: AT });
  const reader = octokitOf(github, github.person('reader'));
  const repo = inRepository(github);
  const { data: issue } = await reader.rest.issues.create({ ...repo, title: 'x', labels: ['plan'] });
  expect(issue.labels).toEqual([]);
  expect(
    (await refusal(reader.rest.issues.addLabels({ ...repo, issue_number: issue.number, labels: ['plan'] })))
      .status,
  ).toBe(403);
  const writer = octokitOf(github, github.person('writer', { permission: 'write' }));
  expect(
    (await writer.rest.issues.addLabels({ ...repo, issue_number: issue.number, labels: ['plan'] })).data,
  ).toHaveLength(1);
  expect(
    (await refusal(writer.request('GET /repos/{owner}/{repo}/actions/permissions/workflow', repo))).status,
  ).toBe(403);
});

test('who is gone is "ghost", and their token is worth nothing', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const hubot = octokitOf(github, github.person('hubot'));
  const issue = github.issue({ by: mona, title: 'x' });
  github.deleteAccount(mona);
  const { data } = await hubot.rest.issues.get({ ...inRepository(github), issue_number: issue.number });
  expect(data.user?.login).toBe('ghost');
  expect(
    (
      await refusal(
        octokitOf(github, mona).rest.issues.get({ ...inRepository(github), issue_number: issue.number }),
      )
    ).status,
  ).toBe(401);
});

test('a workflow’s permissions are taken as the workflow spells them, and only what it can ask for', async () => {
  await using github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'a' } });
  const open = (permissions: Parameters<typeof github.workflowToken>[0]) =>
    octokitOf(github, github.workflowToken(permissions)).rest.pulls.create({
      ...inRepository(github),
      title: 't',
      head: 'plan/a',
      base: 'main',
    });
  expect((await refusal(open({ contents: 'write', 'pull-requests': 'none' }))).status).toBe(403);
  expect((await open({ 'pull-requests': 'write' })).status).toBe(201);
  expect(() => github.workflowToken({ members: 'read' })).toThrow('cannot ask for');
  expect(() => github.workflowToken({ workflows: 'write' })).toThrow('cannot ask for');
});
