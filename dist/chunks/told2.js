import { r as readPlan } from "./read.js";
import { t as fold } from "./fold.js";
import { n as gateOn } from "./gate2.js";
import { a as reviewStanding, t as beingMended } from "./status2.js";
import { n as branchRef, t as branchOf } from "./where2.js";
import { i as policyOf } from "./policy.js";
import { i as stepsOf } from "./record3.js";
import { r as verdictOf, t as isRefuted } from "./verdict.js";
import { d as tryOutcome, o as needOutcome } from "./outcome-files2.js";
import { a as reviewBase, i as judgedPhases, n as inOrder, o as scheduledPlan, r as joinPieces } from "./wave-work.js";
import { t as declinedIn } from "./memory.js";
import { n as markedSummary, r as planCheckId, t as markIn } from "./check-mark.js";
import { t as CHECK, u as saidSafely } from "./pull-checks.js";
import { n as putRight } from "./program-look.js";
import { n as restOfUsage } from "./usage.js";
import { a as reviewWordGuards, i as reviewDigest, o as vouched, t as decideWave } from "./schedule.js";
import { createHash } from "node:crypto";
// src/review/check.ts
const open = (title) => ({
	conclusion: "action_required",
	title: title.slice(0, 1e3)
});
/** Where there is no review, and how to have one. */
const unreviewed = (why, { askable }) => open(askable ? `${why}. To have it reviewed: /planfile review` : why);
/** In order: the first that speaks decides. */
const checkGuards = {
	"no foreign commit stands on the branch": ({ foreign }) => {
		const [first] = foreign;
		if (first === void 0) return void 0;
		const more = foreign.length > 1 ? ` and ${foreign.length - 1} more` : "";
		return open(`commits that planfile did not land: ${first.commit.slice(0, 12)} (${first.why})${more}`);
	},
	"what stands was reviewed, where nothing landed": (facts) => {
		const { landed, headPassed, standing, lost } = facts;
		if (landed !== void 0 || standing?.verdict === "block") return void 0;
		if (headPassed && standing?.verdict === "pass") return void 0;
		return lost.length > 0 ? open(`nothing landed: ${lost.join(", ")}`) : unreviewed("what stands here was not reviewed as it is", facts);
	},
	"what landed was reviewed": (facts) => facts.landed !== void 0 && facts.review === void 0 ? unreviewed("not reviewed: there is no review outcome", facts) : void 0,
	"the review is of exactly this tree": (facts) => facts.landed !== void 0 && facts.review?.tree !== facts.landed ? unreviewed("not reviewed: the review is of another tree", facts) : void 0,
	"the review is a valid one": (facts) => facts.landed !== void 0 && facts.review?.verdict === "none" ? unreviewed(`not reviewed: ${facts.review.why}`, facts) : void 0,
	"the review passes": ({ landed, review }) => landed !== void 0 && review?.verdict === "block" ? {
		conclusion: "failure",
		title: review.why
	} : void 0,
	"nothing that stands is being mended": ({ mended: [first, ...more] = [] }) => first === void 0 ? void 0 : open(`${[first, ...more].join(", ")} ${more.length > 0 ? "are" : "is"} being mended: wait for that run`),
	"what landed before passed its own": (facts) => {
		const { standing, lost } = facts;
		const nothing = lost.length > 0 ? `; ${lost.join(", ")}` : "";
		if (standing?.verdict === "block") return {
			conclusion: "failure",
			title: `an earlier wave is blocked: ${standing.why}${nothing}`.slice(0, 1e3)
		};
		return standing?.verdict === "none" ? unreviewed(`not reviewed: ${standing.why}`, facts) : void 0;
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
// src/commands/publishing/judged-again.ts
async function judgedAgain({ review, expected, policy, remembered }) {
	if (review.verdict === "none") return review;
	const facts = {
		findings: review.findings,
		criteria: review.criteria,
		expected,
		blocking: policy.review.blocking,
		refuted: policy.review.refuted,
		unread: review.unread,
		since: review.since
	};
	const verdict = verdictOf(facts);
	if (verdict.verdict !== "block") return review.verdict === "pass" ? {
		...review,
		...verdict
	} : review;
	const declined = declinedIn((await remembered())?.decisions ?? []);
	const without = declined.size > 0 ? verdictOf({
		...facts,
		declined
	}) : verdict;
	return without.verdict === "pass" ? {
		...review,
		verdict: "pass",
		why: `${without.why} but what was declined (${declined.size})`
	} : {
		...review,
		...without
	};
}
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
	const others = stillStanding(schedule, phases);
	return {
		phases: ends.length === 0 ? [] : [...ends, ...others].map(({ phase }) => phase),
		tree: ends.at(-1)?.tree ?? void 0
	};
}
/** Of the phases that a fix has judged again: those that stand as they stood when it began. */
const stillStanding = ({ fix }, phases) => (fix?.standing ?? []).filter(({ phase, start }) => phases.some((track) => track.phase === phase && track.state === "done" && track.end?.start === start));
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
async function putPlanCheck(check, { plan, reviews }, { git, forge }) {
	const externalId = planCheckId(plan);
	const said = saidSafely(check);
	const put = (summary) => forge.checks.put({
		...said,
		externalId,
		name: CHECK,
		summary
	});
	if (forge.kind === "local") return await put(said.summary);
	const before = await forge.checks.of(check.head, externalId);
	const steps = [...markIn(before?.summary ?? "").steps, ...reviews];
	await put(markedSummary(said.summary, {
		steps,
		base: await leftAt(check.head, { git })
	}));
}
/** Where the branch leaves the default one as it is now: what is before that is not the plan's to prove. */
async function leftAt(head, { git: { repository } }) {
	const main = await repository.defaultCommit();
	if (main === void 0 || await repository.resolve(head) === void 0) return void 0;
	return (await repository.mergeBases(main, head))[0];
}
// src/lifecycle/waves.ts
/** Waves that took up a phase for the first time, as the record tells; what is done again and again counts no wave twice. */
function freshWaves(state) {
	const first = state.phases.flatMap(({ attempts }) => attempts[0] ?? []);
	return new Set(first.map(({ start }) => start.holder.nonce)).size;
}
/** May a wave start the next one by itself? At most as many waves as the plan has phases. */
const mayGoOn = (state) => freshWaves(state) < state.phases.length;
// src/commands/publishing/reads-all.ts
const readGuards = {
	"it begins where the change begins": ({ review, base }) => review.base === base ? void 0 : "the review begins at another commit than the change",
	"it rests on no other review": ({ review }) => review.since === void 0 ? void 0 : "the review rests on another one, and a wave is read whole"
};
/** The same review, or none with its reason. */
function readingAll(one, guards = Object.values(readGuards)) {
	for (const guard of guards) {
		const why = guard(one);
		if (why !== void 0) return {
			...one.review,
			verdict: "none",
			cause: "invalid",
			why
		};
	}
	return one.review;
}
// src/commands/publishing/wave.ts
/** Reads the wave's outcomes. Only the schedule must be there: a run may have ended early, and its end is published too. */
async function readWave(folder, ports) {
	const schedule = await needOutcome(ports.files, folder, "schedule");
	return {
		folder,
		schedule,
		plan: await scheduledPlan(schedule, ports),
		verification: ours(schedule, (await tryOutcome(ports.files, folder, "verification")).outcome),
		review: ours(schedule, (await tryOutcome(ports.files, folder, "review")).outcome)
	};
}
/** With the review judged by us: what the program itself sees of what lands, or has landed, and the verdict. */
async function judgedWave(wave, pieces, workshop, ports, { look, reads } = {}) {
	const { schedule, plan, verification } = wave;
	if (wave.review === void 0) return wave;
	const { policyCommit } = schedule;
	const policy = await policyOf(policyCommit, ports);
	const judged = judgedPhases(schedule, verification?.passed ?? schedule.legs);
	const phases = plan.phases.filter(({ id }) => judged.has(id));
	const place = await reviewedPlace({
		...wave,
		review: wave.review
	}, pieces, workshop, ports);
	const change = place && {
		...place,
		phases,
		policy,
		policyCommit
	};
	const review = change ? await putRight(readingAll({
		review: wave.review,
		base: change.base
	}, reads), change, workshop.objects, ports, look) : wave.review;
	const expected = phases.map(({ id, criteria }) => ({
		phase: id,
		criteria: criteria.length
	}));
	const remembered = () => rememberedOn(plan.id, review, ports);
	return {
		...wave,
		review: await judgedAgain({
			review,
			expected,
			policy,
			remembered
		})
	};
}
/** What was reviewed, in our own hands: what landed of this wave, or else what is to land, joined again. */
async function reviewedPlace({ review, schedule, plan, verification }, pieces, workshop, ports) {
	const placed = (head, tree) => ({
		base: reviewBase(schedule, { head }),
		tree
	});
	const ends = await endsOf(schedule, ports);
	const landed = inOrder(plan).flatMap(({ id }) => ends.flatMap(({ phase, outcome, commit }) => phase === id && outcome === "done" && commit !== null ? [commit] : []));
	const { repository } = ports.git;
	const [first, last] = [landed[0], landed.at(-1)];
	if (first !== void 0 && last !== void 0) {
		const head = (await repository.commit(first))?.parents[0];
		const tree = await repository.treeOf(last);
		return head !== void 0 && tree === review.tree ? placed(head, tree) : void 0;
	}
	if (verification === void 0 || await repository.resolve(verification.head) === void 0) return void 0;
	const passed = pieces.filter(({ phase }) => verification.passed.some((one) => one.phase === phase.id));
	const { tree } = await joinPieces(passed, verification, workshop);
	return tree === review.tree ? placed(verification.head, tree) : void 0;
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
		lost: ends.flatMap(({ phase, outcome, reason }) => outcome === "done" ? [] : [`${phase} ${outcome} (${reason})`]),
		mended: beingMended(state),
		askable: ports.forge.kind !== "local"
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
export { readWave as a, reviewSteps as c, judgedAgain as d, checkGuards as f, judgedWave as i, standingOf as l, readBack as n, putPlanCheck as o, checkOf as p, endsOf as r, ownSteps as s, hasPassed as t, stillStanding as u };
