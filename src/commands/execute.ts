/**
 * execute: one approved phase, built by the executor. A model job: it has the key, no token that can write, and model-written
 * code runs in the sandbox only. Whatever happens, it yields its work and its reason (design.md §3).
 */
import { join } from 'node:path';
import { matches } from '../outcomes/paths.ts';
import type { Result } from '../outcomes/result.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { type Scope, scopeFailure, scopeOf } from '../outcomes/scope.ts';
import { findSecrets } from '../outcomes/secrets.ts';
import type { Phase } from '../plan/plan.ts';
import type { InForce } from '../policy/inforce.ts';
import { Fault } from '../ports/fault.ts';
import type { Snapshot, Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import type { Box } from '../ports/sandbox.ts';
import { buildPhase, type SessionEnd } from '../session/execute.ts';
import { bundleName, needOutcome, writeOutcome } from './outcome-files.ts';
import { policyAt } from './policy.ts';
import { readyBox, requireSandbox } from './ready-box.ts';
import { scheduledPlan } from './wave-work.ts';

export type ExecutePorts = Pick<
  Ports,
  'git' | 'model' | 'person' | 'sandbox' | 'folders' | 'files' | 'clock' | 'progress'
>;

export interface ExecuteAsk {
  folder: string;
  phase: string;
  signal?: AbortSignal | undefined;
}

/** Builds a phase of the wave. Throws only before a token is spent; afterwards every ending is a result. */
export async function execute(
  { folder, phase: id, signal }: ExecuteAsk,
  ports: ExecutePorts,
): Promise<{ result: Result; fault: Fault | null }> {
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
  const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports, phase);
  ports.model.requireCredentials();
  await requireSandbox(ports, policy);

  await using workshop = await ports.git.workshop();
  await using temporary = await ports.folders.temporary(`execute-${id}`);
  const tree = join(temporary.path, 'tree');
  await workshop.exportTree(schedule.base, tree);

  const work: Work = { folder, schedule, phase, inForce, tree, workshop, approvedBy: leg.approvedBy };
  const box = await readyBox({ tree, writable: true, paths: phase.paths, inForce, signal }, ports);
  let end: SessionEnd;
  try {
    await requireCleanSetUp(work, box, ports);
    end = await converse(work, box, signal, ports);
  } finally {
    await box[Symbol.asyncDispose]();
  }
  const result = await yieldOf(work, end, ports);
  await writeOutcome(ports.files, folder, result, id);
  return { result, fault: end.fault };
}

interface Work {
  folder: string;
  schedule: Schedule;
  phase: Phase;
  inForce: InForce;
  tree: string;
  workshop: Workshop;
  approvedBy: readonly string[];
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
  signal: AbortSignal | undefined,
  ports: ExecutePorts,
): Promise<SessionEnd> {
  const { repository } = ports.git;
  const entries = await repository.entries(work.schedule.base);
  return buildPhase(
    {
      phase: work.phase,
      inForce: work.inForce,
      approvedBy: work.approvedBy,
      box,
      entries: entries.map(({ path, size }) => ({ path, bytes: size })),
      instructions: await agentInstructions(work, ports),
      signal,
    },
    ports,
  );
}

/** Agent instruction files come from the default branch, whatever the branch that is built on says (trust.md T1). */
const INSTRUCTION_FILES = ['AGENTS.md', 'CLAUDE.md'];
const INSTRUCTIONS_MOST = 20_000;

async function agentInstructions(
  { schedule }: Work,
  { git }: Pick<Ports, 'git'>,
): Promise<{ path: string; text: string }[]> {
  if (schedule.policyCommit === null) return [];
  const found = [];
  for (const path of INSTRUCTION_FILES) {
    const bytes = await git.repository.read(schedule.policyCommit, path);
    if (bytes) found.push({ path, text: new TextDecoder().decode(bytes).slice(0, INSTRUCTIONS_MOST) });
  }
  return found;
}

const importWork = ({ workshop, tree, schedule, phase, inForce }: Work): Promise<Snapshot> =>
  workshop.importTree(tree, schedule.base, {
    keepIgnored: (path) => matches(path, phase.paths),
    maxFiles: inForce.limits.files,
    maxBytes: inForce.limits.bytes,
  });

/** Commit and bundle from bytes, scope, secrets; and what the session said. */
async function yieldOf(work: Work, end: SessionEnd, ports: ExecutePorts): Promise<Result> {
  const { schedule, phase, workshop } = work;
  let snapshot: Snapshot;
  try {
    snapshot = await importWork(work);
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    // What the session left behind cannot even be read as a tree of files: that is its outcome, and it is paid for.
    return { ...facts(work, end), outcome: 'failed', reason: 'scope', message: fault.message };
  }
  const scope = scopeOf({ changes: snapshot.changes, paths: phase.paths });
  const secrets = await secretsIn(snapshot, workshop);
  const failure =
    scopeFailure(scope) ??
    (secrets.length > 0 ? `holds what looks like a secret: ${secrets.join(', ')}` : undefined);

  const changed = snapshot.changes.length > 0;
  const commit = changed
    ? await workshop.commit({
        tree: snapshot.tree,
        parents: [schedule.base],
        message: `${phase.id}: ${phase.title}\n`,
        author: { name: end.model ?? 'planfile', email: 'noreply@planfile.invalid' },
        at: ports.clock.now().toISOString(),
      })
    : null;
  const bundle = commit === null ? null : bundleName(phase.id);
  if (commit !== null && bundle !== null) {
    await workshop.writeBundle(join(work.folder, bundle), commit, schedule.base, schedule.nonce);
  }
  const failed = failure !== undefined;
  return {
    ...facts(work, end),
    outcome: failed && end.outcome === 'built' ? 'failed' : end.outcome,
    reason: failed && end.outcome === 'built' ? 'scope' : end.reason,
    message: failed ? `${failure}. ${end.message}`.trim() : end.message,
    commit,
    bundle,
    landable: !failed,
    changes: snapshot.changes.map(({ path, kind }) => ({ path, kind })),
    ...lists(scope),
    leftOut: snapshot.leftOut.slice(0, 1_000),
  };
}

const facts = ({ schedule, phase }: Work, end: SessionEnd): Result => ({
  planfile: 1,
  kind: 'result',
  plan: schedule.plan,
  run: schedule.run,
  attempt: schedule.attempt,
  nonce: schedule.nonce,
  phase: phase.id,
  digest: phase.digest,
  base: schedule.base,
  outcome: end.outcome,
  reason: end.reason,
  message: end.message,
  commit: null,
  bundle: null,
  landable: false,
  changes: [],
  outside: [],
  protected: [],
  unlocked: [],
  selfVerified: [],
  leftOut: [],
  verify: end.verify,
  rounds: end.rounds,
  summary: end.summary,
  deviations: end.deviations,
  escalation: end.escalation,
  turns: end.turns,
  seconds: end.seconds,
  usage: end.usage,
  notes: end.notes,
});

const lists = ({ outside, protected: locked, unlocked, selfVerified }: Scope) => ({
  outside,
  protected: locked,
  unlocked,
  selfVerified,
});

/** Paths whose new bytes hold something that looks like a secret (T21). */
async function secretsIn({ tree, changes }: Snapshot, workshop: Workshop): Promise<string[]> {
  const found: string[] = [];
  for (const { path, kind } of changes) {
    if (kind === 'removed') continue;
    const bytes = await workshop.objects.read(tree, path);
    if (bytes && findSecrets(new TextDecoder().decode(bytes)).length > 0) found.push(path);
  }
  return found;
}
