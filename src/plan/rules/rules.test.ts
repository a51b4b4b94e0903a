/** Every example of every rule is run; every rule, taken out, lets its bad examples through. */
import { describe, expect, it } from 'vitest';
import { CODES } from '../problem.ts';
import { readPlan } from '../read.ts';
import { RULES } from './index.ts';

const bytes = (plan: string | Uint8Array) =>
  typeof plan === 'string' ? new TextEncoder().encode(plan) : plan;
const path = 'plans/slugs.md';

describe.each(RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  it.each(rule.good.map((plan, index) => [index, plan] as const))(
    'good example %i has no problem of this kind',
    (_, plan) => {
      const codes = readPlan(bytes(plan), path).problems.map((problem) => problem.code);
      expect(codes).not.toContain(code);
    },
  );

  it.each(rule.bad.map((bad, index) => [index, bad] as const))(
    'bad example %i has it, at its place',
    (_, { plan, at }) => {
      const { problems, plan: read } = readPlan(bytes(plan), path);
      const found = problems.filter((problem) => problem.code === code);
      expect(found.map(({ line, column }) => [line, column])).toContainEqual([...at]);
      expect(read === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
      if (CODES[code] === 'error') expect(read).toBeUndefined();
    },
  );

  it('is what reports them: without it nothing does', () => {
    const others = RULES.filter((other) => other !== rule);
    for (const { plan } of rule.bad)
      expect(readPlan(bytes(plan), path, others).problems.map((problem) => problem.code)).not.toContain(code);
  });
});

it('every code has a rule, or is reported across plans', () => {
  const across = ['plan-id-repeated', 'paths-match-nothing', 'allow-unused', 'unreadable'];
  expect([...RULES.map(({ code }) => code as string), ...across].sort()).toEqual(Object.keys(CODES).sort());
});
