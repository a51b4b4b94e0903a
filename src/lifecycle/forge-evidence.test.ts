/** For every guard one case that it alone stands against: with it the evidence does not hold, without it it would. */
import { describe, expect, test } from 'vitest';
import { digestOf, objectOf } from '../../test/builders/story.ts';
import { setDigest } from '../plan/digest.ts';
import { checkMerge, checkRemark } from './forge-evidence.ts';
import { type ForgeFacts, type MergeCase, phaseKey, type RemarkCase } from './forge-facts.ts';
import { mergeGuards } from './merge-guards.ts';
import { remarkGuards } from './remark-guards.ts';
import type { StepOf } from './step.ts';

const A = { phase: 'a', digest: digestOf('a') };
const LINE = `/planfile approve slugs ${setDigest([{ id: 'a', digest: A.digest }])}`;
const bob = { id: 7, login: 'bob', kind: 'person' } as const;
const ada = { id: 3, login: 'ada', kind: 'person' } as const;

const facts: ForgeFacts = {
  plan: { id: 'slugs', path: 'plans/slugs.md' },
  repository: 'octo/site',
  defaultBranch: 'main',
  now: new Date('2026-11-10T00:00:00Z'),
  policy: { permission: 'write', author: false, days: 30, merge: true, team: 'deciders' },
  closed: { known: [] },
  authors: { known: new Map([[phaseKey(A), [{ ...ada, how: 'pushed it' }]]]) },
  team: { known: [7] },
};
const step: StepOf<'approve'> = {
  type: 'approve',
  key: '0'.repeat(32),
  at: '2026-11-02T09:00:00.000Z',
  by: { name: 'bob', account: 7 },
  phases: [A],
  evidence: { kind: 'review', repository: 'octo/site', on: 1, id: 99 },
};
const remark: RemarkCase = {
  step,
  facts,
  permission: { known: 'write' },
  changed: { known: {} },
  said: {
    kind: 'review',
    on: 1,
    id: 99,
    url: 'https://github.com/octo/site/pull/1#r99',
    node: 'PRR_99',
    author: bob,
    viaApp: undefined,
    body: LINE,
    createdAt: '2026-11-02T09:00:00Z',
    editedAt: undefined,
    editedBy: undefined,
    byMail: false,
    review: { state: 'commented', commit: objectOf('head') },
  },
};
const merge: MergeCase = {
  step: { ...step, evidence: { kind: 'merge', repository: 'octo/site', pull: 5, commit: objectOf('text') } },
  facts,
  permission: { known: 'write' },
  changed: { known: {} },
  pull: {
    number: 5,
    url: 'https://github.com/octo/site/pull/5',
    base: 'main',
    head: objectOf('head'),
    headRepository: 'octo/site',
    mergedBy: bob,
    mergedAt: '2026-11-02T09:00:00Z',
    reviews: [],
  },
  brought: new Map([[phaseKey(A), { commit: objectOf('text'), pulls: [5] }]]),
};

type Attack<C> = Record<string, [code: string, change: (one: C) => Partial<C>]>;
const said = (change: Partial<RemarkCase['said']>) => (one: RemarkCase) => ({
  said: { ...one.said, ...change },
});
const pull = (change: Partial<MergeCase['pull']>) => (one: MergeCase) => ({
  pull: { ...one.pull, ...change },
});
const known =
  <C extends { facts: ForgeFacts }>(change: Partial<ForgeFacts>) =>
  (one: C) =>
    ({ facts: { ...one.facts, ...change } }) as Partial<C>;

