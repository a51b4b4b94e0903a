/**
 * publish, of a review by hand of a plan's own pull request, or of a push to it that only was heard. A write job that asks everything
 * anew: the review goes into the record, onto the pull request and onto the plan's check, and what stands there already stays as it is.
 * Running it twice changes nothing. No wave starts by itself (trust.md T23).
 */
import { matches } from '../outcomes/paths.ts';
import { protectedReason } from '../outcomes/protected.ts';
import type { Review } from '../outcomes/review.ts';
import type { Target } from '../outcomes/target.ts';
import { Fault } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { annotationsOf } from '../report/annotations.ts';
import { reviewMarkdown } from '../report/review-markdown.ts';
import type { CheckWord } from '../review/check.ts';
import { ask } from './asking.ts';
import { planCheckId } from './check-mark.ts';
import type { GatePorts } from './gate.ts';
import { tryOutcome } from './outcome-files.ts';
import { planWork } from './plan-work.ts';
import { policyOf } from './policy.ts';
import { putRight } from './program-look.ts';
import { allPlanReviewGuards, type PlanReviewGuards, type PlanTarget } from './publishing/by-hand-guards.ts';
import { recordByHand } from './publishing/by-hand-record.ts';
import { putPlanCheck } from './publishing/plan-check.ts';
import { refreshPull } from './publishing/pull.ts';
import { postPullReview } from './publishing/pull-review.ts';
import { recall } from './publishing/recall.ts';
import { asItStands } from './publishing/told-again.ts';
import { standingGuards, standingOf } from './pull-checks.ts';
import { pullFacts } from './pull-facts.ts';
import { builtPlan } from './request-plan-review.ts';

export type PlanReviewPorts = GatePorts & Pick<Ports, 'files' | 'progress'>;
export interface PlanReviewPublished {
  check: CheckWord;
  notes: string[];
  /** What could not be said where people look. */
  fault: Fault | null;
  /** As it was judged; undefined: there is none that counts. */
  review?: Review | undefined;
}

export async function publishPlanReview(
  target: PlanTarget,
  { folder }: { folder: string },
  ports: PlanReviewPorts,
  guards: PlanReviewGuards = allPlanReviewGuards,
): Promise<PlanReviewPublished> {
  try {
    return await (target.asked === null
      ? ofPush(target, ports, guards)
      : ofReview({ ...target, asked: target.asked }, folder, ports, guards));
  } catch (thrown) {
    // Also of this there is a conclusion, where one can be set, and none stands.
    const why = thrown instanceof Fault ? `${thrown.message}. ${thrown.fix}` : 'something failed';
    await leaving(target, open(`not reviewed: ${why}`), ports).catch(() => {});
    throw thrown;
  }
}

/** Nobody asks: the check says how it stands. Where one of this very change is there already, only a better word takes its place. */
async function ofPush(
  target: PlanTarget,
  ports: PlanReviewPorts,
  guards: PlanReviewGuards,
): Promise<PlanReviewPublished> {
  const now = await pullFacts(target.pull, ports);
  // What was pushed since is heard as well.
  if (now.head !== target.head || now.pull.state !== 'open')
    return { check: await leaving(target, open(`not reviewed: ${MOVED}`), ports), notes: [], fault: null };
  const { plan } = await planWork(target.plan, target.head, ports);
  const told = await asItStands(plan, { head: target.head, guards: guards.check }, ports);
  const before = await standing(target, ports);
  const one = { externalId: planCheckId(target.plan), base: now.base };
  const stands =
    before &&
    Object.values(guards.standing ?? standingGuards).every((holds) =>
      holds({ ...one, standing: standingOf(before) }),
    );
  if (told.check.conclusion !== 'success' && stands)
    return { check: await leaving(target, told.check, ports), notes: [], fault: null };
  await putPlanCheck(
    { head: target.head, ...told.check, summary: told.check.title, annotations: [] },
    { plan: plan.id, reviews: [] },
    ports,
  );
  await refreshPull({ plan, ...told, tip: target.head, starting: [], last: undefined }, ports);
  return { check: told.check, notes: [], fault: null };
}

