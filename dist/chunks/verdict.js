// src/review/verdict.ts
/** In order: the first that speaks decides. */
const verdictGuards = {
	"everything was read": ({ unread, since }) => unread.length > 0 ? {
		verdict: "none",
		why: `not all ${since ? "that the base changed" : "of the change"} could be read: ${few(unread)}`
	} : void 0,
	"every criterion is judged once": ({ criteria, expected }) => {
		const seen = /* @__PURE__ */ new Map();
		for (const { phase, criterion } of criteria) {
			const key = `${phase} ${criterion}`;
			seen.set(key, (seen.get(key) ?? 0) + 1);
		}
		const asked = expected.flatMap(({ phase, criteria: n }) => Array.from({ length: n }, (_, i) => `${phase} ${i + 1}`));
		const wrong = asked.filter((key) => seen.get(key) !== 1);
		const strange = [...seen.keys()].filter((key) => !asked.includes(key));
		if (wrong.length > 0) return {
			verdict: "none",
			why: `criteria not judged exactly once: ${few(wrong)}`
		};
		if (strange.length > 0) return {
			verdict: "none",
			why: `judged what no plan asks: ${few(strange)}`
		};
	},
	"every criterion is met": ({ criteria }) => {
		const unmet = criteria.filter(({ met }) => !met).map(({ phase, criterion }) => `${phase} ${criterion}`);
		return unmet.length > 0 ? {
			verdict: "block",
			why: `criteria not met: ${few(unmet)}`
		} : void 0;
	},
	"no finding blocks": (facts) => {
		return blockedBy(facts.findings.filter((finding) => !isRefuted(finding)), facts.blocking, facts.declined);
	},
	"a refuted finding of the worst kind waits for a person": (facts) => {
		const blocked = blockedBy(facts.findings.filter(isRefuted), facts.refuted.filter((severity) => facts.blocking.includes(severity)), facts.declined);
		return blocked && {
			...blocked,
			why: oneLine(`${blocked.why}; a second look refuted it, look yourself`)
		};
	}
};
/** What the program found no model can refute, whatever an outcome says. */
const isRefuted = ({ standing, by }) => standing === "refuted" && by === "model";
/** The highest severity blocks whoever declined it: a person mends the code, or the policy. */
const NEVER_DECLINED = "blocker";
function blockedBy(findings, blocking, declined = /* @__PURE__ */ new Set()) {
	const blockers = findings.filter(({ severity, fingerprint }) => blocking.includes(severity) && (severity === NEVER_DECLINED || !declined.has(fingerprint)));
	const first = blockers[0];
	if (first === void 0) return void 0;
	const more = blockers.length > 1 ? ` (and ${blockers.length - 1} more)` : "";
	return {
		verdict: "block",
		why: oneLine(`${first.severity}: ${first.claim}${more}`)
	};
}
/** What the check will say, and one line why. */
function verdictOf(facts, guards = Object.values(verdictGuards)) {
	for (const guard of guards) {
		const verdict = guard(facts);
		if (verdict) return verdict;
	}
	const judged = facts.criteria.length;
	const met = judged === 0 ? "" : `${judged} ${judged === 1 ? "criterion" : "criteria"} met, `;
	const { since } = facts;
	return {
		verdict: "pass",
		why: `${met}no blocking finding${since ? ` in what the base changed; the change itself passed at ${since.head.slice(0, 12)}` : ""}`
	};
}
const few = (items) => oneLine(items.length > 5 ? `${items.slice(0, 5).join(", ")} and ${items.length - 5} more` : items.join(", "));
const oneLine = (text) => {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > 300 ? `${line.slice(0, 299)}…` : line;
};
export { verdictGuards as n, verdictOf as r, isRefuted as t };
