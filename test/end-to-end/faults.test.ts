import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/commands/run.ts';
import type { StatusReport } from '../../src/commands/status.ts';
import { drop, fault, type Reply, refuse, say, silence } from '../doubles/messages/replies.ts';
import { type Script, startMessages } from '../doubles/messages/server.ts';
import { sampled } from '../soak.ts';
import { bash, finish, passing, play, write } from './actors.ts';
import { type Place, place, project } from './place.ts';

const impatient = { ...project, '.github/planfile.yml': 'limits: {wait: 4, stall: 1}\n' };

async function ready(
  script: Script,
): Promise<{ here: Place; messages: Awaited<ReturnType<typeof startMessages>> }> {
  const messages = await startMessages(script);
  const here = await place(impatient);
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'sk-ant-test-key' });
  await here.planfile('approve', 'polite', '--yes');
  return { here, messages };
}

const good = play({ phases: { please: [write('please.sh', 'echo please\n'), bash('true'), finish()] } });

/** The nth request meets `reply`; all others are answered well. */
const once =
  (nth: number, reply: Reply): Script =>
  (request, n) =>
    n === nth ? reply : good(request, n);

describe('what is waited for goes on by itself', () => {
  const cases: [string, Reply, RegExp][] = [
    ['429 with retry-after', fault(429, { retryAfter: 1 }), /goes on in 1 s/],
    ['500', fault(500), /goes on in/],
    ['529', fault(529), /goes on in/],
    ['a dropped connection', drop(), /goes on in/],
    [
      'a cut in mid-stream',
      { ...(write('please.sh', 'x') as object), cutAfter: 4 } as Reply,
      /sent again|goes on/,
    ],
    ['a stall', { ...(write('please.sh', 'x') as object), stallAfter: 3 } as Reply, /sent again|goes on/],
    ['silence', silence(), /sent again|goes on/],
  ];
  test.concurrent.each(sampled(cases, 4))('%s', async (_, reply, seen) => {
    const { here, messages } = await ready(once(1, reply));
    await using _double = messages;
    const run = await here.planfile('run', 'polite');
    expect(run.exit, run.stderr).toBe(0);
    expect(run.stderr).toMatch(seen);
    expect(await here.read('please.sh', 'plan/polite')).toBe('echo please');
    expect(messages.violations).toEqual([]);
  });
});

describe('what decides nothing ends with its reason, and the work is kept', () => {
  const always =
    (reply: Reply): Script =>
    (request, n) =>
      n === 0 ? good(request, n) : reply;
  const cases: [string, Script, number, string, RegExp][] = [
    ['401 from the first call on', () => fault(401), 2, 'error', /ANTHROPIC_API_KEY/],
    ['401 after the first turn', always(fault(401)), 2, 'error', /ANTHROPIC_API_KEY/],
    ['overload without end', always(fault(529)), 3, 'crashed', /limits\.wait/],
    ['an unknown model', always(fault(404)), 2, 'error', /model/],
    ['a refusal', always(refuse()), 3, 'refused', /refus/],
  ];
  test.concurrent.each(sampled(cases, 2))('%s', async (name, script, exit, reason, words) => {
    const { here, messages } = await ready(script);
    await using _double = messages;
    const run = await here.planfile('run', 'polite', '--json');
    const text = run.stdout + run.stderr;
    expect(run.exit, text).toBe(exit);
    expect(text).toMatch(words);
    expect(text).not.toContain('sk-ant-test-key');
    const status = await here.planfile('status', 'polite', '--json');
    const phase = status.json<StatusReport>().plans[0]!.phases[0]!;
    expect(phase).toMatchObject({ state: 'failed', reason });
    if (name !== '401 from the first call on')
      expect(await here.read('please.sh', phase.commit!)).toBe('echo please');
  });
});

test('a review that does not fit is sent back once, and is never green', async () => {
  const { here, messages } = await ready(
    play({ phases: { please: [write('please.sh', 'x\n'), finish()] }, review: [say('Looks good to me!')] }),
  );
  await using _double = messages;
  const run = await here.planfile('run', 'polite', '--json');
  expect(run.exit).toBe(3);
  expect(run.json<RunReport>().waves[0]!.landing!.check.conclusion).toBe('action_required');
  expect(
    (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!.review,
  ).toMatchObject({
    verdict: 'none',
  });
});

/** The third turn takes its time: the session is in the middle of its work, with something written. */
const slow = play({
  phases: { please: [write('please.sh', 'echo please\n'), bash('echo started; sleep 60'), finish()] },
  review: [passing],
});

describe('ended by a person', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends within 5 s and keeps the work', async (signal) => {
    const { here, messages } = await ready(slow);
    await using _double = messages;
    const run = here.start('run', 'polite', '--json');
    await until(() => run.stderr().includes('write please.sh'));
    await sleep(200);
    const began = performance.now();
    run.kill(signal);
    const ended = await run.done;
    expect((performance.now() - began) / 1_000).toBeLessThan(5);
    expect(ended.exit, ended.stderr).toBe(3);
    const phase = (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!
      .phases[0]!;
    expect(phase).toMatchObject({ state: 'failed', reason: 'cancelled' });
    expect(await here.read('please.sh', phase.commit!)).toBe('echo please');
    expect(leftovers(here)).toEqual([]);
  });

  test('kill -9: the session ends, and the next run says what happened, leaves nothing, and goes on', async () => {
    const { here, messages } = await ready(slow);
    await using _double = messages;
    const run = here.start('run', 'polite');
    await until(() => run.stderr().includes('write please.sh'));
    await sleep(200);
    run.kill('SIGKILL');
    await run.done;
    // Nobody is left who spends money: the session saw that its run is gone.
    await until(() => processesIn(here.folder).length === 0);

    await using again = await startMessages(good);
    here.env.ANTHROPIC_BASE_URL = again.url;
    const next = await here.planfile('run', 'polite');
    expect(next.stderr).toMatch(/please: run local-\S+ is gone without an end, and is marked as crashed/);
    expect(next.exit, next.stderr).toBe(0);
    expect(leftovers(here)).toEqual([]);
    const record = await here.git('show', 'refs/planfile/polite:record.jsonl');
    expect(record).toContain('"reason":"crashed"');
    expect(await here.git('for-each-ref', '--format=%(refname)')).not.toContain('lock');
  });
});

async function until(holds: () => boolean, seconds = 20): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error('it did not come to pass');
}

const leftovers = (here: Place): string[] => readdirSync(join(here.folder, 'tmp'));

const processesIn = (folder: string): string[] =>
  execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder) && !line.includes('ps -eo'));
