import { n as commandsIn } from "./comment-commands.js";
import { a as stepsOf, o as missingFrom } from "./offers.js";
import { t as Fault } from "./fault.js";
import { n as approvalsMarkdown, t as answersMarkdown } from "./answer.js";
import { n as gateOn, r as lineToPaste } from "./gate2.js";
import { t as reactTo } from "./reacting.js";
import { t as appendSteps } from "./record3.js";
import { r as findPlan } from "./where2.js";
// src/commands/approve-comment.ts
async function approveComment(event, { cwd }, ports) {
	const ref = {
		kind: "comment",
		on: event.on,
		id: event.id
	};
	const remark = event.action === "deleted" ? void 0 : await ports.forge.remarks.get(ref);
	const commands = commandsIn(remark?.body ?? event.body);
	if (commands.length === 0 || remark && remark.author.kind !== "person") return {
		answers: [],
		exit: 0
	};
	if (remark) await reactTo(ref, "eyes", ports);
	const outcome = {
		answers: [],
		exit: 0
	};
	for (const plan of new Set(commands.map((command) => command.plan ?? ""))) {
		const judged = await answerFor(plan, commands.filter((command) => (command.plan ?? "") === plan), {
			remark,
			on: event.on,
			cwd
		}, ports);
		outcome.answers.push(...judged.map(({ exit: _, ...answer }) => ({
			...answer,
			plan
		})));
		outcome.exit = Math.max(outcome.exit, ...judged.map(({ exit }) => exit));
	}
	if (remark) await reactTo(ref, outcome.exit === 0 ? "+1" : "-1", ports);
	return outcome;
}
async function answerFor(name, commands, context, ports) {
	const where = await planOrFault(name, context.cwd, ports);
	if (where instanceof Fault) {
		if (context.remark === void 0) return [];
		const by = context.remark.author.login;
		const answers = commands.map((command) => refusal(command, by, where.code, `${where.message}. ${where.fix}`));
		await ports.forge.remarks.upsert(context.on, "planfile-refused", answersMarkdown(answers));
		return answers;
	}
	const answers = [];
	for (const command of commands) answers.push(await act(command, where, context, ports));
	const { plan } = where;
	const { decisions } = await stand(where, ports);
	const body = approvalsMarkdown(plan, decisions, {
		answers,
		paste: lineToPaste(plan, decisions)
	});
	await ports.forge.remarks.upsert(context.on, `planfile-approvals ${plan.id}`, body);
	return answers;
}
async function act(command, where, { remark }, ports) {
	if (remark === void 0) return {
		line: lineOf(command),
		by: void 0,
		accepted: false,
		code: "deleted",
		why: "the comment was deleted, and what it said counts no more",
		exit: 0
	};
	const by = remark.author.login;
	if (command.kind === "incomplete") return refusal(command, by, command.why, INCOMPLETE[command.why]);
	const { name } = await ports.forge.origins.repository();
	const line = lineOf(command);
	const said = {
		...remark,
		body: line
	};
	const step = stepsOf(said, where.plan, name)[0] ?? await stepOfLacking(said, name, where, ports);
	if (step === void 0) return refusal(command, by, "digest-unknown", "the digest names nothing that the plan says now: it was changed since, or the digest is of something else");
	const { approvals } = await stand(where, ports, [step]);
	const checked = approvals.find((one) => one.step.key === step.key);
	const doubt = doubtOf(checked);
	if (doubt) {
		const exit = doubt.verdict === "undecided" ? 3 : 1;
		return {
			...refusal(command, by, doubt.code, doubt.why),
			exit
		};
	}
	await using workshop = await ports.git.workshop();
	const message = `planfile ${where.plan.id}: ${step.type} by ${by}`;
	const decide = (record) => {
		const known = record.map((one) => one.step);
		return { steps: [missingFrom(known, step) ?? []].flat() };
	};
	await appendSteps({
		id: where.plan.id,
		message,
		decide
	}, workshop, ports);
	return {
		line,
		by,
		accepted: true,
		code: `${step.type}d`,
		why: spoken(step, checked),
		exit: 0
	};
}
/** The set that the program itself prints, of what lacks an approval: of a large plan not every set is tried. */
async function stepOfLacking(said, repository, where, ports) {
	const { decisions } = await stand(where, ports);
	const lacking = decisions.filter(({ decision, code }) => decision !== "approved" && code !== "already-done");
	return stepsOf(said, where.plan, repository, [lacking.map(({ phase }) => phase)])[0];
}
/** Why the step is not worth writing down: the whole of it, or each of its phases, is not believed. */
function doubtOf({ step, verdict, code, why, doubts = {} }) {
	if (verdict !== "holds") return {
		verdict,
		code,
		why
	};
	const all = step.phases.map(({ phase }) => doubts[phase]);
	return all.every((doubt) => doubt !== void 0) ? all[0] : void 0;
}
function spoken(step, { doubts = {} }) {
	const good = step.phases.filter(({ phase }) => doubts[phase] === void 0).map(({ phase }) => phase);
	const open = Object.entries(doubts).map(([phase, { why }]) => `${phase} not: ${why}`);
	return [`${step.type}d ${good.join(", ")}`, ...open].join("; ");
}
const stand = async (where, ports, coming = []) => gateOn(where.plan, { policyCommit: await ports.git.repository.defaultCommit() ?? null }, ports, coming);
async function planOrFault(name, cwd, ports) {
	try {
		if (name === "") throw new Fault("usage", "plan-missing", "no plan is named", "planfile status lists the plans.");
		return await findPlan({
			name,
			cwd
		}, ports);
	} catch (error) {
		if (error instanceof Fault && (error.kind === "usage" || error.kind === "refused")) return error;
		throw error;
	}
}
const refusal = (command, by, code, why) => ({
	line: lineOf(command),
	by,
	accepted: false,
	code,
	why,
	exit: 1
});
const lineOf = (command) => [
	"/planfile",
	command.verb,
	command.plan ?? "",
	command.kind === "decision" ? command.digest : ""
].join(" ").trim();
const INCOMPLETE = {
	"no-digest": "without a digest nothing is approved: it says what you have read. The line to paste is below.",
	"digest-too-short": `a digest has 32 digits at least. The line to paste is below.`,
	"not-a-digest": "that is no digest: it has digits 0 to 9 and a to f. The line to paste is below.",
	"too-many-words": "there are more words than a plan and a digest. The line to paste is below.",
	"unknown-verb": "a comment can approve, revoke and execute."
};
export { approveComment };
