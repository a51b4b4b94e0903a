import { t as Fault } from "./fault.js";
import { n as cleanLine } from "./clean.js";
import { n as localFolder } from "./wire.js";
import { i as text, n as list, t as flag } from "./answer2.js";
import { join, resolve } from "node:path";
// src/entries/handlers/schedule.ts
/** Handler of schedule: typed, dispatched, or commanded by a comment. */
const onSchedule = async ({ call, wire, cwd }) => {
	const { startWave } = await import("./schedule2.js");
	const { requireDefaultBranch } = await import("./job.js");
	await requireDefaultBranch(wire);
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
	const run = text(call, "run") ?? wire.job?.run ?? `local-${wire.clock.nonce().slice(0, 12)}`;
	const out = text(call, "out");
	const folder = out === void 0 ? join(localFolder(git), "runs", run, "wave-1") : resolve(cwd, out);
	const ask = {
		cwd,
		folder,
		run,
		attempt: attemptOf(call) ?? wire.job?.attempt ?? 1,
		runs: forge.kind === "local" ? join(localFolder(git), "runs") : void 0,
		dryRun: flag(call, "dryRun")
	};
	const name = call.arguments[0];
	if (forge.kind !== "local" && wire.job?.event === "issue_comment" && name === void 0) {
		const { scheduleByComment } = await import("./schedule-comment.js");
		const { readCommentEvent } = await import("./event.js");
		const started = await scheduleByComment(await readCommentEvent(wire.eventFile), ask, { url: wire.job.url }, ports);
		return started ? await answer(started, ask, ports) : nothing(folder);
	}
	if (name === void 0) throw new Fault("usage", "plan-missing", "schedule works on one plan: which?", "Name it: its id, or its path.");
	return await answer(await startWave({
		...ask,
		name,
		phases: list(call, "phase"),
		fix: list(call, "fix").length > 0 ? list(call, "fix") : void 0,
		after: text(call, "after")
	}, ports), ask, ports);
};
async function answer(started, { folder, dryRun }, ports) {
	const { schedule, doubts, notes } = started;
	const { paint } = ports;
	const { forecast } = await import("./forecast.js");
	const { usdRange, waveMarkdown } = await import("./wave-answer.js");
	const estimates = dryRun ? await forecast(started, ports) : [];
	const costs = new Map(estimates.map(({ phase, usd }) => [phase, usdRange(usd)]));
	const verb = dryRun ? "would start" : "start";
	const lines = [
		...schedule.legs.map(({ phase }) => `${paint.green(verb)} ${phase}${dryRun ? `, ${costs.get(phase) ?? "not estimated"} usd` : ""}`),
		...schedule.held.map(({ phase, message }) => `${paint.dim("held ")} ${phase}: ${cleanLine(message)}`),
		...[...notes, ...doubts].map((note) => `note  ${cleanLine(note)}`),
		...dryRun ? [] : [`outcomes: ${folder}`]
	];
	const waiting = schedule.held.every(({ code }) => CALM.has(code));
	const legs = dryRun ? [] : schedule.legs.map(({ phase }, leg) => ({
		leg,
		phase
	}));
	return {
		exit: schedule.legs.length > 0 || waiting ? 0 : 1,
		json: {
			folder,
			dryRun,
			...schedule,
			estimates,
			doubts,
			notes
		},
		text: `${lines.join("\n")}\n`,
		outputs: {
			plan: schedule.plan,
			count: String(legs.length),
			legs: JSON.stringify(legs)
		},
		markdown: async () => waveMarkdown({
			schedule,
			dryRun,
			estimates,
			doubts,
			notes
		})
	};
}
/** A comment that is about something else. */
const nothing = (folder) => ({
	exit: 0,
	json: {
		folder,
		legs: [],
		held: []
	},
	text: "The comment commands nothing to be executed.\n",
	outputs: {
		plan: "",
		count: "0",
		legs: "[]"
	}
});
/** Reasons to hold a phase that are nobody's failure. */
const CALM = /* @__PURE__ */ new Set([
	"already-done",
	"started-by-this-run",
	"already-running",
	"waiting-for-needs"
]);
function attemptOf(call) {
	const given = text(call, "attempt");
	const attempt = Number(given);
	if (given === void 0) return void 0;
	if (Number.isInteger(attempt) && attempt >= 1) return attempt;
	throw new Fault("usage", "attempt-invalid", "--attempt is a whole number from 1 on", "Leave it out, or give the attempt of the run.");
}
export { onSchedule };
