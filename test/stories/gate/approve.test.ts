/** People approve by saying so, and everybody sees what came of it. */
import { describe, expect, test } from 'vitest';
import { inSoak } from '../../soak.ts';
import { ALL_APPROVED, all, stage } from './stage.ts';

test('Bob approves the plan that Ada wrote: it may run, and the answer stands where people look', async () => {
  await using story = await stage();
  expect(await story.gate()).toEqual(all('refused: not-approved'));
  const { exit, answers, comment } = await story.approve(story.bob);
  expect({ exit, answers }).toMatchObject({
    exit: 0,
    answers: [{ accepted: true, code: 'approved', by: 'bob' }],
  });
  expect(await story.gate()).toEqual(ALL_APPROVED);
  expect(comment.reactions.map(({ content }) => content)).toEqual(['eyes', '+1']);
  expect(story.answer()).toContain('approved by bob');
  expect(story.answer()).toContain('Nothing is missing');
  expect(story.github.complaints).toEqual([]);
});

test('he approves one phase: the others stay closed, and the answer has the line that gives them', async () => {
  await using story = await stage();
  await story.approve(story.bob, ['slugify']);
  expect(await story.gate()).toEqual({ ...all('refused: not-approved'), slugify: 'approved' });
  const line = `/planfile approve slugs ${(await story.digest(['wire', 'docs'])).slice(0, 32)}`;
  expect(story.answer()).toContain(line);
  await story.say(story.cleo, line);
  expect(await story.gate()).toEqual(ALL_APPROVED);
  expect(story.pull.issue.comments.filter(({ author }) => author.type === 'Bot')).toHaveLength(1);
});

test('a command without a digest approves nothing, and is answered with the exact line', async () => {
  await using story = await stage();
  const { exit, answers, comment } = await story.say(story.bob, '/planfile approve slugs');
  expect({ exit, answers }).toMatchObject({ exit: 1, answers: [{ accepted: false, code: 'no-digest' }] });
  expect(comment.reactions.map(({ content }) => content)).toEqual(['eyes', '-1']);
  expect(story.answer()).toContain(`/planfile approve slugs ${(await story.digest()).slice(0, 32)}`);
  expect(await story.record()).toEqual([]);
});

test('he takes it back, and then Cleo says yes again', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  const { exit } = await story.say(story.bob, `/planfile revoke slugs ${await story.digest()}`);
  expect(exit).toBe(0);
  expect(await story.gate()).toEqual(all('refused: revoked'));
  await story.approve(story.cleo);
  expect(await story.gate()).toEqual(ALL_APPROVED);
});

inSoak('heard twice, a comment is one step', async () => {
  await using story = await stage();
  const { comment } = await story.approve(story.bob);
  await story.hear(comment);
  expect(await story.record()).toHaveLength(1);
});

test('two approvals in one second both arrive', async () => {
  await using story = await stage({ policy: 'approvals:\n  count: 2\n' });
  const line = `/planfile approve slugs ${await story.digest()}`;
  story.later();
  const comments = [story.bob, story.cleo].map((by) => story.github.comment(story.pull, { by, body: line }));
  await Promise.all(comments.map(async (comment) => story.hear(comment, 'created', await story.job())));
  expect(await story.record()).toHaveLength(2);
  expect(await story.gate()).toEqual(ALL_APPROVED);
});

inSoak('a comment on any issue of the repository will do', async () => {
  await using story = await stage();
  const issue = story.github.issue({ by: story.ada, title: 'Slugs' });
  story.later();
  const comment = story.github.comment(issue, {
    by: story.bob,
    body: `/planfile approve slugs ${await story.digest()}`,
  });
  expect((await story.hear(comment)).exit).toBe(0);
  expect(await story.gate()).toEqual(ALL_APPROVED);
});

test('a review that says it is collected when the gate is asked, without any workflow', async () => {
  await using story = await stage();
  story.later();
  const body = `I read it.\n\n/planfile approve slugs ${await story.digest()}`;
  await story.github.review(story.pull, { by: story.bob, says: 'comment', body });
  expect(await story.gate()).toEqual(ALL_APPROVED);
  expect(await story.record()).toEqual([]);
});

inSoak('an approving review that names no digest says nothing of the plan', async () => {
  await using story = await stage();
  await story.github.review(story.pull, { by: story.bob, says: 'approve', body: 'LGTM' });
  expect(await story.gate()).toEqual(all('refused: not-approved'));
});

describe('the chain of evidence', () => {
  test('can be followed by hand with two questions to GitHub', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    const { decisions, exit } = await story.ask();
    expect(exit).toBe(0);
    const [link] = decisions[0]!.approvals;
    expect(link).toMatchObject({ by: 'bob', evidence: 'comment', counts: 'yes' });
    const { forge } = await story.job();
    const [said, may] = link!.follow!;
    const node = /node\(id: "([^"]+)"\)/.exec(said!)?.[1];
    expect(story.pull.issue.comments.some(({ nodeId }) => nodeId === node)).toBe(true);
    expect(may).toBe(`gh api repos/${story.github.fullName}/collaborators/bob/permission`);
    expect(await forge.people.permission({ id: story.bob.id, login: 'bob', kind: 'person' })).toBe('write');
  });
});

test('a comment on a plan that is not there is told so', async () => {
  await using story = await stage();
  const { exit, answers } = await story.say(story.bob, `/planfile approve nothing ${await story.digest()}`);
  expect({ exit, answers }).toMatchObject({ exit: 1, answers: [{ code: 'plan-not-found' }] });
  expect(story.answer()).toContain('nothing');
});
