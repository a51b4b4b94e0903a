import { hash } from "node:crypto";
// src/plan/digest.ts
/**
* Canonical texts and their hashes. The text of a phase is all that the phase means: the JSON of
* `PhaseContent`, as RFC 8785 writes it. Whoever approves a digest approves that text; whoever prompts a
* model renders that text.
*/
/**
* The canonical text of a phase. RFC 8785 sorts keys and nests texts, so the part of the plan, which is the
* same in all its phases and often the longest, may be given ready: `planText(content.plan)`.
*/
function phaseText(content, plan = planText(content.plan)) {
	const { plan: _, planfile, ...before } = content;
	return `${canonical(before).slice(0, -1)},"plan":${plan},"planfile":${canonical(planfile)}}`;
}
function planText(plan) {
	return canonical(plan);
}
/** SHA-256 of a canonical text in UTF-8, 64 hex digits. */
function phaseDigest(text) {
	return sha256(text);
}
/** The canonical text of a set of phases: `[["<id>","<digest>"],…]`, sorted by id. */
function setText(phases) {
	return canonical(phases.map(({ id, digest }) => [id, digest]).toSorted(([a], [b]) => a < b ? -1 : a > b ? 1 : 0));
}
/** Names any set of phases; SHA-256, 64 hex digits, of which people are shown the first 32. */
function setDigest(phases) {
	return sha256(setText(phases));
}
/**
* RFC 8785. `JSON.stringify` writes texts and numbers as it asks for; what is left is the order of keys, and
* to refuse what is not I-JSON. Written here because the texts of plans are long, and a library that looks at
* each character took longer than the hash; the tests hold it against that library.
*/
function canonical(value) {
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	if (typeof value === "object" && value !== null) {
		const fields = value;
		return `{${Object.keys(fields).filter((key) => fields[key] !== void 0).sort().map((key) => `${canonical(key)}:${canonical(fields[key])}`).join(",")}}`;
	}
	if (!(typeof value === "string" ? value.isWellFormed() : typeof value === "boolean" || value === null) && !Number.isFinite(value)) throw new TypeError("no canonical text: the value is not JSON");
	return JSON.stringify(value);
}
function sha256(text) {
	return hash("sha256", text);
}
export { setDigest as i, phaseText as n, planText as r, phaseDigest as t };
