import { a as setFailed, l as summary, o as setOutput, r as getInput } from "./chunks/core.js";
import { t as Fault } from "./chunks/fault.js";
import { n as codeSpan, r as forgeLine } from "./chunks/markdown.js";
import { a as takeTokens, i as diskFiles, r as wire } from "./chunks/wire.js";
import { t as readOutcome } from "./chunks/outcomes.js";
import { n as handlers, t as lifeline } from "./chunks/lifeline.js";
import { n as outcomesFolder } from "./chunks/job2.js";
import { r as gateMarkdown, t as answersMarkdown } from "./chunks/answer.js";
import { n as statusMarkdown } from "./chunks/status-markdown.js";
import { t as markdownTable } from "./chunks/table.js";
import { createReadStream } from "node:fs";
import { join, resolve } from "node:path";
import { createHash } from "node:crypto";
import { copyFile, lstat, mkdir, readdir, rm } from "node:fs/promises";
// src/entries/inputs.ts
/** The action's inputs and outputs, written once: action.yml is generated from this table (scripts/generate.ts). */
const actionCommands = [
	"validate",
	"status",
	"report",
	"issues",
	"gate",
	"approve-comment",
	"request",
	"request-review",
	"draft",
	"schedule",
	"execute",
	"verify",
	"review",
	"publish"
];
`${actionCommands.join(", ")}`;
// src/entries/action-call.ts
/** The action's inputs as a call of a command: what a person would have typed. Pure. */
/** @param outcomes the folder of the outcomes where the input names none */
function actionCall(input, outcomes) {
	const command = commandOf(input("command"));
	const lines = (name) => input(name).split("\n").flatMap((line) => line.trim() || []);
	const words = (name) => input(name).split(/[\s,]+/).filter((word) => word !== "");
	const plans = lines("plan");
	const out = input("outcomes") || outcomes;
	const call = (options, names = []) => ({
		command,
		arguments: names,
		options
	});
	const onePlan = () => {
		if (plans.length === 1) return plans;
		throw new Fault("usage", "plan-missing", `${command} ${command === "gate" ? "decides about" : "works on"} one plan: which?`, "Name it with the input `plan`.");
	};
	switch (command) {
		case "validate": return call({ format: "github" }, plans);
		case "gate": return call({}, onePlan());
		case "issues": return call({}, plans.length === 0 ? [] : onePlan());
		case "report": return call({ html: input("html").trim() || void 0 }, plans.length === 0 ? [] : onePlan());
		case "schedule": {
			const after = input("after").trim();
			return call({
				phase: words("phases"),
				fix: words("fix"),
				out,
				dryRun: input("dry-run").trim() === "true",
				...after ? { after } : {}
			}, plans.length === 0 ? [] : onePlan());
		}
		case "request": return call({
			out,
			issue: input("issue").trim() || void 0
		}, [input("goal").trim()]);
		case "request-review": return call({ out }, words("pull"));
		case "draft": return call({
			out,
			outcomes: out,
			context: lines("context")
		});
		case "execute": return call({
			phase: input("phase").trim() || void 0,
			out,
			context: lines("context")
		});
		case "review": return call({
			out,
			context: lines("context")
		});
		case "verify":
		case "publish": return call({ out });
		default: return call({}, plans);
	}
}
/** `run` is a name that people will try here: it is refused by name, with the way out. */
function commandOf(command) {
	if (command === "run") throw new Fault("usage", "run-in-ci", "`run` is for the machine of a person: here its steps are jobs of their own, so that the key, the token and model-written code never meet", "Use the execute workflow: schedule, execute, verify, review and publish as separate jobs (docs/architecture.md).");
	const known = actionCommands.find((name) => name === command);
	if (known !== void 0) return known;
	throw new Fault("usage", "command-unknown", `the action has no command ${JSON.stringify(command)}`, `One of: ${actionCommands.join(", ")}.`);
}
/** Bytes of one outcome document. */
const DOCUMENT_MOST = 33554432;
/** Files of one artifact: an outcome, a bundle, a transcript, and some to spare. */
const FILES_MOST$1 = 16;
/** In order; the first that objects is the reason. */
const gatherGuards = {
	"a job of this wave has such a name": ({ expected: { name }, phases }) => filesOf(name, phases) === void 0 ? "no job of this wave has that name" : void 0,
	"one job made one outcome": ({ expected, every }) => every.filter(({ name }) => name === expected.name).length > 1 ? "two outcomes are said to be of this job" : void 0,
	"all of it is plain files": ({ download: { files } }) => {
		const odd = files.find(({ kind }) => kind !== "file");
		return odd ? `${shown(odd.name)} is no plain file` : void 0;
	},
	"no name leads elsewhere": ({ download: { files } }) => {
		const odd = files.find(({ name }) => !/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name) || name.includes(".."));
		return odd ? `${shown(odd.name)} is no name of an outcome file` : void 0;
	},
	"it holds what such a job yields": ({ expected: { name }, download: { files }, phases }) => {
		const known = filesOf(name, phases) ?? [];
		const odd = files.find((file) => !known.includes(file.name));
		return odd ? `${shown(odd.name)} is nothing that ${name} yields` : void 0;
	},
	"it is within the limits": ({ download: { files } }) => {
		const bytes = files.reduce((sum, { size }) => sum + size, 0);
		const large = files.find(({ name, size }) => name.endsWith(".json") && size > DOCUMENT_MOST);
		if (large) return `${shown(large.name)} has more than ${DOCUMENT_MOST} bytes`;
		return files.length > FILES_MOST$1 || bytes > 1073741824 ? `it is larger than an outcome can be (${files.length} files, ${bytes} bytes)` : void 0;
	},
	"its digest is what the job said": ({ expected, download: { files } }) => outcomeDigest(files) === expected.digest ? void 0 : "no download has the digest that the job said"
};
/** Takes of the downloads what was expected, each at most once; everything else stays where it is. */
function gather(every, downloads, phases, guards = Object.values(gatherGuards)) {
	const gathered = {
		taken: [],
		missing: []
	};
	for (const expected of every) {
		let why = "nothing was downloaded";
		let nearest = -1;
		const found = downloads.find((download) => {
			const index = guards.findIndex((guard) => guard({
				expected,
				download,
				every,
				phases
			}) !== void 0);
			if (index === -1) return true;
			if (index > nearest) why = guards[index]({
				expected,
				download,
				every,
				phases
			});
			nearest = Math.max(nearest, index);
			return false;
		});
		if (found && !gathered.taken.some(({ expected: { name } }) => name === expected.name)) gathered.taken.push({
			expected,
			download: found
		});
		else if (!found) gathered.missing.push({
			name: expected.name,
			why
		});
	}
	return gathered;
}
/** Hex SHA-256 over `name NUL sha256 LF` of each file, sorted by name: the same whatever unpacked them. */
function outcomeDigest(files) {
	const hash = createHash("sha256");
	for (const { name, sha256 } of files.toSorted((a, b) => a.name < b.name ? -1 : 1)) hash.update(`${name}\0${sha256}\n`);
	return hash.digest("hex");
}
/** Lines of `expect`. Empty ones are jobs that said nothing. A line that does not fit is told as one. */
function expectedIn(text) {
	const expected = [];
	const misfits = [];
	for (const line of text.split("\n").map((one) => one.trim())) {
		if (/^[a-z0-9-]*$/.test(line)) continue;
		const [, name, digest] = /^([a-z]+(?:-\d{1,2})?)(?: \d+)? ([0-9a-f]{64})$/.exec(line) ?? [];
		if (name === void 0 || digest === void 0) misfits.push(line.slice(0, 100));
		else if (!expected.some((one) => one.name === name && one.digest === digest)) expected.push({
			name,
			digest
		});
	}
	return {
		expected,
		misfits
	};
}
/** The files that a job of this name may yield; undefined: there is no such job. */
function filesOf(name, phases) {
	if (name === "request") return ["request.json"];
	if (name === "target") return ["target.json"];
	if (name === "draft") return ["draft.json", "transcript-draft.jsonl"];
	if (name === "schedule") return ["schedule.json"];
	if (name === "verification") return ["verification.json"];
	if (name === "review") return ["review.json", "review-transcript.jsonl"];
	const leg = /^leg-(0|[1-9]\d?)$/.exec(name)?.[1];
	const phase = leg === void 0 ? void 0 : phases?.[Number(leg)];
	if (phase === void 0) return void 0;
	return [
		`result-${phase}.json`,
		`work-${phase}.bundle`,
		`transcript-${phase}.jsonl`
	];
}
const shown = (name) => JSON.stringify(name.slice(0, 100));
/**
* Checkpoints of legs that ended without an outcome. Nobody could say their digests: who made them is gone. So they are never taken for
* an outcome, only for what a crashed session had built: kept, not landed, and asked anew in all that they claim (trust.md T5, T7).
*/
function checkpointsOf(downloads, orphans) {
	const found = [];
	for (const phase of orphans) {
		const files = downloads.flatMap(({ folder, files }) => files.flatMap(({ name, kind, size }) => {
			if (kind !== "file" || size > 1073741824) return [];
			const to = checkpointName(name, phase);
			return to === void 0 ? [] : [{
				from: name,
				folder,
				to
			}];
		}));
		if (files.length > 0) found.push({
			phase,
			files
		});
	}
	return found;
}
/** What a session handed out as it was ended is its last checkpoint, however it was called. */
function checkpointName(name, phase) {
	if (name === `result-${phase}.json`) return `checkpoint-${phase}-999999.json`;
	if (name === `work-${phase}.bundle`) return `checkpoint-${phase}-999999.bundle`;
	return new RegExp(`^checkpoint-${phase}-\\d{1,6}\\.(?:json|bundle)$`).test(name) ? name : void 0;
}
// src/adapters/files/downloads.ts
/** Looks at what was downloaded, and puts together what is uploaded: plain files only, nothing followed. */
/** Folders of one run: 32 legs, their checkpoints, and the other jobs'. */
const FOLDERS_MOST = 1e3;
const FILES_MOST = 64;
/**
* The artifacts below a folder: each in a folder of its own, or, where there is only one, in the folder itself: that is how
* actions/download-artifact unpacks them.
*/
async function downloadsIn(folder) {
	const names = (await readdir(folder).catch(() => [])).sort().slice(0, FOLDERS_MOST);
	const own = [];
	const downloads = [];
	for (const name of names) {
		const file = await lookAt(folder, name);
		if (file.kind === "folder") downloads.push(await downloadAt(join(folder, name)));
		else own.push(file);
	}
	return own.length > 0 ? [{
		folder,
		files: own
	}, ...downloads] : downloads;
}
async function downloadAt(folder) {
	const names = (await readdir(folder)).sort().slice(0, FILES_MOST);
	const files = [];
	for (const name of names) files.push(await lookAt(folder, name));
	return {
		folder,
		files
	};
}
async function lookAt(folder, name) {
	const path = join(folder, name);
	const facts = await lstat(path);
	const kind = facts.isFile() ? "file" : facts.isDirectory() ? "folder" : facts.isSymbolicLink() ? "link" : "other";
	const readable = kind === "file" && facts.size <= 1073741824;
	return {
		name,
		kind,
		size: facts.size,
		sha256: readable ? await sha256Of(path) : void 0
	};
}
/** Copies these of a folder's files to another, under their own names or others. */
async function copyInto(to, from, files) {
	await mkdir(to, { recursive: true });
	for (const file of files) await copyFile(join(from, file.from), join(to, file.to));
}
/** A new folder with these of a step's files, as far as they are there, and the digest that the next jobs hold it against. */
async function handOver(to, from, names) {
	await rm(to, {
		recursive: true,
		force: true
	});
	const there = [];
	for (const name of names) {
		const file = await lookAt(from, name).catch(() => void 0);
		if (file?.kind === "file") there.push(file);
	}
	if (there.length === 0) return void 0;
	await copyInto(to, from, there.map(({ name }) => ({
		from: name,
		to: name
	})));
	return {
		folder: to,
		digest: outcomeDigest(there)
	};
}
async function sha256Of(path) {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path)) hash.update(chunk);
	return hash.digest("hex");
}
// src/entries/downloaded.ts
/** Between two jobs of a run: takes what was downloaded by the digests that earlier jobs said, and hands on what this step made (T5). */
/** Steps that read what earlier jobs made. */
const READS = /* @__PURE__ */ new Set([
	"draft",
	"execute",
	"verify",
	"review",
	"publish"
]);
/**
* Copies the expected outcomes from the downloads (`<folder>/in`) to `folder`, and for `publish` the checkpoints of those who ended without
* a word (`<folder>/checkpoints`, apart: a single artifact is unpacked without a folder of its own). Whatever else was downloaded stays
* where it is. Faults: `expect-misfit`, `schedule-missing`.
*/
async function takeDownloads({ command, folder, expect }, progress, guards = Object.values(gatherGuards)) {
	if (!READS.has(command)) return;
	const { expected, misfits } = expectedIn(expect);
	if (misfits.length > 0) throw new Fault("usage", "expect-misfit", `the input \`expect\` has a line that does not fit: ${JSON.stringify(misfits[0])}`, "One line an outcome: its name and the digest that the job which made it gave out.");
	if (command === "review" && expected.length === 0) return;
	const downloads = await downloadsIn(join(folder, "in"));
	if (expected.some(({ name }) => name === "request" || name === "target")) {
		const drafting = gather(expected, downloads, void 0, guards);
		for (const { download } of drafting.taken) await copy(download, folder);
		for (const { name, why } of drafting.missing) progress.note(`${name} is not taken: ${why}`);
		return;
	}
	const ofSchedule = (one) => one.name === "schedule";
	const first = gather(expected.filter(ofSchedule), downloads, void 0, guards);
	const [schedule] = first.taken;
	if (schedule === void 0) {
		const why = first.missing[0]?.why ?? "no job said that it made one";
		throw new Fault("undecided", "schedule-missing", `the schedule of this run is not here: ${why}`, "Download the artifact of the job schedule, and hand its digest on in `expect`.");
	}
	await copy(schedule.download, folder);
	const read = readOutcome("schedule", await diskFiles.read(join(folder, "schedule.json")));
	if (!read.ok) throw new Fault("undecided", "outcome-unusable", read.message, "Run all jobs again.");
	const phases = read.outcome.legs.map(({ phase }) => phase);
	const rest = gather(expected.filter((one) => !ofSchedule(one)), downloads, phases, guards);
	for (const { download } of rest.taken) await copy(download, folder);
	for (const { name, why } of rest.missing) progress.note(`${name} is not taken: ${why}`);
	if (command !== "publish") return;
	const whole = new Set(rest.taken.map(({ expected }) => expected.name));
	const orphans = phases.filter((_, leg) => !whole.has(`leg-${leg}`));
	const kept = await downloadsIn(join(folder, "checkpoints"));
	for (const { phase, files } of checkpointsOf(kept, orphans)) {
		progress.note(`${phase}: its job ended without a word, and its last checkpoint is what it had built`);
		for (const file of files) await copyInto(folder, file.folder, [file]);
	}
}
const copy = ({ folder, files }, to) => copyInto(to, folder, files.map(({ name }) => ({
	from: name,
	to: name
})));
/** What this step made, in a folder of its own, for one upload; undefined: nothing that the next jobs could use. */
function handOn(command, folder, phase) {
	const files = {
		request: ["request.json"],
		"request-review": ["target.json"],
		draft: ["draft.json", "transcript-draft.jsonl"],
		schedule: ["schedule.json"],
		execute: [
			`result-${phase}.json`,
			`work-${phase}.bundle`,
			`transcript-${phase}.jsonl`
		],
		verify: ["verification.json"],
		review: ["review.json", "review-transcript.jsonl"]
	};
	return handOver(join(folder, "out"), folder, files[command] ?? []);
}
// src/entries/summary.ts
/** GitHub shows nothing of a summary above 1 MiB (github.md G9). */
const MOST = 1e6;
const ROWS = 200;
function actionSummary(command, json) {
	const text = textOf(command, json);
	return text.length > MOST ? `${text.slice(0, MOST)}\n\n(cut: the whole answer is the output \`json\`)\n` : text;
}
function textOf(command, json) {
	switch (command) {
		case "status": return statuses(json);
		case "gate": {
			const { plan, decisions } = json;
			return `**Planfile**: ${codeSpan(plan)}\n\n${gateMarkdown(decisions)}\n`;
		}
		case "approve-comment": {
			const { answers } = json;
			return answers.length > 0 ? answersMarkdown(answers) : "The comment commands nothing.\n";
		}
		case "validate": return problems(json);
		default: return "";
	}
}
const statuses = ({ plans, unreadable }) => [
	...plans.map((plan) => statusMarkdown(plan)),
	...unreadable.map(({ plan, message, fix }) => `${codeSpan(plan)}: ${forgeLine(message)} ${forgeLine(fix)}`),
	...plans.length + unreadable.length === 0 ? ["There are no plans here."] : []
].join("\n\n");
function problems({ files, problems }) {
	if (files.length === 0) return "There are no plans here.\n";
	if (problems.length === 0) return `**Planfile**: no problems in ${files.map(codeSpan).join(", ")}.\n`;
	const table = markdownTable({
		columns: [
			{ title: "place" },
			{ title: "severity" },
			{ title: "what" },
			{ title: "fix" }
		],
		rows: problems.slice(0, ROWS).map(({ file, line, column, severity, code, message, fix }) => [
			codeSpan(`${file}:${line}:${column}`),
			severity,
			`${forgeLine(message)} ${codeSpan(code)}`,
			forgeLine(fix)
		])
	});
	const left = problems.length - ROWS;
	return `**Planfile**: ${problems.length} problems\n\n${table}\n${left > 0 ? `\nand ${left} more\n` : ""}`;
}
// src/entries/action.ts
/** The action: the same handlers as the command line, with inputs, outputs, annotations and a summary as the runner has them. */
process.exitCode = await main();
async function main() {
	const signal = lifeline(process);
	try {
		const env = takeTokens(process.env);
		const cwd = resolve(env.GITHUB_WORKSPACE ?? ".", getInput("working-directory"));
		const tools = wire({
			env,
			stdin: {},
			stdout: {},
			stderr: process.stderr,
			cwd
		});
		const call = actionCall(getInput, tools.job ? outcomesFolder(tools.job) : join(cwd, ".planfile"));
		const folder = typeof call.options.out === "string" ? resolve(cwd, call.options.out) : void 0;
		if (folder) await takeDownloads({
			command: call.command,
			folder,
			expect: getInput("expect")
		}, tools.progress);
		try {
			const answer = await (await handlers[call.command]())({
				call,
				wire: tools,
				cwd,
				signal
			});
			process.stdout.write(answer.text);
			setOutput("holds", answer.exit === 0);
			setOutput("errors", errorsIn(answer.json));
			setOutput("json", answer.json);
			for (const [name, value] of Object.entries(answer.outputs ?? {})) setOutput(name, value);
			if (process.env.GITHUB_STEP_SUMMARY) {
				const more = await answer.markdown?.() ?? "";
				await summary.addRaw(`${actionSummary(call.command, answer.json)}\n${more}`).write();
			}
			return answer.exit;
		} finally {
			tools.progress.end?.();
			if (folder) await handOnOutcome(call, folder);
		}
	} catch (thrown) {
		const fault = thrown instanceof Fault ? thrown : void 0;
		const message = fault ? `${fault.message}. ${fault.fix}` : `this should not have happened: ${String(thrown)}`;
		setFailed(message);
		if (process.env.GITHUB_STEP_SUMMARY) await summary.addRaw(`**Planfile** could not answer: ${forgeLine(message)}\n`).write();
		return fault?.exit ?? 3;
	}
}
async function handOnOutcome({ command, options }, folder) {
	const outcome = await handOn(command, folder, typeof options.phase === "string" ? options.phase : void 0);
	setOutput("outcome", outcome?.folder ?? "");
	setOutput("digest", outcome?.digest ?? "");
}
function errorsIn(json) {
	return (json.problems ?? []).filter(({ severity }) => severity === "error").length;
}
export {};
