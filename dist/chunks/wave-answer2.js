import { n as codeSpan, r as forgeLine } from "./markdown.js";
import { t as markdownTable } from "./table.js";
// src/report/wave-answer.ts
function waveMarkdown({ schedule, dryRun, estimates = [], doubts, notes = [], url }) {
	const { plan, legs, held } = schedule;
	const phases = legs.map(({ phase }) => codeSpan(phase)).join(", ");
	const verb = dryRun ? "Would start" : "Started";
	const said = legs.length > 0 ? `${verb} ${phases}` : dryRun ? "Nothing would start" : "Nothing was started";
	const lines = [`**Planfile: ${codeSpan(plan)}** ${said}${url && !dryRun ? `, [in this run](${url})` : ""}.`, ""];
	if (estimates.length > 0) {
		const rows = estimates.map(({ phase, model, usd }) => [
			codeSpan(phase),
			codeSpan(model),
			usdRange(usd)
		]);
		lines.push(markdownTable({
			columns: [
				{ title: "phase" },
				{ title: "model" },
				{ title: "usd" }
			],
			rows
		}), "");
	}
	if (held.length > 0) {
		const rows = held.map(({ phase, code, message, fix }) => [
			codeSpan(phase),
			`${forgeLine(message)} ${codeSpan(code)}`,
			fix ? codeSpan(fix) : ""
		]);
		lines.push(markdownTable({
			columns: [
				{ title: "not started" },
				{ title: "why" },
				{ title: "how to go on" }
			],
			rows
		}), "");
	}
	lines.push(...notes.map((note) => `- ${forgeLine(note)}`));
	lines.push(...doubts.map((doubt) => `- Held against the runs of this repository: ${forgeLine(doubt)}`));
	return `${lines.join("\n").trimEnd()}\n`;
}
const usdRange = ({ low, high }) => low === null || high === null ? "no price is known" : `${low.toFixed(2)} to ${high.toFixed(2)}`;
export { waveMarkdown as n, usdRange as t };
