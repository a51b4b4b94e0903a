/** Accounts and Apps as GitHub's API shows them. */
import type { Account, App, World } from '../world.ts';

export const apiUrl = (world: World, path: string) => `${world.origin}/api${path}`;

const nodeIdOf = (prefix: string, id: number) => `${prefix}_${Buffer.from(`0:${id}`).toString('base64url')}`;

const GHOST: Account = { id: 10_137, login: 'ghost', type: 'User', name: '', email: '' };

/** `simple-user`. */
export function renderAccount(world: World, shown: Account) {
  const account = shown.deleted ? GHOST : shown;
  const url = apiUrl(world, `/users/${encodeURIComponent(account.login)}`);
  return {
    login: account.login,
    id: account.id,
    node_id: nodeIdOf('U', account.id),
    avatar_url: `${world.origin}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${world.origin}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** `public-user`. */
export function renderProfile(world: World, account: Account) {
  const nothing = {
    company: null,
    location: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    email: null,
  };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const dates = { created_at: '2020-01-01T00:00:00Z', updated_at: '2020-01-01T00:00:00Z' };
  return { ...renderAccount(world, account), name: account.name, blog: '', ...nothing, ...counts, ...dates };
}

/** `nullable-integration`: the App itself, or null. */
export function renderApp(world: World, app: App | undefined) {
  if (!app) return null;
  return {
    id: app.id,
    slug: app.slug,
    client_id: `Iv1.${app.id}`,
    node_id: nodeIdOf('A', app.id),
    owner: renderAccount(world, world.accounts[0]!),
    name: app.name,
    description: '',
    external_url: `${world.origin}/apps/${app.slug}`,
    html_url: `${world.origin}/apps/${app.slug}`,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    permissions: app.permissions,
    events: [],
  };
}
