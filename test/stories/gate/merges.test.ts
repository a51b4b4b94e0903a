/** A plan that came to the default branch through a reviewed pull request can be run without a further word. */
import { describe, expect, test } from 'vitest';
import { inSoak, sampled } from '../../soak.ts';
import { ALL_APPROVED, all, planText, type Stage, stage } from './stage.ts';

const NONE = all('refused: not-approved');

/** Ada proposes the plan on a branch of her own. */
async function proposed(story: Stage, by = story.ada) {
  await story.writePlan(planText(), by, 'add-slugs');
  return await story.openPull(by, 'add-slugs');
}

test.each(sampled(['squash', 'merge', 'rebase'] as const, 3))(
  'Bob merges it, by %s: he has said yes to it',
  async (method) => {
    await using story = await stage({ on: 'nowhere' });
    const pull = await proposed(story);
    story.later();
    await story.github.merge(pull, { by: story.bob, method });
    expect(await story.gate()).toEqual(ALL_APPROVED);
    const { decisions } = await story.ask();
    expect(decisions[0]?.approvals).toMatchObject([{ by: 'bob', evidence: 'merge', counts: 'yes' }]);
  },
);

test('Ada merges her own plan, which Bob approved as it was last: his word counts', async () => {
  await using story = await stage({ on: 'nowhere' });
  const pull = await proposed(story);
  await story.github.review(pull, { by: story.bob, says: 'approve' });
  story.later();
  await story.github.merge(pull, { by: story.ada });
  expect(await story.gate()).toEqual(ALL_APPROVED);
});

describe('it is no approval', () => {
  test.each(sampled(['squash', 'merge', 'rebase'] as const, 3))(
    'when who merged had pushed to it in another’s name: %s',
    async (method) => {
      await using story = await stage({ on: 'nowhere' });
      const pull = await proposed(story);
      const { git } = story.github.repository;
      const typed = await git.commit('refs/typed', {
        files: { 'plans/slugs.md': planText({ slugify: 'Mine.', docs: 'Mine.' }) },
        message: 'Better',
        author: story.ada.account,
        at: story.github.clock.now(),
        parents: [pull.head.sha],
      });
      await story.github.setBranch('add-slugs', typed, { by: story.bob });
      story.later();
      await story.github.merge(pull, { by: story.bob, method });
      expect(await story.gate()).toEqual(all('refused: by-its-author'));
    },
  );

  test('when the author merged alone, administrator or not', async () => {
    await using story = await stage({ on: 'nowhere' });
    const pull = await proposed(story, story.root);
    story.later();
    await story.github.merge(pull, { by: story.root });
    expect(await story.gate()).toEqual(all('refused: by-its-author'));
    expect(await story.gate({ without: 'no author approves' })).toEqual(ALL_APPROVED);
  });

  test('when something was pushed after the approving review', async () => {
    await using story = await stage({ on: 'nowhere' });
    const pull = await proposed(story);
    await story.github.review(pull, { by: story.bob, says: 'approve' });
    await story.writePlan(planText({ slugify: 'And delete the database.' }), story.ada, 'add-slugs');
    await story.github.merge(pull, { by: story.ada });
    expect(await story.gate()).toEqual(all('refused: by-its-author'));
  });

  test('when the review was dismissed, by a person', async () => {
    await using story = await stage({ on: 'nowhere' });
    const pull = await proposed(story);
    const review = await story.github.review(pull, { by: story.bob, says: 'approve' });
    story.github.dismissReview(review, { by: story.cleo });
    await story.github.merge(pull, { by: story.ada });
    expect(await story.gate()).toEqual(all('refused: by-its-author'));
  });

  test('when it came from a fork: who pushed there cannot be asked', async () => {
    await using story = await stage({ on: 'nowhere' });
    const eve = story.github.person('eve');
    const fork = await story.github.fork(eve);
    await story.github.in(fork).push('add-slugs', { by: eve, files: { 'plans/slugs.md': planText() } });
    const pull = await story.github.pull({ by: eve, head: 'eve:add-slugs' });
    story.later();
    await story.github.merge(pull, { by: story.bob });
    expect(await story.gate()).toEqual(all('refused: from-a-fork'));
    expect(await story.gate({ without: 'from this repository' })).toEqual(ALL_APPROVED);
  });

  test('when it was pushed past every pull request', async () => {
    await using story = await stage({ on: 'nowhere' });
    await story.writePlan(planText(), story.bob, 'main');
    expect(await story.gate()).toEqual(NONE);
  });

  test('when who merged has no permission any more', async () => {
    await using story = await stage({ on: 'nowhere' });
    const pull = await proposed(story);
    await story.github.merge(pull, { by: story.bob });
    story.github.setPermission(story.bob, 'read');
    expect(await story.gate()).toEqual(all('refused: no-permission'));
    expect(await story.gate({ without: 'they have the permission now' })).toEqual(ALL_APPROVED);
  });

  inSoak('when the policy takes no merges', async () => {
    await using story = await stage({ on: 'nowhere', policy: 'approvals:\n  merge: false\n' });
    const pull = await proposed(story);
    await story.github.merge(pull, { by: story.bob });
    expect(await story.gate()).toEqual(NONE);
  });

  inSoak('when it went into another branch than the default one', async () => {
    await using story = await stage({ on: 'nowhere', policy: 'foreignCommits: allow\n' });
    await story.github.push('release', { by: story.ada, files: {} });
    await story.writePlan(planText(), story.ada, 'add-slugs');
    const pull = await story.github.pull({ by: story.ada, head: 'add-slugs', base: 'release' });
    await story.github.merge(pull, { by: story.bob });
    await story.github.setBranch('plan/slugs', await story.github.tip('release'), { by: story.ada });
    expect(await story.gate()).toEqual(NONE);
  });

  test('of what a later pull request changed: only the rest stands by the first', async () => {
    await using story = await stage({ on: 'nowhere' });
    await story.github.merge(await proposed(story), { by: story.bob });
    await story.writePlan(planText({ docs: 'Another text.' }), story.ada, 'change-docs');
    const second = await story.openPull(story.ada, 'change-docs');
    await story.github.merge(second, { by: story.ada });
    expect(await story.gate()).toEqual({ ...ALL_APPROVED, docs: 'refused: by-its-author' });
  });
});

test('a merge that is typed into the record for another text is none', async () => {
  await using story = await stage();
  const other = await story.github.push('readme', { by: story.ada, files: { 'README.md': '# y\n' } });
  const pull = await story.github.pull({ by: story.ada, head: 'readme' });
  await story.github.merge(pull, { by: story.bob });
  const comment = story.github.comment(pull, { by: story.bob, body: 'merged' });
  const { number } = pull.issue;
  const evidence = { kind: 'merge', repository: story.github.fullName, pull: number, commit: other } as const;
  await story.type({ ...(await story.stepOf(comment)), evidence });
  expect(await story.gate()).toEqual(all('refused: evidence-gone'));
});

test('a plan that is made again after its pull request was closed needs a new word', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  story.later();
  await story.github.merge(story.pull, { by: story.ada });
  await story.github.setBranch('plan/slugs', undefined, { by: story.ada });
  story.later();
  await story.github.push('main', { by: story.ada, files: { 'plans/slugs.md': null } });
  await story.writePlan(planText());
  expect(await story.gate()).toEqual(all('refused: approval-spent'));
});
