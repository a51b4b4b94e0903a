import { n as codeSpan, r as forgeLine } from "./markdown.js";
import { a as shownState, i as consulted, n as VERDICTS, r as comingUsd, s as whyNot, t as STATE_MARKS } from "./status.js";
import { t as markdownTable } from "./table.js";
import { t as usdRange } from "./wave-answer2.js";
import { a as usd } from "./words.js";
// src/report/status-markdown.ts
function statusMarkdown(plan) {
	const { id, title, path, branch, status, notes, review, toApprove, next, phases, problems } = plan;
	const why = phases.flatMap((phase) => {
		const line = whyNot(phase);
		return line ? [`- ${codeSpan(phase.phase)}: ${forgeLine(line.message)}${line.fix ? ` → ${codeSpan(line.fix)}` : ""}`] : [];
	});
	const table = markdownTable({
		columns: [
			{ title: "phase" },
			{ title: "title" },
			{ title: "state" },
			{ title: "approval" },
			{ title: "model" },
			{
				title: "usd",
				align: "right"
			}
		],
		rows: phases.map((one) => [
			codeSpan(one.phase),
			forgeLine(one.title, 200),
			shownState(one),
			one.state === "done" ? "spent" : one.approval.decision,
			one.model === null ? "" : `${codeSpan(one.model)}${consulted(one.consults)}`,
			one.usd > 0 ? usd(one.usd) : one.estimate ? `~${usdRange(one.estimate)}` : ""
		])
	});
	return `${[
		`## ${codeSpan(id)}: ${status}`,
		`${forgeLine(title)} (${codeSpan(path)}, branch ${codeSpan(branch)}, ${usd(plan.spentUsd)} usd spent${comingUsd(plan)})`,
		...notes.length > 0 ? [notes.map((note) => `- ${forgeLine(note)}`).join("\n")] : [],
		phaseGraph(phases),
		table,
		...why.length > 0 ? [why.join("\n")] : [],
		...problems.length > 0 ? [problems.map(({ message, fix }) => `- ⚠ ${forgeLine(message)} → ${forgeLine(fix)}`).join("\n")] : [],
		...review ? [`The review ${VERDICTS[review.verdict]}: ${forgeLine(review.why)}`] : [],
		...toApprove ? [`To approve ${toApprove.phases.map((phase) => codeSpan(phase)).join(", ")} (set digest ${codeSpan(toApprove.set.slice(0, 32))}): ${codeSpan(toApprove.command)}`] : [],
		...next ? [`Next: ${codeSpan(next)}`] : []
	].join("\n\n")}\n`;
}
const FILLS = {
	pending: "fill:#eee,stroke:#999,color:#333",
	running: "fill:#cfe8ff,stroke:#1f6feb,color:#0a3069",
	done: "fill:#d3f5d8,stroke:#1a7f37,color:#0b4a1f",
	failed: "fill:#ffd8d6,stroke:#cf222e,color:#82071e",
	blocked: "fill:#fff1c2,stroke:#9a6700,color:#5c3d00"
};
/** A mermaid graph. Nodes have ids of our own: a phase may be called `end`, which mermaid takes for a word of its language. */
function phaseGraph(phases) {
	const node = new Map(phases.map(({ phase }, index) => [phase, `p${index}`]));
	const states = [...new Set(phases.map(({ state }) => state))];
	return [
		"```mermaid",
		"graph LR",
		...phases.map(({ phase, state }) => `  ${node.get(phase)}["${STATE_MARKS[state]} ${phase}"]:::${state}`),
		...phases.flatMap(({ phase, needs }) => needs.flatMap((need) => node.has(need) ? [`  ${node.get(need)} --> ${node.get(phase)}`] : [])),
		...states.map((state) => `  classDef ${state} ${FILLS[state]}`),
		"```"
	].join("\n");
}
export { statusMarkdown as n, phaseGraph as t };
