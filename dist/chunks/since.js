import { i as matches } from "./paths.js";
import { a as headOf, i as changedRows, o as readDiff, s as removedLines } from "./hidden.js";
import { t as declinedIn } from "./memory.js";
import { t as findSecrets } from "./secrets.js";
import { a as programFindings, i as isElsewhere, r as boundedDiff, t as leftOutOf } from "./left-out-of.js";
import { r as ownReviews } from "./pull-facts.js";
import { createHash } from "node:crypto";
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
export { restingOn as a, readWhole as i, inPlaceOf as n, rulesToKeep as o, proposedSince as r, asProposed as t };
