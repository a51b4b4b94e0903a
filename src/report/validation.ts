/** The one comment of validate on a pull request: what is wrong, or what people paste to approve. */

import { SHOWN_DIGITS, setDigest } from '../plan/digest.ts';
import type { Plan } from '../plan/plan.ts';
import type { Problem } from '../plan/problem.ts';
import { approvalText } from './approval.ts';
import { codeBlock, codeSpan, forgeLine } from './markdown.ts';
import { phaseGraph } from './status-markdown.ts';

const MOST_PROBLEMS = 50;
/** GitHub takes 65,536 characters; what a plan asks for is shown whole or not at all. */
const MOST_TEXT = 20_000;

export function validationMarkdown({
  plans,
  problems,
}: {
  plans: readonly Plan[];
  problems: readonly Problem[];
}): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const shown = problems
    .slice(0, MOST_PROBLEMS)
    .map(
      ({ file, line, column, severity, message }) =>
        `- ${severity} at ${codeSpan(`${file}:${line}:${column}`)}: ${forgeLine(message)}`,
    );
  const left = problems.length - shown.length;
  const head =
    errors.length > 0 ? `**Planfile: ${errors.length} errors**` : '**Planfile: the plans are valid**';
  return [
    head,
    '',
    ...(shown.length > 0 ? [...shown, ...(left > 0 ? [`- and ${left} more`] : []), ''] : []),
    ...plans.map(planMarkdown),
  ].join('\n');
}

/** A plan for people who look at a forge: its phases as a graph, what an approval allows, and the line that gives it. */
export function planMarkdown(plan: Plan): string {
  const line = `/planfile approve ${plan.id} ${setDigest(plan.phases).slice(0, SHOWN_DIGITS)}`;
  const text = approvalText(plan, plan.phases);
  return [
    `### ${codeSpan(plan.id)}: ${forgeLine(plan.title)}`,
    '',
    phaseGraph(plan.phases.map(({ id, needs }) => ({ phase: id, needs, state: 'pending' }))),
    '',
    `Who has read ${codeSpan(plan.path)} and may approve it comments this line, alone:`,
    '',
    codeBlock(line),
    '',
    ...(text.length > MOST_TEXT ? [] : ['It approves exactly this:', '', codeBlock(text), '']),
  ].join('\n');
}
