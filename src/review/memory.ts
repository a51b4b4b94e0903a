/**
 * What a review remembers: its own earlier threads on the pull request, and nothing else. Pure: who wrote a thread, who may
 * decline, and where a thread stands now are the caller's facts, asked from the forge anew each time.
 */
import type { Finding, FindingSeverity } from '../outcomes/review.ts';
import type { Marked } from './marker.ts';
import { isRefuted } from './verdict.ts';

export interface Thread {
  id: string;
  /** Read from our own comment (marker.ts). */
  marked: Marked;
  path: string;
  /** Where the forge shows it now; null: the lines that it stood on are gone. */
  line: number | null;
  /** Of the code around that line at the head (enclosing.ts); null: gone. */
  anchorNow: string | null;
  /** Who closed it; null: it is open. */
  resolved: 'us' | 'person' | null;
  replies: readonly Reply[];
}

export interface Reply {
  /** Says that the finding is declined (`declines`). */
  declines: boolean;
  /** A person with write now, who did not author the change, and whose word was never edited. */
  counts: boolean;
  by: string;
}

export interface Located extends Finding {
  /** Of the code around it at the head; empty where it has no line. */
  anchor: string;
}

export type Decision =
  /** A comment is made. `back`: it was fixed, or closed, and is there again; `changed`: it was declined for other code. */
  | { do: 'comment'; finding: Located; why: 'new' | 'back' | 'changed' | 'never-declined' }
  /** It is said already. */
  | { do: 'keep'; finding: Located; thread: Thread }
  /** A comment is made where it is now; the thread is told, and closed. */
  | { do: 'move'; finding: Located; thread: Thread }
  /** Nothing is said; the summary lists it, and the verdict does not count it. */
  | { do: 'declined'; finding: Located; thread: Thread; by: string }
  /** The thread is answered and closed. */
  | { do: 'resolve'; thread: Thread; why: 'fixed' | 'refuted' }
  /** `unchanged`: nobody found it again, and its code is as it was: it stays open, and the summary lists it. */
  | { do: 'leave'; thread: Thread; why: 'settled' | 'incomplete' | 'unread' | 'unchanged' };

export interface Memory {
  /** Of this review; refuted ones are told by their standing. */
  findings: readonly Located[];
  threads: readonly Thread[];
  /** There is a valid review of this head: otherwise nothing can be said to be fixed. */
  complete: boolean;
  /** Paths that it did not read, or left out. */
  unread: ReadonlySet<string>;
}

/** One decision for each finding that is not refuted (the same remark on the same line is one, as bad as the worst), and one for each thread that no finding belongs to. */
export function remember({ findings, threads, complete, unread }: Memory): Decision[] {
  const said = onceEach(findings.filter((finding) => !isRefuted(finding)));
  const pairs = paired(said, threads);
  const left = threads.filter((thread) => ![...pairs.values()].includes(thread));
  // Not one to one: each thread that says what was refuted is told so.
  const refutals = findings.filter(isRefuted);
  const refuted = (thread: Thread) => refutals.some((finding) => likeness(finding, thread) >= SURE);
  return [
    ...said.map((finding) => ofFinding(finding, pairs.get(finding))),
    ...left.map((thread) => ofThread(thread, refuted(thread), { complete, unread })),
  ];
}

/** Fingerprints that the verdict need not count (verdict.ts): never of the highest severity. */
export const declinedIn = (decisions: readonly Decision[]): Set<string> =>
  new Set(decisions.flatMap((one) => (one.do === 'declined' ? [one.finding.fingerprint] : [])));

/** Says somebody that a finding is to be dropped? The first line alone counts, written as a command. */
export const declines = (body: string): boolean => /^\/planfile\s+decline(?:\s|$)/.test(body.trimStart());

const ORDER: readonly FindingSeverity[] = ['nit', 'minor', 'major', 'blocker'];
const HIGHEST: FindingSeverity = 'blocker';
const worse = (a: FindingSeverity, b: FindingSeverity): boolean => ORDER.indexOf(a) > ORDER.indexOf(b);

