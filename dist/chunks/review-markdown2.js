import { a as mendsOf, r as criterionId, s as shortId } from "./mends.js";
import { i as forgeMarkdown, n as codeSpan, r as forgeLine } from "./markdown.js";
import { a as placeOf, c as sorted, d as sendBackLines, i as parted, l as tally, n as details, o as remarks, r as idOf, t as CHECK_MARKS, u as why } from "./review2.js";
import { t as markdownTable } from "./table.js";
import { n as counted } from "./words.js";
// src/report/review-markdown.ts
/** Bytes for each list; all of them, and all else, stay below the 65,536 characters of a comment (github.md). The outcome has them all. */
const LIST_BYTES = 2e4;
const REFUTED_BYTES = 8e3;
/** Markdown to post. All that a model wrote is text in it (trust.md T20); the whole stays well below GitHub's limit of 65,536. */
function reviewMarkdown({ plan, review, check, sendBack }) {
	const title = `## ${CHECK_MARKS[check.conclusion]} ${codeSpan(plan)}: ${forgeLine(check.title)}`;
	if (review === void 0) return `${title}\n\nThere is no review.\n`;
	const { standing, refuted } = parted(review.findings);
	const findings = fitting(sorted(standing), findingMarkdown);
	const dropped = fitting(sorted(refuted), findingMarkdown, REFUTED_BYTES);
	const criteria = fitting(unmetFirst(review.criteria), criterionMarkdown);
	return `${[
		title,
		...why({
			review,
			check
		}).map((text) => forgeLine(text)),
		...review.summary ? [forgeMarkdown(review.summary, 4e3)] : [],
		...findings.kept.length > 0 ? [`### ${tally(standing)}`, findings.kept.join("\n")] : [],
		...findings.left > 0 ? [`${counted(findings.left, "more finding")} in the outcome.`] : [],
		...dropped.kept.length > 0 ? ["### Refuted by a second look", dropped.kept.join("\n")] : [],
		...dropped.left > 0 ? [`${counted(dropped.left, "more refuted finding")} in the outcome.`] : [],
		...criteria.kept.length > 0 ? ["### Criteria", markdownTable({
			columns: CRITERIA,
			rows: criteria.kept
		})] : [],
		...criteria.left > 0 ? [`${counted(criteria.left, "more criterion", "more criteria")} in the outcome.`] : [],
		...remarks(review).length > 0 ? [remarks(review).slice(0, 8).map((text) => `- ${forgeLine(text, 300)}`).join("\n")] : [],
		`Reviewed: tree ${codeSpan(review.tree.slice(0, 12))}${review.model ? ` by ${codeSpan(review.model)}` : ""}.`,
		...sendBack ? sendBackLines({
			by: sendBack,
			plan,
			mends: mendsOf(review)
		}, codeSpan) : []
	].join("\n\n")}\n`;
}
function findingMarkdown(finding) {
	const { severity, category, by, claim } = finding;
	const place = finding.path === null ? "" : ` ${codeSpan(placeOf(finding))}`;
	return [`- **${severity}** · ${category}${by === "program" ? " (found by the program)" : ""}${place}${idOf(finding) && ` · ${codeSpan(idOf(finding))}`}: ${forgeLine(claim, 500)}`, ...details(finding).map(([name, text]) => `  - ${name}: ${forgeLine(text, 500)}`)].join("\n");
}
const CRITERIA = [
	{ title: "" },
	{ title: "phase" },
	{ title: "criterion" },
	{ title: "evidence" }
];
function criterionMarkdown(judgement) {
	const { phase, criterion, text, met, evidence } = judgement;
	return [
		met ? "✓" : `✗ not met ${codeSpan(shortId(criterionId(judgement)))}`,
		codeSpan(phase),
		`${criterion}. ${forgeLine(text, 300)}`,
		forgeLine(evidence, 300)
	];
}
/** As many as fit, from the first on; the marks of the list or table around them are small change. */
function fitting(items, show, most = LIST_BYTES) {
	const kept = [];
	let bytes = 0;
	for (const item of items) {
		const shown = show(item);
		bytes += new TextEncoder().encode([shown].flat().join(" | ")).length;
		if (bytes > most) break;
		kept.push(shown);
	}
	return {
		kept,
		left: items.length - kept.length
	};
}
const unmetFirst = (criteria) => criteria.toSorted((a, b) => Number(a.met) - Number(b.met));
export { reviewMarkdown as t };
