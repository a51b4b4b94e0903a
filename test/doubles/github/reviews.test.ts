/** Reviews: GitHub's refusals, one bad line losing all, threads that follow or go stale. */
import { expect, test } from 'vitest';
import { inRepository, octokitOf, refusal } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';
const LINES = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
const text = (lines: string[]) => `${lines.join('\n')}\n`;

/** A pull request that changes line 10 and drops line 30 of forty. */
async function withPull() {
  const github = await startGitHub({ at: AT, files: { 'a.txt': text(LINES), 'b.txt': 'b\n' } });
  const mona = github.person('mona', { permission: 'write' });
  const hubot = github.person('hubot', { permission: 'write' });
  await github.push('plan/a', {
    by: mona,
    files: { 'a.txt': text(LINES.with(9, 'ten').toSpliced(29, 1)), 'b.txt': null },
  });
  const pull = await github.pull({ by: mona, head: 'plan/a' });
  return { github, mona, hubot, pull, params: { ...inRepository(github), pull_number: pull.issue.number } };
}

test.each([
  ['a line far from any change', { path: 'a.txt', line: 20, side: 'RIGHT' }, 'Line could not be resolved'],
  ['a line of the other side', { path: 'a.txt', line: 41, side: 'RIGHT' }, 'Line could not be resolved'],
  ['a file that did not change', { path: 'README.md', line: 1, side: 'RIGHT' }, 'Path could not be resolved'],
  [
    'a start in another hunk',
    { path: 'a.txt', line: 30, side: 'RIGHT', start_line: 10, start_side: 'RIGHT' },
    'Line could not be resolved',
  ],
  [
    'a start after its end',
    { path: 'a.txt', line: 9, side: 'RIGHT', start_line: 11, start_side: 'RIGHT' },
    'Line could not be resolved',
  ],
])('%s refuses the whole review, with nothing kept', async (_name, place, message) => {
  const { github, hubot, params } = await withPull();
  await using _ = github;
  const asHubot = octokitOf(github, hubot);
  const good = { path: 'a.txt', line: 10, side: 'RIGHT', body: 'good' };
  const review = asHubot.rest.pulls.createReview({
    ...params,
    event: 'COMMENT',
    body: 'x',
    comments: [good, { ...place, body: 'bad' }],
  });
  expect(await refusal(review)).toMatchObject({
    status: 422,
    message: 'Unprocessable Entity',
    errors: [message],
  });
  expect((await asHubot.rest.pulls.listReviewComments(params)).data).toEqual([]);
  expect((await asHubot.rest.pulls.listReviews(params)).data).toEqual([]);
});

test('comments land on added, context and removed lines, on ranges, and on lines of removed files', async () => {
  const { github, hubot, params } = await withPull();
  await using _ = github;
  const comments = [
    { path: 'a.txt', line: 10, side: 'RIGHT', body: 'added' },
    { path: 'a.txt', line: 10, side: 'LEFT', body: 'removed' },
    { path: 'a.txt', line: 13, side: 'RIGHT', body: 'last context line' },
    { path: 'a.txt', line: 12, side: 'RIGHT', start_line: 9, start_side: 'RIGHT', body: 'a range' },
    { path: 'b.txt', line: 1, side: 'LEFT', body: 'in a removed file' },
  ];
  const asHubot = octokitOf(github, hubot);
  await asHubot.rest.pulls.createReview({ ...params, event: 'COMMENT', body: '', comments });
  const { data } = await asHubot.rest.pulls.listReviewComments(params);
  expect(data.map(({ body, line, side }) => [body, line, side])).toEqual(
    comments.map(({ body, line, side }) => [body, line, side]),
  );
  expect(data[0]!.diff_hunk.split('\n').at(-1)).toBe('+ten');
});

test('an author cannot approve or object to their own pull request; comments they may', async () => {
  const { github, mona, params } = await withPull();
  await using _ = github;
  const asMona = octokitOf(github, mona);
  expect(await refusal(asMona.rest.pulls.createReview({ ...params, event: 'APPROVE' }))).toMatchObject({
    status: 422,
    errors: ['Can not approve your own pull request'],
  });
  expect(
    (await refusal(asMona.rest.pulls.createReview({ ...params, event: 'REQUEST_CHANGES', body: 'x' })))
      .errors,
  ).toEqual(['Can not request changes on your own pull request']);
  expect((await asMona.rest.pulls.createReview({ ...params, event: 'COMMENT', body: 'x' })).status).toBe(200);
});

test('a comment review needs something to say, and not more than 65,536 characters of it', async () => {
  const { github, hubot, params } = await withPull();
  await using _ = github;
  const asHubot = octokitOf(github, hubot);
  expect((await refusal(asHubot.rest.pulls.createReview({ ...params, event: 'COMMENT' }))).status).toBe(422);
  expect(
    (
      await refusal(
        asHubot.rest.pulls.createReview({ ...params, event: 'COMMENT', body: 'x'.repeat(65_537) }),
      )
    ).status,
  ).toBe(422);
});

