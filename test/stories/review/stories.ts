/**
 * Twenty pull requests over several pushes, as data: what each push makes of the code, what the review of it finds, what people do
 * in between, and which threads stand at the end. A place is a function, `file:function`; its number says how often it was changed.
 */
import type { FindingSeverity, Standing } from '../../../src/outcomes/review.ts';

export interface Found {
  says: string;
  at: string;
  severity?: FindingSeverity;
  standing?: Standing;
}

export type Event =
  /** The code afterwards, by place; what is not named is gone. `moved`: lines shifted so that threads lost theirs. */
  | { push: Record<string, number>; moved?: boolean }
  | { review: readonly Found[]; complete?: boolean; unread?: readonly string[] }
  | { decline: string; by: 'maintainer' | 'author' | 'stranger' | 'bot' }
  | { close: string; by: 'person' }
  | { remove: string };

export interface Story {
  name: string;
  events: readonly Event[];
  /** Threads at the end, oldest first: what it says, and how it stands. */
  threads: readonly [says: string, stands: 'open' | 'closed'][];
  /** What the last summary lists beside the threads. */
  declined?: readonly string[];
  unchanged?: readonly string[];
}

const NULL: Found = { says: 'Crashes on an empty list', at: 'a.ts:first' };
const LEAK: Found = { says: 'The handle is never closed', at: 'a.ts:open' };
const CODE = { 'a.ts:first': 1, 'a.ts:open': 1 };

