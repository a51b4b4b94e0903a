/**
 * A plan of six phases in three waves, through the workflow as `init` writes it and the shipped bundle as the runner starts it: only
 * artifacts between the jobs, only the token that each job asks for, to the pull request with its check.
 */
import { expect, test } from 'vitest';
import type { Step } from '../../src/lifecycle/step.ts';
import { type GitHubDouble, startGitHub } from '../doubles/github/index.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { finish, play, write } from './actors.ts';
import { type Played, type Runner, startRunner, workflowFiles } from './jobs.ts';
import { planText } from './place.ts';

const NEEDS = { a: [], b: [], c: [], d: ['a', 'b'], e: ['c'], f: ['d', 'e'] } as const;
const phases = Object.entries(NEEDS).map(([id, needs]) => ({
  id,
  yaml: `needs: [${needs.join(', ')}], paths: [${id}.txt], verify: [test -s ${id}.txt]`,
}));

/** A repository with the workflows, a proposed plan that Bob has approved by a comment, and models that build it. */
async function stage(ids: readonly string[] = Object.keys(NEEDS)) {
  await using cleanup = new AsyncDisposableStack();
  const cast = Object.fromEntries(ids.map((id) => [id, [write(`${id}.txt`, `${id}\n`), finish()]]));
  const messages = cleanup.use(await startMessages(play({ phases: cast })));
  const github = cleanup.use(
    await startGitHub({ files: { 'README.md': '# Letters\n', ...workflowFiles() } }),
  );
  const ada = github.person('ada', { permission: 'write' });
  const bob = github.person('bob', { permission: 'write' });
  const plan = planText({ id: 'letters', phases: phases.filter(({ id }) => ids.includes(id)) });
  await github.push('plan/letters', { by: ada, files: { 'plans/letters.md': plan } });
  const issue = github.issue({ by: ada, title: 'Letters' });
  const runner = cleanup.use(await startRunner({ github, messages: messages.url }));
  const paste = /\/planfile approve letters [0-9a-f]{32}/;
  const asked = await runner.comment(
    'planfile-approve.yml',
    github.comment(issue, { by: bob, body: '/planfile approve letters' }),
    bob,
  );
  const refused = await runner.play(asked);
  const line = paste.exec(issue.comments.at(-1)!.body)?.[0];
  if (line === undefined) throw new Error(refused.jobs[0]?.log);
  const given = await runner.play(
    await runner.comment('planfile-approve.yml', github.comment(issue, { by: bob, body: line }), bob),
  );
  expect(given.jobs[0]!.exit, given.jobs[0]!.log).toBe(0);
  const owned = cleanup.move();
  return { github, messages, runner, ada, bob, issue, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

const recordOf = async (github: GitHubDouble): Promise<Step[]> =>
  ((await github.file('refs/planfile/letters', 'record.jsonl')) ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Step);

/** Plays what is dispatched until nothing is. */
async function playOn(runner: Runner, most: number): Promise<Played[]> {
  const played: Played[] = [];
  for (let next = runner.waiting()[0]; next && played.length < most; next = runner.waiting()[0])
    played.push(await runner.play(next));
  return played;
}

const logs = ({ jobs }: Played): string =>
  jobs.map(({ name, exit, log }) => `## ${name} ${exit}\n${log}`).join('\n');

test('six phases in three waves, from the dispatch to the pull request with its check', async () => {
  await using at = await stage();
  const { github, runner, bob, messages } = at;
  const first = await runner.play(await runner.dispatch({ plan: 'letters' }, bob));
  expect(first.job('schedule').outputs.count, logs(first)).toBe('3');
  expect(
    first.jobs.map(({ result }) => result),
    logs(first),
  ).toEqual(first.jobs.map(() => 'success'));
  const later = await playOn(runner, 5);
  expect(
    later.map((wave) => wave.jobs.filter(({ name }) => name.startsWith('execute')).length),
    later.map(logs).join(),
  ).toEqual([2, 1]);
  expect(runner.waiting()).toEqual([]);

  const record = await recordOf(github);
  const starts = record.filter((step) => step.type === 'start');
  expect(starts.map(({ phase }) => phase).sort()).toEqual(Object.keys(NEEDS));
  expect(new Set(starts.map(({ by }) => by?.name))).toEqual(new Set(['bob']));
  const ends = record.filter((step) => step.type === 'end');
  expect(ends.map(({ outcome }) => outcome)).toEqual(ends.map(() => 'done'));
  for (const id of Object.keys(NEEDS)) expect(await github.file('plan/letters', `${id}.txt`)).toBe(`${id}\n`);

  const [pull] = [...github.repository.issues.values()].flatMap((one) => one.pull ?? []);
  expect(pull).toMatchObject({ head: { ref: 'plan/letters' }, draft: false });
  expect(github.complaints).toEqual([]);
  expect(messages.violations).toEqual([]);
  expect(github.journal.filter(({ status }) => status === 403)).toEqual([]);
  for (const { token, log } of [first, ...later].flatMap(({ jobs }) => jobs)) {
    expect(log).not.toContain(token);
    expect(log).not.toContain('test-key');
  }
}, 180_000);
