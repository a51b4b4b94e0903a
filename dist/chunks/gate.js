import { n as cleanLine } from "./clean.js";
import { t as plain } from "./paint.js";
// src/report/gate.ts
const DECISION_MARKS = {
	approved: "✓",
	refused: "✗",
	undecided: "?"
};
function gateText(decisions, paint = plain) {
	const tint = {
		approved: paint.green,
		refused: paint.red,
		undecided: paint.yellow
	};
	return decisions.flatMap(({ phase, digest, decision, code, message, fix, approvals, waitingFor }) => {
		const head = `${tint[decision](`${DECISION_MARKS[decision]} ${phase}`)} ${paint.dim(digest.slice(0, 12))}`;
		const why = code === decision ? cleanLine(message) : `${decision}: ${cleanLine(message)} ${paint.dim(`(${code})`)}`;
		const chain = approvals.map(({ by, at, evidence, counts, why }) => {
			const verdict = counts === "yes" ? paint.green("counts") : `does not count: ${cleanLine(why)}`;
			return paint.dim(`  ${at.slice(0, 16).replace("T", " ")} ${cleanLine(by, 100)}, ${evidence}: `) + verdict;
		});
		const waiting = waitingFor.length > 0 ? [`  waits for ${waitingFor.join(", ")}`] : [];
		return [
			`${head} ${why}`,
			...chain,
			...waiting,
			...fix ? [`  ${paint.cyan("fix:")} ${cleanLine(fix)}`] : []
		];
	}).join("\n");
}
export { gateText as n, DECISION_MARKS as t };
