/** The job summary of verify: which phases hold together on a clean tree, and why the others were left out. */
import type { Verification } from '../outcomes/verification.ts';
import { commandRuns } from './command-runs.ts';
import { codeSpan, forgeLine } from './markdown.ts';
import { counted, duration } from './words.ts';

/** What commands print is text here (trust.md T20). */
export function verificationMarkdown({ plan, passed, leftOut, runs, tree, seconds }: Verification): string {
  const holds = `${passed.length} of ${counted(passed.length + leftOut.length, 'phase')} pass`;
  const phases = [
    ...passed.map(({ phase }) => ({ phase, title: `✓ ${codeSpan(phase)}` })),
    ...leftOut.map(({ phase, reason, message }) => ({
      phase,
      title: `✗ ${codeSpan(phase)} left out (${reason}): ${forgeLine(message, 600)}`,
    })),
  ];
  const told = phases.map(({ phase, title }) =>
    [`**${title}**`, commandRuns(runs.filter((run) => run.phase === phase))]
      .filter((part) => part !== '')
      .join('\n\n'),
  );
  const facts = `${duration(seconds)} · tree ${codeSpan(tree.slice(0, 12))}`;
  return `${[`### Verify of ${codeSpan(plan)}: ${holds}`, ...told, facts].join('\n\n')}\n`;
}
