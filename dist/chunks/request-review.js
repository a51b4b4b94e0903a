import { o as reviewsIn } from "./comment-commands.js";
import { t as Fault } from "./fault.js";
import { t as answersMarkdown } from "./answer.js";
import { f as writeOutcome } from "./outcome-files2.js";
import { i as policyOf } from "./policy.js";
import { n as baseOfGroup } from "./pull-checks.js";
import { n as exemptBy, r as pullFacts, t as earlierReview } from "./pull-facts.js";
import { t as reactTo } from "./reacting.js";
import { i as stepsOf } from "./record3.js";
import { t as whoAsks } from "./who-asks.js";
import { t as ask } from "./asking.js";
import { t as capOn } from "./held-back.js";
// src/commands/who-wants-review.ts
/** The label with which a person asks for a review of what is pushed by people who may write. */
const LABEL = "planfile: review";
/** Whose push is to be reviewed; null: nobody asks for it, nobody may, or it needs none. */
async function whoPushed(facts, { triggeredBy }, policy, { forge }) {
	if (!(((await forge.talks.topic(facts.pull.number))?.labels ?? []).includes(LABEL) || policy.review.pulls === "every" && !facts.pull.draft) || triggeredBy.kind !== "person") return null;
	const permission = await ask(() => forge.people.permission(triggeredBy));
	if (!("known" in permission && [
		"write",
		"maintain",
		"admin"
	].includes(permission.known)) || facts.changes.length === 0 || exemptBy(facts.changes, policy) !== void 0) return null;
	if (await earlierReview(facts, { forge }) !== void 0) return null;
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
// src/commands/request-review.ts
/**
* request-review: which pull request is to be reviewed, and by whose word. A job without the key: who asks is checked here (trust.md T10),
* and what stands there now is fixed for the job that has it. Where nobody asks, only the check is set.
*/
const MARKER = "planfile-review";
/** undefined: there is nothing to say. */
async function requestReview(request, ports) {
	const { from } = request;
	const target = from.kind === "run" ? await ofRun(from.run, request, ports) : from.kind === "comment" ? await ofComment(from, request, ports) : await ofPerson(from.pull, void 0, request, ports);
	if (target) await writeOutcome(ports.files, request.folder, target);
	return target;
}
async function ofComment({ on, id }, request, ports) {
	const ref = {
		kind: "comment",
		on,
		id
	};
	const remark = await ports.forge.remarks.get(ref);
	if (remark === void 0 || remark.author.kind !== "person" || !reviewsIn(remark.body)) return void 0;
	await reactTo(ref, "eyes", ports);
	try {
		const target = await ofPerson(on, remark, request, ports);
		await reactTo(ref, "rocket", ports);
		return target;
	} catch (thrown) {
		if (!(thrown instanceof Fault)) throw thrown;
		const why = `${thrown.message}. ${thrown.fix}`;
		const answer = {
			line: "/planfile review",
			by: remark.author.login,
			accepted: false,
			why
		};
		await ports.forge.remarks.upsert(on, MARKER, answersMarkdown([answer]));
		await reactTo(ref, "-1", ports);
		throw thrown;
	}
}
async function ofPerson(number, comment, request, ports) {
	const { run, attempt } = request;
	const fix = "Who may write to the repository asks for a review: /planfile review";
	const who = await whoAsks({
		run,
		attempt,
		comment,
		fix
	}, [], ports);
	if (who.by?.account === void 0) throw new Fault("refused", "not-a-person", "nobody can be told who asks for a review", fix);
	const facts = await pullFacts(number, ports);
	if (facts.pull.state !== "open") throw new Fault("refused", "pull-closed", `pull request #${number} is ${facts.pull.state}`, "Reopen it.");
	const plan = await builtPlan(facts.pull, ports);
	if (plan !== void 0) throw new Fault("refused", "reviewed-by-waves", `what stands on plan/${plan} is reviewed wave by wave, against the plan`, "Re-run the job `review` of the wave's run.");
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	const policy = await policyOf(policyCommit, ports);
	const by = {
		name: who.by.name,
		account: who.by.account
	};
	await requireWithinCaps(policy, {
		facts: who.facts,
		by
	}, ports);
	return targetOf(facts, {
		asked: by,
		policyCommit
	}, request, ports);
}
/** A push, or a merge group, that another workflow has heard: that one runs the change's own file, this one the default branch's (G4). */
async function ofRun(id, request, ports) {
	const heard = await ports.forge.runs.find(id);
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	if (heard?.event === "merge_group") return ofGroup(heard, policyCommit, request, ports);
	if (heard?.event !== "pull_request") return void 0;
	const [owner = ""] = heard.headRepository.split("/");
	const open = await ports.forge.pulls.openFrom(owner, heard.branch);
	const { defaultBranch } = await ports.forge.origins.repository();
	const those = open.filter(({ head }) => head === heard.head);
	const pull = those.find(({ base }) => base === defaultBranch) ?? those[0];
	if (pull === void 0 || await builtPlan(pull, ports) !== void 0) return void 0;
	const facts = await pullFacts(pull.number, ports);
	const policy = await policyOf(policyCommit, ports);
	const by = await whoPushed(facts, heard, policy, ports);
	const own = await ports.forge.runs.find(request.run, request.attempt);
	const asked = by !== null && own !== void 0 && await isWithinCaps(policy, {
		facts: own,
		by
	}, ports);
	return targetOf(facts, {
		asked: asked ? by : null,
		policyCommit
	}, request, ports);
}
/** The id of the plan whose branch this is, where a wave has landed something of it. */
async function builtPlan({ branch, headRepository }, { git, forge }) {
	const id = /^plan\/([a-z][a-z0-9-]{0,47})$/.exec(branch)?.[1];
	const { name } = await forge.origins.repository();
	if (id === void 0 || headRepository.toLowerCase() !== name.toLowerCase()) return void 0;
	return stepsOf((await git.repository.record(id))?.text).some(({ step }) => step.type === "end" && step.outcome === "done") ? id : void 0;
}
const ofGroup = async ({ branch }, policyCommit, request, { git, clock }) => {
	const head = await git.repository.bring(`refs/heads/${branch}`);
	const target = baseOfGroup(branch);
	const base = target === void 0 ? void 0 : await git.repository.bring(`refs/heads/${target}`);
	if (head === void 0 || base === void 0) return void 0;
	const { run, attempt } = request;
	return {
		planfile: 1,
		kind: "target",
		plan: null,
		run,
		attempt,
		nonce: clock.nonce(),
		pull: null,
		ref: branch,
		head,
		tree: await git.repository.treeOf(head),
		base,
		policyCommit,
		asked: null
	};
};
const targetOf = ({ pull, head, tree, base }, { asked, policyCommit }, { run, attempt }, { clock }) => ({
	planfile: 1,
	kind: "target",
	plan: null,
	run,
	attempt,
	nonce: clock.nonce(),
	pull: pull.number,
	ref: null,
	head,
	tree,
	base,
	policyCommit,
	asked
});
export { requestReview };
