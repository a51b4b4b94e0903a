import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches } from '../outcomes/paths.ts';
import { readOwners, rulesFor } from './owners.ts';

const asked = (text: string, ...paths: string[]) =>
  rulesFor(readOwners(text).rules, paths).map(({ pattern }) => pattern);

describe('a pattern asks its owner', () => {
  test.each([
    ['*', 'src/a.ts'],
    ['*.ts', 'src/deep/a.ts'],
    ['/src/', 'src/**'],
    ['src/', 'lib/src/a.ts'],
    ['/src/slug', 'src/slug/a.ts'],
    ['/docs/*', 'docs/a.md'],
    ['**/logs', 'build/logs/a'],
    ['/src/**/test', 'src/a/b/test/x.ts'],
    ['apps/*/api', 'apps/web/api/x.ts'],
    ['/src/a.ts', 'src/**'],
    ['/src/a.ts', '**/*.ts'],
  ])('%s of %s', (pattern, path) => {
    expect(asked(`${pattern} @ada`, path)).toEqual([pattern]);
  });

  test.each([
    ['/docs/*', 'docs/deep/a.md'],
    ['/src/', 'lib/src/a.ts'],
    ['/*', 'src/a.ts'],
    ['*.js', 'src/a.ts'],
    ['apps/', 'src/apps'],
  ])('%s, and has nothing to do with %s', (pattern, path) => {
    expect(asked(`${pattern} @ada`, path)).toEqual([]);
  });
});

test('the last that matches decides: what a later one covers asks nothing', () => {
  const text = '* @all\n/src/ @devs\n/src/slug/ @ada';
  expect(asked(text, 'src/slug/**')).toEqual(['/src/slug/']);
  expect(asked(text, 'src/**')).toEqual(['/src/', '/src/slug/']);
  expect(asked(text, 'src/**', 'README.md')).toEqual(['*', '/src/', '/src/slug/']);
});

test('a pattern without an owner takes the question away again', () => {
  expect(asked('* @all\n/docs/', 'docs/a.md')).toEqual([]);
});

test('comments and empty lines are nothing', () => {
  const { rules, problems } = readOwners('# @x\r\n\r\n/src/ @ada # and nobody else @eve\r\n');
  expect(rules).toMatchObject([{ line: 3, owners: ['@ada'] }]);
  expect(problems).toEqual([]);
});

test.each(['!/src/ @ada', '/src/[ab] @ada', '/src/ ada', '/../x @ada', '\\#x @ada'])(
  '%s cannot be read, and that is said',
  (text) => {
    expect(readOwners(text)).toMatchObject({ rules: [], problems: [{ line: 1 }] });
  },
);

test('whoever decides about a file that a phase may change is always asked', () => {
  const part = fc.constantFrom('a', 'b', 'src');
  const file = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
  const pattern = fc
    .tuple(
      fc.constantFrom('', '/'),
      fc.array(fc.constantFrom('a', 'b', 'src', '*', '**'), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '/'),
    )
    .map(([start, parts, end]) => `${start}${parts.join('/')}${end}`);
  const path = fc.constantFrom('**', 'src/**', '*/a', 'a', 'src/*/b', '**/b', 'a/**');
  fc.assert(
    fc.property(
      fc.array(pattern, { maxLength: 5 }),
      fc.array(path, { minLength: 1, maxLength: 3 }),
      file,
      (patterns, paths, changed) => {
        fc.pre(matches(changed, paths));
        const { rules } = readOwners(patterns.map((one, n) => `${one} @owner-${n}`).join('\n'));
        const deciding = rules.findLast((rule) => matches(changed, rule.paths));
        if (deciding) expect(rulesFor(rules, paths)).toContain(deciding);
      },
    ),
    { numRuns: 2_000 },
  );
});
