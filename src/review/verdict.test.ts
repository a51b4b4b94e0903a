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
  suggestion: null,
  by: 'model',
});
const passing: VerdictFacts = {
  findings: [found('nit')],
  criteria: [judged('a', 1), judged('a', 2)],
  expected: [{ phase: 'a', criteria: 2 }],
  blocking: ['blocker', 'major'],
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
