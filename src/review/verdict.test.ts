import { describe, expect, test } from 'vitest';
import type { Finding, Judgement } from '../outcomes/review.ts';
import { type VerdictFacts, verdictGuards, verdictOf } from './verdict.ts';

const judged = (phase: string, criterion: number, met = true): Judgement => ({
  phase,
  criterion,
  text: 'it works',
  met,
  evidence: 'src/a.ts:1',
});
const found = (severity: Finding['severity']): Finding => ({
  fingerprint: '0123456789abcdef',
  severity,
  category: 'correctness',
  path: 'src/a.ts',
  line: 1,
  endLine: 1,
  claim: 'Divides by zero',
  evidence: 'line 1',
  scenario: 'an empty list',
  side: 'new',
  suggestion: null,
  replacement: null,
  by: 'model',
  standing: 'confirmed',
  reason: '',
});
const passing: VerdictFacts = {
  findings: [found('nit')],
  criteria: [judged('a', 1), judged('a', 2)],
  expected: [{ phase: 'a', criteria: 2 }],
  blocking: ['blocker', 'major'],
  refuted: ['blocker'],
  unread: [],
};

test('a whole review without a blocking finding passes', () => {
  expect(verdictOf(passing)).toEqual({ verdict: 'pass', why: '2 criteria met, no blocking finding' });
});

// Each attack names the guard that stops it; without that guard it must pass, or the guard proves nothing.
const attacks: { guard: string; facts: Partial<VerdictFacts>; verdict: 'block' | 'none' }[] = [
  { guard: 'everything was read', facts: { unread: ['src/big.ts'] }, verdict: 'none' },
  { guard: 'every criterion is judged once', facts: { criteria: [judged('a', 1)] }, verdict: 'none' },
  {
    guard: 'every criterion is judged once',
    facts: { criteria: [judged('a', 1), judged('a', 2), judged('a', 2)] },
    verdict: 'none',
  },
  {
    guard: 'every criterion is judged once',
    facts: { criteria: [judged('a', 1), judged('a', 2), judged('b', 1)] },
    verdict: 'none',
  },
  {
    guard: 'every criterion is met',
    facts: { criteria: [judged('a', 1), judged('a', 2, false)] },
    verdict: 'block',
  },
  { guard: 'no finding blocks', facts: { findings: [found('nit'), found('major')] }, verdict: 'block' },
  {
    guard: 'no finding blocks',
    facts: { findings: [{ ...found('major'), standing: 'unjudged' }] },
    verdict: 'block',
  },
  {
    guard: 'no finding blocks',
    facts: { findings: [{ ...found('major'), by: 'program', standing: 'refuted' }] },
    verdict: 'block',
  },
  {
    guard: 'a refuted finding of the worst kind waits for a person',
    facts: { findings: [{ ...found('blocker'), standing: 'refuted' }] },
    verdict: 'block',
  },
  {
    guard: 'no finding blocks',
    facts: { findings: [found('blocker')], declined: new Set(['0123456789abcdef']) },
    verdict: 'block',
  },
];

describe.each(attacks)('$guard', ({ guard, facts, verdict }) => {
  test(`gives ${verdict}`, () => {
    expect(verdictOf({ ...passing, ...facts }).verdict).toBe(verdict);
  });

  test('its broken twin lets it pass', () => {
    const rest = Object.entries(verdictGuards).filter(([name]) => name !== guard);
    expect(
      verdictOf(
        { ...passing, ...facts },
        rest.map(([, g]) => g),
      ).verdict,
    ).toBe('pass');
  });
});

test('where only what the base changed was read, it says so', () => {
  const id = 'abcdef012345'.padEnd(40, '0');
  const since = { head: id, tree: id, base: id, rules: '0'.repeat(32) };
  const facts = { ...passing, criteria: [], expected: [], since };
  expect(verdictOf(facts)).toEqual({
    verdict: 'pass',
    why: 'no blocking finding in what the base changed; the change itself passed at abcdef012345',
  });
  expect(verdictOf({ ...facts, unread: ['a'] }).why).toBe('not all that the base changed could be read: a');
});

describe('does not block', () => {
  test.each<[string, Partial<VerdictFacts>]>([
    ['a refuted finding below the worst', { findings: [{ ...found('major'), standing: 'refuted' }] }],
    [
      'a refuted blocker, where the policy says so',
      { findings: [{ ...found('blocker'), standing: 'refuted' }], refuted: [] },
    ],
    [
      'a refuted finding whose severity blocks nothing',
      { findings: [{ ...found('blocker'), standing: 'refuted' }], blocking: ['major'] },
    ],
    ['a declined one', { findings: [found('major')], declined: new Set(['0123456789abcdef']) }],
  ])('%s', (_, facts) => {
    expect(verdictOf({ ...passing, ...facts }).verdict).toBe('pass');
  });
});
