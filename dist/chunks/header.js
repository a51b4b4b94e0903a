import { T as string, _ as int, h as boolean, m as array, p as _enum, v as literal, w as strictObject, x as number } from "./schemas.js";
// src/outcomes/header.ts
/**
* Outcomes: what the steps hand to each other. Data with a published schema, trusted by nobody (design.md §1): whoever reads
* one parses it here first, and checks what matters anew.
*/
const planId = string().regex(/^[a-z][a-z0-9-]{0,47}$/);
const phaseDigest = string().regex(/^[0-9a-f]{64}$/);
/** SHA-1 or SHA-256 object names. */
const objectId = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
/** Of the rules that a review was judged by (review/judged-by.ts). */
const rules = string().regex(/^[0-9a-f]{32}$/);
const nonce = string().regex(/^[0-9a-f]{32}$/);
const count = int().min(0);
/** Money is never negative; a claim that lowers a bill is refused at the border. */
const usd = number().min(0);
const text = (most) => string().max(most);
const line = text(1e3);
const paragraph = text(2e4);
const filePath = text(4096);
/** The run that an outcome belongs to (trust.md T5): the forge's run id, or the local run's. */
const run = string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/).describe("the run that made it");
/** First fields of every outcome. */
const header = {
	planfile: literal(1),
	plan: planId,
	run,
	attempt: int().min(1).describe("the run's attempt"),
	nonce: nonce.describe("drawn by schedule, kept in the record")
};
const reason = _enum([
	"verify",
	"scope",
	"budget",
	"escalated",
	"conflict",
	"crashed",
	"cancelled",
	"refused",
	"error"
]);
/** The exit code of an ending (design.md §3): 1 is what the work lacks, 3 what nobody could decide. */
const exitOfReason = (reason) => DECIDED.has(reason) ? 1 : 3;
const DECIDED = /* @__PURE__ */ new Set([
	"verify",
	"scope",
	"budget",
	"conflict",
	"escalated"
]);
/** What one model took within one step. Tokens are disjoint: `input` is what no cache served. */
const usageLine = strictObject({
	role: _enum([
		"planner",
		"executor",
		"advisor",
		"reviewer"
	]),
	model: line.describe("as the endpoint answered"),
	calls: count,
	input: count,
	cacheRead: count,
	cacheWrite: count,
	output: count,
	usd: usd.nullable().describe("null: no price is known for this model")
});
const commandRun = strictObject({
	command: text(4e3),
	exit: int().nullable().describe("null: ended by a signal or our deadline"),
	seconds: number().min(0),
	tail: text(2e4).describe("the end of its output"),
	timedOut: boolean()
});
/** Documents that a person gave along (`--context`). */
const contextDocuments = array(strictObject({
	path: filePath.describe("as it was given"),
	sha256: phaseDigest.describe("of the whole text"),
	length: count.describe("characters of it"),
	told: count.describe("characters that the model was told")
})).max(50).describe("documents that went along");
const change = strictObject({
	path: filePath,
	kind: _enum([
		"added",
		"modified",
		"removed",
		"mode"
	])
});
export { usageLine as _, exitOfReason as a, line as c, paragraph as d, phaseDigest as f, run as g, rules as h, count as i, nonce as l, reason as m, commandRun as n, filePath as o, planId as p, contextDocuments as r, header as s, change as t, objectId as u };
