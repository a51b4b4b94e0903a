/** A piece of work, from the tree that a session left to the result that stands for it: commit, bundle, scope, secrets. */
import { basename, join } from 'node:path';
import { commitSubject, phaseSubject } from '../lifecycle/trailers.ts';
import type { Mend } from '../outcomes/mend.ts';
import { matches } from '../outcomes/paths.ts';
import type { Result } from '../outcomes/result.ts';
import type { Schedule } from '../outcomes/schedule.ts';
import { type Scope, scopeFailure, scopeOf } from '../outcomes/scope.ts';
import { findSecrets } from '../outcomes/secrets.ts';
import type { Phase, Plan } from '../plan/plan.ts';
import type { InForce } from '../policy/inforce.ts';
import { Fault } from '../ports/fault.ts';
import type { Snapshot, Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { withoutSecrets } from '../report/redact.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import type { Packed } from '../session/documents.ts';
import type { SessionEnd } from '../session/execute.ts';
import { bundleName } from './outcome-files.ts';

export interface Work {
  /** Of the wave's outcomes. */
  folder: string;
  schedule: Schedule;
  plan: Plan;
  phase: Phase;
  inForce: InForce;
  /** The exported tree. */
  tree: string;
  workshop: Workshop;
  approvedBy: readonly string[];
  /** Puts the tree beside the outcomes as it is, and says where: for what cannot become a commit. */
  keepTree(): Promise<string>;
  /** Taken so far. */
  checkpoints: number;
  /** What a person gave along. */
  documents: readonly Packed[];
  /** What a person sends back of what the phase has built; none: it is built for the first time. */
  mends: readonly Mend[];
  /** Paths that a verify command wrote outside of the phase's: no work of the executor, and never taken for it. */
  litter: Set<string>;
  /** What stood in the tree before the verify that is running, or passed: what lands. */
  settled: Snapshot | undefined;
  /** Takes the secrets of this process out of a text. */
  redact(text: string): string;
  /** Where what was said is kept, by file name in the folder. */
  transcript: string | null;
}

/** The tree as bytes, on the base. The box over it must be dead. */
export const importWork = ({ workshop, tree, schedule, phase, inForce, litter }: Work): Promise<Snapshot> =>
  workshop.importTree(tree, schedule.base, {
    keepIgnored: (path) => matches(path, phase.paths),
    asInBase: (path) => litter.has(path),
    maxFiles: inForce.limits.files,
    maxBytes: inForce.limits.bytes,
  });

/** Commit and bundle from bytes, scope, secrets; and what the session said, without secrets. */
export const resultOf = async (
  work: Work,
  end: SessionEnd,
  ports: Pick<Ports, 'clock'>,
  bundleFile = bundleName(work.phase.id),
): Promise<Result> => redactOutcome(await madeOf(work, end, ports, bundleFile), work.redact);

async function madeOf(
  work: Work,
  end: SessionEnd,
  ports: Pick<Ports, 'clock'>,
  bundleFile: string,
): Promise<Result> {
  const { schedule, phase, workshop } = work;
  let snapshot: Snapshot;
  try {
    snapshot = work.settled ?? (await importWork(work));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    // What the session left behind cannot even be read as a tree of files: that is its outcome, and it is paid for.
    const kept = await work.keepTree();
    return {
      ...facts(work, end),
      outcome: 'failed',
      reason: 'scope',
      keptTree: basename(kept),
      message: `${sentence(fault.message)} The tree is kept at ${kept}, with another name for every .git; look at it with care.`,
    };
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
        message: `${commitSubject(phaseSubject(phase, work.mends.length))}\n`,
        author: { name: end.model ?? 'planfile', email: 'noreply@planfile.invalid' },
        at: ports.clock.now().toISOString(),
      })
    : null;
  const bundle = commit === null ? null : bundleFile;
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

/** A session that could not begin has a result as well: why, and that nothing was paid for. */
export function withoutSession(work: Work, fault: Fault, seconds: number): Result {
  const end: SessionEnd = {
    outcome: 'failed',
    reason: reasonOf(fault),
    message: `${fault.message}. ${fault.fix}`,
    fault,
    summary: '',
    deviations: [],
    escalation: null,
    verify: [],
    rounds: 0,
    model: null,
    turns: 0,
    seconds,
    usage: [],
    consults: 0,
    timeline: [],
    notes: [],
  };
  return redactOutcome(facts(work, end), work.redact);
}

/** A session whose work could not be read for a reason that lies outside of it. */
export const withoutWork = (work: Work, end: SessionEnd, fault: Fault): Result =>
  redactOutcome(
    {
      ...facts(work, end),
      outcome: 'failed',
      reason: reasonOf(fault),
      message: `${fault.message}. ${fault.fix}`,
    },
    work.redact,
  );

function reasonOf({ kind, code }: Fault): Result['reason'] {
  if (kind === 'cancelled') return 'cancelled';
  if (kind === 'service') return 'crashed';
  if (code === 'budget-used-up') return 'budget';
  return kind === 'refused' ? 'refused' : 'error';
}

const facts = ({ schedule, phase, checkpoints, documents, transcript }: Work, end: SessionEnd): Result => ({
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
  consults: end.consults,
  checkpoints,
  context: documents.map(({ path, sha256, length, told }) => ({ path, sha256, length, told })),
  transcript,
  keptTree: null,
  timeline: end.timeline,
  turns: end.turns,
  seconds: end.seconds,
  usage: end.usage,
  notes: end.notes,
});

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

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
    if (findSecrets(path).length > 0) {
      found.push(withoutSecrets(path));
      continue;
    }
    const bytes = await workshop.objects.read(tree, path);
    if (bytes && findSecrets(new TextDecoder().decode(bytes)).length > 0) found.push(path);
  }
  return found;
}
