import { t as Fault } from "./fault.js";
import { n as requireMovable } from "./movable.js";
import { i as commitMessage, s as fold } from "./record.js";
import { n as withoutSecrets } from "./redact.js";
import { r as readPlan } from "./read.js";
import { t as nameOf } from "./person.js";
import { i as scheduledPlan, n as inOrder, r as joinPieces, t as gatherPieces } from "./wave-work.js";
import { n as branchRef, t as branchOf } from "./where.js";
import { n as gateOn } from "./gate2.js";
import { r as restOfUsage, t as verdictOf } from "./verdict.js";
import { i as reviewStanding, s as prove, t as readBranch } from "./branch.js";
import { i as forgeMarkdown, n as codeSpan, r as forgeLine } from "./markdown.js";
import { a as sorted, n as details, o as tally, r as placeOf, s as why, t as CHECK_MARKS } from "./review2.js";
import { t as markdownTable } from "./table.js";
import { n as counted } from "./words.js";
import { a as needOutcome, c as writeOutcome, s as tryOutcome } from "./outcome-files.js";
import { i as stepsOf, r as recordRef, t as appendSteps } from "./record2.js";
import { r as policyOf } from "./policy.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
// src/commands/planned-by.ts
async function plannedBy(plan, commit, { git }) {
	const commits = await git.repository.history(commit, plan.path);
	const intent = JSON.stringify(plan.phases.map(({ digest }) => digest));
	let planner = "unknown";
	for (const { id, authorName, authorEmail } of commits) {
		const bytes = await git.repository.read(id, plan.path);
		const then = bytes && readPlan(bytes, plan.path).plan;
		if (then === void 0 || JSON.stringify(then.phases.map(({ digest }) => digest)) !== intent) break;
		planner = nameOf({
			name: authorName,
			email: authorEmail
		});
	}
	return planner;
}
// src/commands/publishing/commits.ts
/** Joins again, as commits with trailers. Another tree than verify saw, or a head that moved: nothing lands. */
async function landedCommits(wave, decided, before, workshop, ports) {
	const landed = {
		tip: void 0,
		commits: /* @__PURE__ */ new Map()
	};
	const pieces = decided.filter(({ outcome }) => outcome === "done").map(({ piece }) => piece);
	if (pieces.length === 0 || wave.verification === void 0) return landed;
	const head = before ?? wave.schedule.base;
	if (head !== wave.verification.head) throw new Fault("undecided", "head-moved", `branch ${branchOf(wave.plan.id)} moved since verify joined the wave`, "Run verify, review and publish again.");
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
		tip = await workshop.commit({
			tree,
			parents: [tip],
			message: commitMessage({
				subject: `${piece.phase.id}: ${piece.phase.title}`,
				body: piece.result?.summary ?? "",
				trailers: {
					plan: wave.plan.path,
					digest: piece.phase.digest,
					phase: piece.phase.id,
					plannedBy: planner,
					implementedBy: model,
					approvedBy: wave.schedule.legs.find(({ phase }) => phase === piece.phase.id)?.approvedBy ?? []
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
	const { decisions } = await gateOn(wave.plan, wave.schedule, ports);
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
	const count = (severity) => review.findings.filter((finding) => finding.severity === severity).length;
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
// src/report/review-markdown.ts
/** Bytes for either list; both, and all else, stay below the 65,536 characters of a comment (github.md). The outcome has them all. */
const LIST_BYTES = 24e3;
/** Markdown to post. All that a model wrote is text in it (trust.md T20); the whole stays well below GitHub's limit of 65,536. */
function reviewMarkdown({ plan, review, check }) {
	const title = `## ${CHECK_MARKS[check.conclusion]} ${codeSpan(plan)}: ${forgeLine(check.title)}`;
	if (review === void 0) return `${title}\n\nThere is no review.\n`;
	const findings = fitting(sorted(review.findings), findingMarkdown);
	const criteria = fitting(unmetFirst(review.criteria), criterionMarkdown);
	return `${[
		title,
		...why({
			review,
			check
		}).map((text) => forgeLine(text)),
		...review.summary ? [forgeMarkdown(review.summary, 4e3)] : [],
		...findings.kept.length > 0 ? [`### ${tally(review.findings)}`, findings.kept.join("\n")] : [],
		...findings.left > 0 ? [`${counted(findings.left, "more finding")} in the outcome.`] : [],
		...criteria.kept.length > 0 ? ["### Criteria", markdownTable({
			columns: CRITERIA,
			rows: criteria.kept
		})] : [],
		...criteria.left > 0 ? [`${counted(criteria.left, "more criterion", "more criteria")} in the outcome.`] : [],
		`Reviewed: tree ${codeSpan(review.tree.slice(0, 12))}${review.model ? ` by ${codeSpan(review.model)}` : ""}.`
	].join("\n\n")}\n`;
}
function findingMarkdown(finding) {
	const { severity, category, by, claim } = finding;
	const place = finding.path === null ? "" : ` ${codeSpan(placeOf(finding))}`;
	return [`- **${severity}** · ${category}${by === "program" ? " (found by the program)" : ""}${place}: ${forgeLine(claim, 500)}`, ...details(finding).map(([name, text]) => `  - ${name}: ${forgeLine(text, 500)}`)].join("\n");
}
const CRITERIA = [
	{ title: "" },
	{ title: "phase" },
	{ title: "criterion" },
	{ title: "evidence" }
];
function criterionMarkdown({ phase, criterion, text, met, evidence }) {
	return [
		met ? "✓" : "✗ not met",
		codeSpan(phase),
		`${criterion}. ${forgeLine(text, 300)}`,
		forgeLine(evidence, 300)
	];
}
/** As many as fit, from the first on; the marks of the list or table around them are small change. */
function fitting(items, show) {
	const kept = [];
	let bytes = 0;
	for (const item of items) {
		const shown = show(item);
		bytes += new TextEncoder().encode([shown].flat().join(" | ")).length;
		if (bytes > LIST_BYTES) break;
		kept.push(shown);
	}
	return {
		kept,
		left: items.length - kept.length
	};
}
const unmetFirst = (criteria) => criteria.toSorted((a, b) => Number(a.met) - Number(b.met));
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
		review: review && await judgedAgain(review, {
			schedule,
			plan,
			verification
		}, ports)
	};
}
/**
* The verdict is ours: computed again here, once for record and check, from what the reviewer said, what the plan asks and the
* policy. A review outcome can say less than that, never more (trust.md T5).
*/
async function judgedAgain(review, { schedule, plan, verification }, ports) {
	if (review.verdict !== "pass") return review;
	const policy = await policyOf(schedule.policyCommit, ports);
	const landed = (verification?.passed ?? schedule.legs).map(({ phase }) => phase);
	const verdict = verdictOf({
		findings: review.findings,
		criteria: review.criteria,
		expected: plan.phases.filter(({ id }) => landed.includes(id)).map(({ id, criteria }) => ({
			phase: id,
			criteria: criteria.length
		})),
		blocking: policy.review.blocking,
		unread: []
	});
	return {
		...review,
		...verdict
	};
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
// src/commands/publishing/telling.ts
/** What people see of a published wave, read back from the record: the check, the review as text, the landing outcome. */
/** What people see of it: the check, the review as text, the landing outcome. */
async function tell(wave, pieces, ports) {
	const { plan, schedule, folder, review } = wave;
	const ends = await endsOf(schedule, ports);
	const last = inOrder(plan).flatMap(({ id }) => ends.filter(({ phase, outcome }) => phase === id && outcome === "done")).at(-1);
	const stored = await ports.git.repository.record(plan.id);
	const claimed = fold(plan, stepsOf(stored?.text));
	const branch = await readBranch({
		plan,
		state: claimed,
		trustBase: ports.forge.kind === "local"
	}, ports.git);
	const state = prove(claimed, branch.landed);
	const check = checkOf(review, last?.tree ?? void 0, reviewStanding(state));
	const files = [];
	if (last?.commit) {
		const markdown = reviewMarkdown({
			plan: plan.id,
			review,
			check
		});
		const path = join(folder, "review.md");
		await ports.files.write(path, markdown);
		files.push(path);
		await ports.forge.checks.put({
			head: last.commit,
			externalId: `planfile/${plan.id}`,
			name: "planfile review",
			...check,
			summary: markdown,
			annotations: []
		});
	}
	const pending = state.phases.some((track) => track.state === "pending");
	const landing = {
		planfile: 1,
		kind: "landing",
		plan: plan.id,
		run: schedule.run,
		attempt: schedule.attempt,
		nonce: schedule.nonce,
		branch: branchOf(plan.id),
		head: last?.commit ?? await ports.git.repository.resolve(branchRef(plan.id)) ?? null,
		record: stored.tip,
		ended: ends.map(({ phase, digest, outcome, reason, message, commit }) => ({
			phase,
			digest,
			outcome,
			reason,
			message,
			commit: outcome === "done" ? commit : null,
			kept: outcome === "done" ? null : keptPlace(wave, commit, pieces.find((piece) => piece.phase.id === phase))
		})),
		check,
		pull: null,
		files,
		next: check.conclusion === "success" && pending
	};
	await writeOutcome(ports.files, folder, landing);
	return landing;
}
/**
* Green only for a passing review of exactly the tree that landed (github.md G2), and only when what landed before passed its own:
* the check stands on the tip, and speaks for all of it.
*/
function checkOf(review, tree, standing) {
	const open = (title) => ({
		conclusion: "action_required",
		title: title.slice(0, 1e3)
	});
	if (tree === void 0) return open("nothing landed");
	if (review === void 0) return open("not reviewed: there is no review outcome");
	if (review.tree !== tree) return open("not reviewed: the review is of another tree");
	if (review.verdict === "pass" && standing?.verdict === "block") return {
		conclusion: "failure",
		title: `an earlier wave is blocked: ${standing.why}`.slice(0, 1e3)
	};
	if (review.verdict === "pass" && standing?.verdict === "none") return open(`not reviewed: ${standing.why}`);
	if (review.verdict === "pass") return {
		conclusion: "success",
		title: review.why
	};
	if (review.verdict === "block") return {
		conclusion: "failure",
		title: review.why
	};
	return open(`not reviewed: ${review.why}`);
}
/** Where a person finds work that did not land. */
function keptPlace({ plan, folder }, kept, piece) {
	if (kept !== null) return `${kept} (kept under ${recordRef(plan.id)})`;
	const bundle = piece?.result?.bundle;
	return bundle ? `${bundle} in ${folder} (pushed nowhere: it failed scope, secrets or protection)`.slice(0, 1e3) : null;
}
// src/commands/publish.ts
async function publish({ folder }, ports) {
	const wave = await readWave(folder, ports);
	const { schedule, plan } = wave;
	await using workshop = await ports.git.workshop();
	const pieces = await gatherPieces({
		schedule,
		plan,
		folder
	}, workshop, ports);
	if ((await endsOf(schedule, ports)).length < schedule.legs.length) await land(wave, pieces, workshop, ports);
	else await recordReview(wave, workshop, ports);
	return await tell(wave, pieces, ports);
}
/** Branch and record move together, or neither does. */
async function land(wave, pieces, workshop, ports) {
	const { plan } = wave;
	const before = await ports.git.repository.resolve(branchRef(plan.id));
	const decided = await decideEndings(wave, pieces, ports);
	const landed = await landedCommits(wave, decided, before, workshop, ports);
	const ends = endSteps(decided, landed, ports);
	const judged = {
		phases: [...landed.commits.keys()],
		tree: [...landed.commits.values()].at(-1)?.tree
	};
	const moves = landed.tip === void 0 ? [] : [{
		ref: branchRef(plan.id),
		from: before,
		to: landed.tip
	}];
	const keep = [...landed.tip ? [landed.tip] : [], ...decided.flatMap(({ kept }) => kept ?? [])];
	const said = decided.map(({ piece, outcome }) => `${piece.phase.id} ${outcome}`).join(", ");
	await appendSteps({
		id: plan.id,
		message: `planfile ${plan.id}: ${said}`,
		decide: async (record) => {
			if (landed.tip !== void 0) await requireMovable(plan.id, ports);
			requireOwnStarts(wave, record);
			return {
				steps: [...ends, ...reviewSteps(wave, judged, record, ports)],
				moves,
				keep
			};
		}
	}, workshop, ports);
}
/** A review that came after the landing: the first one failed, or was cancelled, and somebody made up for it. */
async function recordReview(wave, workshop, ports) {
	await appendSteps({
		id: wave.plan.id,
		message: `planfile ${wave.plan.id}: review`,
		decide: (record) => ({ steps: reviewSteps(wave, standingOf(wave, record), record, ports) })
	}, workshop, ports);
}
/** The record must hold the starts that this wave claims, still running: otherwise it is somebody else's by now. */
function requireOwnStarts({ schedule, plan }, record) {
	for (const leg of schedule.legs) {
		const start = record.find(({ step }) => step.key === leg.start)?.step;
		if (!(start?.type === "start" && start.phase === leg.phase && start.digest === leg.digest && start.holder.nonce === schedule.nonce)) throw new Fault("refused", "start-unknown", `the record of ${plan.id} has no such start of ${leg.phase}`, "Schedule again.");
		if (record.some(({ step }) => step.type === "end" && step.start === leg.start)) throw new Fault("refused", "start-ended", `this start of ${leg.phase} has ended already`, "Nothing to do: planfile status.");
	}
}
export { publish };
