import { t as approvalText } from "./approval.js";
import { t as DECISION_MARKS } from "./gate.js";
import { n as codeSpan, r as forgeLine, t as codeBlock } from "./markdown.js";
import { t as markdownTable } from "./table.js";
// src/report/gate-markdown.ts
function gateMarkdown(decisions) {
	return markdownTable({
		columns: [
			{ title: "phase" },
			{ title: "digest" },
			{ title: "decision" },
			{ title: "why" },
			{ title: "how to go on" }
		],
		rows: decisions.map(({ phase, digest, decision, message, fix }) => [
			codeSpan(phase),
			codeSpan(digest.slice(0, 12)),
			`${DECISION_MARKS[decision]} ${decision}`,
			forgeLine(message),
			fix ? codeSpan(fix) : ""
		])
	});
}
// src/report/answer.ts
/** Characters of a line that are repeated: a comment may have 65,536, and so may the answer. */
const LINE_MOST = 200;
/** The one comment per plan; `paste` is the line that gives what is missing. */
function approvalsMarkdown(plan, decisions, { answers, paste }) {
	const lacking = decisions.filter(({ decision, code }) => decision !== "approved" && code !== "already-done");
	const phases = plan.phases.filter(({ id }) => lacking.some(({ phase }) => phase === id));
	const missing = lacking.length === 0 ? ["Nothing is missing: every phase that is not done may run."] : [
		`Missing: ${lacking.map(({ phase }) => codeSpan(phase)).join(", ")}. Who may approve comments this line, alone:`,
		"",
		codeBlock(paste),
		"",
		"It approves exactly this:",
		"",
		codeBlock(approvalText(plan, phases))
	];
	return [
		`**Planfile: approvals of ${codeSpan(plan.id)}**`,
		"",
		...answersList(answers),
		gateMarkdown(decisions.map((one) => ({
			...one,
			fix: ""
		}))),
		"",
		...missing,
		""
	].join("\n");
}
/** Without a plan to tell more about. */
const answersMarkdown = (answers) => [
	"**Planfile** heard:",
	"",
	...answersList(answers)
].join("\n");
const answersList = (answers) => [...answers.map(({ line, by, accepted, why }) => {
	const shown = codeSpan(line.length > LINE_MOST ? `${line.slice(0, LINE_MOST).toWellFormed()}…` : line);
	if (by === void 0) return `- ${shown}: ${forgeLine(why)}`;
	return `- ${accepted ? "✓" : "✗"} ${shown} by ${codeSpan(by)}: ${forgeLine(why)}`;
}), ""];
export { approvalsMarkdown as n, gateMarkdown as r, answersMarkdown as t };
