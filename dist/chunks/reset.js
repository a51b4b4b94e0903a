import { s as fold } from "./record.js";
import { t as Fault } from "./fault.js";
import { t as nameOf } from "./person.js";
import { i as requireNamed } from "./gate2.js";
import { t as appendSteps } from "./record2.js";
import { r as findPlan, t as branchOf } from "./where.js";
import { r as text } from "./answer2.js";
// src/commands/reset.ts
/**
* reset: a person sets a phase free, with a reason that stays in the record. What failed or is blocked may run again as if it
* had not; of what is said to be running elsewhere a person may say that it is over.
*/
async function reset(ask, ports) {
	const { plan } = await findPlan(ask, ports);
	const [phase] = requireNamed(plan, [ask.phase]);
	const by = requirePerson(ports);
	const reason = ask.reason.trim();
	if (reason === "") throw new Fault("usage", "reason-missing", "a reset says why", `--reason "<why ${ask.phase} is set free>"`);
	let was = "pending";
	await using workshop = await ports.git.workshop();
	await appendSteps({
		id: plan.id,
		message: `planfile ${plan.id}: reset ${ask.phase}`,
		decide: async (record) => {
			const track = fold(plan, record).phases.find((one) => one.phase === phase.id);
			was = track.state;
			const ended = await endOf(track, plan.id, by, ports);
			const step = {
				type: "reset",
				key: ports.clock.nonce(),
				at: ports.clock.now().toISOString(),
				by: { name: by },
				phase: track.phase,
				digest: track.digest,
				reason: reason.slice(0, 2e4)
			};
			return { steps: [...ended, step] };
		}
	}, workshop, ports);
	return {
		plan: plan.id,
		phase: ask.phase,
		was,
		by
	};
}
function requirePerson({ person }) {
	if (person.ci) throw new Fault("usage", "reset-in-ci", "a reset is the word of a person, and nobody sits here", "Run it on your machine.");
	if (person.identity === void 0) throw new Fault("usage", "no-identity", "git does not know your name, and a reset says who gave it", "git config user.name \"…\" && git config user.email \"…\"");
	return nameOf(person.identity);
}
/** What must be said before the phase can be reset: a start that nobody is left to end. Refuses what may not be reset. */
async function endOf({ phase, state, end, start, digest }, plan, by, { forge, clock }) {
	const refuse = (message, fix) => new Fault("refused", `phase-is-${state}`, message, fix);
	if (state === "failed" || state === "blocked") return [];
	if (state === "pending") throw refuse(`${phase} is pending: there is nothing to reset`, `planfile run ${plan}`);
	if (state === "done") {
		const commit = end?.commit?.slice(0, 12) ?? "<its commit>";
		throw refuse(`${phase} is done, and its work stands on ${branchOf(plan)}`, `git switch ${branchOf(plan)} && git revert ${commit}   # the next run sees that it is undone`);
	}
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
		message: `${by} says that run ${run} is over; nothing is known of it here`,
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
	await using git = await wire.git(cwd);
	const person = await wire.person(cwd);
	const ports = {
		...wire,
		git,
		person,
		forge: await wire.forge(git, person.identity)
	};
	const [name = "", phase = ""] = call.arguments;
	const done = await reset({
		name,
		cwd,
		phase,
		reason: text(call, "reason") ?? ""
	}, ports);
	const { green, dim } = wire.paint;
	return {
		exit: 0,
		json: done,
		text: `${[`${green("✓")} ${done.phase} was ${done.was} and is pending again`, dim(`next: planfile run ${done.plan}`)].join("\n")}\n`
	};
};
export { onReset };
