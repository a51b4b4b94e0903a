/** What was spent, by phase and model as answered, beside what the same tokens would have cost on the planner's model. */
import { sameTokensOn, totalUsd } from '../models/meter.ts';
import { priceList } from '../models/prices.ts';
import type { UsageLine } from '../outcomes/header.ts';
import { cleanLine } from './clean.ts';
import type { Column, Table } from './table.ts';
import { count, duration, usd } from './words.ts';

/** One session: the building of a phase, or the review of a wave. */
export interface CostEntry {
  label: string;
  turns: number;
  seconds: number;
  usage: readonly UsageLine[];
  /** It built a phase that is done. */
  done?: boolean;
}

const number = (title: string): Column => ({ title, align: 'right' });

/** One row for each model of each entry, and their total. `planner` is a full model id. */
export function costTable(entries: readonly CostEntry[], planner: string): Table {
  const lines = entries.flatMap(({ usage }) => usage);
  const rows = entries.flatMap(({ label, turns, seconds, usage }) =>
    usage.length === 0
      ? [[cleanLine(label), 'none', count(turns), '', '', '', '', usd(0), duration(seconds), '']]
      : usage.map((line, index) =>
          index === 0
            ? row(
                cleanLine(label),
                cleanLine(line.model, 60),
                count(turns),
                duration(seconds),
                [line],
                planner,
              )
            : row('', `${cleanLine(line.model, 60)} (${line.role})`, count(line.calls), '', [line], planner),
        ),
  );
  const sum = (of: (entry: CostEntry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  const total = row(
    'total',
    '',
    count(sum(({ turns }) => turns)),
    duration(sum(({ seconds }) => seconds)),
    lines,
    planner,
  );
  return {
    columns: [
      { title: 'phase' },
      { title: 'model' },
      number('turns'),
      number('fresh'),
      number('cache read'),
      number('cache write'),
      number('output'),
      number('usd'),
      number('time'),
      number(`on ${planner}`),
    ],
    rows: [...rows, total],
  };
}

/** Where the figures come from, and what a phase that is done cost on average. */
export function costNotes(entries: readonly CostEntry[]): string[] {
  const lines = entries.flatMap(({ usage }) => usage);
  const done = entries.filter((entry) => entry.done).length;
  const total = totalUsd(lines);
  const unpriced = [
    ...new Set(lines.filter((line) => line.usd === null).map(({ model }) => cleanLine(model, 60))),
  ];
  return [
    ...(done > 0 && total !== null
      ? [`${usd(total / done)} usd for each phase that is done, reviews included.`]
      : []),
    ...(unpriced.length > 0 ? [`No price is known for ${unpriced.join(', ')}.`] : []),
    `Prices: ${priceList.name} ${priceList.version} of ${priceList.date}, supplemented ${priceList.supplemented}.`,
  ];
}

function row(
  label: string,
  model: string,
  turns: string,
  time: string,
  lines: readonly UsageLine[],
  planner: string,
): string[] {
  const sum = (of: (line: UsageLine) => number) => count(lines.reduce((total, line) => total + of(line), 0));
  return [
    label,
    model,
    turns,
    sum(({ input }) => input),
    sum(({ cacheRead }) => cacheRead),
    sum(({ cacheWrite }) => cacheWrite),
    sum(({ output }) => output),
    usd(totalUsd(lines)),
    time,
    usd(sameTokensOn(planner, lines)),
  ];
}
