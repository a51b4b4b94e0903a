import { r as draftsIn } from "./comment-commands.js";
import { t as Fault } from "./fault.js";
import { t as answersMarkdown } from "./answer.js";
import { a as plansAt, n as branchRef, r as findPlan } from "./where2.js";
import { t as requestOfIssue } from "./issue2.js";
import { a as requireRevisable, o as revisionOf } from "./outcome.js";
import { n as evidenceOfRecord, r as requestOf } from "./request2.js";
import { t as capOn } from "./held-back.js";
import { f as writeOutcome } from "./outcome-files2.js";
import { i as policyOf } from "./policy.js";
import { t as reactTo } from "./reacting.js";
import { i as stepsOf } from "./record3.js";
import { t as whoAsks } from "./who-asks.js";
// src/commands/drafting/first.ts
/** One plan for one issue: a second one is asked for by its name, not by accident (trust.md T10: duplicates coalesce). */
/** Why no first draft is made for this issue; undefined: no branch, and not the default one, holds a plan for it. */
async function planOfIssue(on, commit, { git: { repository } }) {
	const branches = await repository.refs(branchRef(""));
	for (const tip of [...branches.values(), ...commit ? [commit] : []]) {
		const plan = (await plansAt(repository, tip)).find((reading) => reading.plan?.issue === on)?.plan;
		if (plan) return new Fault("refused", "plan-exists", `there is a plan for issue #${on} already: ${plan.id}`, `To revise it: /planfile draft ${plan.id} <what should change>`);
	}
}
// src/commands/request.ts
/**
* request: what is asked of the planner on a forge, by a comment, a label or a dispatch; who asks is checked here, in a job without the
* key (trust.md T10), and what they said is fixed for the job that has it.
*/
/** undefined: nothing is asked of a planner. A refusal is answered where it was asked, and thrown as the fault that it is. */
async function request(ask, ports) {
	const said = await saidBy(ask, ports);
	if (said === void 0) return void 0;
	const ref = said.remark && {
		kind: "comment",
		on: said.remark.on,
		id: said.remark.id
	};
	if (ref) await reactTo(ref, "eyes", ports);
	try {
		const made = await checked(ask, said, ports);
		await writeOutcome(ports.files, ask.folder, made);
		if (ref) await reactTo(ref, "rocket", ports);
		return made;
	} catch (thrown) {
		if (!(thrown instanceof Fault) || said.on === void 0) throw thrown;
		const by = said.remark?.author.login ?? "the label";
		const answer = {
			line: said.line,
			by,
			accepted: false,
			why: `${thrown.message}. ${thrown.fix}`
		};
		await ports.forge.remarks.upsert(said.on, REFUSAL_MARKER, answersMarkdown([answer]));
		if (ref) await reactTo(ref, "-1", ports);
		throw thrown;
	}
}
/** The one comment under an issue that says how its draft stands. */
const MARKER = "planfile-draft";
/** Refusals stand apart: whoever may not ask does not write over how the draft stands. */
const REFUSAL_MARKER = "planfile-draft-refused";
async function saidBy({ from }, { forge }) {
	if (from.kind === "dispatch") return {
		remark: void 0,
		on: void 0,
		line: "",
		words: from.goal.trim()
	};
	if (from.kind === "label") return {
		remark: void 0,
		on: from.on,
		line: "label",
		words: ""
	};
	const remark = await forge.remarks.get({
		kind: "comment",
		on: from.on,
		id: from.id
	});
	const [command] = draftsIn(remark?.body ?? "");
	if (remark === void 0 || command === void 0 || remark.author.kind !== "person") return void 0;
	return {
		remark,
		on: from.on,
		line: command.line,
		words: command.words
	};
}
async function checked(ask, said, ports) {
	const { from, run, attempt } = ask;
	const who = await whoAsks({
		run,
		attempt,
		comment: said.remark,
		fix: "Who may write to the repository asks for plans."
	}, [], ports);
	if (who.by?.account === void 0) throw new Fault("refused", "not-a-person", "nobody can be told who asks for a plan", "A person asks.");
	const asked = {
		name: who.by.name,
		account: who.by.account
	};
	const commit = await ports.git.repository.defaultCommit() ?? null;
	const [name = "", ...why] = said.words.split(/\s+/);
	const policy = await policyOf(commit, ports);
	const known = await planNamed(name, said.on, ports);
	const cap = await capOn({
		plan: known ?? "",
		policy,
		who,
		now: (await ports.forge.origins.repository()).now
	}, ports);
	if (cap) throw new Fault("refused", cap.code, cap.message, "Ask again tomorrow, or raise the cap.");
	if (known !== void 0) return requestOfRevision(known, {
		words: name === known ? why.join(" ") : said.words,
		asked,
		ask,
		on: said.on,
		policy
	}, ports);
	const on = from.kind === "dispatch" ? from.issue : from.on;
	if (on === void 0) {
		if (said.words === "") throw new Fault("usage", "goal-missing", "what is wanted?", "Name a goal, an issue, or a plan.");
		return requestOf({
			goal: said.words,
			plan: null,
			asked,
			run,
			attempt
		}, ports);
	}
	const there = await planOfIssue(on, commit, ports);
	if (there !== void 0) throw there;
	const before = said.remark?.createdAt ?? who.facts.createdAt;
	return requestOfIssue({
		on,
		goal: said.words,
		asked,
		run,
		attempt,
		before
	}, ports);
}
/** The plan that is meant: named, or the one whose pull request this is. */
async function planNamed(name, on, { git, forge }) {
	if (/^[a-z][a-z0-9-]{0,47}$/.test(name)) {
		if ((await git.repository.refs("refs/heads/plan/")).has(`refs/heads/plan/${name}`)) return name;
		const head = await git.repository.defaultCommit();
		if ((head === void 0 ? [] : await plansAt(git.repository, head)).some(({ plan }) => plan?.id === name)) return name;
	}
	if (!(on === void 0 ? void 0 : await forge.talks.topic(on))?.pull) return void 0;
	for (const ref of (await git.repository.refs("refs/heads/plan/")).keys()) {
		const id = ref.slice(16);
		if ((await forge.pulls.ofBranch(`plan/${id}`))?.number === on) return id;
	}
}
async function requestOfRevision(plan, { words, asked, ask, on, policy }, ports) {
	const where = await findPlan({
		name: plan,
		cwd: ask.cwd
	}, ports);
	const record = stepsOf((await ports.git.repository.record(plan))?.text);
	const running = record.filter(({ step }) => step.type === "start").length;
	requireRevisable(plan, revisionOf(record, where), policy);
	const evidence = [...evidenceOfRecord(where.plan, record), ...words === "" ? [] : [{
		what: `${asked.name} says`,
		text: words
	}]];
	if (evidence.length === 0) throw new Fault("usage", "no-reason", `nothing says why ${plan} should be revised: ${running === 0 ? "nothing ran" : "no phase stands blocked or failed"}`, `Say why: /planfile draft ${plan} <what should change>`);
	const { run, attempt } = ask;
	const goal = `Revise the plan ${plan}${words === "" ? "" : `: ${words}`}`;
	return {
		...requestOf({
			goal,
			plan,
			asked,
			evidence,
			run,
			attempt
		}, ports),
		issue: on ?? null
	};
}
export { request as n, planOfIssue as r, MARKER as t };
