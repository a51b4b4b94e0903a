import { n as unforeseen, t as Fault } from "./fault.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { r as contextDocuments } from "./introduction.js";
import { f as writeOutcome, o as needOutcome, t as REVIEW_TRANSCRIPT } from "./outcome-files2.js";
import { a as planWork, s as reviewForce } from "./pull-facts.js";
import { i as policyOf } from "./policy.js";
import { r as requireSandbox } from "./ready-box.js";
import { n as withoutPlan } from "./review-change.js";
import { a as reviewGuards, i as oneLine, n as judge, r as nothingJudged, t as causeOf } from "./reviewing.js";
import { i as readWhole, n as inPlaceOf, t as asProposed } from "./since.js";
import { join } from "node:path";
// src/commands/review-pull.ts
/** review, of a pull request that somebody asked to be reviewed: its head as objects, run nowhere but in the sandbox. A model job. */
/** What fails here still is an outcome, with the verdict `none`. */
async function reviewPull({ folder, context, signal }, ports, guards = reviewGuards) {
	const target = await needOutcome(ports.files, folder, "target");
	const { plan, pull, head, tree, base, run, attempt, nonce, policyCommit } = target;
	const blank = {
		planfile: 1,
		kind: "review",
		plan,
		run,
		attempt,
		nonce,
		tree,
		base,
		head,
		...nothingJudged
	};
	const write = async (review) => {
		const clean = redactOutcome(review, (text) => ports.model.redact(text));
		await writeOutcome(ports.files, folder, clean);
		return clean;
	};
	try {
		if (pull === null || target.asked === null) throw new Fault("usage", "nothing-asked", "nobody asks for a review here", "Ask: /planfile review");
		const { repository } = ports.git;
		if (await repository.bring(`refs/pull/${pull}/head`) !== head || await repository.treeOf(head) !== tree) {
			const message = `pull request #${pull} was moved before it could be reviewed`;
			throw new Fault("undecided", "head-moved", message, "Ask again: /planfile review");
		}
		const policy = await policyOf(policyCommit, ports);
		const documents = context ? await contextDocuments(context.paths, context.cwd, ports) : [];
		ports.model.requireCredentials();
		await requireSandbox(ports, policy);
		ports.progress.note(`models are asked at ${ports.model.endpoint}`);
		await using workshop = await ports.git.workshop();
		const transcript = join(folder, REVIEW_TRANSCRIPT);
		const work = plan === null ? void 0 : await planWork(plan, head, ports);
		const inForce = work === void 0 ? withoutPlan(policy) : reviewForce(policy, work);
		const phases = work?.phases ?? [];
		const proposed = work === void 0 ? target.since : void 0;
		const place = {
			base,
			tree,
			policy,
			policyCommit
		};
		const stands = proposed && await inPlaceOf(proposed, place, asProposed(proposed), ports);
		const passed = proposed && stands && "delta" in stands ? {
			since: proposed,
			delta: stands.delta
		} : void 0;
		const change = {
			workshop,
			...place,
			passed,
			phases,
			inForce,
			documents
		};
		const { judged, fault } = await judge({
			...change,
			transcript,
			signal
		}, ports, guards);
		const notes = [...stands && "why" in stands ? [readWhole(stands.why)] : [], ...judged.notes].slice(0, 100);
		return {
			review: await write({
				...blank,
				...judged,
				notes
			}),
			fault
		};
	} catch (thrown) {
		const fault = unforeseen(thrown);
		await write({
			...blank,
			why: oneLine(fault.message),
			cause: causeOf(fault)
		});
		throw fault;
	}
}
export { reviewPull };
