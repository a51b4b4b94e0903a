/** The repository itself: settings, branches, rules, contents, activity, environments. */
import picomatch from 'picomatch';
import { notFound } from '../refusals.ts';
import { renderAccount } from '../render/accounts.ts';
import { readCommits, renderCommit } from '../render/commits.ts';
import { renderEnvironment } from '../render/environments.ts';
import { renderFullRepository, repositoryUrl, webUrl } from '../render/repositories.ts';
import { protectionsOf } from '../rules/protection.ts';
import type { Environment, Ruleset } from '../world.ts';
import { type Call, ok, page, pageOf, type Route, route } from './route.ts';

export const repositories: Route[] = [
  route('GET ', 'metadata=read', 'read', (call) =>
    ok(renderFullRepository(call.world, call.repository, call.actor?.account)),
  ),
  route('GET /branches', 'contents=read', 'read', async (call) => {
    const refs = [...(await call.repository.git.refs('refs/heads/'))];
    return page(call, refs, ([ref, sha]) => {
      const name = ref.replace('refs/heads/', '');
      const commit = { sha, url: `${repositoryUrl(call.world, call.repository)}/commits/${sha}` };
      return { name, commit, protected: isProtected(call, name) };
    });
  }),
  route('GET /branches/{branch}', 'contents=read', 'read', async (call) => {
    const { branch } = call.params;
    const sha = await call.repository.git.resolve(`refs/heads/${branch}`);
    if (!sha) throw notFound();
    const [facts] = await readCommits(call.repository, ['-1', sha]);
    const self = `${repositoryUrl(call.world, call.repository)}/branches/${encodeURIComponent(branch)}`;
    const checks = protectionsOf(call.repository, branch).flatMap((one) => one.checks ?? []);
    const contexts = checks.map(({ name }) => name);
    const required = {
      enforcement_level: 'non_admins',
      contexts,
      checks: checks.map(({ name, app }) => ({ context: name, app_id: app?.id ?? null })),
    };
    return ok({
      name: branch,
      commit: renderCommit(call.world, call.repository, facts!),
      protected: isProtected(call, branch),
      protection: { enabled: isProtected(call, branch), required_status_checks: required },
      protection_url: `${self}/protection`,
      _links: { self, html: `${webUrl(call.world, call.repository)}/tree/${branch}` },
    });
  }),
  route('GET /rules/branches/{branch}', 'metadata=read', 'read', (call) => {
    const ref = `refs/heads/${call.params.branch}`;
    const inForce = call.repository.rulesets.filter(({ refs }) =>
      refs.some((glob) => picomatch.isMatch(ref, glob, { dot: true })),
    );
    return page(
      call,
      inForce.flatMap((ruleset) => ruleset.rules.map((type) => ({ ruleset, type }))),
      ({ ruleset, type }) => ({
        type,
        ...ruleParameters(type),
        ruleset_source_type: 'Repository',
        ruleset_source: `${call.repository.owner.login}/${call.repository.name}`,
        ruleset_id: ruleset.id,
      }),
    );
  }),
  route('GET /contents/{path}', 'contents=read', 'read', contents),
  route('GET /activity', 'contents=read', 'read', (call) => {
    const { ref, actor, activity_type: type, direction } = call.query;
    const wanted = call.repository.activity.filter(
      (one) =>
        (!ref || one.ref === ref || one.ref === `refs/heads/${ref}`) &&
        (!actor || one.by?.login === actor) &&
        (!type || one.type === type),
    );
    const ordered = direction === 'asc' ? wanted : wanted.toReversed();
    const { to, headers } = pageOf(call, ordered.length);
    const shown = ordered.slice(0, to).map((one) => ({
      id: one.id,
      node_id: `PSH_${one.id}`,
      before: one.before,
      after: one.after,
      ref: one.ref,
      timestamp: one.at,
      activity_type: one.type,
      actor: one.by ? renderAccount(call.world, one.by) : null,
    }));
    return ok(shown, headers);
  }),
  route('GET /environments', 'actions=read', 'read', (call) =>
    page(
      call,
      call.repository.environments,
      (one) => renderEnvironment(call.world, call.repository, one),
      (environments) => ({ total_count: call.repository.environments.length, environments }),
    ),
  ),
  route('GET /environments/{environment_name}', 'actions=read', 'read', (call) =>
    ok(renderEnvironment(call.world, call.repository, environmentOf(call))),
  ),
  route('GET /environments/{environment_name}/deployment-branch-policies', 'actions=read', 'read', (call) => {
    const { id, branches = [] } = environmentOf(call);
    return page(
      call,
      branches,
      (name) => ({ id, node_id: `DBP_${id}`, name, type: 'branch' }),
      (branch_policies) => ({ total_count: branches.length, branch_policies }),
    );
  }),
  route('GET /environments/{environment_name}/secrets', 'environments=read', 'write', (call) => {
    const { secrets } = environmentOf(call);
    const at = '2020-01-01T00:00:00Z';
    return page(
      call,
      secrets,
      (name) => ({ name, created_at: at, updated_at: at }),
      (shown) => ({ total_count: secrets.length, secrets: shown }),
    );
  }),
  route('GET /actions/permissions/workflow', 'administration=read', 'admin', ({ repository: { settings } }) =>
    ok({
      default_workflow_permissions: settings.workflowPermissions,
      can_approve_pull_request_reviews: settings.actionsMayOpenPulls,
    }),
  ),
];

