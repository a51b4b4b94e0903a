/**
 * review --base: a branch, a commit or the working tree against the place where it left its base, before or without a pull
 * request. The same reading, the same two passes and the same outcome as for a wave; only where the change comes from differs.
 */
import { fold } from '../lifecycle/fold.ts';
import type { Review } from '../outcomes/review.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import { inForce } from '../policy/inforce.ts';
import type { Policy } from '../policy/schema.ts';
import { type Fault, unforeseen } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { counted } from '../report/words.ts';
import { type Compared, endsOf, placeOf, trustedCommit } from './change-place.ts';
import { contextDocuments } from './introduction.ts';
import { writeOutcome } from './outcome-files.ts';
import { inForceOf, policyOf } from './policy.ts';
import { requireSandbox } from './ready-box.ts';
import { stepsOf } from './record.ts';
import {
  causeOf,
  judge,
  nothingJudged,
  oneLine,
  type ReviewGuards,
  type ReviewingPorts,
  reviewGuards,
} from './reviewing.ts';
import { findPlan, planOfBranch } from './where.ts';

export interface ChangeAsk extends Compared {
  cwd: string;
  context: readonly string[];
  /** Where the outcome is written; undefined: nowhere. */
  folder: string | undefined;
  run: string;
  attempt: number;
  signal?: AbortSignal | undefined;
}

export async function reviewBranch(
  ask: ChangeAsk,
  ports: ReviewingPorts,
  guards: ReviewGuards = reviewGuards,
): Promise<{ review: Review; fault: Fault | null }> {
  const { repository } = ports.git;
  const documents = await contextDocuments(ask.context, ask.cwd, ports);
  await using workshop = await ports.git.workshop();
  const ends = await endsOf(ask, repository);
  const policyCommit = await trustedCommit(ends, repository);
  const policy = await policyOf(policyCommit, ports);
  const place = await placeOf(ask, ends, policy, workshop, ports);
  const { plan, phases } = await plannedWork(place.branch, ask.cwd, ports);
  const blank: Review = {
    planfile: 1,
    kind: 'review',
    plan: plan?.id ?? null,
    run: ask.run,
    attempt: ask.attempt,
    nonce: ports.clock.nonce(),
    tree: place.tree,
    base: place.base,
    head: place.head,
    ...nothingJudged,
  };
  let outcome: Review;
  let fault: Fault | null = null;
  try {
    if (place.tree === (await repository.treeOf(place.base))) {
      outcome = { ...blank, ...unchanged(ask.base, phases) };
    } else {
      ports.model.requireCredentials();
      await requireSandbox(ports, policy);
      ports.progress.note(`models are asked at ${ports.model.endpoint}`);
      const force = plan ? inForceOf(policy, plan) : withoutPlan(policy);
      const { base, tree } = place;
      const told = await judge(
        {
          workshop,
          base,
          tree,
          phases,
          policy,
          inForce: force,
          policyCommit,
          documents,
          signal: ask.signal,
        },
        ports,
        guards,
      );
      outcome = { ...blank, ...told.judged, notes: [...place.notes, ...told.judged.notes].slice(0, 100) };
      fault = told.fault;
    }
  } catch (thrown) {
    fault = unforeseen(thrown);
    outcome = { ...blank, why: oneLine(fault.message), cause: causeOf(fault) };
    if (ask.folder !== undefined) await writeOutcome(ports.files, ask.folder, redacted(outcome, ports));
    throw fault;
  }
  const review = redacted(outcome, ports);
  if (ask.folder !== undefined) await writeOutcome(ports.files, ask.folder, review);
  return { review, fault };
}

/** Where nothing was built, no criterion was met: that is no pass. */
function unchanged(base: string, phases: readonly Phase[]): Pick<Review, 'verdict' | 'why'> {
  const why = `nothing differs from ${base}`;
  const criteria = phases.reduce((sum, phase) => sum + phase.criteria.length, 0);
  if (criteria === 0) return { verdict: 'pass', why };
  const unjudged = `${counted(criteria, 'criterion', 'criteria')} could not be judged`;
  return { verdict: 'none', why: `${why}, so that ${unjudged}` };
}

const redacted = (review: Review, { model }: Pick<Ports, 'model'>): Review =>
  redactOutcome(review, (text) => model.redact(text));

/** What is in force where no plan says anything. */
export const withoutPlan = (policy: Policy) => {
  const force = inForce(policy, { models: {}, budget: {} });
  if (force.ok) return force.inForce;
  throw new Error('a policy that refuses what nobody asked for');
};

/** On `plan/<id>` the criteria of what is done are judged; where the record says that nothing is, those of the whole plan. */
async function plannedWork(
  branch: string | undefined,
  cwd: string,
  ports: Pick<Ports, 'git' | 'files'>,
): Promise<{ plan: Plan | undefined; phases: readonly Phase[] }> {
  const id = planOfBranch(branch ?? '');
  if (id === undefined) return { plan: undefined, phases: [] };
  const { plan } = await findPlan({ name: id, cwd }, ports);
  const state = fold(plan, stepsOf((await ports.git.repository.record(id))?.text));
  const done = new Set(state.phases.flatMap(({ phase, state }) => (state === 'done' ? [phase] : [])));
  const phases = plan.phases.filter(({ id }) => done.has(id));
  return { plan, phases: phases.length > 0 ? phases : plan.phases };
}
