import { n as phaseText, t as phaseDigest } from "./digest.js";
// src/plan/told.ts
/**
* What a model may be told of a plan: the canonical text of a phase, read back. Nothing else of the file
* reaches a prompt (trust.md T1, T2), so this takes a text and no plan.
*/
/**
* Reads a canonical text back. Throws a `TypeError` when the text is not one that `phaseText` writes: it was
* made or changed elsewhere.
*/
function toldFrom(text) {
	const content = JSON.parse(text);
	if (!(content?.planfile === 1 && typeof content.plan?.body === "string" && typeof content.phase?.section === "string" && Array.isArray(content.phase.criteria) && Array.isArray(content.needs)) || phaseText(content) !== text) throw new TypeError("this is no canonical text of a phase");
	return {
		...content,
		digest: phaseDigest(text)
	};
}
/** Of a phase that `readPlan` has just made: its text is what `phaseText` wrote, and need not be proved. */
const toldOf = ({ text, digest }) => ({
	...JSON.parse(text),
	digest
});
export { toldOf as n, toldFrom as t };
