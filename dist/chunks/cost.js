import { n as totalUsd, t as sameTokensOn } from "./meter.js";
import { r as priceList } from "./prices.js";
import { n as cleanLine } from "./clean.js";
import { a as usd, r as duration, t as count } from "./words.js";
// src/report/cost.ts
/** What was spent, by phase and model as answered, beside what the same tokens would have cost on the planner's model. */
const number = (title) => ({
	title,
	align: "right"
});
/** One row for each model of each entry, and their total. `planner` is a full model id. */
function costTable(entries, planner) {
	const lines = entries.flatMap(({ usage }) => usage);
	const rows = entries.flatMap(({ label, turns, seconds, usage }) => usage.length === 0 ? [[
		cleanLine(label),
		"none",
		count(turns),
		"",
		"",
		"",
		"",
		usd(0),
		duration(seconds),
		""
	]] : usage.map((line, index) => index === 0 ? row(cleanLine(label), cleanLine(line.model, 60), count(turns), duration(seconds), [line], planner) : row("", `${cleanLine(line.model, 60)} (${line.role})`, count(line.calls), "", [line], planner)));
	const sum = (of) => entries.reduce((total, entry) => total + of(entry), 0);
	const total = row("total", "", count(sum(({ turns }) => turns)), duration(sum(({ seconds }) => seconds)), lines, planner);
	return {
		columns: [
			{ title: "phase" },
			{ title: "model" },
			number("turns"),
			number("fresh"),
			number("cache read"),
			number("cache write"),
			number("output"),
			number("usd"),
			number("time"),
			number(`on ${planner}`)
		],
		rows: [...rows, total]
	};
}
/** Where the figures come from, and what a phase that is done cost on average. */
function costNotes(entries) {
	const lines = entries.flatMap(({ usage }) => usage);
	const done = entries.filter((entry) => entry.done).length;
	const total = totalUsd(lines);
	const unpriced = [...new Set(lines.filter((line) => line.usd === null).map(({ model }) => cleanLine(model, 60)))];
	return [
		...done > 0 && total !== null ? [`${usd(total / done)} usd for each phase that is done, reviews included.`] : [],
		...unpriced.length > 0 ? [`No price is known for ${unpriced.join(", ")}.`] : [],
		`Prices: ${priceList.name} ${priceList.version} of ${priceList.date}, supplemented ${priceList.supplemented}.`
	];
}
function row(label, model, turns, time, lines, planner) {
	const sum = (of) => count(lines.reduce((total, line) => total + of(line), 0));
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
		usd(sameTokensOn(planner, lines))
	];
}
export { costTable as n, costNotes as t };
