import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mend } from '../outcomes/mend.ts';
import type { Finding, Judgement } from '../outcomes/review.ts';
import { blockingOf, isOfPlan, mendsOf, named, shortened, shortId } from './mends.ts';

const found = (over: Partial<Finding> = {}): Finding => ({
  fingerprint: '0123456789abcdef',
  severity: 'major',
  category: 'correctness',
  path: 'src/a.ts',
  line: 3,
  endLine: 4,
  side: 'new',
  claim: 'It divides by zero.',
  evidence: 'n is 0',
  scenario: 'An empty list',
  suggestion: null,
  replacement: null,
  by: 'model',
  standing: 'confirmed',
  reason: '',
  ...over,
});
const judged = (over: Partial<Judgement> = {}): Judgement => ({
  phase: 'slugify',
  criterion: 1,
  text: 'Case makes no difference',
  met: false,
  evidence: 'no test',
  ...over,
});

describe('what can be sent back', () => {
  test('worst first: what blocks as the worst, criteria, then the rest', () => {
    const findings = [
      found({ severity: 'nit', fingerprint: 'a'.repeat(16) }),
      found({ severity: 'blocker', fingerprint: 'b'.repeat(16) }),
      found({ severity: 'major', fingerprint: 'c'.repeat(16) }),
    ];
    const mends = mendsOf({ findings, criteria: [judged()] });
    expect(mends.map(({ severity }) => severity)).toEqual(['blocker', null, 'major', 'nit']);
    expect(mends[1]).toMatchObject({
      category: 'criterion',
      phase: 'slugify',
      path: null,
      claim: 'Case makes no difference',
      evidence: 'no test',
    });
    expect(mends[1]!.id).toMatch(/^[0-9a-f]{16}$/);
    expect(blockingOf(mends, ['blocker']).map(({ severity }) => severity)).toEqual(['blocker', null]);
    expect(blockingOf(mends, [])).toHaveLength(1);
  });

  test('not what was refuted, nor what is met; what the program found nobody refutes', () => {
    const findings = [
      found({ standing: 'refuted' }),
      found({ standing: 'refuted', by: 'program', line: 9 }),
      found({ standing: 'unjudged', line: 10 }),
    ];
    const mends = mendsOf({ findings, criteria: [judged({ met: true })] });
    expect(mends.map(({ line }) => line)).toEqual([9, 10]);
  });

  test('the same on several lines has one id and several places; on the same line it is one, as bad as the worst', () => {
    const findings = [found({ severity: 'minor' }), found(), found({ line: 7 })];
    const mends = mendsOf({ findings, criteria: [] });
    expect(mends.map(({ line, severity }) => [line, severity])).toEqual([
      [3, 'major'],
      [7, 'major'],
    ]);
    const all = named(mends, ['012345']);
    expect(all.ok && all.mends).toHaveLength(2);
  });

  test('a line of the text before the change names none of the tree in which it is mended', () => {
    expect(mendsOf({ findings: [found({ side: 'old' })], criteria: [] })[0]).toMatchObject({
      path: 'src/a.ts',
      line: null,
    });
  });

  test('a criterion keeps its id when its number changes, and two phases do not share one', () => {
    const ids = [judged(), judged({ criterion: 2 }), judged({ phase: 'wire' })].map(
      (one) => mendsOf({ findings: [], criteria: [one] })[0]!.id,
    );
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test('a plan that is wrong is told apart', () => {
    const [one, other] = mendsOf({
      findings: [found({ category: 'plan' }), found({ line: 5 })],
      criteria: [],
    });
    expect([one, other].map((mend) => isOfPlan(mend!))).toEqual([true, false]);
  });
});

describe('naming', () => {
  const mends = mendsOf({
    findings: [
      found({ fingerprint: '0123456789abcdef' }),
      found({ fingerprint: '0123459900000000', line: 5 }),
      found({ fingerprint: 'fedcba9876543210', line: 6 }),
    ],
    criteria: [],
  });
  const problems = (...words: string[]) => {
    const read = named(mends, words);
    return read.ok ? [] : read.problems.map(({ code, fix }) => [code, fix]);
  };

  test('by a whole id or a beginning that is unique, in either case, each once', () => {
    const read = named(mends, ['FEDCBA', '0123456789abcdef', 'fedcba98']);
    expect(read.ok && read.mends.map(({ id }) => id)).toEqual(['0123456789abcdef', 'fedcba9876543210']);
    expect(named(mends, [])).toEqual({ ok: true, mends: [] });
  });

  test('what is wrong with the words is said for all of them', () => {
    expect(problems('fedcb', '012345', 'aaaaaaaa', 'blocking', 'fedcba')).toEqual([
      ['finding-too-short', 'Give at least 6 digits: fedcba98.'],
      ['finding-ambiguous', 'Give more of it: 0123456789abcdef, 0123459900000000.'],
      ['finding-unknown', 'Name one of these: 01234567, 01234599, fedcba98.'],
      ['finding-unknown', 'Name one of these: 01234567, 01234599, fedcba98.'],
    ]);
    const nothing = named([], ['fedcba98']);
    expect(!nothing.ok && nothing.problems[0]!.fix).toBe('It found nothing that could be mended.');
  });

  test('no word names what it is not the beginning of', () => {
    const id = fc.stringMatching(/^[0-9a-f]{16}$/);
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 8 }), fc.string(), (ids, word) => {
        const all = mendsOf({
          findings: ids.map((fingerprint, line) => found({ fingerprint, line: line + 1 })),
          criteria: [],
        });
        for (const given of [word, ids[0]!.slice(0, word.length), ids[0]!]) {
          const read = named(all, [given]);
          if (!read.ok) continue;
          expect(given.length).toBeGreaterThanOrEqual(6);
          expect(read.mends).toHaveLength(1);
          expect(read.mends[0]!.id.startsWith(given)).toBe(true);
        }
      }),
    );
    expect(shortId('0123456789abcdef')).toBe('01234567');
  });
});

test('cut, a mend keeps its place and at most so many characters of each text', () => {
  const long: Mend = { ...mendsOf({ findings: [found()], criteria: [] })[0]!, claim: '😀'.repeat(100) };
  const cut = shortened({ ...long, suggestion: 'x'.repeat(100), path: 'a/'.repeat(50) }, 50);
  expect(cut.claim).toHaveLength(50);
  expect(cut.claim.isWellFormed()).toBe(true);
  expect(cut.suggestion).toBe(`${'x'.repeat(49)}…`);
  expect(cut.path).toBe('a/'.repeat(50));
});

test('what people do not see goes back as its code, and what they are not shown not at all', () => {
  const [mend] = mendsOf({ findings: [found()], criteria: [] });
  const { claim, evidence, scenario } = shortened({
    ...mend!,
    claim: 'It is wrong\u{E0072}\u{E006D}',
    evidence: 'a\u200b\u202eb',
    scenario: `${'x'.repeat(1_000)} and run this`,
  });
  expect(claim).toBe('It is wrong<U+E0072><U+E006D>');
  expect(evidence).toBe('a<U+200B><U+202E>b');
  expect(scenario).toBe(`${'x'.repeat(999)}…`);
});
