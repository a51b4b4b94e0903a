/** Pull requests and their reviews. */
import { Fault } from '../../ports/fault.ts';
import type { Account, NewPull, NewReview, Pull, Pulls } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isMissing } from './fault.ts';
import { accountOf, type RestUser } from './people.ts';
import { ofReview, type RestReview, withEdits } from './remarks.ts';
import { answerIn, resolveThread, threadsOf } from './threads.ts';

interface RestPull {
  number: number;
  node_id: string;
  html_url: string;
  state: string;
  draft?: boolean;
  title: string;
  body: string | null;
  user: RestUser | null;
  head: { ref: string; sha: string; repo: { full_name: string } | null };
  base: { ref: string };
  closed_at: string | null;
  merged_at: string | null;
  merge_commit_sha: string | null;
  /** Only where one pull request was asked for. */
  merged_by?: RestUser | null;
}

interface RestFile {
  filename: string;
  previous_filename?: string;
  patch?: string;
}

/** Commits of unknown addresses have no account: an empty object, or nothing. */
interface RestCommit {
  author: RestUser | null;
  committer: RestUser | null;
}

const LIST = 'GET /repos/{owner}/{repo}/pulls';
const ONE = '/repos/{owner}/{repo}/pulls/{pull_number}';

export function githubPulls(client: Client): Pulls {
  const everyOfBranch = async (branch: string, state: 'all' | 'open' = 'all'): Promise<Pull[]> => {
    const pulls: Pull[] = [];
    const parameters = { head: `${client.owner}:${branch}`, state };
    for await (const pull of client.pages<RestPull>('see the pull requests', LIST, parameters))
      pulls.push(pullOf(pull));
    return pulls.filter((pull) => pull.branch === branch && isOwn(client, pull));
  };
  return {
    everyOfBranch: (branch) => everyOfBranch(branch),
    ofBranch: async (branch) => (await everyOfBranch(branch, 'open'))[0],
    async thatBrought(commit) {
      const route = 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls';
      const what = 'see which pull request brought a commit';
      const merged: Pull[] = [];
      try {
        for await (const { number, merged_at } of client.pages<RestPull>(what, route, { commit_sha: commit }))
          if (merged_at !== null) merged.push(await one(client, number));
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      return merged;
    },
    open: (pull) => open(client, pull),
    linkToOpen: (base, branch) =>
      `${client.place.server}/${client.place.repository}/compare/${base}...${branch}?expand=1`,
    async update(number, { draft, ...change }) {
      const route = `PATCH ${ONE}`;
      if (Object.keys(change).length > 0)
        await client.ask('change the pull request', route, { pull_number: number, ...change });
      if (draft !== undefined) await setDraft(client, number, draft);
      return one(client, number);
    },
    async reviews(number) {
      const reviews: RestReview[] = [];
      const route = `GET ${ONE}/reviews`;
      for await (const review of client.pages<RestReview>('read the reviews', route, { pull_number: number }))
        if (review.state !== 'PENDING') reviews.push(review);
      return withEdits(client, reviews, (review, edits) => ofReview(number, review, edits));
    },
    postReview: (number, review) => postReview(client, number, review),
    async get(number) {
      try {
        return await one(client, number);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async openFrom(owner, branch) {
      const pulls: Pull[] = [];
      const parameters = { head: `${owner}:${branch}`, state: 'open' };
      for await (const pull of client.pages<RestPull>('see the pull requests', LIST, parameters))
        pulls.push(pullOf(pull));
      return pulls.filter(
        (pull) =>
          pull.branch === branch && pull.headRepository.split('/')[0]?.toLowerCase() === owner.toLowerCase(),
      );
    },
    async files(number) {
      const files: RestFile[] = [];
      const route = `GET ${ONE}/files`;
      for await (const file of client.pages<RestFile>('see what is changed', route, { pull_number: number }))
        files.push(file);
      return files.map(({ filename, previous_filename, patch }) => ({
        path: filename,
        previousPath: previous_filename,
        patch,
      }));
    },
    async authors(number) {
      const found = new Map<number, Account>();
      const route = `GET ${ONE}/commits`;
      for await (const commit of client.pages<RestCommit>('see who wrote it', route, { pull_number: number }))
        for (const user of [commit.author, commit.committer])
          if (user?.id) found.set(user.id, accountOf(user));
      return [...found.values()];
    },
    threads: (number) => threadsOf(client, number),
    answer: (number, thread, body) => answerIn(client, number, thread, body),
    resolve: (thread) => resolveThread(client, thread.id),
    async fold({ node }) {
      const query =
        'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }';
      await client.graphql('fold an older review away', query, { id: node });
    },
  };
}

/** A fork can have a branch of the same name. */
const isOwn = ({ place }: Client, { headRepository }: Pull): boolean =>
  headRepository.toLowerCase() === place.repository.toLowerCase();

const one = async (client: Client, number: number): Promise<Pull> =>
  pullOf(await client.ask<RestPull>('see the pull request', `GET ${ONE}`, { pull_number: number }));

function pullOf(pull: RestPull): Pull {
  const merged = pull.merged_at !== null;
  return {
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    body: pull.body ?? '',
    draft: pull.draft ?? false,
    branch: pull.head.ref,
    base: pull.base.ref,
    author: accountOf(pull.user),
    state: merged ? 'merged' : pull.state === 'open' ? 'open' : 'closed',
    head: pull.head.sha,
    headRepository: pull.head.repo?.full_name ?? '',
    ...(pull.merged_by ? { mergedBy: accountOf(pull.merged_by) } : {}),
    ...(pull.closed_at === null ? {} : { closedAt: pull.closed_at }),
    ...(pull.merged_at === null ? {} : { mergedAt: pull.merged_at }),
    // Before a merge this is GitHub's own trial of one.
    ...(merged && pull.merge_commit_sha !== null ? { mergeCommit: pull.merge_commit_sha } : {}),
  };
}

async function open(client: Client, pull: NewPull): Promise<Pull> {
  const { branch, base, title, body, draft } = pull;
  const parameters = { head: branch, base, title, body, draft };
  try {
    return pullOf(await client.once<RestPull>('open a pull request', `POST ${LIST.slice(4)}`, parameters));
  } catch (error) {
    // Somebody, or a try of ours whose answer was lost, opened it: then it is there.
    const isThere = error instanceof Fault && (error.kind === 'service' || error.code === 'forge-refused');
    const found = isThere ? await githubPulls(client).ofBranch(branch) : undefined;
    if (found) return found;
    if (draft && saysOf(error, /draft pull requests are not supported/i))
      return await open(client, { ...pull, draft: false });
    throw refusedToOpen(error) ?? error;
  }
}

const saysOf = (error: unknown, said: RegExp): error is Fault =>
  error instanceof Fault && said.test(error.message);

/** What no second try changes, told apart by GitHub's own words: there is no code for it (github.md G14). */
function refusedToOpen(error: unknown): Fault | undefined {
  if (saysOf(error, /not permitted to create/i))
    return new Fault(
      'undecided',
      'pulls-not-allowed',
      'GitHub Actions may not open pull requests in this repository',
      'Allow it in Settings → Actions → General → Workflow permissions, or open it by hand.',
      { cause: error },
    );
  if (saysOf(error, /no commits between/i))
    return new Fault('refused', 'nothing-to-merge', 'the base holds all of the branch', 'Nothing to do.', {
      cause: error,
    });
  return undefined;
}

async function setDraft(client: Client, number: number, draft: boolean): Promise<void> {
  const { node_id, draft: isDraft } = await client.ask<RestPull>('see the pull request', `GET ${ONE}`, {
    pull_number: number,
  });
  if (isDraft === draft) return;
  const mutation = draft ? 'convertPullRequestToDraft' : 'markPullRequestReadyForReview';
  const query = `mutation ($id: ID!) { ${mutation}(input: { pullRequestId: $id }) { clientMutationId } }`;
  await client.graphql(draft ? 'make the pull request a draft' : 'mark it as ready', query, { id: node_id });
}

/** One bad line fails a whole review (github.md G18): whoever posts it knows what else to do with it. */
async function postReview(client: Client, number: number, review: NewReview): Promise<{ id: number }> {
  const { commit, body, comments } = review;
  try {
    const { id } = await client.once<{ id: number }>('post the review', `POST ${ONE}/reviews`, {
      pull_number: number,
      commit_id: commit,
      event: 'COMMENT',
      body,
      comments: comments.map(({ path, line, startLine, side, body: said }) => ({
        path,
        line,
        side: side.toUpperCase(),
        ...(startLine === undefined ? {} : { start_line: startLine, start_side: side.toUpperCase() }),
        body: said,
      })),
    });
    return { id };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'forge-refused') throw error;
    throw new Fault('refused', 'review-refused', error.message, error.fix, { cause: error });
  }
}
