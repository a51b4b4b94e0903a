/** Pull requests: what GitHub refuses to open and to merge, and how heads, stale approvals and methods behave. */
import { expect, test } from 'vitest';
import { cloneAs, inRepository, octokitOf, refusal } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';

async function withBranch(options: Parameters<typeof startGitHub>[0] = {}) {
  const github = await startGitHub({ at: AT, files: { 'a.txt': 'one\ntwo\n' }, ...options });
  const mona = github.person('mona', { permission: 'write' });
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'one\n2\n' }, message: 'Two as a digit' });
  return { github, mona, asMona: octokitOf(github, mona), repo: inRepository(github) };
}

test('unknown heads and bases, equal branches and twins are 422, each in its own way', async () => {
  const { github, asMona, repo, mona } = await withBranch();
  await using _ = github;
  const open = (head: string, base = 'main') => asMona.rest.pulls.create({ ...repo, title: 't', head, base });
  expect(await refusal(open('plan/none'))).toMatchObject({
    status: 422,
    errors: [{ resource: 'PullRequest', field: 'head', code: 'invalid' }],
  });
  expect(await refusal(open('plan/a', 'none'))).toMatchObject({
    status: 422,
    errors: [{ field: 'base', code: 'invalid' }],
  });
  await github.push('equal', { by: mona, files: {}, from: 'refs/heads/main' });
  await github.setBranch('equal', await github.tip('main'), { by: mona });
  expect(await refusal(open('equal'))).toMatchObject({
    status: 422,
    errors: [{ message: 'No commits between main and equal' }],
  });
  await open('plan/a');
  expect(await refusal(open('plan/a'))).toMatchObject({
    status: 422,
    errors: [{ message: 'A pull request already exists for octo-org:plan/a.' }],
  });
});

test('where the repository does not let Actions open pull requests, GITHUB_TOKEN is refused and a person is not', async () => {
  const { github, asMona, repo } = await withBranch();
  await using _ = github;
  github.settings({ actionsMayOpenPulls: false });
  const workflow = octokitOf(github, github.workflowToken({ pull_requests: 'write', contents: 'write' }));
  const params = { ...repo, title: 't', head: 'plan/a', base: 'main' };
  expect(await refusal(workflow.rest.pulls.create(params))).toMatchObject({
    status: 403,
    message: 'GitHub Actions is not permitted to create or approve pull requests.',
  });
  expect((await asMona.rest.pulls.create(params)).status).toBe(201);
});

test('drafts are refused where a repository has none', async () => {
  const { github, asMona, repo } = await withBranch();
  await using _ = github;
  github.settings({ drafts: false });
  expect(
    (
      await refusal(
        asMona.rest.pulls.create({ ...repo, title: 't', head: 'plan/a', base: 'main', draft: true }),
      )
    ).status,
  ).toBe(422);
});

test('a body of 65,536 characters is taken and one more is not', async () => {
  const { github, asMona, repo } = await withBranch();
  await using _ = github;
  const open = (body: string) =>
    asMona.rest.pulls.create({ ...repo, title: 't', head: 'plan/a', base: 'main', body });
  expect((await refusal(open('ü'.repeat(65_537)))).status).toBe(422);
  expect((await open('🙂'.repeat(65_536))).status).toBe(201);
});

test('mergeable is null to the first who asks after a change, then known', async () => {
  const { github, asMona, repo, mona } = await withBranch();
  await using _ = github;
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const ask = async () => (await asMona.rest.pulls.get({ ...repo, pull_number: pull.issue.number })).data;
  expect(await ask()).toMatchObject({ mergeable: null, mergeable_state: 'unknown', merge_commit_sha: null });
  expect(await ask()).toMatchObject({ mergeable: true, mergeable_state: 'clean', merged: false });
  expect((await ask()).merge_commit_sha).toBe(await github.tip(`refs/pull/${pull.issue.number}/merge`));
  await github.push('main', { by: mona, files: { 'a.txt': 'one\nzwei\n' } });
  expect((await ask()).mergeable).toBeNull();
  expect(await ask()).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
});

