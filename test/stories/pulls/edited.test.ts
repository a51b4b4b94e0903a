/** A review of ours that somebody edited says nothing, and what was said before it does not stand up again. */

import { expect, test } from 'vitest';
import { earlierReview, historyGuards, ownReviews, pullFacts } from '../../../src/commands/pull-facts.ts';
import { inSoak } from '../../soak.ts';
import { found, type Says, stage } from './stage.ts';

const CHANGE = { 'src/shop.ts': 'export const shop = 1;\n' };
const BLOCK: Says = {
  findings: [found('it throws', { path: 'src/shop.ts', severity: 'blocker' })],
  verdict: 'block',
  why: 'blocker: it throws',
};

const edits: [string, (body: string) => string][] = [
  ['all of it', () => 'Nothing to see.'],
  ['a character', (body) => `Typo. ${body}`],
];

// What is alike is left to the soak.
test.each(process.env.SOAK ? edits : edits.slice(0, 1))(
  'a block of which %s was edited does not bring back the pass before it',
  async (_, edit) => {
    await using story = await stage({ files: { 'src/lib.ts': 'a\n' } });
    const { github, ada, bob } = story;
    const pull = await story.change(CHANGE);
    expect((await story.review(pull)).check.conclusion).toBe('success');
    expect((await story.review(pull, BLOCK)).check.conclusion).toBe('failure');
    const own = pull.reviews.at(-1)!;
    github.edit(own as never, { by: ada, body: edit(own.body) });

    const heard = await story.heard(pull);
    expect((await story.publish(heard)).check.conclusion).toBe('failure');
    expect(await story.merges(pull)).toBe(false);
    // Rebased, only the whole change can be read.
    const { cwd: _cwd, ...ports } = await story.job();
    const facts = await pullFacts(pull.issue.number, ports);
    expect(await ownReviews(facts.pull, ports)).toEqual([]);
    expect(await earlierReview(facts, ports)).toBeUndefined();
    await github.push('main', { by: bob, files: { 'src/lib.ts': 'b\n' } });
    await github.push('topic', { by: ada, files: CHANGE, force: true, from: 'refs/heads/main' });
    expect((await story.comment(pull)).target!.since).toBeUndefined();
    // What is said after the edit counts again.
    await story.review(pull);
    expect(await ownReviews(facts.pull, ports)).toMatchObject([{ verdict: 'pass' }]);

    const { 'no review of our account was edited': taken, ...rest } = historyGuards;
    expect(taken).toBeDefined();
    expect((await ownReviews(facts.pull, ports, rest))[0]).toMatchObject({ verdict: 'pass' });
    expect(await earlierReview(facts, ports, rest)).toMatchObject({ verdict: 'pass' });
  },
  60_000,
);

test('without its guard the edited block is merged', async () => {
  await using story = await stage();
  const pull = await story.change(CHANGE);
  await story.review(pull);
  await story.review(pull, BLOCK);
  const own = pull.reviews.at(-1)!;
  story.github.edit(own as never, { by: story.ada, body: `Typo. ${own.body}` });
  await story.publish(await story.heard(pull), { history: {} });
  expect(await story.merges(pull)).toBe(true);
}, 60_000);

inSoak(
  'what another says, edited, ends nothing',
  async () => {
    await using story = await stage();
    const { github, bob } = story;
    const pull = await story.change(CHANGE);
    await story.review(pull);
    await github.review(pull, { by: bob, says: 'comment', body: 'Hm.' });
    github.edit(pull.reviews.at(-1)! as never, { by: bob, body: 'Fine.' });
    const { cwd: _, ...ports } = await story.job();
    expect(await ownReviews((await pullFacts(pull.issue.number, ports)).pull, ports)).toHaveLength(1);
  },
  60_000,
);
