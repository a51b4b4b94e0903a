import { S as readSource, _ as MAX_FRONT_MATTER, a as rule$9, c as rule$2, g as require_fastest_levenshtein, h as isProblemCode, i as rule$8, l as rule$5, n as rule$7, o as rule$4, p as CODES, r as rule, s as rule$3, t as rule$1, u as rule$6, y as readFrontMatter } from "./yaml-too-deep.js";
import { C as strictObject, S as record, T as union, _ as literal, b as number, c as ZodOptional, d as ZodUnion, f as _enum, g as int, i as ZodEnum, l as ZodPrefault, m as boolean, n as ZodBoolean, o as ZodNumber, p as array, r as ZodDefault, s as ZodObject, t as ZodArray, u as ZodRecord, w as string } from "./schemas.js";
// src/outcomes/header.ts
var import_fastest_levenshtein = require_fastest_levenshtein();
/**
* Outcomes: what the steps hand to each other. Data with a published schema, trusted by nobody (design.md §1): whoever reads
* one parses it here first, and checks what matters anew.
*/
const planId = string().regex(/^[a-z][a-z0-9-]{0,47}$/);
const phaseDigest = string().regex(/^[0-9a-f]{64}$/);
/** SHA-1 or SHA-256 object names. */
const objectId = string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const nonce = string().regex(/^[0-9a-f]{32}$/);
const count = int().min(0);
/** Money is never negative; a claim that lowers a bill is refused at the border. */
const usd$1 = number().min(0);
const text = (most) => string().max(most);
const line$1 = text(1e3);
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
/** What one model took within one step. Tokens are disjoint: `input` is what no cache served. */
const usageLine = strictObject({
	role: _enum([
		"planner",
		"executor",
		"advisor",
		"reviewer"
	]),
	model: line$1.describe("as the endpoint answered"),
	calls: count,
	input: count,
	cacheRead: count,
	cacheWrite: count,
	output: count,
	usd: usd$1.nullable().describe("null: no price is known for this model")
});
const commandRun = strictObject({
	command: text(4e3),
	exit: int().nullable().describe("null: ended by a signal or our deadline"),
	seconds: number().min(0),
	tail: text(2e4).describe("the end of its output"),
	timedOut: boolean()
});
const change = strictObject({
	path: filePath,
	kind: _enum([
		"added",
		"modified",
		"removed",
		"mode"
	])
});
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
	]),
	path: filePath.nullable().describe("null: about the change as a whole"),
	line: int().min(1).nullable(),
	endLine: int().min(1).nullable(),
	claim: paragraph,
	evidence: paragraph,
	scenario: paragraph.describe("how it fails"),
	suggestion: paragraph.nullable(),
	by: _enum(["model", "program"]).describe("what the program found no model can refute")
});
const judgement = strictObject({
	phase: planId,
	criterion: int().min(1).describe("its number in the phase's section, from 1"),
	text: paragraph,
	met: boolean(),
	evidence: paragraph
});
const review$1 = strictObject({
	...header,
	kind: literal("review"),
	tree: objectId.describe("what was reviewed"),
	base: objectId,
	verdict: _enum([
		"pass",
		"block",
		"none"
	]).describe("none: there is no valid review; never a green check"),
	why: line$1.describe("one line for the verdict"),
	cause: _enum([
		"credentials",
		"cancelled",
		"budget",
		"refused",
		"invalid",
		"service"
	]).nullable(),
	summary: paragraph,
	findings: array(finding),
	criteria: array(judgement),
	model: line$1.nullable().describe("as answered"),
	turns: int().min(0),
	seconds: number().min(0),
	usage: array(usageLine)
});
// src/policy/schema.ts
/**
* The policy, `.github/planfile.yml` of the default branch: the one source of its types, defaults, JSON Schema and key
* reference. The plan says what is built, the policy how. Without a file every default holds, and they are the strictest.
*/
const POLICY_PATH = ".github/planfile.yml";
const name = string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,127}$/, "an alias (opus, sonnet, haiku) or a full model id");
const effortName = _enum([
	"low",
	"medium",
	"high",
	"xhigh",
	"max"
]);
const usd = number().positive().max(1e5);
const line = string().regex(/^[^\n]*\S[^\n]*$/, "one line that is not empty");
const host = string().regex(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/, { error: "a host name in lower case, with a port where it is not 443" });
const models = strictObject({
	planner: name.default("opus").describe("Drafts and revises plans."),
	executor: name.default("sonnet").describe("Builds the phases."),
	advisor: name.default("opus").describe("Is consulted by the executor."),
	reviewer: name.default("opus").describe("Judges the result.")
}).prefault({}).describe("The model of each role: an alias (opus, sonnet, haiku) or a full id.");
const effort = strictObject({
	planner: effortName.optional().describe("Effort of the planner."),
	executor: effortName.optional().describe("Effort of the executor."),
	advisor: effortName.optional().describe("Effort of the advisor."),
	reviewer: effortName.optional().describe("Effort of the reviewer.")
}).prefault({}).describe("The effort of each role; where nothing stands, the endpoint's own default.");
const overrides = strictObject({
	models: union([literal("any"), array(name)]).default("any").describe("Models that a plan may put in a role: `any`, or a list."),
	effort: union([literal("any"), array(effortName)]).default("any").describe("Efforts that a plan may ask for: `any`, or a list.")
}).prefault({}).describe("What a plan may override. People see the override where they approve: it is in the digest.");
const session = (defaults) => ({
	usd: usd.default(defaults.usd).describe("US dollars."),
	turns: int().min(1).max(1e4).default(defaults.turns).describe("Answers of the model."),
	minutes: number().positive().max(1440).default(defaults.minutes).describe("Minutes of wall time.")
});
const budget = strictObject({
	phase: strictObject({
		...session({
			usd: 2,
			turns: 80,
			minutes: 30
		}),
		tokens: int().min(1).optional().describe("Tokens: fresh input, cache writes and output.")
	}).prefault({}).describe("What one session of a phase may take where the plan says nothing."),
	most: strictObject(session({
		usd: 20,
		turns: 400,
		minutes: 240
	})).prefault({}).describe("What one session of a phase may take at most, whatever the plan says."),
	review: strictObject(session({
		usd: 2,
		turns: 40,
		minutes: 15
	})).prefault({}).describe("What the review of one wave may take."),
	plan: strictObject({ usd: usd.default(50).describe("US dollars over all runs, by the record.") }).prefault({}).describe("What a plan may take altogether; a lower number in the plan counts."),
	run: strictObject({ usd: usd.default(20).describe("US dollars of one run.") }).prefault({}).describe("What one run may take, all its waves together.")
}).prefault({}).describe("Reaching a budget ends a session; its work is kept.");
const limits = strictObject({
	wait: number().min(0).max(3600).default(120).describe("Seconds to wait out rate limits, overload or no connection to the model service, each time."),
	stall: number().min(1).max(600).default(60).describe("Seconds without a sign of life after which a turn is sent again."),
	commandMinutes: number().positive().max(360).default(10).describe("Minutes for one command."),
	outputKilobytes: int().min(1).max(1024).default(64).describe("Kilobytes kept of the output of a command or tool: its end."),
	treeMegabytes: int().min(1).max(102400).default(2048).describe("Megabytes that a work tree may grow to, with all that set-up installs."),
	files: int().min(1).max(1e6).default(5e4).describe("Files of a tree that are taken back."),
	fileMegabytes: int().min(1).max(10240).default(512).describe("Megabytes of those files, all together.")
}).prefault({}).describe("Limits of time and size.");
const team = string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, "a team's name in addresses, in lower case, without its organization");
const more = strictObject({
	phases: array(string()).default([]).describe("Ids of phases, in every plan."),
	paths: array(string()).default([]).describe("Patterns as in a plan: phases that may change such a file."),
	count: int().min(1).max(20).optional().describe("How many people must approve such a phase."),
	team: team.optional().describe("A team of which one must be among them.")
});
const approvals = strictObject({
	count: int().min(1).max(20).default(1).describe("How many people must approve a phase."),
	permission: _enum([
		"write",
		"maintain",
		"admin"
	]).default("write").describe("The permission that they must have now."),
	author: boolean().default(false).describe("May somebody approve who asked for the plan, opened its pull request or changed the phase?"),
	team: team.optional().describe("Only members of this team of the organization count. To see a team takes the token of an app."),
	owners: boolean().default(true).describe("Must an owner by CODEOWNERS be among them, for every pattern that meets the phase's `paths`?"),
	more: array(more).max(50).default([]).describe("Phases that need more: each entry names `phases` or `paths`, and `count` or `team`."),
	days: number().positive().max(3650).default(30).describe("Days that an approval lives."),
	merge: boolean().default(true).describe("Is the merge of a plan to the default branch an approval of it?"),
	stale: _enum(["paths", "never"]).default("paths").describe("When an approval goes stale: as files in the phase's `paths` change on the base, or never.")
}).prefault({}).describe("What an approval needs. Local approvals allow only the run of the machine that gave them.");
const review = strictObject({ blocking: array(severity).default(["blocker", "major"]).describe("Severities of findings that make the review block.") }).prefault({}).describe("What a review must find to block.");
const setup = strictObject({
	commands: array(line.max(2e3)).max(20).default([]).describe("Commands that make a fresh tree ready, each a line for `bash -eo pipefail` in the sandbox."),
	hosts: array(host).max(50).default([]).describe("Hosts that set-up may reach. An allowed host is a way out for data.")
}).prefault({}).describe("Runs in `execute` before the model, and in `verify` on the joined tree.");
const policySchema = strictObject({
	planfile: literal(1).default(1).describe("Version of the policy."),
	models,
	effort,
	overrides,
	rounds: int().min(0).max(10).default(3).describe("How often the output of a failed `verify` goes back to the executor."),
	ladder: array(strictObject({
		model: name.describe("An alias or a full id."),
		effort: effortName.optional().describe("Where nothing stands, the endpoint's own default.")
	})).max(8).default([]).describe("Who goes on when the rounds are used up: each with the same tree, the failed output and a fresh conversation, all within one budget. A rung that is the executor itself is where it begins."),
	advisor: strictObject({
		uses: int().min(0).max(20).default(0).describe("How often a session may consult it. 0: never."),
		hosts: array(host).max(20).default(["api.anthropic.com"]).describe("Hosts that offer the advisor tool; on any other there is none, and a note says so.")
	}).prefault({}).describe("The executor may consult the model of the role `advisor` in the middle of its work."),
	compaction: strictObject({
		tokens: int().min(2e4).max(1e6).default(15e4).describe("Tokens of a conversation from which on it is summarized."),
		hosts: array(host).max(20).default(["api.anthropic.com"]).describe("Hosts that summarize; at any other a conversation grows until it is full.")
	}).prefault({}).describe("Long conversations are summarized by the endpoint, and what was asked is said again."),
	transcripts: _enum(["off", "keep"]).default("off").describe("Is what was said in a session kept beside its result? Secrets are taken out; artifacts of a public repository are public."),
	attempts: int().min(1).max(100).default(5).describe("How often one digest of a phase may be started."),
	budget,
	limits,
	rules: record(string(), _enum([
		"error",
		"warning",
		"note",
		"off"
	])).default({}).describe("Severities of the rules of `validate`, by code. An error is never lowered."),
	approvals,
	foreignCommits: _enum(["refuse", "allow"]).default("refuse").describe("Commits on a plan branch that planfile did not land and that are no edit of the plan."),
	review,
	setup,
	sandbox: _enum(["required", "unless-told"]).default("unless-told").describe("`required`: `--no-sandbox` is refused here as well. In CI it always is."),
	mounts: array(string().regex(/^(?:\/|~\/)[^\n]*$/, "an absolute path, or one that starts with `~/`")).max(20).default([]).describe("More folders that the sandbox shows, read-only: a toolchain in the home folder."),
	threads: strictObject({ hosts: array(host).max(20).default(["api.anthropic.com"]).describe("Hosts that keep the thread of messages; any other gets the full history.") }).prefault({}).describe("Where message threads may be used.")
}).meta({ title: "Policy of a repository" });
/** What holds where there is no file. */
const DEFAULT_POLICY = policySchema.parse({});
// src/policy/misfit.ts
/** What the schema has against a policy, in the words and codes of problems. */
function misfits(error, value) {
	return error.issues.flatMap((issue) => misfit(issue, value));
}
function misfit(issue, value) {
	const path = [...issue.path];
	const where = path.length === 0 ? "the policy" : `\`${dotted(path)}\``;
	if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({
		code: "unknown-key",
		path: [...path, key],
		atKey: true,
		message: `There is no key \`${key}\` in ${where}.`,
		fix: suggestion(key, keysAt(path))
	}));
	const given = valueAt(value, path);
	if (path.length === 1 && path[0] === "planfile" && typeof given === "number") return [{
		code: "unsupported-version",
		path,
		atKey: false,
		message: "This program reads version 1 of the policy.",
		fix: "Write `planfile: 1`, or use a newer planfile."
	}];
	const expected = expectedAt(path);
	if (issue.code === "invalid_type" && given === void 0) return [{
		code: "missing-key",
		path,
		atKey: false,
		message: `${where} is missing.`,
		fix: `Write ${expected}.`
	}];
	const wrongType = issue.code === "invalid_type";
	const must = issue.code === "invalid_format" ? issue.message : expected;
	const described = schemaAt(path)?.description;
	return [{
		code: wrongType ? "wrong-type" : "wrong-value",
		path,
		atKey: false,
		message: `${where} must be ${must}.`,
		fix: described === void 0 ? `Write ${must}.` : `Write ${must}. ${described}`
	}];
}
const dotted = (path) => path.reduce((text, step) => typeof step === "number" ? `${text}[${step}]` : text === "" ? String(step) : `${text}.${String(step)}`, "");
const valueAt = (value, path) => path.reduce((inner, step) => typeof inner === "object" && inner !== null ? inner[step] : void 0, value);
/** What somebody may have meant who wrote `name`; undefined when nothing is near. */
function nearest(name, known) {
	if (known.length === 0) return void 0;
	const near = (0, import_fastest_levenshtein.closest)(name.toLowerCase(), known);
	return (0, import_fastest_levenshtein.distance)(name.toLowerCase(), near.toLowerCase()) <= Math.max(1, near.length / 2) ? near : void 0;
}
function suggestion(key, known) {
	const near = nearest(key, known);
	if (near !== void 0) return `Did you mean \`${near}\`?`;
	return known.length > 0 ? `Take it out; known keys are ${known.join(", ")}.` : "Take it out.";
}
/** The part of the schema that a path leads to; undefined where it leads out of it. */
function schemaAt(path) {
	return path.reduce((schema, step) => {
		const inner = schema && unwrapped(schema);
		if (inner instanceof ZodObject) return inner.shape[String(step)];
		if (inner instanceof ZodArray) return inner.element;
		return inner instanceof ZodRecord ? inner.valueType : void 0;
	}, policySchema);
}
function unwrapped(schema) {
	return schema instanceof ZodDefault || schema instanceof ZodPrefault || schema instanceof ZodOptional ? unwrapped(schema.unwrap()) : schema;
}
function keysAt(path) {
	const schema = schemaAt(path);
	const inner = schema && unwrapped(schema);
	return inner instanceof ZodObject ? Object.keys(inner.shape) : [];
}
function expectedAt(path) {
	const schema = schemaAt(path);
	const inner = schema && unwrapped(schema);
	if (inner instanceof ZodObject || inner instanceof ZodRecord) return "a mapping";
	if (inner instanceof ZodArray) return "a list";
	if (inner instanceof ZodUnion) return "`any` or a list";
	if (inner instanceof ZodNumber) return numberOf(inner);
	if (inner instanceof ZodBoolean) return "`true` or `false`";
	if (inner instanceof ZodEnum) return `one of ${inner.options.join(", ")}`;
	return "text";
}
function numberOf({ isInt, minValue, maxValue }) {
	const kind = isInt ? "a whole number" : "a number";
	const [low, high] = [minValue ?? Number.MIN_SAFE_INTEGER, maxValue ?? Number.MAX_SAFE_INTEGER];
	const from = low > Number.MIN_SAFE_INTEGER ? ` from ${low}` : "";
	return high < Number.MAX_SAFE_INTEGER ? `${kind}${from} to ${high}` : kind + from;
}
// src/policy/severities.ts
/** Severities of `validate`'s rules, as the policy sets them. */
/** undefined: it may. An error says that a plan cannot be read or must not be, and stays one (trust.md T3, T17). */
function mayBeSet(rule, severity) {
	if (!isProblemCode(rule)) {
		const near = nearest(rule, Object.keys(CODES));
		const fix = near === void 0 ? "Take it out." : `Did you mean \`${near}\`?`;
		return {
			code: "unknown-key",
			message: `There is no rule \`${rule}\`.`,
			fix
		};
	}
	if (severity === CODES[rule]) return void 0;
	if (CODES[rule] !== "error" && rule !== "protected-path") return void 0;
	return {
		code: "wrong-value",
		message: `\`${rule}\` is always ${CODES[rule] === "error" ? "an error" : "a note"}: a policy cannot change it.`,
		fix: "Take this line out."
	};
}
/** The problems as the policy sees them: some heavier, some lighter, some not at all. */
function withSeverities(problems, rules) {
	return problems.flatMap((problem) => {
		const set = Object.hasOwn(rules, problem.code) ? rules[problem.code] : problem.severity;
		if (!(mayBeSet(problem.code, set) === void 0)) return [problem];
		return set === "off" ? [] : [{
			...problem,
			severity: set
		}];
	});
}
// src/policy/yaml-rules.ts
const yamlRules = [
	rule,
	rule$1,
	rule$2,
	rule$3,
	rule$4,
	rule$5,
	rule$6,
	rule$7,
	rule$8,
	rule$9
];
// src/policy/read.ts
/**
* Reads the policy file, in the same strict subset of YAML as plans. No file: the defaults. A file that does not hold: no policy
* at all, so that nobody can go on with the defaults by mistake.
*/
/** Never throws. `bytes` is undefined where the default branch has no such file. */
function readPolicy(bytes, path, rules = yamlRules) {
	if (bytes === void 0) return {
		path,
		policy: DEFAULT_POLICY,
		origin: originOf(DEFAULT_POLICY, {}),
		problems: []
	};
	const read = readYaml(bytes, path, rules);
	const found = "findings" in read ? read.findings : check(read);
	if (Array.isArray(found)) return {
		path,
		origin: {},
		problems: found.map((one) => ({
			...one,
			severity: CODES[one.code],
			file: path
		}))
	};
	return {
		path,
		policy: found.policy,
		origin: originOf(found.policy, found.value),
		problems: []
	};
}
function readYaml(bytes, path, rules) {
	const source = readSource(bytes, path);
	const tooLarge = { findings: [{
		code: "file-too-large",
		line: 1,
		column: 1,
		message: `The policy has ${bytes.length} bytes; ${MAX_FRONT_MATTER} characters are read at most.`,
		fix: "Make it shorter."
	}] };
	if (bytes.length > 262144) return tooLarge;
	if (source.validUntil !== void 0) {
		const before = source.validUntil.split("\n");
		return { findings: [{
			code: "not-utf8",
			line: before.length,
			column: before.at(-1).length + 1,
			message: "This is not UTF-8.",
			fix: "Save it as UTF-8."
		}] };
	}
	const opened = source.lines[0] === "---";
	const end = source.lines.at(-1) === "" ? -1 : void 0;
	const body = source.lines.slice(opened ? 1 : 0, end);
	const shift = opened ? 0 : 1;
	const second = body.indexOf("---");
	if (second !== -1) {
		const place = {
			line: second + 2 - shift,
			column: 1
		};
		const message = "A second document begins here: a policy is one.";
		return { findings: [{
			code: "yaml-syntax",
			...place,
			message,
			fix: "Take this line out."
		}] };
	}
	const text = [
		"---",
		...body,
		"---",
		""
	].join("\n");
	const framed = readSource(new TextEncoder().encode(text), path);
	const front = readFrontMatter(framed);
	if (front === void 0) return tooLarge;
	const inFile = ({ line, endLine, ...rest }) => ({
		...rest,
		line: Math.max(1, line - shift),
		...endLine === void 0 ? {} : { endLine: Math.max(1, endLine - shift) }
	});
	const findings = rules.flatMap((rule) => [...rule.check({
		source: framed,
		front
	})].map(({ message, fix, ...place }) => ({
		code: rule.code,
		...inFile(place),
		message: message.replaceAll("front matter", "policy"),
		fix
	})));
	return findings.length > 0 ? { findings } : {
		front,
		inFile
	};
}
function check({ front, inFile }) {
	const value = front.value ?? {};
	const parsed = policySchema.safeParse(value);
	if (!parsed.success) return misfits(parsed.error, value).map(({ path, atKey, ...finding }) => ({
		...finding,
		...inFile(front.placeAt(path, atKey))
	}));
	const findings = Object.entries(parsed.data.rules).flatMap(([rule, severity]) => {
		const refusal = mayBeSet(rule, severity);
		return refusal ? [{
			...refusal,
			...inFile(front.placeAt(["rules", rule], true))
		}] : [];
	});
	return findings.length > 0 ? findings : {
		policy: parsed.data,
		value
	};
}
/** Lists and `rules` are one value each; everything else is taken apart to its keys. */
function originOf(policy, file, before = "") {
	const origin = {};
	for (const [key, value] of Object.entries(policy)) {
		if (value === void 0) continue;
		const name = before + key;
		const inner = file[key];
		if (value === null || typeof value !== "object" || Array.isArray(value) || name === "rules") origin[name] = inner === void 0 ? "default" : "file";
		else Object.assign(origin, originOf(value, inner ?? {}, `${name}.`));
	}
	return origin;
}
export { planId as _, judgement as a, commandRun as c, header as d, line$1 as f, phaseDigest as g, paragraph as h, finding as i, count as l, objectId as m, withSeverities as n, review$1 as o, nonce as p, POLICY_PATH as r, change as s, readPolicy as t, filePath as u, reason as v, usageLine as y };
