/**
 * What an earlier review said on a pull request, as far as it is known to be ours (trust.md T5): threads that our own account began, never
 * edited, with a marker. Whose word declines is asked of the forge now.
 */
import type { Review } from '../../outcomes/review.ts';
import type { Account, Pull, ReviewThread } from '../../ports/forge.ts';
import type { Ports } from '../../ports/ports.ts';
import { anchorOf } from '../../review/enclosing.ts';
import { readMarker } from '../../review/marker.ts';
import {
  type Decision,
  declines,
  type Located,
  type Reply,
  remember,
  type Thread,
} from '../../review/memory.ts';
import { ask, once } from '../asking.ts';

export type RecallPorts = Pick<Ports, 'git' | 'forge'>;

/** A thread that may be ours, and who asks. */
export interface ThreadCase {
  thread: ReviewThread;
  self: Account;
}
/** By name; what one of them does not hold for is not remembered. A test takes each out. */
export const threadGuards: Readonly<Record<string, (one: ThreadCase) => boolean>> = {
  'our own account began it': ({ thread, self }) => thread.remarks[0]?.author.id === self.id,
  'nobody edited what it says': ({ thread }) => thread.remarks[0]?.editedAt === undefined,
};

export interface ReplyCase {
  reply: ReviewThread['remarks'][number];
  /** undefined: it could not be asked. */
  permission: string | undefined;
  authors: readonly Account[];
}
export const replyGuards: Readonly<Record<string, (one: ReplyCase) => boolean>> = {
  'a person says it': ({ reply }) => reply.author.kind === 'person',
  'they may write now': ({ permission }) => ['write', 'maintain', 'admin'].includes(permission ?? ''),
  'they wrote nothing of the change': ({ reply, authors }) =>
    authors.every(({ id }) => id !== reply.author.id),
  'it was never edited': ({ reply }) => reply.editedAt === undefined,
  'no mail brought it': ({ reply }) => !reply.byMail,
};

export interface Remembered {
  decisions: Decision[];
  /** The forge's threads, by their id. */
  threads: ReadonlyMap<string, ReviewThread>;
}

export interface RecallAsk {
  pull: Pull;
  review: Pick<Review, 'base' | 'findings' | 'verdict' | 'cause' | 'unread' | 'leftOut' | 'since'>;
  /** The commit whose tree was reviewed; `review.base` is what it was compared with. */
  head: string;
}

export interface RecallGuards {
  threads: typeof threadGuards;
  replies: typeof replyGuards;
}

export async function recall(
  { pull, review, head }: RecallAsk,
  ports: RecallPorts,
  guards: RecallGuards = { threads: threadGuards, replies: replyGuards },
): Promise<Remembered> {
  const self = await ports.forge.people.self();
  const found = await ports.forge.pulls.threads(pull.number);
  const own = found.filter((thread) =>
    Object.values(guards.threads).every((holds) => holds({ thread, self })),
  );
  const text = once(async (place: string) => textAt(place, ports));
  const anchor = async (side: 'new' | 'old', path: string, line: number) => {
    const content = await text(`${side === 'new' ? head : review.base}:${path}`);
    return content === undefined ? undefined : anchorOf(content, line);
  };
  // Asked only where somebody declines.
  let asked: Promise<readonly Account[]> | undefined;
  const authors = () => {
    asked ??= authorsOf(pull, ports);
    return asked;
  };
  const threads: Thread[] = [];
  for (const thread of own) {
    const marked = readMarker(thread.remarks[0]!.body);
    if (marked === undefined) continue;
    const line = thread.line ?? thread.firstLine;
    const now = line && (await anchor(thread.side === 'left' ? 'old' : 'new', thread.path, line));
    threads.push({
      id: thread.id,
      marked,
      path: thread.path,
      line: thread.line ?? null,
      // Where its line is gone, only the very same code says that nothing was mended.
      anchorNow: now && (thread.line !== undefined || now === marked.anchor) ? now : null,
      resolved: thread.resolvedBy === undefined ? null : thread.resolvedBy.id === self.id ? 'us' : 'person',
      replies: await repliesIn(thread, self, authors, ports, guards),
    });
  }
  const findings: Located[] = [];
  for (const finding of review.findings) {
    const { path, line, side } = finding;
    const at = path !== null && line !== null ? await anchor(side, path, line) : undefined;
    findings.push({ ...finding, anchor: at ?? '' });
  }
  // Where a pass stands in for the change itself, nothing of it was read again: its threads stay as they are.
  const passed = review.since === undefined ? [] : threads.map(({ path }) => path);
  const unread = new Set([...review.unread, ...review.leftOut.map(({ path }) => path), ...passed]);
  // What was read of a change that could not be read whole was read all the same.
  const complete = review.verdict !== 'none' || review.cause === 'unread';
  const decisions = remember({ findings, threads, complete, unread });
  return { decisions, threads: new Map(own.map((thread) => [thread.id, thread])) };
}

async function textAt(place: string, { git }: RecallPorts): Promise<string | undefined> {
  const at = place.indexOf(':');
  const bytes = await git.repository.read(place.slice(0, at), place.slice(at + 1));
  return bytes && new TextDecoder().decode(bytes);
}

async function repliesIn(
  { remarks }: ReviewThread,
  self: Account,
  authors: () => Promise<readonly Account[]>,
  { forge }: RecallPorts,
  guards: RecallGuards,
): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (const reply of remarks.slice(1)) {
    if (reply.author.id === self.id || !declines(reply.body)) continue;
    const permission = await ask(() => forge.people.permission(reply.author));
    const one: ReplyCase = {
      reply,
      permission: 'known' in permission ? permission.known : undefined,
      authors: await authors(),
    };
    const counts = Object.values(guards.replies).every((holds) => holds(one));
    replies.push({ declines: true, counts, by: reply.author.login });
  }
  return replies;
}

/** Everybody who had a hand in it: opened it, wrote or committed what is in it, pushed its branch (trust.md T9). */
async function authorsOf(pull: Pull, { forge }: RecallPorts): Promise<Account[]> {
  const authors = [pull.author, ...(await forge.pulls.authors(pull.number))];
  const { name } = await forge.origins.repository();
  if (pull.headRepository.toLowerCase() !== name.toLowerCase()) return authors;
  for await (const { by, kind } of forge.origins.pushes(pull.branch))
    if (by !== undefined && kind === 'push') authors.push(by);
  return authors;
}
