/**
 * The record's word on who worked, held against the forge's own runs (trust.md T4): a start whose run the forge does not know, or an
 * end of a run that was none of this workflow or is not over. Said, never mended: the record is only ever appended to.
 */
import type { Recorded } from './record.ts';
import type { StepOf } from './step.ts';

export interface RunSeen {
  workflow: string;
  state: 'waiting' | 'running' | 'completed';
}

/** The runs that a record names, newest first, each once. */
export function runsNamed(record: readonly Recorded[]): { run: string; attempt: number }[] {
  const named = new Map<string, { run: string; attempt: number }>();
  for (const { step } of record.toReversed()) {
    if (step.type !== 'start') continue;
    const { run, attempt } = step.holder;
    if (!named.has(`${run} ${attempt}`)) named.set(`${run} ${attempt}`, { run, attempt });
  }
  return [...named.values()];
}

/**
 * @param seen what the forge knows of each `run attempt`; undefined: no such run. What was not asked is not in it.
 * @param ours the workflow that this run belongs to, and the runs that may still be under way
 */
export function doubtfulRuns(
  record: readonly Recorded[],
  seen: ReadonlyMap<string, RunSeen | undefined>,
  ours: { workflow: string; underWay: ReadonlySet<string> },
): string[] {
  const ended = new Set(record.flatMap(({ step }) => (step.type === 'end' ? [step.start] : [])));
  const starts = record.flatMap(({ step }) => (step.type === 'start' ? [step] : []));
  const doubts = new Map<string, string>();
  for (const start of starts) {
    const why = doubtOf(start, ended.has(start.key), seen, ours);
    if (why) doubts.set(`${start.holder.run} ${start.holder.attempt}`, why);
  }
  return [...doubts.values()];
}

function doubtOf(
  { phase, holder: { run, attempt } }: StepOf<'start'>,
  ended: boolean,
  seen: ReadonlyMap<string, RunSeen | undefined>,
  { workflow, underWay }: { workflow: string; underWay: ReadonlySet<string> },
): string | undefined {
  const key = `${run} ${attempt}`;
  if (!seen.has(key)) return undefined;
  const facts = seen.get(key);
  const what = `the record says that run ${run}, attempt ${attempt}, worked on ${phase}`;
  if (facts === undefined) return `${what}, and the forge knows no such run`;
  if (facts.workflow !== workflow) return `${what}, and that was a run of ${facts.workflow}`;
  return ended && facts.state !== 'completed' && !underWay.has(run)
    ? `${what} and ended, and the forge says that it is ${facts.state}`
    : undefined;
}
