import { t as fold } from "./fold.js";
import { t as Fault } from "./fault.js";
import { n as requireMovable } from "./movable.js";
import { n as messageProse } from "./deviations.js";
import { a as phaseSubject, s as plannerNamed, t as commitMessage } from "./trailers.js";
import { n as withoutSecrets } from "./redact.js";
import { r as readPlan } from "./read.js";
import { t as nameOf } from "./person.js";
import { r as joinPieces, t as gatherPieces } from "./wave-work.js";
import { n as branchRef, t as branchOf } from "./where2.js";
import { n as gateOn } from "./gate2.js";
import { a as readWave, c as reviewSteps, i as judgedWave, l as standingOf, n as readBack, o as putPlanCheck, r as endsOf, u as stillStanding } from "./told2.js";
import { f as writeOutcome, u as treeName } from "./outcome-files2.js";
import { r as recordRef, t as appendSteps } from "./record3.js";
import { t as annotationsOf } from "./annotations.js";
import { t as reviewMarkdown } from "./review-markdown2.js";
import { join } from "node:path";
// src/commands/planned-by.ts
/** Who planned: whoever last committed the plan's intent, or whom that commit's trailer names; moving text that no digest covers is no planning. */
async function plannedBy(plan, commit, { git }) {
	const commits = await git.repository.history(commit, plan.path);
	const intent = JSON.stringify(plan.phases.map(({ digest }) => digest));
	let planner = "unknown";
	for (const { id, authorName, authorEmail, message } of commits) {
		const bytes = await git.repository.read(id, plan.path);
		const then = bytes && readPlan(bytes, plan.path).plan;
		if (then === void 0 || JSON.stringify(then.phases.map(({ digest }) => digest)) !== intent) break;
		planner = plannerNamed(message) ?? nameOf({
			name: authorName,
			email: authorEmail
		});
	}
	return planner;
}
// src/commands/publishing/commits.ts
/** What lands: the wave joined again, as commits with trailers, and the steps that the record gets with them. */
/** Joins again, as commits with trailers. Another tree than verify saw, or a head that moved: nothing lands. */
async function landedCommits(wave, decided, before, workshop, ports) {
	const landed = {
		tip: void 0,
		commits: /* @__PURE__ */ new Map()
	};
	const pieces = decided.filter(({ outcome }) => outcome === "done").map(({ piece }) => piece);
	if (pieces.length === 0 || wave.verification === void 0) return landed;
	const head = before ?? wave.schedule.base;
	if (head !== wave.verification.head) throw headMoved(wave.plan.id);
	const joined = await joinPieces(pieces, {
		base: wave.schedule.base,
		head
	}, workshop);
	const seen = wave.verification.passed;
	if (!(joined.tree === wave.verification.tree && seen.length === joined.steps.length) || joined.steps.some(({ tree }, i) => tree !== seen[i]?.tree)) throw new Fault("undecided", "tree-differs", "joined again, the wave gives another tree than verify saw", "Run verify, review and publish again.");
	const planner = await plannedBy(wave.plan, wave.schedule.planCommit, ports);
	let tip = head;
	for (const { piece, tree } of joined.steps) {
		const model = modelOf(piece);
		const leg = wave.schedule.legs.find(({ phase }) => phase === piece.phase.id);
		tip = await workshop.commit({
			tree,
			parents: [tip],
			message: commitMessage({
				subject: phaseSubject(piece.phase, leg?.mends?.length),
				body: messageProse(piece.result?.summary ?? "", piece.result?.deviations ?? []),
				trailers: {
					plan: wave.plan.path,
					digest: piece.phase.digest,
					phase: piece.phase.id,
					plannedBy: planner,
					implementedBy: model,
					approvedBy: leg?.approvedBy ?? []
				}
			}),
			author: {
				name: model,
				email: "noreply@planfile.invalid"
			},
			at: ports.clock.now().toISOString()
		});
		landed.commits.set(piece.phase.id, {
			commit: tip,
			tree
		});
	}
	landed.tip = tip;
	return landed;
}
/**
* The phases stay held: what was built is good, and only joined on what is no longer there. Nothing is joined here, for what lands was
* verified as it is (trust.md T16); a re-run of `verify` takes review and publish with it, and no session is paid for again.
*/
const headMoved = (plan, cause) => new Fault("undecided", "head-moved", `branch ${branchOf(plan)} moved since verify joined the wave`, "Run verify, review and publish again. In a workflow: re-run the job `verify` of this run, which takes the other two with it.", { cause });
/** The model as the endpoint answered; never left out (design.md §3). */
const modelOf = (piece) => piece.result?.usage.find(({ role }) => role === "executor")?.model ?? "unknown model";
/** One end for each phase. */
function endSteps(decided, landed, ports) {
	const at = ports.clock.now().toISOString();
	return decided.map(({ piece, outcome, reason, message, kept }) => {
		const { commit, tree } = landed.commits.get(piece.phase.id) ?? {
			commit: kept ?? null,
			tree: null
		};
		return {
			type: "end",
			key: ports.clock.nonce(),
			at,
			phase: piece.phase.id,
			digest: piece.phase.digest,
			start: piece.start,
			outcome,
			reason,
			message: withoutSecrets(message).slice(0, 2e4),
			commit,
			tree,
			verified: outcome === "done",
			turns: piece.result?.turns ?? 0,
			seconds: piece.result?.seconds ?? 0,
			usage: piece.result?.usage ?? []
		};
	});
}
// src/commands/publishing/endings.ts
async function decideEndings(wave, pieces, ports) {
	const { decisions, state } = await gateOn(wave.plan, wave.schedule, ports);
	const pending = new Set(state.phases.flatMap((track) => track.state === "pending" ? [track.phase] : []));
	const unproved = new Set(state.problems.flatMap((one) => one.code === "done-not-proved" ? [one.phase] : []));
	return togetherOrNot(pieces.map((piece) => {
		const kept = piece.keepable && piece.work ? piece.work.commit : void 0;
		const failed = (reason, message) => ({
			piece,
			outcome: reason === "escalated" ? "blocked" : "failed",
			reason,
			message,
			kept
		});
		if (piece.refusal) return failed(piece.refusal.reason, piece.refusal.message);
		const decision = decisions.find(({ phase }) => phase === piece.phase.id);
		if (decision?.decision !== "approved") return failed("refused", `its approval no longer holds: ${decision?.message ?? "nobody approved it"}`);
		if (unproved.has(piece.phase.id)) return failed("conflict", "what it mends does not stand any more; the work is kept");
		const gone = piece.phase.needs.find((need) => pending.has(need));
		if (gone !== void 0) return failed("conflict", `it builds on ${gone}, which does not stand any more; the work is kept`);
		if (wave.verification === void 0) return failed("cancelled", "the run ended before verify; the work is kept");
		const left = wave.verification.leftOut.find(({ phase }) => phase === piece.phase.id);
		if (left) return failed(left.reason, left.message);
		const passed = wave.verification.passed.find(({ phase }) => phase === piece.phase.id);
		if (passed === void 0 || passed.commit !== piece.work?.commit) return failed("error", "verify did not see this work");
		return {
			piece,
			outcome: "done",
			reason: null,
			message: "",
			kept: void 0
		};
	}), wave);
}
/**
* What verify saw together lands together. Where one of them may not land any more, the others were never seen without it:
* they end as failed, their work is kept, and a person starts them again.
*/
function togetherOrNot(endings, { verification }) {
	const refused = endings.filter(({ piece, outcome }) => outcome !== "done" && verification?.passed.some(({ phase }) => phase === piece.phase.id));
	if (refused.length === 0) return endings;
	const names = refused.map(({ piece }) => piece.phase.id).join(", ");
	return endings.map((one) => one.outcome === "done" ? {
		...one,
		outcome: "failed",
		reason: "error",
		message: `verify saw it together with ${names}, which may not land`,
		kept: one.piece.keepable ? one.piece.work?.commit : void 0
	} : one);
}
// src/commands/publishing/own-starts.ts
/** Taken together: the record holds this start, and it is still running. */
const ownStartGuards = {
	"the record holds the start": ({ leg, nonce, named }) => named?.type === "start" && named.phase === leg.phase && named.digest === leg.digest && named.holder.nonce === nonce ? void 0 : "start-unknown",
	"it has not ended": ({ leg, record }) => record.some(({ step }) => step.type === "end" && step.start === leg.start) ? "start-ended" : void 0
};
/** Throws `refused` faults: start-unknown, start-ended. */
function requireOwnStarts({ plan, nonce, legs }, record, guards = Object.values(ownStartGuards)) {
	for (const leg of legs) {
		const named = record.find(({ step }) => step.key === leg.start)?.step;
		for (const guard of guards) {
			const code = guard({
				leg,
				nonce,
				named,
				record
			});
			if (code === "start-unknown") throw new Fault("refused", code, `the record of ${plan} has no such start of ${leg.phase}`, "Schedule again.");
			if (code === "start-ended") throw new Fault("refused", code, `this start of ${leg.phase} has ended already`, "Nothing to do: planfile status.");
		}
	}
}
// src/commands/publishing/reviewed-first.ts
/**
* A push with the token of an app starts other workflows, which run what a model wrote with all that they may do: with such a token
* nothing is pushed before its review passed (trust.md T22). With a workflow's own token the review decides the check alone.
*/
const pushGuards = { "what starts others lands reviewed": reviewedFirst };
/** Throws `not-reviewed` where the review may still come: the phases stay held, and nothing is lost. */
function reviewedFirst(decided, { review, verification, schedule }) {
	const lands = decided.some(({ outcome }) => outcome === "done");
	const isThis = review?.tree === verification?.tree;
	if (!lands || isThis && review?.verdict === "pass") return decided;
	if (!isThis || review?.verdict !== "block") {
		const why = isThis && review ? review.why : "there is no review of what would land";
		throw new Fault("undecided", "not-reviewed", `this token's pushes start other workflows, so nothing of ${schedule.plan} lands before its review passed: ${why}`, "Re-run the job `review` of this run, or give publish the token of the workflow itself.");
	}
	return decided.map((one) => one.outcome === "done" ? {
		...one,
		outcome: "failed",
		reason: "refused",
		message: `the review blocks, and this token's pushes start other workflows: ${review.why}`,
		kept: one.piece.keepable ? one.piece.work?.commit : void 0
	} : one);
}
// src/commands/publishing/posts.ts
/**
* Everything that publish writes where people look, each on its own: one that fails takes no other with it but the next wave, which
* starts only where all that came before could be said. Each finds what it wrote before, so that whatever was cut off is made up for.
*/
async function postAll(told, ports) {
	const posted = {
		pull: void 0,
		files: [],
		notes: [],
		fault: null
	};
	await attempt("the check", putCheck, posted, told, ports);
	if (ports.forge.kind === "local") return posted;
	const { forgePosts, lastPost } = await import("./forge-posts.js");
	for (const [name, post] of Object.entries(forgePosts)) await attempt(name, post, posted, told, ports);
	if (posted.fault === null) await attempt(lastPost.name, lastPost.post, posted, told, ports);
	return posted;
}
async function attempt(name, post, posted, told, ports) {
	try {
		const { files = [], notes = [], pull } = await post(told, ports);
		posted.files.push(...files);
		posted.notes.push(...notes);
		posted.pull ??= pull;
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		posted.notes.push(`${name}: ${fault.message}. ${fault.fix}`.slice(0, 1e3));
		posted.fault = graver(posted.fault, fault);
	}
}
/** Exit codes of several: the first of 2, 3, 1 (design.md §3). */
function graver(one, other) {
	const rank = ({ exit }) => [
		2,
		3,
		1
	].indexOf(exit);
	return one === null || rank(other) < rank(one) ? other : one;
}
/** On what this wave landed; where nothing did, on the branch as it stands: whoever looks there sees why. */
async function putCheck({ wave: { folder, review }, plan, last, tip, check, reviews }, ports) {
	const { files, forge } = ports;
	const head = last?.commit ?? (forge.kind === "local" ? void 0 : tip);
	if (head === void 0) return {};
	const landed = last !== void 0 && review?.tree === last.tree;
	const where = forge.kind === "local" ? "command" : "comment";
	const markdown = reviewMarkdown({
		plan: plan.id,
		review,
		check,
		sendBack: landed ? where : void 0
	});
	const path = join(folder, "review.md");
	await files.write(path, markdown);
	const annotations = annotationsOf(review);
	await putPlanCheck({
		head,
		...check,
		summary: markdown,
		annotations
	}, {
		plan: plan.id,
		reviews
	}, ports);
	return { files: [path] };
}
// src/commands/publishing/telling.ts
async function tell(wave, pieces, ports) {
	const told = await readBack(wave, ports);
	const posted = await postAll(told, ports);
	const landing = landingOf(told, pieces, {
		record: (await ports.git.repository.record(told.plan.id)).tip,
		pull: posted.pull?.number ?? null,
		notes: posted.notes.map((note) => note.slice(0, 1e3)),
		files: posted.files
	});
	await writeOutcome(ports.files, wave.folder, landing);
	return {
		landing,
		fault: posted.fault
	};
}
function landingOf({ wave, stand, ends, last, tip, check }, pieces, posted) {
	const { schedule } = wave;
	const pending = stand.state.phases.some((track) => track.state === "pending");
	return {
		planfile: 1,
		kind: "landing",
		plan: schedule.plan,
		run: schedule.run,
		attempt: schedule.attempt,
		nonce: schedule.nonce,
		branch: branchOf(schedule.plan),
		head: last?.commit ?? tip ?? null,
		ended: ends.map(({ phase, digest, outcome, reason, message, commit }) => {
			const piece = pieces.find((one) => one.phase.id === phase);
			const isDone = outcome === "done";
			return {
				phase,
				digest,
				outcome,
				reason,
				message,
				commit: isDone ? commit : null,
				kept: isDone ? null : keptPlace(wave, commit, piece)
			};
		}),
		check,
		...posted,
		next: last !== void 0 && check.conclusion === "success" && pending
	};
}
/** Where a person finds work that did not land. */
function keptPlace({ plan, folder }, kept, piece) {
	if (kept !== null) return `${kept} (kept under ${recordRef(plan.id)})`;
	if (piece?.result?.keptTree) return `${treeName(piece.phase.id)} in ${folder} (the tree as it was left: it can become no commit)`.slice(0, 1e3);
	const bundle = piece?.result?.bundle;
	return bundle ? `${bundle} in ${folder} (pushed nowhere: it failed scope, secrets or protection)`.slice(0, 1e3) : null;
}
// src/commands/publish.ts
/**
* publish: what the outcomes are worth. A write job: it calls no model and runs nothing foreign. It asks the gate anew, joins
* the wave again, and lands exactly the tree that verify saw, with the record, in one step. Running it twice changes nothing, but
* that a review which came since is told.
*/
async function publish({ folder }, ports, { push: guards = Object.values(pushGuards), ...judging } = {}) {
	const found = await readWave(folder, ports);
	const { schedule, plan } = found;
	await using workshop = await ports.git.workshop();
	const pieces = await gatherPieces({
		schedule,
		plan,
		folder
	}, workshop, ports);
	const wave = await judgedWave(found, pieces, workshop, ports, judging);
	if ((await endsOf(schedule, ports)).length < schedule.legs.length) await land(wave, {
		pieces,
		guards
	}, workshop, ports);
	else await recordReview(wave, workshop, ports);
	return await tell(await heardNow(wave, found, {
		pieces,
		judging
	}, workshop, ports), pieces, ports);
}
/**
* What people declined on the pull request can be held against the code only where it stands: what blocked before the landing is judged
* once more after it, and the record is told where that comes to something else.
*/
async function heardNow(wave, found, { pieces, judging }, workshop, ports) {
	if (ports.forge.kind === "local" || wave.review?.verdict !== "block") return wave;
	const now = await judgedWave(found, pieces, workshop, ports, judging);
	if (now.review?.verdict === wave.review.verdict) return wave;
	await recordReview(now, workshop, ports);
	return now;
}
/**
* Branch and record move together, or neither does. All of it is decided between reading the record and its compare-and-swap:
* whoever lands meanwhile moves the record too, so no decision outlives what it was made on. Decided before, a branch that
* another run had just moved was judged by the record from before that landing, as a foreign commit that refuses the wave.
*/
async function land(wave, { pieces, guards }, workshop, ports) {
	const append = {
		id: wave.plan.id,
		message: `planfile ${wave.plan.id}: publish`,
		decide: (record) => decideLanding(wave, {
			pieces,
			guards,
			record
		}, workshop, ports)
	};
	try {
		await appendSteps(append, workshop, ports);
	} catch (error) {
		if (error instanceof Fault && error.code === "ref-moved") throw headMoved(wave.plan.id, error);
		throw error;
	}
}
async function decideLanding(wave, { pieces, guards, record }, workshop, ports) {
	const { plan } = wave;
	requireOwnStarts(wave.schedule, record);
	const before = await ports.git.repository.resolve(branchRef(plan.id));
	const endings = await decideEndings(wave, pieces, ports);
	if (ports.forge.kind !== "local") requireVerified(wave, endings);
	const decided = ports.forge.kind !== "local" && await ports.forge.runs.startedByPush() ? guards.reduce((now, guard) => guard(now, wave), endings) : endings;
	const landed = await landedCommits(wave, decided, before, workshop, ports);
	const ends = endSteps(decided, landed, ports);
	const lands = [...landed.commits.keys()];
	const others = lands.length === 0 ? [] : stillStanding(wave.schedule, fold(plan, record).phases);
	const judged = {
		phases: [...lands, ...others.map(({ phase }) => phase)],
		tree: [...landed.commits.values()].at(-1)?.tree
	};
	const moves = landed.tip === void 0 ? [] : [{
		ref: branchRef(plan.id),
		from: before,
		to: landed.tip
	}];
	const keep = [...landed.tip ? [landed.tip] : [], ...decided.flatMap(({ kept }) => kept ?? [])];
	const said = decided.map(({ piece, outcome }) => `${piece.phase.id} ${outcome}`).join(", ");
	if (landed.tip !== void 0) await requireMovable(plan.id, ports);
	return {
		steps: [...ends, ...reviewSteps(wave, judged, record, ports)],
		moves,
		keep,
		message: `planfile ${plan.id}: ${said}`
	};
}
/**
* On a forge a wave that was built and not verified stays held: what was paid for lies in the run's artifacts, and running its failed
* jobs again goes on from there. Where nobody does, the next schedule finds the run over and marks it crashed.
*/
function requireVerified({ verification, plan }, endings) {
	const built = endings.filter(({ piece, reason }) => piece.refusal === void 0 && reason === "cancelled").map(({ piece }) => piece.phase.id);
	if (verification !== void 0 || built.length === 0) return;
	throw new Fault("undecided", "not-verified", `the run of ${plan.id} ended before verify: ${built.join(", ")} ${built.length > 1 ? "are" : "is"} built, and nothing was landed`, "Run the failed jobs of this run again: they go on with what was built.");
}
/** A review that came after the landing: the first one failed, or was cancelled, and somebody made up for it. */
async function recordReview(wave, workshop, ports) {
	await appendSteps({
		id: wave.plan.id,
		message: `planfile ${wave.plan.id}: review`,
		decide: (record) => ({ steps: reviewSteps(wave, standingOf(wave, record), record, ports) })
	}, workshop, ports);
}
export { publish };
