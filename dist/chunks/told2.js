import { r as readPlan } from "./read.js";
import { t as fold } from "./fold.js";
import { n as gateOn } from "./gate2.js";
import { r as reviewStanding } from "./status2.js";
import { n as branchRef, t as branchOf } from "./where2.js";
import { i as policyOf } from "./policy.js";
import { i as stepsOf } from "./record3.js";
import { d as tryOutcome, o as needOutcome } from "./outcome-files2.js";
import { t as isRefuted } from "./verdict.js";
import { i as scheduledPlan, n as inOrder } from "./wave-work.js";
import { o as saidSafely, t as CHECK } from "./pull-checks.js";
import { t as judgedAgain } from "./judged-again.js";
import { n as restOfUsage } from "./usage.js";
import { a as markedSummary, c as reviewWordGuards, i as digestsIn, l as vouched, o as planCheckId, s as reviewDigest, t as decideWave } from "./schedule.js";
import { createHash } from "node:crypto";
// src/commands/publishing/review-steps.ts
/**
* The record's word on a wave's review: once for each outcome, at the landing or later. A wave's steps are known by keys that
* its nonce gives, so that a second publish sees what was told, and a late one tells only what is new.
*/
/** The step that the record lacks, if it lacks one. A review of another tree speaks for no phase; what it cost is told. */
function reviewSteps({ review, schedule }, landed, record, { clock }) {
	if (review === void 0) return [];
	const told = toldOf(schedule.nonce, record);
	const usage = restOfUsage(review.usage, told.flatMap((step) => step.usage));
	const phases = review.tree === landed.tree ? landed.phases : [];
	const last = told.at(-1);
	const same = last?.tree === review.tree && last.verdict === review.verdict && last.why === review.why;
	if (usage.length === 0 && (same || phases.length === 0)) return [];
	const count = (severity) => review.findings.filter((one) => one.severity === severity && !isRefuted(one)).length;
	const unmet = review.criteria.filter(({ phase, met }) => !met && phases.includes(phase));
	return [{
		type: "review",
		key: keyOf(schedule.nonce, told.length),
		at: clock.now().toISOString(),
		tree: review.tree,
		verdict: review.verdict,
		why: review.why,
		model: review.model,
		findings: {
			blocker: count("blocker"),
			major: count("major"),
			minor: count("minor"),
			nit: count("nit")
		},
		phases: [...phases],
		unmet: [...new Set(unmet.map(({ phase }) => phase))],
		usage
	}];
}
/** What of a wave that has ended still stands as it landed: a phase that was started again since is another's to judge. */
function standingOf({ plan, schedule }, record) {
	const starts = new Set(schedule.legs.map(({ start }) => start));
	const { phases } = fold(plan, record);
	const ends = inOrder(plan).flatMap(({ id }) => {
		const track = phases.find(({ phase }) => phase === id);
		return track?.state === "done" && track.end && starts.has(track.end.start) ? [track.end] : [];
	});
	return {
		phases: ends.map(({ phase }) => phase),
		tree: ends.at(-1)?.tree ?? void 0
	};
}
/** The steps that this wave's own outcome has brought, and that say what it says: of those that anybody can type, none. */
function ownSteps({ review, schedule }, landed, record) {
	if (review === void 0) return [];
	const phases = review.tree === landed.tree ? landed.phases : [];
	const unmet = (phase) => review.criteria.some((one) => one.phase === phase && !one.met);
	return toldOf(schedule.nonce, record).filter((step) => step.tree === review.tree && step.verdict === review.verdict && step.why === review.why && step.phases.every((phase) => phases.includes(phase) && unmet(phase) === step.unmet.includes(phase)));
}
function toldOf(nonce, record) {
	const told = [];
	for (;;) {
		const key = keyOf(nonce, told.length);
		const step = record.find((one) => one.step.key === key)?.step;
		if (step?.type !== "review") return told;
		told.push(step);
	}
}
const keyOf = (nonce, nth) => createHash("sha256").update(`${nonce} review ${nth}`).digest("hex").slice(0, 32);
// src/commands/publishing/plan-check.ts
async function putPlanCheck(check, { plan, reviews }, { forge }) {
	const externalId = planCheckId(plan);
	const before = forge.kind === "local" ? void 0 : await forge.checks.of(check.head, externalId);
	const named = forge.kind === "local" ? [] : [...digestsIn(before?.summary ?? ""), ...reviews];
	const said = saidSafely(check);
	const summary = markedSummary(said.summary, named);
	await forge.checks.put({
		...said,
		externalId,
		name: CHECK,
		summary
	});
}
// src/lifecycle/waves.ts
/** Waves that took up a phase for the first time, as the record tells; what is done again and again counts no wave twice. */
function freshWaves(state) {
	const first = state.phases.flatMap(({ attempts }) => attempts[0] ?? []);
	return new Set(first.map(({ start }) => start.holder.nonce)).size;
}
/** May a wave start the next one by itself? At most as many waves as the plan has phases. */
const mayGoOn = (state) => freshWaves(state) < state.phases.length;
// src/review/check.ts
const open = (title) => ({
	conclusion: "action_required",
	title: title.slice(0, 1e3)
});
/** In order: the first that speaks decides. */
const checkGuards = {
	"no foreign commit stands on the branch": ({ foreign }) => {
		const [first] = foreign;
		if (first === void 0) return void 0;
		const more = foreign.length > 1 ? ` and ${foreign.length - 1} more` : "";
		return open(`commits that planfile did not land: ${first.commit.slice(0, 12)} (${first.why})${more}`);
	},
	"what stands was reviewed, where nothing landed": ({ landed, headPassed, standing, lost }) => {
		if (landed !== void 0 || headPassed && standing?.verdict === "pass") return void 0;
		return open(lost.length > 0 ? `nothing landed: ${lost.join(", ")}` : "what stands here was not reviewed as it is");
	},
	"what landed was reviewed": ({ landed, review }) => landed !== void 0 && review === void 0 ? open("not reviewed: there is no review outcome") : void 0,
	"the review is of exactly this tree": ({ landed, review }) => landed !== void 0 && review?.tree !== landed ? open("not reviewed: the review is of another tree") : void 0,
	"the review is a valid one": ({ landed, review }) => landed !== void 0 && review?.verdict === "none" ? open(`not reviewed: ${review.why}`) : void 0,
	"the review passes": ({ landed, review }) => landed !== void 0 && review?.verdict === "block" ? {
		conclusion: "failure",
		title: review.why
	} : void 0,
	"what landed before passed its own": ({ standing }) => {
		if (standing?.verdict === "block") return {
			conclusion: "failure",
			title: `an earlier wave is blocked: ${standing.why}`.slice(0, 1e3)
		};
		return standing?.verdict === "none" ? open(`not reviewed: ${standing.why}`) : void 0;
	}
};
function checkOf(facts, guards = Object.values(checkGuards)) {
	for (const guard of guards) {
		const word = guard(facts);
		if (word) return word;
	}
	if (facts.landed !== void 0) return {
		conclusion: "success",
		title: facts.review?.why ?? "passed"
	};
	return {
		conclusion: "success",
		title: `what stands here passed its review${facts.lost.length > 0 ? `; this wave landed nothing (${facts.lost.join(", ")})` : ""}`.slice(0, 1e3)
	};
}
// src/commands/publishing/wave.ts
/** Reads the wave's outcomes. Only the schedule must be there: a run may have ended early, and its end is published too. */
async function readWave(folder, ports) {
	const schedule = await needOutcome(ports.files, folder, "schedule");
	const plan = await scheduledPlan(schedule, ports);
	const verification = ours(schedule, (await tryOutcome(ports.files, folder, "verification")).outcome);
	const review = ours(schedule, (await tryOutcome(ports.files, folder, "review")).outcome);
	return {
		folder,
		schedule,
		plan,
		verification,
		review: review && await judged(review, {
			schedule,
			plan,
			verification
		}, ports)
	};
}
async function judged(review, { schedule, plan, verification }, ports) {
	const policy = await policyOf(schedule.policyCommit, ports);
	const landed = (verification?.passed ?? schedule.legs).map(({ phase }) => phase);
	const expected = plan.phases.filter(({ id }) => landed.includes(id)).map(({ id, criteria }) => ({
		phase: id,
		criteria: criteria.length
	}));
	const remembered = () => rememberedOn(plan.id, review, ports);
	return await judgedAgain({
		review,
		expected,
		policy,
		remembered
	});
}
/** What people said of this very tree on the plan's pull request, where it stands there already. */
async function rememberedOn(plan, review, ports) {
	const { forge, git } = ports;
	const pull = forge.kind === "local" ? void 0 : await forge.pulls.ofBranch(branchOf(plan));
	const head = await git.repository.resolve(branchRef(plan));
	if (pull === void 0 || head !== pull.head || await git.repository.treeOf(head) !== review.tree) return void 0;
	const { recall } = await import("./recall2.js");
	return await recall({
		pull,
		review,
		head
	}, ports);
}
/** An outcome of another run, attempt or nonce is none (trust.md T5). */
function ours(schedule, outcome) {
	return outcome !== void 0 && outcome.plan === schedule.plan && outcome.run === schedule.run && outcome.attempt === schedule.attempt && outcome.nonce === schedule.nonce ? outcome : void 0;
}
/** The ends that the record holds of this wave's starts. */
async function endsOf({ plan, legs }, ports) {
	const starts = new Set(legs.map(({ start }) => start));
	return stepsOf((await ports.git.repository.record(plan))?.text).map(({ step }) => step).filter((step) => step.type === "end" && starts.has(step.start));
}
// src/commands/publishing/told.ts
async function readBack(wave, ports, guards = reviewWordGuards) {
	const { repository } = ports.git;
	const { schedule, review } = wave;
	const ends = await endsOf(schedule, ports);
	const tip = await repository.resolve(branchRef(schedule.plan));
	const plan = await planNow(wave, tip, repository);
	const stand = await gateOn(plan, schedule, ports);
	const last = inOrder(wave.plan).flatMap(({ id }) => ends.filter(({ phase, outcome }) => phase === id && outcome === "done")).at(-1);
	const own = ownSteps(wave, standingOf(wave, stand.record.steps), stand.record.steps);
	const reviews = new Set(own.map((step) => reviewDigest(plan.id, step)));
	const state = await vouched(stand.state, ports, reviews, guards);
	const check = checkOf({
		landed: last?.tree ?? void 0,
		review,
		standing: reviewStanding(state),
		headPassed: tip !== void 0 && await hasPassed(tip, state, repository),
		foreign: stand.policy.foreignCommits === "refuse" ? stand.foreign : [],
		lost: ends.flatMap(({ phase, outcome, reason }) => outcome === "done" ? [] : [`${phase} ${outcome} (${reason})`])
	});
	return {
		wave,
		plan,
		stand,
		ends,
		last,
		tip,
		check,
		starting: last !== void 0 && check.conclusion === "success" ? nextWave(plan, {
			...stand,
			state
		}) : [],
		reviews,
		startsOthers: ports.forge.kind !== "local" && await ports.forge.runs.startedByPush()
	};
}
async function planNow({ plan, schedule }, tip, repository) {
	const bytes = tip === void 0 ? void 0 : await repository.read(tip, schedule.path);
	const now = bytes && readPlan(bytes, schedule.path).plan;
	return now?.id === plan.id ? now : plan;
}
/** The last review of the very tree that stands there, whichever wave it came with. */
async function hasPassed(tip, { reviews }, repository) {
	const tree = await repository.treeOf(tip);
	return reviews.findLast(({ step }) => step.tree === tree)?.step.verdict === "pass";
}
/** What is pending and may start now; what failed waits for a person. */
function nextWave(plan, stand) {
	if (!mayGoOn(stand.state)) return [];
	const pending = new Set(stand.state.phases.flatMap(({ phase, state }) => state === "pending" ? [phase] : []));
	return decideWave(plan, stand, {
		phases: [],
		run: "next",
		attempt: 1
	}).start.filter(({ id }) => pending.has(id));
}
export { checkOf as a, standingOf as c, readWave as i, readBack as n, putPlanCheck as o, endsOf as r, reviewSteps as s, hasPassed as t };
