/** What a review found goes back to the executor by a person's word, with the shipped bundle: on a machine, and through the workflow. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunReport } from '../../src/commands/run.ts';
import type { StatusReport } from '../../src/commands/status.ts';
import type { Step } from '../../src/lifecycle/step.ts';
import { inRepository, octokitOf } from '../doubles/github/clients.ts';
import type { RecordedRequest } from '../doubles/messages/server.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { inSoak } from '../soak.ts';
import { escalate, finish, passing, play, say, type Turn, write } from './actors.ts';
import type { Disturbance } from './jobs.ts';
import { letters } from './letters.ts';
import { place, planText, project } from './place.ts';

const CLAIM = 'It greets nobody';

/** A reviewer that reads the file as the change has it, and finds what is wrong for as long as it is. */
const reading =
  (path: string): Turn =>
  (request) => {
    const judged = passing as (request: RecordedRequest) => ReturnType<typeof say>;
    if (!JSON.stringify(request.messages).includes('+echo please')) return judged(request);
    const found = {
      severity: 'major',
      category: 'correctness',
      path,
      line: 1,
      endLine: 1,
      side: 'new',
      claim: CLAIM,
      evidence: 'echo please',
      scenario: 'Somebody comes in',
      suggestion: 'Greet them',
      replacement: null,
    };
    const answer = JSON.parse(textOf(judged(request)));
    return say(JSON.stringify({ ...answer, findings: [found] }));
  };

const textOf = (reply: ReturnType<typeof say>): string => {
  const block = JSON.stringify(reply).match(/"text":("(?:[^"\\]|\\.)*")/)?.[1];
  return JSON.parse(block ?? '""');
};

/** Builds it wrong, and mends it when told what is wrong. */
const builder =
  (path: string): Turn =>
  (request) =>
    JSON.stringify(request.messages[0]).includes(CLAIM)
      ? write(path, 'echo Hello, please\n')
      : write(path, 'echo please\n');

const files = {
  ...project,
  'plans/polite.md': planText({
    id: 'polite',
    phases: [
      { id: 'please', yaml: 'paths: [please.sh], verify: [test -f please.sh]' },
      { id: 'thanks', yaml: 'needs: [please], paths: [thanks.sh], verify: [test -f thanks.sh]' },
    ],
  }),
};
const cast = {
  phases: {
    please: [builder('please.sh'), finish()],
    thanks: [write('thanks.sh', 'echo thanks\n'), finish()],
  },
  review: [reading('please.sh')],
};

inSoak('on a machine: the review blocks, its finding is mended, and the plan goes on', async () => {
  await using messages = await startMessages(play(cast));
  const here = await place(files);
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  const blocked = await here.planfile('run', 'polite');
  expect(blocked.exit).toBe(1);
  const id = /\b[0-9a-f]{8}\b(?=[^\n]*It greets nobody)|It greets nobody[^\n]*\b([0-9a-f]{8})\b/.exec(
    blocked.stdout,
  )?.[0];
  expect(id, blocked.stdout).toBeDefined();
  const status = (await here.planfile('status', 'polite', '--json')).json<StatusReport>();
  expect(status.plans[0]!.next).toContain('planfile run polite --fix blocking');

  const dry = await here.planfile('schedule', 'polite', '--fix', 'blocking', '--dry-run');
  expect(dry).toMatchObject({ exit: 0, stdout: expect.stringContaining('would start please') });
  // Begun elsewhere, and never heard of again: a person says that it is over, and nothing is lost.
  await here.planfile('schedule', 'polite', '--fix', 'blocking', '--out', join(here.folder, 'elsewhere'));
  const over = await here.planfile('reset', 'polite', 'please', '--reason', 'that machine is gone');
  expect(over).toMatchObject({ exit: 0, stdout: expect.stringContaining('stands as it had landed') });
  const unknown = await here.planfile('run', 'polite', '--fix', '123456', '--json');
  expect(unknown.exit).not.toBe(0);
  expect(unknown.stderr).toContain('finding 123456');

  const fixed = await here.planfile('run', 'polite', '--fix', 'blocking', '--json');
  expect(fixed.exit, fixed.stderr).toBe(0);
  expect(
    fixed.json<RunReport>().waves.map(({ schedule }) => schedule.legs.map(({ phase }) => phase)),
  ).toEqual([['please'], ['thanks']]);
  expect(await here.read('please.sh', 'plan/polite')).toBe('echo Hello, please');
  expect((await here.git('log', '--reverse', '--format=%s', 'main..plan/polite')).split('\n')).toEqual([
    'please: Build please',
    'please: mend 1 finding of the review',
    'thanks: Build thanks',
  ]);
  const record = (await here.git('show', 'refs/planfile/polite:record.jsonl'))
    .split('\n')
    .map((line) => JSON.parse(line) as Step);
  expect(record.flatMap((step) => (step.type === 'review' ? [step.verdict] : []))).toEqual([
    'block',
    'pass',
    'pass',
  ]);
  expect((await here.planfile('status', 'polite')).stdout).toContain('git merge plan/polite');
  expect(messages.violations).toEqual([]);

  // Undone, both of its commits come off; what needs it comes off first.
  const undo = (phase: string) => here.planfile('reset', 'polite', phase, '--reason', 'another way');
  expect((await undo('please')).exit).toBe(1);
  expect((await undo('thanks')).exit).toBe(0);
  expect((await undo('please')).exit).toBe(0);
  expect(await here.git('diff', '--stat', 'main', 'plan/polite')).toBe('');
});

