import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlans } from './check.ts';
import { declaresPlan, isPlanPath, readPlan } from './read.ts';
import { example } from './rules/example.ts';
import { RULES } from './rules/index.ts';
import { toldFrom } from './told.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const codes = (text: string, rules = RULES) =>
  readPlan(bytes(text), 'plans/slugs.md', rules).problems.map(({ code }) => code);

describe('readPlan', () => {
  it('gives a plan without problems for the smallest plan', () => {
    const { plan, problems, id } = readPlan(bytes(example()), 'plans/slugs.md');
    expect(problems).toEqual([]);
    expect(id).toBe('slugs');
    expect(plan?.phases[0]).toMatchObject({ id: 'build', title: 'Write it', needs: [], line: 12 });
    expect(plan?.phases[0]?.criteria).toEqual([
      { number: 1, text: 'Two titles that differ only in case give the same slug', line: 16 },
    ]);
  });

  it('collects all problems, by place', () => {
    const text = example({ head: 'efort: high\nbudget: {usd: x}\n', body: 'A <b>bold</b> word.' });
    const { problems, plan } = readPlan(bytes(text), 'plans/slugs.md');
    expect(plan).toBeUndefined();
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['unknown-key', 4],
      ['wrong-type', 5],
      ['hidden-html', 14],
      ['hidden-html', 14],
    ]);
  });

  it('does not judge the keys of another version', () => {
    expect(codes(example({ head: 'new: 1\n' }).replace('planfile: 1', 'planfile: 2'))).toEqual([
      'unsupported-version',
    ]);
  });

  it('reads no alias and no prototype', () => {
    expect(codes(example({ head: 'effort: *a\n' }))).toContain('yaml-alias');
    expect(codes(example({ head: '__proto__: {effort: high}\n' }))).toContain('unknown-key');
    expect(codes(example({ head: 'constructor: 1\n' }))).toContain('unknown-key');
  });

  it('says so when a rule is missing that would have named the reason', () => {
    const without = RULES.filter(({ code }) => code !== 'needs-cycle');
    const circle = '  - id: build\n    needs: [build]\n    paths: [src/a.ts]\n    verify: [npm test]\n';
    expect(codes(example({ phases: circle }), without)).toEqual(['unreadable']);
  });

  it('silences warnings that are meant to be so, and nothing else', () => {
    const wide = "  - id: build\n    paths: ['**']\n    verify: [npm test]\n";
    const allow = (rule: string) => `allow: [{rule: ${rule}, phase: build, reason: All of it is meant}]\n`;
    expect(codes(example({ phases: wide }))).toEqual(['paths-too-wide']);
    expect(codes(example({ phases: wide, head: allow('paths-too-wide') }))).toEqual([]);
    expect(codes(example({ head: allow('paths-too-wide') }))).toEqual(['allow-unused']);
    expect(codes(example({ head: allow('hidden-html'), body: '<b>' }))).toEqual([
      'allow-refused',
      'hidden-html',
    ]);
  });

  it('reports at most a hundred of a kind', () => {
    const text = example({ body: '<b> '.repeat(1_000) });
    const { problems } = readPlan(bytes(text), 'plans/slugs.md');
    expect(problems).toHaveLength(100);
    expect(problems.at(-1)?.message).toContain('more of this kind');
  });
});

/** Each locked rule stands between some text and a model: taken out, that text gets a digest. */
describe.each(RULES.filter(({ code }) => /^(?:hidden-|secret$|locked-path$|ambiguous-id$)/.test(code)))(
  'without the rule $code',
  ({ code, bad }) => {
    it('what it keeps out would be told to a model', () => {
      const others = RULES.filter((rule) => rule.code !== code);
      const passed = bad.filter(({ plan }) => {
        const file = typeof plan === 'string' ? bytes(plan) : plan;
        return readPlan(file, 'plans/slugs.md', others).plan !== undefined;
      });
      expect(passed).not.toEqual([]);
    });
  },
);

