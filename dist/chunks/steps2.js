import { a as exitOfReason } from "./header.js";
import { t as Fault } from "./fault.js";
import { n as cleanLine } from "./clean.js";
import { r as requireDefaultBranch } from "./job2.js";
import { i as text, n as list, r as outFolder } from "./answer2.js";
// src/entries/handlers/steps.ts
/** Handlers of the steps that `run`, or a workflow, puts together: each reads and writes outcome files in one folder. */
/** `--no-sandbox` is commander's negation: `sandbox` is true unless it was given. */
const sandboxChoice = (call) => ({
	confined: call.options.sandbox !== false,
	mounts: list(call, "mount"),
	allowed: list(call, "allowCommand")
});
const onExecute = async (context) => {
	const { call, cwd, signal } = context;
	const phase = text(call, "phase");
	if (phase === void 0) throw new Fault("usage", "phase-missing", "execute builds one phase: which?", "planfile execute --phase <id> --out <folder>");
	await requireDefaultBranch(context.wire);
	await using ports = await modelPorts(context);
	const { execute } = await import("./execute.js");
	const documents = {
		paths: list(call, "context"),
		cwd
	};
	const { result, fault, against } = await execute({
		folder: outFolder(call, cwd),
		phase,
		context: documents,
		signal
	}, ports);
	const said = `${result.phase} ${result.outcome}${result.reason ? ` (${result.reason})` : ""}: ${result.message}`;
	const markdown = async () => {
		const { sessionMarkdown } = await import("./session-markdown.js");
		return sessionMarkdown(result, against);
	};
	return {
		exit: fault?.exit ?? exitOfResult(result),
		json: result,
		text: `${said}\n`,
		markdown
	};
};
const exitOfResult = ({ outcome, reason }) => outcome === "built" ? 0 : exitOfReason(reason ?? "error");
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
		text: `${lines.join("\n")}\n`,
		markdown: async () => {
			const { verificationMarkdown } = await import("./verification-markdown.js");
			return verificationMarkdown(outcome);
		}
	};
};
const onPublish = async ({ call, wire, cwd }) => {
	const { publish } = await import("./publish.js");
	await requireDefaultBranch(wire);
	await using git = await wire.git(cwd);
	const person = await wire.person(cwd);
	const ports = {
		...wire,
		git,
		seal: await wire.seal(),
		person,
		forge: await wire.forge(git, person.identity)
	};
	const folder = outFolder(call, cwd);
	const { isDrafting, publishDrafted } = await import("./drafting.js");
	if (await isDrafting(wire.files, folder)) return await publishDrafted(ports, {
		folder,
		cwd
	});
	const { isReviewing, publishReviewed } = await import("./reviewing2.js");
	if (await isReviewing(wire.files, folder)) return await publishReviewed(ports, folder);
	const { landing, fault } = await publish({ folder }, ports);
	const lines = landing.ended.map(({ phase, outcome: ending, commit, kept }) => {
		const place = commit ? ` ${commit.slice(0, 12)}` : kept ? `, work at ${kept}` : "";
		return `${ending === "done" ? wire.paint.green("✓") : wire.paint.red("✗")} ${phase} ${ending}${place}`;
	});
	const pull = landing.pull === null ? [] : [`pull request: #${landing.pull}`];
	const notes = landing.notes.map((note) => `${wire.paint.yellow("!")} ${cleanLine(note, 1e3)}`);
	const said = [
		...lines,
		`check: ${cleanLine(landing.check.title)}`,
		...pull,
		...notes
	];
	const markdown = async () => {
		const { landingMarkdown } = await import("./landing-markdown.js");
		return landingMarkdown(landing);
	};
	return {
		exit: fault?.exit ?? 0,
		json: landing,
		text: `${said.join("\n")}\n`,
		markdown
	};
};
/** What a model job may touch; the repository's lens is closed with it. */
async function modelPorts({ call, wire, cwd }) {
	await using stack = new AsyncDisposableStack();
	const choice = sandboxChoice(call);
	const sandbox = await wire.sandbox(choice);
	const git = stack.use(await wire.git(cwd));
	sandbox.probe().catch(() => {});
	const live = stack.use(choice.confined ? await wire.live() : void 0);
	const ports = {
		...wire,
		...live && { progress: live.progress },
		git,
		person: await wire.person(cwd),
		model: await wire.model(),
		sandbox
	};
	const owned = stack.move();
	return {
		...ports,
		[Symbol.asyncDispose]: () => owned.disposeAsync()
	};
}
export { sandboxChoice as a, onVerify as i, onExecute as n, onPublish as r, modelPorts as t };
