/**
 * request-review: which pull request is to be reviewed, and by whose word. A job without the key: who asks is checked here (trust.md T10),
 * and what stands there now is fixed for the job that has it. Where nobody asks, only the check is set.
 */
import { reviewsIn } from '../lifecycle/comment-commands.ts';
import type { Target } from '../outcomes/target.ts';
import { Fault } from '../ports/fault.ts';
import type { Remark, RemarkRef, RunFacts } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { answersMarkdown } from '../report/answer.ts';
import { writeOutcome } from './outcome-files.ts';
import { policyOf } from './policy.ts';
import { baseOfGroup } from './pull-checks.ts';
import { type PullFacts, pullFacts } from './pull-facts.ts';
import { reactTo } from './reacting.ts';
import { builtPlan, planPushed, requirePlanReviewable } from './request-plan-review.ts';
import { proposedSince } from './since.ts';
import { whoAsks } from './who-asks.ts';
import { isWithinCaps, requireWithinCaps, whoPushed } from './who-wants-review.ts';

export type RequestReviewPorts = Pick<Ports, 'git' | 'files' | 'forge' | 'clock' | 'progress'>;

export interface ReviewRequest {
  /** What started the job; numbers only, everything else is fetched. `run`: a run of another workflow, on a push or a merge group. */
  from:
    | { kind: 'comment'; on: number; id: number }
    | { kind: 'dispatch'; pull: number }
    | { kind: 'run'; run: string };
  run: string;
  attempt: number;
  folder: string;
}

/** Of a plan's own pull request: what is asked before money is spent. */
type ReviewableGuards = Parameters<typeof requirePlanReviewable>[2];

const MARKER = 'planfile-review';

/** undefined: there is nothing to say. */
export async function requestReview(
  request: ReviewRequest,
  ports: RequestReviewPorts,
  guards?: ReviewableGuards,
): Promise<Target | undefined> {
  const { from } = request;
  const target =
    from.kind === 'run'
      ? await ofRun(from.run, request, ports)
      : from.kind === 'comment'
        ? await ofComment(from, request, ports, guards)
        : await ofPerson(from.pull, undefined, request, ports, guards);
  if (target) await writeOutcome(ports.files, request.folder, target);
  return target;
}

async function ofComment(
  { on, id }: { on: number; id: number },
  request: ReviewRequest,
  ports: RequestReviewPorts,
  guards: ReviewableGuards,
): Promise<Target | undefined> {
  const ref: RemarkRef = { kind: 'comment', on, id };
  const remark = await ports.forge.remarks.get(ref);
  // Bots are not answered: two that answer each other would never end.
  if (remark === undefined || remark.author.kind !== 'person' || !reviewsIn(remark.body)) return undefined;
  await reactTo(ref, 'eyes', ports);
  try {
    const target = await ofPerson(on, remark, request, ports, guards);
    await reactTo(ref, 'rocket', ports);
    return target;
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    const why = `${thrown.message}. ${thrown.fix}`;
    const answer = { line: '/planfile review', by: remark.author.login, accepted: false, why };
    await ports.forge.remarks.upsert(on, MARKER, answersMarkdown([answer]));
    await reactTo(ref, '-1', ports);
    throw thrown;
  }
}

async function ofPerson(
  number: number,
  comment: Remark | undefined,
  request: ReviewRequest,
  ports: RequestReviewPorts,
  guards: ReviewableGuards,
): Promise<Target> {
  const { run, attempt } = request;
  const fix = 'Who may write to the repository asks for a review: /planfile review';
  const who = await whoAsks({ run, attempt, comment, fix }, [], ports);
  if (who.by?.account === undefined)
    throw new Fault('refused', 'not-a-person', 'nobody can be told who asks for a review', fix);
  const facts = await pullFacts(number, ports);
  if (facts.pull.state !== 'open')
    throw new Fault('refused', 'pull-closed', `pull request #${number} is ${facts.pull.state}`, 'Reopen it.');
  const policyCommit = (await ports.git.repository.defaultCommit()) ?? null;
  const policy = await policyOf(policyCommit, ports);
  const by = { name: who.by.name, account: who.by.account };
  await requireWithinCaps(policy, { facts: who.facts, by }, ports);
  const plan = (await builtPlan(facts.pull, ports)) ?? null;
  if (plan !== null) await requirePlanReviewable({ id: plan, head: facts.head, policy }, ports, guards);
  const since = plan === null ? await proposedSince(facts, ports) : undefined;
  return targetOf(facts, { asked: by, policyCommit, plan, since }, request, ports);
}

/** A push, or a merge group, that another workflow has heard: that one runs the change's own file, this one the default branch's (G4). */
async function ofRun(
  id: string,
  request: ReviewRequest,
  ports: RequestReviewPorts,
): Promise<Target | undefined> {
  const heard = await ports.forge.runs.find(id);
  const policyCommit = (await ports.git.repository.defaultCommit()) ?? null;
  if (heard?.event === 'merge_group') return ofGroup(heard, policyCommit, request, ports);
  if (heard?.event !== 'pull_request') return undefined;
  const [owner = ''] = heard.headRepository.split('/');
  const open = await ports.forge.pulls.openFrom(owner, heard.branch);
  const { defaultBranch } = await ports.forge.origins.repository();
  // What was pushed since is heard as well. Of several of the same commit, what goes to the default branch matters most.
  const those = open.filter(({ head }) => head === heard.head);
  const pull = those.find(({ base }) => base === defaultBranch) ?? those[0];
  if (pull === undefined) return undefined;
  const facts = await pullFacts(pull.number, ports);
  const policy = await policyOf(policyCommit, ports);
  const own = await ports.forge.runs.find(request.run, request.attempt);
  const plan = await builtPlan(facts.pull, ports);
  if (plan !== undefined) {
    const asked = await planPushed({ id: plan, facts, heard, policy, own }, ports);
    return asked === undefined ? undefined : targetOf(facts, { asked, policyCommit, plan }, request, ports);
  }
  const by = await whoPushed(facts, heard, policy, ports);
  const asked = by !== null && own !== undefined && (await isWithinCaps(policy, { facts: own, by }, ports));
  const since = asked ? await proposedSince(facts, ports) : undefined;
  return targetOf(facts, { asked: asked ? by : null, policyCommit, plan: null, since }, request, ports);
}

const ofGroup = async (
  { branch }: RunFacts,
  policyCommit: string | null,
  request: ReviewRequest,
  { git, clock }: RequestReviewPorts,
): Promise<Target | undefined> => {
  const head = await git.repository.bring(`refs/heads/${branch}`);
  const target = baseOfGroup(branch);
  const base = target === undefined ? undefined : await git.repository.bring(`refs/heads/${target}`);
  if (head === undefined || base === undefined) return undefined;
  const { run, attempt } = request;
  const nonce = clock.nonce();
  const tree = await git.repository.treeOf(head);
  const header = { planfile: 1, kind: 'target', plan: null, run, attempt, nonce } as const;
  return { ...header, pull: null, ref: branch, head, tree, base, policyCommit, asked: null };
};

const targetOf = (
  { pull, head, tree, base }: PullFacts,
  { asked, policyCommit, plan, since }: Pick<Target, 'asked' | 'policyCommit' | 'plan' | 'since'>,
  { run, attempt }: ReviewRequest,
  { clock }: RequestReviewPorts,
): Target => ({
  planfile: 1,
  kind: 'target',
  plan,
  run,
  attempt,
  nonce: clock.nonce(),
  pull: pull.number,
  ref: null,
  head,
  tree,
  base,
  ...(since ? { since } : {}),
  policyCommit,
  asked,
});