const remarks: Attack<RemarkCase> = {
  'it is of this repository': ['other-repository', known({ repository: 'octo/other' })],
  'it is the one that is named': ['other-remark', said({ id: 100 })],
  'it was never edited': ['edited', said({ editedAt: '2026-11-03T00:00:00Z', editedBy: 'ada' })],
  'a person wrote it': ['not-a-person', said({ author: { ...bob, kind: 'bot' } })],
  'no app wrote it in their name': ['via-app', said({ viaApp: 'helper' })],
  'no mail brought it': ['by-mail', said({ byMail: true })],
  'it is by whom the record names': [
    'other-person',
    (one) => ({ step: { ...one.step, by: { name: 'bob', account: 8 } } }),
  ],
  'it names the plan and these digests': ['names-something-else', said({ body: 'Looks good.' })],
  'the review was not dismissed': [
    'dismissed',
    said({ review: { state: 'dismissed', commit: objectOf('x') } }),
  ],
  'they have the permission now': ['no-permission', () => ({ permission: { known: 'triage' } })],
  'they are of the team that decides': ['not-of-the-team', known({ team: { known: [8] } })],
  'it has not expired': ['expired', known({ now: new Date('2026-12-24T00:00:00Z') })],
  'the plan’s pull request was not closed since': [
    'approval-spent',
    known({ closed: { known: [{ number: 1, at: '2026-11-03T00:00:00Z' }] } }),
  ],
  'what changed on the base is known': ['base-not-readable', () => ({ changed: { unknown: 'rewritten' } })],
  'no author approves': [
    'by-its-author',
    known({ authors: { known: new Map([[phaseKey(A), [{ ...bob, how: 'pushed it' }]]]) } }),
  ],
};

const merges: Attack<MergeCase> = {
  'the policy takes merges': ['merges-not-taken', known({ policy: { ...facts.policy, merge: false } })],
  'a merge only approves': ['not-an-approval', (one) => ({ step: { ...one.step, type: 'revoke' } })],
  'it is of this repository': [
    'other-repository',
    (one) => ({
      step: { ...one.step, evidence: { ...one.step.evidence, repository: 'octo/other' } as never },
    }),
  ],
  'it is the one that is named': [
    'other-pull',
    (one) => ({ ...pull({ number: 6 })(one), brought: broughtBy(6) }),
  ],
  'it was merged': ['not-merged', pull({ mergedAt: undefined as never })],
  'into the default branch': ['other-base', pull({ base: 'release' })],
  'from this repository': ['from-a-fork', pull({ headRepository: 'eve/site' })],
  'a person did it': ['not-a-person', pull({ mergedBy: { ...bob, kind: 'bot' } })],
  'they merged it, or approved what was merged': ['neither-merged-nor-approved', pull({ mergedBy: ada })],
  'they have the permission now': ['no-permission', () => ({ permission: { known: 'read' } })],
  'they are of the team that decides': ['not-of-the-team', known({ team: { known: [] } })],
  'it has not expired': ['expired', known({ now: new Date('2026-12-24T00:00:00Z') })],
  'the plan’s pull request was not closed since': [
    'approval-spent',
    known({ closed: { known: [{ number: 9, at: '2026-11-03T00:00:00Z' }] } }),
  ],
  'what changed on the base is known': ['base-not-readable', () => ({ changed: { unknown: 'rewritten' } })],
  'it brought this very text': ['not-brought-by-it', () => ({ brought: broughtBy(4) })],
  'no author approves': [
    'by-its-author',
    known({ authors: { known: new Map([[phaseKey(A), [{ ...bob, how: 'pushed it' }]]]) } }),
  ],
};

function broughtBy(number: number): MergeCase['brought'] {
  return new Map([[phaseKey(A), { commit: objectOf('text'), pulls: [number] }]]);
}

/** These cannot be attacked alone: what is no merge is also too old, and who did not do it is also nobody. */
const TOGETHER: Record<string, readonly string[]> = {
  'it was merged': ['it has not expired'],
  'they merged it, or approved what was merged': [
    'a person did it',
    'they have the permission now',
    'they are of the team that decides',
  ],
};

const without = <G>(guards: Readonly<Record<string, G>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(guards).filter(([name]) => !names.includes(name)));

function judgeRemark(one: RemarkCase, left: readonly string[] = []) {
  const { step, said, ...rest } = one;
  const guards = { whole: without(remarkGuards.whole, left), phase: without(remarkGuards.phase, left) };
  return verdict(checkRemark({ step, line: 1 }, { known: said }, rest, guards));
}

function judgeMerge(one: MergeCase, left: readonly string[] = []) {
  const { step, pull, ...rest } = one;
  const guards = { whole: without(mergeGuards.whole, left), phase: without(mergeGuards.phase, left) };
  return verdict(checkMerge({ step, line: 1 }, { known: pull }, rest, guards));
}

