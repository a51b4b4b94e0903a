import { beforeEach, describe, expect, test } from 'vitest';
import type { GateAnswer } from '../../src/commands/gate.ts';
import type { StatusReport } from '../../src/commands/status.ts';
import { startMessages } from '../doubles/messages/server.ts';
import { sampled } from '../soak.ts';
import { failing, finish, passing, play, write } from './actors.ts';
import { type Place, place, planText, project } from './place.ts';

/** What stands on the branch, after people and merges have had their hands on it (trust.md T4, github.md G22). */
const files = {
  ...project,
  'plans/polite.md': planText({
    id: 'polite',
    phases: [
      { id: 'a', yaml: 'paths: [a.sh], verify: [test -f a.sh]' },
      { id: 'b', yaml: 'needs: [a], paths: [b.sh], verify: [test -f a.sh, test -f b.sh]' },
    ],
  }),
};
const phases = {
  a: [write('a.sh', 'echo a\n'), finish()],
  b: [write('b.sh', 'echo b\n'), finish()],
};

async function withModels<T>(here: Place, act: () => Promise<T>, review = passing): Promise<T> {
  await using messages = await startMessages(play({ phases, review: [review] }));
  Object.assign(here.env, { ANTHROPIC_BASE_URL: messages.url, ANTHROPIC_API_KEY: 'test-key' });
  return await act();
}

const run = (here: Place, ...args: string[]) =>
  withModels(here, () => here.planfile('run', 'polite', ...args));
const statusOf = async (here: Place) =>
  (await here.planfile('status', 'polite', '--json')).json<StatusReport>().plans[0]!;
const statesOf = async (here: Place) =>
  Object.fromEntries((await statusOf(here)).phases.map(({ phase, state }) => [phase, state]));
const gateOf = async (here: Place) => {
  const { exit, json } = await here.planfile('gate', 'polite', '--phase', 'b', '--json');
  return { exit, decision: json<GateAnswer>().decisions[0]! };
};

let here: Place;
beforeEach(async () => {
  here = await place(files);
  await here.planfile('approve', 'polite', '--yes');
  await run(here, '--phase', 'a');
});

/** In a work tree of its own, so that the person's checkout stays where it is. */
async function onBranch(
  act: (git: (...args: string[]) => Promise<string>) => Promise<unknown>,
): Promise<void> {
  const folder = `${here.folder}/side-${Math.random().toString(36).slice(2)}`;
  await here.git('worktree', 'add', '-q', folder, 'plan/polite');
  await act((...args) => here.git('-C', folder, ...args));
  await here.git('worktree', 'remove', '--force', folder);
}

test('a revert on the branch undoes the phase: what needs it waits', async () => {
  expect(await statesOf(here)).toEqual({ a: 'done', b: 'pending' });
  await onBranch((git) => git('revert', '--no-edit', 'HEAD'));
  expect(await statesOf(here)).toEqual({ a: 'pending', b: 'pending' });
  const { decision } = await gateOf(here);
  expect(decision.waitingFor).toEqual(['a']);
  expect(decision.code).not.toBe('foreign-commits');
});

describe('a commit that nobody can account for', () => {
  const push = () =>
    onBranch(async (git) => {
      await git('commit', '-q', '--allow-empty', '-m', 'looks harmless');
    });

  test('is named, and refuses', async () => {
    await push();
    expect(await gateOf(here)).toMatchObject({ exit: 1, decision: { code: 'foreign-commits' } });
  });

  test('is not hidden by a copy of the branch', async () => {
    await push();
    await here.git('branch', 'backup', 'plan/polite');
    expect(await gateOf(here)).toMatchObject({ exit: 1, decision: { code: 'foreign-commits' } });
  });

  test('is not hidden by standing on it', async () => {
    await push();
    await here.git('checkout', '-q', '--detach', 'plan/polite');
    expect(await gateOf(here)).toMatchObject({ exit: 1, decision: { code: 'foreign-commits' } });
  });

  test('is no reason to approve again', async () => {
    await push();
    const record = () => here.git('show', 'refs/planfile/polite:record.jsonl');
    const before = await record();
    await here.planfile('approve', 'polite', '--yes');
    expect(await record()).toBe(before);
    expect((await statusOf(here)).next).toMatch(/Revert them/);
  });
});

