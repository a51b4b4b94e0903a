/**
 * A change that passed on one base stands on another: may that pass stand in for reading it again, so that only what the base changed is
 * read? Pure: the facts are asked anew by everybody who rests on it (trust.md T5). What cannot be proved is read whole, as ever.
 */
import type { Since } from '../outcomes/review.ts';
import { findSecrets } from '../outcomes/secrets.ts';
import { type FileDiff, removedLines } from './diff.ts';
import type { Reviewed } from './marker.ts';
import { isElsewhere, programFindings } from './program.ts';
import { firstDifference } from './same-change.ts';

export interface SinceFacts {
  /** The pass, as somebody claims it. */
  since: Since;
  /** The newest review on the pull request that our own account wrote and nobody edited; undefined: there is none. */
  last: Reviewed | undefined;
  /** The change on the earlier base, from objects; undefined: they cannot be had, or are others than the claim says. */
  before: readonly FileDiff[] | undefined;
  now: Change & {
    tree: string;
    /** Files that are meant to speak to models, by policy. */
    prompts(path: string): boolean;
    /** By which it would be judged now (judged-by.ts). */
    rules: string;
  };
  /** The tree that a clean merge of what passed gives on the base of now; undefined: they conflict, or it could not be had. */
  merged: string | undefined;
  /** The earlier base is in the history of the base of now. */
  follows: boolean;
  /** What the base changed in between: it is read in place of the change. undefined: it cannot be had, or is far more than `mostDelta`. */
  delta: readonly FileDiff[] | undefined;
}

export interface Change {
  change: readonly FileDiff[];
  /** Paths of it that nobody had to read. */
  leftOut: ReadonlySet<string>;
}

/** Characters that a review of a single line takes anyway (docs/review.md). */
const LITTLE = 12_000;

/** Characters of what the base changed: reading them never costs much more than twice what reading the change does. */
export const mostDelta = ({ change, leftOut }: Change): number =>
  Math.max(LITTLE, sizeOf(change.filter(({ path }) => !leftOut.has(path))));

const sizeOf = (files: readonly FileDiff[]): number => files.reduce((sum, { text }) => sum + text.length, 0);

const TOO_MUCH = 'the base changed more than there is of the change';

/** Why the pass does not stand in; undefined: nothing speaks against it. */
export type SinceGuard = (facts: SinceFacts) => string | undefined;

/** In order; the first that objects is the reason. */
export const sinceGuards: Readonly<Record<string, SinceGuard>> = {
  'our last review there passed it': ({ since, last }) =>
    last?.verdict === 'pass' &&
    last.head === since.head &&
    last.tree === since.tree &&
    last.base === since.base &&
    last.rules === since.rules
      ? undefined
      : 'our last review there is no pass of it',

  'its commits can be had': ({ before }) =>
    before === undefined ? 'the commits that were reviewed cannot be had any more' : undefined,

  // What passed on a branch of somebody's own passed beside what nobody has reviewed, and that would be shown as what was removed.
  'the base it passed on is on the branch it goes to': ({ follows }) =>
    follows ? undefined : 'the base on which it passed is not on the branch that it goes to now',

  'it was judged by the same rules': ({ since, now }) =>
    since.rules === now.rules ? undefined : 'the policy or the attributes by which it passed are others now',

  'the change is the same, line by line': ({ before, now }) => {
    const path = before && firstDifference(before, now.change);
    return path === undefined ? undefined : `the change itself is another one: ${path}`;
  },

  // The same lines at another place are another change: nobody but git may have put them where they are.
  'it stands where a clean merge puts it': ({ merged, now }) =>
    merged === now.tree ? undefined : 'it is not the clean merge of what passed with the base',

  'the base changed something': ({ delta }) =>
    delta?.length === 0 ? 'the base holds the same as before' : undefined,

  // Nobody can be held up by what others landed, nor pay for it.
  'what the base changed is little, or less than the change': ({ delta, now }) =>
    delta === undefined || sizeOf(delta) > mostDelta(now) ? TOO_MUCH : undefined,

  // Nothing of it is left out, whatever attributes say: it is all that is read.
  'what the base changed can be read': ({ delta = [] }) => {
    const hidden = delta.find(
      (file) => (file.binary && !file.removed) || isElsewhere(file) || POINTER.test(file.text),
    );
    return hidden && `what the base changed has no text: ${hidden.path}`;
  },

  'what the base changed may be shown': ({ delta = [], now: { prompts } }) => {
    const facts = { files: delta, leftOut: new Set<string>(), planned: false, told: [], prompts };
    const bad = programFindings(facts).find(
      ({ severity, side }) =>
        severity === 'blocker' || severity === 'major' || (side === 'old' && severity === 'minor'),
    );
    if (bad) return `what the base changed is better not shown (${bad.evidence}): ${bad.claim}`;
    // Whoever removes a secret does not mean to send it to anybody.
    const gone = [...removedLines(delta)].find(([, lines]) =>
      lines.some(({ text }) => findSecrets(text).length > 0),
    );
    return gone && `what the base changed is better not shown (${gone[0]}): it had what looks like a secret`;
  },
};

/** Of a file that LFS keeps elsewhere, as it stands in a diff. */
const POINTER = /^[ +]version https:\/\/git-lfs\.github\.com\/spec\//m;

/** What is read in place of the change, or why the change itself is. */
export type StandsIn = { delta: readonly FileDiff[] } | { why: string };

export function standsIn(
  facts: SinceFacts,
  guards: readonly SinceGuard[] = Object.values(sinceGuards),
): StandsIn {
  for (const guard of guards) {
    const why = guard(facts);
    if (why !== undefined) return { why };
  }
  return facts.delta === undefined ? { why: TOO_MUCH } : { delta: facts.delta };
}
