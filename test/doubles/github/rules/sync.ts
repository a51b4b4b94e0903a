/** Brings the state up to what was pushed: heads of pull requests, stale approvals, closed and merged by push. */
import { readPushes } from '../git/transport.ts';
import type { Account, Pull, Repository, World } from '../world.ts';
import { addEvent } from './conversations.ts';
import { protectionsOf } from './protection.ts';

const NONE = '0'.repeat(40);

/** Runs before each request and after each push; a second run without a push in between changes nothing. */
export async function sync(world: World, repository: Repository): Promise<void> {
  const { pushes, read } = await readPushes(repository, repository.read);
  repository.read = read;
  for (const push of pushes) {
    const by = world.accounts.find(({ id }) => id === push.by);
    await branchMoved(world, repository, push.ref, push.after === NONE ? undefined : push.after, by);
  }
  const now = await repository.git.refs('refs/heads/');
  for (const ref of new Set([...now.keys(), ...repository.seen.keys()])) {
    if (now.get(ref) !== repository.seen.get(ref))
      await branchMoved(world, repository, ref, now.get(ref), undefined);
  }
}

/** Moves a branch on behalf of somebody, as merges and the API do. */
export async function moveBranch(
  world: World,
  repository: Repository,
  ref: string,
  to: string | undefined,
  by: Account,
  type?: string,
): Promise<void> {
  await repository.git.updateRef(ref, to);
  await branchMoved(world, repository, ref, to, by, type);
}

/** Takes note of a branch that has moved: the log, and the pull requests that it is head or base of. */
export async function branchMoved(
  world: World,
  repository: Repository,
  ref: string,
  to: string | undefined,
  by: Account | undefined,
  type?: string,
): Promise<void> {
  const from = repository.seen.get(ref);
  if (from === to || !ref.startsWith('refs/heads/')) return;
  if (to === undefined) repository.seen.delete(ref);
  else repository.seen.set(ref, to);
  const isForced = from !== undefined && to !== undefined && !(await repository.git.isAncestor(from, to));
  const kind =
    from === undefined
      ? 'branch_creation'
      : to === undefined
        ? 'branch_deletion'
        : isForced
          ? 'force_push'
          : 'push';
  repository.activity.push({
    id: world.nextId(),
    ref,
    before: from ?? NONE,
    after: to ?? NONE,
    at: world.clock.stamp(),
    type: type ?? kind,
    ...(by ? { by } : {}),
  });
  for (const pull of openPulls(world)) {
    const isHead = pull.head.repository === repository && `refs/heads/${pull.head.ref}` === ref;
    const isBase = pull.issue.repository === repository && `refs/heads/${pull.base.ref}` === ref;
    if (isHead) await headMoved(world, pull, to, by, isForced);
    else if (isBase && to !== undefined) await baseMoved(world, pull, to, by);
  }
}

function openPulls(world: World): Pull[] {
  return world.repositories.flatMap(({ issues }) =>
    [...issues.values()].flatMap((issue) => (issue.pull && issue.state === 'open' ? [issue.pull] : [])),
  );
}

async function headMoved(
  world: World,
  pull: Pull,
  to: string | undefined,
  by: Account | undefined,
  isForced: boolean,
) {
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
