import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { digestOf, planOf, START, story } from '../../test/builders/story.ts';
import { type ApprovalStep, checkLocal, type LocalFacts, localGuards, sealLocally } from './evidence.ts';
import type { Recorded } from './record.ts';
import type { StepOf } from './step.ts';

const sealOf = (key: string) => ({
  machine: digestOf(key).slice(0, 16),
  sign: (text: string) => createHmac('sha256', key).update(text).digest('hex'),
  verify: (text: string, mac: string) => createHmac('sha256', key).update(text).digest('hex') === mac,
});
const seal = sealOf('mine');
const place = { plan: 'story', repository: '/home/ada/site/.git' };
const here: LocalFacts = { ...place, seal, ci: false, now: new Date(START + 3_600_000), days: 30 };

const plan = planOf({ a: [], b: [] });
const unsealed = story(plan).approve('a').steps()[0]!.step as StepOf<'approve'>;
const given = sealLocally<StepOf<'approve'>>(unsealed, place, seal);
const recorded = (step: ApprovalStep): Recorded<ApprovalStep> => ({ step, line: 1 });
const days = (n: number) => new Date(START + n * 86_400_000);

test('an approval that was given here holds, also through the record', () => {
  const [read] = story(plan).add(given).steps();
  expect(checkLocal(read as Recorded<ApprovalStep>, here)).toMatchObject({ verdict: 'holds', line: 1 });
});

test('evidence that a forge keeps is not for us to decide', () => {
  expect(checkLocal(recorded(unsealed), here)).toMatchObject({
    verdict: 'undecided',
    code: 'evidence-kind-not-checked-here',
  });
});

/** Each attack is stopped by one guard: taken out at the wiring, the same attack passes. */
const attacks: [guard: string, code: string, attack: string, step: ApprovalStep, facts: LocalFacts][] = [
  [
    'local evidence counts nowhere in CI',
    'local-evidence-in-ci',
    'brought to CI',
    given,
    { ...here, ci: true },
  ],
  [
    'its seal holds',
    'not-authentic',
    'another phase written into it',
    { ...given, phases: [{ phase: 'b', digest: digestOf('b 1') }] },
    here,
  ],
  ['its seal holds', 'not-authentic', 'another name', { ...given, by: { name: 'eve' } }, here],
  ['its seal holds', 'not-authentic', 'a revocation made of it', { ...given, type: 'revoke' }, here],
  [
    'its seal holds',
    'not-authentic',
    'its key changed, to count twice',
    { ...given, key: 'e'.repeat(32) },
    here,
  ],
  ['its seal holds', 'not-authentic', 'made younger', { ...given, at: days(0.01).toISOString() }, here],
  [
    'its seal holds',
    'not-authentic',
    'taken to another folder',
    given,
    { ...here, repository: '/tmp/received/.git' },
  ],
  ['its seal holds', 'not-authentic', 'taken to another plan', given, { ...here, plan: 'other' }],
  [
    'it is not from the future',
    'dated-in-the-future',
    'a clock that was ahead',
    given,
    { ...here, now: days(-1) },
  ],
  ['it has not expired', 'expired', 'too old', given, { ...here, now: days(31) }],
];

describe.each(attacks)('%s (%s): %s', (guard, code, _, step, facts) => {
  test('is refused', () => {
    expect(checkLocal(recorded(step), facts)).toMatchObject({ verdict: 'does-not-hold', code });
  });

  test('passes without that guard', () => {
    const { [guard]: removed, ...others } = localGuards;
    expect(removed).toBeDefined();
    expect(checkLocal(recorded(step), facts, Object.values(others)).verdict).toBe('holds');
  });
});

test("another machine's approval does not hold, by its name and by its seal", () => {
  const theirs = recorded(sealLocally<StepOf<'approve'>>(unsealed, place, sealOf('theirs')));
  expect(checkLocal(theirs, here)).toMatchObject({ verdict: 'does-not-hold', code: 'other-machine' });
  const { 'it was given on this machine': _, ...others } = localGuards;
  expect(checkLocal(theirs, here, Object.values(others))).toMatchObject({ code: 'not-authentic' });
  const { 'its seal holds': __, ...neither } = others;
  expect(checkLocal(theirs, here, Object.values(neither)).verdict).toBe('holds');
});

test('on the last day it still holds, and a revocation does not wear off', () => {
  expect(checkLocal(recorded(given), { ...here, now: days(30) }).verdict).toBe('holds');
  const revoked = sealLocally<StepOf<'revoke'>>({ ...unsealed, type: 'revoke' }, place, seal);
  expect(checkLocal(recorded(revoked), { ...here, now: days(400) }).verdict).toBe('holds');
});
