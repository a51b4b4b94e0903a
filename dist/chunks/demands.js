import { a as mayOverlap, i as matches } from "./paths.js";
import { n as readOwners, r as rulesFor, t as OWNERS_PATHS } from "./owners.js";
import { n as once, t as ask } from "./asking.js";
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
