/**
 * A plan's own pull request is reviewed by hand: once more when somebody asks, or for the first time where people moved its branch. What
 * is asked for is worked out here, without the key; whoever publishes asks for all of it anew.
 */
import type { Policy } from '../policy/schema.ts';
import { Fault } from '../ports/fault.ts';
import type { Pull, RunFacts } from '../ports/forge.ts';
import type { Ports } from '../ports/ports.ts';
import { planWork, requireReviewable, type reviewableGuards } from './plan-work.ts';
import type { PullFacts } from './pull-facts.ts';
import { stepsOf } from './record.ts';
import { planOfBranch } from './where.ts';
import { type Asked, isWithinCaps, whoWants } from './who-wants-review.ts';

type RequestPorts = Pick<Ports, 'git' | 'files' | 'forge' | 'progress'>;

/**
 * The id of the plan whose branch this is, where a wave has landed something of it: what is merged to the default branch answers to its
 * criteria. Before that, and on its way elsewhere, it is a pull request like any other.
 */
export async function builtPlan(
  pull: Pick<Pull, 'branch' | 'base' | 'headRepository'>,
  { git, forge }: Pick<Ports, 'git' | 'forge'>,
): Promise<string | undefined> {
  const id = await planOfPull(pull, { forge });
  const { defaultBranch } = await forge.origins.repository();
  if (id === undefined || pull.base !== defaultBranch) return undefined;
  const steps = stepsOf((await git.repository.record(id))?.text);
  return steps.some(({ step }) => step.type === 'end' && step.outcome === 'done') ? id : undefined;
}

/** A fork's branch of that name is nobody's plan. */
export async function planOfPull(
  { branch, headRepository }: Pick<Pull, 'branch' | 'headRepository'>,
  { forge }: Pick<Ports, 'forge'>,
): Promise<string | undefined> {
  const { name } = await forge.origins.repository();
  const isOurs = headRepository.toLowerCase() === name.toLowerCase();
  return isOurs ? planOfBranch(branch) : undefined;
}

/** Throws a fault that says why it is not worth its money; before anything is started. */
export async function requirePlanReviewable(
  { id, head, policy }: { id: string; head: string; policy: Policy },
  ports: RequestPorts,
  guards?: readonly (typeof reviewableGuards)[string][],
): Promise<void> {
  requireReviewable({ ...(await planWork(id, head, ports)), policy }, guards);
}

/** A push to it was heard. undefined: there is nothing to say, for who made it says it; null: nobody asks for a review. */
export async function planPushed(
  { id, facts, heard, policy, own }: PushedPlan,
  ports: RequestPorts,
): Promise<Asked | null | undefined> {
  if (await isStillTold(id, facts.head, ports)) return undefined;
  const by = await whoWants(facts, heard, policy, ports);
  if (by === null || own === undefined || !(await isWithinCaps(policy, { facts: own, by }, ports)))
    return null;
  try {
    const work = await planWork(id, facts.head, ports);
    // By the record's word alone, which can be typed: it saves money here, and makes nothing green.
    if (work.state.reviews.some(({ step }) => step.tree === facts.tree && step.verdict !== 'none'))
      return null;
    requireReviewable({ ...work, policy });
    return by;
  } catch (fault) {
    // Nobody waits for an answer: the check says what stands there.
    if (!(fault instanceof Fault) || fault.kind !== 'refused') throw fault;
    ports.progress.note(`not reviewed: ${fault.message}`);
    return null;
  }
}

interface PushedPlan {
  id: string;
  facts: PullFacts;
  heard: RunFacts;
  policy: Policy;
  /** The run that asks. */
  own: RunFacts | undefined;
}

/** A push with the token of an app is heard as well: the run that landed this commit speaks for it, as long as it is under way. */
async function isStillTold(
  id: string,
  head: string,
  { git, forge }: Pick<Ports, 'git' | 'forge'>,
): Promise<boolean> {
  const steps = stepsOf((await git.repository.record(id))?.text).map(({ step }) => step);
  const end = steps.findLast(
    (step) => step.type === 'end' && step.outcome === 'done' && step.commit === head,
  );
  const start = steps.find((step) => end?.type === 'end' && step.key === end.start);
  if (start?.type !== 'start') return false;
  const { run, attempt } = start.holder;
  const state = await forge.runs.state(run, attempt);
  return state !== undefined && state !== 'completed';
}
