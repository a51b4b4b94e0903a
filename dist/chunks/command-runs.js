import { n as codeSpan, t as codeBlock } from "./markdown.js";
import { r as duration } from "./words.js";
// src/report/command-runs.ts
/** Empty where nothing ran. */
function commandRuns(runs) {
	if (runs.length === 0) return "";
	const lines = runs.map(({ command, exit, seconds, timedOut }) => {
		const how = timedOut ? "ran out of time" : exit === 0 ? "passed" : `exit ${exit ?? "by a signal"}`;
		return `- ${exit === 0 && !timedOut ? "✓" : "✗"} ${codeSpan(command)} ${how}, ${duration(seconds)}`;
	});
	const failed = runs.find(({ exit, timedOut }) => exit !== 0 || timedOut);
	const output = failed && failed.tail !== "" ? [codeBlock(failed.tail.slice(-4e3))] : [];
	return [lines.join("\n"), ...output].join("\n\n");
}
export { commandRuns as t };
