/** The sentences of a report, the same on a terminal, in markdown and on the page. Texts of plans come raw, for each to make safe. */
import { callName } from '../../models/aliases.ts';
import { counted, span } from '../words.ts';
import type { Figures, PhaseFigures, PlanFigures } from './schema.ts';

/** `0.21 (0.11 to 0.62)`; empty where nothing was estimated. */
export const rangeWords = ({ low, likely, high }: PlanFigures['estimate']): string =>
  likely === null ? '' : `${cents(likely)} (${cents(low)} to ${cents(high)})`;

/** US dollars to the cent: a report is no invoice. `?`: no price is known. */
export function cents(value: number | null): string {
  if (value === null) return '?';
  return value > 0 && value < 0.005 ? '<0.01' : value.toFixed(2);
}

/** Empty for no time at all. */
export const spanOrNothing = (seconds: number | null): string =>
  seconds === null || seconds === 0 ? '' : span(seconds);

export { span };

export const doneWords = ({ phases }: PlanFigures): string =>
  `${phases.filter(({ state }) => state === 'done').length}/${phases.length}`;

export const modelWords = ({ model }: PhaseFigures): string => (model === null ? '' : callName(model));

export function plannedWords({ plannedBy }: PlanFigures): string {
  if (plannedBy.length === 0) return 'nobody known';
  return plannedBy.map(({ by, model }) => (model === null ? by : `${callName(model)} for ${by}`)).join(', ');
}

/** Each person once, with what their words were about. */
export function approvedWords({ phases }: PlanFigures): string {
  const people = new Map<string, string[]>();
  for (const { phase, approvedBy } of phases) {
    for (const { by } of approvedBy) people.set(by, [...(people.get(by) ?? []), phase]);
  }
  if (people.size === 0) return 'nobody yet';
  return [...people]
    .map(
      ([by, named]) =>
        `${by} (${new Set(named).size === phases.length ? 'all' : [...new Set(named)].join(', ')})`,
    )
    .join(', ');
}

/** What the same tokens would have cost on the planner's model, where that differs. */
export function plannerWords(spent: number, onPlanner: number | null, planner: string): string {
  if (onPlanner === null || spent === 0) return '';
  const part = Math.round((spent / onPlanner) * 100);
  return `${cents(spent)} usd, ${part} % of the ${cents(onPlanner)} that the same tokens cost on ${callName(planner)}`;
}

export function reviewWords({ reviews, findings, escalations }: PlanFigures): string {
  const parts = [
    ...(reviews.pass > 0 ? [`${counted(reviews.pass, 'review')} passed`] : []),
    ...(reviews.block > 0 ? [`${reviews.block} blocked`] : []),
    ...(reviews.none > 0 ? [`${reviews.none} came to nothing`] : []),
    ...(['blocker', 'major', 'minor', 'nit'] as const).flatMap((severity) =>
      findings[severity] > 0 ? [counted(findings[severity], `${severity} finding`)] : [],
    ),
    ...(escalations > 0 ? [counted(escalations, 'escalation')] : []),
  ];
  return parts.join(', ');
}

export function timeWords({ times }: PlanFigures): string {
  const { draftToMerge, running, people, machines } = times;
  return [
    ...(draftToMerge === null ? [] : [`${span(draftToMerge)} from draft to merge`]),
    `${span(running)} running`,
    `${span(people)} waiting for people`,
    ...(machines >= 1 ? [`${span(machines)} waiting for machines`] : []),
  ].join(', ');
}

/** How the estimates held, over all that is done. */
export const heldWords = ({ totals: { estimated, within } }: Figures): string =>
  estimated === 0 ? '' : `${within} of ${counted(estimated, 'done phase')} cost what was estimated`;

export function totalWords({ totals, planner }: Figures): string[] {
  const {
    plans,
    merged,
    phases,
    phasesDone,
    usd: spent,
    perDonePhase,
    onPlanner,
    people,
    running,
    draftToMerge,
  } = totals;
  return [
    `${counted(plans, 'plan')}, ${merged} merged; ${phasesDone} of ${counted(phases, 'phase')} done`,
    [
      plannerWords(spent, onPlanner, planner) || `${cents(spent)} usd`,
      ...(perDonePhase === null ? [] : [`${cents(perDonePhase)} for each done phase, reviews included`]),
    ].join('; '),
    [
      `${span(running)} running, ${span(people)} waiting for people`,
      ...(draftToMerge === null ? [] : [`from draft to merge ${span(draftToMerge)} in the median`]),
    ].join('; '),
  ];
}

/** What every rendering says at its end: where the figures come from. */
export const sourceWords = ({ prices, estimates }: Figures): string[] => [
  'By the records’ own word; planfile status says what may run, and what is proved.',
  `Estimates from ${estimates.source}. Prices: ${prices}.`,
];
