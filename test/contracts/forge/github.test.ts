/** The adapter against the double: what it reads, what it writes, and what it says when GitHub does not answer. */
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../src/ports/fault.ts';
import { stage } from './stage.ts';

const faultOf = async (
  promise: Promise<unknown>,
): Promise<Pick<Fault, 'kind' | 'code' | 'message' | 'fix'>> => {
  try {
    await promise;
  } catch (error) {
    const { kind, code, message, fix } = error as Fault;
    return { kind, code, message, fix };
  }
  throw new Error('it did not fail');
};

describe('a remark', () => {
  test('is told with its author, hand, time and edits', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const ada = github.person('ada', { permission: 'write' });
    const issue = github.issue({ by: ada, title: 'Slugs' });
    const said = github.comment(issue, { by: ada, body: 'yes' });
    const ref = { kind: 'comment', on: issue.number, id: said.id } as const;
    expect(await forge.remarks.get(ref)).toMatchObject({
      author: { id: ada.id, login: 'ada', kind: 'person' },
      viaApp: undefined,
      body: 'yes',
      createdAt: '2026-11-02T09:00:00Z',
      editedAt: undefined,
      byMail: false,
    });
    github.clock.advance({ minutes: 5 });
    github.edit(said, { by: github.person('eve', { permission: 'maintain' }), body: 'no' });
    expect(await forge.remarks.get(ref)).toMatchObject({
      body: 'no',
      editedAt: '2026-11-02T09:05:00Z',
      editedBy: 'eve',
    });
    expect(await forge.remarks.get({ ...ref, on: issue.number + 1 })).toBeUndefined();
    github.deleteComment(said);
    expect(await forge.remarks.get(ref)).toBeUndefined();
    expect(github.complaints).toEqual([]);
  });

  test('of an app, in its own name or in a person’s, is told as such', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const ada = github.person('ada', { permission: 'write' });
    const robot = github.app('helper', { permissions: { issues: 'write' } });
    const issue = github.issue({ by: ada, title: 'Slugs' });
    const own = github.comment(issue, { by: robot, body: 'x' });
    const lent = github.comment(issue, { by: github.throughApp(ada, robot), body: 'x' });
    const get = (id: number) => forge.remarks.get({ kind: 'comment', on: issue.number, id });
    expect(await get(own.id)).toMatchObject({ author: { kind: 'bot', login: 'helper[bot]' } });
    expect(await get(lent.id)).toMatchObject({ author: { kind: 'person', login: 'ada' }, viaApp: 'helper' });
  });

  test('among four hundred is found page by page, oldest first', async () => {
    await using scene = await stage({ rates: { contentPerMinute: 10_000, contentPerHour: 10_000 } });
    const { github, forge } = scene;
    const ada = github.person('ada', { permission: 'write' });
    const issue = github.issue({ by: ada, title: 'Slugs' });
    for (let n = 0; n < 400; n += 1) github.comment(issue, { by: ada, body: `comment ${n}` });
    const bodies = [];
    for await (const { body } of forge.remarks.since('2026-11-01T00:00:00Z')) bodies.push(body);
    expect(bodies).toEqual(Array.from({ length: 400 }, (_, n) => `comment ${n}`));
  });

  test('of a review carries its state and commit', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const ada = github.person('ada', { permission: 'write' });
    const bob = github.person('bob', { permission: 'write' });
    await github.push('plan/a', { by: ada, files: { 'a.txt': 'a' } });
    const pull = await github.pull({ by: ada, head: 'plan/a' });
    const review = await github.review(pull, { by: bob, says: 'approve', body: 'fine' });
    const { number } = pull.issue;
    expect(await forge.pulls.reviews(number)).toMatchObject([
      { kind: 'review', on: number, body: 'fine', author: { login: 'bob' }, review: { state: 'approved' } },
    ]);
    github.dismissReview(review, { by: ada });
    expect(await forge.remarks.get({ kind: 'review', on: number, id: review.id })).toMatchObject({
      review: { state: 'dismissed', commit: pull.head.sha },
    });
  });
});

