/** Which runs count against the caps: no stranger's, and of those that follow a push only what called a model. */
import { expect, test } from 'vitest';
import { type CountedRuns, countedRuns, runGuards } from '../../../src/commands/counted-runs.ts';
import { capOn } from '../../../src/commands/held-back.ts';
import { policyOf } from '../../../src/commands/policy.ts';
import { stage as gateStage } from '../gate/stage.ts';
import { EXECUTE, stage } from './stage.ts';

const SINCE = '2026-11-01T00:00:00Z';
const count = ({ sure, unsure }: CountedRuns) => [sure.length, unsure.length];
const without = (name: string) =>
  Object.entries(runGuards).flatMap(([one, guard]) => (one === name ? [] : [guard]));

test('refused strangers lock nobody out', async () => {
  await using story = await stage({ policy: 'caps: {runs: {day: 2}}\n' });
  for (const by of [story.rita, story.rita, story.rita])
    story.github.finishRun(await story.run(by, 'issue_comment'), 'failure');
  const { forge } = await story.job();
  const day = { workflow: EXECUTE, since: SINCE, mayOnlyCheck: false };
  expect(count(await countedRuns(day, { forge }))).toEqual([0, 0]);
  expect((await story.schedule({ phases: ['docs'] })).schedule.legs).toMatchObject([{ phase: 'docs' }]);
  expect(count(await countedRuns(day, { forge }))).toEqual([1, 0]);
  // The broken twin counts them all, and the cap is reached before anybody could start.
  expect(count(await countedRuns(day, { forge }, without('somebody started it who may')))).toEqual([4, 0]);
  // Who cannot be asked for counts.
  story.github.fail({ match: /permission/, fault: { status: 403, body: { message: 'no' } } });
  expect(count(await countedRuns(day, { forge }))).toEqual([4, 0]);
});

test('of runs that follow a push those count whose job ran; it is asked for only where it matters', async () => {
  const REVIEW = '.github/workflows/planfile-review.yml';
  await using story = await gateStage({
    on: 'nowhere',
    files: { [REVIEW]: 'on: [workflow_run]\njobs: {}\n' },
  });
  const { github, ada } = story;
  const { git, forge } = await story.job();
  const followed = async (review: 'success' | 'skipped') => {
    const run = await github.run(REVIEW, { by: ada, event: 'workflow_run' });
    await github.finishJob(run, github.job(run, 'review'), review);
    github.finishRun(run, 'success');
  };
  for (const review of ['success', 'skipped', 'skipped', 'success', 'skipped'] as const)
    await followed(review);
  const facts = (await forge.runs.find(String((await github.run(REVIEW, { by: ada })).id)))!;
  const who = { mode: 'person' as const, by: { name: 'ada', account: ada.account.id }, facts };
  const policy = await policyOf(null, { git });
  const capped = async (person: number, job: string | null = 'review') => {
    const caps = { ...policy.caps, runs: { ...policy.caps.runs, person } };
    return await capOn(
      { plan: '', policy: { ...policy, caps }, who, now: github.clock.now(), job: job ?? undefined },
      { git, forge },
    );
  };
  expect(await capped(3)).toBeUndefined();
  expect(await capped(2)).toMatchObject({
    code: 'cap-reached',
    message: expect.stringContaining('2 of at most 2'),
  });
  expect(await capped(5, null)).toMatchObject({ message: expect.stringContaining('5 of at most 5') });
});
