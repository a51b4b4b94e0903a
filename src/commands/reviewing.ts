/**
 * A change under review, wherever it comes from: a wave's joined tree, a branch, a working tree. Here stands what every review
 * reads, what it may leave out, and how what was said becomes an outcome. Nothing of it is asked of the change itself.
 */
import { join } from 'node:path';
import type { Finding, Review, Since } from '../outcomes/review.ts';
import type { Phase } from '../plan/plan.ts';
import type { InForce } from '../policy/inforce.ts';
import type { Policy } from '../policy/schema.ts';
import type { Fault } from '../ports/fault.ts';
import type { Workshop } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import type { FileDiff } from '../review/diff.ts';
import { fingerprint } from '../review/fingerprint.ts';
import type { LeftOut } from '../review/left-out.ts';
import { type ProgramGuard, programFindings, programGuards } from '../review/program.ts';
import { type VerdictGuard, verdictGuards, verdictOf } from '../review/verdict.ts';
import type { Packed } from '../session/documents.ts';
import { type ReviewSaid, reviewChange } from '../session/review.ts';
import { transcript } from '../session/transcript.ts';
import { lookThrough } from './program-look.ts';
import { readyBox } from './ready-box.ts';

export interface ReviewedChange {
  workshop: Workshop;
  /** A commit, and the tree that it is compared with. */
  base: string;
  tree: string;
  /** Phases of one plan whose work is in the tree; none: the change belongs to no plan. */
  phases: readonly Phase[];
  policy: Policy;
  inForce: InForce;
  /** Whose attributes count: the default branch's commit (trust.md T1). Null: there is none. */
  policyCommit: string | null;
  /** Of what belongs to no plan: a pass on another base, proved to stand in for the change, and what the base changed, which is read. */
  passed?: { since: Since; delta: readonly FileDiff[] } | undefined;
  /** What a person gave along. */
  documents: readonly Packed[];
  /** Where what is said is written, if the policy has it kept; without a place it is not. */
  transcript?: string | undefined;
  signal?: AbortSignal | undefined;
}

export type ReviewingPorts = Pick<
  Ports,
  'git' | 'model' | 'person' | 'sandbox' | 'folders' | 'files' | 'clock' | 'progress'
>;

/** What of a review outcome follows from the change; the rest says whose it is. */
export type Judged = Omit<
  Review,
  'planfile' | 'kind' | 'plan' | 'run' | 'attempt' | 'nonce' | 'tree' | 'base' | 'head'
>;

/** What stands between a change that talks and a green check; lists, so that a test can show what each of them stops. */
export interface ReviewGuards {
  program: Readonly<Record<string, ProgramGuard>>;
  verdict: Readonly<Record<string, VerdictGuard>>;
  /** Bytes of a diff that are looked through, where not the usual (program-look.ts). */
  most?: number;
}
export const reviewGuards: ReviewGuards = { program: programGuards, verdict: verdictGuards };

export async function judge(
  change: ReviewedChange,
  ports: ReviewingPorts,
  guards: ReviewGuards = reviewGuards,
): Promise<{ judged: Judged; fault: Fault | null }> {
  const { workshop, policy, inForce, phases, passed, documents, signal } = change;
  const { program, most } = guards;
  const limits = { guards: program, ...(most === undefined ? {} : { most }) };
  const look = await lookThrough(change, workshop.objects, ports, limits);
  if ('tooLarge' in look)
    return { fault: null, judged: { ...nothingJudged, why: look.tooLarge, cause: 'unread' } };
  const { facts, findings: own, leftOut: left } = look;
  const diff = facts.files;
  const [leak] = guards.program.secrets ? programFindings(facts, [guards.program.secrets]) : [];
  if (leak !== undefined) {
    // It blocks in any case: what it holds need not go to a model service for that.
    const why = oneLine(`${leak.claim} (${leak.evidence}): nothing was sent to a model`);
    return {
      fault: null,
      judged: { ...nothingJudged, verdict: 'block', why, findings: [...own], leftOut: namedOnce(left) },
    };
  }

  await using temporary = await ports.folders.temporary('review');
  const tree = join(temporary.path, 'tree');
  await workshop.exportTree(change.tree, tree);
  await using box = await readyBox({ tree, writable: false, inForce }, ports);
  const heard = inForce.transcripts === 'keep' ? transcript((text) => ports.model.redact(text)) : undefined;
  const said = await reviewChange(
    {
      phases,
      inForce,
      box,
      diff,
      leftOut: whyOf(left),
      base: passed?.delta,
      documents,
      secondLook: policy.review.secondLook,
      transcript: heard,
      signal,
    },
    ports,
  ).finally(async () => {
    // Also of a review that came to nothing.
    if (heard && change.transcript) await ports.files.write(change.transcript, heard.text());
  });
  const findings: Finding[] = [
    ...own,
    ...said.findings.map((finding) => ({
      ...finding,
      fingerprint: fingerprint(finding),
      by: 'model' as const,
    })),
  ];
  return {
    fault: said.fault,
    judged: {
      ...(passed ? { since: passed.since } : {}),
      ...verdict(said, findings, change, Object.values(guards.verdict)),
      summary: said.summary,
      findings,
      criteria: said.criteria,
      leftOut: namedOnce(left),
      unread: said.unread.slice(0, 10_000),
      context: documents.map(({ path, sha256, length, told }) => ({ path, sha256, length, told })),
      notes: said.notes,
      model: said.model,
      turns: said.turns,
      seconds: said.seconds,
      usage: said.usage,
    },
  };
}

const whyOf = (left: readonly LeftOut[]): Map<string, string> =>
  new Map(left.map(({ path, why }) => [path, why]));

const namedOnce = (left: readonly LeftOut[]): Review['leftOut'] =>
  [...whyOf(left)].map(([path, why]) => ({ path, why })).slice(0, 10_000);

function verdict(
  said: ReviewSaid,
  findings: readonly Finding[],
  { phases, policy, passed }: ReviewedChange,
  guards: readonly VerdictGuard[],
): Pick<Review, 'verdict' | 'why' | 'cause'> {
  if (said.end !== 'reviewed') return { verdict: 'none', why: oneLine(said.message), cause: said.end };
  const found = verdictOf(
    {
      findings,
      criteria: said.criteria,
      expected: phases.map(({ id, criteria }) => ({ phase: id, criteria: criteria.length })),
      blocking: policy.review.blocking,
      refuted: policy.review.refuted,
      unread: said.unread,
      since: passed?.since,
    },
    guards,
  );
  return { ...found, cause: found.verdict === 'none' && said.unread.length > 0 ? 'unread' : null };
}

/** Before anything is known. */
export const nothingJudged: Judged = {
  verdict: 'none',
  why: 'not reviewed',
  cause: null,
  summary: '',
  findings: [],
  criteria: [],
  leftOut: [],
  unread: [],
  context: [],
  notes: [],
  model: null,
  turns: 0,
  seconds: 0,
  usage: [],
};

export const causeOf = (fault: Fault): Review['cause'] =>
  fault.kind === 'credentials' ? 'credentials' : fault.kind === 'cancelled' ? 'cancelled' : 'service';

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);
