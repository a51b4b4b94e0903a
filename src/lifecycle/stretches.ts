/**
 * How a plan's time went by: stretches in which something ran, and stretches in which nothing did. A stretch in which nothing ran
 * belongs to whoever ended it. Times are the word of whoever wrote the steps; a clock that ran backwards makes a stretch empty.
 */
import type { PlanState } from './fold.ts';
import type { Recorded } from './record.ts';
import type { Step } from './step.ts';

export interface Stretch {
  /** Milliseconds. */
  from: number;
  to: number;
  what: 'running' | 'people' | 'machines';
}

export interface StretchFacts {
  state: PlanState;
  steps: readonly Recorded[];
  /** When the plan was first written; undefined: it begins with its record. */
  begun: number | undefined;
  merged: number | undefined;
  now: number;
  /** Nothing is left to be done but what nobody waits for: the time after the last step is not counted. */
  over: boolean;
}

export function stretchesOf(facts: StretchFacts): Stretch[] {
  const { steps, begun, merged, now, over } = facts;
  const first = begun ?? (steps[0] ? time(steps[0].step) : merged);
  if (first === undefined) return [];
  const running = runningOf(facts);
  const moments = momentsOf(steps, first);
  if (merged !== undefined) moments.push({ at: merged, by: 'people' });
  else if (!over) moments.push({ at: now, by: 'people' });

  const stretches: Stretch[] = [];
  let from = first;
  for (const { at, by } of moments) {
    if (at <= from) continue;
    for (const piece of cut(from, at, running)) {
      const what = piece.runs ? 'running' : by;
      const last = stretches.at(-1);
      if (last?.what === what && last.to === piece.from) last.to = piece.to;
      else stretches.push({ from: piece.from, to: piece.to, what });
    }
    from = at;
  }
  return stretches;
}

/** Seconds of each kind. */
export function secondsOf(stretches: readonly Stretch[]): Record<Stretch['what'], number> {
  const sum = { running: 0, people: 0, machines: 0 };
  for (const { from, to, what } of stretches) sum[what] += (to - from) / 1_000;
  return sum;
}

interface Moment {
  at: number;
  by: 'people' | 'machines';
}

function momentsOf(steps: readonly Recorded[], first: number): Moment[] {
  let before: Step | undefined;
  let latest = first;
  return steps.map(({ step }) => {
    latest = Math.max(latest, time(step));
    const by = endedBy(step, before);
    if (step.type !== 'start' || before?.type !== 'start') before = step;
    return { at: latest, by };
  });
}

/** Whose act ended the quiet before a step. Nothing starts itself (trust.md T23), but a wave goes on after a passing review. */
function endedBy(step: Step, before: Step | undefined): Moment['by'] {
  switch (step.type) {
    case 'end':
    case 'review':
      return 'machines';
    case 'start':
      return before?.type === 'review' && before.verdict === 'pass' ? 'machines' : 'people';
    case 'draft':
      return step.model === undefined ? 'people' : 'machines';
    default:
      return 'people';
  }
}

/** Attempts that the transitions allowed, joined where they overlap. */
function runningOf({ state, now }: StretchFacts): [from: number, to: number][] {
  const attempts = [...state.phases, ...state.history].flatMap(({ attempts, holder }) =>
    attempts.flatMap(({ start, end }) => {
      if (end === undefined && holder === undefined) return [];
      return [[time(start), end ? time(end) : now] as [number, number]];
    }),
  );
  const joined: [number, number][] = [];
  for (const [from, to] of attempts.filter(([from, to]) => to > from).sort(([a], [b]) => a - b)) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** The pieces of `from`–`to`, at the borders of what ran. */
function cut(from: number, to: number, running: readonly [number, number][]) {
  const borders = running.flat().filter((border) => border > from && border < to);
  const points = [from, ...borders, to];
  return points.slice(1).map((end, index) => {
    const begin = points[index]!;
    const runs = running.some(([start, stop]) => start <= begin && end <= stop);
    return { from: begin, to: end, runs };
  });
}

const time = ({ at }: { at: string }): number => Date.parse(at);
