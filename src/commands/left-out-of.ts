/** What of a change need not be read, by the attributes and the policy of the default branch (trust.md T1). */
import type { Policy } from '../policy/schema.ts';
import type { Ports } from '../ports/ports.ts';
import type { FileDiff } from '../review/diff.ts';
import { LEAVING_ATTRIBUTES, type LeftOut, leftOut } from '../review/left-out.ts';

export interface LeavingRules {
  policy: Policy;
  /** Whose attributes count; null: there are none. */
  policyCommit: string | null;
}

export async function leftOutOf(
  files: readonly FileDiff[],
  { policy, policyCommit }: LeavingRules,
  { git }: Pick<Ports, 'git'>,
): Promise<LeftOut[]> {
  const asked = { names: Object.keys(LEAVING_ATTRIBUTES), paths: files.map(({ path }) => path) };
  const attributes =
    policyCommit === null
      ? new Map<string, Record<string, string>>()
      : await git.repository.attributes(policyCommit, asked);
  return leftOut(files, { attributes, patterns: policy.review.leaveOut });
}
