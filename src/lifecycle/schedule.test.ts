import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf, type StoryPlan, story, usage } from '../../test/builders/story.ts';
import { fold } from './fold.ts';
import type { PhaseDecision } from './gate.ts';
import { decides, namedPhases, WAVE_MOST, wave } from './schedule.ts';
import { type WaveOptions, waveGuards } from './wave-guards.ts';

const plan = planOf({ a: [], b: ['a'], c: [], d: ['b', 'c'] });
type Story = ReturnType<typeof story>;

const allowed = (of: StoryPlan, not: Record<string, string> = {}): PhaseDecision[] =>
  of.phases.map(({ id, digest }) => ({
    phase: id,
    digest,
    decision: not[id] ? 'refused' : 'approved',
    code: not[id] ?? 'approved',
    message: '',
    fix: '',
    approvals: [],
    waitingFor: [],
  }));

const OPTIONS: WaveOptions = { by: 'person', run: { run: 'now', attempt: 1 }, attempts: 5 };

interface Ask {
  told?: Story;
  wanted?: string[];
  options?: Partial<WaveOptions>;
  decisions?: PhaseDecision[];
  without?: string;
  /** Commits of a phase that stand though the rest was taken out. */
  remains?: Record<string, string[]>;
}

function waveOf({ told = story(plan), wanted, options, decisions = allowed(plan), without, remains }: Ask) {
  const guards = Object.entries(waveGuards).filter(([name]) => name !== without);
  const state = fold(plan, told.steps());
  for (const track of state.phases) Object.assign(track, { remains: remains?.[track.phase] ?? [] });
  const result = wave(
    plan,
    state,
    decisions,
    wanted,
    { ...OPTIONS, ...options },
    guards.map(([, guard]) => guard),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return {
    start: result.wave.start.map(({ id }) => id),
    held: Object.fromEntries(result.wave.held.map(({ phase, code }) => [phase, code])),
  };
}

test('everything that is ready starts together, and the rest says what it waits for', () => {
  expect(waveOf({})).toEqual({ start: ['a', 'c'], held: { b: 'waiting-for-needs', d: 'waiting-for-needs' } });
  const second = waveOf({ told: story(plan).start('a').done('a').start('c').done('c') });
  expect(second).toEqual({
    start: ['b'],
    held: { a: 'already-done', c: 'already-done', d: 'waiting-for-needs' },
  });
});

describe('a fix', () => {
  const built = () => story(plan).start('a').done('a').review('t', ['a'], { verdict: 'block' });
  const mending = new Set(['a', 'b', 'c', 'd']);
  const phaseUsd = new Map([['a', 0.5]]);
  const costly = story(plan)
    .start('a')
    .done('a', { usage: usage(0.5) });
  const fixed = built().start('a').done('a').start('a').done('a');

  test('starts what has landed, though its review blocks', () => {
    expect(waveOf({ told: built(), wanted: ['a'], options: { mending } })).toEqual({
      start: ['a'],
      held: {},
    });
  });

  test.each([
    ['nothing of it has landed', built(), 'c', 'not-done'],
    ['it is being mended', built().start('a'), 'a', 'already-running'],
    ['it was mended twice', fixed, 'a', 'too-many-fixes'],
    ['its own money is used up', costly, 'a', 'budget-used-up'],
    ['somebody builds another phase', built().start('c'), 'a', 'plan-at-work'],
  ])('is held where %s', (_, told, id, code) => {
    expect(waveOf({ told, wanted: [id], options: { mending, phaseUsd } }).held).toEqual({ [id]: code });
  });

  test.each([
    ['what is mended has landed', built(), 'c'],
    ['it is mended at most twice', fixed, 'a'],
    ['what is mended has money left', costly, 'a'],
    ['nobody works on the plan that is mended', built().start('c'), 'a'],
  ])('without the guard "%s" it would start', (without, told, id) => {
    expect(waveOf({ told, wanted: [id], options: { mending, phaseUsd }, without }).start).toEqual([id]);
  });

  test('is no wave’s to start', () => {
    const asked: Ask = { told: built(), wanted: ['a'], options: { mending, by: 'dispatch' } };
    expect(waveOf(asked).held).toEqual({ a: 'not-a-person' });
    expect(waveOf({ ...asked, without: 'a fix is the word of a person' }).start).toEqual(['a']);
  });
});

test('what stands by halves is built by nobody', () => {
  const asked: Ask = { told: story(plan), wanted: ['a'], remains: { a: ['0123456789abcdef'] } };
  expect(waveOf(asked).held).toEqual({ a: 'half-undone' });
  expect(waveOf({ ...asked, without: 'nothing of it stands by halves' }).start).toEqual(['a']);
});

test('the longest chain behind it goes first: there may be fewer machines than phases', () => {
  const wide = planOf({ last: [], first: [], next: ['first'], end: ['next'] });
  const result = wave(wide, fold(wide, []), allowed(wide), undefined, OPTIONS);
  expect(result.ok && result.wave.start.map(({ id }) => id)).toEqual(['first', 'last']);
});

describe('what was named', () => {
  test('alone starts', () => expect(waveOf({ wanted: ['c'] })).toEqual({ start: ['c'], held: {} }));

  test('and is not there is a failure that tells what is', () => {
    const result = wave(plan, fold(plan, []), allowed(plan), ['c', 'x'], OPTIONS);
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: 'unknown-phase', message: 'the plan has no phase x' },
    });
    expect(namedPhases(plan, [])).toMatchObject({ ok: true, phases: plan.phases });
    expect(namedPhases({ phases: [] })).toMatchObject({ ok: false, refusal: { code: 'no-phase' } });
  });
});

