/** Who may set models to work, how often, and what stands against it: asked of GitHub before anything is started (trust.md T4, T10). */
import { describe, expect, test } from 'vitest';
import { whoAsks } from '../../../src/commands/who-asks.ts';
import { askGuards } from '../../../src/lifecycle/asker.ts';
import { inRepository, octokitOf } from '../../doubles/github/clients.ts';
import { stage } from './stage.ts';

const refused = (code: string) => expect.objectContaining({ code });
const startsOf = async (story: Awaited<ReturnType<typeof stage>>) =>
  (await story.record()).flatMap((step) => (step.type === 'start' ? [step] : []));

describe('a comment', () => {
  test('by somebody who may write starts what is ready, is answered where it stands, and once', async () => {
    await using story = await stage();
    const { said, started } = await story.comment(story.bob, 'Now!\n\n/planfile execute slugs');
    expect(started).toMatchObject({ schedule: { legs: [{ phase: 'slugify' }, { phase: 'docs' }] } });
    expect(said.reactions.map(({ content }) => content)).toEqual(['eyes', 'rocket']);
    expect(story.answer()).toContain(
      'Started `slugify`, `docs`, [in this run](https://github.example/runs/1)',
    );
    expect(await startsOf(story)).toMatchObject([{ by: { name: 'bob', account: story.bob.account.id } }, {}]);

    const again = await story.execute(said, story.bob);
    expect(again).toMatchObject({
      schedule: {
        legs: [],
        held: [{ code: 'already-running' }, { code: 'waiting-for-needs' }, { code: 'already-running' }],
      },
    });
    expect(await startsOf(story)).toHaveLength(2);
  });

  test('by a reader, by a bot, edited, about something else or about no plan starts nothing; a phase can be named', async () => {
    await using story = await stage();
    const line = '/planfile execute slugs';
    const byReader = await story.comment(story.rita, line);
    expect(byReader.started).toEqual(refused('not-permitted'));
    expect(byReader.said.reactions.map(({ content }) => content)).toEqual(['eyes', '-1']);
    expect(story.answer()).toContain('rita has the permission read');
    const run = await story.run(story.rita);
    const { forge } = await story.job();
    const guards = Object.entries(askGuards).flatMap(([name, guard]) =>
      name === 'they have the permission now' ? [] : [guard],
    );
    const asked = whoAsks({ run: String(run.id), attempt: 1 }, [], { forge }, guards);
    expect(await asked, 'without the guard').toMatchObject({ by: { name: 'rita' } });
    const bot = story.github.app('helper', { permissions: { issues: 'write' } });
    expect((await story.comment(bot, line)).started).toBeUndefined();
    expect((await story.comment(story.bob, 'Do not `/planfile execute slugs` yet')).started).toBeUndefined();

    const said = story.github.comment(story.pull, { by: story.bob, body: 'hm' });
    story.later();
    story.github.edit(said, { by: story.root, body: line });
    expect(await story.execute(said, story.bob)).toEqual(refused('edited'));
    expect((await story.comment(story.bob, '/planfile execute')).started).toEqual(refused('plan-missing'));
    expect((await story.comment(story.bob, '/planfile execute nothing')).started).toEqual(
      refused('plan-not-found'),
    );
    const refusals = () =>
      story.pull.issue.comments.filter(({ body }) => body.includes('<!-- planfile-execute-refused'));
    expect(refusals().map(({ body }) => body)).toEqual([expect.stringContaining('there is no plan')]);
    // However many, and however long: refusals are one comment, and a short one.
    const before = story.pull.issue.comments.length;
    for (const name of ['a1', 'a2', 'a'.repeat(60_000)])
      expect((await story.comment(story.rita, `/planfile execute ${name}`)).started).toMatchObject({
        name: 'Fault',
      });
    expect(story.pull.issue.comments.length).toBe(before + 3);
    expect(refusals()).toHaveLength(1);
    expect(refusals()[0]!.body.length).toBeLessThan(5_000);
    expect(await startsOf(story)).toEqual([]);
    const { started } = await story.comment(story.bob, `${line} docs`);
    expect(started).toMatchObject({ schedule: { legs: [{ phase: 'docs' }] } });
  });
});

