import { a as mendsOf, i as isOfPlan, r as criterionId, s as shortId } from "./mends.js";
import { t as isRefuted } from "./verdict.js";
import { n as cleanLine, t as clean } from "./clean.js";
import { t as plain } from "./paint.js";
import { n as counted } from "./words.js";
// src/report/send-back.ts
/** A line, or none where nothing was found. `code` shows what is typed. */
function sendBackLines({ by, plan, mends, left = 0 }, code) {
	const first = mends.find((one) => !isOfPlan(one));
	const comment = by === "comment";
	const revise = comment ? `/planfile draft ${plan} …` : `planfile draft ${plan} "…"`;
	return [
		...first === void 0 ? [] : [comment ? inComment(first, code) : onMachine(first, plan, code)],
		...mends.some(isOfPlan) ? [`What is wrong with the plan itself no executor can mend: ${code(revise)} has it revised.`] : [],
		...left > 0 ? [`${counted(left, "more finding")} did not fit here and cannot be named: what was not mended is found again.`] : []
	];
}
const inComment = ({ id }, code) => `To send findings back to the executor, comment ${code(`/planfile fix ${shortId(id)}`)} with the ids that are meant, or ${code("/planfile fix")} for all that blocks.`;
const onMachine = ({ id }, plan, code) => `To send findings back to the executor: ${code(`planfile run ${plan} --fix ${shortId(id)}`)} (one ${code("--fix")} for each id), or ${code("--fix blocking")} for all that blocks.`;
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
function reviewText({ plan, review, check, sendBack }, paint = plain) {
	const title = `${(check.conclusion === "success" ? paint.green : paint.red)(`${CHECK_MARKS[check.conclusion]} ${plan}`)}: ${cleanLine(check.title)}`;
	if (review === void 0) return `${title}\nThere is no review.`;
	const tint = {
		blocker: paint.red,
		major: paint.red,
		minor: paint.yellow,
		nit: paint.dim
	};
	const shown = (findings) => sorted(findings).flatMap((one) => {
		const id = idOf(one) && ` ${paint.dim(idOf(one))}`;
		return [`${tint[one.severity](one.severity)} ${paint.bold(placeOf(one))}${id} ${cleanLine(one.claim, 1e3)}`, ...details(one).map(([name, text]) => `  ${paint.dim(`${name}:`)} ${cleanLine(text, 1e3)}`)];
	});
	const { standing, refuted } = parted(review.findings);
	const criteria = review.criteria.map((one) => {
		const { phase, criterion, text, met, evidence } = one;
		const id = met ? "" : `${paint.dim(shortId(criterionId(one)))} `;
		return `${met ? paint.green("✓") : paint.red("✗")} ${phase} ${criterion}. ${id}${cleanLine(text)}\n  ${paint.dim(cleanLine(evidence))}`;
	});
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
		...section("Beside that", remarks(review)),
		...sendBack ? sendBackLines({
			by: sendBack,
			plan,
			mends: mendsOf(review)
		}, paint.cyan) : []
	].join("\n\n");
}
/** By which people name it. What was refuted shows none: nobody sends it back. */
const idOf = (finding) => isRefuted(finding) ? "" : shortId(finding.fingerprint);
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
function remarks({ since, base, findings, leftOut, unread, context, notes }) {
	const unjudged = findings.filter(({ standing }) => standing === "unjudged").length;
	const reasons = [...Map.groupBy(leftOut, ({ why }) => why)];
	const short = (id) => id.slice(0, 12);
	return [
		...since === void 0 ? [] : [`Read: what the base changed from ${short(since.base)} to ${short(base)}; the change itself is the same, and passed at ${short(since.head)}.`],
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
export { placeOf as a, sorted as c, sendBackLines as d, parted as i, tally as l, details as n, remarks as o, idOf as r, reviewText as s, CHECK_MARKS as t, why as u };
