import { c as meansAgain, l as wave, n as gateOn, o as cutOffBefore, s as decides, u as approversOf } from "./gate2.js";
import { t as Fault } from "./fault.js";
import { t as fold } from "./fold.js";
import { r as readPlan } from "./read.js";
import { n as waveOf } from "./left-over.js";
import { t as gatherPieces } from "./wave-work.js";
import { n as doubtsOfRuns, r as requireLandable, t as capOn } from "./held-back.js";
import { c as unreviewed } from "./status2.js";
import { n as requireMovable } from "./movable.js";
import { f as writeOutcome } from "./outcome-files2.js";
import { i as policyOf, t as inForceOf } from "./policy.js";
import { n as once, t as ask } from "./asking.js";
import { r as planCheckId, t as markIn } from "./check-mark.js";
import { i as stepsOf, t as appendSteps } from "./record3.js";
import { o as requireSameIntent, r as findPlan } from "./where2.js";
import { t as whoAsks } from "./who-asks.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
// src/commands/publishing/vouched.ts
/**
* Which reviews of the record count. A step can be typed by anybody who can push, and one that passes would make a check green and start
* waves: it counts only where our own check on what it judged names it (trust.md T4). Locally nobody else writes the record.
*/
/** Of all that a decision rests on: a review of one wave must not speak for another. */
const reviewDigest = (plan, { key, tree, verdict, why, phases, unmet }) => createHash("sha256").update(JSON.stringify([
	plan,
	key,
	tree,
	verdict,
	why,
	phases,
	unmet
])).digest("hex");
/** By name; a review that one of them does not hold for is none. */
const reviewWordGuards = { "our own check says the same": ({ step, digest, named }) => "known" in named ? named.known.has(digest) : step.verdict !== "pass" };
/** The state with the reviews that count. `own`: those that the outcome at hand has just brought. */
async function vouched(state, { forge }, own = /* @__PURE__ */ new Set(), guards = reviewWordGuards) {
	if (forge.kind === "local" || state.reviews.length === 0) return state;
	const namedOn = once((commit) => ask(async () => {
		const check = await forge.checks.of(commit, planCheckId(state.plan));
		return new Set(markIn(check?.summary ?? "").steps);
	}));
	const counts = async (step) => {
		const digest = reviewDigest(state.plan, step);
		if (own.has(digest)) return true;
		const named = together(await Promise.all(commitsOf(step, state).map(namedOn)));
		return Object.values(guards).every((holds) => holds({
			step,
			digest,
			named
		}));
	};
	const reviews = [];
	for (const one of state.reviews) if (await counts(one.step)) reviews.push(one);
	return {
		...state,
		reviews
	};
}
/**
* What landed with this tree, for a wave's check stands on its last commit; and what a review by hand says that it read. Whoever types
* another commit into a step leads us to a check that does not name it.
*/
const commitsOf = ({ tree, commit }, { phases, history }) => [.../* @__PURE__ */ new Set([...[...phases, ...history].flatMap(({ attempts }) => attempts.flatMap(({ end }) => end ?? [])).flatMap((end) => end.tree === tree && end.commit !== null ? [end.commit] : []), ...commit === void 0 ? [] : [commit]])];
function together(answers) {
	return answers.find((answer) => "unknown" in answer) ?? { known: new Set(answers.flatMap((answer) => "known" in answer ? [...answer.known] : [])) };
}
// src/commands/crashed.ts
/**
* Runs that ended without saying how: killed, or their machine went away. The next schedule says so in the record, keeps what
* they had built, and the phase can run again (github.md G12).
*/
async function crashedSteps(record, { plan, runs, run: asking }, workshop, ports) {
	const crashed = {
		steps: [],
		keep: []
	};
	for (const start of openStarts(plan, record)) {
		const { run, attempt } = start.holder;
		if (!await isOver({
			run,
			attempt
		}, asking, ports)) continue;
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
/**
* That attempt is completed, and no later one works on with what it made: a re-run of failed jobs only keeps the schedule of the attempt
* before. A run that is run again as a whole takes over from itself.
*/
async function isOver({ run, attempt }, asking, { forge }) {
	if (await forge.runs.state(run, attempt) !== "completed") return false;
	if (forge.kind === "local" || run === asking) return true;
	const last = await forge.runs.find(run);
	return last === void 0 || last.attempt === attempt || last.state === "completed";
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
// src/commands/lacking-review.ts
/** By phase, in place of "it is done". */
async function lackingReview(state, { run: asking }, { forge }) {
	const lacking = /* @__PURE__ */ new Map();
	if (forge.kind === "local") return lacking;
	for (const { phase } of unreviewed(state)) {
		const run = state.phases.find((track) => track.phase === phase)?.start?.holder.run;
		if (run === void 0) continue;
		const facts = run === asking ? void 0 : await forge.runs.find(run);
		if (facts !== void 0 && facts.state !== "completed") continue;
		lacking.set(phase, {
			code: "not-reviewed",
			message: `run ${run} landed it without a valid review`,
			fix: `Comment /planfile review on the pull request of ${state.plan}; or run the failed jobs of that run again${facts ? ` (${facts.url})` : ""}; or set the phase free: planfile reset ${state.plan} ${phase}`
		});
	}
	return lacking;
}
// src/commands/start-steps.ts
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
/** The start of a phase by this wave. */
function startOf(phase, outcome, { state }, { by, mends }, { clock }) {
	const before = state.phases.find((track) => track.phase === phase.id)?.attempts.length ?? 0;
	return {
		type: "start",
		key: clock.nonce(),
		at: clock.now().toISOString(),
		phase: phase.id,
		digest: phase.digest,
		base: outcome.base,
		attempt: before + 1,
		...by === void 0 ? {} : { by },
		...mends === void 0 ? {} : { mends: mends.map(({ id }) => id) },
		holder: {
			run: outcome.run,
			attempt: outcome.attempt,
			nonce: outcome.nonce
		}
	};
}
// src/commands/schedule.ts
/**
* schedule: starts everything that is ready, as steps in the record by compare-and-swap, and hands each job an exact commit
* and digest. A write job; it calls no model.
*/
/** The same, with what it is judged and told by. */
async function startWave(ask, ports) {
	const where = await findPlan(ask, ports);
	requireSameIntent(where);
	const { plan } = where;
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	const policy = await policyOf(policyCommit, ports);
	const onForge = await askForge(ask, {
		plan,
		policy
	}, ports);
	await requireMovable(plan.id, ports);
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
	let notes = [];
	const decide = async (record) => {
		const { steps: crashed, keep } = await crashedSteps(record, {
			...ask,
			plan: plan.id
		}, workshop, ports);
		const mending = ask.fix && new Set(plan.phases.map(({ id }) => id));
		const found = await gateOn(plan, {
			policyCommit,
			mending
		}, ports, crashed);
		const stand = {
			...found,
			state: await vouched(found.state, ports)
		};
		const fix = await mendedBy(plan, stand, ask, ports);
		const phases = fix ? [...fix.mends.keys()] : ask.phases;
		const { start, held } = decideWave(plan, stand, {
			...ask,
			...onForge,
			phases,
			mending
		});
		const steps = start.map(({ id, digest }) => startOf({
			id,
			digest
		}, outcome, stand, {
			by: onForge?.by,
			mends: fix?.mends.get(id)
		}, ports));
		const lacking = await lackingReview(stand.state, ask, ports);
		outcome.held = held.map((one) => ({
			...one,
			fix: fixOf(one, stand, ports),
			...one.code === "already-done" ? lacking.get(one.phase) : void 0
		}));
		outcome.legs = steps.map((step) => ({
			phase: step.phase,
			digest: step.digest,
			start: step.key,
			attempt: step.attempt,
			approvedBy: approversOf(stand.decisions.find(({ phase }) => phase === step.phase)?.approvals ?? []),
			...fix ? { mends: fix.mends.get(step.phase) } : {}
		}));
		if (fix) outcome.fix = fix.judging(steps.map(({ phase }) => phase));
		notes = fix?.notes ?? [];
		return {
			steps: [
				...crashed,
				...stand.collected,
				...undosOf(start, stand, ports),
				...steps
			],
			keep
		};
	};
	if (ask.dryRun) await decide(stepsOf((await ports.git.repository.record(plan.id))?.text));
	else {
		const message = `planfile ${plan.id}: schedule (${ask.run})`;
		await appendSteps({
			id: plan.id,
			message,
			decide
		}, workshop, ports);
		await writeOutcome(ports.files, ask.folder, outcome);
	}
	return {
		schedule: outcome,
		plan,
		policy,
		notes,
		doubts: onForge?.doubts ?? []
	};
}
/** Not even loaded where nobody asks for a fix. */
async function mendedBy(plan, stand, { fix, phases, runs }, ports) {
	if (fix === void 0) return void 0;
	const { fixOf: mend } = await import("./fix2.js");
	return await mend(plan, stand, {
		words: fix,
		phases,
		runs
	}, ports);
}
/** What only a forge can say: who asks, what is capped, which rules stand against it. On a person's own machine nobody else asks. */
async function askForge({ run, attempt, comment, after }, { plan, policy }, ports) {
	if (ports.forge.kind === "local") return void 0;
	const record = stepsOf((await ports.git.repository.record(plan.id))?.text);
	const who = await whoAsks({
		run,
		attempt,
		comment,
		after
	}, record, ports);
	await requireLandable(plan.id, ports);
	const { now } = await ports.forge.origins.repository();
	const capped = await capOn({
		plan: plan.id,
		policy,
		who,
		now
	}, ports);
	const doubts = await doubtsOfRuns(record, who, after, ports);
	for (const doubt of doubts) ports.progress.note(doubt);
	return {
		mode: who.mode,
		by: who.by,
		capped,
		doubts
	};
}
/** What the gate refused is mended as the gate says; what failed is started again by its name. */
const fixOf = ({ phase, code }, { state, decisions }, { forge }) => {
	if (code === "failed") return forge.kind === "local" ? `planfile run ${state.plan} --phase ${phase}` : `/planfile execute ${state.plan} ${phase}`;
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
		by: ask.mode ?? "person",
		run: {
			run: ask.run,
			attempt: ask.attempt
		},
		capped: ask.capped,
		mending: ask.mending,
		takenOver: new Set(state.phases.filter((track) => cutOffBefore(track, ask)).map(({ phase }) => phase)),
		attempts: policy.attempts,
		planUsd: force.planBudget.usd,
		phaseUsd: new Map(plan.phases.map((phase) => [phase.id, inForceOf(policy, plan, phase).budget.usd])),
		runUsd: force.runUsd,
		deciding: new Set(deciding.map(({ id }) => id)),
		again: new Set(state.phases.filter(meansAgain).map(({ phase }) => phase))
	});
	if (!result.ok) throw new Fault("usage", result.refusal.code, result.refusal.message, result.refusal.fix);
	return result.wave;
}
export { reviewWordGuards as a, reviewDigest as i, startWave as n, vouched as o, isOver as r, decideWave as t };
