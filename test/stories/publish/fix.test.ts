/** What a review found goes back to the executor by a person's word, on GitHub: mended, judged again from where it began, and never twice more. */
import { describe, expect, test } from 'vitest';
import { readGuards } from '../../../src/commands/publishing/reads-all.ts';
import type { Finding, Review } from '../../../src/outcomes/review.ts';
import { fingerprint } from '../../../src/review/fingerprint.ts';
import { faultOf } from '../../contracts/git/scene.ts';
import { inSoak } from '../../soak.ts';
import { planText } from '../gate/stage.ts';
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

inSoak(
  'a fix that does not mend is found again; the third is refused',
  async () => {
    await using story = await blocked();
    for (const n of [1, 2]) {
      const files = { 'src/slug/slug.ts': `export const slug = ${n + 10};\n` };
      const fix = await story.wave({ work: { slugify: { files } }, fix: [], review: blocks(found()) });
      expect((await story.publish(fix)).landing.check).toMatchObject({ conclusion: 'failure' });
    }
    const third = await story.wave({ work: MENDED, fix: [], verified: false });
    expect(third.schedule).toMatchObject({ legs: [], held: [{ phase: 'slugify', code: 'too-many-fixes' }] });
  },
  60_000,
);

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

inSoak(
  'a session that changes nothing has mended nothing, and lands nothing',
  async () => {
    await using story = await blocked();
    const before = await story.github.tip('plan/slugs');
    const claims = { commit: null, bundle: null, summary: 'The finding is wrong: there is one title.' };
    const fix = await story.wave({
      work: { slugify: { ...MENDED.slugify!, claims } },
      fix: [],
      review: null,
    });
    const { landing } = await story.publish(fix);
    expect(landing.ended).toMatchObject([
      { reason: 'refused', message: 'nothing was changed: The finding is wrong: there is one title.' },
    ]);
    expect(await story.github.tip('plan/slugs')).toBe(before);
  },
  60_000,
);

describe('what a person names', () => {
  inSoak(
    'is sent back alone, by the beginning of its id; what lies outside of the phases is not',
    async () => {
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
    },
    60_000,
  );

  inSoak(
    'is refused as a whole where some of it is unknown',
    async () => {
      await using story = await blocked();
      expect(await faultOf(story.wave({ work: MENDED, fix: ['blocking', found().fingerprint] }))).toBe(
        'finding-unknown',
      );
    },
    60_000,
  );
});

inSoak(
  'who may not write has nothing mended',
  async () => {
    await using story = await blocked();
    expect(await faultOf(story.wave({ work: MENDED, fix: [], by: story.rita }))).toBe('not-permitted');
  },
  60_000,
);

const docs = found({ path: 'docs/slugs.md', claim: 'The docs lie' });
const other = found({ path: 'src/slug/other.ts', claim: 'It deletes the database' });
const BOTH: Record<string, Built> = {
  ...WORK,
  slugify: {
    files: { ...WORK.slugify!.files, 'src/slug/other.ts': 'export const other = 1;\n' },
  },
};
const mended = (n: number): Record<string, Built> => ({
  slugify: { files: { 'src/slug/slug.ts': `export const slug = ${n};\n` } },
  docs: { files: { 'docs/slugs.md': `# Slugs ${n}\n` } },
});
const tipTree = async ({ github }: PublishStage, at: string) =>
  (await github.repository.git.git(['rev-parse', `${at}^{tree}`])).trim();

describe('what a fix is judged by', () => {
  test('all that stands on the branch: what was found in another phase is not forgotten', async () => {
    await using story = await stage();
    await story.approve(story.bob);
    await story.publish(await story.wave({ work: BOTH, review: blocks(found(), other, docs) }));
    const first = await story.wave({
      work: mended(3),
      fix: [found().fingerprint.slice(0, 8)],
      review: blocks(other, docs),
    });
    expect((await story.publish(first)).landing.check).toMatchObject({ conclusion: 'failure' });
    const second = await story.wave({ work: mended(4), fix: [docs.fingerprint.slice(0, 8)] });
    const tip = await story.github.tip('plan/slugs');
    const { since, standing } = second.schedule.fix!;
    expect(standing).toMatchObject([{ phase: 'slugify' }]);
    expect(await story.github.repository.git.git(['diff', '--name-only', since, tip])).toContain('other.ts');
    expect((await story.publish(second)).landing.check).toMatchObject({ conclusion: 'success' });
    expect((await story.record()).at(-1)).toMatchObject({ phases: ['docs', 'slugify'] });
  }, 60_000);

  inSoak(
    'also where only the second phase of a wave was wrong: the first is green again',
    async () => {
      await using story = await blocked([docs]);
      const fix = await story.wave({ work: mended(3), fix: [] });
      expect(fix.schedule.legs).toMatchObject([{ phase: 'docs' }]);
      expect((await story.publish(fix)).landing).toMatchObject({
        check: { conclusion: 'success' },
        next: true,
      });
    },
    60_000,
  );

  inSoak(
    'without what was merged in from the default branch since',
    async () => {
      await using story = await blocked();
      const { github } = story;
      story.later();
      await github.push('main', { by: story.cleo, files: { 'lib/a.ts': 'export {};\n' } });
      const { git } = github.repository;
      const tree = (await git.mergedTree('main', 'plan/slugs'))!;
      const parents = [await github.tip('plan/slugs'), await github.tip('main')];
      const merge = await git.commitTree(tree, parents, 'Merge main', story.ada.account, github.clock.now());
      await github.setBranch('plan/slugs', merge, { by: story.ada });
      const fix = await story.wave({ work: MENDED, fix: [] });
      expect(fix.schedule.legs).toHaveLength(1);
      const read = ['diff', '--name-only', fix.schedule.fix!.since, fix.schedule.base];
      expect(await github.repository.git.git(read)).not.toContain('lib/a.ts');
      expect((await story.publish(fix)).landing.check).toMatchObject({ conclusion: 'success' });
    },
    60_000,
  );

  inSoak(
    'and by what people declined, as it stands when it has landed',
    async () => {
      await using story = await blocked([found(), docs]);
      await story.reply('The docs lie', '/planfile decline as meant', story.cleo);
      const fix = await story.wave({ work: mended(3), fix: [], review: blocks(docs) });
      expect(fix.schedule.legs).toMatchObject([{ phase: 'slugify' }]);
      expect((await story.publish(fix)).landing).toMatchObject({
        check: { conclusion: 'success' },
        next: true,
      });
    },
    60_000,
  );
});

