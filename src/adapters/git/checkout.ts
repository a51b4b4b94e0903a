/**
 * A checkout of CI in a job without a token, as actions/checkout leaves it: branches are there as `origin`'s, not as branches of its own.
 * Nobody sits in front of it; what was fetched with the checkout is all there is.
 */
import type { Repository } from '../../ports/git.ts';

const HEADS = 'refs/heads/plan/';
const FETCHED = 'refs/remotes/origin/plan/';

/** The same port; a plan's branch is the remote's, where the checkout has it. */
export const overCheckout = (local: Repository): Repository => ({
  ...local,
  async resolve(ref) {
    const fetched = ref.startsWith(HEADS) ? FETCHED + ref.slice(HEADS.length) : undefined;
    return (fetched && (await local.resolve(fetched))) ?? (await local.resolve(ref));
  },
  async refs(prefix) {
    const found = new Map(await local.refs(prefix));
    if (!prefix.startsWith('refs/heads/')) return found;
    for (const [ref, id] of await local.refs(FETCHED)) {
      const name = HEADS + ref.slice(FETCHED.length);
      if (name.startsWith(prefix)) found.set(name, id);
    }
    return found;
  },
});
