/** What happens between build and landing when something goes wrong: nothing paid for is lost, and the record says what was. */
import { execFileSync } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/commands/run.ts';
import type { StatusReport } from '../../src/commands/status.ts';
import type { Step } from '../../src/lifecycle/step.ts';
import type { UsageLine } from '../../src/outcomes/header.ts';
import type { Landing } from '../../src/outcomes/landing.ts';
import type { Review } from '../../src/outcomes/review.ts';
import { fault } from '../doubles/messages/replies.ts';
import { type Script, startMessages } from '../doubles/messages/server.ts';
import { inSoak, sampled } from '../soak.ts';
import {
  bash,
  type Cast,
  escalate,
  failing,
  finish,
  passing,
  play,
  say,
  type Turn,
  write,
} from './actors.ts';
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

test.concurrent.each(sampled(['SIGTERM', 'SIGINT'] as const, 2))(
  '%s in verify fails nobody',
  async (signal) => {
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
  },
);

inSoak('what fails alone is verified once', async () => {
  await using at = await ready(play(inSession), onlyInSession('{ echo no; exit 1; }'));
  const run = await at.here.planfile('run', 'polite', '--json');
  expect(run.exit).toBe(1);
  const { folder } = run.json<RunReport>().waves[0]!;
  const { runs } = JSON.parse(await readFile(join(folder, 'verification.json'), 'utf8'));
  expect(runs).toHaveLength(1);
});

inSoak(
  'what verify itself cannot do is told of the phase, and a plain run does not pay for it for ever',
  async () => {
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
  },
);

/** A wave whose steps were done by hand up to this one. */
async function byHand(here: Place, ...steps: readonly string[][]): Promise<string> {
  const out = join(here.folder, 'out');
  for (const step of [['schedule', 'polite'], ['execute', '--phase', 'please'], ['verify'], ...steps])
    await here.planfile(...step, '--out', out);
  return out;
}

const reviewsOf = async (here: Place) => (await recordOf(here)).filter((step) => step.type === 'review');

test('a review that comes after the landing is recorded once, and only what is new of its bill', async () => {
  const prose = play({ ...cast, review: [say('Looks good to me!')] });
  await using at = await ready(prose);
  const { here } = at;
  const out = await byHand(here, ['review'], ['publish']);
  expect((await reviewsOf(here)).map((step) => step.verdict)).toEqual(['none']);

  await using better = await startMessages(play(cast));
  here.env.ANTHROPIC_BASE_URL = better.url;
  expect((await here.planfile('review', '--out', out)).exit).toBe(0);
  for (let twice = 0; twice < 2; twice += 1) {
    const landing = (await here.planfile('publish', '--out', out, '--json')).json<Landing>();
    expect(landing.check.conclusion).toBe('success');
  }
  const [first, second, ...more] = await reviewsOf(here);
  expect(more).toEqual([]);
  expect(second).toMatchObject({ verdict: 'pass', phases: ['please'] });
  const { usage } = JSON.parse(await readFile(join(out, 'review.json'), 'utf8')) as Review;
  const calls = (lines: readonly UsageLine[]) => lines.reduce((sum, line) => sum + line.calls, 0);
  expect(calls(usage)).toBe(calls(first!.usage) + calls(second!.usage));
  expect((await statusOf(here)).review).toMatchObject({ verdict: 'pass' });
});

inSoak('record and check say the same of a review that claims too much', async () => {
  await using at = await ready(play({ ...cast, review: [failing] }));
  const { here } = at;
  const out = await byHand(here, ['review']);
  const path = join(out, 'review.json');
  const claimed = { ...JSON.parse(await readFile(path, 'utf8')), verdict: 'pass', why: 'all is well' };
  await writeFile(path, JSON.stringify(claimed));
  const landing = (await here.planfile('publish', '--out', out, '--json')).json<Landing>();
  expect(landing.check.conclusion).toBe('failure');
  expect(await reviewsOf(here)).toMatchObject([{ verdict: 'block', why: landing.check.title }]);
});

