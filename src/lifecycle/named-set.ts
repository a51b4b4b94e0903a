/** Which phases a set digest names: people say a digest, the record says phases. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type PhaseRef, setDigest } from '../plan/digest.ts';
import type { ApprovalStep } from './evidence.ts';
import type { Step } from './step.ts';

/** Of so many phases every subset is tried: 4,096 digests take some milliseconds. */
const EVERY_SUBSET = 12;

/**
 * The phases whose set digest begins with `digest`, in the plan's order. Tried are the whole plan, each phase alone, the sets in
 * `likely` (those that the program itself prints), and every subset of a small plan. undefined: it names nothing of what the plan
 * says now.
 */
export function phasesNamed<P extends PhaseRef>(
  digest: string,
  phases: readonly P[],
  likely: readonly (readonly string[])[] = [],
): P[] | undefined {
  const small = phases.length <= EVERY_SUBSET ? subsets(phases) : [];
  const printed = likely.map((ids) => phases.filter(({ id }) => ids.includes(id)));
  const candidates = [[...phases], ...phases.map((phase) => [phase]), ...printed, ...small];
  return candidates.find((set) => set.length > 0 && setDigest(set).startsWith(digest));
}

/** The key of the step for a piece of evidence: collected twice, by whomever, it is the same step. */
export function evidenceKey(...parts: readonly (string | number)[]): string {
  const text = canonicalize(['planfile evidence 1', ...parts])!;
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}

/**
 * The step as a record without it would take it; undefined when it is there. Somebody who can push could put another step under its
 * key, to keep it out: then it gets the next one.
 */
export function missingFrom(recorded: readonly Step[], step: ApprovalStep): ApprovalStep | undefined {
  const there = recorded.find(({ key }) => key === step.key);
  if (there === undefined) return step;
  if (meaningOf(there) === meaningOf(step)) return undefined;
  return missingFrom(recorded, { ...step, key: evidenceKey(step.key) });
}

/** Names change; what counts is who, by number, said what of which phases, and where. */
const meaningOf = (step: Step): string =>
  'evidence' in step
    ? canonicalize([step.type, step.by.account ?? step.by.name, step.phases, step.evidence])!
    : canonicalize(step)!;

function subsets<P>(items: readonly P[]): P[][] {
  return Array.from({ length: 2 ** items.length - 1 }, (_, mask) =>
    items.filter((__, index) => ((mask + 1) >> index) & 1),
  );
}
