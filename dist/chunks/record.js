import { r as visible } from "./clean.js";
import { n as inert, r as inertGuards, t as disarm } from "./inert.js";
import { C as strictObject, D as _isoDateTime, _ as literal, a as ZodISODateTime, b as number, f as _enum, g as int, h as discriminatedUnion, m as boolean, p as array, w as string } from "./schemas.js";
import { n as withoutSecrets } from "./redact.js";
import { t as canonicalize } from "./canonicalize.js";
import { _ as planId, f as line, g as phaseDigest, h as paragraph, l as count, m as objectId, p as nonce, v as reason, y as usageLine } from "./read2.js";
// node_modules/zod/v4/classic/iso.js
function datetime(params) {
	return _isoDateTime(ZodISODateTime, params);
}
// src/lifecycle/transitions.ts
const TABLE = {
	pending: { start: "running" },
	running: {
		finish: "done",
		fail: "failed",
		block: "blocked"
	},
	done: {
		fix: "running",
		undo: "pending"
	},
	failed: {
		"start-again": "running",
		reset: "pending"
	},
	blocked: { reset: "pending" }
};
/** Where `event` leads from `state`, or why it leads nowhere. */
function transition(state, event) {
	const to = TABLE[state][event];
	if (to !== void 0) return {
		ok: true,
		to
	};
	return {
		ok: false,
		code: `phase-is-${state}`,
		message: `a phase that is ${state} cannot take the step "${event}"`,
		fix: FIX$1[state]
	};
}
/** The ending that a reason belongs to: an escalation blocks, everything else fails, and `done` has no reason. */
function endingOf(reason) {
	if (reason === null) return "done";
	return reason === "escalated" ? "blocked" : "failed";
}
/** `<plan>` and `<phase>` are filled in by whoever knows them (fold.ts). */
const FIX$1 = {
	pending: "Start it first: `planfile run <plan>`.",
	running: "Wait for the run that holds it; a run that is gone is found and marked as crashed by the next. One that ran elsewhere: `planfile reset <plan> <phase> --reason \"…\"`.",
	done: "Undo it by reverting its commit on the branch of the plan (git revert).",
	failed: "Start it again by name: `planfile run <plan> --phase <phase>`.",
	blocked: "Revise the plan (a revision is a new digest), or set it free by `planfile reset <plan> <phase> --reason \"…\"`."
};
// src/lifecycle/track.ts
/** A third fix of one digest is refused (trust.md T23). */
const MAX_FIXES = 2;
/** What a step must be beside legal by the transitions. */
const stepGuards = {
	"a digest is fixed at most twice": (step, track) => {
		if (eventOf(step, track.state) !== "fix" || track.fixes < MAX_FIXES) return void 0;
		return {
			code: "too-many-fixes",
			message: `${track.phase} was fixed ${MAX_FIXES} times already`,
			fix: "Revise the plan: a revision is a new digest."
		};
	},
	"an ending goes with its reason": (step) => {
		if (step.type !== "end" || endingOf(step.reason) === step.outcome) return void 0;
		return {
			code: "ending-without-its-reason",
			message: `the ending "${step.outcome}" does not go with the reason "${step.reason}"`,
			fix: RESET
		};
	},
	"done has a verified tree and a commit": (step, track) => {
		if (step.type !== "end" || step.outcome !== "done") return void 0;
		if (step.verified && step.commit !== null && step.tree !== null) return void 0;
		return {
			code: "done-without-proof",
			message: `${track.phase} cannot be done without a verified tree and a commit (T16)`,
			fix: RESET
		};
	},
	"an end ends the start that runs": (step, track) => {
		if (step.type !== "end" || track.state !== "running" || track.start?.key === step.start) return void 0;
		return {
			code: "end-of-another-start",
			message: `this ends another start of ${track.phase} than the one that is running`,
			fix: "Wait for the run that holds the phase."
		};
	}
};
/** Changes the track, or says why it may not be changed. */
function apply(track, step, line, guards) {
	for (const guard of guards) {
		const refusal = guard(step, track);
		if (refusal) return refusal;
	}
	const event = eventOf(step, track.state);
	const next = transition(track.state, event);
	if (!next.ok) return {
		code: next.code,
		message: `${track.phase}: ${next.message}`,
		fix: next.fix
	};
	track.state = next.to;
	track.reason = null;
	track.holder = void 0;
	switch (step.type) {
		case "start":
			track.attempts.push({
				start: step,
				end: void 0,
				line
			});
			Object.assign(track, {
				start: step,
				end: void 0,
				holder: step.holder,
				message: ""
			});
			if (event === "fix") track.fixes += 1;
			break;
		case "end":
			track.attempts.at(-1).end = step;
			Object.assign(track, {
				end: step,
				reason: step.reason,
				message: step.message
			});
			if (step.outcome === "done") track.doneLine = line;
			break;
		case "reset": track.message = step.reason;
	}
}
/** What a step means depends on where the phase stands: a start after a failure is a person's, a start of what is done a fix. */
function eventOf(step, state) {
	switch (step.type) {
		case "start":
			if (state === "failed") return "start-again";
			return state === "done" ? "fix" : "start";
		case "reset": return state === "done" ? "undo" : "reset";
		case "end": return {
			done: "finish",
			failed: "fail",
			blocked: "block"
		}[step.outcome];
	}
}
const RESET = "The phase is taken as still running: wait for its own ending, or say that it is over: `planfile reset <plan> <phase> --reason \"…\"`.";
function fresh(phase, digest) {
	return {
		phase,
		digest,
		state: "pending",
		reason: null,
		message: "",
		attempts: [],
		start: void 0,
		end: void 0,
		holder: void 0,
		doneLine: 0,
		fixes: 0,
		spentUsd: 0
	};
}
// src/lifecycle/fold.ts
function fold(plan, steps, guards = Object.values(stepGuards)) {
	const tracks = /* @__PURE__ */ new Map();
	const track = (phase, digest) => {
		const name = `${phase} ${digest}`;
		const known = tracks.get(name) ?? fresh(phase, digest);
		tracks.set(name, known);
		return known;
	};
	const phases = plan.phases.map(({ id, digest }) => track(id, digest));
	const state = {
		plan: plan.id,
		phases,
		history: [],
		drafts: [],
		approvals: [],
		reviews: [],
		spentUsd: 0,
		unpriced: [],
		problems: []
	};
	for (const { step, line } of steps) {
		switch (step.type) {
			case "draft":
				state.drafts.push({
					step,
					line
				});
				break;
			case "approve":
			case "revoke":
				state.approvals.push({
					step,
					line
				});
				break;
			case "review":
				state.reviews.push({
					step,
					line
				});
				break;
			default: {
				const refusal = apply(track(step.phase, step.digest), step, line, guards);
				if (refusal) {
					const fix = withNames(refusal.fix, plan.id, step.phase);
					state.problems.push({
						...refusal,
						fix,
						line,
						key: step.key,
						phase: step.phase
					});
				}
			}
		}
		if (step.type === "end" || step.type === "review") spend(state, step);
		if (step.type === "end") track(step.phase, step.digest).spentUsd += usdOf(step);
	}
	state.history = [...tracks.values()].filter((one) => !phases.includes(one));
	return state;
}
/** A fix is there to be pasted. */
const withNames = (fix, plan, phase) => fix.replaceAll("<plan>", plan).replaceAll("<phase>", phase);
function spend(state, step) {
	state.spentUsd += usdOf(step);
	for (const { usd, model } of step.usage) if (usd === null && !state.unpriced.includes(model)) state.unpriced.push(model);
}
const usdOf = (step) => step.usage.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
// src/report/plain.ts
/**
* Text of models made safe for a commit's message (trust.md T20), which is no markdown: there is no code to set it in, so what
* somebody would act on is taken apart where people can see it. A message is shown by forges, quoted in pull requests, and
* printed by workflows.
*/
/** In a message a formula is no formula. */
const plainGuards = inertGuards.filter(({ name }) => name !== "formula");
/** Several lines, each of which says the same and does nothing. */
function plainText(text, guards = plainGuards) {
	let apart = disarm(visible(text));
	for (let pass = 0; pass < MOST_PASSES; pass += 1) {
		const next = inert(apart, guards).map(({ text: piece, acts }) => acts ? takenApart(piece) : piece).join("");
		if (next === apart) break;
		apart = next;
	}
	return guards.some(({ name }) => name === "address") ? apart.replace(/:(?=\/\/)/g, ": ") : apart;
}
/** Each pass parts what stands together; four kinds can stand in each other. */
const MOST_PASSES = 10;
/** One line, with something before it: what acts only at the beginning of a line does not act here. */
const plainLine = (text) => plainText(text.replace(/\s+/g, " ").trim(), plainGuards.filter(({ atStart }) => !atStart));
function takenApart(piece) {
	const apart = piece.replace(/@(?=\S)/g, "@ ").replace(/#(?=\d)/g, "# ").replace(/\b(GH-)(?=\d)/gi, "$1 ").replace(/:\/\//g, ": //").replace(/\b(www\.|mailto:|xmpp:)(?=\S)/gi, "$1 ").replace(/^::/, ": :");
	return /^\/|:$/.test(apart) ? `> ${apart}` : apart;
}
// src/lifecycle/trailers.ts
/**
* The trailers of a landed commit (design.md §3): which plan and phase it is, who planned, who built, who approved. Values come
* from people and models, so each is made one line of visible text; reading takes the last paragraph only, and nothing twice.
*/
/** Characters of one value, and of a subject. */
const VALUE_MOST = 200;
const SUBJECT_MOST = 100;
/** What a model's words go through on their way into a message (trust.md T20). */
const proseGuards = {
	"no secrets": withoutSecrets,
	"nothing acts": (text) => plainText(text)
};
/** A whole message: subject, prose, trailers. The prose holds no secret, no line of it is a trailer, and nobody acts on it. */
function commitMessage(parts, guards = Object.values(proseGuards)) {
	const paragraphs = [commitSubject(parts.subject) || parts.trailers.phase];
	const seen = onlySeen(parts.body ?? "");
	const body = prose(guards.reduce((text, guard) => guard(text), seen));
	if (body !== "") paragraphs.push(body);
	return `${[...paragraphs, formatTrailers(parts.trailers)].join("\n\n")}\n`;
}
/** A first line: visible, short, and nobody acts on it. */
const commitSubject = (text) => oneLine(plainLine(withoutSecrets(onlySeen(text))), SUBJECT_MOST);
/** The trailer lines, without a line end: for a commit, and for the end of a pull request's body. */
function formatTrailers(trailers) {
	return [
		`Plan: ${oneLine(trailers.plan, 1e3)}@${trailers.digest}`,
		`Plan-Phase: ${trailers.phase}`,
		`Planned-by: ${value(trailers.plannedBy)}`,
		`Implemented-by: ${value(trailers.implementedBy)}`,
		...trailers.approvedBy.map((by) => `Approved-by: ${value(by)}`)
	].join("\n");
}
/** undefined where the last paragraph is not exactly such a block: a name that stands twice is ambiguous, and nothing. */
function parseTrailers(message) {
	const paragraphs = message.replace(/\r\n?/g, "\n").trimEnd().split(/\n[ \t]*\n/);
	const block = paragraphs.length > 1 ? paragraphs.at(-1) : "";
	const found = /* @__PURE__ */ new Map();
	for (const line of block.split("\n")) {
		const match = /^([A-Za-z][A-Za-z-]*): (.*)$/.exec(line);
		if (match) found.set(match[1], [...found.get(match[1]) ?? [], match[2].trim()]);
	}
	const once = (name) => found.get(name)?.length === 1 ? found.get(name)[0] : void 0;
	const plan = /^(.+)@([0-9a-f]{64})$/.exec(once("Plan") ?? "");
	const phase = once("Plan-Phase");
	const plannedBy = once("Planned-by");
	const implementedBy = once("Implemented-by");
	if (!plan || !phase || !plannedBy || !implementedBy) return void 0;
	if (!/^[a-z][a-z0-9-]{0,47}$/.test(phase)) return void 0;
	const approvedBy = found.get("Approved-by") ?? [];
	return {
		plan: plan[1],
		digest: plan[2],
		phase,
		plannedBy,
		implementedBy,
		approvedBy
	};
}
/** Control, format (bidi, zero-width, tags), separator, private and unpaired characters: nothing that people do not see. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;
function oneLine(text, most) {
	const line = text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
	const characters = [...line];
	return characters.length > most ? `${characters.slice(0, most - 1).join("").trimEnd()}…` : line;
}
/** Line by line, for line ends are the only such characters that stay. */
const onlySeen = (text) => text.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(UNSEEN, " ")).join("\n");
const value = (text) => oneLine(text, VALUE_MOST) || "unknown";
function prose(text) {
	return text.split("\n").map((line) => line.trimEnd()).map((line) => /^[A-Za-z0-9-]+\s*:/.test(line) ? `  ${line}` : line).join("\n").replace(/^\n+|\n+$/g, "");
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
		phases: digests
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
		tree: objectId,
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
export { commitSubject as a, commitMessage as i, printStep as n, parseTrailers as o, union as r, fold as s, parseRecord as t };
