import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf, story } from '../../test/builders/story.ts';
import { fold } from './fold.ts';
import { MAX_LINE, parseRecord, printStep, union, withoutKeysAlreadyThere } from './record.ts';

const plan = planOf({ a: [], b: ['a'] });
const whole = story(plan).draft('first').approve(['a', 'b']).start('a').done('a').review('wave', ['a']);
const [first] = whole.lines();

const codes = (text: string) => parseRecord(text).problems.map(({ code, line }) => `${line} ${code}`);

describe('reading', () => {
  test('an empty record has no steps and no problems', () => {
    expect(parseRecord('')).toEqual({ steps: [], opaque: [], problems: [] });
  });

  test('every step comes back as it was printed, with its line', () => {
    const { steps } = parseRecord(whole.text());
    expect(steps.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(steps.map(({ step }) => `${printStep(step)}\n`).join('')).toBe(whole.text());
  });

  test('a step is one line, whatever it says', () => {
    const told = story(plan).start('a').end('a', { message: 'one\ntwo\u2028three\r"four"' });
    expect(told.lines()[1]).not.toContain('\n');
    expect(told.steps()[1]!.step).toMatchObject({ message: 'one\ntwo\u2028three\r"four"' });
  });

  test.each([
    ['not JSON', '{', 'record-not-json'],
    ['an empty line', '', 'record-not-json'],
    ['a number', '1', 'record-not-a-step'],
    ['null', 'null', 'record-not-a-step'],
    ['no key', '{"type":"approve"}', 'record-not-a-step'],
    ['white space', ` ${first}`, 'record-not-canonical'],
    ['a carriage return', `${first}\r`, 'record-not-canonical'],
    ['a key twice in the JSON', first!.replace('"type"', '"type":"start","type"'), 'record-not-canonical'],
    ['an unknown field', first!.replace(/}$/, ',"zeal":1}'), 'record-step-misfit'],
    [
      'a field with a name of the language',
      first!.replace('{', '{"__proto__":{"at":1},'),
      'record-step-misfit',
    ],
    ['negative money', whole.lines()[4]!.replace('"nit":0', '"nit":-1'), 'record-step-misfit'],
    ['a line that is too long', `"${'x'.repeat(MAX_LINE)}"`, 'record-line-too-long'],
    ['a lone surrogate', `{"key":"${'a'.repeat(32)}","type":"\\ud800"}`, 'record-not-canonical'],
    ['nesting without end', '['.repeat(100_000), 'record-not-json'],
    ['the same step again', first!, 'record-key-repeated'],
  ])('%s is a named problem, and the other lines stand', (_, line, code) => {
    const text = whole.text();
    expect(codes(`${text}${line}\n`)).toEqual([`6 ${code}`]);
    expect(parseRecord(`${text}${line}\n`).steps).toEqual(whole.steps());
  });

  test('a step of a newer version is kept, and has no effect', () => {
    const newer = `{"key":"${'f'.repeat(32)}","type":"postpone","until":"spring"}`;
    const reading = parseRecord(`${newer}\n${whole.text()}`);
    expect(reading.problems).toEqual([]);
    expect(reading.opaque).toEqual([{ type: 'postpone', key: 'f'.repeat(32), line: 1 }]);
    expect(union(`${newer}\n`, whole.lines())).toBe(`${newer}\n${whole.text()}`);
  });

  test('reads anything without throwing', () => {
    const pieces = fc.array(fc.oneof(fc.string(), fc.json(), fc.constantFrom(...whole.lines(), '\n', '\r')));
    fc.assert(
      fc.property(pieces, (some) => {
        const { steps, problems, opaque } = parseRecord(some.join('\n'));
        expect(steps.length + problems.length + opaque.length).toBeLessThanOrEqual(
          some.join('\n').split('\n').length,
        );
        expect(() => fold(plan, steps)).not.toThrow();
      }),
    );
  });
});

describe('the union of two records', () => {
  test("leaves the remote's bytes alone, bad lines and all", () => {
    const remote = `nonsense\n${first}\n{"half`;
    expect(union(remote, whole.lines().slice(0, 2))).toBe(`${remote}\n${whole.lines()[1]}\n`);
  });

  test('never brings a step twice, nor a line of mine twice', () => {
    expect(withoutKeysAlreadyThere(whole.text(), [...whole.lines(), 'x', 'x'])).toEqual(['x']);
    expect(union(whole.text(), whole.lines())).toBe(whole.text());
  });

  // Any two records that share a beginning and were continued apart, cut and mixed.
  const lines = [
    ...story(plan, 'left').approve('a').start('a').failed('a').reset('a').lines(),
    ...story(plan, 'right').approve('b').start('b').blocked('b').lines(),
    'a line that is no step',
  ];
  const record = fc.subarray(lines, { minLength: 0 });
  const text = (some: readonly string[]) => some.map((line) => `${line}\n`).join('');
  const linesOf = (record: string) => record.split('\n').filter((line) => line !== '');

  test('is idempotent and associative, and grows only at the end', () => {
    fc.assert(
      fc.property(record, record, record, (x, y, z) => {
        const xy = union(text(x), y);
        expect(union(xy, y)).toBe(xy);
        expect(xy.startsWith(text(x))).toBe(true);
        expect(union(xy, z)).toBe(union(text(x), linesOf(union(text(y), z))));
      }),
    );
  });

  test('has the same steps whoever comes first, and the same state as long as nobody worked on the same phase', () => {
    const left = fc
      .nat(4)
      .map((n) => story(plan, 'left').approve('a').start('a').failed('a').reset('a').lines().slice(0, n));
    const right = fc
      .nat(3)
      .map((n) => story(plan, 'right').approve('b').start('b').blocked('b').lines().slice(0, n));
    fc.assert(
      fc.property(left, right, (x, y) => {
        const begun = whole.text();
        const [one, other] = [union(union(begun, x), y), union(union(begun, y), x)];
        expect(linesOf(one).toSorted()).toEqual(linesOf(other).toSorted());
        const state = (record: string) => {
          const { phases, spentUsd, problems } = fold(plan, parseRecord(record).steps);
          const steps = phases.map(({ attempts, doneLine, since, ...rest }) => ({
            ...rest,
            attempts: attempts.map(({ start, end }) => [start, end]),
          }));
          return { steps, spentUsd, problems: problems.map(({ key, code }) => [key, code]).toSorted() };
        };
        expect(state(one)).toEqual(state(other));
      }),
    );
  });
});
