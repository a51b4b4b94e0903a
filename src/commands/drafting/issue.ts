/**
 * A request from an issue: its text and what was said there, each marked with whether its author may decide here (trust.md T1, T10).
 * Permissions are asked now; what was said or edited after the request itself is left out, so that nobody slips in words between the
 * asking and the reading. The goal is never a stranger's: an issue's title, which can be changed unseen, stays in the discussion.
 */
import type { Request } from '../../outcomes/request.ts';
import { findSecrets } from '../../outcomes/secrets.ts';
import { Fault } from '../../ports/fault.ts';
import type { Account, Remark } from '../../ports/forge.ts';
import type { Ports } from '../../ports/ports.ts';
import { once } from '../asking.ts';
import { requestOf } from './request.ts';

export interface IssueAsking {
  on: number;
  /** What was said with the request; empty: the issue says what is wanted. */
  goal: string;
  asked: Request['asked'];
  run: string;
  attempt?: number;
  /** When it was asked (ISO); undefined: now. */
  before: string | undefined;
}

/** Characters of one remark, and of all of them. */
const MOST_OF_ONE = 10_000;
const MOST_OF_ALL = 80_000;
const MOST_REMARKS = 150;
/** People whose permission is asked, each a request of the thousand that the token has in an hour (github.md G17). */
const MOST_PEOPLE = 50;

export async function requestOfIssue(
  { on, goal, asked, run, attempt = 1, before }: IssueAsking,
  { forge, clock }: Pick<Ports, 'forge' | 'clock'>,
): Promise<Request> {
  const topic = await forge.talks.topic(on);
  if (topic === undefined)
    throw new Fault('usage', 'issue-unknown', `there is no issue #${on}`, 'Name one of this repository.');
  const left: string[] = [];
  const said: Said[] = [];
  if (edited(topic, before)) left.push('the issue itself: it was edited after the request');
  else said.push({ by: topic.author, text: `${topic.title}\n\n${topic.body}`, own: true });
  for await (const remark of forge.talks.remarks(on)) {
    const why = reasonToLeave(remark, before);
    if (why === undefined) said.push({ by: remark.author, text: remark.body, own: isOwn(remark) });
    else if (why !== '') left.push(`a comment of ${remark.author.login}: ${why}`);
  }
  const asking = peopleToAsk(said, left);
  const decides = once(async (account: Account) => asking.has(account.id) && mayDecide(account, { forge }));
  const accounts = new Map(said.map(({ by }) => [by.id, by]));
  const discussion: Request['discussion'] = [];
  for (const { by, text, own } of said) {
    const may = own && (await decides(accounts.get(by.id)!));
    discussion.push({ by: by.login, decides: may, text: safe(text, by.login, left) });
  }
  const kept = bounded(discussion, left);
  const wanted = goal.trim() || `Do what issue #${on} asks for`;
  return {
    ...requestOf({ goal: wanted, plan: null, asked, run, attempt }, { clock }),
    issue: on,
    discussion: kept,
    left,
  };
}

interface Said {
  by: Account;
  text: string;
  /** Written by the person's own hand. */
  own: boolean;
}

/** An app or a mail can say it in their name: it is told, and decides nothing (as with approvals, trust.md T8). */
const isOwn = ({ viaApp, byMail }: Remark): boolean => viaApp === undefined && !byMail;

/** Who spoke last; the others decide nothing, so that a crowd costs no more than this. */
function peopleToAsk(said: readonly Said[], left: string[]): ReadonlySet<number> {
  const everybody = [...new Set([...said.slice(1), ...said.slice(0, 1)].map(({ by }) => by.id).reverse())];
  const asking = everybody.slice(0, MOST_PEOPLE);
  if (everybody.length > asking.length)
    left.push(
      `the word of ${everybody.length - asking.length} more people: too many spoke to ask who may decide`,
    );
  return new Set(asking);
}

/** Fail closed: whose permission cannot be told decides nothing. */
async function mayDecide(account: Account, { forge }: Pick<Ports, 'forge'>): Promise<boolean> {
  if (account.kind !== 'person') return false;
  try {
    return ['admin', 'maintain', 'write'].includes(await forge.people.permission(account));
  } catch (error) {
    if (error instanceof Fault && error.kind === 'undecided') return false;
    throw error;
  }
}

const edited = ({ editedAt }: { editedAt: string | undefined }, before: string | undefined): boolean =>
  before !== undefined && editedAt !== undefined && editedAt > before;

/** Why a remark is left out; empty: not worth a word. */
function reasonToLeave(remark: Remark, before: string | undefined): string | undefined {
  if (remark.author.kind !== 'person') return '';
  if (before !== undefined && remark.createdAt > before) return 'it came after the request';
  if (edited(remark, before)) return 'it was edited after the request';
  return undefined;
}

function safe(text: string, by: string, left: string[]): string {
  const secrets = findSecrets(text);
  if (secrets.length > 0) {
    left.push(`what ${by} wrote: it holds what looks like ${secrets[0]!.kind}`);
    return '(left out: it holds a secret)';
  }
  return text.length > MOST_OF_ONE
    ? `${text.slice(0, MOST_OF_ONE)}\n[cut: ${MOST_OF_ONE} of ${text.length} characters]`
    : text;
}

/** The issue itself stays; of the rest, those who decide come first, then the latest. In the order in which it was said. */
function bounded(discussion: Request['discussion'], left: string[]): Request['discussion'] {
  const order = discussion
    .map((one, i) => ({ one, i }))
    .sort(
      (a, b) =>
        Number(b.i === 0) - Number(a.i === 0) || Number(b.one.decides) - Number(a.one.decides) || b.i - a.i,
    );
  let room = MOST_OF_ALL;
  const kept = new Set<number>();
  for (const { one, i } of order) {
    if (one.text.length > room || kept.size === MOST_REMARKS) continue;
    room -= one.text.length;
    kept.add(i);
  }
  if (kept.size < discussion.length)
    left.push(`${discussion.length - kept.size} more comments: there is no room for them`);
  return discussion.filter((_, i) => kept.has(i));
}
