import { t as Fault } from "./fault.js";
import { r as requireDefaultBranch } from "./job2.js";
// src/entries/handlers/request-job.ts
/** What the handlers of a request, and of what comes of it, have in common: where they run, and how it is told. */
/** Who asks is checked on a forge, in a job with the default branch's workflow. `locally`: what a person does instead. */
async function requestJob({ job, github }, { what, locally }) {
	await requireDefaultBranch({
		job,
		github
	});
	const forge = await github();
	if (forge !== void 0 && job !== void 0) return {
		forge,
		job
	};
	throw new Fault("usage", "no-forge", `${what} is checked in a job on a forge`, `On your machine: ${locally}.`);
}
/** Lines, one under the other; in the summary each is an item of its own. */
const told = (lines) => ({
	text: `${lines.join("\n")}\n`,
	markdown: async () => {
		const { forgeLine } = await import("./markdown2.js");
		return lines.map((line) => `- ${forgeLine(line)}\n`).join("");
	}
});
/** The same of one line, which is no list. */
const toldLine = (line) => ({
	text: `${line}\n`,
	markdown: async () => `${(await import("./markdown2.js")).forgeLine(line)}\n`
});
export { told as n, toldLine as r, requestJob as t };
