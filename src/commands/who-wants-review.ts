/** Whose push is to be reviewed, and how often that may be (trust.md T10): asked by a job without the key. */
import type { Target } from '../outcomes/target.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { RunFacts } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { ask } from './asking.ts';
import { capOn } from './held-back.ts';
import { earlierReview, exemptBy, type PullFacts } from './pull-facts.ts';

type WantingPorts = Pick<Ports, 'git' | 'forge' | 'progress'>;

/** The label with which a person asks for a review of what is pushed by people who may write. */
const LABEL = 'planfile: review';
export type Asked = NonNullable<Target['asked']>;

/** Whose push is to be reviewed; null: nobody asks for it, nobody may, or it needs none. */
export async function whoPushed(
  facts: PullFacts,
  heard: RunFacts,
  policy: Policy,
  ports: WantingPorts,
): Promise<Asked | null> {
  const by = await whoWants(facts, heard, policy, ports);
  if (by === null || exemptBy(facts.changes, policy) !== undefined) return null;
  return (await earlierReview(facts, ports)) === undefined ? by : null;
}

/** The same, whatever is known of this change already. */
export async function whoWants(
  facts: PullFacts,
  { triggeredBy }: RunFacts,
  policy: Policy,
  { forge }: WantingPorts,
): Promise<Asked | null> {
  const labels = (await forge.talks.topic(facts.pull.number))?.labels ?? [];
  const wanted = labels.includes(LABEL) || (policy.review.pulls === 'every' && !facts.pull.draft);
  if (!wanted || triggeredBy.kind !== 'person') return null;
  const permission = await ask(() => forge.people.permission(triggeredBy));
  const may = 'known' in permission && ['write', 'maintain', 'admin'].includes(permission.known);
  if (!may || facts.changes.length === 0) return null;
  return { name: triggeredBy.login, account: triggeredBy.id };
}

/** Nobody waits for an answer to a push: where a cap is reached it is not reviewed, and the check says how to have it. */
export async function isWithinCaps(...asking: Parameters<typeof requireWithinCaps>): Promise<boolean> {
  try {
    await requireWithinCaps(...asking);
    return true;
  } catch (fault) {
    if (!(fault instanceof Fault) || fault.kind !== 'refused') throw fault;
    asking[2].progress.note(`not reviewed: ${fault.message}`);
    return false;
  }
}

export async function requireWithinCaps(
  policy: Policy,
  { facts, by }: { facts: RunFacts; by: Asked },
  ports: WantingPorts,
): Promise<void> {
  const { now } = await ports.forge.origins.repository();
  const who = { mode: 'person' as const, by, facts };
  // Most runs only set a check, unless each push is to be reviewed.
  const job = policy.review.pulls === 'every' ? undefined : 'review';
  const cap = await capOn({ plan: '', policy, who, now, job }, ports);
  if (cap) throw new Fault('refused', cap.code, cap.message, 'Ask again tomorrow, or raise the cap.');
}
