import { s as reviewsIn } from "./comment-commands.js";
import { t as Fault } from "./fault.js";
import { t as answersMarkdown } from "./answer.js";
import { f as writeOutcome } from "./outcome-files2.js";
import { i as policyOf } from "./policy.js";
import { n as baseOfGroup } from "./pull-checks.js";
import { i as pullFacts } from "./pull-facts.js";
import { t as reactTo } from "./reacting.js";
import { a as isWithinCaps, i as requirePlanReviewable, o as requireWithinCaps, r as planPushed, s as whoPushed, t as builtPlan } from "./request-plan-review.js";
import { r as proposedSince } from "./since.js";
import { t as whoAsks } from "./who-asks.js";
// src/commands/request-review.ts
/**
* request-review: which pull request is to be reviewed, and by whose word. A job without the key: who asks is checked here (trust.md T10),
* and what stands there now is fixed for the job that has it. Where nobody asks, only the check is set.
*/
const MARKER = "planfile-review";
/** undefined: there is nothing to say. */
async function requestReview(request, ports, guards) {
	const { from } = request;
	const target = from.kind === "run" ? await ofRun(from.run, request, ports) : from.kind === "comment" ? await ofComment(from, request, ports, guards) : await ofPerson(from.pull, void 0, request, ports, guards);
	if (target) await writeOutcome(ports.files, request.folder, target);
	return target;
}
async function ofComment({ on, id }, request, ports, guards) {
	const ref = {
		kind: "comment",
		on,
		id
	};
	const remark = await ports.forge.remarks.get(ref);
	if (remark === void 0 || remark.author.kind !== "person" || !reviewsIn(remark.body)) return void 0;
	await reactTo(ref, "eyes", ports);
	try {
		const target = await ofPerson(on, remark, request, ports, guards);
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
async function ofPerson(number, comment, request, ports, guards) {
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
	const plan = await builtPlan(facts.pull, ports) ?? null;
	if (plan !== null) await requirePlanReviewable({
		id: plan,
		head: facts.head,
		policy
	}, ports, guards);
	const since = plan === null ? await proposedSince(facts, ports) : void 0;
	return targetOf(facts, {
		asked: by,
		policyCommit,
		plan,
		since
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
	if (pull === void 0) return void 0;
	const facts = await pullFacts(pull.number, ports);
	const policy = await policyOf(policyCommit, ports);
	const own = await ports.forge.runs.find(request.run, request.attempt);
	const plan = await builtPlan(facts.pull, ports);
	if (plan !== void 0) {
		const asked = await planPushed({
			id: plan,
			facts,
			heard,
			policy,
			own
		}, ports);
		return asked === void 0 ? void 0 : targetOf(facts, {
			asked,
			policyCommit,
			plan
		}, request, ports);
	}
	const by = await whoPushed(facts, heard, policy, ports);
	const asked = by !== null && own !== void 0 && await isWithinCaps(policy, {
		facts: own,
		by
	}, ports);
	const since = asked ? await proposedSince(facts, ports) : void 0;
	return targetOf(facts, {
		asked: asked ? by : null,
		policyCommit,
		plan: null,
		since
	}, request, ports);
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
const targetOf = ({ pull, head, tree, base }, { asked, policyCommit, plan, since }, { run, attempt }, { clock }) => ({
	planfile: 1,
	kind: "target",
	plan,
	run,
	attempt,
	nonce: clock.nonce(),
	pull: pull.number,
	ref: null,
	head,
	tree,
	base,
	...since ? { since } : {},
	policyCommit,
	asked
});
export { requestReview };