function ruleParameters(type: Ruleset['rules'][number]) {
  if (type === 'update') return { parameters: { update_allows_fetch_and_merge: false } };
  if (type !== 'pull_request') return {};
  const no = [
    'dismiss_stale_reviews_on_push',
    'require_code_owner_review',
    'require_last_push_approval',
    'required_review_thread_resolution',
  ];
  return {
    parameters: {
      required_approving_review_count: 1,
      ...Object.fromEntries(no.map((name) => [name, false])),
    },
  };
}

function isProtected(call: Call, branch: string): boolean {
  return protectionsOf(call.repository, branch).length > 0;
}

function environmentOf(call: Call): Environment {
  const found = call.repository.environments.find(({ name }) => name === call.params.environment_name);
  if (!found) throw notFound();
  return found;
}

const TYPES: Record<string, string> = { '040000': 'dir', '120000': 'symlink', '160000': 'submodule' };

/** A file with its content (1 MB at most, then none is given), or the entries of a folder. */
async function contents(call: Call) {
  const { git } = call.repository;
  const path = String(call.params.path ?? '').replace(/^\/|\/$/g, '');
  const revision = await git.resolve(`${call.query.ref ?? call.repository.defaultBranch}^{commit}`);
  const isFolder =
    path === '' ||
    (await git.resolve(`${revision}:${path}`).then((id) => id && git.git(['cat-file', '-t', id]))) === 'tree';
  const target = isFolder && path !== '' ? `${path}/` : path;
  if (!revision) throw notFound();
  const listed = await git.git(['ls-tree', '-l', '-z', revision, ...(target ? ['--', target] : [])]);
  const entries = listed
    .split('\0')
    .filter(Boolean)
    .map((line) => {
      const [, mode = '', , sha = '', size = '', name = ''] =
        /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      return { mode, sha, size: Number(size) || 0, name };
    });
  const describe = (entry: (typeof entries)[number]) => renderEntry(call, entry, revision);
  if (isFolder) return ok(entries.map(describe));
  const [entry] = entries;
  if (!entry) throw notFound();
  const file = describe(entry);
  if (file.type === 'submodule') return ok({ ...file, submodule_git_url: null });
  const bytes = await git.bytes(['cat-file', 'blob', entry.sha]);
  if (call.accept.includes('raw')) return { status: 200, text: bytes.toString('utf8') };
  if (file.type === 'symlink') return ok({ ...file, target: bytes.toString('utf8') });
  const isShown = bytes.length <= 1_048_576;
  const content = isShown ? bytes.toString('base64').replace(/.{60}/g, '$&\n') : '';
  return ok({ ...file, encoding: isShown ? 'base64' : 'none', content });
}

function renderEntry(
  call: Call,
  entry: { mode: string; sha: string; size: number; name: string },
  revision: string,
) {
  const at = entry.name.split('/').map(encodeURIComponent).join('/');
  const type = TYPES[entry.mode] ?? 'file';
  const url = `${repositoryUrl(call.world, call.repository)}/contents/${at}?ref=${revision}`;
  const html = `${webUrl(call.world, call.repository)}/${type === 'dir' ? 'tree' : 'blob'}/${revision}/${at}`;
  const blob = `${repositoryUrl(call.world, call.repository)}/git/${type === 'dir' ? 'trees' : 'blobs'}/${entry.sha}`;
  return {
    type,
    size: entry.size,
    name: entry.name.split('/').at(-1) ?? '',
    path: entry.name,
    sha: entry.sha,
    url,
    html_url: html,
    git_url: blob,
    download_url: type === 'file' ? html.replace('/blob/', '/raw/') : null,
    _links: { self: url, git: blob, html },
  };
}