function verdict({ code, verdict, doubts = {} }: ReturnType<typeof checkRemark>): string {
  return verdict === 'holds' ? (doubts.a?.code ?? 'holds') : code;
}

describe('a review that says it all', () => {
  test('holds', () => expect(judgeRemark(remark)).toBe('holds'));
  test.each(Object.entries(remarks))('but not %s', (guard, [code, change]) => {
    const attacked = { ...remark, ...change(remark) };
    expect(judgeRemark(attacked)).toBe(code);
    expect(judgeRemark(attacked, [guard])).toBe('holds');
  });
  test('every guard has its attack', () => {
    const { whole, phase } = remarkGuards;
    expect(Object.keys(remarks).sort()).toEqual([...Object.keys(whole), ...Object.keys(phase)].sort());
  });
});

describe('a merge that brought the plan', () => {
  test('holds', () => expect(judgeMerge(merge)).toBe('holds'));
  test.each(Object.entries(merges))('but not %s', (guard, [code, change]) => {
    const attacked = { ...merge, ...change(merge) };
    expect(judgeMerge(attacked)).toBe(code);
    expect(judgeMerge(attacked, [guard, ...(TOGETHER[guard] ?? [])])).toBe('holds');
  });
  test('every guard has its attack', () => {
    const { whole, phase } = mergeGuards;
    expect(Object.keys(merges).sort()).toEqual([...Object.keys(whole), ...Object.keys(phase)].sort());
  });

  test('counts for who approved its last head, and not for who asked for changes after', () => {
    const review = (state: 'approved' | 'changes-requested', commit = merge.pull.head) =>
      ({ ...remark.said, review: { state, commit } }) as const;
    const by = (...reviews: MergeCase['pull']['reviews']) =>
      judgeMerge({ ...merge, pull: { ...merge.pull, mergedBy: ada, reviews } });
    expect(by(review('approved'))).toBe('holds');
    expect(by(review('approved', objectOf('before')))).not.toBe('holds');
    expect(by(review('approved'), review('changes-requested'))).not.toBe('holds');
  });
});

describe('what could not be asked', () => {
  const unknown = { unknown: 'nobody answered' };
  test.each([
    ['the remark', () => checkRemark({ step, line: 1 }, unknown, remark), 'evidence-not-readable'],
    [
      'the permission',
      () => checkRemark({ step, line: 1 }, { known: remark.said }, { ...remark, permission: unknown }),
      'permission-not-readable',
    ],
    [
      'the closings',
      () =>
        checkRemark(
          { step, line: 1 },
          { known: remark.said },
          { ...remark, facts: { ...facts, closed: unknown } },
        ),
      'pull-not-readable',
    ],
    [
      'the team',
      () =>
        checkRemark(
          { step, line: 1 },
          { known: remark.said },
          { ...remark, facts: { ...facts, team: unknown } },
        ),
      'team-not-readable',
    ],
    ['the merge', () => checkMerge({ step: merge.step, line: 1 }, unknown, merge), 'evidence-not-readable'],
  ])('%s leaves it undecided', (_, check, code) => {
    expect(check()).toMatchObject({ verdict: 'undecided', code });
  });

  test('the authors leave the phase undecided', () => {
    const checked = checkRemark(
      { step, line: 1 },
      { known: remark.said },
      { ...remark, facts: { ...facts, authors: unknown } },
    );
    expect(checked.doubts?.a).toMatchObject({ verdict: 'undecided', code: 'authors-not-readable' });
  });

  test('is worth less than what certainly speaks against it', () => {
    const edited = { ...remark.said, editedAt: '2026-11-03T00:00:00Z' };
    const checked = checkRemark({ step, line: 1 }, { known: edited }, { ...remark, permission: unknown });
    expect(checked).toMatchObject({ verdict: 'does-not-hold', code: 'edited' });
  });
});

test('nobody gets rid of a withdrawal by editing it: it stays in doubt', () => {
  const line = LINE.replace('approve', 'revoke');
  const revoke = { ...step, type: 'revoke' as const };
  const edited = { ...remark.said, body: line, editedAt: '2026-11-03T00:00:00Z' };
  expect(checkRemark({ step: revoke, line: 1 }, { known: edited }, remark)).toMatchObject({
    verdict: 'undecided',
  });
});
