import { t as isRefuted } from "./verdict.js";
// src/review/memory.ts
/** One decision for each finding that is not refuted (the same remark on the same line is one, as bad as the worst), and one for each thread that no finding belongs to. */
function remember({ findings, threads, complete, unread }) {
	const said = onceEach(findings.filter((finding) => !isRefuted(finding)));
	const pairs = paired(said, threads);
	const left = threads.filter((thread) => ![...pairs.values()].includes(thread));
	const refutals = findings.filter(isRefuted);
	const refuted = (thread) => refutals.some((finding) => likeness(finding, thread) >= SURE);
	return [...said.map((finding) => ofFinding(finding, pairs.get(finding))), ...left.map((thread) => ofThread(thread, refuted(thread), {
		complete,
		unread
	}))];
}
/** Fingerprints that the verdict need not count (verdict.ts): never of the highest severity. */
const declinedIn = (decisions) => new Set(decisions.flatMap((one) => one.do === "declined" ? [one.finding.fingerprint] : []));
/** Says somebody that a finding is to be dropped? The first line alone counts, written as a command. */
const declines = (body) => /^\/planfile\s+decline(?:\s|$)/.test(body.trimStart());
const ORDER = [
	"nit",
	"minor",
	"major",
	"blocker"
];
const HIGHEST = "blocker";
const worse = (a, b) => ORDER.indexOf(a) > ORDER.indexOf(b);
function ofFinding(finding, thread) {
	if (thread === void 0) return {
		do: "comment",
		finding,
		why: "new"
	};
	const same = finding.path === thread.marked.path && finding.anchor === thread.marked.anchor;
	const decline = thread.replies.find((reply) => reply.declines && reply.counts);
	if (decline !== void 0 && finding.severity !== HIGHEST) return same && !worse(finding.severity, thread.marked.severity) ? {
		do: "declined",
		finding,
		thread,
		by: decline.by
	} : {
		do: "comment",
		finding,
		why: "changed"
	};
	if (thread.resolved === "us") return {
		do: "comment",
		finding,
		why: "back"
	};
	if (thread.resolved === "person") {
		if (finding.severity === HIGHEST) return {
			do: "comment",
			finding,
			why: "never-declined"
		};
		return same ? {
			do: "keep",
			finding,
			thread
		} : {
			do: "comment",
			finding,
			why: "back"
		};
	}
	return thread.line !== null && thread.path === finding.path ? {
		do: "keep",
		finding,
		thread
	} : {
		do: "move",
		finding,
		thread
	};
}
function ofThread(thread, refuted, { complete, unread }) {
	const { marked, anchorNow, resolved, replies } = thread;
	if (resolved !== null || replies.some((reply) => reply.declines && reply.counts)) return {
		do: "leave",
		thread,
		why: "settled"
	};
	if (!complete) return {
		do: "leave",
		thread,
		why: "incomplete"
	};
	if (unread.has(thread.path)) return {
		do: "leave",
		thread,
		why: "unread"
	};
	if (refuted) return {
		do: "resolve",
		thread,
		why: "refuted"
	};
	return anchorNow === marked.anchor ? {
		do: "leave",
		thread,
		why: "unchanged"
	} : {
		do: "resolve",
		thread,
		why: "fixed"
	};
}
function onceEach(findings) {
	const known = /* @__PURE__ */ new Map();
	for (const finding of findings) {
		const key = `${finding.fingerprint} ${finding.line} ${finding.side}`;
		const before = known.get(key);
		if (before === void 0 || worse(finding.severity, before.severity)) known.set(key, finding);
	}
	return [...known.values()];
}
/** Each finding with the thread that speaks of it: the surest pairs first, each thread for one finding. */
function paired(findings, threads) {
	const all = findings.flatMap((finding, f) => threads.flatMap((thread, t) => {
		const sure = likeness(finding, thread);
		return sure === 0 ? [] : [{
			finding,
			thread,
			sure,
			away: distance(finding, thread),
			f,
			t
		}];
	}));
	all.sort((a, b) => b.sure - a.sure || a.away - b.away || a.f - b.f || b.t - a.t);
	const pairs = /* @__PURE__ */ new Map();
	const taken = /* @__PURE__ */ new Set();
	for (const { finding, thread } of all) {
		if (pairs.has(finding) || taken.has(thread)) continue;
		pairs.set(finding, thread);
		taken.add(thread);
	}
	return pairs;
}
/** By its words, or by its place and some of its words. */
const SURE = 3;
/** From 0, another thing, to 4 and a little. A model says the same in other words each time, so words alone do not decide. */
function likeness(finding, thread) {
	const { marked } = thread;
	const place = finding.anchor !== "" && finding.anchor === marked.anchor;
	const closer = rest(finding, thread) + (place ? .0625 : 0);
	if (finding.fingerprint === marked.fingerprint) return 4 + closer;
	if (finding.category !== marked.category) return 0;
	const alike = overlap(finding.claim, marked.claim);
	if (finding.path === marked.path) {
		if (place && alike >= .3) return SURE + closer;
		return alike >= .6 ? 2 + closer : 0;
	}
	return place && alike >= .6 ? 1 + closer : 0;
}
/** Of several threads that say the same, the one speaks that lets it rest: nothing is said twice where once will do. */
function rest(finding, thread) {
	const decision = ofFinding(finding, thread);
	if (decision.do === "keep") return thread.resolved === null ? .5 : .25;
	return {
		declined: .375,
		move: .125,
		comment: 0,
		resolve: 0,
		leave: 0
	}[decision.do];
}
const distance = ({ line }, thread) => line === null || thread.line === null ? Number.MAX_SAFE_INTEGER : Math.abs(line - thread.line);
/** The share of words that two claims have in common (Jaccard). */
function overlap(one, other) {
	const [a, b] = [wordsOf(one), wordsOf(other)];
	const common = [...a].filter((word) => b.has(word)).length;
	const all = a.size + b.size - common;
	return all === 0 ? 0 : common / all;
}
/** Of the beginning alone, as the marker keeps no more. */
const wordsOf = (text) => new Set(text.slice(0, 300).normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? []);
export { declines as n, remember as r, declinedIn as t };
