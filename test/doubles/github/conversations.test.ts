/** Comments, issues and their relations: limits, edits, reactions, transfers, paging. */
import { expect, test } from 'vitest';
import { inRepository, octokitOf, refusal } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';

async function withIssue() {
  const github = await startGitHub({ at: AT });
  const mona = github.person('mona', { permission: 'write' });
  const issue = github.issue({ by: mona, title: 'x' });
  return {
    github,
    mona,
    issue,
    asMona: octokitOf(github, mona),
    repo: inRepository(github),
    params: { ...inRepository(github), issue_number: issue.number },
  };
}

test('a comment holds 65,536 characters, counted as characters, and says so when it is more', async () => {
  const { github, asMona, params } = await withIssue();
  await using _ = github;
  expect((await asMona.rest.issues.createComment({ ...params, body: '🙂'.repeat(65_536) })).status).toBe(201);
  const refused = await refusal(asMona.rest.issues.createComment({ ...params, body: 'x'.repeat(65_537) }));
  expect(refused).toMatchObject({
    status: 422,
    errors: [{ field: 'data', message: 'Body is too long (maximum is 65536 characters)' }],
  });
  expect((await refusal(asMona.rest.issues.createComment({ ...params, body: '  ' }))).status).toBe(422);
});

test('400 comments page by Link, and `since` leaves out the old ones', async () => {
  const { github, mona, issue, asMona, params } = await withIssue();
  await using _ = github;
  for (let count = 0; count < 400; count += 1) github.comment(issue, { by: mona, body: `${count}` });
  github.clock.advance({ days: 1 });
  github.comment(issue, { by: mona, body: 'today' });
  const all = await asMona.paginate(asMona.rest.issues.listComments, { ...params, per_page: 100 });
  expect(all.map(({ body }) => body)).toEqual([
    ...Array.from({ length: 400 }, (_, index) => `${index}`),
    'today',
  ]);
  const { headers } = await asMona.rest.issues.listComments({ ...params, per_page: 100, page: 2 });
  expect(headers.link).toMatch(/page=1>; rel="prev".*page=3>; rel="next".*page=5>; rel="last"/);
  const recent = await asMona.rest.issues.listCommentsForRepo({
    ...inRepository(github),
    since: '2026-11-03T00:00:00Z',
  });
  expect(recent.data.map(({ body }) => body)).toEqual(['today']);
});

test('an author edits their own comment, a writer anybody’s, a stranger none; a deleted one is gone', async () => {
  const { github, issue, asMona, repo } = await withIssue();
  await using _ = github;
  const reader = github.person('reader');
  const comment = github.comment(issue, { by: reader, body: 'mine' });
  const params = { ...repo, comment_id: comment.id };
  expect(
    (
      await refusal(
        octokitOf(github, github.person('eve')).rest.issues.updateComment({ ...params, body: 'hers' }),
      )
    ).status,
  ).toBe(403);
  expect(
    (await octokitOf(github, reader).rest.issues.updateComment({ ...params, body: 'still mine' })).data.user
      ?.login,
  ).toBe('reader');
  const { data } = await asMona.rest.issues.updateComment({ ...params, body: 'by the writer' });
  expect(data.user?.login).toBe('reader');
  await asMona.rest.issues.deleteComment(params);
  expect((await refusal(asMona.rest.issues.getComment(params))).status).toBe(404);
});

test('the same reaction twice is one: 201, then 200', async () => {
  const { github, asMona, params } = await withIssue();
  await using _ = github;
  const react = () => asMona.rest.reactions.createForIssue({ ...params, content: 'eyes' });
  expect([(await react()).status, (await react()).status]).toEqual([201, 200]);
  expect((await asMona.rest.issues.get(params)).data.reactions?.eyes).toBe(1);
});

test('unknown keys and wrong types are refused before they do anything', async () => {
  const { github, asMona, repo } = await withIssue();
  await using _ = github;
  expect(
    (
      await refusal(
        asMona.request('POST /repos/{owner}/{repo}/issues', { ...repo, title: 'x', colour: 'red' }),
      )
    ).message,
  ).toContain('colour');
  expect(
    (await refusal(asMona.request('GET /repos/{owner}/{repo}/issues', { ...repo, state: 'opn' as never })))
      .status,
  ).toBe(422);
  expect((await asMona.rest.issues.listForRepo({ ...repo, state: 'all' })).data).toHaveLength(1);
});

test('sub-issues take the database id, one parent, no cycle, at most a hundred', async () => {
  const { github, mona, issue, asMona, params } = await withIssue();
  await using _ = github;
  const child = github.issue({ by: mona, title: 'child' });
  const add = (parent: number, id: number) =>
    asMona.request('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues', {
      ...params,
      issue_number: parent,
      sub_issue_id: id,
    });
  expect((await refusal(add(issue.number, child.number + 1_000_000))).status).toBe(404);
  expect((await add(issue.number, child.id)).data.sub_issues_summary).toMatchObject({
    total: 1,
    completed: 0,
  });
  expect((await refusal(add(issue.number, child.id))).status).toBe(422);
  expect((await refusal(add(child.number, issue.id))).status).toBe(422);
  const other = github.issue({ by: mona, title: 'other' });
  expect((await refusal(add(other.number, child.id))).status).toBe(422);
  for (let count = 1; count < 100; count += 1)
    issue.subIssues.push(github.issue({ by: mona, title: `${count}` }));
  expect((await refusal(add(issue.number, other.id))).status).toBe(422);
});

test('a transferred issue answers from its new place', async () => {
  const { github, mona, issue, asMona, params } = await withIssue();
  await using _ = github;
  const elsewhere = await github.another('elsewhere');
  elsewhere.issue({ by: mona, title: 'first there' });
  github.transfer(issue, elsewhere.repository);
  const { data } = await asMona.rest.issues.get(params);
  expect(data).toMatchObject({
    id: issue.id,
    number: 2,
    repository_url: expect.stringMatching(/octo-org\/elsewhere$/),
  });
});

test('closing says who and why; a locked issue takes no word of a reader', async () => {
  const { github, issue, asMona, params } = await withIssue();
  await using _ = github;
  const { data } = await asMona.rest.issues.update({
    ...params,
    state: 'closed',
    state_reason: 'not_planned',
  });
  expect(data).toMatchObject({ state: 'closed', state_reason: 'not_planned', closed_by: { login: 'mona' } });
  await asMona.rest.issues.lock(params);
  const reader = octokitOf(github, github.person('reader'));
  expect((await refusal(reader.rest.issues.createComment({ ...params, body: 'x' }))).status).toBe(403);
  expect(issue.comments).toEqual([]);
});

test('a deleted issue is 410, its number is never given again, and its parent forgets it', async () => {
  const { github, mona, issue, asMona, repo } = await withIssue();
  await using _ = github;
  const child = github.issue({ by: mona, title: 'child' });
  await asMona.request('POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues', {
    ...repo,
    issue_number: issue.number,
    sub_issue_id: child.id,
  });
  github.deleteIssue(child);
  expect((await refusal(asMona.rest.issues.get({ ...repo, issue_number: child.number }))).status).toBe(410);
  expect(
    (await asMona.rest.issues.get({ ...repo, issue_number: issue.number })).data.sub_issues_summary?.total,
  ).toBe(0);
  expect((await asMona.rest.issues.create({ ...repo, title: 'next' })).data.number).toBe(child.number + 1);
});
