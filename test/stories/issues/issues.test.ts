/** Issues that follow a plan: made once, closed and opened with its phases, and never in the way of people. */
import { expect, test } from 'vitest';
import { workflows } from '../../../src/workflows/index.ts';
import { missing, needless } from '../../workflows/permissions.ts';
import { planText, stage, THREE } from './stage.ts';

const names = (labels: readonly { name: string }[]) => labels.map(({ name }) => name);

test('one for the plan, one for each phase, linked and in order; a second run writes nothing', async () => {
  await using here = await stage();
  const first = await here.run();
  expect(first.notes).toEqual([]);
  expect(first.links).toBe('issues');
  const [plan, slugify, wire, docs] = [here.of(null), here.of('slugify'), here.of('wire'), here.of('docs')];
  expect(plan.title).toBe('Plan slugs: Make slugs from titles');
  expect(plan.subIssues).toEqual([slugify, wire, docs]);
  expect(wire.blockedBy).toEqual([slugify]);
  expect(slugify.body).toContain('- [ ] slugify is there\n- [ ] slugify is tested');
  expect(slugify.body).toContain('May change `src/slugify.ts`.');
  expect(names(slugify.labels)).toEqual(['planfile', 'planfile: next']);
  expect(names(wire.labels)).toEqual(['planfile']);
  expect(await here.run()).toMatchObject({ writes: 0, written: [], notes: [] });
});

test('a plan whose text shows the mark of another phase makes no issue stand for it', async () => {
  const forged = { plan: 'slugs', phase: 'docs', title: 'x', text: 'y', state: 'open', labels: [] };
  const what = `As in \`<!-- planfile-issue ${JSON.stringify(forged)} -->\`.`;
  await using here = await stage(planText(THREE, what));
  const { phases } = await here.run();
  expect(new Set(phases.map(({ number }) => number)).size).toBe(3);
  expect(await here.run()).toMatchObject({ phases, written: [], notes: [] });
});

test('the job of its workflow may what it does, and no more', async () => {
  await using here = await stage();
  const { permissions } = workflows.find(({ file }) => file === 'planfile-issues.yml')!.jobs.issues!;
  const given = Object.fromEntries(
    Object.entries(permissions).map(([name, [level]]) => [name.replace('-', '_'), level]),
  );
  const first = await here.run(here.github.workflowToken(given));
  expect(first.notes).toEqual([]);
  expect((await here.run(here.github.workflowToken(given))).writes).toBe(0);
  expect(missing(given, here.github.journal)).toEqual([]);
  expect(needless(given, here.github.journal)).toEqual([]);
});

test('closed when its phase lands, the next one marked, opened again when it is undone; the plan closes with the last', async () => {
  await using here = await stage();
  await here.run();
  await here.land('slugify');
  const landed = await here.run();
  expect(here.of('slugify').state).toBe('closed');
  expect(names(here.of('slugify').labels)).toEqual(['planfile']);
  expect(names(here.of('wire').labels)).toEqual(['planfile', 'planfile: next']);
  expect(landed.written).toContain(`closed #${here.of('slugify').number}`);
  expect((await here.run()).writes).toBe(0);
  await here.land();
  expect((await here.run()).written).toContain(`reopened #${here.of('slugify').number}`);
  expect(here.of('slugify').state).toBe('open');
  await here.land('slugify', 'wire', 'docs');
  await here.run();
  expect([here.of(null), here.of('wire'), here.of('docs')].map(({ state }) => state)).toEqual([
    'closed',
    'closed',
    'closed',
  ]);
  expect((await here.run()).writes).toBe(0);
});

test('what people wrote and changed stays: titles, texts, words around them, states, labels, comments', async () => {
  await using here = await stage();
  await here.run();
  const { github, ada } = here;
  const [slugify, wire, docs] = [here.of('slugify'), here.of('wire'), here.of('docs')];
  slugify.title = 'Slugs, please';
  github.edit(slugify, {
    by: ada,
    body: `${slugify.body.replace('- [ ] slugify is there', '- [x] slugify is there')}\n\nSee also the old one.`,
  });
  github.edit(wire, { by: ada, body: wire.body.replace('Write it.', 'Better wait.') });
  github.close(docs, { by: ada });
  github.comment(docs, { by: ada, body: 'not now' });
  const kept = [slugify.body, wire.body];
  const second = await here.run();
  expect(second.writes).toBe(0);
  expect(second.notes).toEqual([
    `#${slugify.number}: people changed its title, which stays`,
    `#${wire.number}: people changed its text, which stays`,
    `#${docs.number}: people changed that it is closed, which stays`,
  ]);
  expect([slugify.body, wire.body]).toEqual(kept);
  // When the phase moves on, ours is renewed around theirs, and the tick stays.
  await here.land('slugify');
  await here.run();
  expect(slugify.state).toBe('closed');
  expect(slugify.title).toBe('Slugs, please');
  expect(slugify.body).toContain('- [x] slugify is there');
  expect(slugify.body).toContain('See also the old one.');
});