describe('a review of ours', () => {
  test('is folded away by who may write to pull requests, and is no edit; it is told of from then on', async () => {
    await using scene = await stage();
    const { github, as } = scene;
    const ada = github.person('ada', { permission: 'write' });
    await github.push('topic', { by: ada, files: { 'a.txt': 'a\n' } });
    const pull = await github.pull({ by: ada, head: 'topic' });
    const { number } = pull.issue;
    // No `contents: write`: that is asked for by what closes conversations.
    const forge = as(github.workflowToken({ pull_requests: 'write' }));
    const comments = [{ path: 'a.txt', line: 1, side: 'right', body: 'why?' }] as const;
    for (const body of ['first', 'second'])
      await forge.pulls.postReview(number, { commit: pull.head.sha, body, comments });
    const [first] = await forge.pulls.reviews(number);
    expect(first!.review).not.toHaveProperty('folded');

    const reading = as(github.workflowToken({ pull_requests: 'read' }));
    await expect(reading.pulls.fold(first!)).rejects.toMatchObject({ code: 'forge-forbidden' });
    await forge.pulls.fold(first!);
    await forge.pulls.fold(first!);
    const folded = (await forge.pulls.reviews(number)).map(({ review, editedAt }) => [
      review?.folded ?? false,
      editedAt,
    ]);
    expect(folded).toEqual([
      [true, undefined],
      [false, undefined],
    ]);
    expect((await forge.pulls.threads(number)).map(({ resolvedBy }) => resolvedBy)).toEqual([
      undefined,
      undefined,
    ]);
    expect(github.complaints).toEqual([]);
  });
});

describe('our own comment', () => {
  test('is made once and edited from then on; somebody else’s with the same mark is left alone', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const eve = github.person('eve', { permission: 'write' });
    const issue = github.issue({ by: eve, title: 'Slugs' });
    const copy = github.comment(issue, { by: eve, body: 'mine\n\n<!-- planfile-x -->' });
    const first = await forge.remarks.upsert(issue.number, 'planfile-x', 'one');
    const second = await forge.remarks.upsert(issue.number, 'planfile-x', 'two');
    expect(second.id).toBe(first.id);
    expect(issue.comments.map(({ body }) => body)).toEqual([copy.body, 'two\n\n<!-- planfile-x -->']);
    expect(copy.edits).toEqual([]);
  });

  test('whose answer got lost is not made twice', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const issue = github.issue({ by: github.person('ada'), title: 'Slugs' });
    github.fail({
      match: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      fault: { drop: 'after' },
    });
    await forge.remarks.upsert(issue.number, 'planfile-x', 'one');
    expect(issue.comments).toHaveLength(1);
  });
});

describe('a permission', () => {
  test.each(['admin', 'maintain', 'write', 'triage', 'read'] as const)(
    '%s is told as it is',
    async (role) => {
      await using scene = await stage();
      const ada = scene.github.person('ada', { permission: role });
      const account = { id: ada.id, login: 'ada', kind: 'person' } as const;
      expect(await scene.forge.people.permission(account)).toBe(role);
    },
  );

  test('of a name that belongs to somebody else by now cannot be told', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const ada = github.person('ada', { permission: 'write' });
    github.rename(ada, 'ada-lovelace');
    github.person('ada', { permission: 'admin' });
    const asked = forge.people.permission({ id: ada.id, login: 'ada', kind: 'person' });
    expect(await faultOf(asked)).toMatchObject({ kind: 'undecided', code: 'account-renamed' });
  });

  test('of nobody is none', async () => {
    await using scene = await stage();
    expect(await scene.forge.people.permission({ id: 5, login: 'nobody', kind: 'person' })).toBe('none');
  });
});

