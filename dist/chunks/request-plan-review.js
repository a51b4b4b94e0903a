import { t as Fault } from "./fault.js";
import { a as planWork, n as exemptBy, o as requireReviewable, t as earlierReview } from "./pull-facts.js";
import { i as stepsOf } from "./record3.js";
import { i as planOfBranch } from "./where2.js";
import { t as ask } from "./asking.js";
import { t as capOn } from "./held-back.js";
// src/commands/who-wants-review.ts
/** The label with which a person asks for a review of what is pushed by people who may write. */
const LABEL = "planfile: review";
/** Whose push is to be reviewed; null: nobody asks for it, nobody may, or it needs none. */
async function whoPushed(facts, heard, policy, ports) {
	const by = await whoWants(facts, heard, policy, ports);
	if (by === null || exemptBy(facts.changes, policy) !== void 0) return null;
	return await earlierReview(facts, ports) === void 0 ? by : null;
}
/** The same, whatever is known of this change already. */
async function whoWants(facts, { triggeredBy }, policy, { forge }) {
	if (!(((await forge.talks.topic(facts.pull.number))?.labels ?? []).includes(LABEL) || policy.review.pulls === "every" && !facts.pull.draft) || triggeredBy.kind !== "person") return null;
	const permission = await ask(() => forge.people.permission(triggeredBy));
	if (!("known" in permission && [
		"write",
		"maintain",
		"admin"
	].includes(permission.known)) || facts.changes.length === 0) return null;
	return {
		name: triggeredBy.login,
		account: triggeredBy.id
	};
}
/** Nobody waits for an answer to a push: where a cap is reached it is not reviewed, and the check says how to have it. */
async function isWithinCaps(...asking) {
	try {
		await requireWithinCaps(...asking);
		return true;
	} catch (fault) {
		if (!(fault instanceof Fault) || fault.kind !== "refused") throw fault;
		asking[2].progress.note(`not reviewed: ${fault.message}`);
		return false;
	}
}
async function requireWithinCaps(policy, { facts, by }, ports) {
	const { now } = await ports.forge.origins.repository();
	const who = {
		mode: "person",
		by,
		facts
	};
	const job = policy.review.pulls === "every" ? void 0 : "review";
	const cap = await capOn({
		plan: "",
		policy,
		who,
		now,
		job
	}, ports);
	if (cap) throw new Fault("refused", cap.code, cap.message, "Ask again tomorrow, or raise the cap.");
}
// src/commands/request-plan-review.ts
/**
* The id of the plan whose branch this is, where a wave has landed something of it: what is merged to the default branch answers to its
* criteria. Before that, and on its way elsewhere, it is a pull request like any other.
*/
async function builtPlan(pull, { git, forge }) {
	const id = await planOfPull(pull, { forge });
	const { defaultBranch } = await forge.origins.repository();
	if (id === void 0 || pull.base !== defaultBranch) return void 0;
	return stepsOf((await git.repository.record(id))?.text).some(({ step }) => step.type === "end" && step.outcome === "done") ? id : void 0;
}
/** A fork's branch of that name is nobody's plan. */
async function planOfPull({ branch, headRepository }, { forge }) {
	const { name } = await forge.origins.repository();
	return headRepository.toLowerCase() === name.toLowerCase() ? planOfBranch(branch) : void 0;
}
/** Throws a fault that says why it is not worth its money; before anything is started. */
async function requirePlanReviewable({ id, head, policy }, ports, guards) {
	requireReviewable({
		...await planWork(id, head, ports),
		policy
	}, guards);
}
/** A push to it was heard. undefined: there is nothing to say, for who made it says it; null: nobody asks for a review. */
async function planPushed({ id, facts, heard, policy, own }, ports) {
	if (await isStillTold(id, facts.head, ports)) return void 0;
	const by = await whoWants(facts, heard, policy, ports);
	if (by === null || own === void 0 || !await isWithinCaps(policy, {
		facts: own,
		by
	}, ports)) return null;
	try {
		const work = await planWork(id, facts.head, ports);
		if (work.state.reviews.some(({ step }) => step.tree === facts.tree && step.verdict !== "none")) return null;
		requireReviewable({
			...work,
			policy
		});
		return by;
	} catch (fault) {
		if (!(fault instanceof Fault) || fault.kind !== "refused") throw fault;
		ports.progress.note(`not reviewed: ${fault.message}`);
		return null;
	}
}
/** A push with the token of an app is heard as well: the run that landed this commit speaks for it, as long as it is under way. */
async function isStillTold(id, head, { git, forge }) {
	const steps = stepsOf((await git.repository.record(id))?.text).map(({ step }) => step);
	const end = steps.findLast((step) => step.type === "end" && step.outcome === "done" && step.commit === head);
	const start = steps.find((step) => end?.type === "end" && step.key === end.start);
	if (start?.type !== "start") return false;
	const { run, attempt } = start.holder;
	const state = await forge.runs.state(run, attempt);
	return state !== void 0 && state !== "completed";
}
export { isWithinCaps as a, requirePlanReviewable as i, planOfPull as n, requireWithinCaps as o, planPushed as r, whoPushed as s, builtPlan as t };
