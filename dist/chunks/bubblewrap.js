import { n as ANSWER_CHECKS, r as tail, t as openBox } from "./box.js";
import { t as Fault } from "./fault.js";
import { t as GATEWAY } from "./toolbox.js";
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { execFile, spawn } from "node:child_process";
import { getuid, platform } from "node:process";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { chown, mkdir, realpath, stat, statfs } from "node:fs/promises";
import { promisify } from "node:util";
import { BlockList, connect, isIPv6 } from "node:net";
import { createServer as createServer$1 } from "node:http";
import { lookup } from "node:dns/promises";
// src/adapters/bubblewrap/cannot-start.ts
/** Why no sandbox starts here, and the lines that mend it. */
function cannotStart(complaint) {
	return new Fault("configuration", "sandbox-unavailable", `bubblewrap could not start a sandbox: ${complaint || "it said nothing"}`, fixFor(complaint).join("\n"));
}
/** By what the launch wrote to stderr. */
function fixFor(complaint) {
	return FIXES.find(({ when }) => when.test(complaint))?.lines ?? LOOK;
}
const LOOK = ["# what bubblewrap says here on its own:", "bwrap --version; bwrap --unshare-all --ro-bind / / true"];
const INSTALL = ["sudo apt-get update && sudo apt-get install -y bubblewrap"];
/** Lets bubblewrap, and no other program, make user namespaces (github.md G21; the profile that Ubuntu ships for others). */
const PROFILE = ["printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap /usr/bin/bwrap flags=(unconfined) {\\n  userns,\\n}\\n' | sudo tee /etc/apparmor.d/bwrap", "sudo apparmor_parser -r /etc/apparmor.d/bwrap"];
const FIXES = [
	{
		when: /cannot be read inside/,
		lines: ["# the sandbox runs as another user than root: let it read where planfile is installed", "chmod -R a+rX dist"]
	},
	{
		when: /bwrap: (command )?not found|spawn bwrap ENOENT/,
		lines: INSTALL
	},
	{
		when: /Unknown option --disable-userns/,
		lines: ["# bubblewrap 0.8 or newer is needed", ...INSTALL]
	},
	{
		when: /setting up uid map: Permission denied|loopback: Failed RTM_NEWADDR|No permissions to creat(e|ing) (a )?new namespace/i,
		lines: [
			"# this machine does not let bubblewrap make user namespaces; on Ubuntu 23.10 and newer:",
			...PROFILE,
			"# elsewhere:",
			"sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000"
		]
	},
	{
		when: /unshare: unshare failed|mount: .*permission denied/i,
		lines: ["# root of a container without CAP_SYS_ADMIN: run as an ordinary user, or start the container with it"]
	}
];
// src/adapters/bubblewrap/guards/guard.ts
/** The entries of one kind. */
function ofKind(guards, kind) {
	return guards.filter((guard) => guard.kind === kind);
}
// src/adapters/bubblewrap/scripts/confine.bash
var confine_default = "# Outside, just before bubblewrap: $1 to $4 are its /etc/passwd, group, hosts, nsswitch.conf; $5 its filter of system calls, in base 64;\n# the rest is its command line.\n# {guards} stands for the lines of guards/index.ts.\n{guards}\nexec 10<<<\"$1\" 11<<<\"$2\" 12<<<\"$3\" 13<<<\"$4\" 14< <(base64 -d <<<\"$5\")\nshift 5\n# Through a pipe, because what we were given is a socket, which /dev/stdout cannot open.\n\"$@\" | cat 3>&-\nstatus=${PIPESTATUS[0]}\nkill $(jobs -p) 2>/dev/null\nexit \"$status\"\n";
// src/adapters/bubblewrap/scripts/stage.bash
var stage_default = "# As the host's root, in a mount namespace of its own: brings $2, $3 … (up to `--`) within reach of the ordinary user that the rest\n# of the line is started by, because folders above them may be closed to it. $1 is where.\nset -eu\nplace=$1\nshift\nmount -t tmpfs -o mode=0755,size=1m,nosuid,nodev planfile \"$place\"\nfor ((i = 0; ; i++)); do\n  source=$1\n  shift\n  [[ $source != -- ]] || break\n  if [[ -d $source ]]; then mkdir \"$place/$i\"; else : >\"$place/$i\"; fi\n  mount --bind -- \"$source\" \"$place/$i\"\ndone\nexec \"$@\"\n";
const AUDIT_ARCH = {
	x64: 3221225534,
	arm64: 3221225655
};
/** x32, another numbering on the same architecture: none of it. */
const X32 = 1073741824;
const [LOAD, IF_EQUAL, IF_AT_LEAST, RETURN] = [
	32,
	21,
	53,
	6
];
/** Offsets in struct seccomp_data. */
const [NUMBER, ARCHITECTURE, FIRST_ARGUMENT] = [
	0,
	4,
	16
];
const ALLOW = 2147418112;
const KILL = 2147483648;
const fail = (errno) => 327680 | errno;
/** The program as the kernel reads it; undefined for an architecture whose numbers we do not know. */
function filterProgram(denials, architecture) {
	if (architecture !== "x64" && architecture !== "arm64") return void 0;
	const program = [
		[LOAD, ARCHITECTURE],
		[
			IF_EQUAL,
			AUDIT_ARCH[architecture],
			1,
			0
		],
		[RETURN, KILL],
		[LOAD, NUMBER],
		...architecture === "x64" ? [[
			IF_AT_LEAST,
			X32,
			0,
			1
		], [RETURN, fail(38)]] : [],
		...denials.flatMap((denial) => instructions(denial, architecture)),
		[RETURN, ALLOW]
	];
	const bytes = Buffer.alloc(program.length * 8);
	for (const [i, [code, value, ifTrue = 0, ifFalse = 0]] of program.entries()) {
		bytes.writeUInt16LE(code, i * 8);
		bytes.writeUInt8(ifTrue, i * 8 + 2);
		bytes.writeUInt8(ifFalse, i * 8 + 3);
		bytes.writeUInt32LE(value, i * 8 + 4);
	}
	return bytes;
}
/** Jumps count the instructions that they pass over. */
function instructions({ call, errno, unless = [] }, architecture) {
	if (unless.length === 0) return [[
		IF_EQUAL,
		call[architecture],
		0,
		1
	], [RETURN, fail(errno)]];
	return [
		[
			IF_EQUAL,
			call[architecture],
			0,
			unless.length + 3
		],
		[LOAD, FIRST_ARGUMENT],
		...unless.map((value, i) => [
			IF_EQUAL,
			value,
			unless.length - i,
			0
		]),
		[RETURN, fail(errno)],
		[RETURN, ALLOW]
	];
}
/** `identity`: the ordinary user to become; undefined where we are one already. */
function launch(layout, guards, identity, command) {
	const environment = ofKind(guards, "environment")[0]?.environment;
	if (!identity) {
		const [file, ...args] = confined(layout, guards, command);
		return {
			file,
			args,
			environment
		};
	}
	const staged = stageSources(layout);
	const user = [
		"--reuid",
		`${identity.uid}`,
		"--regid",
		`${identity.gid}`,
		"--clear-groups"
	];
	return {
		file: "unshare",
		args: [
			...[
				"--mount",
				"--propagation",
				"private",
				"--",
				...BASH,
				stage_default,
				"stage"
			],
			...[
				staged.place,
				...staged.sources,
				"--"
			],
			...[
				"setpriv",
				...user,
				"--",
				...confined(staged.layout, guards, command)
			]
		],
		environment
	};
}
/** With a socket as its input, bash takes itself for a remote login and reads ~/.bashrc, unless it is told not to (tried). */
const QUIET = [
	"--noprofile",
	"--norc",
	"-c"
];
const BASH = ["bash", ...QUIET];
function confined(layout, guards, command) {
	const outside = ofKind(guards, "outside").map(({ script }) => script);
	const inside = ofKind(guards, "inside").map(({ script }) => script);
	return [
		...[
			...BASH,
			confine_default.replace(/^\{guards\}$/m, () => outside.join("\n")),
			"confine",
			...ETC,
			filter(guards)
		],
		...[
			"bwrap",
			"--info-fd",
			`3`,
			"--seccomp",
			"14"
		],
		...ofKind(guards, "argument").flatMap((guard) => guard.arguments(layout)),
		...[
			"--",
			"/bin/bash",
			...QUIET,
			[...inside, "exec \"$@\""].join("\n"),
			"inside",
			...command
		]
	];
}
/** In base 64, because an argument holds no zero bytes. */
function filter(guards) {
	const program = filterProgram(ofKind(guards, "filter").flatMap((guard) => guard.denials), process.arch);
	if (program) return program.toString("base64");
	throw new Fault("configuration", "sandbox-unavailable", `the numbers of system calls on ${process.arch} are not known`, "run on x64 or arm64");
}
/** /etc/passwd, group, hosts, nsswitch.conf: without them os.userInfo() fails and `localhost` is unknown. */
const ETC = [
	"root:x:0:0:root:/nonexistent:/bin/false\nbox:x:1000:1000:box:/home/box:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/bin/false",
	"root:x:0:\nbox:x:1000:\nnogroup:x:65534:",
	"127.0.0.1 localhost box\n::1 localhost",
	"passwd: files\ngroup: files\nhosts: files"
];
/** A folder to mount over must hide no source; one of these always serves (FHS 3.0). */
function stageSources(layout) {
	const sources = [
		...[
			layout.tree,
			layout.runtime,
			layout.bundle
		],
		...layout.home === void 0 ? [] : [layout.home],
		...layout.setUp?.gateway === void 0 ? [] : [layout.setUp.gateway],
		...layout.mounts.map(({ from }) => from)
	];
	const place = [
		"/mnt",
		"/media",
		"/srv"
	].find((folder) => !sources.some((path) => path.startsWith(`${folder}/`))) ?? "/mnt";
	const at = (source) => `${place}/${sources.indexOf(source)}`;
	return {
		place,
		sources,
		layout: {
			...layout,
			tree: at(layout.tree),
			runtime: at(layout.runtime),
			bundle: at(layout.bundle),
			home: layout.home === void 0 ? void 0 : at(layout.home),
			setUp: layout.setUp && { gateway: layout.setUp.gateway && at(layout.setUp.gateway) },
			mounts: layout.mounts.map(({ from, to }) => ({
				from: at(from),
				to
			}))
		}
	};
}
// src/adapters/bubblewrap/processes.ts
/** The processes below one, read from /proc. All of a sandbox is below its first process, orphans included. */
/** `pid` and everything below it, as far as it is alive. */
function descendants(pid) {
	const children = /* @__PURE__ */ new Map();
	for (const name of readdirSync("/proc")) {
		const parent = /^\d+$/.test(name) ? status(Number(name))?.parent : void 0;
		if (parent === void 0) continue;
		children.set(parent, [...children.get(parent) ?? [], Number(name)]);
	}
	const found = [pid];
	for (const one of found) found.push(...children.get(one) ?? []);
	return found.map((one) => ({
		pid: one,
		bytes: ownMemory(one)
	}));
}
/** Which process has this number now; undefined when none has. */
function identify(pid) {
	const stat = status(pid);
	return stat && {
		pid,
		started: stat.started
	};
}
/** Dead, or only waiting to be collected; a first process of a namespace is either only after all others there. */
function isGone({ pid, started }) {
	const stat = status(pid);
	return stat === void 0 || stat.started !== started || stat.state === "Z" || stat.state === "X";
}
/** RssAnon, proc(5), in kB: not what it shares with others, its program and libraries. */
function ownMemory(pid) {
	const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(text(`/proc/${pid}/status`) ?? "")?.[1];
	return Number(kilobytes ?? 0) * 1024;
}
function status(pid) {
	const fields = text(`/proc/${pid}/stat`)?.replace(/^.*\) /s, "").split(" ");
	return fields && {
		state: fields[0] ?? "",
		parent: Number(fields[1]),
		started: fields[19] ?? ""
	};
}
function text(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return;
	}
}
// src/adapters/bubblewrap/confined.ts
/** One confined process: started, watched, ended as a whole, and known to be dead. */
function start(line, guards, watched) {
	const child = spawn(line.file, line.args, {
		...line.environment && { env: { ...line.environment } },
		cwd: "/",
		detached: true,
		stdio: [
			"pipe",
			"pipe",
			"pipe",
			"pipe"
		]
	});
	const { stdin: input, stdout: output, stderr: errors } = child;
	const info = child.stdio[3];
	const complaint = tail(4e3);
	errors.on("data", (chunk) => complaint.add(chunk));
	input.on("error", () => {});
	let reason;
	const end = (why) => {
		reason ??= why;
		killGroup(child);
	};
	const first = firstProcess(info);
	const watching = new AbortController();
	first.then((process) => process && watch(ofKind(guards, "watch"), {
		...watched,
		pid: process.pid
	}, end, watching.signal));
	const over = ended(child).then(async ({ exit, failure }) => {
		watching.abort();
		const process = await first;
		if (process) await gone(process, ofKind(guards, "end").length > 0);
		const text = failure ?? complaint.text().trim();
		const failed = exit !== 0 && /^bwrap: /m.test(text);
		return {
			exit: reason === void 0 ? exit : null,
			reason,
			started: process !== void 0 && !failed,
			complaint: text
		};
	});
	over.catch(() => {});
	return {
		input,
		output,
		over,
		end
	};
}
/** What comes through the pipes after the process itself has exited gets this long, in ms. */
const DRAIN = 2e3;
/** When the process has exited and its output is read; whoever still holds the other end does not keep us. */
function ended(child) {
	return new Promise((resolve) => {
		child.once("error", (error) => resolve({
			exit: null,
			failure: error.message
		}));
		child.once("exit", () => {
			const timer = setTimeout(() => {
				killGroup(child);
				for (const stream of child.stdio) stream?.destroy();
			}, DRAIN);
			child.once("close", () => clearTimeout(timer));
		});
		child.once("close", (exit) => resolve({ exit }));
	});
}
function killGroup(child) {
	if (child.pid !== void 0) killProcess(-child.pid);
}
function killProcess(pid) {
	try {
		process.kill(pid, "SIGKILL");
	} catch {}
}
/** `{"child-pid": N, …}`, once; nothing when bubblewrap could not start. Read to its end: bubblewrap dies of a closed pipe. */
function firstProcess(info) {
	let text = "";
	return new Promise((resolve) => {
		info.on("data", (chunk) => {
			text += String(chunk);
			const pid = /"child-pid": (\d+)/.exec(text)?.[1];
			if (pid !== void 0) resolve(identify(Number(pid)) ?? {
				pid: Number(pid),
				started: ""
			});
		});
		info.once("close", () => resolve(void 0));
	});
}
/** Bubblewrap returns while the sandbox is still dying; its first process is gone only after all others. */
async function gone(first, kill) {
	for (let wait = 1; !isGone(first); wait *= 2) {
		if (kill) killProcess(first.pid);
		if (wait > 2048) throw new Fault("undecided", "sandbox-alive", `process ${first.pid} of the sandbox could not be ended: what it wrote cannot be trusted`, "see what holds it (`ps`), end it, and run again");
		await setTimeout$1(wait);
	}
}
function watch(watches, watched, end, signal) {
	for (const { watch } of watches) {
		const look = watch.start(watched);
		const loop = async () => {
			while (!signal.aborted) {
				const reason = await look();
				if (reason) return end(reason);
				await setTimeout$1(watch.every, void 0, {
					signal,
					ref: false
				});
			}
		};
		loop().catch((error) => {
			if (!signal.aborted) end(`it could not be watched: ${String(error)}`);
		});
	}
}
// src/adapters/bubblewrap/scripts/close-descriptors.bash
var close_descriptors_default = "# Whatever else was inherited would be open inside. On 3 bubblewrap tells us the first process, and keeps it to itself.\nfor fd in /proc/self/fd/*; do\n  fd=${fd##*/}\n  ((fd <= 3)) || exec {fd}>&-\ndone\n";
// src/adapters/bubblewrap/scripts/lifeline.bash
var lifeline_default = "# Whoever started us holds the other end of 3 and never writes to it: when that ends, so does everything here. bubblewrap's own\n# --die-with-parent leaves gaps while it starts (tried: its first process waited on for ever).\n{\n  read -r -u 3\n  for child in $(</proc/$$/task/$$/children); do\n    kill -KILL $(</proc/$child/task/$child/children)\n  done\n  kill -KILL 0\n} </dev/null >/dev/null 2>&1 &\n";
// src/adapters/bubblewrap/guards/arguments.ts
/**
* What a process in the sandbox sees (trust.md T14): a list of mounts, never `/`; namespaces of its own; an environment
* of these variables and no others. https://github.com/containers/bubblewrap documents each option.
*/
const always = (...args) => () => args;
const part = (name, args) => ({
	kind: "argument",
	name,
	arguments: args
});
/** npm, pnpm and yarn 1; yarn 2 and later; pip, which runs a package's code to build it where there is no wheel. */
const SCRIPTS_OFF = {
	npm_config_ignore_scripts: "true",
	YARN_ENABLE_SCRIPTS: "false",
	PIP_ONLY_BINARY: ":all:"
};
const AT = `http://127.0.0.1:${GATEWAY.port}`;
const PROXY = {
	HTTPS_PROXY: AT,
	https_proxy: AT,
	HTTP_PROXY: AT,
	http_proxy: AT,
	NO_PROXY: "localhost,127.0.0.1,::1",
	no_proxy: "localhost,127.0.0.1,::1",
	NODE_USE_ENV_PROXY: "1",
	JAVA_TOOL_OPTIONS: `-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=${GATEWAY.port}`
};
const ARGUMENTS = [
	part("user-namespace", always("--unshare-user", "--uid", "1000", "--gid", "1000")),
	part("no-further-user-namespaces", always("--disable-userns")),
	part("process-namespace", always("--unshare-pid")),
	part("network-namespace", always("--unshare-net")),
	part("ipc-namespace", always("--unshare-ipc")),
	part("host-name", always("--unshare-uts", "--hostname", "box")),
	part("control-groups", always("--unshare-cgroup-try")),
	part("dies-with-us", always("--die-with-parent")),
	part("own-session", always("--new-session")),
	part("no-capabilities", always("--cap-drop", "ALL")),
	part("clean-environment", always("--clearenv")),
	part("environment", ({ searchPath }) => [...variables({
		PATH: searchPath,
		HOME: "/home/box",
		USER: "box",
		LOGNAME: "box"
	}), ...variables({
		TMPDIR: "/tmp",
		LANG: "C.UTF-8",
		SHELL: "/bin/bash"
	})]),
	part("system", ({ system }) => [
		...system.folders.flatMap(({ path, link }) => link === void 0 ? [
			"--ro-bind",
			path,
			path
		] : [
			"--symlink",
			link,
			path
		]),
		...[
			"--perms",
			"0755",
			"--dir",
			"/etc"
		],
		...system.etc.flatMap((path) => [
			"--ro-bind-try",
			path,
			path
		])
	]),
	part("people-and-names", always(...fromDescriptors(10, "passwd", "group", "hosts", "nsswitch.conf"))),
	part("processes", always("--proc", "/proc")),
	part("kernel-settings", always("--ro-bind", "/proc/sys", "/proc/sys")),
	part("devices", always("--dev", "/dev")),
	part("shared-memory", always("--size", "67108864", "--tmpfs", "/dev/shm", "--remount-ro", "/dev")),
	part("temporary-files", always("--size", "1073741824", "--tmpfs", "/tmp")),
	part("home", ({ home }) => [...[
		"--perms",
		"0755",
		"--dir",
		"/opt",
		"--perms",
		"0755",
		"--dir",
		"/home"
	], ...home === void 0 ? [
		"--perms",
		"0700",
		"--size",
		"536870912",
		"--tmpfs",
		"/home/box"
	] : [
		"--bind",
		home,
		"/home/box"
	]]),
	part("runtime", ({ runtime, bundle }) => [...[
		"--ro-bind",
		runtime,
		"/opt/node/bin/node",
		"--ro-bind",
		bundle,
		"/opt/toolbox"
	]]),
	part("install-scripts-off", ({ setUp }) => setUp ? variables(SCRIPTS_OFF) : []),
	part("gateway", ({ setUp }) => setUp?.gateway === void 0 ? [] : [
		"--ro-bind",
		setUp.gateway,
		GATEWAY.socket,
		...variables(PROXY)
	]),
	part("more-folders", ({ mounts }) => mounts.flatMap(({ from, to }) => [
		"--ro-bind",
		from,
		to
	])),
	part("tree", ({ tree, writable }) => [
		writable ? "--bind" : "--ro-bind",
		tree,
		"/tree",
		"--chdir",
		"/tree"
	]),
	part("read-only-root", always("--remount-ro", "/"))
];
function variables(values) {
	return Object.entries(values).flatMap(([name, value]) => [
		"--setenv",
		name,
		value
	]);
}
function fromDescriptors(first, ...names) {
	return names.flatMap((name, i) => [
		"--perms",
		"0444",
		"--ro-bind-data",
		`${first + i}`,
		`/etc/${name}`
	]);
}
// src/adapters/bubblewrap/guards/filters.ts
/** What the kernel is not asked from inside (seccomp.ts). Calls that need privileges anyway are not listed. */
const absent = (x64, arm64 = x64) => ({
	call: {
		x64,
		arm64
	},
	errno: 38
});
const [UNIX, INET, INET6, NETLINK] = [
	1,
	2,
	10,
	16
];
const FILTERS = [
	{
		kind: "filter",
		name: "no-keyrings",
		denials: [
			absent(248, 217),
			absent(249, 218),
			absent(250, 219)
		]
	},
	{
		kind: "filter",
		name: "no-kernel-programs",
		denials: [...[
			absent(425),
			absent(426),
			absent(427)
		], ...[
			absent(298, 241),
			absent(321, 280),
			absent(323, 282)
		]]
	},
	{
		kind: "filter",
		name: "socket-families",
		denials: [{
			call: {
				x64: 41,
				arm64: 198
			},
			errno: 97,
			unless: [
				UNIX,
				INET,
				INET6,
				NETLINK
			]
		}]
	}
];
// src/adapters/bubblewrap/guards/gateway.ts
/** Which tunnels set-up gets: to hosts that policy names, and through their names to no address of this machine. */
const GATEWAY_GUARDS = [{
	name: "named-hosts",
	host: (target, hosts) => hosts.some((host) => (host.includes(":") ? host : `${host}:443`) === target) ? void 0 : "the policy's setup.hosts does not name it"
}, {
	name: "not-this-machine",
	address: (address, host) => host !== "localhost" && host !== address && OURS.check(address, isIPv6(address) ? "ipv6" : "ipv4") ? `its name leads to ${address}, which is this machine's own` : void 0
}];
const OURS = new BlockList();
OURS.addSubnet("0.0.0.0", 8, "ipv4");
OURS.addSubnet("127.0.0.0", 8, "ipv4");
OURS.addSubnet("169.254.0.0", 16, "ipv4");
OURS.addAddress("::", "ipv6");
OURS.addAddress("::1", "ipv6");
OURS.addSubnet("fe80::", 10, "ipv6");
// src/adapters/bubblewrap/guards/mounts.ts
const contains = (folder, path) => path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
/** Kernel, devices and sockets of the host; /tmp and /home/box are the sandbox's own. */
const NEVER_BELOW = [
	"/proc",
	"/sys",
	"/dev",
	"/run",
	"/var/run",
	"/boot",
	"/home/box",
	"/tree",
	"/opt/toolbox"
];
/** Too much at once: everybody's files, keys among them. Folders in them may be named. */
const NEVER_WHOLE = [
	"/",
	"/home",
	"/root",
	"/etc",
	"/var",
	"/tmp",
	"/opt",
	"/mnt",
	"/media",
	"/srv",
	"/usr"
];
const KEYS = /\/\.(ssh|gnupg|aws|azure|config|docker|kube|netrc|npmrc|git-credentials|password-store)(\/|$)/;
/** Tools' folders that hold credentials beside what commands need: a folder in them may be named. */
const KEYS_BESIDE = /\/\.(cargo|m2|gradle|npm|gem|composer|local)\/?$/;
const MOUNT_CHECKS = [
	{
		kind: "mount",
		name: "no-host-folders",
		refuse: (path) => NEVER_BELOW.some((folder) => contains(folder, path)) || NEVER_WHOLE.includes(path) ? "it belongs to the host or to the sandbox itself" : void 0
	},
	{
		kind: "mount",
		name: "no-whole-home",
		refuse: (path) => /^\/home\/[^/]+$/.test(path) ? "it is a whole home folder" : void 0
	},
	{
		kind: "mount",
		name: "no-keys",
		refuse: (path) => KEYS.test(path) || KEYS_BESIDE.test(path) ? "keys are kept there" : void 0
	}
];
// src/adapters/bubblewrap/system-tool.ts
/** A tool of the system (chown, chmod, du), found where the system has it and started with nothing of our environment. */
const execute = promisify(execFile);
const ENVIRONMENT = {
	PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
	LC_ALL: "C"
};
const systemTool = (file, args) => execute(file, [...args], {
	env: ENVIRONMENT,
	cwd: "/"
});
// src/adapters/bubblewrap/guards/watches.ts
/**
* What neither namespaces nor limits bound: how far the tree grows (a bind mount has no quota) and what all processes
* take together. Looked at from outside, where code inside cannot stop it.
*/
/** Measuring walks the tree: done once its file system has lost this share of what the tree may take. */
const SHARE = 1 / 8;
/** Ends the box when all its processes together take more than `most` bytes of memory. */
const memoryOfAll = (most) => ({
	every: 250,
	start: ({ pid }) => async () => {
		return descendants(pid).reduce((sum, process) => sum + process.bytes, 0) > most ? `its processes took more than ${megabytes(most)} of memory` : void 0;
	}
});
const WATCHES = [{
	kind: "watch",
	name: "memory-of-all",
	watch: memoryOfAll(6 * 1024 ** 3)
}, {
	kind: "watch",
	name: "tree-size",
	watch: {
		every: 500,
		start: ({ folders, treeBytes }) => {
			let free;
			let allowed;
			return async () => {
				const now = await freeBytes(folders[0]);
				if (free !== void 0 && free - now < treeBytes * SHARE) return void 0;
				free = now;
				const size = await bytesOf(folders);
				allowed ??= Math.max(treeBytes, size);
				return size > allowed ? `the tree grew beyond ${megabytes(treeBytes)}` : void 0;
			};
		}
	}
}];
async function freeBytes(path) {
	const { bavail, bsize } = await statfs(path);
	return bavail * bsize;
}
async function bytesOf(folders) {
	const { stdout } = await systemTool("du", [
		"-s",
		"-x",
		"-c",
		"-B1",
		"--",
		...folders
	]).catch((error) => ({ stdout: error.stdout ?? "" }));
	return Number(/^(\d+)\ttotal$/m.exec(stdout)?.[1] ?? 0);
}
function megabytes(bytes) {
	return `${Math.round(bytes / 1024 ** 2)} MB`;
}
// src/adapters/bubblewrap/guards/index.ts
/** The guards of the sandbox, all of them. Whoever wires it passes this list; only tests pass less. */
const limit = (name, flag, value) => ({
	kind: "inside",
	name,
	script: `ulimit ${flag} ${value} 2>/dev/null || :`
});
const GUARDS = [
	...ARGUMENTS,
	...FILTERS,
	{
		kind: "identity",
		name: "not-root",
		identity: {
			uid: 65534,
			gid: 65534
		}
	},
	{
		kind: "environment",
		name: "bare-start",
		environment: { PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" }
	},
	{
		kind: "outside",
		name: "descriptors",
		script: close_descriptors_default
	},
	{
		kind: "outside",
		name: "first-to-go",
		script: "echo 1000 2>/dev/null >/proc/self/oom_score_adj || :"
	},
	{
		kind: "outside",
		name: "lifeline",
		script: lifeline_default
	},
	{
		kind: "end",
		name: "killed-as-a-whole"
	},
	limit("process-count", "-u", 256),
	limit("core-dumps", "-c", 0),
	limit("open-files", "-n", 4096),
	limit("file-size", "-f", 1048576),
	{
		kind: "deadline",
		name: "deadline",
		graceSeconds: 15
	},
	{
		kind: "flood",
		name: "output-flood",
		bytes: 256 * 1024 ** 2
	},
	...WATCHES,
	...MOUNT_CHECKS,
	...GATEWAY_GUARDS.map((guard) => ({
		kind: "gateway",
		...guard
	})),
	...ANSWER_CHECKS.map((check) => ({
		kind: "answer",
		name: check.name,
		check
	}))
];
// src/adapters/bubblewrap/mounts.ts
/** Folders that policy or `--mount` names: there, and none that the guards refuse. Zero matches of a name is a failure. */
/** The folders as given. Both the name and the place that links lead to must pass. */
async function checkedMounts(mounts, guards) {
	for (const mount of mounts) {
		const place = await realpath(mount).catch(() => void 0);
		const facts = place === void 0 ? void 0 : await stat(place);
		if (!isAbsolute(mount) || place === void 0 || !facts) throw refused(mount, "there is no such folder");
		if (!facts.isDirectory() && !facts.isFile()) throw refused(mount, "it is neither a folder nor a file");
		for (const guard of ofKind(guards, "mount")) {
			const reason = guard.refuse(mount) ?? guard.refuse(place);
			if (reason) throw refused(mount, reason);
		}
	}
	return mounts.map((mount) => mount.replace(/(?<=.)\/+$/, ""));
}
function refused(mount, reason) {
	return new Fault("configuration", "mount-refused", `${mount} is not mounted into the sandbox: ${reason}`, "name the one folder below it that the commands need, as an absolute path");
}
// src/adapters/bubblewrap/ownership.ts
/** Whose the tree is: the box's user's while it runs (only where we are root, another's than ours), readable for us afterwards. */
const folders = ({ tree, home }) => home === void 0 ? [tree] : [tree, home];
async function giveAway(owned, identity) {
	if (owned.home !== void 0) await mkdir(owned.home, {
		recursive: true,
		mode: 448
	});
	if (!identity) return;
	const owner = `${identity.uid}:${identity.gid}`;
	await systemTool("chown", [
		"--recursive",
		"--no-dereference",
		owner,
		"--",
		...folders(owned)
	]);
}
/** Undoes what a session may have done to modes: files that nobody may read, folders that nobody may remove, set-user bits. */
async function takeBack(owned) {
	if (!owned.writable) return;
	await systemTool("chmod", [
		"--recursive",
		"u+rwX,a-s",
		"--",
		...folders(owned)
	]);
}
// src/adapters/bubblewrap/probe.ts
const UNREADABLE = "the toolbox cannot be read inside";
/** What is started. */
const PROBE = [
	"/bin/bash",
	"-c",
	"test -r /opt/toolbox/toolbox.js && exec /opt/node/bin/node --version"
];
/** `tree`: any folder, shown read-only. */
async function probe(tree, line) {
	const confined = start(line(PROBE), [], {
		folders: [tree],
		treeBytes: 0
	});
	confined.input.end();
	confined.output.resume();
	const timer = setTimeout(() => confined.end("it did not start within 10 seconds"), 1e4);
	const { exit, reason, started, complaint } = await confined.over;
	clearTimeout(timer);
	if (exit === 0) return { ok: true };
	const why = reason ?? (complaint || (started ? UNREADABLE : "bubblewrap did not start"));
	return {
		ok: false,
		reason: why,
		fix: fixFor(why)
	};
}
// src/adapters/bubblewrap/search-path.ts
/** PATH inside: the host's order for what is mounted, so that a project finds the tools that its people use. */
const SYSTEM = [
	"/usr/local/sbin",
	"/usr/local/bin",
	"/usr/sbin",
	"/usr/bin",
	"/sbin",
	"/bin"
];
const MOUNTED = [
	"/usr",
	"/bin",
	"/sbin"
];
/** Our own Node comes last: it serves where the machine has none in its system folders. */
function searchPath(hostPath, mounts) {
	const visible = [...MOUNTED, ...mounts];
	const ofHost = hostPath.split(":").filter((folder) => visible.some((top) => folder === top || folder.startsWith(`${top}/`)));
	return [.../* @__PURE__ */ new Set([
		...ofHost,
		...SYSTEM,
		"/opt/node/bin"
	])].join(":");
}
// src/adapters/bubblewrap/gateway.ts
/**
* Set-up's way to the network (trust.md T12, T14): the sandbox has none, but one socket of ours, behind which a proxy knows the
* hosts that policy names. It opens tunnels (CONNECT, RFC 9110 §9.3.6) and reads nothing of what goes through them.
*/
const CONNECTIONS = 64;
async function openGateway(options) {
	const { socket, hosts, guards, identity, lookup: lookup$1 = lookup } = options;
	const refused = /* @__PURE__ */ new Set();
	const open = /* @__PURE__ */ new Set();
	/** Where to connect, or why not. The name is resolved once, and the address that was looked at is the one used. */
	async function decide(target) {
		const [, host, port] = /^([a-z0-9.-]+):(\d{1,5})$/.exec(target.toLowerCase()) ?? [];
		if (host === void 0) return { refusal: "it is no host and port" };
		for (const guard of guards) {
			const refusal = guard.host?.(`${host}:${port}`, hosts);
			if (refusal) return { refusal };
		}
		const { address } = await lookup$1(host);
		for (const guard of guards) {
			const refusal = guard.address?.(address, host);
			if (refusal) return { refusal };
		}
		return {
			address,
			port: Number(port)
		};
	}
	async function tunnel(target, client, head) {
		const decision = await decide(target);
		if ("refusal" in decision) {
			refused.add(`${target}: ${decision.refusal}`);
			return answer(client, 403, `${target} is refused: ${decision.refusal}`);
		}
		const upstream = connect({
			host: decision.address,
			port: decision.port
		});
		follow(upstream, open);
		upstream.once("error", (error) => answer(client, 502, error.message));
		upstream.once("connect", () => {
			client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
			upstream.write(head);
			upstream.pipe(client).pipe(upstream);
		});
		upstream.once("close", () => client.destroy());
		client.once("close", () => upstream.destroy());
	}
	const server = createServer$1((request, response) => {
		response.writeHead(405, { connection: "close" }).end(`${request.method} is refused: only tunnels\n`);
	});
	server.maxConnections = CONNECTIONS;
	server.on("connection", (client) => follow(client, open));
	server.on("connect", (request, client, head) => {
		tunnel(request.url ?? "", client, head).catch((error) => answer(client, 502, error.message));
	});
	await new Promise((resolve, reject) => server.once("error", reject).listen(socket, resolve));
	if (identity) await chown(socket, identity.uid, identity.gid);
	return {
		socket,
		refused,
		close: async () => {
			for (const stream of open) stream.destroy();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
/** Known as long as it is open; an error of one connection is nobody else's. */
function follow(stream, open) {
	open.add(stream);
	stream.on("error", () => {});
	stream.once("close", () => open.delete(stream));
}
function answer(client, status, text) {
	const reason = status === 403 ? "Forbidden" : "Bad Gateway";
	client.end(`HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: text/plain\r\n\r\n${text}\n`);
}
// src/adapters/bubblewrap/set-up.ts
function setUpBox(spec, host, { options, start }) {
	let gateway;
	const box = openBox(spec, {
		...host,
		start: (command) => start(gateway?.socket, command),
		giveAway: async () => {
			await host.giveAway();
			if (options.hosts.length > 0) gateway = await openGateway(options);
		},
		takeBack: async () => {
			await gateway?.close();
			gateway = void 0;
			await host.takeBack();
		}
	});
	return {
		...box,
		tool: async (name) => ({
			content: `${name}: a box for set-up serves no tools`,
			isError: true
		}),
		run: async (command, signal) => {
			const run = await box.run(command, signal);
			const refused = [...gateway?.refused ?? []].slice(0, 5).map((reason) => `[no way to ${reason}]\n`);
			return run.exit === 0 ? run : {
				...run,
				tail: (run.tail + refused.join("")).slice(-spec.limits.outputBytes)
			};
		}
	};
}
// src/adapters/bubblewrap/system.ts
/** What of this machine the mounts depend on: which system folders are links, which settings there are. */
const FOLDERS = [
	"/usr",
	"/bin",
	"/sbin",
	"/lib",
	"/lib32",
	"/lib64",
	"/libx32"
];
const SETTINGS = /^(alternatives|ld\.so\.(cache|conf|conf\.d)|localtime|mime\.types|services|protocols|perl|python3.*|java.*)$/;
const CERTIFICATES = [
	"/etc/ssl/certs",
	"/etc/ssl/openssl.cnf",
	"/etc/pki/tls/certs",
	"/etc/pki/ca-trust"
];
function readSystem() {
	const settings = readdirSync("/etc").filter((name) => SETTINGS.test(name));
	return {
		folders: FOLDERS.flatMap((path) => folder(path) ?? []),
		etc: [...settings.map((name) => `/etc/${name}`), ...CERTIFICATES]
	};
}
function folder(path) {
	const facts = lstatSync(path, { throwIfNoEntry: false });
	if (facts?.isSymbolicLink()) return {
		path,
		link: readlinkSync(path)
	};
	return facts?.isDirectory() ? { path } : void 0;
}
// src/adapters/bubblewrap/bubblewrap.ts
/**
* The sandbox of Linux machines with bubblewrap 0.8 or newer (https://github.com/containers/bubblewrap). Everything that it
* holds off has a name in guards/index.ts.
*/
const TOOLBOX = ["/opt/node/bin/node", "/opt/toolbox/toolbox.js"];
function bubblewrap(options, guards = GUARDS) {
	const system = memo(readSystem);
	const identity = getuid?.() === 0 ? ofKind(guards, "identity")[0]?.identity : void 0;
	const layout = (spec, mounts) => ({
		tree: spec.tree,
		writable: spec.writable,
		home: spec.home,
		setUp: void 0,
		runtime: options.nodePath,
		bundle: options.bundleDir,
		mounts: mounts.flatMap((path) => shown(path, options.hostHome)),
		system: system(),
		searchPath: searchPath(options.hostPath ?? "", mounts)
	});
	async function open(spec) {
		const mounts = await checkedMounts([...(options.toolCaches ?? []).filter((path) => existsSync(path)), ...spec.mounts ?? []], guards);
		const { writable, paths, limits } = spec;
		const place = layout(spec, mounts);
		const begin = (layout, command) => start(launch(layout, guards, identity, command), guards, {
			folders: folders(spec),
			treeBytes: limits.treeBytes
		});
		const host = {
			start: (command) => begin(place, command),
			toolbox: {
				command: TOOLBOX,
				config: {
					workdir: "/tree",
					scratch: "/tmp",
					shell: writable,
					writable,
					...paths && { paths },
					outputBytes: limits.outputBytes,
					commandSeconds: limits.commandSeconds
				}
			},
			checks: ofKind(guards, "answer").map(({ check }) => check),
			graceSeconds: ofKind(guards, "deadline")[0]?.graceSeconds,
			floodBytes: ofKind(guards, "flood")[0]?.bytes ?? Number.POSITIVE_INFINITY,
			cannotStart,
			giveAway: () => giveAway(spec, identity),
			takeBack: () => takeBack(spec)
		};
		if (!spec.hosts) return openBox(spec, host);
		return setUpBox(spec, host, {
			options: {
				socket: `${spec.tree}.gateway`,
				hosts: spec.hosts,
				guards: ofKind(guards, "gateway"),
				identity
			},
			start: (gateway, command) => begin({
				...place,
				setUp: { gateway }
			}, gateway ? [
				...TOOLBOX,
				"forward",
				...command
			] : command)
		});
	}
	return {
		kind: "bubblewrap",
		probe: memo(async () => platform === "linux" ? probe("/usr", (command) => launch(layout({
			tree: "/usr",
			writable: false
		}, []), guards, identity, command)) : {
			ok: false,
			reason: `bubblewrap is for Linux, this is ${platform}`,
			fix: ELSEWHERE
		}),
		open
	};
}
const ELSEWHERE = ["# run planfile in a Linux machine, for instance in the workflow that `planfile init` writes"];
function shown(path, hostHome) {
	const place = {
		from: path,
		to: path
	};
	if (hostHome === void 0 || !path.startsWith(`${hostHome}/`)) return [place];
	return [place, {
		from: path,
		to: join("/home/box", relative(hostHome, path))
	}];
}
function memo(read) {
	let value;
	return () => value ??= read();
}
export { bubblewrap };
