/**
 * The program's own look at a change: the diff as it is, by the attributes and the policy of the default branch. One implementation for
 * the job that reviews and for the one that publishes; neither believes the other.
 */
import { matches } from '../outcomes/paths.ts';
import type { Review } from '../outcomes/review.ts';
import type { Phase } from '../plan/plan.ts';
import { type Told, toldFrom } from '../plan/told.ts';
import type { Policy } from '../policy/schema.ts';
import type { Repository } from '../ports/git.ts';
import type { Ports } from '../ports/ports.ts';
import { redactOutcome } from '../report/redact-outcome.ts';
import { readDiff } from '../review/diff.ts';
import { type ChangeFacts, type ProgramGuard, programGuards } from '../review/program.ts';
import { asSeen, type Seen, type SeenGuard, seenGuards, seenIn } from '../review/seen.ts';
import { boundedDiff, MOST_DIFF } from './bounded-diff.ts';
import { leftOutOf } from './left-out-of.ts';

export interface LookedAt {
  /** A commit, and the tree or commit that it is compared with. */
  base: string;
  tree: string;
  /** Phases of one plan whose work it is; none: it belongs to no plan. */
  phases: readonly Pick<Phase, 'text'>[];
  policy: Policy;
  /** Whose attributes count; null: there are none. */
  policyCommit: string | null;
}

export interface Look extends Seen {
  facts: ChangeFacts;
}

/** `tooLarge`: why it was not looked through. */
export async function lookThrough(
  { base, tree, phases, policy, policyCommit }: LookedAt,
  objects: Pick<Repository, 'diff'>,
  ports: Pick<Ports, 'git'>,
  { guards = programGuards, most = MOST_DIFF }: LookLimits = {},
): Promise<Look | { tooLarge: string }> {
  const text = await boundedDiff(objects, { from: base, to: tree, most });
  if (text === undefined)
    return { tooLarge: `the change is larger than ${most} bytes, and nothing looks through that: split it` };
  const files = readDiff(text);
  const left = await leftOutOf(files, { policy, policyCommit }, ports);
  const facts = {
    files,
    leftOut: new Set(left.map(({ path }) => path)),
    planned: phases.length > 0,
    told: phases.flatMap((phase) => proseOf(toldFrom(phase.text))),
    prompts: (path: string) => matches(path, policy.review.prompts),
  };
  return { ...seenIn(facts, left, guards), facts };
}

export interface LookLimits {
  guards?: Readonly<Record<string, ProgramGuard>>;
  most?: number;
}

/** What a model is told of a plan in words. */
const proseOf = ({ plan, phase }: Told): string[] => [plan.title, plan.body, phase.title, phase.section];

export interface LookOptions extends LookLimits {
  seen?: readonly SeenGuard[];
}

/** For whoever publishes a review of exactly this: what it says of the program's part, put right. */
export async function putRight(
  review: Review,
  change: LookedAt,
  objects: Pick<Repository, 'diff'>,
  ports: Pick<Ports, 'git'>,
  { seen = Object.values(seenGuards), ...limits }: LookOptions = {},
): Promise<Review> {
  if (review.verdict === 'none') return review;
  const look = await lookThrough(change, objects, ports, limits);
  if ('tooLarge' in look) return { ...review, verdict: 'none', why: look.tooLarge, cause: 'unread' };
  return redactOutcome(asSeen(review, look, seen));
}
