/**
 * What is made to hurt is read to its end, with an answer. How long it takes is measured by `npm run bench --
 * plans`.
 */
import { expect, it } from 'vitest';
import { hostilePlans } from '../../test/samples/hostile-plans.ts';
import { readPlan } from './read.ts';

it.each(Object.entries(hostilePlans))('%s', (_, text) => {
  const { plan, problems } = readPlan(new TextEncoder().encode(text), 'plans/slugs.md');
  expect(plan).toBeUndefined();
  expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  // An answer that people can read: no flood of one kind.
  expect(problems.length).toBeLessThan(1_000);
});
