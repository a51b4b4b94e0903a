/** The newer review replaces the older: what it said is folded away, its conversations go on. */
import { expect, test } from 'vitest';
import { diskFiles } from '../../../src/adapters/files/files.ts';
import { needOutcome } from '../../../src/commands/outcome-files.ts';
import { foldOlder, olderGuards } from '../../../src/commands/publishing/older-reviews.ts';
import { pullFacts } from '../../../src/commands/pull-facts.ts';
import { tokenOf } from '../../workflows/rendered.ts';
import { FILE, found, stage } from './stage.ts';

const folded = (reviews: readonly { minimized?: string }[]) =>
  reviews.map(({ minimized }) => minimized ?? null);

test('only ours, only what came before, and not where the token may not', async () => {
  await using story = await stage();
  const { github, bob } = story;
  const pull = await story.change({ 'src/a.ts': 'export const a = list[0];\n' });
  const findings = [found('Crashes on an empty list')];
  const first = await story.review(pull, { findings });
  // Another workflow speaks by the same account, and people say things, too.
  const bot = github.workflowToken({ pull_requests: 'write' });
  const { forge } = await story.job(bot);
  await forge.pulls.postReview(pull.issue.number, {
    commit: pull.head.sha,
    body: 'lint: fine',
    comments: [],
  });
  await github.review(pull, { by: bob, says: 'comment', body: pull.reviews[0]!.body });
  expect(folded(pull.reviews)).toEqual([null, null, null]);

  const second = await story.review(pull, { findings });
  expect(second.notes).toEqual([]);
  expect(folded(pull.reviews)).toEqual(['outdated', null, null, null]);
  expect(story.threads(pull)).toEqual([['Crashes on an empty list', 'open']]);
  // What was published before is published again: it folds nothing that came after it, and nothing is written.
  const before = github.journal.length;
  await story.publish(first.asked);
  await story.publish(second.asked);
  expect(folded(pull.reviews)).toEqual(['outdated', null, null, null]);
  expect(
    github.journal.slice(before).filter(({ body }) => JSON.stringify(body ?? '').includes('minimizeComment')),
  ).toEqual([]);

  // Each guard has something to hold back.
  const job = await story.job(github.workflowToken(tokenOf(FILE, 'publish')));
  const facts = await pullFacts(pull.issue.number, job);
  const ask = async ({ asked }: typeof first) => ({
    pull: facts.pull,
    review: await needOutcome(diskFiles, asked.folder, 'review'),
    head: facts.head,
  });
  const without = async (name: keyof typeof olderGuards, one: typeof first) => {
    const { [name]: taken, ...rest } = olderGuards;
    expect(taken, name).toBeDefined();
    for (const review of pull.reviews) delete review.minimized;
    await foldOlder(await ask(one), job, rest);
    const now = folded(pull.reviews);
    for (const review of pull.reviews) delete review.minimized;
    return now;
  };
  expect(await without('our own account wrote it', second)).toEqual(['outdated', null, 'outdated', null]);
  expect(await without('it is a review of ours', second)).toEqual(['outdated', 'outdated', null, null]);
  expect(await without('it came before', first)).toEqual(['outdated', null, null, 'outdated']);

  // A token that may not: a note, and nothing else comes of it.
  const weak = await story.job(github.workflowToken({ contents: 'read', pull_requests: 'read' }));
  const [note] = await foldOlder(await ask(second), weak);
  expect(note).toContain('not folded away');
  expect(folded(pull.reviews)).toEqual([null, null, null, null]);
  expect(github.complaints).toEqual([]);
}, 120_000);
