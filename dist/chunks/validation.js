import { i as setDigest } from "./digest.js";
import { t as approvalText } from "./approval.js";
import { n as codeSpan, r as forgeLine, t as codeBlock } from "./markdown.js";
import { t as phaseGraph } from "./status-markdown.js";
// src/report/validation.ts
/** The one comment of validate on a pull request: what is wrong, or what people paste to approve. */
const MOST_PROBLEMS = 50;
/** GitHub takes 65,536 characters; what a plan asks for is shown whole or not at all. */
const MOST_TEXT = 2e4;
function validationMarkdown({ plans, problems }) {
	const errors = problems.filter(({ severity }) => severity === "error");
	const shown = problems.slice(0, MOST_PROBLEMS).map(({ file, line, column, severity, message }) => `- ${severity} at ${codeSpan(`${file}:${line}:${column}`)}: ${forgeLine(message)}`);
	const left = problems.length - shown.length;
	return [
		errors.length > 0 ? `**Planfile: ${errors.length} errors**` : "**Planfile: the plans are valid**",
		"",
		...shown.length > 0 ? [
			...shown,
			...left > 0 ? [`- and ${left} more`] : [],
			""
		] : [],
		...plans.map(planMarkdown)
	].join("\n");
}
/** A plan for people who look at a forge: its phases as a graph, what an approval allows, and the line that gives it. */
function planMarkdown(plan) {
	const line = `/planfile approve ${plan.id} ${setDigest(plan.phases).slice(0, 32)}`;
	const text = approvalText(plan, plan.phases);
	return [
		`### ${codeSpan(plan.id)}: ${forgeLine(plan.title)}`,
		"",
		phaseGraph(plan.phases.map(({ id, needs }) => ({
			phase: id,
			needs,
			state: "pending"
		}))),
		"",
		`Who has read ${codeSpan(plan.path)} and may approve it comments this line, alone:`,
		"",
		codeBlock(line),
		"",
		...text.length > MOST_TEXT ? [] : [
			"It approves exactly this:",
			"",
			codeBlock(text),
			""
		]
	].join("\n");
}
export { planMarkdown, validationMarkdown };
