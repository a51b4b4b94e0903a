/** What people read where they gave a command: what is approved now, by whom, what is missing and how to give it. */
import type { PhaseDecision } from '../lifecycle/gate.ts';
import type { Plan } from '../plan/plan.ts';
import { approvalText } from './approval.ts';
import { gateMarkdown } from './gate-markdown.ts';
import { codeBlock, codeSpan, forgeLine } from './markdown.ts';

export interface CommandAnswer {
  /** The line as it was written. */
  line: string;
  /** undefined: the comment is gone, and nobody's word. */
  by: string | undefined;
  accepted: boolean;
  why: string;
}

/** Characters of a line that are repeated: a comment may have 65,536, and so may the answer. */
const LINE_MOST = 200;

/** The one comment per plan; `paste` is the line that gives what is missing. */
export function approvalsMarkdown(
  plan: Plan,
  decisions: readonly PhaseDecision[],
  { answers, paste }: { answers: readonly CommandAnswer[]; paste: string },
): string {
  const lacking = decisions.filter(
    ({ decision, code }) => decision !== 'approved' && code !== 'already-done',
  );
  const phases = plan.phases.filter(({ id }) => lacking.some(({ phase }) => phase === id));
  const missing =
    lacking.length === 0
      ? ['Nothing is missing: every phase that is not done may run.']
      : [
          `Missing: ${lacking.map(({ phase }) => codeSpan(phase)).join(', ')}. Who may approve comments this line, alone:`,
          '',
          codeBlock(paste),
          '',
          'It approves exactly this:',
          '',
          codeBlock(approvalText(plan, phases)),
        ];
  return [
    `**Planfile: approvals of ${codeSpan(plan.id)}**`,
    '',
    ...answersList(answers),
    gateMarkdown(decisions.map((one) => ({ ...one, fix: '' }))),
    '',
    ...missing,
    '',
  ].join('\n');
}

/** Without a plan to tell more about. */
export const answersMarkdown = (answers: readonly CommandAnswer[]): string =>
  ['**Planfile** heard:', '', ...answersList(answers)].join('\n');

const answersList = (answers: readonly CommandAnswer[]): string[] => [
  ...answers.map(({ line, by, accepted, why }) => {
    const shown = codeSpan(line.length > LINE_MOST ? `${line.slice(0, LINE_MOST).toWellFormed()}…` : line);
    if (by === undefined) return `- ${shown}: ${forgeLine(why)}`;
    return `- ${accepted ? '✓' : '✗'} ${shown} by ${codeSpan(by)}: ${forgeLine(why)}`;
  }),
  '',
];
