import { t as Fault } from "./fault.js";
// src/entries/handlers/index.ts
/** Loaded by command: `validate` does not load what `run` needs. */
const handlers = {
	validate: async () => (await import("./plans.js")).onValidate,
	explain: async () => (await import("./plans.js")).onExplain,
	draft: async () => (await import("./draft2.js")).onDraft,
	request: async () => (await import("./drafting.js")).onRequest,
	"request-review": async () => (await import("./reviewing2.js")).onRequestReview,
	approve: async () => (await import("./plans.js")).onApprove,
	gate: async () => (await import("./plans.js")).onGate,
	status: async () => (await import("./plans.js")).onStatus,
	init: async () => (await import("./init.js")).onInit,
	report: async () => (await import("./report.js")).onReport,
	issues: async () => (await import("./issues.js")).onIssues,
	run: async () => (await import("./run2.js")).onRun,
	reset: async () => (await import("./reset.js")).onReset,
	demo: async () => (await import("./run2.js")).onDemo,
	"approve-comment": async () => (await import("./comments.js")).onApproveComment,
	schedule: async () => (await import("./schedule3.js")).onSchedule,
	execute: async () => (await import("./steps.js")).onExecute,
	verify: async () => (await import("./steps.js")).onVerify,
	review: async () => (await import("./review5.js")).onReview,
	publish: async () => (await import("./steps.js")).onPublish
};
// src/entries/lifeline.ts
/**
* What ends a command early: Ctrl-C, SIGTERM, a terminal that is closed, and the death of the `run` that started this step (its channel closes, also
* after `kill -9`). All of them become one signal; whoever works on something yields it and ends.
*/
function lifeline(process) {
	const controller = new AbortController();
	const end = (why) => () => {
		controller.abort(new Fault("cancelled", "cancelled", why, "What was paid for is kept; run it again to go on."));
	};
	process.once("SIGINT", end("interrupted"));
	process.once("SIGTERM", end("asked to end"));
	process.on("SIGHUP", end("its terminal is gone"));
	if (process.channel) {
		process.once("disconnect", end("the run that started this step is gone"));
		process.channel.unref();
	}
	return controller.signal;
}
export { handlers as n, lifeline as t };
