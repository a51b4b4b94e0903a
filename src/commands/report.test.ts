import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { START } from '../../test/builders/story.ts';
import { openScene, scene, setup } from '../../test/contracts/git/scene.ts';
import { samplePlanText } from '../../test/samples/plan-text.ts';
import { reportedRepository, WAYS } from '../../test/samples/reported-repository.ts';
import { openRepository } from '../adapters/git/discover.ts';
import type { Clock } from '../ports/clock.ts';
import { report } from './report.ts';

const MINUTE = 60_000;
const NOW = START + 30 * 24 * 60 * MINUTE;
const clock = { now: () => new Date(NOW) } as Clock;

async function reported(plans: number, way: (plan: number) => (typeof WAYS)[number]) {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const all = reportedRepository(folder, plans, way);
  const git = await openRepository(folder, setup);
  const plain = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
  return {
    all,
    folder,
    plain,
    ask: (name?: string) => report({ name }, { git, clock }),
    async [Symbol.asyncDispose]() {
      await git[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

test('whatever the way of the merge, and though branches are gone: who planned, what it took, when it was merged', async () => {
  await using here = await reported(WAYS.length, (plan) => WAYS[plan]!);
  const figures = await here.ask();
  const shown = Object.fromEntries(
    here.all.map(({ plan, way, mergedAt }) => {
      const own = figures.plans.find(({ id }) => id === plan.id)!;
      const { at } = { at: own.times.mergedAt && (Date.parse(own.times.mergedAt) - mergedAt) / MINUTE };
      return [way, { status: own.status, minutesOff: at }];
    }),
  );
  expect(shown).toEqual({
    merge: { status: 'merged', minutesOff: 0 },
    squash: { status: 'merged', minutesOff: 0 },
    rebase: { status: 'merged', minutesOff: 0 },
    // There with its last phase, twenty minutes before the others were.
    'fast-forward': { status: 'merged', minutesOff: -20 },
    mixed: { status: 'merged', minutesOff: 0 },
    none: { status: 'done', minutesOff: null },
  });
  for (const plan of figures.plans) {
    expect(plan.plannedBy.map(({ by }) => by)).toEqual(['Ann <ann@example.org>']);
    expect(plan.phases.map(({ phase, state, attempts }) => `${phase} ${state} ${attempts}`)).toEqual([
      'model done 1',
      'wiring done 1',
      'docs done 1',
    ]);
    expect(plan.times.begunAt).toBe(new Date(START - 24 * 60 * MINUTE).toISOString());
    expect(plan.times.running).toBe(12 * 60);
    expect(plan.usd.total).toBeCloseTo(plan.phases.reduce((sum, { usd }) => sum + usd, 0) + 3 * 0.07, 6);
  }
  expect(figures.notes).toEqual([]);
});

test('one plan by its id or its path, on its branch or not; estimates rest on all records', async () => {
  await using here = await reported(3, (plan) => (plan === 1 ? 'none' : 'squash'));
  const { plan } = here.all[1]!;
  const byId = await here.ask(plan.id);
  expect(byId.plans.map(({ id }) => id)).toEqual([plan.id]);
  expect(await here.ask(plan.path)).toEqual(byId);
  expect(await here.ask(`./${plan.path}`)).toEqual(byId);
  expect(byId.estimates.from).toBe(9);
  expect(byId.plans[0]).toMatchObject({ title: 'Sample 2', waitsFor: 'merge' });
  // The first wave of this plan came after the three phases of the plan before it.
  expect(byId.plans[0]!.phases[0]!.estimate!.from).toBe(3);
  await expect(here.ask('nobody')).rejects.toMatchObject({ code: 'plan-not-found' });
});

test('the branch counts, its document renamed there; a document that is gone leaves its record', async () => {
  await using here = await reported(2, (plan) => (plan === 0 ? 'none' : 'squash'));
  const [first, second] = here.all.map(({ plan }) => plan);
  here.plain('checkout', '-q', `plan/${first!.id}`);
  here.plain('mv', first!.path, 'plans/renamed.md');
  here.plain('rm', '-q', second!.path);
  here.plain('-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'move');
  here.plain('checkout', '-q', '-B', 'main');
  const figures = await here.ask();
  expect(figures.plans.map(({ id, path }) => [id, path])).toEqual(
    expect.arrayContaining([
      [first!.id, 'plans/renamed.md'],
      [second!.id, null],
    ]),
  );
});

test('before anything landed too, who planned is whom the commit of the document names', async () => {
  using at = scene();
  at.write('plans/one.md', samplePlanText('one', 'One'));
  at.commit('Plan one\n\nPlanned-by: claude-opus-5-5\n');
  await using git = await openScene(at);
  const [one] = (await report({ name: 'one' }, { git, clock })).plans;
  expect(one!.plannedBy.map(({ by }) => by)).toEqual(['claude-opus-5-5']);
});

test('what cannot be read is said, and the rest is told', async () => {
  await using here = await reported(2, () => 'squash');
  writeFileSync(
    join(here.folder, 'plans/broken.md'),
    samplePlanText('broken', 'Broken').replace('needs: [model]', 'needs: [nobody]'),
  );
  writeFileSync(join(here.folder, 'plans/note.md'), 'no plan at all\n');
  here.plain('add', '-A');
  here.plain(
    'update-index',
    '--add',
    '--cacheinfo',
    `100644,${execFileSync('git', ['-C', here.folder, 'hash-object', '-w', '--stdin'], { input: 'nonsense: {', encoding: 'utf8' }).trim()},.github/planfile.yml`,
  );
  here.plain('-c', 'user.name=A', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'break');
  const figures = await here.ask();
  expect(figures.plans).toHaveLength(2);
  expect(figures.unreadable).toEqual([
    {
      plan: 'broken',
      message: expect.stringMatching(/^plans\/broken\.md:\d+:\d+ /),
      fix: 'planfile validate plans/broken.md',
    },
  ]);
  expect(figures.notes).toEqual([expect.stringMatching(/^without estimates: the policy is not valid/)]);
  await expect(here.ask('broken')).rejects.toMatchObject({ code: 'plan-invalid' });
});

test('a merge whose history is not here is left open, with a note', async () => {
  await using here = await reported(1, () => 'squash');
  const { plan } = here.all[0]!;
  const record = here.plain('show', `refs/planfile/${plan.id}:record.jsonl`);
  const lost = record.replaceAll(/"commit":"[0-9a-f]{40}"/g, `"commit":"${'0'.repeat(39)}1"`);
  const blob = execFileSync('git', ['-C', here.folder, 'hash-object', '-w', '--stdin'], {
    input: `${lost}\n`,
    encoding: 'utf8',
  }).trim();
  const tree = execFileSync('git', ['-C', here.folder, 'mktree'], {
    input: `100644 blob ${blob}\trecord.jsonl\n`,
    encoding: 'utf8',
  }).trim();
  const commit = here.plain('-c', 'user.name=A', '-c', 'user.email=a@b', 'commit-tree', tree, '-m', 'lost');
  here.plain('update-ref', `refs/planfile/${plan.id}`, commit);
  const figures = await here.ask();
  expect(figures.plans[0]!.status).toBe('done');
  expect(figures.notes).toEqual([expect.stringMatching(/^merges could not be told: /)]);
});

test('an empty repository, and one without plans', async () => {
  using at = scene();
  await using empty = await openScene(at);
  expect((await report({ name: undefined }, { git: empty, clock })).plans).toEqual([]);
  at.write('a.txt', 'a');
  at.commit();
  await using some = await openScene(at);
  expect((await report({ name: undefined }, { git: some, clock })).totals).toMatchObject({
    plans: 0,
    usd: 0,
  });
});
