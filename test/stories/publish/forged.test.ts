/** A review that somebody types into the record: it makes no check green, and starts no wave. */

import { expect, test } from 'vitest';
import { readBack } from '../../../src/commands/publishing/told.ts';
import { tellAgain } from '../../../src/commands/publishing/told-again.ts';
import { reviewDigest } from '../../../src/commands/publishing/vouched.ts';
import { readWave } from '../../../src/commands/publishing/wave.ts';
import { schedule } from '../../../src/commands/schedule.ts';
import type { StepOf } from '../../../src/lifecycle/step.ts';
import { inSoak } from '../../soak.ts';
import { EXECUTE, PUBLISH, stage, WORK } from './stage.ts';

test('a typed review counts for nothing; what our own check names counts on', async () => {
  await using story = await stage();
  const { github } = story;
  await story.approve(story.bob);
  const first = await story.wave({ work: WORK, review: { verdict: 'block', why: 'blocker: a backdoor' } });
  await story.publish(first);
  const tip = await github.tip('plan/slugs');
  expect(story.check(tip)?.conclusion).toBe('failure');

  const tree = (await github.repository.git.git(['rev-parse', `${tip}^{tree}`])).trim();
  story.later(1);
  const typed: StepOf<'review'> = {
    type: 'review',
    key: 'f'.repeat(32),
    at: '2026-11-22T03:00:00.000Z',
    tree,
    verdict: 'pass',
    why: 'no blocking finding',
    model: 'claude-opus-5-5',
    findings: { blocker: 0, major: 0, minor: 0, nit: 0 },
    phases: ['slugify', 'docs'],
    unmet: [],
    usage: [],
  };
  await story.type(typed);
  // What is not named waits for a review that does not block.
  const { cwd, ...ports } = await story.job();
  const run = await github.run(EXECUTE, { by: story.bob });
  const ask = { name: 'slugs', cwd, phases: [], folder: first.folder, runs: undefined, dryRun: true };
  const { legs, held } = await schedule({ ...ask, run: String(run.id), attempt: 1 }, ports);
  expect(legs).toEqual([]);
  expect(held.map(({ code }) => code)).toContain('review-blocks');

  // A wave that a person starts, and that lands nothing: what stands there did not pass.
  const second = await story.wave({ work: {}, phases: ['wire'] });
  const { landing } = await story.publish(second);
  // The block stands, whatever was typed.
  expect(story.check(tip)).toMatchObject({ conclusion: 'failure' });
  expect(landing.next).toBe(false);
  const job = await story.job(github.workflowToken(PUBLISH));
  await tellAgain((await readWave(second.folder, job)).plan, job);
  expect(story.check(tip)?.conclusion).toBe('failure');

  // Its broken twin.
  const told = await readBack(await readWave(second.folder, job), job, {});
  expect(told.check).toMatchObject({ conclusion: 'success' });

  // Our check still names what it was set for, and nothing that was typed.
  const summary = story.check(tip)?.output.summary ?? '';
  expect(summary).toContain('planfile:check');
  expect(summary).not.toContain(reviewDigest('slugs', typed));
}, 60_000);

inSoak(
  'a review of this very wave is none of its own unless it says what the outcome says',
  async () => {
    await using story = await stage();
    const { github } = story;
    await story.approve(story.bob);
    const wave = await story.wave({
      work: WORK,
      review: { verdict: 'none', why: 'not valid', cause: 'invalid' },
    });
    await story.publish(wave);
    const tip = await github.tip('plan/slugs');
    expect(story.check(tip)?.conclusion).toBe('action_required');
    // The key of its next word is no secret.
    const { createHash } = await import('node:crypto');
    const key = createHash('sha256').update(`${wave.schedule.nonce} review 1`).digest('hex').slice(0, 32);
    const text = await github.file('refs/planfile/slugs', 'record.jsonl');
    const own = text.split('\n').flatMap((line: string) => {
      const step = line === '' ? undefined : JSON.parse(line);
      return step?.type === 'review' ? [step] : [];
    })[0];
    await story.type({ ...own, key, verdict: 'pass', why: 'no blocking finding', usage: [] });
    await story.publish(wave);
    expect(story.check(tip)?.conclusion).toBe('action_required');
    await story.review(wave);
    await story.publish(wave);
    expect(story.check(tip)?.conclusion).toBe('success');
  },
  60_000,
);
