/** Forks, on a maintainer's word; labels; merge groups; several who ask. */
import { expect, test } from 'vitest';
import { groupCheck, groupGuards } from '../../../src/commands/merge-group.ts';
import type { Target } from '../../../src/outcomes/target.ts';
import { faultOf } from '../../contracts/git/scene.ts';
import { found, stage } from './stage.ts';

test('a fork is heard, and reviewed on the word of somebody who may write; its code becomes no branch of ours', async () => {
  await using story = await stage({ policy: 'review: {pulls: every}\n' });
  const { github } = story;
  const eve = github.person('eve');
  const fork = await github.fork(eve);
  await github.in(fork).push('gift', { by: eve, files: { 'src/a.ts': 'gift\n' } });
  const pull = await github.pull({ by: eve, head: 'eve:gift' });
  const heard = await story.heard(pull, eve, { headRepository: fork });
  expect(heard.target).toMatchObject({ asked: null, pull: pull.issue.number });
  expect((await story.publish(heard)).check.conclusion).toBe('action_required');
  expect(story.check(pull.head.sha)?.conclusion).toBe('action_required');
  expect(await faultOf(story.comment(pull, eve))).toBe('not-permitted');
  const { check, asked } = await story.review(pull, { findings: [found('It is a gift')] });
  expect(check.conclusion).toBe('success');
  expect(asked.target).toMatchObject({ head: pull.head.sha, asked: { name: 'bob' } });
  expect(pull.reviews).toHaveLength(1);
  expect(pull.threads).toHaveLength(1);
  const branches = await github.repository.git.git(['for-each-ref', '--format=%(refname)', 'refs/heads']);
  expect(branches.split('\n').some((one) => one.includes('gift'))).toBe(false);
  // Its author cannot decline, however loudly.
  await story.answer(pull, 0, eve, '/planfile decline');
  expect(await story.merges(pull)).toBe(true);
}, 60_000);

test('every push of who may write is reviewed where policy or a label says so, a head once', async () => {
  await using story = await stage();
  const { github, ada, cleo } = story;
  const pull = await story.change({ 'src/a.ts': 'a\n' });
  expect((await story.heard(pull)).target?.asked).toBeNull();
  github.repository.issues
    .get(pull.issue.number)!
    .labels.push(
      ...(github.issue({ by: ada, title: 'x', labels: ['planfile: review'] } as never).labels ?? []),
    );
  const one = await story.heard(pull, cleo);
  expect(one.target?.asked).toMatchObject({ name: 'cleo' });
  await story.says(one);
  await story.publish(one);
  const two = await story.heard(pull, cleo);
  expect(two.target?.asked).toBeNull();
  expect((await story.publish(two)).check.conclusion).toBe('success');
  // Asked again by a person, it is reviewed again, and the newer word counts.
  const third = await story.comment(pull);
  await story.says(third, { verdict: 'block', findings: [found('Now it is seen', { severity: 'major' })] });
  expect((await story.publish(third)).check.conclusion).toBe('failure');
  expect(await story.merges(pull)).toBe(false);
  expect((await story.publish(await story.heard(pull, cleo))).check.conclusion).toBe('failure');
}, 60_000);

test('a merge group passes as the clean merge of heads that passed, and for nothing else', async () => {
  await using story = await stage();
  const { github, ada, bob } = story;
  const pull = await story.change({ 'src/a.ts': 'a\n' });
  await github.push('main', { by: ada, files: { 'src/b.ts': 'b\n' } });
  const grouped = async (over: { sha?: string } = {}) => {
    const { ref, sha } = await github.queue(pull, { by: bob });
    if (over.sha) await github.setBranch(ref.slice('refs/heads/'.length), over.sha, { by: bob });
    const at = over.sha ?? sha;
    const group = { event: 'merge_group', branch: ref.slice('refs/heads/'.length), sha: at };
    const asked = await story.heard(pull, bob, group);
    return { asked, sha: at, published: await story.publish(asked) };
  };
  const before = await grouped();
  expect(before.asked.target).toMatchObject({ pull: null, head: before.sha });
  expect(before.published.check.title).toContain('has no passed review of its head');
  await story.review(pull);
  const after = await grouped();
  expect(after.published).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(story.check(after.sha)?.conclusion).toBe('success');

  // More than the merge: a file that nobody reviewed.
  const { git } = github.repository;
  const branch = `tmp-${pull.issue.number}`;
  const evil = await github.push(branch, { by: ada, files: { 'src/evil.ts': 'x\n' }, from: after.sha });
  const tree = (await git.git(['rev-parse', `${evil}^{tree}`])).trim();
  const title = `Merge pull request #${pull.issue.number} from x`;
  const parents = [await github.tip('main'), pull.head.sha];
  const forged = await git.commitTree(tree, parents, title, ada.account, github.clock.now());
  const bad = await grouped({ sha: forged });
  expect(bad.published.check.title).toContain('is not its clean merge');
  expect(story.check(forged)?.conclusion).toBe('action_required');

  const { cwd: _, ...ports } = await story.job();
  const without = (name: string) =>
    Object.entries(groupGuards).flatMap(([one, guard]) => (one === name ? [] : [guard]));
  const judged = async (target: Target | undefined, name: string) =>
    (await groupCheck(target!, ports, without(name))).conclusion;
  expect(await judged(bad.asked.target, 'it is the clean merge of that head')).toBe('success');
  expect(await judged(bad.asked.target, 'its head passed')).toBe('action_required');
  const { checks } = github.repository;
  checks.splice(0, checks.length);
  expect(await judged(after.asked.target, 'a pull request brought it')).toBe('action_required');
  expect(await judged(after.asked.target, 'its head passed')).toBe('success');
}, 60_000);

test('what a wave has built is not reviewed beside the plan; dispatches name their number', async () => {
  await using story = await stage();
  const pull = await story.change({ 'src/a.ts': 'a\n' }, { branch: 'plan/other' });
  expect((await story.heard(pull)).target?.pull).toBe(pull.issue.number);
  expect(
    await faultOf(story.comment(await story.change({ 'x.txt': 'x' }, { branch: 'x' }), story.rita)),
  ).toBe('not-permitted');
}, 60_000);
