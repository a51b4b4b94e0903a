import { t as deviationsIn } from "./deviations.js";
import { r as lineToPaste, u as approversOf } from "./gate2.js";
import { i as parseTrailers, r as formatAllTrailers } from "./trailers.js";
import { n as scopeOf } from "./scope.js";
import { t as addUsage } from "./usage.js";
import { t as Fault } from "./fault.js";
import { a as pullTitle, i as pullMarkdown, n as roomFor, r as sameBody, t as pullBody } from "./pull-body.js";
import { n as withoutSecrets } from "./redact.js";
import { t as inForceOf } from "./policy.js";
import { t as branchOf } from "./where2.js";
// src/commands/publishing/ci.ts
/**
* CI on what landed. A push with a workflow's own token starts none (github.md G3): the workflows that policy names are dispatched, and
* as with any token that starts others, not before the review passed (trust.md T22).
*/
async function startCi(told, { forge }) {
	const { stand, last, tip, check, startsOthers, plan } = told;
	const notes = pushNotes(told);
	const landedHere = last !== void 0 && last.commit === tip;
	if (startsOthers || tip === void 0 || !landedHere || check.conclusion !== "success") return { notes };
	const branch = branchOf(plan.id);
	for (const workflow of stand.policy.ci) {
		if (await forge.runs.dispatched(workflow, { head: tip })) continue;
		await forge.runs.dispatch(workflow, {}, branch);
	}
	return { notes };
}
/** What a push with this token does not do. */
function pushNotes({ stand, last, check, startsOthers }) {
	if (startsOthers || last === void 0) return [];
	const { ci } = stand.policy;
	if (ci.length === 0) return ["this push started no CI: those of GITHUB_TOKEN start no workflows. `ci` in the policy names some to dispatch, or publish gets the token of an app"];
	return check.conclusion === "success" ? [] : [`CI (${ci.join(", ")}) was not started: it waits until the review has passed`];
}
// src/commands/publishing/pull.ts
/** The plan's one pull request: opened with the first landing, refreshed by every wave, a draft until every phase is done. */
async function refreshPull(told, ports) {
	const { plan, tip, last } = told;
	const { pulls, origins } = ports.forge;
	if (tip === void 0) return {};
	const landed = await landedPhases(told, ports.git.repository);
	const facts = factsOf(told, landed);
	const every = await pulls.everyOfBranch(branchOf(plan.id));
	const open = every.find(({ state }) => state === "open");
	const over = every.find(({ head }) => head === tip);
	if (open === void 0 && (over !== void 0 || last === void 0 && every.length > 0)) return { notes: over ? [`pull request #${over.number} is ${over.state}; no other is opened for the same`] : [] };
	const allDone = facts.phases.every(({ state }) => state === "done");
	const before = open?.body ?? "";
	const trailers = formatAllTrailers(landed.flatMap(({ trailers }) => trailers));
	const text = withoutSecrets(pullMarkdown(facts, roomFor(before, plan.id, trailers)));
	const body = text === "" ? before : pullBody(before, {
		plan: plan.id,
		text,
		trailers
	});
	const notes = text === "" ? ["what people wrote fills the pull request: planfile adds nothing to it"] : [];
	if (open === void 0) {
		const base = (await origins.repository()).defaultBranch;
		const pull = await opened({
			branch: branchOf(plan.id),
			base,
			title: pullTitle(plan),
			body,
			draft: !allDone
		}, ports);
		if (pull?.draft === false && !allDone) notes.push("this repository has no drafts: the pull request is open before every phase is done");
		return pull ? {
			pull,
			notes
		} : { notes };
	}
	const change = {
		...sameBody(body, before) ? {} : { body },
		...open.draft && allDone ? { draft: false } : {}
	};
	return {
		pull: Object.keys(change).length > 0 ? await pulls.update(open.number, change) : open,
		notes
	};
}
async function opened(pull, { forge: { pulls } }) {
	try {
		return await pulls.open(pull);
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		if (error.code === "nothing-to-merge") return void 0;
		if (error.code !== "pulls-not-allowed") throw error;
		const { kind, code, message, fix } = error;
		const byHand = `${fix} By hand: ${pulls.linkToOpen(pull.base, pull.branch)}`;
		throw new Fault(kind, code, message, byHand, { cause: error });
	}
}
/** What landed and stands, asked from the commits themselves: outcomes of earlier waves are another run's. */
async function landedPhases({ plan, stand }, repository) {
	const landed = [];
	for (const phase of plan.phases) {
		const track = stand.state.phases.find((one) => one.phase === phase.id);
		if (track?.state !== "done") continue;
		const commits = [];
		const changes = /* @__PURE__ */ new Map();
		for (const { commit: id } of track.landed) {
			const commit = id === null ? void 0 : await repository.commit(id);
			if (commit === void 0) continue;
			commits.push(commit);
			const [parent] = commit.parents;
			for (const change of parent ? await repository.changes(parent, commit.id) : []) changes.set(change.path, change);
		}
		const { unlocked, selfVerified } = scopeOf({
			changes: [...changes.values()],
			paths: phase.paths
		});
		const trailers = commits.flatMap(({ message }) => parseTrailers(message) ?? []);
		landed.push({
			phase,
			track,
			commits,
			trailers,
			unlocked,
			selfVerified
		});
	}
	return landed;
}
function factsOf(told, landed) {
	const { plan, stand, check, starting } = told;
	return {
		plan: plan.id,
		path: plan.path,
		approve: lineToPaste(plan, stand.decisions),
		starting: starting.map(({ id }) => id),
		phases: plan.phases.map((phase) => phaseFacts(phase, stand, landed)),
		check,
		spentUsd: stand.state.spentUsd,
		cost: costOf(stand),
		planner: inForceOf(stand.policy, plan).planner.model,
		notes: told.startsOthers === void 0 ? [] : pushNotes({
			...told,
			startsOthers: told.startsOthers
		})
	};
}
function phaseFacts(phase, { state, decisions }, landed) {
	const track = state.phases.find((one) => one.phase === phase.id);
	const decision = decisions.find((one) => one.phase === phase.id);
	const own = landed.find((one) => one.phase.id === phase.id);
	const wants = track.state === "pending" || track.state === "failed";
	return {
		phase: phase.id,
		title: phase.title,
		needs: phase.needs,
		state: track.state,
		reason: track.reason,
		message: track.message,
		commit: own?.track.end?.commit ?? null,
		kept: track.state === "done" ? null : track.end?.commit ?? null,
		run: track.start?.holder.run ?? null,
		model: own?.trailers.at(-1)?.implementedBy ?? executorOf(track) ?? null,
		approvedBy: own?.trailers.at(-1)?.approvedBy ?? approversOf(decision?.approvals ?? []),
		usd: track.spentUsd,
		deviations: own?.commits.flatMap(({ message }) => deviationsIn(message)) ?? [],
		mended: Math.max(0, track.landed.length - 1),
		unlocked: own?.unlocked ?? [],
		selfVerified: own?.selfVerified ?? [],
		refused: wants && decision !== void 0 && decision.decision !== "approved" ? {
			decision: decision.decision,
			message: decision.message
		} : null
	};
}
const executorOf = ({ end }) => end?.usage.find(({ role }) => role === "executor")?.model;
/** What each phase took over all its attempts, what went into earlier revisions, and the reviews. */
function costOf({ state }) {
	const entryOf = (label, tracks, done = false) => {
		const ends = tracks.flatMap(({ attempts }) => attempts.flatMap(({ end }) => end ?? []));
		return {
			label,
			turns: ends.reduce((sum, { turns }) => sum + turns, 0),
			seconds: ends.reduce((sum, { seconds }) => sum + seconds, 0),
			usage: addUsage(ends.flatMap(({ usage }) => usage)),
			done
		};
	};
	const usage = addUsage(state.reviews.flatMap(({ step }) => step.usage));
	return [
		...state.phases.map((track) => entryOf(track.phase, [track], track.state === "done")),
		entryOf("earlier revisions", state.history),
		{
			label: "reviews",
			turns: usage.reduce((sum, { calls }) => sum + calls, 0),
			seconds: 0,
			usage
		}
	].filter((entry) => entry.usage.length > 0);
}
export { startCi as n, refreshPull as t };
