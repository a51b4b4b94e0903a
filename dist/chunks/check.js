import { r as matcher } from "./paths.js";
import { m as byPlace, p as CODES } from "./yaml-too-deep.js";
import { r as looksLike } from "./rules.js";
// src/plan/check.ts
/** Rules over several plans, and against the repository. What the caller does not know is not asked. */
/** The readings with what only shows across them; a plan with an error is taken away here too. */
function checkPlans(readings, context = {}) {
	return readings.map((reading) => {
		const added = [...repeatedIds(reading, readings), ...pathsWithoutMatch(reading.plan, context)];
		if (added.length === 0) return reading;
		const problems = [...reading.problems, ...added].sort(byPlace);
		const { plan, ...rest } = reading;
		return plan && !added.some(({ severity }) => severity === "error") ? {
			...rest,
			plan,
			problems
		} : {
			...rest,
			problems
		};
	});
}
/**
* An approval, a branch and a record go by the plan's id: no second plan may have it, or one that reads like
* it.
*/
function* repeatedIds(reading, all) {
	const { id, path } = reading;
	if (id === void 0) return;
	for (const other of all) {
		if (other.path === path || other.id === void 0 || looksLike(other.id) !== looksLike(id)) continue;
		yield {
			code: "plan-id-repeated",
			severity: CODES["plan-id-repeated"],
			file: path,
			line: 1,
			column: 1,
			message: other.id === id ? `${other.path} has the id \`${id}\` too.` : `${other.path} has the id \`${other.id}\`, which looks like \`${id}\`.`,
			fix: "Give one of the plans another id."
		};
		return;
	}
}
function* pathsWithoutMatch(plan, { files, isDone }) {
	if (!plan || !files) return;
	for (const { id, paths, line } of plan.phases) {
		if (isDone?.(plan.id, id)) continue;
		for (const path of paths) {
			const names = matcher(path);
			if (files.some(names)) continue;
			yield {
				code: "paths-match-nothing",
				severity: CODES["paths-match-nothing"],
				file: plan.path,
				line,
				column: 1,
				phase: id,
				message: `\`${path}\` matches no file yet.`,
				fix: "Nothing to do where the phase makes new files; else mend the path."
			};
		}
	}
}
export { checkPlans as t };
