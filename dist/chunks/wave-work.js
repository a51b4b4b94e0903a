import { n as scopeOf, t as scopeFailure } from "./scope.js";
import { r as readPlan } from "./read.js";
import { t as Fault } from "./fault.js";
import { a as checkpoints, d as tryOutcome, n as bundleName } from "./outcome-files2.js";
import { join } from "node:path";
// src/commands/wave-work.ts
/**
* The wave's work, taken from the outcomes of the jobs that made it. Everything here is asked anew from the plan's own text
* and the bundles' bytes; what a result claims of itself only narrows it (trust.md T5, T19).
*/
/** The plan of a schedule, read from the commit it names; every leg's digest must be the plan's. */
async function scheduledPlan(schedule, ports) {
	await requireCommits(schedule, ports);
	const bytes = await ports.git.repository.read(schedule.planCommit, schedule.path);
	const { plan } = readPlan(bytes ?? /* @__PURE__ */ new Uint8Array(), schedule.path);
	const digests = new Map(plan?.phases.map(({ id, digest }) => [id, digest]));
	const misfit = schedule.legs.find(({ phase, digest }) => digests.get(phase) !== digest);
	if (plan === void 0 || plan.id !== schedule.plan || misfit !== void 0) throw new Fault("undecided", "schedule-misfit", `the schedule names ${misfit ? `phase ${misfit.phase} with a digest that the plan does not have` : "a plan that is not there"} at ${schedule.planCommit.slice(0, 9)}`, "Schedule again.");
	return plan;
}
/** What the wave rests on must be here: a checkout may have brought less along (github.md G15). */
async function requireCommits({ planCommit, policyCommit, base }, { git }) {
	const needed = {
		"the plan": planCommit,
		"the policy": policyCommit,
		"the base of the wave": base
	};
	for (const [what, commit] of Object.entries(needed)) {
		if (commit === null || await git.repository.resolve(commit) !== void 0) continue;
		throw new Fault("configuration", "commit-missing", `this checkout lacks ${commit.slice(0, 12)}, the commit of ${what}`, "Check out with the whole history (actions/checkout with `fetch-depth: 0`); or it was pushed away, then schedule again.");
	}
}
/** All pieces of the wave, in the plan's topological order. */
async function gatherPieces({ schedule, plan, folder }, workshop, ports, guards = resultGuards) {
	const pieces = [];
	for (const phase of inOrder(plan)) {
		const leg = schedule.legs.find((leg) => leg.phase === phase.id);
		if (leg === void 0) continue;
		pieces.push(await gather(phase, leg.start, {
			schedule,
			folder,
			guards
		}, workshop, ports));
	}
	return pieces;
}
async function gather(phase, start, source, workshop, ports) {
	const { folder } = source;
	const { outcome: result, message } = await tryOutcome(ports.files, folder, "result", phase.id);
	if (result !== void 0) {
		const bundle = result.bundle && bundleName(phase.id);
		return await pieceOf({
			...result,
			bundle
		}, phase, start, source, workshop);
	}
	for (const checkpoint of await checkpoints(ports.files, folder, phase.id)) {
		const piece = await pieceOf({
			...checkpoint,
			outcome: "failed",
			reason: "crashed"
		}, phase, start, source, workshop);
		if (piece.keepable) return piece;
	}
	return {
		phase,
		start,
		result,
		work: void 0,
		keepable: false,
		refusal: {
			reason: "crashed",
			message
		}
	};
}
async function pieceOf(result, phase, start, { schedule, folder, guards }, workshop) {
	const none = {
		phase,
		start,
		work: void 0,
		keepable: false
	};
	const misfit = Object.entries(guards).find(([, holds]) => !holds(result, phase, schedule))?.[0];
	if (misfit !== void 0) return {
		...none,
		result: void 0,
		refusal: {
			reason: "error",
			message: `the result is of another job: ${misfit}`
		}
	};
	if (result.bundle === null || result.commit === null) {
		const refusal = result.outcome === "built" ? void 0 : {
			reason: result.reason ?? "error",
			message: result.message
		};
		const work = refusal ? void 0 : {
			commit: schedule.base,
			tree: ""
		};
		const mends = schedule.legs.find((leg) => leg.start === start)?.mends;
		if (work === void 0 || mends === void 0) return {
			...none,
			result,
			work,
			refusal
		};
		return {
			...none,
			result,
			refusal: {
				reason: "refused",
				message: `nothing was changed: ${result.summary}`
			}
		};
	}
	let work;
	try {
		work = await workshop.readBundle(join(folder, result.bundle), schedule.base, schedule.nonce);
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		return {
			...none,
			result,
			refusal: {
				reason: "scope",
				message: `the bundle was refused (${fault.code}): ${fault.message}`
			}
		};
	}
	const scope = scopeOf({
		changes: await workshop.objects.changes(schedule.base, work.commit),
		paths: phase.paths
	});
	const failure = scopeFailure(scope);
	if (failure !== void 0) return {
		...none,
		result,
		refusal: {
			reason: "scope",
			message: failure
		}
	};
	if (result.outcome !== "built") return {
		...none,
		result,
		work,
		keepable: result.landable,
		refusal: {
			reason: result.reason ?? "error",
			message: result.message
		}
	};
	return {
		phase,
		start,
		result,
		work,
		refusal: void 0,
		keepable: result.landable
	};
}
/** A result speaks for the job that was started, or not at all (trust.md T5): in each of these it must be that job's. */
const resultGuards = {
	plan: (result, _, schedule) => result.plan === schedule.plan,
	run: (result, _, schedule) => result.run === schedule.run,
	attempt: (result, _, schedule) => result.attempt === schedule.attempt,
	nonce: (result, _, schedule) => result.nonce === schedule.nonce,
	phase: (result, phase) => result.phase === phase.id,
	digest: (result, phase) => result.digest === phase.digest,
	base: (result, _, schedule) => result.base === schedule.base
};
/** Whose criteria a review of these phases judges: with a fix, all that it reads again. */
const judgedPhases = ({ fix }, landed) => new Set(landed.length === 0 ? [] : [...landed, ...fix?.standing ?? []].map(({ phase }) => phase));
/** The commit that a review compares a wave with: where it was joined; of a fix, where the work on the branch began. */
const reviewBase = ({ fix }, { head }) => fix?.since ?? head;
/** Phases so that whatever is needed comes first; otherwise the plan's own order. */
function inOrder(plan) {
	const order = [];
	const place = (phase) => {
		if (order.includes(phase)) return;
		for (const need of phase.needs) {
			const needed = plan.phases.find(({ id }) => id === need);
			if (needed) place(needed);
		}
		order.push(phase);
	};
	for (const phase of plan.phases) place(phase);
	return order;
}
/** Brings the pieces onto the head one after another; a conflict leaves one out. */
async function joinPieces(pieces, { base, head }, workshop) {
	const joined = {
		head,
		steps: [],
		conflicts: [],
		tree: await workshop.objects.treeOf(head)
	};
	let tip = head;
	for (const piece of pieces) {
		if (piece.work === void 0) continue;
		const result = piece.work.commit === base ? { tree: joined.tree } : await workshop.join(tip, base, piece.work.commit);
		if ("conflicts" in result) {
			joined.conflicts.push({
				piece,
				paths: result.conflicts
			});
			continue;
		}
		joined.steps.push({
			piece,
			tree: result.tree
		});
		joined.tree = result.tree;
		tip = await workshop.commit({
			tree: result.tree,
			parents: [tip],
			message: `joined for a look: ${piece.phase.id}`,
			author: {
				name: "planfile",
				email: "planfile@localhost"
			},
			at: "2000-01-01T00:00:00Z"
		});
	}
	return joined;
}
export { reviewBase as a, judgedPhases as i, inOrder as n, scheduledPlan as o, joinPieces as r, gatherPieces as t };
