/** One conversation with the reviewer, to an answer that speaks of exactly what was asked; both passes of a review are one each. */
import { reviewerSystem } from '../models/prompts/index.ts';
import { READING_TOOLS } from '../models/tools.ts';
import type { Review } from '../outcomes/review.ts';
import type { InForce } from '../policy/inforce.ts';
import type { Fault } from '../ports/fault.ts';
import type { Box } from '../ports/sandbox.ts';
import { type Answer, type Asked, answerSchema, readAnswer } from './answer.ts';
import { boxTools, inRow } from './box-tools.ts';
import type { DiffParts } from './diff-parts.ts';
import { endedOtherwise } from './how-ended.ts';
import type { Session } from './session.ts';

export interface Talk {
  reviewer: InForce['reviewer'];
  box: Box;
  running: Session;
  /** What both conversations begin with: tools, system text and this are the same to the byte, so the cache serves them. */
  prompt: string;
}

export interface Ended {
  /** Only `reviewed` has an answer. */
  end: 'reviewed' | NonNullable<Review['cause']>;
  message: string;
  answer?: Answer;
  fault: Fault | null;
}

/** One conversation, to an answer that speaks of exactly what was asked. Only a review must have read everything. */
export async function converse(
  { reviewer, box, running, prompt }: Talk,
  parts: DiffParts,
  task: string,
  asked: Asked,
): Promise<Ended> {
  const reading = readingOf(asked, 'told' in asked ? parts : undefined);
  const talked = await running.converse(
    reviewer,
    {
      system: reviewerSystem(answerSchema),
      prompt,
      task,
      tools: [
        ...boxTools(
          READING_TOOLS,
          box,
          inRow(() => false),
          running.show,
        ),
        ...(parts.tool ? [parts.tool] : []),
      ],
      output: answerSchema,
    },
    { ended: () => false, onEndTurn: reading.hear },
  );
  return {
    ...(endedOtherwise(talked) ?? howItEnded(reading.heard())),
    fault: talked.end === 'fault' ? talked.fault : null,
  };
}

type Heard = { answer: Answer } | { misfit: string };

interface Reading {
  hear(turn: { text: string }): Promise<string | undefined>;
  heard(): Heard;
}

/** Reads answers; one that does not fit, or was given before all was read, is sent back once. */
function readingOf(asked: Asked, parts: DiffParts | undefined): Reading {
  let heard: Heard = { misfit: 'there was no answer' };
  let sentBack = false;
  return {
    heard: () => heard,
    async hear({ text }) {
      heard = readAnswer(text, asked);
      const left = parts?.missing() ?? [];
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

const howItEnded = (heard: Heard): Omit<Ended, 'fault'> =>
  'answer' in heard
    ? { end: 'reviewed', message: 'reviewed', answer: heard.answer }
    : { end: 'invalid', message: `the answer does not fit: ${heard.misfit}` };
