import { n as diffLines } from "./libesm.js";
import { t as toldFrom } from "./told.js";
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
export { contentChanges as t };