test('a real push moves the head, dismisses stale approvals and tells which commit did it', async () => {
  const { github, asMona, repo, mona } = await withBranch();
  await using _ = github;
  github.protect('main', { pullRequest: { approvals: 1, dismissStale: true } });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  await github.review(pull, { by: github.person('hubot', { permission: 'write' }), says: 'approve' });
  await using clone = await cloneAs(github, mona);
  await clone.git('checkout', '-q', 'plan/a');
  await clone.git('commit', '-q', '--allow-empty', '-m', 'More');
  expect((await clone.git('push', '-q', 'origin', 'HEAD:plan/a')).code).toBe(0);
  const head = (await clone.git('rev-parse', 'HEAD')).stdout.trim();

  const params = { ...repo, pull_number: pull.issue.number };
  expect((await asMona.rest.pulls.get(params)).data.head.sha).toBe(head);
  expect((await asMona.rest.pulls.listReviews(params)).data.map(({ state }) => state)).toEqual(['DISMISSED']);
  const { data: events } = await asMona.rest.issues.listEvents({ ...repo, issue_number: pull.issue.number });
  expect(events.at(-1)).toMatchObject({
    event: 'review_dismissed',
    actor: { login: 'mona' },
    dismissed_review: { state: 'approved', dismissal_message: null, dismissal_commit_id: head },
  });
  const { data: activity } = await asMona.request('GET /repos/{owner}/{repo}/activity', {
    ...repo,
    ref: 'refs/heads/plan/a',
  });
  expect(activity[0]).toMatchObject({ after: head, actor: { login: 'mona' }, activity_type: 'push' });
});

test('required approvals and checks hold a merge; a neutral check lets it pass, a newer failing one does not', async () => {
  const { github, asMona, repo, mona } = await withBranch();
  await using _ = github;
  github.protect('main', { pullRequest: { approvals: 1 }, checks: [{ name: 'planfile' }] });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const merge = () => asMona.rest.pulls.merge({ ...repo, pull_number: pull.issue.number });
  const first = await refusal(merge());
  expect(first.status).toBe(405);
  expect(first.message).toContain('Required status check "planfile" is expected.');
  await github.review(pull, { by: github.person('reader'), says: 'approve' });
  await github.check({ name: 'planfile', head_sha: pull.head.sha, conclusion: 'success' });
  expect((await refusal(merge())).message).toBe(
    'At least 1 approving review is required by reviewers with write access.',
  );
  await github.review(pull, { by: github.person('hubot', { permission: 'write' }), says: 'approve' });
  await github.check({ name: 'planfile', head_sha: pull.head.sha, conclusion: 'failure' });
  expect((await refusal(merge())).message).toBe('Required status check "planfile" is failing.');
  await github.check({ name: 'planfile', head_sha: pull.head.sha, conclusion: 'neutral' });
  expect((await merge()).data.merged).toBe(true);
});

test('an administrator merges past the rules unless they bind administrators', async () => {
  const { github, repo, mona } = await withBranch();
  await using _ = github;
  const boss = octokitOf(github, github.person('boss', { permission: 'admin' }));
  github.protect('main', { pullRequest: { approvals: 1 }, enforceAdmins: true });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const merge = () => boss.rest.pulls.merge({ ...repo, pull_number: pull.issue.number });
  expect((await refusal(merge())).status).toBe(405);
  github.repository.protections[0]!.enforceAdmins = false;
  expect((await merge()).data.merged).toBe(true);
});

test.each([
  ['merge', 2, `Merge pull request #1 from octo-org/plan/a\n\nPull plan/a`],
  ['squash', 1, 'Pull plan/a (#1)\n\n* Two as a digit'],
  ['rebase', 1, 'Two as a digit'],
] as const)(
  '%s writes real commits with the parents and message that GitHub gives them',
  async (method, parents, message) => {
    const { github, asMona, repo, mona } = await withBranch({ files: { 'a.txt': 'one\ntwo\n' } });
    await using _ = github;
    await github.push('main', { by: mona, files: { 'b.txt': 'b\n' } });
    const pull = await github.pull({ by: mona, head: 'plan/a' });
    const { data } = await asMona.rest.pulls.merge({
      ...repo,
      pull_number: pull.issue.number,
      merge_method: method,
    });
    expect(await github.tip('main')).toBe(data.sha);
    const { data: commit } = await asMona.rest.git.getCommit({ ...repo, commit_sha: data.sha });
    expect(commit.parents).toHaveLength(parents);
    expect(commit.message).toBe(message);
    expect(await github.file('main', 'a.txt')).toBe('one\n2\n');
    const { data: bringers } = await asMona.rest.repos.listPullRequestsAssociatedWithCommit({
      ...repo,
      commit_sha: data.sha,
    });
    expect(bringers.map(({ number }) => number)).toEqual([pull.issue.number]);
    expect((await asMona.rest.pulls.get({ ...repo, pull_number: pull.issue.number })).data).toMatchObject({
      merged: true,
      merged_by: { login: 'mona' },
    });
  },
);

