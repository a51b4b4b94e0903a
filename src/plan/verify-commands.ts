/**
 * Commands that a repository itself names, from its manifests: a planner chooses `verify` among them, so that it invents none. They
 * are told and compared as texts here; whether they run is tried in the sandbox.
 */
export interface NamedIn {
  path: string;
  text: string;
}

/** Of one manifest; more would not be read. */
const MOST = 60;

/** In the order of the manifests, each once. `policy`: what the policy allows besides (`verify.commands`). */
export function verifyCommands(manifests: readonly NamedIn[], policy: readonly string[] = []): string[] {
  const found = manifests.flatMap(({ path, text }) => (READERS[path]?.(text) ?? []).slice(0, MOST));
  return [...new Set([...policy, ...found])];
}

/** The manifests that this reads, at the top of the repository. */
const READERS: Record<string, (text: string) => string[]> = {
  'package.json': (text) => scripts(text).map((name) => (name === 'test' ? 'npm test' : `npm run ${name}`)),
  'deno.json': (text) => ['deno test', ...keys(text, 'tasks').map((name) => `deno task ${name}`)],
  'composer.json': (text) => scripts(text).map((name) => `composer run ${name}`),
  Makefile: (text) => names(text, /^([A-Za-z][\w.-]*):(?!=)/gm).map((name) => `make ${name}`),
  justfile: (text) => names(text, /^@?([A-Za-z][\w-]*)[^:=\n]*:(?!=)/gm).map((name) => `just ${name}`),
  'Cargo.toml': () => ['cargo test', 'cargo check', 'cargo clippy -- -D warnings', 'cargo fmt --check'],
  'go.mod': () => ['go test ./...', 'go vet ./...', 'go build ./...'],
  'pyproject.toml': (text) => [
    'python -m unittest',
    ...tool(text, 'pytest', 'python -m pytest'),
    ...tool(text, 'ruff', 'ruff check'),
    ...tool(text, 'mypy', 'mypy .'),
    ...tool(text, 'tox', 'tox'),
  ],
  'mix.exs': () => ['mix test', 'mix compile --warnings-as-errors'],
  Gemfile: (text) => [
    ...(/\brspec\b/.test(text) ? ['bundle exec rspec'] : []),
    ...(/\brake\b/.test(text) ? ['bundle exec rake'] : []),
  ],
  'pom.xml': () => ['mvn -q test', 'mvn -q verify'],
  'build.gradle.kts': () => ['./gradlew test', './gradlew check'],
};

/** Scripts that start something for good, or reach out, verify nothing. */
const NO_VERIFY = /^(?:pre|post|prepare|start|dev|serve|watch|deploy|release|publish|install)/;

const scripts = (text: string): string[] => keys(text, 'scripts').filter((name) => !NO_VERIFY.test(name));

function keys(text: string, field: string): string[] {
  try {
    const value = (JSON.parse(text) as Record<string, unknown> | null)?.[field];
    const all = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    return all.filter((name) => /^[\w:.-]{1,80}$/.test(name));
  } catch {
    return [];
  }
}

const tool = (text: string, name: string, command: string): string[] =>
  new RegExp(`\\b${name}\\b`).test(text) ? [command] : [];

const names = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name!)),
];
