import { t as addUsage } from "./usage.js";
import { n as unforeseen, t as Fault } from "./fault.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { r as contextDocuments } from "./introduction.js";
import { n as requireWorthReview } from "./open-start.js";
import { d as tryOutcome, f as writeOutcome, o as needOutcome, t as REVIEW_TRANSCRIPT } from "./outcome-files2.js";
import { n as policyAt } from "./policy.js";
import { r as requireSandbox } from "./ready-box.js";
import { i as oneLine, n as judge, r as nothingJudged, t as causeOf } from "./reviewing.js";
import { a as reviewBase, i as judgedPhases, n as inOrder, o as scheduledPlan, r as joinPieces, t as gatherPieces } from "./wave-work.js";
import { join } from "node:path";
// src/commands/review.ts
/**
* review: the reviewer reads the joined tree and its diff against the plan. A model job that may not write; `publish` applies
* what it yields, also when it yields nothing. What fails here still is an outcome, with the verdict `none`.
*/
async function review({ folder, context, signal }, ports) {
	const schedule = await needOutcome(ports.files, folder, "schedule");
	const verification = await needOutcome(ports.files, folder, "verification");
	await requireWorthReview(schedule, ports);
	const blank = {
		...blankReview(schedule, verification),
		usage: await paidBefore(schedule, folder, ports)
	};
	const redact = (text) => ports.model.redact(text);
	let outcome;
	let ended;
	try {
		const { judged, fault } = await read({
			folder,
			schedule,
			verification,
			context,
			signal
		}, ports);
		const usage = addUsage([...blank.usage, ...judged.usage]);
		outcome = redactOutcome({
			...blank,
			...judged,
			usage
		}, redact);
		ended = fault;
	} catch (thrown) {
		const fault = unforeseen(thrown);
		outcome = redactOutcome({
			...blank,
			why: oneLine(fault.message),
			cause: causeOf(fault)
		}, redact);
		await writeOutcome(ports.files, folder, outcome);
		throw fault;
	}
	await writeOutcome(ports.files, folder, outcome);
	return {
		review: outcome,
		fault: ended
	};
}
/** An earlier review of this wave was of another tree, or came to nothing: what it took stays in the bill. */
async function paidBefore({ nonce, run, attempt }, folder, { files }) {
	const { outcome } = await tryOutcome(files, folder, "review");
	return outcome?.nonce === nonce && outcome.run === run && outcome.attempt === attempt ? outcome.usage : [];
}
async function read({ folder, schedule, verification, context, signal }, ports) {
	const plan = await scheduledPlan(schedule, ports);
	const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports);
	const landed = verification.passed.map(({ phase }) => phase);
	if (landed.length === 0) {
		const why = "nothing passed verify, so there is nothing to review";
		return {
			judged: {
				...nothingJudged,
				why
			},
			fault: null
		};
	}
	const documents = context ? await contextDocuments(context.paths, context.cwd, ports) : [];
	ports.model.requireCredentials();
	await requireSandbox(ports, policy);
	await using workshop = await ports.git.workshop();
	const pieces = (await gatherPieces({
		schedule,
		plan,
		folder
	}, workshop, ports)).filter(({ phase }) => landed.includes(phase.id));
	const { tree } = await joinPieces(pieces, verification, workshop);
	if (tree !== verification.tree) throw new Fault("undecided", "tree-differs", `joined again, the wave gives another tree than verify saw`, "Run verify again.");
	const judged = judgedPhases(schedule, pieces.map(({ phase }) => ({ phase: phase.id })));
	const phases = inOrder(plan).filter(({ id }) => judged.has(id));
	const { policyCommit } = schedule;
	const base = reviewBase(schedule, verification);
	const transcript = join(folder, REVIEW_TRANSCRIPT);
	return await judge({
		workshop,
		base,
		tree,
		phases,
		policy,
		inForce,
		policyCommit,
		documents,
		transcript,
		signal
	}, ports);
}
const blankReview = (schedule, verification) => ({
	planfile: 1,
	kind: "review",
	plan: schedule.plan,
	run: schedule.run,
	attempt: schedule.attempt,
	nonce: schedule.nonce,
	tree: verification.tree,
	base: reviewBase(schedule, verification),
	head: null,
	...nothingJudged
});
export { review };
