import { i as forgeMarkdown, n as codeSpan, r as forgeLine } from "./markdown.js";
import { n as revisionLines, r as touchesAll } from "./revision2.js";
import { t as phaseGraph } from "./status-markdown.js";
import { t as markdownTable } from "./table.js";
import { a as usd, n as counted } from "./words.js";
// src/report/draft-markdown.ts
/** Our part of the plan's pull request, until its first wave lands. */
function draftPullMarkdown(drafted, most) {
	for (const detail of [
		2e4,
		4e3,
		500
	]) {
		const text = pullText(drafted, detail);
		if (text.length <= most) return text;
	}
	return "";
}
function pullText({ draft, plan, states, paste, changes }, detail) {
	const { path } = plan;
	const estimates = new Map(draft.estimate.map((one) => [one.phase, one]));
	const range = (phase) => {
		const one = estimates.get(phase);
		return one?.low == null || one.high == null ? "" : `${usd(one.low)}–${usd(one.high)}`;
	};
	const remarks = draft.remarks.filter((one) => !one.endsWith("before anything is built."));
	const total = draft.estimate.reduce((sum, { likely }) => sum + (likely ?? 0), 0);
	const lost = touchesAll(changes) ? "⚠ **This revision changes the text outside of the phases: every approval is lost.**" : "";
	return [
		`### ${draft.revision > 1 ? `Revision ${draft.revision} of plan` : "Plan"} ${codeSpan(plan.id)}: ${counted(plan.phases.length, "phase")}`,
		lost,
		`By ${codeSpan(draft.model ?? "nobody")}, asked by ${codeSpan(draft.asked.name)}. The whole text stands in ${codeSpan(path)}; nothing is built before it is approved.`,
		forgeMarkdown(draft.summary, detail),
		changes.length > 0 ? `**What changes**\n\n${revisionLines(changes).map((line) => `- ${forgeLine(line, 500)}`).join("\n")}` : "",
		phaseGraph(plan.phases.map(({ id, needs }) => ({
			phase: id,
			needs,
			state: states.get(id) ?? "pending"
		}))),
		markdownTable({
			columns: [
				{ title: "phase" },
				{ title: "title" },
				{ title: "may change" },
				{
					title: "criteria",
					align: "right"
				},
				{
					title: "usd, estimated",
					align: "right"
				}
			],
			rows: plan.phases.map(({ id, title, paths, criteria }) => [
				codeSpan(id),
				forgeLine(title, 200),
				paths.slice(0, 8).map(codeSpan).join(", ") + (paths.length > 8 ? `, and ${paths.length - 8} more` : ""),
				String(criteria.length),
				range(id)
			])
		}),
		total > 0 ? `Likely about ${usd(total)} usd in all; the draft itself took ${usd(spent(draft))}.` : "",
		remarks.length > 0 ? `**Look closely**\n\n${remarks.slice(0, 30).map((one) => `- ${forgeLine(one, 500)}`).join("\n")}` : "",
		tried(draft),
		`**How to go on**\n\n- Who has read the plan and may approve it comments, alone on a line: ${codeSpan(paste)}\n- To have it changed, comment ${codeSpan(`/planfile draft ${plan.id} <what should change>`)}, or change the file on this branch.\n- To build what is approved, comment ${codeSpan(`/planfile execute ${plan.id}`)}.`,
		"Planfile writes this part anew; what stands above and below it is yours."
	].filter((part) => part !== "").join("\n\n");
}
function tried({ tried }) {
	if (tried.length === 0) return "";
	return `**Its commands, tried before anything was built**\n\n${tried.slice(0, 20).map(({ command, exit, seconds }) => `- ${codeSpan(command)} ended with ${exit ?? "a signal"} after ${Math.ceil(seconds)} s`).join("\n")}`;
}
/** Under the issue: it was drafted, and is not published. */
const draftRefused = ({ message, fix }) => `**Planfile**: a draft came back, and is not published: ${forgeLine(`${message}. ${fix}`, 2e3)}`;
/** Under the issue: what came of it. `link` is the pull request. */
function draftAnswer(draft, { plan, link }) {
	const took = `${codeSpan(draft.model ?? "no model")} took ${usd(spent(draft))} usd.`;
	if (plan !== void 0 && link !== void 0 && draft.revision > 1) return `**Planfile**: revision ${draft.revision} of the plan ${codeSpan(plan.id)} is drafted: ${forgeLine(plan.title, 200)}. Read and approve it in ${link}. Was another plan meant? Then begin with another word than ${codeSpan(plan.id)}: ${codeSpan("/planfile draft <goal>")}. ${took}`;
	if (plan !== void 0 && link !== void 0) return `**Planfile**: a plan is drafted, ${codeSpan(plan.id)}: ${forgeLine(plan.title, 200)}. Read and approve it in ${link}. ${took}`;
	if (draft.outcome === "questions") return `**Planfile**: before it plans, the planner asks:\n\n${draft.questions.map((one, i) => `${i + 1}. ${forgeLine(one, 1e3)}`).join("\n")}\n\nWhoever may write here answers in a comment, and asks again: ${codeSpan("/planfile draft")}. ${took}`;
	return `**Planfile**: no plan came of it. ${forgeLine(draft.message, 2e3)} ${took} To try again: ${codeSpan("/planfile draft")}.`;
}
const spent = ({ usage }) => usage.reduce((sum, line) => sum + (line.usd ?? 0), 0);
/** On the run's page: what came of it, what it took, and what was tried. */
const draftSummary = (draft, plan) => [
	plan === void 0 ? draftAnswer(draft, {
		plan: void 0,
		link: void 0
	}) : `### Plan ${codeSpan(plan.id)}: ${forgeLine(plan.title, 200)}`,
	forgeMarkdown(draft.summary),
	tried(draft),
	`${counted(draft.turns, "turn")}, ${Math.round(draft.seconds)} s, ${usd(spent(draft))} usd; ${counted(draft.rounds, "proposal")} went back.`
].filter((part) => part.trim() !== "").join("\n\n").concat("\n");
export { draftSummary as i, draftPullMarkdown as n, draftRefused as r, draftAnswer as t };
