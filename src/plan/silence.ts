/** `allow`: warnings that a plan means to have. Errors, and the rules that are locked, are beyond it. */
import type { PlanDocument } from './document.ts';
import { CODES, type Problem } from './problem.ts';

export function silenced(document: PlanDocument, problems: readonly Problem[]): Problem[] {
  const entries = document.header?.value?.allow ?? [];
  const used = new Set<number>();
  const kept = problems.filter((problem) => {
    if (problem.severity === 'error' || problem.code === 'protected-path') return true;
    const index = entries.findIndex(
      ({ rule, phase }) => rule === problem.code && (phase === undefined || phase === problem.phase),
    );
    if (index !== -1) used.add(index);
    return index === -1;
  });
  for (const [index, { rule }] of entries.entries()) {
    if (used.has(index) || CODES[rule as keyof typeof CODES] !== 'warning') continue;
    kept.push({
      code: 'allow-unused',
      severity: CODES['allow-unused'],
      file: document.source.path,
      ...document.front!.placeAt(['allow', index]),
      message: `Nothing here breaks \`${rule}\`.`,
      fix: 'Take this entry out.',
    });
  }
  return kept;
}
