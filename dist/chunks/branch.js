import { n as scopeOf, t as scopeFailure } from "./scope.js";
import { i as parseTrailers } from "./trailers.js";
import { r as readPlan } from "./read.js";
import { a as plansAt, n as branchRef } from "./where2.js";
// src/lifecycle/landed.ts
/**
* What stands on a plan branch, commit by commit (trust.md T4). The record's word that a phase is done counts only with a commit
* that carries the digest, touches nothing but its paths and is named by the record; whatever is none of ours is foreign.
*/
/** The commits of a branch, oldest first, along first parents. */
function standingsOf(commits, facts, guards = landedGuards) {
	const standings = [];
	for (const commit of commits) standings.push({
		commit: commit.id,
		...standingOf(commit, facts, standings, Object.values(guards))
	});
	return standings;
}
/** The commit that a message claims to revert, in the words of `git revert`. */
function revertedBy(message) {
	return /^This reverts commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\.?$/m.exec(message)?.[1];
}
/** What landed and was not reverted since. */
function landedOf(standings) {
	const reverted = new Set(standings.map((one) => one.kind === "revert" ? one.of : void 0));
	return standings.flatMap((one) => one.kind === "landed" && !reverted.has(one.commit) ? [{
		phase: one.phase,
		digest: one.digest,
		commit: one.commit
	}] : []);
}
/** For the gate. */
function foreignOf(standings) {
	return standings.flatMap((one) => one.kind === "foreign" ? [{
		commit: one.commit,
		why: one.why
	}] : []);
}
/**
* Takes `done` away from every phase whose work does not stand: such a phase is pending, and what needs it waits. With a fix all of it
* must stand, what was built first and what was mended.
*/
function prove(state, landed) {
	const problems = [...state.problems];
	const phases = state.phases.map((track) => {
		const lacking = track.landed.find((end) => !landed.some((one) => proves(one, track, end)));
		if (track.state !== "done" && !track.mending || lacking === void 0) return track;
		const remains = track.landed.filter((end) => landed.some((one) => proves(one, track, end))).flatMap(({ commit }) => commit ?? []);
		const commit = lacking.commit ?? "";
		const message = remains.length === 0 ? `the record says that ${track.phase} is done, and no commit that stands proves it` : `of what ${track.phase} landed, ${commit.slice(0, 12)} was taken out and ${remains.map((id) => id.slice(0, 12)).join(", ")} stands`;
		const fix = remains.length > 0 ? `Bring it back (revert the revert), or take out the rest: planfile reset ${state.plan} ${track.phase} --reason "…"` : `If its branch was deleted, bring it back: git branch plan/${state.plan} ${commit}. If its work was taken out, approve it and build it again: planfile run ${state.plan} --phase ${track.phase}`;
		problems.push({
			code: "done-not-proved",
			line: track.doneLine,
			key: lacking.key,
			phase: track.phase,
			message,
			fix
		});
		return track.mending ? track : {
			...track,
			state: "pending",
			message,
			remains
		};
	});
	return {
		...state,
		phases,
		problems
	};
}
const proves = (landed, { phase, digest }, { commit }) => landed.phase === phase && landed.digest === digest && landed.commit === commit;
function claimOf(commit, { planPaths }) {
	if (commit.parents.length > 1) return { kind: "merge" };
	const trailers = parseTrailers(commit.message);
	if (trailers) return {
		kind: "landed",
		plan: trailers.plan,
		phase: trailers.phase,
		digest: trailers.digest
	};
	const of = revertedBy(commit.message);
	if (of !== void 0) return {
		kind: "revert",
		of
	};
	return commit.changed.length > 0 && commit.changed.every((path) => planPaths.includes(path)) ? { kind: "plan-edit" } : void 0;
}
const short = (id) => id.slice(0, 12);
const few = (paths) => paths.slice(0, 3).join(", ");
const landedGuards = {
	"it has two parents at most": ({ commit }) => commit.parents.length > 2 ? "it merges more than one branch" : void 0,
	"it merges the default branch": ({ claim, commit }) => claim.kind === "merge" && !commit.mergesDefault ? "it merges what is not on the default branch" : void 0,
	"it is the clean merge": ({ claim, commit }) => claim.kind === "merge" && commit.recomputed !== commit.tree ? "its tree is not the clean merge of its parents" : void 0,
	"it is of this plan": ({ claim, facts }) => claim.kind === "landed" && !facts.planPaths.includes(claim.plan) ? `it names another plan, ${claim.plan}` : void 0,
	"a revision of the plan has this digest": ({ claim, facts }) => claim.kind === "landed" && meantBy(claim, facts) === void 0 ? `it names ${claim.phase}@${short(claim.digest)}, which no revision of the plan has` : void 0,
	"it touches only its paths": ({ claim, commit, facts }) => {
		const meant = claim.kind === "landed" ? meantBy(claim, facts) : void 0;
		if (meant === void 0) return void 0;
		const changes = commit.changed.map((path) => ({ path }));
		return scopeFailure(scopeOf({
			changes,
			paths: meant.paths
		}));
	},
	"the record names it": ({ claim, commit, facts: { state } }) => {
		if (claim.kind !== "landed") return void 0;
		const { phase, digest } = claim;
		return [...state.phases, ...state.history].filter((track) => track.phase === phase && track.digest === digest).some(({ attempts }) => attempts.some(({ end }) => end?.outcome === "done" && end.commit === commit.id)) ? void 0 : `the record does not know that it landed ${phase}`;
	},
	"it reverts a landed phase that stands": ({ claim, before }) => claim.kind === "revert" && !landedOf(before).some(({ commit }) => commit === claim.of) ? `it reverts ${short(claim.of)}, which is no landed phase that stands` : void 0,
	"it is the exact revert": ({ claim, commit }) => claim.kind === "revert" && commit.recomputed !== commit.tree ? `it is not the exact revert of ${short(claim.of)}` : void 0
};
const meantBy = (claim, { phases }) => phases.find(({ id, digest }) => id === claim.phase && digest === claim.digest);
function standingOf(commit, facts, before, guards) {
	const claim = claimOf(commit, facts);
	if (claim === void 0) return {
		kind: "foreign",
		why: `no phase landed it, and it changes ${few(commit.changed) || "nothing"}`
	};
	for (const guard of guards) {
		const why = guard({
			commit,
			claim,
			facts,
			before
		});
		if (why !== void 0) return {
			kind: "foreign",
			why
		};
	}
	return claim.kind === "landed" ? {
		kind: "landed",
		phase: claim.phase,
		digest: claim.digest
	} : claim;
}
// src/commands/merged.ts
async function mergedPhases({ plan, state, besides, tip }, repository) {
	const places = await placesOf(tip, repository);
	const kept = await keptCommits(state, besides, repository);
	const proved = [];
	for (const one of kept) for (const place of places) {
		if (!await holds(place, one, kept, repository)) continue;
		proved.push({
			...one.commit,
			changed: one.changed
		});
		break;
	}
	return landedOf(standingsOf(proved, {
		planPaths: await pathsOf(plan, proved),
		phases: plan.phases,
		state
	}));
}
/** A commit of a merged plan may name the path at which the plan stood then. */
async function pathsOf(plan, commits) {
	const named = commits.flatMap(({ message }) => /^Plan: (.+)@[0-9a-f]{64}$/m.exec(message)?.[1] ?? []);
	return [plan.path, ...named];
}
async function placesOf(tip, repository) {
	const all = [
		await repository.defaultCommit(),
		(await repository.head()).commit,
		tip
	];
	return [...new Set(all.filter((place) => place !== void 0))];
}
async function keptCommits(state, besides, repository) {
	const kept = [];
	for (const track of state.phases) for (const { commit: id } of track.landed) {
		if (id === null || besides.has(id)) continue;
		const commit = await repository.commit(id);
		if (commit) kept.push({
			track,
			commit,
			changed: await changedIn(commit, repository)
		});
	}
	return kept;
}
/** Is the work in this history, and was it not taken out again? */
async function holds(place, one, all, repository) {
	const { commit } = one;
	if (await repository.isAncestor(commit.id, place)) return !(await repository.between([commit.id], place)).some(({ message }) => revertedBy(message) === commit.id);
	const { before, last, changed, versions } = await broughtWith(place, one, all, repository);
	if (before === void 0 || changed.length === 0) return false;
	if (await same(place, [before], changed, repository)) return false;
	const [was, is] = await Promise.all([before, last].map((id) => blobsOf(id, repository)));
	const kept = changed.filter((path) => was.get(path) !== is.get(path));
	if (kept.length === 0) return false;
	for (const { id } of await repository.historyOf([place], kept.slice(0, ASKED_MOST))) if (await same(id, versions, changed, repository)) return true;
	return false;
}
/** Paths by which the commit that brought them is looked for: they go on a command line, and one of them would do. */
const ASKED_MOST = 100;
/**
* What a squash takes together: a phase that was mended landed by several commits, and what one of them did the next may have
* taken back. Of them all counts what they came to: the last against what stood before the first.
*/
async function broughtWith(place, one, all, repository) {
	const works = [];
	for (const other of all) if (other.track === one.track && !await repository.isAncestor(other.commit.id, place)) works.push(other);
	const last = works.at(-1).commit.id;
	const mended = works.length > 1;
	const versions = [];
	for (const { commit } of all) if (!mended || await repository.isAncestor(last, commit.id)) versions.push(commit.id);
	const changed = [...new Set(works.flatMap(({ changed }) => changed))];
	return {
		before: works[0].commit.parents[0],
		last,
		changed,
		versions
	};
}
/** Every path has, at `commit`, the content that it has in one of `versions`. */
async function same(commit, versions, paths, repository) {
	const blobs = await blobsOf(commit, repository);
	const known = await Promise.all(versions.map((version) => blobsOf(version, repository)));
	return paths.every((path) => known.some((version) => version.get(path) === blobs.get(path)));
}
const blobsOf = async (commit, repository) => new Map((await repository.entries(commit)).map(({ path, id, mode }) => [path, `${mode} ${id}`]));
/** Paths that differ from the first parent; of a first commit all that it holds. */
async function changedIn({ id, parents }, repository) {
	const [first] = parents;
	return (first === void 0 ? await repository.entries(id) : await repository.changes(first, id)).map(({ path }) => path);
}
// src/commands/branch.ts
/** Accounts for the branch, and for what was merged before. */
async function readBranch({ plan, state, trustBase }, git) {
	const { repository } = git;
	const tip = await repository.resolve(branchRef(plan.id));
	if (tip === void 0) return {
		landed: await mergedPhases({
			plan,
			state,
			besides: /* @__PURE__ */ new Set()
		}, repository),
		foreign: []
	};
	const commits = await repository.between(await beginnings(state, tip, trustBase, repository), tip);
	await using workshop = commits.some(needsRedoing) ? await git.workshop() : void 0;
	const known = [];
	for (const commit of commits) known.push(await factsOf(commit, git, workshop));
	const { phases, paths } = await everyRevision(plan, [tip, ...commits.map(({ id }) => id)], repository);
	const standings = standingsOf(known, {
		planPaths: paths,
		phases,
		state
	});
	const merged = await mergedPhases({
		plan,
		state,
		besides: new Set(commits.map(({ id }) => id)),
		tip
	}, repository);
	return {
		landed: [...landedOf(standings), ...merged],
		foreign: foreignOf(standings)
	};
}
/**
* Where what is to be accounted for begins. Not at any other branch: whoever copies the plan branch, or stands on it, would
* take its commits out of the account.
*/
async function beginnings(state, tip, trustBase, repository) {
	const found = [];
	const remote = await repository.resolve("refs/remotes/origin/HEAD");
	if (remote !== void 0) found.push(remote);
	const head = await repository.head();
	const onOwnBranch = head.branch !== void 0 && !head.branch.startsWith("plan/");
	if (remote === void 0 && onOwnBranch && head.commit !== void 0 && head.commit !== tip) found.push(head.commit);
	if (!trustBase) return found;
	const [first] = [...state.phases, ...state.history].flatMap(({ attempts }) => attempts).toSorted((a, b) => a.line - b.line).map(({ start }) => start.base);
	if (first !== void 0 && await repository.resolve(first) !== void 0) found.push(first);
	return found.length > 0 ? found : head.commit === void 0 ? [] : [head.commit];
}
const needsRedoing = ({ parents, message }) => parents.length > 1 || revertedBy(message) !== void 0;
async function factsOf(commit, { repository }, workshop) {
	const [first, second] = commit.parents;
	const facts = {
		...commit,
		changed: await changedIn(commit, repository)
	};
	if (workshop === void 0 || first === void 0) return facts;
	if (second !== void 0) {
		const base = await repository.mergeBase(first, second);
		const main = await repository.defaultCommit();
		return {
			...facts,
			recomputed: base && treeOf(await workshop.recompute(first, base, second)),
			mergesDefault: main !== void 0 && await repository.isAncestor(second, main)
		};
	}
	const reverted = revertedBy(commit.message);
	const before = reverted === void 0 ? void 0 : (await repository.commit(reverted))?.parents[0];
	if (reverted === void 0 || before === void 0) return facts;
	return {
		...facts,
		recomputed: treeOf(await workshop.recompute(first, reverted, before))
	};
}
const treeOf = (joined) => "tree" in joined ? joined.tree : void 0;
/** Every revision of the plan on the branch, at whatever path it stood. */
async function everyRevision(plan, commits, repository) {
	const phases = [...plan.phases];
	const paths = /* @__PURE__ */ new Set([plan.path]);
	for (const commit of commits) for (const reading of await plansAt(repository, commit)) if (reading.id === plan.id) paths.add(reading.path);
	for (const path of paths) for (const { id } of await repository.history(commits[0], path)) {
		const bytes = await repository.read(id, path);
		const then = bytes && readPlan(bytes, path).plan;
		if (then?.id === plan.id) phases.push(...then.phases);
	}
	return {
		phases,
		paths: [...paths]
	};
}
export { prove as i, changedIn as n, mergedPhases as r, readBranch as t };
