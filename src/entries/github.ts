/** What a job of GitHub Actions knows of where it runs. Without a token there is nobody to ask: then all is local. */
import type { GitHubPlace } from '../adapters/github/client.ts';
import { Fault } from '../ports/fault.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The token is the action's input, or GITHUB_TOKEN: never one from the repository (trust.md T6). */
export function githubOf(env: Environment): GitHubPlace | undefined {
  const token = env.INPUT_TOKEN || env.GITHUB_TOKEN;
  if (!env.GITHUB_ACTIONS || !env.GITHUB_REPOSITORY || !token) return undefined;
  return {
    api: apiUrl(env),
    server: serverUrl(env),
    repository: env.GITHUB_REPOSITORY,
    token,
  };
}

/** As the process was given them, without a slash at the end. */
export const apiUrl = (env: Environment): string =>
  httpUrl('GITHUB_API_URL', env.GITHUB_API_URL || 'https://api.github.com');
export const serverUrl = (env: Environment): string =>
  httpUrl('GITHUB_SERVER_URL', env.GITHUB_SERVER_URL || 'https://github.com');

/** What any connection out needs to know, in both spellings that the field uses. */
export const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/** Proxies and certificates that git's own connection needs, as the process was given them. */
export const GIT_CONNECTION = [...PROXIES, 'GIT_SSL_CAINFO', 'SSL_CERT_FILE'];

function httpUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return text.replace(/\/+$/, '');
  throw new Fault(
    'configuration',
    'server-url',
    `${name} is no address of a server`,
    'The runner sets it; leave it as it is.',
  );
}
