import { i as matches } from "./paths.js";
import { t as toldFrom } from "./told.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { o as readDiff } from "./hidden.js";
import { a as programFindings, n as MOST_DIFF, o as programGuards, r as boundedDiff, t as leftOutOf } from "./left-out-of.js";
// src/review/seen.ts
function seenIn(facts, leftOut, guards = programGuards) {
	const out = new Set(leftOut.map(({ path }) => path));
	const hidden = facts.files.filter(({ path, binary, removed }) => binary && !removed && !out.has(path));
	return {
		findings: programFindings({
			...facts,
			leftOut: out
		}, Object.values(guards)),
		leftOut,
		unreadable: [...new Set(hidden.map(({ path }) => path))],
		changed: new Set(facts.files.map(({ path }) => path))
	};
}
/** One after the other; none of them takes away what makes a review worse, but for findings that the program does not have. */
const seenGuards = {
	"the program speaks for itself": (review, { findings }) => ({
		...review,
		findings: [...findings, ...review.findings.filter(({ by }) => by === "model")]
	}),
	"what was left out may be": (review, { leftOut, changed }) => {
		const may = new Set(leftOut.map(({ path }) => path));
		const claimed = review.leftOut.filter(({ path }) => changed.has(path) && !may.has(path));
		const beside = review.leftOut.filter(({ path }) => !changed.has(path));
		return withUnread({
			...review,
			leftOut: [...leftOut, ...beside].slice(0, MOST_NAMED)
		}, claimed.map(({ path }) => path));
	},
	"what shows no text was not read": (review, { unreadable }) => withUnread(review, unreadable)
};
/** As many as an outcome names (outcomes/review.ts). */
const MOST_NAMED = 1e4;
const withUnread = (review, paths) => ({
	...review,
	unread: [.../* @__PURE__ */ new Set([...review.unread, ...paths])].slice(0, MOST_NAMED)
});
/** The review with what the program saw in place of what the outcome says that it saw; a note where that differs. */
function asSeen(review, seen, guards = Object.values(seenGuards)) {
	const right = guards.reduce((now, guard) => guard(now, seen), review);
	if (ownOf(right) === ownOf(review)) return right;
	return {
		...right,
		notes: [PUT_RIGHT, ...right.notes].slice(0, 100)
	};
}
const PUT_RIGHT = "what the review says that the program found or left out is not what it finds and leaves out: it was put right, look at the run";
/** What it says of the program's part, to be compared. */
const ownOf = ({ findings, leftOut, unread }) => JSON.stringify([
	findings.flatMap(({ by, fingerprint, severity, path, line }) => by === "program" ? [[
		fingerprint,
		severity,
		path,
		line
	]] : []),
	leftOut.map(({ path }) => path),
	unread
]);
// src/commands/program-look.ts
/**
* The program's own look at a change: the diff as it is, by the attributes and the policy of the default branch. One implementation for
* the job that reviews and for the one that publishes; neither believes the other.
*/
/** `tooLarge`: why it was not looked through. */
async function lookThrough({ base, tree, phases, policy, policyCommit }, objects, ports, { guards = programGuards, most = MOST_DIFF } = {}) {
	const text = await boundedDiff(objects, {
		from: base,
		to: tree,
		most
	});
	if (text === void 0) return { tooLarge: `the change is larger than ${most} bytes, and nothing looks through that: split it` };
	const files = readDiff(text);
	const left = await leftOutOf(files, {
		policy,
		policyCommit
	}, ports);
	const facts = {
		files,
		leftOut: new Set(left.map(({ path }) => path)),
		planned: phases.length > 0,
		told: phases.flatMap((phase) => proseOf(toldFrom(phase.text))),
		prompts: (path) => matches(path, policy.review.prompts)
	};
	return {
		...seenIn(facts, left, guards),
		facts
	};
}
/** What a model is told of a plan in words. */
const proseOf = ({ plan, phase }) => [
	plan.title,
	plan.body,
	phase.title,
	phase.section
];
/** For whoever publishes a review of exactly this: what it says of the program's part, put right. */
async function putRight(review, change, objects, ports, { seen = Object.values(seenGuards), ...limits } = {}) {
	if (review.verdict === "none") return review;
	const look = await lookThrough(change, objects, ports, limits);
	if ("tooLarge" in look) return {
		...review,
		verdict: "none",
		why: look.tooLarge,
		cause: "unread"
	};
	return redactOutcome(asSeen(review, look, seen));
}
export { putRight as n, lookThrough as t };
