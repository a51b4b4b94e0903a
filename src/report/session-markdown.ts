/** The job summary of one session: how it ended, what happened when, and what it took (issue 5, Watching). */
import type { Result } from '../outcomes/result.ts';
import { costNotes, costTable } from './cost.ts';
import { codeSpan, forgeLine } from './markdown.ts';
import { markdownTable } from './table.ts';
import { counted, duration } from './words.ts';

/** A timeline is for reading; all of it is in the result. */
const MOST_ROWS = 40;

/** `planner`: the model that costs are shown beside, a full id. */
export function sessionMarkdown(result: Result, planner: string): string {
  const { phase, plan, outcome, reason, message, turns, seconds, usage } = result;
  const entry = { label: phase, turns, seconds, usage, done: outcome === 'built' };
  return [
    `### ${codeSpan(phase)} of ${codeSpan(plan)}: ${outcome}${reason ? ` (${reason})` : ''}`,
    forgeLine(message),
    facts(result),
    timeline(result),
    markdownTable(costTable([entry], planner)),
    costNotes([entry])
      .map((note) => forgeLine(note))
      .join(' '),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function facts({ changes, rounds, consults, checkpoints, deviations, transcript }: Result): string {
  const said = [
    counted(changes.length, 'changed file'),
    ...(rounds > 0 ? [`verify output went back ${counted(rounds, 'time')}`] : []),
    ...(consults > 0 ? [counted(consults, 'consult of the advisor', 'consults of the advisor')] : []),
    ...(checkpoints > 0 ? [counted(checkpoints, 'checkpoint')] : []),
    ...(deviations.length > 0
      ? [counted(deviations.length, 'deviation from the plan', 'deviations from the plan')]
      : []),
    ...(transcript === null ? [] : [`transcript ${codeSpan(transcript)}`]),
  ];
  return said.join(' · ');
}

function timeline({ timeline, notes }: Result): string {
  if (timeline.length === 0) return notes.map((note) => `- ${forgeLine(note)}`).join('\n');
  const shown = timeline.slice(0, MOST_ROWS);
  const left = timeline.length - shown.length;
  const table = markdownTable({
    columns: [{ title: 'at', align: 'right' }, { title: 'what' }],
    rows: shown.map(({ seconds, what }) => [duration(seconds), forgeLine(what)]),
  });
  return left > 0 ? `${table}\n\nand ${left} more` : table;
}
