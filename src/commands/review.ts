/**
 * review: the reviewer reads the joined tree and its diff against the plan. A model job that may not write; `publish` applies
 * what it yields, also when it yields nothing. What fails here still is an outcome, with the verdict `none`.
 */
import { join } from 'node:path';
import type { UsageLine } from '../outcomes/header.ts';
import type { Review } from '../outcomes/review.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { addUsage } from '../outcomes/usage.ts';
import type { Verification } from '../outcomes/verification.ts';
import { Fault, unforeseen } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { contextDocuments } from './introduction.ts';
import { requireWorthReview } from './open-start.ts';
import { needOutcome, REVIEW_TRANSCRIPT, tryOutcome, writeOutcome } from './outcome-files.ts';
import { policyAt } from './policy.ts';
import { requireSandbox } from './ready-box.ts';
import { causeOf, type Judged, judge, nothingJudged, oneLine, type ReviewingPorts } from './reviewing.ts';
import { gatherPieces, inOrder, joinPieces, judgedPhases, reviewBase, scheduledPlan } from './wave-work.ts';

export interface ReviewAsk {
  folder: string;
  /** Documents that go along, relative to `cwd`. */
  context?: { paths: readonly string[]; cwd: string } | undefined;
  signal?: AbortSignal | undefined;
}

export async function review(
  { folder, context, signal }: ReviewAsk,
  ports: ReviewingPorts,
): Promise<{ review: Review; fault: Fault | null }> {
  const schedule = await needOutcome(ports.files, folder, 'schedule');
  const verification = await needOutcome(ports.files, folder, 'verification');
  await requireWorthReview(schedule, ports);
  const blank = { ...blankReview(schedule, verification), usage: await paidBefore(schedule, folder, ports) };
  const redact = (text: string) => ports.model.redact(text);
  let outcome: Review;
  let ended: Fault | null;
  try {
    const { judged, fault } = await read({ folder, schedule, verification, context, signal }, ports);
    const usage = addUsage([...blank.usage, ...judged.usage]);
    outcome = redactOutcome({ ...blank, ...judged, usage }, redact);
    ended = fault;
  } catch (thrown) {
    const fault = unforeseen(thrown);
    outcome = redactOutcome({ ...blank, why: oneLine(fault.message), cause: causeOf(fault) }, redact);
    await writeOutcome(ports.files, folder, outcome);
    throw fault;
  }
  await writeOutcome(ports.files, folder, outcome);
  return { review: outcome, fault: ended };
}

/** An earlier review of this wave was of another tree, or came to nothing: what it took stays in the bill. */
async function paidBefore(
  { nonce, run, attempt }: Schedule,
  folder: string,
  { files }: Pick<Ports, 'files'>,
): Promise<UsageLine[]> {
  const { outcome } = await tryOutcome(files, folder, 'review');
  const ours = outcome?.nonce === nonce && outcome.run === run && outcome.attempt === attempt;
  return ours ? outcome.usage : [];
}

interface Ask extends ReviewAsk {
  schedule: Schedule;
  verification: Verification;
}

async function read(
  { folder, schedule, verification, context, signal }: Ask,
  ports: ReviewingPorts,
): Promise<{ judged: Judged; fault: Fault | null }> {
  const plan = await scheduledPlan(schedule, ports);
  const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports);
  const landed = verification.passed.map(({ phase }) => phase);
  if (landed.length === 0) {
    const why = 'nothing passed verify, so there is nothing to review';
    return { judged: { ...nothingJudged, why }, fault: null };
  }
  const documents = context ? await contextDocuments(context.paths, context.cwd, ports) : [];
  ports.model.requireCredentials();
  await requireSandbox(ports, policy);

  await using workshop = await ports.git.workshop();
  const pieces = (await gatherPieces({ schedule, plan, folder }, workshop, ports)).filter(({ phase }) =>
    landed.includes(phase.id),
  );
  const { tree } = await joinPieces(pieces, verification, workshop);
  if (tree !== verification.tree) {
    throw new Fault(
      'undecided',
      'tree-differs',
      `joined again, the wave gives another tree than verify saw`,
      'Run verify again.',
    );
  }
  const judged = judgedPhases(
    schedule,
    pieces.map(({ phase }) => ({ phase: phase.id })),
  );
  const phases = inOrder(plan).filter(({ id }) => judged.has(id));
  const { policyCommit } = schedule;
  const base = reviewBase(schedule, verification);
  const transcript = join(folder, REVIEW_TRANSCRIPT);
  return await judge(
    { workshop, base, tree, phases, policy, inForce, policyCommit, documents, transcript, signal },
    ports,
  );
}

const blankReview = (schedule: Schedule, verification: Verification): Review => ({
  planfile: 1,
  kind: 'review',
  plan: schedule.plan,
  run: schedule.run,
  attempt: schedule.attempt,
  nonce: schedule.nonce,
  tree: verification.tree,
  base: reviewBase(schedule, verification),
  head: null,
  ...nothingJudged,
});
