import { n as commandsIn } from "./comment-commands.js";
import { i as canonicalize } from "./record.js";
import { i as setDigest } from "./digest.js";
import { createHash } from "node:crypto";
// src/lifecycle/named-set.ts
/** Which phases a set digest names: people say a digest, the record says phases. */
/** Of so many phases every subset is tried: 4,096 digests take some milliseconds. */
const EVERY_SUBSET = 12;
/**
* The phases whose set digest begins with `digest`, in the plan's order. Tried are the whole plan, each phase alone, the sets in
* `likely` (those that the program itself prints), and every subset of a small plan. undefined: it names nothing of what the plan
* says now.
*/
function phasesNamed(digest, phases, likely = []) {
	const small = phases.length <= EVERY_SUBSET ? subsets(phases) : [];
	const printed = likely.map((ids) => phases.filter(({ id }) => ids.includes(id)));
	return [
		[...phases],
		...phases.map((phase) => [phase]),
		...printed,
		...small
	].find((set) => set.length > 0 && setDigest(set).startsWith(digest));
}
/** The key of the step for a piece of evidence: collected twice, by whomever, it is the same step. */
function evidenceKey(...parts) {
	const text = canonicalize(["planfile evidence 1", ...parts]);
	return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32);
}
/**
* The step as a record without it would take it; undefined when it is there. Somebody who can push could put another step under its
* key, to keep it out: then it gets the next one.
*/
function missingFrom(recorded, step) {
	const there = recorded.find(({ key }) => key === step.key);
	if (there === void 0) return step;
	if (meaningOf(there) === meaningOf(step)) return void 0;
	return missingFrom(recorded, {
		...step,
		key: evidenceKey(step.key)
	});
}
/** Names change; what counts is who, by number, said what of which phases, and where. */
const meaningOf = (step) => "evidence" in step ? canonicalize([
	step.type,
	step.by.account ?? step.by.name,
	step.phases,
	step.evidence
]) : canonicalize(step);
function subsets(items) {
	return Array.from({ length: 2 ** items.length - 1 }, (_, mask) => items.filter((__, index) => mask + 1 >> index & 1));
}
// src/commands/offers.ts
/**
* Approvals that need no record because the forge keeps them: what reviews of the plan's pull requests command, and the merges that
* brought what stands on the default branch. Each becomes the step that the record would have of it.
*/
/** The pull requests that brought what stands now, with their reviews. */
async function mergesOf({ brought }, { forge }) {
	const merges = /* @__PURE__ */ new Map();
	for (const pull of [...brought.values()].flatMap(({ pulls }) => pulls)) {
		if (merges.has(pull.number)) continue;
		merges.set(pull.number, {
			...pull,
			reviews: await forge.pulls.reviews(pull.number)
		});
	}
	return merges;
}
/** What reviews of the plan's pull requests command: no workflow can be trusted to tell of them (github.md G4). */
async function reviewSteps({ plan, pulls, merges, facts, origins }, { forge }) {
	const reviews = [...merges.values()].flatMap((pull) => pull.reviews);
	for (const { number, state } of pulls) {
		if (merges.has(number) || state !== "open") continue;
		reviews.push(...await forge.pulls.reviews(number));
	}
	const revisions = [plan.phases, ...origins.revisions];
	return reviews.flatMap((review) => stepsOf(review, plan, facts.repository, [], revisions));
}
/**
* Withdrawals in comments, asked of the forge itself: a record that somebody rewrote must not hide that a person took their word
* back. `since` is when the first word that could be withdrawn was given.
*/
async function revocationsSince(since, { plan, facts, origins }, { forge }) {
	const steps = [];
	if (since === void 0) return steps;
	for await (const remark of forge.remarks.since(since)) {
		if (!remark.body.includes("/planfile revoke")) continue;
		const asked = stepsOf(remark, plan, facts.repository, [], [plan.phases, ...origins.revisions]);
		steps.push(...asked.filter(({ type }) => type === "revoke"));
	}
	return steps;
}
/** The steps that a remark asks for, by what the plan says now. */
function stepsOf(remark, plan, repository, likely = [], revisions = [plan.phases]) {
	return commandsIn(remark.body).flatMap((command) => {
		if (command.kind !== "decision" || command.plan !== plan.id && command.plan !== plan.path) return [];
		const phases = firstOf(revisions, (revision) => phasesNamed(command.digest, revision, likely));
		if (phases === void 0) return [];
		const { kind, on, id, author, createdAt } = remark;
		const { verb } = command;
		return [{
			type: verb,
			key: evidenceKey(repository.toLowerCase(), kind, on, id, verb, ...phases.map(({ digest }) => digest)),
			at: new Date(createdAt).toISOString(),
			by: {
				name: author.login,
				account: author.id
			},
			phases: phases.map((phase) => ({
				phase: phase.id,
				digest: phase.digest
			})),
			evidence: {
				kind,
				repository,
				on,
				id
			}
		}];
	});
}
/** One step for each person who merged a pull request that brought phases, or approved its last head. */
function mergeSteps({ plan, origins, merges, facts }) {
	if (!facts.policy.merge) return [];
	const steps = [];
	for (const pull of merges.values()) {
		const commits = /* @__PURE__ */ new Map();
		for (const { id: phase, digest } of plan.phases) {
			const by = origins.brought.get(`${phase} ${digest}`);
			if (!by?.pulls.some(({ number }) => number === pull.number)) continue;
			commits.set(by.commit, [...commits.get(by.commit) ?? [], {
				phase,
				digest
			}]);
		}
		const approving = pull.reviews.filter(({ review }) => review?.state === "approved" && review.commit === pull.head);
		const people = new Map([...pull.mergedBy ? [pull.mergedBy] : [], ...approving.map(({ author }) => author)].map((one) => [one.id, one]));
		for (const [commit, phases] of commits) for (const { id, login, kind } of people.values()) {
			if (kind !== "person") continue;
			steps.push({
				type: "approve",
				key: evidenceKey(facts.repository.toLowerCase(), "merge", pull.number, commit, id, ...phases.map(({ digest }) => digest)),
				at: new Date(pull.mergedAt ?? 0).toISOString(),
				by: {
					name: login,
					account: id
				},
				phases,
				evidence: {
					kind: "merge",
					repository: facts.repository,
					pull: pull.number,
					commit
				}
			});
		}
	}
	return steps;
}
function firstOf(items, find) {
	for (const item of items) {
		const found = find(item);
		if (found !== void 0) return found;
	}
}
export { stepsOf as a, revocationsSince as i, mergesOf as n, missingFrom as o, reviewSteps as r, mergeSteps as t };