test('a commit that is no part of the pull request is refused', async () => {
  const { github, hubot, params } = await withPull();
  await using _ = github;
  const commit_id = await github.tip('main');
  const review = octokitOf(github, hubot).rest.pulls.createReview({
    ...params,
    commit_id,
    event: 'COMMENT',
    body: 'x',
  });
  expect((await refusal(review)).status).toBe(422);
});

test('a comment follows its line through later pushes, and is outdated once the line changes', async () => {
  const { github, mona, hubot, pull, params } = await withPull();
  await using _ = github;
  const asHubot = octokitOf(github, hubot);
  await github.review(pull, {
    by: hubot,
    says: 'comment',
    body: 'x',
    comments: [{ path: 'a.txt', line: 10, side: 'RIGHT', body: 'this' }],
  });
  const place = async () => {
    const { data } = await asHubot.rest.pulls.listReviewComments(params);
    const [{ line, original_line, position, commit_id, original_commit_id } = {} as never] = data;
    return { line, original_line, isOutdated: position === null, isMoved: commit_id !== original_commit_id };
  };
  await github.push('plan/a', {
    by: mona,
    files: { 'a.txt': text(['zero', 'and a half', ...LINES.with(9, 'ten').toSpliced(29, 1)]) },
  });
  expect(await place()).toEqual({ line: 12, original_line: 10, isOutdated: false, isMoved: true });
  await github.push('plan/a', { by: mona, files: { 'a.txt': text(LINES.with(9, 'TEN')) } });
  expect(await place()).toEqual({ line: null, original_line: 10, isOutdated: true, isMoved: false });
});

test('a pending review is its author’s alone, and there is only one', async () => {
  const { github, hubot, mona, params } = await withPull();
  await using _ = github;
  const asHubot = octokitOf(github, hubot);
  await asHubot.rest.pulls.createReview({ ...params, body: 'not yet' });
  expect((await asHubot.rest.pulls.listReviews(params)).data.map(({ state }) => state)).toEqual(['PENDING']);
  expect((await octokitOf(github, mona).rest.pulls.listReviews(params)).data).toEqual([]);
  expect((await refusal(asHubot.rest.pulls.createReview(params))).errors).toEqual([
    'User can only have one pending review per pull request',
  ]);
});

test('a dismissal by a person carries their message and no commit; a reader may not dismiss', async () => {
  const { github, mona, hubot, pull, params } = await withPull();
  await using _ = github;
  const review = await github.review(pull, { by: hubot, says: 'approve' });
  const dismiss = (who: typeof mona) =>
    octokitOf(github, who).rest.pulls.dismissReview({ ...params, review_id: review.id, message: 'no' });
  expect((await refusal(dismiss(github.person('reader')))).status).toBe(403);
  await dismiss(mona);
  const { data } = await octokitOf(github, mona).rest.issues.listEvents({
    ...inRepository(github),
    issue_number: pull.issue.number,
  });
  expect(data).toMatchObject([
    { event: 'review_dismissed', dismissed_review: { review_id: review.id, dismissal_message: 'no' } },
  ]);
  expect(data[0]).not.toHaveProperty('dismissed_review.dismissal_commit_id');
});

test('on a locked pull request a reader may not speak', async () => {
  const { github, pull, params } = await withPull();
  await using _ = github;
  github.lock(pull);
  const reader = octokitOf(github, github.person('reader'));
  expect(
    (await refusal(reader.rest.pulls.createReview({ ...params, event: 'COMMENT', body: 'x' }))).status,
  ).toBe(403);
});

test('a single comment beside the diff is refused by field', async () => {
  const { github, hubot, pull, params } = await withPull();
  await using _ = github;
  const asHubot = octokitOf(github, hubot);
  const comment = { ...params, commit_id: pull.head.sha, body: 'x', side: 'RIGHT' as const };
  expect(
    await refusal(asHubot.rest.pulls.createReviewComment({ ...comment, path: 'a.txt', line: 20 })),
  ).toMatchObject({
    status: 422,
    message: 'Validation Failed',
    errors: [
      { message: 'pull_request_review_thread.line must be part of the diff' },
      { field: 'pull_request_review_thread.diff_hunk' },
    ],
  });
  expect(
    (await refusal(asHubot.rest.pulls.createReviewComment({ ...comment, path: 'README.md', line: 1 })))
      .status,
  ).toBe(422);
  expect(
    (await asHubot.rest.pulls.createReviewComment({ ...comment, path: 'a.txt', subject_type: 'file' }))
      .status,
  ).toBe(201);
});
