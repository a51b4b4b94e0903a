/** What a review found goes back to the executor by a person's word, on GitHub: mended, judged again from where it began, and never twice more. */
import { describe, expect, test } from 'vitest';
import { readGuards } from '../../../src/commands/publishing/reads-all.ts';
import type { Finding, Review } from '../../../src/outcomes/review.ts';
import { fingerprint } from '../../../src/review/fingerprint.ts';
import { faultOf } from '../../contracts/git/scene.ts';
import { type Built, type PublishStage, stage, WORK } from './stage.ts';

const found = (more: Partial<Finding> = {}): Finding => {
  const said = {
    severity: 'major' as const,
    category: 'correctness' as const,
    path: 'src/slug/slug.ts',
    line: 1,
    endLine: 1,
    side: 'new' as const,
    claim: 'It loses every title but the first',
    evidence: 'slug is a number',
    scenario: 'Two titles give one slug',
    suggestion: 'Keep them in a map',
    replacement: null,
    by: 'model' as const,
    standing: 'confirmed' as const,
    reason: '',
    ...more,
  };
  return { fingerprint: fingerprint(said), ...said };
};
const blocks = (...findings: Finding[]): Partial<Review> => ({
  verdict: 'block',
  why: 'a major finding stands',
  findings,
});
const MENDED: Record<string, Built> = {
  slugify: { files: { 'src/slug/slug.ts': 'export const slug = 3;\n' } },
};

/** Its first wave stands on the branch, and its review blocks. */
async function blocked(findings: readonly Finding[] = [found()]): Promise<PublishStage> {
  const story = await stage();
  await story.approve(story.bob);
  await story.publish(await story.wave({ work: WORK, review: blocks(...findings) }));
  return story;
}
const stateOf = async (story: PublishStage, phase: string) =>
  (await story.record()).filter((step) => 'phase' in step && step.phase === phase);

test('what blocks is mended, reviewed from where it began, and the next wave starts', async () => {
  await using story = await blocked();
  const { github } = story;
  const before = await github.tip('plan/slugs');
  expect(story.check(before)).toMatchObject({ conclusion: 'failure' });
  expect(story.own().issue.body).toContain('/planfile fix');

  const fix = await story.wave({ work: MENDED, fix: [] });
  expect(fix.schedule.legs).toMatchObject([
    {
      phase: 'slugify',
      attempt: 2,
      approvedBy: ['bob'],
      mends: [{ claim: found().claim, path: 'src/slug/slug.ts' }],
    },
  ]);
  expect(fix.schedule.base).toBe(before);
  expect(fix.schedule.fix).toMatchObject({ standing: [{ phase: 'docs' }] });
  expect(
    await github.repository.git.git(['log', '--format=%s', `${fix.schedule.fix!.since}..${before}`]),
  ).toMatch(/^docs: .*\nslugify: .*$/m);

  const { landing, fault } = await story.publish(fix);
  expect(fault).toBeNull();
  expect(landing).toMatchObject({
    ended: [{ phase: 'slugify', outcome: 'done' }],
    check: { conclusion: 'success' },
    next: true,
  });
  const tip = await github.tip('plan/slugs');
  expect(story.check(tip)).toMatchObject({ conclusion: 'success' });
  expect(await github.repository.git.git(['show', `${tip}:src/slug/slug.ts`])).toContain('slug = 3');
  expect((await story.record()).at(-1)).toMatchObject({
    type: 'review',
    verdict: 'pass',
    phases: ['slugify', 'docs'],
  });
  expect(await stateOf(story, 'slugify')).toMatchObject([
    { type: 'start' },
    { type: 'end' },
    { type: 'start', mends: [found().fingerprint], by: { name: 'bob' } },
    { type: 'end', outcome: 'done' },
  ]);
  expect(story.own().issue.body).toContain('done, mended once');
  expect(await github.repository.git.git(['log', '-1', '--format=%s', tip])).toMatch(
    /^slugify: mend 1 finding of the review$/m,
  );
  // The thread of what is not found any more is closed.
  expect(story.own().threads.every(({ resolvedBy }) => resolvedBy !== undefined)).toBe(true);

  const next = await story.wave({ work: WORK, after: String(fix.run.id) });
  expect(next.schedule.legs).toMatchObject([{ phase: 'wire' }]);
  expect((await story.publish(next)).landing.check).toMatchObject({ conclusion: 'success' });
  expect(github.complaints).toEqual([]);
  expect(github.journal.filter(({ status }) => status === 403)).toEqual([]);
}, 60_000);

