/** What only GraphQL tells or does: edits, threads, drafts; held against GitHub's public schema. */
import { expect, test } from 'vitest';
import { octokitOf } from './clients.ts';
import { startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';

async function withPull() {
  const github = await startGitHub({ at: AT, files: { 'a.txt': 'one\n' } });
  const mona = github.person('mona', { permission: 'write' });
  await github.push('plan/a', { by: mona, files: { 'a.txt': 'two\n' } });
  const pull = await github.pull({ by: mona, head: 'plan/a', draft: true });
  return { github, mona, pull };
}

const EVIDENCE = `query ($id: ID!) { node(id: $id) { ... on Comment { body lastEditedAt includesCreatedEdit
  author { login ... on User { databaseId } } editor { login }
  userContentEdits(first: 10) { totalCount nodes { editor { login } editedAt diff } } } } }`;

test('an edited comment says when and by whom, an untouched one that it was never edited', async () => {
  const { github, mona, pull } = await withPull();
  await using _ = github;
  const boss = github.person('boss', { permission: 'admin' });
  const comment = github.comment(pull, { by: mona, body: '/planfile approve a 1' });
  const ask = async () =>
    (
      await octokitOf(github, mona).graphql<{ node: Record<string, unknown> }>(EVIDENCE, {
        id: comment.nodeId,
      })
    ).node;
  expect(await ask()).toMatchObject({
    lastEditedAt: null,
    editor: null,
    includesCreatedEdit: false,
    author: { login: 'mona', databaseId: mona.id },
  });
  github.clock.advance({ minutes: 5 });
  github.edit(comment, { by: boss, body: '/planfile approve a 2' });
  expect(await ask()).toMatchObject({
    lastEditedAt: '2026-11-02T09:05:00Z',
    editor: { login: 'boss' },
    userContentEdits: {
      totalCount: 2,
      nodes: [{ editor: { login: 'boss' } }, { diff: '/planfile approve a 1' }],
    },
  });
});

test('an edit to the same text is no edit, and minimizing moves updated_at without being one', async () => {
  const { github, mona, pull } = await withPull();
  await using _ = github;
  const comment = github.comment(pull, { by: mona, body: 'x' });
  github.edit(comment, { by: mona, body: 'x' });
  github.clock.advance({ hours: 1 });
  const minimize =
    'mutation ($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized minimizedReason } } }';
  const asMona = octokitOf(github, mona);
  expect(await asMona.graphql(minimize, { id: comment.nodeId })).toEqual({
    minimizeComment: { minimizedComment: { isMinimized: true, minimizedReason: 'outdated' } },
  });
  const { node } = await asMona.graphql<{ node: Record<string, unknown> }>(EVIDENCE, { id: comment.nodeId });
  expect(node.lastEditedAt).toBeNull();
  expect(comment.updatedAt).toBe('2026-11-02T10:00:00Z');
});

test('reviews page through with their edits', async () => {
  const { github, mona, pull } = await withPull();
  await using _ = github;
  const hubot = github.person('hubot');
  for (let count = 0; count < 3; count += 1)
    await github.review(pull, { by: hubot, says: 'comment', body: `word ${count}` });
  const query = `query ($number: Int!, $after: String) { repository(owner: "octo-org", name: "hello") { pullRequest(number: $number) {
    reviews(first: 2, after: $after) { totalCount nodes { fullDatabaseId body state lastEditedAt author { login __typename } } pageInfo { hasNextPage endCursor } } } } }`;
  type Page = {
    repository: {
      pullRequest: {
        reviews: {
          totalCount: number;
          nodes: { body: string }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
    };
  };
  const ask = (after?: string) =>
    octokitOf(github, mona).graphql<Page>(query, { number: pull.issue.number, after });
  const first = (await ask()).repository.pullRequest.reviews;
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const second = (await ask(first.pageInfo.endCursor)).repository.pullRequest.reviews;
  expect([...first.nodes, ...second.nodes].map(({ body }) => body)).toEqual(['word 0', 'word 1', 'word 2']);
  expect(second.pageInfo.hasNextPage).toBe(false);
});

test('threads resolve and drafts end only with contents and pull-requests write', async () => {
  const { github, mona, pull } = await withPull();
  await using _ = github;
  await github.review(pull, {
    by: mona,
    says: 'comment',
    body: 'x',
    comments: [{ path: 'a.txt', line: 1, side: 'RIGHT', body: 'y' }],
  });
  const [thread] = pull.threads;
  const resolve =
    'mutation ($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved resolvedBy { login } } } }';
  const ready =
    'mutation ($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { isDraft } } }';
  const weak = octokitOf(github, github.workflowToken({ pull_requests: 'write' }));
  await expect(weak.graphql(resolve, { id: thread!.nodeId })).rejects.toThrow(
    'Resource not accessible by integration',
  );
  await expect(weak.graphql(ready, { id: pull.nodeId })).rejects.toThrow(
    'Resource not accessible by integration',
  );
  const strong = octokitOf(github, github.workflowToken({ pull_requests: 'write', contents: 'write' }));
  expect(await strong.graphql(resolve, { id: thread!.nodeId })).toMatchObject({
    resolveReviewThread: { thread: { isResolved: true } },
  });
  expect(await strong.graphql(ready, { id: pull.nodeId })).toEqual({
    markPullRequestReadyForReview: { pullRequest: { isDraft: false } },
  });
  expect(github.journal.at(-1)).toMatchObject({
    operation: 'POST /graphql',
    needs: [['contents=write'], ['pull_requests=write']],
  });
});

test('a bot’s login has no [bot] in GraphQL; who is gone is null', async () => {
  const { github, mona, pull } = await withPull();
  await using _ = github;
  const byBot = github.comment(pull, { by: github.workflowToken({ issues: 'write' }), body: 'x' });
  const query = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { author { login __typename } } } }';
  const ask = (id: string) => octokitOf(github, mona).graphql<{ node: unknown }>(query, { id });
  expect((await ask(byBot.nodeId)).node).toEqual({ author: { login: 'github-actions', __typename: 'Bot' } });
  const leaver = github.person('leaver');
  const byLeaver = github.comment(pull, { by: leaver, body: 'x' });
  github.deleteAccount(leaver);
  expect((await ask(byLeaver.nodeId)).node).toEqual({ author: null });
});

test('what the schema does not know is refused, and so are ids of nothing', async () => {
  const { github, mona } = await withPull();
  await using _ = github;
  const asMona = octokitOf(github, mona);
  await expect(asMona.graphql('{ viewer { favouriteColour } }')).rejects.toThrow(
    'Cannot query field "favouriteColour"',
  );
  await expect(asMona.graphql(EVIDENCE, { id: 'IC_nothing' })).rejects.toThrow('Could not resolve to a node');
  await expect(
    asMona.graphql(
      '{ repository(owner: "octo-org", name: "hello") { pullRequest(number: 1) { reviews { totalCount } } } }',
    ),
  ).rejects.toThrow('You must provide a `first` or `last`');
});

test('a comment that came by mail says so', async () => {
  const { github, mona, pull } = await withPull();
  await using _ = github;
  const query = 'query ($id: ID!) { node(id: $id) { ... on Comment { createdViaEmail } } }';
  const ask = (id: string) => octokitOf(github, mona).graphql<{ node: unknown }>(query, { id });
  const typed = github.comment(pull, { by: mona, body: 'x' });
  const mailed = github.comment(pull, { by: mona, body: 'x\n\n> quoted', byMail: true });
  expect([(await ask(typed.nodeId)).node, (await ask(mailed.nodeId)).node]).toEqual([
    { createdViaEmail: false },
    { createdViaEmail: true },
  ]);
});
