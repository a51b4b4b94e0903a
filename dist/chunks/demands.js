import { a as mayOverlap, i as matches, n as isLiteral } from "./paths.js";
import { n as once, t as ask } from "./asking.js";
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
// src/commands/demands.ts
/** By phase. `owner`: the organization or person that the repository belongs to. */
async function demandsFor(plan, { policy, ownersCommit, owner }, ports) {
	const file = policy.approvals.owners ? await ownersFile(ownersCommit, ports) : void 0;
	const teamOf = once(async (slug) => {
		const asked = await ask(() => ports.forge.people.team(slug));
		const ids = "known" in asked ? asked.known : void 0;
		return ids ? { ids: ids.map(({ id }) => id) } : {
			ids: [],
			unknown: `this token cannot see the team ${slug}`
		};
	});
	const demands = /* @__PURE__ */ new Map();
	for (const phase of plan.phases) {
		const entries = policy.approvals.more.filter((entry) => entry.phases.includes(phase.id) || entry.paths.some((path) => meets(path, phase)));
		const groups = [];
		for (const { team } of entries) if (team !== void 0) groups.push({
			what: `one of the team ${team}`,
			logins: [],
			...await teamOf(team)
		});
		if (file) groups.push(...await ownersOf(phase, file, {
			owner,
			teamOf
		}));
		demands.set(phase.id, {
			count: Math.max(1, ...entries.map(({ count }) => count ?? 1)),
			groups
		});
	}
	return demands;
}
const meets = (path, { paths }) => paths.some((own) => mayOverlap(own, path) || matches(own, [path]));
async function ownersFile(commit, { git }) {
	if (commit === null) return void 0;
	for (const path of OWNERS_PATHS) {
		const bytes = await git.repository.read(commit, path);
		if (bytes !== void 0) return {
			path,
			...readOwners(new TextDecoder().decode(bytes))
		};
	}
}
async function ownersOf({ paths }, { path, rules, problems }, one) {
	const demands = problems.map(({ line, pattern }) => ({
		what: `the owners that line ${line} of ${path} names, which cannot be read (${pattern})`,
		ids: [],
		logins: []
	}));
	for (const rule of rulesFor(rules, paths)) demands.push(await demandOf(rule, one));
	return demands;
}
async function demandOf({ pattern, owners }, { owner, teamOf }) {
	const logins = [];
	const ids = [];
	const unknown = [];
	for (const name of owners) {
		const [, organization, slug] = /^@([^/]+)\/(.+)$/.exec(name) ?? [];
		if (organization !== void 0 && organization.toLowerCase() === owner.toLowerCase()) {
			const team = await teamOf(slug.toLowerCase());
			ids.push(...team.ids);
			if (team.unknown) unknown.push(team.unknown);
		} else if (organization === void 0 && name.startsWith("@")) logins.push(name.slice(1));
		else unknown.push(`who ${name} is cannot be asked`);
	}
	return {
		what: `an owner of ${pattern} (${owners.join(", ")})`,
		ids,
		logins,
		...unknown.length > 0 ? { unknown: unknown.join("; ") } : {}
	};
}
export { demandsFor };
