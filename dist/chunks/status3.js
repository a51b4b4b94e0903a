import { a as reviewStanding, i as planStatus, r as escalatedFixes } from "./status2.js";
import { i as setDigest } from "./digest.js";
import { t as Fault } from "./fault.js";
import { r as isOver, t as decideWave } from "./schedule.js";
import { n as forecastOf } from "./forecast2.js";
import { n as gateOn, r as lineToPaste } from "./gate2.js";
import { a as plansAt, n as branchRef, r as findPlan, t as branchOf } from "./where2.js";
import { n as isPlanPath, t as declaresPlan } from "./read.js";
import { join } from "node:path";
// src/commands/next.ts
/** What a person would do next with a plan: the same rules as `schedule`, asked without starting anything. */
/** One line; null when there is nothing to do, or something is under way. */
function nextStep(plan, stand, { mergeable, gone }) {
	const { state, decisions } = stand;
	const review = reviewStanding(state);
	if (state.phases.every((track) => track.state === "done")) {
		if (review?.verdict === "pass") return mergeable ? `git merge ${branchOf(plan.id)}` : null;
		return review?.verdict === "block" ? lookAtReview(plan, state, review.why) : `planfile run ${plan.id}`;
	}
	const running = state.phases.filter((track) => track.state === "running");
	if (running.some(({ phase }) => !gone.has(phase))) return null;
	if (running.length > 0) return `planfile run ${plan.id}`;
	const would = (phases) => decideWave(plan, stand, {
		phases,
		run: "status",
		attempt: 1
	});
	const wave = would([]);
	if (wave.start.length > 0) return `planfile run ${plan.id}`;
	if (new Set(wave.held.map(({ code }) => code)).has("review-blocks")) return lookAtReview(plan, state, review?.why ?? "");
	const again = state.phases.filter((track) => track.state === "failed").map(({ phase }) => phase).filter((phase) => would([phase]).start.length > 0);
	if (again.length > 0) return `planfile run ${plan.id}${again.map((phase) => ` --phase ${phase}`).join("")}`;
	const blocked = state.phases.find((track) => track.state === "blocked");
	if (blocked) return `planfile draft ${plan.id}, or revise ${plan.path}: ${blocked.phase} found it wrong`;
	return decisions.find(({ decision, code }) => decision !== "approved" && code !== "already-done")?.fix ?? wave.held.find(({ code }) => code !== "already-done")?.message ?? null;
}
function lookAtReview(plan, state, why) {
	const [wrong] = escalatedFixes(state);
	if (wrong) return `planfile draft ${plan.id}, or revise ${plan.path}: the fix of ${wrong.phase} found it wrong (what blocks: ${why})`;
	return `look at what blocks (${why}), then have it mended (planfile run ${plan.id} --fix blocking), undo it on ${branchOf(plan.id)} (git revert), revise the plan, or go on by naming a phase`;
}
// src/commands/uncommitted.ts
/** Plans in the work tree that no commit has: what was just written is what people look for first, and nothing counts of it. */
/** Their paths, sorted by place. A bare repository has none. */
async function uncommitted({ git, files }) {
	const { repository } = git;
	const { root } = repository;
	if (root === void 0) return [];
	const { commit } = await repository.head();
	const inPlans = (await files.list(join(root, "plans"))).map((name) => `plans/${name}`);
	const found = [];
	for (const path of [...await files.list(root), ...inPlans].filter(isPlanPath)) {
		if (commit !== void 0 && await repository.read(commit, path) !== void 0) continue;
		const bytes = await files.readInside(root, join(root, path)).catch(() => void 0);
		if (bytes && declaresPlan(bytes)) found.push(path);
	}
	return found;
}
// src/commands/status.ts
async function status(ask, ports) {
	const report = {
		plans: [],
		unreadable: [],
		uncommitted: []
	};
	if (ask.name !== void 0) {
		const plan = await statusOf(await findPlan({
			name: ask.name,
			cwd: ask.cwd
		}, ports), ports, { estimated: true });
		report.plans.push(plan);
		return report;
	}
	for (const id of await everyId(ports)) try {
		report.plans.push(await statusOf(await findPlan({
			name: id,
			cwd: ask.cwd
		}, ports), ports));
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		report.unreadable.push({
			plan: id,
			code: fault.code,
			message: fault.message,
			fix: fault.fix
		});
	}
	const told = new Set(report.plans.map(({ path }) => path));
	report.uncommitted = (await uncommitted(ports)).filter((path) => !told.has(path));
	return report;
}
async function everyId({ git }) {
	const { repository } = git;
	const head = (await repository.head()).commit;
	const branches = await repository.refs("refs/heads/plan/");
	const ids = new Set([...branches.keys()].map((ref) => ref.slice(16)));
	for (const reading of head === void 0 ? [] : await plansAt(repository, head)) ids.add(reading.plan?.id ?? reading.id ?? reading.path);
	return [...ids].sort();
}
async function statusOf(where, ports, { estimated } = { estimated: false }) {
	const { plan } = where;
	const { repository } = ports.git;
	const policyCommit = await repository.defaultCommit() ?? null;
	const stand = await gateOn(plan, { policyCommit }, ports);
	const gone = await goneRuns(stand, ports);
	const open = stand.state.phases.filter(({ state }) => state !== "done" && state !== "running");
	const coming = {
		plan,
		policy: stand.policy,
		base: where.commit,
		policyCommit,
		phases: open.map(({ phase }) => phase)
	};
	const estimates = estimated && open.length > 0 ? await forecastOf(coming, ports) : [];
	const phases = plan.phases.map((phase) => {
		const track = stand.state.phases.find((one) => one.phase === phase.id);
		const { decision, code, message, fix, waitingFor } = stand.decisions.find((one) => one.phase === phase.id);
		return {
			phase: phase.id,
			title: phase.title,
			digest: phase.digest,
			state: track.state,
			reason: track.reason,
			message: track.holder ? working(track, gone.has(phase.id)) : track.message,
			needs: phase.needs,
			approval: {
				decision,
				code,
				message,
				fix
			},
			waitingFor,
			commit: track.state === "pending" ? null : track.end?.commit ?? null,
			model: track.state === "pending" ? null : track.end?.usage.find(({ role }) => role === "executor")?.model ?? null,
			mended: Math.max(0, track.landed.length - 1),
			usd: track.spentUsd,
			consults: consultsIn(track.end?.usage ?? []),
			estimate: estimates.find((one) => one.phase === phase.id)?.usd ?? null
		};
	});
	const lacking = phases.filter(({ state, approval }) => state !== "done" && approval.decision !== "approved");
	const tip = await repository.resolve(branchRef(plan.id));
	const standing = reviewStanding(stand.state);
	const model = stand.state.reviews.at(-1)?.step.model ?? null;
	return {
		id: plan.id,
		path: where.path,
		title: plan.title,
		branch: branchOf(plan.id),
		status: planStatus(stand.state, new Set(phases.filter(({ approval }) => approval.decision === "approved").map(({ phase }) => phase))),
		notes: where.notes,
		toApprove: lacking.length > 0 ? toApprove(plan, lacking, stand, ports) : null,
		next: nextStep(plan, stand, {
			mergeable: tip !== void 0 && !await isMerged(tip, repository),
			gone
		}),
		review: standing ? {
			...standing,
			model
		} : null,
		spentUsd: stand.state.spentUsd,
		phases,
		problems: [...stand.record.problems, ...stand.state.problems].map(({ message, fix, line }) => ({
			message: `record, line ${line}: ${message}`,
			fix
		}))
	};
}
const consultsIn = (usage) => usage.reduce((sum, { role, calls }) => sum + (role === "advisor" ? calls : 0), 0);
/** Phases that the record has running while their run is over: it was killed, or its machine went away. */
async function goneRuns({ state }, ports) {
	const gone = /* @__PURE__ */ new Set();
	for (const { phase, holder } of state.phases) if (holder && await isOver(holder, void 0, ports)) gone.add(phase);
	return gone;
}
function working({ holder, mending }, gone) {
	if (gone) return `run ${holder?.run} is gone without an end: the next run marks it as crashed`;
	return `run ${holder?.run} ${mending ? "mends what its review found" : "works on it"}`;
}
function toApprove(plan, lacking, { decisions }, { forge }) {
	const all = lacking.length === plan.phases.length;
	const names = lacking.map(({ phase }) => phase);
	const typed = `planfile approve ${plan.id}${all ? "" : names.map((name) => ` --phase ${name}`).join("")}`;
	return {
		set: setDigest(lacking.map(({ phase, digest }) => ({
			id: phase,
			digest
		}))),
		phases: names,
		command: forge.kind === "local" ? typed : lineToPaste(plan, decisions)
	};
}
/** Does the person's branch, or the default one, hold it already? */
async function isMerged(tip, repository) {
	for (const place of [await repository.defaultCommit(), (await repository.head()).commit]) if (place !== void 0 && await repository.isAncestor(tip, place)) return true;
	return false;
}
export { status };
