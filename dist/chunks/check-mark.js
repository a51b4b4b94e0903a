import { T as string, m as array, v as literal, w as strictObject } from "./schemas.js";
import { r as review } from "./review.js";
import { n as dataIn, t as dataComment } from "./comment-data.js";
// src/commands/check-mark.ts
/**
* What a check of ours says to us, behind what people read of it: for which reviews of the record it stands, and from which commit on its
* change was judged. Only our own account writes our checks (github.md G8).
*/
/** A plan's check: one on each commit that was looked at. */
const planCheckId = (plan) => `planfile/${plan}`;
/** undefined: it is no plan's. */
const planOfCheck = (externalId) => /^planfile\/([a-z][a-z0-9-]{0,47})$/.exec(externalId)?.[1];
const MARK = "check";
const marked = strictObject({
	v: literal(1),
	steps: array(string().regex(/^[0-9a-f]{64}$/)),
	base: review.shape.base.optional()
});
/** Characters of a summary before the mark; GitHub takes 65,535 with it. */
const TEXT_MOST = 6e4;
function markedSummary(text, { steps, base }) {
	const shown = text.length > TEXT_MOST ? `${text.slice(0, TEXT_MOST).toWellFormed()}…` : text;
	const mark = {
		v: 1,
		steps: [...new Set(steps)].slice(-50),
		base
	};
	return mark.steps.length === 0 && base === void 0 ? shown : `${shown}\n\n${dataComment(MARK, mark)}`;
}
/** What does not fit says nothing. */
function markIn(summary) {
	const parsed = marked.safeParse(dataIn(MARK, summary));
	return parsed.success ? {
		steps: parsed.data.steps,
		base: parsed.data.base
	} : {
		steps: [],
		base: void 0
	};
}
export { planOfCheck as i, markedSummary as n, planCheckId as r, markIn as t };
