/** What GraphQL's types share: who wrote and edited, pages, and what is missing. */
import type { DiffLimits } from '../git/changes.ts';
import { association } from '../permissions.ts';
import type { Account, Authored, Repository, World } from '../world.ts';

export type Context = { world: World; viewer: Account; diffLimits: DiffLimits };
export type Window = { first?: number; last?: number; after?: string; before?: string };

/** In GraphQL a bot's login comes without "[bot]"; whose account is gone is null. */
export function actor(world: World, account: Account | undefined) {
  if (!account || account.deleted) return null;
  const login = account.type === 'Bot' ? account.login.replace(/\[bot\]$/, '') : account.login;
  const id = `U_${account.id}`;
  return {
    __typename: account.type === 'Bot' ? 'Bot' : 'User',
    id,
    databaseId: account.id,
    login,
    url: `${world.origin}/${login}`,
  };
}

/** The fields of the interface `Comment` (github.md G5): REST does not tell who edited, and when. */
export function comment(context: Context, thing: Authored, repository: Repository) {
  const { world, viewer } = context;
  const last = thing.edits.at(-1);
  return {
    id: thing.nodeId,
    databaseId: thing.id,
    fullDatabaseId: String(thing.id),
    author: actor(world, thing.author),
    authorAssociation: association(world, repository, thing.author),
    body: thing.body,
    createdAt: thing.createdAt,
    updatedAt: thing.updatedAt,
    createdViaEmail: thing.byMail ?? false,
    editor: actor(world, last?.by),
    lastEditedAt: last?.at ?? null,
    includesCreatedEdit: thing.edits.length > 0,
    viewerDidAuthor: thing.author === viewer,
    isMinimized: thing.minimized !== undefined,
    minimizedReason: thing.minimized ?? null,
    userContentEdits: connection(thing.edits.toReversed(), (edit) => ({
      id: edit.id,
      createdAt: edit.at,
      editedAt: edit.at,
      deletedAt: null,
      diff: edit.body,
      editor: actor(world, edit.by),
    })),
  };
}

/** What GraphQL reports for something that is not there, or not visible. */
export function missing(message: string): Error {
  return Object.assign(new Error(message), { extensions: { type: 'NOT_FOUND' } });
}

/** A connection; GitHub demands `first` or `last`, at most 100. */
export function connection<T>(items: T[], shape: (item: T) => unknown) {
  return ({ first, last, after, before }: Window) => {
    if (first === undefined && last === undefined)
      throw new Error('You must provide a `first` or `last` value to properly paginate the connection.');
    if ((first ?? 0) > 100 || (last ?? 0) > 100)
      throw new Error('Requesting more records than the `first`/`last` limit of 100 records.');
    const from = after ? Number(Buffer.from(after, 'base64').toString()) : 0;
    const to = before ? Number(Buffer.from(before, 'base64').toString()) - 1 : items.length;
    const start = first === undefined ? Math.max(from, to - last!) : from;
    const end = first === undefined ? to : Math.min(to, from + first);
    const cursor = (index: number) => (end > start ? Buffer.from(String(index)).toString('base64') : null);
    return {
      totalCount: items.length,
      nodes: items.slice(start, end).map(shape),
      pageInfo: {
        startCursor: cursor(start + 1),
        endCursor: cursor(end),
        hasNextPage: end < items.length,
        hasPreviousPage: start > 0,
      },
    };
  };
}
