import { t as readOutcome } from "./outcomes.js";
import { t as Fault } from "./fault.js";
import { join } from "node:path";
// src/commands/outcome-files.ts
/** Where the outcomes of one wave lie in their folder, and how they are read and written. */
const outcomePath = (folder, kind, phase) => join(folder, phase === void 0 ? `${kind}.json` : `${kind}-${phase}.json`);
const bundleName = (phase) => `work-${phase}.bundle`;
const transcriptName = (phase) => `transcript-${phase}.jsonl`;
/** No phase's: a phase may be called `review`. */
const REVIEW_TRANSCRIPT = "review-transcript.jsonl";
/** What a session left, where it can become no commit. */
const treeName = (phase) => `tree-${phase}`;
/** The nth checkpoint of a phase, from 1; its bundle's name ends otherwise. */
const checkpointName = (phase, n) => `checkpoint-${phase}-${n}`;
const checkpointPath = (folder, phase, n) => join(folder, `${checkpointName(phase, n)}.json`);
const checkpointBundle = (phase, n) => `${checkpointName(phase, n)}.bundle`;
/** The checkpoints of a phase that are whole, the last first: each a result, as if the session had been cut off there. */
async function checkpoints(files, folder, phase) {
	const found = [];
	for (const n of await checkpointNumbers(files, folder, phase)) {
		const read = readOutcome("result", await files.read(checkpointPath(folder, phase, n)));
		if (read.ok) found.push({
			...read.outcome,
			bundle: read.outcome.bundle && checkpointBundle(phase, n)
		});
	}
	return found;
}
/** The last first. */
async function checkpointNumbers(files, folder, phase) {
	return (await files.list(folder)).map((name) => /^checkpoint-([a-z0-9-]+)-(\d{1,6})\.json$/.exec(name)).flatMap((match) => match?.[1] === phase ? [Number(match[2])] : []).sort((a, b) => b - a);
}
/** Keeps the last `most` checkpoints of a phase: each holds all of the work, and only a broken one makes somebody ask for the one before. */
async function pruneCheckpoints(files, folder, phase, most) {
	for (const n of (await checkpointNumbers(files, folder, phase)).slice(most)) {
		await files.removeInside(folder, checkpointPath(folder, phase, n));
		await files.removeInside(folder, join(folder, checkpointBundle(phase, n)));
	}
}
/** Writes an outcome, checked against its own schema first: what does not fit would be refused by the next step. */
async function writeOutcome(files, folder, outcome, phase, path = outcomePath(folder, outcome.kind, phase)) {
	const text = `${JSON.stringify(outcome, null, 2)}\n`;
	const checked = readOutcome(outcome.kind, new TextEncoder().encode(text));
	if (!checked.ok) throw new Error(checked.message);
	await files.write(path, text);
	return path;
}
/** An outcome that must be there and fit. Throws `undecided` otherwise: nobody can go on without it. */
async function needOutcome(files, folder, kind, phase) {
	const path = outcomePath(folder, kind, phase);
	const read = readOutcome(kind, await files.read(path));
	if (read.ok) return read.outcome;
	throw new Fault("undecided", "outcome-unusable", `${path}: ${read.message}`, `Run the step that yields it: planfile ${stepOf(kind)} --out ${folder}`);
}
/** An outcome that may be missing; `undefined` then. One that is there and does not fit is a message, never trusted. */
async function tryOutcome(files, folder, kind, phase) {
	const read = readOutcome(kind, await files.read(outcomePath(folder, kind, phase)));
	return read.ok ? {
		outcome: read.outcome,
		message: ""
	} : {
		outcome: void 0,
		message: read.message
	};
}
const stepOf = (kind) => ({
	schedule: "schedule",
	result: "execute",
	verification: "verify",
	review: "review",
	landing: "publish",
	request: "request",
	draft: "draft",
	target: "request-review"
})[kind];
export { checkpoints as a, pruneCheckpoints as c, tryOutcome as d, writeOutcome as f, checkpointPath as i, transcriptName as l, bundleName as n, needOutcome as o, checkpointBundle as r, outcomePath as s, REVIEW_TRANSCRIPT as t, treeName as u };