inSoak('where a bundle lies is not for a result to say', async () => {
  await using at = await ready(play(cast));
  const { here } = at;
  const out = await byHand(here);
  const path = join(out, 'result-please.json');
  await rename(join(out, 'work-please.bundle'), join(here.folder, 'elsewhere.bundle'));
  const claimed = { ...JSON.parse(await readFile(path, 'utf8')), bundle: '../elsewhere.bundle' };
  await writeFile(path, JSON.stringify(claimed));
  const landing = (await here.planfile('publish', '--out', out, '--json')).json<Landing>();
  expect(landing.ended).toMatchObject([{ outcome: 'failed', reason: 'scope' }]);
});

/** Four phases that do not need each other, and one that needs the first. */
const four = ['a', 'b', 'c', 'd'];
const many = planText({
  id: 'polite',
  phases: [
    ...four.map((id) => ({ id, yaml: `paths: [${id}.sh], verify: [test -f ${id}.sh]` })),
    { id: 'last', yaml: 'needs: [a], paths: [last.sh], verify: [test -f a.sh]' },
  ],
});
const manyCast: Cast = {
  phases: Object.fromEntries([...four, 'last'].map((id) => [id, build(`${id}.sh`)])),
};

describe('a review that did not happen is made up for by the next run', () => {
  test.each([
    ['the key was refused', fault(401), 2],
    ['it said nothing that fits', say('Looks good to me!'), 3],
  ])('%s', async (_, reply, exit) => {
    await using at = await ready(play({ ...cast, review: [reply] }));
    const { here } = at;
    expect((await here.planfile('run', 'polite')).exit).toBe(exit);
    expect((await statusOf(here)).review).toMatchObject({ verdict: 'none' });

    await using better = await startMessages(play({ phases: {} }));
    here.env.ANTHROPIC_BASE_URL = better.url;
    const again = await here.planfile('run', 'polite', '--json');
    expect(again.exit, again.stderr).toBe(0);
    expect(again.json<RunReport>().waves[0]!.landing!.check.conclusion).toBe('success');
    expect(await statusOf(here)).toMatchObject({
      review: { verdict: 'pass' },
      next: 'git merge plan/polite',
    });
    const calls = better.requests.length;
    expect((await here.planfile('run', 'polite')).exit).toBe(0);
    expect(better.requests).toHaveLength(calls);
  });

  inSoak('and where the outcomes are gone, the run says so', async () => {
    await using at = await ready(play({ ...cast, review: [say('Looks good to me!')] }));
    const { here } = at;
    const first = (await here.planfile('run', 'polite', '--json')).json<RunReport>();
    await rename(first.folder, join(here.folder, 'gone'));
    const again = await here.planfile('run', 'polite');
    expect(again.exit).toBe(3);
    expect(again.stdout).toMatch(/please landed without a valid review.*planfile review --out/s);
  });
});

test('runs that race each other all land, and each review is in the bill', async () => {
  await using at = await ready(play(manyCast), { 'plans/polite.md': many });
  const { here } = at;
  const runs = await Promise.all(
    four.map((phase) => here.planfile('run', 'polite', '--phase', phase, '--json')),
  );
  for (const run of runs) expect(run.exit, run.stderr).toBe(0);
  const { phases, review } = await statusOf(here);
  expect(phases.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'pending']);
  expect(review).toMatchObject({ verdict: 'pass' });
  const recorded = (await recordOf(here)).flatMap((step) =>
    step.type === 'end' || step.type === 'review' ? step.usage : [],
  );
  expect(recorded.reduce((sum, line) => sum + line.calls, 0)).toBe(at.messages.requests.length);
});

