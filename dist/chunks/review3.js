import { t as isRefuted } from "./verdict.js";
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
	const shown = (findings) => sorted(findings).flatMap((one) => [`${tint[one.severity](one.severity)} ${paint.bold(placeOf(one))} ${cleanLine(one.claim, 1e3)}`, ...details(one).map(([name, text]) => `  ${paint.dim(`${name}:`)} ${cleanLine(text, 1e3)}`)]);
	const { standing, refuted } = parted(review.findings);
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
		...section(tally(standing), shown(standing)),
		...section("Refuted by a second look", shown(refuted)),
		...section("Criteria", criteria),
		...section("Beside that", remarks(review))
	].join("\n\n");
}
function details(finding) {
	const { evidence, scenario, suggestion, standing, reason } = finding;
	return [
		["evidence", evidence],
		["how it fails", scenario],
		["suggestion", suggestion ?? ""],
		[standing === "refuted" ? "refuted" : "seen again", reason]
	].filter(([, text]) => text.trim() !== "");
}
function placeOf({ path, line }) {
	if (path === null) return "the change";
	return line === null ? cleanLine(path) : `${cleanLine(path)}:${line}`;
}
/** What a second look could not support is told apart, and counts for nothing but what the policy says. */
function parted(findings) {
	return {
		standing: findings.filter((one) => !isRefuted(one)),
		refuted: findings.filter(isRefuted)
	};
}
/** What went otherwise than one would take for granted, a line each. */
function remarks({ findings, leftOut, unread, context, notes }) {
	const unjudged = findings.filter(({ standing }) => standing === "unjudged").length;
	const reasons = [...Map.groupBy(leftOut, ({ why }) => why)];
	return [
		...unread.length > 0 ? [`Not read: ${few(unread)}.`] : [],
		...reasons.map(([reason, files]) => `Left out (${cleanLine(reason)}): ${few(files.map(({ path }) => path))}.`),
		...unjudged > 0 ? [`${counted(unjudged, "finding")} had no second look.`] : [],
		...context.length > 0 ? [`Given along: ${few(context.map(({ path }) => path))}.`] : [],
		...notes.map((note) => `${cleanLine(note)}.`)
	];
}
const few = (paths) => {
	const named = paths.slice(0, 10).map((path) => cleanLine(path));
	return paths.length > 10 ? `${named.join(", ")} and ${paths.length - 10} more` : named.join(", ");
};
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
export { remarks as a, tally as c, placeOf as i, why as l, details as n, reviewText as o, parted as r, sorted as s, CHECK_MARKS as t };
