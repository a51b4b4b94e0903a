/** A chart that is a table (Charts.css): who does not see the bars reads the cells. Sizes are classes, for the page allows no inline style. */
import { type Html, html, none } from './html.ts';

export interface Chart {
  kind: 'bar' | 'column';
  caption: string;
  /** What the first column names. */
  of: string;
  series: readonly string[];
  rows: readonly ChartRow[];
  /** Cells of a row lie one after the other, instead of one below the other. */
  stacked?: boolean;
}

export interface ChartRow {
  label: string;
  /** Beside the label; empty: nothing. */
  value: string;
  cells: readonly { size: number; shown: string }[];
}

/** `--size` of every chart, as rules: per mille are more than a screen shows. */
export const sizeRules = (markup: string): string =>
  [...new Set([...markup.matchAll(/class="s(\d+)"/g)].map(([, size]) => Number(size)))]
    .sort((a, b) => a - b)
    .map((size) => `.s${size}{--size:${size / 1_000}}`)
    .join('');

/** Nothing where there is nothing to compare. */
export function chart({ kind, caption, of, series, rows, stacked = false }: Chart): Html {
  const most = Math.max(
    ...rows.map(({ cells }) =>
      stacked ? cells.reduce((sum, { size }) => sum + size, 0) : Math.max(...cells.map(({ size }) => size)),
    ),
  );
  if (rows.length === 0 || !(most > 0)) return none;
  const looks = [kind, 'show-labels', 'show-primary-axis', 'data-spacing-3'];
  if (kind === 'bar') looks.push('hide-data');
  if (series.length > 1) looks.push('multiple');
  if (stacked) looks.push('stacked');
  const perMille = (size: number) =>
    Math.min(1_000, Math.max(size > 0 ? 4 : 0, Math.round((size / most) * 1_000)));
  return html`<figure class="chart">
<figcaption>${caption}</figcaption>
${series.length > 1 ? legend(series) : none}
<table role="table" aria-label="${caption}" class="charts-css ${looks.join(' ')}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${of}</th>${series.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(
  ({ label, value, cells }) =>
    html`<tr role="row"><th role="rowheader" scope="row"><span class="name">${label}</span>${value === '' ? none : html` <span class="value">${value}</span>`}</th>${cells.map(({ size, shown }) => html`<td role="cell" class="s${perMille(size)}"><span class="data">${shown}</span></td>`)}</tr>
`,
)}</tbody>
</table>
</figure>`;
}

const legend = (series: readonly string[]): Html =>
  html`<ul class="charts-css legend legend-inline legend-square" aria-hidden="true">${series.map((name) => html`<li>${name}</li>`)}</ul>`;
