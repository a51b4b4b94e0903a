import { i as readDocument, s as buildPlan, t as RULES } from "./rules.js";
import { _ as MAX_FRONT_MATTER, m as byPlace, p as CODES } from "./yaml-too-deep.js";
// src/plan/silence.ts
function silenced(document, problems) {
	const entries = document.header?.value?.allow ?? [];
	const used = /* @__PURE__ */ new Set();
	const kept = problems.filter((problem) => {
		if (problem.severity === "error" || problem.code === "protected-path") return true;
		const index = entries.findIndex(({ rule, phase }) => rule === problem.code && (phase === void 0 || phase === problem.phase));
		if (index !== -1) used.add(index);
		return index === -1;
	});
	for (const [index, { rule }] of entries.entries()) {
		if (used.has(index) || CODES[rule] !== "warning") continue;
		kept.push({
			code: "allow-unused",
			severity: CODES["allow-unused"],
			file: document.source.path,
			...document.front.placeAt(["allow", index]),
			message: `Nothing here breaks \`${rule}\`.`,
			fix: "Take this entry out."
		});
	}
	return kept;
}
// src/plan/read.ts
/**
* The one way from a file's bytes to a plan. Never throws, whatever the bytes are; work is bounded by the
* limits of source.ts.
*/
/** Of one rule in one file; more would help nobody. */
const MOST_FINDINGS = 100;
/**
* `path` is only reported, and compared with the plan's id. The rules are a parameter for the tests that take
* one out.
*/
function readPlan(bytes, path, rules = RULES) {
	const document = readDocument(bytes, path);
	const known = silenced(document, rules.flatMap((rule) => problemsOf(rule, document))).sort(byPlace);
	const id = document.header?.value?.id;
	const named = id === void 0 ? {} : { id };
	if (known.some(({ severity }) => severity === "error")) return {
		path,
		problems: known,
		...named
	};
	const plan = buildPlan(document);
	if (plan) return {
		path,
		plan,
		problems: known,
		...named
	};
	return {
		path,
		problems: [...known, unreadable(path)],
		...named
	};
}
const NONE = [];
function problemsOf(rule, document) {
	const found = [];
	for (const finding of rule.check(document)) {
		if (found.length === MOST_FINDINGS) {
			const last = found.at(-1);
			last.message = `${last.message} (And more of this kind.)`;
			break;
		}
		found.push(finding);
	}
	if (found.length === 0) return NONE;
	const { code } = rule;
	return found.map((finding) => ({
		...finding,
		code,
		severity: CODES[code],
		file: document.source.path
	}));
}
/** Only when a rule is missing: the rules name everything that keeps a plan from being built. */
function unreadable(file) {
	return {
		code: "unreadable",
		severity: CODES.unreadable,
		file,
		line: 1,
		column: 1,
		message: "This file could not be read as a plan, and no rule said why.",
		fix: "Report this, with the file."
	};
}
/** Where plans stand: `plans/<name>.md`, or `PLAN.md` at the top. */
function isPlanPath(path) {
	return path === "PLAN.md" || /^plans\/[^/]+\.md$/.test(path);
}
/**
* Does a file say of itself that it is a plan? A markdown file in `plans/` that does not is none, unless
* somebody named it. Looks for the key alone, so that a plan whose front matter is broken is still taken for
* one.
*/
function declaresPlan(bytes) {
	const lines = new TextDecoder().decode(bytes.subarray(0, 4 * MAX_FRONT_MATTER)).split(/\r\n|[\n\r]/);
	if (lines[0] !== "---") return false;
	const close = lines.indexOf("---", 1);
	return lines.slice(1, close === -1 ? void 0 : close).some((line) => /^(?:[?{,\s]*)["']?planfile["']?\s*:/.test(line) || /^\?\s*["']?planfile\b/.test(line));
}
export { isPlanPath as n, readPlan as r, declaresPlan as t };
