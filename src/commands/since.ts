/**
 * A change that passed before, on another base. The job without the key proposes it, by our own marker; the one with the key asks git
 * whether it is the same change, and reads then only what the base changed; publish asks both anew, for a green check rests on it.
 */
import { matches } from '../outcomes/paths.ts';
import type { Review, Since } from '../outcomes/review.ts';
import type { Policy } from '../policy/schema.ts';
import type { Ports } from '../ports/ports.ts';
import { type FileDiff, readDiff } from '../review/diff.ts';
import { judgedBy } from '../review/judged-by.ts';
import type { Reviewed } from '../review/marker.ts';
import { declinedIn } from '../review/memory.ts';
import {
  type Change,
  mostDelta,
  type SinceFacts,
  type SinceGuard,
  type StandsIn,
  standsIn,
} from '../review/since.ts';
import { boundedDiff } from './bounded-diff.ts';
import { leftOutOf } from './left-out-of.ts';
import type { Remembered } from './publishing/recall.ts';
import { ownReviews, type PullFacts } from './pull-facts.ts';

type SincePorts = Pick<Ports, 'git' | 'forge'>;

/** Where the change stands now, and what it is judged by. */
export interface SincePlace {
  base: string;
  tree: string;
  policy: Policy;
  policyCommit: string | null;
}

/** Our last review there, where it passed on another base. Nothing is proved here: whoever rests on it asks `inPlaceOf`. */
export async function proposedSince(
  { pull, base }: Pick<PullFacts, 'pull' | 'base'>,
  ports: Pick<SincePorts, 'forge'>,
): Promise<Since | undefined> {
  const last = (await ownReviews(pull, ports)).at(-1);
  if (last?.verdict !== 'pass' || last.rules === undefined || last.base === base) return undefined;
  return { head: last.head, tree: last.tree, base: last.base, rules: last.rules };
}

/** What may be read in place of the change, where that pass stands in for it; or why it does not. `last`: our last review there. */
export async function inPlaceOf(
  since: Since,
  place: SincePlace,
  last: Reviewed | undefined,
  { git }: Pick<SincePorts, 'git'>,
  guards?: readonly SinceGuard[],
): Promise<StandsIn> {
  const { base, tree, policy } = place;
  const text = await boundedDiff(git.repository, { from: base, to: tree });
  if (text === undefined) return { why: 'the change is too large to be compared with what passed' };
  const change = readDiff(text);
  const left = await leftOutOf(change, place, { git });
  const own: Change = { change, leftOut: new Set(left.map(({ path }) => path)) };
  const prompts = (path: string) => matches(path, policy.review.prompts);
  const now = { ...own, tree, rules: judgedBy(policy, left), prompts };
  const earlier = await earlierChange(since, { onto: base, own }, { git });
  return standsIn({ since, last, now, ...earlier }, guards);
}

/** The digest of what such a change is judged by now. */
export const rulesFor = async (
  change: readonly FileDiff[],
  place: Pick<SincePlace, 'policy' | 'policyCommit'>,
  ports: Pick<SincePorts, 'git'>,
): Promise<string> => judgedBy(place.policy, await leftOutOf(change, place, ports));

/** A note of a review: a pass could have stood in for the change, and does not. */
export const readWhole = (why: string): string => oneLine(`the whole change was read again: ${why}`, 300);

/** A path may hold anything. */
const oneLine = (text: string, most: number): string => text.replace(/\s+/g, ' ').slice(0, most);

/** For the job with the key, which may not ask the forge: the request is known by its digest, and publish asks for the pass itself. */
export const asProposed = (since: Since): Reviewed => ({ ...since, verdict: 'pass', nonce: '', why: '' });

/** What rests on a pass that cannot be proved is no review. */
export async function restingOn(
  review: Review,
  { pull, base, tree }: PullFacts,
  rules: Pick<SincePlace, 'policy' | 'policyCommit'>,
  ports: SincePorts,
  guards?: readonly SinceGuard[],
): Promise<Review> {
  const { since } = review;
  if (since === undefined || review.verdict === 'none') return review;
  const own = await ownReviews(pull, ports);
  // Not what this very review has said already, nor what another run said of what stands there now.
  const last = own.findLast(
    (one) =>
      one.nonce !== review.nonce && !(one.verdict === 'pass' && one.tree === tree && one.base === base),
  );
  const found = await inPlaceOf(since, { base, tree, ...rules }, last, ports, guards);
  if ('delta' in found) return review;
  const why = oneLine(`only what the base changed was read, and ${found.why}`, 1_000);
  return { ...review, verdict: 'none', cause: null, why };
}

/**
 * By what a pass may be known later, where it may stand in for the change on another base. Not where somebody declined what blocks: that
 * holds for the code as it was around it, and only a reviewer that reads the change can tell whether it says it again.
 */
export async function rulesToKeep(
  { verdict }: Pick<Review, 'verdict'>,
  remembered: Pick<Remembered, 'decisions'>,
  { base, tree }: Pick<PullFacts, 'base' | 'tree'>,
  rules: Pick<SincePlace, 'policy' | 'policyCommit'>,
  ports: Pick<SincePorts, 'git'>,
): Promise<string | undefined> {
  if (verdict !== 'pass' || declinedIn(remembered.decisions).size > 0) return undefined;
  return await rulesFor(readDiff(await ports.git.repository.diff(base, tree)), rules, ports);
}

type Earlier = Pick<SinceFacts, 'before' | 'merged' | 'follows' | 'delta'>;

async function earlierChange(
  { head, tree, base }: Since,
  { onto, own }: { onto: string; own: Change },
  { git }: Pick<SincePorts, 'git'>,
): Promise<Earlier> {
  const { repository } = git;
  if ((await repository.bring(base)) === undefined)
    return { before: undefined, merged: undefined, follows: false, delta: undefined };
  const follows = await repository.isAncestor(base, onto);
  // Three bytes at most are one character, so that no more is left unread than the guard would refuse.
  const changed = await boundedDiff(repository, { from: base, to: onto, most: 3 * mostDelta(own) });
  const delta = changed === undefined ? undefined : readDiff(changed);
  const there = (await repository.bring(head)) !== undefined && (await repository.treeOf(head)) === tree;
  const before = there ? await boundedDiff(repository, { from: base, to: tree }) : undefined;
  if (before === undefined) return { before: undefined, merged: undefined, follows, delta };
  await using workshop = await git.workshop();
  const merged = await workshop.recompute(onto, base, head);
  return {
    before: readDiff(before),
    merged: 'tree' in merged ? merged.tree : undefined,
    follows,
    delta,
  };
}
