/** What was started and why the rest was not: under the comment that asked, and on the run's page. */
import type { Schedule } from '../outcomes/schedule.ts';
import { codeSpan, forgeLine } from './markdown.ts';
import { markdownTable } from './table.ts';

export interface WaveAnswer {
  schedule: Pick<Schedule, 'plan' | 'legs' | 'held'>;
  dryRun: boolean;
  /** US dollars that each phase will probably take; only for a dry run. */
  estimates?: readonly { phase: string; model: string; usd: { low: number | null; high: number | null } }[];
  /** What the record says of runs and the forge knows otherwise. */
  doubts: readonly string[];
  /** What was meant and does not start, and why. */
  notes?: readonly string[];
  /** Where the run is looked at. */
  url?: string | undefined;
}

export function waveMarkdown({
  schedule,
  dryRun,
  estimates = [],
  doubts,
  notes = [],
  url,
}: WaveAnswer): string {
  const { plan, legs, held } = schedule;
  const phases = legs.map(({ phase }) => codeSpan(phase)).join(', ');
  const verb = dryRun ? 'Would start' : 'Started';
  const said = legs.length > 0 ? `${verb} ${phases}` : dryRun ? 'Nothing would start' : 'Nothing was started';
  const lines = [
    `**Planfile: ${codeSpan(plan)}** ${said}${url && !dryRun ? `, [in this run](${url})` : ''}.`,
    '',
  ];
  if (estimates.length > 0) {
    const rows = estimates.map(({ phase, model, usd }) => [codeSpan(phase), codeSpan(model), usdRange(usd)]);
    lines.push(
      markdownTable({ columns: [{ title: 'phase' }, { title: 'model' }, { title: 'usd' }], rows }),
      '',
    );
  }
  if (held.length > 0) {
    const rows = held.map(({ phase, code, message, fix }) => [
      codeSpan(phase),
      `${forgeLine(message)} ${codeSpan(code)}`,
      fix ? codeSpan(fix) : '',
    ]);
    const columns = [{ title: 'not started' }, { title: 'why' }, { title: 'how to go on' }];
    lines.push(markdownTable({ columns, rows }), '');
  }
  lines.push(...notes.map((note) => `- ${forgeLine(note)}`));
  lines.push(...doubts.map((doubt) => `- Held against the runs of this repository: ${forgeLine(doubt)}`));
  return `${lines.join('\n').trimEnd()}\n`;
}

export const usdRange = ({ low, high }: { low: number | null; high: number | null }): string =>
  low === null || high === null ? 'no price is known' : `${low.toFixed(2)} to ${high.toFixed(2)}`;
