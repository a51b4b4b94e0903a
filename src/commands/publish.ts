/**
 * publish: what the outcomes are worth. A write job: it calls no model and runs nothing foreign. It asks the gate anew, joins
 * the wave again, and lands exactly the tree that verify saw, with the record, in one step. Running it twice changes nothing.
 */
import { join } from 'node:path';
import { fold } from '../lifecycle/fold.ts';
import type { Recorded } from '../lifecycle/record.ts';
import type { Step, StepOf } from '../lifecycle/step.ts';
import { commitMessage } from '../lifecycle/trailers.ts';
import type { Landing } from '../outcomes/landing.ts';
import type { Review } from '../outcomes/review.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import type { Verification } from '../outcomes/verification.ts';
import type { Plan } from '../plan/plan.ts';
import { Fault } from '../ports/fault.ts';
import type { RefUpdate, Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { reviewMarkdown } from '../report/review-markdown.ts';
import { type GatePorts, gateOn } from './gate.ts';
import { needOutcome, tryOutcome, writeOutcome } from './outcome-files.ts';
import { plannedBy } from './planned-by.ts';
import { appendSteps, stepsOf as recordedSteps, recordRef } from './record.ts';
import { gatherPieces, inOrder, joinPieces, type Piece, scheduledPlan } from './wave-work.ts';
import { branchOf, branchRef } from './where.ts';

export type PublishPorts = GatePorts & Pick<Ports, 'files' | 'forge' | 'progress'>;

export async function publish({ folder }: { folder: string }, ports: PublishPorts): Promise<Landing> {
  const schedule = await needOutcome(ports.files, folder, 'schedule');
  const plan = await scheduledPlan(schedule, ports);
  const wave: Wave = {
    folder,
    schedule,
    plan,
    verification: ours(schedule, (await tryOutcome(ports.files, folder, 'verification')).outcome),
    review: ours(schedule, (await tryOutcome(ports.files, folder, 'review')).outcome),
  };
  await using workshop = await ports.git.workshop();
  const pieces = await gatherPieces({ schedule, plan, folder }, workshop, ports);
  if ((await endsOf(schedule, ports)).length < schedule.legs.length)
    await land(wave, pieces, workshop, ports);
  // From here on everything is read back from the record, so that a second publish says the same as the first.
  return await tell(wave, pieces, ports);
}

/** Branch and record move together, or neither does. */
async function land(
  wave: Wave,
  pieces: readonly Piece[],
  workshop: Workshop,
  ports: PublishPorts,
): Promise<void> {
  const { plan } = wave;
  const before = await ports.git.repository.resolve(branchRef(plan.id));
  const decided = await decideEndings(wave, pieces, ports);
  const landed = await landedCommits(wave, decided, before, workshop, ports);
  const steps = stepsOf(wave, decided, landed, ports);
  const moves: RefUpdate[] =
    landed.tip === undefined ? [] : [{ ref: branchRef(plan.id), from: before, to: landed.tip }];
  const keep = [...(landed.tip ? [landed.tip] : []), ...decided.flatMap(({ kept }) => kept ?? [])];
  const said = decided.map(({ piece, outcome }) => `${piece.phase.id} ${outcome}`).join(', ');
  await appendSteps(
    {
      id: plan.id,
      message: `planfile ${plan.id}: ${said}`,
      decide: (record) => {
        requireOwnStarts(wave, record);
        return { steps, moves, keep };
      },
    },
    workshop,
    ports,
  );
}

/** The ends that the record holds of this wave's starts. */
async function endsOf({ plan, legs }: Schedule, ports: Pick<Ports, 'git'>): Promise<StepOf<'end'>[]> {
  const starts = new Set(legs.map(({ start }) => start));
  return recordedSteps((await ports.git.repository.record(plan))?.text)
    .map(({ step }) => step)
    .filter((step): step is StepOf<'end'> => step.type === 'end' && starts.has(step.start));
}

interface Wave {
  folder: string;
  schedule: Schedule;
  plan: Plan;
  verification: Verification | undefined;
  review: Review | undefined;
}

interface Decided {
  piece: Piece;
  outcome: 'done' | 'failed' | 'blocked';
  reason: StepOf<'end'>['reason'];
  message: string;
  /** A commit that does not land and stays reachable under the record; undefined where T21 forbids it. */
  kept: string | undefined;
}

/** An outcome of another run, attempt or nonce is none (trust.md T5). */
function ours<T extends { plan: string; run: string; attempt: number; nonce: string }>(
  schedule: Schedule,
  outcome: T | undefined,
): T | undefined {
  const same =
    outcome !== undefined &&
    outcome.plan === schedule.plan &&
    outcome.run === schedule.run &&
    outcome.attempt === schedule.attempt &&
    outcome.nonce === schedule.nonce;
  return same ? outcome : undefined;
}

async function decideEndings(wave: Wave, pieces: readonly Piece[], ports: PublishPorts): Promise<Decided[]> {
  const { decisions } = await gateOn(wave.plan, wave.schedule, ports);
  return pieces.map((piece): Decided => {
    const kept = piece.keepable && piece.work ? piece.work.commit : undefined;
    const failed = (reason: NonNullable<Decided['reason']>, message: string): Decided => ({
      piece,
      outcome: reason === 'escalated' ? 'blocked' : 'failed',
      reason,
      message,
      kept,
    });
    if (piece.refusal) return failed(piece.refusal.reason, piece.refusal.message);
    const decision = decisions.find(({ phase }) => phase === piece.phase.id);
    if (decision?.decision !== 'approved') {
      return failed('refused', `its approval no longer holds: ${decision?.message ?? 'nobody approved it'}`);
    }
    if (wave.verification === undefined)
      return failed('cancelled', 'the run ended before verify; the work is kept');
    const left = wave.verification.leftOut.find(({ phase }) => phase === piece.phase.id);
    if (left) return failed(left.reason, left.message);
    const passed = wave.verification.passed.find(({ phase }) => phase === piece.phase.id);
    if (passed === undefined || passed.commit !== piece.work?.commit) {
      return failed('error', 'verify did not see this work');
    }
    return { piece, outcome: 'done', reason: null, message: '', kept: undefined };
  });
}

interface Landed {
  /** Undefined: nothing lands. */
  tip: string | undefined;
  commits: Map<string, { commit: string; tree: string }>;
}

/** Joins again, as commits with trailers. Another tree than verify saw, or a head that moved: nothing lands. */
async function landedCommits(
  wave: Wave,
  decided: readonly Decided[],
  before: string | undefined,
  workshop: Workshop,
  ports: PublishPorts,
): Promise<Landed> {
  const landed: Landed = { tip: undefined, commits: new Map() };
  const pieces = decided.filter(({ outcome }) => outcome === 'done').map(({ piece }) => piece);
  if (pieces.length === 0 || wave.verification === undefined) return landed;
  const head = before ?? wave.schedule.base;
  if (head !== wave.verification.head) {
    throw new Fault(
      'undecided',
      'head-moved',
      `branch ${branchOf(wave.plan.id)} moved since verify joined the wave`,
      'Run verify, review and publish again.',
    );
  }
  const joined = await joinPieces(pieces, { base: wave.schedule.base, head }, workshop);
  const seen = wave.verification.passed;
  const same = joined.tree === wave.verification.tree && seen.length === joined.steps.length;
  if (!same || joined.steps.some(({ tree }, i) => tree !== seen[i]?.tree)) {
    throw new Fault(
      'undecided',
      'tree-differs',
      'joined again, the wave gives another tree than verify saw',
      'Run verify, review and publish again.',
    );
  }
  const planner = await plannedBy(wave.plan, wave.schedule.planCommit, ports);
  let tip = head;
  for (const { piece, tree } of joined.steps) {
    const model = modelOf(piece);
    tip = await workshop.commit({
      tree,
      parents: [tip],
      message: commitMessage({
        subject: `${piece.phase.id}: ${piece.phase.title}`,
        body: piece.result?.summary ?? '',
        trailers: {
          plan: wave.plan.path,
          digest: piece.phase.digest,
          phase: piece.phase.id,
          plannedBy: planner,
          implementedBy: model,
          approvedBy: wave.schedule.legs.find(({ phase }) => phase === piece.phase.id)?.approvedBy ?? [],
        },
      }),
      author: { name: model, email: 'noreply@planfile.invalid' },
      at: ports.clock.now().toISOString(),
    });
    landed.commits.set(piece.phase.id, { commit: tip, tree });
  }
  landed.tip = tip;
  return landed;
}

/** The model as the endpoint answered; never left out (design.md §3). */
const modelOf = (piece: Piece): string =>
  piece.result?.usage.find(({ role }) => role === 'executor')?.model ?? 'unknown model';

function stepsOf(wave: Wave, decided: readonly Decided[], landed: Landed, ports: PublishPorts): Step[] {
  const at = ports.clock.now().toISOString();
  const steps: Step[] = decided.map(({ piece, outcome, reason, message, kept }) => {
    const { commit, tree } = landed.commits.get(piece.phase.id) ?? { commit: kept ?? null, tree: null };
    return {
      type: 'end',
      key: ports.clock.nonce(),
      at,
      phase: piece.phase.id,
      digest: piece.phase.digest,
      start: piece.start,
      outcome,
      reason,
      message: message.slice(0, 20_000),
      commit,
      tree,
      verified: outcome === 'done',
      turns: piece.result?.turns ?? 0,
      seconds: piece.result?.seconds ?? 0,
      usage: piece.result?.usage ?? [],
    };
  });
  const { review } = wave;
  if (review && landed.tip !== undefined) {
    const count = (severity: string) =>
      review.findings.filter((finding) => finding.severity === severity).length;
    steps.push({
      type: 'review',
      key: ports.clock.nonce(),
      at,
      tree: review.tree,
      verdict: review.verdict,
      why: review.why,
      model: review.model,
      findings: {
        blocker: count('blocker'),
        major: count('major'),
        minor: count('minor'),
        nit: count('nit'),
      },
      phases: [...landed.commits.keys()],
      unmet: [...new Set(review.criteria.filter(({ met }) => !met).map(({ phase }) => phase))],
      usage: review.usage,
    });
  }
  return steps;
}

/** The record must hold the starts that this wave claims, still running: otherwise it is somebody else's by now. */
function requireOwnStarts({ schedule, plan }: Wave, record: readonly Recorded[]): void {
  for (const leg of schedule.legs) {
    const start = record.find(({ step }) => step.key === leg.start)?.step;
    const own =
      start?.type === 'start' &&
      start.phase === leg.phase &&
      start.digest === leg.digest &&
      start.holder.nonce === schedule.nonce;
    if (!own)
      throw new Fault(
        'refused',
        'start-unknown',
        `the record of ${plan.id} has no such start of ${leg.phase}`,
        'Schedule again.',
      );
    const ended = record.some(({ step }) => step.type === 'end' && step.start === leg.start);
    if (ended)
      throw new Fault(
        'refused',
        'start-ended',
        `this start of ${leg.phase} has ended already`,
        'Nothing to do: planfile status.',
      );
  }
}

/** What people see of it: the check, the review as text, the landing outcome. */
async function tell(wave: Wave, pieces: readonly Piece[], ports: PublishPorts): Promise<Landing> {
  const { plan, schedule, review, folder } = wave;
  const ends = await endsOf(schedule, ports);
  const done = inOrder(plan).flatMap(({ id }) =>
    ends.filter(({ phase, outcome }) => phase === id && outcome === 'done'),
  );
  const last = done.at(-1);
  const check = checkOf(review, last?.tree ?? undefined);
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
  const stored = await ports.git.repository.record(plan.id);
  const pending = fold(plan, recordedSteps(stored?.text)).phases.some(({ state }) => state === 'pending');
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

/** Green only for a passing review of exactly the tree that landed (github.md G2). */
function checkOf(review: Review | undefined, tree: string | undefined): Landing['check'] {
  const open = (title: string): Landing['check'] => ({
    conclusion: 'action_required',
    title: title.slice(0, 1_000),
  });
  if (tree === undefined) return open('nothing landed');
  if (review === undefined) return open('not reviewed: there is no review outcome');
  if (review.tree !== tree) return open('not reviewed: the review is of another tree');
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
