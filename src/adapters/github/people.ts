/** Accounts, their permission now, teams. Logins are renamed: the number decides (github.md G6). */
import { Fault } from '../../ports/fault.ts';
import type { Account, People, Permission } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isForbidden, isMissing } from './fault.ts';

/** As REST shows an account; null when it is gone. */
export interface RestUser {
  id: number;
  login: string;
  type: string;
}

export function githubPeople(client: Client): People {
  let self: Promise<Account> | undefined;
  return {
    self() {
      self ??= viewer(client);
      return self;
    },
    async permission(account) {
      const what = `see the permission of ${account.login}`;
      const found = await permissionOf(client, account, what);
      // The login is the account's of today, or it has become somebody else's in between.
      if (found.user !== null && found.user.id !== account.id) {
        const message = `the name ${account.login} belongs to another account by now`;
        throw new Fault('undecided', 'account-renamed', message, 'Ask again.');
      }
      return roleOf(found);
    },
    async team(slug) {
      const route = 'GET /orgs/{org}/teams/{team_slug}/members';
      try {
        const members: Account[] = [];
        const what = `see the members of the team ${slug}`;
        for await (const user of client.pages<RestUser>(what, route, { org: client.owner, team_slug: slug }))
          members.push(accountOf(user));
        return members;
      } catch (error) {
        // GITHUB_TOKEN sees no team: that there is none cannot be told apart from that (github.md G7).
        if (isMissing(error) || isForbidden(error)) return undefined;
        throw error;
      }
    },
  };
}

export function accountOf(user: RestUser | null | undefined): Account {
  // What an account wrote that is gone belongs to "ghost", which nobody is.
  if (!user) return { id: 0, login: 'ghost', kind: 'bot' };
  const isBot = user.type !== 'User' || user.login.endsWith('[bot]');
  return { id: user.id, login: user.login, kind: isBot ? 'bot' : 'person' };
}

async function viewer(client: Client): Promise<Account> {
  const { viewer } = await client.graphql<{ viewer: { databaseId: number; login: string } }>(
    'see who the token speaks for',
    'query { viewer { databaseId login } }',
    {},
  );
  const { databaseId, login } = viewer;
  return { id: databaseId, login, kind: login.endsWith('[bot]') ? 'bot' : 'person' };
}

interface Collaborator {
  permission: string;
  role_name: string;
  user: RestUser | null;
}

async function permissionOf(client: Client, { login }: Account, what: string): Promise<Collaborator> {
  try {
    return await client.ask(what, 'GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      username: login,
    });
  } catch (error) {
    // No account of this name: nobody, for sure.
    if (isMissing(error)) return { permission: 'none', role_name: 'none', user: null };
    throw error;
  }
}

const ROLES: readonly Permission[] = ['admin', 'maintain', 'write', 'triage', 'read', 'none'];

/** `role_name` is finer, but an organization can make roles of its own: then the plain permission counts. */
function roleOf({ permission, role_name }: Collaborator): Permission {
  return ROLES.find((role) => role === role_name) ?? ROLES.find((role) => role === permission) ?? 'none';
}
