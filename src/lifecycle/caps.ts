/**
 * How much may be started (trust.md T10): runs of a plan in its life, runs and US dollars of a person and of the repository within a
 * day. Counted from the records and, because a record can be pushed anew by whoever may push, from the forge's own runs as well: the
 * higher number counts.
 */
import type { Recorded } from './record.ts';
import type { StepOf } from './step.ts';

/** As in the policy (`caps`). */
export interface Caps {
  runs: { plan: number; person: number; day: number };
  usd: { person: number; day: number };
}

export interface CapFacts {
  plan: string;
  /** The run that asks: it does not count against itself. */
  run: string;
  /** The account that asked; undefined: nobody knows, and only what counts for all is held against it. */
  person: number | undefined;
  now: Date;
  /** Every record of the repository, by plan. */
  records: ReadonlyMap<string, readonly Recorded[]>;
  /** The forge's runs of this workflow within the day that were not skipped. */
  runs: readonly { run: string; person: number }[];
}

export const DAY = 86_400_000;

/** Which cap is reached, and how it stands. The first that objects is the reason. */
export function capReached(
  facts: CapFacts,
  caps: Caps,
  guards: readonly CapGuard[] = Object.values(capGuards),
): { code: string; message: string } | undefined {
  const counted = count(facts);
  for (const guard of guards) {
    const message = guard(counted, caps);
    if (message) return { code: 'cap-reached', message: `${message} (policy: caps)` };
  }
  return undefined;
}

interface Counted {
  runs: { plan: number; person: number; day: number };
  usd: { person: number; day: number };
}
export type CapGuard = (counted: Counted, caps: Caps) => string | undefined;

const reached = (has: number, most: number, what: string): string | undefined =>
  has >= most ? `${what}: ${has} of at most ${most}` : undefined;

export const capGuards: Readonly<Record<string, CapGuard>> = {
  'runs of the plan': (counted, caps) => reached(counted.runs.plan, caps.runs.plan, 'runs of this plan'),
  'runs of the person': (counted, caps) =>
    reached(counted.runs.person, caps.runs.person, 'runs that this person started within a day'),
  'runs of the day': (counted, caps) =>
    reached(counted.runs.day, caps.runs.day, 'runs of this repository within a day'),
  'usd of the person': (counted, caps) =>
    reached(cents(counted.usd.person), caps.usd.person, 'usd that this person set to work within a day'),
  'usd of the day': (counted, caps) =>
    reached(cents(counted.usd.day), caps.usd.day, 'usd of this repository within a day'),
};

const cents = (usd: number): number => Math.round(usd * 100) / 100;

function count({ plan, run, person, now, records, runs }: CapFacts): Counted {
  const since = now.getTime() - DAY;
  const today = (at: string) => Date.parse(at) >= since;
  const starts = [...records.values()].flatMap((steps) => steps.flatMap(({ step }) => startsOf(step)));
  const others = starts.filter(({ holder }) => holder.run !== run);
  const known = runs.filter((one) => one.run !== run);
  const mine = new Set(starts.filter(({ by }) => is(by?.account, person)).map(({ key }) => key));
  const usd = { person: 0, day: 0 };
  for (const steps of records.values()) {
    for (const { step } of steps) {
      if (!('usage' in step) || !today(step.at)) continue;
      const took = (step.usage ?? []).reduce((sum, one) => sum + (one.usd ?? 0), 0);
      usd.day += took;
      const own = step.type === 'end' ? mine.has(step.start) : 'by' in step && is(step.by?.account, person);
      if (own) usd.person += took;
    }
  }
  return {
    runs: {
      plan: distinct(
        (records.get(plan) ?? [])
          .flatMap(({ step }) => startsOf(step))
          .filter(({ holder }) => holder.run !== run)
          .map(({ holder }) => holder.run),
      ),
      person: Math.max(
        distinct(
          others.filter(({ by, at }) => is(by?.account, person) && today(at)).map(({ holder }) => holder.run),
        ),
        distinct(known.filter((one) => is(one.person, person)).map((one) => one.run)),
      ),
      day: Math.max(
        distinct(others.filter(({ at }) => today(at)).map(({ holder }) => holder.run)),
        distinct(known.map((one) => one.run)),
      ),
    },
    usd,
  };
}

const is = (account: number | undefined, person: number | undefined): boolean =>
  person !== undefined && account === person;
const distinct = (names: readonly string[]): number => new Set(names).size;
const startsOf = (step: Recorded['step']): StepOf<'start'>[] => (step.type === 'start' ? [step] : []);
