import { t as Fault } from "./fault.js";
import { n as ANSWER_CHECKS, r as tail, t as openBox } from "./box.js";
import { join } from "node:path";
import { spawn } from "node:child_process";
// src/adapters/no-sandbox/plain.ts
/** A process over a tree that nothing confines: a group of its own, that ends with us, and of the environment what is given. */
/** We hold the other end of 3 and never write to it: when that ends, so does the group. */
const LIFELINE = "{ read -r -u 3; kill -KILL 0; } </dev/null >/dev/null 2>&1 & exec 3<&-; exec \"$@\"";
function startPlain(command, tree, environment) {
	const child = spawn("bash", [
		"--noprofile",
		"--norc",
		"-c",
		LIFELINE,
		"plain",
		...command
	], {
		cwd: tree,
		env: { ...environment },
		detached: true,
		stdio: [
			"pipe",
			"pipe",
			"pipe",
			"pipe"
		]
	});
	const complaint = tail(4e3);
	child.stderr.on("data", (chunk) => complaint.add(chunk));
	child.stdin.on("error", () => {});
	let reason;
	const killGroup = () => {
		try {
			if (child.pid !== void 0) process.kill(-child.pid, "SIGKILL");
		} catch {}
	};
	const over = new Promise((resolve) => {
		const ending = (exit, text) => ({
			exit: reason === void 0 ? exit : null,
			reason,
			started: child.pid !== void 0,
			complaint: text
		});
		child.once("error", (error) => resolve(ending(null, error.message)));
		child.once("exit", killGroup);
		child.once("close", (exit) => resolve(ending(exit, complaint.text().trim())));
	});
	const end = (why) => {
		reason ??= why;
		killGroup();
	};
	return {
		input: child.stdin,
		output: child.stdout,
		over,
		end
	};
}
// src/adapters/no-sandbox/no-sandbox.ts
/**
* The sandbox's port without a sandbox: for `--no-sandbox`, given for one run, and for the demo's own commands where
* bubblewrap is missing (trust.md, "Locally"). The model has no shell; each verify command is shown and asked for.
*/
function noSandbox(options) {
	return {
		kind: "none",
		probe: async () => ({ ok: true }),
		unanswerable: (commands) => options.confirm ? [] : commands.filter((command) => !options.allowed.includes(command)),
		open: async (spec) => asking(openPlainBox(spec, options), options)
	};
}
function openPlainBox(spec, { nodePath, bundleDir, environment }) {
	const { tree, writable, paths, limits } = spec;
	return openBox(spec, {
		start: (command) => startPlain(command, tree, environment),
		toolbox: {
			command: [nodePath, join(bundleDir, "toolbox.js")],
			config: {
				workdir: tree,
				scratch: tree,
				shell: false,
				writable,
				...paths && { paths },
				outputBytes: limits.outputBytes,
				commandSeconds: limits.commandSeconds
			}
		},
		checks: ANSWER_CHECKS,
		graceSeconds: 15,
		floodBytes: 256 * 1024 ** 2,
		cannotStart: (complaint) => new Fault("configuration", "no-toolbox", `the toolbox did not start: ${complaint}`, "npm ci"),
		giveAway: async () => {},
		takeBack: async () => {}
	});
}
/** The box, but no command runs that was not allowed. */
function asking(box, { allowed, confirm }) {
	return {
		...box,
		shell: false,
		run: async (command, signal) => allowed.includes(command) || await confirm?.(command) ? box.run(command, signal) : {
			command,
			exit: null,
			seconds: 0,
			tail: "[not run: it was not allowed]",
			timedOut: false,
			notAllowed: true
		}
	};
}
export { noSandbox };
