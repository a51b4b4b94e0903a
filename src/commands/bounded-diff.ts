/** A diff of at most so many bytes: what others land, or push, must not hold a job up, nor fill its memory. */
import { Fault } from '../ports/fault.ts';
import type { Repository } from '../ports/git.ts';

/** Bytes of a diff that are looked through: ten seconds of work at the worst, and more than any review reads. */
export const MOST_DIFF = 67_108_864;

/** undefined: it is larger. */
export async function boundedDiff(
  objects: Pick<Repository, 'diff'>,
  { from, to, most = MOST_DIFF }: { from: string; to: string; most?: number },
): Promise<string | undefined> {
  try {
    return await objects.diff(from, to, most);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'git-output-limit') return undefined;
    throw thrown;
  }
}