test('a team is seen by an app with members: read, and by no workflow', async () => {
  await using scene = await stage();
  const { github, forge } = scene;
  const ada = github.person('ada', { permission: 'write' });
  github.team('owners', [ada]);
  const seeing = github.app('seer', { permissions: { members: 'read' } });
  expect(await forge.people.team('owners')).toBeUndefined();
  expect(await scene.as(seeing).people.team('owners')).toMatchObject([{ id: ada.id, login: 'ada' }]);
});

test('who speaks is told for a workflow and a person', async () => {
  await using scene = await stage();
  const ada = scene.github.person('ada', { permission: 'write' });
  expect(await scene.forge.people.self()).toMatchObject({ login: 'github-actions[bot]', kind: 'bot' });
  expect(await scene.as(ada).people.self()).toEqual({ id: ada.id, login: 'ada', kind: 'person' });
});

describe('pull requests', () => {
  test('of a fork’s branch of the same name are not ours', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const eve = github.person('eve');
    const fork = await github.fork(eve);
    await github.in(fork).push('plan/a', { by: eve, files: { 'a.txt': 'evil' } });
    await github.pull({ by: eve, head: 'eve:plan/a' });
    expect(await forge.pulls.ofBranch('plan/a')).toBeUndefined();
    expect(await forge.pulls.everyOfBranch('plan/a')).toEqual([]);
  });

  test('tell who merged them, when, and by which commit', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const ada = github.person('ada', { permission: 'write' });
    const bob = github.person('bob', { permission: 'write' });
    const head = await github.push('plan/a', { by: ada, files: { 'a.txt': 'a' } });
    const pull = await github.pull({ by: ada, head: 'plan/a' });
    const sha = await github.merge(pull, { by: bob });
    expect(await forge.pulls.thatBrought(head)).toMatchObject([
      {
        state: 'merged',
        mergedBy: { id: bob.id },
        author: { id: ada.id },
        mergeCommit: sha,
        base: 'main',
        head,
      },
    ]);
    expect(await forge.pulls.everyOfBranch('plan/a')).toMatchObject([{ closedAt: '2026-11-02T09:00:00Z' }]);
  });

  test('are opened once, though the answer was lost', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    await github.push('plan/a', { by: github.person('ada', { permission: 'write' }), files: { a: 'a' } });
    github.fail({ match: 'POST /repos/{owner}/{repo}/pulls', fault: { drop: 'after' } });
    const asked = { branch: 'plan/a', base: 'main', title: 'Slugs', body: '', draft: true };
    const opened = await forge.pulls.open(asked);
    expect(opened).toMatchObject({ number: 1, state: 'open', draft: true });
    expect(await forge.pulls.open(asked)).toMatchObject({ number: 1 });
    expect(await forge.pulls.update(1, { title: 'Slugs!', draft: false })).toMatchObject({
      title: 'Slugs!',
      draft: false,
    });
  });

  test('get no review with a line that they do not show, by a name of its own', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    const ada = github.person('ada', { permission: 'write' });
    const commit = await github.push('plan/a', { by: ada, files: { 'a.txt': 'a\n' } });
    const pull = await github.pull({ by: ada, head: 'plan/a' });
    const comments = [{ path: 'README.md', line: 1, side: 'right', body: 'nowhere' }] as const;
    const post = (some: readonly (typeof comments)[number][]) =>
      forge.pulls.postReview(pull.issue.number, { commit, body: 'read', comments: some });
    await expect(post(comments)).rejects.toMatchObject({ code: 'review-refused' });
    expect(pull.reviews).toEqual([]);
    const { id } = await post([]);
    expect(pull.reviews).toMatchObject([{ id, body: 'read' }]);
  });
});

