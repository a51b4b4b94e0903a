import { t as checkPlans } from "./check.js";
import { t as applyFixes } from "./fix.js";
import { n as isPlanPath, r as readPlan, t as declaresPlan } from "./read.js";
import { n as withSeverities, t as readPolicy } from "./read3.js";
import { n as POLICY_PATH } from "./schema.js";
import { t as Fault } from "./fault.js";
import { n as cleanLine, r as visible } from "./clean.js";
import { n as gateText } from "./gate.js";
import { t as fastStringWidth } from "./dist.js";
import { t as plain } from "./paint.js";
import { n as counted } from "./words.js";
import { o as statusText } from "./status.js";
import { i as text, n as list, t as flag } from "./answer2.js";
import { n as tellPull } from "./comments2.js";
import { join, relative, resolve, sep } from "node:path";
// src/commands/validate.ts
/** validate: all problems of all files. It reads the work tree, calls nothing, needs no repository when files are named. */
/** Without files: every plan of the work tree. No plan at all is no failure; a named file that cannot be read is. */
async function validate({ files, cwd, fix = false }, ports) {
	const root = ports.repository?.root ?? cwd;
	const named = files.length > 0;
	const reading = {
		files: ports.files,
		inside: ports.repository !== void 0
	};
	const paths = named ? (await Promise.all(files.map((file) => plansOf(toPath(resolve(cwd, file), root), root, reading)))).flat() : await everyPlan(root, ports.files);
	const validation = {
		files: [],
		problems: [],
		plans: [],
		texts: /* @__PURE__ */ new Map(),
		fixed: [],
		holds: true
	};
	const readings = [];
	for (const path of new Set(paths)) {
		const read = await readBytes(root, path, reading);
		if ("problem" in read) {
			validation.files.push(path);
			validation.problems.push(unreadable(path, read.problem));
			continue;
		}
		if (!named && !declaresPlan(read.bytes)) continue;
		validation.files.push(path);
		const bytes = fix ? await mended(path, resolve(root, path), read.bytes, ports.files, validation) : read.bytes;
		validation.texts.set(path, new TextDecoder().decode(bytes));
		readings.push(readPlan(bytes, path));
	}
	for (const { problems, plan } of checkPlans(readings)) {
		validation.problems.push(...problems);
		if (plan) validation.plans.push(plan);
	}
	const policy = await policyInForce(ports.repository);
	if (policy.problems.length > 0) {
		validation.files.push(POLICY_PATH);
		validation.texts.set(POLICY_PATH, policy.text);
		validation.problems.push(...policy.problems);
	}
	validation.problems = withSeverities(validation.problems, policy.policy?.rules ?? {});
	validation.problems.sort((a, b) => order(a.file, b.file) || a.line - b.line || a.column - b.column);
	validation.holds = !validation.problems.some(({ severity }) => severity === "error");
	return validation;
}
/** The bytes after what could be mended was written back. */
async function mended(path, absolute, bytes, files, { fixed }) {
	const { problems } = readPlan(bytes, path);
	if (!problems.some(({ edit }) => edit)) return bytes;
	const after = applyFixes(bytes, problems);
	await files.write(absolute, after.bytes);
	fixed.push(...after.problems);
	return after.bytes;
}
/** The default branch's, as for every command; outside of a repository the default. */
async function policyInForce(repository) {
	const commit = await repository?.defaultCommit();
	const bytes = commit === void 0 ? void 0 : await repository?.read(commit, POLICY_PATH);
	return {
		...readPolicy(bytes, POLICY_PATH),
		text: new TextDecoder().decode(bytes)
	};
}
const toPath = (absolute, root) => {
	const path = relative(root, absolute).split(sep).join("/");
	return path === "" ? "." : path;
};
const order = (a, b) => a < b ? -1 : a > b ? 1 : 0;
async function everyPlan(root, files) {
	const folder = await files.list(join(root, "plans"));
	return [...await files.list(root), ...folder.map((name) => `plans/${name}`)].filter(isPlanPath).sort();
}
/** A named folder stands for its plans. One without any is read as a file, which fails: nothing of what somebody named was checked. */
async function plansOf(path, root, reading) {
	const all = path === "." ? await everyPlan(root, reading.files) : (await reading.files.list(resolve(root, path))).filter((name) => name.endsWith(".md")).map((name) => `${path}/${name}`);
	const plans = [];
	for (const one of all) {
		const read = await readBytes(root, one, reading);
		if ("bytes" in read && declaresPlan(read.bytes)) plans.push(one);
	}
	return plans.length > 0 ? plans : [path];
}
/** In a repository no link leads out of it: the lines that a problem shows are the repository's own. */
async function readBytes(root, name, { files, inside }) {
	const path = resolve(root, name);
	try {
		const bytes = inside && !name.startsWith("../") ? await files.readInside(root, path) : await files.read(path);
		if (bytes !== void 0) return { bytes };
		return { problem: {
			message: "there is no such file",
			fix: "Check the path; `planfile status` lists the plans."
		} };
	} catch (error) {
		return { problem: {
			message: error.message,
			fix: "Name a regular file that you may read."
		} };
	}
}
const unreadable = (file, { message, fix }) => ({
	code: "unreadable",
	severity: "error",
	file,
	line: 1,
	column: 1,
	message,
	fix
});
// src/report/frame.ts
/** The place of a problem, shown with the lines around it. */
const BEFORE = 2;
const AFTER = 1;
const TAB = "  ";
/** How much of a long line is shown, in UTF-16 code units. */
const WINDOW = 100;
/** Lines around the place with a caret below it; empty where the source has no such line. */
function codeFrame(source, place, paint = plain) {
	const lines = source.split(/\r\n|\r|\n/);
	const target = lines[place.line - 1];
	if (target === void 0) return "";
	const first = Math.max(1, place.line - BEFORE);
	const last = Math.min(lines.length, place.line + AFTER);
	const gutter = String(last).length;
	const cut = windowOf(target, place.column);
	const shown = [];
	for (let number = first; number <= last; number += 1) {
		const isTarget = number === place.line;
		const margin = `${isTarget ? ">" : " "} ${String(number).padStart(gutter)} |`;
		const text = shownLine(lines[number - 1], isTarget ? cut : {
			from: 0,
			to: WINDOW
		});
		shown.push(`${isTarget ? paint.red(margin) : paint.dim(margin)} ${text}`.trimEnd());
		if (isTarget) shown.push(`${paint.dim(`  ${" ".repeat(gutter)} |`)} ${paint.red(caret(target, place, cut))}`);
	}
	return shown.join("\n");
}
/** A long line is cut so that the place stands in its middle. */
function windowOf(line, column) {
	if (line.length <= WINDOW) return {
		from: 0,
		to: line.length
	};
	const from = Math.min(Math.max(0, column - 1 - WINDOW / 2), line.length - WINDOW);
	return {
		from,
		to: from + WINDOW
	};
}
function shownLine(line, { from, to }) {
	return `${from > 0 ? "…" : ""}${display(line.slice(from, to))}${to < line.length ? "…" : ""}`;
}
/** Where the place ends: on its line, at least one column wide, and no wider than what is shown. */
function caret(line, place, cut) {
	const start = Math.min(Math.max(place.column - 1, cut.from), cut.to);
	const end = place.endLine === void 0 || place.endLine === place.line ? (place.endColumn ?? place.column + 1) - 1 : line.length;
	const before = fastStringWidth(display(line.slice(cut.from, start))) + (cut.from > 0 ? 1 : 0);
	const width = fastStringWidth(display(line.slice(start, Math.min(end, cut.to))));
	return " ".repeat(before) + "^".repeat(Math.max(1, width));
}
function display(text) {
	return visible(text).replaceAll("\n", "").replaceAll("	", TAB);
}
// src/report/problems.ts
/** Problems of plans and policies: for a terminal, as data, and as a workflow's annotations. */
const SEVERITIES = [
	"error",
	"warning",
	"note"
];
/** All problems in the order given, each with its frame, then one line that counts them. */
function problemsText({ problems, files, texts }, paint = plain) {
	const tint = {
		error: paint.red,
		warning: paint.yellow,
		note: paint.cyan
	};
	return [...problems.map((problem) => {
		const { file, line, column, severity, code, message, fix } = problem;
		const place = `${cleanLine(file)}:${line}:${column}`;
		const head = `${paint.bold(place)} ${tint[severity](severity)} ${paint.dim(code)} ${cleanLine(message, 500)}`;
		const source = texts.get(file);
		const frame = source === void 0 ? "" : codeFrame(source, problem, paint);
		return [
			head,
			...frame ? [frame] : [],
			...fix ? [`  ${paint.cyan("fix:")} ${cleanLine(fix, 500)}`] : []
		].join("\n");
	}), problemsSummary({
		problems,
		files
	}, paint)].join("\n\n");
}
/** `2 errors, 1 warning in 1 of 3 files`, or that nothing is wrong. */
function problemsSummary({ problems, files }, paint = plain) {
	const looked = counted(files.length, "file");
	if (problems.length === 0) return paint.green(`No problems in ${looked}.`);
	const counts = SEVERITIES.flatMap((severity) => {
		const count = problems.filter((problem) => problem.severity === severity).length;
		return count > 0 ? [counted(count, severity)] : [];
	});
	const touched = new Set(problems.map(({ file }) => file)).size;
	const text = `${counts.join(", ")} in ${touched < files.length ? `${touched} of ${looked}` : looked}.`;
	return problems.some(({ severity }) => severity === "error") ? paint.red(text) : paint.yellow(text);
}
/** The most annotations of one level that GitHub takes from a step (github.md G9). */
const ANNOTATIONS = 10;
const COMMANDS = {
	error: "error",
	warning: "warning",
	note: "notice"
};
/** Workflow commands, worst first; `left` counts those that GitHub would drop, for the summary to tell. */
function problemsAnnotations(problems) {
	const kept = SEVERITIES.flatMap((severity) => problems.filter((problem) => problem.severity === severity).slice(0, ANNOTATIONS));
	return {
		lines: kept.map(annotation),
		left: problems.length - kept.length
	};
}
function annotation({ severity, file, code, message, fix, ...place }) {
	const properties = {
		file,
		line: place.line,
		endLine: place.endLine ?? place.line,
		...place.endLine === void 0 || place.endLine === place.line ? {
			col: place.column,
			endColumn: place.endColumn ?? place.column
		} : {},
		title: code
	};
	return workflowCommand(COMMANDS[severity], properties, `${cleanLine(message, 1e3).replace(/\.?$/, ".")} ${cleanLine(fix, 1e3)}`.trim());
}
/** A command of the workflow log. Escaped as @actions/core does it, which prints it itself and so cannot be used here. */
function workflowCommand(name, properties, text) {
	const data = (value) => value.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
	const property = (value) => data(value).replaceAll(":", "%3A").replaceAll(",", "%2C");
	return `::${name} ${Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`).join(",")}::${data(text)}`;
}
// src/entries/handlers/plans.ts
/** Handlers of what people type about plans: validate, approve, gate, status. */
const onValidate = async ({ call, wire, cwd }) => {
	await using git = await repositoryOrNone(wire, cwd, call.arguments.length > 0);
	const validation = await validate({
		files: call.arguments,
		cwd,
		fix: flag(call, "fix")
	}, {
		files: wire.files,
		repository: git?.repository
	});
	await tellPull(wire, validation);
	const { problems, plans, files, fixed, holds } = validation;
	const json = {
		holds,
		files,
		problems,
		fixed,
		plans: plans.map(({ id, path, title, phases }) => ({
			id,
			path,
			title,
			phases: phases.map(({ id: phase, digest }) => ({
				phase,
				digest
			}))
		}))
	};
	for (const { file, line, column, code } of fixed) wire.progress.note(`fixed ${code} at ${cleanLine(file)}:${line}:${column}`);
	const printed = {
		json: () => `${JSON.stringify(json, null, 2)}\n`,
		github: () => {
			const { lines, left } = problemsAnnotations(problems);
			const more = left > 0 ? [`${left} more problems are not shown as annotations.`] : [];
			return `${[
				...lines,
				...more,
				problemsSummary(validation)
			].join("\n")}\n`;
		},
		text: () => files.length === 0 ? "There are no plans here: no PLAN.md, and no markdown file in plans/ whose front matter says `planfile: 1`.\n" : `${problemsText(validation, wire.paint)}\n`
	}[text(call, "format") ?? "text"];
	const markdown = async () => {
		const { planMarkdown } = await import("./validation.js");
		return plans.map(planMarkdown).join("\n");
	};
	return {
		exit: holds ? 0 : 1,
		json,
		text: printed(),
		markdown
	};
};
const onExplain = async ({ call }) => {
	const { explain } = await import("./explain.js");
	const explanation = explain(call.arguments[0]);
	return {
		exit: 0,
		json: explanation,
		text: explanation.page
	};
};
/** Named files can be checked anywhere; "every plan of the repository" needs one. */
async function repositoryOrNone(wire, cwd, named) {
	try {
		return await wire.checkout(cwd);
	} catch (fault) {
		if (named && fault instanceof Fault && fault.code === "not-a-repository") return void 0;
		throw fault;
	}
}
const onApprove = async ({ call, wire, cwd }) => {
	const { approve } = await import("./approve.js");
	await using git = await wire.git(cwd);
	const person = await wire.person(cwd);
	const forge = await wire.forge(git, person.identity);
	const ports = {
		...wire,
		git,
		seal: await wire.seal(),
		person,
		forge
	};
	const { where, by, set, approved, standing } = await approve({
		name: call.arguments[0],
		cwd,
		phases: list(call, "phase"),
		yes: flag(call, "yes")
	}, ports);
	for (const note of where.notes) wire.progress.note(note);
	const { green, dim } = wire.paint;
	const lines = [
		...approved.map(({ phase, digest }) => `${green("✓")} ${phase} ${dim(digest.slice(0, 12))} approved`),
		...standing.map((phase) => dim(`✓ ${phase} needs no further approval`)),
		dim(`by ${cleanLine(by)}, set digest ${set.slice(0, 32)}; it allows this machine's run`),
		`next: planfile run ${where.plan.id}`
	];
	return {
		exit: 0,
		json: {
			plan: where.plan.id,
			by,
			set,
			approved,
			standing
		},
		text: `${lines.join("\n")}\n`
	};
};
const onGate = async ({ call, wire, cwd }) => {
	const { gate } = await import("./gate3.js");
	await using git = await wire.git(cwd);
	const person = await wire.person(cwd);
	const forge = await wire.forge(git, person.identity);
	const ports = {
		...wire,
		git,
		seal: await wire.seal(),
		person,
		forge
	};
	const { where, set, decisions, lapsed, exit } = await gate({
		name: call.arguments[0],
		cwd,
		phases: list(call, "phase")
	}, ports);
	for (const note of where.notes) wire.progress.note(note);
	const { lapsedText } = await import("./lapsed.js");
	const changes = Object.fromEntries(lapsed);
	return {
		exit,
		json: {
			plan: where.plan.id,
			path: where.path,
			commit: where.commit,
			set,
			decisions,
			lapsed: changes
		},
		text: `${[gateText(decisions, wire.paint), lapsedText(lapsed, wire.paint)].filter((part) => part !== "").join("\n\n")}\n`
	};
};
const onStatus = async ({ call, wire, cwd }) => {
	const { status } = await import("./status3.js");
	await using git = await wire.git(cwd);
	if (flag(call, "policy")) {
		const { policyReport } = await import("./policy-report.js");
		const { policyText } = await import("./policy2.js");
		const inForce = await policyReport({ git });
		return {
			exit: 0,
			json: inForce,
			text: `${policyText(inForce, wire.paint)}\n`
		};
	}
	const person = await wire.person(cwd);
	const forge = await wire.forge(git, person.identity);
	const ports = {
		...wire,
		git,
		seal: await wire.seal(),
		person,
		forge
	};
	const report = await status({
		name: call.arguments[0],
		cwd
	}, ports);
	const { red, yellow } = wire.paint;
	const blocks = [
		...report.plans.map((plan) => statusText(plan, wire.paint)),
		...report.unreadable.map(({ plan, message, fix }) => `${cleanLine(plan)} ${red(cleanLine(message))}\n  fix: ${cleanLine(fix)}`),
		...report.uncommitted.map((path) => `${yellow("!")} ${cleanLine(path)} is not committed, and nothing counts of it\n  fix: git add ${cleanLine(path)} && git commit`)
	];
	return {
		exit: 0,
		json: report,
		text: `${blocks.length > 0 ? blocks.join("\n\n") : "There are no plans at HEAD, and no branch plan/<id>."}\n`
	};
};
export { onApprove, onExplain, onGate, onStatus, onValidate };
