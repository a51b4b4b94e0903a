import { i as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { t as Fault } from "./fault.js";
import { n as cleanLine, t as clean } from "./clean.js";
import { t as jobOf } from "./job2.js";
import { S as object, T as string, g as discriminatedUnion, h as boolean, v as literal, w as strictObject, x as number$1 } from "./schemas.js";
import { t as progressLines } from "./progress.js";
import { n as version, t as repository } from "./package.js";
import { closeSync, constants, existsSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync, symlinkSync, writeSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import { execFile, spawn } from "node:child_process";
import { homedir, hostname, tmpdir } from "node:os";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { chmod, cp, lchown, link, lstat, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, rmdir, stat, symlink, writeFile } from "node:fs/promises";
import { PassThrough } from "node:stream";
import { isUtf8 } from "node:buffer";
import { promisify } from "node:util";
// src/entries/paint.ts
var import_picocolors = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
	let p = process || {};
	let argv = p.argv || [];
	let env = p.env || {};
	let isColorSupported = !(!!env.NO_COLOR || argv.includes("--no-color")) && (!!env.FORCE_COLOR || argv.includes("--color") || p.platform === "win32" || (p.stdout || {}).isTTY && env.TERM !== "dumb" || !!env.CI);
	let formatter = (open, close, replace = open) => (input) => {
		let string = "" + input, index = string.indexOf(close, open.length);
		return ~index ? open + replaceClose(string, close, replace, index) + close : open + string + close;
	};
	let replaceClose = (string, close, replace, index) => {
		let result = "", cursor = 0;
		do {
			result += string.substring(cursor, index) + replace;
			cursor = index + close.length;
			index = string.indexOf(close, cursor);
		} while (~index);
		return result + string.substring(cursor);
	};
	let createColors = (enabled = isColorSupported) => {
		let f = enabled ? formatter : () => String;
		return {
			isColorSupported: enabled,
			reset: f("\x1B[0m", "\x1B[0m"),
			bold: f("\x1B[1m", "\x1B[22m", "\x1B[22m\x1B[1m"),
			dim: f("\x1B[2m", "\x1B[22m", "\x1B[22m\x1B[2m"),
			italic: f("\x1B[3m", "\x1B[23m"),
			underline: f("\x1B[4m", "\x1B[24m"),
			inverse: f("\x1B[7m", "\x1B[27m"),
			hidden: f("\x1B[8m", "\x1B[28m"),
			strikethrough: f("\x1B[9m", "\x1B[29m"),
			black: f("\x1B[30m", "\x1B[39m"),
			red: f("\x1B[31m", "\x1B[39m"),
			green: f("\x1B[32m", "\x1B[39m"),
			yellow: f("\x1B[33m", "\x1B[39m"),
			blue: f("\x1B[34m", "\x1B[39m"),
			magenta: f("\x1B[35m", "\x1B[39m"),
			cyan: f("\x1B[36m", "\x1B[39m"),
			white: f("\x1B[37m", "\x1B[39m"),
			gray: f("\x1B[90m", "\x1B[39m"),
			bgBlack: f("\x1B[40m", "\x1B[49m"),
			bgRed: f("\x1B[41m", "\x1B[49m"),
			bgGreen: f("\x1B[42m", "\x1B[49m"),
			bgYellow: f("\x1B[43m", "\x1B[49m"),
			bgBlue: f("\x1B[44m", "\x1B[49m"),
			bgMagenta: f("\x1B[45m", "\x1B[49m"),
			bgCyan: f("\x1B[46m", "\x1B[49m"),
			bgWhite: f("\x1B[47m", "\x1B[49m"),
			blackBright: f("\x1B[90m", "\x1B[39m"),
			redBright: f("\x1B[91m", "\x1B[39m"),
			greenBright: f("\x1B[92m", "\x1B[39m"),
			yellowBright: f("\x1B[93m", "\x1B[39m"),
			blueBright: f("\x1B[94m", "\x1B[39m"),
			magentaBright: f("\x1B[95m", "\x1B[39m"),
			cyanBright: f("\x1B[96m", "\x1B[39m"),
			whiteBright: f("\x1B[97m", "\x1B[39m"),
			bgBlackBright: f("\x1B[100m", "\x1B[49m"),
			bgRedBright: f("\x1B[101m", "\x1B[49m"),
			bgGreenBright: f("\x1B[102m", "\x1B[49m"),
			bgYellowBright: f("\x1B[103m", "\x1B[49m"),
			bgBlueBright: f("\x1B[104m", "\x1B[49m"),
			bgMagentaBright: f("\x1B[105m", "\x1B[49m"),
			bgCyanBright: f("\x1B[106m", "\x1B[49m"),
			bgWhiteBright: f("\x1B[107m", "\x1B[49m")
		};
	};
	module.exports = createColors();
	module.exports.createColors = createColors;
})))(), 1);
function paintFor(env, stream) {
	const { bold, dim, red, yellow, green, cyan } = import_picocolors.default.createColors(colourful(env, stream));
	return {
		bold,
		dim,
		red,
		yellow,
		green,
		cyan
	};
}
/** https://no-color.org, and FORCE_COLOR as the field uses it. */
const colourful = (env, stream) => env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : Boolean(stream.isTTY) && env.TERM !== "dumb";
// src/entries/tokens.ts
/** The runner's own, whatever they come to be called, and the token that the workflow hands in. */
const TOKEN = /^(?:ACTIONS_\w*TOKEN|INPUT_TOKEN|GITHUB_TOKEN|GH_TOKEN)$/;
/** The environment as it was. In `env` the tokens are gone afterwards. */
function takeTokens(env) {
	const given = { ...env };
	for (const name of tokenNames(env)) delete env[name];
	return given;
}
/** Names of the tokens that this environment holds. */
const tokenNames = (env) => Object.keys(env).filter((name) => TOKEN.test(name));
// src/adapters/artifacts/checkpoints.ts
/**
* Checkpoints as artifacts of the workflow's run. The client works in a process of its own: the job's tokens are in that process's
* environment and in no other (trust.md T18), and one that hangs or breaks ends alone.
*/
/** Choice of ours: a checkpoint is small, the next is five minutes away, and the client itself tries again for about a minute. */
const MOST = 12e4;
const artifactCheckpoints = ({ node, entry, environment, attempt, most = MOST }) => ({ async handOut(name, files, signal) {
	const child = spawn(node, [
		entry,
		`planfile-${attempt}-${name}`,
		...files
	], {
		env: environment,
		stdio: [
			"ignore",
			"ignore",
			"pipe"
		],
		signal,
		timeout: most,
		killSignal: "SIGKILL"
	});
	const said = tailOf(child.stderr);
	const how = await new Promise((resolve) => {
		child.once("error", (error) => resolve(error.message));
		child.once("close", (code) => resolve(code === 0 ? void 0 : `it ended without an answer`));
	});
	if (how === void 0) return;
	throw new Fault("service", "not-handed-out", cleanLine(await said || how), "It still lies in the outcome folder of this job.");
} });
/** The end of what was said, as much as makes a message. */
async function tailOf(stream) {
	let tail = "";
	stream.setEncoding("utf8");
	try {
		for await (const chunk of stream) tail = `${tail}${chunk}`.slice(-1e3);
	} catch {}
	return tail;
}
// src/adapters/files/checkpoints.ts
const keptInFolder = { handOut: async () => {} };
// src/adapters/files/clock.ts
/** The real clock. */
const systemClock = {
	now: () => /* @__PURE__ */ new Date(),
	elapsed: () => performance.now(),
	async sleep(ms, signal) {
		signal?.throwIfAborted();
		try {
			await setTimeout$1(ms, void 0, signal === void 0 ? {} : { signal });
		} catch (error) {
			throw signal?.aborted ? signal.reason : error;
		}
	},
	nonce: () => randomBytes(16).toString("hex")
};
// src/adapters/files/files.ts
/** Outcome files, whole or not at all: written beside their place, synced, and renamed over it. */
const UNFINISHED = /^\..*\.[0-9a-f]{16}\.part$/;
const diskFiles = {
	async read(path) {
		try {
			return await readRegular(path);
		} catch (error) {
			if (isGone(error) && !await isLink(path)) return void 0;
			throw unreadable(path, error);
		}
	},
	async readInside(root, path) {
		const real = await realpath(path).catch(() => void 0);
		if (real !== void 0 && relative(await realpath(root), real).split(sep)[0] === "..") throw unreadable(path, /* @__PURE__ */ new Error("it is a link that leads out of the repository"));
		return diskFiles.read(path);
	},
	async write(path, bytes) {
		const folder = dirname(path);
		await mkdir(folder, { recursive: true });
		const part = join(folder, `.${basename(path)}.${randomBytes(8).toString("hex")}.part`);
		try {
			await writeSynced(part, bytes);
			await rename(part, path);
		} catch (error) {
			await rm(part, { force: true });
			throw error;
		}
		await syncFolder(folder);
	},
	async writeInside(root, path, bytes) {
		await requireInside(root, path);
		await diskFiles.write(path, bytes);
	},
	async removeInside(root, path) {
		await requireInside(root, path);
		await rm(path);
		for (let folder = dirname(path); folder !== root; folder = dirname(folder)) try {
			await rmdir(folder);
		} catch {
			return;
		}
	},
	/** Names in `folder`, of whatever kind, sorted; none where there is no folder. What a killed write left is left out. */
	async list(folder) {
		try {
			return (await readdir(folder)).filter((name) => !UNFINISHED.test(name)).sort();
		} catch (error) {
			if (isGone(error)) return [];
			throw error;
		}
	}
};
/** The nearest folder that is there decides: what is made below it is where its name says. */
async function requireInside(root, path) {
	let folder = dirname(path);
	let real = await realpath(folder).catch(() => void 0);
	while (real === void 0) {
		if (await isLink(folder)) throw leadsOut(path);
		folder = dirname(folder);
		real = await realpath(folder).catch(() => void 0);
	}
	if (relative(await realpath(root), real).split(sep)[0] === ".." || await isLink(path)) throw leadsOut(path);
}
const leadsOut = (path) => new Fault("refused", "link-on-the-way", `${path} is, or lies behind, a link`, "Put a real folder, and a real file or none, in its place.");
/** Waits for no pipe and reads no device, whatever a repository has put in the place. */
async function readRegular(path) {
	await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
	const facts = await file.stat();
	if (!facts.isFile() && !facts.isDirectory()) throw new Error("it is a pipe, a socket or a device");
	return await file.readFile();
}
/** In the words of whoever named the path. */
function unreadable(path, error) {
	const why = {
		ENOENT: "it is a link to nothing",
		ELOOP: "it is a link that leads back to itself",
		EISDIR: "it is a folder, not a file",
		EACCES: "you may not read it",
		EPERM: "you may not read it"
	}[error.code ?? ""] ?? error.message;
	return new Fault("usage", "file-unreadable", `${path} cannot be read: ${why}`, "Name a regular file that you may read.", { cause: error });
}
const isLink = async (path) => lstat(path).then((stats) => stats.isSymbolicLink(), () => false);
async function writeSynced(path, bytes) {
	await using file = await open(path, "wx", 420);
	await file.writeFile(bytes);
	await file.sync();
}
/** Without this a crash of the machine may undo the rename. */
async function syncFolder(folder) {
	await using handle = await open(folder, "r");
	await handle.sync();
}
const isGone = (error) => ["ENOENT", "ENOTDIR"].includes(error.code ?? "");
// src/adapters/git/paths.ts
/** Paths and links that no tree of ours may hold, whatever made them. Pure. */
/** Why `path` must not be written to a file system or a tree; undefined when it may. */
function unsafePath(path) {
	if (path === "" || path.includes("\0")) return "an empty name";
	for (const part of path.split("/")) {
		if (part === "") return "an empty name";
		if (part === "." || part === "..") return "a name that walks";
		if (isDotGit(part)) return "a name that git keeps for itself";
	}
}
/** Why a *new* path is refused beyond that: it would mislead whoever reads a list of changes. */
function misleadingPath(path) {
	if (/\p{Cc}/u.test(path)) return "a control character in its name";
	if (/[\p{Bidi_Control}\u200b-\u200d\u2060\ufeff\u{e0000}-\u{e007f}]/u.test(path)) return "an invisible character in its name";
	if (Buffer.byteLength(path) > 1024) return "a name longer than 1,024 bytes";
}
/**
* `.git` and all that some file system takes for it, as git's fsck refuses them: case-folded, with code points that HFS+
* ignores, with trailing dots, spaces or a stream name for NTFS, and its short name `git~1`.
*/
function isDotGit(name) {
	return name.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/gu, "").toLowerCase().split("\\").some((part) => /^(?:\.git|git~1)[ .]*(?::.*)?$/s.test(part));
}
/**
* Why a symbolic link is refused: its target leaves the tree, or could through another link. Only leading `..` are
* followed, for those walk up real folders; a `..` after a name may walk up from wherever that name leads.
*/
function unsafeLink(path, target) {
	if (target === "" || target.includes("\0")) return "an empty target";
	if (target.startsWith("/") || target.startsWith("\\") || /^[a-z]:/i.test(target)) return "an absolute target";
	const parts = target.split("/").filter((part) => part !== "" && part !== ".");
	const names = parts.findIndex((part) => part !== "..");
	const ups = names < 0 ? parts.length : names;
	if (ups > path.split("/").length - 1) return "a target outside of the tree";
	const rest = parts.slice(ups);
	if (rest.includes("..")) return "a target that walks up again after a name";
	if (rest.some(isDotGit)) return "a target inside of .git";
}
// src/adapters/files/keep.ts
/**
* A folder that a session left, made safe to stand in before it is put beside somebody's own things: a person will `cd` there, and
* their git must find no repository whose configuration names programs (trust.md T15).
*/
const keepGuards = {
	"nothing is called .git": { rename: (name) => isDotGit(name) ? "dot-git" : void 0 },
	/** To git a folder with these is a repository, whatever it is called. */
	"no folder is a bare repository": { rename: (name, beside) => {
		const has = (other) => [...beside].some((one) => one.toLowerCase() === other);
		const repository = has("commondir") || has("objects") && has("refs");
		return name.toLowerCase() === "head" && repository ? "not-HEAD" : void 0;
	} },
	"everything belongs to whoever runs this": { mend: async (path) => {
		if (process.getuid?.() === 0) await lchown(path, 0, process.getgid());
	} },
	"nothing runs as somebody else": { mend: async (path, { mode, link }) => {
		if (!link && (mode & 3584) !== 0) await chmod(path, mode & 511);
	} },
	"no pipe waits for a reader": { mend: async (path, { special }) => {
		if (special) await rm(path);
	} }
};
/** Nothing may run over `from` any more. What is not safe has its new name before it is moved. */
async function keepFolder(from, to, guards = Object.values(keepGuards)) {
	await mendAll(Buffer.from(from), guards);
	await mkdir(dirname(to), { recursive: true });
	try {
		await rename(from, to);
	} catch (error) {
		if (error.code !== "EXDEV") throw error;
		await cp(from, to, {
			recursive: true,
			verbatimSymlinks: true
		});
	}
}
/** Names are bytes: one that is not UTF-8 is a name as well. */
async function mendAll(path, guards) {
	const facts = await lstat(path);
	const link = facts.isSymbolicLink();
	const special = !link && !facts.isFile() && !facts.isDirectory();
	for (const { mend } of guards) await mend?.(path, {
		mode: facts.mode,
		link,
		special
	});
	if (!facts.isDirectory()) return;
	await chmod(path, facts.mode & 511 | constants.S_IRWXU);
	const names = await readdir(path, { encoding: "buffer" });
	const beside = new Set(names.map(String));
	for (const name of names) {
		const wanted = guards.map((guard) => guard.rename?.(String(name), beside)).find((one) => one !== void 0);
		const kept = wanted === void 0 ? name : Buffer.from(free(wanted, beside));
		if (kept !== name) await rename(below(path, name), below(path, kept));
		beside.add(String(kept));
		await mendAll(below(path, kept), guards);
	}
}
function free(name, taken) {
	for (let n = 1;; n += 1) {
		const tried = n === 1 ? name : `${name}-${n}`;
		if (!taken.has(tried)) return tried;
	}
}
const below = (folder, name) => Buffer.concat([
	folder,
	Buffer.from("/"),
	name
]);
// src/adapters/files/processes.ts
/**
* Processes by pid and start time: a pid alone is used again. `started` is `<clock ticks since boot>.<boot>.<pid
* namespace>`, as Linux tells them; elsewhere it is empty, and only the pid counts.
*/
function thisProcess() {
	const ticks = ticksOf(process.pid);
	return {
		host: hostname(),
		pid: process.pid,
		started: ticks === void 0 ? "" : `${ticks}.${place()}`
	};
}
/** undefined: another machine or container, where nobody here can look. */
function isAlive({ host, pid, started }) {
	if (host !== hostname()) return void 0;
	const [ticks = "", boot = "", namespace = ""] = started.split(".");
	if (ticks === "") return answers(pid);
	const [bootNow, namespaceNow] = place().split(".");
	if (namespace !== namespaceNow || bootNow === "") return void 0;
	return boot === bootNow && ticksOf(pid) === ticks;
}
/** Field 22 of /proc/<pid>/stat (proc(5)); undefined when there is no such process, or it is a zombie. */
function ticksOf(pid) {
	const stat = read(`/proc/${pid}/stat`);
	const [state, ...rest] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
	return state === void 0 || state === "Z" || state === "X" ? void 0 : rest[18];
}
function place() {
	return `${read("/proc/sys/kernel/random/boot_id")?.slice(0, 8) ?? ""}.${namespaceId()}`;
}
function namespaceId() {
	try {
		return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "";
	} catch {
		return "";
	}
}
function answers(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === "EPERM";
	}
}
function read(path) {
	try {
		return readFileSync(path, "latin1");
	} catch (error) {
		if ([
			"ENOENT",
			"ESRCH",
			"EACCES"
		].includes(error.code ?? "")) return void 0;
		throw error;
	}
}
// src/adapters/files/folders.ts
/**
* Temporary folders that carry their process in their name, `planfile-<pid>-<started>-<nonce>-<purpose>`, so that the next
* command can tell what a killed one left behind.
*/
const NAME = /^planfile-(\d+)-([\d.a-f]*)-[0-9a-f]{16}-[a-z0-9-]+$/;
/** `under` is the machine's temporary folder, given by the entry. */
function temporaryFolders(under) {
	return {
		self: thisProcess,
		alive: isAlive,
		async temporary(purpose) {
			const { pid, started } = thisProcess();
			const word = purpose.toLowerCase().replace(/[^a-z0-9]+/g, "-") || "work";
			const name = `planfile-${pid}-${started}-${randomBytes(8).toString("hex")}-${word}`;
			const path = join(await realpath(under), name);
			await mkdir(path, { mode: 448 });
			return disposable(path);
		},
		keep: keepFolder,
		async sweep() {
			const removed = [];
			for (const name of await readdir(under)) {
				const path = join(under, name);
				if (await isLeftover(name, path) && await removeTree(path)) removed.push(path);
			}
			return removed;
		}
	};
}
function disposable(path) {
	return {
		path,
		async [Symbol.asyncDispose]() {
			await removeTree(path);
		}
	};
}
/** Ours (a folder of this user, so no bait of another), and its process is known to be gone. */
async function isLeftover(name, path) {
	const [, pid, started] = NAME.exec(name) ?? [];
	if (pid === void 0 || started === void 0) return false;
	if (isAlive({
		host: hostname(),
		pid: Number(pid),
		started
	}) !== false) return false;
	const facts = await lstat(path).catch(() => void 0);
	return facts?.isDirectory() === true && facts.uid === process.getuid?.();
}
/**
* Removes a tree that a session may have written: folders without permissions get them back first, links are removed and
* never followed. False when something could not be removed, such as files of another user where we are not root.
*/
async function removeTree(path) {
	try {
		await rm(path, {
			recursive: true,
			force: true
		});
		return true;
	} catch {
		await openUp(path);
	}
	return rm(path, {
		recursive: true,
		force: true
	}).then(() => true, () => false);
}
async function openUp(path) {
	await chmod(path, 448).catch(() => {});
	const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
	for (const entry of entries) if (entry.isDirectory()) await openUp(join(path, entry.name));
}
// src/adapters/files/seal.ts
/**
* The machine's key, under which local approvals count (trust.md T11): 32 random bytes in a file that only its owner reads,
* in the user's state directory. No repository can bring it along, and it is never printed.
*/
const KEY_BYTES = 32;
/** `folder` is Planfile's own folder in the user's state directory, given by the entry; made when it is not there. */
async function openSeal(folder) {
	const path = join(folder, "approval.key");
	const key = await readKey(path) ?? await createKey(folder, path);
	const sign = (text) => createHmac("sha256", key).update(text).digest("hex");
	return {
		machine: createHash("sha256").update(key).digest("hex").slice(0, 16),
		sign,
		verify(text, mac) {
			const given = Buffer.from(/^[0-9a-f]{64}$/.test(mac) ? mac : "", "hex");
			const right = Buffer.from(sign(text), "hex");
			return given.length === right.length && timingSafeEqual(given, right);
		}
	};
}
async function readKey(path) {
	try {
		await using file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
		const facts = await file.stat();
		if (!(facts.isFile() && (facts.mode & 63) === 0 && facts.uid === process.getuid?.())) throw unsafe(path, "somebody else may read or replace it");
		if (facts.size !== KEY_BYTES) throw unsafe(path, `it has not ${KEY_BYTES} bytes`);
		return await file.readFile();
	} catch (error) {
		const { code } = error;
		if (code === "ENOENT" || code === "ENOTDIR") return void 0;
		if (code === "ELOOP") throw unsafe(path, "it is a link");
		if (code === "EACCES") throw unsafe(path, "you cannot read it");
		throw error;
	}
}
/** Of several processes that find no key at the same time, one makes it: `link` fails where the name is taken. */
async function createKey(folder, path) {
	try {
		await mkdir(folder, {
			recursive: true,
			mode: 448
		});
		const part = join(folder, `.approval.${randomBytes(8).toString("hex")}`);
		{
			await using file = await open(part, "wx", 384);
			await file.writeFile(randomBytes(KEY_BYTES));
			await file.sync();
		}
		await link(part, path).catch((error) => {
			if (error.code !== "EEXIST") throw error;
		});
		await rm(part);
	} catch (cause) {
		throw new Fault("configuration", "seal-unwritable", `No key for local approvals can be made at ${path} (${cause.code ?? "error"}).`, "Set XDG_STATE_HOME to a folder that you can write to.", { cause });
	}
	const key = await readKey(path);
	if (key === void 0) throw unsafe(path, "it was there and is gone");
	return key;
}
function unsafe(path, why) {
	return new Fault("configuration", "seal-unsafe", `The key for local approvals at ${path} is not used: ${why}.`, "Remove it; a new one is made, and what was approved here must be approved again.");
}
// src/adapters/git/checkout.ts
const HEADS = "refs/heads/plan/";
const FETCHED = "refs/remotes/origin/plan/";
/** The same port; a plan's branch is the remote's, where the checkout has it. */
const overCheckout = (local) => ({
	...local,
	async resolve(ref) {
		const fetched = ref.startsWith(HEADS) ? FETCHED + ref.slice(16) : void 0;
		return (fetched && await local.resolve(fetched)) ?? await local.resolve(ref);
	},
	async refs(prefix) {
		const found = new Map(await local.refs(prefix));
		if (!prefix.startsWith("refs/heads/")) return found;
		for (const [ref, id] of await local.refs(FETCHED)) {
			const name = HEADS + ref.slice(25);
			if (name.startsWith(prefix)) found.set(name, id);
		}
		return found;
	}
});
// src/adapters/git/directory.ts
/**
* Git directories of our own. Both kinds have our configuration and no other, a HEAD that names nothing (else newer gits
* read `HEAD:.gitattributes`), no hooks and no `info/attributes`.
*
* - A *lens* has the user's refs and objects: the refs, packed-refs, logs, shallow and objects of a lens are links, as
*   git's own contrib/git-new-workdir makes them. Nothing of the repository's configuration is ever parsed through it,
*   so no hook, filter, driver, alias or include that it names can run, whatever future gits add.
* - A *workshop* has objects and refs of its own, and reads the user's objects as alternates.
*/
async function makeLens(folder, commonDir, format) {
	const logs = await exists(join(commonDir, "logs"));
	const gitDir = await bare(join(folder, "lens.git"), format, logs ? ["logAllRefUpdates = true"] : []);
	for (const part of ["refs", "objects"]) await rm(join(gitDir, part), { recursive: true });
	for (const part of [
		"refs",
		"objects",
		"packed-refs",
		"shallow"
	]) await symlink(join(commonDir, part), join(gitDir, part));
	if (logs) await symlink(join(commonDir, "logs"), join(gitDir, "logs"));
	return gitDir;
}
async function makeWorkshop(folder, commonDir, format) {
	const gitDir = await bare(join(folder, "workshop.git"), format);
	const objects = await realpath(join(commonDir, "objects"));
	await writeFile(join(gitDir, "objects", "info", "alternates"), `${quoted(objects)}\n`);
	await symlink(join(commonDir, "shallow"), join(gitDir, "shallow"));
	return gitDir;
}
/** A path as git reads it in lists of object directories: C-quoted, for paths with line feeds, quotes or colons. */
function quoted(path) {
	return `"${path.replaceAll("\\", "\\\\").replaceAll("\"", "\\\"").replaceAll("\n", "\\n")}"`;
}
/** What `git init --bare --template=` makes (gitrepository-layout(5)), without a child. `settings`: more lines of [core]. */
async function bare(gitDir, format, settings = []) {
	const core = [
		`repositoryformatversion = ${format === "sha1" ? 0 : 1}`,
		"filemode = true",
		"bare = true",
		...settings
	];
	const extensions = format === "sha1" ? [] : ["[extensions]", `objectformat = ${format}`];
	await mkdir(join(gitDir, "objects", "info"), { recursive: true });
	await mkdir(join(gitDir, "objects", "pack"));
	await mkdir(join(gitDir, "refs"));
	await writeFile(join(gitDir, "HEAD"), "ref: refs/heads/none\n");
	await writeFile(join(gitDir, "config"), `${[
		"[core]",
		...core,
		...extensions
	].join("\n")}\n`);
	return gitDir;
}
async function exists(path) {
	return lstat(path).then(() => true, () => false);
}
// src/adapters/git/batch.ts
/** Many objects in one child: `git cat-file --batch`, parsed as it streams, so that no blob need be held whole. */
/** For whole objects in the order in which they were asked for; undefined: it is not there. */
function batchParser(answer) {
	let head = [];
	let body;
	return (chunk) => {
		for (let at = 0; at < chunk.length;) if (body === void 0) {
			const feed = chunk.indexOf(10, at);
			head.push(chunk.subarray(at, feed < 0 ? chunk.length : feed));
			if (feed < 0) return;
			at = feed + 1;
			const found = HEADER.exec(Buffer.concat(head).toString("utf8"));
			head = [];
			if (found === null) answer(void 0);
			else body = {
				...headerOf(found),
				chunks: [],
				left: Number(found[3]) + 1
			};
		} else {
			const part = chunk.subarray(at, at + body.left);
			body.chunks.push(part);
			body.left -= part.length;
			at += part.length;
			if (body.left > 0) return;
			const { id, type, size, chunks } = body;
			body = void 0;
			answer({
				id,
				type,
				bytes: Buffer.concat(chunks).subarray(0, size)
			});
		}
	};
}
/** Streams objects by name (an id, or `<id>:<path>` without a line feed). A missing one is a fault. */
async function streamObjects(run, gitDir, names, sink, { maxBytes, ...options } = {}) {
	if (names.length === 0) return;
	let index = 0;
	let line = [];
	let left = 0;
	let state = "header";
	const take = (chunk) => {
		let at = 0;
		while (at < chunk.length) if (state === "header") {
			const feed = chunk.indexOf(10, at);
			line.push(chunk.subarray(at, feed < 0 ? chunk.length : feed));
			if (feed < 0) return;
			at = feed + 1;
			const object = parseHeader$1(Buffer.concat(line).toString("utf8"), names[index]);
			line = [];
			sink.begin(index, object);
			left = object.size;
			state = left > 0 ? "body" : "feed";
		} else if (state === "body") {
			const part = chunk.subarray(at, at + left);
			sink.data(part);
			at += part.length;
			left -= part.length;
			if (left === 0) state = "feed";
		} else {
			sink.end();
			index += 1;
			at += 1;
			state = "header";
		}
	};
	await run({
		gitDir,
		args: [
			"cat-file",
			"--batch",
			"--buffer"
		],
		input: `${names.join("\n")}\n`,
		onOutput: take,
		maxOutput: maxBytes ?? Number.POSITIVE_INFINITY,
		...options
	});
	if (index !== names.length) throw missing$1(names[index]);
}
/** Whole objects, in order. */
async function readObjects(run, gitDir, names, options = {}) {
	const found = [];
	let chunks = [];
	let current = {
		id: "",
		type: ""
	};
	await streamObjects(run, gitDir, names, {
		begin: (_, { id, type }) => {
			current = {
				id,
				type
			};
			chunks = [];
		},
		data: (chunk) => void chunks.push(chunk),
		end: () => void found.push({
			...current,
			bytes: Buffer.concat(chunks)
		})
	}, options);
	return found;
}
function parseHeader$1(line, name) {
	const found = HEADER.exec(line);
	if (found === null) throw missing$1(name);
	return headerOf(found);
}
const HEADER = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/;
const headerOf = ([, id, type, size]) => ({
	id,
	type,
	size: Number(size)
});
function missing$1(name) {
	return new Fault("service", "object-missing", `The repository does not hold the object ${name}.`, "In a partial clone fetch it whole with `git fetch --refetch --no-filter`; else run `git fsck`.");
}
// src/adapters/git/hardening.ts
const hardening = [
	{
		name: "no-system-config",
		env: {
			GIT_CONFIG_NOSYSTEM: "1",
			GIT_ATTR_NOSYSTEM: "1"
		}
	},
	{
		name: "no-global-config",
		env: {
			GIT_CONFIG_GLOBAL: "/dev/null",
			HOME: "/nonexistent"
		}
	},
	{
		name: "no-hooks",
		config: { "core.hooksPath": "/dev/null" }
	},
	{
		name: "no-fsmonitor",
		config: {
			"core.fsmonitor": "false",
			"core.untrackedCache": "false"
		}
	},
	{
		name: "no-transport",
		env: {
			GIT_ALLOW_PROTOCOL: "none",
			GIT_PROTOCOL_FROM_USER: "0",
			GIT_NO_LAZY_FETCH: "1"
		}
	},
	{
		name: "no-prompt",
		env: {
			GIT_TERMINAL_PROMPT: "0",
			GIT_PAGER: "cat",
			GIT_EDITOR: "false"
		}
	},
	{
		name: "no-replacements",
		env: { GIT_NO_REPLACE_OBJECTS: "1" }
	},
	{
		name: "literal-paths",
		env: { GIT_LITERAL_PATHSPECS: "1" }
	},
	{
		name: "no-outside-attributes",
		config: {
			"core.attributesFile": "/dev/null",
			"core.excludesFile": "/dev/null"
		}
	},
	{
		name: "no-commit-graph",
		config: { "core.commitGraph": "false" }
	},
	{
		name: "no-dotgit-variants",
		config: {
			"core.protectHFS": "true",
			"core.protectNTFS": "true"
		}
	}
];
/** Settings that are no guard: stable output, and whom our children write as. */
const PLAIN_ENV = {
	LC_ALL: "C",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_AUTHOR_NAME: "Planfile",
	GIT_AUTHOR_EMAIL: "planfile@localhost",
	GIT_AUTHOR_DATE: "@0 +0000",
	GIT_COMMITTER_NAME: "Planfile",
	GIT_COMMITTER_EMAIL: "planfile@localhost"
};
const PLAIN_CONFIG = {
	"safe.directory": "*",
	"core.quotePath": "false",
	"merge.renames": "false",
	"merge.directoryRenames": "false",
	"core.filesRefLockTimeout": "1000",
	"core.packedRefsTimeout": "1000"
};
function hardenedEnv(guards) {
	return Object.assign({}, PLAIN_ENV, ...guards.map((guard) => guard.env ?? {}));
}
/** The arguments that stand before the subcommand. */
function hardenedArgs(guards) {
	const config = Object.assign({}, PLAIN_CONFIG, ...guards.map((g) => g.config ?? {}));
	return ["--no-pager", ...Object.entries(config).flatMap(([key, value]) => ["-c", `${key}=${value}`])];
}
// src/adapters/git/spawn.ts
/**
* The one place where git is started: argument arrays, an environment from nothing, a deadline, a limit on output, and the
* one translation of what goes wrong into a fault.
*/
const KEPT_STDERR = 16384;
/** `path` is the PATH to look for git in; relative entries are dropped, for the repository could answer to them. */
function gitRunner(path, guards = hardening) {
	const env = {
		PATH: path.split(":").filter(isAbsolute).join(":"),
		...hardenedEnv(guards)
	};
	const before = hardenedArgs(guards);
	return (call) => {
		const argv = [
			...call.wrap ?? [],
			"git",
			...before,
			...call.args
		];
		return finished(spawn(argv[0], argv.slice(1), {
			cwd: call.cwd ?? "/",
			env: {
				...env,
				...call.gitDir === void 0 ? {} : { GIT_DIR: call.gitDir },
				...call.env
			},
			stdio: [
				"pipe",
				"pipe",
				"pipe"
			],
			detached: call.apart === true
		}), call);
	};
}
function finished(child, call) {
	const name = call.args.find((arg) => /^[a-z]+(-[a-z]+)*$/.test(arg)) ?? "git";
	return new Promise((resolve, reject) => {
		const chunks = [];
		let stderr = "";
		let received = 0;
		let stopped = false;
		let failure;
		const fail = (error) => {
			failure ??= error;
			child.kill("SIGKILL");
		};
		const deadline = call.deadline ?? 12e4;
		const timer = call.standing ? void 0 : setTimeout(() => fail(timedOut(name, deadline)), deadline);
		if (call.standing) for (const one of [child, ...child.stdio]) one.unref();
		child.stdout.on("data", (chunk) => {
			if (stopped || failure !== void 0) return;
			received += chunk.length;
			if (received > (call.maxOutput ?? 268435456)) return fail(tooMuch(name, received));
			if (call.onOutput === void 0) return void chunks.push(chunk);
			try {
				stopped = call.onOutput(chunk) === false;
				if (stopped) child.kill("SIGKILL");
			} catch (error) {
				fail(error);
			}
		});
		child.stderr.on("data", (chunk) => {
			if (stderr.length < KEPT_STDERR) stderr += chunk.toString("utf8");
		});
		child.on("error", (error) => {
			clearTimeout(timer);
			reject(error.code === "ENOENT" ? missing(error.path ?? "git", error) : error);
		});
		child.on("close", (code, signal) => {
			clearTimeout(timer);
			if (failure !== void 0) return reject(failure);
			const exit = code ?? -1;
			if (stopped || (call.accept ?? [0]).includes(exit)) resolve({
				stdout: Buffer.concat(chunks),
				stderr,
				exit: stopped ? 0 : exit
			});
			else reject(failed(name, stderr, signal ?? `exit ${exit}`));
		});
		give(child, call.input, fail);
	});
}
/** A child that ends early closes its input: what it says then is in its exit code. */
function give(child, input, fail) {
	child.stdin.on("error", () => {});
	if (input === void 0 || typeof input === "string" || input instanceof Uint8Array) child.stdin.end(input);
	else input.on("error", fail).pipe(child.stdin);
}
function missing(program, cause) {
	return program === "prlimit" ? new Fault("configuration", "prlimit-missing", "prlimit was not found: outcomes of model jobs are only read with limits on memory and time.", "Install util-linux (Linux only), and run the command again.", { cause }) : new Fault("configuration", "git-missing", "git was not found on the PATH.", "Install git 2.38 or newer.", { cause });
}
function timedOut(name, ms) {
	return new Fault("service", "git-timeout", `git ${name} did not end within ${Math.round(ms / 1e3)} s and was stopped.`, "Run the command again; if it happens every time, run `git fsck` on the repository.");
}
function tooMuch(name, bytes) {
	return new Fault("refused", "git-output-limit", `git ${name} answered with more than ${bytes} bytes and was stopped.`, "Narrow what is compared, or split the plan.");
}
function failed(name, stderr, how) {
	const first = stderr.split("\n").find((line) => line !== "") ?? "it said nothing";
	return new Fault("service", "git-failed", `git ${name} failed (${how}): ${first.slice(0, 300)}`, "Look at the repository with `git fsck`; a shallow or partial clone may lack what was asked for (`git fetch --unshallow`, `git fetch --refetch --no-filter`).");
}
// src/adapters/git/object-source.ts
/**
* One `git cat-file --batch` that answers for as long as a git directory is open: a plan, a policy or a commit is a question to it
* and no new process. It is started with the first question, again when it died, and keeps no process of ours alive.
*/
/** `deadline`: milliseconds until an answer must be there. */
function objectSource(run, gitDir, deadline = 12e4) {
	let serving;
	function start() {
		const own = {
			input: new PassThrough(),
			asked: []
		};
		const parse = batchParser((object) => own.asked.shift()?.answer(object));
		const over = (why) => {
			if (serving === own) serving = void 0;
			for (const { name, fail } of own.asked.splice(0)) fail(why ?? missing$1(name));
		};
		run({
			gitDir,
			args: ["cat-file", "--batch"],
			input: own.input,
			onOutput: parse,
			standing: true,
			apart: true
		}).then(() => over(void 0), over);
		return own;
	}
	const ask = (name) => new Promise((resolve, reject) => {
		serving ??= start();
		const { input, asked } = serving;
		const timer = setTimeout(() => {
			input.end();
			reject(timedOut("cat-file", deadline));
		}, deadline);
		const settled = (settle) => {
			return (value) => {
				clearTimeout(timer);
				settle(value);
			};
		};
		asked.push({
			name,
			answer: settled(resolve),
			fail: settled(reject)
		});
		input.write(`${name}\n`);
	});
	return {
		find: ask,
		read: (names) => Promise.all(names.map(async (name) => {
			const object = await ask(name);
			if (object === void 0) throw missing$1(name);
			return object;
		})),
		[Symbol.dispose]: () => void serving?.input.end()
	};
}
// src/adapters/git/commit-facts.ts
function parseCommit(id, raw) {
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(raw);
	const split = text.indexOf("\n\n");
	const head = split < 0 ? text : text.slice(0, split);
	const parents = [];
	let tree = "";
	let author = "";
	let committer = "";
	for (const line of head.split("\n")) {
		const space = line.indexOf(" ");
		const key = line.slice(0, space);
		const value = line.slice(space + 1);
		if (key === "tree" && tree === "") tree = value;
		else if (key === "parent") parents.push(value);
		else if (key === "author" && author === "") author = value;
		else if (key === "committer" && committer === "") committer = value;
	}
	return {
		id,
		tree,
		parents,
		...parseAuthor(author),
		committedAt: parseAuthor(committer).at,
		message: split < 0 ? "" : text.slice(split + 2)
	};
}
/** `Name <email> <seconds> <zone>`; what is broken is left empty, and the date is then the epoch. */
function parseAuthor(line) {
	const found = /^(.*?) ?<([^>]*)>(?: (\d+))?/.exec(line);
	const seconds = Number(found?.[3] ?? 0);
	const at = /* @__PURE__ */ new Date(seconds <= 253402300799 ? seconds * 1e3 : 0);
	return {
		authorName: found?.[1] ?? "",
		authorEmail: found?.[2] ?? "",
		at: at.toISOString()
	};
}
// src/adapters/git/raw-tree.ts
/** `<mode> <name>` up to a NUL, then the id's bytes. */
function entriesOf(raw, idBytes) {
	const found = [];
	for (let at = 0; at < raw.length;) {
		const space = raw.indexOf(32, at);
		const nul = raw.indexOf(0, space);
		if (space < 0 || nul < 0) break;
		found.push({
			mode: raw.toString("latin1", at, space),
			name: raw.toString("utf8", space + 1, nul),
			id: raw.toString("hex", nul + 1, nul + 1 + idBytes)
		});
		at = nul + 1 + idBytes;
	}
	return found;
}
// src/adapters/git/objects.ts
/** Reads of commits, trees and blobs through a git directory of our own (directory.ts). */
/** Entries of one tree at most: more than the largest repositories have, less than a tree bomb (mechanics.md). */
const MOST_ENTRIES = 2e6;
function objectReader(run, gitDir, source) {
	const facts = async (ids) => (await source.read(ids.map(id))).map(({ id, bytes }) => parseCommit(id, bytes));
	return {
		facts,
		changes: (from, to) => treeChanges(run, gitDir, from, to),
		entries: (treeish) => listTree(run, gitDir, treeish),
		treeOf: async (commit) => (await source.read([`${id(commit)}^{tree}`]))[0].id,
		async read(commit, path) {
			if (unsafePath(path) !== void 0) return void 0;
			const names = path.split("/");
			let at = `${id(commit)}^{tree}`;
			for (const [index, name] of names.entries()) {
				const [tree] = await source.read([at]);
				const entry = entriesOf(tree.bytes, tree.id.length / 2).find((one) => one.name === name);
				const wanted = index < names.length - 1 ? entry?.mode === "40000" : entry?.mode.startsWith("100");
				if (entry === void 0 || !wanted) return void 0;
				at = entry.id;
			}
			const [blob] = await source.read([at]);
			return blob.bytes;
		},
		async between(bases, head) {
			const not = bases.map((base) => `^${id(base)}`);
			const { stdout } = await run({
				gitDir,
				args: [
					"rev-list",
					"--first-parent",
					"--reverse",
					id(head),
					...not
				]
			});
			return facts(lines(stdout));
		},
		async diff(from, to, most) {
			const { stdout } = await run({
				gitDir,
				args: [
					"diff-tree",
					"-r",
					"-p",
					"--no-renames",
					"--no-ext-diff",
					"--no-textconv",
					"--no-color",
					"--full-index",
					"--unified=3",
					`${id(from)}^{tree}`,
					`${id(to)}^{tree}`
				],
				...most === void 0 ? {} : { maxOutput: most }
			});
			return stdout.toString("utf8");
		}
	};
}
async function treeChanges(run, gitDir, from, to) {
	const { stdout } = await run({
		gitDir,
		args: [
			"diff-tree",
			"-r",
			"-z",
			"--raw",
			"--no-renames",
			`${id(from)}^{tree}`,
			`${id(to)}^{tree}`
		]
	});
	return parseRaw(stdout);
}
/** All entries below a commit or tree, read as they stream. `most` stops a tree bomb. */
async function listTree(run, gitDir, treeish, options = {}) {
	const { most = MOST_ENTRIES, ...call } = options;
	const found = [];
	let rest = Buffer.alloc(0);
	await run({
		gitDir,
		args: [
			"ls-tree",
			"-r",
			"-z",
			"-l",
			"--full-tree",
			id(treeish)
		],
		maxOutput: Number.POSITIVE_INFINITY,
		onOutput: (chunk) => {
			const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
			const end = all.lastIndexOf(0);
			for (const part of splitZ(all.subarray(0, end + 1))) found.push(parseEntry(part));
			rest = all.subarray(end + 1);
			if (found.length > most) throw tooManyEntries(most);
		},
		...call
	});
	return found;
}
function tooManyEntries(most) {
	return new Fault("refused", "too-many-entries", `The tree has more than ${most} entries; reading it was stopped.`, "Split the change into smaller phases.");
}
/** `<mode> <type> <id> <size>\t<path>`, the size padded and `-` for what is no blob; absent without `-l`. */
function parseEntry(part) {
	const tab = part.indexOf(9);
	const [mode = "", , object = "", size = "-"] = part.subarray(0, tab).toString("latin1").split(/ +/);
	return {
		path: pathText(part.subarray(tab + 1)),
		mode,
		id: object,
		size: size === "-" ? void 0 : Number(size)
	};
}
/** Pairs of `:<mode> <mode> <id> <id> <status>` and a path. */
function parseRaw(raw) {
	const parts = splitZ(raw);
	const changes = [];
	for (let i = 0; i + 1 < parts.length; i += 2) {
		const [from = "", toMode = "", fromId, toId, status] = parts[i].toString("latin1").split(" ");
		const kind = status === "A" ? "added" : status === "D" ? "removed" : fromId === toId ? "mode" : "modified";
		changes.push({
			path: pathText(parts[i + 1]),
			kind,
			fromMode: from.slice(1),
			toMode
		});
	}
	return changes;
}
function pathText(bytes) {
	const text = bytes.toString("utf8");
	if (isUtf8(bytes)) return text;
	throw new Fault("refused", "path-not-utf8", `The repository has a file whose name is not UTF-8: ${JSON.stringify(text)}.`, "Rename it with `git mv`, and commit.");
}
function splitZ(bytes) {
	const parts = [];
	for (let at = 0; at < bytes.length;) {
		const end = bytes.indexOf(0, at);
		const stop = end < 0 ? bytes.length : end;
		parts.push(bytes.subarray(at, stop));
		at = stop + 1;
	}
	return parts;
}
const line = (bytes) => bytes.toString("utf8").trimEnd();
const lines = (bytes) => line(bytes).split("\n").filter(Boolean);
/** Ids are all that reaches git's revision syntax. Anything else is a mistake of the caller, not of a user. */
function id(value) {
	if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return value;
	throw new TypeError(`not an object id: ${JSON.stringify(value.slice(0, 100))}`);
}
// src/adapters/git/land.ts
/**
* The one moment at which the user's repository changes: the new objects are copied, then all refs move in one transaction
* or none does. Both go through the lens, so no hook runs, `reference-transaction` included.
*/
/** How often a transaction that failed although no ref had moved is tried again: another one held the lock. */
const TRIES$1 = 3;
async function landRefs(place, updates) {
	for (const { ref } of updates) requireRefName(ref);
	const moving = updates.filter(({ from, to }) => from !== to).map(({ to }) => to);
	if (moving.length > 0) await copyObjects(place, moving);
	let said = "";
	for (let tried = 0; tried < TRIES$1; tried += 1) {
		const done = await place.run({
			gitDir: place.lens,
			args: [
				"update-ref",
				"-m",
				"planfile: land",
				"--stdin"
			],
			input: transaction(updates),
			accept: [0, 128],
			apart: true
		});
		if (done.exit === 0) return { landed: true };
		said = done.stderr;
		const now = await refsNow$1(place);
		const moved = updates.filter(({ ref, from }) => now.get(ref) !== from).map(({ ref }) => ref);
		if (moved.length > 0) return {
			landed: false,
			moved
		};
		requireNoClash(updates, now);
	}
	throw new Fault("service", "refs-locked", `The refs could not be moved, though nobody else has moved them: ${said.split("\n")[0].slice(0, 300)}`, "If no other git is running there, remove the lock file that the message names, and run the command again.");
}
function transaction(updates) {
	return [
		"start",
		...updates.map(({ ref, from, to }) => {
			if (from === void 0) return `create ${ref} ${id(to)}`;
			return from === to ? `verify ${ref} ${id(to)}` : `update ${ref} ${id(to)} ${id(from)}`;
		}),
		"prepare",
		"commit",
		""
	].join("\n");
}
/**
* Copies what the user's repository lacks: a pack of the objects that are only in the workshop, checked as it is taken in.
* A few objects become loose ones, as git's own fetch does (fetch.unpackLimit, 100): a pack a step would slow the
* repository down.
*/
async function copyObjects({ run, workshop, lens }, wanted) {
	const have = await run({
		gitDir: lens,
		args: ["for-each-ref", "--format=%(objectname)"]
	});
	const revisions = [...new Set(wanted)].map(id).concat("--not", ...new Set(lines(have.stdout)));
	const { stdout } = await run({
		gitDir: workshop,
		args: [
			"pack-objects",
			"-q",
			"--revs",
			"--local",
			join(workshop, "objects", "land")
		],
		input: `${revisions.join("\n")}\n`
	});
	for (const name of lines(stdout)) {
		await using file = await open(join(workshop, "objects", `land-${name}.pack`), "r");
		const count = (await file.read(Buffer.alloc(12), 0, 12, 0)).buffer.readUInt32BE(8);
		if (count === 0) continue;
		await run({
			gitDir: lens,
			args: count < 100 ? [
				"unpack-objects",
				"-q",
				"--strict"
			] : [
				"index-pack",
				"--stdin",
				"--strict"
			],
			input: file.createReadStream({
				start: 0,
				autoClose: false
			})
		});
	}
}
async function refsNow$1({ run, lens }) {
	const { stdout } = await run({
		gitDir: lens,
		args: ["for-each-ref", "--format=%(refname) %(objectname)"]
	});
	return new Map(lines(stdout).map((one) => one.split(" ")));
}
/** `plan` and `plan/x` cannot both be branches, for refs are paths (github.md G13). */
function requireNoClash(updates, now) {
	for (const { ref } of updates) {
		const other = [...now.keys()].find((one) => ref.startsWith(`${one}/`) || one.startsWith(`${ref}/`));
		if (other === void 0) continue;
		const [mine, theirs] = [ref, other].map((one) => one.replace(/^refs\/heads\//, ""));
		throw new Fault("refused", "branch-clash", `${mine} cannot be made while ${theirs} is there: in git one name cannot be the folder of the other.`, `Rename it: \`git branch -m ${theirs} <another name>\`.`);
	}
}
/** Stricter than git: nothing that could end a line of the transaction, or mean more than one name. */
function requireRefName(ref) {
	if (/^refs\/(?:heads|planfile)\/[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(ref) && !/\.\.|\/[./]|\.(?:lock)?(?:\/|$)|\/$/.test(ref)) return;
	throw new TypeError(`not a ref that is written: ${JSON.stringify(ref.slice(0, 100))}`);
}
// src/adapters/git/remote-transport.ts
/** The token is in no argument, is left out of traces, and goes to this address only. */
function transport({ url, token, environment }) {
	const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
	return {
		...environment,
		GIT_ALLOW_PROTOCOL: "http:https",
		GIT_CONFIG_COUNT: "2",
		GIT_CONFIG_KEY_0: `http.${url}.extraheader`,
		GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
		GIT_CONFIG_KEY_1: "http.followRedirects",
		GIT_CONFIG_VALUE_1: "false"
	};
}
// src/adapters/git/remote-push.ts
/** One atomic push: every ref moves or none does. What a refusal means is told by where the refs are afterwards, not by its words. */
/** A refusal although no ref had moved is a lock that somebody held, at most so often. */
const TRIES = 3;
async function pushRefs(place, remote, updates) {
	for (const { ref } of updates) requireRefName(ref);
	let said = "";
	for (let tried = 0; tried < TRIES; tried += 1) {
		const pushed = updates.some(({ from, to }) => from !== to) ? await push(place, remote, updates) : void 0;
		said = pushed?.said ?? said;
		await place.fetch();
		if (pushed?.taken) return { landed: true };
		const now = await refsNow(place);
		if (await hasLanded(place, updates, now)) return { landed: true };
		const moved = updates.filter(({ ref, from }) => now.get(ref) !== from).map(({ ref }) => ref);
		if (moved.length > 0) return {
			landed: false,
			moved
		};
	}
	throw new Fault("service", "remote-rejected", `the remote took the push ${TRIES} times not, though nobody else moved a ref: ${short(said)}`, "Run it again.");
}
/** What git said. What no second try changes is a fault. */
async function push({ run, workshop }, remote, updates) {
	const { exit, stdout, stderr } = await run({
		gitDir: workshop,
		args: [
			"push",
			"--porcelain",
			"--atomic",
			...leases(updates),
			remote.url,
			...updates.map(refspec)
		],
		env: transport(remote),
		accept: [
			0,
			1,
			128
		]
	});
	const said = `${stdout.toString("utf8")}\n${stderr}`;
	const permanent = exit === 0 ? void 0 : refusal(said);
	if (permanent) throw permanent;
	return {
		taken: exit === 0,
		said
	};
}
const refspec = ({ ref, to }) => `${id(to)}:${ref}`;
/**
* A new ref must not be there yet, and what stays must be where it is: without a lease it would be pushed back to there. An
* append needs none: it is a fast-forward, and a lease would lift that check.
*/
const leases = (updates) => updates.flatMap(({ ref, from, to }) => from === void 0 || from === to ? [`--force-with-lease=${ref}:${from ?? ""}`] : []);
async function refsNow({ run, lens }) {
	const { stdout } = await run({
		gitDir: lens,
		args: ["for-each-ref", "--format=%(refname) %(objectname)"]
	});
	return new Map(lines(stdout).map((one) => one.split(" ")));
}
/**
* A push whose answer was lost may have landed, and somebody may have gone on from there since. All refs move or none does, so
* that one which holds its new commit speaks for all.
*/
async function hasLanded({ run, lens }, updates, now) {
	if (updates.every(({ ref, to }) => now.get(ref) === to)) return true;
	for (const { ref, from, to } of updates) {
		const tip = now.get(ref);
		if (tip === void 0 || from === to) continue;
		if ((await run({
			gitDir: lens,
			args: [
				"merge-base",
				"--is-ancestor",
				id(to),
				id(tip)
			],
			accept: [
				0,
				1,
				128
			]
		})).exit === 0) return true;
	}
	return false;
}
/** What no second try changes (github.md G13, G14). */
function refusal(said) {
	if (/GH006|GH013|protected branch|rule violations/i.test(said)) return new Fault("refused", "remote-protected", `a rule of the repository forbids the push: ${short(said, /GH0\d\d|error:|remote:/)}`, "Let the token pass for refs/planfile/** and refs/heads/plan/** in the rulesets.");
	if (/without `?workflows`? permission/.test(said)) return new Fault("refused", "remote-workflows", "GITHUB_TOKEN may not push changes of workflow files", "Leave .github/workflows out of the phase, or push with the token of an app that may.");
	if (/does not support --atomic/.test(said)) return new Fault("configuration", "remote-not-atomic", "the remote cannot move several refs at once, so that branch and record could part", "Host the repository where git push --atomic is served.");
	if (/\b40[13]\b|Authentication failed|could not read Username|Permission to .+ denied/.test(said)) return new Fault("credentials", "remote-read-only", `the remote does not let this token push: ${short(said)}`, "Give the job `permissions: contents: write`.");
}
function short(said, wanted = /fatal|error|rejected|remote:/) {
	return (said.split("\n").find((one) => wanted.test(one)) ?? said).replace(/\s+/g, " ").trim().slice(0, 300);
}
// src/adapters/git/remote.ts
/**
* A checkout of CI and the remote that it came from. The remote is the truth: before a record is read it is fetched, and what we
* make goes there in one atomic push (mechanics.md). The local refs of plans and records are a mirror of the remote's.
*/
/** The same port over a remote. Faults beyond the local ones: shallow-clone, remote-… */
function overRemote(run, lens, local, remote) {
	let branch;
	const fetch = async () => {
		branch = fetchPlans(run, lens, remote);
		await branch;
	};
	const fetched = async () => {
		if (branch === void 0) await fetch();
		return branch;
	};
	const defaultCommit = async () => local.resolve(`refs/remotes/origin/${await fetched()}`);
	return {
		repository: {
			...local,
			root: void 0,
			head: async () => ({
				commit: await defaultCommit(),
				branch: await fetched()
			}),
			defaultCommit,
			async resolve(ref) {
				if (ref.startsWith("refs/")) await fetched();
				return local.resolve(ref);
			},
			bring: (ref) => bringRef({
				run,
				lens,
				local
			}, remote, ref),
			bringBelow: (prefix) => bringBelow({
				run,
				lens,
				local
			}, remote, prefix),
			async refs(prefix) {
				await fetched();
				return local.refs(prefix);
			},
			async records() {
				await fetch();
				return local.records();
			},
			async record(id) {
				await fetch();
				return local.record(id);
			}
		},
		land: ({ workshop }, updates) => pushRefs({
			run,
			workshop,
			lens,
			fetch
		}, remote, updates)
	};
}
/** What is asked for by name comes, and nothing beside it. */
const FETCH = [
	"fetch",
	"-q",
	"--no-tags",
	"--no-write-fetch-head",
	"--no-auto-maintenance"
];
/** A name that no branch has, so that nothing sweeps up meanwhile what was brought. */
const broughtAs = (ref) => `${BROUGHT}${ref.slice(5)}`;
const BROUGHT = "refs/remotes/brought/";
async function bringRef({ run, lens, local }, remote, ref) {
	const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref) ? ref : void 0;
	if (commit === void 0) requireBringable(ref);
	const here = commit && await local.resolve(commit);
	if (here !== void 0) return here;
	const name = commit === void 0 ? broughtAs(ref) : `${BROUGHT}commits/${commit}`;
	const done = await run({
		gitDir: lens,
		args: [
			...FETCH,
			remote.url,
			`+${ref}:${name}`
		],
		env: transport(remote),
		accept: [
			0,
			1,
			128
		]
	});
	if (done.exit === 0) return local.resolve(name);
	if (/couldn't find remote ref|not our ref|Server does not allow request for unadvertised object/.test(done.stderr)) return void 0;
	throw fetchFailed(done.stderr);
}
async function bringBelow({ run, lens, local }, remote, prefix) {
	requireBringable(`${prefix}one`);
	const below = broughtAs(prefix);
	const done = await run({
		gitDir: lens,
		args: [
			...FETCH,
			"--prune",
			remote.url,
			`+${prefix}*:${below}*`
		],
		env: transport(remote),
		accept: [
			0,
			1,
			128
		]
	});
	if (done.exit !== 0) throw fetchFailed(done.stderr);
	const found = await local.refs(below);
	return new Map([...found].map(([name, at]) => [`refs/${name.slice(21)}`, at]));
}
/** A name becomes part of a refspec: nothing but plain names, of branches and of pull requests. */
function requireBringable(ref) {
	if (/^refs\/(?:pull\/[1-9]\d{0,9}\/head|heads\/[^\s~^:?*[\\\p{Cc}]+)$/u.test(ref) && !/\.\.|@\{|\/\/|\/$|\.lock(?:\/|$)|(?:^|\/)\./.test(ref)) return;
	throw new Fault("usage", "not-a-ref", `${JSON.stringify(ref.slice(0, 200))} is no branch`, "Name it whole.");
}
/** Brings plans, records and the default branch up to date. @returns the name of the default branch */
async function fetchPlans(run, lens, remote) {
	const branch = await remote.defaultBranch();
	const shallow = await run({
		gitDir: lens,
		args: ["rev-parse", "--is-shallow-repository"]
	});
	if (line(shallow.stdout) === "true") throw new Fault("configuration", "shallow-clone", "this checkout has no history, and who wrote a plan cannot be told without it", "actions/checkout with `fetch-depth: 0`.");
	const done = await run({
		gitDir: lens,
		args: [
			...FETCH,
			"--prune",
			remote.url,
			"+refs/planfile/*:refs/planfile/*",
			"+refs/heads/plan/*:refs/heads/plan/*",
			`+refs/heads/${branch}:refs/remotes/origin/${branch}`
		],
		env: transport(remote),
		accept: [
			0,
			1,
			128
		]
	});
	if (done.exit !== 0) throw fetchFailed(done.stderr);
	return branch;
}
function fetchFailed(stderr) {
	const short = (stderr.split("\n").find((one) => /fatal|error|remote:/.test(one)) ?? stderr).trim().slice(0, 300);
	if (/Authentication failed|could not read Username|403|401/.test(stderr)) return new Fault("credentials", "remote-credentials", `the remote does not let this token read: ${short}`, "Give the token `contents: read` at least.");
	return new Fault("service", "remote-unreachable", `the remote could not be read: ${short}`, "Run it again.");
}
// src/adapters/git/attributes.ts
/**
* Attributes of paths by the `.gitattributes` files of one commit, as git itself reads them: from an index of our own that holds
* these files and nothing else. No work tree, no `info/attributes`, no configuration of the repository has a say (trust.md T15).
*/
async function attributesAt({ run, gitDir }, commit, { names, paths }) {
	const files = (await listTree(run, gitDir, commit)).filter(({ path, mode }) => /(?:^|\/)\.gitattributes$/.test(path) && mode.startsWith("100"));
	if (files.length === 0 || names.length === 0 || paths.length === 0) return /* @__PURE__ */ new Map();
	const folder = await mkdtemp(join(gitDir, "attributes-"));
	try {
		const env = { GIT_INDEX_FILE: join(folder, "index") };
		await run({
			gitDir,
			env,
			args: [
				"update-index",
				"-z",
				"--index-info"
			],
			input: files.map(({ path, mode, id }) => `${mode} ${id}\t${path}\0`).join("")
		});
		const { stdout } = await run({
			gitDir,
			env,
			args: [
				"check-attr",
				"--cached",
				"-z",
				"--stdin",
				...names
			],
			input: paths.map((path) => `${path}\0`).join("")
		});
		return parse(splitZ(stdout).map((part) => part.toString("utf8")));
	} finally {
		await rm(folder, {
			recursive: true,
			force: true
		});
	}
}
/** Triples of path, attribute and value; `unspecified` is none. */
function parse(parts) {
	const found = /* @__PURE__ */ new Map();
	for (let i = 0; i + 2 < parts.length; i += 3) {
		const [path, name, value] = [
			parts[i],
			parts[i + 1],
			parts[i + 2]
		];
		if (value === "unspecified") continue;
		found.set(path, {
			...found.get(path),
			[name]: value
		});
	}
	return found;
}
// src/adapters/git/record.ts
/** Where a plan's record lives: `record.jsonl` on `refs/planfile/<id>`, a chain of commits of its own (mechanics.md). */
const RECORD_FILE = "record.jsonl";
const recordRef = (plan) => `refs/planfile/${plan}`;
/** The text, byte for byte: a byte order mark stays, and what is not UTF-8 is refused instead of replaced. */
function recordText(plan, object) {
	if (object.type === "blob" && isUtf8(object.bytes)) return new TextDecoder("utf-8", { ignoreBOM: true }).decode(object.bytes);
	throw new Fault("undecided", "record-unreadable", `The record of ${plan} at ${recordRef(plan)} is not a text file.`, `Look at it with \`git show ${recordRef(plan)}\`; what it says cannot be proved.`);
}
/** Says what stands in a record's place when it is none; silent for a record, also for one whose objects are not here. */
async function requireRecord(run, gitDir, plan, tip) {
	const kind = await run({
		gitDir,
		args: [
			"cat-file",
			"-t",
			id(tip)
		],
		accept: [0, 128]
	});
	if (kind.exit !== 0) return;
	const type = line(kind.stdout);
	if (type === "commit" && (await listTree(run, gitDir, tip)).some(({ path }) => path === "record.jsonl")) return;
	const ref = recordRef(plan);
	throw new Fault("undecided", "record-not-a-record", `${ref} is where the record of ${plan} belongs, and ${type === "commit" ? `the commit there holds no ${RECORD_FILE}` : `what is there is a ${type}`}: it was not written by planfile.`, `Look at it with \`git show ${ref}\`. Where nobody needs it, remove it with \`git update-ref -d ${ref} ${tip}\` (at a remote: \`git push origin :${ref}\`); the plan then begins without a record.`);
}
/**
* A commit that holds `text`. Its first parent is the record's last commit; where that is none (a new record whose only
* parent is, say, a landed commit), a root of the record's own comes first, so that its first-parent chain never runs
* into the code's history.
*/
async function writeRecordCommit(run, gitDir, { text, parents, message, at }) {
	const write = async (content, onto, subject) => {
		const blob = await run({
			gitDir,
			args: [
				"hash-object",
				"-w",
				"--no-filters",
				"--stdin"
			],
			input: content
		});
		const tree = await run({
			gitDir,
			args: ["mktree", "-z"],
			input: `100644 blob ${line(blob.stdout)}\t${RECORD_FILE}\0`
		});
		return commitTree(run, gitDir, {
			tree: line(tree.stdout),
			parents: onto,
			message: subject,
			at
		});
	};
	const [first] = parents;
	return write(text, [...first === void 0 || await isRecord(run, gitDir, first) ? [] : [await write("", [], "Open the record\n")], ...parents], message);
}
async function isRecord(run, gitDir, commit) {
	const entries = await listTree(run, gitDir, commit);
	return entries.length === 1 && entries[0].path === "record.jsonl";
}
async function commitTree(run, gitDir, commit) {
	const date = `@${Math.floor(commit.at.getTime() / 1e3)} +0000`;
	const who = commit.author;
	const { stdout } = await run({
		gitDir,
		args: [
			"commit-tree",
			id(commit.tree),
			...commit.parents.flatMap((p) => ["-p", id(p)]),
			"-F",
			"-"
		],
		input: commit.message,
		env: {
			GIT_AUTHOR_DATE: date,
			GIT_COMMITTER_DATE: date,
			...who && {
				GIT_AUTHOR_NAME: who.name,
				GIT_AUTHOR_EMAIL: who.email,
				GIT_COMMITTER_NAME: who.name,
				GIT_COMMITTER_EMAIL: who.email
			}
		}
	});
	return line(stdout);
}
// src/adapters/git/survey.ts
function surveyor(run, gitDir, { facts }) {
	const treesOf = async (names) => (await readObjects(run, gitDir, names)).map(({ id, bytes }) => entriesOf(bytes, id.length / 2));
	return {
		async filesOf(commits, folders, wanted) {
			const tops = await treesOf(commits.map((commit) => `${id(commit)}^{tree}`));
			const inFolders = commits.flatMap((commit, index) => folders.flatMap((folder) => {
				const top = tops[index];
				if (folder === "") return [{
					commit,
					folder,
					entries: top
				}];
				const tree = top.find(({ name, mode }) => name === folder && mode === "40000");
				return tree ? [{
					commit,
					folder,
					tree: tree.id
				}] : [];
			}));
			const trees = await once(inFolders.flatMap(({ tree }) => tree ?? []), treesOf);
			const some = inFolders.flatMap(({ commit, folder, entries, tree }) => (entries ?? trees.get(tree)).filter(({ mode, name }) => mode.startsWith("100") && unsafePath(name) === void 0).map(({ name, id }) => ({
				commit,
				path: folder === "" ? name : `${folder}/${name}`,
				blob: id
			}))).filter(({ path }) => wanted(path));
			const blobs = await once(some.map(({ blob }) => blob), async (ids) => (await readObjects(run, gitDir, ids)).map(({ bytes }) => bytes));
			return Map.groupBy(some.map((one) => ({
				...one,
				bytes: blobs.get(one.blob)
			})), ({ commit }) => commit);
		},
		async blobChanges(commits) {
			const found = /* @__PURE__ */ new Map();
			if (commits.length === 0) return found;
			const { stdout } = await run({
				gitDir,
				args: [
					"diff-tree",
					"--stdin",
					"--root",
					"-r",
					"-z",
					"--raw",
					"--no-renames",
					"--no-abbrev"
				],
				input: commits.map(({ id: one, parents }) => `${id(one)}${parents[0] ? ` ${id(parents[0])}` : ""}\n`).join(""),
				maxOutput: Number.POSITIVE_INFINITY
			});
			let changes = [];
			let blob;
			for (const part of splitZ(stdout)) if (blob !== void 0) {
				changes.push({
					path: pathText(part),
					blob: /^0+$/.test(blob) ? void 0 : blob
				});
				blob = void 0;
			} else if (part[0] === COLON) blob = part.toString("latin1").split(" ")[3];
			else {
				changes = [];
				found.set(part.toString("latin1").trim(), changes);
			}
			return found;
		},
		async unreached(commits, head) {
			if (commits.length === 0) return /* @__PURE__ */ new Set();
			const { stdout } = await run({
				gitDir,
				args: ["rev-list", "--stdin"],
				input: `${commits.map(id).join("\n")}\n^${id(head)}\n`
			});
			const outside = new Set(lines(stdout));
			return new Set(commits.filter((commit) => outside.has(commit)));
		},
		async historyOf(commits, paths) {
			if (commits.length === 0) return [];
			const { stdout } = await run({
				gitDir,
				args: [
					"rev-list",
					"--topo-order",
					"--stdin",
					"--",
					...paths
				],
				input: commits.map((one) => `${id(one)}\n`).join("")
			});
			return facts(lines(stdout));
		}
	};
}
const COLON = 58;
/** Each asked for once, however often it is named. */
async function once(names, ask) {
	const all = [...new Set(names)];
	const answers = await ask(all);
	return new Map(all.map((name, index) => [name, answers[index]]));
}
// src/adapters/git/repository.ts
/** The user's repository, read only: objects and refs through the lens, HEAD and work trees from the repository itself. */
function repositoryReader(run, lens, found, source) {
	const objects = objectReader(run, lens, source);
	const { head, checkedOutAt } = whereabouts(run, found);
	const resolve = (ref) => resolveCommit(run, lens, ref, source);
	const refs = async (prefix) => {
		const { stdout } = await run({
			gitDir: lens,
			args: [
				"for-each-ref",
				"--format=%(refname) %(objectname)",
				"--",
				prefix
			]
		});
		return new Map(lines(stdout).map((one) => one.split(" ")));
	};
	const readRecords = async (tips) => {
		const names = [...tips.values()].map((tip) => `${tip}:${RECORD_FILE}`);
		const found = await source.read(names).catch(async (error) => {
			for (const [plan, tip] of tips) await requireRecord(run, lens, plan, tip);
			throw error;
		});
		return new Map([...tips].map(([plan, tip], index) => [plan, {
			tip,
			text: recordText(plan, found[index])
		}]));
	};
	const mergeBases = async (one, other) => {
		const { stdout } = await run({
			gitDir: lens,
			args: [
				"merge-base",
				"--all",
				id(one),
				id(other)
			],
			accept: [0, 1]
		});
		const bases = lines(stdout);
		if (bases.length < 2) return bases;
		const sorted = await run({
			gitDir: lens,
			args: [
				"rev-list",
				"--no-walk=sorted",
				...bases.toSorted()
			]
		});
		return lines(sorted.stdout);
	};
	return {
		gitDir: found.commonDir,
		root: found.root,
		...objects,
		...surveyor(run, lens, objects),
		head,
		checkedOutAt,
		resolve,
		bring: resolve,
		bringBelow: refs,
		refs,
		attributes: (commit, asked) => attributesAt({
			run,
			gitDir: lens
		}, commit, asked),
		async defaultCommit() {
			return await resolve("refs/remotes/origin/HEAD") ?? (await head()).commit;
		},
		async commit(name) {
			const found = await resolve(name);
			return found === void 0 ? void 0 : (await objects.facts([found]))[0];
		},
		async history(commit, path) {
			const { stdout } = await run({
				gitDir: lens,
				args: [
					"rev-list",
					"--topo-order",
					"--full-history",
					id(commit),
					"--",
					path
				]
			});
			return objects.facts(lines(stdout));
		},
		async isAncestor(ancestor, descendant) {
			const { exit } = await run({
				gitDir: lens,
				args: [
					"merge-base",
					"--is-ancestor",
					id(ancestor),
					id(descendant)
				],
				accept: [0, 1]
			});
			return exit === 0;
		},
		async mergeBase(one, other) {
			const bases = await mergeBases(one, other);
			return bases.length === 1 ? bases[0] : void 0;
		},
		mergeBases,
		async records() {
			const tips = [...await refs(recordRef(""))].map(([ref, tip]) => [ref.slice(recordRef("").length), tip]);
			return readRecords(new Map(tips.filter(([plan]) => !plan.includes("/"))));
		},
		async record(plan) {
			const tip = (await refs(recordRef(plan))).get(recordRef(plan));
			return tip === void 0 ? void 0 : (await readRecords(/* @__PURE__ */ new Map([[plan, tip]]))).get(plan);
		}
	};
}
/** Exact names only: git's own guessing would take `refs/heads/x` for `refs/heads/refs/heads/x`. */
async function resolveCommit(run, gitDir, ref, source) {
	let object = ref;
	if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(ref)) {
		if (!ref.startsWith("refs/")) throw new Fault("usage", "not-a-ref", `${JSON.stringify(ref)} is no full ref name.`, "Name it from refs/ on.");
		const shown = await run({
			gitDir,
			args: [
				"show-ref",
				"--verify",
				"--hash",
				"--",
				ref
			],
			accept: [
				0,
				1,
				128
			]
		});
		object = shown.exit === 0 ? lines(shown.stdout)[0] : void 0;
	}
	if (object === void 0) return void 0;
	return (await source.find(`${object}^{commit}`))?.id;
}
/** What only the repository itself knows: its HEAD, and which branches its work trees have checked out. */
function whereabouts(run, found) {
	return {
		async head() {
			const [name, at] = await Promise.all([run({
				gitDir: found.gitDir,
				args: [
					"symbolic-ref",
					"--quiet",
					"HEAD"
				],
				accept: [0, 1]
			}), run({
				gitDir: found.gitDir,
				args: [
					"rev-parse",
					"--quiet",
					"--verify",
					"HEAD^{commit}"
				],
				accept: [
					0,
					1,
					128
				]
			})]);
			return {
				branch: name.exit === 0 ? line(name.stdout).replace(/^refs\/heads\//, "") : void 0,
				commit: at.exit === 0 ? line(at.stdout) : void 0
			};
		},
		async checkedOutAt(branch) {
			const { stdout } = await run({
				gitDir: found.commonDir,
				args: [
					"worktree",
					"list",
					"--porcelain",
					"-z"
				]
			});
			const all = splitZ(stdout).map((part) => part.toString("utf8"));
			const at = all.indexOf(`branch refs/heads/${branch}`);
			return all.slice(0, Math.max(0, at)).findLast((part) => part.startsWith("worktree "))?.slice(9);
		}
	};
}
// src/adapters/git/bundle-header.ts
/** Ours has about 250 bytes. */
const HEADER_MOST = 4096;
/** The one ref of a phase's bundle. */
const outRef = (nonce) => `refs/planfile-out/${nonce}`;
function parseHeader(start) {
	const text = Buffer.from(start).toString("latin1");
	const end = text.indexOf("\n\n");
	const [version = "", ...lines] = text.slice(0, Math.max(0, end)).split("\n");
	const header = {
		version,
		capabilities: [],
		prerequisites: [],
		refs: [],
		odd: [],
		length: end < 0 ? 0 : end + 2
	};
	for (const one of lines) {
		const ref = /^([0-9a-f]{40}|[0-9a-f]{64}) (refs\/\S+)$/.exec(one);
		const base = /^-([0-9a-f]{40}|[0-9a-f]{64})(?: .*)?$/.exec(one);
		if (one.startsWith("@")) header.capabilities.push(one);
		else if (base !== null) header.prerequisites.push(base[1]);
		else if (ref !== null) header.refs.push({
			id: ref[1],
			name: ref[2]
		});
		else header.odd.push(one);
	}
	return header;
}
// src/adapters/git/ceiling.ts
/** A runaway (an install folder that nobody ignores) is larger, a change that a person can approve is not. */
const ceiling = {
	files: 1e4,
	bytes: 64e6
};
// src/adapters/git/bundle-guards.ts
/** A file of bytes that do not compress still fits: its pack is below the `--fsize` of `bundle-memory`. */
const defaultLimits = {
	...ceiling,
	file: 66e6
};
const when = (condition, why) => condition ? why : void 0;
const bundleGuards = [
	{
		name: "bundle-size",
		at: "file",
		refuse: ({ size = 0, limits }) => when(size > limits.file, `it has ${size} bytes, at most ${limits.file} are read`)
	},
	{
		name: "bundle-version",
		at: "header",
		refuse({ header, format }) {
			const [version, capabilities] = format === "sha1" ? ["# v2 git bundle", ""] : ["# v3 git bundle", "@object-format=sha256"];
			const same = header.version === version && header.capabilities.join() === capabilities;
			return when(!same || header.length === 0 || header.odd.length > 0, "its header is not the one that we write");
		}
	},
	{
		name: "bundle-prerequisite",
		at: "header",
		refuse: ({ header, base }) => when(header.prerequisites.join() !== base, "it is not built on the base alone")
	},
	{
		name: "bundle-ref",
		at: "header",
		refuse: ({ header, nonce }) => when(header.refs.length !== 1 || header.refs[0].name !== outRef(nonce), "it carries other refs than the one of this run")
	},
	{
		name: "bundle-strict",
		at: "pack",
		indexPack: ["--strict"]
	},
	{
		name: "bundle-memory",
		at: "pack",
		prlimit: [
			"--data=536870912",
			"--cpu=20",
			"--fsize=67108864",
			"--core=0"
		]
	},
	{
		name: "bundle-warning",
		at: "pack",
		refuse: ({ stderr = "" }) => when(stderr !== "", `git warns of it (${stderr.split("\n")[0].slice(0, 200)})`)
	},
	{
		name: "bundle-one-commit",
		at: "commit",
		refuse: ({ commit, base }) => when(commit.parents.join() !== base, "it is not one commit on the base")
	},
	{
		name: "bundle-unsafe-path",
		at: "tree",
		refuse: (facts) => firstPath(facts, ({ path }) => unsafePath(path))
	},
	{
		name: "bundle-misleading-path",
		at: "tree",
		refuse: (facts) => firstPath(facts, ({ path }, before) => before === void 0 ? misleadingPath(path) : void 0)
	},
	{
		name: "bundle-mode-change",
		at: "tree",
		refuse: (facts) => firstPath(facts, ({ mode }, before) => when(before !== void 0 && before.mode !== mode, `its mode changes from ${before?.mode} to ${mode}`))
	},
	{
		name: "bundle-submodule",
		at: "tree",
		refuse: (facts) => firstPath(facts, ({ mode }) => when(mode === "160000", "it is a submodule"))
	},
	{
		name: "bundle-case-twins",
		at: "tree",
		refuse: caseTwins
	},
	{
		name: "bundle-too-large",
		at: "tree",
		refuse(facts) {
			const all = changedEntries(facts);
			const bytes = all.reduce((sum, { entry }) => sum + (entry.size ?? 0), 0);
			return when(all.length > facts.limits.files, `it changes ${all.length} files`) ?? when(bytes > facts.limits.bytes, `its files have ${bytes} bytes unpacked`);
		}
	},
	{
		name: "bundle-link",
		at: "content",
		refuse: (facts) => firstPath(facts, ({ path, mode, id }) => {
			if (mode !== "120000") return void 0;
			const target = facts.small?.get(id);
			return target === void 0 ? "its target cannot be read" : unsafeLink(path, target.toString("utf8"));
		})
	},
	{
		name: "bundle-lfs-pointer",
		at: "content",
		refuse(facts) {
			const known = new Set(facts.before?.map(({ id }) => id));
			return firstPath(facts, ({ mode, id }) => when(mode.startsWith("100") && !known.has(id) && isLfsPointer(facts.small?.get(id)), "it is a pointer to a file that the bundle does not hold (LFS)"));
		}
	}
];
const isLfsPointer = (bytes) => /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(bytes?.toString("latin1") ?? "");
function changedEntries({ before = [], after = [] }) {
	const known = new Map(before.map((entry) => [entry.path, entry]));
	return after.map((entry) => ({
		entry,
		before: known.get(entry.path)
	})).filter(({ entry, before: old }) => old?.id !== entry.id || old.mode !== entry.mode);
}
function firstPath(facts, refuse) {
	for (const { entry, before } of changedEntries(facts)) {
		const why = refuse(entry, before);
		if (why !== void 0) return `${JSON.stringify(entry.path)}: ${why}`;
	}
}
/** Two names that a Mac or Windows takes for one: whichever is written last wins there, unseen. */
function caseTwins(facts) {
	const fold = (path) => path.normalize("NFC").toLowerCase();
	const added = changedEntries(facts).filter(({ before }) => before === void 0);
	if (added.length === 0) return void 0;
	const seen = /* @__PURE__ */ new Map();
	const prefixes = (path) => path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
	const twin = (path) => prefixes(path).find((one) => (seen.get(fold(one)) ?? one) !== one);
	const fresh = new Set(added.map(({ entry }) => entry.path));
	for (const { path } of facts.after ?? []) if (!fresh.has(path)) for (const one of prefixes(path)) seen.set(fold(one), one);
	for (const { entry } of added) {
		const found = twin(entry.path);
		if (found !== void 0) return `${JSON.stringify(found)} and ${JSON.stringify(seen.get(fold(found)))} differ only in case`;
		for (const one of prefixes(entry.path)) seen.set(fold(one), one);
	}
}
// src/adapters/git/bundle.ts
/**
* A phase's commit as one file between jobs. Written by us from the workshop; read as if an enemy had written it
* (trust.md T19): our own parser for the header, `index-pack --strict` under limits into a quarantine, then guard after
* guard (bundle-guards.ts), the cheap ones and those that keep the later ones finite first.
*/
async function writeBundle({ run, gitDir }, file, { commit, base, nonce }) {
	const ref = outRef(nonce);
	await run({
		gitDir,
		args: [
			"update-ref",
			"--",
			ref,
			id(commit)
		]
	});
	await run({
		gitDir,
		args: [
			"bundle",
			"create",
			"--quiet",
			file,
			ref,
			`^${id(base)}`
		]
	});
	await run({
		gitDir,
		args: [
			"update-ref",
			"-d",
			"--",
			ref
		]
	});
}
async function readBundle(place, file, expected, guards = bundleGuards, limits = defaultLimits) {
	const { gitDir } = place;
	const facts = {
		...expected,
		format: place.format,
		limits
	};
	await using bytes = await openBundle(file);
	const found = await bytes.stat();
	if (!found.isFile()) throw refused$1("bundle-no-file", "it is no regular file");
	facts.size = found.size;
	check(guards, "file", facts);
	const start = await bytes.read(Buffer.alloc(HEADER_MOST), 0, HEADER_MOST, 0);
	facts.header = parseHeader(start.buffer.subarray(0, start.bytesRead));
	check(guards, "header", facts);
	await using quarantine = await makeQuarantine(gitDir);
	await indexPack(place, quarantine, bytes.createReadStream({
		start: facts.header.length,
		autoClose: false
	}), guards, facts);
	check(guards, "pack", facts);
	const inside = reader(place, quarantine, guards);
	facts.commit = await inside.commit(facts.header.refs[0].id);
	check(guards, "commit", facts);
	facts.before = await listTree(place.run, gitDir, expected.base);
	facts.after = await inside.entries(facts.commit.tree, facts.before.length + limits.files);
	check(guards, "tree", facts);
	facts.small = await inside.small(facts);
	check(guards, "content", facts);
	await quarantine.release();
	return {
		commit: facts.commit.id,
		tree: facts.commit.tree
	};
}
function check(guards, at, facts) {
	for (const guard of guards) {
		if (guard.at !== at) continue;
		const why = guard.refuse?.(facts);
		if (why !== void 0) throw refused$1(guard.name, why);
	}
}
async function makeQuarantine(gitDir) {
	const folder = await mkdtemp(join(gitDir, "quarantine-"));
	await mkdir(join(folder, "pack"));
	return {
		env: {
			GIT_OBJECT_DIRECTORY: folder,
			GIT_ALTERNATE_OBJECT_DIRECTORIES: quoted(join(gitDir, "objects"))
		},
		async release() {
			const files = (await readdir(join(folder, "pack"))).sort((a, b) => Number(a.endsWith(".idx")) - Number(b.endsWith(".idx")));
			for (const name of files) await rename(join(folder, "pack", name), join(gitDir, "objects", "pack", name));
		},
		[Symbol.asyncDispose]: () => rm(folder, {
			recursive: true,
			force: true
		})
	};
}
async function indexPack({ run, gitDir }, quarantine, input, guards, facts) {
	const flags = guards.flatMap(({ indexPack = [] }) => indexPack);
	facts.stderr = (await run({
		gitDir,
		env: quarantine.env,
		wrap: limited(guards),
		deadline: 6e4,
		args: [
			"-c",
			"core.bigFileThreshold=1m",
			"index-pack",
			"--stdin",
			"--fix-thin",
			"--threads=1",
			...flags
		],
		input
	}).catch(distrusted("bundle-pack"))).stderr;
}
/** Reads of what is in quarantine, each under the same limits: a header says little of what a blob grows to. */
function reader({ run, gitDir }, { env }, guards) {
	const options = {
		env,
		wrap: limited(guards),
		deadline: 6e4
	};
	return {
		async commit(tip) {
			const [object] = await readObjects(run, gitDir, [tip], {
				...options,
				maxBytes: 1e6
			}).catch(distrusted("bundle-commit"));
			if (object.type !== "commit") throw refused$1("bundle-commit", `its ref names a ${object.type}`);
			return parseCommit(tip, object.bytes);
		},
		entries: (tree, most) => listTree(run, gitDir, tree, {
			...options,
			most
		}).catch(distrusted("bundle-tree")),
		/** Contents of the changed blobs that are small enough to be a link's target or an LFS pointer. */
		async small(facts) {
			const wanted = changedEntries(facts).filter(({ entry }) => isSmall(entry));
			const blobs = await readObjects(run, gitDir, [...new Set(wanted.map(({ entry }) => entry.id))], options).catch(distrusted("bundle-content"));
			return new Map(blobs.map(({ id: name, bytes }) => [name, bytes]));
		}
	};
}
/** Links are read in full up to the longest path; a pointer of LFS has less than 1,024 bytes by its own spec. */
const isSmall = ({ mode, size = 0 }) => size < 1024 || mode === "120000" && size <= 4096;
function limited(guards) {
	const limits = guards.flatMap(({ prlimit = [] }) => prlimit);
	return limits.length === 0 ? [] : [
		"prlimit",
		...limits,
		"--"
	];
}
/** Where git fails on what the bundle holds, the bundle is at fault and not the machine. */
function distrusted(code) {
	return (cause) => {
		if (!(cause instanceof Fault) || cause.kind !== "service") throw cause;
		throw refused$1(code, cause.message.replace(/\.$/, ""), cause);
	};
}
async function openBundle(file) {
	try {
		return await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	} catch (cause) {
		throw refused$1("bundle-missing", `it cannot be opened (${cause.code})`, cause);
	}
}
function refused$1(code, why, cause) {
	return new Fault("refused", code, `The bundle is refused: ${why}.`, "Nothing of it was taken. Execute the phase again; if it happens again, look at the job that made the bundle.", { cause });
}
// src/adapters/git/export.ts
/**
* A tree as files, bytes in = bytes out. Not `git archive` (drops export-ignore, expands export-subst) and not
* `checkout-index` (converts line ends): entries and blobs, written by us.
*/
/**
* Writes the tree to `folder`, which must be empty or absent. Submodules become empty folders. File system calls are
* synchronous: 5,000 files take a tenth of a second, a third of what promises take.
*/
async function exportTree(run, gitDir, treeish, folder) {
	const entries = await listTree(run, gitDir, treeish);
	for (const { path } of entries) requireSafe(path);
	mkdirSync(folder, { recursive: true });
	if (readdirSync(folder).length > 0) throw new TypeError(`not an empty folder: ${folder}`);
	const folders = new Set(entries.map(({ path, mode }) => mode === "160000" ? path : dirname(path)));
	for (const path of folders) mkdirSync(join(folder, path), { recursive: true });
	await writeFiles(run, gitDir, entries.filter(isFile), folder);
	const links = entries.filter(({ mode }) => mode === "120000");
	const targets = await readObjects(run, gitDir, links.map(({ id }) => id));
	links.forEach(({ path }, index) => {
		symlinkSync(targets[index].bytes, join(folder, path));
	});
}
async function writeFiles(run, gitDir, files, folder) {
	let open;
	try {
		await streamObjects(run, gitDir, files.map(({ id }) => id), {
			begin(index) {
				const { path, mode } = files[index];
				open = openSync(join(folder, path), "wx", mode === "100755" ? 493 : 420);
			},
			data(chunk) {
				for (let at = 0; at < chunk.length;) at += writeSync(open, chunk, at);
			},
			end() {
				closeSync(open);
				open = void 0;
			}
		});
	} finally {
		if (open !== void 0) closeSync(open);
	}
}
const isFile = ({ mode }) => mode.startsWith("100");
function requireSafe(path) {
	const why = unsafePath(path);
	if (why === void 0) return;
	throw new Fault("refused", "unsafe-path", `The tree holds ${JSON.stringify(path)}: ${why}.`, "Remove it from the repository; no tree with such a path is written to disk.");
}
// src/adapters/git/ignored.ts
var import_ignore = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
	function makeArray(subject) {
		return Array.isArray(subject) ? subject : [subject];
	}
	const UNDEFINED = void 0;
	const EMPTY = "";
	const SPACE = " ";
	const ESCAPE = "\\";
	const REGEX_LITERAL_SPECIAL = /[.*+?()[\]{}^$|\\/]/;
	const BOM = "﻿";
	const REGEX_ANCHORED_GLOBSTAR = /^\/\*{2,}$/;
	const REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION = /^\\!/;
	const REGEX_REPLACE_LEADING_EXCAPED_HASH = /^\\#/;
	const REGEX_SPLITALL_CRLF = /\r?\n/g;
	const DOUBLE_SLASH = "//";
	const SLASH_CODE = 47;
	const DOT_CODE = 46;
	const SLASH = "/";
	let TMP_KEY_IGNORE = "node-ignore";
	/* istanbul ignore else */
	if (typeof Symbol !== "undefined") TMP_KEY_IGNORE = Symbol.for("node-ignore");
	const KEY_IGNORE = TMP_KEY_IGNORE;
	const define = (object, key, value) => {
		Object.defineProperty(object, key, { value });
		return value;
	};
	const RETURN_FALSE = () => false;
	const POSIX_CLASSES = {
		alnum: "0-9A-Za-z",
		alpha: "A-Za-z",
		blank: " \\t",
		cntrl: "\\x00-\\x1f\\x7f",
		digit: "0-9",
		graph: "!-.0-~",
		lower: "a-z",
		print: " -.0-~",
		punct: "!-.:-@\\[-`{-~",
		space: " \\t\\n\\r",
		upper: "A-Z",
		xdigit: "0-9A-Fa-f"
	};
	const CLASS_MEMBERS_TO_ESCAPE = "\\]^-[";
	const escapeMember = (char) => CLASS_MEMBERS_TO_ESCAPE.indexOf(char) < 0 ? char : ESCAPE + char;
	const NON_SLASH = "(?!\\/)";
	const classSource = (negated, body) => {
		if (negated) return `[^\\/${body}]`;
		const source = `[${body}]`;
		return new RegExp(source).test("/") ? NON_SLASH + source : source;
	};
	const scanBracket = (pattern, start) => {
		const { length } = pattern;
		let index = start + 1;
		let negated = EMPTY;
		const lead = pattern[index];
		if (lead === "!" || lead === "^") {
			negated = "^";
			index++;
		}
		let body = EMPTY;
		let prev = EMPTY;
		for (;;) {
			const char = pattern[index];
			if (char === UNDEFINED) return null;
			if (char === ESCAPE) {
				const escaped = pattern[++index];
				body += escapeMember(escaped);
				prev = escaped;
			} else if (char === "-" && prev && index + 1 < length && pattern[index + 1] !== "]") {
				index++;
				let to = pattern[index];
				if (to === ESCAPE) to = pattern[index += 1];
				if (prev <= to) body += `-${escapeMember(to)}`;
				prev = EMPTY;
			} else if (char === "[" && pattern[index + 1] === ":") {
				const nameStart = index + 2;
				let end = nameStart;
				while (end < length && pattern[end] !== "]") end++;
				if (end === length) return null;
				if (end > nameStart && pattern[end - 1] === ":") {
					const name = pattern.slice(nameStart, end - 1);
					if (!Object.prototype.hasOwnProperty.call(POSIX_CLASSES, name)) return null;
					body += POSIX_CLASSES[name];
					prev = EMPTY;
					index = end;
				} else {
					body += escapeMember("[");
					prev = "[";
					index = nameStart - 2;
				}
			} else {
				body += escapeMember(char);
				prev = char;
			}
			index++;
			if (pattern[index] === "]") return {
				end: index,
				source: classSource(negated, body)
			};
		}
	};
	const NEVER_MATCH = "[]";
	const PLACEHOLDER = "\0";
	const REGEX_RESTORE_PLACEHOLDER = new RegExp(`${PLACEHOLDER}(\\d+)${PLACEHOLDER}`, "g");
	const TRAILING_WILDCARD = "";
	const TRAILING_DOUBLESTAR = "";
	const isReserved = (char) => char === PLACEHOLDER || char === TRAILING_WILDCARD || char === TRAILING_DOUBLESTAR;
	const extractBrackets = (pattern) => {
		const sources = [];
		const hold = (source) => `${PLACEHOLDER}${sources.push(source) - 1}${PLACEHOLDER}`;
		const { length } = pattern;
		let out = EMPTY;
		let index = 0;
		while (index < length) {
			const char = pattern[index];
			if (char === ESCAPE) {
				const escaped = pattern[index + 1];
				if (escaped === SLASH && index + 2 === length) out += hold(NEVER_MATCH);
				else if (escaped === "*" || escaped === "[" || escaped === SPACE) out += pattern.slice(index, index + 2);
				else out += hold(REGEX_LITERAL_SPECIAL.test(escaped) ? ESCAPE + escaped : isReserved(escaped) ? `[${escaped}]` : escaped);
				index += 2;
			} else if (isReserved(char)) {
				out += hold(`[${char}]`);
				index++;
			} else if (char === "[") {
				const scanned = scanBracket(pattern, index);
				if (scanned === null) {
					out += hold(NEVER_MATCH);
					index = length;
				} else {
					out += hold(scanned.source);
					index = scanned.end + 1;
				}
			} else {
				out += char;
				index++;
			}
		}
		return {
			source: out,
			sources
		};
	};
	const DIRECT = null;
	const REGEX_INNER_SLASH = /\/(?!$)/;
	const WILDCARD = "[^\\/]*";
	const REPLACERS = [
		[
			/(\\+)( ?)/g,
			(_, run, space) => space ? run.slice(0, run.length - run.length % 2) + SPACE : run,
			"\\ "
		],
		[
			/(^|\/)\*{3,}(?=\/|$)/g,
			(_, start) => `${start}**`,
			"*"
		],
		[/[\\$.|*+(){^]/g, (match) => `\\${match}`],
		[
			/(?!\\)\?/g,
			() => "[^/]",
			"?"
		],
		[
			/^\//,
			() => "^",
			SLASH
		],
		[
			/\//g,
			() => "\\/",
			SLASH
		],
		[
			/^\^*(?:\\\*\\\*\\\/)+/,
			() => "(?:^|\\/)",
			"*"
		],
		[DIRECT, (source, pattern) => {
			if (!source || source[0] === "^" || source[0] === "(") return source;
			return (!REGEX_INNER_SLASH.test(pattern) ? "(?:^|\\/)" : "^") + source;
		}],
		[
			/\\\/\\\*\\\*(?=\\\/|$)/g,
			(_, index, str) => index + 6 < str.length ? str.slice(index + 6) === "\\/" ? "(?:\\/[^\\/]+)+" : "(?:\\/[^\\/]+)*" : `\\/${TRAILING_DOUBLESTAR}`,
			"*"
		],
		[
			/(^|[^\\])(?:\\\*)+(?!$)/g,
			(_, p1) => p1 + WILDCARD,
			"*"
		],
		[
			/(^|[^\\])((?:\\\\)*)\\\*$/,
			(match, p1, p2) => p2 === EMPTY ? p1 + TRAILING_WILDCARD : match,
			"*"
		],
		[
			/\\\\\\(?=[$.|*+(){^])/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\\/g,
			() => ESCAPE,
			"\\\\"
		],
		[
			/\\\[([^\]/]*?)($|\])/g,
			(match, range, close) => `\\[${range}${close}`,
			"["
		],
		[DIRECT, (source) => {
			const last = source[source.length - 1];
			if (!last || last === TRAILING_WILDCARD || last === TRAILING_DOUBLESTAR) return source;
			return last === SLASH ? `${source}$` : `${source}(?=$|\\/$)`;
		}]
	];
	const REGEX_REPLACE_TRAILING_WILDCARD = /(^|\\\/)?\uE000$/;
	const MODE_IGNORE = "regex";
	const MODE_CHECK_IGNORE = "checkRegex";
	const replaceTrailingWildcard = (_, p1) => {
		return `${p1 ? `${p1}[^/]+` : "[^/]*"}(?=$|\\/$)`;
	};
	const REGEX_REPLACE_TRAILING_DOUBLESTAR = /\uE001$/;
	const replaceTrailingDoublestar = () => "[\\s\\S]";
	const separatorAfter = (run, at) => {
		let separator = EMPTY;
		for (let index = at + 1; index < run.length && !run[index].wildcard; index++) separator += run[index].single;
		return separator;
	};
	const pinWildcards = (source) => {
		if (source.indexOf(WILDCARD) < 0) return source;
		const tokens = [];
		const { length } = source;
		let index = 0;
		while (index < length) {
			const char = source[index];
			if (source.startsWith(WILDCARD, index)) {
				tokens.push({ wildcard: true });
				index += 6;
			} else if (char === "[") {
				let end = index + 1;
				if (source[end] === "^") end++;
				if (source[end] === "]") end++;
				while (end < length && source[end] !== "]") end += source[end] === ESCAPE ? 2 : 1;
				end++;
				tokens.push({ single: source.slice(index, end) });
				index = end;
			} else if (char === ESCAPE) {
				tokens.push({ single: source.slice(index, index + 2) });
				index += 2;
			} else if (char === "(") {
				let depth = 0;
				let end = index;
				do {
					if (source[end] === ESCAPE) end++;
					else if (source[end] === "(") depth++;
					else if (source[end] === ")") depth--;
					end++;
				} while (end < length && depth > 0);
				if ("*+?".indexOf(source[end]) >= 0) end++;
				tokens.push({ boundary: source.slice(index, end) });
				index = end;
			} else if (char === "^" || char === "$") {
				tokens.push({ boundary: char });
				index++;
			} else {
				tokens.push({ single: char });
				index++;
			}
		}
		let out = EMPTY;
		let run = [];
		const flush = () => {
			let lastWildcard;
			run.forEach((token, at) => {
				if (token.wildcard) lastWildcard = at;
			});
			run.forEach((token, at) => {
				if (!token.wildcard) {
					out += token.single;
					return;
				}
				out += at === lastWildcard ? WILDCARD : `(?:(?!${separatorAfter(run, at)})[^\\/])*`;
			});
			run = [];
		};
		tokens.forEach((token) => {
			if (token.boundary === void 0) {
				run.push(token);
				return;
			}
			flush();
			out += token.boundary;
		});
		flush();
		return out;
	};
	const makeRegexPrefix = (pattern) => {
		if (REGEX_ANCHORED_GLOBSTAR.test(pattern)) pattern = "**";
		const { source, sources } = extractBrackets(pattern);
		const replaced = REPLACERS.reduce((prev, [matcher, replacer, required]) => {
			if (matcher === DIRECT) return replacer(prev, pattern);
			if (required !== UNDEFINED && prev.indexOf(required) < 0) return prev;
			return matcher.test(prev) ? prev.replace(matcher, replacer.bind(pattern)) : prev;
		}, source);
		return sources.length ? replaced.replace(REGEX_RESTORE_PLACEHOLDER, (match, index) => sources[index]) : replaced;
	};
	const checkSourceOf = (body, prefix) => {
		if (body[body.length - 1] === SLASH) prefix = makeRegexPrefix(body.slice(0, -1));
		const head = prefix.slice(0, -1);
		const last = prefix[prefix.length - 1];
		return last === TRAILING_WILDCARD ? `${head}$` : last === TRAILING_DOUBLESTAR ? head : NEVER_MATCH;
	};
	const matchesBasename = (body) => {
		const index = body.indexOf(SLASH);
		return index < 0 || index === body.length - 1;
	};
	const basenameOf = (path) => {
		const end = path.length - 1;
		const index = path.lastIndexOf(SLASH, path[end] === SLASH ? end - 1 : end);
		return index < 0 ? path : path.slice(index + 1);
	};
	const parentOf = (path) => {
		if (path.charCodeAt(0) === SLASH_CODE || path.indexOf(DOUBLE_SLASH) >= 0) {
			const slices = path.split(SLASH).filter(Boolean);
			slices.pop();
			return slices.length ? slices.join(SLASH) + SLASH : EMPTY;
		}
		const end = path.length - 1;
		const cut = path.lastIndexOf(SLASH, path.charCodeAt(end) === SLASH_CODE ? end - 1 : end);
		return cut < 0 ? EMPTY : path.slice(0, cut + 1);
	};
	const isString = (subject) => typeof subject === "string";
	const checkPattern = (pattern) => pattern && isString(pattern);
	const splitPattern = (pattern) => (pattern[pattern.length - 1] === "\r" ? pattern.slice(0, -1) : pattern).split(REGEX_SPLITALL_CRLF).filter(Boolean);
	var IgnoreRule = class {
		constructor(pattern, mark, body, ignoreCase, negative, prefix) {
			this.pattern = pattern;
			this.mark = mark;
			this.negative = negative;
			define(this, "body", body);
			define(this, "ignoreCase", ignoreCase);
			define(this, "regexPrefix", prefix);
		}
		get _basenameOnly() {
			return define(this, "_basenameOnly", matchesBasename(this.body));
		}
		get regex() {
			const key = "_regex";
			if (this[key]) return this[key];
			return this._make(MODE_IGNORE, key);
		}
		get checkRegex() {
			const key = "_checkRegex";
			if (this[key]) return this[key];
			return this._make(MODE_CHECK_IGNORE, key);
		}
		_make(mode, key) {
			const str = pinWildcards(mode === MODE_IGNORE ? this.regexPrefix.replace(REGEX_REPLACE_TRAILING_WILDCARD, replaceTrailingWildcard).replace(REGEX_REPLACE_TRAILING_DOUBLESTAR, replaceTrailingDoublestar) : checkSourceOf(this.body, this.regexPrefix));
			const regex = this.ignoreCase ? new RegExp(str, "i") : new RegExp(str);
			return define(this, key, regex);
		}
	};
	const hasTrailingBackslash = (str) => {
		let count = 0;
		while (str[str.length - count - 1] === ESCAPE) count++;
		return count % 2 === 1;
	};
	const trimEnd = (body, stripLineEnd) => {
		let lineEnd = body.length;
		let end;
		for (;;) {
			if (stripLineEnd && body[lineEnd - 1] === "\r") lineEnd--;
			end = lineEnd;
			while (body[end - 1] === SPACE) end--;
			if (!stripLineEnd || body[end - 1] !== "\n") break;
			lineEnd = end - 1;
		}
		if (end === lineEnd) return body.slice(0, lineEnd);
		let backslashes = 0;
		while (body[end - backslashes - 1] === ESCAPE) backslashes++;
		return backslashes % 2 ? body.slice(0, end - 1) + SPACE : body.slice(0, end);
	};
	const createRule = (pattern, mark, ignoreCase, stripLineEnd, stripBOM) => {
		let body = stripBOM && pattern[0] === BOM ? pattern.slice(1) : pattern;
		if (body[0] === "#") return;
		let negative = false;
		if (body[0] === "!") {
			negative = true;
			body = body.slice(1);
		}
		const last = body[body.length - 1];
		if (last === SPACE || stripLineEnd && (last === "\r" || last === "\n")) body = trimEnd(body, stripLineEnd);
		if (!body || hasTrailingBackslash(body)) return;
		body = body.replace(REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION, "!").replace(REGEX_REPLACE_LEADING_EXCAPED_HASH, "#");
		const regexPrefix = makeRegexPrefix(body);
		return new IgnoreRule(pattern, mark, body, ignoreCase, negative, regexPrefix);
	};
	var RuleManager = class {
		constructor(ignoreCase) {
			this._ignoreCase = ignoreCase;
			this._rules = [];
			this._basenameCount = 0;
		}
		_add(pattern, index) {
			if (pattern && pattern[KEY_IGNORE]) {
				this._rules = this._rules.concat(pattern._rules._rules);
				this._basenameCount += pattern._rules._basenameCount;
				this._added = true;
				return;
			}
			const isStr = isString(pattern);
			const raw = isStr ? pattern : pattern.pattern;
			const rule = checkPattern(raw) && createRule(raw, isStr ? UNDEFINED : pattern.mark, this._ignoreCase, !this._split, this._stripBOM && !index);
			if (rule) {
				this._added = true;
				this._rules.push(rule);
				if (matchesBasename(rule.body)) this._basenameCount++;
			}
		}
		add(pattern) {
			this._added = false;
			this._split = isString(pattern);
			this._stripBOM = !this._split || pattern[0] === BOM;
			makeArray(this._split ? splitPattern(pattern) : pattern).forEach(this._add, this);
			if (this._added) this._literalRules = UNDEFINED;
			return this._added;
		}
		testLiteral(path) {
			const rules = this._literalRules || (this._literalRules = this._rules.filter(({ body }) => body[body.length - (body[body.length - 1] === SLASH ? 2 : 1)] === "*"));
			let ignored = false;
			let unignored = false;
			let matchedRule;
			for (let index = rules.length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule.checkRegex.test(path)) {
					ignored = !rule.negative;
					unignored = rule.negative;
					matchedRule = rule.negative ? UNDEFINED : rule;
					break;
				}
			}
			const ret = {
				ignored,
				unignored
			};
			if (matchedRule) ret.rule = matchedRule;
			return ret;
		}
		test(path, mode) {
			const rules = this._rules;
			const { length } = rules;
			const shortcut = this._basenameCount * 2 >= length;
			const basename = shortcut ? basenameOf(path) : path;
			for (let index = length - 1; index >= 0; index--) {
				const rule = rules[index];
				if (rule[mode].test(shortcut && rule._basenameOnly ? basename : path)) {
					const { negative } = rule;
					const ret = {
						ignored: !negative,
						unignored: negative
					};
					if (!negative) ret.rule = rule;
					return ret;
				}
			}
			return {
				ignored: false,
				unignored: false
			};
		}
	};
	const throwError = (message, Ctor) => {
		throw new Ctor(message);
	};
	const checkPath = (path, originalPath, doThrow) => {
		if (!isString(path)) return doThrow(`path must be a string, but got \`${originalPath}\``, TypeError);
		if (!path) return doThrow(`path must not be empty`, TypeError);
		if (checkPath.isNotRelative(path)) return doThrow(`path should be a \`path.relative()\`d string, but got "${originalPath}"`, RangeError);
		return true;
	};
	const isNotRelative = (path) => {
		const first = path.charCodeAt(0);
		if (first === SLASH_CODE) return true;
		if (first !== DOT_CODE) return false;
		if (path.length === 1) return true;
		const second = path.charCodeAt(1);
		if (second === SLASH_CODE) return true;
		if (second !== DOT_CODE) return false;
		return path.length === 2 || path.charCodeAt(2) === SLASH_CODE;
	};
	checkPath.isNotRelative = isNotRelative;
	/* istanbul ignore next */
	checkPath.convert = (p) => p;
	const convertPath = (target) => isString(target) && checkPath.convert(target);
	var Ignore = class {
		constructor({ ignorecase = true, ignoreCase = ignorecase, allowRelativePaths = false } = {}) {
			define(this, KEY_IGNORE, true);
			this._rules = new RuleManager(ignoreCase);
			this._strictPathCheck = !allowRelativePaths;
			this._initCache();
		}
		_initCache() {
			this._ignoreCache = Object.create(null);
			this._testCache = Object.create(null);
		}
		add(pattern) {
			if (this._rules.add(pattern)) this._initCache();
			return this;
		}
		addPattern(pattern) {
			return this.add(pattern);
		}
		_test(originalPath, cache, path) {
			checkPath(path, originalPath, this._strictPathCheck ? throwError : RETURN_FALSE);
			return path ? this._t(path, cache) : {
				ignored: false,
				unignored: false
			};
		}
		checkIgnore(target) {
			const path = convertPath(target);
			if (!path || path.charCodeAt(path.length - 1) !== SLASH_CODE) return this._test(target, this._testCache, path);
			const dir = this._t(path, this._testCache);
			if (dir.ignored) return dir;
			const literal = this._rules.testLiteral(path);
			return literal.ignored || literal.unignored ? literal : dir;
		}
		_t(path, cache) {
			if (path in cache) return cache[path];
			const parentPath = parentOf(path);
			const parent = parentPath ? this._t(parentPath, cache) : UNDEFINED;
			return cache[path] = parent && parent.ignored ? parent : this._rules.test(path, MODE_IGNORE);
		}
		ignores(path) {
			return this._test(path, this._ignoreCache, convertPath(path)).ignored;
		}
		createFilter() {
			return (path) => !this.ignores(path);
		}
		filter(paths) {
			return makeArray(paths).filter(this.createFilter());
		}
		test(path) {
			return this._test(path, this._testCache, convertPath(path));
		}
	};
	const factory = (options) => new Ignore(options);
	const isPathValid = (path) => checkPath(convertPath(path), path, RETURN_FALSE);
	/* istanbul ignore next */
	const setupWindows = () => {
		const makePosix = (str) => /^\\\\\?\\/.test(str) || /["<>|\u0000-\u001F]+/u.test(str) ? str : str.replace(/\\/g, "/");
		checkPath.convert = makePosix;
		const REGEX_TEST_WINDOWS_PATH_ABSOLUTE = /^[a-z]:\//i;
		checkPath.isNotRelative = (path) => REGEX_TEST_WINDOWS_PATH_ABSOLUTE.test(path) || isNotRelative(path);
	};
	/* istanbul ignore next */
	if (typeof process !== "undefined" && process.platform === "win32") setupWindows();
	module.exports = factory;
	factory.default = factory;
	module.exports.isPathValid = isPathValid;
	define(module.exports, Symbol.for("setupWindows"), setupWindows);
})))(), 1);
/** `files` are texts by path, `sub/.gitignore`. Asks for one path; folders above it that are ignored count too. */
function ignoreRules(files) {
	const rules = (0, import_ignore.default)({ ignorecase: false });
	const byDepth = [...files].sort(([a], [b]) => depth(a) - depth(b));
	for (const [path, text] of byDepth) {
		const folder = path.slice(0, -10);
		const lines = text.replace(/^\ufeff/, "").split(/\r?\n/);
		rules.add(folder === "" ? lines : lines.flatMap((line) => fromRoot(line, folder)));
	}
	return (path, folder) => rules.ignores(folder ? `${path}/` : path);
}
const depth = (path) => path.split("/").length;
/** A pattern of `folder` (which ends in a slash) as the root's: one without a slash inside matches at every depth. */
function fromRoot(line, folder) {
	const negative = line.startsWith("!");
	const pattern = negative ? line.slice(1) : line;
	if (line.startsWith("#") || pattern.trim() === "") return [];
	const anchored = /\/(?=.*[^ ])/.test(pattern.replace(/\/ *$/, ""));
	const place = `/${folder.replace(/[*?[\]\\]/g, "\\$&")}`;
	const below = anchored ? pattern.replace(/^\//, "") : `**/${pattern}`;
	return [`${negative ? "!" : ""}${place}${below}`];
}
// src/adapters/git/import-guards.ts
/** What import refuses of each new or changed entry, whatever the plan's `paths` say. Pure. */
const importGuards = [
	{
		name: "git-in-tree",
		refuse: ({ path }) => path.split("/").some(isDotGit) ? "git keeps that name for itself" : void 0
	},
	{
		name: "misleading-path",
		refuse: ({ path }) => misleadingPath(path)
	},
	{
		name: "link-out-of-tree",
		refuse: ({ path, link }) => link === void 0 ? void 0 : unsafeLink(path, link)
	}
];
function requireAllowed(guards, path, link) {
	for (const { name, refuse } of guards) {
		const why = refuse({
			path,
			link
		});
		if (why !== void 0) throw refused(name, path, why);
	}
}
/** `path` is empty where no single one is to blame. */
function refused(code, path, why) {
	const what = path === "" ? "The tree is refused" : `${JSON.stringify(path)} is refused`;
	return new Fault("refused", code, `${what}: ${why}.`, "Run the phase again without it, or change the plan.");
}
// src/adapters/git/open-folder.ts
/**
* Reads a folder that somebody else wrote, without ever following a link: each folder is opened by its name below the
* descriptor of its parent, each file with O_NOFOLLOW. `lstat` and then `read` would lose a race against a swap
* (mechanics.md: 840 leaks in a trial; this way none). Linux gives such names as /proc/self/fd/N/name; where that is
* missing, plain paths are used, and the folder must be at rest.
*/
const { O_RDONLY, O_NOFOLLOW, O_DIRECTORY, O_NONBLOCK } = constants;
function openFolder(path, flags = O_NOFOLLOW) {
	const fd = openAt(path, O_RDONLY | O_DIRECTORY | flags);
	const place = existsSync("/proc/self/fd") ? `/proc/self/fd/${fd}` : path;
	return {
		items: () => readdirSync(place, {
			withFileTypes: true,
			encoding: "buffer"
		}).map((entry) => ({
			name: nameText(entry.name),
			kind: kindOf(entry)
		})).sort((a, b) => (a.name ?? "") < (b.name ?? "") ? -1 : 1),
		folder: (name) => openFolder(join(place, name), flags),
		file: (name) => openFile(openAt(join(place, name), O_RDONLY | O_NONBLOCK | flags), name),
		link: (name) => readlinkSync(join(place, name), "buffer"),
		[Symbol.dispose]: () => closeSync(fd)
	};
}
function openFile(fd, name) {
	const facts = fstatSync(fd);
	if (!facts.isFile()) {
		closeSync(fd);
		throw changed(name);
	}
	return {
		executable: (facts.mode & 64) !== 0,
		size: facts.size,
		read: (hash, keep) => readWhole(fd, facts.size, {
			hash,
			keep,
			name
		}),
		[Symbol.dispose]: () => closeSync(fd)
	};
}
const CHUNK = 1048576;
function readWhole(fd, size, { hash, keep, name }) {
	const kept = size <= keep ? Buffer.allocUnsafe(size) : void 0;
	const buffer = kept ?? Buffer.allocUnsafe(CHUNK);
	for (let at = 0; at < size;) {
		const from = kept === void 0 ? 0 : at;
		const read = readSync(fd, buffer, from, Math.min(buffer.length - from, size - at), at);
		if (read === 0) throw changed(name);
		hash.update(buffer.subarray(from, from + read));
		at += read;
	}
	return kept;
}
function openAt(path, flags) {
	try {
		return openSync(path, flags);
	} catch (cause) {
		const { code } = cause;
		if (code === "ELOOP" || code === "ENOTDIR" || code === "ENOENT" || code === "ENXIO") throw changed(path, cause);
		if (code !== "EACCES" && code !== "EPERM") throw cause;
		throw new Fault("refused", "tree-unreadable", `The session left something that cannot be read: ${last(path)}.`, "Run the phase again; its commands must not take away read permission.", { cause });
	}
}
function changed(path, cause) {
	return new Fault("refused", "tree-changed", `${JSON.stringify(last(path))} changed while the tree was read: something is still writing there.`, "Stop what writes to the tree, and run the phase again.", { cause });
}
const nameText = (name) => isUtf8(name) ? name.toString("utf8") : void 0;
function kindOf(entry) {
	if (entry.isFile()) return "file";
	if (entry.isDirectory()) return "folder";
	return entry.isSymbolicLink() ? "link" : "special";
}
const last = (path) => path.slice(path.lastIndexOf("/") + 1);
// src/adapters/git/walk.ts
/**
* Goes through the folder that a session wrote and finds what belongs into the tree: which entries, their modes and blob
* ids, and the bytes of those that the base has not. Reads only through open-folder.ts.
*/
/** Names looked at in ignored folders, where files meant by `paths` may hide: more than this is a runaway. */
const MOST_IGNORED = 1e6;
const DEEPEST = 200;
function walkTree(root, rules) {
	const count = {
		files: 0,
		bytes: 0,
		ignored: 0
	};
	const folders = rules.rules.checkout ? foldersOf(rules.base.keys()) : /* @__PURE__ */ new Set();
	const walk = {
		...rules,
		found: /* @__PURE__ */ new Map(),
		count,
		folders
	};
	const { leftOut } = walkFolder(walk, root, {
		prefix: "",
		ignored: false,
		depth: 0
	});
	for (const [path, { mode, id }] of walk.base) if (walk.rules.asInBase?.(path)) walk.found.set(path, {
		mode,
		id,
		bytes: void 0
	});
	return {
		found: walk.found,
		leftOut
	};
}
/** Of a checkout, ignored folders are not entered unless the base has something in them: they can hold a million names. */
function foldersOf(paths) {
	const folders = /* @__PURE__ */ new Set();
	for (const path of paths) for (let cut = path.lastIndexOf("/"); cut > 0; cut = path.lastIndexOf("/", cut - 1)) {
		const folder = path.slice(0, cut);
		if (folders.has(folder)) break;
		folders.add(folder);
	}
	return folders;
}
function walkFolder(walk, folder, place) {
	const all = folder.items().map((item) => walkItem(walk, folder, place, item));
	return {
		kept: all.some(({ kept }) => kept),
		leftOut: all.flatMap(({ leftOut }) => leftOut)
	};
}
function walkItem(walk, folder, place, { name, kind }) {
	const path = place.prefix + (name ?? "?");
	const shown = kind === "folder" ? `${path}/` : path;
	if (place.ignored) {
		countIgnored(walk);
		if (name === void 0 || kind === "special" || isDotGit(name)) return {
			kept: false,
			leftOut: [shown]
		};
	}
	if (name === void 0) throw refused("path-not-utf8", path, "its name is not UTF-8");
	if (walk.rules.checkout && (kind === "special" || isDotGit(name) && place.prefix === "")) return {
		kept: false,
		leftOut: [shown]
	};
	if (isDotGit(name)) requireAllowed(walk.guards, path, void 0);
	if (kind === "folder") return walkBelow(walk, folder, place, {
		name,
		path
	});
	if (walk.rules.asInBase?.(path)) return {
		kept: true,
		leftOut: []
	};
	if (isLeftOut(walk, path, place.ignored)) return {
		kept: false,
		leftOut: [path]
	};
	if (kind === "special") throw refused("special-file", path, "it is a pipe, a socket or a device");
	take(walk, folder, {
		name,
		kind,
		path
	});
	return {
		kept: true,
		leftOut: []
	};
}
function walkBelow(walk, folder, place, { name, path }) {
	const ignored = place.ignored || walk.ignored(path, true);
	const depth = place.depth + 1;
	try {
		using below = folder.folder(name);
		if (walk.base.get(path)?.mode === "160000") return keepSubmodule(walk, below, path);
		if (walk.rules.checkout && ignored && !walk.folders.has(path)) return {
			kept: false,
			leftOut: [`${path}/`]
		};
		if (walk.rules.checkout && below.items().some(({ name }) => name !== void 0 && isDotGit(name))) return {
			kept: false,
			leftOut: [`${path}/`]
		};
		if (depth > DEEPEST) throw refused("path-too-deep", path, "it is nested too deeply");
		const inside = walkFolder(walk, below, {
			prefix: `${path}/`,
			ignored,
			depth
		});
		return ignored && !inside.kept ? {
			kept: false,
			leftOut: [`${path}/`]
		} : inside;
	} catch (error) {
		if (!ignored || !isAbout(error, ["tree-unreadable", "path-too-deep"])) throw error;
		return {
			kept: false,
			leftOut: [`${path}/`]
		};
	}
}
const isAbout = (error, codes) => error instanceof Fault && codes.includes(error.code);
/** A submodule was exported as an empty folder; it stays as it was in the base. */
function keepSubmodule(walk, folder, path) {
	if (!walk.rules.checkout && folder.items().length > 0) throw submoduleChanged(path);
	walk.found.set(path, {
		mode: "160000",
		id: walk.base.get(path).id,
		bytes: void 0
	});
	return {
		kept: true,
		leftOut: []
	};
}
const submoduleChanged = (path) => refused("submodule-changed", path, "a phase cannot write into a submodule, nor replace it");
/** What the base tracks is never left out, whatever its ignore files say. */
function isLeftOut(walk, path, ignored) {
	if (walk.base.has(path)) return false;
	return (ignored || walk.ignored(path, false)) && !walk.rules.keepIgnored(path);
}
function take(walk, folder, { name, kind, path }) {
	const before = walk.base.get(path);
	if (before?.mode === "160000") throw submoduleChanged(path);
	const read = kind === "link" ? readLink(walk, folder, name) : readFile$1(walk, folder, name, before);
	const { mode, id } = read;
	if (before?.id === id && before.mode === mode) {
		walk.found.set(path, {
			mode,
			id,
			bytes: void 0
		});
		return;
	}
	requireAllowed(walk.guards, path, kind === "link" ? read.bytes?.toString("utf8") : void 0);
	countChange(walk, path, read.size);
	if (read.bytes === void 0) throw tooLarge(walk, path);
	walk.found.set(path, {
		mode,
		id,
		bytes: read.bytes
	});
}
function readLink({ format }, folder, name) {
	const bytes = folder.link(name);
	return {
		mode: "120000",
		id: blobHash(format, bytes.length).update(bytes).digest("hex"),
		bytes,
		size: bytes.length
	};
}
/** Only what could be unchanged is read in full when it is too large to be a change. */
function readFile$1({ format, rules }, folder, name, before) {
	using file = folder.file(name);
	const { size, executable } = file;
	const mode = executable ? "100755" : "100644";
	if (size > rules.maxBytes && size !== before?.size) return {
		mode,
		id: "",
		bytes: void 0,
		size
	};
	const hash = blobHash(format, size);
	const bytes = file.read(hash, rules.maxBytes);
	return {
		mode,
		id: hash.digest("hex"),
		bytes,
		size
	};
}
const blobHash = (format, size) => createHash(format).update(`blob ${size}\0`);
/** The limits are on what differs from the base: the base itself may be of any size. */
function countChange(walk, path, bytes) {
	walk.count.files += 1;
	walk.count.bytes += bytes;
	if (walk.count.files > walk.rules.maxFiles || walk.count.bytes > walk.rules.maxBytes) throw tooLarge(walk, path);
}
function tooLarge({ rules: { maxFiles, maxBytes } }, path) {
	return refused("change-too-large", path, `with it more changes than ${maxFiles} files or ${maxBytes} bytes`);
}
function countIgnored(walk) {
	walk.count.ignored += 1;
	if (walk.count.ignored <= MOST_IGNORED) return;
	throw refused("too-many-files", "", `ignored folders hold more than ${MOST_IGNORED} names`);
}
// src/adapters/git/write-tree.ts
/** A tree from a base and what was found: blobs as bytes, an index of our own, no work tree. */
async function writeTree({ run, gitDir }, base, before, found) {
	const removed = [...before.keys()].filter((path) => !found.has(path));
	const changed = [...found].filter(([path, now]) => {
		const old = before.get(path);
		return old?.id !== now.id || old.mode !== now.mode;
	});
	await writeBlobs(run, gitDir, changed.flatMap(([, { bytes }]) => bytes === void 0 ? [] : [bytes]));
	const folder = await mkdtemp(join(gitDir, "index-"));
	const env = { GIT_INDEX_FILE: join(folder, "index") };
	await run({
		gitDir,
		env,
		args: ["read-tree", id(base)]
	});
	const zero = "0".repeat(base.length);
	await run({
		gitDir,
		env,
		args: [
			"update-index",
			"-z",
			"--index-info"
		],
		input: [...removed.map((path) => `0 ${zero}\t${path}\0`), ...changed.map(([path, { mode, id: blob }]) => `${mode} ${blob}\t${path}\0`)].join("")
	});
	const { stdout } = await run({
		gitDir,
		env,
		args: ["write-tree"]
	});
	return line(stdout);
}
/** All in one child. `write-tree` fails where git hashed one of them otherwise than we did. */
async function writeBlobs(run, gitDir, blobs) {
	if (blobs.length === 0) return;
	const feed = Buffer.from("\n");
	const stream = blobs.flatMap((bytes) => [
		Buffer.from(`blob\ndata ${bytes.length}\n`),
		bytes,
		feed
	]);
	await run({
		gitDir,
		args: [
			"fast-import",
			"--quiet",
			"--done"
		],
		input: Buffer.concat([...stream, Buffer.from("done\n")])
	});
}
// src/adapters/git/import.ts
async function importTree(place, folder, base, rules, guards = importGuards) {
	const objects = objectReader(place.run, place.gitDir, place.source);
	const entries = await objects.entries(base);
	const before = new Map(entries.map((entry) => [entry.path, entry]));
	const walked = walkFrom(folder, {
		base: before,
		ignored: ignoreRules(excluding(await ignoreFiles(place, entries), rules.checkout?.exclude)),
		rules: {
			...rules,
			maxFiles: Math.min(rules.maxFiles, ceiling.files),
			maxBytes: Math.min(rules.maxBytes, ceiling.bytes)
		},
		guards,
		format: place.format
	});
	const tree = await writeTree(place, base, before, walked.found);
	const from = await objects.treeOf(base);
	return {
		tree,
		changes: from === tree ? [] : await objects.changes(from, tree),
		leftOut: walked.leftOut
	};
}
function walkFrom(folder, rules) {
	using root = openFolder(folder);
	return walkTree(root, rules);
}
/** What a person excludes comes first: any `.gitignore` may say otherwise. */
const excluding = (files, exclude) => exclude === void 0 ? files : files.set(".gitignore", `${exclude}\n${files.get(".gitignore") ?? ""}`);
/** Links named `.gitignore` count for nothing, as git has it. */
async function ignoreFiles({ source }, entries) {
	const files = entries.filter(({ path, mode }) => /(?:^|\/)\.gitignore$/.test(path) && mode.startsWith("100"));
	const blobs = await source.read(files.map((file) => file.id));
	return new Map(files.map(({ path }, index) => [path, blobs[index].bytes.toString("utf8")]));
}
// src/adapters/git/join.ts
const joinGuards = [{
	name: "stays-in-place",
	against(meant, made) {
		const paths = new Set(meant.map(({ path }) => path));
		return made.map(({ path }) => path).filter((path) => !paths.has(path));
	}
}];
async function joinOnto(run, gitDir, trees, guards = joinGuards) {
	const merged = await mergeTrees(run, gitDir, trees, []);
	if ("conflicts" in merged) return merged;
	const [meant, made] = await Promise.all([treeChanges(run, gitDir, trees.base, trees.phase), treeChanges(run, gitDir, trees.head, merged.tree)]);
	const conflicts = guards.flatMap(({ against }) => against(meant, made));
	return conflicts.length > 0 ? { conflicts } : merged;
}
const AS_GIT = [
	"-c",
	"merge.renames=true",
	"-c",
	"merge.directoryRenames=conflict"
];
/** As `git merge` and `git revert` do it by default: to recompute what a person did with them (trust.md T4). */
function mergeAsGit(run, gitDir, trees) {
	return mergeTrees(run, gitDir, trees, AS_GIT);
}
/** The same of two commits whose own history tells the base, or several (git then merges these first). */
function mergeHistories(run, gitDir, ours, theirs) {
	return mergeCommits(run, gitDir, [ours, theirs], AS_GIT);
}
async function mergeTrees(run, gitDir, trees, config) {
	const at = /* @__PURE__ */ new Date(0);
	const commit = (tree, parents) => commitTree(run, gitDir, {
		tree,
		parents,
		message: "join\n",
		at
	});
	const root = await commit(trees.base, []);
	return await mergeCommits(run, gitDir, [await commit(trees.head, [root]), await commit(trees.phase, [root])], config);
}
async function mergeCommits(run, gitDir, commits, config) {
	const { stdout, exit } = await run({
		gitDir,
		args: [
			...config,
			"merge-tree",
			"--write-tree",
			"-z",
			"--name-only",
			"--no-messages",
			...commits.map(id)
		],
		accept: [0, 1]
	});
	const [said = "", ...conflicts] = splitZ(stdout).map((part) => part.toString("utf8"));
	const tree = id(said.trim());
	return exit === 0 ? { tree } : { conflicts: [...new Set(conflicts.filter(Boolean))] };
}
// src/adapters/git/put-file.ts
/** A tree with one file more, or with other bytes in it: for what we write ourselves, a plan. */
async function putFile({ run, gitDir }, treeish, path, bytes) {
	const written = await run({
		gitDir,
		args: [
			"hash-object",
			"-w",
			"--no-filters",
			"--stdin"
		],
		input: Buffer.from(bytes)
	});
	const folder = await mkdtemp(join(gitDir, "index-"));
	const env = { GIT_INDEX_FILE: join(folder, "index") };
	await run({
		gitDir,
		env,
		args: ["read-tree", id(treeish)]
	});
	await run({
		gitDir,
		env,
		args: [
			"update-index",
			"-z",
			"--index-info"
		],
		input: `100644 ${line(written.stdout)}\t${path}\0`
	});
	return line((await run({
		gitDir,
		env,
		args: ["write-tree"]
	})).stdout);
}
// src/adapters/git/workshop.ts
async function openWorkshop(setup) {
	const { run, lens, found, folders, clock, land = landRefs } = setup;
	const folder = await folders.temporary("workshop");
	const gitDir = await makeWorkshop(folder.path, found.commonDir, found.format);
	const source = objectSource(run, gitDir);
	const { facts: _, ...objects } = objectReader(run, gitDir, source);
	const place = {
		run,
		gitDir,
		format: found.format,
		source
	};
	const treesOf = async (head, base, commit) => ({
		head: await objects.treeOf(head),
		base: await objects.treeOf(base),
		phase: await objects.treeOf(commit)
	});
	return {
		objects,
		exportTree: (treeish, into) => exportTree(run, gitDir, treeish, into),
		importTree: (from, base, rules) => importTree(place, from, base, rules),
		putFile: (treeish, path, bytes) => putFile({
			run,
			gitDir
		}, treeish, path, bytes),
		commit: ({ at, ...commit }) => commitTree(run, gitDir, {
			...commit,
			at: new Date(at)
		}),
		writeBundle: (file, commit, base, nonce) => writeBundle(place, file, {
			commit,
			base,
			nonce
		}),
		readBundle: (file, base, nonce) => readBundle(place, file, {
			base,
			nonce
		}),
		join: async (head, base, commit) => joinOnto(run, gitDir, await treesOf(head, base, commit)),
		recompute: async (head, base, commit) => base === void 0 ? mergeHistories(run, gitDir, head, commit) : mergeAsGit(run, gitDir, await treesOf(head, base, commit)),
		recordCommit: (text, parents, message) => writeRecordCommit(run, gitDir, {
			text,
			parents,
			message,
			at: clock.now()
		}),
		land: (updates) => land({
			run,
			workshop: gitDir,
			lens
		}, updates),
		[Symbol.asyncDispose]: () => {
			source[Symbol.dispose]();
			return folder[Symbol.asyncDispose]();
		}
	};
}
// src/adapters/git/discover.ts
/**
* Finds the repository that a folder belongs to, and opens it. The few commands that must parse the repository's own
* configuration stand here and in `whereabouts` (repository.ts): `rev-parse`, `symbolic-ref`, `worktree list`. None of
* them runs anything that a configuration can name.
*/
/** `merge-tree --write-tree` joins phases without a work tree (mechanics.md). */
const NEEDED = [2, 38];
/**
* Opens the repository that `dir` lies in: a work tree, a folder below it, a linked work tree, a submodule, or a bare
* repository. Faults (configuration or usage): no-such-folder, not-a-folder, git-missing, git-too-old, not-a-repository,
* repository-unreadable, ref-storage-unsupported.
*/
async function openRepository(dir, setup) {
	const run = gitRunner(setup.path);
	const found = await discover(run, dir);
	const folder = await setup.folders.temporary("repository");
	const lens = await makeLens(folder.path, found.commonDir, found.format);
	const source = objectSource(run, lens);
	const local = repositoryReader(run, lens, found, source);
	const remote = setup.remote && overRemote(run, lens, local, setup.remote);
	return {
		repository: remote?.repository ?? (setup.fetched ? overCheckout(local) : local),
		workshop: () => openWorkshop({
			run,
			lens,
			found,
			...setup,
			land: remote?.land
		}),
		[Symbol.asyncDispose]: () => {
			source[Symbol.dispose]();
			return folder[Symbol.asyncDispose]();
		}
	};
}
async function discover(run, dir) {
	const cwd = await folderAt(dir);
	const [version, answer] = await Promise.allSettled([requireVersion(run), run({
		cwd,
		args: [
			"rev-parse",
			"--path-format=absolute",
			...[
				"--git-common-dir",
				"--git-dir",
				"--show-object-format",
				"--is-inside-work-tree"
			],
			"--show-toplevel"
		],
		accept: [0, 128]
	})]);
	for (const one of [version, answer]) if (one.status === "rejected") throw one.reason;
	const { exit, stdout, stderr } = answer.value;
	const [commonDir = "", gitDir = "", format, inside, ...root] = stdout.toString("utf8").replace(/\n$/, "").split("\n");
	if (exit !== 0 && inside !== "false") throw await notARepository(cwd, stderr);
	if (format !== "sha1" && format !== "sha256") throw await notARepository(cwd, "a path holds a line feed");
	if (await isThere(join(commonDir, "reftable"))) throw refStorage();
	return {
		commonDir,
		gitDir,
		format,
		root: inside === "true" ? root.join("\n") : void 0
	};
}
async function folderAt(dir) {
	const path = await realpath(dir).catch((cause) => {
		throw new Fault("usage", "no-such-folder", `There is no folder ${dir}.`, "Give an existing folder with -C <dir>.", { cause });
	});
	if ((await stat(path)).isDirectory()) return path;
	throw new Fault("usage", "not-a-folder", `${dir} is not a folder.`, "Give a folder with -C <dir>.");
}
async function requireVersion(run) {
	const { stdout } = await run({ args: ["version"] });
	const said = stdout.toString("utf8").trim();
	const found = /(\d+)\.(\d+)/.exec(said);
	if (found !== null && isAtLeast(Number(found[1]), Number(found[2]))) return;
	throw new Fault("configuration", "git-too-old", `Planfile needs git ${NEEDED.join(".")} or newer; this machine has "${said.slice(0, 60)}".`, "Update git: phases are joined with `git merge-tree --write-tree`.");
}
function isAtLeast(major, minor) {
	return major > NEEDED[0] || major === NEEDED[0] && minor >= NEEDED[1];
}
async function notARepository(cwd, said) {
	for (let at = cwd;; at = dirname(at)) {
		if (await isThere(join(at, ".git"))) {
			const first = said.split("\n")[0].slice(0, 300);
			return new Fault("configuration", "repository-unreadable", `git does not read the repository at ${at}: ${first}`, "Run `git status` there and mend what it says.");
		}
		if (at === dirname(at)) break;
	}
	return new Fault("configuration", "not-a-repository", `${cwd} is not in a git repository.`, "Run it inside a repository, give one with -C <dir>, or make one with `git init`.");
}
function refStorage() {
	return new Fault("configuration", "ref-storage-unsupported", "The repository keeps its refs as reftable, which Planfile does not write yet.", "Convert it with `git refs migrate --ref-format=files`.");
}
async function isThere(path) {
	return lstat(path).then(() => true, () => false);
}
// src/adapters/git/identity.ts
/** Who works here, as git itself would say. The one child that sees the user's real configuration, and no credential. */
const execute$1 = promisify(execFile);
/** Where git and its configuration lie; nothing else of the environment is any of its business. */
const LISTED = [
	"PATH",
	"HOME",
	"XDG_CONFIG_HOME",
	"GIT_CONFIG_GLOBAL",
	"GIT_CONFIG_SYSTEM",
	"GIT_CONFIG_NOSYSTEM"
];
/**
* Name and address for commits, in git's order: `GIT_AUTHOR_*`, `author.*`, `user.*`; nothing is guessed from the host.
* undefined: there is none, which is a usage error of whatever needs a person (trust.md T11). `environment` is the
* process's own, given by the entry with a PATH that leads into no checkout (search-path.ts).
*/
async function readIdentity(dir, environment) {
	const listed = LISTED.flatMap((key) => environment[key] === void 0 ? [] : [[key, environment[key]]]);
	const set = async (key) => {
		try {
			const options = {
				cwd: "/",
				env: Object.fromEntries(listed),
				timeout: 1e4
			};
			const { stdout } = await execute$1("git", [
				"-C",
				dir,
				"config",
				"--get",
				key
			], options);
			return stdout.replace(/\n$/, "") || void 0;
		} catch {
			return;
		}
	};
	const name = environment.GIT_AUTHOR_NAME || await set("author.name") || await set("user.name");
	const email = environment.GIT_AUTHOR_EMAIL || await set("author.email") || await set("user.email");
	return name && email ? {
		name,
		email
	} : void 0;
}
// src/adapters/git/search-path.ts
/**
* The PATH that every child of ours is looked for in (trust.md T12): what lies in a checkout answers to no name, or a repository
* could bring a `git` of its own, and a job with the key would start it.
*/
const pathGuards = {
	/** Empty entries too: they are the folder that we were started in. */
	absolute: (entry) => isAbsolute(entry),
	"outside of the work tree": (entry, root) => {
		if (root === void 0) return true;
		const inside = (path) => path === root || path.startsWith(`${root}${sep}`);
		return !inside(entry) && !inside(realPath(entry));
	}
};
/** `folder` is where the command works, there or not. */
function trustedPath(path, folder, guards = Object.values(pathGuards)) {
	const root = workTreeOf(realPath(folder));
	return path.split(":").filter((entry) => guards.every((holds) => holds(entry, root))).join(":");
}
/** Found without git, because it is git that we do not know where to look for yet. */
function workTreeOf(folder) {
	for (let at = folder; at !== dirname(at); at = dirname(at)) if (existsSync(join(at, ".git"))) return at;
}
function realPath(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
// src/adapters/local-forge/local-forge.ts
/**
* The forge of one machine: what people would look at stands as files beside the outcomes. Nobody comments here, so there
* is no evidence but local approvals (trust.md T11), and a run is alive when its process is.
*/
function localForge({ folder, identity, processes }) {
	const at = (...parts) => join(folder, "forge", ...parts);
	return {
		kind: "local",
		remarks: {
			async *since() {},
			get: async () => void 0,
			upsert: async () => absent("comment on issues"),
			react: async () => absent("react to comments")
		},
		people: {
			self: async () => ({
				id: 0,
				login: identity?.email ?? "nobody",
				kind: "person"
			}),
			permission: async () => "admin",
			team: async () => void 0
		},
		pulls: {
			ofBranch: async (branch) => await readJson(at("pulls", `${safe(branch)}.json`)),
			everyOfBranch: async () => [],
			thatBrought: async () => [],
			open: async (pull) => {
				const opened = {
					...pull,
					number: 0,
					url: at("pulls", `${safe(pull.branch)}.md`),
					author: {
						id: 0,
						login: identity?.email ?? "nobody",
						kind: "person"
					},
					state: "open",
					head: "",
					headRepository: ""
				};
				await writeWhole(at("pulls", `${safe(pull.branch)}.json`), JSON.stringify(opened, null, 2));
				await writeWhole(opened.url, pull.body);
				return opened;
			},
			linkToOpen: (_base, branch) => at("pulls", `${safe(branch)}.md`),
			update: async () => absent("change a pull request by its number"),
			reviews: async () => [],
			postReview: async (_number, review) => {
				await writeWhole(at("reviews", `${review.commit}.md`), review.body);
				return { id: 0 };
			},
			get: async () => void 0,
			openFrom: async () => [],
			files: async () => [],
			authors: async () => [],
			threads: async () => [],
			answer: async () => absent("talk on lines"),
			resolve: async () => absent("talk on lines"),
			fold: async () => absent("fold reviews")
		},
		checks: {
			put: (check) => writeWhole(at("checks", check.head, `${safe(check.externalId)}.json`), JSON.stringify(check, null, 2)),
			of: (head, externalId) => readJson(at("checks", head, `${safe(externalId)}.json`)),
			on: async () => absent("list checks")
		},
		runs: {
			dispatch: async () => absent("dispatch workflows"),
			dispatched: async () => false,
			startedByPush: async () => false,
			find: async () => void 0,
			async *since() {},
			ran: async () => false,
			state: async (run) => {
				const process = await readJson(join(folder, "runs", safe(run), "process.json"));
				if (process === void 0) return void 0;
				const alive = processes.alive(process);
				return alive === void 0 ? void 0 : alive ? "running" : "completed";
			},
			branchRules: async () => []
		},
		origins: {
			repository: async () => absent("tell its name and time"),
			openedBy: async () => void 0,
			ofCommit: async () => [],
			async *pushes() {}
		},
		talks: {
			topic: async () => absent("read issues from"),
			async *remarks() {}
		},
		issues: {
			ours: async () => absent("keep issues"),
			get: async () => absent("keep issues"),
			open: async () => absent("keep issues"),
			update: async () => absent("keep issues"),
			children: async () => absent("keep issues"),
			adopt: async () => absent("keep issues"),
			blockers: async () => absent("keep issues"),
			block: async () => absent("keep issues"),
			unblock: async () => absent("keep issues")
		}
	};
}
const absent = (what) => {
	throw new Fault("usage", "no-forge", `there is no forge here to ${what}`, "Run this where the repository is hosted.");
};
/** Names become one path segment. */
const safe = (name) => encodeURIComponent(name).replaceAll(".", "%2E");
async function readJson(path) {
	try {
		return JSON.parse(await readFile(path, "utf8"));
	} catch (error) {
		if (error.code === "ENOENT") return void 0;
		throw new Fault("undecided", "local-forge-unreadable", `${path} cannot be read: ${error.message}`, `Remove ${path} and run again.`, { cause: error });
	}
}
async function writeWhole(path, text) {
	await mkdir(dirname(path), { recursive: true });
	const beside = `${path}.new`;
	await writeFile(beside, text);
	await rename(beside, path);
}
// src/adapters/steps/processes.ts
/** Steps as child processes of the same bundle. */
function stepProcesses({ node, entry, environment, patience = 5e3, listen }) {
	return { start: ({ power, args, signal }) => new Promise((resolve, reject) => {
		const listener = listen?.();
		const child = spawn(node, [entry, ...args], {
			env: environment[power],
			stdio: [
				"inherit",
				"ignore",
				listener ? "pipe" : "inherit",
				"ipc"
			]
		});
		child.on("message", (message) => listener?.heard(message));
		let rest = "";
		child.stderr?.setEncoding("utf8").on("data", (chunk) => {
			const end = (rest + chunk).lastIndexOf("\n") + 1;
			if (end > 0) listener?.said((rest + chunk).slice(0, end));
			rest = (rest + chunk).slice(end);
		});
		let timer;
		const end = () => {
			child.kill("SIGTERM");
			timer = setTimeout(() => child.kill("SIGKILL"), patience);
		};
		if (signal?.aborted) end();
		signal?.addEventListener("abort", end, { once: true });
		child.once("error", (error) => {
			listener?.[Symbol.dispose]();
			reject(new Fault("configuration", "step-not-started", `a step could not be started: ${error.message}`, "Is the installation whole?", { cause: error }));
		});
		child.once("close", (code) => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", end);
			if (rest !== "") listener?.said(`${rest}\n`);
			listener?.[Symbol.dispose]();
			resolve(code ?? 3);
		});
	}) };
}
// src/entries/channel.ts
/**
* Progress of a step in a process of its own, sent over the channel to the `run` that started it and shows all of them. What arrives
* is read as data: whoever sends it works for a model.
*/
const number = number$1().min(0);
const toolLine = strictObject({
	phase: string(),
	tool: string(),
	target: string(),
	ok: boolean(),
	seconds: number,
	turns: number,
	usd: number,
	mostUsd: number
});
const sessionNow = strictObject({
	phase: string(),
	doing: string(),
	turns: number,
	mostTurns: number,
	tokens: number,
	usd: number,
	mostUsd: number
});
const message = discriminatedUnion("progress", [
	strictObject({
		progress: literal("step"),
		name: string(),
		detail: string().optional()
	}),
	strictObject({
		progress: literal("tool"),
		call: toolLine
	}),
	strictObject({
		progress: literal("note"),
		text: string()
	}),
	strictObject({
		progress: literal("now"),
		state: sessionNow
	}),
	strictObject({ progress: literal("end") })
]);
/** For the step: whatever it tells goes to `send`. */
const sentProgress = (send) => ({
	step: (name, detail) => void send({
		progress: "step",
		name,
		...detail !== void 0 && { detail }
	}),
	tool: (call) => void send({
		progress: "tool",
		call
	}),
	note: (text) => void send({
		progress: "note",
		text
	}),
	now: (state) => void send({
		progress: "now",
		state
	}),
	end: () => void send({ progress: "end" })
});
/** For who shows it. What is no progress is left aside. */
function hearProgress(heard, progress) {
	const read = message.safeParse(heard);
	if (!read.success) return;
	const told = read.data;
	if (told.progress === "step") progress.step(told.name, told.detail);
	else if (told.progress === "tool") progress.tool(told.call);
	else if (told.progress === "note") progress.note(told.text);
	else if (told.progress === "now") progress.now?.(told.state);
	else progress.end?.();
}
// src/entries/github.ts
/** The token is the action's input, or GITHUB_TOKEN: never one from the repository (trust.md T6). */
function githubOf(env) {
	const token = env.INPUT_TOKEN || env.GITHUB_TOKEN;
	if (!env.GITHUB_ACTIONS || !env.GITHUB_REPOSITORY || !token) return void 0;
	return {
		api: apiUrl(env),
		server: serverUrl(env),
		repository: env.GITHUB_REPOSITORY,
		token
	};
}
/** As the process was given them, without a slash at the end. */
const apiUrl = (env) => httpUrl("GITHUB_API_URL", env.GITHUB_API_URL || "https://api.github.com");
const serverUrl = (env) => httpUrl("GITHUB_SERVER_URL", env.GITHUB_SERVER_URL || "https://github.com");
/** What any connection out needs to know, in both spellings that the field uses. */
const PROXIES = [
	"HTTP_PROXY",
	"HTTPS_PROXY",
	"NO_PROXY",
	"http_proxy",
	"https_proxy",
	"no_proxy"
];
/** Proxies and certificates that git's own connection needs, as the process was given them. */
const GIT_CONNECTION = [
	...PROXIES,
	"GIT_SSL_CAINFO",
	"SSL_CERT_FILE"
];
function httpUrl(name, text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") return text.replace(/\/+$/, "");
	throw new Fault("configuration", "server-url", `${name} is no address of a server`, "The runner sets it; leave it as it is.");
}
// src/entries/environments.ts
/** What of our environment the processes get that we start: listed by name, never handed on whole (trust.md T6, T11, T12). */
const listed = (env, names) => Object.fromEntries(names.flatMap((name) => env[name] === void 0 ? [] : [[name, env[name]]]));
/** What a connection over TLS asks for, whoever makes it. */
const CONNECTION = [
	...PROXIES,
	"NODE_EXTRA_CA_CERTS",
	"SSL_CERT_FILE"
];
/** What the artifact client asks its environment for. */
const ARTIFACT_SERVICE = [
	"ACTIONS_RUNTIME_TOKEN",
	"ACTIONS_RESULTS_URL",
	"GITHUB_SERVER_URL",
	...CONNECTION
];
/** The SDK's own variables, and what a connection to its endpoint needs (trust.md T6). */
const CREDENTIALS = [
	"ANTHROPIC_API_KEY",
	"ANTHROPIC_AUTH_TOKEN",
	"ANTHROPIC_BASE_URL",
	"NODE_USE_ENV_PROXY",
	...CONNECTION
];
/** What the demo's children get: nothing of CI, no state, no identity (trust.md T11). */
const PLAIN = [
	"PATH",
	"HOME",
	"TMPDIR",
	"TERM",
	"COLORTERM",
	"NO_COLOR",
	"FORCE_COLOR",
	"LANG"
];
const EVERY_STEP = [
	"PATH",
	"HOME",
	"TMPDIR",
	"LANG",
	"LC_ALL",
	"TERM",
	"COLORTERM",
	"NO_COLOR",
	"FORCE_COLOR",
	"XDG_STATE_HOME",
	"XDG_CONFIG_HOME",
	"RUNNER_TEMP",
	"CI",
	"GITHUB_ACTIONS",
	"GIT_AUTHOR_NAME",
	"GIT_AUTHOR_EMAIL",
	"GIT_CONFIG_GLOBAL",
	"GIT_CONFIG_SYSTEM",
	"GIT_CONFIG_NOSYSTEM"
];
/** Of the steps of a run, by their power: only a model step gets the key. */
function stepEnvironments(env, more) {
	const own = {
		...listed(env, EVERY_STEP),
		...more
	};
	return {
		model: {
			...own,
			...listed(env, CREDENTIALS)
		},
		code: own,
		write: own
	};
}
// src/entries/confinement.ts
/** The sandbox as a run asks for it: bubblewrap with the mounts named, or none, by a person's word for this run. */
async function sandboxOf(choice, { env, bundleDir }, confirm) {
	const runtime = {
		nodePath: process.execPath,
		bundleDir
	};
	if (!choice.confined) {
		const { noSandbox } = await import("./no-sandbox.js");
		return noSandbox({
			...runtime,
			environment: listed(env, [
				"PATH",
				"HOME",
				"LANG",
				"TMPDIR"
			]),
			allowed: choice.allowed,
			confirm: confirm && ((command) => confirm(`Without a sandbox, with your own rights, run: ${command} ?`))
		});
	}
	const { bubblewrap } = await import("./bubblewrap.js");
	const sandbox = bubblewrap({
		...runtime,
		hostPath: env.PATH ?? "",
		hostHome: homedir(),
		toolCaches: env.RUNNER_TOOL_CACHE ? [env.RUNNER_TOOL_CACHE] : []
	});
	const home = (path) => path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
	return {
		...sandbox,
		open: (spec) => sandbox.open({
			...spec,
			mounts: [...spec.mounts ?? [], ...choice.mounts].map(home)
		})
	};
}
// src/entries/folded.ts
/** `lines` prints within the group; `write` prints the group's own lines. */
function folded(lines, write) {
	let open = false;
	const end = () => {
		if (open) write("::endgroup::\n");
		open = false;
	};
	return {
		step(name, detail) {
			end();
			write(`::group::${cleanLine(`${name} ${detail ?? ""}`, 100)}\n`);
			open = true;
		},
		tool: (call) => lines.tool({
			...call,
			target: clean(call.target)
		}),
		note: (text) => lines.note(clean(text)),
		end
	};
}
// src/adapters/git/remote-name.ts
/**
* Which repository of a forge a clone came from, by the address of its remote `origin`. The address is parsed into names, and
* never used as one (trust.md T6).
*/
const execute = promisify(execFile);
/** undefined: there is no `origin`, or its address is of no forge. `environment`: a PATH that leads into no checkout. */
async function readRemoteName(dir, environment) {
	const env = {
		PATH: environment.PATH ?? "",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_GLOBAL: "/dev/null",
		LC_ALL: "C"
	};
	try {
		const { stdout } = await execute("git", [
			"-C",
			dir,
			"config",
			"--local",
			"--get",
			"remote.origin.url"
		], {
			cwd: "/",
			env,
			timeout: 1e4
		});
		return remoteNameOf(stdout.replace(/\n$/, ""));
	} catch {
		return;
	}
}
function remoteNameOf(address) {
	const short = /^(?:[^@/\s:]+@)?([A-Za-z0-9.-]+):(?!\/\/)\/?(.+)$/.exec(address);
	if (short) return named(short[1], short[2]);
	if (!URL.canParse(address)) return void 0;
	const { protocol, host, hostname, pathname } = new URL(address);
	if (![
		"https:",
		"http:",
		"ssh:",
		"git+ssh:"
	].includes(protocol)) return void 0;
	return named(protocol.endsWith("ssh:") ? hostname : host, pathname.slice(1));
}
function named(host, path) {
	const repository = path.replace(/\/$/, "").replace(/\.git$/, "");
	if (!/^[A-Za-z0-9-]{1,100}\/[A-Za-z0-9._-]{1,100}$/.test(repository)) return void 0;
	const lower = host.toLowerCase();
	return {
		host: lower === "ssh.github.com" ? "github.com" : lower,
		repository
	};
}
// src/entries/place.ts
/** Which repository of which forge a clone is of, and whether it can be asked: for `init`, on a person's machine. */
/** The forge that a clone came from, for who asks it about an issue. Faults: it cannot be asked. */
async function cloneForge(folder, env) {
	const { repository, settings, server, why } = await placeOf(folder, env);
	const token = env.GH_TOKEN || env.GITHUB_TOKEN;
	if (settings === void 0 || repository === void 0 || !token) throw new Fault("configuration", "no-forge", `the issue cannot be looked at: ${why}`, "Name the plan, or say the goal in words, instead; or let GitHub be asked: GH_TOKEN=$(gh auth token).");
	const { githubForge } = await import("./github.js");
	return githubForge({
		api: apiUrl(env),
		server,
		repository,
		token
	});
}
/** The server is the configured one; of the clone's remote only the names are taken (trust.md T6). */
async function placeOf(folder, env) {
	const server = serverUrl(env);
	const none = {
		server,
		repository: void 0,
		settings: void 0
	};
	const remote = await readRemoteName(folder, env);
	if (remote === void 0) return {
		...none,
		why: "this clone has no remote `origin` on a forge"
	};
	if (remote.host !== new URL(server).host) {
		const why = `the remote is at ${remote.host}, and the configured server is ${server}: set GITHUB_SERVER_URL and GITHUB_API_URL`;
		return {
			...none,
			why,
			elsewhere: remote.host
		};
	}
	const { repository } = remote;
	const token = env.GH_TOKEN || env.GITHUB_TOKEN;
	if (!token) return {
		...none,
		repository,
		why: "there is no token: set GH_TOKEN, for example GH_TOKEN=$(gh auth token)"
	};
	if (!env.GITHUB_SERVER_URL !== !env.GITHUB_API_URL) {
		const why = "GITHUB_SERVER_URL and GITHUB_API_URL belong together, and only one of them is set";
		return {
			...none,
			repository,
			why
		};
	}
	const { githubSettings } = await import("./settings.js");
	return {
		server,
		repository,
		settings: githubSettings({
			api: apiUrl(env),
			server,
			repository,
			token
		}),
		why: void 0
	};
}
// src/entries/release.ts
/** Which release this is: what the workflows name as our own action. */
const published = object({
	version: literal(version),
	gitHead: string().regex(/^[0-9a-f]{40}$/)
});
/**
* The action of the package that this bundle lies in. Its commit is known only once there is a release: scripts/package.ts writes it
* as `gitHead` beside the bundle. Elsewhere the tag must do.
*/
async function ownAction(bundleDir) {
	const action = remoteNameOf(repository.url.replace(/^git\+/, "")).repository;
	const tag = `v${version}`;
	try {
		const text = await readFile(join(bundleDir, "../package.json"), "utf8");
		return {
			action,
			commit: published.parse(JSON.parse(text)).gitHead,
			tag
		};
	} catch {
		return {
			action,
			commit: void 0,
			tag
		};
	}
}
// src/entries/wire.ts
/**
* The one place where adapters are built and the environment is read. Whatever a command does not need is not built, and
* what takes time to load is loaded when it is needed.
*/
/** The folder of the bundle that runs, and its command line. */
const BUNDLE = dirname(fileURLToPath(import.meta.url));
const bundleDir = BUNDLE.endsWith("chunks") ? dirname(BUNDLE) : BUNDLE;
const entryFile = join(bundleDir, "cli.js");
function wire({ env: given, stdin, stdout, stderr, cwd, send }) {
	const clock = systemClock;
	const path = trustedPath(given.PATH || "/usr/local/bin:/usr/bin:/bin", cwd);
	const env = {
		...given,
		PATH: path
	};
	const folders = temporaryFolders(env.RUNNER_TEMP || tmpdir());
	const paint = paintFor(env, stdout);
	const write = (line) => stderr.write(line);
	const since = began(env, clock);
	const lines = progressLines({
		write,
		clock,
		paint: paintFor(env, stderr),
		since
	});
	const heard = env[PROGRESS] === "channel" ? send : void 0;
	const progress = heard ? sentProgress(heard) : env.GITHUB_ACTIONS === "true" ? folded(lines, write) : lines;
	return {
		clock,
		folders,
		files: diskFiles,
		checkpoints: artifactsOf(env) ?? keptInFolder,
		paint,
		/** Of stdout; where nobody says, what a page of text takes. */
		columns: stdout.columns ?? 100,
		progress,
		/** Sessions in lines that are updated in place; undefined where there is no terminal, or somebody else shows them. */
		live: async () => {
			if (!stderr.isTTY || env.TERM === "dumb" || env.CI || env.GITHUB_ACTIONS || heard) return void 0;
			const { liveView } = await import("./live.js");
			return liveView({
				terminal: stderr,
				clock,
				paint: paintFor(env, stderr),
				since,
				every: everySecond
			});
		},
		/** Where a job of CI has a token, the remote counts; else what is here. */
		git: (folder) => {
			const fetched = env.GITHUB_ACTIONS === "true";
			return openRepository(folder, {
				path,
				folders,
				clock,
				remote: remoteOf(env),
				fetched
			});
		},
		/** For `init`: the repository at its forge, and the release that the workflows will name. */
		place: (folder) => placeOf(folder, env),
		/** On a person's machine: the forge that this clone came from, asked with the person's own token. */
		cloneForge: (folder) => cloneForge(folder, env),
		ownAction: () => ownAction(bundleDir),
		/** What is checked out, and nothing else. */
		checkout: (folder) => openRepository(folder, {
			path,
			folders,
			clock
		}),
		seal: () => openSeal(join(env.XDG_STATE_HOME || join(homedir(), ".local/state"), "planfile")),
		person: async (folder) => ({
			identity: await readIdentity(folder, env),
			ci: Boolean(env.CI || env.GITHUB_ACTIONS),
			terminal: Boolean(stdin.isTTY && stderr.isTTY),
			confirm: (question) => stdin.isTTY ? ask(question) : Promise.resolve(false)
		}),
		forge: async (git, identity) => await githubForgeOf(env) ?? localForge({
			folder: localFolder(git),
			identity,
			processes: folders
		}),
		/** Only where there is a GitHub to ask. */
		github: () => githubForgeOf(env),
		/** The job that this process is a step of; undefined where it is none. */
		job: jobOf(env),
		/** The event that started this job, as the runner wrote it down; undefined where there is none. */
		eventFile: env.GITHUB_EVENT_PATH || void 0,
		model: async () => {
			const { anthropic } = await import("./anthropic.js");
			process.getBuiltinModule("node:http").setGlobalProxyFromEnv({ ...env });
			return anthropic({
				apiKey: env.ANTHROPIC_API_KEY,
				authToken: env.ANTHROPIC_AUTH_TOKEN,
				baseURL: env.ANTHROPIC_BASE_URL,
				secrets: Object.values(listed(env, tokenNames(env))),
				clock
			});
		},
		sandbox: (choice) => sandboxOf(choice, {
			env,
			bundleDir
		}, stdin.isTTY && stderr.isTTY ? ask : void 0),
		/** Steps that a live view hears say nothing on the terminal themselves. */
		steps: (live) => stepProcesses({
			node: process.execPath,
			entry: entryFile,
			environment: stepEnvironments(env, {
				[BEGAN]: String(since),
				...live && { [PROGRESS]: "channel" }
			}),
			listen: live && (() => listenerOf(live.join()))
		}),
		plainEnvironment: () => listed(env, PLAIN),
		credentials: () => listed(env, CREDENTIALS)
	};
}
/** In a job of GitHub Actions; elsewhere there is no such service. */
function artifactsOf(env) {
	if (env.GITHUB_ACTIONS !== "true" || !env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) return void 0;
	return artifactCheckpoints({
		node: process.execPath,
		entry: join(bundleDir, "hand-out.js"),
		environment: listed(env, ARTIFACT_SERVICE),
		attempt: env.GITHUB_RUN_ATTEMPT || "1"
	});
}
async function githubForgeOf(env) {
	const place = githubOf(env);
	if (place === void 0) return void 0;
	const { githubForge } = await import("./github.js");
	return githubForge(place);
}
function remoteOf(env) {
	const place = githubOf(env);
	if (place === void 0) return void 0;
	return {
		url: `${place.server}/${place.repository}.git`,
		token: place.token,
		defaultBranch: async () => (await (await githubForgeOf(env)).origins.repository()).defaultBranch,
		environment: listed(env, GIT_CONNECTION)
	};
}
/** Outcomes, and what the local forge keeps, lie beside the repository's own things; no checkout ever sees them. */
const localFolder = (git) => join(git.repository.gitDir, "planfile");
const listenerOf = (joined) => ({
	heard: (message) => hearProgress(message, joined.progress),
	said: joined.print,
	[Symbol.dispose]: () => joined[Symbol.dispose]()
});
function everySecond(call) {
	const timer = setInterval(call, 1e3).unref();
	return () => clearInterval(timer);
}
/** Where a step's progress goes: `channel`, or nothing for its own stderr. */
const PROGRESS = "PLANFILE_PROGRESS";
/** Steps of a run count from the run's beginning, which is handed on. */
const BEGAN = "PLANFILE_BEGAN";
const began = (env, clock) => {
	const given = Number(env[BEGAN]);
	return Number.isFinite(given) && env[BEGAN] ? given : clock.now().getTime();
};
async function ask(question) {
	const lines = createInterface({
		input: process.stdin,
		output: process.stderr
	});
	try {
		return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
	} finally {
		lines.close();
	}
}
export { takeTokens as a, diskFiles as i, localFolder as n, paintFor as o, wire as r, entryFile as t };
