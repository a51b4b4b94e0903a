import { symlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { RunReport } from '../../src/commands/run.ts';
import type { StatusReport } from '../../src/commands/status.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { inSoak } from '../soak.ts';
import { bash, escalate, failing, finish, play, write } from './actors.ts';
import { place, planText, project, readText } from './place.ts';

const two = {
  ...project,
  'plans/polite.md': planText({
    id: 'polite',
    phases: [
      { id: 'please', yaml: 'paths: [please.sh], verify: [test -f please.sh]' },
      {
        id: 'thanks',
        yaml: 'needs: [please], paths: [thanks.sh, greet.sh], verify: [bash test.sh, grep -q please thanks.sh]',
      },
    ],
  }),
};

const cast = {
  phases: {
    please: [write('please.sh', 'echo please\n'), finish()],
    thanks: [
      write('thanks.sh', '. ./nothing.sh\n'),
      finish(),
      // The first finish fails its verify; what it printed comes back, and the next one holds.
      bash('echo ". ./please.sh" > thanks.sh'),
      finish('Thanks says please.'),
    ],
  },
};

test('a plan flows from validate to a reviewed landing, on a repository that is not ours', async () => {
  await using messages = await startMessages(play(cast));
  const here = await place(two);
  here.env.ANTHROPIC_BASE_URL = messages.url;
  here.env.ANTHROPIC_API_KEY = 'test-key';

  expect(await here.planfile('validate')).toMatchObject({ exit: 0 });
  expect((await here.planfile('gate', 'polite', '--json')).exit).toBe(1);
  expect(await here.planfile('approve', 'polite', '--yes')).toMatchObject({ exit: 0 });
  expect((await here.planfile('gate', 'polite', '--json')).exit).toBe(0);
  const before = await here.git('status', '--porcelain=v1', '--branch');

  const run = await here.planfile('run', 'polite', '--json');
  expect(run.stderr).not.toContain('should not have happened');
  expect(run.exit, run.stderr).toBe(0);

  expect(await here.read('please.sh', 'plan/polite')).toBe('echo please');
  expect(await here.read('thanks.sh', 'plan/polite')).toBe('. ./please.sh');
  const log = await here.git(
    'log',
    '--reverse',
    '--format=%s|%(trailers:key=Plan-Phase,valueonly,separator=%x2C)|%(trailers:key=Implemented-by,valueonly,separator=%x2C)|%(trailers:key=Approved-by,valueonly,separator=%x2C)',
    'main..plan/polite',
  );
  expect(log.split('\n')).toEqual([
    'please: Build please|please|claude-sonnet-5-5|Ada Tester <ada@example.invalid>',
    'thanks: Build thanks|thanks|claude-sonnet-5-5|Ada Tester <ada@example.invalid>',
  ]);
  const record = (await here.git('show', 'refs/planfile/polite:record.jsonl'))
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(record.map(({ type, phase }) => [type, phase].join(' ').trim())).toEqual([
    'approve',
    'start please',
    'end please',
    'review',
    'start thanks',
    'end thanks',
    'review',
  ]);
  expect(
    record.filter(({ type }) => type === 'end').map(({ outcome, verified }) => [outcome, verified]),
  ).toEqual([
    ['done', true],
    ['done', true],
  ]);
  // The person's checkout, index and branch were never touched.
  expect(await here.git('status', '--porcelain=v1', '--branch')).toBe(before);
  const status = (await here.planfile('status', 'polite', '--json')).json<StatusReport>();
  expect(status.plans[0]).toMatchObject({
    status: 'done',
    next: 'git merge plan/polite',
    review: { verdict: 'pass' },
  });
  expect(messages.violations).toEqual([]);
});

test('five steps as five processes give the same tree and the same record as run', async () => {
  const byRun = await place(two);
  const bySteps = await place(two);
  await using forRun = await startMessages(play(cast));
  await using forSteps = await startMessages(play(cast));
  for (const [here, messages] of [
    [byRun, forRun],
    [bySteps, forSteps],
  ] as const) {
    here.env.ANTHROPIC_BASE_URL = messages.url;
    here.env.ANTHROPIC_API_KEY = 'test-key';
    await here.planfile('approve', 'polite', '--yes');
  }
  expect((await byRun.planfile('run', 'polite')).exit).toBe(0);

  for (const [wave, phase] of [
    ['1', 'please'],
    ['2', 'thanks'],
  ] as const) {
    const out = `${bySteps.folder}/outcomes-${wave}`;
    const steps = [
      ['schedule', 'polite', '--run', `by-hand-${wave}`],
      ['execute', '--phase', phase],
      ['verify'],
      ['review'],
      ['publish'],
    ];
    for (const step of steps) {
      const ran = await bySteps.planfile(...step, '--out', out);
      expect(ran.exit, `${step.join(' ')}: ${ran.stderr}`).toBe(0);
    }
  }
  const tree = (here: typeof byRun) => here.git('rev-parse', 'plan/polite^{tree}');
  expect(await tree(bySteps)).toBe(await tree(byRun));
  expect(await meaning(bySteps)).toEqual(await meaning(byRun));

  // Publishing a wave again changes nothing.
  const tips = () => bySteps.git('for-each-ref');
  const before = await tips();
  expect((await bySteps.planfile('publish', '--out', `${bySteps.folder}/outcomes-2`)).exit).toBe(0);
  expect(await tips()).toBe(before);
});

/** A record without what differs from machine to machine and from moment to moment: keys, times, ids, commits. */
async function meaning(here: Awaited<ReturnType<typeof place>>) {
  const text = await here.git('show', 'refs/planfile/polite:record.jsonl');
  return text.split('\n').map((line) => {
    const own = ['key', 'at', 'evidence', 'holder', 'base', 'start', 'commit', 'seconds'];
    return Object.fromEntries(Object.entries(JSON.parse(line)).filter(([name]) => !own.includes(name)));
  });
}

test('an escalation blocks the phase, keeps its work and says so', async () => {
  await using messages = await startMessages(
    play({
      phases: {
        please: [write('please.sh', 'half\n'), escalate('please.sh needs a word that nobody decided')],
      },
    }),
  );
  const here = await place(project);
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  const run = await here.planfile('run', 'polite');
  expect(run.exit).toBe(1);
  expect(run.stdout).toContain('needs a word that nobody decided');
  const end = (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!.phases[0]!;
  expect(end).toMatchObject({ state: 'blocked', reason: 'escalated' });
  expect(await here.read('please.sh', end.commit!)).toBe('half');
  await expect(here.git('rev-parse', '--verify', 'plan/polite')).rejects.toThrow();
});

inSoak('verify that never holds fails the phase after three rounds, and its work is kept', async () => {
  await using messages = await startMessages(
    play({ phases: { please: [write('wrong.sh', 'x\n'), finish()] } }),
  );
  const here = await place({
    ...project,
    'plans/polite.md': planText({
      id: 'polite',
      phases: [{ id: 'please', yaml: 'paths: ["*.sh"], verify: [test -f please.sh]' }],
    }),
  });
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  const run = await here.planfile('run', 'polite', '--json');
  expect(run.exit).toBe(1);
  expect(run.json<RunReport>().waves[0]!.results[0]!).toMatchObject({
    outcome: 'failed',
    reason: 'verify',
    rounds: 3,
  });
  const phase = (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!.phases[0]!;
  expect(phase).toMatchObject({ state: 'failed', reason: 'verify' });
  expect(await here.read('wrong.sh', phase.commit!)).toBe('x');
});

test('work outside its paths lands nowhere, and is kept in the outcome only', async () => {
  await using messages = await startMessages(
    play({ phases: { please: [write('please.sh', 'x\n'), bash('echo evil > README.md'), finish()] } }),
  );
  const here = await place(project);
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  const run = await here.planfile('run', 'polite', '--json');
  expect(run.exit).toBe(1);
  expect(run.json<RunReport>().waves[0]!.results[0]!).toMatchObject({
    reason: 'scope',
    outside: ['README.md'],
    landable: false,
  });
  expect(run.json<RunReport>().waves[0]!.landing!.ended[0]!.kept).toContain('pushed nowhere');
  const commit = run.json<RunReport>().waves[0]!.results[0]!.commit;
  await expect(here.git('cat-file', '-e', commit!)).rejects.toThrow();
});

inSoak(
  'a review that finds a criterion unmet blocks: what passed verify has landed, the next wave does not start',
  async () => {
    await using messages = await startMessages(play({ ...cast, review: [failing] }));
    const here = await place(two);
    Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
    await here.planfile('approve', 'polite', '--yes');
    const run = await here.planfile('run', 'polite', '--json');
    expect(run.exit).toBe(1);
    expect(run.json<RunReport>().waves).toHaveLength(1);
    expect(run.json<RunReport>().waves[0]!.landing!.check).toMatchObject({ conclusion: 'failure' });
    expect(await here.read('please.sh', 'plan/polite')).toBe('echo please');
  },
);

test("the policy's set-up runs before the model and on the joined tree", async () => {
  await using messages = await startMessages(
    play({ phases: { please: [write('please.sh', 'echo please\n'), finish()] } }),
  );
  const files = {
    ...project,
    '.gitignore': 'tools/\n',
    'make-tools.sh': 'mkdir -p tools && echo "exit 0" > tools/check.sh\n',
    'plans/polite.md': planText({
      id: 'polite',
      phases: [{ id: 'please', yaml: 'paths: [please.sh], verify: [bash tools/check.sh]' }],
    }),
  };
  const policy = { '.github/planfile.yml': 'setup:\n  commands: [bash make-tools.sh]\nrounds: 0\n' };
  for (const [given, exit] of [
    [files, 1],
    [{ ...files, ...policy }, 0],
  ] as const) {
    const here = await place(given);
    Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
    await here.planfile('approve', 'polite', '--yes');
    const run = await here.planfile('run', 'polite');
    expect(run.exit, run.stdout + run.stderr).toBe(exit);
  }
});

inSoak('a tree that cannot become a commit is kept as it was left', async () => {
  await using messages = await startMessages(
    play({
      phases: {
        please: [write('please.sh', 'x\n'), bash('mkdir -p sub/.git && echo x > sub/.git/config'), finish()],
      },
    }),
  );
  const here = await place(project);
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  await here.planfile('approve', 'polite', '--yes');
  const run = await here.planfile('run', 'polite', '--json');
  expect(run.exit).toBe(1);
  const { results, folder, landing } = run.json<RunReport>().waves[0]!;
  const { message, reason, keptTree } = results[0]!;
  expect([reason, keptTree]).toEqual(['scope', 'tree-please']);
  expect(landing!.ended[0]!.kept).toContain(`tree-please in ${folder}`);
  const kept = /is kept at (\S+), with/.exec(message)?.[1];
  expect(await readText(`${kept}/please.sh`)).toBe('x\n');
});

test('a link in plans/ shows nothing of what lies outside of the repository', async () => {
  const here = await place(project);
  await writeFile(`${here.folder}/secret.md`, '---\nplanfile: 1\ntoken: hunter2\n---\n');
  await symlink(`${here.folder}/secret.md`, `${here.repository}/plans/link.md`);
  const ran = await here.planfile('validate');
  expect(ran.exit).toBe(1);
  expect(ran.stdout).toContain('a link that leads out of the repository');
  expect(ran.stdout + ran.stderr).not.toContain('hunter2');
});

inSoak('an approval that lapsed says what changed since, and those of other phases stand', async () => {
  const here = await place(two);
  await here.planfile('approve', 'polite', '--yes');
  await here.write({
    'plans/polite.md': two['plans/polite.md'].replace('test -f please.sh', 'test -s please.sh'),
  });
  await here.commit('ask for more');
  const gate = await here.planfile('gate', 'polite');
  expect(gate.exit).toBe(1);
  expect(gate.stdout).toMatch(
    /please changed since it was approved:\n {2}its commands\n {4}- test -f please\.sh\n {4}\+ test -s please\.sh/,
  );
  // What builds on it lapsed as well.
  expect(gate.stdout).toContain('thanks changed since it was approved');
});
