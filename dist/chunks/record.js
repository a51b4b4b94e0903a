import { T as string, _ as int, g as discriminatedUnion, h as boolean, m as array, p as _enum, v as literal, w as strictObject, x as number } from "./schemas.js";
import { n as datetime } from "./iso.js";
import { _ as usageLine, c as line, d as paragraph, f as phaseDigest, i as count, l as nonce, m as reason, p as planId, u as objectId } from "./header.js";
import { t as mend } from "./mend.js";
// node_modules/canonicalize/lib/canonicalize.js
function hasLoneSurrogate(value) {
	for (let i = 0; i < value.length; i++) {
		const code = value.charCodeAt(i);
		if (code >= 55296 && code <= 56319) {
			if (i === value.length - 1) return true;
			const next = value.charCodeAt(i + 1);
			if (!(next >= 56320 && next <= 57343)) return true;
			i++;
		} else if (code >= 56320 && code <= 57343) return true;
	}
	return false;
}
function canonicalize(object, seen = /* @__PURE__ */ new Set()) {
	if (typeof object === "number" && isNaN(object)) throw new Error("NaN is not allowed");
	if (typeof object === "number" && !isFinite(object)) throw new Error("Infinity is not allowed");
	if (typeof object === "string" && hasLoneSurrogate(object)) throw new Error("Lone surrogate is not allowed");
	if (object === null || typeof object !== "object") return JSON.stringify(object);
	if (typeof object.toJSON === "function") {
		if (seen.has(object)) throw new Error("Circular reference detected");
		seen.add(object);
		const result = canonicalize(object.toJSON(), seen);
		seen.delete(object);
		return result;
	}
	if (seen.has(object)) throw new Error("Circular reference detected");
	seen.add(object);
	let result;
	if (Array.isArray(object)) result = `[${object.map((cv) => {
		return canonicalize(cv === void 0 || typeof cv === "symbol" ? null : cv, seen);
	}).join(",")}]`;
	else {
		const parts = [];
		for (const key of Object.keys(object).sort()) {
			if (object[key] === void 0 || typeof object[key] === "symbol") continue;
			parts.push(`${canonicalize(key)}:${canonicalize(object[key], seen)}`);
		}
		result = `{${parts.join(",")}}`;
	}
	seen.delete(object);
	return result;
}
// src/lifecycle/step.ts
/**
* The steps of a record: one JSON line each, appended, never changed (design.md §2). Of what a step says nothing is believed
* without proof (trust.md T4); this is only its shape.
*/
const digests = array(strictObject({
	phase: planId,
	digest: phaseDigest
})).min(1);
/** Who did it. Locally a person is git's `name <email>`; on a forge an account with its number. */
const actor = strictObject({
	name: line,
	account: int().optional().describe("the forge's number of the account, which survives a rename")
});
/** Why an approval may be believed: something that can be fetched or computed again. */
const evidence = discriminatedUnion("kind", [
	strictObject({
		kind: literal("local"),
		machine: string().regex(/^[0-9a-f]{16}$/),
		mac: string().regex(/^[0-9a-f]{64}$/).describe("over the step without this field, its plan and its repository (evidence.ts)")
	}),
	strictObject({
		kind: literal("comment"),
		repository: line,
		on: count,
		id: count
	}),
	strictObject({
		kind: literal("review"),
		repository: line,
		on: count,
		id: count
	}),
	strictObject({
		kind: literal("merge"),
		repository: line,
		pull: count,
		commit: objectId
	})
]);
/** The attempt of a run that works on a phase. */
const holder = strictObject({
	run: line,
	attempt: int().min(1),
	nonce
});
const common = {
	key: string().regex(/^[0-9a-f]{32}$/).describe("exists before the first push; a step is in a record at most once"),
	at: datetime()
};
const step = discriminatedUnion("type", [
	strictObject({
		...common,
		type: literal("draft"),
		by: actor,
		model: line.optional().describe("as answered, when a model planned"),
		revision: int().min(1),
		commit: objectId,
		phases: digests,
		usage: array(usageLine).optional().describe("what drafting took")
	}),
	strictObject({
		...common,
		type: literal("approve"),
		by: actor,
		phases: digests,
		evidence
	}),
	strictObject({
		...common,
		type: literal("revoke"),
		by: actor,
		phases: digests,
		evidence
	}),
	strictObject({
		...common,
		type: literal("start"),
		phase: planId,
		digest: phaseDigest,
		base: objectId,
		attempt: int().min(1).describe("how often this digest has been started, this one included"),
		by: actor.optional().describe("who asked for it; of a later wave, who asked for the first"),
		mends: array(mend.shape.id).min(1).max(30).optional().describe("of a fix: what of a review is to be mended, by fingerprint"),
		holder
	}),
	strictObject({
		...common,
		type: literal("end"),
		phase: planId,
		digest: phaseDigest,
		start: string().describe("key of the start step that it ends"),
		outcome: _enum([
			"done",
			"failed",
			"blocked"
		]),
		reason: reason.nullable(),
		message: paragraph,
		commit: objectId.nullable().describe("landed, or kept as a further parent of the record"),
		tree: objectId.nullable(),
		verified: boolean(),
		turns: count,
		seconds: number().min(0),
		usage: array(usageLine)
	}),
	strictObject({
		...common,
		type: literal("review"),
		by: actor.optional().describe("who asked for it by hand; a wave brings its own"),
		tree: objectId,
		commit: objectId.optional().describe("of that tree, where it was reviewed by hand: its check names the review"),
		verdict: _enum([
			"pass",
			"block",
			"none"
		]),
		why: line,
		model: line.nullable(),
		findings: strictObject({
			blocker: count,
			major: count,
			minor: count,
			nit: count
		}),
		phases: array(planId).describe("whose criteria were judged"),
		unmet: array(planId),
		usage: array(usageLine)
	}),
	strictObject({
		...common,
		type: literal("reset"),
		by: actor,
		phase: planId,
		digest: phaseDigest,
		reason: paragraph
	})
]);
/** The types that this version knows. A record may hold newer ones; they are kept and have no effect. */
const stepTypes = new Set(step.options.map(({ shape }) => shape.type.value));
// src/lifecycle/record.ts
/**
* The record as text: one canonical JSON line a step, in the order in which the steps were accepted. Reading it believes
* nothing and loses nothing: a line that does not fit is a problem, a step of a newer version is kept as it is.
*/
/** Characters of one line: an approval of 200 phases takes a tenth of it. */
const MAX_LINE = 262144;
const KEY = /^[0-9a-f]{32}$/;
function parseRecord(text) {
	const reading = {
		steps: [],
		opaque: [],
		problems: []
	};
	const lineOfKey = /* @__PURE__ */ new Map();
	const lines = text.split("\n");
	if (lines.at(-1) === "") lines.pop();
	for (const [index, content] of lines.entries()) {
		const line = index + 1;
		const read = readLine(content);
		if ("code" in read) {
			reading.problems.push({
				...read,
				line,
				fix: FIX
			});
			continue;
		}
		const { key } = read.step;
		const first = lineOfKey.get(key);
		if (first !== void 0) {
			const message = `this step is already on line ${first}, which stands`;
			reading.problems.push({
				code: "record-key-repeated",
				line,
				message,
				fix: FIX
			});
			continue;
		}
		lineOfKey.set(key, line);
		if (read.known) reading.steps.push({
			step: read.step,
			line
		});
		else reading.opaque.push({
			...read.step,
			line
		});
	}
	return reading;
}
/** The one line that a step is in a record, without its line end: RFC 8785. */
function printStep(one) {
	return canonicalize(one);
}
/**
* The union of two records, for a writer that lost a race: the remote's bytes unchanged, then those of my lines whose step
* it does not have. Never sorted: the order of the lines is the order in which the ref accepted them.
*/
function union(remote, mine) {
	const missing = withoutKeysAlreadyThere(remote, mine);
	if (missing.length === 0) return remote;
	return `${remote === "" || remote.endsWith("\n") ? remote : `${remote}\n`}${missing.join("\n")}\n`;
}
/** Those of `lines` whose step `record` does not have yet, each once: an orphaned push may have brought it already. */
function withoutKeysAlreadyThere(record, lines) {
	const there = new Set(record.split("\n").map(identity));
	return lines.filter((line) => {
		const own = identity(line);
		if (line === "" || there.has(own)) return false;
		there.add(own);
		return true;
	});
}
const FIX = "The line has no effect. Records are written by planfile alone: find out who pushed it with `git log -p` on the ref.";
function readLine(content) {
	if (content.length > 262144) return {
		code: "record-line-too-long",
		message: `the line has more than ${MAX_LINE} characters`
	};
	const data = parseJson(content);
	if (data === void 0) return {
		code: "record-not-json",
		message: "the line is not JSON"
	};
	if (data === null || typeof data !== "object" || Array.isArray(data)) return {
		code: "record-not-a-step",
		message: "the line is not a JSON object"
	};
	if (canonical(data) !== content) return {
		code: "record-not-canonical",
		message: "the line is not in canonical form (RFC 8785)"
	};
	const { type, key } = data;
	if (typeof type !== "string" || typeof key !== "string" || !KEY.test(key)) return {
		code: "record-not-a-step",
		message: "a step has a `type`, and a `key` of 32 hex digits"
	};
	if (!stepTypes.has(type)) return {
		known: false,
		step: {
			type,
			key
		}
	};
	const parsed = step.safeParse(data);
	if (parsed.success) return {
		known: true,
		step: parsed.data
	};
	const issue = parsed.error.issues[0];
	return {
		code: "record-step-misfit",
		message: `the ${type} step does not fit at ${issue.path.join(".") || "its top"}: ${issue.message}`
	};
}
/** What makes a line the same step as another: its key; for what has none, the line itself. */
function identity(line) {
	const data = parseJson(line);
	const key = typeof data === "object" && data !== null ? data.key : void 0;
	return typeof key === "string" && KEY.test(key) ? `key ${key}` : `line ${line}`;
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
/** undefined for what has no canonical form: lone surrogates, or nesting too deep to walk. */
function canonical(data) {
	try {
		return canonicalize(data);
	} catch {
		return;
	}
}
export { canonicalize as i, printStep as n, union as r, parseRecord as t };
