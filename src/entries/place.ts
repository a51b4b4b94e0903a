/** Which repository of which forge a clone is of, and whether it can be asked: for `init`, on a person's machine. */

import { readRemoteName } from '../adapters/git/remote-name.ts';
import type { Place } from '../commands/init-checks.ts';
import { Fault } from '../ports/fault.ts';
import type { Forge } from '../ports/forge.ts';
import { apiUrl, serverUrl } from './github.ts';

/** The forge that a clone came from, for who asks it about an issue. Faults: it cannot be asked. */
export async function cloneForge(folder: string, env: Environment): Promise<Forge> {
  const { repository, settings, server, why } = await placeOf(folder, env);
  const token = env.GH_TOKEN || env.GITHUB_TOKEN;
  if (settings === undefined || repository === undefined || !token) {
    const fix =
      'Name the plan, or say the goal in words, instead; or let GitHub be asked: GH_TOKEN=$(gh auth token).';
    throw new Fault('configuration', 'no-forge', `the issue cannot be looked at: ${why}`, fix);
  }
  const { githubForge } = await import('../adapters/github/github.ts');
  return githubForge({ api: apiUrl(env), server, repository, token });
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The server is the configured one; of the clone's remote only the names are taken (trust.md T6). */
export async function placeOf(folder: string, env: Environment): Promise<Place> {
  const server = serverUrl(env);
  const none = { server, repository: undefined, settings: undefined };
  const remote = await readRemoteName(folder, env);
  if (remote === undefined) return { ...none, why: 'this clone has no remote `origin` on a forge' };
  if (remote.host !== new URL(server).host) {
    const why = `the remote is at ${remote.host}, and the configured server is ${server}: set GITHUB_SERVER_URL and GITHUB_API_URL`;
    return { ...none, why, elsewhere: remote.host };
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
