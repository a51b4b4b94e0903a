import { describe, expect, test } from 'vitest';
import { digestOf, planOf, type StoryPlan, story } from '../../test/builders/story.ts';
import type { ApprovalStep, CheckedApproval } from './evidence.ts';
import { fold } from './fold.ts';
import { approversOf, decide, type GateFacts, gateExit, gateGuards } from './gate.ts';
import type { Recorded } from './record.ts';
import { standingGuards, standingOf } from './standing.ts';

type Story = ReturnType<typeof story>;
type Verdicts = Record<number, Partial<CheckedApproval>>;
const LOCAL = { kind: 'local', machine: 'a'.repeat(16), mac: 'b'.repeat(64) } as const;

const plan = planOf({ a: [], b: ['a'], c: [] });

/** Every approval's evidence holds, but for the lines of the record that `verdicts` names. */
function factsOf(
  told: Story,
  over: Partial<GateFacts> = {},
  verdicts: Verdicts = {},
  of: StoryPlan = plan,
): GateFacts {
  const state = fold(of, told.steps());
  const approvals = state.approvals.map(
    ({ step, line }: Recorded<ApprovalStep>): CheckedApproval => ({
      step,
      line,
      verdict: 'holds',
      code: 'as-said',
      why: 'it stands where it says',
      ...verdicts[line],
    }),
  );
  const policy = { foreignCommits: 'refuse', approvals: { count: 1, stale: 'paths' } } as const;
  return { plan: of, state, approvals, policy, foreign: [], howToApprove: 'planfile approve story', ...over };
}

const decisionOf = (facts: GateFacts, phase = 'a') => decide(facts).find((one) => one.phase === phase)!;

describe('the gate opens', () => {
  test('for what a person approved, and shows by which evidence', () => {
    const decision = decisionOf(factsOf(story(plan).approve('a', 'ada')));
    expect(decision).toMatchObject({
      decision: 'approved',
      code: 'approved',
      message: 'approved by ada',
      fix: '',
    });
    expect(decision.approvals).toMatchObject([
      { by: 'ada', line: 1, evidence: 'comment', counts: 'yes', digest: digestOf('a 1') },
    ]);
  });

  test('while it waits for its needs: waiting is no refusal', () => {
    expect(decisionOf(factsOf(story(plan).approve('b')), 'b')).toMatchObject({
      decision: 'approved',
      waitingFor: ['a'],
    });
    const done = story(plan).approve(['a', 'b']).start('a').done('a').approve('b');
    expect(decisionOf(factsOf(done), 'b')).toMatchObject({ decision: 'approved', waitingFor: [] });
  });

  test('while it runs and after it failed: the same approval still says yes', () => {
    expect(decisionOf(factsOf(story(plan).approve('a').start('a'))).decision).toBe('approved');
    expect(decisionOf(factsOf(story(plan).approve('a').start('a').failed('a'))).decision).toBe('approved');
  });

  test('again, when it was approved again after a revocation', () => {
    const told = story(plan).approve('a', 'ada').revoke('a').approve('a', 'bob');
    expect(decisionOf(factsOf(told))).toMatchObject({ decision: 'approved', message: 'approved by bob' });
  });

  test('for one local approval, whatever number the policy asks of people on the forge (T11)', () => {
    const policy = { foreignCommits: 'refuse', approvals: { count: 2, stale: 'paths' } } as const;
    expect(decisionOf(factsOf(story(plan).approve('a', 'ada', LOCAL), { policy })).decision).toBe('approved');
  });
});

describe('a fix', () => {
  const mending = new Set(['a']);
  const built = () => story(plan).approve('a', 'ada').start('a').done('a');

  test.each([
    ['by what the phase was built by', built(), { mending }, 'approved'],
    ['and while it is under way, without being asked for', built().start('a'), {}, 'approved'],
    ['not where nobody asks for one', built(), {}, 'already-done'],
    ['not by what was revoked since', built().revoke('a'), { mending }, 'revoked'],
    [
      'not by what it was built by before it was undone',
      built().reset('a').start('a').done('a'),
      { mending },
      'approval-spent',
    ],
    [
      'by what it was built by after that',
      built().reset('a').approve('a', 'bob').start('a').done('a'),
      { mending },
      'approved',
    ],
    ['not of what has not landed', story(plan).start('a'), { mending }, 'not-approved'],
  ])('is allowed %s', (_, told, over, code) => {
    expect(decisionOf(factsOf(told, over)).code).toBe(code);
  });

  test('by the clock of the forge, where a line of the record was typed once more at its end', () => {
    const typed = built().reset('a').approve('a', 'ada').start('a').done('a');
    const before = new Date(0).toISOString();
    const facts = factsOf(typed, { mending }, { 5: { givenAt: before } });
    expect(decisionOf(facts).code).toBe('approval-spent');
  });
});

