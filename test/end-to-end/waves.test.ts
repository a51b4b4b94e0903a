/**
 * A plan of six phases in three waves, through the workflow as `init` writes it and the shipped bundle as the runner starts it: only
 * artifacts between the jobs, only the token that each job asks for, to the pull request with its check.
 */
import { expect, test } from 'vitest';
import type { Step } from '../../src/lifecycle/step.ts';
import type { GitHubDouble } from '../doubles/github/index.ts';
import type { Played, Runner } from './jobs.ts';
import { letters, NEEDS } from './letters.ts';

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
  await using at = await letters();
  const { github, runner, bob, messages } = at;
  const dry = await runner.play(await runner.dispatch({ plan: 'letters', 'dry-run': 'true' }, bob));
  expect(dry.jobs.map(({ name }) => name)).toEqual(['schedule']);
  expect(dry.job('schedule').summary).toMatch(
    /Would start `a`, `b`, `c`[\s\S]*\| `a` \| `claude-sonnet-5-5` \| 0\.\d\d to \d\.\d\d/,
  );
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
