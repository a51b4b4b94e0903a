/** A pass is of the change from one commit on: where the base does not have that commit any more, more comes in than anybody read. */

import { expect, test } from 'vitest';
import { groupCheck } from '../../../src/commands/merge-group.ts';
import { standingGuards } from '../../../src/commands/pull-checks.ts';
import { inSoak } from '../../soak.ts';
import { found, stage } from './stage.ts';

const FILES = { 'src/lib.ts': 'a\n' };
const ASKS = 'not reviewed. To have it reviewed';

test('main is reset to before what the change was built on: the pass is none, and without the guard brings it back', async () => {
  await using story = await stage({ files: FILES });
  const { github, bob } = story;
  const start = await github.tip('main');
  await github.push('main', { by: bob, files: { 'src/evil.ts': 'export const open = true;\n' } });
  const pull = await story.change({ 'src/shop.ts': 'x\n' });
  expect((await story.review(pull)).check.conclusion).toBe('success');
  // As long as it is there, a push that is heard changes nothing.
  expect((await story.publish(await story.heard(pull))).check.conclusion).toBe('success');
  await github.setBranch('main', start, { by: bob });

  const { ref, sha } = await github.queue(pull, { by: bob, method: 'squash' });
  const { cwd: _, ...ports } = await story.job();
  const target = { head: sha, ref: ref.slice('refs/heads/'.length) };
  expect((await groupCheck(target, ports)).title).toContain('passed on a base that is gone');

  const { 'it was compared with the same commit': taken, ...stands } = standingGuards;
  expect(taken).toBeDefined();
  const heard = await story.heard(pull);
  await story.publish(heard, { put: { stands } });
  expect(story.check(pull.head.sha)?.conclusion).toBe('success');
  expect((await story.publish(heard)).check.title).toContain(ASKS);
  expect(await story.merges(pull)).toBe(false);
  // Read with all that it brings, it passes.
  expect((await story.review(pull)).check.conclusion).toBe('success');
  expect((await groupCheck(target, ports)).conclusion).toBe('success');
}, 60_000);

inSoak(
  'another branch becomes the default one: what passed for the first keeps nothing',
  async () => {
    await using story = await stage({ files: FILES });
    const { github, ada } = story;
    await github.setBranch('develop', await github.tip('main'), { by: ada });
    await github.push('develop', { by: ada, files: { 'src/evil.ts': 'e\n' } });
    github.repository.defaultBranch = 'develop';
    await github.push('topic', { by: ada, files: { 'src/shop.ts': 'x\n' }, from: 'refs/heads/develop' });
    const pull = await github.pull({ by: ada, head: 'topic', base: 'develop' });
    expect((await story.review(pull)).check.conclusion).toBe('success');
    github.repository.defaultBranch = 'main';
    pull.base.ref = 'main';
    expect((await story.publish(await story.heard(pull))).check.title).toContain(ASKS);
    expect(await story.merges(pull)).toBe(false);
  },
  60_000,
);

inSoak(
  'the same commit below another branch is compared with the same, and passed for another branch all the same',
  async () => {
    await using story = await stage({ files: FILES });
    const { github } = story;
    await github.setBranch('develop', await github.tip('main'), { by: story.ada });
    github.repository.defaultBranch = 'develop';
    const pull = await story.change({ 'src/shop.ts': 'x\n' });
    pull.base.ref = 'develop';
    expect((await story.review(pull)).check.conclusion).toBe('success');
    github.repository.defaultBranch = 'main';
    pull.base.ref = 'main';
    // Another pull request of that commit, which nobody reviewed for any branch.
    await github.setBranch('other', pull.head.sha, { by: story.ada });
    const other = await github.pull({ by: story.ada, head: 'other' });
    const heard = await story.heard(other);
    const { 'it is for the same branch': taken, ...stands } = standingGuards;
    expect(taken).toBeDefined();
    await story.publish(heard, { put: { stands } });
    expect(story.check(pull.head.sha)?.conclusion).toBe('success');
    expect((await story.publish(heard)).check.title).toContain(ASKS);
    expect(story.check(pull.head.sha)?.conclusion).toBe('action_required');
  },
  60_000,
);

inSoak(
  'several commits from which it left: main moves on, and nothing that was paid for is lost',
  async () => {
    await using story = await stage({ files: FILES });
    const { github, ada, bob } = story;
    const { git } = github.repository;
    const start = await github.tip('main');
    await github.push('side', { by: ada, files: { 'src/side.ts': 's\n' } });
    await github.push('topic', { by: ada, files: { 'src/t.ts': 't\n' }, from: start });
    const tips = [await github.tip('side'), await github.tip('topic')] as const;
    const tree = (await git.mergedTree(...tips))!;
    const cross = (parents: string[]) =>
      git.commitTree(tree, parents, 'cross', ada.account, github.clock.now());
    await github.setBranch('main', await cross([...tips]), { by: ada });
    await github.setBranch('topic', await cross(tips.toReversed()), { by: ada });
    await github.push('topic', { by: ada, files: { 'src/more.ts': 'm\n' } });
    const pull = await github.pull({ by: ada, head: 'topic' });
    const asked = await story.comment(pull);
    expect(tips).toContain(asked.target!.base);
    await story.says(asked);
    await github.push('main', { by: bob, files: { 'src/other.ts': 'o\n' } });
    expect((await story.publish(asked)).check.conclusion).toBe('success');
    expect(pull.reviews).toHaveLength(1);
    const { ref, sha } = await github.queue(pull, { by: bob });
    const { cwd: _, ...ports } = await story.job();
    const group = { head: sha, ref: ref.slice('refs/heads/'.length) };
    expect((await groupCheck(group, ports)).conclusion).toBe('success');
  },
  60_000,
);

inSoak(
  'the base is reset while it is reviewed: people read what was found, the check says that it moved',
  async () => {
    await using story = await stage({ files: FILES });
    const { github, bob } = story;
    const start = await github.tip('main');
    await github.push('main', { by: bob, files: { 'src/late.ts': 'l\n' } });
    const pull = await story.change({ 'src/shop.ts': 'x\n' });
    const asked = await story.comment(pull);
    await story.says(asked, { findings: [found('It is slow', { path: 'src/shop.ts' })] });
    await github.setBranch('main', start, { by: bob });
    const { check } = await story.publish(asked);
    expect(check).toMatchObject({ conclusion: 'action_required' });
    expect(check.title).toContain('moved meanwhile');
    expect(story.threads(pull)).toEqual([['It is slow', 'open']]);
    expect(await story.merges(pull)).toBe(false);
    // Its pass is of the base of then, and of no other.
    expect((await story.publish(await story.heard(pull))).check.conclusion).toBe('action_required');
  },
  60_000,
);
