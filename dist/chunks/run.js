import { t as pLimit } from "./p-limit.js";
import { t as fold } from "./fold.js";
import { n as counted } from "./words.js";
import { a as exitOfReason } from "./header.js";
import { d as tryOutcome } from "./outcome-files2.js";
import { i as stepsOf, n as jitter } from "./record3.js";
import { a as reviewBase } from "./wave-work.js";
import { n as branchRef, o as requireSameIntent, r as findPlan, t as branchOf } from "./where2.js";
import { r as contextDocuments } from "./introduction.js";
import { t as leftOvers } from "./left-over.js";
import { r as requireNotCheckedOut, t as requireBranchName } from "./movable.js";
import { i as policyOf, t as inForceOf } from "./policy.js";
import { r as requireSandbox } from "./ready-box.js";
import { join } from "node:path";
// src/commands/finish-wave.ts
/** The second half of a wave, once its phases were built: verify → review → publish, until the branch stands still under it. */
/** How often a wave is joined anew because another one landed first: each try lets at least one of them land. */
const MAX_TRIES = 10;
async function finishWave(ask, ports) {
	const { folder, schedule } = ask;
	const results = await resultsOf(schedule, folder, ports);
	for (let tries = 1;; tries += 1) {
		const exits = [];
		const published = await oneTry({
			...ask,
			exits
		}, results, ports);
		const moved = await hasMoved(ask, ports);
		if (!(published === 3 && !ask.signal?.aborted && (moved || tries === 1)) || tries === MAX_TRIES) {
			ask.exits.push(...exits);
			break;
		}
		const why = moved ? "the branch moved meanwhile" : "publish could not decide";
		ports.progress.note(`${why}: the wave is joined once more on what stands there now`);
		await ports.clock.sleep(Math.min(2e3, 100 * 2 ** tries) * jitter(ports.clock.nonce()));
	}
	const { outcome: review } = await tryOutcome(ports.files, folder, "review");
	const landing = await landingOf(schedule, folder, ports);
	ask.exits.push(...exitsOf(landing, review));
	return {
		folder,
		schedule,
		results,
		review,
		landing
	};
}
/** What stands at the end counts, whichever try brought it about: the exit codes of a try that was made again are forgotten. */
function exitsOf(landing, review) {
	const ended = landing?.ended.filter(({ outcome }) => outcome !== "done") ?? [];
	const blocked = landing?.check.conclusion === "failure" && review !== void 0;
	return [...ended.map(({ reason }) => exitOfReason(reason ?? "error")), ...blocked ? [1] : []];
}
/** Gives the exit code of publish. */
async function oneTry(ask, results, ports) {
	const { sandboxArguments, contextArguments = [] } = ask;
	const built = results.some(({ outcome }) => outcome === "built");
	if (ask.from === "land" && built && !ask.signal?.aborted) {
		ports.progress.step("verify");
		await startStep(ask, ports, "code", ["verify", ...sandboxArguments]);
	}
	if (!ask.signal?.aborted && await wantsReview(ask, ports)) {
		ports.progress.step("review");
		await startStep(ask, ports, "model", [
			"review",
			...contextArguments,
			...sandboxArguments
		]);
	}
	ports.progress.step("publish");
	return startStep(ask, ports, "write", ["publish"]);
}
/** Starts one step on the wave's folder; what is not 0 is kept among the exit codes. A write step is never cut off. */
async function startStep(ask, { steps }, power, [command, ...rest]) {
	const signal = power === "write" ? void 0 : ask.signal;
	const args = [
		command,
		"-C",
		ask.cwd,
		...rest,
		"--out",
		ask.folder
	];
	const exit = await steps.start({
		power,
		args,
		signal
	});
	if (exit !== 0) ask.exits.push(exit);
	return exit;
}
/** A valid review of this very tree is not paid for again. */
async function wantsReview({ folder, schedule }, { files }) {
	const { outcome: verified } = await tryOutcome(files, folder, "verification");
	if (verified === void 0 || verified.passed.length === 0) return false;
	const { outcome: review } = await tryOutcome(files, folder, "review");
	return !(review?.tree === verified.tree && review.base === reviewBase(schedule, verified) && review.nonce === verified.nonce && review.verdict !== "none");
}
async function hasMoved({ schedule, folder }, ports) {
	const { outcome: verified } = await tryOutcome(ports.files, folder, "verification");
	const now = await ports.git.repository.resolve(branchRef(schedule.plan)) ?? schedule.base;
	return verified !== void 0 && verified.head !== now;
}
/** Of this wave, not of a folder that was used twice. */
async function landingOf({ nonce }, folder, { files }) {
	const { outcome } = await tryOutcome(files, folder, "landing");
	return outcome?.nonce === nonce ? outcome : void 0;
}
async function resultsOf({ legs }, folder, { files }) {
	const results = [];
	for (const { phase } of legs) {
		const { outcome } = await tryOutcome(files, folder, "result", phase);
		if (outcome) results.push(outcome);
	}
	return results;
}
// src/commands/run.ts
/**
* run: what the forge's jobs do, on one machine: schedule → execute → verify → review → publish, as separate processes over
* outcome files, wave after wave until nothing is ready. Nothing is pushed, nothing is checked out.
*/
async function run(ask, ports) {
	const where = await findPlan({
		name: ask.name,
		cwd: ask.cwd
	}, ports);
	requireSameIntent(where);
	await requireNotCheckedOut(where.plan.id, ports);
	await requireBranchName(where.plan.id, ports);
	for (const note of where.notes) ports.progress.note(note);
	const swept = await ports.folders.sweep();
	if (swept.length > 0) ports.progress.note(`removed ${counted(swept.length, "folder")} that killed runs had left behind`);
	ports.model.requireCredentials();
	await contextDocuments(ask.context, ask.cwd, ports);
	const policy = await policyOf(await ports.git.repository.defaultCommit() ?? null, ports);
	await requireSandbox(ports, policy, await commandsOf(where.plan, ask, policy, ports));
	ports.progress.note(`models are asked at ${ports.model.endpoint}`);
	const id = `local-${ports.clock.now().toISOString().slice(0, 10)}-${ports.clock.nonce().slice(0, 12)}`;
	const folder = join(ask.folder, "runs", id);
	await ports.files.write(join(folder, "process.json"), `${JSON.stringify(ports.folders.self())}\n`);
	const report = {
		plan: where.plan.id,
		run: id,
		folder,
		branch: branchOf(where.plan.id),
		planner: inForceOf(policy, where.plan).planner.model,
		waves: [],
		held: [],
		lost: [],
		ended: "nothing-ready",
		exit: 0
	};
	const exits = [];
	if (await finishLeftOvers(where.plan, ask, report, exits, ports)) await runWaves({
		...ask,
		plan: where.plan.id,
		run: id,
		folder,
		exits
	}, report, ports);
	else report.ended = "stopped";
	if (ask.signal?.aborted) report.ended = "cancelled";
	report.exit = [
		2,
		3,
		1
	].find((exit) => exits.includes(exit)) ?? 0;
	if (report.exit !== 0 && report.ended !== "cancelled") report.ended = "failed";
	return report;
}
/**
* What this run may come to run: set-up, and the verify commands of whatever is not done; where it begins with a fix those of every
* phase, for what has landed is mended, and must not be broken by it.
*/
async function commandsOf(plan, { phases: named, fix }, policy, { git }) {
	const { phases } = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
	const done = new Set(phases.flatMap(({ phase, state }) => state === "done" ? [phase] : []));
	const isMeant = (id) => (fix ?? []).length > 0 || (named.length > 0 ? named.includes(id) : !done.has(id));
	const meant = plan.phases.filter(({ id }) => isMeant(id));
	return [...inForceOf(policy, plan).setup.commands, ...meant.flatMap(({ verify }) => verify)];
}
/** Lands and reviews what earlier runs left half done. False: new work must not start on top of it. */
async function finishLeftOvers(plan, ask, report, exits, ports) {
	const runs = join(ask.folder, "runs");
	const { waves, lost } = await leftOvers(plan, runs, ports);
	for (const { schedule, folder, from } of waves) {
		const missing = from === "land" ? "was built and did not land" : "landed without a valid review";
		ports.progress.note(`a wave of run ${schedule.run} ${missing}: this run goes on with it`);
		await claim(join(runs, schedule.run), ports);
		const { cwd, sandboxArguments, signal } = ask;
		const wave = await finishWave({
			cwd,
			folder,
			schedule,
			from,
			sandboxArguments,
			contextArguments: contextOf(ask),
			signal,
			exits
		}, ports);
		report.waves.push(wave);
		if (signal?.aborted || wave.landing?.check.conclusion !== "success") return false;
	}
	if (lost.length === 0) return true;
	report.lost = lost;
	if (ask.phases.length > 0) return true;
	exits.push(3);
	return false;
}
const contextOf = ({ context }) => context.flatMap((path) => ["--context", path]);
/** While this process lives, no other run takes the waves of that run for its own. */
const claim = (run, { files, folders }) => files.write(join(run, "process.json"), `${JSON.stringify(folders.self())}\n`);
async function runWaves(ask, report, ports) {
	for (let n = 1;; n += 1) {
		const fix = n === 1 ? ask.fix : void 0;
		const wave = await runWave({
			...ask,
			fix,
			folder: join(ask.folder, `wave-${n}`)
		}, ports);
		if (wave === void 0) return;
		const { held, legs } = wave.schedule;
		const open = held.filter(({ code }) => !SETTLED.has(code));
		const refused = open.some(({ phase }) => ask.phases.includes(phase));
		if (legs.length === 0) {
			if (refused || report.waves.length === 0 && open.length > 0) ask.exits.push(1);
			if (report.waves.length === 0) report.waves.push(wave);
			else report.held = open;
			return;
		}
		report.waves.push(wave);
		report.held = open.filter(({ code }) => code !== "waiting-for-needs");
		if (ask.signal?.aborted || !wave.landing?.next) {
			if (refused) ask.exits.push(1);
			report.ended = "stopped";
			return;
		}
	}
}
/** Held, and nothing is missing: it is done, or this run did with it what it could and says so where it ended. */
const SETTLED = /* @__PURE__ */ new Set(["already-done", "started-by-this-run"]);
/** One wave, step by step. What a step said with its exit code is kept; what it yielded is read from its outcome. */
async function runWave(ask, ports) {
	const { cwd, folder, signal, exits, sandboxArguments } = ask;
	const at = {
		cwd,
		folder,
		signal,
		exits
	};
	const phases = ask.phases.flatMap((phase) => ["--phase", phase]);
	const fix = (ask.fix ?? []).flatMap((finding) => ["--fix", finding]);
	ports.progress.step("schedule", ask.plan);
	const scheduled = [];
	await startStep({
		...at,
		exits: scheduled
	}, ports, "write", [
		"schedule",
		ask.plan,
		"--run",
		ask.run,
		...phases,
		...fix
	]);
	const { outcome: schedule } = await tryOutcome(ports.files, folder, "schedule");
	if (schedule === void 0) exits.push(...scheduled);
	if (schedule === void 0) return void 0;
	if (schedule.legs.length === 0) return {
		folder,
		schedule,
		results: [],
		review: void 0,
		landing: void 0
	};
	const limit = pLimit(Math.max(1, ask.jobs));
	const contextArguments = contextOf(ask);
	await Promise.all(schedule.legs.map(({ phase }) => limit(async () => {
		if (signal?.aborted) return;
		ports.progress.step("execute", phase);
		const args = [
			"--phase",
			phase,
			...contextArguments,
			...sandboxArguments
		];
		await startStep(at, ports, "model", ["execute", ...args]);
	})));
	return finishWave({
		...at,
		schedule,
		from: "land",
		sandboxArguments,
		contextArguments
	}, ports);
}
export { run };
