/** Commits, comparisons and objects. */
import { changes } from '../git/changes.ts';
import { notFound, Refusal } from '../refusals.ts';
import { readCommits, renderCommit, renderFile, renderGitCommit } from '../render/commits.ts';
import { renderPull } from '../render/pulls.ts';
import { repositoryUrl, webUrl } from '../render/repositories.ts';
import { pullsOf } from '../rules/pulls.ts';
import type { Pull } from '../world.ts';
import { type Call, ok, page, pageOf, type Route, route } from './route.ts';

export const git: Route[] = [
  route('GET /commits', 'contents=read', 'read', async (call) => {
    const { sha, path, author, since, until } = call.query;
    const start = await revision(call, sha ?? call.repository.defaultBranch);
    const filters = [
      ...(author ? [`--author=${author}`] : []),
      ...(since ? [`--since=${since}`] : []),
      ...(until ? [`--until=${until}`] : []),
    ];
    const facts = await readCommits(call.repository, [...filters, start, ...(path ? ['--', path] : [])]);
    return page(call, facts, (one) => renderCommit(call.world, call.repository, one));
  }),
  route('GET /commits/{ref}', 'contents=read', 'read', async (call) => {
    const sha = await revision(call, call.params.ref);
    const [facts] = await readCommits(call.repository, ['-1', sha]);
    const files = await changes(call.repository.git, facts?.parents[0], sha, call.diffLimits);
    return ok(renderCommit(call.world, call.repository, facts!, files));
  }),
  route('GET /commits/{commit_sha}/pulls', 'pull_requests=read', 'read', async (call) => {
    const sha = await revision(call, call.params.commit_sha);
    const holds = await Promise.all(pullsOf(call.repository).map((pull) => brought(pull, sha)));
    const found = pullsOf(call.repository).filter((_, index) => holds[index]);
    return page(call, found, (pull) => renderPull(call.world, pull));
  }),
  route('GET /compare/{basehead}', 'contents=read', 'read', compare),
  route('GET /git/commits/{commit_sha}', 'contents=read', 'read', async (call) => {
    const [facts] = await readCommits(call.repository, ['-1', await revision(call, call.params.commit_sha)]);
    return ok(renderGitCommit(call.world, call.repository, facts!));
  }),
  route('GET /git/trees/{tree_sha}', 'contents=read', 'read', async (call) => {
    const sha = await object(call, `${call.params.tree_sha}^{tree}`);
    const flags = call.query.recursive === undefined ? [] : ['-r', '-t'];
    const listed = await call.repository.git.git(['ls-tree', '-l', '-z', ...flags, sha]);
    const tree = listed
      .split('\0')
      .filter(Boolean)
      .map((line) => {
        const [, mode = '', type = '', id = '', size = '', path = ''] =
          /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
        const url = `${repositoryUrl(call.world, call.repository)}/git/${type}s/${id}`;
        return { path, mode, type, sha: id, url, ...(type === 'blob' ? { size: Number(size) } : {}) };
      });
    return ok({
      sha,
      url: `${repositoryUrl(call.world, call.repository)}/git/trees/${sha}`,
      tree,
      truncated: false,
    });
  }),
  route('GET /git/blobs/{file_sha}', 'contents=read', 'read', async (call) => {
    const sha = await object(call, `${call.params.file_sha}^{blob}`);
    const bytes = await call.repository.git.bytes(['cat-file', 'blob', sha]);
    const url = `${repositoryUrl(call.world, call.repository)}/git/blobs/${sha}`;
    return ok({
      sha,
      node_id: `B_${sha}`,
      size: bytes.length,
      url,
      content: bytes.toString('base64'),
      encoding: 'base64',
    });
  }),
];

async function compare(call: Call) {
  const [base, head] = String(call.params.basehead).split('...') as [string, string | undefined];
  const [from, to] = [await revision(call, base), await revision(call, head ?? '')];
  const { repository, world } = call;
  const merge = await repository.git.mergeBase(from, to);
  if (!merge) throw notFound();
  const count = async (range: string) => Number(await repository.git.git(['rev-list', '--count', range]));
  const [ahead, behind] = [await count(`${from}..${to}`), await count(`${to}..${from}`)];
  const commits = await readCommits(repository, ['--reverse', `${from}..${to}`]);
  const files = await changes(repository.git, merge, to, { ...call.diffLimits, files: 300 });
  const one = async (sha: string) =>
    renderCommit(world, repository, (await readCommits(repository, ['-1', sha]))[0]!);
  const web = `${webUrl(world, repository)}/compare/${base}...${head}`;
  const window = pageOf(call, commits.length);
  return ok(
    {
      url: `${repositoryUrl(world, repository)}/compare/${base}...${head}`,
      html_url: web,
      permalink_url: web,
      diff_url: `${web}.diff`,
      patch_url: `${web}.patch`,
      base_commit: await one(from),
      merge_base_commit: await one(merge),
      status: ahead && behind ? 'diverged' : ahead ? 'ahead' : behind ? 'behind' : 'identical',
      ahead_by: ahead,
      behind_by: behind,
      total_commits: commits.length,
      commits: commits.slice(window.from, window.to).map((facts) => renderCommit(world, repository, facts)),
      files: files.map((file) => renderFile(world, repository, to, file)),
    },
    window.headers,
  );
}

/** Whether a pull request brings a commit, or brought it in whatever shape its merge gave it. */
async function brought({ base, head, merged, issue }: Pull, sha: string): Promise<boolean> {
  const { git } = issue.repository;
  if (await git.isAncestor(sha, base.sha)) return false;
  return (
    (await git.isAncestor(sha, head.sha)) || (merged !== undefined && (await git.isAncestor(sha, merged.sha)))
  );
}

/** A branch, tag, full ref or object id as a commit. @throws 422 as GitHub does for what is no commit. */
export async function revision(call: Call, name: string): Promise<string> {
  const tries = [
    `refs/heads/${name}`,
    `refs/tags/${name}`,
    `refs/${name}`,
    ...(/^[0-9a-f]{4,40}$/.test(name) ? [name] : []),
  ];
  for (const one of tries) {
    const sha = await call.repository.git.resolve(`${one}^{commit}`);
    if (sha) return sha;
  }
  throw new Refusal(422, `No commit found for SHA: ${name}`);
}

async function object(call: Call, name: string): Promise<string> {
  const sha = /^[\w/.-]+\^\{(tree|blob)\}$/.test(name) ? await call.repository.git.resolve(name) : undefined;
  if (!sha) throw notFound();
  return sha;
}
