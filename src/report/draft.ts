/** What a draft came to, for a person at a terminal: the plan in short, what it will cost, what to do next; or the questions. */
import type { Draft } from '../outcomes/draft.ts';
import type { Plan } from '../plan/plan.ts';
import { clean, cleanLine } from './clean.ts';
import type { Paint } from './paint.ts';
import { counted, duration, usd } from './words.ts';

export interface DraftedText {
  draft: Draft;
  /** The plan as drafted; undefined: there is none. */
  plan: Plan | undefined;
  /** Where it was written, and how to go on from there. */
  placed: string | undefined;
  next: readonly string[];
  /** Of a revision, in words. */
  changes: readonly string[];
}

export function draftText({ draft, plan, placed, next, changes }: DraftedText, paint: Paint): string {
  const { bold, dim, green, red, yellow } = paint;
  const spent = draft.usage.reduce((sum, line) => sum + (line.usd ?? 0), 0);
  const took = dim(
    `${draft.model ?? 'no model answered'}: ${counted(draft.turns, 'turn')}, ${duration(draft.seconds)}, ${usd(spent)} usd${placed === undefined ? '' : '; a draft made here stands in no record, so no report counts it'}`,
  );
  if (plan === undefined) {
    const head =
      draft.outcome === 'questions'
        ? bold('Before it plans, the planner asks:')
        : `${red('✗')} no plan: ${cleanLine(draft.message, 2_000)}`;
    return [head, ...draft.questions.map((one, i) => `${i + 1}. ${cleanLine(one)}`), took, ...next].join(
      '\n',
    );
  }
  const estimate = new Map(draft.estimate.map((one) => [one.phase, one]));
  const range = (phase: string): string => {
    const known = estimate.get(phase);
    return known?.low == null || known.high == null
      ? 'no price known'
      : `${usd(known.low)}–${usd(known.high)} usd`;
  };
  return [
    `${green('✓')} ${bold(cleanLine(plan.title))} ${dim(`(${plan.id}${draft.revision > 1 ? `, revision ${draft.revision}` : ''})`)}`,
    '',
    clean(draft.summary).trim(),
    '',
    ...plan.phases.map(
      ({ id, title, needs, criteria }) =>
        `  ${bold(id)}: ${cleanLine(title)}${needs.length > 0 ? dim(` after ${needs.join(', ')}`) : ''} ${dim(`${counted(criteria.length, 'criterion', 'criteria')}, ${range(id)}`)}`,
    ),
    ...(changes.length > 0 ? ['', bold('What changes:'), ...changes.map((line) => `  ${line}`)] : []),
    ...draft.remarks.map((remark) => `${yellow('!')} ${cleanLine(remark, 500)}`),
    '',
    took,
    ...(placed === undefined ? [] : [`written: ${placed}`]),
    ...next,
  ].join('\n');
}
