import { n as cleanLine, t as clean } from "./clean.js";
import { a as usd, n as counted, r as duration } from "./words.js";
// src/report/draft.ts
function draftText({ draft, plan, placed, next, changes }, paint) {
	const { bold, dim, green, red, yellow } = paint;
	const spent = draft.usage.reduce((sum, line) => sum + (line.usd ?? 0), 0);
	const took = dim(`${draft.model ?? "no model answered"}: ${counted(draft.turns, "turn")}, ${duration(draft.seconds)}, ${usd(spent)} usd${placed === void 0 ? "" : "; a draft made here stands in no record, so no report counts it"}`);
	if (plan === void 0) return [
		draft.outcome === "questions" ? bold("Before it plans, the planner asks:") : `${red("✗")} no plan: ${cleanLine(draft.message, 2e3)}`,
		...draft.questions.map((one, i) => `${i + 1}. ${cleanLine(one)}`),
		took,
		...next
	].join("\n");
	const estimate = new Map(draft.estimate.map((one) => [one.phase, one]));
	const range = (phase) => {
		const known = estimate.get(phase);
		return known?.low == null || known.high == null ? "no price known" : `${usd(known.low)}–${usd(known.high)} usd`;
	};
	return [
		`${green("✓")} ${bold(cleanLine(plan.title))} ${dim(`(${plan.id}${draft.revision > 1 ? `, revision ${draft.revision}` : ""})`)}`,
		"",
		clean(draft.summary).trim(),
		"",
		...plan.phases.map(({ id, title, needs, criteria }) => `  ${bold(id)}: ${cleanLine(title)}${needs.length > 0 ? dim(` after ${needs.join(", ")}`) : ""} ${dim(`${counted(criteria.length, "criterion", "criteria")}, ${range(id)}`)}`),
		...changes.length > 0 ? [
			"",
			bold("What changes:"),
			...changes.map((line) => `  ${line}`)
		] : [],
		...draft.remarks.map((remark) => `${yellow("!")} ${cleanLine(remark, 500)}`),
		"",
		took,
		...placed === void 0 ? [] : [`written: ${placed}`],
		...next
	].join("\n");
}
export { draftText };
