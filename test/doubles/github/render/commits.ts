/** Commits and changed files as GitHub's API shows them, read from the real repository. */
import type { FileChange } from '../git/changes.ts';
import { fullName, type Repository, type World } from '../world.ts';
import { renderAccount } from './accounts.ts';
import { repositoryUrl, webUrl } from './repositories.ts';

export type CommitFacts = {
  sha: string;
  tree: string;
  parents: string[];
  author: { name: string; email: string; date: string };
  committer: { name: string; email: string; date: string };
  message: string;
};

const FIELDS = ['%H', '%T', '%P', '%an', '%ae', '%at', '%cn', '%ce', '%ct', '%B'];
const FORMAT = FIELDS.join('%x00');

/** Commits as `git log` gives them, newest first. @param range arguments of `git log`. */
export async function readCommits(repository: Repository, range: string[]): Promise<CommitFacts[]> {
  // Everything ends with NUL, the one character that no commit can hold.
  const fields = (await repository.git.git(['log', '-z', `--format=${FORMAT}`, ...range])).split('\0');
  const records = Array.from({ length: Math.floor(fields.length / FIELDS.length) }, (_, index) =>
    fields.slice(index * FIELDS.length, (index + 1) * FIELDS.length),
  );
  return records.map(([sha, tree, parents, an, ae, at, cn, ce, ct, message]) => ({
    sha: sha!,
    tree: tree!,
    parents: parents!.split(' ').filter(Boolean),
    author: { name: an!, email: ae!, date: isoOf(at!) },
    committer: { name: cn!, email: ce!, date: isoOf(ct!) },
    message: message!.replace(/\n+$/, ''),
  }));
}

const isoOf = (seconds: string) => `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;

/** `commit`. The account is whose e-mail it is: anybody may write any e-mail, which is why it proves nothing. */
export function renderCommit(world: World, repository: Repository, facts: CommitFacts, files?: FileChange[]) {
  const url = `${repositoryUrl(world, repository)}/commits/${facts.sha}`;
  const account = (email: string) => {
    const found = world.accounts.find((one) => one.email === email);
    return found ? renderAccount(world, found) : null;
  };
  return {
    sha: facts.sha,
    node_id: `C_${facts.sha}`,
    url,
    html_url: `${webUrl(world, repository)}/commit/${facts.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url: `${repositoryUrl(world, repository)}/git/commits/${facts.sha}`,
      author: facts.author,
      committer: facts.committer,
      message: facts.message,
      tree: { sha: facts.tree, url: `${repositoryUrl(world, repository)}/git/trees/${facts.tree}` },
      comment_count: 0,
      verification: UNSIGNED,
    },
    author: account(facts.author.email),
    committer: account(facts.committer.email),
    parents: facts.parents.map((sha) => parentOf(world, repository, sha)),
    ...(files
      ? { stats: statsOf(files), files: files.map((file) => renderFile(world, repository, facts.sha, file)) }
      : {}),
  };
}

/** `git-commit`. */
export function renderGitCommit(world: World, repository: Repository, facts: CommitFacts) {
  const { commit, node_id, html_url, sha } = renderCommit(world, repository, facts);
  const { url, author, committer, message, tree, verification } = commit;
  return {
    sha,
    node_id,
    url,
    html_url,
    author,
    committer,
    message,
    tree,
    verification,
    parents: renderParents(world, repository, facts),
  };
}

const UNSIGNED = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

function parentOf(world: World, repository: Repository, sha: string) {
  return {
    sha,
    url: `${repositoryUrl(world, repository)}/commits/${sha}`,
    html_url: `${webUrl(world, repository)}/commit/${sha}`,
  };
}

function renderParents(world: World, repository: Repository, facts: CommitFacts) {
  return facts.parents.map((sha) => parentOf(world, repository, sha));
}

function statsOf(files: FileChange[]) {
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return { additions, deletions, total: additions + deletions };
}

/** `diff-entry`. */
export function renderFile(world: World, repository: Repository, at: string, file: FileChange) {
  const path = file.filename.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${world.origin}/${fullName(repository)}/blob/${at}/${path}`,
    raw_url: `${world.origin}/${fullName(repository)}/raw/${at}/${path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${at}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previous === undefined ? {} : { previous_filename: file.previous }),
  };
}