test('a fix that does not mend is found again; the third is refused', async () => {
  await using story = await blocked();
  for (const n of [1, 2]) {
    const files = { 'src/slug/slug.ts': `export const slug = ${n + 10};\n` };
    const fix = await story.wave({ work: { slugify: { files } }, fix: [], review: blocks(found()) });
    expect((await story.publish(fix)).landing.check).toMatchObject({ conclusion: 'failure' });
  }
  const third = await story.wave({ work: MENDED, fix: [], verified: false });
  expect(third.schedule).toMatchObject({ legs: [], held: [{ phase: 'slugify', code: 'too-many-fixes' }] });
}, 60_000);

test.each([
  ['begins at the fix', 'it begins where the change begins', (fix: { base: string }) => ({ base: fix.base })],
  [
    'claims to rest on another',
    'it rests on no other review',
    (fix: { base: string }) => ({
      since: { base: fix.base, tree: fix.base, head: fix.base, rules: '0'.repeat(32) },
    }),
  ],
])(
  'a review that %s has not read what is to be mended: no green check',
  async (_, guard, says) => {
    await using story = await blocked();
    const fix = await story.wave({ work: MENDED, fix: [] });
    await story.review(fix, says(fix.schedule));
    const { landing } = await story.publish(fix);
    expect(landing).toMatchObject({ check: { conclusion: 'action_required' }, next: false });
    // Its broken twin.
    const reads = Object.entries(readGuards).flatMap(([name, holds]) => (name === guard ? [] : [holds]));
    expect((await story.publish(fix, undefined, { reads })).landing.check.conclusion).toBe('success');
  },
  60_000,
);

test('a fix that fails leaves everything as it was, and the review goes on blocking', async () => {
  await using story = await blocked();
  const before = await story.github.tip('plan/slugs');
  const claims = { outcome: 'failed', reason: 'verify', message: 'npm test ended with 1' } as const;
  const fix = await story.wave({ work: { slugify: { ...MENDED.slugify!, claims } }, fix: [], review: null });
  const { landing } = await story.publish(fix);
  expect(landing).toMatchObject({
    ended: [{ phase: 'slugify', outcome: 'failed', reason: 'verify' }],
    check: { conclusion: 'failure', title: expect.stringContaining('It loses every title but the first') },
    next: false,
  });
  expect(await story.github.tip('plan/slugs')).toBe(before);
  const { decisions } = await story.ask();
  expect(decisions.find(({ phase }) => phase === 'slugify')).toMatchObject({ code: 'already-done' });
  expect(story.own().issue.body).toContain('its fix ended without landing (verify)');
}, 60_000);

test('a session that changes nothing has mended nothing, and lands nothing', async () => {
  await using story = await blocked();
  const before = await story.github.tip('plan/slugs');
  const claims = { commit: null, bundle: null, summary: 'The finding is wrong: there is one title.' };
  const fix = await story.wave({ work: { slugify: { ...MENDED.slugify!, claims } }, fix: [], review: null });
  const { landing } = await story.publish(fix);
  expect(landing.ended).toMatchObject([
    { reason: 'refused', message: 'nothing was changed: The finding is wrong: there is one title.' },
  ]);
  expect(await story.github.tip('plan/slugs')).toBe(before);
}, 60_000);

describe('what a person names', () => {
  test('is sent back alone, by the beginning of its id; what lies outside of the phases is not', async () => {
    const minor = found({ severity: 'minor', claim: 'Its name says nothing' });
    const outside = found({ path: 'src/router.ts', claim: 'The router does not know of it' });
    const wrong = found({ category: 'plan', claim: 'The plan asks for the wrong thing' });
    await using story = await blocked([found(), minor, outside, wrong]);
    expect(await faultOf(story.wave({ work: MENDED, fix: [outside.fingerprint] }))).toBe('not-in-paths');
    expect(await faultOf(story.wave({ work: MENDED, fix: [wrong.fingerprint.slice(0, 8)] }))).toBe(
      'not-in-paths',
    );
    expect(await faultOf(story.wave({ work: MENDED, fix: ['0123456789abcdef'] }))).toBe('finding-unknown');
    const fix = await story.wave({ work: MENDED, fix: [minor.fingerprint.slice(0, 8)] });
    expect(fix.schedule.legs).toMatchObject([{ phase: 'slugify', mends: [{ id: minor.fingerprint }] }]);
    expect(fix.schedule.legs[0]!.mends).toHaveLength(1);
  }, 60_000);

  test('stands in a review of what is there: after another commit there is none', async () => {
    await using story = await blocked();
    const { github } = story;
    await github.push('plan/slugs', {
      by: story.ada,
      files: { 'src/slug/slug.ts': 'export const slug = 9;\n' },
    });
    expect(await faultOf(story.wave({ work: MENDED, fix: [] }))).toBe('not-reviewed');
  }, 60_000);
});

test('who may not write has nothing mended', async () => {
  await using story = await blocked();
  expect(await faultOf(story.wave({ work: MENDED, fix: [], by: story.rita }))).toBe('not-permitted');
}, 60_000);
