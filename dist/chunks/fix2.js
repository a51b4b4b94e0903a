import { i as matches } from "./paths.js";
import { o as reviewedTrees, t as beingMended } from "./status2.js";
import "./mend.js";
import { t as Fault } from "./fault.js";
import { a as mendsOf, c as shortened, i as isOfPlan, n as blockingOf, o as named, s as shortId } from "./mends.js";
import { n as changedIn, r as mergedPhases } from "./branch.js";
import { n as inOrder } from "./wave-work.js";
import { n as branchRef, t as branchOf } from "./where2.js";
import { g as run } from "./header.js";
import { r as wavesOf } from "./left-over.js";
import { d as tryOutcome } from "./outcome-files2.js";
import { i as stepsOf } from "./record3.js";
import { n as lastOfEach, r as saidGuards, t as allHold } from "./which-counts.js";
import { join } from "node:path";
// src/lifecycle/mending.ts
/** @param landed in the order in which phases build on each other */
function assigned(mends, landed) {
	const phases = new Map(landed.map(({ phase }) => [phase, []]));
	const left = [];
	for (const mend of mends) (phases.get(phaseFor(mend, landed) ?? "") ?? left).push(mend);
	for (const [phase, of] of phases) if (of.length === 0) phases.delete(phase);
	return {
		phases,
		left
	};
}
/** Where several may change the file: the last that did, for what is wrong stands in what it left there; else the last that may. */
function phaseFor({ phase, path }, landed) {
	if (phase !== null) return phase;
	if (path === null) return void 0;
	const may = landed.filter(({ paths }) => matches(path, paths));
	return (may.findLast(({ changed }) => changed.has(path)) ?? may.at(-1))?.phase;
}
// src/commands/mending/in-runs.ts
/** The reviews that count among the outcomes of this machine's runs: nobody else writes there. */
async function reviewInRuns(ask, ports, guards) {
	const found = [];
	for (const run of await runsOf(ask.plan, ports)) for await (const { folder, schedule } of wavesOf(join(ask.runs, run), ports)) {
		const { outcome: review } = await tryOutcome(ports.files, folder, "review");
		if (review && allHold(guards, {
			review,
			schedule,
			ask
		})) found.push(review);
	}
	if (found.length === 0) return void 0;
	return {
		mends: lastOfEach(found).flatMap((review) => mendsOf(review).map((one) => shortened(one))),
		left: 0,
		settled: /* @__PURE__ */ new Set()
	};
}
/** In the order in which they began for the last time. What is no run's name is nobody's folder. */
async function runsOf(plan, { git }) {
	const runs = stepsOf((await git.repository.record(plan))?.text).flatMap(({ step }) => step.type === "start" ? [step.holder.run] : []);
	return runs.filter((name, i) => run.safeParse(name).success && runs.lastIndexOf(name) === i);
}
// src/commands/mending/said.ts
/**
* What the last review found of what stands on a plan's branch, for whoever sends it back to the executor. On a forge it is taken from our
* own review on the plan's pull request, and from nothing else (trust.md T5); on a machine from the outcomes of its own runs.
*/
/** undefined: there is no review of what stands there, or none that can be believed. Throws the forge's faults. */
async function saidMends(ask, ports, guards = saidGuards) {
	if (ports.forge.kind === "local") return await reviewInRuns(ask, ports, guards.runs);
	const { postedReview } = await import("./posted.js");
	return await postedReview(ask, ports, guards);
}
/** Throws `usage` and `refused` faults: nothing stands, nothing was found, or what is meant cannot be mended. */
async function fixOf(plan, { state, policy }, { words, phases, runs }, ports) {
	const [busy] = beingMended(state);
	if (busy !== void 0) throw underWay(plan, busy);
	const tip = await ports.git.repository.resolve(branchRef(plan.id));
	const works = tip === void 0 ? [] : await worksOn(plan, state, tip, ports);
	if (tip === void 0 || works.length === 0) throw nothingStands(plan);
	const trees = reviewedTrees(state);
	const said = await saidMends({
		plan: plan.id,
		tip,
		trees,
		runs: runs ?? ""
	}, ports);
	if (said === void 0) throw notReviewed(plan, ports);
	const all = words.length === 0 || words.length === 1 && words[0] === "blocking";
	const blocking = blockingOf(said.mends, policy.review.blocking);
	const meant = all ? blocking.filter(({ id }) => !said.settled.has(id)) : namedIn(said.mends, words);
	const found = assigned(meant.filter((one) => !isOfPlan(one)), works);
	for (const phase of found.phases.keys()) if (phases.length > 0 && !phases.includes(phase)) found.phases.delete(phase);
	const left = [...meant.filter(isOfPlan), ...found.left];
	if (left.length > 0 && (!all || found.phases.size === 0)) throw cannotMend(plan, left);
	if (found.phases.size === 0) throw nothingFound(plan, all, blocking.filter(({ id }) => said.settled.has(id)));
	const since = await beginning(works, tip, ports);
	return {
		mends: new Map([...found.phases].map(([phase, mends]) => [phase, mends.slice(0, 30)])),
		notes: [...left.map((one) => `not sent back, for no landed phase may mend it: ${lineOf(one)}`), ...tooMany(found)],
		judging: (started) => ({
			since,
			standing: works.flatMap(({ phase, start }) => started.includes(phase) ? [] : [{
				phase,
				start
			}])
		})
	};
}
/** Phases that are done, proved, with commits on the plan's own branch: what was merged is another plan's to change. */
async function worksOn(plan, state, tip, { git: { repository } }) {
	const works = [];
	const merged = await mergedPhases({
		plan,
		state,
		besides: /* @__PURE__ */ new Set()
	}, repository);
	for (const { id, paths } of inOrder(plan)) {
		const track = state.phases.find(({ phase }) => phase === id);
		if (track?.state !== "done") continue;
		const commits = track.landed.flatMap(({ commit }) => commit ?? []);
		const [first] = commits;
		if (first === void 0 || merged.some(({ phase }) => phase === id) || !await repository.isAncestor(first, tip)) continue;
		const changed = /* @__PURE__ */ new Set();
		for (const commit of commits) {
			const facts = await repository.commit(commit);
			for (const path of facts ? await changedIn(facts, repository) : []) changed.add(path);
		}
		works.push({
			phase: id,
			paths,
			changed,
			start: track.start.key,
			first
		});
	}
	return works;
}
/**
* All that stands on the branch is read again: a fix may break what others have landed, and what was found in them before must be found
* again. Where the default branch was merged in since, its own changes are left out.
*/
async function beginning(works, tip, { git: { repository } }) {
	let first = works[0].first;
	for (const one of works) if (await repository.isAncestor(one.first, first)) first = one.first;
	const before = (await repository.commit(first)).parents[0];
	const main = await repository.defaultCommit();
	const left = main === void 0 ? void 0 : await repository.mergeBase(main, tip);
	return left === void 0 || await repository.isAncestor(left, before) ? before : left;
}
/** More than that is no repair. */
const tooMany = ({ phases }) => [...phases].flatMap(([phase, { length }]) => length > 30 ? [`of ${length} findings in ${phase} the worst 30 are sent back`] : []);
function namedIn(mends, words) {
	const found = named(mends, words);
	if (found.ok) return found.mends;
	const [first] = found.problems;
	throw new Fault("usage", first.code, found.problems.map(({ message }) => message).join("; "), first.fix);
}
const lineOf = ({ id, path, claim }) => `${shortId(id)} ${path ?? "the change as a whole"}: ${claim.replace(/\s+/g, " ").slice(0, 200)}`;
const underWay = ({ id }, phase) => new Fault("refused", "being-mended", `a fix of ${phase} is under way on ${branchOf(id)}, and all that stands there is judged with it`, "Wait for that run; a run that is gone is found by the next, and marked as crashed.");
const nothingStands = ({ id }) => new Fault("refused", "nothing-stands", `nothing that could be mended stands on ${branchOf(id)}: no phase has landed there, or it was merged`, `What was merged is changed by another plan: planfile draft "<what is wrong>"`);
const notReviewed = ({ id }, { forge }) => new Fault("refused", "not-reviewed", `no review of what stands on ${branchOf(id)} can be found here: there is no finding to mend`, forge.kind === "local" ? `planfile run ${id} makes up for a review that is missing; what another machine has reviewed is known there` : "Have it reviewed: /planfile review, in a comment on its pull request");
function nothingFound({ id }, all, settled) {
	const first = settled[0];
	const why = first ? `what blocks was declined or closed on the pull request, and is sent back only by its id: ${settled.slice(0, 5).map(lineOf).join("; ")}` : "the review found nothing that blocks and that a landed phase could mend; what it blocks for though a second look refuted it is for a person to look at";
	const name = first ? shortId(first.id) : "<finding>";
	return new Fault("refused", "nothing-to-mend", all ? why : "none of these is in the phases named", `Name findings, as the review shows them: /planfile fix ${name}, or planfile run ${id} --fix ${name}`);
}
/** The plan is wrong, or speaks of other files: nobody who builds it can help. */
const cannotMend = ({ id }, left) => new Fault("refused", "not-in-paths", `no landed phase may mend this: ${left.slice(0, 5).map(lineOf).join("; ")}`, `It is the plan's to say: planfile draft ${id} --because "…", or /planfile draft ${id} …`);
export { fixOf };