inSoak(
  'a branch that was checked out meanwhile is not moved, and a later run lands the work unbuilt',
  async () => {
    let repository = '';
    const review: Turn = (request) => {
      execFileSync('git', ['-C', repository, 'switch', '-q', '-c', 'plan/polite']);
      return typeof passing === 'function' ? passing(request) : passing;
    };
    await using at = await ready(play({ ...cast, review: [review] }));
    const { here } = at;
    repository = here.repository;
    const first = await here.planfile('run', 'polite', '--json');
    expect(first.exit, first.stderr).toBe(2);
    expect(first.stderr).toContain('branch plan/polite is checked out');
    expect(await here.git('status', '--porcelain')).toBe('');
    expect(await here.git('rev-parse', 'plan/polite')).toBe(await here.git('rev-parse', 'main'));
    expect((await here.planfile('run', 'polite')).exit).toBe(2);

    await here.git('switch', '-q', 'main');
    const before = at.messages.requests.length;
    const again = await here.planfile('run', 'polite');
    expect(again.exit, again.stderr).toBe(0);
    expect(await here.read('please.sh', 'plan/polite')).toBe('echo please.sh');
    expect(at.messages.requests).toHaveLength(before);
  },
);

inSoak(
  'a run whose last wave is held ends well and says why; what was named and refused is a failure',
  async () => {
    await using at = await ready(play(manyCast));
    const { here } = at;
    await here.write({ 'plans/polite.md': many });
    await here.commit();
    await here.planfile('approve', 'polite', '--phase', 'a', '--yes');
    const run = await here.planfile('run', 'polite');
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/Not started:\n {2}b: .*\n {4}fix: planfile approve polite/);
    expect(run.stdout).toMatch(/\n {2}last: /);
    expect((await here.planfile('run', 'polite', '--phase', 'b')).exit).toBe(1);
    expect((await here.planfile('run', 'polite')).exit).toBe(1);
  },
);

describe('reset', () => {
  const free = (here: Place) =>
    here.planfile('reset', 'polite', 'please', '--reason', 'the plan is right after all', '--json');

  test('what is blocked is set free, by a person and with a reason', async () => {
    await using at = await ready(play({ phases: { please: [escalate('there is no such file')] } }));
    const { here } = at;
    const ran = await here.planfile('run', 'polite');
    expect(ran.exit).toBe(1);
    expect(ran.stdout).toContain('next: planfile draft polite');
    expect((await here.planfile('status', 'polite')).stdout).toContain('planfile draft polite, or revise');
    const without = await here.planfile('reset', 'polite', 'please', '--json');
    expect(without.json()).toMatchObject({ fault: { code: 'reason-missing' } });
    expect((await free(here)).exit).toBe(0);
    expect((await statusOf(here)).phases).toMatchObject([{ state: 'pending' }]);
    expect((await recordOf(here)).at(-1)).toMatchObject({
      type: 'reset',
      by: { name: 'Ada Tester <ada@example.invalid>' },
      reason: 'the plan is right after all',
    });
    expect((await free(here)).json()).toMatchObject({ fault: { code: 'phase-is-pending' } });
  });

  inSoak(
    'of a run that is unknown here a person may say that it is over; of one that is not, nobody',
    async () => {
      await using at = await ready(play(cast));
      const { here } = at;
      const out = join(here.folder, 'out');
      await here.planfile('schedule', 'polite', '--out', out);
      expect((await statusOf(here)).phases).toMatchObject([{ state: 'running' }]);
      const { nonce } = JSON.parse(await readFile(join(out, 'schedule.json'), 'utf8'));
      expect((await free(here)).exit).toBe(0);
      expect((await recordOf(here)).map(({ type }) => type)).toEqual(['approve', 'start', 'end', 'reset']);
      expect((await here.planfile('run', 'polite')).exit).toBe(0);
      expect(
        (await recordOf(here)).filter((step) => step.type === 'start' && step.holder.nonce !== nonce),
      ).toHaveLength(1);

      // What is done is undone, without touching anything that is checked out.
      const done = await free(here);
      expect(done.exit, done.stdout).toBe(0);
      const { revert, next } = done.json<{ revert: string; next: string }>();
      expect(next).toBe('planfile approve polite --phase please');
      expect(await here.git('rev-parse', 'plan/polite')).toBe(revert);
      expect(await here.git('ls-tree', '--name-only', 'plan/polite')).not.toContain('please.sh');
      const now = await statusOf(here);
      expect(now.phases).toMatchObject([{ state: 'pending', commit: null, model: null }]);
      expect(now.problems).toEqual([]);
    },
  );
});
