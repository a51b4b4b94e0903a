import { T as string, _ as int, m as array, p as _enum, v as literal, w as strictObject } from "./schemas.js";
import { h as rules } from "./header.js";
import { t as mend } from "./mend.js";
import { r as review, t as finding } from "./review.js";
import { n as dataIn, t as dataComment } from "./comment-data.js";
import { c as shortened, t as MEND_TEXT_MOST } from "./mends.js";
// src/review/marker.ts
/**
* What a comment of ours says to us: an HTML comment that stands at its very end. Who wrote the comment is the caller's to check;
* a marker proves nothing by itself. Model text in the same comment cannot hold one: it is posted without HTML (trust.md T20).
*/
const marked = strictObject({
	v: literal(1),
	fingerprint: finding.shape.fingerprint,
	category: finding.shape.category,
	severity: finding.shape.severity,
	path: finding.shape.path,
	/** Of the code around it (enclosing.ts); empty where there is none. */
	anchor: string().regex(/^(?:[0-9a-f]{16})?$/),
	claim: string().max(300)
});
/** One line. Nothing in it can end the comment. */
const markerOf = ({ fingerprint, category, severity, path, anchor, claim }) => dataComment("finding", {
	v: 1,
	fingerprint,
	category,
	severity,
	path,
	anchor,
	claim: claim.slice(0, 300).toWellFormed()
});
/** Reads the marker at the end of a body; undefined where there is none that fits. */
function readMarker(body) {
	const parsed = marked.safeParse(dataIn("finding", body));
	if (!parsed.success) return void 0;
	const { v: _, ...read } = parsed.data;
	return read;
}
const reviewed = strictObject({
	v: literal(1),
	/** Drawn for the outcome that was posted: the same one is not posted twice. */
	nonce: review.shape.nonce,
	head: review.shape.tree,
	tree: review.shape.tree,
	base: review.shape.base,
	verdict: _enum([
		"pass",
		"block",
		"none"
	]),
	why: string().max(300),
	/** What of it can go back to the executor, worst first, and how many did not fit; only of a plan's work (mends.ts). */
	mends: array(mend).optional(),
	left: int().min(0).optional(),
	/** By which it was judged (judged-by.ts); without them a pass cannot stand in for anything later. */
	rules: rules.optional()
});
function reviewMarkerOf({ nonce, head, tree, base, verdict, why, rules, mends, left }) {
	const said = why.slice(0, 300).toWellFormed();
	return dataComment("review", {
		v: 1,
		nonce,
		head,
		tree,
		base,
		verdict,
		why: said,
		rules,
		mends,
		left
	});
}
function readReviewMarker(body) {
	const parsed = reviewed.safeParse(dataIn("review", body));
	if (!parsed.success) return void 0;
	const { v: _, ...read } = parsed.data;
	return read;
}
/** Characters of each text of a mend, as long as all fit with so many; a claim of the last length still says what is meant. */
const TEXT_MOST = [
	MEND_TEXT_MOST,
	500,
	250,
	120
];
/** As much of them as `room` characters of a marker hold: their texts are cut before one is left out, the last first. */
function mendsWithin(mends, room) {
	const cut = (most) => mends.map((one) => shortened(one, most));
	const whole = TEXT_MOST.map(cut).find((all) => total(all) <= room);
	if (whole !== void 0) return {
		mends: whole,
		left: 0
	};
	const kept = [];
	let size = 0;
	for (const one of cut(TEXT_MOST.at(-1))) {
		if (size + sizeOf(one) > room) continue;
		size += sizeOf(one);
		kept.push(one);
	}
	return {
		mends: kept,
		left: mends.length - kept.length
	};
}
/** Characters that it takes, escapes and its comma included. */
const sizeOf = (one) => dataComment("", one).length;
const total = (mends) => mends.reduce((sum, one) => sum + sizeOf(one), 0);
export { reviewMarkerOf as a, readReviewMarker as i, mendsWithin as n, readMarker as r, markerOf as t };
