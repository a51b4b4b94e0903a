/** Repositories as GitHub's API shows them. */
import { atLeast, roleOf } from '../permissions.ts';
import { type Account, fullName, type Repository, type Role, type World } from '../world.ts';
import { apiUrl, renderAccount } from './accounts.ts';

export const repositoryUrl = (world: World, repository: Repository) =>
  apiUrl(world, `/repos/${fullName(repository)}`);
export const webUrl = (world: World, repository: Repository) => `${world.origin}/${fullName(repository)}`;

/** Keys `<name>_url` and what follows the repository's own URL. */
const LINKS = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

/** `minimal-repository`, without the counters of `repository`. */
export function renderMinimalRepository(world: World, repository: Repository) {
  const url = repositoryUrl(world, repository);
  return {
    id: repository.id,
    node_id: repository.nodeId,
    name: repository.name,
    full_name: fullName(repository),
    owner: renderAccount(world, repository.owner),
    private: repository.private,
    html_url: webUrl(world, repository),
    description: null,
    fork: repository.parent !== undefined,
    url,
    ...Object.fromEntries(Object.entries(LINKS).map(([name, rest]) => [`${name}_url`, `${url}${rest}`])),
  };
}

/** `repository`, as in the head and base of a pull request. */
export function renderRepository(world: World, repository: Repository) {
  const web = webUrl(world, repository);
  const counts = { forks: 0, forks_count: 0, stargazers_count: 0, watchers: 0, watchers_count: 0, size: 0 };
  const has = {
    has_issues: true,
    has_projects: true,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
  };
  const open = [...repository.issues.values()].filter(({ state }) => state === 'open').length;
  return {
    ...renderMinimalRepository(world, repository),
    ...counts,
    ...has,
    clone_url: `${web}.git`,
    git_url: `${web.replace(/^http/, 'git')}.git`,
    ssh_url: `git@${new URL(world.origin).hostname}:${fullName(repository)}.git`,
    svn_url: web,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    default_branch: repository.defaultBranch,
    open_issues: open,
    open_issues_count: open,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    archived: false,
    disabled: false,
    visibility: repository.private ? 'private' : 'public',
    pushed_at: '2020-01-01T00:00:00Z',
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}

/** `full-repository`. */
export function renderFullRepository(world: World, repository: Repository, asked: Account | undefined) {
  const parent = repository.parent && renderRepository(world, repository.parent);
  return {
    ...renderRepository(world, repository),
    network_count: 0,
    subscribers_count: 0,
    allow_squash_merge: true,
    allow_merge_commit: true,
    allow_rebase_merge: true,
    delete_branch_on_merge: repository.settings.deleteBranchOnMerge,
    ...(asked ? { permissions: rolePermissions(roleOf(repository, asked)) } : {}),
    ...(parent ? { parent, source: parent } : {}),
    ...(repository.owner.type === 'Organization'
      ? { organization: renderAccount(world, repository.owner) }
      : {}),
  };
}

export function rolePermissions(role: Role) {
  return {
    admin: atLeast(role, 'admin'),
    maintain: atLeast(role, 'maintain'),
    push: atLeast(role, 'write'),
    triage: atLeast(role, 'triage'),
    pull: atLeast(role, 'read'),
  };
}
