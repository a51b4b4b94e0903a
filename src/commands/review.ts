/**
 * review: the reviewer reads the joined tree and its diff against the plan. A model job that may not write; `publish` applies
 * what it yields, also when it yields nothing. What fails here still is an outcome, with the verdict `none`.
 */
import { join } from 'node:path';
import type { UsageLine } from '../outcomes/header.ts';
import type { Review } from '../outcomes/review.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { scopeOf } from '../outcomes/scope.ts';
import { addUsage } from '../outcomes/usage.ts';
import type { Verification } from '../outcomes/verification.ts';
import { Fault, unforeseen } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { addedLines } from '../review/added.ts';
import { fingerprint } from '../review/fingerprint.ts';
import { programFindings } from '../review/program.ts';
import { verdictOf } from '../review/verdict.ts';
import { reviewChange } from '../session/review.ts';
import { needOutcome, tryOutcome, writeOutcome } from './outcome-files.ts';
import { policyAt } from './policy.ts';
import { readyBox, requireSandbox } from './ready-box.ts';
import { gatherPieces, joinPieces, scheduledPlan } from './wave-work.ts';

export type ReviewPorts = Pick<
  Ports,
  'git' | 'model' | 'person' | 'sandbox' | 'folders' | 'files' | 'clock' | 'progress'
>;

export async function review(
  { folder, signal }: { folder: string; signal?: AbortSignal | undefined },
  ports: ReviewPorts,
): Promise<{ review: Review; fault: Fault | null }> {
  const schedule = await needOutcome(ports.files, folder, 'schedule');
  const verification = await needOutcome(ports.files, folder, 'verification');
  const blank = { ...blankReview(schedule, verification), usage: await paidBefore(schedule, folder, ports) };
  const redact = (text: string) => ports.model.redact(text);
  let outcome: Review;
  let ended: Fault | null;
  try {
    const { said, fault } = await read({ folder, schedule, verification, signal }, ports);
    const usage = addUsage([...blank.usage, ...(said.usage ?? [])]);
    outcome = redactOutcome({ ...blank, ...said, usage }, redact);
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

interface Ask {
  folder: string;
  schedule: Schedule;
  verification: Verification;
  signal: AbortSignal | undefined;
}

async function read(
  { folder, schedule, verification, signal }: Ask,
  ports: ReviewPorts,
): Promise<{ said: Partial<Review>; fault: Fault | null }> {
  const plan = await scheduledPlan(schedule, ports);
  const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports);
  const landed = verification.passed.map(({ phase }) => phase);
  if (landed.length === 0) {
    return { said: { why: 'nothing passed verify, so there is nothing to review' }, fault: null };
  }
  ports.model.requireCredentials();
  await requireSandbox(ports, policy);

  await using workshop = await ports.git.workshop();
  const pieces = (await gatherPieces({ schedule, plan, folder }, workshop, ports)).filter(({ phase }) =>
    landed.includes(phase.id),
  );
  const joined = await joinPieces(pieces, verification, workshop);
  if (joined.tree !== verification.tree) {
    throw new Fault(
      'undecided',
      'tree-differs',
      `joined again, the wave gives another tree than verify saw`,
      'Run verify again.',
    );
  }
  await using temporary = await ports.folders.temporary('review');
  const tree = join(temporary.path, 'tree');
  await workshop.exportTree(joined.tree, tree);
  const diff = await workshop.objects.diff(verification.head, joined.tree);

  await using box = await readyBox({ tree, writable: false, inForce }, ports);
  const phases = pieces.map(({ phase }) => phase);
  const said = await reviewChange({ phases, inForce, box, diff, signal }, ports);

  const scopes = await Promise.all(
    pieces.map(async ({ phase, work }) =>
      scopeOf({
        changes: work ? await workshop.objects.changes(schedule.base, work.commit) : [],
        paths: phase.paths,
      }),
    ),
  );
  const findings = [
    ...said.findings.map((finding) => ({
      ...finding,
      fingerprint: fingerprint(finding),
      by: 'model' as const,
    })),
    ...programFindings({
      unlocked: scopes.flatMap(({ unlocked }) => unlocked),
      selfVerified: scopes.flatMap(({ selfVerified }) => selfVerified),
      added: addedLines(diff),
    }),
  ];
  const verdict =
    said.end === 'reviewed'
      ? verdictOf({
          findings,
          criteria: said.criteria,
          expected: phases.map(({ id, criteria }) => ({ phase: id, criteria: criteria.length })),
          blocking: policy.review.blocking,
          unread: said.unread,
        })
      : { verdict: 'none' as const, why: oneLine(said.message) };
  return {
    fault: said.fault,
    said: {
      ...verdict,
      cause: said.end === 'reviewed' ? null : said.end,
      summary: said.summary,
      findings,
      criteria: said.criteria,
      model: said.model,
      turns: said.turns,
      seconds: said.seconds,
      usage: said.usage,
    },
  };
}

const blankReview = (schedule: Schedule, verification: Verification): Review => ({
  planfile: 1,
  kind: 'review',
  plan: schedule.plan,
  run: schedule.run,
  attempt: schedule.attempt,
  nonce: schedule.nonce,
  tree: verification.tree,
  base: verification.head,
  verdict: 'none',
  why: 'not reviewed',
  cause: null,
  summary: '',
  findings: [],
  criteria: [],
  model: null,
  turns: 0,
  seconds: 0,
  usage: [],
});

const causeOf = (fault: Fault): Review['cause'] =>
  fault.kind === 'credentials' ? 'credentials' : fault.kind === 'cancelled' ? 'cancelled' : 'service';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);
