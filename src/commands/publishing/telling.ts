/** What people see of a published wave, read back from the record: the check, the review as text, the landing outcome. */
import { join } from 'node:path';
import { fold } from '../../lifecycle/fold.ts';
import { prove } from '../../lifecycle/landed.ts';
import { type ReviewStanding, reviewStanding } from '../../lifecycle/status.ts';
import type { Landing } from '../../outcomes/landing.ts';
import type { Review } from '../../outcomes/review.ts';
import { reviewMarkdown } from '../../report/review-markdown.ts';
import { readBranch } from '../branch.ts';
import { writeOutcome } from '../outcome-files.ts';
import { recordRef, stepsOf } from '../record.ts';
import { inOrder, type Piece } from '../wave-work.ts';
import { branchOf, branchRef } from '../where.ts';
import { endsOf, type PublishPorts, type Wave } from './wave.ts';

/** What people see of it: the check, the review as text, the landing outcome. */
export async function tell(wave: Wave, pieces: readonly Piece[], ports: PublishPorts): Promise<Landing> {
  const { plan, schedule, folder, review } = wave;
  const ends = await endsOf(schedule, ports);
  const done = inOrder(plan).flatMap(({ id }) =>
    ends.filter(({ phase, outcome }) => phase === id && outcome === 'done'),
  );
  const last = done.at(-1);
  const stored = await ports.git.repository.record(plan.id);
  const claimed = fold(plan, stepsOf(stored?.text));
  const branch = await readBranch(
    { plan, state: claimed, trustBase: ports.forge.kind === 'local' },
    ports.git,
  );
  const state = prove(claimed, branch.landed);
  const check = checkOf(review, last?.tree ?? undefined, reviewStanding(state));
  const files: string[] = [];
  if (last?.commit) {
    const markdown = reviewMarkdown({ plan: plan.id, review, check });
    const path = join(folder, 'review.md');
    await ports.files.write(path, markdown);
    files.push(path);
    await ports.forge.checks.put({
      head: last.commit,
      externalId: `planfile/${plan.id}`,
      name: 'planfile review',
      ...check,
      summary: markdown,
      annotations: [],
    });
  }
  const pending = state.phases.some((track) => track.state === 'pending');
  const landing: Landing = {
    planfile: 1,
    kind: 'landing',
    plan: plan.id,
    run: schedule.run,
    attempt: schedule.attempt,
    nonce: schedule.nonce,
    branch: branchOf(plan.id),
    head: last?.commit ?? (await ports.git.repository.resolve(branchRef(plan.id))) ?? null,
    record: stored!.tip,
    ended: ends.map(({ phase, digest, outcome, reason, message, commit }) => ({
      phase,
      digest,
      outcome,
      reason,
      message,
      commit: outcome === 'done' ? commit : null,
      kept:
        outcome === 'done'
          ? null
          : keptPlace(
              wave,
              commit,
              pieces.find((piece) => piece.phase.id === phase),
            ),
    })),
    check,
    pull: null,
    files,
    next: check.conclusion === 'success' && pending,
  };
  await writeOutcome(ports.files, folder, landing);
  return landing;
}

/**
 * Green only for a passing review of exactly the tree that landed (github.md G2), and only when what landed before passed its own:
 * the check stands on the tip, and speaks for all of it.
 */
function checkOf(
  review: Review | undefined,
  tree: string | undefined,
  standing: ReviewStanding | undefined,
): Landing['check'] {
  const open = (title: string): Landing['check'] => ({
    conclusion: 'action_required',
    title: title.slice(0, 1_000),
  });
  if (tree === undefined) return open('nothing landed');
  if (review === undefined) return open('not reviewed: there is no review outcome');
  if (review.tree !== tree) return open('not reviewed: the review is of another tree');
  if (review.verdict === 'pass' && standing?.verdict === 'block') {
    return { conclusion: 'failure', title: `an earlier wave is blocked: ${standing.why}`.slice(0, 1_000) };
  }
  if (review.verdict === 'pass' && standing?.verdict === 'none') return open(`not reviewed: ${standing.why}`);
  if (review.verdict === 'pass') return { conclusion: 'success', title: review.why };
  if (review.verdict === 'block') return { conclusion: 'failure', title: review.why };
  return open(`not reviewed: ${review.why}`);
}

/** Where a person finds work that did not land. */
function keptPlace({ plan, folder }: Wave, kept: string | null, piece: Piece | undefined): string | null {
  if (kept !== null) return `${kept} (kept under ${recordRef(plan.id)})`;
  const bundle = piece?.result?.bundle;
  return bundle
    ? `${bundle} in ${folder} (pushed nowhere: it failed scope, secrets or protection)`.slice(0, 1_000)
    : null;
}