test('a fix that breaks what has landed beside it does not land', async () => {
  const hasPlease = 'paths: [thanks.sh], verify: [grep -q please please.sh]';
  const phases = [
    { id: 'please', yaml: 'paths: [please.sh], verify: [test -f please.sh]' },
    { id: 'thanks', yaml: `needs: [please], ${hasPlease}` },
  ];
  const breaking: Turn = (request) =>
    write(
      'please.sh',
      JSON.stringify(request.messages[0]).includes(CLAIM) ? 'echo Hello\n' : 'echo please\n',
    );
  const built = [write('thanks.sh', 'echo thanks\n'), finish()];
  await using messages = await startMessages(
    play({ phases: { please: [breaking, finish()], thanks: built }, review: [reading('please.sh')] }),
  );
  const here = await place({ ...project, 'plans/polite.md': planText({ id: 'polite', phases }) });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  expect((await here.planfile('run', 'polite')).exit).toBe(1);
  expect((await here.planfile('run', 'polite', '--phase', 'thanks')).exit).toBe(1);
  const before = await here.git('rev-parse', 'plan/polite');
  const ran = await here.planfile('run', 'polite', '--fix', 'blocking', '--json');
  expect(ran.exit).toBe(1);
  expect(ran.json<RunReport>().waves[0]?.landing?.ended).toMatchObject([
    {
      phase: 'please',
      outcome: 'failed',
      reason: 'verify',
      message: expect.stringContaining('breaks thanks'),
    },
  ]);
  expect(await here.git('rev-parse', 'plan/polite')).toBe(before);
});

