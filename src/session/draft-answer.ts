/** The planner's answer: its shape, and the hearing that sends it back with what is wrong until it holds, a few times. */
import { z } from 'zod';
import { readJson } from './read-json.ts';

/** How often a proposal goes back (issue: at most three times). */
const ROUNDS = 3;

/** What is wrong with a proposal, for the planner; nothing: it holds. */
type Judge<P> = (proposal: P) => Promise<readonly string[]>;

const line = z
  .string()
  .max(1_000)
  .regex(/^[^\n]*\S[^\n]*$/);

export const answerOf = <P>(shape: z.ZodType<P>, questions: number) =>
  z.strictObject({
    summary: z.string().max(20_000).describe('What you propose and why, for people, in a few sentences.'),
    plan: shape.nullable().describe('null where you ask, or where nothing should be built.'),
    questions: z.array(line).max(questions).describe('Only without a plan.'),
    declined: z
      .string()
      .max(5_000)
      .describe(
        'Empty; or why nothing should be built: it exists, it would do harm, it cannot be done here.',
      ),
  });

export interface Heard<P> {
  proposal: P | undefined;
  questions: string[];
  summary: string;
  declined: string;
  /** What is wrong with the last answer; nothing: it holds. */
  wrong: readonly string[];
  rounds: number;
}

export function hearingOf<P>(
  answer: ReturnType<typeof answerOf<P>>,
  judge: Judge<P>,
): { hear(turn: { text: string }): Promise<string | undefined>; heard(): Heard<P> } {
  const heard: Heard<P> = {
    proposal: undefined,
    questions: [],
    summary: '',
    declined: '',
    wrong: ['there was no answer'],
    rounds: 0,
  };
  return {
    heard: () => heard,
    async hear({ text }) {
      const said = readJson(text, answer);
      if ('misfit' in said) heard.wrong = [`the answer does not fit: ${said.misfit}`];
      else {
        const { plan, questions, summary, declined } = said.value;
        Object.assign(heard, { proposal: plan ?? undefined, questions, summary, declined });
        heard.wrong = await wrongWith(heard, judge);
      }
      if (heard.wrong.length === 0 || heard.rounds === ROUNDS) return undefined;
      heard.rounds += 1;
      return [
        'This cannot become a plan yet:',
        heard.wrong.map((one) => `- ${one}`).join('\n'),
        'Mend it, and answer again with the whole JSON object and nothing else.',
      ].join('\n\n');
    },
  };
}

async function wrongWith<P>(heard: Heard<P>, judge: Judge<P>): Promise<readonly string[]> {
  const { proposal: proposed, questions, declined } = heard;
  const given = [proposed !== undefined, questions.length > 0, declined.trim() !== ''];
  if (given.filter(Boolean).length !== 1)
    return ['give a plan, or questions, or the reason why nothing should be built: exactly one of them'];
  return proposed === undefined ? [] : judge(proposed);
}
