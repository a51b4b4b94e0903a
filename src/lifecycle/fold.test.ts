import { describe, expect, test } from 'vitest';
import { digestOf, planOf, type StoryPlan, story, usage } from '../../test/builders/story.ts';
import { fold, type PlanState } from './fold.ts';
import { criteriaOf, planStatus, reviewStanding, spentByRun } from './status.ts';
import type { StepOf } from './step.ts';
import { stepGuards } from './track.ts';

const plan = planOf({ a: [], b: ['a'] });

const folded = (told: { steps: () => ReturnType<ReturnType<typeof story>['steps']> }, of: StoryPlan = plan) =>
  fold(of, told.steps());
const phase = (state: PlanState, id: string) => state.phases.find((one) => one.phase === id)!;
const codes = (state: PlanState) => state.problems.map(({ line, code }) => `${line} ${code}`);

describe('a phase', () => {
  test('is pending before anything happened', () => {
    expect(folded(story(plan)).phases).toMatchObject([
      { phase: 'a', state: 'pending', attempts: [], holder: undefined },
      { phase: 'b', state: 'pending' },
    ]);
  });

  test('that runs has a holder, and has none afterwards', () => {
    const told = story(plan).start('a', { run: 'mine' });
    expect(phase(folded(told), 'a')).toMatchObject({ state: 'running', holder: { run: 'mine' } });
    expect(phase(folded(told.done('a')), 'a')).toMatchObject({
      state: 'done',
      holder: undefined,
      reason: null,
      doneLine: 2,
    });
  });

  test('that failed says why, and starts again with both attempts known', () => {
    const told = story(plan).start('a').failed('a', 'budget');
    expect(phase(folded(told), 'a')).toMatchObject({ state: 'failed', reason: 'budget' });
    const again = phase(folded(told.start('a').done('a')), 'a');
    expect(again).toMatchObject({ state: 'done', reason: null });
    expect(again.attempts.map(({ end }) => end?.outcome)).toEqual(['failed', 'done']);
  });

  test('that is blocked starts only after a reset', () => {
    const told = story(plan).start('a').blocked('a').start('a');
    expect(codes(folded(told))).toEqual(['3 phase-is-blocked']);
    expect(phase(folded(told.reset('a').start('a')), 'a').state).toBe('running');
  });

  test('that is done is undone by a reset, and what was spent on it stays spent', () => {
    const told = story(plan)
      .start('a')
      .done('a', { usage: usage(0.5) })
      .reset('a');
    expect(phase(folded(told), 'a')).toMatchObject({ state: 'pending', doneLine: 2, spentUsd: 0.5 });
  });

  test('is fixed at most twice a digest (T23)', () => {
    const told = story(plan).start('a').done('a').start('a').done('a').start('a').done('a').start('a');
    const state = folded(told);
    expect(codes(state)).toEqual(['7 too-many-fixes']);
    expect(phase(state, 'a')).toMatchObject({ state: 'done', fixes: 2 });
  });
});

describe('a fix', () => {
  const built = () => story(plan).start('a').done('a').review('t', ['a'], { verdict: 'block', why: 'wrong' });

  test('that lands is judged anew, and all that landed counts', () => {
    const told = built().start('a');
    expect(phase(folded(told), 'a')).toMatchObject({ state: 'running', mending: true, fixes: 1 });
    const state = folded(told.done('a'));
    expect(phase(state, 'a')).toMatchObject({ state: 'done', mending: false, doneLine: 5, since: 4 });
    expect(phase(state, 'a').landed.map(({ start }) => start)).toEqual(
      phase(state, 'a').attempts.map(({ start }) => start.key),
    );
    expect(reviewStanding(state)).toMatchObject({ verdict: 'none' });
  });

  test.each([
    ['failed', (told: ReturnType<typeof story>) => told.failed('a', 'budget')],
    ['is blocked', (told: ReturnType<typeof story>) => told.blocked('a')],
  ])('that %s leaves what had landed, and the word of its review', (_, end) => {
    const before = phase(folded(built()), 'a');
    const state = folded(end(built().start('a')));
    const after = phase(state, 'a');
    const { start, end: landed, since, doneLine, reason } = before;
    expect(after).toMatchObject({ state: 'done', start, end: landed, since, doneLine, reason });
    expect(after.message).toMatch(/^its fix ended without landing \((?:budget|escalated)\)/);
    expect(after.attempts).toHaveLength(2);
    expect(reviewStanding(state)).toEqual({ verdict: 'block', why: 'wrong' });
  });

  test('counts when it landed or took tokens; one that never ran does not', () => {
    const crashed = {
      outcome: 'failed',
      reason: 'error',
      verified: false,
      commit: null,
      tree: null,
    } as const;
    const fixes = (...ends: Partial<StepOf<'end'>>[]) => {
      const told = built();
      for (const end of ends) told.start('a').end('a', { ...crashed, ...end });
      return phase(folded(told), 'a').fixes;
    };
    const landed = built().start('a').done('a');
    expect(phase(folded(landed), 'a').fixes).toBe(1);
    expect(fixes({}, {}, {})).toBe(0);
    expect(fixes({}, { usage: usage(null) }, {})).toBe(1);
    const third = built();
    for (const _ of [1, 2]) third.start('a').end('a', { ...crashed, usage: usage(0.1) });
    expect(codes(folded(third.start('a')))).toEqual(['8 too-many-fixes']);
  });

  test('is over when the phase is undone: what is built again and fails has failed', () => {
    const told = built().start('a').done('a').reset('a');
    expect(phase(folded(told), 'a')).toMatchObject({ state: 'pending', landed: [], undone: { line: 5 } });
    expect(phase(folded(told.start('a').failed('a')), 'a')).toMatchObject({ state: 'failed' });
  });
});

