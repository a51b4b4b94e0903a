import { t as fold } from "./fold.js";
import { i as prove, t as readBranch } from "./branch.js";
import { c as unreviewed } from "./status2.js";
import { d as tryOutcome } from "./outcome-files2.js";
import { i as stepsOf } from "./record3.js";
import { join } from "node:path";
// src/commands/left-over.ts
/**
* What earlier runs of this machine left half done: a wave that was built and did not land (a lost race, a branch that was
* checked out, a killed run), or one that landed without a valid review. The next run begins with it, so that nothing is paid for twice.
*/
/** `runs` is the folder of this machine's runs. Runs that are still alive are nobody else's. */
async function leftOvers(plan, runs, ports) {
	const over = await endedRuns(plan, runs, ports);
	const state = await provedState(plan, ports);
	const found = {
		waves: [],
		lost: []
	};
	for (const { state: now, start, phase } of state.phases) {
		if (now !== "running" || start === void 0) continue;
		if (over.get(start.holder.run) !== true) continue;
		const wave = await waveOf(start.key, join(runs, start.holder.run), ports);
		const result = wave && (await tryOutcome(ports.files, wave.folder, "result", phase)).outcome;
		if (wave && result?.outcome === "built") add(found, {
			...wave,
			from: "land"
		});
	}
	for (const { phase, start } of unreviewed(state)) {
		const run = (state.phases.find((track) => track.phase === phase)?.start)?.holder.run ?? "unknown";
		const wave = await waveOf(start, join(runs, run), ports);
		if (wave === void 0) found.lost.push({
			phase,
			run
		});
		else if (over.get(run) !== false) add(found, {
			...wave,
			from: "review"
		});
	}
	return found;
}
function add({ waves }, one) {
	if (!waves.some(({ folder }) => folder === one.folder)) waves.push(one);
}
/** What is done without proof needs no review: it was reverted, say. */
async function provedState(plan, { git }) {
	const claimed = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
	const { landed } = await readBranch({
		plan,
		state: claimed,
		trustBase: true
	}, git);
	return prove(claimed, landed);
}
/** Of the runs that the record names: is the process gone that ran it? undefined: nobody here can know. */
async function endedRuns(plan, runs, { git, files, folders }) {
	const { phases } = fold(plan, stepsOf((await git.repository.record(plan.id))?.text));
	const over = /* @__PURE__ */ new Map();
	for (const { start } of phases) {
		if (start === void 0 || over.has(start.holder.run)) continue;
		const bytes = await files.read(join(runs, start.holder.run, "process.json"));
		const alive = bytes && folders.alive(JSON.parse(new TextDecoder().decode(bytes)));
		over.set(start.holder.run, alive === void 0 ? void 0 : !alive);
	}
	return over;
}
/** The wave of a run that holds this start. */
async function waveOf(start, run, ports) {
	for await (const wave of wavesOf(run, ports)) if (wave.schedule.legs.some((leg) => leg.start === start)) return wave;
}
/** What a run of this machine scheduled, wave by wave. */
async function* wavesOf(run, { files }) {
	for (let wave = 1;; wave += 1) {
		const folder = join(run, `wave-${wave}`);
		const { outcome: schedule } = await tryOutcome(files, folder, "schedule");
		if (schedule === void 0) return;
		yield {
			folder,
			schedule
		};
	}
}
export { waveOf as n, wavesOf as r, leftOvers as t };
