import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alternatives, isLiteral, matches, mayOverlap, patternFault } from './paths.ts';

describe('matches', () => {
  it.each([
    ['src/slug.ts', ['src/slug.ts'], ['src/slug.tsx', 'src/Slug.ts', 'a/src/slug.ts']],
    ['src/**', ['src/a', 'src/a/b', 'src/.hidden/.x'], ['src', 'srcs/a']],
    ['**/*.ts', ['a.ts', 'x/y/a.ts', '.x/.a.ts'], ['a.tsx']],
    ['src/*/index.ts', ['src/a/index.ts', 'src/.a/index.ts'], ['src/index.ts', 'src/a/b/index.ts']],
    ['a?c', ['abc', 'a.c'], ['ac', 'a/c', 'abbc']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb']],
    ['src/{a,b}.{ts,tsx}', ['src/a.ts', 'src/b.tsx'], ['src/c.ts', 'src/{a,b}.ts']],
    ['app/[id]/page.tsx', ['app/[id]/page.tsx'], ['app/i/page.tsx']],
    ['app/(group)/*.tsx', ['app/(group)/a.tsx'], ['app/group/a.tsx']],
    ['a+(b)@!(c)|d$^', ['a+(b)@!(c)|d$^'], ['abb']],
    ['{1..3}', ['{1..3}'], ['2']],
    ['*{x}', ['a{x}'], ['ax']],
    ['src/é.ts', ['src/é.ts'], ['src/e.ts']],
  ])('%s', (pattern, yes, no) => {
    expect(yes.filter((path) => !matches(path, [pattern]))).toEqual([]);
    expect(no.filter((path) => matches(path, [pattern]))).toEqual([]);
  });

  it('is any of the patterns, and nothing without one', () => {
    expect(matches('b', ['a', 'b'])).toBe(true);
    expect(matches('b', [])).toBe(false);
  });

  // A second reading of the four signs, as slow as it is plain.
  const simple = (pattern: string, path: string): boolean => {
    const [p, ...patterns] = pattern.split('/');
    const [s, ...segments] = path.split('/');
    if (p === '**') {
      if (patterns.length === 0) return true;
      return [path, ...segments.map((_, index) => segments.slice(index).join('/'))].some((rest) =>
        simple(patterns.join('/'), rest),
      );
    }
    const source = p!.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll('?', '.');
    if (!new RegExp(`^${source}$`, 's').test(s!) || (s === '' && p !== '')) return false;
    if (patterns.length === 0 || segments.length === 0) return patterns.length === segments.length;
    return simple(patterns.join('/'), segments.join('/'));
  };
  const segment = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*', '?'), minLength: 1, maxLength: 3 });
  const sound = (text: string) => !text.includes('**') && text !== '.' && text !== '..';
  const pattern = fc
    .array(fc.oneof(segment.filter(sound), fc.constant('**')), { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'));
  const path = fc
    .array(fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 }).filter(sound), {
      minLength: 1,
      maxLength: 4,
    })
    .map((segments) => segments.join('/'));

  it('agrees with a plain reading of the signs', () => {
    fc.assert(
      fc.property(pattern, path, (one, file) => {
        expect(matches(file, [one])).toBe(simple(one, file));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is not misled into taking long', () => {
    const long = 'a'.repeat(4_000);
    expect(matches(long, [`${'*a'.repeat(400)}*b`])).toBe(false);
    expect(matches(`${'a/'.repeat(1_000)}a`, [`${'**/a/'.repeat(100)}b`])).toBe(false);
  });

  it('never says that two patterns cannot meet when a path matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, path, (one, other, file) => {
        if (matches(file, [one]) && matches(file, [other])) expect(mayOverlap(one, other)).toBe(true);
      }),
      { numRuns: 5_000 },
    );
  });
});

it.each([
  ['src/**', 'src/a.ts', true],
  ['src/*.ts', 'src/a*', true],
  ['src/a/**', 'src/b/**', false],
  ['src/*.ts', 'src/*.tsx', false],
  ['{a,b}/x', 'b/*', true],
  ['a/**/z', 'a/b', false],
  ['**/x', 'a/b/x', true],
])('mayOverlap(%s, %s) is %s', (one, other, expected) => {
  expect(mayOverlap(one, other)).toBe(expected);
  expect(mayOverlap(other, one)).toBe(expected);
});

it('knows a literal from a pattern', () => {
  expect(['a/b.ts', '[id].tsx', '{a}', 'a b'].map(isLiteral)).toEqual([true, true, true, true]);
  expect(['*', 'a?', '**/a', '{a,b}'].map(isLiteral)).toEqual([false, false, false, false]);
  expect(alternatives('{a,b}/{c,d}')).toEqual(['a/c', 'a/d', 'b/c', 'b/d']);
});

it.each([
  '/a',
  'C:/a',
  'a\\b',
  '!a',
  ' a',
  'a//b',
  'a/',
  './a',
  'a/../b',
  'a**b',
  '{a,..}/b',
  'e\u0301',
  '{a,b}'.repeat(7),
])('refuses %s', (pattern) => expect(patternFault(pattern)).toBeTypeOf('string'));
