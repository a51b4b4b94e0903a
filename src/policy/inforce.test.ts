import { describe, expect, test } from 'vitest';
import { aliases } from '../models/aliases.ts';
import { inForce, type PhaseAsks, type PlanAsks, withinTheRest } from './inforce.ts';
import { DEFAULT_POLICY, type Policy, policySchema } from './schema.ts';

const policyOf = (file: object): Policy => policySchema.parse(file);
const plan: PlanAsks = { models: {}, budget: {} };
const phase: PhaseAsks = { id: 'a', models: {}, budget: {} };

function force(policy: Policy, planAsks: PlanAsks, phaseAsks?: PhaseAsks) {
  const result = inForce(policy, planAsks, phaseAsks);
  if (!result.ok) throw new Error(result.overreach[0]!.code);
  return result.inForce;
}

test('by default Opus plans, advises and reviews, and Sonnet builds', () => {
  const { planner, executor, advisor, reviewer } = force(DEFAULT_POLICY, plan, phase);
  expect([planner.model, advisor.model, reviewer.model]).toEqual([aliases.opus, aliases.opus, aliases.opus]);
  expect(executor).toEqual({
    model: aliases.sonnet,
    effort: undefined,
    from: { model: 'policy', effort: 'policy' },
  });
});

describe('the phase overrides the plan, the plan the policy', () => {
  const policy = policyOf({ models: { executor: 'haiku' }, effort: { executor: 'low', reviewer: 'high' } });
  const ofPlan = { ...plan, models: { executor: 'sonnet' }, effort: 'medium' as const };
  const ofPhase = { ...phase, models: { executor: 'claude-opus-5-5' }, effort: 'xhigh' as const };

  test.each([
    ['policy', plan, phase, aliases.haiku, 'low'],
    ['plan', ofPlan, phase, aliases.sonnet, 'medium'],
    ['phase', ofPlan, ofPhase, 'claude-opus-5-5', 'xhigh'],
  ] as const)('%s', (from, planAsks, phaseAsks, model, effort) => {
    const { executor, reviewer } = force(policy, planAsks, phaseAsks);
    expect(executor).toEqual({ model, effort, from: { model: from, effort: from } });
    // A plan's effort is for the building.
    expect(reviewer.effort).toBe('high');
  });
});

describe('within what the policy allows', () => {
  const strict = policyOf({ overrides: { models: ['haiku', 'opus'], effort: ['low'] } });

  test.each([
    [
      'a model of the plan',
      { ...plan, models: { executor: 'sonnet' } },
      phase,
      'model-not-allowed',
      'the plan wants',
    ],
    [
      'a model of the phase',
      plan,
      { ...phase, models: { reviewer: 'some-model' } },
      'model-not-allowed',
      'phase a wants',
    ],
    [
      'an effort of the plan',
      { ...plan, effort: 'max' as const },
      phase,
      'effort-not-allowed',
      'the plan wants',
    ],
  ])('not %s', (_, planAsks, phaseAsks, code, message) => {
    expect(inForce(strict, planAsks, phaseAsks)).toMatchObject({
      ok: false,
      overreach: [{ code, message: expect.stringContaining(message), fix: expect.stringMatching(/./) }],
    });
  });

  test('but its alias, its full id, and what the policy itself says', () => {
    expect(force(strict, { ...plan, models: { executor: 'haiku' } }).executor.model).toBe(aliases.haiku);
    expect(force(strict, { ...plan, models: { executor: aliases.opus } }).executor.model).toBe(aliases.opus);
    expect(force(strict, plan).executor.model).toBe(aliases.sonnet);
  });

  test('and any of them by default, also one that we do not know', () => {
    expect(force(DEFAULT_POLICY, { ...plan, models: { executor: 'local/llama' } }).executor.model).toBe(
      'local/llama',
    );
  });
});

describe('budgets', () => {
  test('are the phase’s where it says so, the usual otherwise, and never more than the most', () => {
    expect(force(DEFAULT_POLICY, plan, phase).budget).toEqual({ usd: 2, turns: 80, minutes: 30 });
    const asks = { ...phase, budget: { usd: 5, turns: 10, minutes: 1_000, tokens: 9_000 } };
    const policy = policyOf({ budget: { most: { usd: 4, minutes: 60 } } });
    expect(force(policy, plan, asks).budget).toEqual({ usd: 4, turns: 10, minutes: 60, tokens: 9_000 });
  });

  test('of a plan only go down', () => {
    const policy = policyOf({ budget: { plan: { usd: 10 } } });
    expect(force(policy, plan).planBudget).toEqual({ usd: 10 });
    expect(force(policy, { ...plan, budget: { usd: 4, tokens: 5 } }).planBudget).toEqual({
      usd: 4,
      tokens: 5,
    });
    expect(force(policy, { ...plan, budget: { usd: 40 } }).planBudget).toEqual({ usd: 10 });
  });

  test.each([
    ['nothing spent', 0, 0, 2],
    ['little left of the plan', 49.5, 0, 0.5],
    ['little left of the run', 0, 19, 1],
    ['nothing left', 50, 0, undefined],
    ['more spent than there was', 0, 21, undefined],
  ])('end with the rest: %s', (_, planUsd, runUsd, usd) => {
    expect(withinTheRest(force(DEFAULT_POLICY, plan, phase), { planUsd, runUsd })?.usd).toBe(usd);
  });
});

test.each([
  [0.5, 1.5],
  [2, undefined],
  [3, undefined],
])('a fix goes on with what its phase has left of its own: %d taken leaves %s', (phaseUsd, usd) => {
  const spent = { planUsd: phaseUsd, runUsd: 0, phaseUsd };
  expect(withinTheRest(force(DEFAULT_POLICY, plan, phase), spent)?.usd).toBe(usd);
});

test('sessions that work at once share what is left', () => {
  const spent = { planUsd: 48, runUsd: 0 };
  expect(withinTheRest(force(DEFAULT_POLICY, plan, phase), spent, 4)?.usd).toBe(0.5);
});

test('sizes come out in bytes, times in seconds', () => {
  const policy = policyOf({
    limits: { wait: 7, commandMinutes: 0.5, outputKilobytes: 2, treeMegabytes: 3 },
  });
  expect(force(policy, plan).limits).toEqual({
    box: { commandSeconds: 30, outputBytes: 2_048, treeBytes: 3_145_728 },
    files: 50_000,
    bytes: 536_870_912,
    waitSeconds: 7,
    stallSeconds: 60,
  });
});
