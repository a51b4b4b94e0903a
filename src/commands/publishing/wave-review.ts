/** A wave's review, on the pull request of its plan. The check says whether it passes; here stands what was found, where it was found. */
import { matches } from '../../outcomes/paths.ts';
import { protectedReason } from '../../outcomes/protected.ts';
import { branchOf } from '../where.ts';
import type { Posted } from './post.ts';
import { postPullReview } from './pull-review.ts';
import type { Told } from './told.ts';
import type { PublishPorts } from './wave.ts';

export async function postWaveReview(
  { wave: { review, schedule }, plan, last, check }: Told,
  ports: PublishPorts,
): Promise<Partial<Posted>> {
  if (review === undefined || last === undefined || last.commit === null || review.tree !== last.tree)
    return {};
  const pull = await ports.forge.pulls.ofBranch(branchOf(plan.id));
  if (pull === undefined) return {};
  // Somebody pushed since: lines of another text are no place for it, and the check says what stands there.
  if (pull.head !== last.commit)
    return { notes: [`the review is not on #${pull.number}: it was moved since`] };
  const phases = plan.phases.filter(({ id }) => schedule.legs.some(({ phase }) => phase === id));
  const allowed = (path: string) =>
    protectedReason(path) === undefined && phases.some(({ paths }) => matches(path, paths));
  const notes = await postPullReview(
    { pull, review, head: last.commit, name: plan.id, check, allowed, built: true },
    ports,
  );
  return { notes };
}
