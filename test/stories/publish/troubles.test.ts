/** What goes wrong on the way to a pull request: it is said by name, nothing is lost, and running it again makes up for it. */
import { describe, expect, test } from 'vitest';
import { faultOf } from '../../contracts/git/scene.ts';
import { planText } from '../gate/stage.ts';
import { EXECUTE, PUBLISH, type PublishStage, stage, WORK } from './stage.ts';

const pushes = ({ github }: PublishStage) =>
  github.journal.filter(({ operation, method }) => operation === 'git-receive-pack' && method === 'POST')
    .length;
const waves = ({ github }: PublishStage) =>
  github.repository.runs.filter(({ path }) => path === EXECUTE).length;

test('a ruleset, pull requests that Actions may not open, no drafts, a branch that moves', async () => {
  await using story = await stage({ on: 'nowhere', files: { 'plans/slugs.md': planText() } });
  const { github } = story;
  const issue = github.issue({ by: story.ada, title: 'Slugs' });
  await story.say(
    story.bob,
    `/planfile approve slugs ${(await story.digest()).slice(0, 32)}`,
    issue as never,
  );
  const first = await story.wave({ work: WORK });

  github.ruleset('plans are locked', ['refs/heads/plan/**'], ['creation', 'update']);
  const before = pushes(story);
  expect(await faultOf(story.publish(first))).toBe('remote-protected');
  expect(pushes(story)).toBe(before + 1);
  github.repository.rulesets.length = 0;

  github.repository.settings.actionsMayOpenPulls = false;
  const one = await story.publish(first);
  expect(one.fault).toMatchObject({ code: 'pulls-not-allowed', exit: 3 });
  expect(one.landing.notes.join()).toContain('/compare/main...plan/slugs?expand=1');
  expect(one.landing).toMatchObject({ pull: null, check: { conclusion: 'success' } });
  expect(story.check(one.landing.head!)).toMatchObject({ conclusion: 'success' });
  expect(waves(story)).toBe(1);

  github.repository.settings.actionsMayOpenPulls = true;
  github.repository.settings.drafts = false;
  const two = await story.publish(first);
  expect(two.fault).toBeNull();
  expect(two.landing.notes.join()).toContain('no drafts');
  expect(story.own()).toMatchObject({ draft: false, issue: { author: { login: 'github-actions[bot]' } } });
  expect(story.own().issue.body).toContain('started no CI');
  expect(waves(story)).toBe(2);

  const body = `Read this first.\n\n${story.own().issue.body}\n\nAnd this last.`;
  github.edit(story.own().issue, { by: story.ada, body });
  const next = await story.wave({ work: WORK, after: String(first.run.id) });
  await story.writePlan(planText({ top: `issue: ${issue.number}` }));
  const record = await story.record();
  expect(await faultOf(story.publish(next))).toBe('head-moved');
  expect(await story.record()).toEqual(record);
  await story.verify(next);
  await story.review(next);
  const three = await story.publish(next);
  expect(three).toMatchObject({ fault: null, landing: { check: { conclusion: 'success' } } });
  expect(story.own().issue.body).toMatch(
    /^Read this first\.\n\n<!-- planfile slugs -->\n### Plan `slugs`: 3 of 3/,
  );
  expect(story.own().issue.body).toMatch(
    /<!-- \/planfile slugs -->\n\nAnd this last\.\n\nPlan: [\s\S]+Approved-by: bob$/,
  );
  expect(github.complaints).toEqual([]);
}, 120_000);

test('nothing lands: the check and the pull request say why; the work is kept, and nobody goes on by themselves', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  const failed = { outcome: 'failed', reason: 'verify', message: 'npm test ended with 1' } as const;
  const wave = await story.wave({ work: { slugify: { ...WORK.slugify!, claims: failed } }, verified: false });
  const { landing, fault } = await story.publish(wave);
  expect(fault).toBeNull();
  expect(landing.ended.map(({ phase, reason, kept }) => [phase, reason, kept !== null])).toEqual([
    ['slugify', 'verify', true],
    ['docs', 'crashed', false],
  ]);
  const tip = await story.github.tip('plan/slugs');
  expect(story.check(tip)).toMatchObject({
    conclusion: 'action_required',
    output: { title: 'nothing landed: slugify failed (verify), docs failed (crashed)' },
  });
  const { body } = story.own().issue;
  expect(body).toContain('`slugify` failed (verify), its work kept as');
  expect(body).toContain('`/planfile execute slugs slugify docs`');
  expect(body).not.toContain('Approved-by');
  expect(waves(story)).toBe(1);
}, 60_000);

