import { expect, test } from 'vitest';
import { START, type StoryPlan, story, usage } from '../../../test/builders/story.ts';
import type { StepOf } from '../../lifecycle/step.ts';
import { formatTrailers } from '../../lifecycle/trailers.ts';
import { readPlan } from '../../plan/read.ts';
import { readPolicy } from '../../policy/read.ts';
import { figuresOf, pastSessions, type ReportMaterial, waitingPlans } from './figures.ts';
import type { PlanMaterial } from './material.ts';
import { figures as schema } from './schema.ts';

const text = `---
planfile: 1
id: slugs
phases:
  - {id: slugify, paths: [src/slug/**], verify: [npm test]}
  - {id: wire, needs: [slugify], paths: [src/router.ts], verify: [npm test]}
---

# Make slugs

Why.

## Phase slugify: Write slugify

What.

- [ ] It works

## Phase wire: Wire it

What.

- [ ] It works
`;
const plan = readPlan(Buffer.from(text), 'plans/slugs.md').plan!;
const told = () => story(plan as unknown as StoryPlan);
const session = (usd: number): StepOf<'end'>['usage'] => [
  {
    role: 'executor',
    model: 'claude-sonnet-5-5',
    calls: 9,
    input: 100,
    cacheRead: 90_000,
    cacheWrite: 9_000,
    output: 3_000,
    usd,
  },
  {
    role: 'advisor',
    model: 'claude-opus-5-5',
    calls: 2,
    input: 100,
    cacheRead: 0,
    cacheWrite: 0,
    output: 100,
    usd: 0.01,
  },
];
const reviewing: StepOf<'review'>['usage'] = [
  {
    role: 'reviewer',
    model: 'claude-opus-5-5',
    calls: 1,
    input: 9_000,
    cacheRead: 0,
    cacheWrite: 0,
    output: 500,
    usd: 0.05,
  },
];

const of = (record: ReturnType<typeof told>, over: Partial<PlanMaterial> = {}): PlanMaterial => ({
  id: 'slugs',
  plan,
  steps: record.steps(),
  problems: 0,
  edits: [{ at: new Date(START - 3_600_000).toISOString(), by: 'Bo <bo@x>' }],
  messages: new Map(),
  mergedAt: undefined,
  ...over,
});
const material = (plans: PlanMaterial[], over: Partial<ReportMaterial> = {}): ReportMaterial => ({
  now: START + 86_400_000,
  plans,
  past: pastSessions(plans.map(({ steps }) => steps)),
  policy: readPolicy(undefined, 'x').policy!,
  introduction: 1_000,
  planner: 'claude-opus-5-5',
  unreadable: [],
  notes: [],
  ...over,
});
const report = (...given: Parameters<typeof material>) => schema.parse(figuresOf(material(...given)));

const whole = () =>
  told()
    .approve(['slugify', 'wire'])
    .start('slugify')
    .failed('slugify')
    .start('slugify')
    .done('slugify', { usage: session(0.2), turns: 9, seconds: 120 })
    .review('t', ['slugify'], { usage: reviewing })
    .start('wire')
    .done('wire', { usage: session(9), turns: 30, seconds: 600 })
    .review('u', ['wire'], { usage: reviewing });

test('a merged plan: who planned and approved, what each phase took, beside its estimate and the planner', () => {
  const mergedAt = new Date(START + 7_200_000).toISOString();
  const { plans, totals, spent } = report([of(whole(), { mergedAt })]);
  const [one] = plans;
  expect(one).toMatchObject({
    id: 'slugs',
    title: 'Make slugs',
    status: 'merged',
    waitsFor: 'nothing',
    plannedBy: [{ by: 'Bo <bo@x>', model: null }],
    reviews: { pass: 2, block: 0, none: 0 },
    escalations: 0,
    times: { draftToMerge: 10_800, running: 180 },
  });
  expect(one!.usd.total).toBeCloseTo(0.21 + 9.01 + 0.1, 6);
  expect(one!.usd.perDonePhase).toBeCloseTo(9.32 / 2, 6);
  expect(one!.usd.onPlanner!).toBeGreaterThan(0.1);
  const [slugify, wire] = one!.phases;
  expect(slugify).toMatchObject({
    attempts: 2,
    turns: 12,
    consults: 2,
    took: 'within',
    model: 'claude-sonnet-5-5',
  });
  expect(slugify!.approvedBy).toEqual([{ by: 'ada', at: expect.any(String), evidence: 'comment' }]);
  expect(slugify!.estimate!.from).toBe(0);
  expect(wire!.took).toBe('above');
  expect(totals).toMatchObject({
    plans: 1,
    merged: 1,
    phases: 2,
    phasesDone: 2,
    estimated: 2,
    within: 1,
    draftToMerge: 10_800,
  });
  expect(spent).toEqual([{ day: '2026-11-01', usd: expect.closeTo(9.32, 6) }]);
});

