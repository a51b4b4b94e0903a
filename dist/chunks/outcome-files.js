import { _ as planId, c as commandRun, d as header, f as line, g as phaseDigest, h as paragraph, l as count, m as objectId, o as review, s as change, u as filePath, v as reason, y as usageLine } from "./read2.js";
import { C as strictObject, _ as literal, b as number, f as _enum, g as int, m as boolean, p as array, w as string } from "./schemas.js";
import { t as Fault } from "./fault.js";
import { join } from "node:path";
// src/outcomes/landing.ts
/** What `publish` yields: what landed, how each phase ended, what people can look at. */
const landing = strictObject({
	...header,
	kind: literal("landing"),
	branch: line,
	head: objectId.nullable().describe("the branch's head afterwards; null: there is no branch yet"),
	record: objectId.describe("the record's tip afterwards"),
	ended: array(strictObject({
		phase: planId,
		digest: phaseDigest,
		outcome: _enum([
			"done",
			"failed",
			"blocked"
		]),
		reason: reason.nullable(),
		message: paragraph,
		commit: objectId.nullable(),
		kept: line.nullable().describe("where the work is kept when it did not land")
	})),
	check: strictObject({
		conclusion: _enum([
			"success",
			"failure",
			"action_required",
			"neutral"
		]),
		title: line
	}),
	pull: int().nullable(),
	files: array(filePath).describe("what was written for people beside this file"),
	next: boolean().describe("another wave may start")
});
// src/outcomes/result.ts
/** What `execute` yields for one phase: a bundle beside this file, and what happened. */
const result = strictObject({
	...header,
	kind: literal("result"),
	phase: planId,
	digest: phaseDigest,
	base: objectId,
	outcome: _enum([
		"built",
		"failed",
		"blocked"
	]),
	reason: reason.nullable(),
	message: paragraph.describe("one paragraph for people: why it ended so"),
	commit: objectId.nullable().describe("the work, whatever the outcome; null when nothing was changed"),
	bundle: filePath.nullable().describe("file name of the bundle in the same folder"),
	landable: boolean().describe("false: scope, secrets or protection failed, and the work may be pushed nowhere (T21)"),
	changes: array(change),
	outside: array(filePath).describe("changed outside of paths"),
	protected: array(filePath).describe("protected and not named by paths"),
	unlocked: array(filePath).describe("protected, changed, and named by paths"),
	selfVerified: array(filePath).describe("changed, and loaded by verify itself (T16)"),
	leftOut: array(filePath).describe("ignored by the base's .gitignore files"),
	verify: array(commandRun),
	rounds: count.describe("how often verify output went back to the model"),
	summary: paragraph.describe("the executor's own words"),
	deviations: array(paragraph),
	escalation: strictObject({
		because: paragraph,
		proposal: paragraph
	}).nullable(),
	consults: count.describe("how often the advisor was consulted"),
	checkpoints: count.describe("how often the work was put aside before the end"),
	context: array(strictObject({
		path: filePath.describe("as it was given"),
		sha256: phaseDigest.describe("of the whole text"),
		length: count.describe("characters of it"),
		told: count.describe("characters that the model was told")
	})).max(50).describe("documents that went along"),
	transcript: filePath.nullable().describe("file name of what was said, in the same folder; null: it was not kept"),
	timeline: array(strictObject({
		seconds: number().min(0),
		what: line
	})).max(300).describe("what happened when, in seconds since the session began"),
	turns: count,
	seconds: number().min(0),
	usage: array(usageLine),
	notes: array(line)
});
// src/outcomes/index.ts
const outcomeSchemas = {
	schedule: strictObject({
		...header,
		kind: literal("schedule"),
		path: line.describe("of the plan file"),
		from: _enum(["branch", "head"]).describe("which copy of the plan counts"),
		planCommit: objectId.describe("the commit that the plan was read from"),
		policyCommit: objectId.nullable().describe("the commit that policy and agent instructions are read from"),
		base: objectId.describe("the commit that every phase of the wave is built on"),
		legs: array(strictObject({
			phase: planId,
			digest: phaseDigest,
			start: string().describe("key of the record's start step"),
			attempt: int().min(1).describe("how often this digest has been started"),
			approvedBy: array(line)
		})).max(32).describe("a matrix declares an output for each: at most 32"),
		held: array(strictObject({
			phase: planId,
			code: line,
			message: paragraph,
			fix: paragraph.describe("how to go on; empty: wait")
		}))
	}),
	result,
	verification: strictObject({
		...header,
		kind: literal("verification"),
		base: objectId,
		head: objectId.describe("the branch's head that the wave was joined on"),
		tree: objectId.describe("the joined tree that passed: what lands, or nothing (T16)"),
		passed: array(strictObject({
			phase: planId,
			digest: phaseDigest,
			commit: objectId.describe("the executor's commit"),
			tree: objectId.describe("after this phase was joined")
		})),
		leftOut: array(strictObject({
			phase: planId,
			digest: phaseDigest,
			reason,
			message: paragraph
		})),
		runs: array(strictObject({
			phase: planId,
			...commandRun.shape
		})),
		seconds: number().min(0)
	}),
	review,
	landing
};
/** Parses an outcome of the kind that is expected here. Its own claim of another kind is a misfit like any other. */
function readOutcome(kind, bytes) {
	if (bytes === void 0) return {
		ok: false,
		message: `there is no ${kind} outcome`
	};
	let data;
	try {
		data = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch {
		return {
			ok: false,
			message: `the ${kind} outcome is not JSON`
		};
	}
	const parsed = outcomeSchemas[kind].safeParse(data);
	if (parsed.success) return {
		ok: true,
		outcome: parsed.data
	};
	const issue = parsed.error.issues[0];
	return {
		ok: false,
		message: `the ${kind} outcome does not fit at ${issue.path.join(".") || "its top"}: ${issue.message}`
	};
}
// src/commands/outcome-files.ts
/** Where the outcomes of one wave lie in their folder, and how they are read and written. */
const outcomePath = (folder, kind, phase) => join(folder, phase === void 0 ? `${kind}.json` : `${kind}-${phase}.json`);
const bundleName = (phase) => `work-${phase}.bundle`;
const transcriptName = (phase) => `transcript-${phase}.jsonl`;
/** The nth checkpoint of a phase, from 1; its bundle's name ends otherwise. */
const checkpointName = (phase, n) => `checkpoint-${phase}-${n}`;
const checkpointPath = (folder, phase, n) => join(folder, `${checkpointName(phase, n)}.json`);
const checkpointBundle = (phase, n) => `${checkpointName(phase, n)}.bundle`;
/** The checkpoints of a phase that are whole, the last first: each a result, as if the session had been cut off there. */
async function checkpoints(files, folder, phase) {
	const numbers = (await files.list(folder)).map((name) => /^checkpoint-([a-z0-9-]+)-(\d{1,6})\.json$/.exec(name)).flatMap((match) => match?.[1] === phase ? [Number(match[2])] : []).sort((a, b) => b - a);
	const found = [];
	for (const n of numbers) {
		const read = readOutcome("result", await files.read(checkpointPath(folder, phase, n)));
		if (read.ok) found.push({
			...read.outcome,
			bundle: read.outcome.bundle && checkpointBundle(phase, n)
		});
	}
	return found;
}
/** Writes an outcome, checked against its own schema first: what does not fit would be refused by the next step. */
async function writeOutcome(files, folder, outcome, phase, path = outcomePath(folder, outcome.kind, phase)) {
	const text = `${JSON.stringify(outcome, null, 2)}\n`;
	const checked = readOutcome(outcome.kind, new TextEncoder().encode(text));
	if (!checked.ok) throw new Error(checked.message);
	await files.write(path, text);
	return path;
}
/** An outcome that must be there and fit. Throws `undecided` otherwise: nobody can go on without it. */
async function needOutcome(files, folder, kind, phase) {
	const path = outcomePath(folder, kind, phase);
	const read = readOutcome(kind, await files.read(path));
	if (read.ok) return read.outcome;
	throw new Fault("undecided", "outcome-unusable", `${path}: ${read.message}`, `Run the step that yields it: planfile ${stepOf(kind)} --out ${folder}`);
}
/** An outcome that may be missing; `undefined` then. One that is there and does not fit is a message, never trusted. */
async function tryOutcome(files, folder, kind, phase) {
	const read = readOutcome(kind, await files.read(outcomePath(folder, kind, phase)));
	return read.ok ? {
		outcome: read.outcome,
		message: ""
	} : {
		outcome: void 0,
		message: read.message
	};
}
const stepOf = (kind) => ({
	schedule: "schedule",
	result: "execute",
	verification: "verify",
	review: "review",
	landing: "publish"
})[kind];
export { needOutcome as a, writeOutcome as c, checkpoints as i, checkpointBundle as n, transcriptName as o, checkpointPath as r, tryOutcome as s, bundleName as t };
