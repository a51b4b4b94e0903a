/** Conversations on lines of a pull request. Whether one is closed, and when it was edited, is told by GraphQL alone (github.md G5). */
import type { Account, ReviewThread } from '../../ports/forge.ts';
import type { Client } from './client.ts';

interface GraphqlAccount {
  __typename: string;
  login: string;
  databaseId?: number | null;
}

interface GraphqlThread {
  id: string;
  path: string;
  line: number | null;
  originalLine: number | null;
  diffSide: 'LEFT' | 'RIGHT';
  isResolved: boolean;
  resolvedBy: GraphqlAccount | null;
  comments: {
    nodes: {
      databaseId: number;
      body: string;
      createdAt: string;
      lastEditedAt: string | null;
      createdViaEmail: boolean;
      author: GraphqlAccount | null;
    }[];
  };
}

interface Page {
  repository: {
    pullRequest: {
      reviewThreads: { nodes: GraphqlThread[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    };
  };
}

const THREADS = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      reviewThreads(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id path line originalLine diffSide isResolved
          resolvedBy { __typename login databaseId }
          comments(first: 100) {
            nodes {
              databaseId body createdAt lastEditedAt createdViaEmail
              author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
            }
          }
        }
      }
    }
  }
}`;

/** 50 threads a page: a pull request with more than 2,000 is nobody's. */
const MOST_PAGES = 40;

export async function threadsOf(client: Client, number: number): Promise<ReviewThread[]> {
  const threads: ReviewThread[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const what = 'read what was said on lines';
    const found: Page = await client.graphql<Page>(what, THREADS, {
      owner: client.owner,
      name: client.repo,
      number,
      after,
    });
    const { nodes, pageInfo } = found.repository.pullRequest.reviewThreads;
    threads.push(...nodes.filter(({ comments }) => comments.nodes.length > 0).map(threadOf));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return threads;
}

function threadOf(thread: GraphqlThread): ReviewThread {
  return {
    id: thread.id,
    path: thread.path,
    side: thread.diffSide === 'LEFT' ? 'left' : 'right',
    line: thread.line ?? undefined,
    firstLine: thread.originalLine ?? undefined,
    resolvedBy: thread.isResolved ? accountOf(thread.resolvedBy) : undefined,
    remarks: thread.comments.nodes.map((one) => ({
      id: one.databaseId,
      author: accountOf(one.author),
      body: one.body,
      createdAt: one.createdAt,
      editedAt: one.lastEditedAt ?? undefined,
      byMail: one.createdViaEmail,
    })),
  };
}

/** A bot's login comes without "[bot]" here; the number is the same. */
const accountOf = (account: GraphqlAccount | null): Account =>
  account?.databaseId
    ? {
        id: account.databaseId,
        login: account.login,
        kind: account.__typename === 'User' && !account.login.endsWith('[bot]') ? 'person' : 'bot',
      }
    : { id: 0, login: account?.login ?? 'ghost', kind: 'bot' };

export async function answerIn(
  client: Client,
  number: number,
  { remarks }: Pick<ReviewThread, 'remarks'>,
  body: string,
): Promise<void> {
  const route = 'POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies';
  await client.once('answer on a line', route, {
    pull_number: number,
    comment_id: remarks[0]!.id,
    body,
  });
}

export async function resolveThread(client: Client, id: string): Promise<void> {
  const query = 'mutation ($id: ID!) { resolveReviewThread(input: { threadId: $id }) { clientMutationId } }';
  await client.graphql('close a conversation', query, { id });
}
