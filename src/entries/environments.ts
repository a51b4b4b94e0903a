/** What of our environment the processes get that we start: listed by name, never handed on whole (trust.md T6, T11, T12). */
import { PROXIES } from './github.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export const listed = (env: Environment, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));

/** What a connection over TLS asks for, whoever makes it. */
const CONNECTION = [...PROXIES, 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];

/** What the artifact client asks its environment for. */
export const ARTIFACT_SERVICE = [
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
  'GITHUB_SERVER_URL',
  ...CONNECTION,
];

/** The SDK's own variables, and what a connection to its endpoint needs (trust.md T6). */
export const CREDENTIALS = [
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_BASE_URL',
  'NODE_USE_ENV_PROXY',
  ...CONNECTION,
];

/** What the demo's children get: nothing of CI, no state, no identity (trust.md T11). */
export const PLAIN = ['PATH', 'HOME', 'TMPDIR', 'TERM', 'COLORTERM', 'NO_COLOR', 'FORCE_COLOR', 'LANG'];

const EVERY_STEP = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'LC_ALL',
  'TERM',
  'COLORTERM',
  'NO_COLOR',
  'FORCE_COLOR',
  'XDG_STATE_HOME',
  'XDG_CONFIG_HOME',
  'RUNNER_TEMP',
  // Where somebody says that nobody sits here, every step must know (T11).
  'CI',
  'GITHUB_ACTIONS',
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
];

/** Of the steps of a run, by their power: only a model step gets the key. */
export function stepEnvironments(env: Environment, more: Record<string, string>) {
  const own = { ...listed(env, EVERY_STEP), ...more };
  return { model: { ...own, ...listed(env, CREDENTIALS) }, code: own, write: own };
}
