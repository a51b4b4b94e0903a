/**
 * A change that passed before, on another base. The job without the key proposes it, by our own marker; the one with the key asks git
 * whether it is the same change, and reads then only what the base changed; publish asks both anew, for a green check rests on it.
 */
import type { Review, Since } from '../outcomes/review.ts';
import type { Policy } from '../policy/schema.ts';
import type { Ports } from '../ports/ports.ts';
import { type FileDiff, readDiff } from '../review/diff.ts';
import { judgedBy } from '../review/judged-by.ts';
import type { Reviewed } from '../review/marker.ts';
import { declinedIn } from '../review/memory.ts';
import { type SinceFacts, type SinceGuard, whyNotSince } from '../review/since.ts';
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

/** Our last review there, where it passed on another base. Nothing is proved here: whoever rests on it asks `whyNot`. */
export async function proposedSince(
  { pull, base }: Pick<PullFacts, 'pull' | 'base'>,
  ports: Pick<SincePorts, 'forge'>,
): Promise<Since | undefined> {
  const last = (await ownReviews(pull, ports)).at(-1);
  if (last?.verdict !== 'pass' || last.rules === undefined || last.base === base) return undefined;
  return { head: last.head, tree: last.tree, base: last.base, rules: last.rules };
}

/** Why that pass does not stand in for reading the change again; undefined: it does. `last`: our last review there. */
export async function whyNot(
  since: Since,
  place: SincePlace,
  last: Reviewed | undefined,
  { git }: Pick<SincePorts, 'git'>,
  guards?: readonly SinceGuard[],
): Promise<string | undefined> {
  const { base, tree } = place;
  const change = readDiff(await git.repository.diff(base, tree));
  const now = { change, tree, rules: await rulesFor(change, place, { git }) };
  const earlier = await earlierChange(since, base, { git });
  return whyNotSince({ since, last, now, ...earlier }, guards);
}

/** The digest of what such a change is judged by now. */
export const rulesFor = async (
  change: readonly FileDiff[],
  place: Pick<SincePlace, 'policy' | 'policyCommit'>,
  ports: Pick<SincePorts, 'git'>,
): Promise<string> => judgedBy(place.policy, await leftOutOf(change, place, ports));

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
  const why = await whyNot(since, { base, tree, ...rules }, last, ports, guards);
  return why === undefined
    ? review
    : {
        ...review,
        verdict: 'none',
        cause: null,
        why: `only what the base changed was read, and ${why}`.slice(0, 1_000),
      };
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

async function earlierChange(
  { head, tree, base }: Since,
  onto: string,
  { git }: Pick<SincePorts, 'git'>,
): Promise<Pick<SinceFacts, 'before' | 'merged'>> {
  const { repository } = git;
  const there = (await repository.bring(head)) !== undefined && (await repository.bring(base)) !== undefined;
  if (!there || (await repository.treeOf(head)) !== tree) return { before: undefined, merged: undefined };
  await using workshop = await git.workshop();
  const merged = await workshop.recompute(onto, base, head);
  return {
    before: readDiff(await repository.diff(base, tree)),
    merged: 'tree' in merged ? merged.tree : undefined,
  };
}
