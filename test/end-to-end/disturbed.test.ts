/**
 * A run is lost, cancelled, run again or made to wait, at each job. Whatever happens: each phase lands exactly once, the record says so,
 * and what was built before is not built again where its outcome is at hand. A fixed sample; all of them with SOAK=1.
 */
import { expect, test } from 'vitest';
import { fold } from '../../src/lifecycle/fold.ts';
import { parseRecord } from '../../src/lifecycle/record.ts';
import { reviewStanding } from '../../src/lifecycle/status.ts';
import { readPlan } from '../../src/plan/read.ts';
import { inRepository, octokitOf } from '../doubles/github/clients.ts';
import type { Disturbance, Played } from './jobs.ts';
import { type LettersStage, letters } from './letters.ts';

type Recovery = 'failed jobs' | 'all jobs' | 'anew';
type Moment = Exclude<Disturbance, { kind: 'waiting' }>;

/** When a job is struck in its middle: as its log says so, or as it asks GitHub for something where it says nothing until its end. */
const MIDDLE: Record<string, Pick<Moment, 'after' | 'asks'>> = {
  schedule: { asks: /^GET .*\/activity$/ },
  'execute 0': { after: /write a.txt/ },
  verify: { after: /verify a/ },
  review: { asks: /git-upload-pack$/ },
  // The wave has landed, and nobody was told.
  publish: { asks: /^POST .*\/check-runs$/ },
};
const RECOVERIES: readonly Recovery[] = ['failed jobs', 'all jobs', 'anew'];

const all = Object.entries(MIDDLE).flatMap(([job, middle]) =>
  (['lost', 'cancelled'] as const).flatMap((kind) =>
    RECOVERIES.flatMap((recovery): [string, Moment, Recovery][] => [
      [`${job} ${kind} at its start, then ${recovery}`, { kind, job }, recovery],
      [`${job} ${kind} in its middle, then ${recovery}`, { kind, job, ...middle }, recovery],
    ]),
  ),
);
const SAMPLE = ['execute 0 lost in its middle, then all jobs'];
const chosen = process.env.SOAK === '1' ? all : all.filter(([name]) => SAMPLE.includes(name));

test.each(chosen)(
  '%s',
  async (_, disturbance, recovery) => {
    await using at = await letters(['a', 'b']);
    const { runner, bob, github } = at;
    const played = [await runner.play(await runner.dispatch({ plan: 'letters' }, bob), [disturbance])];
    if (!(await isDone(at)) || played[0]!.jobs.some(({ result }) => result !== 'success'))
      played.push(await recover(at, played[0]!, recovery));
    // What a re-run cannot take up is said, and a person starts it anew.
    if (!(await isDone(at))) played.push(await recover(at, played[0]!, 'anew'));
    const story = played.map(told).join('\n\n');
    // A review that was lost is made up for by the failed jobs alone; whoever asks otherwise is told so, and nothing lands twice.
    if (disturbance.job === 'review' && recovery !== 'failed jobs' && !(await isDone(at))) {
      const { exit, json } = played.at(-1)!.job('schedule');
      expect(exit, story).toBe(1);
      expect(json).toMatchObject({ legs: [], held: [{ code: 'not-reviewed' }, { code: 'not-reviewed' }] });
      expect(at.sessions(), story).toEqual({ a: 1, b: 1 });
      return;
    }
    expect(await isDone(at), story).toBe(true);

    const { phases, problems } = await stateOf(at);
    expect(problems).toEqual([]);
    for (const id of ['a', 'b']) {
      expect(await github.file('plan/letters', `${id}.txt`)).toBe(`${id}\n`);
      expect(
        phases.find(({ phase }) => phase === id)!.attempts.filter(({ end }) => end?.outcome === 'done'),
      ).toHaveLength(1);
    }
    // Nobody is paid twice for what was lost after it was built, where the run itself goes on.
    if (recovery === 'failed jobs' && ['verify', 'review', 'publish'].includes(disturbance.job))
      expect(at.sessions(), story).toEqual({ a: 1, b: 1 });
    expect(github.complaints).toEqual([]);
    const [pull] = [...github.repository.issues.values()].flatMap((one) => one.pull ?? []);
    // What landed and was told to nobody is told by the failed jobs alone: whoever asks otherwise hears that all is done.
    if (disturbance.job === 'publish' && recovery !== 'failed jobs' && pull === undefined) {
      expect(at.sessions(), story).toEqual({ a: 1, b: 1 });
      expect(played.at(-1)!.job('schedule').json, story).toMatchObject({ legs: [] });
      return;
    }
    expect(pull, story).toMatchObject({ head: { ref: 'plan/letters' } });
  },
  240_000,
);

