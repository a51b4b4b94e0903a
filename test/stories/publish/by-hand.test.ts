/** The pull request of a plan, moved and reviewed by hand: every head gets a conclusion, the record its step, and no wave starts itself. */
import { expect, test } from 'vitest';
import { reviewableGuards } from '../../../src/commands/plan-work.ts';
import { allPlanReviewGuards } from '../../../src/commands/publishing/by-hand-guards.ts';
import type { StepOf } from '../../../src/lifecycle/step.ts';
import { faultOf } from '../../contracts/git/scene.ts';
import { inSoak } from '../../soak.ts';
import { stage } from './by-hand.ts';
import { WORK } from './stage.ts';

test('a lost review is made up for, a merge of the default branch is reviewed, and the next wave may go on', async () => {
  await using story = await stage();
  const { github, ada, bob, rita } = story;
  await story.approve(bob);
  const first = await story.wave({ work: WORK, review: null });
  const { landing } = await story.publish(first);
  const landed = landing.head!;
  expect(story.check(landed)).toMatchObject({ conclusion: 'action_required' });
  expect(story.check(landed)!.output.title).toContain('/planfile review');
  github.finishRun(first.run, 'failure');

  expect(await faultOf(story.asks(rita))).toBe('not-permitted');
  const asked = await story.asks();
  expect(asked.target).toMatchObject({ plan: 'slugs', head: landed, asked: { name: 'bob' } });
  expect(asked.target!.base).toBe(await github.tip('main'));
  await story.says(asked);
  const told = await story.tell(asked);
  expect(told).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(told.notes.join()).toContain('/planfile execute slugs');
  expect(story.check(landed)).toMatchObject({ conclusion: 'success' });
  const step = (await story.record()).at(-1);
  expect(step).toMatchObject({
    type: 'review',
    by: { name: 'bob', account: bob.id },
    commit: landed,
    verdict: 'pass',
    phases: ['slugify', 'docs'],
    usage: [{ usd: 0.25 }],
  });
  expect(story.own().reviews).toHaveLength(1);
  expect(story.own().issue.body).toContain('**Check** ✓');
  // Nothing starts itself; told twice, nothing is written.
  expect(github.repository.runs.filter(({ inputs }) => inputs.after !== undefined)).toEqual([]);
  const before = github.journal.length;
  await story.tell(asked);
  const written = github.journal
    .slice(before)
    .filter(({ method, operation }) => method !== 'GET' && !/graphql|upload-pack/.test(operation ?? ''));
  expect(written).toEqual([]);
  expect((await story.record()).at(-1)).toEqual(step);

  // Somebody merges the default branch: its head has another tree, and gets a conclusion.
  await github.push('main', { by: bob, files: { 'CONTRIBUTING.md': 'Be kind.\n' } });
  const merge = await story.mergesMain();
  expect(story.check(merge)).toBeUndefined();
  const heard = await story.heard();
  expect(heard.target).toMatchObject({ plan: 'slugs', asked: null, head: merge });
  expect(await story.tell(heard)).toMatchObject({ exit: 3, check: { conclusion: 'action_required' } });
  expect(story.check(merge)!.output.title).toBe(
    'what stands here was not reviewed as it is. To have it reviewed: /planfile review',
  );
  const again = await story.asks();
  expect(again.target).toMatchObject({ base: await github.tip('main'), head: merge });
  await story.says(again);
  expect(await story.tell(again)).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(story.own().reviews.map(({ minimized }) => minimized ?? null)).toEqual(['outdated', null]);
  // Heard once more, for a label: a green word is not unsaid.
  await story.tell(await story.heard());
  expect(story.check(merge)).toMatchObject({ conclusion: 'success' });

  const second = await story.wave({ work: WORK });
  expect(second.schedule.legs.map(({ phase }) => phase)).toEqual(['wire']);
  const end = await story.publish(second);
  expect(end.landing.check).toMatchObject({ conclusion: 'success' });
  // The token of an app starts what hears a push: as long as its own run is under way, nobody else speaks for it.
  expect((await story.heard()).target).toBeUndefined();
  github.finishRun(second.run, 'success');
  const late = await story.heard();
  expect(late.target).toMatchObject({ asked: null });
  await story.tell(late);
  expect(story.check(end.landing.head!)).toMatchObject({ conclusion: 'success' });
  expect(await story.merges()).toBe(true);
  expect(github.complaints).toEqual([]);
  expect(github.journal.filter(({ status }) => status === 403)).toEqual([]);
  expect(ada.account.login).toBe('ada');
}, 180_000);

