import { t as Fault } from "./fault.js";
import { n as localFolder } from "./wire.js";
import { n as list, r as text } from "./answer2.js";
import { join, resolve } from "node:path";
// src/entries/handlers/steps.ts
/** Handlers of the steps that `run`, or a workflow, puts together: each reads and writes outcome files in one folder. */
/** `--no-sandbox` is commander's negation: `sandbox` is true unless it was given. */
const sandboxChoice = (call) => ({
	confined: call.options.sandbox !== false,
	mounts: list(call, "mount"),
	allowed: list(call, "allowCommand")
});
const onSchedule = async ({ call, wire, cwd }) => {
	const { schedule } = await import("./schedule2.js");
	await using git = await wire.git(cwd);
	const person = await wire.person(cwd);
	const ports = {
		...wire,
		git,
		seal: await wire.seal(),
		person,
		forge: await wire.forge(git, person.identity)
	};
	const run = text(call, "run") ?? `local-${wire.clock.nonce().slice(0, 12)}`;
	const folder = call.options.out === void 0 ? join(localFolder(git), "runs", run, "wave-1") : outFolder(call, cwd);
	const outcome = await schedule({
		name: call.arguments[0],
		cwd,
		phases: list(call, "phase"),
		folder,
		run,
		attempt: attemptOf(call),
		runs: join(localFolder(git), "runs")
	}, ports);
	const lines = [
		...outcome.legs.map(({ phase }) => `${wire.paint.green("start")} ${phase}`),
		...outcome.held.map(({ phase, message }) => `${wire.paint.dim("held ")} ${phase}: ${message}`),
		`outcomes: ${folder}`
	];
	const waiting = outcome.held.every(({ code }) => CALM.has(code));
	return {
		exit: outcome.legs.length > 0 || waiting ? 0 : 1,
		json: {
			folder,
			...outcome
		},
		text: `${lines.join("\n")}\n`
	};
};
/** Reasons to hold a phase that are nobody's failure. */
const CALM = /* @__PURE__ */ new Set([
	"already-done",
	"started-by-this-run",
	"already-running",
	"waiting-for-needs"
]);
const onExecute = async (context) => {
	const { execute } = await import("./execute.js");
	const { call, cwd, signal } = context;
	const phase = text(call, "phase");
	if (phase === void 0) throw new Fault("usage", "phase-missing", "execute builds one phase: which?", "planfile execute --phase <id> --out <folder>");
	await using ports = await modelPorts(context);
	const documents = {
		paths: list(call, "context"),
		cwd
	};
	const { result, fault } = await execute({
		folder: outFolder(call, cwd),
		phase,
		context: documents,
		signal
	}, ports);
	const said = `${result.phase} ${result.outcome}${result.reason ? ` (${result.reason})` : ""}: ${result.message}`;
	return {
		exit: fault?.exit ?? exitOfResult(result),
		json: result,
		text: `${said}\n`
	};
};
/** design.md §3: what the work lacks is 1; what nobody could decide is 3. */
function exitOfResult({ outcome, reason }) {
	if (outcome === "built") return 0;
	return reason === "verify" || reason === "scope" || reason === "budget" || reason === "conflict" || reason === "escalated" ? 1 : 3;
}
const onVerify = async ({ call, wire, cwd, signal }) => {
	const { verify } = await import("./verify.js");
	await using git = await wire.git(cwd);
	const ports = {
		...wire,
		git,
		person: await wire.person(cwd),
		sandbox: await wire.sandbox(sandboxChoice(call))
	};
	const { verification: outcome, fault } = await verify({
		folder: outFolder(call, cwd),
		signal
	}, ports);
	const lines = [...outcome.passed.map(({ phase }) => `${wire.paint.green("✓")} ${phase} holds`), ...outcome.leftOut.map(({ phase, reason, message }) => `${wire.paint.red("✗")} ${phase} (${reason}): ${message}`)];
	return {
		exit: fault?.exit ?? (outcome.leftOut.length === 0 ? 0 : 1),
		json: outcome,
		text: `${lines.join("\n")}\n`
	};
};
const onReview = async (context) => {
	const { review } = await import("./review3.js");
	const { reviewText } = await import("./review.js");
	const { call, wire, cwd, signal } = context;
	await using ports = await modelPorts(context);
	const { review: outcome, fault } = await review({
		folder: outFolder(call, cwd),
		signal
	}, ports);
	const { verdict, why, plan } = outcome;
	const conclusion = verdict === "pass" ? "success" : verdict === "block" ? "failure" : "action_required";
	return {
		exit: fault?.exit ?? (verdict === "pass" ? 0 : verdict === "block" || outcome.cause === null ? 1 : 3),
		json: outcome,
		text: `${reviewText({
			plan,
			review: outcome,
			check: {
				conclusion,
				title: why
			}
		}, wire.paint)}\n`
	};
};
const onPublish = async ({ call, wire, cwd }) => {
	const { publish } = await import("./publish.js");
	await using git = await wire.git(cwd);
	const person = await wire.person(cwd);
	const ports = {
		...wire,
		git,
		seal: await wire.seal(),
		person,
		forge: await wire.forge(git, person.identity)
	};
	const outcome = await publish({ folder: outFolder(call, cwd) }, ports);
	return {
		exit: 0,
		json: outcome,
		text: `${[...outcome.ended.map(({ phase, outcome: ending, commit, kept }) => {
			const place = commit ? ` ${commit.slice(0, 12)}` : kept ? `, work at ${kept}` : "";
			return `${ending === "done" ? wire.paint.green("✓") : wire.paint.red("✗")} ${phase} ${ending}${place}`;
		}), `check: ${outcome.check.title}`].join("\n")}\n`
	};
};
async function modelPorts({ call, wire, cwd }) {
	await using stack = new AsyncDisposableStack();
	const git = stack.use(await wire.git(cwd));
	const ports = {
		...wire,
		git,
		person: await wire.person(cwd),
		model: await wire.model(),
		sandbox: await wire.sandbox(sandboxChoice(call))
	};
	const owned = stack.move();
	return {
		...ports,
		[Symbol.asyncDispose]: () => owned.disposeAsync()
	};
}
function outFolder(call, cwd) {
	const out = text(call, "out");
	if (out !== void 0) return resolve(cwd, out);
	throw new Fault("usage", "out-missing", "where are the outcomes of this wave?", `planfile ${call.command} --out <the folder that schedule named>`);
}
function attemptOf(call) {
	const attempt = Number(text(call, "attempt") ?? "1");
	if (Number.isInteger(attempt) && attempt >= 1) return attempt;
	throw new Fault("usage", "attempt-invalid", "--attempt is a whole number from 1 on", "Leave it out, or give the attempt of the run.");
}
export { onVerify as a, onSchedule as i, onPublish as n, sandboxChoice as o, onReview as r, onExecute as t };
