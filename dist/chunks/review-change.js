import { t as fold } from "./fold.js";
import { t as inForce } from "./inforce.js";
import { n as unforeseen, t as Fault } from "./fault.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { n as counted } from "./words.js";
import { r as contextDocuments } from "./introduction.js";
import { f as writeOutcome } from "./outcome-files2.js";
import { i as policyOf, t as inForceOf } from "./policy.js";
import { r as requireSandbox } from "./ready-box.js";
import { i as stepsOf } from "./record3.js";
import { a as reviewGuards, i as oneLine, n as judge, r as nothingJudged, t as causeOf } from "./reviewing.js";
import { i as planOfBranch, r as findPlan } from "./where2.js";
import { join } from "node:path";
// src/commands/tree-at-hand.ts
/**
* The working tree of a person as a tree object: read from bytes, with no git command over it, so no hook, filter or configuration
* of the repository runs (trust.md T15).
*/
async function treeAtHand({ root, commit, limits }, workshop, { git, files }) {
	const { repository } = git;
	const filtered = await filteredPaths(commit, { git });
	const exclude = await files.read(join(repository.gitDir, "info", "exclude"));
	const { tree } = await workshop.importTree(root, commit, {
		checkout: { exclude: exclude ? new TextDecoder().decode(exclude) : "" },
		keepIgnored: () => false,
		asInBase: (path) => filtered.has(path),
		maxFiles: limits.files,
		maxBytes: limits.fileMegabytes * 1048576
	});
	return {
		id: tree,
		notes: filtered.size === 0 ? [] : [`${filtered.size} files pass a filter (LFS) when they are committed: they count as committed`]
	};
}
/** What stands in the tree is not what would be committed, and the program that would turn it into that is not run. */
async function filteredPaths(commit, { git }) {
	const paths = (await git.repository.entries(commit)).map(({ path }) => path);
	const names = ["filter", "working-tree-encoding"];
	const attributes = await git.repository.attributes(commit, {
		names,
		paths
	});
	const acts = (value) => value !== void 0 && value !== "unset";
	return new Set([...attributes].flatMap(([path, values]) => names.some((name) => acts(values[name])) ? [path] : []));
}
// src/commands/change-place.ts
async function endsOf({ base, head }, repository) {
	const target = await commitNamed(repository, base);
	const commit = head === void 0 ? (await repository.head()).commit : await commitNamed(repository, head);
	if (commit !== void 0) return {
		target,
		commit
	};
	throw new Fault("usage", "no-commits", "the repository has no commit yet", "Commit something first.");
}
/** Policy and attributes are the default branch's. Where that is the change itself, as in a repository of its own: the base's. */
async function trustedCommit({ target, commit }, repository) {
	const known = await repository.defaultCommit();
	if (known === void 0) return target;
	return await repository.isAncestor(known, commit) && !await repository.isAncestor(known, target) ? target : known;
}
async function placeOf({ base, head }, { target, commit }, policy, workshop, { git, files }) {
	const { repository } = git;
	const notes = [];
	const left = await repository.mergeBase(target, commit);
	if (left === void 0) notes.push(`${base} and the change have no single common ancestor: compared with ${base} itself`);
	const from = {
		base: left ?? target,
		notes
	};
	if (head !== void 0) return {
		...from,
		tree: await repository.treeOf(commit),
		head: commit,
		branch: branchName(head)
	};
	const { root } = repository;
	if (root === void 0) throw new Fault("usage", "head-missing", "there is no working tree here to review", `planfile review --base ${base} --head <branch>`);
	const tree = await treeAtHand({
		root,
		commit,
		limits: policy.limits
	}, workshop, {
		git,
		files
	});
	notes.push(...tree.notes);
	const clean = tree.id === await repository.treeOf(commit);
	const { branch } = await repository.head();
	return {
		...from,
		tree: tree.id,
		head: clean ? commit : null,
		branch
	};
}
const branchName = (ref) => ref.replace(/^refs\/heads\//, "").replace(/^(?:refs\/remotes\/)?origin\//, "");
/** As people name commits, with `~2` or `^` after it; never by git's own guessing, which would find more than one thing. */
async function commitNamed(repository, asked) {
	const [, name = "", steps = ""] = /^(.*?)((?:\^|~\d{0,4})*)$/s.exec(asked) ?? [];
	let commit = await resolved(repository, name);
	for (const [step] of steps.matchAll(/\^|~\d*/g)) {
		const back = step === "^" || step === "~" ? 1 : Number(step.slice(1));
		for (let i = 0; i < back && commit !== void 0; i += 1) commit = (await repository.commit(commit))?.parents[0];
	}
	if (commit !== void 0) return commit;
	throw new Fault("usage", "ref-unknown", `there is no branch, tag or commit ${JSON.stringify(asked.slice(0, 200))} here`, "Name HEAD, a branch, a remote branch (origin/main), a tag, or a whole commit id, with ~1 for the one before; fetch it first where it is not here.");
}
async function resolved(repository, name) {
	if (name === "HEAD") return (await repository.head()).commit;
	if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(name) || name.startsWith("refs/")) return await repository.resolve(name);
	for (const prefix of [
		"refs/heads/",
		"refs/remotes/",
		"refs/tags/",
		"refs/remotes/origin/"
	]) {
		const found = await repository.resolve(`${prefix}${name}`);
		if (found !== void 0) return found;
	}
}
// src/commands/review-change.ts
/**
* review --base: a branch, a commit or the working tree against the place where it left its base, before or without a pull
* request. The same reading, the same two passes and the same outcome as for a wave; only where the change comes from differs.
*/
async function reviewBranch(ask, ports, guards = reviewGuards) {
	const { repository } = ports.git;
	const documents = await contextDocuments(ask.context, ask.cwd, ports);
	await using workshop = await ports.git.workshop();
	const ends = await endsOf(ask, repository);
	const policyCommit = await trustedCommit(ends, repository);
	const policy = await policyOf(policyCommit, ports);
	const place = await placeOf(ask, ends, policy, workshop, ports);
	const { plan, phases } = await plannedWork(place.branch, ask.cwd, ports);
	const blank = {
		planfile: 1,
		kind: "review",
		plan: plan?.id ?? null,
		run: ask.run,
		attempt: ask.attempt,
		nonce: ports.clock.nonce(),
		tree: place.tree,
		base: place.base,
		head: place.head,
		...nothingJudged
	};
	let outcome;
	let fault = null;
	try {
		if (place.tree === await repository.treeOf(place.base)) outcome = {
			...blank,
			...unchanged(ask.base, phases)
		};
		else {
			ports.model.requireCredentials();
			await requireSandbox(ports, policy);
			ports.progress.note(`models are asked at ${ports.model.endpoint}`);
			const force = plan ? inForceOf(policy, plan) : withoutPlan(policy);
			const { base, tree } = place;
			const told = await judge({
				workshop,
				base,
				tree,
				phases,
				policy,
				inForce: force,
				policyCommit,
				documents,
				signal: ask.signal
			}, ports, guards);
			outcome = {
				...blank,
				...told.judged,
				notes: [...place.notes, ...told.judged.notes].slice(0, 100)
			};
			fault = told.fault;
		}
	} catch (thrown) {
		fault = unforeseen(thrown);
		outcome = {
			...blank,
			why: oneLine(fault.message),
			cause: causeOf(fault)
		};
		if (ask.folder !== void 0) await writeOutcome(ports.files, ask.folder, redacted(outcome, ports));
		throw fault;
	}
	const review = redacted(outcome, ports);
	if (ask.folder !== void 0) await writeOutcome(ports.files, ask.folder, review);
	return {
		review,
		fault
	};
}
/** Where nothing was built, no criterion was met: that is no pass. */
function unchanged(base, phases) {
	const why = `nothing differs from ${base}`;
	const criteria = phases.reduce((sum, phase) => sum + phase.criteria.length, 0);
	if (criteria === 0) return {
		verdict: "pass",
		why
	};
	return {
		verdict: "none",
		why: `${why}, so that ${`${counted(criteria, "criterion", "criteria")} could not be judged`}`
	};
}
const redacted = (review, { model }) => redactOutcome(review, (text) => model.redact(text));
/** What is in force where no plan says anything. */
const withoutPlan = (policy) => {
	const force = inForce(policy, {
		models: {},
		budget: {}
	});
	if (force.ok) return force.inForce;
	throw new Error("a policy that refuses what nobody asked for");
};
/** On `plan/<id>` the criteria of what is done are judged; where the record says that nothing is, those of the whole plan. */
async function plannedWork(branch, cwd, ports) {
	const id = planOfBranch(branch ?? "");
	if (id === void 0) return {
		plan: void 0,
		phases: []
	};
	const { plan } = await findPlan({
		name: id,
		cwd
	}, ports);
	const state = fold(plan, stepsOf((await ports.git.repository.record(id))?.text));
	const done = new Set(state.phases.flatMap(({ phase, state }) => state === "done" ? [phase] : []));
	const phases = plan.phases.filter(({ id }) => done.has(id));
	return {
		plan,
		phases: phases.length > 0 ? phases : plan.phases
	};
}
export { withoutPlan as n, reviewBranch as t };
