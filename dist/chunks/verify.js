import { i as parseTrailers } from "./trailers.js";
import { n as unforeseen, t as Fault } from "./fault.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { n as readyBox, r as requireSandbox, t as notAllowed } from "./ready-box.js";
import { o as scheduledPlan, r as joinPieces, t as gatherPieces } from "./wave-work.js";
import { f as writeOutcome, o as needOutcome } from "./outcome-files2.js";
import { n as policyAt } from "./policy.js";
import { n as branchRef } from "./where2.js";
import { join } from "node:path";
// src/commands/hold-together.ts
/**
* Does the work of a wave hold together? Joined on the branch's head, every phase's commands are run on a clean copy of the tree
* that would land; with a fix also those of what has landed beside it, for they passed on what the fix changes (trust.md T16).
*/
/** Joins the pieces and runs every phase's commands; the same list of commands is run once, on a copy of its own. */
async function hold(pieces, place, holding, ports) {
	const joined = await joinPieces(pieces, place, holding.workshop);
	const failed = [];
	const done = /* @__PURE__ */ new Map();
	const failureOf = async (phase) => {
		const key = JSON.stringify(phase.verify);
		if (!done.has(key)) {
			const results = await runOn(joined.tree, phase, holding, ports);
			holding.runs.push(...results.map((run) => ({
				phase: phase.id,
				...run
			})));
			done.set(key, results.find(isBad));
		}
		return done.get(key);
	};
	for (const { piece } of joined.steps) {
		const bad = await failureOf(piece.phase);
		if (bad) failed.push(sentence(bad));
	}
	if (failed.length > 0 || joined.steps.length === 0) return {
		joined,
		failed
	};
	for (const phase of holding.built) {
		const bad = await failureOf(phase);
		if (bad && await isBroken(phase, place, holding, ports)) failed.push(`breaks ${phase.id}, which has landed: ${sentence(bad)}`);
	}
	return {
		joined,
		failed
	};
}
/** What does not hold without the wave either is not broken by it: a phase that writes a failing test for a later one, say. */
async function isBroken(phase, { head }, holding, ports) {
	if (!(await runOn(await holding.workshop.objects.treeOf(head), phase, holding, ports)).some(isBad)) return true;
	ports.progress.note(`${phase.id} does not hold at ${head.slice(0, 12)} already: it is not asked of the fix`);
	return false;
}
const isBad = ({ exit }) => exit !== 0;
const sentence = ({ command, timedOut, exit, tail }) => `${command} ${timedOut ? "ran out of time" : `ended with ${exit ?? "a signal"}`}: ${tail.slice(-2e3)}`;
async function runOn(tree, phase, { workshop, inForce, signal }, ports) {
	await using temporary = await ports.folders.temporary("verify");
	const path = join(temporary.path, "tree");
	await workshop.exportTree(tree, path);
	await using box = await readyBox({
		tree: path,
		writable: true,
		inForce,
		signal
	}, ports);
	const runs = [];
	for (const command of phase.verify) {
		ports.progress.step("verify", `${phase.id}: ${command}`);
		const run = await box.run(command, signal);
		signal?.throwIfAborted();
		if (run.notAllowed) throw notAllowed(command);
		runs.push(run);
		if (run.exit !== 0) break;
	}
	return runs;
}
// src/commands/verify.ts
/**
* verify: which phases of the wave hold together, on a clean copy of the very tree that would land (trust.md T16). A code
* job: neither key nor token, everything foreign in the sandbox.
*/
/**
* Says which phases hold together. Its own fault is an outcome as well, so that the record tells it of every phase; only a
* cancelled verify says nothing, because nobody failed.
*/
async function verify({ folder, signal }, ports) {
	const began = ports.clock.elapsed();
	const schedule = await needOutcome(ports.files, folder, "schedule");
	const plan = await scheduledPlan(schedule, ports);
	const head = await headFor(schedule, ports);
	let seen;
	let fault = null;
	try {
		seen = await look({
			folder,
			schedule,
			plan,
			head,
			signal
		}, ports);
	} catch (thrown) {
		fault = unforeseen(thrown);
		if (signal?.aborted || fault.kind === "cancelled") throw cancelled(folder, thrown);
		const message = `verify could not be done: ${fault.message} ${fault.fix}`.slice(0, 2e4);
		const leftOut = schedule.legs.map(({ phase, digest }) => ({
			phase,
			digest,
			reason: fault?.kind === "refused" ? "refused" : "error",
			message
		}));
		seen = {
			tree: await ports.git.repository.treeOf(head),
			passed: [],
			leftOut,
			runs: []
		};
	}
	const verification = redactOutcome({
		planfile: 1,
		kind: "verification",
		plan: plan.id,
		run: schedule.run,
		attempt: schedule.attempt,
		nonce: schedule.nonce,
		base: schedule.base,
		head,
		...seen,
		seconds: (ports.clock.elapsed() - began) / 1e3
	});
	await writeOutcome(ports.files, folder, verification);
	return {
		verification,
		fault
	};
}
const cancelled = (folder, cause) => new Fault("cancelled", "verify-cancelled", "verify was ended before it could say anything", `planfile verify --out ${folder}`, { cause });
/**
* Where the wave is joined: on the branch's head. Where it has landed there already, and its review is made up for, on what stood before
* it: on the head it would be no change, and a review of that would say nothing of it.
*/
async function headFor({ plan, base, legs }, { git: { repository } }) {
	const tip = await repository.resolve(branchRef(plan));
	if (tip === void 0) return base;
	return (await repository.between([base], tip)).find(({ message }) => {
		const trailers = parseTrailers(message);
		return legs.some(({ phase, digest }) => trailers?.phase === phase && trailers.digest === digest);
	})?.parents[0] ?? tip;
}
async function look({ folder, schedule, plan, head, signal }, ports) {
	const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports);
	await requireSandbox(ports, policy);
	await using workshop = await ports.git.workshop();
	const pieces = await gatherPieces({
		schedule,
		plan,
		folder
	}, workshop, ports);
	const leftOut = pieces.filter((piece) => piece.refusal !== void 0).map((piece) => ({
		piece,
		...piece.refusal
	}));
	const runs = [];
	const place = {
		base: schedule.base,
		head
	};
	const holding = {
		workshop,
		inForce,
		runs,
		signal,
		built: builtOn(schedule, plan)
	};
	const whole = await hold(pieces.filter(({ refusal }) => !refusal), place, holding, ports);
	let joined = whole.joined;
	if (whole.failed.length > 0) {
		let kept = [];
		joined = await joinPieces([], place, workshop);
		for (const { piece } of whole.joined.steps) {
			const tried = whole.joined.steps.length === 1 ? whole : await hold([...kept, piece], place, holding, ports);
			const failure = tried.failed[0];
			if (failure === void 0) {
				kept = [...kept, piece];
				joined = tried.joined;
			} else leftOut.push({
				piece,
				reason: "verify",
				message: failure
			});
		}
	}
	for (const { piece, paths } of whole.joined.conflicts) leftOut.push({
		piece,
		reason: "conflict",
		message: `conflicts with what landed meanwhile: ${paths.slice(0, 10).join(", ")}`
	});
	return {
		tree: joined.tree,
		passed: joined.steps.map(({ piece, tree }) => ({
			phase: piece.phase.id,
			digest: piece.phase.digest,
			commit: piece.work.commit,
			tree
		})),
		leftOut: leftOut.map(({ piece, reason, message }) => ({
			phase: piece.phase.id,
			digest: piece.phase.digest,
			reason,
			message
		})),
		runs
	};
}
/** With a fix, what stands beside it was verified against what the fix changes: it must hold with it as well (trust.md T16). */
function builtOn({ fix }, plan) {
	const standing = new Set(fix?.standing.map(({ phase }) => phase));
	return plan.phases.filter(({ id }) => standing.has(id));
}
export { verify };
