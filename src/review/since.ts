/**
 * A change that passed on one base stands on another: may that pass stand in for reading it again, so that only what the base changed is
 * read? Pure: the facts are asked anew by everybody who rests on it (trust.md T5). What cannot be proved is read whole, as ever.
 */
import type { Since } from '../outcomes/review.ts';
import type { FileDiff } from './diff.ts';
import type { Reviewed } from './marker.ts';
import { firstDifference } from './same-change.ts';

export interface SinceFacts {
  /** The pass, as somebody claims it. */
  since: Since;
  /** The newest review on the pull request that our own account wrote and nobody edited; undefined: there is none. */
  last: Reviewed | undefined;
  /** The change on the earlier base, from objects; undefined: they cannot be had, or are others than the claim says. */
  before: readonly FileDiff[] | undefined;
  now: {
    change: readonly FileDiff[];
    tree: string;
    /** By which it would be judged now (judged-by.ts). */
    rules: string;
  };
  /** The tree that a clean merge of what passed gives on the base of now; undefined: they conflict, or it could not be had. */
  merged: string | undefined;
}

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

  'it was judged by the same rules': ({ since, now }) =>
    since.rules === now.rules ? undefined : 'the policy or the attributes by which it passed are others now',

  'the change is the same, line by line': ({ before, now }) => {
    const path = before && firstDifference(before, now.change);
    return path === undefined ? undefined : `the change itself is another one: ${path}`;
  },

  // The same lines at another place are another change: nobody but git may have put them where they are.
  'it stands where a clean merge puts it': ({ merged, now }) =>
    merged === now.tree ? undefined : 'it is not the clean merge of what passed with the base',
};

export function whyNotSince(
  facts: SinceFacts,
  guards: readonly SinceGuard[] = Object.values(sinceGuards),
): string | undefined {
  for (const guard of guards) {
    const why = guard(facts);
    if (why !== undefined) return why;
  }
  return undefined;
}
