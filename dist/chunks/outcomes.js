import { T as string, _ as int, h as boolean, m as array, p as _enum, v as literal, w as strictObject, x as number } from "./schemas.js";
import { _ as usageLine, c as line, d as paragraph, f as phaseDigest, i as count, m as reason, n as commandRun, o as filePath, p as planId, r as contextDocuments, s as header, t as change, u as objectId } from "./header.js";
import { a as since, r as review } from "./review.js";
import { t as mend } from "./mend.js";
// src/outcomes/draft.ts
/** What `draft` yields: a plan, its next revision, or questions; and what it took. Trusted by nobody: `publish` reads the text anew. */
const draft = strictObject({
	...header,
	plan: planId.nullable().describe("null: there is none yet"),
	kind: literal("draft"),
	outcome: _enum([
		"drafted",
		"questions",
		"failed"
	]),
	cause: _enum([
		"declined",
		"invalid",
		"budget",
		"refused",
		"credentials",
		"cancelled",
		"service"
	]).nullable().describe("why there is no plan; null with a plan, or with questions"),
	message: paragraph.describe("one paragraph for people: what came of it"),
	base: objectId.describe("the commit that the planner saw"),
	policyCommit: objectId.nullable(),
	issue: int().min(1).nullable(),
	asked: strictObject({
		name: line,
		account: count.nullable()
	}),
	path: filePath.nullable().describe("where the plan belongs"),
	text: string().max(4e5).nullable().describe("the document, whole; null: there is none"),
	revision: int().min(1).describe("1: the first draft"),
	before: string().regex(/^[0-9a-f]{64}$/).nullable().describe("of a revision: SHA-256 over id and digest of each phase of the plan that it revises"),
	questions: array(line).max(10),
	summary: paragraph.describe("the planner's own words on the plan, or on the change"),
	remarks: array(paragraph).describe("warnings of the rules, and what people should look at"),
	tried: array(commandRun).describe("the verify commands, on a clean copy before anything was built"),
	rounds: count.describe("how often a proposal went back"),
	estimate: array(strictObject({
		phase: planId,
		low: number().min(0).nullable(),
		likely: number().min(0).nullable(),
		high: number().min(0).nullable()
	})).describe("US dollars of each phase; null: no price is known"),
	model: line.nullable().describe("as answered"),
	turns: count,
	seconds: number().min(0),
	usage: array(usageLine),
	notes: array(line)
});
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
	pull: int().nullable().describe("the number of the plan's pull request; null: there is none"),
	notes: array(line).describe("what was not possible, and why"),
	files: array(filePath).describe("what was written for people beside this file"),
	next: boolean().describe("another wave may start")
});
// src/outcomes/request.ts
/**
* What is asked of a planner, and by whom: gathered and checked by a job without the key (trust.md T10), so that whoever plans reads a
* fixed text. What was said later, or edited meanwhile, is not in it.
*/
const request = strictObject({
	...header,
	plan: planId.nullable().describe("the plan that is to be revised; null: a first draft"),
	kind: literal("request"),
	goal: paragraph.describe("what is wanted, in the words of who may want it"),
	issue: int().min(1).nullable().describe("the issue that it comes from"),
	asked: strictObject({
		name: line,
		account: count.nullable()
	}).describe("who asked: locally a name, on a forge a login with its number"),
	discussion: array(strictObject({
		by: line,
		decides: boolean().describe("has the permission to write, at the time of asking"),
		text: paragraph
	})).max(200).describe("what was said there until then, oldest first"),
	evidence: array(strictObject({
		what: line,
		text: paragraph
	})).max(20).describe("of a revision: why the plan has to change"),
	left: array(line).describe("what was left out of the discussion, and why")
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
	context: contextDocuments,
	transcript: filePath.nullable().describe("file name of what was said, in the same folder; null: it was not kept"),
	keptTree: filePath.nullable().describe("folder name of the tree as it was left, beside this file, where it can become no commit"),
	timeline: array(strictObject({
		seconds: number().min(0),
		what: line
	})).max(300).describe("what happened when, in seconds since the session began"),
	turns: count,
	seconds: number().min(0),
	usage: array(usageLine),
	notes: array(line)
});
// src/outcomes/schedule.ts
/** What `schedule` yields: which phases start, on which commit, and why the others do not. */
const schedule = strictObject({
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
		approvedBy: array(line),
		mends: array(mend).min(1).max(30).optional().describe("of a fix: what a review found and a person sends back")
	})).max(32).describe("a matrix declares an output for each: at most 32"),
	fix: strictObject({
		since: objectId.describe("where its review begins to read, so that what was not mended is found again"),
		standing: array(strictObject({
			phase: planId,
			start: string().describe("key of the start by which it landed")
		})).describe("the other phases that are done on the branch: verified and judged again together with it")
	}).optional().describe("the wave mends what has landed; undefined: it builds"),
	held: array(strictObject({
		phase: planId,
		code: line,
		message: paragraph,
		fix: paragraph.describe("how to go on; empty: wait")
	}))
});
// src/outcomes/target.ts
/**
* What is to be reviewed, and by whose word: fixed by a job without the key (trust.md T10), so that what is pushed later is not what was
* asked for. Whoever publishes the review asks for all of it anew.
*/
const target = strictObject({
	...header,
	plan: planId.nullable().describe("whose branch it is, of which something has landed: its criteria are judged; null: none"),
	kind: literal("target"),
	pull: int().min(1).nullable().describe("the number of the pull request; null: a merge group"),
	ref: line.nullable().describe("of a merge group: its branch"),
	head: objectId.describe("its commit"),
	tree: objectId.describe("of that commit"),
	base: objectId.describe("the commit that the change is compared with"),
	since: since.optional().describe("our last review there, where it passed another base: whoever reviews asks whether the change is still the same"),
	policyCommit: objectId.nullable().describe("whose policy and attributes count; null: there is none"),
	asked: strictObject({
		name: line,
		account: count
	}).nullable().describe("who asked for a review; null: nobody did, and only the check is set")
});
// src/outcomes/index.ts
const outcomeSchemas = {
	schedule,
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
	landing,
	request,
	draft,
	target
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
export { readOutcome as t };
