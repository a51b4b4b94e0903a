/** What a push does to pull requests: heads move, approvals go stale, deleted heads close, pushed bases merge. */
import type { Account, Pull, Repository, World } from '../world.ts';
import { addEvent } from './conversations.ts';
import { protectionsOf } from './protection.ts';

export type BranchMove = { ref: string; to: string | undefined; by: Account | undefined; isForced: boolean };

/** Tells the open pull requests that this branch is head or base of. */
export async function tellPulls(world: World, repository: Repository, move: BranchMove): Promise<void> {
  for (const pull of openPulls(world)) {
    const isHead = pull.head.repository === repository && `refs/heads/${pull.head.ref}` === move.ref;
    const isBase = pull.issue.repository === repository && `refs/heads/${pull.base.ref}` === move.ref;
    if (isHead) await headMoved(world, pull, move);
    else if (isBase && move.to !== undefined) await baseMoved(world, pull, move.to, move.by);
  }
}

function openPulls(world: World): Pull[] {
  return world.repositories.flatMap(({ issues }) =>
    [...issues.values()].flatMap((issue) => (issue.pull && issue.state === 'open' ? [issue.pull] : [])),
  );
}

async function headMoved(world: World, pull: Pull, { to, by, isForced }: BranchMove): Promise<void> {
  const { issue } = pull;
  const who = by ?? issue.author;
  if (to === undefined) {
    Object.assign(issue, { state: 'closed', closedAt: world.clock.stamp(), closedBy: who });
    addEvent(world, who, issue, 'closed');
    return;
  }
  pull.head.sha = to;
  pull.base.sha = (await issue.repository.git.resolve(`refs/heads/${pull.base.ref}`)) ?? pull.base.sha;
  forgetMergeability(pull);
  issue.updatedAt = world.clock.stamp();
  if (isForced) addEvent(world, who, issue, 'head_ref_force_pushed');
  await publishHead(pull);
  dismissStale(world, pull, who, to);
}

/** GitHub works mergeability out later: who asks first after a change is told `null`. */
export function forgetMergeability(pull: Pull): void {
  delete pull.mergeable;
  delete pull.testMerge;
  pull.asked = false;
}

/** `refs/pull/N/head`; a fork's commits are brought over. */
export async function publishHead(pull: Pull): Promise<void> {
  const { git } = pull.issue.repository;
  const ref = `refs/pull/${pull.issue.number}/head`;
  const fork = pull.head.repository.git;
  if (fork !== git)
    await git.git([
      'fetch',
      '-q',
      '--no-tags',
      '--no-write-fetch-head',
      fork.folder,
      `+refs/heads/${pull.head.ref}:${ref}`,
    ]);
  else await git.updateRef(ref, pull.head.sha);
}

/** "Dismiss stale approvals": the event names the commit that did it (github.md G1). */
function dismissStale(world: World, pull: Pull, by: Account, commit: string): void {
  const isOn = protectionsOf(pull.issue.repository, pull.base.ref).some(
    ({ pullRequest }) => pullRequest?.dismissStale,
  );
  for (const review of isOn ? pull.reviews : []) {
    if (review.state !== 'APPROVED') continue;
    review.state = 'DISMISSED';
    addEvent(world, by, pull.issue, 'review_dismissed', {
      dismissed_review: {
        state: 'approved',
        review_id: review.id,
        dismissal_message: null,
        dismissal_commit_id: commit,
      },
    });
  }
}

/** A push to the base that holds the whole head counts as a merge. */
async function baseMoved(world: World, pull: Pull, to: string, by: Account | undefined): Promise<void> {
  const { issue } = pull;
  forgetMergeability(pull);
  if (!(await issue.repository.git.isAncestor(pull.head.sha, to))) return;
  const who = by ?? issue.author;
  const at = world.clock.stamp();
  pull.merged = { at, by: who, sha: pull.head.sha };
  Object.assign(issue, { state: 'closed', closedAt: at, closedBy: who, updatedAt: at });
  addEvent(world, who, issue, 'merged');
}
