/** What happens between build and landing when something goes wrong: nothing paid for is lost, and the record says what was. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { RunReport } from '../../src/commands/run.ts';
import type { StatusReport } from '../../src/commands/status.ts';
import type { Step } from '../../src/lifecycle/step.ts';
import { fault } from '../doubles/messages/replies.ts';
import { type Script, startMessages } from '../doubles/messages/server.ts';
import { bash, type Cast, finish, passing, play, write } from './actors.ts';
import { type Place, place, planText, project } from './place.ts';

const build = (path: string) => [write(path, `echo ${path}\n`), finish()];
const cast: Cast = { phases: { please: build('please.sh') } };

/** A repository with an approved plan, and models that play the script. */
async function ready(script: Script, files: Record<string, string> = {}) {
  const messages = await startMessages(script);
  const here = await place({ ...project, ...files });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  return { here, messages, [Symbol.asyncDispose]: () => messages[Symbol.asyncDispose]() };
}

const statusOf = async (here: Place) =>
  (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!;

const recordOf = async (here: Place): Promise<Step[]> =>
  (await here.git('show', 'refs/planfile/polite:record.jsonl'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Step);

/** Asked again and again until it holds; the file's own limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(50);
}

/** Passes in the session, which makes an ignored file, and not on the clean tree of `verify`. */
const onlyInSession = (otherwise: string) => ({
  '.gitignore': 'mine\n',
  'plans/polite.md': planText({
    id: 'polite',
    phases: [{ id: 'please', yaml: `paths: [please.sh], verify: ["[ -f mine ] || ${otherwise}"]` }],
  }),
});
const inSession: Cast = {
  phases: { please: [write('please.sh', 'echo please\n'), bash('touch mine'), finish()] },
};

test.concurrent.each(['SIGTERM', 'SIGINT'] as const)('%s in verify fails nobody', async (signal) => {
  await using at = await ready(play(inSession), onlyInSession('sleep 40'));
  const { here } = at;
  const out = join(here.folder, 'out');
  for (const step of [
    ['schedule', 'polite'],
    ['execute', '--phase', 'please'],
  ])
    expect((await here.planfile(...step, '--out', out)).exit).toBe(0);
  const step = here.start('verify', '--out', out, '--json');
  await until(() => step.stderr().includes('please: '));
  await sleep(300);
  step.kill(signal);
  const ended = await step.done;
  expect(ended.exit, ended.stderr).toBe(3);
  expect(ended.json()).toMatchObject({ fault: { code: 'verify-cancelled' } });
  await here.planfile('publish', '--out', out);
  expect((await statusOf(here)).phases).toMatchObject([{ state: 'failed', reason: 'cancelled' }]);
});

test('what fails alone is verified once', async () => {
  await using at = await ready(play(inSession), onlyInSession('{ echo no; exit 1; }'));
  const run = await at.here.planfile('run', 'polite', '--json');
  expect(run.exit).toBe(1);
  const { folder } = run.json<RunReport>().waves[0]!;
  const { runs } = JSON.parse(await readFile(join(folder, 'verification.json'), 'utf8'));
  expect(runs).toHaveLength(1);
});

test('what verify itself cannot do is told of the phase, and a plain run does not pay for it for ever', async () => {
  await using at = await ready(play(cast), {
    // Passes before the work is there, as `execute` sets up; not on the joined tree.
    '.github/planfile.yml': 'setup: {commands: ["test ! -f please.sh"]}\n',
  });
  const { here } = at;
  const first = await here.planfile('run', 'polite', '--json');
  expect(first.exit, first.stderr).toBe(3);
  const said = first.json<RunReport>().waves[0]!.landing!.ended[0]!;
  expect(said).toMatchObject({ outcome: 'failed', reason: 'error' });
  expect(said.message).toContain('test ! -f please.sh ended with 1');
  expect((await statusOf(here)).phases[0]).toMatchObject({ reason: 'error', message: said.message });
  expect((await here.planfile('run', 'polite')).exit).toBe(3);

  const third = await here.planfile('run', 'polite', '--json');
  expect(third.exit).toBe(1);
  expect(third.json<RunReport>().waves[0]!.schedule).toMatchObject({
    legs: [],
    held: [{ phase: 'please', code: 'failed', fix: 'planfile run polite --phase please' }],
  });
});