/** Each case is held by one guard; without it the phase starts. */
const cases: [guard: string, code: string, ask: Ask][] = [
  ['it is not done', 'already-done', { told: story(plan).start('c').done('c'), wanted: ['c'] }],
  ['nobody works on it', 'already-running', { told: story(plan).start('c'), wanted: ['c'] }],
  ['it is not blocked', 'blocked', { told: story(plan).start('c').blocked('c'), wanted: ['c'] }],
  [
    'what failed starts again by a person who names it',
    'failed',
    { told: story(plan).start('c').failed('c') },
  ],
  [
    'what failed starts again by a person who names it',
    'failed',
    { told: story(plan).start('c').failed('c'), wanted: ['c'], options: { by: 'dispatch' } },
  ],
  [
    'one run starts a digest once',
    'started-by-this-run',
    { told: story(plan).start('c', { run: 'now' }).failed('c'), wanted: ['c'] },
  ],
  [
    'its attempts are not used up',
    'attempts-used-up',
    {
      told: story(plan).start('c').failed('c').start('c').failed('c'),
      wanted: ['c'],
      options: { attempts: 2 },
    },
  ],
  [
    'the plan has money left',
    'budget-used-up',
    {
      told: story(plan)
        .start('a')
        .done('a', { usage: usage(4) }),
      wanted: ['c'],
      options: { planUsd: 4 },
    },
  ],
  [
    'the run has money left',
    'budget-used-up',
    {
      told: story(plan)
        .start('a', { run: 'now' })
        .done('a', { usage: usage(4) }),
      wanted: ['c'],
      options: { runUsd: 4 },
    },
  ],
  ['its needs are done', 'waiting-for-needs', { wanted: ['d'] }],
  ['its needs are done', 'waiting-for-needs', { told: story(plan).start('a').failed('a'), wanted: ['b'] }],
  [
    'no review of what is done blocks',
    'review-blocks',
    { told: story(plan).start('a').done('a').review('tree', ['a'], { verdict: 'block' }) },
  ],
  [
    'the gate lets it run',
    'not-approved',
    { decisions: allowed(plan, { c: 'not-approved' }), wanted: ['c'] },
  ],
  ['the gate lets it run', 'not-decided', { decisions: [], wanted: ['c'] }],
  [
    'the gate lets it run',
    'not-decided',
    { decisions: allowed(planOf({ a: [], b: ['a'], c: [], d: [] }, 2)), wanted: ['c'] },
  ],
  [
    'what it builds on was judged right',
    'waiting-for-judgement',
    { told: story(plan).start('a').done('a'), wanted: ['b'], options: { deciding: new Set(['a']) } },
  ],
];

