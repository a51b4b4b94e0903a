import { t as Fault } from "./fault.js";
import { t as nameOf } from "./person.js";
import { n as localFolder } from "./wire.js";
import { i as text, n as list } from "./answer2.js";
import { t as modelPorts } from "./steps2.js";
import { join, resolve } from "node:path";
// src/entries/handlers/draft.ts
/** Handler of `draft`: a person asks, at their machine; what comes of it is a file to read, and nothing else. */
const onDraft = async (context) => {
	const { call, wire, cwd, signal } = context;
	const { requireDefaultBranch } = await import("./job.js");
	await requireDefaultBranch(wire);
	const { draft } = await import("./draft.js");
	const { tryOutcome } = await import("./outcome-files.js");
	const { placeDraft } = await import("./place.js");
	const { draftText } = await import("./draft3.js");
	const { revisedPhases, revisionLines } = await import("./revision.js");
	const { readPlan } = await import("./read2.js");
	const { findPlan } = await import("./where.js");
	await using ports = await modelPorts(context);
	const run = `local-draft-${wire.clock.nonce().slice(0, 12)}`;
	const out = text(call, "outcomes");
	const folder = out === void 0 ? join(localFolder(ports.git), "drafts", run) : resolve(cwd, out);
	const request = (await tryOutcome(wire.files, folder, "request")).outcome ?? await requestFrom(context, run, ports);
	const before = request.plan === null ? void 0 : (await findPlan({
		name: request.plan,
		cwd
	}, ports)).plan;
	ports.progress.note(`models are asked at ${ports.model.endpoint}`);
	const { draft: outcome, fault } = await draft({
		request,
		folder,
		cwd,
		context: list(call, "context"),
		signal
	}, ports);
	const plan = outcome.text ? readPlan(new TextEncoder().encode(outcome.text), outcome.path ?? "").plan : void 0;
	const placed = wire.job === void 0 && plan ? await placeDraft({
		draft: outcome,
		out: text(call, "out"),
		cwd
	}, ports) : void 0;
	const changes = before && plan ? revisionLines(revisedPhases(before, plan)) : [];
	const next = placed && plan ? [
		"next: read it; then",
		`  git add ${placed} && git commit -m "Plan ${plan.id}" --trailer "Planned-by: ${outcome.model}"`,
		`  planfile approve ${plan.id}`
	] : outcome.outcome === "questions" ? ["next: answer in the goal, and ask again"] : [];
	return {
		exit: outcome.outcome === "drafted" ? 0 : fault?.exit ?? exitOf(outcome),
		json: {
			folder,
			placed: placed ?? null,
			...outcome
		},
		text: `${draftText({
			draft: outcome,
			plan,
			placed,
			next,
			changes
		}, wire.paint)}\n`,
		markdown: async () => {
			const { draftSummary } = await import("./draft-markdown.js");
			return draftSummary(outcome, plan);
		}
	};
};
/** design.md §3: an answer that nobody wanted is 1, none at all 3. */
const exitOf = ({ outcome, cause }) => outcome === "questions" || cause === "declined" || cause === "budget" ? 1 : 3;
async function requestFrom({ call, cwd, wire }, run, ports) {
	const { requestOf, evidenceFrom, evidenceOfRecord } = await import("./request.js");
	const { stepsOf } = await import("./record2.js");
	const [said = "", ...words] = call.arguments;
	const asked = {
		name: ports.person.identity ? nameOf(ports.person.identity) : "somebody",
		account: null
	};
	const from = list(call, "from");
	const because = [words.join(" "), text(call, "because") ?? ""].filter((why) => why.trim() !== "").join("\n");
	const issue = text(call, "issue");
	if (issue !== void 0) return requestFromIssue(issue, {
		said: [said, ...words].join(" "),
		asked,
		run
	}, {
		wire,
		cwd
	});
	const revises = from.length > 0 || because !== "";
	if (said.trim() === "") {
		if (revises) throw new Fault("usage", "plan-missing", "which plan is to be revised?", `planfile draft <plan> ${WHY}`);
		throw new Fault("usage", "goal-missing", "what is wanted?", "planfile draft \"<goal>\", or --issue <n>.");
	}
	const meant = revises || isId(said) ? await planOf(said, cwd, ports) : void 0;
	if (meant === void 0 && revises) {
		const goal = [said, ...words].join(" ");
		throw new Fault("usage", "plan-not-found", `there is no plan ${JSON.stringify(said)} that could be revised`, `To revise one: planfile draft <plan> ${WHY}; for a new one, its goal alone: planfile draft ${JSON.stringify(goal)}`);
	}
	if (meant === void 0) return requestOf({
		goal: said,
		plan: null,
		asked,
		run
	}, wire);
	const { plan } = meant;
	const evidence = [
		...await evidenceFrom(from, cwd, wire),
		...evidenceOfRecord(plan, stepsOf((await ports.git.repository.record(plan.id))?.text)),
		...because === "" ? [] : [{
			what: `${asked.name} says`,
			text: because
		}]
	];
	if (evidence.length === 0) throw new Fault("usage", "no-reason", `nothing says why ${plan.id} should be revised: no phase stands blocked or failed`, `Say why: planfile draft ${plan.id} ${WHY}`);
	return requestOf({
		goal: `Revise the plan ${plan.id}${because === "" ? "" : `: ${because}`}`,
		plan: plan.id,
		asked,
		evidence,
		run
	}, wire);
}
const WHY = "--because \"<why>\"";
const isId = (name) => /^[a-z][a-z0-9-]{0,47}$/.test(name);
/** In a shell that knows the repository by its variables, or by the clone's remote (as `run --issue` does). */
async function requestFromIssue(issue, { said, asked, run }, { wire, cwd }) {
	if (!/^#?[1-9]\d{0,8}$/.test(issue)) throw new Fault("usage", "issue-invalid", "--issue takes the number of an issue", "For instance --issue 12.");
	const { requestOfIssue } = await import("./issue.js");
	const forge = await wire.github() ?? await wire.cloneForge(cwd);
	return requestOfIssue({
		on: Number(issue.replace("#", "")),
		goal: said,
		asked,
		run,
		before: void 0
	}, {
		...wire,
		forge
	});
}
/** undefined: it names no plan. Nothing is committed yet: then there is none either, and the draft says what is missing. */
async function planOf(name, cwd, ports) {
	const { findPlan } = await import("./where.js");
	try {
		return await findPlan({
			name,
			cwd
		}, ports);
	} catch (fault) {
		if (fault instanceof Fault && (fault.code === "plan-not-found" || fault.code === "no-commits")) return void 0;
		throw fault;
	}
}
export { onDraft };
