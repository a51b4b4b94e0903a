/** What the program sees of a wave is not its review outcome's to say: publish looks at what it lands, and at what has landed. */
import { expect, test } from 'vitest';
import { seenGuards } from '../../../src/review/seen.ts';
import { stage, WORK } from './stage.ts';

test('a finding that was left out of the outcome, and a file that it says need not be read, keep the check from being green', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  const hidden = { 'src/slug/slug.ts': 'export const slug = "a\u202eb";\n' };
  const wave = await story.wave({ work: { slugify: { files: hidden }, docs: WORK.docs! } });
  const { landing } = await story.publish(wave);
  expect(landing.ended.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  expect(landing.check).toMatchObject({ conclusion: 'failure' });
  expect(landing.check.title).toContain('The line has a hidden character');
  expect(landing.next).toBe(false);
  expect(story.check(landing.head!)?.conclusion).toBe('failure');
  // Again, from what has landed.
  expect((await story.publish(wave)).landing.check.conclusion).toBe('failure');

  const leftOut = [{ path: 'docs/slugs.md', why: 'generated, says .gitattributes' }];
  await story.review(wave, { leftOut });
  const { 'the program speaks for itself': _, ...rest } = seenGuards;
  const seen = Object.values(rest);
  const claimed = (await story.publish(wave, undefined, { look: { seen } })).landing.check;
  expect(claimed.conclusion).toBe('action_required');
  expect(claimed.title).toContain('not all of the change could be read: docs/slugs.md');

  // Without the look both pass.
  const blind = (await story.publish(wave, undefined, { look: { seen: [] } })).landing.check;
  expect(blind.conclusion).toBe('success');
}, 60_000);
