/** Comments and reviews with what tells whether they are evidence. REST gives the author's hand, GraphQL the edits (github.md G5). */
import type { Remark, RemarkRef, Remarks } from '../../ports/forge.ts';
import type { Client } from './client.ts';
import { isMissing } from './fault.ts';
import { accountOf, type RestUser } from './people.ts';

export interface RestComment {
  id: number;
  node_id: string;
  html_url: string;
  issue_url: string;
  user: RestUser | null;
  body?: string;
  created_at: string;
  performed_via_github_app?: { slug?: string } | null;
}

export interface RestReview {
  id: number;
  node_id: string;
  html_url: string;
  user: RestUser | null;
  body: string;
  state: string;
  submitted_at?: string;
  commit_id: string | null;
}

/** What only GraphQL tells of something with an author and a body. */
interface Edits {
  id: string;
  lastEditedAt: string | null;
  editor: { login: string } | null;
  createdViaEmail: boolean;
  /** Of reviews alone. */
  isMinimized?: boolean;
}

const EDITS = `query ($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on IssueComment { lastEditedAt editor { login } createdViaEmail }
    ... on PullRequestReview { lastEditedAt editor { login } createdViaEmail isMinimized }
  }
}`;
/** GitHub takes no more ids in one query. */
const BATCH = 100;

export function githubRemarks(client: Client, self: () => Promise<{ id: number }>): Remarks {
  return {
    async *since(since) {
      let batch: RestComment[] = [];
      const route = 'GET /repos/{owner}/{repo}/issues/comments';
      const parameters = { since, sort: 'created', direction: 'asc' };
      for await (const comment of client.pages<RestComment>('read what was said', route, parameters)) {
        batch.push(comment);
        if (batch.length < BATCH) continue;
        yield* await withEdits(client, batch, ofComment);
        batch = [];
      }
      yield* await withEdits(client, batch, ofComment);
    },
    async get(ref) {
      try {
        return ref.kind === 'comment' ? await comment(client, ref) : await review(client, ref);
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    upsert: (on, marker, body) => upsert(client, self, { on, marker, body }),
    async react(ref, reaction) {
      const path = ref.kind === 'comment' ? `issues/comments/${ref.id}` : `issues/${ref.on}`;
      // The same reaction of the same account is there once, however often it is given.
      const route = `POST /repos/{owner}/{repo}/${path}/reactions`;
      await client.ask('answer with a reaction', route, { content: reaction });
    },
  };
}

async function comment(client: Client, { id, on }: RemarkRef): Promise<Remark | undefined> {
  const route = 'GET /repos/{owner}/{repo}/issues/comments/{comment_id}';
  const found = await client.ask<RestComment>('read the comment', route, { comment_id: id });
  const [remark] = await withEdits(client, [found], ofComment);
  return remark?.on === on ? remark : undefined;
}

async function review(client: Client, { id, on }: RemarkRef): Promise<Remark | undefined> {
  const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}';
  const found = await client.ask<RestReview>('read the review', route, { pull_number: on, review_id: id });
  return (await withEdits(client, [found], (one, edits) => ofReview(on, one, edits)))[0];
}

/** Puts together what both APIs say; what is gone by the second question is left out. */
export async function withEdits<T extends { node_id: string }>(
  client: Client,
  found: readonly T[],
  make: (one: T, edits: Edits) => Remark,
): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (let at = 0; at < found.length; at += BATCH) {
    const batch = found.slice(at, at + BATCH);
    const ids = batch.map(({ node_id }) => node_id);
    const edits = new Map((await editsOf(client, ids)).map((edit) => [edit.id, edit]));
    for (const one of batch) {
      const known = edits.get(one.node_id);
      if (known) remarks.push(make(one, known));
    }
  }
  return remarks;
}

/** One id of nothing spoils GitHub's whole answer: then each is asked for alone. */
async function editsOf(client: Client, ids: readonly string[]): Promise<Edits[]> {
  try {
    const { nodes } = await client.graphql<{ nodes: (Edits | null)[] }>('see what was edited', EDITS, {
      ids,
    });
    return nodes.filter((node) => node !== null);
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (ids.length === 1) return [];
    const all: Edits[] = [];
    for (const id of ids) all.push(...(await editsOf(client, [id])));
    return all;
  }
}

export function ofComment(comment: RestComment, edits: Edits): Remark {
  return {
    kind: 'comment',
    on: Number(comment.issue_url.split('/').at(-1)),
    viaApp: comment.performed_via_github_app
      ? (comment.performed_via_github_app.slug ?? 'an app')
      : undefined,
    createdAt: comment.created_at,
    ...common(comment, edits),
  };
}

/** GitHub does not tell of a review whether an app wrote it in a person's name. */
export function ofReview(on: number, review: RestReview, edits: Edits): Remark {
  const state = review.state.toLowerCase().replaceAll('_', '-');
  return {
    kind: 'review',
    on,
    viaApp: undefined,
    createdAt: review.submitted_at ?? '',
    ...common(review, edits),
    review: {
      state: state as NonNullable<Remark['review']>['state'],
      commit: review.commit_id ?? '',
      ...(edits.isMinimized ? { folded: true } : {}),
    },
  };
}

const common = (one: RestComment | RestReview, edits: Edits) => ({
  id: one.id,
  url: one.html_url,
  node: one.node_id,
  author: accountOf(one.user),
  body: one.body ?? '',
  editedAt: edits.lastEditedAt ?? undefined,
  editedBy: edits.editor?.login,
  byMail: edits.createdViaEmail,
});

interface Upsert {
  on: number;
  /** One word; it stands in an HTML comment, which nobody sees. */
  marker: string;
  body: string;
}

async function upsert(
  client: Client,
  self: () => Promise<{ id: number }>,
  { on, marker, body }: Upsert,
): Promise<Remark> {
  const mark = `<!-- ${marker.replaceAll('--', '')} -->`;
  const text = `${body.trimEnd()}\n\n${mark}`;
  const own = (await self()).id;
  const find = async (): Promise<RestComment | undefined> => {
    const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const comments = client.pages<RestComment>('find our comment', route, { issue_number: on });
    // The mark can be copied by anybody: only what we wrote ourselves is ours.
    for await (const one of comments) if (one.user?.id === own && one.body?.endsWith(mark)) return one;
    return undefined;
  };
  const existing = await find();
  if (existing?.body === text) return (await withEdits(client, [existing], ofComment))[0]!;
  const written = existing
    ? await client.ask<RestComment>(
        'edit our comment',
        'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
        { comment_id: existing.id, body: text },
      )
    : await create(client, on, text, find);
  return (await withEdits(client, [written], ofComment))[0]!;
}

/** A lost answer does not mean that nothing was written: looked for before it is said to have failed. */
async function create(
  client: Client,
  on: number,
  body: string,
  find: () => Promise<RestComment | undefined>,
): Promise<RestComment> {
  try {
    const route = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
    return await client.once<RestComment>('comment', route, { issue_number: on, body });
  } catch (error) {
    const written = (error as { kind?: string }).kind === 'service' ? await find() : undefined;
    if (written) return written;
    throw error;
  }
}
