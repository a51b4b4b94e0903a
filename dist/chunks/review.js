import { T as string, _ as int, h as boolean, m as array, p as _enum, v as literal, w as strictObject, x as number } from "./schemas.js";
import { _ as usageLine, c as line, d as paragraph, h as rules, o as filePath, p as planId, r as contextDocuments, s as header, u as objectId } from "./header.js";
// src/outcomes/review.ts
/** What `review` yields: findings and judgements of criteria. The verdict is ours, computed from policy (review/verdict.ts). */
const severity = _enum([
	"blocker",
	"major",
	"minor",
	"nit"
]);
const finding = strictObject({
	fingerprint: string().regex(/^[0-9a-f]{16}$/),
	severity,
	category: _enum([
		"plan",
		"correctness",
		"security",
		"production",
		"tests",
		"scope",
		"maintainability",
		"process"
	]).describe("plan: the plan itself is wrong, and no change that follows it would be right; scope: left out of what the plan asks, or asked for by nobody"),
	path: filePath.nullable().describe("null: about the change as a whole"),
	line: int().min(1).nullable(),
	endLine: int().min(1).nullable(),
	side: _enum(["new", "old"]).describe("which text the lines count in: the file as it is after the change, or before"),
	claim: paragraph,
	evidence: paragraph,
	scenario: paragraph.describe("how it fails"),
	suggestion: paragraph.nullable().describe("what to do about it, in words"),
	replacement: paragraph.nullable().describe("text that may stand instead of exactly these lines; null where it is not that simple"),
	by: _enum(["model", "program"]).describe("what the program found no model can refute"),
	standing: _enum([
		"confirmed",
		"refuted",
		"unjudged"
	]).describe("what a second, independent look at the code made of it; unjudged: there was none"),
	reason: paragraph.describe("what the second look saw")
});
const judgement = strictObject({
	phase: planId,
	criterion: int().min(1).describe("its number in the phase's section, from 1"),
	text: paragraph,
	met: boolean(),
	evidence: paragraph
});
/** An earlier review of a pull request, which passed the same change on another base. */
const since = strictObject({
	head: objectId.describe("its commit then"),
	tree: objectId.describe("of that commit"),
	base: objectId.describe("what it was compared with"),
	rules: rules.describe("a digest of the rules that it was judged by")
});
const review = strictObject({
	...header,
	plan: planId.nullable().describe("null: a change that belongs to no plan"),
	kind: literal("review"),
	tree: objectId.describe("what was reviewed"),
	base: objectId.describe("the commit that the tree was compared with"),
	head: objectId.nullable().describe("the commit of that tree; null where there is none yet: a joined wave, a working tree"),
	since: since.optional().describe("only what the base changed since this review was read: the change itself passed there, and is the same. Left out: the change was read whole"),
	verdict: _enum([
		"pass",
		"block",
		"none"
	]).describe("none: there is no valid review; never a green check"),
	why: line.describe("one line for the verdict"),
	cause: _enum([
		"credentials",
		"cancelled",
		"budget",
		"refused",
		"invalid",
		"service",
		"unread"
	]).nullable().describe("why there is no review, where something outside of the change is to blame"),
	summary: paragraph,
	findings: array(finding),
	criteria: array(judgement),
	leftOut: array(strictObject({
		path: filePath,
		why: line
	})).max(1e4).describe("changed, and by attributes or policy of the default branch not read"),
	unread: array(filePath).max(1e4).describe("changed, by the base where `since` stands, not read, and not left out: never a green check"),
	context: contextDocuments,
	notes: array(line),
	model: line.nullable().describe("as answered"),
	turns: int().min(0),
	seconds: number().min(0),
	usage: array(usageLine)
});
export { since as a, severity as i, judgement as n, review as r, finding as t };
