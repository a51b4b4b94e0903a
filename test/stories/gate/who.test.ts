/**
 * Who may approve, and what they must have said. The workflow that hears comments refuses each of these; here the step was typed into
 * the record all the same, by somebody who can push, so that the gate alone stands against it. Each story names the one guard that
 * does, and shows that without it the gate would open.
 */

import { expect, test } from 'vitest';
import { sampled } from '../../soak.ts';
import { all, type Stage, stage } from './stage.ts';

interface Story {
  name: string;
  code: string;
  guard: string | readonly string[];
  tell(story: Stage): Promise<unknown>;
  policy?: string;
}

const AUTHOR = 'no author approves';

const stories: Story[] = [
  {
    name: 'somebody without write permission',
    code: 'no-permission',
    guard: 'they have the permission now',
    tell: (story) => story.smuggle(story.rita),
  },
  {
    name: 'a stranger, on a public repository',
    code: 'no-permission',
    guard: 'they have the permission now',
    tell: (story) => story.smuggle(story.github.person('eve')),
  },
  {
    name: 'somebody with less than the policy asks for',
    policy: 'approvals:\n  permission: maintain\n',
    code: 'no-permission',
    guard: 'they have the permission now',
    tell: (story) => story.smuggle(story.bob),
  },
  {
    name: 'somebody who lost the permission since',
    code: 'no-permission',
    guard: 'they have the permission now',
    async tell(story) {
      await story.approve(story.bob);
      story.github.setPermission(story.bob, 'triage');
    },
  },
  {
    name: 'an app',
    code: 'not-a-person',
    guard: ['a person wrote it', 'no app wrote it in their name'],
    async tell(story) {
      const robot = story.github.app('helper', { permissions: { issues: 'write' } });
      story.github.setPermission(robot, 'write');
      await story.smuggle(robot);
    },
  },
  {
    name: 'the workflow itself',
    code: 'not-a-person',
    guard: ['a person wrote it', 'no app wrote it in their name'],
    async tell(story) {
      const workflow = story.github.workflowToken({ issues: 'write', pull_requests: 'write' });
      story.github.setPermission(workflow, 'write');
      await story.smuggle(workflow);
    },
  },
  {
    name: 'an app that posts in a person’s name',
    code: 'via-app',
    guard: 'no app wrote it in their name',
    async tell(story) {
      const robot = story.github.app('helper', { permissions: { issues: 'write', pull_requests: 'write' } });
      await story.smuggle(story.github.throughApp(story.bob, robot));
    },
  },
  {
    name: 'a person whose name ends as a bot’s does',
    code: 'not-a-person',
    guard: 'a person wrote it',
    tell: (story) => story.smuggle(story.github.person('bob[bot]', { permission: 'write' })),
  },
  {
    name: 'the author, who pushed the plan and opened its pull request',
    code: 'by-its-author',
    guard: AUTHOR,
    tell: (story) => story.smuggle(story.ada),
  },
  {
    name: 'a comment that its author edited since',
    code: 'edited',
    guard: 'it was never edited',
    async tell(story) {
      const { comment } = await story.approve(story.bob);
      story.later();
      story.github.edit(comment, { by: story.bob, body: `${comment.body}\n` });
    },
  },
  {
    name: 'a comment that somebody else edited into an approval',
    code: 'edited',
    guard: 'it was never edited',
    async tell(story) {
      const line = `/planfile approve slugs ${await story.digest()}`;
      const comment = await story.smuggle(story.bob, { body: 'I have a question' });
      story.later();
      story.github.edit(comment, { by: story.ada, body: line });
    },
  },
  {
    name: 'a comment of another person than the record says',
    code: 'other-person',
    guard: 'it is by whom the record names',
    tell: (story) => story.smuggle(story.cleo, { claims: { by: { name: 'bob', account: story.bob.id } } }),
  },
  {
    name: 'a comment that says something else',
    code: 'names-something-else',
    guard: 'it names the plan and these digests',
    tell: (story) => story.smuggle(story.bob, { body: 'Looks good, but I want to see the tests first.' }),
  },
  {
    name: 'a comment that approves another plan',
    code: 'names-something-else',
    guard: 'it names the plan and these digests',
    tell: async (story) =>
      story.smuggle(story.bob, { body: `/planfile approve other ${await story.digest()}` }),
  },
  {
    name: 'a comment that approves one phase, taken for all of them',
    code: 'names-something-else',
    guard: 'it names the plan and these digests',
    tell: async (story) =>
      story.smuggle(story.bob, { body: `/planfile approve slugs ${await story.digest(['slugify'])}` }),
  },
  {
    name: 'a digest that is too short',
    code: 'digest-too-short',
    guard: 'it names the plan and these digests',
    tell: async (story) =>
      story.smuggle(story.bob, { body: `/planfile approve slugs ${(await story.digest()).slice(0, 16)}` }),
  },
  {
    name: 'a digest that only begins like the plan’s',
    code: 'names-something-else',
    guard: 'it names the plan and these digests',
    async tell(story) {
      const digest = await story.digest();
      const ground = digest.slice(0, 32) + [...digest.slice(32)].reverse().join('');
      await story.smuggle(story.bob, { body: `/planfile approve slugs ${ground}` });
    },
  },
  ...(
    [
      ['quotes the line', (line) => `> ${line}\n\nWhat is this?`],
      ['shows the line as code', (line) => `\`\`\`\n${line}\n\`\`\``],
      ['has the line in an HTML comment', (line) => `Nice.\n\n<!--\n${line}\n-->`],
      ['answers by mail, with the line below', (line) => `No.\n\nOn Mon, 2 Nov 2026, Ada wrote:\n\n${line}`],
    ] as [string, (line: string) => string][]
  ).map(
    ([name, body]): Story => ({
      name: `a comment that ${name}`,
      code: 'names-something-else',
      guard: 'it names the plan and these digests',
      tell: async (story) =>
        story.smuggle(story.bob, { body: body(`/planfile approve slugs ${await story.digest()}`) }),
    }),
  ),
  {
    name: 'a comment of another repository',
    code: 'other-repository',
    guard: 'it is of this repository',
    async tell(story) {
      const comment = await story.smuggle(story.bob, { body: 'hm' });
      const line = `/planfile approve slugs ${await story.digest()}`;
      const here = story.github.comment(story.pull, { by: story.bob, body: line });
      const evidence = {
        kind: 'comment',
        repository: 'eve/hello',
        on: comment.issue.number,
        id: here.id,
      } as const;
      await story.type({ ...(await story.stepOf(here)), key: 'e'.repeat(32), evidence });
    },
  },
  {
    name: 'an approval that is older than the policy lets it be',
    code: 'expired',
    guard: 'it has not expired',
    async tell(story) {
      await story.approve(story.bob);
      story.github.clock.advance({ days: 31 });
    },
  },
  {
    name: 'an old approval with a new date typed into the record',
    code: 'expired',
    guard: 'it has not expired',
    async tell(story) {
      await story.smuggle(story.bob, { claims: { at: '2026-12-24T09:00:00.000Z' } });
      story.github.clock.advance({ days: 31 });
    },
  },
  {
    name: 'an approval from before the plan’s pull request was closed',
    code: 'approval-spent',
    guard: 'the plan’s pull request was not closed since',
    async tell(story) {
      await story.approve(story.bob);
      story.later();
      story.github.close(story.pull, { by: story.ada });
      story.later();
      story.github.reopen(story.pull, { by: story.ada });
      story.github.close(story.pull, { by: story.ada });
    },
  },
];