describe.each(cases)('%s (%s)', (guard, code, ask) => {
  const phase = ask.wanted?.[0] ?? 'c';

  test('holds it back', () => {
    const { start, held } = waveOf(ask);
    expect(start).not.toContain(phase);
    expect(held[phase]).toBe(code);
  });

  test('and nothing else does', () => expect(waveOf({ ...ask, without: guard }).start).toContain(phase));
});

test('what failed starts again when a person names it, or when its session was only cut off', () => {
  const told = story(plan).start('c').failed('c');
  expect(waveOf({ told, wanted: ['c'] }).start).toEqual(['c']);
  expect(waveOf({ told, options: { again: new Set(['c']) } }).start).toEqual(['a', 'c']);
});

test('what needs a decision starts when its criteria were judged met', () => {
  const told = story(plan).start('a').done('a').review('tree', ['a']);
  expect(waveOf({ told, wanted: ['b'], options: { deciding: new Set(['a']) } }).start).toEqual(['b']);
});

test('a re-run is another attempt of the run', () => {
  const told = story(plan).start('c', { run: 'now' }).failed('c');
  expect(waveOf({ told, wanted: ['c'], options: { run: { run: 'now', attempt: 2 } } }).start).toEqual(['c']);
});

test('a wave has at most 32 phases, and says so', () => {
  const many = planOf(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, []])));
  const result = wave(many, fold(many, []), allowed(many), undefined, { ...OPTIONS, most: 100 });
  expect(result.ok && result.wave.start).toHaveLength(WAVE_MOST);
  expect(result.ok && result.wave.held.map(({ code }) => code)).toEqual(Array(8).fill('wave-full'));
});

test('wave after wave, every plan without a cycle is done, each phase after its needs and once', () => {
  const plans = fc
    .array(fc.nat(), { minLength: 1, maxLength: 12 })
    .map((masks) =>
      planOf(
        Object.fromEntries(
          masks.map((mask, i) => [
            `p${i}`,
            Array.from({ length: i }, (_, j) => j).flatMap((j) => ((mask >> j) & 1 ? [`p${j}`] : [])),
          ]),
        ),
      ),
    );
  fc.assert(
    fc.property(plans, (some) => {
      const told = story(some);
      const order: string[] = [];
      for (let round = 0; round < some.phases.length; round += 1) {
        const result = wave(some, fold(some, told.steps()), allowed(some), undefined, OPTIONS);
        if (!result.ok || result.wave.start.length === 0) break;
        for (const { id, needs } of result.wave.start) {
          expect(order).toEqual(expect.arrayContaining(needs));
          told.start(id).done(id);
        }
        order.push(...result.wave.start.map(({ id }) => id));
      }
      expect(order.toSorted()).toEqual(some.phases.map(({ id }) => id).toSorted());
    }),
  );
});

describe('a phase decides', () => {
  const opus = { executor: 'opus', planner: 'opus' };
  test.each([
    [true, ['docs/decision.md'], opus],
    [true, ['docs/**/*.md', 'NOTES.txt'], opus],
    [false, ['docs/decision.md'], { executor: 'sonnet', planner: 'opus' }],
    [false, ['docs/decision.md', 'src/a.ts'], opus],
    [false, ['docs/**'], opus],
    [false, [], opus],
  ])('%s for %j with %j', (expected, paths, models) => {
    expect(decides({ paths }, models)).toBe(expected);
  });
});
