/** What the record tells a planner of the plan as it stands now; what was reset or revised is no reason any more. */
import { describe, expect, test } from 'vitest';
import type { Recorded } from '../../lifecycle/record.ts';
import type { Step } from '../../lifecycle/step.ts';
import { readPlan } from '../../plan/read.ts';
import { evidenceOfRecord } from './request.ts';

const text = (work: string) =>
  [
    '---',
    'planfile: 1',
    'id: slugs',
    'phases:',
    '  - {id: slugify, paths: [src/slug/**], verify: [npm test]}',
    '---',
    '',
    '# Make slugs',
    '',
    '## Phase slugify: Slugify',
    '',
    work,
    '',
    '- [ ] It is there',
    '',
  ].join('\n');
const planOf = (work: string) => readPlan(new TextEncoder().encode(text(work)), 'plans/slugs.md').plan!;
const plan = planOf('Write it.');
const { digest } = plan.phases[0]!;
const key = (nth: number) => String(nth).padStart(32, '0');
const at = '2026-11-02T09:00:00.000Z';
const record = (...steps: object[]): Recorded[] =>
  steps.map((step, i) => ({ step: { key: key(i + 1), at, ...step } as Step, line: i + 1 }));

const start = { type: 'start', phase: 'slugify', digest, attempt: 1, base: 'a'.repeat(40) };
const held = { ...start, holder: { run: '1', attempt: 1, nonce: 'b'.repeat(32) } };
const end = { type: 'end', start: key(1), phase: 'slugify', digest, usage: [], commit: null, tree: null };
const blocked = {
  ...end,
  outcome: 'blocked',
  reason: 'escalated',
  message: 'greet.sh is missing',
  verified: false,
};
const done = { ...end, outcome: 'done', reason: null, message: '', verified: true };
const built = { ...done, commit: 'c'.repeat(40), tree: 'd'.repeat(40) };
const by = { name: 'ada' };
const reset = { type: 'reset', by, phase: 'slugify', digest, reason: 'later' };
const review = { type: 'review', verdict: 'block', why: 'umlauts are lost', phases: ['slugify'], usage: [] };
const revised = { type: 'draft', by, revision: 2, commit: 'e'.repeat(40), phases: [] };
const whats = (steps: Recorded[], of = plan) =>
  evidenceOfRecord(of, steps).map(({ what, text }) => [what, text]);

describe('a phase', () => {
  const escalated = ['phase slugify ended blocked (escalated)', 'greet.sh is missing'];
  test('that stands blocked is a reason', () => {
    expect(whats(record(held, blocked))).toEqual([escalated]);
  });
  test('that was reset, or is another by now, is none', () => {
    expect(whats(record(held, blocked, reset))).toEqual([]);
    expect(whats(record(held, blocked), planOf('Write it otherwise.'))).toEqual([]);
  });
});

test('a fix that found the plan wrong is a reason, though the phase is done; once it was revised it is none', () => {
  const fix = record(held, built, held, { ...blocked, start: key(3) });
  const why = ['the fix of phase slugify ended blocked (escalated)', 'greet.sh is missing'];
  expect(whats(fix)).toEqual([why]);
  expect(whats([...fix, ...record(held, built, held, blocked, revised).slice(4)])).toEqual([]);
});

describe('a review', () => {
  test('that blocks what stands built is a reason', () => {
    expect(whats(record(held, built, review))).toEqual([['the review blocks', 'umlauts are lost']]);
  });
  test('of what was reset, revised since, or passed, is none', () => {
    expect(whats(record(held, built, review, reset))).toEqual([]);
    expect(whats(record(held, built, review, revised))).toEqual([]);
    expect(whats(record(held, built, review, { ...review, verdict: 'pass' }))).toEqual([]);
  });
});