export const stories: readonly Story[] = [
  {
    name: 'found, and mended by the next push',
    events: [{ push: CODE }, { review: [NULL] }, { push: { ...CODE, 'a.ts:first': 2 } }, { review: [] }],
    threads: [[NULL.says, 'closed']],
  },
  {
    name: 'found twice: said once',
    events: [{ push: CODE }, { review: [NULL] }, { push: { ...CODE, 'b.ts:x': 1 } }, { review: [NULL] }],
    threads: [[NULL.says, 'open']],
  },
  {
    name: 'found again in other words: said once',
    events: [
      { push: CODE },
      { review: [NULL] },
      { push: { ...CODE, 'b.ts:x': 1 } },
      { review: [{ ...NULL, says: 'An empty list crashes the function' }] },
    ],
    threads: [[NULL.says, 'open']],
  },
  {
    name: 'not found again, and nothing was changed: it stays open, and the summary says so',
    events: [{ push: CODE }, { review: [NULL] }, { push: { ...CODE, 'b.ts:x': 1 } }, { review: [] }],
    threads: [[NULL.says, 'open']],
    unchanged: [NULL.says],
  },
  {
    name: 'declined by a maintainer: it stays declined',
    events: [
      { push: CODE },
      { review: [NULL] },
      { decline: NULL.says, by: 'maintainer' },
      { push: { ...CODE, 'b.ts:x': 1 } },
      { review: [NULL] },
    ],
    threads: [[NULL.says, 'open']],
    declined: [NULL.says],
  },
  {
    name: 'declined, and then its function changes: it is said anew',
    events: [
      { push: CODE },
      { review: [NULL] },
      { decline: NULL.says, by: 'maintainer' },
      { push: { ...CODE, 'a.ts:first': 2 } },
      { review: [NULL] },
    ],
    threads: [
      [NULL.says, 'open'],
      [NULL.says, 'open'],
    ],
  },
  {
    name: 'declined by the author of the change: that is no decline',
    events: [
      { push: CODE },
      { review: [NULL] },
      { decline: NULL.says, by: 'author' },
      { push: { ...CODE, 'b.ts:x': 1 } },
      { review: [NULL] },
    ],
    threads: [[NULL.says, 'open']],
    declined: [],
  },
  {
    name: 'declined by somebody without write, and by a bot: that is none either',
    events: [
      { push: CODE },
      { review: [NULL] },
      { decline: NULL.says, by: 'stranger' },
      { decline: NULL.says, by: 'bot' },
      { review: [NULL] },
    ],
    threads: [[NULL.says, 'open']],
    declined: [],
  },
  {
    name: 'the worst kind is never declined',
    events: [
      { push: CODE },
      { review: [{ ...NULL, severity: 'blocker' }] },
      { decline: NULL.says, by: 'maintainer' },
      { review: [{ ...NULL, severity: 'blocker' }] },
    ],
    threads: [[NULL.says, 'open']],
    declined: [],
  },
  {
    name: 'declined as a minor thing, and found again as a major one: it is said anew',
    events: [
      { push: CODE },
      { review: [{ ...NULL, severity: 'minor' }] },
      { decline: NULL.says, by: 'maintainer' },
      { review: [{ ...NULL, severity: 'major' }] },
    ],
    threads: [
      [NULL.says, 'open'],
      [NULL.says, 'open'],
    ],
  },
  {
    name: 'moved within its file: the thread follows',
    events: [{ push: CODE }, { review: [NULL] }, { push: CODE, moved: true }, { review: [NULL] }],
    threads: [
      [NULL.says, 'closed'],
      [NULL.says, 'open'],
    ],
  },
  {
    name: 'moved to another file, as it was: the thread follows',
    events: [
      { push: CODE },
      { review: [NULL] },
      { push: { 'new.ts:first': 1, 'a.ts:open': 1 }, moved: true },
      { review: [{ ...NULL, at: 'new.ts:first' }] },
    ],
    threads: [
      [NULL.says, 'closed'],
      [NULL.says, 'open'],
    ],
  },
  {
    name: 'declined, and then moved to another file: it is said anew',
    events: [
      { push: CODE },
      { review: [NULL] },
      { decline: NULL.says, by: 'maintainer' },
      { push: { 'new.ts:first': 1 }, moved: true },
      { review: [{ ...NULL, at: 'new.ts:first' }] },
    ],
    threads: [
      [NULL.says, 'open'],
      [NULL.says, 'open'],
    ],
  },
  {
    name: 'a rebase that changes nothing: nothing is said',
    events: [
      { push: CODE },
      { review: [NULL, LEAK] },
      { push: CODE },
      { review: [LEAK, NULL] },
      { review: [NULL, LEAK] },
    ],
    threads: [
      [NULL.says, 'open'],
      [LEAK.says, 'open'],
    ],
  },
  {
    name: 'mended, and then reverted: it is said again',
    events: [
      { push: CODE },
      { review: [NULL] },
      { push: { ...CODE, 'a.ts:first': 2 } },
      { review: [] },
      { push: CODE },
      { review: [NULL] },
    ],
    threads: [
      [NULL.says, 'closed'],
      [NULL.says, 'open'],
    ],
  },
  {
    name: 'squashed into one commit, with one of two mended',
    events: [
      { push: CODE },
      { review: [NULL, LEAK] },
      { push: { ...CODE, 'a.ts:open': 2 }, moved: true },
      { review: [NULL] },
    ],
    threads: [
      [NULL.says, 'closed'],
      [LEAK.says, 'closed'],
      [NULL.says, 'open'],
    ],
  },
  {
    name: 'closed by a person without a word: it is not said again, and is not declined',
    events: [{ push: CODE }, { review: [NULL] }, { close: NULL.says, by: 'person' }, { review: [NULL] }],
    threads: [[NULL.says, 'closed']],
    declined: [],
  },
  {
    name: 'a review that failed closes nothing',
    events: [
      { push: CODE },
      { review: [NULL] },
      { push: { ...CODE, 'a.ts:first': 2 } },
      { review: [], complete: false },
    ],
    threads: [[NULL.says, 'open']],
  },
  {
    name: 'a file that was not read keeps its threads; the rest is closed',
    events: [
      { push: { ...CODE, 'b.ts:x': 1 } },
      { review: [NULL, { says: 'It is slow', at: 'b.ts:x' }] },
      { push: { 'a.ts:first': 2, 'b.ts:x': 2 } },
      { review: [], unread: ['b.ts'] },
    ],
    threads: [
      [NULL.says, 'closed'],
      ['It is slow', 'open'],
    ],
  },
  {
    name: 'refuted by the next second look: closed, with the reason; its comment deleted by somebody: said anew',
    events: [
      { push: CODE },
      { review: [NULL, LEAK] },
      { remove: LEAK.says },
      { push: CODE },
      { review: [{ ...NULL, standing: 'refuted' }, LEAK] },
    ],
    threads: [
      [NULL.says, 'closed'],
      [LEAK.says, 'open'],
    ],
  },
];