async function ofReview(
  target: PlanTarget & { asked: NonNullable<Target['asked']> },
  folder: string,
  ports: PlanReviewPorts,
  guards: PlanReviewGuards,
): Promise<PlanReviewPublished> {
  const policy = await policyOf(target.policyCommit, ports);
  const now = await pullFacts(target.pull, ports);
  const { account, name: login } = target.asked;
  const permission = await ask(() => ports.forge.people.permission({ id: account, login, kind: 'person' }));
  const work = now.head === target.head ? await planWork(target.plan, target.head, ports) : undefined;
  const one = {
    target,
    now,
    plan: await builtPlan(now.pull, ports),
    permission,
    phases: work?.phases.length ?? 0,
  };
  const doubt = Object.values(guards.stands)
    .map((guard) => guard(one))
    .find((why) => why !== undefined);
  const { outcome } = await tryOutcome(ports.files, folder, 'review');
  const given =
    outcome && Object.values(guards.answers).every((holds) => holds(outcome, target)) ? outcome : undefined;
  if (doubt !== undefined || work === undefined) {
    // What it cost is told.
    if (given)
      await recordByHand({ target, answer: given, stands: false, policy, remembered: undefined }, ports);
    const why = doubt ?? MOVED;
    const check = await leaving(target, open(`not reviewed: ${why}. ${ASK}`), ports);
    return { check, notes: [`the review speaks for nothing that stands there: ${why}`], fault: null };
  }
  const { plan, phases } = work;
  const { base, head, policyCommit } = target;
  const change = { base, tree: head, phases, policy, policyCommit };
  // What the program sees is seen anew.
  const answer = given && (await putRight(given, change, ports.git.repository, ports, guards.look));
  const remembered = answer && (await recall({ pull: now.pull, review: answer, head: now.head }, ports));
  const said = answer && (await recordByHand({ target, answer, stands: true, policy, remembered }, ports));
  const { digests = new Set<string>(), review } = said ?? {};
  const judged = { head: target.head, review, landed: target.tree, own: digests, guards: guards.check };
  const meant = await asItStands(plan, judged, ports);

  const notes: string[] = [];
  const faults: Fault[] = [];
  const attempt = async (what: string, post: () => Promise<readonly string[]>): Promise<void> => {
    try {
      notes.push(...(await post()));
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      notes.push(`${what}: ${fault.message}. ${fault.fix}`.slice(0, 1_000));
      faults.push(fault);
    }
  };
  if (review !== undefined) {
    const allowed = (path: string) =>
      protectedReason(path) === undefined && phases.some(({ paths }) => matches(path, paths));
    const post = {
      pull: now.pull,
      review,
      head: now.head,
      name: plan.id,
      check: meant.check,
      allowed,
      remembered,
      built: true,
    };
    await attempt('the review', () => postPullReview(post, ports));
  }
  const [unposted] = faults;
  const check = unposted ? open(`the review could not be posted: ${unposted.message}`) : meant.check;
  await putPlanCheck(
    {
      head: target.head,
      ...check,
      summary: reviewMarkdown({ plan: plan.id, review, check }),
      annotations: annotationsOf(review),
    },
    // What nobody can read passes nothing; that it blocks is kept in mind all the same.
    { plan: plan.id, reviews: unposted && review?.verdict === 'pass' ? [] : digests },
    ports,
  );
  await attempt('the pull request', async () => {
    const told = { plan, stand: meant.stand, tip: target.head, check, starting: [], last: undefined };
    return (await refreshPull(told, ports)).notes ?? [];
  });
  const pending = meant.stand.state.phases.some(({ state }) => state === 'pending');
  if (check.conclusion === 'success' && pending)
    notes.push(`the next wave does not start by itself: comment /planfile execute ${plan.id}`);
  return { check, notes, fault: faults[0] ?? null, review };
}

const standing = ({ head, plan }: PlanTarget, { forge }: Pick<Ports, 'forge'>) =>
  forge.checks.of(head, planCheckId(plan));

/** Sets it where none stands, and gives the word that does. */
async function leaving(target: PlanTarget, check: CheckWord, ports: PlanReviewPorts): Promise<CheckWord> {
  const before = await standing(target, ports);
  if (before !== undefined) return { conclusion: before.conclusion, title: before.title };
  const said = { head: target.head, ...check, summary: check.title, annotations: [] };
  await putPlanCheck(said, { plan: target.plan, reviews: [] }, ports);
  return check;
}

const MOVED = 'it was moved meanwhile';
const ASK = 'To have it reviewed: /planfile review';
const open = (title: string): CheckWord => ({ conclusion: 'action_required', title: title.slice(0, 1_000) });
