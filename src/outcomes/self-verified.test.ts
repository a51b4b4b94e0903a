import { expect, test } from 'vitest';
import { loadedByVerify } from './self-verified.ts';

test.each([
  'test/slug.test.ts',
  'src/slug.spec.js',
  'pkg/slug_test.go',
  'tests/test_slug.py',
  'package.json',
  'packages/a/package.json',
  'vitest.config.ts',
  'tsconfig.build.json',
  'Makefile',
  'scripts/check.sh',
])('%s is loaded by verify', (path) => {
  expect(loadedByVerify(path)).toBe(true);
});

test.each(['src/slug.ts', 'README.md', 'docs/testing.md', 'src/attestation.ts', 'src/latest/index.ts'])(
  '%s is not',
  (path) => {
    expect(loadedByVerify(path)).toBe(false);
  },
);
