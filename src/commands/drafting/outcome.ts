/** The outcome of a draft: what stands before anything was said, and what is said of it at its end. */
import { createHash } from 'node:crypto';
import type { Recorded } from '../../lifecycle/record.ts';
import type { Draft } from '../../outcomes/draft.ts';
import type { Request } from '../../outcomes/request.ts';
import type { PlanReading } from '../../plan/read.ts';
import type { Policy } from '../../policy/schema.ts';
import { Fault } from '../../ports/fault.ts';
import type { Ports } from '../../ports/ports.ts';
import type { DraftSaid } from '../../session/draft.ts';
import { runOutcome } from '../../session/limits.ts';
import type { Where } from '../where.ts';
import type { Ground } from './ground.ts';
import type { Written } from './texts.ts';
import type { Trial } from './trial.ts';

export function outcomeOf(
  said: DraftSaid<unknown>,
  written: Written | undefined,
  tried: Trial,
  ground: Ground,
  { sandbox }: Pick<Ports, 'sandbox'>,
): Partial<Draft> {
  const { end, fault: _, proposal: __, ...rest } = said;
  const plan = end === 'proposed' ? written?.reading.plan : undefined;
  const estimate = plan ? ground.estimate(plan).phases : [];
  return {
    ...rest,
    outcome: plan ? 'drafted' : end === 'questions' ? 'questions' : 'failed',
    cause: plan || end === 'questions' || end === 'proposed' ? null : end,
    ...(plan && { plan: plan.id, path: plan.path, text: written!.text }),
    remarks: plan ? remarksOf(written!.reading, tried, sandbox.kind) : [],
    tried: tried.tried().map(runOutcome),
    estimate: estimate.map(({ phase, low, likely, high }) => ({
      phase,
      low: low.usd,
      likely: likely.usd,
      high: high.usd,
    })),
  };
}

function remarksOf({ problems }: PlanReading, tried: Trial, sandbox: 'bubblewrap' | 'none'): string[] {
  const failing = tried.tried().filter(({ exit }) => exit !== 0);
  return [
    ...problems.map(({ code, message }) => `${code}: ${message}`),
    ...(sandbox === 'none' ? ['Without a sandbox its commands were not tried.'] : []),
    ...failing.map(({ command, exit }) => `\`${command}\` ends with ${exit} before anything is built.`),
  ];
}

export const blankDraft = (
  { planfile, plan, run, attempt, nonce, issue, asked }: Request,
  { base, policyCommit }: Ground,
  before: Where | undefined,
  revision: number,
): Draft => ({
  planfile,
  plan,
  run,
  attempt,
  nonce,
  kind: 'draft',
  outcome: 'failed',
  cause: 'service',
  message: '',
  base,
  policyCommit,
  issue,
  asked,
  path: before?.path ?? null,
  text: null,
  revision,
  before: before ? intentOf(before) : null,
  questions: [],
  summary: '',
  remarks: [],
  tried: [],
  rounds: 0,
  estimate: [],
  model: null,
  turns: 0,
  seconds: 0,
  usage: [],
  notes: [],
});

/** Drafts that are told in the record; a plan that people wrote counts as its first. */
export function revisionOf(steps: readonly Recorded[], before: Where | undefined): number {
  const told = steps.flatMap(({ step }) => (step.type === 'draft' ? [step.revision] : []));
  return before === undefined ? 1 : Math.max(1, ...told) + 1;
}

/** Why no planner may make this revision any more (trust.md T23); undefined: it may. The first draft is revision 1. */
export const tooManyRevisions = (plan: string, revision: number, { draft }: Policy): string | undefined =>
  revision - 1 <= draft.revisions
    ? undefined
    : `a planner has revised ${plan} ${revision - 2} times, as often as the policy lets it (trust.md T23)`;

/** The same, for whoever asks before money is spent. */
export function requireRevisable(plan: string, revision: number, policy: Policy): void {
  const why = tooManyRevisions(plan, revision, policy);
  if (why === undefined) return;
  const fix = 'Now a person changes the plan, or raises draft.revisions in the policy.';
  throw new Fault('refused', 'too-many-revisions', why, fix);
}

/** All digests of the plan that was revised: another intent since then makes the revision void. */
export const intentOf = ({ plan }: Pick<Where, 'plan'>): string =>
  createHash('sha256')
    .update(plan.phases.map(({ id, digest }) => `${id} ${digest}\n`).join(''))
    .digest('hex');

export const causeOf = (fault: Fault): Draft['cause'] =>
  fault.kind === 'credentials' || fault.kind === 'cancelled' || fault.kind === 'refused'
    ? fault.kind
    : 'service';
