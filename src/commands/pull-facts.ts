/** A pull request as it stands now: its commits as objects, never checked out, and what needs no reviewer to be said of it. */
import { matches } from '../outcomes/paths.ts';
import { protectedReason } from '../outcomes/protected.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Pull } from '../ports/forge.ts';
import type { Change } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { type Reviewed, readReviewMarker } from '../review/marker.ts';

type PullPorts = Pick<Ports, 'git' | 'forge'>;

export interface PullFacts {
  pull: Pull;
  head: string;
  tree: string;
  /** Where the change left its base. */
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
  const base = (await git.repository.mergeBase(target, head)) ?? target;
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

/** Our own reviews there, oldest first: written by our account, edited by nobody. */
export async function ownReviews(
  { number }: Pick<Pull, 'number'>,
  { forge }: Pick<PullPorts, 'forge'>,
): Promise<Reviewed[]> {
  const self = await forge.people.self();
  return (await forge.pulls.reviews(number)).flatMap(({ author, editedAt, body }) =>
    author.id === self.id && editedAt === undefined ? (readReviewMarker(body) ?? []) : [],
  );
}

/** The last of the very same. */
export async function earlierReview(
  { pull, tree, base }: Pick<PullFacts, 'pull' | 'tree' | 'base'>,
  ports: Pick<PullPorts, 'forge'>,
): Promise<Reviewed | undefined> {
  const own = await ownReviews(pull, ports);
  return own.findLast((one) => one.tree === tree && one.base === base && one.verdict !== 'none');
}
