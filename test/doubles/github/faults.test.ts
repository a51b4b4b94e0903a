/** The fault switch and the rate limits: what goes wrong, when, and what has been done all the same. */
import { getOctokit } from '@actions/github';
import { throttling } from '@octokit/plugin-throttling';
import { expect, test } from 'vitest';
import { inRepository, octokitOf, refusal } from './clients.ts';
import { type FaultRule, startGitHub } from './index.ts';

const AT = '2026-11-02T09:00:00Z';
const COMMENT = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

async function withIssue(options: Parameters<typeof startGitHub>[0] = {}) {
  const github = await startGitHub({ at: AT, ...options });
  const mona = github.person('mona', { permission: 'write' });
  const issue = github.issue({ by: mona, title: 'x' });
  const client = octokitOf(github, mona);
  const say = () =>
    client.rest.issues.createComment({ ...inRepository(github), issue_number: issue.number, body: 'x' });
  return { github, issue, client, say };
}

test.each<[string, FaultRule['fault'], number, number]>([
  ['500', { status: 500 }, 500, 0],
  ['502', { status: 502 }, 502, 0],
  ['502 after the work', { status: 502, done: true }, 502, 1],
  ['429 with retry-after', { status: 429, retryAfter: 3 }, 429, 0],
  ['a connection cut before the work', { drop: 'before' }, 500, 0],
  ['a connection cut after the work', { drop: 'after' }, 500, 1],
])(
  '%s hits once, leaves as much done as it says, and the next request is served',
  async (_name, fault, status, done) => {
    const { github, issue, say } = await withIssue();
    await using _ = github;
    github.fail({ match: COMMENT, fault });
    const failed = await refusal(say());
    expect(failed.status).toBe(status);
    expect(issue.comments).toHaveLength(done);
    expect((await say()).status).toBe(201);
  },
);

test('half an answer is a success to Octokit, with a text where the data should be', async () => {
  const { github, issue, say } = await withIssue();
  await using _ = github;
  github.fail({ match: COMMENT, fault: { half: true } });
  const { status, data } = await say();
  expect([status, typeof data]).toEqual([201, 'string']);
  expect(issue.comments).toHaveLength(1);
});

test('retry-after stands in the header, and a rule counts what it lets pass and what it hits', async () => {
  const { github, say } = await withIssue();
  await using _ = github;
  github.fail({ match: /^POST .*\/comments$/, fault: { status: 429, retryAfter: 7 }, after: 1, times: 2 });
  const seen = [];
  for (let count = 0; count < 4; count += 1) {
    seen.push(
      await say().then(
        ({ status }) => status,
        (error) => `${error.status} ${error.response.headers['retry-after']}`,
      ),
    );
  }
  expect(seen).toEqual([201, '429 7', '429 7', 201]);
  expect(github.journal.map(({ fault }) => fault)).toEqual([
    undefined,
    'status,retryAfter',
    'status,retryAfter',
    undefined,
  ]);
});

test('silence lasts until the client gives up', async () => {
  const { github, issue, client } = await withIssue();
  await using _ = github;
  github.fail({ match: COMMENT, fault: { silence: true } });
  const abort = new AbortController();
  const params = {
    ...inRepository(github),
    issue_number: issue.number,
    body: 'x',
    request: { signal: abort.signal },
  };
  const asked = client.rest.issues.createComment(params);
  await expect.poll(() => github.journal.length, { timeout: 20_000 }).toBe(1);
  abort.abort();
  await expect(asked).rejects.toThrow();
  expect(issue.comments).toEqual([]);
});

test('eighty writes a minute, then 403 with retry-after; a minute later it goes on', async () => {
  const { github, issue, say } = await withIssue();
  await using _ = github;
  for (let count = 0; count < 80; count += 1) await say();
  const refused = await refusal(say());
  expect(refused).toMatchObject({ status: 403, message: expect.stringContaining('secondary rate limit') });
  github.clock.advance({ minutes: 1 });
  expect((await say()).status).toBe(201);
  expect(issue.comments).toHaveLength(81);
});

test('the hour’s requests of one token run out and come back, without touching another token’s', async () => {
  const { github, client } = await withIssue({ rates: { perHour: 3 } });
  await using _ = github;
  const ask = (as = client) => as.rest.repos.get(inRepository(github));
  const remaining = [];
  for (let count = 0; count < 3; count += 1) remaining.push((await ask()).headers['x-ratelimit-remaining']);
  expect(remaining).toEqual(['2', '1', '0']);
  expect((await refusal(ask())).status).toBe(403);
  expect((await ask(octokitOf(github, github.person('hubot')))).status).toBe(200);
  github.clock.advance({ hours: 1 });
  expect((await ask()).status).toBe(200);
});

test('Octokit’s own throttling knows both limits by what the double says', async () => {
  const { github } = await withIssue({ rates: { perHour: 2, contentPerMinute: 1 } });
  await using _ = github;
  const seen: string[] = [];
  const onLimit = (kind: string) => (retryAfter: number) => {
    seen.push(`${kind} ${retryAfter}`);
    return false;
  };
  const throttle = { onRateLimit: onLimit('primary'), onSecondaryRateLimit: onLimit('secondary') };
  const mona = github.person('writer', { permission: 'write' });
  const client = getOctokit(mona.token, { baseUrl: github.urls.api, throttle }, throttling);
  const label = (name: string) => client.rest.issues.createLabel({ ...inRepository(github), name });
  await label('a');
  expect((await refusal(label('b'))).status).toBe(403);
  expect((await refusal(label('c'))).status).toBe(403);
  expect(seen).toEqual(['secondary 60', expect.stringMatching(/^primary \d+$/)]);
});

test('the clock of the answers is the double’s, so that a clock that is off can be seen', async () => {
  const { github, client } = await withIssue();
  await using _ = github;
  github.clock.advance({ days: -2 });
  expect((await client.rest.repos.get(inRepository(github))).headers.date).toBe(
    'Sat, 31 Oct 2026 09:00:00 GMT',
  );
});