describe('a review', () => {
  test('that is missing, and then blocks, holds the check and the next wave; what landed stays', async () => {
    await using story = await stage({ policy: 'ci: [ci.yml]\n' });
    await story.approve(story.bob);
    const wave = await story.wave({ work: WORK, review: null });
    const { checks: _, ...less } = PUBLISH;
    const without = await story.publish(wave, story.github.workflowToken(less as never));
    expect(without.fault).toMatchObject({ code: 'forge-forbidden', exit: 3 });
    expect(without.landing.notes.join()).toContain('the check: GitHub does not let this token');
    expect(story.own().issue.body).toContain('2 of 3 phases done');
    const open = await story.publish(wave);
    expect(open).toMatchObject({ fault: null, landing: { check: { conclusion: 'action_required' } } });
    expect(story.own().issue.body).toContain('re-run the job `review`');
    expect(story.own().issue.body).toContain('CI (ci.yml) was not started');
    await story.review(wave, {
      verdict: 'pass',
      criteria: [
        { phase: 'slugify', criterion: 1, text: 'It is there', met: false, evidence: 'it is not' },
        { phase: 'docs', criterion: 1, text: 'It is there', met: true, evidence: 'seen' },
      ],
    });
    const blocked = await story.publish(wave);
    expect(blocked.landing).toMatchObject({ check: { conclusion: 'failure' }, head: open.landing.head });
    expect(story.check(open.landing.head!)).toMatchObject({ conclusion: 'failure' });
    expect(story.own().issue.body).toContain('The review blocks');
    expect(story.github.repository.runs).toHaveLength(1);
  }, 60_000);

  test('comes before anything is pushed with the token of an app (trust.md T22)', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    const permissions = {
      contents: 'write',
      pull_requests: 'write',
      checks: 'write',
      actions: 'write',
      issues: 'read',
    } as const;
    const app = story.github.app('builder', { permissions });
    const wave = await story.wave({ work: WORK, review: null });
    const tip = await story.github.tip('plan/slugs');
    expect(await faultOf(story.publish(wave, app))).toBe('not-reviewed');
    expect(await story.github.tip('plan/slugs')).toBe(tip);
    await story.review(wave, { verdict: 'block', why: 'major: it loses titles' });
    const blocked = await story.publish(wave, app);
    expect(blocked.landing.ended).toMatchObject([{ reason: 'refused' }, { reason: 'refused' }]);
    expect(await story.github.tip('plan/slugs')).toBe(tip);

    // Started anew by a person; and this time without the guard, or with a review that passes.
    await story.approve(story.bob);
    const again = await story.wave({ work: WORK, review: null, phases: ['slugify'] });
    const unguarded = await story.publish(again, app, { push: [] });
    expect(unguarded.landing.head).not.toBe(tip);
    await story.review(again);
    const last = await story.wave({ work: WORK, phases: ['docs'] });
    const { landing, fault } = await story.publish(last, app);
    expect(fault).toBeNull();
    expect(await story.github.tip('plan/slugs')).toBe(landing.head);
    expect(story.own().issue.body).not.toContain('started no CI');
  }, 60_000);
});

test('a real conflict ends the phase; its work is kept, and the other lands', async () => {
  await using story = await stage({ policy: 'approvals:\n  stale: never\n' });
  await story.approve(story.bob);
  const wave = await story.wave({ work: WORK });
  // Somebody else's wave has landed on the same file meanwhile: here, the default branch merged into the plan's.
  await story.github.push('main', { by: story.cleo, files: { 'docs/slugs.md': 'something else\n' } });
  const { git } = story.github.repository;
  const [ours, theirs] = [await story.github.tip('plan/slugs'), await story.github.tip('main')];
  const merged = (await git.mergedTree(ours, theirs))!;
  const at = story.github.clock.now();
  const commit = await git.commitTree(merged, [ours, theirs], 'Merge main', story.ada.account, at);
  await story.github.setBranch('plan/slugs', commit, { by: story.ada });
  expect(await faultOf(story.publish(wave))).toBe('head-moved');
  await story.verify(wave);
  await story.review(wave);
  const { landing } = await story.publish(wave);
  expect(landing.ended.map(({ phase, outcome, reason }) => [phase, outcome, reason])).toEqual([
    ['slugify', 'done', null],
    ['docs', 'failed', 'conflict'],
  ]);
  expect(landing.ended[1]?.kept).toContain('kept under refs/planfile/slugs');
  expect(story.own().issue.body).toContain('`docs` failed (conflict), its work kept as');
}, 60_000);
