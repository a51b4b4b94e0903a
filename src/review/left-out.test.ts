import { expect, test } from 'vitest';
import { readDiff } from './diff.ts';
import { leftOut } from './left-out.ts';

const files = readDiff(
  ['dist/a.js', 'vendor/b.js', 'logo.png', 'src/c.ts', 'd.txt']
    .map((path) => `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -0,0 +1 @@\n+x\n`)
    .join(''),
);

test('attributes and policy leave out, each with its reason; what is unset or another value does not', () => {
  const attributes = new Map([
    ['dist/a.js', { 'linguist-generated': 'set' }],
    ['vendor/b.js', { 'linguist-vendored': 'true' }],
    ['logo.png', { diff: 'unset' }],
    ['src/c.ts', { 'linguist-generated': 'unset', 'linguist-vendored': 'false', diff: 'set' }],
  ]);
  expect(leftOut(files, { attributes, patterns: ['*.txt'] })).toEqual([
    { path: 'dist/a.js', why: 'generated, says .gitattributes' },
    { path: 'vendor/b.js', why: 'vendored, says .gitattributes' },
    { path: 'logo.png', why: 'no text to compare, says .gitattributes' },
    { path: 'd.txt', why: 'by policy' },
  ]);
  expect(leftOut(files, { attributes: new Map(), patterns: [] })).toEqual([]);
});