describe('a dispatch', () => {
  test('by the account of workflows starts only what follows a wave of this plan, and only what is pending', async () => {
    await using story = await stage();
    const bot = story.github.workflowToken({});
    await expect(story.schedule({ by: bot })).rejects.toEqual(refused('not-a-person'));
    await expect(story.schedule({ by: bot, after: '12345' })).rejects.toEqual(refused('wave-unknown'));
    const run = await story.run(story.bob);
    await story.schedule({ run, phases: ['docs'] });
    const { schedule } = await story.schedule({ by: bot, after: String(run.id) });
    expect(schedule.legs).toMatchObject([{ phase: 'slugify' }]);
    expect((await startsOf(story)).map(({ by }) => by?.name)).toEqual(['bob', 'bob']);
  });

  test('that only asks writes nothing and names what would start; of a run that GitHub does not know it is undecided', async () => {
    await using story = await stage();
    const before = await story.record();
    const { schedule } = await story.schedule({ dryRun: true });
    expect(schedule.legs.map(({ phase }) => phase)).toEqual(['slugify', 'docs']);
    expect(await story.record()).toEqual(before);
    const run = await story.run(story.bob);
    story.github.repository.runs.length = 0;
    await expect(story.schedule({ run })).rejects.toEqual(refused('run-unknown'));
  });
});

describe('what stands against it', () => {
  test('a ruleset that would refuse the landing is named before money is spent', async () => {
    await using story = await stage();
    story.github.ruleset(
      'only pull requests',
      ['refs/heads/plan/*'],
      ['pull_request', 'required_signatures'],
    );
    await expect(story.schedule()).rejects.toEqual(
      expect.objectContaining({
        code: 'branch-rules',
        message: expect.stringContaining('only signed commits'),
      }),
    );
    expect(await startsOf(story)).toEqual([]);
  });

  test('a cap that is reached holds everything, by the number of runs that GitHub knows', async () => {
    await using story = await stage({ policy: 'caps: {runs: {person: 2}}\n' });
    await story.run(story.bob);
    const skipped = await story.run(story.bob, 'issue_comment');
    story.github.finishRun(skipped, 'skipped');
    expect((await story.schedule({ phases: ['docs'] })).schedule.legs).toMatchObject([{ phase: 'docs' }]);
    const { schedule } = await story.schedule();
    expect(schedule).toMatchObject({ legs: [], held: [{ phase: 'slugify', code: 'cap-reached' }, {}, {}] });
    expect((await story.schedule({ by: story.cleo })).schedule.legs).toMatchObject([{ phase: 'slugify' }]);
  });
});

describe('a run that ended without a word', () => {
  test('is found by what GitHub says of it, marked, and its phases start again by a plain word', async () => {
    await using story = await stage();
    const run = await story.run(story.bob);
    await story.schedule({ run });
    expect((await story.schedule()).schedule.legs).toEqual([]);
    story.github.finishRun(run, 'failure');
    expect((await story.schedule()).schedule.legs).toMatchObject([
      { phase: 'slugify', attempt: 2 },
      { phase: 'docs' },
    ]);
    const ends = (await story.record()).filter((step) => step.type === 'end');
    expect(ends).toMatchObject([{ reason: 'crashed' }, { reason: 'crashed' }]);
  });

  test('is taken over by itself when all its jobs run again, also where it was the bot’s wave', async () => {
    await using story = await stage();
    const first = await story.run(story.bob);
    await story.schedule({ run: first, phases: ['docs'] });
    const run = await story.run(story.github.workflowToken({}));
    const after = String(first.id);
    await story.schedule({ run, after });
    story.github.finishRun(run, 'cancelled');
    const { actions } = octokitOf(story.github, story.bob).rest;
    await actions.reRunWorkflow({ ...inRepository(story.github), run_id: run.id });
    const { schedule } = await story.schedule({ run, after });
    expect(schedule.legs).toMatchObject([{ phase: 'slugify', attempt: 2 }]);
    // Of others' failures a later wave starts nothing again.
    expect(schedule.held).toContainEqual(expect.objectContaining({ phase: 'docs', code: 'already-running' }));
  });

  test('is not over while a re-run of its failed jobs goes on with what it started', async () => {
    await using story = await stage();
    const run = await story.run(story.bob);
    await story.schedule({ run });
    story.github.finishRun(run, 'failure');
    const { actions } = octokitOf(story.github, story.bob).rest;
    await actions.reRunWorkflowFailedJobs({ ...inRepository(story.github), run_id: run.id });
    expect((await story.schedule()).schedule.held.map(({ code }) => code)).toContain('already-running');
  });
});

test('a record that names runs which GitHub knows otherwise is doubted aloud', async () => {
  await using story = await stage();
  await story.schedule({ phases: ['docs'] });
  const [start] = await startsOf(story);
  await story.type({
    ...start!,
    key: 'f'.repeat(32),
    holder: { run: '999999', attempt: 1, nonce: 'a'.repeat(32) },
  });
  const mine = await story.github.run('.github/workflows/mine.yml', { by: story.ada });
  await story.type({
    ...start!,
    key: 'e'.repeat(32),
    holder: { run: String(mine.id), attempt: 1, nonce: 'b'.repeat(32) },
  });
  const { doubts } = await story.schedule();
  expect(doubts).toEqual([expect.stringContaining('knows no such run'), expect.stringContaining('mine.yml')]);
});
