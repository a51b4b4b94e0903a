/** How people send back to the executor what a review found. Said only where a plan's phase was built: any other change has none. */
import type { Mend } from '../outcomes/mend.ts';
import { isOfPlan, shortId } from '../review/mends.ts';
import { counted } from './words.ts';

export interface SendBack {
  /** Where it is said: in a comment on the plan's pull request, or on this machine. */
  by: 'comment' | 'command';
  plan: string;
  /** As they can be named (mends.ts), worst first. */
  mends: readonly Mend[];
  /** So many more were found, and cannot be named. */
  left?: number;
}

/** A line, or none where nothing was found. `code` shows what is typed. */
export function sendBackLines(
  { by, plan, mends, left = 0 }: SendBack,
  code: (text: string) => string,
): string[] {
  const first = mends.find((one) => !isOfPlan(one));
  const comment = by === 'comment';
  const revise = comment ? `/planfile draft ${plan} …` : `planfile draft ${plan} "…"`;
  return [
    ...(first === undefined ? [] : [comment ? inComment(first, code) : onMachine(first, plan, code)]),
    ...(mends.some(isOfPlan)
      ? [`What is wrong with the plan itself no executor can mend: ${code(revise)} has it revised.`]
      : []),
    ...(left > 0
      ? [
          `${counted(left, 'more finding')} did not fit here and cannot be named: what was not mended is found again.`,
        ]
      : []),
  ];
}

const inComment = ({ id }: Mend, code: (text: string) => string): string =>
  `To send findings back to the executor, comment ${code(`/planfile fix ${shortId(id)}`)} with the ids that are meant, or ${code('/planfile fix')} for all that blocks.`;

const onMachine = ({ id }: Mend, plan: string, code: (text: string) => string): string =>
  `To send findings back to the executor: ${code(`planfile run ${plan} --fix ${shortId(id)}`)} (one ${code('--fix')} for each id), or ${code('--fix blocking')} for all that blocks.`;
