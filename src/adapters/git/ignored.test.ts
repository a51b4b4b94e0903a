import { expect, it } from 'vitest';
import { ignoreRules } from './ignored.ts';

const rules = (files: Record<string, string>) => ignoreRules(new Map(Object.entries(files)));

it('a deeper file decides over a shallower one, also about a folder', () => {
  const ignored = rules({ '.gitignore': 'b\n*.log\n', 'a/.gitignore': '!b/\n!kept.log\n' });
  expect(ignored('b', true)).toBe(true);
  expect(ignored('a/b', true)).toBe(false);
  expect(ignored('a/b/f', false)).toBe(false);
  expect(ignored('a/x.log', false)).toBe(true);
  expect(ignored('a/deep/kept.log', false)).toBe(false);
});

it.each([
  ['x', ['sub/x', 'sub/deep/x'], ['x', 'other/x']],
  ['/x', ['sub/x'], ['sub/deep/x', 'x']],
  ['d/x', ['sub/d/x'], ['sub/deep/d/x']],
  ['x/', [], ['sub/x']],
  ['**/x', ['sub/x', 'sub/deep/x'], ['x']],
  ['\\#x', ['sub/#x'], ['sub/x']],
  ['# x', [], ['sub/x', 'sub/# x']],
  ['\\!x', ['sub/!x'], ['sub/x']],
  ['x\\ ', ['sub/x '], ['sub/x']],
  ['x  ', ['sub/x'], ['sub/x  ']],
])('%j in a folder counts from that folder on', (pattern, named, others) => {
  const ignored = rules({ 'sub/.gitignore': `${pattern}\r\n` });
  for (const path of named) expect(ignored(path, false), path).toBe(true);
  for (const path of others) expect(ignored(path, false), path).toBe(false);
});

it('a folder whose name looks like a pattern is only itself', () => {
  const ignored = rules({ 'a*[b]/.gitignore': '*\n' });
  expect(ignored('a*[b]/x', false)).toBe(true);
  expect(ignored('ab/x', false)).toBe(false);
  expect(ignored('aab/x', false)).toBe(false);
});

it('upper and lower case differ, and a byte order mark is no pattern', () => {
  const ignored = rules({ '.gitignore': '\ufeffDist\n' });
  expect(ignored('Dist', true)).toBe(true);
  expect(ignored('dist', true)).toBe(false);
});
