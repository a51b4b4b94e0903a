/** The report on a terminal: as wide as it is, bars for money. */
import stringWidth from 'fast-string-width';
import { cleanLine } from '../clean.ts';
import { type Paint, plain } from '../paint.ts';
import { STATE_MARKS } from '../status.ts';
import { type Table, textTable } from '../table.ts';
import { bar } from './bars.ts';
import { waitingPlans } from './figures.ts';
import type { Figures, PhaseFigures, PlanFigures } from './schema.ts';
import {
  approvedWords,
  cents,
  doneWords,
  heldWords,
  modelWords,
  plannedWords,
  plannerWords,
  rangeWords,
  reviewWords,
  sourceWords,
  span,
  timeWords,
  totalWords,
} from './words.ts';

export interface TextOptions {
  /** Of the terminal, in columns. */
  width: number;
  paint?: Paint;
  /** One plan was asked for: its phases are told. */
  detailed: boolean;
}

export function figuresText(figures: Figures, { width, paint = plain, detailed }: TextOptions): string {
  const { plans, unreadable, notes } = figures;
  if (plans.length === 0 && unreadable.length === 0) return 'There are no plans here, and no records.\n';
  const waiting = waitingPlans(figures);
  const blocks = [
    ...(detailed
      ? plans.map((plan) => planText(plan, figures, width, paint))
      : [allText(figures, width, paint)]),
    ...(waiting.length > 0 && !detailed
      ? [
          paint.bold('Waits for people'),
          indent(
            textTable(
              {
                columns: [{ title: 'plan' }, { title: 'waits for' }],
                rows: waiting.map((one) => [one.id, shortened(one.waits, width - 30)]),
              },
              paint,
            ),
          ),
        ]
      : []),
    ...unreadable.map(
      ({ plan, message, fix }) =>
        `${paint.red('!')} ${cleanLine(plan)}: ${cleanLine(message)}\n  ${paint.cyan('fix:')} ${cleanLine(fix)}`,
    ),
    [...notes, ...sourceWords(figures)].map((note) => paint.dim(cleanLine(note))).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function allText(figures: Figures, width: number, paint: Paint): string {
  const { plans } = figures;
  const held = heldWords(figures);
  const lines = [...totalWords(figures), ...(held ? [held] : [])].join('\n');
  const table: Table = {
    columns: [
      { title: 'plan' },
      { title: 'state' },
      { title: 'done', align: 'right' },
      { title: 'usd', align: 'right' },
      { title: 'estimated' },
      { title: 'draft to merge', align: 'right' },
      { title: 'people', align: 'right' },
    ],
    rows: plans.map((plan) => [
      plan.id,
      tint(plan.status, paint),
      doneWords(plan),
      cents(plan.usd.total),
      rangeWords(plan.estimate),
      plan.times.draftToMerge === null ? '' : span(plan.times.draftToMerge),
      span(plan.times.people),
    ]),
  };
  return `${lines}\n\n${indent(
    withBars(
      table,
      plans.map(({ usd }) => usd.total),
      width - 2,
      paint,
    ),
  )}`;
}

function planText(plan: PlanFigures, { planner }: Figures, width: number, paint: Paint): string {
  const fact = (name: string, value: string) =>
    value === '' ? [] : [`${paint.dim(name.padEnd(9))} ${cleanLine(value, 1_000)}`];
  const table: Table = {
    columns: [
      { title: 'phase' },
      { title: 'state' },
      { title: 'model' },
      { title: 'turns', align: 'right' },
      { title: 'time', align: 'right' },
      { title: 'usd', align: 'right' },
      { title: 'estimated' },
    ],
    rows: plan.phases.map((one) => [
      one.phase,
      tint(`${STATE_MARKS[one.state]} ${one.state}${one.reason ? ` (${one.reason})` : ''}`, paint, one.state),
      cleanLine(modelWords(one), 30),
      one.turns > 0 ? String(one.turns) : '',
      one.seconds > 0 ? span(one.seconds) : '',
      one.attempts > 0 ? cents(one.usd) : '',
      estimateText(one),
    ]),
  };
  const facts = [
    ...fact('waits for', plan.waitsFor === 'nothing' ? '' : plan.waits),
    ...fact('planned', plannedWords(plan)),
    ...fact('approved', approvedWords(plan)),
    ...fact('estimated', rangeWords(plan.estimate) && `${rangeWords(plan.estimate)} usd for all phases`),
    ...fact('cost', plannerWords(plan.usd.total, plan.usd.onPlanner, planner)),
    ...fact(
      '',
      plan.usd.perDonePhase === null
        ? ''
        : `${cents(plan.usd.perDonePhase)} usd for each done phase, reviews included`,
    ),
    ...fact('reviews', reviewWords(plan)),
    ...fact('time', timeWords(plan)),
    ...fact('unpriced', plan.unpriced.join(', ')),
  ];
  const amounts = plan.phases.map((one) => (one.attempts > 0 ? one.usd : (one.estimate?.usd.likely ?? 0)));
  return [
    `${paint.bold(plan.id)} ${tint(plan.status, paint)}  ${shortened(plan.title, width - 30)}`,
    indent(withBars(table, amounts, width - 2, paint)),
    indent(facts.join('\n')),
  ].join('\n\n');
}

const estimateText = ({ estimate, took }: PhaseFigures): string =>
  estimate === null
    ? ''
    : `${rangeWords(estimate.usd)}${took === 'above' ? ', cost more' : took === 'below' ? ', cost less' : ''}`;

/** A last column of bars, as wide as there is room; none where there is none. */
function withBars(table: Table, amounts: readonly number[], width: number, paint: Paint): string {
  const widest = Math.max(
    ...textTable(table)
      .split('\n')
      .map((line) => stringWidth(line)),
  );
  const room = Math.min(MOST_BAR, width - widest - 2);
  if (room < LEAST_BAR) return textTable(table, paint);
  const most = Math.max(0, ...amounts);
  return textTable(
    {
      columns: [...table.columns, { title: '' }],
      rows: table.rows.map((row, index) => [...row, paint.cyan(bar(amounts[index]!, most, room))]),
    },
    paint,
  );
}

const MOST_BAR = 24;
const LEAST_BAR = 5;

const shortened = (text: string, width: number): string => cleanLine(text, Math.max(20, width));
const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

function tint(text: string, paint: Paint, state: string = text): string {
  if (state === 'done' || state === 'merged' || state === 'approved') return paint.green(text);
  if (state === 'failed' || state === 'blocked') return paint.red(text);
  return state === 'running' ? paint.cyan(text) : paint.yellow(text);
}
