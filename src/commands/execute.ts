/**
 * execute: one approved phase, built by the executor. A model job: it has the key, no token that can write, and model-written
 * code runs in the sandbox only. Whatever happens, it yields its work and its reason (design.md §3).
 */
import { join } from 'node:path';
import { fold } from '../lifecycle/fold.ts';
import type { Result } from '../outcomes/result.ts';
import { type SessionBudget, withinTheRest } from '../policy/inforce.ts';
import { Fault, unforeseen } from '../ports/fault.ts';
import type { Ports } from '../ports/ports.ts';
import type { Box } from '../ports/sandbox.ts';
import { buildPhase, type SessionEnd } from '../session/execute.ts';
import { type Transcript, transcript } from '../session/transcript.ts';
import { type HandingOut, handingOut, takeCheckpoint } from './checkpoint.ts';
import { contextDocuments, introduction } from './introduction.ts';
import { requireOpenStart } from './open-start.ts';
import { needOutcome, transcriptName, treeName, writeOutcome } from './outcome-files.ts';
import { policyAt } from './policy.ts';
import { readyBox, requireSandbox } from './ready-box.ts';
import { stepsOf } from './record.ts';
import { treeWatch } from './tree-watch.ts';
import { scheduledPlan } from './wave-work.ts';
import { importWork, resultOf, type Work, withoutSession, withoutWork } from './work.ts';

export type ExecutePorts = Pick<
  Ports,
  'git' | 'model' | 'person' | 'sandbox' | 'folders' | 'files' | 'clock' | 'progress' | 'checkpoints'
>;

export interface ExecuteAsk {
  folder: string;
  phase: string;
  /** Documents that go along, from this folder. */
  context?: { paths: readonly string[]; cwd: string } | undefined;
  signal?: AbortSignal | undefined;
}

export interface Executed {
  result: Result;
  fault: Fault | null;
  /** What its cost is shown beside. */
  against: { planner: string; usd: number };
}

/** Builds a phase of the wave. Once the wave and the phase are known to fit, every ending is a result, a fault included. */
export async function execute(
  { folder, phase: id, context, signal }: ExecuteAsk,
  ports: ExecutePorts,
): Promise<Executed> {
  const schedule = await needOutcome(ports.files, folder, 'schedule');
  const plan = await scheduledPlan(schedule, ports);
  const leg = schedule.legs.find(({ phase }) => phase === id);
  const phase = plan.phases.find((phase) => phase.id === id);
  if (leg === undefined || phase === undefined) {
    const started = schedule.legs.map(({ phase }) => phase).join(', ') || 'none';
    throw new Fault(
      'usage',
      'phase-not-scheduled',
      `phase ${id} was not started in this wave (started: ${started})`,
      `planfile schedule ${plan.id}`,
    );
  }
  await requireOpenStart(schedule, leg, ports);
  const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports, phase);
  const against = { planner: inForce.planner.model, usd: inForce.budget.usd };
  await using workshop = await ports.git.workshop();
  await using temporary = await ports.folders.temporary(`execute-${id}`);
  const tree = join(temporary.path, 'tree');
  const work: Work = {
    folder,
    schedule,
    plan,
    phase,
    inForce,
    tree,
    workshop,
    approvedBy: leg.approvedBy,
    keepTree: async () => {
      const kept = join(folder, treeName(id));
      await ports.folders.keep(tree, kept);
      return kept;
    },
    checkpoints: 0,
    documents: [],
    mends: leg.mends ?? [],
    litter: new Set(),
    settled: undefined,
    redact: (text) => ports.model.redact(text),
    transcript: inForce.transcripts === 'keep' ? transcriptName(id) : null,
  };
  const handing = handingOut(ports);
  const said = work.transcript === null ? undefined : transcript((text) => ports.model.redact(text));
  const began = ports.clock.elapsed();
  let end: SessionEnd;
  try {
    ports.model.requireCredentials();
    work.documents = await contextDocuments(context?.paths ?? [], context?.cwd ?? '', ports);
    const commands = [...inForce.setup.commands, ...phase.verify];
    await both(requireSandbox(ports, policy, commands), workshop.exportTree(schedule.base, tree));
    end = await build(work, { handing, said }, signal, ports);
  } catch (thrown) {
    const fault = unforeseen(thrown);
    const result = withoutSession(work, fault, (ports.clock.elapsed() - began) / 1_000);
    await writeOutcome(ports.files, folder, result, id);
    return { result, fault, against };
  }
  if (said && work.transcript) await ports.files.write(join(folder, work.transcript), said.text());
  let { fault } = end;
  let result: Result;
  try {
    result = await resultOf(work, end, ports);
  } catch (thrown) {
    // The session is paid for: what it took and said is told, whatever became of its work.
    fault = unforeseen(thrown);
    result = withoutWork(work, end, fault);
  }
  const path = await writeOutcome(ports.files, folder, result, id);
  // Whoever asked us to end may not let a later step run: what there is goes out now.
  if (signal?.aborted)
    handing.add(`checkpoint-${id}-last`, [path, ...(result.bundle ? [join(folder, result.bundle)] : [])]);
  await handing.finished(signal?.aborted ? HAND_OUT_MOST.asked : HAND_OUT_MOST.done);
  return { result, fault, against };
}