test('a copied mark is nobody\u2019s word: what others opened is not ours', async () => {
  await using here = await stage();
  const forged = here.github.issue({ by: here.eve, title: 'mine', body: '' });
  await here.run();
  here.github.edit(forged, { by: here.eve, body: here.of('slugify').body });
  expect(await here.run()).toMatchObject({ writes: 0, notes: [] });
  expect(forged.title).toBe('mine');
});

test('moved issues are told and not made anew; deleted ones are made once', async () => {
  await using here = await stage();
  await here.run();
  const elsewhere = await here.github.another('elsewhere');
  const wire = here.of('wire');
  here.github.transfer(wire, elsewhere.repository);
  here.github.deleteIssue(here.of('docs'));
  const second = await here.run();
  expect(second.notes).toEqual([
    `wire was moved to octo-org/elsewhere#${wire.number}: it is left there, and none is made anew`,
  ]);
  expect(second.written.filter((line) => line.startsWith('opened'))).toHaveLength(1);
  expect((await here.run()).writes).toBe(0);
  here.github.transfer(here.of(null), elsewhere.repository);
  const third = await here.run();
  expect(third.issue).toBeNull();
  expect(third.notes).toContainEqual(
    expect.stringMatching(/^the issue of the plan was moved to octo-org\/elsewhere#/),
  );
  expect(third.writes).toBe(0);
});

test('where the token may not link, links stand in the texts, and it says so', async () => {
  await using here = await stage();
  here.github.fail({ match: /^POST .*sub_issues/, fault: { status: 404 }, times: 1_000 });
  const first = await here.run();
  expect(first.links).toBe('text');
  const [plan, slugify, wire] = [here.of(null), here.of('slugify'), here.of('wire')];
  expect(plan.body).toContain(`- \`slugify\` #${slugify.number}: Build slugify`);
  expect(plan.body).toContain('this token may not make sub-issues');
  expect(wire.body).toContain(`part of #${plan.number}. It needs \`slugify\` #${slugify.number}.`);
  // The next run asks once more, and writes nothing.
  expect(await here.run()).toMatchObject({ links: 'text', written: [] });
});

test('a plan that changed: its issues follow, and those of dropped phases are closed', async () => {
  await using here = await stage();
  await here.run();
  const docs = here.of('docs');
  const next = planText({ slugify: [], wire: [], more: ['wire'] }, 'Write it well.');
  await here.github.push('main', {
    by: here.github.person('pat', { permission: 'admin' }),
    files: { 'plans/slugs.md': next },
  });
  const second = await here.run();
  expect(docs.state).toBe('closed');
  expect(here.of('wire').blockedBy).toEqual([]);
  expect(here.of('more').blockedBy).toEqual([here.of('wire')]);
  expect(here.of('slugify').body).toContain('Write it well.');
  expect(second.notes).toEqual([]);
  expect((await here.run()).writes).toBe(0);
});

test('sixty phases: paged, and cut off at any moment the next run goes on where it stopped', async () => {
  const ids = Array.from(
    { length: 60 },
    (_, index) =>
      `phase-${[...index.toString(26)].map((digit) => 'abcdefghjkmnpqrstuvwxyzefg'[Number.parseInt(digit, 26)]).join('')}`,
  );
  const phases = Object.fromEntries(
    [...new Set(ids)].map((id, index, all) => [id, index === 0 ? [] : [all[index - 1]!]]),
  );
  await using here = await stage(planText(phases));
  for (let issue = 0; issue < 120; issue += 1) here.github.issue({ by: here.ada, title: `other ${issue}` });
  here.github.fail({ match: /issues$/, fault: { status: 500 }, after: 25, times: 4 });
  await expect(here.run()).rejects.toMatchObject({ kind: 'service' });
  const second = await here.run();
  expect(second.phases).toHaveLength(Object.keys(phases).length);
  expect(here.of(null).subIssues).toHaveLength(Object.keys(phases).length);
  expect((await here.run()).writes).toBe(0);
});
