/**
 * The reviewer at work: it reads the joined tree with tools that change nothing, the diff and the plan, and answers in a
 * structured output. What comes out is its raw words, parsed; the verdict is computed elsewhere (review/verdict.ts).
 */
import { takesEffort } from '../models/aliases.ts';
import { reviewerSystem, reviewerTask } from '../models/prompts/index.ts';
import { READING_TOOLS } from '../models/tools.ts';
import type { UsageLine } from '../outcomes/header.ts';
import type { Finding, Judgement, Review } from '../outcomes/review.ts';
import type { Phase } from '../plan/plan.ts';
import { toldFrom } from '../plan/told.ts';
import type { InForce } from '../policy/inforce.ts';
import { Fault } from '../ports/fault.ts';
import type { ConversationEnd } from '../ports/model.ts';
import type { Box } from '../ports/sandbox.ts';
import { type Answer, answerSchema, judgements, readAnswer } from './answer.ts';
import { boxTools, type Called, inRow } from './box-tools.ts';
import { deadline } from './deadline.ts';
import { diffParts } from './diff-parts.ts';
import { unexpected } from './ending.ts';
import type { SessionPorts } from './execute.ts';
import { ledger, MOST_OUTPUT } from './ledger.ts';
import { line, paragraph } from './limits.ts';

export interface ReviewWork {
  /** The phases of one plan whose work is in the tree, at least one. */
  phases: readonly Pick<Phase, 'id' | 'text'>[];
  inForce: Pick<InForce, 'reviewer' | 'reviewBudget' | 'limits'>;
  /** Over the joined tree, read-only. */
  box: Box;
  diff: string;
  signal?: AbortSignal | undefined;
}

export interface ReviewSaid {
  /** Only `reviewed` is a review; the others say why there is none. */
  end: 'reviewed' | NonNullable<Review['cause']>;
  message: string;
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
export async function reviewChange(
  work: ReviewWork,
  { model, clock, progress }: SessionPorts,
): Promise<ReviewSaid> {
  const { reviewer, reviewBudget, limits } = work.inForce;
  const told = work.phases.map(({ text }) => toldFrom(text));
  const parts = diffParts(work.diff);
  using time = deadline(clock, reviewBudget.minutes, work.signal);
  const account = ledger({
    role: 'reviewer',
    model: reviewer.model,
    budget: reviewBudget,
    clock,
    warning: warn,
  });
  const notes: string[] = [];
  let read: { answer: Answer } | { misfit: string } = { misfit: 'there was no answer' };
  let sentBack = false;
  let broken: unknown;
  let began = clock.elapsed();

  const show = ({ tool, target, ok }: Called): void => {
    const now = clock.elapsed();
    const seconds = (now - began) / 1000;
    began = now;
    progress.tool({ phase: 'review', tool, target, ok, seconds, turns: account.turns(), usd: account.usd() });
  };
  const tools = [
    ...boxTools(READING_TOOLS, work.box, inRow(), show),
    ...(parts.tool ? [parts.tool] : []),
  ].map((tool) => ({
    ...tool,
    async run(input: unknown, signal?: AbortSignal) {
      try {
        return await tool.run(input, signal);
      } catch (error) {
        broken = error;
        return { content: 'the tools cannot be used any more', isError: true };
      }
    },
  }));

  let end: ConversationEnd | { end: 'fault'; fault: unknown };
  try {
    end = await model.converse(
      {
        model: reviewer.model,
        effort: takesEffort(reviewer.model) ? reviewer.effort : undefined,
        system: reviewerSystem(answerSchema),
        prompt: reviewerTask({ told, files: parts.files, diff: parts.shown }),
        tools,
        output: answerSchema,
        maxTokens: MOST_OUTPUT,
        wait: limits.waitSeconds * 1000,
        stall: limits.stallSeconds * 1000,
        signal: time.signal,
      },
      {
        ...account.hooks,
        ended: () => broken !== undefined,
        async onEndTurn({ text }) {
          read = readAnswer(text, told);
          const left = parts.unread();
          const wrong = [
            ...('misfit' in read ? [`Your answer does not fit: ${read.misfit}`] : []),
            ...(left.length > 0
              ? [`You have not read all of the diff. Fetch with \`diff\`: ${left.slice(0, 50).join(', ')}`]
              : []),
          ];
          if (wrong.length === 0 || sentBack) return undefined;
          sentBack = true;
          return `${wrong.join('\n\n')}\n\nThen answer again, with the whole JSON object and nothing else.`;
        },
        onWait(reason, ms) {
          const note = line(`${reason}; goes on in ${Math.ceil(ms / 1000)} s`);
          progress.note(note);
          if (notes.length < 50) notes.push(note);
        },
      },
    );
  } catch (fault) {
    if (account.usage().length === 0) throw fault;
    end = { end: 'fault', fault };
  }
  const how = howItEnded(broken === undefined ? end : { end: 'fault', fault: broken }, read, time.passed());
  const answer = how.end === 'reviewed' && 'answer' in read ? read.answer : undefined;
  return {
    ...how,
    message: paragraph(how.message),
    summary: answer?.summary ?? '',
    findings: answer?.findings ?? [],
    criteria: answer ? judgements(answer, told) : [],
    unread: parts.unread(),
    model: account.model(),
    turns: account.turns(),
    seconds: account.seconds(),
    usage: account.usage(),
    notes: [...notes, ...account.notes()],
  };
}

const warn = (callsLeft: number): string =>
  `The budget is nearly used up: ${callsLeft === 1 ? 'this is the last answer' : 'after this answer there is one more'} that can be paid. Answer with the JSON object now.`;

function howItEnded(
  end: ConversationEnd | { end: 'fault'; fault: unknown },
  read: { answer: Answer } | { misfit: string },
  timeOver: boolean,
): Pick<ReviewSaid, 'end' | 'message' | 'fault'> {
  const none = (cause: NonNullable<Review['cause']>, message: string) => ({
    end: cause,
    message,
    fault: null,
  });
  switch (end.end) {
    case 'fault': {
      const fault = end.fault instanceof Fault ? end.fault : unexpected(end.fault);
      const cause = fault.kind === 'credentials' || fault.kind === 'cancelled' ? fault.kind : 'service';
      return { end: cause, message: `${fault.message}. ${fault.fix}`, fault };
    }
    case 'stopped':
      return none('budget', end.reason);
    case 'refused':
      return none('refused', `the model refused: ${end.message}`);
    case 'cut':
      return none('invalid', end.message);
    case 'cancelled':
      return timeOver
        ? none('budget', 'the budget is used up: all its minutes')
        : none('cancelled', 'it was cancelled');
    case 'finished':
      return 'answer' in read
        ? { end: 'reviewed', message: 'reviewed', fault: null }
        : none('invalid', `the answer does not fit: ${read.misfit}`);
  }
}
