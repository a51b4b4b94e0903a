import { o as planMessage } from "./trailers.js";
import { t as Fault } from "./fault.js";
import { n as draftPullMarkdown, r as draftRefused, t as draftAnswer } from "./draft-markdown2.js";
import { a as pullTitle, n as roomFor, t as pullBody } from "./pull-body.js";
import { t as revisedPhases } from "./revision2.js";
import { n as gateOn, r as lineToPaste } from "./gate2.js";
import { a as plansAt, n as branchRef, r as findPlan, t as branchOf } from "./where2.js";
import { t as checkPlans } from "./check.js";
import { r as readPlan } from "./read.js";
import { f as proposalGuards, n as overreach, o as verifyCommands } from "./texts.js";
import { i as introduction } from "./introduction.js";
import { i as policyOf } from "./policy.js";
import { i as stepsOf, t as appendSteps } from "./record3.js";
import { r as planOfIssue, t as MARKER } from "./request3.js";
import { o as revisionOf, r as intentOf, s as tooManyRevisions } from "./outcome.js";
import { t as requireBranchName } from "./movable.js";
import { d as tryOutcome, o as needOutcome } from "./outcome-files2.js";
import { createHash } from "node:crypto";
// src/commands/drafting/draft-pull.ts
/** undefined: no forge. Where Actions may open none, the fault says how to do it by hand. */
async function openPull({ draft, plan, before, request }, ports) {
	const { pulls, origins } = ports.forge;
	if (ports.forge.kind === "local") return void 0;
	const branch = branchOf(plan.id);
	const open = await pulls.ofBranch(branch);
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	const stand = await gateOn(plan, { policyCommit }, ports);
	const old = open?.body ?? (request.issue === null ? "" : `For #${request.issue}.`);
	const text = draftPullMarkdown({
		draft,
		plan,
		states: new Map(stand.state.phases.map(({ phase, state }) => [phase, state])),
		paste: lineToPaste(plan, stand.decisions),
		changes: before ? revisedPhases(before, plan) : []
	}, roomFor(old, plan.id, ""));
	const body = pullBody(old, {
		plan: plan.id,
		text,
		trailers: ""
	});
	if (open) return open.body === body ? open : await pulls.update(open.number, { body });
	const base = (await origins.repository()).defaultBranch;
	try {
		return await pulls.open({
			branch,
			base,
			title: pullTitle(plan),
			body,
			draft: true
		});
	} catch (error) {
		if (!(error instanceof Fault) || error.code !== "pulls-not-allowed") throw error;
		const byHand = `${error.fix} By hand: ${pulls.linkToOpen(base, branch)}`;
		throw new Fault(error.kind, error.code, error.message, byHand, { cause: error });
	}
}
// src/commands/drafting/publish-facts.ts
/** The document as every plan is read, beside those of the default branch. Throws a `refused` fault where it is no valid plan. */
async function readDrafted({ text, path }, ports) {
	const { repository } = ports.git;
	const trunk = await repository.defaultCommit();
	const reading = readPlan(new TextEncoder().encode(text ?? ""), path ?? "");
	const others = (trunk === void 0 ? [] : await plansAt(repository, trunk)).filter((other) => other.id !== reading.id);
	const [checked] = checkPlans([reading, ...others]);
	if (checked?.plan) return checked.plan;
	const error = checked?.problems.find(({ severity }) => severity === "error");
	throw new Fault("refused", "draft-invalid", `what was drafted is no valid plan${error ? `: ${error.code}: ${error.message}` : ""}`, "Ask again.");
}
async function draftFacts({ draft, request, plan, cwd }, ports) {
	const { repository } = ports.git;
	const trunk = await repository.defaultCommit() ?? null;
	const policy = await policyOf(trunk, ports);
	const steps = stepsOf((await repository.record(request.plan ?? plan.id))?.text);
	const baseKnown = trunk !== null && await repository.isAncestor(draft.base, trunk);
	const shared = {
		draft,
		request,
		plan,
		policy,
		baseKnown
	};
	if (request.plan !== null) {
		const where = await findPlan({
			name: request.plan,
			cwd
		}, ports);
		const { state } = await gateOn(where.plan, { policyCommit: trunk }, ports);
		return {
			...shared,
			before: {
				where,
				phases: state.phases
			},
			revision: revisionOf(steps, where),
			commands: await commandsAt(where.commit, policy.draft.commands, ports),
			placeTaken: false,
			idTaken: void 0,
			planOfIssue: void 0
		};
	}
	const known = [...baseKnown ? [draft.base] : [], ...trunk === null ? [] : [trunk]];
	const there = await Promise.all(known.map((commit) => repository.read(commit, plan.path)));
	return {
		...shared,
		before: void 0,
		revision: 1,
		commands: trunk === null ? [] : await commandsAt(trunk, policy.draft.commands, ports),
		placeTaken: there.some((bytes) => bytes !== void 0),
		idTaken: await whatHas(plan.id, trunk, steps.length > 0, ports),
		planOfIssue: request.issue === null ? void 0 : await planOfIssue(request.issue, trunk, ports)
	};
}
async function commandsAt(base, named, ports) {
	const { manifests } = await introduction({
		base,
		trusted: null,
		documents: []
	}, ports);
	return verifyCommands(manifests ?? [], named);
}
async function whatHas(id, trunk, recorded, { git: { repository } }) {
	if (await repository.resolve(branchRef(id)) !== void 0) return `there is a branch ${branchOf(id)}`;
	if (recorded) return "there is a record of that name";
	return (trunk === null ? [] : await plansAt(repository, trunk)).some((one) => one.id === id) ? "the default branch holds such a plan" : void 0;
}
// src/commands/drafting/publish-guards.ts
const no = (code, message) => ({
	code,
	message
});
/** Asked of every draft, also of one that holds no plan. */
const answerGuards = { "it answers this request": (draft, request) => draft.run === request.run && draft.attempt === request.attempt && draft.nonce === request.nonce ? void 0 : no("draft-of-another", "the draft answers another request") };
const draftGuards = {
	"it is the plan that it says, and that was asked for": ({ draft, request, plan }) => plan.id === draft.plan && plan.id === (request.plan ?? plan.id) ? void 0 : no("draft-of-another", `what was drafted is plan ${plan.id}, and not the one that was asked for`),
	"it lies where it belongs": ({ plan, before }) => {
		const place = before?.where.path ?? `plans/${plan.id}.md`;
		return plan.path === place ? void 0 : no("draft-misplaced", `it would lie at ${plan.path}, not ${place}`);
	},
	"it overwrites nothing": ({ plan, before, placeTaken }) => before === void 0 && placeTaken ? no("draft-misplaced", `${plan.path} is there already`) : void 0,
	"its id is free": ({ plan, before, idTaken }) => before === void 0 && idTaken !== void 0 ? no("id-taken", `the id ${plan.id} is taken: ${idTaken}`) : void 0,
	"it is for a commit of the default branch": ({ draft, before, baseKnown }) => before !== void 0 || baseKnown ? void 0 : no("base-unknown", `${draft.base.slice(0, 9)}, for which it was planned, is not on the default branch`),
	"it names the issue that it comes from": ({ plan, request, before }) => {
		const issue = before ? before.where.plan.issue : request.issue ?? void 0;
		if (plan.issue === issue) return void 0;
		const told = (one) => one === void 0 ? "no issue" : `issue #${one}`;
		return no("other-issue", `it names ${told(plan.issue)}, and comes from ${told(issue)}`);
	},
	"its issue has no plan yet": ({ planOfIssue }) => planOfIssue,
	"the plan is the one that was revised": ({ draft, plan, before }) => before === void 0 || draft.before === intentOf(before.where) ? void 0 : no("plan-moved", `${plan.id} was changed while its revision was drafted`),
	"done and running phases stay as they are": ({ plan, before }) => {
		const moved = before?.phases.find(({ phase, state, digest }) => (state === "done" || state === "running") && !plan.phases.some((one) => one.id === phase && one.digest === digest));
		return moved && no("phase-fixed", `phase ${moved.phase} is ${moved.state}, and the revision changes it`);
	},
	"a planner revises it no more often than it may": ({ plan, revision, policy }) => {
		const why = tooManyRevisions(plan.id, revision, policy);
		return why === void 0 ? void 0 : no("too-many-revisions", why);
	},
	"checks, owners and instructions are left to people": (facts) => ofProposal("checks, owners and instructions are left to people", "draft-unlocks", facts),
	"its commands are those that the repository names": (facts) => ofProposal("verify is what the repository knows", "draft-commands", facts),
	"it asks for no more than the policy allows": ({ plan, policy }) => {
		const [message] = overreach({ plan }, { policy });
		return message === void 0 ? void 0 : no("draft-overreach", message);
	}
};
/** A guard of a proposal (plan/proposal-guards.ts), asked of the phases that a model wrote: what people wrote before stays theirs. */
function ofProposal(name, code, { plan, before, commands }) {
	const known = before?.where.plan.phases ?? [];
	const facts = {
		proposal: { phases: plan.phases.filter((phase) => !known.some((one) => isSame(one, phase))) },
		commands
	};
	const [message] = proposalGuards[name](facts);
	return message === void 0 ? void 0 : no(code, message);
}
/** Its digest also tells what it needs; this is what is said of the phase itself. */
const isSame = (one, other) => one.id === other.id && one.section === other.section && JSON.stringify([one.paths, one.verify]) === JSON.stringify([other.paths, other.verify]);
// src/commands/publish-draft.ts
/**
* publish, of a draft: the plan alone, on its branch, with its record and its pull request. A write job: the document is read anew, and
* drafting/publish-guards.ts decides on what stands now. Who asked and which revision it is come from the request and the record, never
* from the draft (trust.md T5). Running it twice changes nothing.
*/
const publishDraftGuards = {
	answer: answerGuards,
	plan: draftGuards
};
/** Whoever asked is told, also where it is refused; the fault is thrown all the same. */
async function publishDraft({ folder, cwd }, ports, guards = publishDraftGuards) {
	const request = await needOutcome(ports.files, folder, "request");
	try {
		return await published(request, {
			folder,
			cwd
		}, ports, guards);
	} catch (thrown) {
		if (thrown instanceof Fault) await answer(request, draftRefused(thrown), ports).catch(() => void 0);
		throw thrown;
	}
}
async function published(request, { folder, cwd }, ports, guards) {
	const { outcome: said } = await tryOutcome(ports.files, folder, "draft");
	const nothing = {
		draft: said,
		plan: null,
		commit: null,
		pull: null
	};
	if (said === void 0) {
		await answer(request, SILENT, ports);
		return nothing;
	}
	for (const guard of Object.values(guards.answer)) refuseFor(guard(said, request), request);
	const own = {
		...said,
		asked: request.asked,
		issue: request.issue
	};
	if (own.outcome !== "drafted") {
		await answer(request, draftAnswer(own, {
			plan: void 0,
			link: void 0
		}), ports);
		return nothing;
	}
	const plan = await readDrafted(own, ports);
	const landed = await land({
		draft: own,
		request,
		plan,
		cwd
	}, ports, guards);
	const draft = {
		...own,
		revision: landed.revision
	};
	const pull = await openPull({
		draft,
		plan,
		before: landed.before,
		request
	}, ports);
	await answer(request, draftAnswer(draft, {
		plan,
		link: pull && `#${pull.number}`
	}), ports);
	return {
		draft,
		plan: plan.id,
		commit: landed.commit,
		pull: pull?.number ?? null
	};
}
const SILENT = "**Planfile**: no plan came of it: the job that drafts ended without a word. Its run tells more; to try again, comment `/planfile draft`.";
function refuseFor(refusal, { plan }) {
	if (refusal === void 0) return;
	const fix = `To have it drafted anew: /planfile draft${plan === null ? "" : ` ${plan} <what should change>`}`;
	throw new Fault("refused", refusal.code, refusal.message, fix);
}
/** Branch and record move together, from what the guards were asked about: whatever moved meanwhile is decided on anew. */
async function land(drafted, ports, guards) {
	const { draft, plan, request } = drafted;
	const { repository } = ports.git;
	const key = createHash("sha256").update(`draft ${request.nonce}`).digest("hex").slice(0, 32);
	const there = stepsOf((await repository.record(plan.id))?.text).find(({ step }) => step.key === key)?.step;
	if (there?.type === "draft") return {
		...there,
		before: void 0
	};
	await requireBranchName(plan.id, ports);
	await using workshop = await ports.git.workshop();
	let made = {
		commit: "",
		revision: 1,
		before: void 0
	};
	await appendSteps({
		id: plan.id,
		message: `planfile ${plan.id}: draft by ${draft.model ?? "unknown model"}`,
		decide: async () => {
			const facts = await draftFacts(drafted, ports);
			for (const guard of Object.values(guards.plan)) refuseFor(guard(facts), request);
			const { revision, before } = facts;
			const from = before?.where.from === "branch" ? before.where.commit : void 0;
			const commit = await commitPlan(facts, from ?? before?.where.commit ?? draft.base, workshop, ports);
			made = {
				commit,
				revision,
				before: before?.where.plan
			};
			return {
				steps: [stepOf(facts, {
					key,
					commit,
					at: ports.clock.now().toISOString()
				})],
				moves: [{
					ref: branchRef(plan.id),
					from,
					to: commit
				}],
				keep: [commit]
			};
		}
	}, workshop, ports);
	return made;
}
/** What it took is as the draft says, for nobody else knows; less than nothing it cannot say (outcomes/header.ts). */
const stepOf = ({ draft, request, plan, revision }, known) => ({
	type: "draft",
	...known,
	by: {
		name: request.asked.name,
		...request.asked.account === null ? {} : { account: request.asked.account }
	},
	...draft.model === null ? {} : { model: draft.model },
	revision,
	phases: plan.phases.map(({ id, digest }) => ({
		phase: id,
		digest
	})),
	usage: draft.usage
});
async function commitPlan({ draft, plan, before, revision }, parent, workshop, ports) {
	const model = draft.model ?? "unknown model";
	const tree = await workshop.putFile(parent, plan.path, new TextEncoder().encode(draft.text));
	return workshop.commit({
		tree,
		parents: [parent],
		message: planMessage({
			subject: before ? `Revise plan ${plan.id} (${revision})` : `Plan ${plan.id}: ${plan.title}`,
			body: draft.summary,
			plannedBy: model
		}),
		author: {
			name: model,
			email: "noreply@planfile.invalid"
		},
		at: ports.clock.now().toISOString()
	});
}
/** One comment of ours where it was asked, edited when it is asked again. */
async function answer({ issue }, body, { forge }) {
	if (issue !== null && forge.kind !== "local") await forge.remarks.upsert(issue, MARKER, body);
}
export { publishDraft };
