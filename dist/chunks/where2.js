import { t as checkPlans } from "./check.js";
import { n as isPlanPath, r as readPlan, t as declaresPlan } from "./read.js";
import { t as Fault } from "./fault.js";
import { join, relative, resolve, sep } from "node:path";
// src/commands/where.ts
/**
* Which copy of a plan counts (design.md §3): the one on its branch `plan/<id>`; where that does not exist yet, the one at
* HEAD. Every command says which it took, and those that act refuse when the working copy means something else.
*/
const branchOf = (id) => `plan/${id}`;
/** The plan whose branch has this name; undefined: it is none's. */
const planOfBranch = (branch) => /^plan\/([a-z][a-z0-9-]{0,47})$/.exec(branch)?.[1];
const branchRef = (id) => `refs/heads/${branchOf(id)}`;
/** Finds the plan, reads it where it counts, and checks it. Faults: no such plan, not committed, not valid. */
async function findPlan(ask, ports) {
	const { repository } = ports.git;
	const head = await repository.head();
	if (head.commit === void 0) throw new Fault("usage", "no-commits", "the repository has no commit yet", "Commit the plan first.");
	const found = isId(ask.name) ? await byId(ask.name, repository, head.commit) : await byPath(ask, repository, head.commit);
	if (found === void 0) throw await notFound(ask, ports);
	const { path, commit, from } = found;
	const readings = await plansAt(repository, commit);
	const own = readings.find((reading) => reading.path === path) ?? await readingOf(repository, commit, path);
	const files = (await repository.entries(commit)).map((entry) => entry.path);
	const others = readings.filter((reading) => reading.path !== path);
	const { plan, problems } = checkPlans([own, ...others], { files })[0];
	if (plan === void 0) {
		const error = problems.find(({ severity }) => severity === "error");
		const place = error ? `${path}:${error.line}:${error.column} ${error.code}: ${error.message}` : path;
		throw new Fault("refused", "plan-invalid", `the plan is not valid: ${place}`, `planfile validate ${path}`);
	}
	const notes = [from === "branch" ? `${path} as it stands on branch ${branchOf(plan.id)} (${commit.slice(0, 9)})` : `${path} as it stands at HEAD (${commit.slice(0, 9)}${head.branch === void 0 ? ", detached" : `, ${head.branch}`})`];
	const differing = await differs(plan, path, ports);
	const older = differing && from === "branch" && await isPast(path, head.commit, commit, ports);
	if (older) notes.push(`HEAD has an older revision of ${path}; the branch's counts`);
	const workingCopyDiffers = differing && !older;
	if (workingCopyDiffers) notes.push(`the working copy of ${path} means something else; what is committed counts`);
	return {
		plan,
		path,
		from,
		commit,
		workingCopyDiffers,
		notes,
		warnings: problems
	};
}
/** For commands that act: what a person sees in the editor must be what counts. */
function requireSameIntent(where) {
	if (!where.workingCopyDiffers) return;
	const place = where.from === "branch" ? `branch ${branchOf(where.plan.id)}` : "HEAD";
	throw new Fault("usage", "working-copy-differs", `the working copy of ${where.path} differs in intent from the plan at ${place}, which counts`, where.from === "branch" ? `Commit the change to ${place}, or restore the file: git restore --source=${branchOf(where.plan.id)} ${where.path}` : "Commit the change, or restore the file.");
}
/** Every plan of a commit, read. */
async function plansAt(repository, commit) {
	const paths = (await repository.entries(commit)).filter(({ path, mode }) => isPlanPath(path) && mode.startsWith("100"));
	const readings = [];
	for (const { path } of paths) {
		const bytes = await repository.read(commit, path);
		if (bytes !== void 0 && declaresPlan(bytes)) readings.push(readPlan(bytes, path));
	}
	return readings;
}
const readingOf = async (repository, commit, path) => readPlan(await repository.read(commit, path) ?? /* @__PURE__ */ new Uint8Array(), path);
const isId = (name) => /^[a-z][a-z0-9-]{0,47}$/.test(name);
async function byId(id, repository, head) {
	const tip = await repository.resolve(branchRef(id));
	for (const [commit, from] of [[tip, "branch"], [head, "head"]]) {
		if (commit === void 0) continue;
		const reading = (await plansAt(repository, commit)).find((plan) => claimedId(plan) === id);
		if (reading) return {
			path: reading.path,
			commit,
			from
		};
	}
}
async function byPath({ name, cwd }, repository, head) {
	const root = repository.root ?? cwd;
	const path = relative(root, resolve(cwd, name)).split(sep).join("/");
	if (path.startsWith("../")) throw new Fault("usage", "outside-repository", `${name} lies outside of the repository`, `Plans lie in ${join(root, "plans")}.`);
	const bytes = await repository.read(head, path);
	const id = bytes && claimedId(readPlan(bytes, path));
	if (id && await repository.resolve(branchRef(id)) !== void 0) return await byId(id, repository, head);
	for (const [ref, tip] of await repository.refs("refs/heads/plan/")) {
		const there = await repository.read(tip, path);
		const own = there && claimedId(readPlan(there, path));
		if (own && ref === branchRef(own)) return {
			path,
			commit: tip,
			from: "branch"
		};
	}
	return bytes ? {
		path,
		commit: head,
		from: "head"
	} : void 0;
}
/** The id that a file claims, also when the plan is not valid: so that `run broken-plan` says what is wrong with it. */
const claimedId = (reading) => reading.plan?.id ?? reading.id;
async function differs(plan, path, ports) {
	const { root } = ports.git.repository;
	if (root === void 0) return false;
	const bytes = await ports.files.read(join(root, path));
	if (bytes === void 0) return false;
	const mine = readPlan(bytes, path).plan;
	if (mine === void 0 || mine.phases.length !== plan.phases.length) return true;
	return mine.phases.some((phase, i) => phase.digest !== plan.phases[i]?.digest);
}
/** Is the working copy the one of HEAD, and HEAD in the history of the branch that counts? */
async function isPast(path, head, tip, { git: { repository }, files }) {
	if (!await repository.isAncestor(head, tip)) return false;
	const committed = await repository.read(head, path);
	const here = repository.root && await files.read(join(repository.root, path));
	return committed !== void 0 && Boolean(here) && Buffer.compare(committed, here) === 0;
}
async function notFound({ name, cwd }, ports) {
	const { root } = ports.git.repository;
	const written = isId(name) ? root && await ports.files.read(join(root, "plans", `${name}.md`)) && `plans/${name}.md` : await ports.files.read(resolve(cwd, name)) && name;
	if (written) return new Fault("usage", "plan-not-committed", `${written} is not committed, and only what is committed counts`, `git add ${written} && git commit`);
	return new Fault("usage", "plan-not-found", `there is no plan ${JSON.stringify(name)}: neither an id of a plan at HEAD or on a branch plan/<id>, nor a committed path`, "planfile status lists the plans of this repository.");
}
export { plansAt as a, planOfBranch as i, branchRef as n, requireSameIntent as o, findPlan as r, branchOf as t };
