/**
 * What every git child of ours runs with (trust.md T15): an environment that starts empty, and settings that win over any
 * file. Each guard has a name, so that a test can take it out and show what then gets through.
 */
export interface Hardening {
  name: string;
  env?: Readonly<Record<string, string>>;
  /** `-c` settings: they win over the repository's own configuration. */
  config?: Readonly<Record<string, string>>;
}

export const hardening: readonly Hardening[] = [
  { name: 'no-system-config', env: { GIT_CONFIG_NOSYSTEM: '1', GIT_ATTR_NOSYSTEM: '1' } },
  { name: 'no-global-config', env: { GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/nonexistent' } },
  { name: 'no-hooks', config: { 'core.hooksPath': '/dev/null' } },
  { name: 'no-fsmonitor', config: { 'core.fsmonitor': 'false', 'core.untrackedCache': 'false' } },
  {
    // A partial clone fetches what is missing, and a remote may name the program to run for it.
    name: 'no-transport',
    env: { GIT_ALLOW_PROTOCOL: 'none', GIT_PROTOCOL_FROM_USER: '0', GIT_NO_LAZY_FETCH: '1' },
  },
  { name: 'no-prompt', env: { GIT_TERMINAL_PROMPT: '0', GIT_PAGER: 'cat', GIT_EDITOR: 'false' } },
  { name: 'no-replacements', env: { GIT_NO_REPLACE_OBJECTS: '1' } },
  { name: 'literal-paths', env: { GIT_LITERAL_PATHSPECS: '1' } },
  {
    name: 'no-outside-attributes',
    config: { 'core.attributesFile': '/dev/null', 'core.excludesFile': '/dev/null' },
  },
  // Commit graphs and their path filters are believed by git without looking at the commits.
  { name: 'no-commit-graph', config: { 'core.commitGraph': 'false' } },
  { name: 'no-dotgit-variants', config: { 'core.protectHFS': 'true', 'core.protectNTFS': 'true' } },
];

/** Settings that are no guard: stable output, and whom our children write as. */
const PLAIN_ENV: Readonly<Record<string, string>> = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_AUTHOR_NAME: 'Planfile',
  GIT_AUTHOR_EMAIL: 'planfile@localhost',
  GIT_AUTHOR_DATE: '@0 +0000',
  GIT_COMMITTER_NAME: 'Planfile',
  GIT_COMMITTER_EMAIL: 'planfile@localhost',
};
const PLAIN_CONFIG: Readonly<Record<string, string>> = {
  // Who opens a repository of somebody else's is asked for by git only because its configuration could run something.
  'safe.directory': '*',
  'core.quotePath': 'false',
  // git 2.39 does not obey when it joins trees; join.ts does not rely on it.
  'merge.renames': 'false',
  'merge.directoryRenames': 'false',
  'core.filesRefLockTimeout': '1000',
  'core.packedRefsTimeout': '1000',
};

export function hardenedEnv(guards: readonly Hardening[]): Record<string, string> {
  return Object.assign({}, PLAIN_ENV, ...guards.map((guard) => guard.env ?? {}));
}

/** The arguments that stand before the subcommand. */
export function hardenedArgs(guards: readonly Hardening[]): string[] {
  const config: Record<string, string> = Object.assign(
    {},
    PLAIN_CONFIG,
    ...guards.map((g) => g.config ?? {}),
  );
  return ['--no-pager', ...Object.entries(config).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
}
