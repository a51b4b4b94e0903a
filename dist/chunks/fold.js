// src/lifecycle/transitions.ts
const PHASE_STATES = [
	"pending",
	"running",
	"done",
	"failed",
	"blocked"
];
const TABLE = {
	pending: { start: "running" },
	running: {
		finish: "done",
		fail: "failed",
		block: "blocked",
		keep: "done"
	},
	done: {
		fix: "running",
		undo: "pending"
	},
	failed: {
		"start-again": "running",
		reset: "pending"
	},
	blocked: { reset: "pending" }
};
/** Where `event` leads from `state`, or why it leads nowhere. */
function transition(state, event) {
	const to = TABLE[state][event];
	if (to !== void 0) return {
		ok: true,
		to
	};
	return {
		ok: false,
		code: `phase-is-${state}`,
		message: `a phase that is ${state} cannot take the step "${event}"`,
		fix: FIX[state]
	};
}
/** The ending that a reason belongs to: an escalation blocks, everything else fails, and `done` has no reason. */
function endingOf(reason) {
	if (reason === null) return "done";
	return reason === "escalated" ? "blocked" : "failed";
}
/** `<plan>` and `<phase>` are filled in by whoever knows them (fold.ts). */
const FIX = {
	pending: "Start it first: `planfile run <plan>`.",
	running: "Wait for the run that holds it; a run that is gone is found and marked as crashed by the next. One that ran elsewhere: `planfile reset <plan> <phase> --reason \"…\"`.",
	done: "Undo it by reverting its commit on the branch of the plan (git revert).",
	failed: "Start it again by name: `planfile run <plan> --phase <phase>`.",
	blocked: "Revise the plan (a revision is a new digest), or set it free by `planfile reset <plan> <phase> --reason \"…\"`."
};
/** What a step must be beside legal by the transitions. */
const stepGuards = {
	"a digest is fixed at most twice": (step, track) => {
		if (eventOf(step, track) !== "fix" || track.fixes < 2) return void 0;
		return {
			code: "too-many-fixes",
			message: `${track.phase} was fixed 2 times already`,
			fix: "Revise the plan: a revision is a new digest."
		};
	},
	"an ending goes with its reason": (step) => {
		if (step.type !== "end" || endingOf(step.reason) === step.outcome) return void 0;
		return {
			code: "ending-without-its-reason",
			message: `the ending "${step.outcome}" does not go with the reason "${step.reason}"`,
			fix: RESET
		};
	},
	"done has a verified tree and a commit": (step, track) => {
		if (step.type !== "end" || step.outcome !== "done") return void 0;
		if (step.verified && step.commit !== null && step.tree !== null) return void 0;
		return {
			code: "done-without-proof",
			message: `${track.phase} cannot be done without a verified tree and a commit (T16)`,
			fix: RESET
		};
	},
	"an end ends the start that runs": (step, track) => {
		if (step.type !== "end" || track.state !== "running" || track.start?.key === step.start) return void 0;
		return {
			code: "end-of-another-start",
			message: `this ends another start of ${track.phase} than the one that is running`,
			fix: "Wait for the run that holds the phase."
		};
	}
};
/** Changes the track, or says why it may not be changed. */
function apply(track, step, line, guards) {
	for (const guard of guards) {
		const refusal = guard(step, track);
		if (refusal) return refusal;
	}
	const event = eventOf(step, track);
	const next = transition(track.state, event);
	if (!next.ok) return {
		code: next.code,
		message: `${track.phase}: ${next.message}`,
		fix: next.fix
	};
	const before = track.end;
	track.state = next.to;
	track.reason = null;
	track.holder = void 0;
	track.mending = event === "fix";
	switch (step.type) {
		case "start":
			track.attempts.push({
				start: step,
				end: void 0,
				line
			});
			Object.assign(track, {
				start: step,
				end: void 0,
				since: line,
				holder: step.holder,
				message: ""
			});
			if (event === "fix") track.fixes += 1;
			break;
		case "end":
			track.attempts.at(-1).end = step;
			Object.assign(track, {
				end: step,
				message: step.message
			});
			if (event === "keep") standAgain(track, step);
			else track.reason = step.reason;
			if (step.outcome === "done") {
				track.doneLine = line;
				track.landed.push(step);
			}
			break;
		case "reset":
			if (event === "undo") track.undone = {
				at: before.at,
				line: track.doneLine
			};
			Object.assign(track, {
				message: step.reason,
				landed: []
			});
	}
}
/** A fix that did not land has changed nothing: the phase rests on what landed last, and its reviews speak for it again. */
function standAgain(track, { reason, message, usage }) {
	if (usage.length === 0) track.fixes -= 1;
	const end = track.landed.at(-1);
	const attempt = track.attempts.find((one) => one.end === end);
	const why = message === "" ? "" : `: ${message}`;
	Object.assign(track, {
		start: attempt.start,
		end,
		since: attempt.line,
		message: `its fix ended without landing (${reason})${why}`
	});
}
/** What a step means depends on where the phase stands: a start after a failure is a person's, a start of what is done a fix. */
function eventOf(step, { state, mending }) {
	switch (step.type) {
		case "start":
			if (state === "failed") return "start-again";
			return state === "done" ? "fix" : "start";
		case "reset": return state === "done" ? "undo" : "reset";
		case "end":
			if (mending && step.outcome !== "done") return "keep";
			return {
				done: "finish",
				failed: "fail",
				blocked: "block"
			}[step.outcome];
	}
}
const RESET = "The phase is taken as still running: wait for its own ending, or say that it is over: `planfile reset <plan> <phase> --reason \"…\"`.";
function fresh(phase, digest) {
	return {
		phase,
		digest,
		state: "pending",
		reason: null,
		message: "",
		attempts: [],
		start: void 0,
		end: void 0,
		since: 0,
		landed: [],
		remains: [],
		holder: void 0,
		doneLine: 0,
		mending: false,
		fixes: 0,
		undone: void 0,
		spentUsd: 0
	};
}
// src/lifecycle/fold.ts
function fold(plan, steps, guards = Object.values(stepGuards)) {
	const tracks = /* @__PURE__ */ new Map();
	const track = (phase, digest) => {
		const name = `${phase} ${digest}`;
		const known = tracks.get(name) ?? fresh(phase, digest);
		tracks.set(name, known);
		return known;
	};
	const phases = plan.phases.map(({ id, digest }) => track(id, digest));
	const state = {
		plan: plan.id,
		phases,
		history: [],
		drafts: [],
		approvals: [],
		reviews: [],
		spentUsd: 0,
		unpriced: [],
		problems: []
	};
	for (const { step, line } of steps) {
		switch (step.type) {
			case "draft":
				state.drafts.push({
					step,
					line
				});
				break;
			case "approve":
			case "revoke":
				state.approvals.push({
					step,
					line
				});
				break;
			case "review":
				state.reviews.push({
					step,
					line
				});
				break;
			default: {
				const refusal = apply(track(step.phase, step.digest), step, line, guards);
				if (refusal) {
					const fix = withNames(refusal.fix, plan.id, step.phase);
					state.problems.push({
						...refusal,
						fix,
						line,
						key: step.key,
						phase: step.phase
					});
				}
			}
		}
		if (step.type === "end" || step.type === "review") spend(state, step);
		if (step.type === "end") track(step.phase, step.digest).spentUsd += usdOf(step);
	}
	state.history = [...tracks.values()].filter((one) => !phases.includes(one));
	return state;
}
/** A fix is there to be pasted. */
const withNames = (fix, plan, phase) => fix.replaceAll("<plan>", plan).replaceAll("<phase>", phase);
function spend(state, step) {
	state.spentUsd += usdOf(step);
	for (const { usd, model } of step.usage) if (usd === null && !state.unpriced.includes(model)) state.unpriced.push(model);
}
const usdOf = (step) => step.usage.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
export { PHASE_STATES as n, fold as t };
