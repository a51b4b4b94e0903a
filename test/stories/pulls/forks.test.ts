/** Forks, on a maintainer's word; labels; several who ask. */
import { expect, test } from 'vitest';
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

test('what a wave has built is not reviewed beside the plan; dispatches name their number', async () => {
  await using story = await stage();
  const pull = await story.change({ 'src/a.ts': 'a\n' }, { branch: 'plan/other' });
  expect((await story.heard(pull)).target?.pull).toBe(pull.issue.number);
  expect(
    await faultOf(story.comment(await story.change({ 'x.txt': 'x' }, { branch: 'x' }), story.rita)),
  ).toBe('not-permitted');
}, 60_000);
