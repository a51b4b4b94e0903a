import { _ as int, w as strictObject } from "./schemas.js";
import { c as line, d as paragraph, o as filePath, p as planId } from "./header.js";
import { i as severity, t as finding } from "./review.js";
// src/outcomes/mend.ts
/**
* What a review found and a person sends back to the executor (trust.md T23): a finding, or a criterion that was judged not met. It is
* data like every text of a model: the phase's own text says what to build, this only what of it is wrong.
*/
const mend = strictObject({
	id: finding.shape.fingerprint.describe("by which people name it; of a criterion: over its phase and its text"),
	severity: severity.nullable().describe("null: a criterion that is not met"),
	category: line,
	phase: planId.nullable().describe("whose criterion it is; null: a finding"),
	path: filePath.nullable(),
	line: int().min(1).nullable(),
	claim: paragraph,
	evidence: paragraph,
	scenario: paragraph,
	suggestion: paragraph.nullable()
});
export { mend as t };