test('what people push is told: an exact revert is as it was, a foreign commit passes nothing', async () => {
  await using story = await stage();
  const { github, ada, bob } = story;
  await story.approve(bob);
  await story.publish(await story.wave({ work: WORK, phases: ['slugify'] }));
  const docs = await story.wave({ work: WORK, phases: ['docs'] });
  const landed = (await story.publish(docs)).landing.head!;
  expect(story.check(landed)).toMatchObject({ conclusion: 'success' });

  // Its revert leaves the tree that passed with the wave before.
  const message = `Revert it\n\nThis reverts commit ${landed}.\n`;
  const revert = await github.push('plan/slugs', { by: ada, files: { 'docs/slugs.md': null }, message });
  expect(await story.tell(await story.heard())).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
  expect(story.check(revert)).toMatchObject({ conclusion: 'success' });
  expect(story.own().issue.body).toContain('1 of 3 phases done');

  const foreign = await github.push('plan/slugs', { by: ada, files: { 'src/evil.ts': 'steal();\n' } });
  await story.tell(await story.heard());
  expect(story.check(foreign)!.output.title).toContain('commits that planfile did not land');
  expect(await faultOf(story.asks())).toBe('foreign-commits');
  expect(story.answer(story.own())).toContain('Take them out');
  // Asked for all the same, as it was before the policy said so: it is read, and passes nothing.
  const { 'nothing foreign stands': _, ...blind } = reviewableGuards;
  const asked = await story.asks(bob, { guards: Object.values(blind) });
  await story.says(asked, { phases: ['slugify'] });
  expect(await story.tell(asked)).toMatchObject({ exit: 3, check: { conclusion: 'action_required' } });
  expect(await story.merges()).toBe(false);
  const { 'no foreign commit stands on the branch': gone, ...open } = allPlanReviewGuards.check;
  expect(gone).toBeDefined();
  const twin = await story.tellWithout(asked, { ...allPlanReviewGuards, check: open });
  expect(twin.check).toMatchObject({ conclusion: 'success' });
}, 180_000);

inSoak(
  'a review that somebody types into the record passes no head that people pushed',
  async () => {
    await using story = await stage();
    const { github, bob } = story;
    await story.approve(bob);
    await story.publish(await story.wave({ work: WORK }));
    await github.push('main', { by: bob, files: { 'CONTRIBUTING.md': 'Be kind.\n' } });
    const merge = await story.mergesMain();
    const tree = (await github.repository.git.git(['rev-parse', `${merge}^{tree}`])).trim();
    const own = (await story.record()).find((one): one is StepOf<'review'> => one.type === 'review')!;
    await story.type({ ...own, key: 'e'.repeat(32), tree, commit: merge, by: { name: 'bob' }, usage: [] });
    // Also where it leads to a commit whose check is green, for another.
    await story.type({ ...own, key: 'f'.repeat(32), tree, commit: story.own().head.sha, usage: [] });
    await story.tell(await story.heard());
    expect(story.check(merge)).toMatchObject({ conclusion: 'action_required' });
    // Nor does it put off whom the label has review it: it only saves the money of what is known.
    const asked = await story.asks();
    await story.says(asked, { criteria: [] });
    expect(await story.tell(asked)).toMatchObject({ exit: 3 });
    expect(story.check(merge)!.output.title).toContain('criteria not judged exactly once');
  },
  120_000,
);

inSoak(
  'where the policy has each push reviewed, it is, once; what cannot count is not paid for',
  async () => {
    const policy = 'review: {pulls: every}\nbudget: {plan: {usd: 1.3}}\n';
    await using story = await stage({ policy });
    const { github, ada, bob } = story;
    await story.approve(bob);
    const wave = await story.wave({ work: WORK });
    await story.publish(wave);
    github.finishRun(wave.run, 'success');
    // What a wave reviewed is not reviewed again.
    expect((await story.heard()).target).toMatchObject({ plan: 'slugs', asked: null });
    await github.push('main', { by: bob, files: { 'CONTRIBUTING.md': 'Be kind.\n' } });
    const merge = await story.mergesMain();
    const heard = await story.heard();
    expect(heard.target).toMatchObject({ head: merge, asked: { name: 'ada', account: ada.id } });
    await story.says(heard);
    expect(await story.tell(heard)).toMatchObject({ exit: 0, check: { conclusion: 'success' } });
    expect((await story.heard()).target).toMatchObject({ asked: null });

    // A fix begins: what was found of a phase is not settled by what is said of the others.
    const asked = await story.asks();
    await story.says(asked, { phases: ['docs'] });
    const record = await story.record();
    const start = record.find((step) => step.type === 'start' && step.phase === 'slugify');
    if (start?.type !== 'start') throw new Error('it was never started');
    const holder = { ...start.holder, nonce: '9'.repeat(32) };
    await story.type({ ...start, key: '9'.repeat(32), attempt: 2, holder });
    expect(await faultOf(story.asks())).toBe('being-mended');
    expect(await story.tell(asked)).toMatchObject({ exit: 3, check: { conclusion: 'action_required' } });
    expect(story.check(merge)!.output.title).toBe('slugify is being mended: wait for that run');
    const end = record.find((step) => step.type === 'end' && step.phase === 'slugify');
    if (end?.type !== 'end') throw new Error('it never ended');
    const over = { outcome: 'failed', reason: 'crashed', commit: null, tree: null, verified: false } as const;
    await story.type({ ...end, ...over, key: '8'.repeat(32), start: '9'.repeat(32) });

    // 0.84 of the sessions, 0.19 of the wave's review, 0.25 by hand, and what the fix took.
    expect(await faultOf(story.asks())).toBe('plan-budget');
  },
  180_000,
);
