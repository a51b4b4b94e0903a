import { a as decides, c as approversOf, n as gateOn, o as meansAgain, s as wave } from "./gate2.js";
import { t as Fault } from "./fault.js";
import { s as fold } from "./record.js";
import { r as readPlan } from "./read.js";
import { n as waveOf } from "./left-over.js";
import { t as gatherPieces } from "./wave-work.js";
import { n as requireMovable } from "./movable.js";
import { c as writeOutcome } from "./outcome-files.js";
import { t as inForceOf } from "./policy.js";
import { t as appendSteps } from "./record2.js";
import { a as requireSameIntent, r as findPlan } from "./where.js";
import { join } from "node:path";
// src/commands/crashed.ts
/**
* Runs that ended without saying how: killed, or their machine went away. The next schedule says so in the record, keeps what
* they had built, and the phase can run again (github.md G12).
*/
async function crashedSteps(record, { plan, runs }, workshop, ports) {
	const crashed = {
		steps: [],
		keep: []
	};
	for (const start of openStarts(plan, record)) {
		const { run, attempt } = start.holder;
		if (await ports.forge.runs.state(run, attempt) !== "completed") continue;
		const piece = runs === void 0 ? void 0 : await salvage(start, join(runs, run), workshop, ports);
		const commit = piece?.keepable ? piece.work?.commit ?? null : null;
		if (commit !== null) crashed.keep.push(commit);
		const kept = commit === null ? "" : `; what it had built is kept as ${commit.slice(0, 12)}`;
		ports.progress.note(`${start.phase}: run ${run} is gone without an end, and is marked as crashed${kept}`);
		crashed.steps.push({
			type: "end",
			key: ports.clock.nonce(),
			at: ports.clock.now().toISOString(),
			phase: start.phase,
			digest: start.digest,
			start: start.key,
			outcome: "failed",
			reason: "crashed",
			message: `run ${run} ended without saying how${kept}`,
			commit,
			tree: null,
			verified: false,
			turns: piece?.result?.turns ?? 0,
			seconds: piece?.result?.seconds ?? 0,
			usage: piece?.result?.usage ?? []
		});
	}
	return crashed;
}
/** By the fold: an ending that it refused has ended nothing, and must not hold the phase for ever. */
function openStarts(plan, record) {
	const { history } = fold({
		id: plan,
		phases: []
	}, record);
	return history.flatMap(({ state, start }) => state === "running" && start ? [start] : []);
}
/** The piece of that start in the run's outcomes, when the run came as far as its result. */
async function salvage(start, run, workshop, ports) {
	const wave = await waveOf(start.key, run, ports);
	if (wave === void 0) return void 0;
	const { folder, schedule } = wave;
	const bytes = await ports.git.repository.read(schedule.planCommit, schedule.path);
	const plan = bytes && readPlan(bytes, schedule.path).plan;
	if (!plan) return void 0;
	try {
		return (await gatherPieces({
			schedule,
			plan,
			folder
		}, workshop, ports)).find((piece) => piece.start === start.key && piece.phase.digest === start.digest);
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		return;
	}
}
// src/commands/schedule.ts
/**
* schedule: starts everything that is ready, as steps in the record by compare-and-swap, and hands each job an exact commit
* and digest. A write job; it calls no model.
*/
async function schedule(ask, ports) {
	const where = await findPlan(ask, ports);
	requireSameIntent(where);
	const { plan } = where;
	await requireMovable(plan.id, ports);
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	const outcome = {
		planfile: 1,
		kind: "schedule",
		plan: plan.id,
		run: ask.run,
		attempt: ask.attempt,
		nonce: ports.clock.nonce(),
		path: where.path,
		from: where.from,
		planCommit: where.commit,
		policyCommit,
		base: where.commit,
		legs: [],
		held: []
	};
	await using workshop = await ports.git.workshop();
	await appendSteps({
		id: plan.id,
		message: `planfile ${plan.id}: schedule (${ask.run})`,
		decide: async (record) => {
			const { steps: crashed, keep } = await crashedSteps(record, {
				plan: plan.id,
				runs: ask.runs
			}, workshop, ports);
			const stand = await gateOn(plan, { policyCommit }, ports, crashed);
			const { start, held } = decideWave(plan, stand, ask);
			const steps = start.map((phase) => startOf(phase, outcome, stand, ports));
			outcome.held = held.map((one) => ({
				...one,
				fix: fixOf(one, stand)
			}));
			outcome.legs = steps.map((step) => ({
				phase: step.phase,
				digest: step.digest,
				start: step.key,
				attempt: step.attempt,
				approvedBy: approversOf(stand.decisions.find(({ phase }) => phase === step.phase)?.approvals ?? [])
			}));
			return {
				steps: [
					...crashed,
					...stand.collected,
					...undosOf(start, stand, ports),
					...steps
				],
				keep
			};
		}
	}, workshop, ports);
	await writeOutcome(ports.files, ask.folder, outcome);
	return outcome;
}
/** What the gate refused is mended as the gate says; what failed is started again by its name. */
const fixOf = ({ phase, code }, { state, decisions }) => {
	if (code === "failed") return `planfile run ${state.plan} --phase ${phase}`;
	return decisions.find((one) => one.phase === phase && one.code === code)?.fix ?? "";
};
/** The wave that would start now, by a person's word. Pure over what `gateOn` found. */
function decideWave(plan, { state, decisions, policy }, ask) {
	const force = inForceOf(policy, plan);
	const deciding = plan.phases.filter((phase) => {
		const { executor, planner } = inForceOf(policy, plan, phase);
		return decides(phase, {
			executor: executor.model,
			planner: planner.model
		});
	});
	const result = wave(plan, state, decisions, ask.phases.length > 0 ? ask.phases : void 0, {
		by: "person",
		run: {
			run: ask.run,
			attempt: ask.attempt
		},
		attempts: policy.attempts,
		planUsd: force.planBudget.usd,
		runUsd: force.runUsd,
		deciding: new Set(deciding.map(({ id }) => id)),
		again: new Set(state.phases.filter(meansAgain).map(({ phase }) => phase))
	});
	if (!result.ok) throw new Fault("usage", result.refusal.code, result.refusal.message, result.refusal.fix);
	return result.wave;
}
/**
* The record calls such a phase done and nothing proves it: its commit was reverted by hand, say. The record is told before the
* phase starts anew, or its start would be taken for a fix of what is done (design.md §2).
*/
function undosOf(phases, { state }, { clock }) {
	const undone = new Set(state.problems.filter(({ code }) => code === "done-not-proved").map(({ phase }) => phase));
	return phases.filter(({ id }) => undone.has(id)).map(({ id, digest }) => ({
		type: "reset",
		key: clock.nonce(),
		at: clock.now().toISOString(),
		by: { name: "planfile" },
		phase: id,
		digest,
		reason: "undone: no commit that stands proves that it was done"
	}));
}
function startOf(phase, outcome, { state }, { clock }) {
	const before = state.phases.find((track) => track.phase === phase.id)?.attempts.length ?? 0;
	return {
		type: "start",
		key: clock.nonce(),
		at: clock.now().toISOString(),
		phase: phase.id,
		digest: phase.digest,
		base: outcome.base,
		attempt: before + 1,
		holder: {
			run: outcome.run,
			attempt: outcome.attempt,
			nonce: outcome.nonce
		}
	};
}
export { schedule as n, decideWave as t };
