/** A landed phase is undone in a workflow: by a revert on the remote's branch that the gate knows as one, and that people see. */
import { expect, test } from 'vitest';
import { faultOf } from '../../contracts/git/scene.ts';
import { stage, WORK } from './stage.ts';

test('what landed is taken out again by whoever may write, and can be approved and built anew', async () => {
  await using story = await stage();
  const { github } = story;
  await story.approve(story.bob);
  const first = await story.wave({ work: WORK });
  await story.publish(first);
  const landed = await github.tip('plan/slugs');

  expect(await faultOf(story.undo(story.rita, 'docs'))).toBe('not-permitted');
  expect(await github.tip('plan/slugs')).toBe(landed);

  const done = await story.undo(story.bob, 'docs');
  expect(done).toMatchObject({ was: 'done', by: 'bob', revert: await github.tip('plan/slugs') });
  expect(
    await github.repository.git.git(['diff-tree', '-r', '--name-status', `${done.revert}^`, done.revert!]),
  ).toMatch(/^D\tdocs\/slugs\.md$/m);
  expect((await story.record()).at(-1)).toMatchObject({
    type: 'reset',
    phase: 'docs',
    by: { name: 'bob', account: story.bob.id },
  });
  const { decisions } = await story.ask();
  expect(decisions.map(({ phase, code }) => [phase, code])).toEqual([
    ['slugify', 'already-done'],
    ['wire', 'approved'],
    ['docs', 'approval-spent'],
  ]);
  expect(story.check(done.revert!)).toMatchObject({
    conclusion: 'action_required',
    output: { title: 'what stands here was not reviewed as it is. To have it reviewed: /planfile review' },
  });
  const told = story.own().issue.body;
  expect(told).toContain('1 of 3 phases done');
  expect(told).not.toContain('Plan-Phase: docs');

  await story.approve(story.bob, ['docs']);
  const second = await story.wave({ work: WORK });
  expect(second.schedule.legs.map(({ phase }) => phase).sort()).toEqual(['docs', 'wire']);
  await story.publish(second);
  expect(story.own().issue.body).toContain('3 of 3 phases done');
  expect(await faultOf(story.undo(story.bob, 'slugify'))).toBe('built-upon');
  expect(github.journal.filter(({ status }) => status === 403)).toEqual([]);
}, 120_000);

test('what a phase builds on cannot be taken out while it is built; taken out by hand, the phase does not land', async () => {
  await using story = await stage();
  const { github } = story;
  await story.approve(story.bob);
  await story.publish(await story.wave({ work: WORK, phases: ['slugify'] }));
  const wire = await story.wave({ work: WORK, phases: ['wire'] });
  expect(await faultOf(story.undo(story.bob, 'slugify'))).toBe('built-upon');

  const landed = await github.tip('plan/slugs');
  const taken = Object.fromEntries(Object.keys(WORK.slugify!.files).map((path) => [path, null]));
  const message = `Revert it\n\nThis reverts commit ${landed}.\n`;
  await github.push('plan/slugs', { by: story.ada, files: taken, message });
  await story.verify(wire);
  await story.review(wire);
  const { landing } = await story.publish(wire);
  expect(landing.ended).toMatchObject([{ phase: 'wire', outcome: 'failed', reason: 'conflict' }]);
  expect(landing.ended[0]!.message).toContain('slugify, which does not stand any more');
}, 120_000);
