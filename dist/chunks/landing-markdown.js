import { n as codeSpan, r as forgeLine } from "./markdown.js";
import { t as CHECK_MARKS } from "./review2.js";
import { t as markdownTable } from "./table.js";
// src/report/landing-markdown.ts
function landingMarkdown(landing) {
	const { plan, branch, ended, check, pull, notes } = landing;
	const table = markdownTable({
		columns: [
			{ title: "phase" },
			{ title: "ended" },
			{ title: "work" },
			{ title: "why" }
		],
		rows: ended.map(({ phase, outcome, reason, message, commit, kept }) => [
			codeSpan(phase),
			`${outcome}${reason ? ` (${reason})` : ""}`,
			commit?.slice(0, 12) ?? (kept === null ? "" : codeSpan(kept)),
			forgeLine(message, 500)
		])
	});
	return [
		`### ${codeSpan(plan)} on ${codeSpan(branch)}${pull === null ? "" : `, pull request #${pull}`}`,
		table,
		`**Check** ${CHECK_MARKS[check.conclusion]} ${forgeLine(check.title)}`,
		...notes.length > 0 ? [notes.map((note) => `- ${forgeLine(note)}`).join("\n")] : []
	].join("\n\n");
}
export { landingMarkdown };
