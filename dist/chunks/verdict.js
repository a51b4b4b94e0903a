// src/outcomes/usage.ts
const COUNTS = [
	"calls",
	"input",
	"cacheRead",
	"cacheWrite",
	"output"
];
/** All of it together. A model without a price stays without one. */
const addUsage = (lines) => combine(lines, [], (a, b) => a + b);
/** What `lines` hold beyond `told`, never below nothing; lines without a rest are left out. */
const restOfUsage = (lines, told) => combine(addUsage(lines), addUsage(told), (a, b) => Math.max(0, a - b)).filter((line) => COUNTS.some((name) => line[name] > 0) || (line.usd ?? 0) > 1e-9);
function combine(lines, others, reckon) {
	const sums = /* @__PURE__ */ new Map();
	const nameOf = ({ role, model }) => `${role} ${model}`;
	const join = (one, other) => ({
		...one,
		...Object.fromEntries(COUNTS.map((name) => [name, reckon(one[name], other[name])])),
		usd: one.usd === null || other.usd === null ? null : reckon(one.usd, other.usd)
	});
	for (const line of lines) {
		const known = sums.get(nameOf(line));
		sums.set(nameOf(line), known ? join(known, line) : line);
	}
	for (const line of others) {
		const known = sums.get(nameOf(line));
		if (known) sums.set(nameOf(line), join(known, line));
	}
	return [...sums.values()];
}
// src/review/verdict.ts
/** In order: the first that speaks decides. */
const verdictGuards = {
	"everything was read": ({ unread }) => unread.length > 0 ? {
		verdict: "none",
		why: `not all of the change could be read: ${few(unread)}`
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
	"no finding blocks": ({ findings, blocking }) => {
		const blockers = findings.filter(({ severity }) => blocking.includes(severity));
		if (blockers.length === 0) return void 0;
		const first = blockers[0];
		const more = blockers.length > 1 ? ` (and ${blockers.length - 1} more)` : "";
		return {
			verdict: "block",
			why: oneLine(`${first.severity}: ${first.claim}${more}`)
		};
	}
};
/** What the check will say, and one line why. */
function verdictOf(facts, guards = Object.values(verdictGuards)) {
	for (const guard of guards) {
		const verdict = guard(facts);
		if (verdict) return verdict;
	}
	const judged = facts.criteria.length;
	return {
		verdict: "pass",
		why: `${judged} ${judged === 1 ? "criterion" : "criteria"} met, no blocking finding`
	};
}
const few = (items) => oneLine(items.length > 5 ? `${items.slice(0, 5).join(", ")} and ${items.length - 5} more` : items.join(", "));
const oneLine = (text) => {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > 300 ? `${line.slice(0, 299)}…` : line;
};
export { addUsage as n, restOfUsage as r, verdictOf as t };