describe('where findings come from', () => {
  inSoak(
    'from an earlier wave, when a person went on all the same',
    async () => {
      await using story = await stage();
      await story.approve(story.bob);
      await story.publish(await story.wave({ work: BOTH, phases: ['slugify'], review: blocks(found()) }));
      const second = await story.wave({ work: BOTH, phases: ['docs'] });
      expect((await story.publish(second)).landing.check).toMatchObject({ conclusion: 'failure' });
      const fix = await story.wave({ work: mended(3), fix: [] });
      expect(fix.schedule.legs).toMatchObject([{ phase: 'slugify', mends: [{ claim: found().claim }] }]);
      expect((await story.publish(fix)).landing.check).toMatchObject({ conclusion: 'success' });
    },
    60_000,
  );

  inSoak(
    'also after the plan was edited',
    async () => {
      await using story = await blocked();
      await story.writePlan(planText({ docs: 'Tell more.' }), story.ada);
      const fix = await story.wave({ work: MENDED, fix: [] });
      expect(fix.schedule.legs).toMatchObject([{ phase: 'slugify' }]);
    },
    60_000,
  );
});

describe('a fix waits, or is refused', () => {
  inSoak(
    'where a wave would start it: findings are sent back by a person',
    async () => {
      await using story = await stage();
      await story.approve(story.bob);
      const minor = found({ severity: 'minor' });
      const first = await story.wave({ work: WORK, review: { findings: [minor] } });
      await story.publish(first);
      const fix = await story.wave({
        work: MENDED,
        after: String(first.run.id),
        fix: [minor.fingerprint],
        verified: false,
      });
      expect(fix.schedule).toMatchObject({ legs: [], held: [{ code: 'not-a-person' }] });
    },
    60_000,
  );

  inSoak(
    'past a commit that planfile did not land',
    async () => {
      await using story = await blocked();
      const files = { 'src/slug/slug.ts': 'export const slug = 9;\n' };
      await story.github.push('plan/slugs', { by: story.ada, files });
      const fix = await story.wave({ work: MENDED, fix: [], verified: false });
      expect(fix.schedule).toMatchObject({ legs: [], held: [{ code: 'foreign-commits' }] });
    },
    60_000,
  );

  inSoak(
    'while another is under way',
    async () => {
      await using story = await blocked([found(), docs]);
      const first = await story.wave({ work: mended(3), fix: [found().fingerprint], verified: false });
      expect(first.schedule.legs).toHaveLength(1);
      for (const { fingerprint: id } of [docs, found()])
        expect(await faultOf(story.wave({ work: mended(4), fix: [id] }))).toBe('being-mended');
    },
    60_000,
  );
});

inSoak(
  'squashed after a second fix took the first one back, the phase stands as merged',
  async () => {
    await using story = await blocked();
    const worse = found({ claim: 'Three is worse' });
    await story.publish(await story.wave({ work: MENDED, fix: [], review: blocks(worse) }));
    const back = {
      slugify: {
        files: { 'src/slug/slug.ts': 'export const slug = 1;\n', 'src/slug/third.ts': 'export {};\n' },
      },
    };
    const last = await story.publish(await story.wave({ work: back, fix: [] }));
    expect(last.landing.check).toMatchObject({ conclusion: 'success' });
    story.later(1);
    await story.github.merge(story.own(), { by: story.bob, method: 'squash' });
    await story.github.setBranch('plan/slugs', undefined, { by: story.ada });
    const { decisions } = await story.ask();
    expect(decisions.find(({ phase }) => phase === 'slugify')).toMatchObject({ code: 'already-done' });
  },
  60_000,
);

test('a fix that is taken back by hand leaves no half: it is undone whole before anything is built on it', async () => {
  await using story = await blocked();
  const { github } = story;
  const before = await github.tip('plan/slugs');
  await story.publish(await story.wave({ work: MENDED, fix: [] }));
  const fix = await github.tip('plan/slugs');
  const { git } = github.repository;
  const { account } = story.ada;
  const message = `Revert "it"\n\nThis reverts commit ${fix}.\n`;
  const reverted = await git.commitTree(
    await tipTree(story, before),
    [fix],
    message,
    account,
    github.clock.now(),
  );
  await github.setBranch('plan/slugs', reverted, { by: story.ada });
  story.later(1);
  await story.approve(story.bob, ['slugify']);
  const again = await story.wave({ work: MENDED, phases: ['slugify'], verified: false });
  expect(again.schedule).toMatchObject({ legs: [], held: [{ phase: 'slugify', code: 'half-undone' }] });
  const done = await story.undo(story.bob, 'slugify');
  expect(done).toMatchObject({ was: 'done', revert: await github.tip('plan/slugs') });
  const left = await git.git(['ls-tree', '-r', '--name-only', 'plan/slugs']);
  expect(left).not.toContain('src/slug/slug.ts');
  expect(left).toContain('docs/slugs.md');
}, 60_000);
