/** The gate's decisions as a table of markdown. For a terminal, see gate.ts. */
import type { PhaseDecision } from '../lifecycle/gate.ts';
import { DECISION_MARKS } from './gate.ts';
import { codeSpan, forgeLine } from './markdown.ts';
import { markdownTable } from './table.ts';

export function gateMarkdown(decisions: readonly PhaseDecision[]): string {
  return markdownTable({
    columns: [
      { title: 'phase' },
      { title: 'digest' },
      { title: 'decision' },
      { title: 'why' },
      { title: 'how to go on' },
    ],
    rows: decisions.map(({ phase, digest, decision, message, fix }) => [
      codeSpan(phase),
      codeSpan(digest.slice(0, 12)),
      `${DECISION_MARKS[decision]} ${decision}`,
      forgeLine(message),
      fix ? codeSpan(fix) : '',
    ]),
  });
}
