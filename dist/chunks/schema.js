import { C as record, E as union, T as string, _ as int, h as boolean, m as array, p as _enum, v as literal, w as strictObject, x as number } from "./schemas.js";
import { o as patternFault } from "./paths.js";
import { i as severity } from "./review.js";
// src/policy/caps.ts
/** The policy's caps on what may be started (trust.md T10); lifecycle/caps.ts counts. */
const runs = (most, what) => int().min(1).max(1e5).default(most).describe(what);
const usd$1 = (most, what) => number().positive().max(1e5).default(most).describe(what);
const caps = strictObject({
	runs: strictObject({
		plan: runs(100, "Runs that may work on one plan, in its life."),
		person: runs(20, "Runs that one person may start."),
		day: runs(50, "Runs altogether.")
	}).prefault({}).describe("How often something may be started."),
	usd: strictObject({
		person: usd$1(100, "US dollars of what one person started."),
		day: usd$1(200, "US dollars altogether.")
	}).prefault({}).describe("What it may take; of one plan: `budget.plan.usd`.")
}).prefault({}).describe("On a forge: what may be started, within 24 hours unless it says otherwise. Counted from all records, and from the runs that the forge knows.");
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
	draft: strictObject(session({
		usd: 5,
		turns: 60,
		minutes: 20
	})).prefault({}).describe("What the draft of a plan, or of its next revision, may take."),
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
const pattern = string().max(1e3).refine((text) => text !== "" && patternFault(text) === void 0, "a pattern as in the `paths` of a plan");
const review = strictObject({
	blocking: array(severity).default(["blocker", "major"]).describe("Severities of findings that make the review block."),
	refuted: array(severity).default(["blocker"]).describe("Of these, severities that block even where the second look refuted the finding: a person decides."),
	secondLook: boolean().default(true).describe("Does an independent conversation try to refute each finding of the reviewer?"),
	leaveOut: array(pattern).max(200).default([]).describe("Patterns as in a plan: changed files that need not be read, beside those that `.gitattributes` calls generated, vendored or `-diff`. Without it a changed binary file leaves the review incomplete."),
	prompts: array(pattern).max(200).default([]).describe("Patterns as in a plan: files that are meant to speak to models, where such text is a nit."),
	pulls: _enum(["asked", "every"]).default("asked").describe("Pull requests that no plan made: reviewed where a person asks (comment, label, dispatch), or `every` push to a branch of the repository by somebody who may write."),
	exempt: array(strictObject({
		name: string().regex(/^[a-z][a-z0-9-]{0,47}$/).describe("As the check calls it."),
		paths: array(pattern).min(1).max(50).describe("Patterns as in a plan: all that is changed is among them.")
	})).max(20).default([]).describe("Kinds of changes whose check is green without a review, by name. A change of a protected file is never one of them.")
}).prefault({}).describe("What a review reads, and what it must find to block.");
const draft = strictObject({
	commands: array(line.max(2e3)).max(50).default([]).describe("Commands that a planner may use in `verify`, besides those that the manifests name."),
	questions: int().min(0).max(10).default(3).describe("Questions that a planner may ask before it plans."),
	revisions: int().min(0).max(20).default(2).describe("Revisions by a planner; for the next one a person is asked.")
}).prefault({}).describe("What a planner may do.");
const setup = strictObject({
	commands: array(line.max(2e3)).max(20).default([]).describe("Commands that make a fresh tree ready, each a line for `bash -eo pipefail` in the sandbox."),
	hosts: array(host).max(50).default([]).describe("Hosts that set-up may reach. An allowed host is a way out for data.")
}).prefault({}).describe("Runs in `execute` before the model, and in `verify` on the joined tree.");
const ci = array(string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.ya?ml$/, "a workflow's file, without its folder: `ci.yml`")).max(10).default([]).describe("Workflows that are dispatched on the branch of a plan after a landing whose review passed: pushes of a workflow start none.");
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
	caps,
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
	ci,
	draft,
	setup,
	sandbox: _enum(["required", "unless-told"]).default("unless-told").describe("`required`: `--no-sandbox` is refused here as well. In CI it always is."),
	mounts: array(string().regex(/^(?:\/|~\/)[^\n]*$/, "an absolute path, or one that starts with `~/`")).max(20).default([]).describe("More folders that the sandbox shows, read-only: a toolchain in the home folder."),
	threads: strictObject({ hosts: array(host).max(20).default(["api.anthropic.com"]).describe("Hosts that keep the thread of messages; any other gets the full history.") }).prefault({}).describe("Where message threads may be used.")
}).meta({ title: "Policy of a repository" });
/** What holds where there is no file. */
const DEFAULT_POLICY = policySchema.parse({});
export { POLICY_PATH as n, policySchema as r, DEFAULT_POLICY as t };
