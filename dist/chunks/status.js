import { n as cleanLine } from "./clean.js";
import { t as plain } from "./paint.js";
import { n as textTable } from "./table.js";
import { t as usdRange } from "./wave-answer2.js";
import { a as usd, n as counted } from "./words.js";
// src/report/status.ts
const STATE_MARKS = {
	pending: "○",
	running: "●",
	done: "✓",
	failed: "✗",
	blocked: "■"
};
const VERDICTS = {
	pass: "passes",
	block: "blocks",
	none: "is missing"
};
function statusText(plan, paint = plain) {
	const { id, title, path, branch, status, notes, review, toApprove, next, problems, phases } = plan;
	const why = phases.flatMap((phase) => {
		const line = whyNot(phase);
		return line ? [`${paint.yellow(phase.phase)}: ${cleanLine(line.message)}${line.fix ? `\n  ${paint.cyan("fix:")} ${cleanLine(line.fix)}` : ""}`] : [];
	});
	const trouble = problems.map(({ message, fix }) => `${paint.red("!")} ${cleanLine(message)}\n  ${paint.cyan("fix:")} ${cleanLine(fix)}`);
	const approve = toApprove ? [`${paint.dim("approve")} ${toApprove.command}\n${paint.dim("        set digest")} ${toApprove.set.slice(0, 32)} ${paint.dim(`(${toApprove.phases.join(", ")})`)}`] : [];
	const indent = (text) => text.replace(/^(?=.)/gm, "  ");
	return [
		`${paint.bold(id)} ${tintOf(status, paint)(status)}  ${cleanLine(title)}\n${paint.dim(`${cleanLine(path)}, branch ${branch}, ${usd(plan.spentUsd)} usd spent${comingUsd(plan)}`)}`,
		...notes.length > 0 ? [indent(notes.map((note) => paint.dim(cleanLine(note))).join("\n"))] : [],
		indent(textTable(phaseTable(plan, paint), paint)),
		...why.length > 0 ? [indent(why.join("\n"))] : [],
		...trouble.length > 0 ? [indent(trouble.join("\n"))] : [],
		...review ? [indent(`${paint.dim("review ")} ${VERDICTS[review.verdict]}: ${cleanLine(review.why)}`)] : [],
		...approve.length + (next ? 1 : 0) > 0 ? [indent([...approve, ...next ? [`${paint.dim("next   ")} ${paint.bold(cleanLine(next))}`] : []].join("\n"))] : []
	].join("\n\n");
}
function phaseTable({ phases }, paint) {
	return {
		columns: [
			{ title: "phase" },
			{ title: "state" },
			{ title: "approval" },
			{ title: "needs" },
			{ title: "commit" },
			{ title: "model" },
			{
				title: "usd",
				align: "right"
			}
		],
		rows: phases.map(({ phase, approval, needs, commit, model, usd: spent, consults, estimate, ...one }) => [
			phase,
			tintOf(one.state, paint)(shownState(one)),
			one.state === "done" ? paint.dim("spent") : approval.decision,
			needs.join(", "),
			commit?.slice(0, 10) ?? "",
			model === null ? "" : `${cleanLine(model, 40)}${consulted(consults)}`,
			spent > 0 ? usd(spent) : estimate ? paint.dim(`~${usdRange(estimate)}`) : ""
		])
	};
}
/** What the phases that are not done will probably take together. */
function comingUsd({ phases }) {
	const coming = phases.flatMap(({ estimate }) => estimate ?? []);
	const sum = (of) => coming.reduce((total, one) => addPrice(total, of(one)), 0);
	const [low, high] = [sum((one) => one.low), sum((one) => one.high)];
	return coming.length === 0 || low === null || high === null ? "" : `, about ${usdRange({
		low,
		high
	})} to come`;
}
const addPrice = (total, one) => total === null || one === null ? null : total + one;
const consulted = (consults) => consults === 0 ? "" : `, ${counted(consults, "consult")}`;
/** With what it ended for, or what became of it since it landed. */
const shownState = ({ state, reason, mended }) => `${STATE_MARKS[state]} ${state}${reason ? ` (${reason})` : ""}${mended > 0 ? `, mended ${mended === 1 ? "once" : "twice"}` : ""}`;
/** Why a phase does not go on by itself, and what came of a fix; nothing for what is running, or only waits for others. */
function whyNot({ state, reason, message, approval, waitingFor }) {
	if (state === "done") return message === "" ? void 0 : {
		message,
		fix: ""
	};
	if (state === "running") return void 0;
	if (reason !== null) return {
		message: `${state} (${reason})${message ? `: ${message}` : ""}`,
		fix: ""
	};
	if (approval.decision !== "approved") return approval;
	return waitingFor.length > 0 ? {
		message: `waits for ${waitingFor.join(", ")}`,
		fix: ""
	} : void 0;
}
function tintOf(state, paint) {
	if (state === "done" || state === "approved") return paint.green;
	if (state === "failed" || state === "blocked") return paint.red;
	return state === "running" ? paint.cyan : paint.yellow;
}
export { shownState as a, consulted as i, VERDICTS as n, statusText as o, comingUsd as r, whyNot as s, STATE_MARKS as t };
