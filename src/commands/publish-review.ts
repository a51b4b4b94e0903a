/**
 * publish, of a pull request's review: posted where people look, then the check, which waits for that. A write job: what stands there is
 * asked anew, and the verdict is computed from what the reviewer said (trust.md T5). Running it twice changes nothing.
 */
import { protectedReason } from '../outcomes/protected.ts';
import type { Review } from '../outcomes/review.ts';
import type { Target } from '../outcomes/target.ts';
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import { annotationsOf } from '../report/annotations.ts';
import { reviewMarkdown } from '../report/review-markdown.ts';
import {
  type PullCheckFacts,
  type PullCheckGuard,
  type PullCheckWord,
  pullCheckGuards,
  pullCheckOf,
} from '../review/pull-check.ts';
import type { SinceGuard } from '../review/since.ts';
import type { LeavingRules } from './left-out-of.ts';
import { groupCheck } from './merge-group.ts';
import { needOutcome, tryOutcome } from './outcome-files.ts';
import { policyOf } from './policy.ts';
import { type LookOptions, putRight } from './program-look.ts';
import { type PlanReviewPorts, publishPlanReview } from './publish-plan-review.ts';
import { judgedAgain } from './publishing/judged-again.ts';
import { postPullReview } from './publishing/pull-review.ts';
import { type Remembered, recall } from './publishing/recall.ts';
import { baseOfGroup, groupId, type PutGuards, putPullCheck, reviewId } from './pull-checks.ts';
import { earlierReview, exemptBy, type historyGuards, type PullFacts, pullFacts } from './pull-facts.ts';
import { planOfPull } from './request-plan-review.ts';
import { restingOn, rulesToKeep } from './since.ts';

export type PublishReviewPorts = PlanReviewPorts;

export interface PublishedReview {
  pull: number | null;
  head: string;
  check: PullCheckWord;
  notes: string[];
  /** design.md §3 */
  exit: 0 | 1 | 2 | 3;
}

/** What a test takes out. */
export interface PublishGuards {
  check?: readonly PullCheckGuard[] | undefined;
  since?: readonly SinceGuard[] | undefined;
  look?: LookOptions | undefined;
  put?: PutGuards | undefined;
  history?: typeof historyGuards | undefined;
}

export async function publishReview(
  { folder }: { folder: string },
  ports: PublishReviewPorts,
  guards: PublishGuards = {},
): Promise<PublishedReview> {
  const target = await needOutcome(ports.files, folder, 'target');
  const { plan, pull, head } = target;
  if (plan !== null && pull !== null) {
    const said = await publishPlanReview({ ...target, plan, pull }, { folder }, ports);
    const { check, notes, fault, review } = said;
    return { pull, head, check, notes, exit: fault ? 3 : exitOf(check, review) };
  }
  try {
    return target.pull === null
      ? await ofGroup(target, ports)
      : await ofPull({ ...target, pull: target.pull }, folder, ports, guards);
  } catch (thrown) {
    // Also of this there is a conclusion, where one can be set.
    const title = `not reviewed: ${thrown instanceof Fault ? thrown.message : 'something failed'}`.slice(
      0,
      1_000,
    );
    const check: PullCheckWord = { conclusion: 'action_required', title };
    await putCheck(target, { branch: await branchOf(target, ports) }, { check }, ports).catch(() => {});
    throw thrown;
  }
}

async function ofPull(
  target: Target & { pull: number },
  folder: string,
  ports: PublishReviewPorts,
  { check: guards = Object.values(pullCheckGuards), ...more }: PublishGuards,
): Promise<PublishedReview> {
  const { policyCommit } = target;
  const policy = await policyOf(policyCommit, ports);
  const facts = await pullFacts(target.pull, ports);
  const { outcome: given } = await tryOutcome(ports.files, folder, 'review');
  // What it found is told also where the base was moved meanwhile: it was paid for, and the head is the same. The check does not rest on it.
  const isOfThis = given?.head === facts.head && given.tree === facts.tree && given.base === target.base;
  const read = isOfThis ? await asRead(facts, target, ports) : facts;
  const outcome =
    given && isOfThis ? await believable(given, read, { policy, policyCommit, ...more }, ports) : given;
  const remembered =
    outcome && isOfThis
      ? await recall({ pull: facts.pull, review: outcome, head: facts.head }, ports)
      : undefined;
  const review =
    outcome &&
    (await judgedAgain({ review: outcome, expected: [], policy, remembered: async () => remembered }));
  const before: PullCheckFacts = {
    target,
    now: { state: facts.pull.state, head: facts.head, tree: facts.tree, base: facts.base },
    empty: facts.changes.length === 0,
    exempt: exemptBy(facts.changes, policy),
    earlier: await earlierReview(facts, ports, more.history),
    review,
    unposted: undefined,
  };
  const meant = pullCheckOf(before, guards);
  const posted = await post({ target, policy, facts: read, review, remembered, meant }, ports);
  const said = pullCheckOf({ ...before, unposted: posted.fault?.message }, guards);
  const own = await planOfPull(facts.pull, ports);
  const check = await putCheck(
    target,
    { branch: facts.pull.base, own },
    { check: said, review },
    ports,
    more.put,
  );
  return {
    pull: target.pull,
    head: target.head,
    check,
    notes: posted.notes,
    exit: posted.fault ? 3 : exitOf(check, review),
  };
}

