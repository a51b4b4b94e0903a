import { expect, test } from 'vitest';
import { MANIFESTS, manifestLines } from './manifests.ts';

const told = (path: string, text: string): string => manifestLines([{ path, text }])[0] ?? '';

test.each([
  [
    'package.json',
    '{"name":"x","type":"module","scripts":{"test":"vitest","lint":"biome"},"dependencies":{"zod":"4"}}',
    'package.json: name x; type module; scripts test, lint; dependencies zod',
  ],
  ['package.json', '{', 'package.json: it is no JSON'],
  ['package.json', '[1]', 'package.json: '],
  ['go.mod', 'module example.com/a\n\ngo 1.24\n\nrequire (\n)\n', 'go.mod: module example.com/a; go 1.24'],
  ['Makefile', 'CC := gcc\nall: test\ntest:\n\tgo test\n', 'Makefile: targets all, test'],
  [
    'pyproject.toml',
    '[project]\nname = "x"\nversion = "1"\n[tool.pytest]\n',
    'pyproject.toml: [project]; name = "x"; [tool.pytest]',
  ],
  [
    'Cargo.toml',
    '[package]\nname = "x"\nedition = "2024"\n',
    'Cargo.toml: [package]; name = "x"; edition = "2024"',
  ],
  [
    'Gemfile',
    'source "https://rubygems.org"\ngem "rails"\n',
    'Gemfile: source "https://rubygems.org" gem "rails"',
  ],
])('%s says how it is called, tested and built', (path, text, line) => {
  expect(told(path, text)).toBe(line.endsWith(': ') ? '' : line);
});

test('is one bounded line each, whatever is in there', () => {
  const scripts = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`run\n${i}\u202e`, '']));
  const lines = manifestLines(MANIFESTS.map((path) => ({ path, text: JSON.stringify({ scripts }) })));
  expect(lines.length).toBeLessThanOrEqual(4);
  for (const line of lines) {
    expect(line.length).toBeLessThan(800);
    expect(line).not.toMatch(/[\n\u202e]/);
  }
});
