import { t as GATEWAY } from "./chunks/toolbox.js";
import { t as runRunnableTool } from "./chunks/BetaRunnableTool.js";
import { r as betaAgentToolset20260401, u as resolvePath } from "./chunks/node.js";
import { n as TOOLS, t as READING_TOOLS } from "./chunks/tools.js";
import { i as matches } from "./chunks/paths.js";
import { n as protectedReason, r as unlocked } from "./chunks/protected.js";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { argv, env, stdin, stdout } from "node:process";
import { chmod, lstat } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { createInterface } from "node:readline";
// src/toolbox/forward.ts
/**
* In a sandbox for set-up: a port on its own loopback whose connections go to the one socket that leads out, for programs that
* know proxies only by address (HTTPS_PROXY). Runs a command meanwhile.
*/
/** The command's exit code, as a shell would tell it. */
async function forward([file, ...args]) {
	const server = createServer((client) => {
		const out = connect(GATEWAY.socket);
		client.pipe(out).pipe(client);
		client.on("error", () => out.destroy());
		out.on("error", () => client.destroy());
	});
	server.listen(GATEWAY.port, "127.0.0.1");
	await once(server, "listening");
	const child = spawn(file, args, { stdio: "inherit" });
	const [code, signal] = await once(child, "exit");
	return code ?? (signal ? 137 : 1);
}
// src/toolbox/kept.ts
/** `text`, or the part of it that `config.outputBytes` allows and a line on how to get the rest. */
function kept(name, input, text, config) {
	if (Buffer.byteLength(text) <= config.outputBytes) return text;
	return (KEEP[name] ?? keepStart)(input, text, config.outputBytes);
}
const KEEP = {
	bash: (_, text, bytes) => {
		const end = lastBytes(text, bytes);
		return `[${Buffer.byteLength(text) - Buffer.byteLength(end)} bytes before this are left out; send the output to a file in $TMPDIR and read it in parts]\n${end}`;
	},
	read: (input, text, bytes) => {
		const first = firstLine(input);
		const lines = firstLines(text, bytes);
		if (lines.length === 0) return `${firstBytes(text, bytes)}\n[line ${first} is longer than ${bytes} bytes: the rest of it is left out]`;
		const next = first + lines.length;
		return `${lines.join("\n")}\n[lines ${first} to ${next - 1}; read on with view_range from ${next}]`;
	}
};
const keepStart = (_, text, bytes) => `${firstLines(text, bytes).join("\n") || firstBytes(text, bytes)}\n[more was found: narrow the pattern or the path]`;
function firstLine(input) {
	const [from] = Array.isArray(input.view_range) ? input.view_range : [];
	return typeof from === "number" && from > 1 ? from : 1;
}
/** The whole lines that fit. */
function firstLines(text, bytes) {
	let left = bytes;
	const lines = [];
	for (const line of text.split("\n")) {
		left -= Buffer.byteLength(line) + 1;
		if (left < 0) break;
		lines.push(line);
	}
	return lines;
}
/** At most that many bytes of the start, no character cut in two. */
function firstBytes(text, bytes) {
	return Buffer.from(text).subarray(0, bytes).toString().replace(/\uFFFD$/, "");
}
function lastBytes(text, bytes) {
	return Buffer.from(text).subarray(-bytes).toString().replace(/^\uFFFD+/, "");
}
// src/toolbox/shell.bash
var shell_default = "# Read by the toolset's shell as it starts (BASH_ENV). Each command runs in a subshell, so that `exit`, `set -e`, a syntax\n# error or the deadline end the command and not the session; folder and exported variables are handed on in a file.\nunset BASH_ENV\n# The toolset's pipes are sockets, which /dev/stdout and /dev/stderr cannot open.\nexec > >(exec cat) 2>&1\n\n__planfile_state=\"${BASH_SOURCE[0]%/*}/state\"\n\n__planfile_keep() {\n  local status=$?\n  {\n    (set -o posix; export -p)\n    printf 'cd -- %q\\n' \"$PWD\"\n  } >\"$__planfile_state\"\n  exit \"$status\"\n}\n\n__planfile_restore() {\n  local name\n  [[ -r $__planfile_state ]] || return 0\n  for name in $(compgen -e); do unset \"$name\"; done 2>/dev/null\n  . \"$__planfile_state\"\n}\n\n# __planfile_call SECONDS COMMAND\n__planfile_call() {\n  local job alarm status late=\"${__planfile_state%/*}/late\"\n  set -m # a process group for each of the two\n  (set +m; trap __planfile_keep EXIT; eval \"$2\") &\n  job=$!\n  (sleep \"$1\"; : >\"$late\"; kill -KILL -- \"-$job\") >/dev/null 2>&1 &\n  alarm=$!\n  set +m\n  wait \"$job\" 2>/dev/null\n  status=$?\n  kill -KILL -- \"-$alarm\" 2>/dev/null\n  wait \"$alarm\" 2>/dev/null\n  __planfile_restore\n  [[ ! -e $late ]] || { rm -f \"$late\"; printf '\\n[ended after %s seconds]' \"$1\"; }\n  ((status == 0)) || printf '\\n[exit %d]\\n' \"$status\"\n  return \"$status\"\n}\n\n__planfile_restore\n";
// src/toolbox/shell.ts
/**
* What the SDK's `bash` needs around it, as tried: an `exit` ended its session and lost the output, a timeout lost both,
* and a failure that had printed something did not say that it was one.
*/
/** What the SDK waits beyond our own deadline, in ms: it is there for a shell that no longer answers. */
const GRACE = 5e3;
const DEFAULT_SECONDS = 120;
function openShell(config, environment) {
	const folder = join(config.scratch, ".planfile");
	mkdirSync(folder, { recursive: true });
	const file = join(folder, "shell.bash");
	writeFileSync(file, shell_default);
	return {
		environment: {
			...environment,
			BASH_ENV: file
		},
		wrapped: (input) => {
			const { command, timeout_ms: timeout } = input;
			if (typeof command !== "string" || command === "") return input;
			const asked = typeof timeout === "number" && timeout > 0 ? timeout / 1e3 : DEFAULT_SECONDS;
			const seconds = Math.min(asked, config.commandSeconds);
			return {
				...input,
				command: `__planfile_call ${seconds.toFixed(1)} ${quoted(command)}`,
				timeout_ms: Math.ceil(seconds * 1e3) + GRACE
			};
		}
	};
}
/** One word for bash, whatever is in it. */
function quoted(text) {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
// src/toolbox/write-guards.ts
/**
* What `write` and `edit` refuse, with the reason, so that the model learns of a border before its work is measured
* against it. The border itself is drawn again, from bytes, by whoever makes the commit (trust.md T15, T17).
*/
const WRITE_GUARDS = [
	insideTree,
	notProtected,
	withinPaths
];
/** The first guard's reason, or undefined: write. Follows links, so that a link in `paths` opens nothing beyond them. */
async function writeRefusal(file, context, config, guards) {
	if (config.paths === void 0 || file === "") return void 0;
	try {
		const tree = await resolvePath(context, ".");
		const path = relative(tree, await resolvePath(context, file)).split(sep).join("/");
		for (const guard of guards) {
			const reason = guard(path, config.paths);
			if (reason) return reason;
		}
		return;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
function insideTree(path) {
	return path === ".." || path.startsWith("../") ? "the file lies outside the tree; use bash for scratch files" : void 0;
}
function notProtected(path, paths) {
	const reason = protectedReason(path);
	if (!reason || unlocked(path, paths)) return void 0;
	return `${path} is protected (${reason}) and this phase's paths do not name it; if the phase cannot be built without it, escalate`;
}
function withinPaths(path, paths) {
	if (matches(path, paths)) return void 0;
	return `${path} is outside this phase's paths (${paths.join(", ")}); if the phase cannot be built within them, escalate`;
}
// src/toolbox/written.ts
/** The toolset makes files and folders for their owner alone (0600, 0700); a work tree's are readable by all. */
/** Runs a `write` or `edit` and gives what it newly made the modes of a work tree; what was there keeps its own. */
async function readableByAll(context, input, run) {
	const file = await resolvePath(context, String(input.file_path ?? "")).catch(() => void 0);
	const missing = file === void 0 ? [] : await missingFrom(file);
	const outcome = await run();
	if (!outcome.isError) for (const path of missing) await chmod(path, path === file ? 420 : 493);
	return outcome;
}
/** The path and those of its folders that are not there yet. */
async function missingFrom(path) {
	return await lstat(path).then(() => true, () => false) || path === dirname(path) ? [] : [path, ...await missingFrom(dirname(path))];
}
// src/toolbox/tools.ts
/**
* The SDK's agent toolset over one tree, with what it leaves to its host: which files may be written, how much of an
* answer is kept, how a shell survives what is run in it. Names and inputs stay the SDK's (src/models/tools.ts).
*/
/** `environment` is what commands get. `guards` are the wiring's: tests take one out to see what it holds off. */
function openToolbox(config, environment, guards = WRITE_GUARDS) {
	const shell = config.shell ? openShell(config, environment) : void 0;
	const context = {
		workdir: config.workdir,
		allowedRoots: config.shell ? [config.scratch] : [],
		...shell && { env: shell.environment }
	};
	const served = new Set((config.writable ? TOOLS : READING_TOOLS).map(({ name }) => name));
	if (!shell) served.delete("bash");
	const tools = /* @__PURE__ */ new Map();
	for (const tool of betaAgentToolset20260401(context)) if ("name" in tool && served.has(tool.name)) tools.set(tool.name, tool);
	async function answer(name, input, signal) {
		const tool = tools.get(name);
		if (!tool) return refusal(`there is no tool ${name} here; there are ${[...tools.keys()].join(", ")}`);
		const given = asRecord(input);
		if (!given) return refusal(`${name}: the input must be an object`);
		const writes = name === "write" || name === "edit";
		const refused = writes && await writeRefusal(String(given.file_path ?? ""), context, config, guards);
		if (refused) return refusal(`${name}: ${refused}`);
		const use = {
			type: "tool_use",
			id: "call",
			name,
			input: given
		};
		const asked = name === "bash" && shell ? shell.wrapped(given) : given;
		const run = () => runRunnableTool(tool, asked, {
			toolUse: use,
			toolUseBlock: use,
			signal
		});
		const { content, isError } = await (writes ? readableByAll(context, given, run) : run());
		return {
			content: asText(content),
			isError
		};
	}
	return {
		call: async (name, input, signal) => {
			const { content, isError } = await answer(name, input, signal).catch((error) => refusal(`${name}: ${String(error)}`));
			return {
				content: kept(name, asRecord(input) ?? {}, content, config),
				isError
			};
		},
		close: () => {
			for (const tool of tools.values()) tool.close?.();
		}
	};
}
function refusal(content) {
	return {
		content,
		isError: true
	};
}
function asRecord(input) {
	return typeof input === "object" && input !== null && !Array.isArray(input) ? input : void 0;
}
/** The agent toolset answers in text; blocks appear only in errors. */
function asText(content) {
	if (typeof content === "string") return content;
	return content.map((block) => "text" in block ? block.text : "").join("\n");
}
// src/toolbox/serve.ts
/** The toolbox's conversation: JSON lines in, JSON lines out, calls side by side (src/models/toolbox.ts). */
/** Serves until `input` ends, then lets go of the shell, which would keep the process alive. */
async function serve(input, output, environment) {
	const lines = createInterface({
		input,
		crlfDelay: Number.POSITIVE_INFINITY
	})[Symbol.asyncIterator]();
	const first = await lines.next();
	if (first.done) return;
	const toolbox = openToolbox(JSON.parse(first.value), environment);
	const running = /* @__PURE__ */ new Map();
	const say = (reply) => void output.write(`${JSON.stringify(reply)}\n`);
	say({ ready: true });
	for await (const line of { [Symbol.asyncIterator]: () => lines }) {
		const request = JSON.parse(line);
		if ("cancel" in request) {
			running.get(request.cancel)?.abort();
			continue;
		}
		const { id, name, input: toolInput } = request;
		const abort = new AbortController();
		running.set(id, abort);
		toolbox.call(name, toolInput, abort.signal).then((answer) => {
			running.delete(id);
			say({
				id,
				...answer
			});
		});
	}
	for (const abort of running.values()) abort.abort();
	toolbox.close();
}
// src/entries/toolbox.ts
/** What runs inside the sandbox: no key, one tree. Without a word it serves the tools; `forward` runs a command of the set-up. */
const [, , word, ...command] = argv;
if (word === "forward") process.exit(await forward(command));
await serve(stdin, stdout, env);
export {};