/** The change that was read: from the base of then. */
const asRead = async (facts: PullFacts, { base }: Target, { git }: PublishReviewPorts): Promise<PullFacts> =>
  base === facts.base ? facts : { ...facts, base, changes: await git.repository.changes(base, facts.head) };

/** What it rests on is asked anew, and what the program sees is seen anew: neither is the outcome's to say. */
async function believable(
  review: Review,
  facts: PullFacts,
  { since, look, ...rules }: LeavingRules & Pick<PublishGuards, 'since' | 'look'>,
  ports: PublishReviewPorts,
): Promise<Review> {
  const rested = await restingOn(review, facts, rules, ports, since);
  return await putRight(rested, { ...facts, ...rules, phases: [] }, ports.git.repository, ports, look);
}

interface Posting {
  target: Target;
  policy: Policy;
  facts: PullFacts;
  review: Review | undefined;
  remembered: Remembered | undefined;
  meant: PullCheckWord;
}

/** Only what is of exactly this: a review of something else is nobody's to read here. */
async function post(
  { target, policy, facts, review, remembered, meant }: Posting,
  ports: PublishReviewPorts,
): Promise<{ notes: string[]; fault: Fault | null }> {
  const fits = review?.nonce === target.nonce && review.run === target.run && target.head === facts.head;
  if (!fits || remembered === undefined || facts.pull.state !== 'open') return { notes: [], fault: null };
  const { pull, head } = facts;
  const allowed = (path: string) => protectedReason(path) === undefined;
  try {
    const { policyCommit } = target;
    const rules = await rulesToKeep(review, remembered, facts, { policy, policyCommit }, ports);
    const ask = { pull, review, head, name: `#${pull.number}`, check: meant, allowed, remembered, rules };
    return { notes: await postPullReview(ask, ports), fault: null };
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return { notes: [`${fault.message}. ${fault.fix}`.slice(0, 1_000)], fault };
  }
}

async function ofGroup(target: Target, ports: PublishReviewPorts): Promise<PublishedReview> {
  const check = await groupCheck(target, ports);
  await putCheck(target, { branch: baseOfGroup(target.ref) }, { check }, ports);
  return { pull: null, head: target.head, check, notes: [], exit: exitOf(check, undefined) };
}

/** The branch that it is to be merged into, as the forge tells it now. */
const branchOf = async ({ pull, ref }: Target, { forge }: PublishReviewPorts): Promise<string | undefined> =>
  pull === null ? baseOfGroup(ref) : (await forge.pulls.get(pull).catch(() => undefined))?.base;

/** Gives the word that stands there now. Where nobody can tell for which branch it is, none is set: a required check waits. */
async function putCheck(
  { pull, head, base, asked }: Target,
  { branch, own }: { branch: string | undefined; own?: string | undefined },
  { check, review }: { check: PullCheckWord; review?: Review | undefined },
  ports: PublishReviewPorts,
  guards?: PutGuards,
): Promise<PullCheckWord> {
  if (branch === undefined) return check;
  const plan = pull === null ? 'merge group' : `#${pull}`;
  const externalId = pull === null ? groupId(head) : reviewId(branch);
  const summary = (word: PullCheckWord) => reviewMarkdown({ plan, review, check: word });
  return await putPullCheck(
    { head, externalId, ...check, summary, annotations: annotationsOf(review) },
    { branch, base, pull, asked, own },
    ports,
    guards,
  );
}

function exitOf({ conclusion }: PullCheckWord, review: Review | undefined): 0 | 1 | 2 | 3 {
  if (conclusion === 'success') return 0;
  if (conclusion === 'failure') return 1;
  return review?.cause === 'credentials' ? 2 : 3;
}
