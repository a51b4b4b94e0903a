/** The pictures of the page: money by plan and by time, estimates beside what they became, how time went by. */
import type { Figures, PlanFigures } from '../schema.ts';
import { cents, span } from '../words.ts';
import { chart } from './chart.ts';
import type { Html } from './html.ts';

/** Rows of a chart: more are no picture, and the list below has them all. */
const MOST = 12;

export function charts(figures: Figures): Html[] {
  return [costs(figures), overTime(figures), estimates(figures), times(figures)];
}

/** `the dearest 12 of 200`, or nothing where all are shown. */
const some = (which: string, shown: number, all: number): string =>
  shown < all ? `: the ${which} ${shown} of ${all}` : '';

function costs({ plans }: Figures): Html {
  const paid = plans.filter(({ usd }) => usd.total > 0).toSorted((a, b) => b.usd.total - a.usd.total);
  const shown = paid.slice(0, MOST);
  const planning = shown.some(({ usd }) => usd.planning > 0);
  const parts = [
    { name: 'building', of: ({ usd }: PlanFigures) => usd.building },
    { name: 'reviews', of: ({ usd }: PlanFigures) => usd.reviewing },
    ...(planning ? [{ name: 'planning', of: ({ usd }: PlanFigures) => usd.planning }] : []),
  ];
  return chart({
    kind: 'bar',
    caption: `What plans cost, US dollars${some('dearest', shown.length, paid.length)}`,
    of: 'plan',
    series: parts.map(({ name }) => name),
    stacked: true,
    rows: shown.map((plan) => ({
      label: plan.id,
      value: cents(plan.usd.total),
      cells: parts.map(({ of }) => ({ size: of(plan), shown: cents(of(plan)) })),
    })),
  });
}

/** By week; by month where it was longer than a dozen weeks. */
function overTime({ spent }: Figures): Html {
  const [first, last] = [spent[0]?.day, spent.at(-1)?.day];
  const weeks = first && last ? (Date.parse(last) - Date.parse(first)) / (7 * DAY) : 0;
  const step = weeks > MOST ? 'month' : 'week';
  const start = step === 'month' ? (day: string) => day.slice(0, 7) : mondayOf;
  const sums = new Map<string, number>();
  if (first && last) {
    for (let at = Date.parse(first); at <= Date.parse(last); at += DAY) sums.set(start(dayOf(at)), 0);
  }
  for (const { day, usd } of spent) sums.set(start(day), (sums.get(start(day)) ?? 0) + usd);
  const shown = [...sums].slice(-MOST);
  return chart({
    kind: 'column',
    caption: `Spent by ${step}, US dollars`,
    of: step === 'week' ? 'week from' : 'month',
    series: ['US dollars'],
    rows: shown.map(([label, usd]) => ({
      label: step === 'week' ? label.slice(5) : label,
      value: '',
      cells: [{ size: usd, shown: cents(usd) }],
    })),
  });
}

const DAY = 86_400_000;
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const mondayOf = (day: string): string => {
  const at = Date.parse(day);
  return dayOf(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY);
};

/** Of plans that are built: before and after. */
function estimates({ plans }: Figures): Html {
  const built = plans.filter(
    ({ phases, estimate }) =>
      estimate.likely !== null && phases.length > 0 && phases.every(({ state }) => state === 'done'),
  );
  const shown = built.slice(0, MOST);
  return chart({
    kind: 'bar',
    caption: `Estimated and paid for building, US dollars${some('latest', shown.length, built.length)}`,
    of: 'plan',
    series: ['estimated', 'paid'],
    rows: shown.map((plan) => ({
      label: plan.id,
      value: `${cents(plan.estimate.likely!)} → ${cents(plan.usd.building)}`,
      cells: [
        { size: plan.estimate.likely!, shown: cents(plan.estimate.likely!) },
        { size: plan.usd.building, shown: cents(plan.usd.building) },
      ],
    })),
  });
}

/** Shares, so that a day and a month can stand beside each other. */
function times({ plans }: Figures): Html {
  const merged = plans.filter(({ times }) => times.draftToMerge !== null && times.draftToMerge > 0);
  const shown = merged.slice(0, MOST);
  const parts = ['running', 'machines', 'people'] as const;
  return chart({
    kind: 'bar',
    caption: `From draft to merge, shares of its time${some('latest', shown.length, merged.length)}`,
    of: 'plan',
    series: ['running', 'waiting for machines', 'waiting for people'],
    stacked: true,
    rows: shown.map(({ id, times }) => {
      const whole = parts.reduce((sum, part) => sum + times[part], 0) || 1;
      return {
        label: id,
        value: span(times.draftToMerge!),
        cells: parts.map((part) => ({ size: times[part] / whole, shown: span(times[part]) })),
      };
    }),
  });
}