describe('whatever the bytes are', () => {
  const runs = Number(process.env.SOAK === '1' ? 100_000 : 300);

  it('bytes of any kind never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (file) => {
        expect(readPlan(file, 'plans/slugs.md').plan).toBeUndefined();
      }),
      { numRuns: runs },
    );
  });

  // Pieces that mean something to YAML, to markdown, or to us.
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.constantFrom(
      '---\n',
      '\n',
      '- ',
      '# ',
      '## Phase build: ',
      '[x] ',
      '&a ',
      '*a',
      '<<: ',
      '!!str ',
      '`',
      '```',
    ),
    fc.constantFrom(
      '<!--',
      '-->',
      '[',
      '](',
      ')',
      '"',
      "'",
      '{',
      '}',
      ',',
      ': ',
      '|',
      '> ',
      '\r\n',
      '\t',
      '$',
      '\\',
    ),
    fc.constantFrom(
      '\u200b',
      '\ufeff',
      'e\u0301',
      '[^1]: ',
      '__proto__: ',
      '1e3',
      '~',
      '?',
      '<b>',
      '&#8203;',
      '%',
    ),
  );
  const PLAN = example({ head: 'models: {executor: opus}\n', body: '## Why\n\nBecause `of` **this**.' });
  const edit = fc.tuple(fc.nat(PLAN.length), fc.nat(6), fc.array(piece, { maxLength: 4 }));
  const mutated = fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) =>
      edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put.join('') + text.slice(at + cut), PLAN),
    );

  it('an edit changes a digest, is a problem, or reaches no prompt (T2)', () => {
    const before = readPlan(bytes(PLAN), 'plans/slugs.md').plan!;
    fc.assert(
      fc.property(mutated, (text) => {
        const { plan, problems } = readPlan(bytes(text), 'plans/slugs.md');
        if (!plan) {
          expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
          return;
        }
        const [old, now] = [before.phases[0]!, plan.phases.find(({ id }) => id === 'build')];
        if (now?.digest === old.digest) expect(toldFrom(now.text)).toEqual(toldFrom(old.text));
        for (const phase of plan.phases) expect(toldFrom(phase.text).phase.section).toBe(phase.section);
      }),
      { numRuns: runs },
    );
  });

  it('places lie within the file, and line ends do not matter', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const lf = text.replaceAll('\r', '');
        const lines = lf.replace(/^\uFEFF/, '').split('\n');
        const { problems, plan } = readPlan(bytes(lf), 'plans/slugs.md');
        for (const { line, column } of problems) {
          expect(line).toBeLessThanOrEqual(lines.length + 1);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        }
        const crlf = readPlan(bytes(lf.replaceAll('\n', '\r\n')), 'plans/slugs.md');
        expect(crlf.problems).toEqual(problems);
        expect(crlf.plan).toEqual(plan);
      }),
      { numRuns: runs },
    );
  });
});

it('knows where plans stand, and which files say that they are one', () => {
  expect(['plans/a.md', 'PLAN.md'].every(isPlanPath)).toBe(true);
  expect(['plans/a/b.md', 'docs/PLAN.md', 'plan.md', 'plans/a.txt', 'x/plans/a.md'].some(isPlanPath)).toBe(
    false,
  );
  const yes = [
    example(),
    example().replaceAll('\n', '\r\n'),
    '---\n{planfile: 1}\n---\n',
    '---\nx: [\n"planfile": 1\n',
  ];
  expect(yes.map((text) => declaresPlan(bytes(text)))).toEqual([true, true, true, true]);
  expect(declaresPlan(bytes(`\uFEFF${example()}`))).toBe(true);
  expect(
    ['', '# planfile: 1', '---\ntitle: planfile\n---\n\nplanfile: 1\n'].some((text) =>
      declaresPlan(bytes(text)),
    ),
  ).toBe(false);
});

describe('checkPlans', () => {
  const reading = (id: string, path: string) => readPlan(bytes(example({ id })), path);

  it('refuses both of two plans with one id, or with ids that look alike', () => {
    const checked = checkPlans([
      reading('one', 'plans/one.md'),
      reading('one', 'PLAN.md'),
      reading('two', 'plans/two.md'),
    ]);
    expect(checked.map(({ plan }) => plan?.id)).toEqual([undefined, undefined, 'two']);
    expect(checked[0]!.problems.map(({ code }) => code)).toEqual(['plan-id-repeated']);
    const alike = checkPlans([reading('a1', 'plans/a1.md'), reading('al', 'plans/al.md')]);
    expect(alike.map(({ plan }) => plan)).toEqual([undefined, undefined]);
  });

  it('notes paths that match nothing, of phases that are not done', () => {
    const one = reading('slugs', 'plans/slugs.md');
    const problems = (context: Parameters<typeof checkPlans>[1]) =>
      checkPlans([one], context)[0]!.problems.map(({ code }) => code);
    expect(problems({ files: ['src/other.ts'] })).toEqual(['paths-match-nothing']);
    expect(problems({ files: ['src/slug.ts'] })).toEqual([]);
    expect(problems({ files: [], isDone: () => true })).toEqual([]);
    expect(checkPlans([one], { files: [] })[0]!.plan).toBeDefined();
  });
});