test('a merge that the head outran is 409, and a deleted head branch closes its pull request', async () => {
  const { github, asMona, repo, mona } = await withBranch();
  await using _ = github;
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const params = { ...repo, pull_number: pull.issue.number };
  expect((await refusal(asMona.rest.pulls.merge({ ...params, sha: '0'.repeat(40) }))).status).toBe(409);
  await github.setBranch('plan/a', undefined, { by: mona });
  expect((await asMona.rest.pulls.get(params)).data).toMatchObject({ state: 'closed', merged: false });
  expect((await refusal(asMona.rest.pulls.update({ ...params, state: 'open' }))).status).toBe(422);
});

test("a fork's pull request shows the fork's owner, and its branch of the same name is another branch", async () => {
  const { github, asMona, repo } = await withBranch();
  await using _ = github;
  const eve = github.person('eve');
  const fork = await github.fork(eve);
  await github.in(fork).push('plan/a', { by: eve, files: { 'evil.txt': 'x' } });
  const { data } = await octokitOf(github, eve).rest.pulls.create({
    ...repo,
    title: 't',
    head: 'eve:plan/a',
    base: 'main',
  });
  expect(data.head).toMatchObject({ label: 'eve:plan/a', repo: { fork: true, full_name: 'eve/hello' } });
  const { data: files } = await asMona.rest.pulls.listFiles({ ...repo, pull_number: data.number });
  expect(files.map(({ filename }) => filename)).toContain('evil.txt');
  expect(data.head.sha).not.toBe(await github.tip('plan/a'));
});

test('files are as git sees them: renames, binary files without a patch, what is too large withheld', async () => {
  await using github = await startGitHub({
    at: AT,
    diffLimits: { patchBytes: 1_000 },
    files: { 'old.txt': 'same\n'.repeat(20), 'gone.txt': 'x\n', 'logo.png': new Uint8Array([0, 1, 2]) },
  });
  const mona = github.person('mona', { permission: 'write' });
  await github.push('plan/a', {
    by: mona,
    files: {
      'old.txt': null,
      'new name.txt': 'same\n'.repeat(20),
      'gone.txt': null,
      'logo.png': new Uint8Array([0, 9]),
      'big.txt': 'line\n'.repeat(500),
    },
  });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const { data } = await octokitOf(github, mona).rest.pulls.listFiles({
    ...inRepository(github),
    pull_number: pull.issue.number,
  });
  const seen = data.map(({ filename, status, patch, previous_filename, additions }) => [
    filename,
    status,
    patch !== undefined,
    previous_filename,
    additions,
  ]);
  expect(seen).toEqual([
    ['big.txt', 'added', false, undefined, 500],
    ['gone.txt', 'removed', true, undefined, 0],
    ['logo.png', 'modified', false, undefined, 0],
    ['new name.txt', 'renamed', false, 'old.txt', 0],
  ]);
});

test('the diff of a pull request is refused with 406 when it is too large', async () => {
  const { github, asMona, repo, mona } = await withBranch({ diffLimits: { diffLines: 20 } });
  await using _ = github;
  const small = await github.pull({ by: mona, head: 'plan/a' });
  const ask = (pull_number: number) =>
    asMona.rest.pulls.get({ ...repo, pull_number, mediaType: { format: 'diff' } });
  expect(String((await ask(small.issue.number)).data)).toContain('+2');
  await github.push('plan/a', { by: mona, files: { 'b.txt': 'b\n'.repeat(50) } });
  expect(await refusal(ask(small.issue.number))).toMatchObject({ status: 406 });
});

test('commits come in order and whole, whatever their messages hold', async () => {
  const { github, asMona, repo, mona } = await withBranch();
  await using _ = github;
  const strange = 'Line\n\nctrl \u0001 and \u0002\n\n\nPlan-Phase: x\n@@ -1 +1 @@';
  await github.push('plan/a', { by: mona, files: { 'b.txt': 'b' }, message: strange });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  const { data } = await asMona.rest.pulls.listCommits({ ...repo, pull_number: pull.issue.number });
  expect(data.map(({ commit }) => commit.message)).toEqual(['Two as a digit', strange]);
  expect(data.map(({ author }) => author?.login)).toEqual(['mona', 'mona']);
  expect(data[1]?.parents.map(({ sha }) => sha)).toEqual([data[0]?.sha]);
});
