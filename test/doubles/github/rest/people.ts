/** Users, teams and permissions. */

import { atLeast, roleOf } from '../permissions.ts';
import { forbidden, notAccessible, notFound, requiresAuthentication } from '../refusals.ts';
import { renderAccount, renderProfile } from '../render/accounts.ts';
import { rolePermissions } from '../render/repositories.ts';
import { type Account, findAccount, type Team } from '../world.ts';
import { type Call, ok, page, type Route, route, writer } from './route.ts';

/** What `permission` knows: maintain reads as write, triage as read (github.md G6). */
const PLAIN = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
} as const;

export const people: Route[] = [
  route('GET //user', 'metadata=read', 'none', (call) => {
    const actor = call.actor;
    if (!actor) throw requiresAuthentication();
    if (actor.kind === 'workflow' || actor.kind === 'app') throw notAccessible();
    return ok(renderProfile(call.world, actor.account));
  }),
  route('GET //user/{account_id}', 'metadata=read', 'none', (call) => {
    const account = call.world.accounts.find(({ id, deleted }) => id === call.params.account_id && !deleted);
    if (!account) throw notFound();
    return ok(renderProfile(call.world, account));
  }),
  route('GET //users/{username}', 'metadata=read', 'none', (call) =>
    ok(renderProfile(call.world, known(call, call.params.username))),
  ),
  route('GET //orgs/{org}/teams/{team_slug}', 'members=read', 'none', (call) => {
    const team = teamOf(call);
    const url = `${call.world.origin}/api/organizations/${team.org.id}/team/${team.id}`;
    return ok({
      id: team.id,
      node_id: `T_${team.id}`,
      name: team.slug,
      slug: team.slug,
      description: null,
      privacy: 'closed',
      notification_setting: 'notifications_enabled',
      permission: 'pull',
      url,
      html_url: `${call.world.origin}/orgs/${team.org.login}/teams/${team.slug}`,
      members_url: `${url}/members{/member}`,
      repositories_url: `${url}/repos`,
      parent: null,
      type: 'organization',
      members_count: team.members.length,
      repos_count: 1,
      created_at: '2020-01-01T00:00:00Z',
      updated_at: '2020-01-01T00:00:00Z',
      organization: organization(call, team.org),
    });
  }),
  route('GET //orgs/{org}/teams/{team_slug}/members', 'members=read', 'none', (call) =>
    page(call, teamOf(call).members, (member) => renderAccount(call.world, member)),
  ),
  route('GET //orgs/{org}/teams/{team_slug}/memberships/{username}', 'members=read', 'none', (call) => {
    const team = teamOf(call);
    const account = known(call, call.params.username);
    if (!team.members.includes(account)) throw notFound();
    const url = `${call.world.origin}/api/organizations/${team.org.id}/team/${team.id}/memberships/${account.login}`;
    return ok({ url, role: 'member', state: 'active' });
  }),
  route('GET /collaborators/{username}/permission', 'metadata=read', 'read', (call) => {
    const { account: asker, permissions } = writer(call);
    if (!permissions && !atLeast(roleOf(call.repository, asker), 'write')) {
      throw forbidden('Must have push access to view collaborator permission.');
    }
    const account = known(call, call.params.username);
    const role = roleOf(call.repository, account);
    const user = {
      ...renderAccount(call.world, account),
      permissions: rolePermissions(role),
      role_name: role,
    };
    return ok({ permission: PLAIN[role], role_name: role, user });
  }),
];

/** An account by its login of today: a former login is nobody's, or somebody else's. */
function known(call: Call, login: string): Account {
  const account = findAccount(call.world, login);
  if (!account || account.deleted) throw notFound();
  return account;
}

/** Teams exist for members of the organization and for Apps with `members: read`; for others they do not (github.md G7). */
function teamOf(call: Call): Team {
  const { actor, params, world } = call;
  const team = world.teams.find(
    ({ slug, org }) => slug === params.team_slug && org.login.toLowerCase() === params.org.toLowerCase(),
  );
  const maySee =
    actor && (actor.permissions ? actor.permissions.members !== undefined : world.members.has(actor.account));
  if (!team || !maySee) throw notFound();
  return team;
}

function organization({ world }: Call, org: Account) {
  const url = `${world.origin}/api/orgs/${org.login}`;
  const { login, id, node_id, avatar_url, html_url } = renderAccount(world, org);
  const links = ['repos', 'events', 'hooks', 'issues'].map((name) => [`${name}_url`, `${url}/${name}`]);
  return {
    login,
    id,
    node_id,
    url,
    avatar_url,
    html_url,
    ...Object.fromEntries(links),
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    description: null,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    archived_at: null,
  };
}
