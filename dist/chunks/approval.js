import { n as protectedReason, r as unlocked } from "./protected.js";
import { n as cleanLine } from "./clean.js";
import { t as plain } from "./paint.js";
// src/report/approval.ts
/** What a person reads before saying yes: what each phase may change, what runs, on which model, and what is unusual about it. */
/** Nothing is cut here: people answer for all of it. */
const whole = (text) => cleanLine(text, Number.POSITIVE_INFINITY);
function approvalText(plan, phases, paint = plain) {
	const lines = [paint.bold(whole(`${plan.id}: ${plan.title}`)), ""];
	for (const phase of phases) {
		lines.push(`${paint.bold(phase.id)} ${whole(phase.title)} ${paint.dim(phase.digest.slice(0, 12))}`);
		lines.push(`  may change  ${whole(phase.paths.join(", "))}`);
		for (const path of unlockedPaths(phase)) lines.push(`  ${paint.yellow("unlocks")}     ${whole(path)} (${protectedReason(path)})`);
		for (const command of phase.verify) lines.push(`  runs        ${whole(command)}`);
		const executor = phase.models.executor ?? plan.models.executor;
		if (executor) lines.push(`  built by    ${whole(executor)}`);
		if (phase.budget.usd !== void 0) lines.push(`  may cost    $${phase.budget.usd}`);
		lines.push(`  promises    ${phase.criteria.length} ${phase.criteria.length === 1 ? "criterion" : "criteria"}`);
	}
	return `${lines.join("\n")}\n`;
}
/** Protected files that the phase names: each on a line of its own where people approve (trust.md T17). */
const unlockedPaths = ({ paths }) => paths.filter((path) => protectedReason(path) !== void 0 && unlocked(path, paths));
export { approvalText as t };
