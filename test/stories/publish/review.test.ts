/** A wave's review where people look: on the lines, in the body, once; remembered over waves. */
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/outcomes/review.ts';
import { fingerprint } from '../../../src/review/fingerprint.ts';
import { readMarker } from '../../../src/review/marker.ts';
import { stage, WORK } from './stage.ts';

const found = (claim: string, over: Partial<Finding> = {}): Finding => {
  const finding = {
    severity: 'minor' as const,
    category: 'correctness' as const,
    path: 'src/slug/slug.ts' as string | null,
    line: 1 as number | null,
    endLine: 1 as number | null,
    side: 'new' as const,
    claim,
    evidence: 'there',
    scenario: 'so',
    suggestion: null,
    replacement: null,
    by: 'model' as const,
    standing: 'confirmed' as const,
    reason: 'seen',
    ...over,
  };
  return { ...finding, fingerprint: fingerprint(finding) };
};

test('on its line, with a suggestion; what has no line in the body; published twice, once', async () => {
  await using story = await stage();
  const { github } = story;
  await story.approve(story.bob);
  const findings = [
    found('It is 1 @everyone, fixes #1', { replacement: 'export const slug = 2;' }),
    found('Nobody asked for it', { path: null, line: null, endLine: null }),
    found('Line 77 is wrong', { line: 77, endLine: 77 }),
    found('It could not be shown', { standing: 'refuted', line: 1 }),
  ];
  const wave = await story.wave({ work: WORK, review: { findings } });
  const { landing, fault } = await story.publish(wave);
  expect(fault).toBeNull();
  const [review, ...more] = story.own().reviews;
  expect(more).toEqual([]);
  expect(review).toMatchObject({ state: 'COMMENTED', commit: landing.head });
  expect(review!.body).toContain('Nobody asked for it');
  expect(review!.body).toContain('1 (no hunk shows the line)');
  expect(review!.body).toContain('Refuted by a second look');
  expect(review!.comments).toMatchObject([{ place: { path: 'src/slug/slug.ts', line: 1, side: 'RIGHT' } }]);
  const [comment] = review!.comments;
  expect(comment!.body).toContain('```suggestion\nexport const slug = 2;\n```');
  expect(comment!.body).toContain('`@everyone`');
  expect(comment!.body).not.toMatch(/fixes #1/);
  expect(readMarker(comment!.body)).toMatchObject({ severity: 'minor', path: 'src/slug/slug.ts' });
  expect(story.check(landing.head!)?.annotations.map(({ title }) => title)).toEqual([
    'minor: correctness',
    'minor: correctness',
  ]);

  const before = github.journal.length;
  expect((await story.publish(wave)).fault).toBeNull();
  const written = github.journal
    .slice(before)
    .filter(({ method, operation }) => method !== 'GET' && !/graphql|upload-pack/.test(operation ?? ''));
  expect(written).toEqual([]);
  expect(github.complaints).toEqual([]);
}, 60_000);

test.runIf(process.env.SOAK)(
  'a later wave closes nothing that it did not change, and says so',
  async () => {
    await using story = await stage({ policy: 'approvals: {stale: never}\n' });
    await story.approve(story.bob);
    const first = await story.wave({ work: WORK, review: { findings: [found('It is 1')] } });
    await story.publish(first);
    const [thread] = story.own().threads;
    expect(thread!.resolvedBy).toBeUndefined();
    const mended = { files: { 'src/router.ts': 'export const router = 2;\n' } };
    const second = await story.wave({ work: { wire: mended }, after: String(first.run.id), review: {} });
    // Nothing of the file was changed: it stays open, and the body says so.
    await story.publish(second);
    expect(thread!.comments).toHaveLength(1);
    expect(story.own().reviews.at(-1)!.body).toContain('Not found again, though the code is as it was');
    expect(thread!.resolvedBy).toBeUndefined();
  },
  60_000,
);

test('what somebody with a say declined counts no longer once it is published again; by who asked for the plan it counts on', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  const findings = [found('It is 1', { severity: 'major' })];
  const wave = await story.wave({
    work: WORK,
    review: { verdict: 'block', why: 'major: It is 1', findings },
  });
  expect((await story.publish(wave)).landing.check).toMatchObject({ conclusion: 'failure' });
  const decline = async (by: { token: string }) => {
    const { number } = story.own().issue;
    const path = `pulls/${number}/comments/${story.own().threads[0]!.comments[0]!.id}/replies`;
    const { status } = await fetch(`${story.github.urls.api}/repos/${story.github.fullName}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ body: '/planfile decline as meant' }),
    });
    expect(status).toBe(201);
    return (await story.publish(wave)).landing.check.conclusion;
  };
  // Ada wrote the plan, and pushed it to the branch.
  expect(await decline(story.ada)).toBe('failure');
  expect(await decline(story.cleo)).toBe('success');
  expect((await story.record()).at(-1)).toMatchObject({ type: 'review', verdict: 'pass' });
}, 60_000);