describe('after the merge, whatever its way', () => {
  const merges: [string, () => Promise<unknown>][] = [
    ['merge', () => here.git('merge', '-q', '--no-ff', '--no-edit', 'plan/polite')],
    [
      'squash',
      async () => {
        await here.git('merge', '-q', '--squash', 'plan/polite');
        await here.git('commit', '-q', '-m', 'squashed');
      },
    ],
    [
      'rebase',
      async () => {
        await here.git('commit', '-q', '--allow-empty', '-m', 'something else');
        await here.git('cherry-pick', 'main..plan/polite');
      },
    ],
  ];
  test.each(sampled(merges, 3))(
    '%s, and the branch deleted: done stays done, and the rest can be built',
    async (_, merge) => {
      await merge();
      await here.git('branch', '-D', 'plan/polite');
      expect(await statesOf(here)).toEqual({ a: 'done', b: 'pending' });
      expect((await run(here)).exit).toBe(0);
      expect(await statesOf(here)).toEqual({ a: 'done', b: 'done' });
      expect(await here.git('ls-tree', '--name-only', 'plan/polite', 'a.sh', 'b.sh')).toBe('a.sh\nb.sh');
    },
  );

  test('a squash that was reverted on main is not done', async () => {
    await here.git('merge', '-q', '--squash', 'plan/polite');
    await here.git('commit', '-q', '-m', 'squashed');
    await here.git('branch', '-D', 'plan/polite');
    await here.git('revert', '--no-edit', 'HEAD');
    expect(await statesOf(here)).toMatchObject({ a: 'pending' });
  });

  test('and there is nothing more to merge', async () => {
    await run(here);
    expect((await statusOf(here)).next).toBe('git merge plan/polite');
    await here.git('merge', '-q', '--no-edit', 'plan/polite');
    expect((await statusOf(here)).next).toBeNull();
  });
});

test('a branch that was deleted and not merged: what it held is not done, and the way back is told', async () => {
  await here.git('branch', '-D', 'plan/polite');
  const ran = await run(here);
  expect(ran.exit).toBe(1);
  const { phases, problems } = await statusOf(here);
  expect(phases.map(({ state }) => state)).toEqual(['pending', 'pending']);
  const back = /git branch plan\/polite [0-9a-f]{40}/.exec(problems[0]!.fix)?.[0];
  await here.git(...back!.split(' ').slice(1));
  expect(await statesOf(here)).toEqual({ a: 'done', b: 'pending' });
});

test('a plan renamed on its branch is the same plan, by id and by either path', async () => {
  await onBranch(async (git) => {
    await git('mv', 'plans/polite.md', 'PLAN.md');
    await git('commit', '-q', '-m', 'rename');
  });
  for (const name of ['polite', 'PLAN.md', 'plans/polite.md']) {
    const report = (await here.planfile('status', name, '--json')).json<StatusReport>().plans[0]!;
    expect(report).toMatchObject({ path: 'PLAN.md', phases: [{ state: 'done' }, { state: 'pending' }] });
  }
  expect((await run(here)).exit).toBe(0);
});

test('a later wave that passes does not speak for an earlier one that was blocked', async () => {
  const place2 = await place(files);
  await place2.planfile('approve', 'polite', '--yes');
  const first = await withModels(place2, () => place2.planfile('run', 'polite'), failing);
  expect(first.exit).toBe(1);
  // Nothing goes on by itself past a block …
  const second = await run(place2);
  expect(second.exit).toBe(1);
  expect(second.stdout).toContain('the review blocks');
  expect((await statusOf(place2)).next).toMatch(/^look at what blocks/);
  // … but a person may name the next phase; what blocked blocks still.
  const last = await run(place2, '--phase', 'b');
  expect(last.stdout).toContain('an earlier wave is blocked');
  const { review, phases, next } = await statusOf(place2);
  expect(phases.map(({ state }) => state)).toEqual(['done', 'done']);
  expect(review).toMatchObject({ verdict: 'block' });
  expect(next).not.toContain('git merge');
});