describe('an illegal step is named and skipped', () => {
  test.each([
    [
      'a second start while it runs',
      story(plan).start('a', { run: 'first' }).start('a'),
      '2 phase-is-running',
    ],
    ['an end of what never ran', story(plan).end('a'), '1 phase-is-pending'],
    ['a second end', story(plan).start('a').failed('a', 'crashed').done('a'), '3 phase-is-failed'],
    ['a reset of what runs', story(plan).start('a').reset('a'), '2 phase-is-running'],
    ['a reset of what never ran', story(plan).reset('a'), '1 phase-is-pending'],
    [
      'an end of another start',
      story(plan).start('a').end('a', { start: 'another' }),
      '2 end-of-another-start',
    ],
    ['done, unverified', story(plan).start('a').done('a', { verified: false }), '2 done-without-proof'],
    ['done, without a commit', story(plan).start('a').done('a', { commit: null }), '2 done-without-proof'],
    ['done, without a tree', story(plan).start('a').done('a', { tree: null }), '2 done-without-proof'],
    [
      'done for a reason',
      story(plan).start('a').done('a', { reason: 'verify' }),
      '2 ending-without-its-reason',
    ],
    [
      'failed without a reason',
      story(plan).start('a').end('a', { outcome: 'failed', reason: null }),
      '2 ending-without-its-reason',
    ],
    [
      'failed because it escalated',
      story(plan).start('a').end('a', { outcome: 'failed', reason: 'escalated' }),
      '2 ending-without-its-reason',
    ],
  ])('%s', (_, told, code) => {
    const state = folded(told);
    expect(codes(state)).toEqual([code]);
    expect(state.problems[0]).toMatchObject({
      phase: 'a',
      message: expect.stringMatching(/./),
      fix: expect.stringMatching(/./),
    });
  });

  test('the late end of a run that was marked as crashed does not make the phase done', () => {
    const told = story(plan).start('a', { run: 'lost' });
    const start = told.steps()[0]!.step.key;
    told.failed('a', 'crashed').start('a', { run: 'next' }).end('a', { start });
    const state = folded(told);
    expect(codes(state)).toEqual(['4 end-of-another-start']);
    expect(phase(state, 'a')).toMatchObject({ state: 'running', holder: { run: 'next' } });
  });

  test('costs its money all the same', () => {
    const told = story(plan).end('a', { usage: usage(0.25) });
    expect(folded(told).spentUsd).toBe(0.25);
  });
});

describe('each guard is what stops its case', () => {
  test.each([
    [
      'a digest is fixed at most twice',
      story(plan).start('a').done('a').start('a').done('a').start('a').done('a').start('a'),
      'running',
    ],
    ['an ending goes with its reason', story(plan).start('a').done('a', { reason: 'verify' }), 'done'],
    ['done has a verified tree and a commit', story(plan).start('a').done('a', { verified: false }), 'done'],
    ['an end ends the start that runs', story(plan).start('a').end('a', { start: 'another' }), 'done'],
  ])('%s', (guard, told, without) => {
    expect(folded(told).problems).toHaveLength(1);
    const { [guard]: removed, ...others } = stepGuards;
    expect(removed).toBeDefined();
    const state = fold(plan, told.steps(), Object.values(others));
    expect(state.problems).toEqual([]);
    expect(phase(state, 'a').state).toBe(without);
  });
});

describe('a digest', () => {
  const revised = planOf({ a: [], b: ['a'] }, 2);

  test('is done only when it ran itself; older ones are history', () => {
    const state = folded(
      story(plan)
        .start('a')
        .done('a', { usage: usage(1) }),
      revised,
    );
    expect(phase(state, 'a')).toMatchObject({ state: 'pending', digest: digestOf('a 2'), spentUsd: 0 });
    expect(state.history).toMatchObject([{ phase: 'a', state: 'done', digest: digestOf('a 1') }]);
    expect(state.spentUsd).toBe(1);
  });

  test('of a phase that another digest ran does not end that', () => {
    const told = story(plan)
      .start('a')
      .add({ ...endOf(revised), start: 'another' });
    expect(codes(folded(told, revised))).toEqual(['2 phase-is-pending']);
  });

  function endOf(of: StoryPlan) {
    const last = story(of, 'two').start('a').done('a').steps()[1]!.step;
    return last.type === 'end' ? last : expect.unreachable();
  }
});