test('what each state waits for, in words', () => {
  const cases: [ReturnType<typeof told>, string, RegExp][] = [
    [told(), 'approval', /^approval of slugify, wire$/],
    [told().approve(['slugify', 'wire']), 'start', /^somebody to start slugify, wire$/],
    [told().approve('slugify').start('slugify'), 'nothing', /^slugify is being built$/],
    [told().start('slugify').failed('slugify'), 'restart', /slugify .* \(verify\)/],
    [told().start('slugify').blocked('slugify'), 'revision', /new revision .* slugify/],
    [told().start('slugify').done('slugify'), 'review', /^the review is missing/],
    [
      told().start('slugify').done('slugify').review('t', ['slugify'], { verdict: 'block', why: 'no tests' }),
      'review',
      /blocks: no tests/,
    ],
    [told().start('slugify').done('slugify').review('t', ['slugify']), 'approval', /^approval of wire$/],
    [whole(), 'merge', /^somebody to merge branch plan\/slugs$/],
    [told().approve('slugify').revoke('slugify'), 'approval', /slugify, wire/],
  ];
  for (const [record, waitsFor, words] of cases) {
    const [one] = report([of(record)]).plans;
    expect([one!.waitsFor, one!.waits]).toEqual([waitsFor, expect.stringMatching(words)]);
  }
});

test('an estimate knows only the sessions that had ended before', () => {
  const sessions = Array.from({ length: 4 }, (_, index) => ({
    at: START + index * 60_000 - 1,
    turns: 6,
    usage: { input: 0, cacheRead: 9_000, cacheWrite: 5_000, output: 900 },
  }));
  const early = report([of(told().start('slugify').done('slugify'))], { past: sessions }).plans[0]!.phases;
  // Only one session had ended when it started; by now there are four.
  expect(early.map(({ estimate }) => estimate!.from)).toEqual([0, 4]);
  expect(early[1]!.estimate!.turns).toEqual({ low: 6, likely: 6, high: 6 });
  expect(report([], { past: sessions }).estimates.source).toContain('the last 4 sessions');
  expect(report([], { past: sessions.slice(2) }).estimates.source).toContain('SWE-agent');
});

test('a record that outlived its document tells of the phases that it knows', () => {
  const [one] = report([of(whole(), { plan: undefined, edits: [] })]).plans;
  expect(one).toMatchObject({ title: 'slugs', path: null, waitsFor: 'nothing', estimate: { likely: null } });
  expect(one!.phases.map(({ phase, state }) => `${phase} ${state}`)).toEqual(['slugify done', 'wire done']);
  expect(one!.phases[0]!.estimate).toBeNull();
});

test('who planned: by the draft steps, else by the landed commits, else by the document', () => {
  const names = (given: PlanMaterial) => report([given]).plans[0]!.plannedBy.map(({ by }) => by);
  expect(names(of(told().draft('c')))).toEqual(['ada']);
  expect(names(of(told()))).toEqual(['Bo <bo@x>']);
  const record = told().start('slugify').done('slugify');
  const { commit } = record.steps()[1]!.step as StepOf<'end'>;
  const trailers = {
    plan: 'plans/slugs.md',
    digest: plan.phases[0]!.digest,
    phase: 'slugify',
    plannedBy: 'Cy',
    implementedBy: 'm',
    approvedBy: [],
  };
  const messages = new Map([[commit!, `Build\n\n${formatTrailers(trailers)}\n`]]);
  expect(names(of(record, { messages }))).toEqual(['Cy']);
});

test('money of dropped phases, models without a price and reviews counts; no figure is guessed', () => {
  const other = story(
    { id: 'slugs', phases: [{ id: 'old', needs: [], digest: 'a'.repeat(64) }] } as unknown as StoryPlan,
    'two',
  );
  const steps = [
    ...other
      .start('old')
      .end('old', { usage: usage(0.5) })
      .steps(),
    ...told()
      .start('slugify')
      .end('slugify', { usage: usage(null, 'qwen-9') })
      .steps(),
  ];
  const { plans, totals } = report([
    of(told(), { steps: steps.map(({ step }, index) => ({ step, line: index + 1 })) }),
  ]);
  expect(plans[0]).toMatchObject({ usd: { dropped: 0.5, building: 0.5, total: 0.5 }, unpriced: ['qwen-9'] });
  expect(totals.usd).toBe(0.5);
});

test('what waits for people stands first, the latest first', () => {
  const plans = [
    of(whole(), { id: 'merged', mergedAt: new Date(START + 1).toISOString() }),
    of(told(), { id: 'fresh' }),
    of(whole(), { id: 'done' }),
  ];
  const all = report(plans);
  expect(all.plans.at(-1)!.id).toBe('merged');
  expect(waitingPlans(all).map(({ id }) => id)).toEqual(['fresh', 'done']);
  expect(report([]).totals).toMatchObject({ plans: 0, usd: 0, perDonePhase: null, draftToMerge: null });
});

test('a policy that is not valid leaves estimates out', () => {
  const [one] = report([of(whole())], { policy: undefined }).plans;
  expect(one!.phases.map(({ estimate, took }) => [estimate, took])).toEqual([
    [null, null],
    [null, null],
  ]);
});

test('what was built and undone waits for a new approval: the old one is spent', () => {
  const built = () => told().approve(['slugify', 'wire']).start('slugify').done('slugify');
  const [undone] = report([of(built().reset('slugify'))]).plans;
  expect(undone).toMatchObject({ status: 'waiting', waitsFor: 'approval', waits: 'approval of slugify' });
  expect(undone!.phases[0]!.approvedBy).toEqual([]);
  const [anew] = report([of(built().reset('slugify').approve(['slugify']))]).plans;
  expect(anew).toMatchObject({ waitsFor: 'start' });
  expect(report([of(built())]).plans[0]!.phases[0]!.approvedBy).toHaveLength(1);
});
