import { t as Fault } from "./fault.js";
import { r as runOutcome } from "./limits.js";
import { createHash } from "node:crypto";
// src/commands/drafting/outcome.ts
/** The outcome of a draft: what stands before anything was said, and what is said of it at its end. */
function outcomeOf(said, written, tried, ground, { sandbox }) {
	const { end, fault: _, proposal: __, ...rest } = said;
	const plan = end === "proposed" ? written?.reading.plan : void 0;
	const estimate = plan ? ground.estimate(plan).phases : [];
	return {
		...rest,
		outcome: plan ? "drafted" : end === "questions" ? "questions" : "failed",
		cause: plan || end === "questions" || end === "proposed" ? null : end,
		...plan && {
			plan: plan.id,
			path: plan.path,
			text: written.text
		},
		remarks: plan ? remarksOf(written.reading, tried, sandbox.kind) : [],
		tried: tried.tried().map(runOutcome),
		estimate: estimate.map(({ phase, low, likely, high }) => ({
			phase,
			low: low.usd,
			likely: likely.usd,
			high: high.usd
		}))
	};
}
function remarksOf({ problems }, tried, sandbox) {
	const failing = tried.tried().filter(({ exit }) => exit !== 0);
	return [
		...problems.map(({ code, message }) => `${code}: ${message}`),
		...sandbox === "none" ? ["Without a sandbox its commands were not tried."] : [],
		...failing.map(({ command, exit }) => `\`${command}\` ends with ${exit} before anything is built.`)
	];
}
const blankDraft = ({ planfile, plan, run, attempt, nonce, issue, asked }, { base, policyCommit }, before, revision) => ({
	planfile,
	plan,
	run,
	attempt,
	nonce,
	kind: "draft",
	outcome: "failed",
	cause: "service",
	message: "",
	base,
	policyCommit,
	issue,
	asked,
	path: before?.path ?? null,
	text: null,
	revision,
	before: before ? intentOf(before) : null,
	questions: [],
	summary: "",
	remarks: [],
	tried: [],
	rounds: 0,
	estimate: [],
	model: null,
	turns: 0,
	seconds: 0,
	usage: [],
	notes: []
});
/** Drafts that are told in the record; a plan that people wrote counts as its first. */
function revisionOf(steps, before) {
	const told = steps.flatMap(({ step }) => step.type === "draft" ? [step.revision] : []);
	return before === void 0 ? 1 : Math.max(1, ...told) + 1;
}
/** Why no planner may make this revision any more (trust.md T23); undefined: it may. The first draft is revision 1. */
const tooManyRevisions = (plan, revision, { draft }) => revision - 1 <= draft.revisions ? void 0 : `a planner has revised ${plan} ${revision - 2} times, as often as the policy lets it (trust.md T23)`;
/** The same, for whoever asks before money is spent. */
function requireRevisable(plan, revision, policy) {
	const why = tooManyRevisions(plan, revision, policy);
	if (why === void 0) return;
	throw new Fault("refused", "too-many-revisions", why, "Now a person changes the plan, or raises draft.revisions in the policy.");
}
/** All digests of the plan that was revised: another intent since then makes the revision void. */
const intentOf = ({ plan }) => createHash("sha256").update(plan.phases.map(({ id, digest }) => `${id} ${digest}\n`).join("")).digest("hex");
const causeOf = (fault) => fault.kind === "credentials" || fault.kind === "cancelled" || fault.kind === "refused" ? fault.kind : "service";
export { requireRevisable as a, outcomeOf as i, causeOf as n, revisionOf as o, intentOf as r, tooManyRevisions as s, blankDraft as t };
