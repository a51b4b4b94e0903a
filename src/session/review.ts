/**
 * The reviewer at work: it reads the joined tree with tools that change nothing, the diff and the plan, and answers in a
 * structured output. What comes out is its raw words, parsed; the verdict is computed elsewhere (review/verdict.ts).
 */
import { reviewerSystem, reviewerTask } from '../models/prompts/index.ts';
import { READING_TOOLS } from '../models/tools.ts';
import type { UsageLine } from '../outcomes/header.ts';
import type { Finding, Judgement, Review } from '../outcomes/review.ts';
import type { Phase } from '../plan/plan.ts';
import { type Told, toldFrom } from '../plan/told.ts';
import type { InForce } from '../policy/inforce.ts';
import type { Fault } from '../ports/fault.ts';
import type { Box } from '../ports/sandbox.ts';
import { type Answer, answerSchema, judgements, readAnswer } from './answer.ts';
import { boxTools, inRow } from './box-tools.ts';
import { type DiffParts, diffParts } from './diff-parts.ts';
import { paragraph } from './limits.ts';
import { type SessionPorts, session, type Talked } from './session.ts';

export interface ReviewWork {
  /** The phases of one plan whose work is in the tree, at least one. */
  phases: readonly Pick<Phase, 'text'>[];
  inForce: Pick<InForce, 'reviewer' | 'reviewBudget' | 'limits' | 'threadHosts' | 'compaction'>;
  /** Over the joined tree, read-only. */
  box: Box;
  diff: string;
  signal?: AbortSignal | undefined;
}

export interface ReviewSaid {
  /** Only `reviewed` is a review; the others say why there is none. */
  end: 'reviewed' | NonNullable<Review['cause']>;
  message: string;
  /** What went wrong outside of us, where that ended it. */
  fault: Fault | null;
  summary: string;
  findings: Omit<Finding, 'fingerprint' | 'by'>[];
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
  const parts = diffParts(work.diff);
  const reading = readingOf(told, parts);
  using running = session(
    {
      role: 'reviewer',
      name: 'review',
      budget: inForce.reviewBudget,
      limits: inForce.limits,
      threadHosts: inForce.threadHosts,
      compaction: inForce.compaction,
      comeToAnEnd: 'Answer with the JSON object now.',
      signal: work.signal,
    },
    ports,
  );
  const talked = await running.converse(
    inForce.reviewer,
    {
      system: reviewerSystem(answerSchema),
      prompt: reviewerTask({ told, files: parts.files, diff: parts.shown }),
      tools: [
        ...boxTools(
          READING_TOOLS,
          work.box,
          inRow(() => false),
          running.show,
        ),
        ...(parts.tool ? [parts.tool] : []),
      ],
      output: answerSchema,
    },
    { ended: () => false, onEndTurn: reading.hear },
  );
  const how = howItEnded(talked, reading.heard());
  const { account } = running;
  return {
    end: how.end,
    message: paragraph(how.message),
    fault: talked.end === 'fault' ? talked.fault : null,
    summary: how.answer?.summary ?? '',
    findings: how.answer?.findings ?? [],
    criteria: how.answer ? judgements(how.answer, told) : [],
    unread: parts.unread(),
    model: account.model(),
    turns: account.turns(),
    seconds: account.seconds(),
    usage: account.usage(),
    notes: running.notes(),
  };
}

type Heard = { answer: Answer } | { misfit: string };

interface Reading {
  hear(turn: { text: string }): Promise<string | undefined>;
  heard(): Heard;
}

/** Reads answers; one that does not fit, or was given before all was read, is sent back once. */
function readingOf(told: readonly Told[], parts: DiffParts): Reading {
  let heard: Heard = { misfit: 'there was no answer' };
  let sentBack = false;
  return {
    heard: () => heard,
    async hear({ text }) {
      heard = readAnswer(text, told);
      const left = parts.unread();
      const wrong = [
        ...('misfit' in heard ? [`Your answer does not fit: ${heard.misfit}`] : []),
        ...(left.length > 0
          ? [`You have not read all of the diff. Fetch with \`diff\`: ${left.slice(0, 50).join(', ')}`]
          : []),
      ];
      if (wrong.length === 0 || sentBack) return undefined;
      sentBack = true;
      return [...wrong, 'Then answer again, with the whole JSON object and nothing else.'].join('\n\n');
    },
  };
}

type How = { end: ReviewSaid['end']; message: string; answer?: Answer };

function howItEnded(talked: Talked, heard: Heard): How {
  switch (talked.end) {
    case 'fault': {
      const { kind, message, fix } = talked.fault;
      return {
        end: kind === 'credentials' || kind === 'cancelled' ? kind : 'service',
        message: `${message}. ${fix}`,
      };
    }
    case 'stopped':
      return { end: 'budget', message: talked.reason };
    case 'time':
      return { end: 'budget', message: 'the budget is used up: all its minutes' };
    case 'refused':
      return { end: 'refused', message: `the model refused: ${talked.message}` };
    case 'cut':
      return { end: 'invalid', message: talked.message };
    case 'cancelled':
      return { end: 'cancelled', message: 'it was cancelled' };
    case 'finished':
      return 'answer' in heard
        ? { end: 'reviewed', message: 'reviewed', answer: heard.answer }
        : { end: 'invalid', message: `the answer does not fit: ${heard.misfit}` };
  }
}
