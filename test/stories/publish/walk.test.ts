/** A plan from its first wave to its merge, as people see it on GitHub. */
import { expect, test } from 'vitest';
import { priceList } from '../../../src/models/prices.ts';
import { EXECUTE, stage, WORK } from './stage.ts';

const ours = (body: string) =>
  body
    .replace(/\b[0-9a-f]{12,64}\b/g, '(id)')
    .replace(priceList.version, '(version)')
    .replace(priceList.date, '(date)');

test('two waves: landed, told, dispatched, made ready, each once', async () => {
  await using story = await stage({ policy: 'ci: [ci.yml]\n' });
  const { github } = story;
  await story.approve(story.bob);
  story.pull.draft = true;
  const first = await story.wave({
    work: {
      ...WORK,
      slugify: {
        files: { ...WORK.slugify!.files, 'src/slug/slug.test.ts': 'test\n' },
        claims: { deviations: ['No cache: it was not needed @everyone.'] },
      },
    },
  });
  const one = await story.publish(first);
  expect(one).toMatchObject({
    fault: null,
    landing: { pull: story.pull.issue.number, check: { conclusion: 'success' }, next: true, notes: [] },
  });
  const tip = await github.tip('plan/slugs');
  expect(one.landing.head).toBe(tip);
  expect(story.check(tip)).toMatchObject({ name: 'planfile review', conclusion: 'success' });
  expect(story.own().draft).toBe(true);
  expect(ours(story.own().issue.body)).toMatchSnapshot();
  const next = github.repository.runs.at(-1)!;
  expect(next).toMatchObject({
    path: EXECUTE,
    branch: 'main',
    inputs: { plan: 'slugs', after: String(first.run.id) },
  });
  expect(github.repository.runs.filter(({ path }) => path.endsWith('ci.yml'))).toMatchObject([
    { branch: 'plan/slugs', sha: tip },
  ]);

  const writes = () =>
    github.journal.filter(
      ({ method, operation }) => method !== 'GET' && !/graphql|upload-pack/.test(operation ?? ''),
    );
  const before = writes();
  expect((await story.publish(first)).landing).toEqual(one.landing);
  expect(writes()).toEqual(before);

  const second = await story.wave({ work: WORK, after: String(first.run.id) });
  expect(second.schedule.legs).toMatchObject([{ phase: 'wire' }]);
  const two = await story.publish(second);
  expect(two).toMatchObject({ fault: null, landing: { check: { conclusion: 'success' }, next: false } });
  expect(story.own().draft).toBe(false);
  expect(ours(story.own().issue.body)).toMatchSnapshot();
  expect(github.repository.runs.filter(({ path }) => path === EXECUTE)).toHaveLength(2);

  // Merged, there is nothing more to tell: no second pull request is opened for the same work.
  await github.merge(story.own(), { by: story.bob, method: 'squash' });
  const merged = writes();
  const after = await story.publish(second);
  expect(after).toMatchObject({ fault: null, landing: { pull: null, check: { conclusion: 'success' } } });
  expect(after.landing.notes.join()).toContain('is merged');
  expect(writes()).toEqual(merged);
  expect(github.complaints).toEqual([]);
  expect(github.journal.filter(({ status }) => status === 403)).toEqual([]);
}, 60_000);
