import { t as checkLocal } from "./evidence.js";
import { s as fold, t as parseRecord } from "./record.js";
import { a as spentByRun, i as reviewStanding, n as criteriaOf, s as prove, t as readBranch } from "./branch.js";
import { i as setDigest } from "./digest.js";
import { t as Fault } from "./fault.js";
import { t as toldFrom } from "./told.js";
import { r as readPlan } from "./read.js";
import { r as policyOf } from "./policy.js";
import { r as findPlan } from "./where.js";
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
	"it is not spent": ({ approval, track }) => track !== void 0 && (approval.line < track.doneLine || isBefore(approval.givenAt, track)) ? {
		counts: "no",
		code: "approval-spent",
		why: "the phase was built and landed by it already"
	} : void 0,
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
/** Given before the phase was last done. */
function isBefore(givenAt, { attempts }) {
	const done = attempts.findLast(({ end }) => end?.outcome === "done")?.end;
	return givenAt !== void 0 && done !== void 0 && Date.parse(givenAt) <= Date.parse(done.at);
}
const personOf = ({ step: { by } }) => by.account === void 0 ? `name ${by.name}` : `account ${by.account}`;
// src/lifecycle/gate.ts
/** One decision for each phase of the plan, in its order. */
function decide(facts, guards = Object.values(gateGuards)) {
	const done = new Set(facts.state.phases.filter(({ state }) => state === "done").map(({ phase }) => phase));
	return facts.plan.phases.map((phase) => {
		const track = facts.state.phases.find((one) => one.phase === phase.id && one.digest === phase.digest);
		const approvals = facts.approvals.map((approval, index) => standingOf({
			approval,
			index,
			phase,
			track,
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
	"what is done does not run again": ({ phase, track }) => track?.state === "done" ? {
		decision: "refused",
		code: "already-done",
		message: `${phase.id} is done at this digest, and its approval is spent`,
		fix: `To build ${phase.id} again, undo it first: git revert its commit on the branch of the plan.`
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
/** In order: the first that objects is the reason. */
const waveGuards = {
	"it is not done": ({ track }) => track?.state === "done" ? {
		code: "already-done",
		message: "done at this digest"
	} : void 0,
	"nobody works on it": ({ track }) => track?.state === "running" ? {
		code: "already-running",
		message: `run ${track.holder?.run} works on it`
	} : void 0,
	"it is not blocked": ({ track }) => track?.state === "blocked" ? {
		code: "blocked",
		message: "the executor found the plan wrong: revise the plan, or reset the phase with a reason"
	} : void 0,
	"what failed starts again by a person who names it": ({ track, isNamed }, _, { by }) => track?.state === "failed" && !(by === "person" && isNamed) ? {
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
// node_modules/diff/libesm/diff/base.js
var Diff = class {
	diff(oldStr, newStr, options = {}) {
		let callback;
		if (typeof options === "function") {
			callback = options;
			options = {};
		} else if ("callback" in options) callback = options.callback;
		const oldString = this.castInput(oldStr, options);
		const newString = this.castInput(newStr, options);
		const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
		const newTokens = this.removeEmpty(this.tokenize(newString, options));
		return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
	}
	diffWithOptionsObj(oldTokens, newTokens, options, callback) {
		var _a;
		const done = (value) => {
			value = this.postProcess(value, options);
			if (callback) {
				setTimeout(function() {
					callback(value);
				}, 0);
				return;
			} else return value;
		};
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let editLength = 1;
		let maxEditLength = newLen + oldLen;
		if (options.maxEditLength != null) maxEditLength = Math.min(maxEditLength, options.maxEditLength);
		const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
		const abortAfterTimestamp = Date.now() + maxExecutionTime;
		const bestPath = [{
			oldPos: -1,
			lastComponent: void 0
		}];
		let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
		if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
		let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
		const execEditLength = () => {
			for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
				let basePath;
				const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
				if (removePath) bestPath[diagonalPath - 1] = void 0;
				let canAdd = false;
				if (addPath) {
					const addPathNewPos = addPath.oldPos - diagonalPath;
					canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
				}
				const canRemove = removePath && removePath.oldPos + 1 < oldLen;
				if (!canAdd && !canRemove) {
					bestPath[diagonalPath] = void 0;
					continue;
				}
				if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) basePath = this.addToPath(addPath, true, false, 0, options);
				else basePath = this.addToPath(removePath, false, true, 1, options);
				newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
				if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
				else {
					bestPath[diagonalPath] = basePath;
					if (basePath.oldPos + 1 >= oldLen) maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
					if (newPos + 1 >= newLen) minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
				}
			}
			editLength++;
		};
		if (callback) (function exec() {
			setTimeout(function() {
				if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) return callback(void 0);
				if (!execEditLength()) exec();
			}, 0);
		})();
		else while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
			const ret = execEditLength();
			if (ret) return ret;
		}
	}
	addToPath(path, added, removed, oldPosInc, options) {
		const last = path.lastComponent;
		if (last && !options.oneChangePerToken && last.added === added && last.removed === removed) return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: last.count + 1,
				added,
				removed,
				previousComponent: last.previousComponent
			}
		};
		else return {
			oldPos: path.oldPos + oldPosInc,
			lastComponent: {
				count: 1,
				added,
				removed,
				previousComponent: last
			}
		};
	}
	extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
		const newLen = newTokens.length, oldLen = oldTokens.length;
		let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
		while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
			newPos++;
			oldPos++;
			commonCount++;
			if (options.oneChangePerToken) basePath.lastComponent = {
				count: 1,
				previousComponent: basePath.lastComponent,
				added: false,
				removed: false
			};
		}
		if (commonCount && !options.oneChangePerToken) basePath.lastComponent = {
			count: commonCount,
			previousComponent: basePath.lastComponent,
			added: false,
			removed: false
		};
		basePath.oldPos = oldPos;
		return newPos;
	}
	equals(left, right, options) {
		if (options.comparator) return options.comparator(left, right);
		else return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
	}
	removeEmpty(array) {
		const ret = [];
		for (let i = 0; i < array.length; i++) if (array[i]) ret.push(array[i]);
		return ret;
	}
	castInput(value, options) {
		return value;
	}
	tokenize(value, options) {
		return Array.from(value);
	}
	join(chars) {
		return chars.join("");
	}
	postProcess(changeObjects, options) {
		return changeObjects;
	}
	get useLongestToken() {
		return false;
	}
	buildValues(lastComponent, newTokens, oldTokens) {
		const components = [];
		let nextComponent;
		while (lastComponent) {
			components.push(lastComponent);
			nextComponent = lastComponent.previousComponent;
			delete lastComponent.previousComponent;
			lastComponent = nextComponent;
		}
		components.reverse();
		const componentLen = components.length;
		let componentPos = 0, newPos = 0, oldPos = 0;
		for (; componentPos < componentLen; componentPos++) {
			const component = components[componentPos];
			if (!component.removed) {
				if (!component.added && this.useLongestToken) {
					let value = newTokens.slice(newPos, newPos + component.count);
					value = value.map(function(value, i) {
						const oldValue = oldTokens[oldPos + i];
						return oldValue.length > value.length ? oldValue : value;
					});
					component.value = this.join(value);
				} else component.value = this.join(newTokens.slice(newPos, newPos + component.count));
				newPos += component.count;
				if (!component.added) oldPos += component.count;
			} else {
				component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
				oldPos += component.count;
			}
		}
		return components;
	}
};
// node_modules/diff/libesm/diff/character.js
var CharacterDiff = class extends Diff {};
new CharacterDiff();
// node_modules/diff/libesm/util/string.js
function longestCommonPrefix(str1, str2) {
	let i = 0;
	for (; i < str1.length && i < str2.length; i++) if (str1[i] != str2[i]) return str1.slice(0, i);
	return str1.slice(0, i);
}
function longestCommonSuffix(str1, str2) {
	let i;
	if (!str1 || !str2 || str1[str1.length - 1] != str2[str2.length - 1]) return "";
	for (i = 0; i < str1.length && i < str2.length; i++) if (str1[str1.length - (i + 1)] != str2[str2.length - (i + 1)]) return str1.slice(-i);
	return str1.slice(-i);
}
function replacePrefix(string, oldPrefix, newPrefix) {
	if (string.slice(0, oldPrefix.length) != oldPrefix) throw Error(`string ${JSON.stringify(string)} doesn't start with prefix ${JSON.stringify(oldPrefix)}; this is a bug`);
	return newPrefix + string.slice(oldPrefix.length);
}
function replaceSuffix(string, oldSuffix, newSuffix) {
	if (!oldSuffix) return string + newSuffix;
	if (string.slice(-oldSuffix.length) != oldSuffix) throw Error(`string ${JSON.stringify(string)} doesn't end with suffix ${JSON.stringify(oldSuffix)}; this is a bug`);
	return string.slice(0, -oldSuffix.length) + newSuffix;
}
function removePrefix(string, oldPrefix) {
	return replacePrefix(string, oldPrefix, "");
}
function removeSuffix(string, oldSuffix) {
	return replaceSuffix(string, oldSuffix, "");
}
function maximumOverlap(string1, string2) {
	return string2.slice(0, overlapCount(string1, string2));
}
function overlapCount(a, b) {
	let startA = 0;
	if (a.length > b.length) startA = a.length - b.length;
	let endB = b.length;
	if (a.length < b.length) endB = a.length;
	const map = Array(endB);
	let k = 0;
	map[0] = 0;
	for (let j = 1; j < endB; j++) {
		if (b[j] == b[k]) map[j] = map[k];
		else map[j] = k;
		while (k > 0 && b[j] != b[k]) k = map[k];
		if (b[j] == b[k]) k++;
	}
	k = 0;
	for (let i = startA; i < a.length; i++) {
		while (k > 0 && a[i] != b[k]) k = map[k];
		if (a[i] == b[k]) k++;
	}
	return k;
}
/**
* Split a string into segments using a word segmenter, merging consecutive
* segments if they are both whitespace segments. Whitespace segments can
* appear adjacent to one another for two reasons:
* - newlines always get their own segment
* - where a diacritic is attached to a whitespace character in the text, the
*   segment ends after the diacritic, so e.g. " \u0300 " becomes two segments.
* This function therefore runs the segmenter's .segment() method and then
* merges consecutive segments of whitespace into a single part.
*/
function segment(string, segmenter) {
	const parts = [];
	for (const segmentObj of Array.from(segmenter.segment(string))) {
		const segment = segmentObj.segment;
		if (parts.length && /\s/.test(parts[parts.length - 1]) && /\s/.test(segment)) parts[parts.length - 1] += segment;
		else parts.push(segment);
	}
	return parts;
}
function trailingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[1];
	let i;
	for (i = string.length - 1; i >= 0; i--) if (!string[i].match(/\s/)) break;
	return string.substring(i + 1);
}
function leadingWs(string, segmenter) {
	if (segmenter) return leadingAndTrailingWs(string, segmenter)[0];
	const match = string.match(/^\s*/);
	return match ? match[0] : "";
}
function leadingAndTrailingWs(string, segmenter) {
	if (!segmenter) return [leadingWs(string), trailingWs(string)];
	if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
	const segments = segment(string, segmenter);
	const firstSeg = segments[0];
	const lastSeg = segments[segments.length - 1];
	return [/\s/.test(firstSeg) ? firstSeg : "", /\s/.test(lastSeg) ? lastSeg : ""];
}
// node_modules/diff/libesm/diff/word.js
const extendedWordChars = "a-zA-Z0-9_\\u{AD}\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2C6}\\u{2C8}-\\u{2D7}\\u{2DE}-\\u{2FF}\\u{1E00}-\\u{1EFF}";
const tokenizeIncludingWhitespace = new RegExp(`[${extendedWordChars}]+|\\s+|[^${extendedWordChars}]`, "ug");
var WordDiff = class extends Diff {
	equals(left, right, options) {
		if (options.ignoreCase) {
			left = left.toLowerCase();
			right = right.toLowerCase();
		}
		return left.trim() === right.trim();
	}
	tokenize(value, options = {}) {
		let parts;
		if (options.intlSegmenter) {
			const segmenter = options.intlSegmenter;
			if (segmenter.resolvedOptions().granularity != "word") throw new Error("The segmenter passed must have a granularity of \"word\"");
			parts = segment(value, segmenter);
		} else parts = value.match(tokenizeIncludingWhitespace) || [];
		const tokens = [];
		let prevPart = null;
		parts.forEach((part) => {
			if (/\s/.test(part)) {
				if (prevPart == null) tokens.push(part);
				else tokens.push(tokens.pop() + part);
			} else if (prevPart != null && /\s/.test(prevPart)) {
				if (tokens[tokens.length - 1] == prevPart) tokens.push(tokens.pop() + part);
				else tokens.push(prevPart + part);
			} else tokens.push(part);
			prevPart = part;
		});
		return tokens;
	}
	join(tokens) {
		return tokens.map((token, i) => {
			if (i == 0) return token;
			else return token.replace(/^\s+/, "");
		}).join("");
	}
	postProcess(changes, options) {
		if (!changes || options.oneChangePerToken) return changes;
		let lastKeep = null;
		let insertion = null;
		let deletion = null;
		changes.forEach((change) => {
			if (change.added) insertion = change;
			else if (change.removed) deletion = change;
			else {
				if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, change, options.intlSegmenter);
				lastKeep = change;
				insertion = null;
				deletion = null;
			}
		});
		if (insertion || deletion) dedupeWhitespaceInChangeObjects(lastKeep, deletion, insertion, null, options.intlSegmenter);
		return changes;
	}
};
new WordDiff();
function dedupeWhitespaceInChangeObjects(startKeep, deletion, insertion, endKeep, segmenter) {
	if (deletion && insertion) {
		const [oldWsPrefix, oldWsSuffix] = leadingAndTrailingWs(deletion.value, segmenter);
		const [newWsPrefix, newWsSuffix] = leadingAndTrailingWs(insertion.value, segmenter);
		if (startKeep) {
			const commonWsPrefix = longestCommonPrefix(oldWsPrefix, newWsPrefix);
			startKeep.value = replaceSuffix(startKeep.value, newWsPrefix, commonWsPrefix);
			deletion.value = removePrefix(deletion.value, commonWsPrefix);
			insertion.value = removePrefix(insertion.value, commonWsPrefix);
		}
		if (endKeep) {
			const commonWsSuffix = longestCommonSuffix(oldWsSuffix, newWsSuffix);
			endKeep.value = replacePrefix(endKeep.value, newWsSuffix, commonWsSuffix);
			deletion.value = removeSuffix(deletion.value, commonWsSuffix);
			insertion.value = removeSuffix(insertion.value, commonWsSuffix);
		}
	} else if (insertion) {
		if (startKeep) {
			const ws = leadingWs(insertion.value, segmenter);
			insertion.value = insertion.value.substring(ws.length);
		}
		if (endKeep) {
			const ws = leadingWs(endKeep.value, segmenter);
			endKeep.value = endKeep.value.substring(ws.length);
		}
	} else if (startKeep && endKeep) {
		const newWsFull = leadingWs(endKeep.value, segmenter), [delWsStart, delWsEnd] = leadingAndTrailingWs(deletion.value, segmenter);
		const newWsStart = longestCommonPrefix(newWsFull, delWsStart);
		deletion.value = removePrefix(deletion.value, newWsStart);
		const newWsEnd = longestCommonSuffix(removePrefix(newWsFull, newWsStart), delWsEnd);
		deletion.value = removeSuffix(deletion.value, newWsEnd);
		endKeep.value = replacePrefix(endKeep.value, newWsFull, newWsEnd);
		startKeep.value = replaceSuffix(startKeep.value, newWsFull, newWsFull.slice(0, newWsFull.length - newWsEnd.length));
	} else if (endKeep) {
		const endKeepWsPrefix = leadingWs(endKeep.value, segmenter);
		const overlap = maximumOverlap(trailingWs(deletion.value, segmenter), endKeepWsPrefix);
		deletion.value = removeSuffix(deletion.value, overlap);
	} else if (startKeep) {
		const overlap = maximumOverlap(trailingWs(startKeep.value, segmenter), leadingWs(deletion.value, segmenter));
		deletion.value = removePrefix(deletion.value, overlap);
	}
}
var WordsWithSpaceDiff = class extends Diff {
	tokenize(value) {
		const regex = new RegExp(`(\\r?\\n)|[${extendedWordChars}]+|[^\\S\\n\\r]+|[^${extendedWordChars}]`, "ug");
		return value.match(regex) || [];
	}
};
new WordsWithSpaceDiff();
// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	equals(left, right, options) {
		if (options.ignoreWhitespace) {
			if (!options.newlineIsToken || !left.includes("\n")) left = left.trim();
			if (!options.newlineIsToken || !right.includes("\n")) right = right.trim();
		} else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
			if (left.endsWith("\n")) left = left.slice(0, -1);
			if (right.endsWith("\n")) right = right.slice(0, -1);
		}
		return super.equals(left, right, options);
	}
};
const lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
	return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
	if (options.stripTrailingCr) value = value.replace(/\r\n/g, "\n");
	const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
	if (!linesAndNewlines[linesAndNewlines.length - 1]) linesAndNewlines.pop();
	for (let i = 0; i < linesAndNewlines.length; i++) {
		const line = linesAndNewlines[i];
		if (i % 2 && !options.newlineIsToken) retLines[retLines.length - 1] += line;
		else retLines.push(line);
	}
	return retLines;
}
// node_modules/diff/libesm/diff/sentence.js
function isSentenceEndPunct(char) {
	return char == "." || char == "!" || char == "?";
}
var SentenceDiff = class extends Diff {
	tokenize(value) {
		var _a;
		const result = [];
		let tokenStartI = 0;
		for (let i = 0; i < value.length; i++) {
			if (i == value.length - 1) {
				result.push(value.slice(tokenStartI));
				break;
			}
			if (isSentenceEndPunct(value[i]) && value[i + 1].match(/\s/)) {
				result.push(value.slice(tokenStartI, i + 1));
				i = tokenStartI = i + 1;
				while ((_a = value[i + 1]) === null || _a === void 0 ? void 0 : _a.match(/\s/)) i++;
				result.push(value.slice(tokenStartI, i + 1));
				tokenStartI = i + 1;
			}
		}
		return result;
	}
};
new SentenceDiff();
// node_modules/diff/libesm/diff/css.js
var CssDiff = class extends Diff {
	tokenize(value) {
		return value.split(/([{}:;,]|\s+)/);
	}
};
new CssDiff();
// node_modules/diff/libesm/diff/json.js
var JsonDiff = class extends Diff {
	constructor() {
		super(...arguments);
		this.tokenize = tokenize;
	}
	get useLongestToken() {
		return true;
	}
	castInput(value, options) {
		const { undefinedReplacement, stringifyReplacer = (k, v) => typeof v === "undefined" ? undefinedReplacement : v } = options;
		return typeof value === "string" ? value : JSON.stringify(canonicalize(value, null, null, stringifyReplacer), null, "  ");
	}
	equals(left, right, options) {
		return super.equals(left.replace(/,([\r\n])/g, "$1"), right.replace(/,([\r\n])/g, "$1"), options);
	}
};
new JsonDiff();
function canonicalize(obj, stack, replacementStack, replacer, key) {
	stack = stack || [];
	replacementStack = replacementStack || [];
	if (replacer) obj = replacer(key === void 0 ? "" : key, obj);
	let i = 0;
	for (; i < stack.length; i += 1) if (stack[i] === obj) return replacementStack[i];
	let canonicalizedObj;
	if ("[object Array]" === Object.prototype.toString.call(obj)) {
		stack.push(obj);
		canonicalizedObj = new Array(obj.length);
		replacementStack.push(canonicalizedObj);
		for (i = 0; i < obj.length; i += 1) canonicalizedObj[i] = canonicalize(obj[i], stack, replacementStack, replacer, String(i));
		stack.pop();
		replacementStack.pop();
		return canonicalizedObj;
	}
	if (obj && obj.toJSON) obj = obj.toJSON();
	if (typeof obj === "object" && obj !== null) {
		stack.push(obj);
		canonicalizedObj = {};
		replacementStack.push(canonicalizedObj);
		const sortedKeys = [];
		let key;
		for (key in obj)
 /* istanbul ignore else */
		if (Object.prototype.hasOwnProperty.call(obj, key)) sortedKeys.push(key);
		sortedKeys.sort();
		for (i = 0; i < sortedKeys.length; i += 1) {
			key = sortedKeys[i];
			canonicalizedObj[key] = canonicalize(obj[key], stack, replacementStack, replacer, key);
		}
		stack.pop();
		replacementStack.pop();
	} else canonicalizedObj = obj;
	return canonicalizedObj;
}
// node_modules/diff/libesm/diff/array.js
var ArrayDiff = class extends Diff {
	tokenize(value) {
		return value.slice();
	}
	join(value) {
		return value;
	}
	removeEmpty(value) {
		return value;
	}
};
new ArrayDiff();
// src/plan/changes.ts
/** Why an approval lapsed: what changed between two canonical texts of a phase, part by part, for people. */
const WORDS = {
	"plan.id": "the plan's id",
	"plan.title": "the plan's title",
	"plan.models": "the plan's models",
	"plan.effort": "the plan's effort",
	"plan.budget": "the plan's budget",
	"plan.allow": "the plan's allowed warnings",
	"plan.body": "the text outside of the phases",
	"phase.title": "its title",
	"phase.paths": "its paths",
	"phase.verify": "its commands",
	"phase.models": "its models",
	"phase.effort": "its effort",
	"phase.budget": "its budget",
	"phase.allow": "its allowed warnings",
	"phase.section": "its section"
};
/** In the order above, then needs. Both must be texts of `phaseText`; else a `TypeError`. */
function contentChanges(before, after) {
	const [old, now] = [toldFrom(before), toldFrom(after)];
	return [...Object.entries(WORDS).flatMap(([part, what]) => {
		const lines = changedLines(linesOf(old, part), linesOf(now, part));
		return lines.length > 0 ? [{
			part,
			what,
			lines
		}] : [];
	}), ...changedNeeds(old.needs, now.needs)];
}
function linesOf(content, part) {
	const [outer, inner] = part.split(".");
	const value = content[outer][inner];
	if (typeof value === "string") return value === "" ? "" : `${value}\n`;
	if (value === void 0) return "";
	return (Array.isArray(value) ? value : Object.entries(value).map(([key, one]) => `${key}: ${String(one)}`)).map((item) => `${typeof item === "string" ? item : `${item.rule}: ${item.reason}`}\n`).join("");
}
function changedLines(before, after) {
	return diffLines(before, after).flatMap(({ added, removed, value }) => {
		if (!added && !removed) return [];
		const sign = added ? "+" : "-";
		return value.replace(/\n$/, "").split("\n").map((text) => ({
			sign,
			text
		}));
	});
}
function changedNeeds(before, after) {
	return [...new Set([...before, ...after].map(({ id }) => id))].flatMap((id) => {
		const [old, now] = [before, after].map((needs) => needs.find((need) => need.id === id)?.digest);
		if (old === now) return [];
		const what = old === void 0 ? `it needs ${id} now` : now === void 0 ? `it needs ${id} no more` : `${id}, on which it builds`;
		return [{
			part: `needs.${id}`,
			what,
			lines: []
		}];
	});
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
async function gateOn(plan, { policyCommit }, ports, coming = [], guards) {
	const { repository } = ports.git;
	const policy = await policyOf(policyCommit, ports);
	const record = parseRecord((await repository.record(plan.id))?.text ?? "");
	const last = record.steps.at(-1)?.line ?? 0;
	const claimed = fold(plan, [...record.steps, ...coming.map((step, i) => ({
		step,
		line: last + 1 + i
	}))]);
	const { landed, foreign } = await readBranch({
		plan,
		state: claimed,
		trustBase: ports.forge.kind === "local"
	}, ports.git);
	const state = prove(claimed, landed);
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
		collected: onForge?.collected ?? []
	};
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
export { decides as a, approversOf as c, requireNamed as i, gateOn as n, meansAgain as o, lineToPaste as r, wave as s, gate as t };
