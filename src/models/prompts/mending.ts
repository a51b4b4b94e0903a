/** What an executor is told of what it built before and a person sends back. Claims of a review are data, whoever names them (trust.md T1). */
import { MENDS_MOST, type Mend } from '../../outcomes/mend.ts';
import { visible } from '../../report/clean.ts';
import { shortened, shortId } from '../../review/mends.ts';
import executorMendingText from './executor-mending.md';
import { type fence, render } from './render.ts';

/** As many as are no revision yet, and of each as much as tells what is meant. Without any it is empty: nothing was built before. */
export function mendingText(mends: readonly Mend[], mark: typeof fence): string {
  if (mends.length === 0) return '';
  const text = mends.slice(0, MENDS_MOST).map((mend) => {
    const { id, severity, category, phase, path, line, claim, evidence, scenario, suggestion } =
      shortened(mend);
    const what =
      severity === null ? `a criterion of ${phase} that is not met` : `${severity}, ${visible(category)}`;
    return [
      `${shortId(id)} (${what})`,
      ...(path === null ? [] : [`place: ${visible(path)}${line === null ? '' : `:${line}`}`]),
      ...(severity === null ? [`criterion: ${claim}`] : [`claim: ${claim}`]),
      `evidence: ${evidence}`,
      ...(scenario === '' ? [] : [`how it fails: ${scenario}`]),
      ...(suggestion === null ? [] : [`suggestion: ${suggestion}`]),
    ].join('\n');
  });
  return `\n${render(executorMendingText, { findings: mark('findings', text.join('\n\n')) })}`;
}
