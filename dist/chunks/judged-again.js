import { t as declinedIn } from "./memory.js";
import { r as verdictOf } from "./verdict.js";
// src/commands/publishing/judged-again.ts
async function judgedAgain({ review, expected, policy, remembered }) {
	if (review.verdict === "none") return review;
	const facts = {
		findings: review.findings,
		criteria: review.criteria,
		expected,
		blocking: policy.review.blocking,
		refuted: policy.review.refuted,
		unread: review.unread
	};
	const verdict = verdictOf(facts);
	if (verdict.verdict !== "block") return review.verdict === "pass" ? {
		...review,
		...verdict
	} : review;
	const declined = declinedIn((await remembered())?.decisions ?? []);
	const without = declined.size > 0 ? verdictOf({
		...facts,
		declined
	}) : verdict;
	return without.verdict === "pass" ? {
		...review,
		verdict: "pass",
		why: `${without.why} but what was declined (${declined.size})`
	} : {
		...review,
		...without
	};
}
export { judgedAgain as t };
