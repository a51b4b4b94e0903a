import { t as Fault } from "./fault.js";
// src/adapters/box/tail.ts
function tail(limit) {
	let chunks = [];
	let held = 0;
	let total = 0;
	return {
		add: (chunk) => {
			chunks.push(chunk);
			held += chunk.length;
			total += chunk.length;
			if (held > 2 * limit + 65536) {
				chunks = [Buffer.concat(chunks).subarray(-limit)];
				held = limit;
			}
		},
		get total() {
			return total;
		},
		text: () => {
			const all = Buffer.concat(chunks);
			if (total <= limit) return all.toString();
			const note = `[${total - limit} bytes before this are left out]\n`;
			return (note + all.subarray(-Math.max(0, limit - note.length)).toString().replace(/^\uFFFD{1,3}/, "")).slice(0, limit);
		}
	};
}
// src/adapters/box/command.ts
/** What Linux takes as one argument, in bytes (MAX_ARG_STRLEN, its final zero aside). */
const LONGEST = 131071;
/** Kept free in the output for why we ended it, in bytes. */
const ROOM = 100;
async function runCommand(command, limits, host, begin, signal) {
	if (Buffer.byteLength(command) > LONGEST) return {
		command,
		exit: 126,
		seconds: 0,
		tail: `[not run: longer than ${LONGEST} bytes]`,
		timedOut: false
	};
	const began = performance.now();
	const running = await begin([
		"/bin/bash",
		"--noprofile",
		"--norc",
		"-c",
		"exec 2>&1 </dev/null; exec /bin/bash --noprofile --norc -eo pipefail -c \"$1\"",
		"run",
		command
	]);
	running.input.end();
	const output = tail(limits.outputBytes - ROOM);
	running.output.on("data", (chunk) => {
		output.add(chunk);
		if (output.total > host.floodBytes) running.end(`it printed more than ${host.floodBytes} bytes`);
	});
	const late = `it ran longer than ${limits.commandSeconds} seconds`;
	const timer = host.graceSeconds === void 0 ? void 0 : setTimeout(() => running.end(late), limits.commandSeconds * 1e3);
	const cancel = () => running.end("it was cancelled");
	if (signal?.aborted) cancel();
	signal?.addEventListener("abort", cancel, { once: true });
	const { exit, reason, started, complaint } = await running.over;
	clearTimeout(timer);
	signal?.removeEventListener("abort", cancel);
	if (!started && reason === void 0) throw host.cannotStart(complaint);
	return {
		command,
		exit,
		seconds: (performance.now() - began) / 1e3,
		tail: reason === void 0 ? output.text() : `${output.text()}\n[ended: ${reason}]`,
		timedOut: reason === late
	};
}
// src/adapters/box/connection.ts
const ANSWER_CHECKS = [knownShape, inTurn];
function connect(wire, config) {
	const waiting = /* @__PURE__ */ new Map();
	const greeting = Promise.withResolvers();
	greeting.promise.catch(() => {});
	let ready = false;
	let over = false;
	let last = 0;
	const say = (message) => {
		if (!wire.input.destroyed) wire.input.write(`${JSON.stringify(message)}\n`);
	};
	const outOfTurn = (reason) => {
		if (over) return;
		over = true;
		wire.output.destroy();
		wire.onOutOfTurn(reason);
	};
	const hear = (line) => {
		const message = parsed(line);
		const asked = new Set(waiting.keys());
		for (const check of wire.checks) {
			const reason = check(message, asked, ready);
			if (reason) return outOfTurn(reason);
		}
		const reply = message;
		if (!reply) return;
		if ("ready" in reply) {
			ready = true;
			return greeting.resolve();
		}
		waiting.get(reply.id)?.resolve({
			content: reply.content,
			isError: reply.isError
		});
		waiting.delete(reply.id);
	};
	onLines(wire.output, wire.lineBytes, (line) => over || hear(line), outOfTurn);
	wire.input.on("error", () => {});
	say(config);
	return {
		ready: greeting.promise,
		call: (name, input) => {
			const id = ++last;
			const answer = Promise.withResolvers();
			waiting.set(id, answer);
			say({
				id,
				name,
				input
			});
			return {
				id,
				answer: answer.promise
			};
		},
		cancel: (id) => say({ cancel: id }),
		lose: (error) => {
			over = true;
			greeting.reject(error);
			for (const answer of waiting.values()) answer.reject(error);
			waiting.clear();
		}
	};
}
function onLines(stream, limit, onLine, onTooLong) {
	let parts = [];
	let held = 0;
	stream.on("data", (chunk) => {
		let rest = chunk;
		for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
			const line = Buffer.concat([...parts, rest.subarray(0, end)]);
			parts = [];
			held = 0;
			rest = rest.subarray(end + 1);
			if (line.length > limit) return onTooLong("a line longer than any answer may be");
			onLine(line);
		}
		held += rest.length;
		if (held > limit) return onTooLong("a line longer than any answer may be");
		if (rest.length > 0) parts.push(rest);
	});
}
function parsed(line) {
	try {
		return JSON.parse(line.toString());
	} catch {
		return;
	}
}
function knownShape(message) {
	const fields = typeof message === "object" && message !== null ? message : {};
	const names = Object.keys(fields).sort().join();
	if (names === "ready" && fields.ready === true) return void 0;
	return names === "content,id,isError" && Number.isSafeInteger(fields.id) && typeof fields.content === "string" && typeof fields.isError === "boolean" ? void 0 : "a line that is no answer";
}
function inTurn(message, asked, ready) {
	if ("ready" in message) return ready ? "a second greeting" : void 0;
	const { id } = message;
	return ready && asked.has(id) ? void 0 : `an answer to call ${id}, which nobody waits for`;
}
// src/adapters/box/running-toolbox.ts
/** The toolbox as a process that is started when it is needed, and again when it died of what ran in it. */
/** What a start may take, what the SDK gives a search (its GREP_TIMEOUT_MS), what we wait for a cancelled tool. */
const START_SECONDS = 30;
const SEARCH_SECONDS = 60;
const CANCEL_SECONDS = 2;
function runningToolbox({ limits }, host, begin) {
	let served;
	let broken;
	async function serve() {
		let serves = false;
		const running = await begin(host.toolbox.command);
		const connection = connect({
			input: running.input,
			output: running.output,
			lineBytes: 6 * limits.outputBytes + 4096,
			checks: host.checks,
			onOutOfTurn: (reason) => {
				broken = outOfTurn(reason);
				running.end(reason);
			}
		}, host.toolbox.config);
		running.over.then(({ reason, complaint }) => {
			served = void 0;
			connection.lose(broken ?? (serves ? new ToolboxEnded(reason) : host.cannotStart(reason ?? complaint)));
		}, (fault) => {
			served = void 0;
			connection.lose(fault);
		});
		const timer = setTimeout(() => running.end("it did not start in time"), START_SECONDS * 1e3);
		await connection.ready.finally(() => clearTimeout(timer));
		serves = true;
		return {
			connection,
			running
		};
	}
	let shell = Promise.resolve();
	function call(name, input, signal) {
		if (name !== "bash") return ask(name, input, signal);
		const answer = shell.then(() => ask(name, input, signal));
		shell = answer.catch(() => {});
		return answer;
	}
	async function ask(name, input, signal) {
		if (broken) throw broken;
		if (signal?.aborted) return {
			content: `${name}: cancelled`,
			isError: true
		};
		served ??= serve().catch((error) => {
			served = void 0;
			throw error;
		});
		const { connection, running } = await served;
		const { id, answer } = connection.call(name, input);
		const seconds = (name === "grep" ? Math.max(limits.commandSeconds, SEARCH_SECONDS) : limits.commandSeconds) + (host.graceSeconds ?? 0);
		const late = () => running.end(`no answer within ${seconds} seconds`);
		const timer = host.graceSeconds === void 0 ? void 0 : setTimeout(late, seconds * 1e3);
		let impatient;
		const cancel = () => {
			connection.cancel(id);
			impatient = setTimeout(() => running.end("it was cancelled"), CANCEL_SECONDS * 1e3);
		};
		if (signal?.aborted) cancel();
		signal?.addEventListener("abort", cancel, { once: true });
		try {
			return await answer;
		} catch (error) {
			if (!(error instanceof ToolboxEnded)) throw error;
			return {
				content: `${name}: the sandbox was ended (${error.message}); the next call starts it anew`,
				isError: true
			};
		} finally {
			clearTimeout(timer);
			clearTimeout(impatient);
			signal?.removeEventListener("abort", cancel);
		}
	}
	return { call };
}
/** The toolbox died of something that the model may hear of and go on. */
var ToolboxEnded = class extends Error {
	constructor(reason) {
		super(reason ?? "its process was killed from inside");
	}
};
function outOfTurn(reason) {
	return new Fault("refused", "toolbox-out-of-turn", `the toolbox spoke out of turn (${reason}): code in the sandbox took over its output`, "look at what the session ran last; nothing it answered after that was believed");
}
// src/adapters/box/box.ts
function openBox(spec, host) {
	const running = /* @__PURE__ */ new Set();
	let handedOver;
	let closed = false;
	/** The tree belongs to the box from its first process to the last. */
	async function begin(command) {
		const refuseIfClosed = () => {
			if (closed) throw new Error("this box is closed");
		};
		refuseIfClosed();
		handedOver ??= host.giveAway();
		await handedOver;
		refuseIfClosed();
		const one = host.start(command);
		running.add(one);
		const forget = () => void running.delete(one);
		one.over.then(forget, forget);
		return one;
	}
	async function stop() {
		const all = [...running];
		for (const one of all) one.end("the box was stopped");
		await Promise.all(all.map(({ over }) => over));
		if (handedOver) await host.takeBack();
		handedOver = void 0;
	}
	const toolbox = runningToolbox(spec, host, begin);
	return {
		tool: (name, input, signal) => toolbox.call(name, input, signal),
		run: (command, signal) => runCommand(command, spec.limits, host, begin, signal),
		stop,
		[Symbol.asyncDispose]: () => {
			closed = true;
			return stop();
		}
	};
}
export { ANSWER_CHECKS as n, tail as r, openBox as t };