test('a fix that finds the plan wrong leads to the planner, and takes back nothing that has landed', async () => {
  const forbidden = 'The plan forbids a greeting';
  const told: Turn = (request) =>
    JSON.stringify(request.messages[0]).includes(CLAIM)
      ? escalate(forbidden)
      : write('please.sh', 'echo please\n');
  await using messages = await startMessages(
    play({ phases: { ...cast.phases, please: [told, finish()] }, review: [reading('please.sh')] }),
  );
  const here = await place(files);
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  expect((await here.planfile('run', 'polite')).exit).toBe(1);
  const before = await here.git('rev-parse', 'plan/polite');
  const fixed = await here.planfile('run', 'polite', '--fix', 'blocking');
  expect(fixed.exit).toBe(1);
  expect(fixed.stdout).toMatch(/next: .*planfile draft polite/);
  expect(fixed.stdout).not.toContain('planfile reset');
  const [plan] = (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans;
  expect(plan!.phases[0]).toMatchObject({ phase: 'please', state: 'done' });
  expect(plan!.next).toContain('planfile draft polite');
  expect(await here.git('rev-parse', 'plan/polite')).toBe(before);
  // No planner plays here: what it was asked is what counts.
  await here.planfile('draft', 'polite');
  expect(JSON.stringify(messages.requests.at(-1)!.messages)).toContain(forbidden);
});

test('on GitHub: `/planfile fix` on the pull request, through the jobs of the workflow', async () => {
  await using at = await letters(['c', 'e'], {
    phases: { c: [builder('c.txt'), finish()], e: [write('e.txt', 'e\n'), finish()] },
    review: [reading('c.txt')],
  });
  const { github, runner, bob, messages } = at;
  const rita = github.person('rita', { permission: 'read' });
  const first = await runner.play(await runner.dispatch({ plan: 'letters' }, bob));
  expect(first.job('publish').log).toContain(CLAIM);
  expect(runner.waiting()).toEqual([]);
  const [pull] = [...github.repository.issues.values()].flatMap((one) => one.pull ?? []);
  const checkOf = (sha: string) => github.repository.checks.findLast((one) => one.sha === sha);
  expect(checkOf(await github.tip('plan/letters'))).toMatchObject({ conclusion: 'failure' });
  const said = async (body: string, by = bob) =>
    runner.play(await runner.comment('planfile-execute.yml', github.comment(pull!.issue, { by, body }), by));

  const stranger = await said('/planfile fix', rita);
  expect(stranger.jobs.map(({ name, result }) => [name, result])).toEqual([['schedule', 'failure']]);
  const fixed = await said('Please.\n\n/planfile fix');
  expect(fixed.jobs.map(({ result }) => result)).toEqual(fixed.jobs.map(() => 'success'));
  const tip = await github.tip('plan/letters');
  expect(await github.file('plan/letters', 'c.txt')).toBe('echo Hello, please\n');
  expect(checkOf(tip)).toMatchObject({ conclusion: 'success' });
  expect(pull!.threads.every(({ resolvedBy }) => resolvedBy !== undefined)).toBe(true);
  const told = messages.requests.filter(({ body }) => JSON.stringify(body).includes('Your phase is **c**'));
  expect(told.map(({ messages }) => JSON.stringify(messages[0]).includes(CLAIM))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  // The plan goes on by itself.
  const [next] = runner.waiting();
  const last = await runner.play(next!);
  expect(last.jobs.map(({ result }) => result)).toEqual(last.jobs.map(() => 'success'));
  expect(pull).toMatchObject({ draft: false });
  expect(github.complaints).toEqual([]);
  expect(github.journal.filter(({ status }) => status === 403)).toEqual([]);
  expect(messages.violations).toEqual([]);
}, 180_000);

const STRUCK: [string, Disturbance, reason: string][] = [
  ['cancelled', { kind: 'cancelled', job: 'execute 0', after: /write c.txt/ }, 'cancelled'],
  ['on a machine that goes', { kind: 'lost', job: 'execute 0', after: /write c.txt/ }, 'crashed'],
];
for (const [how, disturbance, reason] of STRUCK)
  inSoak(
    `on GitHub, ${how} in its middle: what had landed stands, and all jobs of its run go on with it`,
    async () => {
      await using at = await letters(['c'], {
        phases: { c: [builder('c.txt'), finish()] },
        review: [reading('c.txt')],
      });
      const { github, runner, bob } = at;
      await runner.play(await runner.dispatch({ plan: 'letters' }, bob));
      const [pull] = [...github.repository.issues.values()].flatMap((one) => one.pull ?? []);
      const before = await github.tip('plan/letters');
      const comment = github.comment(pull!.issue, { by: bob, body: '/planfile fix' });
      const run = await runner.comment('planfile-execute.yml', comment, bob);
      const struck = await runner.play(run, [disturbance]);
      const steps = async () =>
        ((await github.file('refs/planfile/letters', 'record.jsonl')) ?? '')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Step);
      expect(struck.jobs.some(({ result }) => result !== 'success')).toBe(true);
      expect(await github.tip('plan/letters')).toBe(before);
      expect((await steps()).findLast(({ type }) => type === 'end')).toMatchObject({ phase: 'c', reason });
      expect(pull!.issue.body).toContain('done');

      const { actions } = octokitOf(github, bob).rest;
      const asked = { ...inRepository(github), run_id: run.id };
      // Its failed jobs alone have the start that has ended: nothing is paid for, and they say how to go on.
      const sessions = at.sessions();
      await actions.reRunWorkflowFailedJobs(asked);
      expect((await runner.play(run)).job('execute 0').log).toMatch(
        /or \/planfile fix letters [0-9a-f]{8}$/m,
      );
      expect(at.sessions()).toEqual(sessions);

      await actions.reRunWorkflow(asked);
      const again = await runner.play(run);
      const logs = again.jobs.map(({ name, result, log }) => `## ${name}: ${result}\n${log}`).join('\n');
      expect(await github.file('plan/letters', 'c.txt'), logs).toBe('echo Hello, please\n');
      const tip = await github.tip('plan/letters');
      expect(github.repository.checks.findLast(({ sha }) => sha === tip)).toMatchObject({
        conclusion: 'success',
      });
      expect(github.complaints).toEqual([]);
    },
    180_000,
  );
