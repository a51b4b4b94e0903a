import { expect, test } from 'vitest';
import { planOf, story } from '../../test/builders/story.ts';
import { readPlan } from '../plan/read.ts';
import { readPolicy } from '../policy/read.ts';
import { estimatePlan, pastSessions, recentBefore } from './estimates.ts';

const text = (prose = 'What.') => `---
planfile: 1
id: slugs
phases:
  - {id: slugify, paths: [src/slug/**], verify: [npm test]}
  - {id: wire, needs: [slugify], paths: [src/router.ts], verify: [npm test], models: {executor: opus}}
---

# Make slugs

Why.

## Phase slugify: Write slugify

${prose}

- [ ] It works

## Phase wire: Wire it

What.

- [ ] It works
`;
const plan = (prose?: string) => readPlan(Buffer.from(text(prose)), 'plans/slugs.md').plan!;
const policy = readPolicy(undefined, 'x').policy!;
const facts = { policy, introduction: 2_000, past: [] };

test('a plan is the sum of its phases, each on the model in force for it, beside the planner', () => {
  const { phases, usd, onPlanner, from } = estimatePlan(plan(), facts);
  expect(phases.map(({ phase, model }) => `${phase} ${model}`)).toEqual([
    'slugify claude-sonnet-5-5',
    'wire claude-opus-5-5',
  ]);
  expect(usd.likely).toBeCloseTo(phases[0]!.likely.usd! + phases[1]!.likely.usd!, 10);
  expect(usd.low!).toBeLessThan(usd.likely!);
  expect(usd.likely!).toBeLessThan(usd.high!);
  // On the planner's model it costs more for the first, and the same for the second, which it builds anyway.
  expect(phases[0]!.onPlanner.likely!).toBeGreaterThan(phases[0]!.likely.usd!);
  expect(phases[1]!.onPlanner.likely).toBeCloseTo(phases[1]!.likely.usd!, 10);
  expect(onPlanner.likely!).toBeGreaterThan(usd.likely!);
  expect(from).toBe(0);
});

test('its input is counted: more to tell costs more, and so does what is told beside it', () => {
  const short = estimatePlan(plan(), facts).phases[0]!.likely.usage.cacheWrite;
  const long = estimatePlan(plan('word '.repeat(720).trim()), facts).phases[0]!.likely.usage.cacheWrite;
  // 3,600 characters are a thousand tokens.
  expect(long - short).toBeCloseTo(1_000, -1);
  const beside = estimatePlan(plan(), { ...facts, introduction: 5_600 }).phases[0]!.likely.usage.cacheWrite;
  expect(beside - short).toBeCloseTo(1_000, -1);
});

test('a phase that asks for more than the policy allows is not estimated', () => {
  const strict = readPolicy(Buffer.from('planfile: 1\noverrides: {models: [sonnet]}\n'), 'x').policy!;
  const { phases } = estimatePlan(plan(), { ...facts, policy: strict });
  expect(phases.map(({ phase }) => phase)).toEqual(['slugify']);
});

test('past sessions are what ended as built, of all records, by their time', () => {
  const told = planOf({ a: [], b: [] });
  const usage = [
    {
      role: 'executor' as const,
      model: 'm',
      calls: 3,
      input: 1,
      cacheRead: 20,
      cacheWrite: 300,
      output: 40,
      usd: 1,
    },
    {
      role: 'executor' as const,
      model: 'n',
      calls: 1,
      input: 1,
      cacheRead: 0,
      cacheWrite: 0,
      output: 2,
      usd: 1,
    },
    {
      role: 'advisor' as const,
      model: 'o',
      calls: 1,
      input: 9,
      cacheRead: 9,
      cacheWrite: 9,
      output: 9,
      usd: 1,
    },
  ];
  const record = story(told)
    .start('a')
    .end('a', { usage })
    .start('b')
    .end('b', { outcome: 'failed', reason: 'verify', usage })
    .steps();
  const later = record.map(({ step, line }) => ({
    line,
    step: { ...step, at: new Date(Date.parse(step.at) + 3_600_000).toISOString() },
  }));
  const sessions = pastSessions([later, record]);
  expect(sessions).toHaveLength(2);
  expect(sessions[0]).toMatchObject({
    turns: 3,
    usage: { input: 2, cacheRead: 20, cacheWrite: 300, output: 42 },
  });
  expect(sessions[1]!.at - sessions[0]!.at).toBe(3_600_000);
  expect(recentBefore(sessions, sessions[1]!.at)).toEqual([sessions[0]]);
  expect(recentBefore(sessions, Number.POSITIVE_INFINITY)).toEqual(sessions);
  expect(recentBefore(sessions, 0)).toEqual([]);
});
