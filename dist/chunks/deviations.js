// src/lifecycle/deviations.ts
/**
* Where a phase was built otherwise than its plan says, in the message of the commit that landed it: whoever reads `git log` is told,
* and a later wave, which has no outcome of an earlier one, tells it from there.
*/
const HEADING = "Deviations from the plan:";
const MOST = 50;
/** What the executor said of its work, as the prose of a message: the summary, then one line for each deviation. */
function messageProse(summary, deviations) {
	const lines = deviations.slice(0, MOST).map((one) => `- ${one.replace(/\s+/g, " ").trim()}`);
	return lines.length === 0 ? summary : `${summary}\n\n${HEADING}\n${lines.join("\n")}`;
}
/** The deviations that a landed commit's message tells. They are a model's words, like the rest of its prose. */
function deviationsIn(message) {
	const lines = message.replace(/\r\n?/g, "\n").split("\n");
	const at = lines.lastIndexOf(HEADING);
	if (at < 0) return [];
	const end = lines.indexOf("", at);
	return lines.slice(at + 1, end < 0 ? void 0 : end).flatMap((line) => line.startsWith("- ") ? [line.slice(2)] : []).slice(0, MOST);
}
export { messageProse as n, deviationsIn as t };