test('a session that was asked to end, and whose machine went before its outcome was there, leaves what it had built', async () => {
  await using at = await letters(['a']);
  const { runner, bob, github } = at;
  const played = await runner.play(await runner.dispatch({ plan: 'letters' }, bob), [
    { kind: 'cancelled', job: 'execute 0', after: /write a.txt/, thenLost: true },
  ]);
  const [a] = (await stateOf(at)).phases;
  expect(a, told(played)).toMatchObject({
    state: 'failed',
    reason: 'crashed',
    end: { turns: expect.any(Number) },
  });
  expect(await github.file(a!.end!.commit!, 'a.txt')).toBe('a\n');
  expect(played.job('publish').log).toContain('its last checkpoint is what it had built');
});

test('a run that waits for its environment holds its phases, and a second one says so', async () => {
  await using at = await letters(['a', 'b']);
  const { runner, bob, github } = at;
  github.environment('planfile', { reviewers: [bob] });
  const seconds: Played[] = [];
  const meanwhile = async () => {
    seconds.push(await runner.play(await runner.dispatch({ plan: 'letters' }, bob)));
  };
  const first = await runner.play(await runner.dispatch({ plan: 'letters' }, bob), [
    { kind: 'waiting', job: 'execute 0', meanwhile },
  ]);
  const [second] = seconds;
  expect(second!.jobs.map(({ name }) => name)).toEqual(['schedule']);
  expect(second!.job('schedule').json).toMatchObject({
    legs: [],
    held: [{ code: 'already-running' }, { code: 'already-running' }],
  });
  expect(
    first.jobs.every(({ result }) => result === 'success'),
    told(first),
  ).toBe(true);
  expect(at.sessions()).toEqual({ a: 1, b: 1 });
});

/** As somebody does it on the page of the run, or with the button that starts another. */
async function recover(
  { runner, github, bob }: LettersStage,
  { run }: Played,
  recovery: Recovery,
): Promise<Played> {
  const { actions } = octokitOf(github, bob).rest;
  const asked = { ...inRepository(github), run_id: run.id };
  if (recovery === 'anew') return await runner.play(await runner.dispatch({ plan: 'letters' }, bob));
  if (recovery === 'all jobs') await actions.reRunWorkflow(asked);
  else await actions.reRunWorkflowFailedJobs(asked);
  return await runner.play(run);
}

async function stateOf({ github, plan }: LettersStage) {
  const { steps } = parseRecord((await github.file('refs/planfile/letters', 'record.jsonl')) ?? '');
  return fold(readPlan(new TextEncoder().encode(plan), 'plans/letters.md').plan!, steps);
}

async function isDone(at: LettersStage): Promise<boolean> {
  const state = await stateOf(at);
  return state.phases.every((track) => track.state === 'done') && reviewStanding(state)?.verdict === 'pass';
}

const told = ({ attempt, jobs }: Played): string =>
  [
    `# attempt ${attempt}`,
    ...jobs.map(({ name, result, exit, log }) => `## ${name}: ${result} (${exit})\n${log}`),
  ].join('\n');
