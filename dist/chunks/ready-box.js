import { t as Fault } from "./fault.js";
// src/commands/ready-box.ts
async function readyBox({ tree, writable, paths, inForce, signal }, ports) {
	const spec = {
		tree,
		writable,
		mounts: inForce.mounts,
		limits: inForce.limits.box
	};
	if (!writable) return ports.sandbox.open(spec);
	const home = `${tree}.home`;
	if (inForce.setup.commands.length > 0) {
		await using setUp = await ports.sandbox.open({
			...spec,
			home,
			hosts: inForce.setup.hosts
		});
		for (const command of inForce.setup.commands) await runSetUp(command, setUp, signal, ports);
	}
	return ports.sandbox.open({
		...spec,
		home,
		...paths ? { paths } : {}
	});
}
async function runSetUp(command, box, signal, { progress }) {
	progress.step("set-up", command);
	const run = await box.run(command, signal);
	if (run.exit === 0) return;
	if (run.notAllowed) throw notAllowed(command);
	throw new Fault("undecided", "setup-failed", `the policy's set-up failed: ${command} ${run.timedOut ? "ran out of time" : `ended with ${run.exit ?? "a signal"}`}\n${run.tail.slice(-2e3)}`, "Set-up runs in the sandbox, install scripts off, with the network only where the policy names hosts: setup in .github/planfile.yml.");
}
/** What a person said no to ends what wanted to run it: no model can mend that. */
const notAllowed = (command) => new Fault("refused", "command-not-allowed", `without a sandbox, and a person did not allow: ${command}`, "Leave --no-sandbox out, or allow it.");
/** Before any token is spent: refuses with the lines that install or enable the sandbox. `commands` are what will run. */
async function requireSandbox({ sandbox, person }, policy, commands = []) {
	if (sandbox.kind === "none" && (person.ci || policy.sandbox === "required")) {
		const who = person.ci ? "in CI the sandbox is required" : "the policy requires the sandbox";
		throw new Fault("refused", "sandbox-required", who, "Leave --no-sandbox out.");
	}
	const unanswerable = sandbox.unanswerable?.(commands) ?? [];
	if (unanswerable.length > 0) throw new Fault("refused", "nobody-to-ask", `without a sandbox each command is asked for, and nobody is at a terminal: ${unanswerable.join("; ")}`, `Run it at a terminal, or allow what may run: ${unanswerable.map((command) => `--allow-command ${quoted(command)}`).join(" ")}`);
	const probe = await sandbox.probe();
	if (probe.ok) return;
	throw new Fault("configuration", "no-sandbox", `no confined process can be started here: ${probe.reason}`, probe.fix.join("\n"));
}
/** For a POSIX shell. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
export { readyBox as n, requireSandbox as r, notAllowed as t };
