/** The gate is asked anew at the moment of execution, and once more at the landing. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publish } from '../../../src/commands/publish.ts';
import { schedule } from '../../../src/commands/schedule.ts';
import { status } from '../../../src/commands/status.ts';
import { printStep } from '../../../src/lifecycle/record.ts';
import { inSoak } from '../../soak.ts';
import { ALL_APPROVED, all, stage as gateStage, planText, type Stage } from './stage.ts';

const EXECUTE = '.github/workflows/planfile-execute.yml';
const stage = () => gateStage({ files: { [EXECUTE]: 'on: workflow_dispatch\njobs: {}\n' } });

async function scheduled(story: Stage) {
  const { cwd, ...ports } = await story.job();
  const { id } = await story.github.run(EXECUTE, { by: story.bob });
  const folder = join(cwd, '..', `wave-${id}-${story.github.clock.now().getTime()}`);
  const outcome = await schedule(
    { name: 'slugs', cwd, phases: [], folder, runs: folder, run: String(id), attempt: 1 },
    ports,
  );
  return { outcome, folder, ports };
}

test('what a review said is written into the record together with the start that rests on it', async () => {
  await using story = await stage();
  story.later();
  const body = `/planfile approve slugs ${await story.digest(['slugify', 'docs'])}`;
  await story.github.review(story.pull, { by: story.bob, says: 'comment', body });
  const { outcome } = await scheduled(story);
  expect(outcome.legs).toMatchObject([{ phase: 'slugify', approvedBy: ['bob'] }, { phase: 'docs' }]);
  expect((await story.record()).map(({ type }) => type)).toEqual(['approve', 'start', 'start']);
});

test('nothing starts of what nobody approved', async () => {
  await using story = await stage();
  const { outcome } = await scheduled(story);
  expect(outcome.legs).toEqual([]);
  expect(outcome.held).toMatchObject([
    { code: 'not-approved' },
    { code: 'waiting-for-needs' },
    { code: 'not-approved' },
  ]);
});

test('an approval that was taken back after the start does not let its work land', async () => {
  await using story = await stage();
  await story.approve(story.bob, ['docs']);
  const { folder, ports } = await scheduled(story);
  await story.say(story.cleo, `/planfile revoke slugs ${await story.digest(['docs'])}`);
  const {
    landing: { ended },
  } = await publish({ folder }, ports);
  expect(ended).toMatchObject([{ phase: 'docs', outcome: 'failed' }]);
  expect((await story.record()).map(({ type }) => type)).toEqual(['approve', 'start', 'revoke', 'end']);
});

test('an owner who was named after the start must agree before the work lands', async () => {
  await using story = await stage();
  await story.approve(story.bob, ['docs']);
  const { folder, ports } = await scheduled(story);
  await story.github.push('main', { by: story.root, files: { '.github/CODEOWNERS': '/docs/ @cleo\n' } });
  const {
    landing: { ended },
  } = await publish({ folder }, ports);
  expect(ended).toMatchObject([{ phase: 'docs', outcome: 'failed' }]);
});

describe('a review that approves in its body', () => {
  const reviewed = async (story: Stage) => {
    story.later();
    const body = `/planfile approve slugs ${await story.digest()}`;
    return await story.github.review(story.pull, { by: story.bob, says: 'approve', body });
  };

  test('counts no more when somebody dismissed it', async () => {
    await using story = await stage();
    const review = await reviewed(story);
    expect(await story.gate()).toEqual(ALL_APPROVED);
    story.github.dismissReview(review, { by: story.ada });
    expect(await story.gate()).toEqual(all('refused: dismissed'));
    expect(await story.gate({ without: 'the review was not dismissed' })).toEqual(ALL_APPROVED);
  });

  inSoak('counts no more when a push dismissed it, where the branch is protected so', async () => {
    await using story = await stage();
    story.github.protect('main', { pullRequest: { approvals: 1, dismissStale: true } });
    await reviewed(story);
    await story.writePlan(planText({ docs: 'Another text.' }));
    expect(await story.gate()).toMatchObject({ slugify: 'refused: dismissed' });
  });

  inSoak('counts for what it still names, when another phase was changed since', async () => {
    await using story = await stage();
    await reviewed(story);
    await story.writePlan(planText({ docs: 'Another text.' }));
    expect(await story.gate()).toEqual({ ...ALL_APPROVED, docs: 'refused: approval-lapsed' });
  });

  inSoak('stays when the record grows: it moves no branch', async () => {
    await using story = await stage();
    story.github.protect('main', { pullRequest: { approvals: 1, dismissStale: true } });
    await reviewed(story);
    await scheduled(story);
    expect(await story.gate()).toEqual(ALL_APPROVED);
  });

  test('counts no more when its author edited it', async () => {
    await using story = await stage();
    const review = await reviewed(story);
    story.later();
    story.github.edit(review, { by: story.bob, body: `${review.body} ` });
    expect(await story.gate()).toEqual(all('refused: edited'));
  });

  inSoak('of a reader is none', async () => {
    await using story = await stage();
    story.later();
    const body = `/planfile approve slugs ${await story.digest()}`;
    await story.github.review(story.pull, { by: story.rita, says: 'comment', body });
    expect(await story.gate()).toEqual(all('refused: no-permission'));
  });
});

test('a lower bill typed into the record does not refill a plan’s purse', async () => {
  await using story = await stage();
  await story.approve(story.bob, ['docs']);
  await scheduled(story);
  const [approval, start] = await story.record();
  const end = {
    ...start,
    type: 'end',
    key: 'e'.repeat(32),
    start: start!.key,
    outcome: 'failed',
    reason: 'verify',
    message: '',
  };
  const usage = [
    { role: 'executor', model: 'x', calls: 1, input: 1, cacheRead: 0, cacheWrite: 0, output: 1, usd: -40 },
  ];
  const line = JSON.stringify({
    ...end,
    usage,
    turns: 1,
    seconds: 1,
    commit: null,
    tree: null,
    verified: false,
  });
  expect(() => printStep(JSON.parse(line))).not.toThrow();
  const { phase, digest } = start as { phase: string; digest: string };
  await story.type({
    type: 'end',
    key: 'e'.repeat(32),
    at: approval!.at,
    phase,
    digest,
    start: start!.key,
    outcome: 'failed',
    reason: 'verify',
    message: '',
    commit: null,
    tree: null,
    verified: false,
    turns: 1,
    seconds: 1,
    usage: usage as never,
  });
  const { cwd, ...ports } = await story.job();
  const { plans } = await status({ name: 'slugs', cwd }, ports);
  expect(plans[0]?.spentUsd).toBe(0);
  expect(plans[0]?.problems[0]?.message).toContain('usd');
});

test('status tells people what to comment', async () => {
  await using story = await stage();
  const { cwd, ...ports } = await story.job();
  const { plans } = await status({ name: 'slugs', cwd }, ports);
  const line = `/planfile approve slugs ${(await story.digest()).slice(0, 32)}`;
  expect(plans[0]?.toApprove?.command).toBe(line);
});
