import { n as cleanLine, t as clean } from "./clean.js";
import { t as plain } from "./paint.js";
import { n as counted } from "./words.js";
// src/report/review.ts
const CHECK_MARKS = {
	success: "✓",
	failure: "✗",
	action_required: "!",
	neutral: "–"
};
const ORDER = [
	"blocker",
	"major",
	"minor",
	"nit"
];
/** Worst findings first, then each criterion with its evidence. */
function reviewText({ plan, review, check }, paint = plain) {
	const title = `${(check.conclusion === "success" ? paint.green : paint.red)(`${CHECK_MARKS[check.conclusion]} ${plan}`)}: ${cleanLine(check.title)}`;
	if (review === void 0) return `${title}\nThere is no review.`;
	const tint = {
		blocker: paint.red,
		major: paint.red,
		minor: paint.yellow,
		nit: paint.dim
	};
	const findings = sorted(review.findings).flatMap((one) => [`${tint[one.severity](one.severity)} ${paint.bold(placeOf(one))} ${cleanLine(one.claim, 1e3)}`, ...details(one).map(([name, text]) => `  ${paint.dim(`${name}:`)} ${cleanLine(text, 1e3)}`)]);
	const criteria = review.criteria.map(({ phase, criterion, text, met, evidence }) => `${met ? paint.green("✓") : paint.red("✗")} ${phase} ${criterion}. ${cleanLine(text)}\n  ${paint.dim(cleanLine(evidence))}`);
	const by = paint.dim(`reviewed${review.model ? ` by ${cleanLine(review.model, 60)}` : ""}: tree ${review.tree.slice(0, 12)}`);
	const section = (heading, lines) => lines.length > 0 ? [`${paint.bold(heading)}\n${lines.join("\n")}`] : [];
	return [
		[
			title,
			...why({
				review,
				check
			}).map((text) => cleanLine(text)),
			by
		].join("\n"),
		...review.summary ? [clean(review.summary)] : [],
		...section(tally(review.findings), findings),
		...section("Criteria", criteria)
	].join("\n\n");
}
function details({ evidence, scenario, suggestion }) {
	return [
		["evidence", evidence],
		["how it fails", scenario],
		["suggestion", suggestion ?? ""]
	].filter(([, text]) => text.trim() !== "");
}
function placeOf({ path, line }) {
	if (path === null) return "the change";
	return line === null ? cleanLine(path) : `${cleanLine(path)}:${line}`;
}
/** `1 minor, 2 nits`, or that there are none. */
function tally(findings) {
	if (findings.length === 0) return "No findings";
	return ORDER.flatMap((severity) => {
		const count = findings.filter((finding) => finding.severity === severity).length;
		return count > 0 ? [counted(count, severity, severity === "nit" ? "nits" : severity)] : [];
	}).join(", ");
}
function sorted(findings) {
	return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}
/** The verdict's reason, where the check does not say the same. */
function why({ review, check }) {
	return review === void 0 || review.why === check.title ? [] : [review.why];
}
export { sorted as a, reviewText as i, details as n, tally as o, placeOf as r, why as s, CHECK_MARKS as t };
