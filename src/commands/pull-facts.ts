/** A pull request as it stands now: its commits as objects, never checked out, and what needs no reviewer to be said of it. */
import { matches } from '../outcomes/paths.ts';
import { protectedReason } from '../outcomes/protected.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Account, Pull, Remark } from '../ports/forge.ts';
import type { Change } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { type Reviewed, readReviewMarker } from '../review/marker.ts';

type PullPorts = Pick<Ports, 'git' | 'forge'>;

export interface PullFacts {
  pull: Pull;
  head: string;
  tree: string;
  /** Where the change left its base; of several such places always the same one, however the base moves on. */
  base: string;
  changes: readonly Change[];
}

/** Faults: `pull-unknown` (usage), `head-moved` (undecided): it was pushed between two questions. */
export async function pullFacts(number: number, { git, forge }: PullPorts): Promise<PullFacts> {
  const pull = await forge.pulls.get(number);
  if (pull === undefined)
    throw new Fault('usage', 'pull-unknown', `there is no pull request #${number}`, 'Name it by its number.');
  const head = await git.repository.bring(`refs/pull/${number}/head`);
  const target = await git.repository.bring(`refs/heads/${pull.base}`);
  if (head !== pull.head || target === undefined) {
    throw new Fault(
      'undecided',
      'head-moved',
      `pull request #${number} was moved while it was looked at`,
      'Ask again.',
    );
  }
  const [base = target] = await git.repository.mergeBases(target, head);
  const tree = await git.repository.treeOf(head);
  return { pull, head, tree, base, changes: await git.repository.changes(base, head) };
}

/** The name under which policy exempts such a change. What decides over others is never exempt. */
export const exemptBy = (changes: readonly Change[], { review }: Policy): string | undefined =>
  changes.length === 0
    ? undefined
    : review.exempt.find(({ paths }) =>
        changes.every(({ path }) => matches(path, paths) && protectedReason(path) === undefined),
      )?.name;

/** A review as the forge tells it, and who we are. */
export interface ToldReview {
  review: Remark;
  self: Account;
}
/** By name; a review that one of them objects to ends what is known: it may have said anything, so that nothing before it counts. */
export const historyGuards: Readonly<Record<string, (one: ToldReview) => boolean>> = {
  // What an edit has taken out of it nobody can tell, also where no marker stands in it now.
  'no review of our account was edited': ({ review, self }) =>
    review.author.id !== self.id || review.editedAt === undefined,
};

/** Our own reviews there, oldest first: written by our account, and none of that account was edited since. */
export async function ownReviews(
  { number }: Pick<Pull, 'number'>,
  { forge }: Pick<PullPorts, 'forge'>,
  guards: typeof historyGuards = historyGuards,
): Promise<Reviewed[]> {
  const self = await forge.people.self();
  const reviews = await forge.pulls.reviews(number);
  const edited = reviews.findLastIndex((review) =>
    Object.values(guards).some((holds) => !holds({ review, self })),
  );
  return reviews
    .slice(edited + 1)
    .flatMap(({ author, editedAt, body }) =>
      author.id === self.id && editedAt === undefined ? (readReviewMarker(body) ?? []) : [],
    );
}

/** The last of the very same. */
export async function earlierReview(
  { pull, tree, base }: Pick<PullFacts, 'pull' | 'tree' | 'base'>,
  ports: Pick<PullPorts, 'forge'>,
  guards?: typeof historyGuards,
): Promise<Reviewed | undefined> {
  const own = await ownReviews(pull, ports, guards);
  return own.findLast((one) => one.tree === tree && one.base === base && one.verdict !== 'none');
}
