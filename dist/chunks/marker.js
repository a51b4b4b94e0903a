import { T as string, p as _enum, v as literal, w as strictObject } from "./schemas.js";
import { r as review, t as finding } from "./review.js";
import { n as dataIn, t as dataComment } from "./comment-data.js";
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
	why: string().max(300)
});
const reviewMarkerOf = ({ nonce, head, tree, base, verdict, why }) => dataComment("review", {
	v: 1,
	nonce,
	head,
	tree,
	base,
	verdict,
	why: why.slice(0, 300).toWellFormed()
});
function readReviewMarker(body) {
	const parsed = reviewed.safeParse(dataIn("review", body));
	if (!parsed.success) return void 0;
	const { v: _, ...read } = parsed.data;
	return read;
}
export { reviewMarkerOf as i, readMarker as n, readReviewMarker as r, markerOf as t };
