import { t as commandRuns } from "./command-runs.js";
import { n as costTable, t as costNotes } from "./cost.js";
import { i as forgeMarkdown, n as codeSpan, r as forgeLine } from "./markdown.js";
import { t as markdownTable } from "./table.js";
import { a as usd, n as counted, r as duration } from "./words.js";
// src/report/session-markdown.ts
/** Lists are for reading; all of them are in the result. */
const MOST_ROWS = 40;
const MOST_FILES = 30;
/** Markdown for the run's page; what models and files say in it is text (trust.md T20). */
function sessionMarkdown(result, against) {
	const { phase, plan, outcome, reason } = result;
	return [
		`### ${MARKS[outcome]} ${codeSpan(phase)} of ${codeSpan(plan)}: ${outcome}${reason ? ` (${reason})` : ""}`,
		forgeLine(result.message),
		facts(result),
		escalation(result),
		ownWords(result),
		verified(result),
		files(result),
		happened(result),
		cost(result, against)
	].filter((part) => part !== "").join("\n\n").concat("\n");
}
const MARKS = {
	built: "✓",
	failed: "✗",
	blocked: "■"
};
function facts({ rounds, consults, checkpoints, transcript, keptTree, turns, seconds }) {
	return [
		counted(turns, "turn"),
		duration(seconds),
		...rounds > 0 ? [`verify output went back ${counted(rounds, "time")}`] : [],
		...consults > 0 ? [counted(consults, "consult of the advisor", "consults of the advisor")] : [],
		...checkpoints > 0 ? [counted(checkpoints, "checkpoint")] : [],
		...transcript === null ? [] : [`transcript ${codeSpan(transcript)}`],
		...keptTree === null ? [] : [`the tree is kept as ${codeSpan(keptTree)}`]
	].join(" · ");
}
function escalation({ escalation }) {
	if (escalation === null) return "";
	return `**The plan is wrong, the executor says:**\n\n${quoted(escalation.because)}\n\n**It proposes:**\n\n${quoted(escalation.proposal)}`;
}
function ownWords({ summary, deviations, escalation }) {
	const said = summary === "" || escalation !== null ? [] : [quoted(summary)];
	const apart = deviations.slice(0, MOST_ROWS).map((one) => `- ${forgeLine(one, 600)}`);
	return [...said, ...apart.length > 0 ? [`**Deviations from the plan**\n\n${apart.join("\n")}`] : []].join("\n\n");
}
const quoted = (text) => forgeMarkdown(text, 4e3).trimEnd().replace(/^/gm, "> ");
/** The last run of verify. */
const verified = ({ verify }) => verify.length === 0 ? "" : `**Verify**\n\n${commandRuns(verify)}`;
const SIGNS = {
	added: "+",
	modified: "~",
	removed: "−",
	mode: "m"
};
function files({ changes, outside, selfVerified }) {
	if (changes.length === 0) return "";
	const note = (path) => outside.includes(path) ? ", outside of `paths`" : selfVerified.includes(path) ? ", self-verified" : "";
	const lines = changes.slice(0, MOST_FILES).map(({ path, kind }) => `- ${SIGNS[kind]} ${codeSpan(path)}${note(path)}`);
	const left = changes.length - lines.length;
	const more = left > 0 ? `\n- and ${left} more` : "";
	return `<details><summary>${counted(changes.length, "changed file")}</summary>\n\n${lines.join("\n")}${more}\n\n</details>`;
}
function happened({ timeline, notes }) {
	if (timeline.length === 0) return notes.map((note) => `- ${forgeLine(note)}`).join("\n");
	const shown = timeline.slice(0, MOST_ROWS);
	const left = timeline.length - shown.length;
	const table = markdownTable({
		columns: [{
			title: "at",
			align: "right"
		}, { title: "what" }],
		rows: shown.map(({ seconds, what }) => [duration(seconds), forgeLine(what)])
	});
	return left > 0 ? `${table}\n\nand ${left} more` : table;
}
function cost({ phase, turns, seconds, usage }, { planner, usd: budget }) {
	const entry = {
		label: phase,
		turns,
		seconds,
		usage
	};
	const table = costTable([entry], planner);
	const rows = table.rows.length === 2 ? table.rows.slice(0, 1) : table.rows;
	const notes = [`The budget of the phase is ${usd(budget)} usd.`, ...costNotes([entry])];
	return `${markdownTable({
		...table,
		rows
	})}\n\n${notes.map((note) => forgeLine(note)).join(" ")}`;
}
export { sessionMarkdown };
