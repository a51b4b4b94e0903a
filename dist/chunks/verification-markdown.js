import { t as commandRuns } from "./command-runs.js";
import { n as codeSpan, r as forgeLine } from "./markdown.js";
import { n as counted, r as duration } from "./words.js";
// src/report/verification-markdown.ts
/** What commands print is text here (trust.md T20). */
function verificationMarkdown({ plan, passed, leftOut, runs, tree, seconds }) {
	const holds = `${passed.length} of ${counted(passed.length + leftOut.length, "phase")} pass`;
	const told = [...passed.map(({ phase }) => ({
		phase,
		title: `✓ ${codeSpan(phase)}`
	})), ...leftOut.map(({ phase, reason, message }) => ({
		phase,
		title: `✗ ${codeSpan(phase)} left out (${reason}): ${forgeLine(message, 600)}`
	}))].map(({ phase, title }) => [`**${title}**`, commandRuns(runs.filter((run) => run.phase === phase))].filter((part) => part !== "").join("\n\n"));
	const facts = `${duration(seconds)} · tree ${codeSpan(tree.slice(0, 12))}`;
	return `${[
		`### Verify of ${codeSpan(plan)}: ${holds}`,
		...told,
		facts
	].join("\n\n")}\n`;
}
export { verificationMarkdown };
