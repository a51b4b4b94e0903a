/** Author means everybody who asked for the plan, opened its pull request, or pushed a change of a phase (trust.md T9). */
import { describe, expect, test } from 'vitest';
import { sampled } from '../../soak.ts';
import { ALL_APPROVED, all, planText, type Stage, stage } from './stage.ts';

const LEAVE = 'approvals:\n  author: true\n';
const OWN = all('refused: by-its-author');

/** How Bob becomes an author of all phases, on a plan that Ada wrote. */
const senses: [string, (story: Stage) => Promise<unknown>][] = [
  [
    'asked for the plan in its issue',
    async (story) => {
      const issue = story.github.issue({ by: story.bob, title: 'Slugs, please' });
      await story.writePlan(planText({ top: `issue: ${issue.number}` }));
      await story.openPull();
    },
  ],
  [
    'opened its pull request',
    async (story) => {
      await story.writePlan(planText());
      await story.openPull(story.bob);
    },
  ],
  [
    'pushed the change',
    async (story) => {
      await story.writePlan(planText(), story.ada);
      await story.openPull();
      await story.writePlan(planText({ slugify: 'Better.', docs: 'Better.' }), story.bob);
    },
  ],
  [
    'pushed a commit in whose author’s place another name was typed',
    async (story) => {
      await story.writePlan(planText());
      await story.openPull();
      const { git } = story.github.repository;
      const ref = 'refs/heads/plan/slugs';
      const parent = (await git.resolve(ref))!;
      const typed = await git.commit('refs/typed', {
        files: { 'plans/slugs.md': planText({ slugify: 'Better.', docs: 'Better.' }) },
        message: 'Better',
        author: story.ada.account,
        at: story.github.clock.now(),
        parents: [parent],
      });
      await story.github.setBranch('plan/slugs', typed, { by: story.bob });
    },
  ],
  [
    'wrote the commit that another pushed',
    async (story) => {
      const { git } = story.github.repository;
      const typed = await git.commit('refs/typed', {
        files: { 'plans/slugs.md': planText() },
        message: 'Slugs',
        author: story.bob.account,
        at: story.github.clock.now(),
        parents: [(await git.resolve('refs/heads/main'))!],
      });
      await story.github.setBranch('plan/slugs', typed, { by: story.ada });
      await story.openPull();
    },
  ],
];

describe.each(sampled(senses, 3))('Bob, who %s,', (_, tell) => {
  test('does not approve it', async () => {
    await using story = await stage({ on: 'nowhere' });
    await tell(story);
    await story.smuggle(story.bob);
    expect(await story.gate()).toEqual(OWN);
    expect(await story.gate({ without: 'no author approves' })).toEqual(ALL_APPROVED);
    const said = await story.approve(story.bob);
    expect(said).toMatchObject({ exit: 1, answers: [{ accepted: false, code: 'by-its-author' }] });
    expect(story.answer()).toContain('nobody approves their own');
  });

  test('does where the policy lets authors', async () => {
    await using story = await stage({ on: 'nowhere', policy: LEAVE });
    await tell(story);
    await story.smuggle(story.bob);
    expect(await story.gate()).toEqual(ALL_APPROVED);
  });
});

test('who changed one phase may still approve the others', async () => {
  await using story = await stage();
  await story.writePlan(planText({ docs: 'Tell of it, with pictures.' }), story.bob);
  const { exit, answers } = await story.approve(story.bob);
  expect({ exit, answers }).toMatchObject({ exit: 0, answers: [{ accepted: true }] });
  expect(answers[0]?.why).toContain('docs not');
  expect(await story.gate()).toEqual({
    slugify: 'approved',
    wire: 'approved',
    docs: 'refused: by-its-author',
  });
});

test('an author who is not told cannot be told from anybody: undecided, and never a success', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  story.github.fail({ match: 'GET /repos/{owner}/{repo}/activity', fault: { status: 404 }, times: 50 });
  const { exit, decisions } = await story.ask();
  expect(exit).toBe(3);
  expect(decisions[0]).toMatchObject({ decision: 'undecided' });
});
