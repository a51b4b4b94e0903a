import { n as withoutSecrets } from "./redact.js";
// src/report/redact-outcome.ts
/**
* Text of models and of commands' output, as it stands in an outcome, without secrets (trust.md T20): the record, commits and pull
* requests are made from it. Paths, ids and digests are left alone: what they may hold is judged where trees are read.
*/
/** Fields of outcomes (src/outcomes/) that somebody else's words end in. */
const TEXTS = /* @__PURE__ */ new Set([...[
	"message",
	"summary",
	"deviations",
	"because",
	"proposal",
	"tail",
	"notes",
	"what"
], ...[
	"why",
	"claim",
	"evidence",
	"scenario",
	"suggestion",
	"replacement",
	"reason"
]]);
/** The shortest limit that any of these fields has (outcomes/header.ts, `line`). */
const SHORTEST_LIMIT = 1e3;
const textCleaners = [withoutSecrets];
/** `redact` takes out the secrets of this process; `cleaners` what looks like one. No text gets too long by it. */
function redactOutcome(outcome, redact = (text) => text, cleaners = textCleaners) {
	const clean = (text) => {
		return [redact, ...cleaners].reduce((now, next) => next(now), text).slice(0, Math.max(text.length, SHORTEST_LIMIT));
	};
	const walk = (value, isText) => {
		if (typeof value === "string") return isText ? clean(value) : value;
		if (Array.isArray(value)) return value.map((item) => walk(item, isText));
		if (typeof value !== "object" || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, TEXTS.has(key))]));
	};
	return walk(outcome, false);
}
export { redactOutcome as t };
