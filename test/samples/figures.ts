/** Reports of as many plans as a test wants: finished, running, waiting, with whatever titles; the same for the same numbers. */
import type { Recorded } from '../../src/lifecycle/record.ts';
import type { StepOf } from '../../src/lifecycle/step.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { readPlan } from '../../src/plan/read.ts';
import { readPolicy } from '../../src/policy/read.ts';
import { figuresOf, pastSessions } from '../../src/report/figures/figures.ts';
import type { PlanMaterial } from '../../src/report/figures/material.ts';
import type { Figures } from '../../src/report/figures/schema.ts';
import { START, type StoryPlan, story } from '../builders/story.ts';
import { sampleId, samplePlanText } from './plan-text.ts';

export { sampleId } from './plan-text.ts';

const TITLES = [
  'Make slugs from titles',
  'Move the router to the new table of routes',
  'Say why a login was refused',
  'Read settings from one place',
  'Drop the old mail queue',
  'Cache what the search asks for twice',
];
const NAMES = ['ada', 'bo', 'cy'];
const HOUR = 3_600_000;

export interface SampleOptions {
  plans: number;
  /** Of the plan with this number; undefined: an ordinary one. */
  title?: (plan: number) => string | undefined;
}

/** What the report of `plans` plans is made of. */
export function sampleFigures({ plans, title }: SampleOptions): Figures {
  const now = START + 90 * 24 * HOUR;
  const all = Array.from({ length: plans }, (_, index) => sample(index, now, title?.(index)));
  return figuresOf({
    now,
    plans: all,
    past: pastSessions(all.map(({ steps }) => steps)),
    policy: readPolicy(undefined, '.github/planfile.yml').policy!,
    introduction: 2_400,
    planner: 'claude-opus-5-5',
    unreadable: [],
    notes: [],
  });
}

/** A story of one of seven kinds; the number decides all of it. */
function sample(index: number, now: number, title: string | undefined): PlanMaterial {
  const id = sampleId(index);
  const read = readPlan(Buffer.from(samplePlanText(id, TITLES[index % 6]!)), `plans/${id}.md`).plan!;
  const plan: Plan = title === undefined ? read : { ...read, title };
  const kind = index % 7;
  // What runs, runs since this morning.
  const begun = kind === 1 ? now - 40 * HOUR : now - (2 + ((index * 37) % 83)) * 24 * HOUR;
  const steps = moved(tellOf(plan, kind, index), begun, index);
  const mergedAt =
    kind > 3
      ? new Date(Math.min(now, Date.parse(steps.at(-1)!.step.at) + (1 + (index % 30)) * HOUR))
      : undefined;
  return {
    id,
    plan,
    steps,
    problems: 0,
    edits: [
      { at: new Date(begun).toISOString(), by: `${NAMES[index % 3]} <${NAMES[index % 3]}@example.invalid>` },
    ],
    messages: new Map(),
    mergedAt: mergedAt?.toISOString(),
  };
}

function tellOf(plan: Plan, kind: number, index: number): Recorded[] {
  const who = NAMES[(index + 1) % 3]!;
  const told = story(plan as unknown as StoryPlan, plan.id);
  const built = (size: number) => ({
    usage: session(size),
    turns: Math.round(8 + size * 20),
    seconds: 60 + size * 400,
  });
  const size = 0.3 + ((index * 13) % 17) / 10;
  if (kind === 0) return told.draft('d').steps();
  told.approve(kind === 1 ? ['model'] : ['model', 'wiring', 'docs'], who).start('model');
  if (kind === 1) return told.steps();
  if (kind === 2) return told.blocked('model').steps();
  told.done('model', built(size)).review('t', ['model'], { usage: review() });
  if (index % 5 === 0) told.start('wiring').failed('wiring');
  told
    .start('wiring')
    .done('wiring', built(size * 1.7))
    .review('u', ['wiring'], { usage: review() });
  return told
    .start('docs')
    .done('docs', built(size / 3))
    .review('v', ['docs'], { usage: review() })
    .steps();
}

/** Steps stand hours and minutes apart: people take longer than machines. */
function moved(steps: Recorded[], begun: number, index: number): Recorded[] {
  let at = begun;
  return steps.map(({ step, line }) => {
    const people = step.type === 'approve' || step.type === 'draft';
    at += people ? (1 + (index % 20)) * HOUR : step.type === 'end' ? 9 * 60_000 : 2 * 60_000;
    return { line, step: { ...step, at: new Date(at).toISOString() } };
  });
}

const session = (size: number): StepOf<'end'>['usage'] => {
  const tokens = {
    input: 900,
    cacheRead: Math.round(size * 700_000),
    cacheWrite: Math.round(size * 60_000),
    output: Math.round(size * 14_000),
  };
  const usd =
    (tokens.input * 2 + tokens.cacheWrite * 2.5 + tokens.cacheRead * 0.1 + tokens.output * 10) / 1e6;
  return [
    { role: 'executor', model: 'claude-sonnet-5-5', calls: 20, ...tokens, usd: Number(usd.toFixed(6)) },
  ];
};

const review = (): StepOf<'review'>['usage'] => [
  {
    role: 'reviewer',
    model: 'claude-opus-5-5',
    calls: 2,
    input: 9_000,
    cacheRead: 0,
    cacheWrite: 4_000,
    output: 900,
    usd: 0.087,
  },
];
