import { describe, expect, test } from 'vitest';
import { planOf, START, story, usage } from '../../test/builders/story.ts';
import { type CapFacts, type Caps, capGuards, capReached, DAY } from './caps.ts';

const plan = planOf({ a: [], b: [] });
const ada = { name: 'ada', account: 7 };
const bob = { name: 'bob', account: 8 };
const WIDE: Caps = { runs: { plan: 9, person: 9, day: 9 }, usd: { person: 9, day: 9 } };

/** Two runs that Ada started and one of Bob's, of 2, 1 and 4 dollars. */
const told = story(plan)
  .start('a', { run: '1', by: ada })
  .end('a', { usage: usage(2) })
  .start('b', { run: '2', by: ada })
  .end('b', { usage: usage(1) })
  .start('a', { run: '3', by: bob })
  .end('a', { usage: usage(4) });

const facts = (over: Partial<CapFacts> = {}): CapFacts => ({
  plan: 'story',
  run: 'now',
  person: 7,
  now: new Date(START + DAY / 2),
  records: new Map([['story', told.steps()]]),
  runs: [],
  ...over,
});

/** Each cap, at what has been counted already. */
const reached: Record<string, Caps> = {
  'runs of the plan': { ...WIDE, runs: { ...WIDE.runs, plan: 3 } },
  'runs of the person': { ...WIDE, runs: { ...WIDE.runs, person: 2 } },
  'runs of the day': { ...WIDE, runs: { ...WIDE.runs, day: 3 } },
  'usd of the person': { ...WIDE, usd: { ...WIDE.usd, person: 3 } },
  'usd of the day': { ...WIDE, usd: { ...WIDE.usd, day: 7 } },
};

describe.each(Object.keys(capGuards))('%s', (name) => {
  test('are capped, and told with their number', () => {
    expect(capReached(facts(), reached[name]!)).toMatchObject({ code: 'cap-reached' });
    expect(capReached(facts(), WIDE)).toBeUndefined();
  });

  test('and without the guard they are not', () => {
    const guards = Object.entries(capGuards).flatMap(([one, guard]) => (one === name ? [] : [guard]));
    expect(capReached(facts(), reached[name]!, guards)).toBeUndefined();
  });
});

test('a day later only the runs of the plan count', () => {
  const later = facts({ now: new Date(START + 2 * DAY) });
  for (const [name, caps] of Object.entries(reached))
    expect(capReached(later, caps) !== undefined, name).toBe(name === 'runs of the plan');
});

test('what was taken out of a record is counted by the runs that the forge knows', () => {
  const runs = [1, 2, 3].map((run) => ({ run: String(run), person: 7 }));
  const emptied = facts({ records: new Map(), runs });
  expect(capReached(emptied, { ...WIDE, runs: { ...WIDE.runs, person: 3 } })?.message).toContain(
    '3 of at most 3',
  );
  expect(capReached(emptied, { ...WIDE, runs: { ...WIDE.runs, day: 3 } })).toBeDefined();
});

test('the run that asks does not count against itself, nor somebody else against the person', () => {
  expect(capReached(facts({ run: '3' }), reached['runs of the day']!)).toBeUndefined();
  expect(capReached(facts({ person: 8 }), reached['runs of the person']!)).toBeUndefined();
  expect(capReached(facts({ person: undefined }), reached['usd of the person']!)).toBeUndefined();
});

test("a review that a person asked for by hand is theirs; a wave's is nobody's own", () => {
  const reviewed = story(plan)
    .start('a', { run: '1', by: bob })
    .done('a')
    .review('t', ['a'], { by: ada, usage: usage(3) })
    .review('t', ['a'], { usage: usage(5) });
  const own = facts({ records: new Map([['story', reviewed.steps()]]) });
  expect(capReached(own, { ...WIDE, usd: { ...WIDE.usd, person: 3 } })).toBeDefined();
  expect(capReached(own, { ...WIDE, usd: { ...WIDE.usd, person: 4 } })).toBeUndefined();
});
