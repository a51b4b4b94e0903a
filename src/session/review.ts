/**
 * The reviewer at work: it reads the joined tree with tools that change nothing, the diff and the plan, and answers in a
 * structured output. What it finds goes to a second, independent conversation that tries to refute it. What comes out is their
 * raw words, parsed; the verdict is computed elsewhere (review/verdict.ts).
 */
import {
  reviewerChange,
  reviewerRebased,
  reviewerRebasedTask,
  reviewerSecond,
  reviewerTask,
} from '../models/prompts/index.ts';
import type { UsageLine } from '../outcomes/header.ts';
import type { Finding, Judgement, Review } from '../outcomes/review.ts';
import type { Phase } from '../plan/plan.ts';
import { type Told, toldFrom } from '../plan/told.ts';
import type { InForce } from '../policy/inforce.ts';
import type { Fault } from '../ports/fault.ts';
import type { Box } from '../ports/sandbox.ts';
import { counted } from '../report/words.ts';
import type { FileDiff } from '../review/diff.ts';
import { type Answer, judgements } from './answer.ts';
import { type DiffParts, diffParts } from './diff-parts.ts';
import { paragraph } from './limits.ts';
import { rebasedParts } from './rebased-parts.ts';
import { converse, type Talk } from './review-talk.ts';
import { type SessionPorts, session } from './session.ts';
import type { Transcript } from './transcript.ts';

export interface ReviewWork {
  /** The phases of one plan whose work is in the tree; none: the change belongs to no plan. */
  phases: readonly Pick<Phase, 'text'>[];
  inForce: Pick<InForce, 'reviewer' | 'reviewBudget' | 'limits' | 'threadHosts' | 'compaction'>;
  /** Over the joined tree, read-only. */
  box: Box;
  diff: readonly FileDiff[];
  /** Paths that need not be read, with the reason. */
  leftOut?: ReadonlyMap<string, string>;
  /** Of a change that passed on another base, and belongs to no plan: what the base changed, which is read in its place. */
  base?: readonly FileDiff[] | undefined;
  /** What a person gave along. */
  documents?: readonly { path: string; text: string }[];
  /** Does anybody try to refute what was found? */
  secondLook: boolean;
  /** Hears what is said, where the policy has it kept. */
  transcript?: Transcript | undefined;
  signal?: AbortSignal | undefined;
}

/** A finding as a model gave it, with what the second look made of it. */
export type SaidFinding = Omit<Finding, 'fingerprint' | 'by'>;

export interface ReviewSaid {
  /** Only `reviewed` is a review; the others say why there is none. */
  end: 'reviewed' | NonNullable<Review['cause']>;
  message: string;
  /** What went wrong outside of us, where that ended it. */
  fault: Fault | null;
  summary: string;
  findings: SaidFinding[];
  criteria: Judgement[];
  /** Changed files that were not read completely: such a review does not pass. */
  unread: string[];
  model: string | null;
  turns: number;
  seconds: number;
  usage: UsageLine[];
  notes: string[];
}

/** Throws a fault only where nothing was paid for yet; afterwards every ending is a value. */
export async function reviewChange(work: ReviewWork, ports: SessionPorts): Promise<ReviewSaid> {
  const { inForce } = work;
  const told = work.phases.map(({ text }) => toldFrom(text));
  const { parts, prompt, task } = toldOf(work, told);
  using running = session(
    {
      role: 'reviewer',
      name: 'review',
      budget: inForce.reviewBudget,
      limits: inForce.limits,
      threadHosts: inForce.threadHosts,
      compaction: inForce.compaction,
      transcript: work.transcript,
      comeToAnEnd: 'Answer with the JSON object now.',
      signal: work.signal,
    },
    ports,
  );
  const talk = { reviewer: inForce.reviewer, box: work.box, running, prompt };
  const first = await converse(talk, parts, task, { told });
  const answer = first.end === 'reviewed' ? first.answer : undefined;
  const findings = answer?.findings ?? [];
  const standings =
    work.secondLook && findings.length > 0
      ? await secondLook(work, talk, findings, ports)
      : findings.map(() => UNJUDGED);
  const { account } = running;
  const model = account.model();
  const others = new Set(account.usage().map((line) => line.model));
  others.delete(inForce.reviewer.model);
  if (others.size > 0)
    running.note(`${inForce.reviewer.model} was asked, and ${[...others].join(', ')} answered`);
  return {
    end: first.end,
    message: paragraph(first.message),
    fault: first.fault,
    summary: answer?.summary ?? '',
    findings: findings.map((finding, i) => ({ ...finding, ...standings[i]! })),
    criteria: answer ? judgements(answer, told) : [],
    unread: parts.unread(),
    model,
    turns: account.turns(),
    seconds: account.seconds(),
    usage: account.usage(),
    notes: running.notes(),
  };
}

type Reading = Pick<ReviewWork, 'diff' | 'leftOut' | 'base' | 'documents'>;

/** What is to be read, and what both conversations are told of it first; `task` is the first one's. */
function toldOf(
  { diff, leftOut, base, documents = [] }: Reading,
  told: readonly Told[],
): { parts: DiffParts; prompt: string; task: string } {
  if (base === undefined) {
    const parts = diffParts(diff, leftOut);
    const { files, shown } = parts;
    return {
      parts,
      prompt: reviewerChange({ told, files, diff: shown, documents }),
      task: reviewerTask({ told }),
    };
  }
  const parts = rebasedParts(base, { diff, leftOut });
  const { files, shown, change } = parts;
  const prompt = reviewerRebased({
    base: { files, diff: shown },
    files: change.files,
    diff: change.shown,
    documents,
  });
  return { parts, prompt, task: reviewerRebasedTask() };
}

const UNJUDGED: Pick<Finding, 'standing' | 'reason'> = { standing: 'unjudged', reason: '' };

/** What it cannot decide stays as it was found: a second look that fails takes nothing away. */
async function secondLook(
  work: Reading,
  talk: Talk,
  findings: Answer['findings'],
  { progress }: Pick<SessionPorts, 'progress'>,
): Promise<Pick<Finding, 'standing' | 'reason'>[]> {
  const { running } = talk;
  // Its own parts: what the first conversation fetched, this one has not seen.
  const { parts } = toldOf(work, []);
  const asked = { findings: findings.length };
  progress.step('second look', counted(findings.length, 'finding'));
  const ended = await converse(talk, parts, reviewerSecond(findings), asked);
  if (ended.end !== 'reviewed') {
    running.note(`there was no second look: ${ended.message}`.slice(0, 900));
    return findings.map(() => UNJUDGED);
  }
  const rulings = new Map(ended.answer!.rulings.map((ruling) => [ruling.finding, ruling]));
  return findings.map((_, i) => {
    const ruling = rulings.get(i + 1);
    if (ruling === undefined) return UNJUDGED;
    return { standing: ruling.holds ? 'confirmed' : 'refuted', reason: ruling.reason };
  });
}
