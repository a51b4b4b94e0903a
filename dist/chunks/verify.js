import { n as unforeseen, t as Fault } from "./fault.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { f as writeOutcome, o as needOutcome } from "./outcome-files2.js";
import { n as policyAt } from "./policy.js";
import { n as readyBox, r as requireSandbox, t as notAllowed } from "./ready-box.js";
import { i as scheduledPlan, r as joinPieces, t as gatherPieces } from "./wave-work.js";
import { n as branchRef } from "./where2.js";
import { join } from "node:path";
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
	const head = await ports.git.repository.resolve(branchRef(plan.id)) ?? schedule.base;
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
		signal
	};
	const whole = await hold(pieces.filter(({ refusal }) => !refusal), place, holding, ports);
	let joined = whole.joined;
	if (whole.failed.length > 0) {
		let standing = [];
		joined = await joinPieces([], place, workshop);
		for (const { piece } of whole.joined.steps) {
			const tried = whole.joined.steps.length === 1 ? whole : await hold([...standing, piece], place, holding, ports);
			const failure = tried.failed[0];
			if (failure === void 0) {
				standing = [...standing, piece];
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
/** Joins the pieces and runs every phase's commands; the same list of commands is run once, on a copy of its own. */
async function hold(pieces, place, holding, ports) {
	const joined = await joinPieces(pieces, place, holding.workshop);
	const failed = [];
	const done = /* @__PURE__ */ new Map();
	for (const { piece } of joined.steps) {
		const key = JSON.stringify(piece.phase.verify);
		const results = done.get(key) ?? await runOn(joined.tree, piece, holding, ports);
		if (!done.has(key)) holding.runs.push(...results.map((run) => ({
			phase: piece.phase.id,
			...run
		})));
		done.set(key, results);
		const bad = results.find(({ exit }) => exit !== 0);
		if (bad) failed.push(`${bad.command} ${bad.timedOut ? "ran out of time" : `ended with ${bad.exit ?? "a signal"}`}: ${bad.tail.slice(-2e3)}`);
	}
	return {
		joined,
		failed
	};
}
async function runOn(tree, piece, { workshop, inForce, signal }, ports) {
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
	for (const command of piece.phase.verify) {
		ports.progress.step("verify", `${piece.phase.id}: ${command}`);
		const run = await box.run(command, signal);
		signal?.throwIfAborted();
		if (run.notAllowed) throw notAllowed(command);
		runs.push(run);
		if (run.exit !== 0) break;
	}
	return runs;
}
export { verify };