function ofFinding(finding: Located, thread: Thread | undefined): Decision {
  if (thread === undefined) return { do: 'comment', finding, why: 'new' };
  const same = finding.path === thread.marked.path && finding.anchor === thread.marked.anchor;
  const decline = thread.replies.find((reply) => reply.declines && reply.counts);
  if (decline !== undefined && finding.severity !== HIGHEST) {
    // They declined it as it was then: for this code, and as bad as it was called.
    return same && !worse(finding.severity, thread.marked.severity)
      ? { do: 'declined', finding, thread, by: decline.by }
      : { do: 'comment', finding, why: 'changed' };
  }
  if (thread.resolved === 'us') return { do: 'comment', finding, why: 'back' };
  if (thread.resolved === 'person') {
    if (finding.severity === HIGHEST) return { do: 'comment', finding, why: 'never-declined' };
    // Closed without a word: it is not said again, and still counts.
    return same ? { do: 'keep', finding, thread } : { do: 'comment', finding, why: 'back' };
  }
  const stands = thread.line !== null && thread.path === finding.path;
  return stands ? { do: 'keep', finding, thread } : { do: 'move', finding, thread };
}

function ofThread(
  thread: Thread,
  refuted: boolean,
  { complete, unread }: Pick<Memory, 'complete' | 'unread'>,
): Decision {
  const { marked, anchorNow, resolved, replies } = thread;
  const settled = resolved !== null || replies.some((reply) => reply.declines && reply.counts);
  if (settled) return { do: 'leave', thread, why: 'settled' };
  if (!complete) return { do: 'leave', thread, why: 'incomplete' };
  if (unread.has(thread.path)) return { do: 'leave', thread, why: 'unread' };
  if (refuted) return { do: 'resolve', thread, why: 'refuted' };
  // A reviewer that does not repeat itself has mended nothing: only code that changed can be fixed.
  return anchorNow === marked.anchor
    ? { do: 'leave', thread, why: 'unchanged' }
    : { do: 'resolve', thread, why: 'fixed' };
}

function onceEach(findings: readonly Located[]): Located[] {
  const known = new Map<string, Located>();
  for (const finding of findings) {
    const key = `${finding.fingerprint} ${finding.line} ${finding.side}`;
    const before = known.get(key);
    if (before === undefined || worse(finding.severity, before.severity)) known.set(key, finding);
  }
  return [...known.values()];
}

/** Each finding with the thread that speaks of it: the surest pairs first, each thread for one finding. */
function paired(findings: readonly Located[], threads: readonly Thread[]): Map<Located, Thread> {
  const all = findings.flatMap((finding, f) =>
    threads.flatMap((thread, t) => {
      const sure = likeness(finding, thread);
      return sure === 0 ? [] : [{ finding, thread, sure, away: distance(finding, thread), f, t }];
    }),
  );
  all.sort((a, b) => b.sure - a.sure || a.away - b.away || a.f - b.f || b.t - a.t);
  const pairs = new Map<Located, Thread>();
  const taken = new Set<Thread>();
  for (const { finding, thread } of all) {
    if (pairs.has(finding) || taken.has(thread)) continue;
    pairs.set(finding, thread);
    taken.add(thread);
  }
  return pairs;
}

/** By its words, or by its place and some of its words. */
const SURE = 3;

/** From 0, another thing, to 4 and a little. A model says the same in other words each time, so words alone do not decide. */
function likeness(finding: Located, thread: Thread): number {
  const { marked } = thread;
  const place = finding.anchor !== '' && finding.anchor === marked.anchor;
  const closer = rest(finding, thread) + (place ? 0.0625 : 0);
  if (finding.fingerprint === marked.fingerprint) return 4 + closer;
  if (finding.category !== marked.category) return 0;
  const alike = overlap(finding.claim, marked.claim);
  if (finding.path === marked.path) {
    if (place && alike >= 0.3) return SURE + closer;
    return alike >= 0.6 ? 2 + closer : 0;
  }
  return place && alike >= 0.6 ? 1 + closer : 0;
}

/** Of several threads that say the same, the one speaks that lets it rest: nothing is said twice where once will do. */
function rest(finding: Located, thread: Thread): number {
  const decision = ofFinding(finding, thread);
  if (decision.do === 'keep') return thread.resolved === null ? 0.5 : 0.25;
  return { declined: 0.375, move: 0.125, comment: 0, resolve: 0, leave: 0 }[decision.do];
}

const distance = ({ line }: Finding, thread: Thread): number =>
  line === null || thread.line === null ? Number.MAX_SAFE_INTEGER : Math.abs(line - thread.line);

/** The share of words that two claims have in common (Jaccard). */
function overlap(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const common = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - common;
  return all === 0 ? 0 : common / all;
}

/** Of the beginning alone, as the marker keeps no more. */
const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .slice(0, 300)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}_]{2,}/gu) ?? [],
  );