describe('the plan', () => {
  test('keeps approvals, drafts and reviews in order', () => {
    const told = story(plan).draft('first').approve('a').revoke('a').review('x', ['a']);
    const state = folded(told);
    expect(state.drafts.map(({ line }) => line)).toEqual([1]);
    expect(state.approvals.map(({ step, line }) => [step.type, line])).toEqual([
      ['approve', 2],
      ['revoke', 3],
    ]);
    expect(state.reviews.map(({ line }) => line)).toEqual([4]);
  });

  test('names models that have no price: what was spent is then a lower bound', () => {
    const told = story(plan)
      .start('a')
      .done('a', { usage: [...usage(0.5), ...usage(null, 'local-llama')] });
    expect(folded(told)).toMatchObject({ spentUsd: 0.5, unpriced: ['local-llama'] });
  });

  test('knows what a run took, over all its phases and digests', () => {
    const told = story(plan)
      .start('a', { run: 'mine' })
      .done('a', { usage: usage(0.5) });
    told
      .start('b', { run: 'mine' })
      .done('b', { usage: usage(0.25) })
      .start('a', { run: 'other' });
    const state = folded(told.done('a', { usage: usage(4) }), planOf({ a: [] }, 2));
    expect([spentByRun(state, 'mine'), spentByRun(state, 'other'), spentByRun(state, 'none')]).toEqual([
      0.75, 4, 0,
    ]);
  });

  test('a later review does not speak for what it did not judge', () => {
    const begun = () => story(plan).start('a').done('a');
    const blocked = begun().review('x', ['a'], { verdict: 'block' });
    expect(reviewStanding(folded(story(plan)))).toBeUndefined();
    expect(reviewStanding(folded(begun()))?.verdict).toBe('none');
    expect(reviewStanding(folded(blocked))?.verdict).toBe('block');
    const later = begun().review('x', ['a'], { verdict: 'block' }).start('b').done('b').review('y', ['b']);
    expect(reviewStanding(folded(later))?.verdict).toBe('block');
    const again = begun().review('x', ['a'], { verdict: 'block' }).review('x', ['a']);
    expect(reviewStanding(folded(again))?.verdict).toBe('pass');
  });

  test.each([
    ['draft', story(plan), []],
    ['draft', story(plan), ['a']],
    ['approved', story(plan), ['a', 'b']],
    ['running', story(plan).start('a').failed('a').start('b'), ['a', 'b']],
    ['blocked', story(plan).start('a').blocked('a').start('b').failed('b'), ['a', 'b']],
    ['failed', story(plan).start('a').failed('a'), ['a', 'b']],
    ['waiting', story(plan).start('a').done('a'), []],
    ['waiting', story(plan).start('a').done('a').reset('a'), ['b']],
    ['approved', story(plan).start('a').done('a'), ['b']],
    ['done', story(plan).start('a').done('a').start('b').done('b'), []],
  ])('is %s', (status, told, approved) => {
    expect(planStatus(folded(told), new Set(approved))).toBe(status);
  });
});

describe('criteria', () => {
  const done = () => story(plan).start('a').done('a');

  test.each([
    ['not-judged', done()],
    ['met', done().review('x', ['a'])],
    ['unmet', done().review('x', ['a'], { unmet: ['a'], verdict: 'block' })],
    ['not-judged', done().review('x', ['b'])],
    ['not-judged', done().review('x', ['a'], { verdict: 'none' })],
    [
      'unmet',
      done()
        .review('x', ['a'])
        .review('y', ['a'], { unmet: ['a'] }),
    ],
    [
      'met',
      done()
        .review('x', ['a'], { unmet: ['a'] })
        .review('y', ['a']),
    ],
    ['not-judged', done().review('x', ['a']).start('a')],
    ['not-judged', done().review('x', ['a']).start('a').done('a')],
  ] as const)('are %s', (judged, told) => {
    expect(criteriaOf(folded(told), 'a')).toBe(judged);
  });
});

test('a fix can be pasted: it names the plan and the phase', () => {
  const plan = planOf({ a: [], b: ['a'] });
  const told = story(plan).approve('a').reset('a').start('a').reset('a').start('a').end('b');
  const { problems } = fold(plan, told.steps());
  expect(problems.length).toBeGreaterThan(1);
  for (const { fix } of problems) expect(fix).not.toMatch(/<[a-z]+>/);
  expect(problems.some(({ fix }) => fix.includes('planfile reset story a --reason'))).toBe(true);
});
