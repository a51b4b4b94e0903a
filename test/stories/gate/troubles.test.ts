/** GitHub does not always answer. What cannot be asked is undecided; it is never a success. */
import { expect, test } from 'vitest';
import type { Fault } from '../../../src/ports/fault.ts';
import { inSoak } from '../../soak.ts';
import { ALL_APPROVED, all, planText, stage } from './stage.ts';

const COMMENT = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
const PERMISSION = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';

test.each([
  ['the comment cannot be read', COMMENT, { status: 403, body: { message: 'no' } }, 'evidence-not-readable'],
  ['the comment’s server fails', COMMENT, { status: 500 }, 'evidence-not-readable'],
  ['half of the comment arrives', COMMENT, { half: true }, 'evidence-not-readable'],
  ['the connection is cut', COMMENT, { drop: 'before' }, 'evidence-not-readable'],
  ['nobody answers', COMMENT, { silence: true }, 'evidence-not-readable'],
  ['the edits cannot be asked', 'POST /graphql', { status: 502 }, 'evidence-not-readable'],
  [
    'the permission cannot be asked',
    PERMISSION,
    { status: 403, body: { message: 'no' } },
    'permission-not-readable',
  ],
  ['too much was asked', PERMISSION, { status: 429, retryAfter: 3_600 }, 'permission-not-readable'],
] as const)('%s: undecided', async (_, match, fault, code) => {
  await using story = await stage('silence' in fault ? { patience: { answer: 1_000 } } : {});
  await story.approve(story.bob);
  expect(await story.gate()).toEqual(ALL_APPROVED);
  story.github.fail({ match, fault, times: 100 });
  const { exit, decisions } = await story.ask();
  expect(exit).toBe(3);
  expect(decisions.map((one) => `${one.decision}: ${one.code}`)).toEqual(Array(3).fill(`undecided: ${code}`));
});

test('a failure that passes is waited out', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  story.github.fail({ match: COMMENT, fault: { status: 502 }, times: 2 });
  expect(await story.gate()).toEqual(ALL_APPROVED);
});

test('where the repository itself does not answer nothing is decided, and the fault says so', async () => {
  await using story = await stage();
  story.github.fail({ match: 'GET /repos/{owner}/{repo}', fault: { status: 503 }, times: 100 });
  const fault = await story.ask().catch((error: Fault) => error);
  expect(fault).toMatchObject({ kind: 'service', code: 'forge-failed', exit: 3 });
});

test('a wrong token is a matter of credentials', async () => {
  await using story = await stage();
  const fault = await story.ask({ as: { token: 'wrong' } }).catch((error: Fault) => error);
  expect(fault).toMatchObject({ kind: 'credentials', exit: 2 });
});

test('a refused comment that could not be checked is told as undecided, and no step is written', async () => {
  await using story = await stage();
  story.github.fail({ match: PERMISSION, fault: { status: 403, body: { message: 'no' } }, times: 100 });
  expect(await story.approve(story.bob)).toMatchObject({
    exit: 3,
    answers: [{ code: 'permission-not-readable' }],
  });
  expect(await story.record()).toEqual([]);
});

inSoak('sixty phases and four hundred comments: every page is read', async () => {
  const phases = Array.from({ length: 60 }, (_, n) => `p${n}`);
  const plan = [
    '---',
    'planfile: 1',
    'id: slugs',
    'phases:',
    ...phases.map((id) => `  - {id: ${id}, paths: [src/${id}/**], verify: [npm test]}`),
    '---',
    '',
    '# Many phases',
    '',
    'Why.',
    '',
    ...phases.flatMap((id) => [`## Phase ${id}: Build ${id}`, '', 'Build it.', '', '- [ ] It is there', '']),
  ].join('\n');
  await using story = await stage({ plan });
  for (let n = 0; n < 400; n += 1) story.github.comment(story.pull, { by: story.rita, body: `remark ${n}` });
  const { exit } = await story.approve(story.bob);
  expect(exit).toBe(0);
  const decisions = await story.gate();
  expect(Object.values(decisions)).toEqual(Array(60).fill('approved'));
  await story.say(story.bob, '/planfile approve slugs');
  expect(story.pull.issue.comments.filter(({ author }) => author.type === 'Bot')).toHaveLength(1);
});

test('two files of one id, differing in case: neither is a plan, and nothing is approved', async () => {
  await using story = await stage();
  await story.github.push('plan/slugs', { by: story.ada, files: { 'plans/Slugs.md': planText() } });
  const said = await story.approve(story.bob);
  expect(said).toMatchObject({ exit: 1, answers: [{ code: 'plan-invalid' }] });
});

inSoak('a fork’s branch of the same name is no plan of ours', async () => {
  await using story = await stage();
  const eve = story.github.person('eve');
  const fork = await story.github.fork(eve);
  await story.github
    .in(fork)
    .push('plan/slugs', { by: eve, files: { 'plans/slugs.md': planText({ docs: 'Evil.' }) } });
  await story.github.pull({ by: eve, head: 'eve:plan/slugs' });
  await story.approve(story.bob);
  expect(await story.gate()).toEqual(ALL_APPROVED);
  expect(all('approved')).toEqual(await story.gate());
});

test('a runner whose clock is off decides by GitHub’s', async () => {
  await using story = await stage();
  await story.approve(story.bob);
  const { cwd, ...ports } = await story.job();
  const { gate } = await import('../../../src/commands/gate.ts');
  const wrong = { ...ports.clock, now: () => new Date('2031-01-01T00:00:00Z') };
  const { decisions } = await gate({ name: 'slugs', cwd, phases: [] }, { ...ports, clock: wrong });
  expect(decisions.map(({ decision }) => decision)).toEqual(['approved', 'approved', 'approved']);
});
