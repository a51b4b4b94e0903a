/**
 * What the manifests at the top of a repository say of it: how it is called, how it is tested, what it builds on. Bounded, and
 * only names: a model that needs more reads the file.
 */
import { cleanLine } from '../report/clean.ts';

export interface Manifest {
  path: string;
  text: string;
}

/** Read at the top of the tree, in this order. */
export const MANIFESTS: readonly string[] = [
  'package.json',
  'pyproject.toml',
  'Cargo.toml',
  'go.mod',
  'Makefile',
  'justfile',
  'composer.json',
  'Gemfile',
  'pom.xml',
  'build.gradle.kts',
  'mix.exs',
];

/** Characters of one manifest, and how many manifests are told. */
const MOST = 700;
const MOST_MANIFESTS = 4;

/** Lines of `name: what it says`; empty where there is nothing to say. */
export const manifestLines = (manifests: readonly Manifest[]): string[] =>
  manifests.slice(0, MOST_MANIFESTS).flatMap(({ path, text }) => {
    const said = cleanLine((READERS[path] ?? firstLines)(text), MOST);
    return said === '' ? [] : [`${path}: ${said}`];
  });

const READERS: Record<string, (text: string) => string> = {
  'package.json': packageJson,
  'composer.json': packageJson,
  'go.mod': (text) => matching(text, /^(?:module|go) .*$/gm),
  Makefile: (text) => `targets ${names(text, /^([A-Za-z][\w.-]*):(?!=)/gm)}`,
  justfile: (text) => `recipes ${names(text, /^@?([A-Za-z][\w-]*)[^:=\n]*:(?!=)/gm)}`,
  'pyproject.toml': (text) =>
    matching(text, /^(?:name|requires-python|build-backend) *=.*$|^\[[^\]\n]+\]$/gm),
  'Cargo.toml': (text) => matching(text, /^(?:name|edition|members) *=.*$|^\[[^\]\n]+\]$/gm),
};

function packageJson(text: string): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is no JSON';
  }
  if (typeof json !== 'object' || json === null) return 'it is no object';
  const fields = json as Record<string, unknown>;
  const keys = (name: string): string => {
    const value = fields[name];
    const list = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    return list.length === 0 ? '' : `${name} ${list.join(', ')}`;
  };
  const plain = (name: string): string =>
    typeof fields[name] === 'string' ? `${name} ${String(fields[name])}` : '';
  return [
    plain('name'),
    plain('type'),
    plain('packageManager'),
    keys('scripts'),
    keys('workspaces'),
    keys('dependencies'),
    keys('devDependencies'),
    keys('require'),
  ]
    .filter((part) => part !== '')
    .join('; ');
}

const matching = (text: string, pattern: RegExp): string => (text.match(pattern) ?? []).join('; ');
const names = (text: string, pattern: RegExp): string =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].join(', ');
const firstLines = (text: string): string => text.split('\n', 8).join(' ');
