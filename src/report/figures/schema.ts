/**
 * What `planfile report --json` prints: the account of plans in figures, by the records' own word. Published as
 * plan-spec/report.schema.json.
 */
import { z } from 'zod';
import { PHASE_STATES } from '../../lifecycle/transitions.ts';
import { count, line, paragraph, planId, reason } from '../../outcomes/header.ts';

const usd = z.number().min(0).describe('US dollars');
const seconds = z.number().min(0);
const time = z.iso.datetime();

const range = z
  .strictObject({ low: usd.nullable(), likely: usd.nullable(), high: usd.nullable() })
  .describe('US dollars; null: no price is known');

const estimate = z.strictObject({
  turns: z.strictObject({ low: count, likely: count, high: count }),
  tokens: z
    .strictObject({ low: count, likely: count, high: count })
    .describe('fresh input, cache writes, cache reads and output together'),
  usd: range,
  onPlanner: range.describe("the same tokens on the planner's model"),
  from: count.describe('sessions of this repository that it was taken from; 0: from published figures'),
});

export const phaseFigures = z.strictObject({
  phase: planId,
  title: line,
  needs: z.array(planId),
  state: z.enum(PHASE_STATES),
  reason: reason.nullable().describe('why it failed or is blocked'),
  message: paragraph,
  approvedBy: z.array(z.strictObject({ by: line, at: time, evidence: line })),
  attempts: count.describe('sessions, of all revisions of the phase'),
  reviews: count.describe('that judged it'),
  model: line.nullable().describe('of the executor, as answered last'),
  turns: count,
  seconds: seconds.describe('that its sessions took'),
  tokens: z.strictObject({ input: count, cacheRead: count, cacheWrite: count, output: count }),
  consults: count.describe('of the advisor'),
  usd: usd.describe('of its sessions, reviews aside'),
  onPlanner: usd.nullable().describe("the same tokens on the planner's model"),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  commit: line.nullable(),
  estimate: estimate.nullable().describe('as it would have been given before the phase first started'),
  took: z
    .enum(['below', 'within', 'above'])
    .nullable()
    .describe('what a done phase cost, beside its estimate'),
});
export type PhaseFigures = z.infer<typeof phaseFigures>;

export const WAITS = ['approval', 'start', 'restart', 'revision', 'review', 'merge', 'nothing'] as const;

export const planFigures = z.strictObject({
  id: planId,
  title: line,
  path: line.nullable().describe('null: the document is on no branch any more'),
  status: z.enum(['draft', 'waiting', 'approved', 'running', 'blocked', 'failed', 'done', 'merged']),
  waitsFor: z.enum(WAITS).describe('what a person is asked to do next'),
  waits: line.describe('the same in words'),
  plannedBy: z.array(z.strictObject({ by: line, model: line.nullable(), at: time.nullable() })),
  phases: z.array(phaseFigures),
  escalations: count.describe('how often the executor said that the plan is wrong'),
  reviews: z.strictObject({ pass: count, block: count, none: count }),
  findings: z.strictObject({ blocker: count, major: count, minor: count, nit: count }),
  usd: z.strictObject({
    planning: usd,
    building: usd,
    reviewing: usd,
    dropped: usd.describe('of phases that the plan has no more; part of building'),
    total: usd,
    perDonePhase: usd.nullable(),
    onPlanner: usd.nullable().describe("all tokens on the planner's model"),
  }),
  unpriced: z.array(line).describe('models without a known price: the amounts are then lower bounds'),
  estimate: range.describe('of all phases together'),
  times: z.strictObject({
    begunAt: time.nullable().describe('the first draft'),
    firstStartAt: time.nullable(),
    doneAt: time.nullable(),
    mergedAt: time.nullable(),
    draftToMerge: seconds.nullable(),
    running: seconds,
    people: seconds.describe('waiting for people'),
    machines: seconds.describe('waiting for machines'),
  }),
  stretches: z
    .array(z.strictObject({ from: time, to: time, what: z.enum(['running', 'people', 'machines']) }))
    .describe('the same, one after the other'),
  problems: count.describe('lines of the record without effect'),
});
export type PlanFigures = z.infer<typeof planFigures>;

export const figures = z.strictObject({
  planfile: z.literal(1),
  kind: z.literal('report'),
  at: time,
  planner: line.describe('the model that costs are shown beside'),
  prices: line,
  estimates: z.strictObject({
    from: count.describe('recent sessions that estimates of now are taken from; 0: published figures'),
    source: line,
  }),
  totals: z.strictObject({
    plans: count,
    merged: count,
    phases: count,
    phasesDone: count,
    usd,
    onPlanner: usd.nullable(),
    perDonePhase: usd.nullable(),
    running: seconds,
    people: seconds,
    draftToMerge: seconds.nullable().describe('median of the merged plans'),
    estimated: count.describe('done phases that had an estimate'),
    within: count.describe('of these: cost within the range'),
  }),
  spent: z
    .array(z.strictObject({ day: z.iso.date(), usd }))
    .describe('by day, days without spending left out'),
  plans: z.array(planFigures).describe('what waits for people first, then the latest'),
  unreadable: z.array(z.strictObject({ plan: line, message: paragraph, fix: paragraph })),
  notes: z.array(line),
});
export type Figures = z.infer<typeof figures>;
