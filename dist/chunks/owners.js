import { a as mayOverlap, i as matches, n as isLiteral } from "./paths.js";
// src/policy/owners.ts
/**
* CODEOWNERS as GitHub reads it, and who must agree to a phase by it (trust.md T9). Of the patterns that meet a phase's paths the
* last that matches a file decides, so that the ones that a later pattern covers whole ask nothing.
*/
/** Where GitHub looks, in its order: the first that is there counts. */
const OWNERS_PATHS = [
	".github/CODEOWNERS",
	"CODEOWNERS",
	"docs/CODEOWNERS"
];
function readOwners(text) {
	const reading = {
		rules: [],
		problems: []
	};
	for (const [index, content] of text.split(/\r\n?|\n/).entries()) {
		const [pattern, ...words] = content.trim().split(/\s+/);
		if (!pattern || pattern.startsWith("#")) continue;
		const line = index + 1;
		const end = words.findIndex((word) => word.startsWith("#"));
		const owners = end === -1 ? words : words.slice(0, end);
		const paths = pathsOf(pattern);
		if (paths === void 0 || !owners.every((owner) => owner.includes("@"))) reading.problems.push({
			line,
			pattern
		});
		else reading.rules.push({
			line,
			pattern,
			paths,
			owners
		});
	}
	return reading;
}
/** The rules of which one owner each must agree to a change of these paths. */
function rulesFor(rules, paths) {
	const asked = /* @__PURE__ */ new Set();
	for (const path of paths) for (const rule of rules.toReversed()) {
		if (!rule.paths.some((own) => mayOverlap(own, path))) continue;
		if (rule.owners.length > 0) asked.add(rule);
		if (rule.paths.some((own) => covers(own, path))) break;
	}
	return rules.filter((rule) => asked.has(rule));
}
/** Patterns are those of .gitignore, without negation, ranges and escapes. undefined: not one of these. */
function pathsOf(pattern) {
	if (/[!\\[\]{}]/.test(pattern)) return void 0;
	if (/^\/?\*\*?\/?$/.test(pattern) && pattern !== "/*") return ["**"];
	const name = pattern.replace(/^\//, "").replace(/\/$/, "");
	if (name === "" || name.split("/").some((part) => part === "" || part === "." || part === "..")) return void 0;
	const whole = name.split("/").map((part) => part === "**" ? part : part.replace(/\*{2,}/g, "*")).join("/");
	const path = pattern.replace(/\/$/, "").includes("/") ? whole : `**/${whole}`;
	if (path.endsWith("/**") || path === "**") return [path];
	if (pattern.endsWith("/")) return [`${path}/**`];
	return whole.endsWith("/*") || whole === "*" ? [path] : [path, `${path}/**`];
}
/** Does `own` surely match whatever `path` matches? False where that would take more than a look. */
function covers(own, path) {
	if (own === "**" || own === path) return true;
	if (isLiteral(path)) return matches(path, [own]);
	const folder = own.endsWith("/**") ? own.slice(0, -2) : void 0;
	return folder !== void 0 && !/[*?]/.test(folder) && path.startsWith(folder);
}
export { readOwners as n, rulesFor as r, OWNERS_PATHS as t };
