import { describe, expect, test } from 'vitest';
import { scopeFailure, scopeGuards, scopeOf } from './scope.ts';

const paths = ['src/**', 'package.json'];
const changed = (path: string, kind = 'modified') => ({ changes: [{ path, kind }], paths });

test('what lies inside its paths may land', () => {
  const scope = scopeOf(changed('src/a.ts'));
  expect(scopeFailure(scope)).toBeUndefined();
});

test('a protected file that is named literally may land, and is told of', () => {
  const scope = scopeOf(changed('package.json'));
  expect(scope).toMatchObject({ unlocked: ['package.json'], selfVerified: ['package.json'] });
  expect(scopeFailure(scope)).toBeUndefined();
});

// Each attack names the guard that stops it; with that guard taken out it must pass.
describe.each([
  { guard: 'paths', attack: changed('lib/a.ts'), words: 'changed outside of its paths: lib/a.ts' },
  {
    guard: 'protection',
    attack: changed('src/package.json'),
    words: 'protected files that its paths do not name',
  },
  { guard: 'protection', attack: changed('src/.github/workflows/x.yml'), words: 'protected files' },
  { guard: 'modes', attack: changed('src/a.ts', 'mode'), words: 'changed what kind of file it is: src/a.ts' },
] as const)('$guard', ({ guard, attack, words }) => {
  test('fails the phase', () => {
    expect(scopeFailure(scopeOf(attack))).toContain(words);
  });

  test('its broken twin lets it pass', () => {
    const rest = Object.entries(scopeGuards).filter(([name]) => name !== guard);
    expect(
      scopeFailure(
        scopeOf(
          attack,
          rest.map(([, one]) => one),
        ),
      ),
    ).toBeUndefined();
  });
});