describe('the gate stays closed', () => {
  const two = { foreignCommits: 'refuse', approvals: { count: 2, stale: 'paths' } } as const;
  const approved = story(plan).approve('a');
  const doubt = { verdict: 'undecided', code: 'forge-silent', why: 'the forge did not answer' } as const;
  const revised = planOf({ a: [], b: ['a'], c: [] }, 2);

  test.each<[string, GateFacts, string, string]>([
    ['nobody approved', factsOf(story(plan)), 'refused', 'not-approved'],
    ['another phase was approved', factsOf(story(plan).approve('c')), 'refused', 'not-approved'],
    [
      'the evidence does not hold',
      factsOf(
        approved,
        {},
        { 1: { verdict: 'does-not-hold', code: 'edited', why: 'the comment was edited' } },
      ),
      'refused',
      'edited',
    ],
    ['the forge could not be asked', factsOf(approved, {}, { 1: doubt }), 'undecided', 'forge-silent'],
    ['one of two approvals', factsOf(approved, { policy: two }), 'refused', 'too-few-approvals'],
    [
      'the same person twice',
      factsOf(story(plan).approve('a', 'ada').approve('a', 'ada'), { policy: two }),
      'refused',
      'too-few-approvals',
    ],
    [
      'one approval and one doubt of two',
      factsOf(story(plan).approve('a', 'ada').approve('a', 'bob'), { policy: two }, { 2: doubt }),
      'undecided',
      'forge-silent',
    ],
    ['it was revoked', factsOf(story(plan).approve('a').revoke('a')), 'refused', 'revoked'],
    [
      'its revocation cannot be checked',
      factsOf(story(plan).approve('a').revoke('a'), {}, { 2: doubt }),
      'undecided',
      'revocation-undecided',
    ],
    ['its text changed since', factsOf(approved, {}, {}, revised), 'refused', 'approval-lapsed'],
    ['it is done', factsOf(story(plan).approve('a').start('a').done('a')), 'refused', 'already-done'],
    [
      'it was undone: its approval is spent',
      factsOf(story(plan).approve('a').start('a').done('a').reset('a')),
      'refused',
      'approval-spent',
    ],
    [
      'its base moved under it',
      factsOf(approved, {}, { 1: { changedSince: { a: ['src/a.ts'] } } }),
      'refused',
      'base-changed',
    ],
    [
      'a foreign commit stands on the branch',
      factsOf(approved, { foreign: [{ commit: 'f'.repeat(40), why: 'it changes src/x' }] }),
      'refused',
      'foreign-commits',
    ],
  ])('%s', (_, facts, decision, code) => {
    const decided = decisionOf(facts);
    expect(decided).toMatchObject({
      decision,
      code,
      message: expect.stringMatching(/./),
      fix: expect.stringMatching(/./),
    });
  });

  test('and a refusal outweighs a doubt', () => {
    const foreign = [{ commit: 'f'.repeat(40), why: 'it changes src/x' }];
    expect(decisionOf(factsOf(approved, { foreign }, { 1: doubt })).code).toBe('foreign-commits');
    expect(decisionOf(factsOf(story(plan).approve('a').start('a').done('a'), {}, { 1: doubt })).code).toBe(
      'already-done',
    );
  });

  test('and a lapsed approval says what was approved, when, and what it is now', () => {
    const { message, fix } = decisionOf(factsOf(story(plan).approve('b', 'ada'), {}, {}, revised), 'b');
    expect(message).toContain(digestOf('b 1').slice(0, 12));
    expect(message).toContain(digestOf('b 2').slice(0, 12));
    expect(message).toMatch(/ada approved b as .* on 2026-11-01; b, or what it builds on, changed since/);
    expect(fix).toBe('planfile approve story');
  });

  test('but a revocation that nobody can prove stops nothing (T4)', () => {
    const told = story(plan).approve('a').revoke('a', 'eve');
    const forged = { verdict: 'does-not-hold', code: 'no-such-comment', why: 'there is none' } as const;
    expect(decisionOf(factsOf(told, {}, { 2: forged })).decision).toBe('approved');
  });

  test('and a change of another phase leaves it open', () => {
    const other = {
      ...plan,
      phases: plan.phases.map((one) => (one.id === 'c' ? { ...one, digest: digestOf('c 2') } : one)),
    };
    const told = story(plan).approve(['a', 'c']);
    expect(decide(factsOf(told, {}, {}, other)).map(({ phase, code }) => [phase, code])).toEqual([
      ['a', 'approved'],
      ['b', 'not-approved'],
      ['c', 'approval-lapsed'],
    ]);
  });
});

