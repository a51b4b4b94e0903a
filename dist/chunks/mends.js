import { r as visible } from "./clean.js";
import { t as isRefuted } from "./verdict.js";
import { createHash } from "node:crypto";
// src/review/fingerprint.ts
/** Knows a finding again after a push: by what it says about which code, not by its line, which moves. */
/** 16 hex digits over category, path and the claim's words, so that spacing, case and punctuation do not matter. */
function fingerprint({ category, path, claim }) {
	const words = claim.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return createHash("sha256").update(JSON.stringify([
		category,
		path,
		words
	])).digest("hex").slice(0, 16);
}
// src/review/mends.ts
/** Digits of an id that people are shown, and the fewest by which they may name it. */
const SHOWN = 8;
const LEAST = 6;
/** Worst first. Findings that say the same on several lines have one id, and go together. */
function mendsOf({ findings, criteria }) {
	const all = [...findings.filter((finding) => !isRefuted(finding)).map(ofFinding), ...criteria.filter(({ met }) => !met).map(ofCriterion)].toSorted((a, b) => rank(a) - rank(b));
	const seen = /* @__PURE__ */ new Set();
	return all.filter(({ id, path, line }) => {
		const key = JSON.stringify([
			id,
			path,
			line
		]);
		return !seen.has(key) && seen.add(key);
	});
}
/** A criterion is known again by its phase and its words: its number changes when another is put before it. */
const criterionId = ({ phase, text }) => fingerprint({
	category: "criterion",
	path: phase,
	claim: text
});
/** As people see it beside a finding, and may name it. */
const shortId = (id) => id.slice(0, SHOWN);
/** What keeps the review from passing: each criterion, and findings of the severities that block by policy. */
const blockingOf = (mends, blocking) => mends.filter(({ severity }) => severity === null || blocking.includes(severity));
/** The plan itself is wrong: nobody who builds can mend that. The answer is its next revision (`/planfile draft`). */
const isOfPlan = ({ category }) => category === "plan";
/** Characters of each text of a mend, wherever it goes: as much as people are shown of it everywhere. */
const MEND_TEXT_MOST = 1e3;
/**
* As people are shown it who send it back, and no more: at most so many characters of each text, and what does not show as its code
* (trust.md T3). The place stays as it is: a cut path is another one.
*/
function shortened(mend, most = MEND_TEXT_MOST) {
	const { claim, evidence, scenario, suggestion } = mend;
	const cut = (text) => {
		const shown = visible(text);
		return shown.length > most ? `${shown.slice(0, most - 1).toWellFormed()}…` : shown;
	};
	return {
		...mend,
		claim: cut(claim),
		evidence: cut(evidence),
		scenario: cut(scenario),
		suggestion: suggestion === null ? null : cut(suggestion)
	};
}
/** Those that the words name, by a whole id or by a beginning that only one has; worst first. All that is wrong with the words, or none of it. */
function named(mends, words) {
	const ids = [...new Set(mends.map(({ id }) => id))];
	const found = words.map((word) => meant(ids, word));
	const problems = found.flatMap((one) => typeof one === "string" ? [] : [one]);
	if (problems.length > 0) return {
		ok: false,
		problems
	};
	return {
		ok: true,
		mends: mends.filter(({ id }) => found.includes(id))
	};
}
function meant(ids, given) {
	const word = given.length > 40 ? `${given.slice(0, 39)}…` : given;
	const hits = ids.filter((id) => /^[0-9a-f]+$/i.test(given) && id.startsWith(given.toLowerCase()));
	if (hits.length > 0 && given.length < LEAST) return {
		code: "finding-too-short",
		word,
		message: `${word} is too short a beginning to name a finding by`,
		fix: `Give at least ${LEAST} digits: ${few(hits.map(shortId))}.`
	};
	if (hits.length > 1) return {
		code: "finding-ambiguous",
		word,
		message: `${word} is how several findings begin`,
		fix: `Give more of it: ${few(hits)}.`
	};
	return hits[0] ?? {
		code: "finding-unknown",
		word,
		message: `the review of what stands there has no finding ${word}`,
		fix: ids.length === 0 ? "It found nothing that could be mended." : `Name one of these: ${few(ids.map(shortId))}.`
	};
}
const few = (ids) => ids.length > 10 ? `${ids.slice(0, 10).join(", ")} and ${ids.length - 10} more` : ids.join(", ");
const RANKS = [
	"blocker",
	null,
	"major",
	"minor",
	"nit"
];
const rank = ({ severity }) => RANKS.indexOf(severity);
const ofFinding = (finding) => ({
	id: finding.fingerprint,
	severity: finding.severity,
	category: finding.category,
	phase: null,
	path: finding.path,
	line: finding.side === "old" ? null : finding.line,
	claim: finding.claim,
	evidence: finding.evidence,
	scenario: finding.scenario,
	suggestion: finding.suggestion
});
const ofCriterion = ({ phase, text, evidence, criterion }) => ({
	id: criterionId({
		phase,
		text
	}),
	severity: null,
	category: "criterion",
	phase,
	path: null,
	line: null,
	claim: text || `criterion ${criterion}`,
	evidence,
	scenario: "",
	suggestion: null
});
export { mendsOf as a, shortened as c, isOfPlan as i, fingerprint as l, blockingOf as n, named as o, criterionId as r, shortId as s, MEND_TEXT_MOST as t };
