import { i as span, n as counted } from "./words.js";
import { a as modelWords, c as rangeWords, d as spanOrNothing, f as timeWords, h as waitingPlans, i as heldWords, l as reviewWords, n as cents, o as plannedWords, r as doneWords, s as plannerWords, t as approvedWords, u as sourceWords } from "./words2.js";
import { r as visible } from "./clean.js";
import { i as callName } from "./inforce.js";
import { createHash } from "node:crypto";
// src/report/figures/page/html.ts
/** HTML as values: text becomes text wherever it is put, and only a template makes markup. Attributes are always quoted. */
/** Markup that a template made. */
var Html = class {
	markup;
	constructor(markup) {
		this.markup = markup;
	}
};
/** `<p>${text}</p>`: what is put in is escaped; lists are joined. */
function html(pieces, ...parts) {
	return new Html(pieces.reduce((made, piece, index) => made + markupOf(parts[index - 1]) + piece));
}
const none = new Html("");
function markupOf(part) {
	if (part instanceof Html) return part.markup;
	if (typeof part === "string" || typeof part === "number") return escaped(String(part));
	return part.map(markupOf).join("");
}
const escaped = (text) => visible(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
// src/report/figures/page/chart.ts
/** A chart that is a table (Charts.css): who does not see the bars reads the cells. Sizes are classes, for the page allows no inline style. */
/** `--size` of every chart, as rules: per mille are more than a screen shows. */
const sizeRules = (markup) => [...new Set([...markup.matchAll(/class="s(\d+)"/g)].map(([, size]) => Number(size)))].sort((a, b) => a - b).map((size) => `.s${size}{--size:${size / 1e3}}`).join("");
/** Nothing where there is nothing to compare. */
function chart({ kind, caption, of, series, rows, stacked = false }) {
	const most = Math.max(...rows.map(({ cells }) => stacked ? cells.reduce((sum, { size }) => sum + size, 0) : Math.max(...cells.map(({ size }) => size))));
	if (rows.length === 0 || !(most > 0)) return none;
	const looks = [
		kind,
		"show-labels",
		"show-primary-axis",
		"data-spacing-3"
	];
	if (kind === "bar") looks.push("hide-data");
	if (series.length > 1) looks.push("multiple");
	if (stacked) looks.push("stacked");
	const perMille = (size) => Math.min(1e3, Math.max(size > 0 ? 4 : 0, Math.round(size / most * 1e3)));
	return html`<figure class="chart">
<figcaption>${caption}</figcaption>
${series.length > 1 ? legend(series) : none}
<table role="table" aria-label="${caption}" class="charts-css ${looks.join(" ")}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${of}</th>${series.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(({ label, value, cells }) => html`<tr role="row"><th role="rowheader" scope="row"><span class="name">${label}</span>${value === "" ? none : html` <span class="value">${value}</span>`}</th>${cells.map(({ size, shown }) => html`<td role="cell" class="s${perMille(size)}"><span class="data">${shown}</span></td>`)}</tr>
`)}</tbody>
</table>
</figure>`;
}
const legend = (series) => html`<ul class="charts-css legend legend-inline legend-square" aria-hidden="true">${series.map((name) => html`<li>${name}</li>`)}</ul>`;
// src/report/figures/page/charts.ts
/** Rows of a chart: more are no picture, and the list below has them all. */
const MOST = 12;
function charts(figures) {
	return [
		costs(figures),
		overTime(figures),
		estimates(figures),
		times(figures)
	];
}
/** `the dearest 12 of 200`, or nothing where all are shown. */
const some = (which, shown, all) => shown < all ? `: the ${which} ${shown} of ${all}` : "";
function costs({ plans }) {
	const paid = plans.filter(({ usd }) => usd.total > 0).toSorted((a, b) => b.usd.total - a.usd.total);
	const shown = paid.slice(0, MOST);
	const parts = [
		{
			name: "building",
			of: ({ usd }) => usd.building
		},
		{
			name: "reviews",
			of: ({ usd }) => usd.reviewing
		},
		...shown.some(({ usd }) => usd.planning > 0) ? [{
			name: "planning",
			of: ({ usd }) => usd.planning
		}] : []
	];
	return chart({
		kind: "bar",
		caption: `What plans cost, US dollars${some("dearest", shown.length, paid.length)}`,
		of: "plan",
		series: parts.map(({ name }) => name),
		stacked: true,
		rows: shown.map((plan) => ({
			label: plan.id,
			value: cents(plan.usd.total),
			cells: parts.map(({ of }) => ({
				size: of(plan),
				shown: cents(of(plan))
			}))
		}))
	});
}
/** By week; by month where it was longer than a dozen weeks. */
function overTime({ spent }) {
	const [first, last] = [spent[0]?.day, spent.at(-1)?.day];
	const step = (first && last ? (Date.parse(last) - Date.parse(first)) / (7 * DAY) : 0) > MOST ? "month" : "week";
	const start = step === "month" ? (day) => day.slice(0, 7) : mondayOf;
	const sums = /* @__PURE__ */ new Map();
	if (first && last) for (let at = Date.parse(first); at <= Date.parse(last); at += DAY) sums.set(start(dayOf(at)), 0);
	for (const { day, usd } of spent) sums.set(start(day), (sums.get(start(day)) ?? 0) + usd);
	const shown = [...sums].slice(-12);
	return chart({
		kind: "column",
		caption: `Spent by ${step}, US dollars`,
		of: step === "week" ? "week from" : "month",
		series: ["US dollars"],
		rows: shown.map(([label, usd]) => ({
			label: step === "week" ? label.slice(5) : label,
			value: "",
			cells: [{
				size: usd,
				shown: cents(usd)
			}]
		}))
	});
}
const DAY = 864e5;
const dayOf = (at) => new Date(at).toISOString().slice(0, 10);
const mondayOf = (day) => {
	const at = Date.parse(day);
	return dayOf(at - (new Date(at).getUTCDay() + 6) % 7 * DAY);
};
/** Of plans that are built: before and after. */
function estimates({ plans }) {
	const built = plans.filter(({ phases, estimate }) => estimate.likely !== null && phases.length > 0 && phases.every(({ state }) => state === "done"));
	const shown = built.slice(0, MOST);
	return chart({
		kind: "bar",
		caption: `Estimated and paid for building, US dollars${some("latest", shown.length, built.length)}`,
		of: "plan",
		series: ["estimated", "paid"],
		rows: shown.map((plan) => ({
			label: plan.id,
			value: `${cents(plan.estimate.likely)} → ${cents(plan.usd.building)}`,
			cells: [{
				size: plan.estimate.likely,
				shown: cents(plan.estimate.likely)
			}, {
				size: plan.usd.building,
				shown: cents(plan.usd.building)
			}]
		}))
	});
}
/** Shares, so that a day and a month can stand beside each other. */
function times({ plans }) {
	const merged = plans.filter(({ times }) => times.draftToMerge !== null && times.draftToMerge > 0);
	const shown = merged.slice(0, MOST);
	const parts = [
		"running",
		"machines",
		"people"
	];
	return chart({
		kind: "bar",
		caption: `From draft to merge, shares of its time${some("latest", shown.length, merged.length)}`,
		of: "plan",
		series: [
			"running",
			"waiting for machines",
			"waiting for people"
		],
		stacked: true,
		rows: shown.map(({ id, times }) => {
			const whole = parts.reduce((sum, part) => sum + times[part], 0) || 1;
			return {
				label: id,
				value: span(times.draftToMerge),
				cells: parts.map((part) => ({
					size: times[part] / whole,
					shown: span(times[part])
				}))
			};
		})
	});
}
// src/report/figures/page/plan-details.ts
/** One plan on the page: a line, and all of it behind the line. */
function planDetails(plan, { planner }) {
	const { id, title, status, phases, usd } = plan;
	const fact = (name, value) => value === "" ? none : html`<dt>${name}</dt><dd>${value}</dd>`;
	return html`<details id="plan-${id}">
<summary><span class="title"><bdi>${title}</bdi></span> <code>${id}</code> <span class="state ${status}">${status}</span> <span class="done">${doneWords(plan)} phases</span> <span class="usd">${usd.total > 0 ? `${cents(usd.total)} usd` : plan.estimate.likely === null ? "" : `about ${cents(plan.estimate.likely)} usd`}</span></summary>
<div class="inside">
${plan.waitsFor === "nothing" ? none : html`<p class="waiting"><strong>Waits for ${plan.waits}</strong></p>`}
<div class="scroll" role="region" tabindex="0" aria-label="Phases of ${id}"><table class="phases">
<caption>Phases of <code>${id}</code></caption>
<thead><tr><th scope="col">phase</th><th scope="col">state</th><th scope="col">model</th><th scope="col" class="number">turns</th><th scope="col" class="number">time</th><th scope="col" class="number">usd</th><th scope="col" class="number">estimated</th><th scope="col" class="number">on ${callName(planner)}</th></tr></thead>
<tbody>
${phases.map((phase) => phaseRow(phase))}</tbody>
</table></div>
<dl>
${fact("Planned by", plannedWords(plan))}
${fact("Approved by", approvedWords(plan))}
${fact("Estimated", rangeWords(plan.estimate) && `${rangeWords(plan.estimate)} usd for all phases`)}
${fact("Cost", plannerWords(usd.total, usd.onPlanner, planner))}
${fact("For each done phase", usd.perDonePhase === null ? "" : `${cents(usd.perDonePhase)} usd, reviews included`)}
${fact("Reviews", reviewWords(plan))}
${fact("Time", timeWords(plan))}
${fact("Models without a price", plan.unpriced.join(", "))}
${fact("Document", plan.path ?? "")}
</dl>
</div>
</details>
`;
}
const TOOK = {
	above: " (it cost more)",
	below: " (it cost less)",
	within: ""
};
const phaseRow = (phase) => html`<tr><th scope="row"><bdi>${phase.title}</bdi> <code>${phase.phase}</code></th><td><span class="state ${phase.state}">${phase.state}${phase.reason ? ` (${phase.reason})` : ""}</span></td><td>${modelWords(phase)}</td><td class="number">${phase.turns > 0 ? phase.turns : ""}</td><td class="number">${spanOrNothing(phase.seconds)}</td><td class="number">${phase.attempts > 0 ? cents(phase.usd) : ""}</td><td class="number">${phase.estimate ? `${rangeWords(phase.estimate.usd)}${phase.took ? TOOK[phase.took] : ""}` : ""}</td><td class="number">${phase.attempts > 0 ? phase.onPlanner === null ? "?" : cents(phase.onPlanner) : phase.estimate?.onPlanner.likely ? cents(phase.estimate.onPlanner.likely) : ""}</td></tr>
`;
// src/report/figures/page/styles.generated.ts
const styles = `/*! Charts.css 1.2.0, what is used of it. MIT License Copyright (c) 2020 Rami Yushuvaev Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE. */
@property --color-1{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-2{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-3{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-4{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-5{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-6{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-7{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-8{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-9{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-10{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color{syntax:"<color>";inherits:true}
@property --chart-bg-color{syntax:"<color>";inherits:true}
@property --aspect-ratio{syntax:"<ratio>";initial-value:auto;inherits:true}
@property --data-position{syntax:"<content-position>";inherits:true}
@property --labels-size{syntax:"<length>";initial-value:0;inherits:true}
@property --labels-align-block{syntax:"<string>";inherits:true}
@property --labels-align-inline{syntax:"<string>";inherits:true}
@property --primary-axis-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --secondary-axes-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --data-axes-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --legend-border-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --primary-axis-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --secondary-axes-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --data-axes-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --legend-border-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --primary-axis-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --secondary-axes-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --data-axes-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --legend-border-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --start{syntax:"<number>";inherits:true}
@property --end{syntax:"<number>";inherits:true}
@property --size{syntax:"<number>";inherits:true}
@property --line-size{syntax:"<number>";inherits:true}
.charts-css{--color-1:#f03232bf;--color-2:#ffb432bf;--color-3:#ffdc5abf;--color-4:#64d250bf;--color-5:#5aa5ffbf;--color-6:#aa5af0bf;--color-7:#b4b4b4bf;--color-8:#6e6e6ebf;--color-9:#aa966ebf;--color-10:#823214bf;--chart-bg-color:#f5f5f5;--primary-axis-color:#000;--primary-axis-style:solid;--primary-axis-width:1px;--secondary-axes-color:#00000026;--secondary-axes-style:solid;--secondary-axes-width:1px;--data-axes-color:#00000026;--data-axes-style:solid;--data-axes-width:1px;--legend-border-color:#c8c8c8;--legend-border-style:solid;--legend-border-width:1px;border:0;display:block;height:100%;margin:0 auto;padding:0;position:relative;-webkit-print-color-adjust:exact;print-color-adjust:exact;width:100%}
.charts-css,.charts-css *,.charts-css ::after,.charts-css ::before,.charts-css::after,.charts-css::before{box-sizing:border-box}
table.charts-css{background-color:initial;border-collapse:collapse;border-spacing:0;empty-cells:show;overflow:initial}
table.charts-css caption,table.charts-css colgroup,table.charts-css tbody,table.charts-css td,table.charts-css th,table.charts-css thead,table.charts-css tr{background-color:initial;border:0;display:block;margin:0;padding:0}
.charts-css.bar.show-labels th.hide-label,.charts-css.bar.show-labels tr.hide-label th,.charts-css.bar:not(.show-labels) tbody tr th,.charts-css.column.show-labels th.hide-label,.charts-css.column.show-labels tr.hide-label th,.charts-css.column:not(.show-labels) tbody tr th,.charts-css.hide-data .data,.charts-css.hide-data .data:not(:focus):not(:focus-within),.charts-css:not(.show-heading) caption,table.charts-css colgroup,table.charts-css tfoot,table.charts-css thead{clip:rect(0,0,0,0);border:0;clip-path:inset(50%);height:1px;margin:-1px;overflow:hidden;padding:0;position:absolute;white-space:nowrap;width:1px}
table.charts-css tbody{position:relative}
ol.charts-css,ul.charts-css{list-style-type:none}
ol.charts-css li,ul.charts-css li{border:0;margin:0;padding:0}
.charts-css.show-heading caption{display:block;width:100%}
.charts-css.bar tbody tr:nth-of-type(10n+1) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+1),.charts-css.column tbody tr:nth-of-type(10n+1) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+1){background:var(--color,var(--color-1))}
.charts-css.bar tbody tr:nth-of-type(10n+2) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+2),.charts-css.column tbody tr:nth-of-type(10n+2) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+2){background:var(--color,var(--color-2))}
.charts-css.bar tbody tr:nth-of-type(10n+3) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+3),.charts-css.column tbody tr:nth-of-type(10n+3) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+3){background:var(--color,var(--color-3))}
.charts-css.bar tbody tr:nth-of-type(10n+4) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+4),.charts-css.column tbody tr:nth-of-type(10n+4) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+4){background:var(--color,var(--color-4))}
.charts-css.bar tbody tr:nth-of-type(10n+5) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+5),.charts-css.column tbody tr:nth-of-type(10n+5) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+5){background:var(--color,var(--color-5))}
.charts-css.bar tbody tr:nth-of-type(10n+6) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+6),.charts-css.column tbody tr:nth-of-type(10n+6) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+6){background:var(--color,var(--color-6))}
.charts-css.bar tbody tr:nth-of-type(10n+7) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+7),.charts-css.column tbody tr:nth-of-type(10n+7) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+7){background:var(--color,var(--color-7))}
.charts-css.bar tbody tr:nth-of-type(10n+8) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+8),.charts-css.column tbody tr:nth-of-type(10n+8) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+8){background:var(--color,var(--color-8))}
.charts-css.bar tbody tr:nth-of-type(10n+9) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+9),.charts-css.column tbody tr:nth-of-type(10n+9) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+9){background:var(--color,var(--color-9))}
.charts-css.bar tbody tr:nth-of-type(10n+10) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+10),.charts-css.column tbody tr:nth-of-type(10n+10) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+10){background:var(--color,var(--color-10))}
.charts-css .data{display:flex}
.charts-css.show-data-on-hover .data{opacity:0;transition-duration:.3s}
.charts-css.show-data-on-hover tr:hover .data{opacity:1;transition-duration:.3s}
.charts-css.bar.data-center tbody tr td,.charts-css.column.data-center tbody tr td{--data-position:center}
.charts-css.bar.data-end.reverse tbody tr td,.charts-css.bar.data-outside.reverse tbody tr td,.charts-css.bar.data-start:not(.reverse) tbody tr td,.charts-css.column.data-end:not(.reverse) tbody tr td,.charts-css.column.data-outside:not(.reverse) tbody tr td,.charts-css.column.data-start.reverse tbody tr td{--data-position:flex-start}
.charts-css.bar.data-end:not(.reverse) tbody tr td,.charts-css.bar.data-outside:not(.reverse) tbody tr td,.charts-css.bar.data-start.reverse tbody tr td,.charts-css.column.data-end.reverse tbody tr td,.charts-css.column.data-outside.reverse tbody tr td,.charts-css.column.data-start:not(.reverse) tbody tr td{--data-position:flex-end}
.charts-css.bar.data-outside.reverse tbody tr td .data:dir(rtl),.charts-css.bar.data-outside:not(.reverse) tbody tr td .data:dir(ltr),.charts-css.bar.reverse tbody tr td .data.outside:dir(rtl),.charts-css.bar:not(.reverse) tbody tr td .data.outside:dir(ltr){transform:translateX(100%)}
.charts-css.bar.data-outside.reverse tbody tr td .data:dir(ltr),.charts-css.bar.data-outside:not(.reverse) tbody tr td .data:dir(rtl),.charts-css.bar.reverse tbody tr td .data.outside:dir(ltr),.charts-css.bar:not(.reverse) tbody tr td .data.outside:dir(rtl){transform:translateX(-100%)}
.charts-css.column.data-outside:not(.reverse) tbody tr td .data,.charts-css.column:not(.reverse) tbody tr td .data.outside{transform:translateY(-100%)}
.charts-css.column.data-outside.reverse tbody tr td .data,.charts-css.column.reverse tbody tr td .data.outside{transform:translateY(100%)}
.charts-css.bar.reverse tbody tr td .data.inside,.charts-css.bar.reverse tbody tr td.inside .data,.charts-css.bar:not(.reverse) tbody tr td .data.inside,.charts-css.bar:not(.reverse) tbody tr td.inside .data,.charts-css.column.reverse tbody tr td .data.inside,.charts-css.column.reverse tbody tr td.inside .data,.charts-css.column:not(.reverse) tbody tr td .data.inside,.charts-css.column:not(.reverse) tbody tr td.inside .data{transform:unset}
.charts-css.bar{--labels-size:80px}
.charts-css.bar:not(.show-labels),.charts-css.column:not(.show-labels){--labels-size:0}
.charts-css.bar.show-labels tbody tr th{align-items:var(--labels-align-block,center);display:flex;flex-direction:row;gap:5px}
.charts-css.bar.show-labels.reverse.reverse-labels tbody tr th,.charts-css.bar.show-labels:not(.reverse):not(.reverse-labels) tbody tr th{justify-content:var(--labels-align-inline,flex-start)}
.charts-css.bar.show-labels.reverse:not(.reverse-labels) tbody tr th,.charts-css.bar.show-labels:not(.reverse).reverse-labels tbody tr th{justify-content:var(--labels-align-inline,flex-end)}
.charts-css.column{--labels-size:1.5rem}
.charts-css.column.show-labels tbody tr th{align-items:var(--labels-align-inline,center);display:flex;flex-direction:column}
.charts-css.column.show-labels.reverse.reverse-labels tbody tr th,.charts-css.column.show-labels:not(.reverse):not(.reverse-labels) tbody tr th{justify-content:var(--labels-align-block,flex-end)}
.charts-css.column.show-labels.reverse:not(.reverse-labels) tbody tr th,.charts-css.column.show-labels:not(.reverse).reverse-labels tbody tr th{justify-content:var(--labels-align-block,flex-start)}
.charts-css.bar.labels-align-inline-start tbody tr th,.charts-css.column.labels-align-inline-start tbody tr th{--labels-align-inline:flex-start}
.charts-css.bar.labels-align-inline-end tbody tr th,.charts-css.column.labels-align-inline-end tbody tr th{--labels-align-inline:flex-end}
.charts-css.bar.labels-align-inline-center tbody tr th,.charts-css.column.labels-align-inline-center tbody tr th{--labels-align-inline:center}
.charts-css.bar.labels-align-block-start tbody tr th,.charts-css.column.labels-align-block-start tbody tr th{--labels-align-block:flex-start}
.charts-css.bar.labels-align-block-end tbody tr th,.charts-css.column.labels-align-block-end tbody tr th{--labels-align-block:flex-end}
.charts-css.bar.labels-align-block-center tbody tr th,.charts-css.column.labels-align-block-center tbody tr th{--labels-align-block:center}
.charts-css.column.show-primary-axis:not(.reverse) tbody tr{border-block-end:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.column.show-primary-axis.reverse tbody tr{border-block-start:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.column.show-1-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 1)}
.charts-css.column.show-1-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 1)}
.charts-css.column.show-2-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 2)}
.charts-css.column.show-2-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 2)}
.charts-css.column.show-3-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 3)}
.charts-css.column.show-3-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 3)}
.charts-css.column.show-4-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 4)}
.charts-css.column.show-4-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 4)}
.charts-css.column.show-5-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 5)}
.charts-css.column.show-5-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 5)}
.charts-css.column.show-6-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 6)}
.charts-css.column.show-6-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 6)}
.charts-css.column.show-7-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 7)}
.charts-css.column.show-7-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 7)}
.charts-css.column.show-8-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 8)}
.charts-css.column.show-8-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 8)}
.charts-css.column.show-9-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 9)}
.charts-css.column.show-9-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 9)}
.charts-css.column.show-10-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 10)}
.charts-css.column.show-10-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 10)}
.charts-css.column.show-data-axes tbody tr,.charts-css.column.show-dataset-axes tbody tr td{border-inline-end:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.column.show-data-axes.reverse-data tbody tr:last-of-type,.charts-css.column.show-data-axes:not(.reverse-data) tbody tr:first-of-type,.charts-css.column.show-dataset-axes.reverse-data tbody tr:last-of-type td,.charts-css.column.show-dataset-axes:not(.reverse-data) tbody tr:first-of-type td{border-inline-start:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.bar.show-primary-axis:not(.reverse) tbody tr{border-inline-start:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.bar.show-primary-axis.reverse tbody tr{border-inline-end:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.bar.show-1-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 1) 100%}
.charts-css.bar.show-1-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 1) 100%}
.charts-css.bar.show-2-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 2) 100%}
.charts-css.bar.show-2-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 2) 100%}
.charts-css.bar.show-3-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 3) 100%}
.charts-css.bar.show-3-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 3) 100%}
.charts-css.bar.show-4-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 4) 100%}
.charts-css.bar.show-4-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 4) 100%}
.charts-css.bar.show-5-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 5) 100%}
.charts-css.bar.show-5-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 5) 100%}
.charts-css.bar.show-6-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 6) 100%}
.charts-css.bar.show-6-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 6) 100%}
.charts-css.bar.show-7-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 7) 100%}
.charts-css.bar.show-7-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 7) 100%}
.charts-css.bar.show-8-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 8) 100%}
.charts-css.bar.show-8-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 8) 100%}
.charts-css.bar.show-9-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 9) 100%}
.charts-css.bar.show-9-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 9) 100%}
.charts-css.bar.show-10-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 10) 100%}
.charts-css.bar.show-10-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 10) 100%}
.charts-css.bar.show-data-axes tbody tr,.charts-css.bar.show-dataset-axes tbody tr td{border-block-end:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.bar.show-data-axes.reverse-data tbody tr:last-of-type,.charts-css.bar.show-data-axes:not(.reverse-data) tbody tr:first-of-type,.charts-css.bar.show-dataset-axes.reverse-data tbody tr:last-of-type td,.charts-css.bar.show-dataset-axes:not(.reverse-data) tbody tr:first-of-type td{border-block-start:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.legend{border:var(--legend-border-width) var(--legend-border-style) var(--legend-border-color);font-size:1rem;list-style:none;padding:1rem}
.charts-css.legend li{align-items:center;display:flex;line-height:2}
.charts-css.legend li::before{border-style:solid;border-width:2px;content:"";display:inline-block;margin-inline-end:.5rem;vertical-align:middle}
.charts-css.legend li:nth-child(10n+1)::before{background-color:var(--color-1,#0000);border-color:var(--border-color-1,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+2)::before{background-color:var(--color-2,#0000);border-color:var(--border-color-2,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+3)::before{background-color:var(--color-3,#0000);border-color:var(--border-color-3,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+4)::before{background-color:var(--color-4,#0000);border-color:var(--border-color-4,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+5)::before{background-color:var(--color-5,#0000);border-color:var(--border-color-5,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+6)::before{background-color:var(--color-6,#0000);border-color:var(--border-color-6,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+7)::before{background-color:var(--color-7,#0000);border-color:var(--border-color-7,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+8)::before{background-color:var(--color-8,#0000);border-color:var(--border-color-8,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+9)::before{background-color:var(--color-9,#0000);border-color:var(--border-color-9,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+10)::before{background-color:var(--color-10,#0000);border-color:var(--border-color-10,var(--border-color,#000))}
.charts-css.legend:not(.legend-inline){display:flex;flex-direction:column;flex-wrap:nowrap}
.charts-css.legend.legend-inline{display:flex;flex-direction:row;flex-wrap:wrap}
.charts-css.legend.legend-inline li{margin-inline-end:1rem}
.charts-css.legend.legend-circle li::before{border-radius:50%;height:1rem;width:1rem}
.charts-css.legend.legend-ellipse li::before{border-radius:50%;height:1rem;width:2rem}
.charts-css.legend.legend-square li::before{border-radius:3px;height:1rem;width:1rem}
.charts-css.legend.legend-rhombus li::before{border-radius:3px;height:1rem;transform:rotate(45deg) scale(.85);width:1rem}
.charts-css.legend.legend-rectangle li::before{border-radius:3px;height:1rem;width:2rem}
.charts-css.legend.legend-line li::before{border-radius:2px;box-sizing:initial;height:3px;width:2rem}
.charts-css .tooltip{background-color:#555;border-radius:6px;color:#fff;font-size:.9rem;inset-block-end:50%;inset-inline-start:50%;opacity:0;padding:5px 10px;position:absolute;text-align:center;transition:opacity .3s;visibility:hidden;width:max-content;z-index:1}
.charts-css .tooltip:dir(ltr){transform:translateX(-50%)}
.charts-css .tooltip:dir(rtl){transform:translateX(50%)}
.charts-css .tooltip::after{border:5px solid #0000;border-top-color:#555;content:"";inset-block-start:100%;inset-inline-start:50%;margin-inline-start:-5px;position:absolute}
.charts-css td:hover .tooltip{opacity:1;visibility:visible}
.charts-css.bar tbody{align-items:stretch;aspect-ratio:var(--aspect-ratio,auto);display:flex;justify-content:space-between;width:100%}
.charts-css.bar tbody tr,.charts-css.column tbody tr{display:flex;flex-basis:0;flex-grow:1;flex-shrink:1;justify-content:flex-start;overflow-wrap:anywhere;position:relative}
.charts-css.bar tbody tr th{inset:0;position:absolute;width:var(--labels-size)}
.charts-css.bar tbody tr td{align-items:center;display:flex;height:100%;min-height:1rem;padding-block-end:10px;padding-block-start:10px;position:relative;width:calc(100% * var(--end, var(--size, 1)))}
.charts-css.bar:not(.reverse) tbody tr td{justify-content:var(--data-position,flex-end)}
.charts-css.bar.reverse tbody tr td .data.outside,.charts-css.bar:not(.reverse) tbody tr td .data.outside{white-space:nowrap}
.charts-css.bar.reverse tbody tr td{justify-content:var(--data-position,flex-start)}
.charts-css.bar:not(.reverse) tbody tr,.charts-css.column.reverse tbody tr{align-items:flex-start}
.charts-css.bar.reverse tbody tr,.charts-css.column:not(.reverse) tbody tr{align-items:flex-end}
.charts-css.bar.reverse-labels.reverse tbody tr,.charts-css.bar:not(.reverse-labels):not(.reverse) tbody tr{margin-inline-start:var(--labels-size)}
.charts-css.bar:not(.reverse-labels):not(.reverse) tbody tr th{margin-inline-end:auto;margin-inline-start:calc(-1 * var(--labels-size) - var(--primary-axis-width))}
.charts-css.bar.reverse-labels:not(.reverse) tbody tr,.charts-css.bar:not(.reverse-labels).reverse tbody tr{margin-inline-end:var(--labels-size)}
.charts-css.bar:not(.reverse-labels).reverse tbody tr th{margin-inline-end:calc(-1 * var(--labels-size) - var(--primary-axis-width));margin-inline-start:auto}
.charts-css.bar.reverse-labels:not(.reverse) tbody tr th{margin-inline-end:calc(-1 * var(--labels-size));margin-inline-start:auto}
.charts-css.bar.reverse-labels.reverse tbody tr th{margin-inline-end:auto;margin-inline-start:calc(-1 * var(--labels-size))}
.charts-css.bar:not(.stacked) tbody tr td,.charts-css.column:not(.stacked) tbody tr td{flex-basis:0;flex-grow:1;flex-shrink:1}
.charts-css.bar.stacked tbody tr td,.charts-css.column.stacked tbody tr td{flex-basis:unset;flex-grow:unset;flex-shrink:unset}
.charts-css.bar.stacked.reverse-datasets tbody tr,.charts-css.column.stacked.reverse-datasets tbody tr,.charts-css.column:not(.reverse) tbody tr th{justify-content:flex-end}
.charts-css.bar:not(.reverse-data) tbody,.charts-css.bar:not(.reverse-datasets):not(.stacked) tbody tr,.charts-css.column.reverse-datasets.stacked:not(.reverse) tbody tr,.charts-css.column:not(.reverse-datasets).stacked.reverse tbody tr{flex-direction:column}
.charts-css.bar.reverse-data tbody,.charts-css.bar.reverse-datasets:not(.stacked) tbody tr,.charts-css.column.reverse-datasets.stacked.reverse tbody tr,.charts-css.column:not(.reverse-datasets).stacked:not(.reverse) tbody tr{flex-direction:column-reverse}
.charts-css.bar.reverse-datasets.stacked.reverse tbody tr,.charts-css.bar:not(.reverse-datasets).stacked:not(.reverse) tbody tr,.charts-css.column.reverse-labels.reverse-data tbody,.charts-css.column:not(.reverse-datasets):not(.stacked) tbody tr,.charts-css.column:not(.reverse-labels):not(.reverse-data) tbody{flex-direction:row}
.charts-css.bar.reverse-datasets.stacked:not(.reverse) tbody tr,.charts-css.bar:not(.reverse-datasets).stacked.reverse tbody tr,.charts-css.column.reverse-datasets:not(.stacked) tbody tr,.charts-css.column.reverse-labels:not(.reverse-data) tbody,.charts-css.column:not(.reverse-labels).reverse-data tbody{flex-direction:row-reverse}
.charts-css.bar.data-spacing-1 tbody tr{padding-block-end:1px;padding-block-start:1px}
.charts-css.bar.data-spacing-2 tbody tr{padding-block-end:2px;padding-block-start:2px}
.charts-css.bar.data-spacing-3 tbody tr{padding-block-end:3px;padding-block-start:3px}
.charts-css.bar.data-spacing-4 tbody tr{padding-block-end:4px;padding-block-start:4px}
.charts-css.bar.data-spacing-5 tbody tr{padding-block-end:5px;padding-block-start:5px}
.charts-css.bar.data-spacing-6 tbody tr{padding-block-end:6px;padding-block-start:6px}
.charts-css.bar.data-spacing-7 tbody tr{padding-block-end:7px;padding-block-start:7px}
.charts-css.bar.data-spacing-8 tbody tr{padding-block-end:8px;padding-block-start:8px}
.charts-css.bar.data-spacing-9 tbody tr{padding-block-end:9px;padding-block-start:9px}
.charts-css.bar.data-spacing-10 tbody tr{padding-block-end:10px;padding-block-start:10px}
.charts-css.bar.data-spacing-11 tbody tr{padding-block-end:11px;padding-block-start:11px}
.charts-css.bar.data-spacing-12 tbody tr{padding-block-end:12px;padding-block-start:12px}
.charts-css.bar.data-spacing-13 tbody tr{padding-block-end:13px;padding-block-start:13px}
.charts-css.bar.data-spacing-14 tbody tr{padding-block-end:14px;padding-block-start:14px}
.charts-css.bar.data-spacing-15 tbody tr{padding-block-end:15px;padding-block-start:15px}
.charts-css.bar.data-spacing-16 tbody tr{padding-block-end:16px;padding-block-start:16px}
.charts-css.bar.data-spacing-17 tbody tr{padding-block-end:17px;padding-block-start:17px}
.charts-css.bar.data-spacing-18 tbody tr{padding-block-end:18px;padding-block-start:18px}
.charts-css.bar.data-spacing-19 tbody tr{padding-block-end:19px;padding-block-start:19px}
.charts-css.bar.data-spacing-20 tbody tr{padding-block-end:20px;padding-block-start:20px}
.charts-css.bar.datasets-spacing-1 tbody tr td{margin-block-end:1px;margin-block-start:1px}
.charts-css.bar.datasets-spacing-2 tbody tr td{margin-block-end:2px;margin-block-start:2px}
.charts-css.bar.datasets-spacing-3 tbody tr td{margin-block-end:3px;margin-block-start:3px}
.charts-css.bar.datasets-spacing-4 tbody tr td{margin-block-end:4px;margin-block-start:4px}
.charts-css.bar.datasets-spacing-5 tbody tr td{margin-block-end:5px;margin-block-start:5px}
.charts-css.bar.datasets-spacing-6 tbody tr td{margin-block-end:6px;margin-block-start:6px}
.charts-css.bar.datasets-spacing-7 tbody tr td{margin-block-end:7px;margin-block-start:7px}
.charts-css.bar.datasets-spacing-8 tbody tr td{margin-block-end:8px;margin-block-start:8px}
.charts-css.bar.datasets-spacing-9 tbody tr td{margin-block-end:9px;margin-block-start:9px}
.charts-css.bar.datasets-spacing-10 tbody tr td{margin-block-end:10px;margin-block-start:10px}
.charts-css.bar.datasets-spacing-11 tbody tr td{margin-block-end:11px;margin-block-start:11px}
.charts-css.bar.datasets-spacing-12 tbody tr td{margin-block-end:12px;margin-block-start:12px}
.charts-css.bar.datasets-spacing-13 tbody tr td{margin-block-end:13px;margin-block-start:13px}
.charts-css.bar.datasets-spacing-14 tbody tr td{margin-block-end:14px;margin-block-start:14px}
.charts-css.bar.datasets-spacing-15 tbody tr td{margin-block-end:15px;margin-block-start:15px}
.charts-css.bar.datasets-spacing-16 tbody tr td{margin-block-end:16px;margin-block-start:16px}
.charts-css.bar.datasets-spacing-17 tbody tr td{margin-block-end:17px;margin-block-start:17px}
.charts-css.bar.datasets-spacing-18 tbody tr td{margin-block-end:18px;margin-block-start:18px}
.charts-css.bar.datasets-spacing-19 tbody tr td{margin-block-end:19px;margin-block-start:19px}
.charts-css.bar.datasets-spacing-20 tbody tr td{margin-block-end:20px;margin-block-start:20px}
.charts-css.column tbody{align-items:stretch;aspect-ratio:var(--aspect-ratio,21/9);display:flex;justify-content:space-between;width:100%}
.charts-css.column tbody tr th{height:var(--labels-size);inset:0;position:absolute}
.charts-css.column tbody tr td{display:flex;height:calc(100% * var(--end, var(--size, 1)));justify-content:center;position:relative;width:100%}
.charts-css.column:not(.reverse) tbody tr td{align-items:var(--data-position,flex-start)}
.charts-css.column.reverse tbody tr td{align-items:var(--data-position,flex-end)}
.charts-css.column.reverse tbody tr td,.charts-css.column:not(.reverse) tbody tr td{justify-content:center}
.charts-css.column.reverse tbody tr th{justify-content:flex-start}
.charts-css.column.reverse-labels.reverse tbody tr,.charts-css.column:not(.reverse-labels):not(.reverse) tbody tr{margin-block-end:var(--labels-size)}
.charts-css.column:not(.reverse-labels):not(.reverse) tbody tr th{margin-block-end:calc(-1 * var(--labels-size) - var(--primary-axis-width));margin-block-start:auto}
.charts-css.column.reverse-labels:not(.reverse) tbody tr,.charts-css.column:not(.reverse-labels).reverse tbody tr{margin-block-start:var(--labels-size)}
.charts-css.column:not(.reverse-labels).reverse tbody tr th{margin-block-end:auto;margin-block-start:calc(-1 * var(--labels-size) - var(--primary-axis-width))}
.charts-css.column.reverse-labels:not(.reverse) tbody tr th{margin-block-end:auto;margin-block-start:calc(-1 * var(--labels-size))}
.charts-css.column.reverse-labels.reverse tbody tr th{margin-block-end:calc(-1 * var(--labels-size));margin-block-start:auto}
.charts-css.column.data-spacing-1 tbody tr{padding-inline-end:1px;padding-inline-start:1px}
.charts-css.column.data-spacing-2 tbody tr{padding-inline-end:2px;padding-inline-start:2px}
.charts-css.column.data-spacing-3 tbody tr{padding-inline-end:3px;padding-inline-start:3px}
.charts-css.column.data-spacing-4 tbody tr{padding-inline-end:4px;padding-inline-start:4px}
.charts-css.column.data-spacing-5 tbody tr{padding-inline-end:5px;padding-inline-start:5px}
.charts-css.column.data-spacing-6 tbody tr{padding-inline-end:6px;padding-inline-start:6px}
.charts-css.column.data-spacing-7 tbody tr{padding-inline-end:7px;padding-inline-start:7px}
.charts-css.column.data-spacing-8 tbody tr{padding-inline-end:8px;padding-inline-start:8px}
.charts-css.column.data-spacing-9 tbody tr{padding-inline-end:9px;padding-inline-start:9px}
.charts-css.column.data-spacing-10 tbody tr{padding-inline-end:10px;padding-inline-start:10px}
.charts-css.column.data-spacing-11 tbody tr{padding-inline-end:11px;padding-inline-start:11px}
.charts-css.column.data-spacing-12 tbody tr{padding-inline-end:12px;padding-inline-start:12px}
.charts-css.column.data-spacing-13 tbody tr{padding-inline-end:13px;padding-inline-start:13px}
.charts-css.column.data-spacing-14 tbody tr{padding-inline-end:14px;padding-inline-start:14px}
.charts-css.column.data-spacing-15 tbody tr{padding-inline-end:15px;padding-inline-start:15px}
.charts-css.column.data-spacing-16 tbody tr{padding-inline-end:16px;padding-inline-start:16px}
.charts-css.column.data-spacing-17 tbody tr{padding-inline-end:17px;padding-inline-start:17px}
.charts-css.column.data-spacing-18 tbody tr{padding-inline-end:18px;padding-inline-start:18px}
.charts-css.column.data-spacing-19 tbody tr{padding-inline-end:19px;padding-inline-start:19px}
.charts-css.column.data-spacing-20 tbody tr{padding-inline-end:20px;padding-inline-start:20px}
.charts-css.column.datasets-spacing-1 tbody tr td{margin-inline-end:1px;margin-inline-start:1px}
.charts-css.column.datasets-spacing-2 tbody tr td{margin-inline-end:2px;margin-inline-start:2px}
.charts-css.column.datasets-spacing-3 tbody tr td{margin-inline-end:3px;margin-inline-start:3px}
.charts-css.column.datasets-spacing-4 tbody tr td{margin-inline-end:4px;margin-inline-start:4px}
.charts-css.column.datasets-spacing-5 tbody tr td{margin-inline-end:5px;margin-inline-start:5px}
.charts-css.column.datasets-spacing-6 tbody tr td{margin-inline-end:6px;margin-inline-start:6px}
.charts-css.column.datasets-spacing-7 tbody tr td{margin-inline-end:7px;margin-inline-start:7px}
.charts-css.column.datasets-spacing-8 tbody tr td{margin-inline-end:8px;margin-inline-start:8px}
.charts-css.column.datasets-spacing-9 tbody tr td{margin-inline-end:9px;margin-inline-start:9px}
.charts-css.column.datasets-spacing-10 tbody tr td{margin-inline-end:10px;margin-inline-start:10px}
.charts-css.column.datasets-spacing-11 tbody tr td{margin-inline-end:11px;margin-inline-start:11px}
.charts-css.column.datasets-spacing-12 tbody tr td{margin-inline-end:12px;margin-inline-start:12px}
.charts-css.column.datasets-spacing-13 tbody tr td{margin-inline-end:13px;margin-inline-start:13px}
.charts-css.column.datasets-spacing-14 tbody tr td{margin-inline-end:14px;margin-inline-start:14px}
.charts-css.column.datasets-spacing-15 tbody tr td{margin-inline-end:15px;margin-inline-start:15px}
.charts-css.column.datasets-spacing-16 tbody tr td{margin-inline-end:16px;margin-inline-start:16px}
.charts-css.column.datasets-spacing-17 tbody tr td{margin-inline-end:17px;margin-inline-start:17px}
.charts-css.column.datasets-spacing-18 tbody tr td{margin-inline-end:18px;margin-inline-start:18px}
.charts-css.column.datasets-spacing-19 tbody tr td{margin-inline-end:19px;margin-inline-start:19px}
.charts-css.column.datasets-spacing-20 tbody tr td{margin-inline-end:20px;margin-inline-start:20px}
:root {
  color-scheme: light dark;
  --back: #ffffff;
  --card: #f6f8fa;
  --text: #1f2328;
  --soft: #59636e;
  --line: #d1d9e0;
  --link: #0550ae;
  --green: #116329;
  --red: #a40e26;
  --amber: #7d4e00;
  --blue: #0550ae;
  --one: #2f6fd0;
  --two: #d17a22;
  --three: #7a8793;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117;
    --card: #161b22;
    --text: #e6edf3;
    --soft: #9da7b3;
    --line: #30363d;
    --link: #79c0ff;
    --green: #56d364;
    --red: #ff9a92;
    --amber: #e3b341;
    --blue: #79c0ff;
    --one: #4c8ff0;
    --two: #e09a4a;
    --three: #8b98a5;
  }
}
* {
  box-sizing: border-box;
}
body {
  margin: 0 auto;
  max-width: 76rem;
  padding: 1.5rem;
  background: var(--back);
  color: var(--text);
  font:
    1rem / 1.5 system-ui,
    sans-serif;
  overflow-wrap: anywhere;
}
h1 {
  margin: 0;
  font-size: 1.75rem;
}
h2 {
  margin: 2.5rem 0 1rem;
  font-size: 1.25rem;
}
header p,
footer {
  color: var(--soft);
}
footer {
  margin-block-start: 3rem;
  border-block-start: 1px solid var(--line);
  font-size: 0.875rem;
}
a {
  color: var(--link);
}
code {
  font:
    0.875em ui-monospace,
    monospace;
  color: var(--soft);
}
:focus-visible {
  outline: 3px solid var(--link);
  outline-offset: 2px;
}
.skip {
  position: absolute;
  inset-inline-start: -999rem;
}
.skip:focus {
  position: static;
}
.headline {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
  gap: 0.75rem;
  margin: 1.5rem 0 0;
}
.headline > div {
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  padding: 0.75rem 1rem;
}
.headline dt,
.headline dd span {
  color: var(--soft);
  font-size: 0.875rem;
}
.headline dd {
  margin: 0;
}
.headline strong {
  display: block;
  font-size: 1.5rem;
  font-variant-numeric: tabular-nums;
  line-height: 1.3;
}
.waits {
  list-style: none;
  margin: 0;
  padding: 0;
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr));
  gap: 0.75rem;
}
.waits li {
  border: 1px solid var(--line);
  border-inline-start: 4px solid var(--two);
  border-radius: 0.5rem;
  padding: 0.5rem 0.75rem;
  background: var(--card);
}
.tag,
.state {
  border: 1px solid currentcolor;
  border-radius: 1rem;
  padding: 0 0.5rem;
  font-size: 0.8125rem;
  white-space: nowrap;
  color: var(--amber);
}
.state.done,
.state.merged,
.state.approved {
  color: var(--green);
}
.state.failed,
.state.blocked,
.tag.restart,
.tag.revision,
.tag.review {
  color: var(--red);
}
.state.running {
  color: var(--blue);
}
.grid {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
  gap: 1.5rem;
}
.chart {
  margin: 0;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  padding: 1rem;
  background: var(--card);
  min-width: 0;
}
.chart figcaption {
  font-weight: 600;
  margin-block-end: 0.75rem;
}
.chart .legend {
  margin: 0 0 0.75rem;
  padding: 0;
  border: 0;
  font-size: 0.875rem;
  color: var(--soft);
  gap: 1rem;
}
.phases {
  border-collapse: collapse;
  width: 100%;
  font-size: 0.9375rem;
}
.phases caption {
  text-align: start;
  color: var(--soft);
  font-size: 0.875rem;
}
.phases th,
.phases td {
  border-block-end: 1px solid var(--line);
  padding: 0.375rem 0.75rem 0.375rem 0;
  text-align: start;
  vertical-align: top;
}
.phases tbody th {
  font-weight: 400;
  min-width: 12rem;
}
.phases .number {
  text-align: end;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
.charts-css {
  --color-1: var(--one);
  --color-2: var(--two);
  --color-3: var(--three);
  height: auto;
  --primary-axis-color: var(--line);
  font-size: 0.8125rem;
}
.charts-css.bar {
  --labels-align-inline: space-between;
  --labels-size: 11.5rem;
}
.charts-css.bar tbody tr th {
  padding-inline-end: 0.75rem;
  font-weight: 400;
  text-align: start;
}
.charts-css.bar tbody tr td {
  min-height: 0.75rem;
  padding-block: 0;
}
.charts-css.bar tbody tr {
  min-height: 1.75rem;
}
.charts-css .name {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  min-width: 0;
}
.charts-css .value {
  color: var(--soft);
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
.charts-css.column {
  --color: var(--one);
  --labels-size: 1.75rem;
  padding-block-start: 1.25rem;
}
.charts-css.column tbody {
  aspect-ratio: auto;
  height: 12rem;
}
.charts-css.column tbody tr th {
  font-weight: 400;
  white-space: nowrap;
}
.charts-css.column tbody tr td .data {
  transform: translateY(-100%);
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
details {
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  margin-block-end: 0.5rem;
  scroll-margin: 1rem;
}
details[open],
details:target {
  border-color: var(--link);
}
summary {
  padding: 0.5rem 0.75rem;
  cursor: pointer;
}
summary .title {
  font-weight: 600;
}
summary .done,
summary .usd {
  color: var(--soft);
  font-size: 0.875rem;
  margin-inline-start: 0.5rem;
}
.inside {
  padding: 0 1rem 1rem;
}
.waiting {
  color: var(--amber);
  margin-block: 0.25rem 0.75rem;
}
.scroll {
  overflow-x: auto;
}
.inside dl {
  display: grid;
  grid-template-columns: minmax(8rem, max-content) 1fr;
  gap: 0.25rem 1rem;
  margin: 1rem 0 0;
}
.inside dt {
  color: var(--soft);
}
.inside dd {
  margin: 0;
}
@media print {
  details::details-content {
    content-visibility: visible;
  }
}
@media (max-width: 40rem) {
  .charts-css.bar {
    --labels-size: 9.5rem;
  }
  .charts-css.column {
    --labels-size: 4.5rem;
    padding-block-start: 2.5rem;
  }
  .charts-css.column tbody tr {
    min-width: 0;
  }
  .charts-css.column .name,
  .charts-css.column .data {
    writing-mode: vertical-rl;
  }
}`;
// src/report/figures/page/page.ts
/**
* The report as one self-contained page, for people who open no terminal: it asks nobody for anything, runs nothing (its policy
* allows no script at all), and reads the same without colours, without eyes and without a mouse.
*/
function figuresPage(figures) {
	const body = bodyOf(figures);
	const style = `${styles}\n${sizeRules(body.markup)}`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${`default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Plans</title>
<style>${style}</style>
</head>
${body.markup}
</html>
`;
}
function bodyOf(figures) {
	const { plans, at, unreadable, notes } = figures;
	const waiting = waitingPlans(figures);
	return html`<body>
<a class="skip" href="#plans">Skip to the plans</a>
<header>
<h1>Plans</h1>
<p>As of <time datetime="${at}">${at.slice(0, 16).replace("T", " ")} UTC</time></p>
</header>
<main>
${plans.length === 0 ? html`<p class="empty">There are no plans here yet, and no records.</p>` : none}
${plans.length === 0 ? none : headline(figures)}
${waiting.length === 0 ? none : html`<section aria-labelledby="waits"><h2 id="waits">Waits for people</h2>
${waitingList(waiting.slice(0, MOST_WAITING))}
${waiting.length > MOST_WAITING ? html`<details class="more"><summary>${waiting.length - MOST_WAITING} more</summary>${waitingList(waiting.slice(MOST_WAITING))}</details>` : none}
</section>`}
${plans.length === 0 ? none : html`<section aria-labelledby="charts" class="charts"><h2 id="charts">At a glance</h2><div class="grid">${charts(figures)}</div></section>`}
${plans.length === 0 ? none : html`<section aria-labelledby="plans"><h2 id="plans" tabindex="-1">${counted(plans.length, "plan")}</h2>${plans.map((plan) => planDetails(plan, figures))}</section>`}
${unreadable.length === 0 ? none : html`<section aria-labelledby="broken"><h2 id="broken">Could not be read</h2><ul>${unreadable.map(({ plan, message, fix }) => html`<li><code>${plan}</code>: ${message} <code>${fix}</code></li>`)}</ul></section>`}
</main>
<footer>${[...notes, ...sourceWords(figures)].map((note) => html`<p>${note}</p>`)}</footer>
</body>`;
}
/** What asks for people stands in front, and not everything at once. */
const MOST_WAITING = 12;
const waitingList = (plans) => html`<ul class="waits">
${plans.map(({ id, title, waits, waitsFor }) => html`<li><a href="#plan-${id}"><bdi>${title}</bdi></a> <span class="tag ${waitsFor}">${waitsFor}</span><br>${waits}</li>
`)}</ul>`;
function headline(figures) {
	const { totals, plans } = figures;
	const running = plans.filter(({ status }) => status === "running").length;
	const waiting = waitingPlans(figures).length;
	const fact = (name, value, more) => html`<div><dt>${name}</dt><dd><strong>${value}</strong> <span>${more}</span></dd></div>`;
	return html`<dl class="headline">
${fact("Plans", String(totals.plans), `${totals.merged} merged, ${running} running, ${waiting} waiting for people`)}
${fact("Phases done", `${totals.phasesDone} of ${totals.phases}`, heldWords(figures))}
${fact("Spent, US dollars", cents(totals.usd), totals.onPlanner === null || totals.usd === 0 ? "" : `${cents(totals.onPlanner)} on the planner’s model for the same tokens`)}
${fact("A done phase, US dollars", totals.perDonePhase === null ? "–" : cents(totals.perDonePhase), "reviews included")}
${fact("Draft to merge", spanOrNothing(totals.draftToMerge) || "–", "in the median")}
${fact("Waiting for people", spanOrNothing(totals.people) || "–", `while machines ran ${spanOrNothing(totals.running) || "nothing"}`)}
</dl>`;
}
export { figuresPage };
