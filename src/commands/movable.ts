/** May the plan's branch be moved? Asked before money is spent, by every wave, and once more right before it lands. */
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { branchOf } from './where.ts';

/** On a person's machine a branch that somebody has checked out is not moved under them. A forge's job pushes elsewhere. */
export async function requireMovable(
  plan: string,
  { git, forge }: Pick<Ports, 'git' | 'forge'>,
): Promise<void> {
  if (forge.kind === 'local') await requireNotCheckedOut(plan, { git });
}

export async function requireNotCheckedOut(plan: string, { git }: Pick<Ports, 'git'>): Promise<void> {
  const branch = branchOf(plan);
  const at = await git.repository.checkedOutAt(branch);
  if (at === undefined) return;
  throw new Fault(
    'usage',
    'branch-checked-out',
    `branch ${branch} is checked out in ${at}, and a run would move it under you`,
    `git -C ${at} switch -   # or: git switch --detach; then planfile run ${plan}`,
  );
}

/** git cannot have a branch beside another whose name begins with it (github.md G13). */
export async function requireBranchName(plan: string, { git }: Pick<Ports, 'git'>): Promise<void> {
  const branch = branchOf(plan);
  const { repository } = git;
  const nested = (await repository.refs(`refs/heads/${branch}/`)).keys();
  for (const name of ['refs/heads/plan', ...nested]) {
    if ((await repository.resolve(name)) === undefined) continue;
    const other = name.slice('refs/heads/'.length);
    throw new Fault(
      'usage',
      'branch-name-clash',
      `there is a branch ${other}, so git cannot have a branch ${branch}`,
      `git branch -m ${other} <another-name>`,
    );
  }
}
