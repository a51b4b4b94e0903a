import { t as commandLine } from "./comment-commands.js";
import { t as fold } from "./fold.js";
import { i as prove, t as readBranch } from "./branch.js";
import { i as setDigest } from "./digest.js";
import { t as Fault } from "./fault.js";
import { t as nameOf } from "./person.js";
import { a as requireNamed } from "./gate2.js";
import { i as stepsOf, t as appendSteps } from "./record3.js";
import { c as plainLine, n as commitSubject } from "./trailers.js";
import { n as withoutSecrets } from "./redact.js";
import { n as requireMovable } from "./movable.js";
import { n as branchRef, r as findPlan, t as branchOf } from "./where2.js";
import { t as whoAsks } from "./who-asks.js";
import { r as requireDefaultBranch } from "./job2.js";
import { i as text } from "./answer2.js";
// src/commands/undo.ts
/** The reverts, made and not yet landed, the last commit's first. Faults: something builds on it, it is not on the branch any more, it does not come off cleanly. */
async function undo(ask, workshop, ports) {
	const { plan, phase, phases } = ask;
	const { repository } = ports.git;
	requireNothingBuiltOn(ask);
	const track = phases.find((one) => one.phase === phase);
	const all = (track?.landed ?? []).flatMap(({ commit }) => commit ?? []);
	const commits = (track?.state === "done" ? all : track?.remains ?? []).toReversed();
	const tip = await repository.resolve(branchRef(plan.id));
	const stands = async (commit) => tip !== void 0 && await repository.isAncestor(commit, tip);
	const standing = await Promise.all(commits.map(stands));
	if (tip === void 0 || commits.length === 0 || standing.includes(false)) {
		const named = commits.map((commit) => commit.slice(0, 12)).join(" ") || "<its commit>";
		throw new Fault("refused", "not-on-the-branch", `${phase} is done, and its commit does not stand on ${branchOf(plan.id)}: it was merged`, `Revert it where it was merged to: git revert ${named}`);
	}
	await requireMovable(plan.id, ports);
	let to = tip;
	for (const commit of commits) to = await revertOf(commit, to, ask, workshop, ports);
	return {
		ref: branchRef(plan.id),
		from: tip,
		to
	};
}
async function revertOf(commit, tip, { phase, by, reason }, workshop, { git: { repository }, clock }) {
	const landed = await repository.commit(commit);
	const before = landed?.parents[0];
	const joined = before && await workshop.recompute(tip, commit, before);
	if (!joined || "conflicts" in joined) {
		const paths = joined ? joined.conflicts.slice(0, 5).join(", ") : "it has no parent";
		throw new Fault("refused", "undo-conflicts", `${phase} does not come off cleanly, because later commits changed the same: ${paths}`, "Undo those first, the last one first.");
	}
	const subject = landed.message.split("\n")[0];
	const why = plainLine(withoutSecrets(reason)).slice(0, 500);
	return await workshop.commit({
		tree: joined.tree,
		parents: [tip],
		message: `${commitSubject(`Revert "${subject}"`)}\n\nThis reverts commit ${commit}.\n\nReason: ${why}\n`,
		author: by,
		at: clock.now().toISOString()
	});
}
/** What is being built builds on it as well: it would land where nothing carries it any more. */
function requireNothingBuiltOn({ plan, phase, phases }) {
	const stateOf = new Map(phases.map((track) => [track.phase, track.state]));
	const [first] = plan.phases.filter(({ needs }) => needs.includes(phase)).filter(({ id }) => ["done", "running"].includes(stateOf.get(id) ?? ""));
	if (first === void 0) return;
	const state = stateOf.get(first.id);
	throw new Fault("refused", "built-upon", `${phase} is needed by ${first.id}, which is ${state}`, state === "running" ? `Wait for the run that works on ${first.id}, or end it.` : `Undo first what needs it: planfile reset ${plan.id} ${first.id} --reason "…"`);
}
// src/commands/reset.ts
/**
* reset: a person sets a phase free, with a reason that stays in the record. What failed or is blocked may run again as if it
* had not; what is done is undone by a revert (undo.ts); of what is said to be running elsewhere a person may say that it is over.
*/
async function reset(ask, ports) {
	const { plan } = await findPlan(ask, ports);
	const [phase] = requireNamed(plan, [ask.phase]);
	const reason = ask.reason.trim();
	if (reason === "") throw new Fault("usage", "reason-missing", "a reset says why", `--reason "<why ${ask.phase} is set free>"`);
	const who = await whoseWord(plan, ask, ports);
	const done = {
		plan: plan.id,
		phase: ask.phase,
		was: "pending",
		by: who.by.name,
		revert: null,
		fix: false,
		next: ""
	};
	await using workshop = await ports.git.workshop();
	await appendSteps({
		id: plan.id,
		message: `planfile ${plan.id}: reset ${ask.phase}`,
		decide: async (record) => {
			const claimed = fold(plan, record);
			const track = claimed.phases.find((one) => one.phase === phase.id);
			done.was = track.state;
			done.fix = track.mending;
			const moves = [];
			if (track.state === "done") {
				const trustBase = ports.forge.kind === "local";
				const { landed } = await readBranch({
					plan,
					state: claimed,
					trustBase
				}, ports.git);
				const { phases } = prove(claimed, landed);
				const now = phases.find((one) => one.phase === track.phase);
				const stands = now.state === "done" || now.remains.length > 0;
				const asked = {
					plan,
					phase: track.phase,
					phases,
					by: who.author,
					reason
				};
				if (stands) moves.push(await undo(asked, workshop, ports));
			}
			done.revert = moves[0]?.to ?? null;
			const ended = await endOf(track, plan.id, {
				by: who.by.name,
				reason
			}, ports);
			if (track.mending) return { steps: ended };
			const step = {
				type: "reset",
				key: ports.clock.nonce(),
				at: ports.clock.now().toISOString(),
				by: who.by,
				phase: track.phase,
				digest: track.digest,
				reason: reason.slice(0, 2e4)
			};
			return {
				steps: [...ended, step],
				moves
			};
		}
	}, workshop, ports);
	if (done.revert !== null && ports.forge.kind !== "local") {
		const { tellAgain } = await import("./told-again.js");
		await tellAgain(plan, ports);
	}
	done.next = nextOf(done, phase, ports);
	return done;
}
/** What is undone was built by its approval, which is spent (trust.md T8). */
function nextOf({ plan, was, fix }, { id, digest }, { forge }) {
	const local = forge.kind === "local";
	if (fix) return `planfile status ${plan}`;
	if (was !== "done") return local ? `planfile run ${plan}` : `/planfile execute ${plan}`;
	return local ? `planfile approve ${plan} --phase ${id}` : commandLine("approve", plan, setDigest([{
		id,
		digest
	}]));
}
/** In a workflow whoever started the run, if they may write; on a person's machine who git says they are. */
async function whoseWord(plan, { job }, ports) {
	const { person, forge, git } = ports;
	if (forge.kind !== "local" && job !== void 0) {
		const record = stepsOf((await git.repository.record(plan.id))?.text);
		const { by } = await whoAsks(job, record, ports);
		if (by !== void 0) {
			const email = `${by.account ?? 0}+${by.name}@users.noreply.github.com`;
			return {
				by,
				author: {
					name: by.name,
					email
				}
			};
		}
	}
	if (person.ci) throw new Fault("usage", "reset-in-ci", "a reset is the word of a person, and nobody sits here", "Run it on your machine, or in a workflow that a person started, with GITHUB_TOKEN.");
	if (person.identity === void 0) throw new Fault("usage", "no-identity", "git does not know your name, and a reset says who gave it", "git config user.name \"…\" && git config user.email \"…\"");
	return {
		by: { name: nameOf(person.identity) },
		author: person.identity
	};
}
/** What must be said before the phase can be reset: a start that nobody is left to end. Refuses what may not be reset. */
async function endOf({ phase, state, start, digest }, plan, { by, reason }, { forge, clock }) {
	const refuse = (message, fix) => new Fault("refused", `phase-is-${state}`, message, fix);
	if (state === "failed" || state === "blocked" || state === "done") return [];
	if (state === "pending") throw refuse(`${phase} is pending: there is nothing to reset`, `planfile run ${plan}`);
	const { run, attempt } = start.holder;
	const known = await forge.runs.state(run, attempt);
	if (known === "completed") throw refuse(`run ${run} of ${phase} is over, and may have built it: the next run takes up what it left`, `planfile run ${plan}`);
	if (known !== void 0) throw refuse(`run ${run} still works on ${phase}`, "End that run first, with Ctrl-C where it runs.");
	return [{
		type: "end",
		key: clock.nonce(),
		at: clock.now().toISOString(),
		phase,
		digest,
		start: start.key,
		outcome: "failed",
		reason: "crashed",
		message: `${by} says that run ${run} is over; nothing is known of it here: ${reason}`.slice(0, 2e4),
		commit: null,
		tree: null,
		verified: false,
		turns: 0,
		seconds: 0,
		usage: []
	}];
}
// src/entries/handlers/reset.ts
/** Handler of `reset`. */
const onReset = async ({ call, wire, cwd }) => {
	await requireDefaultBranch(wire);
	await using git = await wire.git(cwd);
	const person = await wire.person(cwd);
	const forge = await wire.forge(git, person.identity);
	const ports = {
		...wire,
		git,
		person,
		forge,
		seal: await wire.seal()
	};
	const [name = "", phase = ""] = call.arguments;
	const done = await reset({
		name,
		cwd,
		phase,
		reason: text(call, "reason") ?? "",
		job: wire.job
	}, ports);
	const { green, dim } = wire.paint;
	const now = done.fix ? "was being mended, and stands as it had landed" : `was ${done.was} and is pending again`;
	return {
		exit: 0,
		json: done,
		text: `${[
			`${green("✓")} ${done.phase} ${now}`,
			...done.revert === null ? [] : [`its work is reverted by ${done.revert.slice(0, 12)}`],
			dim(`next: ${done.next}`)
		].join("\n")}\n`
	};
};
export { onReset };
