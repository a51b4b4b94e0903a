/** review, of a pull request that somebody asked to be reviewed: its head as objects, run nowhere but in the sandbox. A model job. */
import { join } from 'node:path';
import type { Review } from '../outcomes/review.ts';
import { Fault, unforeseen } from '../ports/fault.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { contextDocuments } from './introduction.ts';
import { needOutcome, REVIEW_TRANSCRIPT, writeOutcome } from './outcome-files.ts';
import { planWork, reviewForce } from './plan-work.ts';
import { policyOf } from './policy.ts';
import { requireSandbox } from './ready-box.ts';
import type { ReviewAsk } from './review.ts';
import { withoutPlan } from './review-change.ts';
import {
  causeOf,
  judge,
  nothingJudged,
  oneLine,
  type ReviewGuards,
  type ReviewingPorts,
  reviewGuards,
} from './reviewing.ts';
import { asProposed, inPlaceOf, readWhole } from './since.ts';

/** What fails here still is an outcome, with the verdict `none`. */
export async function reviewPull(
  { folder, context, signal }: ReviewAsk,
  ports: ReviewingPorts,
  guards: ReviewGuards = reviewGuards,
): Promise<{ review: Review; fault: Fault | null }> {
  const target = await needOutcome(ports.files, folder, 'target');
  const { plan, pull, head, tree, base, run, attempt, nonce, policyCommit } = target;
  const header = { planfile: 1, kind: 'review', plan, run, attempt, nonce } as const;
  const blank: Review = { ...header, tree, base, head, ...nothingJudged };
  const write = async (review: Review): Promise<Review> => {
    const clean = redactOutcome(review, (text) => ports.model.redact(text));
    await writeOutcome(ports.files, folder, clean);
    return clean;
  };
  try {
    if (pull === null || target.asked === null)
      throw new Fault('usage', 'nothing-asked', 'nobody asks for a review here', 'Ask: /planfile review');
    const { repository } = ports.git;
    const found = await repository.bring(`refs/pull/${pull}/head`);
    if (found !== head || (await repository.treeOf(head)) !== tree) {
      const message = `pull request #${pull} was moved before it could be reviewed`;
      throw new Fault('undecided', 'head-moved', message, 'Ask again: /planfile review');
    }
    const policy = await policyOf(policyCommit, ports);
    const documents = context ? await contextDocuments(context.paths, context.cwd, ports) : [];
    ports.model.requireCredentials();
    await requireSandbox(ports, policy);
    ports.progress.note(`models are asked at ${ports.model.endpoint}`);
    await using workshop = await ports.git.workshop();
    const transcript = join(folder, REVIEW_TRANSCRIPT);
    const work = plan === null ? undefined : await planWork(plan, head, ports);
    const inForce = work === undefined ? withoutPlan(policy) : reviewForce(policy, work);
    const phases = work?.phases ?? [];
    const proposed = work === undefined ? target.since : undefined;
    const place = { base, tree, policy, policyCommit };
    const stands = proposed && (await inPlaceOf(proposed, place, asProposed(proposed), ports));
    const passed =
      proposed && stands && 'delta' in stands ? { since: proposed, delta: stands.delta } : undefined;
    const change = { workshop, ...place, passed, phases, inForce, documents };
    const { judged, fault } = await judge({ ...change, transcript, signal }, ports, guards);
    const whole = stands && 'why' in stands ? [readWhole(stands.why)] : [];
    const notes = [...whole, ...judged.notes].slice(0, 100);
    return { review: await write({ ...blank, ...judged, notes }), fault };
  } catch (thrown) {
    const fault = unforeseen(thrown);
    await write({ ...blank, why: oneLine(fault.message), cause: causeOf(fault) });
    throw fault;
  }
}
