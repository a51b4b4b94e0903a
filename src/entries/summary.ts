/** The job summary of the action: what a person reads on the run's page. */
import type { StatusReport } from '../commands/status.ts';
import type { PhaseDecision } from '../lifecycle/gate.ts';
import type { Problem } from '../plan/problem.ts';
import { answersMarkdown, type CommandAnswer } from '../report/answer.ts';
import { gateMarkdown } from '../report/gate-markdown.ts';
import { codeSpan, forgeLine } from '../report/markdown.ts';
import { statusMarkdown } from '../report/status-markdown.ts';
import { markdownTable } from '../report/table.ts';

/** GitHub shows nothing of a summary above 1 MiB (github.md G9). */
const MOST = 1_000_000;
const ROWS = 200;

export function actionSummary(command: string, json: unknown): string {
  const text = textOf(command, json);
  return text.length > MOST
    ? `${text.slice(0, MOST)}\n\n(cut: the whole answer is the output \`json\`)\n`
    : text;
}

function textOf(command: string, json: unknown): string {
  switch (command) {
    case 'status':
      return statuses(json as StatusReport);
    case 'gate': {
      const { plan, decisions } = json as { plan: string; decisions: PhaseDecision[] };
      return `**Planfile**: ${codeSpan(plan)}\n\n${gateMarkdown(decisions)}\n`;
    }
    case 'approve-comment': {
      const { answers } = json as { answers: CommandAnswer[] };
      return answers.length > 0 ? answersMarkdown(answers) : 'The comment commands nothing.\n';
    }
    case 'validate':
      return problems(json as { files: string[]; problems: Problem[] });
    // The others tell their own story (`Answer.markdown`).
    default:
      return '';
  }
}

const statuses = ({ plans, unreadable }: StatusReport): string =>
  [
    ...plans.map((plan) => statusMarkdown(plan)),
    ...unreadable.map(
      ({ plan, message, fix }) => `${codeSpan(plan)}: ${forgeLine(message)} ${forgeLine(fix)}`,
    ),
    ...(plans.length + unreadable.length === 0 ? ['There are no plans here.'] : []),
  ].join('\n\n');

function problems({ files, problems }: { files: string[]; problems: Problem[] }): string {
  if (files.length === 0) return 'There are no plans here.\n';
  if (problems.length === 0) return `**Planfile**: no problems in ${files.map(codeSpan).join(', ')}.\n`;
  const table = markdownTable({
    columns: [{ title: 'place' }, { title: 'severity' }, { title: 'what' }, { title: 'fix' }],
    rows: problems
      .slice(0, ROWS)
      .map(({ file, line, column, severity, code, message, fix }) => [
        codeSpan(`${file}:${line}:${column}`),
        severity,
        `${forgeLine(message)} ${codeSpan(code)}`,
        forgeLine(fix),
      ]),
  });
  const left = problems.length - ROWS;
  return `**Planfile**: ${problems.length} problems\n\n${table}\n${left > 0 ? `\nand ${left} more\n` : ''}`;
}