test.each(sampled(stories, 2))(
  '$name: refused, and only "$guard" stands against it',
  async ({ code, guard, tell, policy }) => {
    await using story = await stage(policy === undefined ? {} : { policy });
    await tell(story);
    expect(await story.gate()).toEqual(all(`refused: ${code}`));
    expect(await story.gate({ without: guard })).toEqual(all('approved'));
  },
);

test('a comment that was deleted is no evidence', async () => {
  await using story = await stage();
  const { comment } = await story.approve(story.bob);
  story.github.deleteComment(comment);
  expect(await story.gate()).toEqual(all('refused: evidence-gone'));
  const { answers } = await story.hear(comment, 'deleted');
  expect(answers).toMatchObject([{ code: 'deleted' }]);
  expect(story.answer()).toContain('the comment was deleted');
  expect(story.answer()).not.toMatch(/[✓✗] .*approve|nobody/);
  expect(story.answer()).toContain('does not count');
});

test('an account that was renamed keeps its word; whoever takes the old name gains nothing', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  story.github.rename(story.bob, 'robert');
  expect(await story.gate()).toEqual(all('approved'));
  story.github.setPermission(story.bob, 'read');
  story.github.person('bob', { permission: 'admin' });
  expect(await story.gate()).toEqual(all('refused: no-permission'));
});
