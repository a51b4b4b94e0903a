import { t as contentChanges } from "./changes.js";
import { n as cleanLine } from "./clean.js";
// src/report/revision.ts
/** What a revision does to a plan, phase by phase in words, and which approvals it costs: for people who are to approve again. */
/** In the order of the revised plan, then what was dropped. */
function revisedPhases(before, after) {
	const old = new Map(before.phases.map((phase) => [phase.id, phase]));
	const now = new Set(after.phases.map(({ id }) => id));
	return [...after.phases.map(({ id, digest, text }) => {
		const was = old.get(id);
		if (was === void 0) return {
			phase: id,
			how: "is new",
			changes: []
		};
		if (was.digest === digest) return {
			phase: id,
			how: "stays",
			changes: []
		};
		return {
			phase: id,
			how: "changes",
			changes: contentChanges(was.text, text)
		};
	}), ...before.phases.filter(({ id }) => !now.has(id)).map(({ id }) => ({
		phase: id,
		how: "is dropped",
		changes: []
	}))];
}
/** Does the revision touch what every phase shares? Then every approval is lost, and people are told that first. */
const touchesAll = (phases) => phases.some(({ changes }) => changes.some(({ part }) => part.startsWith("plan.")));
/** A line a phase, without what a terminal or a forge would act on. */
function revisionLines(phases) {
	return phases.map(({ phase, how, changes }) => {
		if (how === "stays") return `${phase} stays, and its approval with it`;
		if (how === "is new") return `${phase} is new: it has to be approved`;
		if (how === "is dropped") return `${phase} is dropped`;
		return `${phase} changes (${changes.map((change) => cleanLine(change.what)).join(", ")}): it has to be approved again`;
	});
}
export { revisionLines as n, touchesAll as r, revisedPhases as t };
