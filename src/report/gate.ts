/** The gate's decisions, each with the chain of evidence that a reader can follow by hand. */
import type { PhaseDecision } from '../lifecycle/gate.ts';
import { cleanLine } from './clean.ts';
import { type Paint, plain } from './paint.ts';

export const DECISION_MARKS = { approved: '✓', refused: '✗', undecided: '?' } as const;

export function gateText(decisions: readonly PhaseDecision[], paint: Paint = plain): string {
  const tint = { approved: paint.green, refused: paint.red, undecided: paint.yellow };
  return decisions
    .flatMap(({ phase, digest, decision, code, message, fix, approvals, waitingFor }) => {
      const head = `${tint[decision](`${DECISION_MARKS[decision]} ${phase}`)} ${paint.dim(digest.slice(0, 12))}`;
      const why =
        code === decision
          ? cleanLine(message)
          : `${decision}: ${cleanLine(message)} ${paint.dim(`(${code})`)}`;
      const chain = approvals.map(({ by, at, evidence, counts, why }) => {
        const verdict = counts === 'yes' ? paint.green('counts') : `does not count: ${cleanLine(why)}`;
        return (
          paint.dim(`  ${at.slice(0, 16).replace('T', ' ')} ${cleanLine(by, 100)}, ${evidence}: `) + verdict
        );
      });
      const waiting = waitingFor.length > 0 ? [`  waits for ${waitingFor.join(', ')}`] : [];
      return [
        `${head} ${why}`,
        ...chain,
        ...waiting,
        ...(fix ? [`  ${paint.cyan('fix:')} ${cleanLine(fix)}`] : []),
      ];
    })
    .join('\n');
}
