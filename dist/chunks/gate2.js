import { t as checkLocal } from "./evidence.js";
import { t as fold } from "./fold.js";
import { i as prove, t as readBranch } from "./branch.js";
import { t as parseRecord } from "./record.js";
import { a as reviewStanding, n as criteriaOf, s as spentByRun } from "./status2.js";
import { i as setDigest } from "./digest.js";
import { t as Fault } from "./fault.js";
import { t as contentChanges } from "./changes.js";
import { r as readPlan } from "./read.js";
import { i as policyOf } from "./policy.js";
import { r as findPlan } from "./where2.js";
// src/lifecycle/demand.ts
/** The first that is not met by those whose approval counts, and whether that is sure. */
function unmetBy(approvals, groups) {
	const counting = approvals.filter(({ counts }) => counts === "yes");
	const open = groups.filter((demand) => !counting.some((one) => meets(one, demand)));
	const sure = open.find(({ unknown }) => unknown === void 0);
	if (sure) return {
		demand: sure,
		sure: true
	};
	return open[0] && {
		demand: open[0],
		sure: false
	};
}
const meets = ({ person, by }, { ids, logins }) => ids.some((id) => person === `account ${id}`) || person.startsWith("account ") && logins.some((login) => login.toLowerCase() === by.toLowerCase());
// src/lifecycle/standing.ts
/** undefined: this step says nothing about the phase, or is a revocation. */
function standingOf(one, guards = Object.values(standingGuards)) {
	const { step, line } = one.approval;
	const named = step.phases.filter(({ phase }) => phase === one.phase.id);
	const entry = named.find(({ digest }) => digest === one.phase.digest) ?? named[0];
	if (step.type === "revoke" || entry === void 0) return void 0;
	const objections = guards.flatMap((guard) => guard(one, entry.digest) ?? []);
	const objection = objections.find(({ counts }) => counts === "no") ?? objections[0];
	return {
		key: step.key,
		line,
		by: one.approval.login ?? step.by.name,
		person: personOf(one.approval),
		at: step.at,
		evidence: step.evidence.kind,
		digest: entry.digest,
		...one.approval.follow ? { follow: one.approval.follow } : {},
		...objection ?? {
			counts: "yes",
			code: one.approval.code,
			why: one.approval.why
		}
	};
}
/** In order: the first that says no is the reason, else the first that cannot say. */
const standingGuards = {
	"it names this very digest": ({ phase }, digest) => digest === phase.digest ? void 0 : {
		counts: "no",
		code: "other-digest",
		why: "it names what the phase meant before it was changed"
	},
	"its evidence holds": ({ approval: { verdict, code, why } }) => verdict === "holds" ? void 0 : {
		counts: verdict === "undecided" ? "undecided" : "no",
		code,
		why
	},
	"nothing speaks against it for this phase": ({ approval: { doubts }, phase }) => {
		const doubt = doubts?.[phase.id];
		if (doubt === void 0) return void 0;
		const { verdict, code, why } = doubt;
		return {
			counts: verdict === "undecided" ? "undecided" : "no",
			code,
			why
		};
	},
	"it was not revoked": ({ approval, phase, index, facts }) => {
		const later = facts.approvals.filter((one, at) => isLater(one, at, approval, index) && one.step.type === "revoke" && one.verdict !== "does-not-hold" && one.step.phases.some((entry) => entry.phase === phase.id && entry.digest === phase.digest));
		const sure = later.find(({ verdict }) => verdict === "holds");
		if (sure) return {
			counts: "no",
			code: "revoked",
			why: `${sure.step.by.name} revoked it on ${sure.step.at.slice(0, 10)}`
		};
		const doubt = later[0];
		if (doubt === void 0) return void 0;
		return {
			counts: "undecided",
			code: "revocation-undecided",
			why: `the revocation by ${doubt.step.by.name} could not be checked: ${doubt.why}`
		};
	},
	"it is not spent": ({ approval, track, mending = false }) => {
		const done = track && (mending ? track.undone : lastDone(track));
		return done !== void 0 && (approval.line < done.line || isBefore(approval.givenAt, done.at)) ? {
			counts: "no",
			code: "approval-spent",
			why: "the phase was built and landed by it already"
		} : void 0;
	},
	"its base has not moved under it": ({ approval, phase, facts }) => {
		const changed = approval.changedSince?.[phase.id] ?? [];
		if (changed.length === 0 || facts.policy.approvals.stale === "never") return void 0;
		return {
			counts: "no",
			code: "base-changed",
			why: `these files of its paths changed since: ${changed.slice(0, 5).join(", ")}`
		};
	}
};
/** By the forge's clock where both have one: a line of the record can be typed once more, at its end. */
function isLater(one, at, other, index) {
	if (one.givenAt === void 0 || other.givenAt === void 0) return at > index;
	return Date.parse(one.givenAt) >= Date.parse(other.givenAt);
}
function lastDone({ attempts, doneLine }) {
	const done = attempts.findLast(({ end }) => end?.outcome === "done")?.end;
	return done && {
		at: done.at,
		line: doneLine
	};
}
const isBefore = (givenAt, at) => givenAt !== void 0 && Date.parse(givenAt) <= Date.parse(at);
const personOf = ({ step: { by } }) => by.account === void 0 ? `name ${by.name}` : `account ${by.account}`;
// src/lifecycle/gate.ts
/** One decision for each phase of the plan, in its order. */
function decide(facts, guards = Object.values(gateGuards)) {
	const done = new Set(facts.state.phases.filter(({ state }) => state === "done").map(({ phase }) => phase));
	return facts.plan.phases.map((phase) => {
		const track = facts.state.phases.find((one) => one.phase === phase.id && one.digest === phase.digest);
		const mending = track?.mending || track?.state === "done" && facts.mending?.has(phase.id) || false;
		const approvals = facts.approvals.map((approval, index) => standingOf({
			approval,
			index,
			phase,
			track,
			mending,
			facts
		})).filter((standing) => standing !== void 0);
		const common = {
			phase: phase.id,
			digest: phase.digest,
			approvals,
			waitingFor: phase.needs.filter((need) => !done.has(need))
		};
		const objections = guards.flatMap((guard) => guard({
			phase,
			track,
			mending,
			approvals
		}, facts) ?? []);
		const objection = objections.find(({ decision }) => decision === "refused") ?? objections[0];
		if (objection) return {
			...common,
			...objection
		};
		const by = approversOf(approvals).join(", ");
		return {
			...common,
			decision: "approved",
			code: "approved",
			message: `approved by ${by}`,
			fix: ""
		};
	});
}
/** Exit code of a gate over these decisions (design.md §3). None at all is a failure, never a success. */
function gateExit(decisions) {
	if (decisions.length === 0 || decisions.some(({ decision }) => decision === "refused")) return 1;
	return decisions.some(({ decision }) => decision === "undecided") ? 3 : 0;
}
/** Whose approvals count, each once: what `Approved-by` says. */
function approversOf(approvals) {
	return [...new Map(approvals.filter(({ counts }) => counts === "yes").map((one) => [one.person, one.by])).values()];
}
const gateGuards = {
	"no foreign commit stands on the plan branch": (_, { foreign, policy }) => {
		if (foreign.length === 0 || policy.foreignCommits === "allow") return void 0;
		const shown = foreign.slice(0, 3).map(({ commit, why }) => `${commit.slice(0, 12)} (${why})`);
		const more = foreign.length > 3 ? ` and ${foreign.length - 3} more` : "";
		return {
			decision: "refused",
			code: "foreign-commits",
			message: `the plan branch holds commits that planfile did not land: ${shown.join(", ")}${more}`,
			fix: "Revert them, or bring their change to the default branch; `foreignCommits: allow` in the policy lets them stand."
		};
	},
	"what is done does not run again": ({ phase, track, mending }, { plan }) => track?.state === "done" && !mending ? {
		decision: "refused",
		code: "already-done",
		message: `${phase.id} is done at this digest, and its approval is spent`,
		fix: `To build ${phase.id} again, undo it first: planfile reset ${plan.id} ${phase.id} --reason "…"`
	} : void 0,
	"enough approvals count": ({ phase, approvals }, { policy, demands, howToApprove }) => {
		const people = peopleIn(approvals, "yes");
		const needed = isLocal(approvals) ? 1 : Math.max(policy.approvals.count, demands?.get(phase.id)?.count ?? 1);
		if (people.size >= needed) return void 0;
		const doubts = approvals.filter(({ counts }) => counts === "undecided");
		if ((/* @__PURE__ */ new Set([...people, ...peopleIn(doubts, "undecided")])).size >= needed) {
			const { by, code, why } = doubts.at(-1);
			return {
				decision: "undecided",
				code,
				message: `the approval by ${by} could not be checked: ${why}`,
				fix: "Ask again when it can be asked, or approve anew."
			};
		}
		return {
			decision: "refused",
			...missing(phase, approvals, people.size, needed),
			fix: howToApprove
		};
	},
	"everybody who must agree is among them": ({ phase, approvals }, { demands, howToApprove }) => {
		const groups = demands?.get(phase.id)?.groups ?? [];
		const unmet = isLocal(approvals) ? void 0 : unmetBy(approvals, groups);
		if (unmet === void 0) return void 0;
		const { what, unknown } = unmet.demand;
		if (unmet.sure) return {
			decision: "refused",
			code: "owner-missing",
			message: `${phase.id} needs the approval of ${what}`,
			fix: howToApprove
		};
		return {
			decision: "undecided",
			code: "owner-undecided",
			message: `${phase.id} needs the approval of ${what}, and ${unknown}`,
			fix: "Give the job the token of an app that sees teams (members: read), or name people."
		};
	}
};
/** T8 and T9 do not apply to a local approval: it allows only this machine's run (T11). */
const isLocal = (approvals) => approvals.some(({ counts, evidence }) => counts === "yes" && evidence === "local");
/** Says the nearest reason: what was given and no longer counts tells people more than that nothing counts. */
function missing(phase, approvals, have, needed) {
	if (have > 0) return {
		code: "too-few-approvals",
		message: `${phase.id} has ${have} of ${needed} approvals`
	};
	const own = approvals.findLast(({ code }) => code !== "other-digest");
	if (own) return {
		code: own.code,
		message: `the approval by ${own.by} does not count: ${own.why}`
	};
	const lapsed = approvals.at(-1);
	if (lapsed === void 0) return {
		code: "not-approved",
		message: `${phase.id} is not approved`
	};
	const what = phase.needs.length > 0 ? `${phase.id}, or what it builds on,` : phase.id;
	return {
		code: "approval-lapsed",
		message: `${lapsed.by} approved ${phase.id} as ${lapsed.digest.slice(0, 12)} on ${lapsed.at.slice(0, 10)}; ${what} changed since, and is now ${phase.digest.slice(0, 12)}`
	};
}
const peopleIn = (approvals, counts) => new Set(approvals.filter((one) => one.counts === counts).map(({ person }) => person));
// src/lifecycle/wave-guards.ts
/** In order: the first that objects is the reason. */
const waveGuards = {
	"it is not done": ({ phase, track }, _, { mending }) => track?.state === "done" && !mending?.has(phase.id) ? {
		code: "already-done",
		message: "done at this digest"
	} : void 0,
	"nobody works on it": ({ track }) => track?.state === "running" ? {
		code: "already-running",
		message: `run ${track.holder?.run} works on it`
	} : void 0,
	"nothing of it stands by halves": ({ track }) => track !== void 0 && track.remains.length > 0 ? {
		code: "half-undone",
		message: `${track.message}: built on that, it would be judged without it`
	} : void 0,
	"a fix is the word of a person": ({ phase }, _, { mending, by }) => mending?.has(phase.id) && by !== "person" ? {
		code: "not-a-person",
		message: "findings are sent back by a person, never by a wave"
	} : void 0,
	"nobody works on the plan that is mended": ({ phase }, state, { mending }) => {
		const other = mending?.has(phase.id) && state.phases.find((one) => one.state === "running");
		return other ? {
			code: "plan-at-work",
			message: `run ${other.holder?.run} works on ${other.phase}: what a fix lands is judged together with all that stands`
		} : void 0;
	},
	"what is mended has landed": ({ phase, track }, _, { mending }) => track?.state !== "done" && mending?.has(phase.id) ? {
		code: "not-done",
		message: `only what has landed can be mended, and it is ${track?.state}`
	} : void 0,
	"it is mended at most twice": ({ phase, track }, _, { mending }) => track !== void 0 && track.fixes >= 2 && mending?.has(phase.id) ? {
		code: "too-many-fixes",
		message: `it was mended ${track.fixes} times already: what is wrong now is the plan's to say`
	} : void 0,
	"it is not blocked": ({ track }) => track?.state === "blocked" ? {
		code: "blocked",
		message: "the executor found the plan wrong: revise the plan, or reset the phase with a reason"
	} : void 0,
	"what failed starts again by a person who names it": ({ phase, track, isNamed }, _, { by, takenOver }) => track?.state === "failed" && !(by === "person" && isNamed) && !takenOver?.has(phase.id) ? {
		code: "failed",
		message: `it failed (${track.reason}): a person starts it again by its name`
	} : void 0,
	"one run starts a digest once": ({ track }, _, { run }) => track?.attempts.some(({ start: { holder } }) => holder.run === run.run && holder.attempt === run.attempt) ? {
		code: "started-by-this-run",
		message: "this run has started it already"
	} : void 0,
	"its attempts are not used up": ({ track }, _, { attempts }) => track !== void 0 && track.attempts.length >= attempts ? {
		code: "attempts-used-up",
		message: `it was started ${track.attempts.length} times, the policy allows ${attempts}`
	} : void 0,
	"no cap is reached": (_, __, { capped }) => capped,
	"the plan has money left": (_, { spentUsd }, { planUsd }) => planUsd !== void 0 && spentUsd >= planUsd ? {
		code: "budget-used-up",
		message: `the plan took ${spentUsd.toFixed(2)} of its ${planUsd} usd`
	} : void 0,
	"the run has money left": (_, state, { run: { run }, runUsd }) => {
		const spent = spentByRun(state, run);
		return runUsd !== void 0 && spent >= runUsd ? {
			code: "budget-used-up",
			message: `this run took ${spent.toFixed(2)} of its ${runUsd} usd`
		} : void 0;
	},
	"what is mended has money left": ({ phase, track }, _, { mending, phaseUsd }) => {
		const most = phaseUsd?.get(phase.id);
		return mending?.has(phase.id) && most !== void 0 && track !== void 0 && track.spentUsd >= most ? {
			code: "budget-used-up",
			message: `the phase took ${track.spentUsd.toFixed(2)} of its ${most} usd: there is nothing left to mend it with`
		} : void 0;
	},
	"its needs are done": ({ phase }, state) => {
		const open = state.phases.filter((one) => phase.needs.includes(one.phase) && one.state !== "done");
		const list = open.map((one) => `${one.phase} (${one.state})`).join(", ");
		return open.length > 0 ? {
			code: "waiting-for-needs",
			message: `waits for ${list}`
		} : void 0;
	},
	"no review of what is done blocks": ({ isNamed }, state) => {
		const standing = reviewStanding(state);
		return standing?.verdict === "block" && !isNamed ? {
			code: "review-blocks",
			message: `the review blocks: ${standing.why}`
		} : void 0;
	},
	"the gate lets it run": ({ decision }) => {
		if (decision === void 0) return {
			code: "not-decided",
			message: "the gate has not decided about it"
		};
		return decision.decision === "approved" ? void 0 : {
			code: decision.code,
			message: decision.message
		};
	},
	"what it builds on was judged right": ({ phase }, state, { deciding }) => {
		const open = phase.needs.filter((need) => deciding?.has(need) && criteriaOf(state, need) !== "met");
		return open.length > 0 ? {
			code: "waiting-for-judgement",
			message: `waits until a review judged the criteria of ${open.join(", ")} met`
		} : void 0;
	}
};
/** The phases of these names, in the plan's order; without names all of them. An unknown name is a failure, not an empty match. */
function namedPhases(plan, wanted) {
	const known = plan.phases.map(({ id }) => id);
	const unknown = (wanted ?? []).filter((name) => !known.includes(name));
	if (unknown.length > 0) return {
		ok: false,
		refusal: {
			code: "unknown-phase",
			message: `the plan has no phase ${unknown.join(", ")}`,
			fix: `Its phases are ${known.join(", ")}.`
		}
	};
	const named = wanted !== void 0 && wanted.length > 0;
	const phases = plan.phases.filter(({ id }) => !named || wanted.includes(id));
	if (phases.length > 0) return {
		ok: true,
		phases
	};
	return {
		ok: false,
		refusal: {
			code: "no-phase",
			message: "the plan has no phases",
			fix: "Add one."
		}
	};
}
function wave(plan, state, decisions, wanted, options, guards = Object.values(waveGuards)) {
	const named = namedPhases(plan, wanted);
	if (!named.ok) return named;
	const held = [];
	const ready = named.phases.filter((phase) => {
		const track = state.phases.find((one) => one.phase === phase.id && one.digest === phase.digest);
		const decision = decisions.find((one) => one.phase === phase.id && one.digest === phase.digest);
		const isNamed = (wanted?.includes(phase.id) || options.again?.has(phase.id)) ?? false;
		for (const guard of guards) {
			const reason = guard({
				phase,
				track,
				decision,
				isNamed
			}, state, options);
			if (reason === void 0) continue;
			held.push({
				phase: phase.id,
				...reason
			});
			return false;
		}
		return true;
	});
	const rank = chains(plan);
	const ordered = ready.toSorted((a, b) => rank.get(b.id) - rank.get(a.id));
	const most = Math.min(options.most ?? 32, 32);
	const message = `a wave has at most ${most} phases: it starts with the next`;
	held.push(...ordered.slice(most).map(({ id }) => ({
		phase: id,
		code: "wave-full",
		message
	})));
	return {
		ok: true,
		wave: {
			start: ordered.slice(0, most),
			held
		}
	};
}
/** Endings that decided nothing about the work: whoever says `run` again means these too. */
const CUT_OFF = /* @__PURE__ */ new Set([
	"crashed",
	"cancelled",
	"error"
]);
/**
* Does a plain `run` start the phase again? Where it was cut off, yes; but not a third time against the same wall: once two
* attempts in a row were paid for and ended in an error, a person names the phase.
*/
function meansAgain({ reason, attempts }) {
	const wall = attempts.slice(-2).filter(({ end }) => end?.reason === "error" && end.usage.length > 0);
	return CUT_OFF.has(reason ?? "") && wall.length < 2;
}
/** Cut off in an earlier attempt of this run, which is over: GitHub runs a run again only then (github.md G12). */
const cutOffBefore = ({ state, reason, start }, { run, attempt }) => state === "failed" && CUT_OFF.has(reason ?? "") && start?.holder.run === run && start.holder.attempt < attempt;
const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|txt)$/i;
/** A phase decides when the planner's model executes it and all that it may change are documents (design.md §4). */
function decides(phase, models) {
	return models.executor === models.planner && phase.paths.length > 0 && phase.paths.every((path) => DOCUMENT.test(path));
}
/** How many phases wait behind each, one after the other. */
function chains(plan) {
	const lengths = /* @__PURE__ */ new Map();
	const lengthOf = (id) => {
		const known = lengths.get(id);
		if (known !== void 0) return known;
		lengths.set(id, 0);
		const behind = plan.phases.filter(({ needs }) => needs.includes(id)).map((next) => 1 + lengthOf(next.id));
		const length = Math.max(0, ...behind);
		lengths.set(id, length);
		return length;
	};
	for (const { id } of plan.phases) lengthOf(id);
	return lengths;
}
// src/commands/lapsed.ts
/** Revisions that are looked through; a plan that was changed more often is told of without the difference. */
const MOST_REVISIONS = 200;
/** By phase, for those whose approval lapsed; a phase whose approved text is in no revision is left out. */
async function lapsedChanges({ plan, path, commit }, decisions, { git }) {
	const wanted = new Map(decisions.flatMap(({ phase, code, approvals }) => {
		const last = approvals.findLast(({ code }) => code === "other-digest");
		return code === "approval-lapsed" && last ? [[phase, last.digest]] : [];
	}));
	const changes = /* @__PURE__ */ new Map();
	if (wanted.size === 0) return changes;
	for (const { id } of (await git.repository.history(commit, path)).slice(0, MOST_REVISIONS)) {
		const bytes = await git.repository.read(id, path);
		const then = (bytes && readPlan(bytes, path).plan?.phases) ?? [];
		for (const phase of plan.phases) {
			const approved = approvedText(then, phase.id, wanted.get(phase.id));
			if (approved !== void 0 && !changes.has(phase.id)) changes.set(phase.id, contentChanges(approved, phase.text));
		}
		if (changes.size === wanted.size) break;
	}
	return changes;
}
const approvedText = (phases, id, digest) => phases.find((phase) => phase.id === id && phase.digest === digest)?.text;
// src/commands/gate.ts
/** gate: each phase's decision and why. Gathers the facts; lifecycle/gate.ts decides. */
/**
* Everything is read anew at each call: a decision is never older than the act that rests on it (trust.md T4). `coming` are
* steps that the caller is about to append.
*/
async function gateOn(plan, { policyCommit, mending }, ports, coming = [], guards) {
	const { repository } = ports.git;
	const policy = await policyOf(policyCommit, ports);
	const { record, state, foreign } = await recordAndBranch(plan, coming, ports);
	const local = {
		seal: ports.seal,
		plan: plan.id,
		repository: repository.gitDir,
		ci: ports.person.ci,
		now: ports.clock.now(),
		days: policy.approvals.days
	};
	const onForge = await askForge({
		plan,
		state,
		policy,
		local
	}, ports, guards);
	const approvals = onForge?.approvals ?? state.approvals.map((approval) => checkLocal(approval, local));
	const decideWith = (howToApprove) => decide({
		plan,
		state,
		approvals,
		policy,
		foreign,
		mending,
		demands: onForge?.demands,
		howToApprove
	});
	let decisions = decideWith(`planfile approve ${plan.id}`);
	if (onForge) decisions = decideWith(lineToPaste(plan, decisions));
	return {
		policy,
		record,
		state,
		decisions,
		approvals,
		foreign,
		collected: onForge?.collected ?? []
	};
}
/** How often a record is read again that moved while the branch was read. */
const MAX_READINGS = 5;
/**
* Record and branch move together, but they are read one after the other. What does not fit is believed only of a record that
* has not moved since: a landing in between would look like a commit that nobody recorded.
*/
async function recordAndBranch(plan, coming, ports) {
	const { repository } = ports.git;
	const trustBase = ports.forge.kind === "local";
	let stored = await repository.record(plan.id);
	for (let reading = 1;; reading += 1) {
		const record = parseRecord(stored?.text ?? "");
		const last = record.steps.at(-1)?.line ?? 0;
		const claimed = fold(plan, [...record.steps, ...coming.map((step, i) => ({
			step,
			line: last + 1 + i
		}))]);
		const { landed, foreign } = await readBranch({
			plan,
			state: claimed,
			trustBase
		}, ports.git);
		const state = prove(claimed, landed);
		if (foreign.length === 0 && state.problems.length === claimed.problems.length || reading === MAX_READINGS) return {
			record,
			state,
			foreign
		};
		const now = await repository.record(plan.id);
		if (now?.tip === stored?.tip) return {
			record,
			state,
			foreign
		};
		stored = now;
	}
}
/** Where nobody can be asked there is only local evidence; what talks to a forge is not even loaded. */
async function askForge(asked, ports, guards) {
	if (ports.forge.kind === "local") return void 0;
	const { forgeEvidence } = await import("./evidence2.js");
	const { demandsFor } = await import("./demands.js");
	const evidence = await forgeEvidence(asked, ports, guards);
	const ownersCommit = await ports.git.repository.defaultCommit() ?? null;
	const given = {
		policy: asked.policy,
		ownersCommit,
		owner: evidence.owner
	};
	return {
		...evidence,
		demands: await demandsFor(asked.plan, given, ports)
	};
}
/** What a person comments to give all that is missing. */
function lineToPaste(plan, decisions) {
	const lacking = plan.phases.filter(({ id }) => decisions.some(({ phase, decision, code }) => phase === id && decision !== "approved" && code !== "already-done"));
	const digest = setDigest(lacking.length > 0 ? lacking : plan.phases).slice(0, 32);
	return `/planfile approve ${plan.id} ${digest}`;
}
async function gate(ask, ports, guards) {
	const where = await findPlan(ask, ports);
	const policyCommit = await ports.git.repository.defaultCommit() ?? null;
	const named = requireNamed(where.plan, ask.phases);
	const { decisions } = await gateOn(where.plan, { policyCommit }, ports, [], guards);
	const asked = decisions.filter(({ phase }) => named.some(({ id }) => id === phase));
	const open = asked.filter(({ code }) => code !== "already-done");
	const exit = asked.length > 0 && open.length === 0 ? 0 : gateExit(open);
	return {
		where,
		set: setDigest(named),
		decisions: asked,
		lapsed: await lapsedChanges(where, asked, ports),
		exit
	};
}
/** The phases of these names; unknown names are a fault, not an empty match. */
function requireNamed(plan, names) {
	const named = namedPhases(plan, names);
	if (named.ok) return named.phases;
	throw new Fault("usage", named.refusal.code, named.refusal.message, named.refusal.fix);
}
export { requireNamed as a, meansAgain as c, recordAndBranch as i, wave as l, gateOn as n, cutOffBefore as o, lineToPaste as r, decides as s, gate as t, approversOf as u };
