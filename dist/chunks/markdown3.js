import { n as codeSpan, r as forgeLine } from "./markdown.js";
import { t as STATE_MARKS } from "./status.js";
import { i as span } from "./words.js";
import { t as phaseGraph } from "./status-markdown.js";
import { t as markdownTable } from "./table.js";
import { a as modelWords, c as rangeWords, f as timeWords, h as waitingPlans, i as heldWords, l as reviewWords, n as cents, o as plannedWords, p as totalWords, r as doneWords, s as plannerWords, t as approvedWords, u as sourceWords } from "./words2.js";
// src/report/figures/markdown.ts
/** The report as markdown, for summaries and pull requests: tables, and mermaid for what hangs together and for how time went by. */
/** Rows that a table has at most: GitHub shows nothing of a summary above 1 MiB (github.md G9). */
const MOST_ROWS = 300;
/** Plans of a gantt chart: more are no picture. */
const MOST_BARS = 20;
function figuresMarkdown(figures, { detailed }) {
	const { plans, unreadable, notes } = figures;
	if (plans.length + unreadable.length === 0) return "There are no plans here, and no records.\n";
	return `${[
		...detailed ? plans.map((plan) => planMarkdown(plan, figures)) : [allMarkdown(figures)],
		...unreadable.map(({ plan, message, fix }) => `${codeSpan(plan)}: ${forgeLine(message)} → ${codeSpan(fix)}`),
		[...notes, ...sourceWords(figures)].map((note) => forgeLine(note)).join(" ")
	].join("\n\n")}\n`;
}
function allMarkdown(figures) {
	const { plans } = figures;
	const waiting = waitingPlans(figures);
	const held = heldWords(figures);
	const shown = plans.slice(0, MOST_ROWS);
	const table = markdownTable({
		columns: [
			{ title: "plan" },
			{ title: "title" },
			{ title: "state" },
			{
				title: "done",
				align: "right"
			},
			{
				title: "usd",
				align: "right"
			},
			{
				title: "estimated",
				align: "right"
			},
			{
				title: "draft to merge",
				align: "right"
			},
			{
				title: "waited for people",
				align: "right"
			}
		],
		rows: shown.map((plan) => [
			codeSpan(plan.id),
			forgeLine(plan.title, 200),
			plan.status,
			doneWords(plan),
			cents(plan.usd.total),
			rangeWords(plan.estimate),
			plan.times.draftToMerge === null ? "" : span(plan.times.draftToMerge),
			span(plan.times.people)
		])
	});
	const left = plans.length - shown.length;
	return [
		"## Plans",
		[...totalWords(figures), ...held ? [held] : []].map((line) => `- ${line}`).join("\n"),
		...waiting.length > 0 ? ["### Waits for people", waiting.slice(0, MOST_ROWS).map(({ id, waits }) => `- ${codeSpan(id)}: ${forgeLine(waits)}`).join("\n")] : [],
		"### What they took",
		left > 0 ? `${table}\n\nand ${left} more` : table,
		gantt(plans.slice(0, MOST_BARS))
	].filter((part) => part !== "").join("\n\n");
}
function planMarkdown(plan, { planner }) {
	const { phases } = plan;
	const table = markdownTable({
		columns: [
			{ title: "phase" },
			{ title: "title" },
			{ title: "state" },
			{ title: "model" },
			{
				title: "turns",
				align: "right"
			},
			{
				title: "time",
				align: "right"
			},
			{
				title: "usd",
				align: "right"
			},
			{
				title: "estimated",
				align: "right"
			},
			{
				title: "on the planner",
				align: "right"
			}
		],
		rows: phases.map((one) => [
			codeSpan(one.phase),
			forgeLine(one.title, 200),
			`${STATE_MARKS[one.state]} ${one.state}${one.reason ? ` (${one.reason})` : ""}`,
			one.model === null ? "" : codeSpan(modelWords(one)),
			one.turns > 0 ? String(one.turns) : "",
			one.seconds > 0 ? span(one.seconds) : "",
			one.attempts > 0 ? cents(one.usd) : "",
			one.estimate ? rangeWords(one.estimate.usd) : "",
			one.attempts > 0 ? cents(one.onPlanner) : one.estimate ? cents(one.estimate.onPlanner.likely) : ""
		])
	});
	const facts = [
		...plan.waitsFor === "nothing" ? [] : [`**Waits for ${forgeLine(plan.waits)}**`],
		`Planned by ${forgeLine(plannedWords(plan))}; approved by ${forgeLine(approvedWords(plan))}.`,
		...rangeWords(plan.estimate) ? [`Estimated: ${rangeWords(plan.estimate)} usd for all phases.`] : [],
		...plan.usd.total > 0 ? [`Cost: ${plannerWords(plan.usd.total, plan.usd.onPlanner, planner) || cents(plan.usd.total)}.`] : [],
		...plan.usd.perDonePhase === null ? [] : [`${cents(plan.usd.perDonePhase)} usd for each done phase, reviews included.`],
		...reviewWords(plan) ? [`${reviewWords(plan)}.`] : [],
		`${timeWords(plan)}.`
	];
	return [
		`## ${codeSpan(plan.id)}: ${plan.status}`,
		forgeLine(plan.title),
		facts.map((fact) => `- ${fact}`).join("\n"),
		phaseGraph(phases),
		table,
		gantt([plan])
	].filter((part) => part !== "").join("\n\n");
}
const BARS = {
	running: "running :done",
	people: "people :crit",
	machines: "machines :active"
};
/** What is shorter than this part of the picture is no bar. */
const THINNEST = 1 / 400;
/** Only ids and words of our own: mermaid carries out what it is given. */
function gantt(plans) {
	const length = ({ from, to }) => Date.parse(to) - Date.parse(from);
	const all = plans.flatMap(({ stretches }) => stretches);
	if (all.length === 0) return "";
	const ends = [all.map(({ from }) => from).sort()[0], all.map(({ to }) => to).sort().at(-1)];
	const least = Math.max(6e4, length({
		from: ends[0],
		to: ends[1]
	}) * THINNEST);
	const sections = plans.flatMap(({ id, stretches }) => {
		const bars = stretches.filter((stretch) => length(stretch) >= least).map(({ from, to, what }) => `  ${BARS[what]}, ${from.slice(0, 19)}, ${to.slice(0, 19)}`);
		return bars.length > 0 ? [`  section ${id}`, ...bars] : [];
	});
	if (sections.length === 0) return "";
	return [
		"```mermaid",
		"gantt",
		"  dateFormat YYYY-MM-DDTHH:mm:ss",
		"  axisFormat %m-%d %H:%M",
		...sections,
		"```"
	].join("\n");
}
export { figuresMarkdown };
