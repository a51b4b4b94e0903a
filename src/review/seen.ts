/**
 * What of a review the program itself can know, from the change and the rules of the default branch. Whoever reviews works with it, and
 * whoever publishes looks again: an outcome that says something else of this is put right by it, so that what a bug or a hostile job
 * leaves out cannot make the check green (trust.md T5).
 */
import type { Finding, Review } from '../outcomes/review.ts';
import type { LeftOut } from './left-out.ts';
import { type ChangeFacts, type ProgramGuard, programFindings, programGuards } from './program.ts';

export interface Seen {
  findings: readonly Finding[];
  /** What may stay unread. */
  leftOut: readonly LeftOut[];
  /** Files that must be read and in which git shows no text. */
  unreadable: readonly string[];
  /** Paths of all changed files. */
  changed: ReadonlySet<string>;
}

export function seenIn(
  facts: Omit<ChangeFacts, 'leftOut'>,
  leftOut: readonly LeftOut[],
  guards: Readonly<Record<string, ProgramGuard>> = programGuards,
): Seen {
  const out = new Set(leftOut.map(({ path }) => path));
  const hidden = facts.files.filter(({ path, binary, removed }) => binary && !removed && !out.has(path));
  return {
    findings: programFindings({ ...facts, leftOut: out }, Object.values(guards)),
    leftOut,
    unreadable: [...new Set(hidden.map(({ path }) => path))],
    changed: new Set(facts.files.map(({ path }) => path)),
  };
}

export type SeenGuard = (review: Review, seen: Seen) => Review;

/** One after the other; none of them takes away what makes a review worse, but for findings that the program does not have. */
export const seenGuards: Readonly<Record<string, SeenGuard>> = {
  'the program speaks for itself': (review, { findings }) => ({
    ...review,
    findings: [...findings, ...review.findings.filter(({ by }) => by === 'model')],
  }),
  'what was left out may be': (review, { leftOut, changed }) => {
    const may = new Set(leftOut.map(({ path }) => path));
    const claimed = review.leftOut.filter(({ path }) => changed.has(path) && !may.has(path));
    // What is no part of the change was read for something else, and says nothing of it.
    const beside = review.leftOut.filter(({ path }) => !changed.has(path));
    return withUnread(
      { ...review, leftOut: [...leftOut, ...beside].slice(0, MOST_NAMED) },
      claimed.map(({ path }) => path),
    );
  },
  'what shows no text was not read': (review, { unreadable }) => withUnread(review, unreadable),
};

/** As many as an outcome names (outcomes/review.ts). */
const MOST_NAMED = 10_000;

const withUnread = (review: Review, paths: readonly string[]): Review => ({
  ...review,
  unread: [...new Set([...review.unread, ...paths])].slice(0, MOST_NAMED),
});

/** The review with what the program saw in place of what the outcome says that it saw; a note where that differs. */
export function asSeen(
  review: Review,
  seen: Seen,
  guards: readonly SeenGuard[] = Object.values(seenGuards),
): Review {
  const right = guards.reduce((now, guard) => guard(now, seen), review);
  if (ownOf(right) === ownOf(review)) return right;
  return { ...right, notes: [PUT_RIGHT, ...right.notes].slice(0, 100) };
}

const PUT_RIGHT =
  'what the review says that the program found or left out is not what it finds and leaves out: it was put right, look at the run';

/** What it says of the program's part, to be compared. */
const ownOf = ({ findings, leftOut, unread }: Review): string =>
  JSON.stringify([
    findings.flatMap(({ by, fingerprint, severity, path, line }) =>
      by === 'program' ? [[fingerprint, severity, path, line]] : [],
    ),
    leftOut.map(({ path }) => path),
    unread,
  ]);