describe('policy may let more stand', () => {
  test('foreign commits, where it allows them', () => {
    const policy = { foreignCommits: 'allow', approvals: { count: 1, stale: 'paths' } } as const;
    const foreign = [{ commit: 'f'.repeat(40), why: 'it changes src/x' }];
    expect(decisionOf(factsOf(story(plan).approve('a'), { foreign, policy })).decision).toBe('approved');
  });

  test('a base that moves, where approvals never go stale', () => {
    const policy = { foreignCommits: 'refuse', approvals: { count: 1, stale: 'never' } } as const;
    const facts = factsOf(story(plan).approve('a'), { policy }, { 1: { changedSince: { a: ['src/a.ts'] } } });
    expect(decisionOf(facts).decision).toBe('approved');
  });
});

describe('each guard of the gate is what stops its case', () => {
  test.each<[string, GateFacts]>([
    [
      'no foreign commit stands on the plan branch',
      factsOf(story(plan).approve('a'), { foreign: [{ commit: 'f'.repeat(40), why: 'it changes src/x' }] }),
    ],
    ['what is done does not run again', factsOf(story(plan).approve('a').start('a').done('a').approve('a'))],
    ['enough approvals count', factsOf(story(plan))],
  ])('%s', (name, facts) => {
    expect(decisionOf(facts).decision).toBe('refused');
    const { [name]: guard, ...others } = gateGuards;
    expect(guard).toBeDefined();
    expect(decide(facts, Object.values(others))[0]?.decision).toBe('approved');
  });
});

describe('each guard of an approval is what stops its case', () => {
  const revised = planOf({ a: [], b: ['a'], c: [] }, 2);
  test.each<[string, GateFacts]>([
    ['it names this very digest', factsOf(story(plan).approve('a'), {}, {}, revised)],
    ['its evidence holds', factsOf(story(plan).approve('a'), {}, { 1: { verdict: 'does-not-hold' } })],
    ['its evidence holds', factsOf(story(plan).approve('a'), {}, { 1: { verdict: 'undecided' } })],
    ['it was not revoked', factsOf(story(plan).approve('a').revoke('a'))],
    ['it is not spent', factsOf(story(plan).approve('a').start('a').done('a').reset('a'))],
    [
      'its base has not moved under it',
      factsOf(story(plan).approve('a'), {}, { 1: { changedSince: { a: ['x'] } } }),
    ],
  ])('%s', (name, facts) => {
    const phase = facts.plan.phases[0]!;
    const track = facts.state.phases[0]!;
    const one = { approval: facts.approvals[0]!, index: 0, phase, track, facts };
    expect(standingOf(one)?.counts).not.toBe('yes');
    const { [name]: guard, ...others } = standingGuards;
    expect(guard).toBeDefined();
    expect(standingOf(one, Object.values(others))?.counts).toBe('yes');
  });
});

test('the exit code: no decision at all is a failure, a refusal outweighs a doubt', () => {
  const [yes] = decide(factsOf(story(plan).approve('a')));
  const no = { ...yes!, decision: 'refused' as const };
  const unclear = { ...yes!, decision: 'undecided' as const };
  expect(gateExit([])).toBe(1);
  expect(gateExit([yes!])).toBe(0);
  expect(gateExit([yes!, unclear])).toBe(3);
  expect(gateExit([unclear, no])).toBe(1);
});

test('approvers are told once each, told apart by their number and not by their name', () => {
  const told = story(plan).approve('a', 'ada').approve('a', 'ada').approve('a', 'bob');
  const facts = factsOf(told);
  expect(approversOf(decisionOf(facts).approvals)).toEqual(['ada', 'bob']);
  const renamed = facts.approvals.map((one, i) => ({
    ...one,
    step: { ...one.step, by: { name: `name ${i}`, account: 7 } },
  }));
  expect(approversOf(decisionOf({ ...facts, approvals: renamed }).approvals)).toEqual(['name 2']);
});
