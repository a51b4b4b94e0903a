/** Which repository of which forge a clone is of, and whether it can be asked: for `init`, on a person's machine. */

import { readRemoteName } from '../adapters/git/remote-name.ts';
import type { Place } from '../commands/init-checks.ts';
import { apiUrl, serverUrl } from './github.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The server is the configured one; of the clone's remote only the names are taken (trust.md T6). */
export async function placeOf(folder: string, env: Environment): Promise<Place> {
  const server = serverUrl(env);
  const none = { server, repository: undefined, settings: undefined };
  const remote = await readRemoteName(folder, env);
  if (remote === undefined) return { ...none, why: 'this clone has no remote `origin` on a forge' };
  if (remote.host !== new URL(server).host) {
    const why = `the remote is at ${remote.host}, and the configured server is ${server}: set GITHUB_SERVER_URL and GITHUB_API_URL`;
    return { ...none, why };
  }
  const { repository } = remote;
  // In the order in which GitHub's own command line looks.
  const token = env.GH_TOKEN || env.GITHUB_TOKEN;
  if (!token)
    return {
      ...none,
      repository,
      why: 'there is no token: set GH_TOKEN, for example GH_TOKEN=$(gh auth token)',
    };
  // With one of both left as it is, a repository of the same name elsewhere would be asked, and written to.
  if (!env.GITHUB_SERVER_URL !== !env.GITHUB_API_URL) {
    const why = 'GITHUB_SERVER_URL and GITHUB_API_URL belong together, and only one of them is set';
    return { ...none, repository, why };
  }
  const { githubSettings } = await import('../adapters/github/settings.ts');
  const settings = githubSettings({ api: apiUrl(env), server, repository, token });
  return { server, repository, settings, why: undefined };
}
