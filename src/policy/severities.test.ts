import { expect, test } from 'vitest';
import type { Problem, ProblemCode, Severity } from '../plan/problem.ts';
import { mayBeSet, withSeverities } from './severities.ts';

const problem = (code: ProblemCode, severity: Severity): Problem => ({
  code,
  severity,
  file: 'plans/x.md',
  line: 1,
  column: 1,
  message: 'm',
  fix: 'f',
});
const found = [
  problem('paths-overlap', 'warning'),
  problem('secret', 'error'),
  problem('protected-path', 'note'),
];
const told = (rules: Parameters<typeof withSeverities>[1]) =>
  withSeverities(found, rules).map(({ code, severity }) => `${code} ${severity}`);

test('warnings become errors, notes, or nothing, as the policy says', () => {
  expect(told({})).toEqual(['paths-overlap warning', 'secret error', 'protected-path note']);
  expect(told({ 'paths-overlap': 'error' })[0]).toBe('paths-overlap error');
  expect(told({ 'paths-overlap': 'off' })).toEqual(['secret error', 'protected-path note']);
});

test('an error stays one, and protected files stay shown, whatever a policy says (T3, T17)', () => {
  expect(told({ secret: 'off', 'protected-path': 'off' })).toEqual(told({}));
  expect(mayBeSet('secret', 'warning')).toMatchObject({ code: 'wrong-value' });
  expect(mayBeSet('secret', 'error')).toBeUndefined();
});

test('a rule with a name of the language is no rule', () => {
  expect(mayBeSet('constructor', 'off')).toMatchObject({ code: 'unknown-key' });
  expect(withSeverities(found, JSON.parse('{"__proto__": "off"}'))).toEqual(found);
});