/**
 * What handing out may still take after the end, in ms: a forge that stands still must not hold up the outcome. Whom a runner asks to
 * end has ten seconds in all, session and outcome included.
 */
const HAND_OUT_MOST = { done: 10_000, asked: 3_000 };

/** When both have ended: what one of them works on is not taken away because the other failed. */
async function both(first: Promise<void>, second: Promise<void>): Promise<void> {
  await Promise.allSettled([first, second]);
  await first;
  await second;
}

/** What is kept of a session while it works. */
interface Keeping {
  handing: HandingOut;
  said: Transcript | undefined;
}

/** The session, over a box that is dead when this returns: only then may the tree be read (trust.md T13). */
async function build(
  work: Work,
  keeping: Keeping,
  signal: AbortSignal | undefined,
  ports: ExecutePorts,
): Promise<SessionEnd> {
  const { tree, phase, inForce } = work;
  await using box = await readyBox({ tree, writable: true, paths: phase.paths, inForce, signal }, ports);
  await requireCleanSetUp(work, box, ports);
  return await converse(work, box, keeping, signal, ports);
}

/** Set-up that changes what git tracks would be taken for the phase's own work: said now, before money is spent. */
async function requireCleanSetUp(work: Work, box: Box, ports: ExecutePorts): Promise<void> {
  if (work.inForce.setup.commands.length === 0) return;
  await box.stop();
  const { changes } = await importWork(work);
  if (changes.length === 0) return;
  const paths = changes.slice(0, 5).map(({ path }) => path);
  ports.progress.note(`set-up changed ${paths.join(', ')}`);
  throw new Fault(
    'configuration',
    'setup-changes-files',
    `the policy's set-up changes files that .gitignore does not name: ${paths.join(', ')}`,
    'Ignore them, or choose a set-up that leaves the tree as it is (npm ci, not npm install).',
  );
}

async function converse(
  work: Work,
  box: Box,
  { handing, said }: Keeping,
  signal: AbortSignal | undefined,
  ports: ExecutePorts,
): Promise<SessionEnd> {
  const { base, policyCommit } = work.schedule;
  const [budget, told] = await Promise.all([
    restOf(work, ports),
    introduction({ base, trusted: policyCommit, documents: work.documents }, ports),
  ]);
  return buildPhase(
    {
      phase: work.phase,
      inForce: { ...work.inForce, budget },
      approvedBy: work.approvedBy,
      box,
      tree: treeWatch(work, box),
      ...told,
      mends: work.mends,
      signal,
      transcript: said,
      checkpoint: (end) => takeCheckpoint(work, end, handing, ports),
    },
    ports,
  );
}

/**
 * What this session may take of what plan and run have left (trust.md T23). The sessions of a wave do not know of each other, so
 * each gets its share.
 */
async function restOf(
  { plan, phase, mends, schedule, inForce }: Work,
  { git }: Pick<Ports, 'git'>,
): Promise<SessionBudget> {
  const record = stepsOf((await git.repository.record(plan.id))?.text);
  const ofRun = new Set(
    record.flatMap(({ step }) =>
      step.type === 'start' && step.holder.run === schedule.run ? [step.key] : [],
    ),
  );
  const runUsd = record
    .flatMap(({ step }) => (step.type === 'end' && ofRun.has(step.start) ? step.usage : []))
    .reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  const state = fold(plan, record);
  // A fix goes on with what people said that the phase may cost.
  const phaseUsd = mends.length === 0 ? 0 : state.phases.find((track) => track.phase === phase.id)?.spentUsd;
  const rest = withinTheRest(
    inForce,
    { planUsd: state.spentUsd, runUsd, phaseUsd: phaseUsd ?? 0 },
    schedule.legs.length,
  );
  if (rest !== undefined) return rest;
  throw new Fault(
    'refused',
    'budget-used-up',
    'the money of this plan, of this run, or of the phase that is to be mended, is used up',
    'budget.usd of the plan, budget.plan.usd and budget.run.usd of the policy.',
  );
}
