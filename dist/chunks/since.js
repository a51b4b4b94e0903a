import { t as Fault } from "./fault.js";
import { i as matches } from "./paths.js";
import { n as protectedReason } from "./protected.js";
import { t as findSecrets } from "./secrets.js";
import { i as recordAndBranch } from "./gate2.js";
import { t as beingMended } from "./status2.js";
import { r as findPlan } from "./where2.js";
import { t as inForceOf } from "./policy.js";
import { i as readReviewMarker } from "./marker.js";
import { t as declinedIn } from "./memory.js";
import { a as headOf, i as changedRows, o as readDiff, s as removedLines } from "./hidden.js";
import { a as programFindings, i as isElsewhere, r as boundedDiff, t as leftOutOf } from "./left-out-of.js";
import { createHash } from "node:crypto";
// src/commands/plan-work.ts
/** Faults: plan-invalid and the like, head-moved (undecided) where the branch stands elsewhere than at `head`. */
async function planWork(id, head, ports) {
	await ports.git.repository.record(id);
	const { plan, commit, from } = await findPlan({
		name: id,
		cwd: "."
	}, ports);
	if (from !== "branch") throw new Fault("refused", "plan-gone", `plan/${id} does not hold the plan ${id} any more`, "Bring it back.");
	if (commit !== head) throw new Fault("undecided", "head-moved", `plan/${id} moved meanwhile`, "Ask again: /planfile review");
	const { state, foreign } = await recordAndBranch(plan, [], {
		git: ports.git,
		forge: { kind: "github" }
	});
	const done = new Set(state.phases.flatMap((track) => track.state === "done" ? [track.phase] : []));
	return {
		plan,
		state,
		phases: plan.phases.filter(({ id: phase }) => done.has(phase)),
		foreign
	};
}
/** What is in force for a review of all of it: within what is left of the plan's money. */
function reviewForce(policy, { plan, state }) {
	const force = inForceOf(policy, plan);
	const rest = Math.max(0, force.planBudget.usd - state.spentUsd);
	return {
		...force,
		reviewBudget: {
			...force.reviewBudget,
			usd: Math.min(force.reviewBudget.usd, rest)
		}
	};
}
/** Asked before money is spent: by name, in order. Nothing of it makes a check green: that is asked anew of what stands then. */
const reviewableGuards = {
	"something stands": ({ phases, plan: { id } }) => phases.length > 0 ? void 0 : {
		code: "nothing-stands",
		message: `nothing of ${id} that was built stands on plan/${id}: there is no work to be judged`,
		fix: `/planfile execute ${id}`
	},
	"nothing is being mended": ({ state, plan: { id } }) => {
		const [first] = beingMended(state);
		return first === void 0 ? void 0 : {
			code: "being-mended",
			message: `a fix of ${first} is under way on plan/${id}, and what it lands is reviewed`,
			fix: `Wait for that run. Where it is over, /planfile execute ${id} takes note of it.`
		};
	},
	"nothing foreign stands": ({ foreign: [first, ...more], policy, plan: { id } }) => first === void 0 || policy.foreignCommits !== "refuse" ? void 0 : {
		code: "foreign-commits",
		message: `plan/${id} holds commits that planfile did not land, and no review makes its check green: ${first.commit.slice(0, 12)} (${first.why})${more.length > 0 ? ` and ${more.length} more` : ""}`,
		fix: "Take them out, or bring them in by the default branch and merge that."
	},
	"money is left": ({ policy, ...work }) => reviewForce(policy, work).reviewBudget.usd > 0 ? void 0 : {
		code: "plan-budget",
		message: `the budget of ${work.plan.id} is used up: ${work.state.spentUsd.toFixed(2)} usd`,
		fix: "Raise `budget` in the plan, within what the policy allows (budget.plan)."
	}
};
function requireReviewable(one, guards = Object.values(reviewableGuards)) {
	for (const guard of guards) {
		const no = guard(one);
		if (no) throw new Fault("refused", no.code, no.message, no.fix);
	}
}
// src/commands/pull-facts.ts
/** A pull request as it stands now: its commits as objects, never checked out, and what needs no reviewer to be said of it. */
/** Faults: `pull-unknown` (usage), `head-moved` (undecided): it was pushed between two questions. */
async function pullFacts(number, { git, forge }) {
	const pull = await forge.pulls.get(number);
	if (pull === void 0) throw new Fault("usage", "pull-unknown", `there is no pull request #${number}`, "Name it by its number.");
	const head = await git.repository.bring(`refs/pull/${number}/head`);
	const target = await git.repository.bring(`refs/heads/${pull.base}`);
	if (head !== pull.head || target === void 0) throw new Fault("undecided", "head-moved", `pull request #${number} was moved while it was looked at`, "Ask again.");
	const [base = target] = await git.repository.mergeBases(target, head);
	return {
		pull,
		head,
		tree: await git.repository.treeOf(head),
		base,
		changes: await git.repository.changes(base, head)
	};
}
/** The name under which policy exempts such a change. What decides over others is never exempt. */
const exemptBy = (changes, { review }) => changes.length === 0 ? void 0 : review.exempt.find(({ paths }) => changes.every(({ path }) => matches(path, paths) && protectedReason(path) === void 0))?.name;
/** By name; a review that one of them objects to ends what is known: it may have said anything, so that nothing before it counts. */
const historyGuards = { "no review of our account was edited": ({ review, self }) => review.author.id !== self.id || review.editedAt === void 0 };
/** Our own reviews there, oldest first: written by our account, and none of that account was edited since. */
async function ownReviews({ number }, { forge }, guards = historyGuards) {
	const self = await forge.people.self();
	const reviews = await forge.pulls.reviews(number);
	const edited = reviews.findLastIndex((review) => Object.values(guards).some((holds) => !holds({
		review,
		self
	})));
	return reviews.slice(edited + 1).flatMap(({ author, editedAt, body }) => author.id === self.id && editedAt === void 0 ? readReviewMarker(body) ?? [] : []);
}
/** The last of the very same. */
async function earlierReview({ pull, tree, base }, ports, guards) {
	return (await ownReviews(pull, ports, guards)).findLast((one) => one.tree === tree && one.base === base && one.verdict !== "none");
}
// src/review/judged-by.ts
/** The rules by which a review passed, as one digest: where they are others by now, what passed by them says nothing any more. */
/** 32 hex digits over who judges, what blocks, and which files of the change nobody had to read. */
function judgedBy({ models, effort, review: { blocking, refuted, secondLook } }, leftOut) {
	const reviewer = [models.reviewer, effort.reviewer ?? null];
	const unread = leftOut.map(({ path }) => path).toSorted();
	return createHash("sha256").update(JSON.stringify([
		1,
		reviewer,
		blocking.toSorted(),
		refuted.toSorted(),
		secondLook,
		unread
	])).digest("hex").slice(0, 32);
}
// src/review/same-change.ts
/**
* Is a change the same on another base? File by file the same lines removed and added in the same order, whatever their numbers and
* what stands around them; the same modes, and of files without text the same contents. Where it stands is another question (since.ts).
*/
/** The path of the first file that differs, of two diffs as git prints them; undefined: it is the same change. */
function firstDifference(before, now) {
	for (let at = 0; at < Math.max(before.length, now.length); at += 1) {
		const [one, other] = [before[at], now[at]];
		if (one === void 0 || other === void 0 || !isSame(one, other)) return (other ?? one).path;
	}
}
function isSame(one, other) {
	const [a, b] = [read(one), read(other)];
	if (one.path !== other.path || a.modes !== b.modes || a.rows !== b.rows) return false;
	return !(one.binary || other.binary || LOST.test(a.rows) || LOST.test(one.path)) || a.blobs === b.blobs;
}
const LOST = /\uFFFD/;
function read({ text }) {
	const head = headOf(text);
	const index = head.map((row) => INDEX.exec(row)).find((match) => match !== null);
	return {
		modes: [...head.filter((row) => MODE.test(row)), index?.[2] ?? ""].join("\n"),
		blobs: index?.[1] ?? "",
		rows: changedRows(text).join("\n")
	};
}
const INDEX = /^index ([0-9a-f]+\.\.[0-9a-f]+)(?: ([0-7]+))?$/;
const MODE = /^(?:old|new|new file|deleted file) mode [0-7]+$/;
// src/review/since.ts
/** Characters that a review of a single line takes anyway (docs/review.md). */
const LITTLE = 12e3;
/** Characters of what the base changed: reading them never costs much more than twice what reading the change does. */
const mostDelta = ({ change, leftOut }) => Math.max(LITTLE, sizeOf(change.filter(({ path }) => !leftOut.has(path))));
const sizeOf = (files) => files.reduce((sum, { text }) => sum + text.length, 0);
const TOO_MUCH = "the base changed more than there is of the change";
/** In order; the first that objects is the reason. */
const sinceGuards = {
	"our last review there passed it": ({ since, last }) => last?.verdict === "pass" && last.head === since.head && last.tree === since.tree && last.base === since.base && last.rules === since.rules ? void 0 : "our last review there is no pass of it",
	"its commits can be had": ({ before }) => before === void 0 ? "the commits that were reviewed cannot be had any more" : void 0,
	"the base it passed on is on the branch it goes to": ({ follows }) => follows ? void 0 : "the base on which it passed is not on the branch that it goes to now",
	"it was judged by the same rules": ({ since, now }) => since.rules === now.rules ? void 0 : "the policy or the attributes by which it passed are others now",
	"the change is the same, line by line": ({ before, now }) => {
		const path = before && firstDifference(before, now.change);
		return path === void 0 ? void 0 : `the change itself is another one: ${path}`;
	},
	"it stands where a clean merge puts it": ({ merged, now }) => merged === now.tree ? void 0 : "it is not the clean merge of what passed with the base",
	"the base changed something": ({ delta }) => delta?.length === 0 ? "the base holds the same as before" : void 0,
	"what the base changed is little, or less than the change": ({ delta, now }) => delta === void 0 || sizeOf(delta) > mostDelta(now) ? TOO_MUCH : void 0,
	"what the base changed can be read": ({ delta = [] }) => {
		const hidden = delta.find((file) => file.binary && !file.removed || isElsewhere(file) || POINTER.test(file.text));
		return hidden && `what the base changed has no text: ${hidden.path}`;
	},
	"what the base changed may be shown": ({ delta = [], now: { prompts } }) => {
		const bad = programFindings({
			files: delta,
			leftOut: /* @__PURE__ */ new Set(),
			planned: false,
			told: [],
			prompts
		}).find(({ severity, side }) => severity === "blocker" || severity === "major" || side === "old" && severity === "minor");
		if (bad) return `what the base changed is better not shown (${bad.evidence}): ${bad.claim}`;
		const gone = [...removedLines(delta)].find(([, lines]) => lines.some(({ text }) => findSecrets(text).length > 0));
		return gone && `what the base changed is better not shown (${gone[0]}): it had what looks like a secret`;
	}
};
/** Of a file that LFS keeps elsewhere, as it stands in a diff. */
const POINTER = /^[ +]version https:\/\/git-lfs\.github\.com\/spec\//m;
function standsIn(facts, guards = Object.values(sinceGuards)) {
	for (const guard of guards) {
		const why = guard(facts);
		if (why !== void 0) return { why };
	}
	return facts.delta === void 0 ? { why: TOO_MUCH } : { delta: facts.delta };
}
// src/commands/since.ts
/**
* A change that passed before, on another base. The job without the key proposes it, by our own marker; the one with the key asks git
* whether it is the same change, and reads then only what the base changed; publish asks both anew, for a green check rests on it.
*/
/** Our last review there, where it passed on another base. Nothing is proved here: whoever rests on it asks `inPlaceOf`. */
async function proposedSince({ pull, base }, ports) {
	const last = (await ownReviews(pull, ports)).at(-1);
	if (last?.verdict !== "pass" || last.rules === void 0 || last.base === base) return void 0;
	return {
		head: last.head,
		tree: last.tree,
		base: last.base,
		rules: last.rules
	};
}
/** What may be read in place of the change, where that pass stands in for it; or why it does not. `last`: our last review there. */
async function inPlaceOf(since, place, last, { git }, guards) {
	const { base, tree, policy } = place;
	const text = await boundedDiff(git.repository, {
		from: base,
		to: tree
	});
	if (text === void 0) return { why: "the change is too large to be compared with what passed" };
	const change = readDiff(text);
	const left = await leftOutOf(change, place, { git });
	const own = {
		change,
		leftOut: new Set(left.map(({ path }) => path))
	};
	const prompts = (path) => matches(path, policy.review.prompts);
	return standsIn({
		since,
		last,
		now: {
			...own,
			tree,
			rules: judgedBy(policy, left),
			prompts
		},
		...await earlierChange(since, {
			onto: base,
			own
		}, { git })
	}, guards);
}
/** The digest of what such a change is judged by now. */
const rulesFor = async (change, place, ports) => judgedBy(place.policy, await leftOutOf(change, place, ports));
/** A note of a review: a pass could have stood in for the change, and does not. */
const readWhole = (why) => oneLine(`the whole change was read again: ${why}`, 300);
/** A path may hold anything. */
const oneLine = (text, most) => text.replace(/\s+/g, " ").slice(0, most);
/** For the job with the key, which may not ask the forge: the request is known by its digest, and publish asks for the pass itself. */
const asProposed = (since) => ({
	...since,
	verdict: "pass",
	nonce: "",
	why: ""
});
/** What rests on a pass that cannot be proved is no review. */
async function restingOn(review, { pull, base, tree }, rules, ports, guards) {
	const { since } = review;
	if (since === void 0 || review.verdict === "none") return review;
	const last = (await ownReviews(pull, ports)).findLast((one) => one.nonce !== review.nonce && !(one.verdict === "pass" && one.tree === tree && one.base === base));
	const found = await inPlaceOf(since, {
		base,
		tree,
		...rules
	}, last, ports, guards);
	if ("delta" in found) return review;
	const why = oneLine(`only what the base changed was read, and ${found.why}`, 1e3);
	return {
		...review,
		verdict: "none",
		cause: null,
		why
	};
}
/**
* By what a pass may be known later, where it may stand in for the change on another base. Not where somebody declined what blocks: that
* holds for the code as it was around it, and only a reviewer that reads the change can tell whether it says it again.
*/
async function rulesToKeep({ verdict }, remembered, { base, tree }, rules, ports) {
	if (verdict !== "pass" || declinedIn(remembered.decisions).size > 0) return void 0;
	return await rulesFor(readDiff(await ports.git.repository.diff(base, tree)), rules, ports);
}
async function earlierChange({ head, tree, base }, { onto, own }, { git }) {
	const { repository } = git;
	if (await repository.bring(base) === void 0) return {
		before: void 0,
		merged: void 0,
		follows: false,
		delta: void 0
	};
	const follows = await repository.isAncestor(base, onto);
	const changed = await boundedDiff(repository, {
		from: base,
		to: onto,
		most: 3 * mostDelta(own)
	});
	const delta = changed === void 0 ? void 0 : readDiff(changed);
	const before = await repository.bring(head) !== void 0 && await repository.treeOf(head) === tree ? await boundedDiff(repository, {
		from: base,
		to: tree
	}) : void 0;
	if (before === void 0) return {
		before: void 0,
		merged: void 0,
		follows,
		delta
	};
	await using workshop = await git.workshop();
	const merged = await workshop.recompute(onto, base, head);
	return {
		before: readDiff(before),
		merged: "tree" in merged ? merged.tree : void 0,
		follows,
		delta
	};
}
export { restingOn as a, exemptBy as c, requireReviewable as d, reviewForce as f, readWhole as i, pullFacts as l, inPlaceOf as n, rulesToKeep as o, proposedSince as r, earlierReview as s, asProposed as t, planWork as u };
