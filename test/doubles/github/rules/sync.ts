/** Keeps the state at what was pushed: who moved which branch, and what that did to pull requests. */
import { readPushes } from '../git/hooks.ts';
import type { Account, Repository, World } from '../world.ts';
import { tellPulls } from './heads.ts';

const NONE = '0'.repeat(40);

/**
 * Runs before each request and after each push; a second run without a push in between changes nothing.
 * Heads are taken from the refs themselves, movers from the hook's log: pushes at one time may be logged in another order
 * than they landed. While a push is under way, a branch that nobody has logged yet is left for the next run.
 */
export async function sync(world: World, repository: Repository): Promise<void> {
  const { pushes, read } = await readPushes(repository, repository.read);
  repository.read = read;
  const movers = new Map<string, Account | undefined>();
  for (const { ref, before, after, by: id } of pushes) {
    const by = world.accounts.find((account) => account.id === id);
    movers.set(`${ref} ${after}`, by);
    await log(world, repository, { ref, before, after, by });
  }
  const isUnderWay = repository.receiving > 0;
  const now = await repository.git.refs('refs/heads/');
  for (const ref of new Set([...now.keys(), ...repository.seen.keys()])) {
    const to = now.get(ref);
    const key = `${ref} ${to ?? NONE}`;
    if (to === repository.seen.get(ref) || (isUnderWay && !movers.has(key))) continue;
    if (!movers.has(key))
      await log(world, repository, { ref, before: repository.seen.get(ref) ?? NONE, after: to ?? NONE });
    await noteMove(world, repository, ref, to, movers.get(key));
  }
}

/**
 * Moves a branch on behalf of somebody, as merges and the API do.
 * @param more `from`: only if the branch is still there (else it throws); `type`: what the log says
 */
export async function moveBranch(
  world: World,
  repository: Repository,
  ref: string,
  to: string | undefined,
  by: Account,
  more: { type?: string; from?: string } = {},
): Promise<void> {
  await repository.git.updateRef(ref, to, more.from);
  await branchMoved(world, repository, ref, to, by, more.type);
}

/** Takes note of a branch that the double itself has moved. */
export async function branchMoved(
  world: World,
  repository: Repository,
  ref: string,
  to: string | undefined,
  by: Account,
  type?: string,
): Promise<void> {
  const before = repository.seen.get(ref);
  if (before === to || !ref.startsWith('refs/heads/')) return;
  const logged = log(world, repository, {
    ref,
    before: before ?? NONE,
    after: to ?? NONE,
    by,
    ...(type ? { type } : {}),
  });
  await noteMove(world, repository, ref, to, by);
  await logged;
}

async function noteMove(
  world: World,
  repository: Repository,
  ref: string,
  to: string | undefined,
  by: Account | undefined,
) {
  const from = repository.seen.get(ref);
  if (to === undefined) repository.seen.delete(ref);
  else repository.seen.set(ref, to);
  const isForced = from !== undefined && to !== undefined && !(await repository.git.isAncestor(from, to));
  await tellPulls(world, repository, { ref, to, by, isForced });
}

type Logged = { ref: string; before: string; after: string; by?: Account | undefined; type?: string };

/** GitHub's activity log knows branches only. */
async function log(
  world: World,
  repository: Repository,
  { ref, before, after, by, type }: Logged,
): Promise<void> {
  if (!ref.startsWith('refs/heads/')) return;
  const entry = {
    id: world.nextId(),
    ref,
    before,
    after,
    at: world.clock.stamp(),
    type: type ?? 'push',
    ...(by ? { by } : {}),
  };
  repository.activity.push(entry);
  if (type) return;
  if (before === NONE) entry.type = 'branch_creation';
  else if (after === NONE) entry.type = 'branch_deletion';
  else if (!(await repository.git.isAncestor(before, after))) entry.type = 'force_push';
}
