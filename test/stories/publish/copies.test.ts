/** A commit of a plan in another pull request: nothing said there lets the plan's own one in, which answers to criteria that nobody asked there. */

import { expect, test } from 'vitest';
import { groupCheck, groupGuards } from '../../../src/commands/merge-group.ts';
import { allPlanReviewGuards } from '../../../src/commands/publishing/by-hand-guards.ts';
import { passGuards } from '../../../src/commands/pull-checks.ts';
import { inSoak } from '../../soak.ts';
import { type ByHandStage, stage } from './by-hand.ts';
import { WORK } from './stage.ts';

const BLOCK = { verdict: 'block', why: 'blocker: a backdoor' } as const;

async function blocked(story: ByHandStage): Promise<string> {
  const { github, bob } = story;
  await story.approve(bob);
  const first = await story.wave({ work: { slugify: WORK.slugify!, docs: WORK.docs! }, review: BLOCK });
  await story.publish(first);
  github.finishRun(first.run, 'failure');
  const tip = await github.tip('plan/slugs');
  expect(story.check(tip)).toMatchObject({ conclusion: 'failure', externalId: 'planfile/slugs' });
  return tip;
}

async function copied({ github, ada }: ByHandStage, tip: string) {
  await github.setBranch('copy', tip, { by: ada });
  return await github.pull({ by: ada, head: 'copy', base: 'main' });
}

const without = <T extends object>(guards: T, name: keyof T): T => {
  const { [name]: taken, ...rest } = guards;
  expect(taken, String(name)).toBeDefined();
  return rest as T;
};

test('a review of a copy passes neither it nor the plan, by itself or in the queue; the plan passes by its own', async () => {
  await using story = await stage();
  const { github, bob } = story;
  const tip = await blocked(story);
  const copy = await copied(story, tip);
  const asked = await story.asks(bob, { on: copy });
  expect(asked.target).toMatchObject({ plan: null });
  await story.says(asked, { phases: [] });
  const { check, exit } = await story.tell(asked);
  expect(check).toEqual({
    conclusion: 'action_required',
    title: 'not passed: this is a commit of the plan slugs, whose check says: blocker: a backdoor',
  });
  expect(exit).toBe(3);
  expect(await story.merges()).toBe(false);

  // Asked for again, it passes: under a check run that is older than the copy's, had it only been changed.
  const again = await story.asks(bob);
  await story.says(again);
  expect((await story.tell(again)).check.conclusion).toBe('success');
  expect(story.check(tip)).toMatchObject({ conclusion: 'success', externalId: 'planfile/slugs' });
  await story.says(asked, { phases: [] });
  expect((await story.tell(asked)).check.conclusion).toBe('success');

  // And asked once more, it blocks: the copy's pass is newer than the plan's check, and must not hide that.
  story.later();
  const last = await story.asks(bob);
  await story.says(last, BLOCK);
  expect((await story.tell(last)).check.conclusion).toBe('failure');
  expect(story.check(tip)).toMatchObject({ conclusion: 'failure', externalId: 'planfile/slugs' });
  const { cwd: _, ...ports } = await story.job();
  const queued = async (pull: typeof copy, guards = groupGuards) => {
    const { ref, sha } = await github.queue(pull, { by: bob, method: 'squash' });
    const target = { head: sha, ref: ref.slice('refs/heads/'.length) };
    return (await groupCheck(target, ports, Object.values(guards))).title;
  };
  expect(await queued(story.own())).toContain('has no passed review of its head');
  expect(await queued(copy)).toContain('does not pass: this is a commit of the plan slugs');
  const name = 'no plan says otherwise of that head';
  expect(await queued(copy, without(groupGuards, name))).toContain('the clean merge of what passed');
  expect(await story.merges()).toBe(false);

  await story.tell(asked, { put: { passes: without(passGuards, 'no copy passes where the plan does not') } });
  expect(await story.merges()).toBe(true);
}, 120_000);

// What is alike is left to the soak.
test.runIf(process.env.SOAK)(
  'policy that exempts all of a copy passes nothing without a word',
  async () => {
    const policy = 'review: {exempt: [{name: all-of-it, paths: ["**"]}]}\n';
    await using story = await stage({ policy });
    const { github, ada, bob } = story;
    await story.approve(bob);
    const planned = await github.tip('plan/slugs');
    const first = await story.wave({ work: WORK, review: BLOCK });
    await story.publish(first);
    github.finishRun(first.run, 'failure');
    await github.setBranch('main', planned, { by: bob });
    await copied(story, await github.tip('plan/slugs'));
    const heard = await story.heard(ada, { branch: 'copy' });
    expect(heard.target).toMatchObject({ plan: null, asked: null });
    expect((await story.tell(heard)).check.conclusion).toBe('action_required');
    expect(await story.merges()).toBe(false);
    await story.tell(heard, { put: { passes: {} } });
    expect(await story.merges()).toBe(true);
  },
  120_000,
);

inSoak(
  'without its record a plan is a pull request like any other, but for what blocks it',
  async () => {
    await using story = await stage();
    const { github, bob } = story;
    await blocked(story);
    await github.repository.git.updateRef('refs/planfile/slugs', undefined);
    const asked = await story.asks(bob);
    expect(asked.target).toMatchObject({ plan: null });
    await story.says(asked, { phases: [] });
    expect((await story.tell(asked)).check.conclusion).toBe('action_required');
    expect(await story.merges()).toBe(false);
    const passes = without(passGuards, 'what blocks a plan blocks it without its record');
    await story.tell(asked, { put: { passes } });
    expect(await story.merges()).toBe(true);
  },
  120_000,
);

inSoak(
  'a base that a plan took in and that was taken back: its pass keeps nothing, heard or queued',
  async () => {
    await using story = await stage();
    const { github, ada, bob } = story;
    await story.approve(bob);
    await story.publish(await story.wave({ work: { slugify: WORK.slugify!, docs: WORK.docs! } }));
    const start = await github.tip('main');
    await github.push('main', { by: bob, files: { 'src/evil.ts': 'evil\n' } });
    const tip = await story.mergesMain();
    const asked = await story.asks(bob);
    await story.says(asked);
    expect((await story.tell(asked)).check.conclusion).toBe('success');
    await github.setBranch('main', start, { by: bob });

    const { ref, sha } = await github.queue(story.own(), { by: bob, method: 'squash' });
    const { cwd: _, ...ports } = await story.job();
    const group = { head: sha, ref: ref.slice('refs/heads/'.length) };
    expect((await groupCheck(group, ports)).title).toContain('passed on a base that is gone');
    const heard = await story.heard(ada);
    expect(heard.target).toMatchObject({ plan: 'slugs', asked: null });
    await story.tellWithout(heard, { ...allPlanReviewGuards, standing: {} });
    expect(story.check(tip)?.conclusion).toBe('success');
    expect((await story.tell(heard)).check.title).toContain('commits that planfile did not land');
    expect(await story.merges()).toBe(false);
  },
  120_000,
);