test('pushes are told newest first, with who pushed; merges as merges', async () => {
  await using scene = await stage();
  const { github, forge } = scene;
  const ada = github.person('ada', { permission: 'write' });
  const first = await github.push('plan/a', { by: ada, files: { a: '1' } });
  const second = await github.push('plan/a', { by: ada, files: { a: '2' } });
  const told = [];
  for await (const push of forge.origins.pushes('plan/a')) told.push(push);
  expect(told).toMatchObject([
    { before: first, after: second, by: { id: ada.id }, kind: 'push' },
    { before: undefined, after: first, kind: 'push' },
  ]);
  await github.merge(await github.pull({ by: ada, head: 'plan/a' }), { by: ada });
  for await (const push of forge.origins.pushes('main')) {
    expect(push.kind).toBe('merge');
    break;
  }
});

describe('what GitHub does not give', () => {
  const ANY = /./;
  test.each([
    [
      'a wrong token',
      { status: 401, body: { message: 'Bad credentials' } },
      'credentials',
      'forge-credentials',
    ],
    [
      'a refusal',
      { status: 403, body: { message: 'Resource not accessible' } },
      'undecided',
      'forge-forbidden',
    ],
    ['nothing there', { status: 404, body: { message: 'Not Found' } }, 'undecided', 'forge-not-found'],
    ['too many requests', { status: 429, retryAfter: 600 }, 'service', 'forge-rate-limit'],
    ['a secondary limit', { status: 403 }, 'service', 'forge-rate-limit'],
    ['its own failure', { status: 500 }, 'service', 'forge-failed'],
    ['a failure before it', { status: 502 }, 'service', 'forge-failed'],
    // Node tells of it, or Octokit gives nothing: which comes first is the network's.
    ['half an answer', { half: true }, 'service', expect.stringMatching(/forge-(?:malformed|unreachable)/)],
    ['a cut connection', { drop: 'before' }, 'service', 'forge-unreachable'],
    ['no answer', { silence: true }, 'service', 'forge-unreachable'],
  ] as const)('%s is said once, with the way on', async (_name, fault, kind, code) => {
    await using scene = await stage();
    const { github } = scene;
    const forge = scene.as(github.workflowToken({}), { answer: 200 });
    github.fail({ match: ANY, fault, times: 50 });
    const said = await faultOf(forge.origins.repository());
    expect(said).toMatchObject({ kind, code });
    expect(said.message).toContain('see the repository');
    expect(said.fix).not.toBe('');
  });

  test('is asked for again where that can help', async () => {
    await using scene = await stage();
    const { github, forge } = scene;
    github.fail({ match: 'GET /repos/{owner}/{repo}', fault: { status: 502 }, times: 2 });
    expect(await forge.origins.repository()).toMatchObject({ name: github.fullName, defaultBranch: 'main' });
    expect(github.journal).toHaveLength(3);
  });

  test('has a time of its own at each try', async () => {
    await using scene = await stage();
    const { github } = scene;
    const forge = scene.as(github.workflowToken({}), { answer: 1_000 });
    github.fail({ match: 'GET /repos/{owner}/{repo}', fault: { silence: true } });
    expect(await forge.origins.repository()).toMatchObject({ name: github.fullName });
    expect(github.journal).toHaveLength(2);
  });

  test('is waited for as long as GitHub asks, within reason', async () => {
    await using scene = await stage();
    const { github } = scene;
    const forge = scene.as(github.workflowToken({}), { paced: true });
    github.fail({ match: 'GET /repos/{owner}/{repo}', fault: { status: 429, retryAfter: 3 } });
    expect(await forge.origins.repository()).toMatchObject({ name: github.fullName });
  });
});

test('no request leaves the configured repository, whatever an answer says', async () => {
  await using scene = await stage();
  const { github, forge } = scene;
  github.fail({
    match: 'GET /repos/{owner}/{repo}/activity',
    fault: { status: 200, body: [] },
  });
  for await (const push of forge.origins.pushes('main')) expect(push).toBeUndefined();
  expect(github.journal.every(({ path }) => path.startsWith(`/api/repos/${github.fullName}`))).toBe(true);
});
