import { t as fold } from "./fold.js";
import { i as callName, n as withinTheRest } from "./inforce.js";
import { A as prettifyError, D as toJSONSchema, T as string, m as array, w as strictObject } from "./schemas.js";
import { n as unforeseen, t as Fault } from "./fault.js";
import { n as executorTask, r as handOver, t as executorSystem } from "./prompts.js";
import { n as TOOLS } from "./tools.js";
import { t as toldFrom } from "./told.js";
import { n as cleanLine } from "./clean.js";
import { n as counted } from "./words.js";
import { i as inRow, n as session, r as boxTools, t as transcript } from "./transcript.js";
import { n as paragraph, r as runOutcome, t as line } from "./limits.js";
import { t as fence } from "./render.js";
import { i as introduction, o as manifestLines, r as contextDocuments } from "./introduction.js";
import { t as repositoryMap } from "./map.js";
import { c as pruneCheckpoints, f as writeOutcome, i as checkpointPath, l as transcriptName, n as bundleName, o as needOutcome, r as checkpointBundle, u as treeName } from "./outcome-files2.js";
import { a as phaseSubject, n as commitSubject } from "./trailers.js";
import { i as matches } from "./paths.js";
import { n as scopeOf, t as scopeFailure } from "./scope.js";
import { t as findSecrets } from "./secrets.js";
import { n as withoutSecrets } from "./redact.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { t as requireOpenStart } from "./open-start.js";
import { n as policyAt } from "./policy.js";
import { n as readyBox, r as requireSandbox } from "./ready-box.js";
import { i as stepsOf } from "./record3.js";
import { o as scheduledPlan } from "./wave-work.js";
import { basename, join } from "node:path";
function checkpointing({ box, clock, row, save, onFailed, signal }) {
	let edits = 0;
	let shellUsed = false;
	let untold = false;
	let timer;
	let over = false;
	let taking = Promise.resolve();
	const take = () => {
		taking = putAside();
		return taking;
	};
	async function putAside() {
		timer?.abort();
		timer = void 0;
		edits = 0;
		if (over || signal.aborted) return;
		try {
			await box.stop();
			stopped();
			await save();
		} catch (thrown) {
			onFailed(thrown instanceof Error ? thrown.message : String(thrown));
		}
	}
	function stopped() {
		untold ||= shellUsed;
		shellUsed = false;
	}
	/** Something may have changed: from now on the clock runs. */
	function changed() {
		if (timer) return;
		timer = new AbortController();
		clock.sleep(3e5, AbortSignal.any([timer.signal, signal])).then(() => row(async () => take().then(() => NOTHING)), () => {});
	}
	return {
		async around(tool, work) {
			const answer = await work();
			if (CHANGING.has(tool)) changed();
			if (tool === "bash") shellUsed = true;
			if (EDITING.has(tool) && !answer.isError) edits += 1;
			if (edits >= 10) await take();
			if (!untold) return answer;
			untold = false;
			return {
				...answer,
				content: `${answer.content}\n${SHELL_ANEW}`
			};
		},
		failed: take,
		stopped,
		[Symbol.asyncDispose]: () => {
			over = true;
			timer?.abort();
			return taking;
		}
	};
}
const EDITING = /* @__PURE__ */ new Set(["write", "edit"]);
const CHANGING = /* @__PURE__ */ new Set([...EDITING, "bash"]);
const NOTHING = {
	content: "",
	isError: false
};
const SHELL_ANEW = "[The program has put your work aside. The shell begins anew: its folder, its variables, what ran in the background and what lay in $TMPDIR are gone; the tree is as it was.]";
// src/session/ending.ts
/** The last rung decides how it ended; the others have had their part in it. */
function endOf(climbed, running) {
	const { talked, ending } = climbed.at(-1);
	const spoke = climbed.findLast(({ ending }) => ending.said().summary !== "") ?? climbed[0];
	const ran = climbed.findLast(({ ending }) => ending.runs().length > 0) ?? climbed[0];
	const finished = ending.ended();
	const how = finished ? byTool(finished) : byConversation(talked);
	return {
		escalation: null,
		fault: null,
		...how,
		message: paragraph(how.message),
		...saidBy(spoke.ending),
		verify: ran.ending.runs().map(runOutcome),
		rounds: climbed.reduce((sum, { ending }) => sum + ending.rounds(), 0),
		...accounted(running)
	};
}
/** What would be known of it if the session were cut off now. */
function soFar(ending, running) {
	const { summary, deviations } = saidBy(ending);
	return {
		outcome: "failed",
		reason: "crashed",
		message: "the session was cut off; this is what it had built at its last checkpoint",
		fault: null,
		summary: summary || paragraph(running.lastSaid()),
		deviations,
		escalation: null,
		verify: ending.runs().map(runOutcome),
		rounds: ending.rounds(),
		...accounted(running)
	};
}
function saidBy(ending) {
	const { summary, deviations } = ending.said();
	return {
		summary: paragraph(summary),
		deviations: deviations.slice(0, 100).map(paragraph)
	};
}
const accounted = ({ account, notes, timeline }) => ({
	timeline: timeline(),
	model: account.model(),
	turns: account.turns(),
	seconds: account.seconds(),
	usage: account.usage(),
	consults: account.consults(),
	notes: notes()
});
const failed = (reason, message) => ({
	outcome: "failed",
	reason,
	message
});
function byConversation(talked) {
	switch (talked.end) {
		case "fault": return byFault(talked.fault);
		case "stopped": return failed("budget", talked.reason);
		case "time": return failed("budget", "the budget is used up: all its minutes");
		case "refused": return failed("refused", `the model refused: ${talked.message}`);
		case "cut": return failed("error", talked.message);
		case "cancelled": return failed("cancelled", "it was cancelled");
		case "finished": return failed("error", "the conversation ended without finish or escalate");
	}
}
function byTool(finished) {
	switch (finished.how) {
		case "verified": return {
			outcome: "built",
			reason: null,
			message: "built, and verify passes"
		};
		case "verify-failed": return failed("verify", `verify still fails: ${line(finished.run.command)}`);
		case "not-allowed": return failed("refused", `a person did not allow: ${line(finished.run.command)}`);
		case "escalated": {
			const { because, proposal } = finished.escalation;
			return {
				outcome: "blocked",
				reason: "escalated",
				message: `the plan is wrong: ${because}`,
				escalation: {
					because: paragraph(because),
					proposal: paragraph(proposal)
				}
			};
		}
	}
}
function byFault(fault) {
	const reason = fault.kind === "cancelled" ? "cancelled" : fault.kind === "service" ? "crashed" : "error";
	return {
		...failed(reason, `${fault.message}. ${fault.fix}`),
		fault
	};
}
// src/session/finishing.ts
/**
* The two tools of ours that end a session, and what `finish` sets off: the phase's verify commands, run by the program. A
* failure goes back to the model for a number of rounds; only a pass makes the phase built.
*/
const finishInput = strictObject({
	summary: string().min(1).describe("What you built, and what a reviewer should know. A few sentences."),
	deviations: array(string().min(1)).default([]).describe("Every deviation from the plan, each with its reason; an empty list when there is none.")
});
const escalateInput = strictObject({
	because: string().min(1).describe("Why the plan is wrong, with the evidence that you saw."),
	proposal: string().min(1).describe("What the plan should say instead.")
});
function finishing({ box, verify, rounds, row, tree, onRun, onSentBack }) {
	let ended;
	let said = {
		summary: "",
		deviations: []
	};
	let runs = [];
	let sentBack = 0;
	async function finish(what, signal) {
		said = what;
		runs = [];
		const problem = await tree?.problem();
		if (problem !== void 0 && sentBack < rounds) {
			sentBack += 1;
			return {
				content: notVerified(problem, sentBack, rounds),
				isError: true
			};
		}
		for (const command of verify) {
			const run = await box.run(command, signal);
			if (signal?.aborted) return {
				content: "cancelled",
				isError: true
			};
			runs.push(run);
			onRun(run);
			if (passed(run)) continue;
			if (run.notAllowed) {
				ended = {
					how: "not-allowed",
					run
				};
				return {
					content: "a person did not allow it; the session ends here.",
					isError: true
				};
			}
			await tree?.littered();
			if (sentBack >= rounds) {
				ended = {
					how: "verify-failed",
					run
				};
				return {
					content: "verify failed again; the session ends here.",
					isError: true
				};
			}
			sentBack += 1;
			await onSentBack?.();
			return {
				content: failure(run, sentBack, rounds),
				isError: true
			};
		}
		ended = { how: "verified" };
		return {
			content: "verify passed; the phase is built.",
			isError: false
		};
	}
	const tools = [ending("finish", "The phase is built: ends the session once its verify commands pass.", finishInput, finish), ending("escalate", "The plan is wrong: ends the session and asks for a revision.", escalateInput, async (escalation) => {
		ended = {
			how: "escalated",
			escalation
		};
		return {
			content: "escalated; the session ends here.",
			isError: false
		};
	})];
	/** One of the two, in the row with all other calls. */
	function ending(name, description, schema, run) {
		return {
			name,
			description,
			input: schemaOf(schema),
			run: (raw, signal) => row(async () => {
				const input = schema.safeParse(raw);
				if (!input.success) return {
					content: prettifyError(input.error),
					isError: true
				};
				return run(input.data, signal);
			})
		};
	}
	return {
		tools,
		finish: (what, signal) => row(() => finish(what, signal)),
		ended: () => ended,
		said: () => said,
		runs: () => runs,
		rounds: () => sentBack
	};
}
/** Without the dialect's name: it is sent with every conversation. */
function schemaOf(schema) {
	const { $schema: _, ...rest } = toJSONSchema(schema, { io: "input" });
	return rest;
}
const passed = ({ exit, timedOut }) => exit === 0 && !timedOut;
/** Said before verify is run: a tree that may not land is not worth the wait. */
const notVerified = (problem, round, rounds) => `not verified yet (${round} of ${rounds}): ${line(problem)}. Remove what is not part of the work, put back what was there before, and call finish again. A shell begins anew now.`;
const failure = (run, round, rounds) => `verify failed (${round} of ${rounds}): the command below ${howItFailed(run)}. Mend the cause and call finish again.\n${evidence(run)}`;
const howItFailed = ({ exit, timedOut, seconds }) => `${timedOut ? "ran out of time" : `ended with ${exit === null ? "a signal" : `exit ${exit}`}`} after ${seconds.toFixed(1)} s`;
/** A failed command and its output, between marks that neither can contain. */
const evidence = ({ command, tail }) => `${fence("command", command)}\n${fence("output", tail === "" ? "(no output)" : tail)}`;
// src/session/ladder.ts
/**
* The ladder of the policy: when a model has used up its rounds, the next one goes on with the same tree and the failed output,
* in a fresh conversation. All rungs share one session: its budget, its deadline, its accounts (trust.md T23).
*/
/** Climbs until a rung ends otherwise than by a failed verify. Gives what every rung did, at least one. */
async function ladder(rungs, climb, { note }) {
	const [first, ...further] = rungs;
	const climbed = [await climb(first, void 0)];
	let below = first;
	for (const rung of further) {
		const { ending } = climbed.at(-1);
		if (ending.ended()?.how !== "verify-failed") break;
		note(`verify still fails after ${rounds(ending.rounds())} with ${rungName(below)}; ${rungName(rung)} goes on`);
		climbed.push(await climb(rung, toldOf(ending)));
		below = rung;
	}
	if (climbed.length > 1 && climbed.at(-1).ending.ended()?.how === "verified") note(`built by ${rungName(below)}, rung ${climbed.length} of ${rungs.length}`);
	return climbed;
}
/** As people write it: `opus/low`; without an effort the endpoint's own default holds. */
const rungName = ({ model, effort }) => effort === void 0 ? callName(model) : `${callName(model)}/${effort}`;
function toldOf(ending) {
	const ended = ending.ended();
	if (ended?.how !== "verify-failed") throw new TypeError("only a failed verify is handed on");
	return [`Another model has worked on this phase before you; its changes are in the tree, as it left them. It called \`finish\`, and the command below ${howItFailed(ended.run)}. Find the cause before you build on what is there; it may be wrong.`, evidence(ended.run)].join("\n");
}
const rounds = (count) => count === 1 ? "1 round" : `${count} rounds`;
// src/session/execute.ts
/**
* One model at work on one phase. It is told the phase's canonical text and nothing else of the plan (trust.md T1), works
* through a box (T13), and ends in a value whatever happens: its work stays in the box's tree for the caller.
*/
/** Throws a fault only where nothing was paid for yet; afterwards every ending is a `SessionEnd`. */
async function buildPhase(work, ports) {
	const { inForce, box } = work;
	const told = toldFrom(work.phase.text);
	using running = session({
		role: "executor",
		name: told.phase.id,
		budget: inForce.budget,
		limits: inForce.limits,
		threadHosts: inForce.threadHosts,
		compaction: inForce.compaction,
		transcript: work.transcript,
		advisor: inForce.consults.uses > 0 ? {
			model: inForce.advisor.model,
			...inForce.consults
		} : void 0,
		comeToAnEnd: "Bring the work into a state that passes verify, and call `finish` now.",
		signal: work.signal
	}, ports);
	const model = callName(inForce.executor.model);
	const by = work.approvedBy.length === 0 ? "" : `, approved by ${cleanLine(work.approvedBy.join(", "))}`;
	const mends = work.mends ?? [];
	const what = mends.length === 0 ? "" : `, to mend ${counted(mends.length, "finding")} of the review`;
	ports.progress.note(`${handOver(told.plan.id, model, [told.phase.id])}${what}${by}`);
	const shell = box.shell !== false;
	const tools = shell ? TOOLS : TOOLS.filter(({ name }) => name !== "bash");
	const climb = async (rung, earlier) => {
		const row = inRow(() => ending.ended() !== void 0);
		const ending = finishing({
			box,
			verify: told.phase.verify,
			rounds: inForce.rounds,
			row,
			tree: work.tree && {
				problem: () => {
					checkpoints.stopped();
					return work.tree.problem();
				},
				littered: () => work.tree.littered()
			},
			onRun: (run) => running.show({
				tool: "verify",
				target: line(run.command),
				ok: passed(run)
			}),
			onSentBack: () => checkpoints.failed()
		});
		await using checkpoints = checkpointing({
			box,
			clock: ports.clock,
			row,
			save: async () => work.checkpoint?.(soFar(ending, running)),
			onFailed: (why) => running.note(line(`the work so far could not be put aside: ${why}`)),
			signal: running.signal
		});
		return {
			talked: await running.converse(rung, {
				system: executorSystem(),
				prompt: executorTask({
					told,
					model: callName(rung.model),
					budget: running.account.left(),
					rounds: inForce.rounds,
					shell,
					map: [repositoryMap(work.entries), ...manifestLines(work.manifests ?? [])].join("\n"),
					documents: work.documents ?? [],
					instructions: work.instructions,
					mends,
					consults: running.mayConsult(rung.model),
					earlier
				}),
				tools: [...boxTools(tools, box, row, running.show, checkpoints.around), ...ending.tools]
			}, {
				ended: () => ending.ended() !== void 0,
				onEndTurn: remindOnce(ending, running.signal)
			}),
			ending
		};
	};
	return endOf(await ladder([inForce.executor, ...inForce.ladder], climb, running), running);
}
const REMINDER = "You ended your turn without calling a tool. Call `finish` when the phase is built, `escalate` when the plan is wrong; otherwise go on.";
/** A model that ends its turn without an ending tool is reminded once; the next time its turn is taken for `finish`. */
function remindOnce({ finish, ended }, signal) {
	let reminded = false;
	return async ({ text }) => {
		if (!reminded) {
			reminded = true;
			return REMINDER;
		}
		const answer = await finish({
			summary: text || "(nothing was said)",
			deviations: []
		}, signal);
		return ended() ? void 0 : answer.content;
	};
}
// src/commands/work.ts
/** A piece of work, from the tree that a session left to the result that stands for it: commit, bundle, scope, secrets. */
/** The tree as bytes, on the base. The box over it must be dead. */
const importWork = ({ workshop, tree, schedule, phase, inForce, litter }) => workshop.importTree(tree, schedule.base, {
	keepIgnored: (path) => matches(path, phase.paths),
	asInBase: (path) => litter.has(path),
	maxFiles: inForce.limits.files,
	maxBytes: inForce.limits.bytes
});
/** Commit and bundle from bytes, scope, secrets; and what the session said, without secrets. */
const resultOf = async (work, end, ports, bundleFile = bundleName(work.phase.id)) => redactOutcome(await madeOf(work, end, ports, bundleFile), work.redact);
async function madeOf(work, end, ports, bundleFile) {
	const { schedule, phase, workshop } = work;
	let snapshot;
	try {
		snapshot = work.settled ?? await importWork(work);
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		const kept = await work.keepTree();
		return {
			...facts(work, end),
			outcome: "failed",
			reason: "scope",
			keptTree: basename(kept),
			message: `${sentence(fault.message)} The tree is kept at ${kept}, with another name for every .git; look at it with care.`
		};
	}
	const scope = scopeOf({
		changes: snapshot.changes,
		paths: phase.paths
	});
	const secrets = await secretsIn(snapshot, workshop);
	const failure = scopeFailure(scope) ?? (secrets.length > 0 ? `holds what looks like a secret: ${secrets.join(", ")}` : void 0);
	const commit = snapshot.changes.length > 0 ? await workshop.commit({
		tree: snapshot.tree,
		parents: [schedule.base],
		message: `${commitSubject(phaseSubject(phase, work.mends.length))}\n`,
		author: {
			name: end.model ?? "planfile",
			email: "noreply@planfile.invalid"
		},
		at: ports.clock.now().toISOString()
	}) : null;
	const bundle = commit === null ? null : bundleFile;
	if (commit !== null && bundle !== null) await workshop.writeBundle(join(work.folder, bundle), commit, schedule.base, schedule.nonce);
	const failed = failure !== void 0;
	return {
		...facts(work, end),
		outcome: failed && end.outcome === "built" ? "failed" : end.outcome,
		reason: failed && end.outcome === "built" ? "scope" : end.reason,
		message: failed ? `${failure}. ${end.message}`.trim() : end.message,
		commit,
		bundle,
		landable: !failed,
		changes: snapshot.changes.map(({ path, kind }) => ({
			path,
			kind
		})),
		...lists(scope),
		leftOut: snapshot.leftOut.slice(0, 1e3)
	};
}
/** A session that could not begin has a result as well: why, and that nothing was paid for. */
function withoutSession(work, fault, seconds) {
	const end = {
		outcome: "failed",
		reason: reasonOf(fault),
		message: `${fault.message}. ${fault.fix}`,
		fault,
		summary: "",
		deviations: [],
		escalation: null,
		verify: [],
		rounds: 0,
		model: null,
		turns: 0,
		seconds,
		usage: [],
		consults: 0,
		timeline: [],
		notes: []
	};
	return redactOutcome(facts(work, end), work.redact);
}
/** A session whose work could not be read for a reason that lies outside of it. */
const withoutWork = (work, end, fault) => redactOutcome({
	...facts(work, end),
	outcome: "failed",
	reason: reasonOf(fault),
	message: `${fault.message}. ${fault.fix}`
}, work.redact);
function reasonOf({ kind, code }) {
	if (kind === "cancelled") return "cancelled";
	if (kind === "service") return "crashed";
	if (code === "budget-used-up") return "budget";
	return kind === "refused" ? "refused" : "error";
}
const facts = ({ schedule, phase, checkpoints, documents, transcript }, end) => ({
	planfile: 1,
	kind: "result",
	plan: schedule.plan,
	run: schedule.run,
	attempt: schedule.attempt,
	nonce: schedule.nonce,
	phase: phase.id,
	digest: phase.digest,
	base: schedule.base,
	outcome: end.outcome,
	reason: end.reason,
	message: end.message,
	commit: null,
	bundle: null,
	landable: false,
	changes: [],
	outside: [],
	protected: [],
	unlocked: [],
	selfVerified: [],
	leftOut: [],
	verify: end.verify,
	rounds: end.rounds,
	summary: end.summary,
	deviations: end.deviations,
	escalation: end.escalation,
	consults: end.consults,
	checkpoints,
	context: documents.map(({ path, sha256, length, told }) => ({
		path,
		sha256,
		length,
		told
	})),
	transcript,
	keptTree: null,
	timeline: end.timeline,
	turns: end.turns,
	seconds: end.seconds,
	usage: end.usage,
	notes: end.notes
});
const sentence = (text) => /[.!?]$/.test(text) ? text : `${text}.`;
const lists = ({ outside, protected: locked, unlocked, selfVerified }) => ({
	outside,
	protected: locked,
	unlocked,
	selfVerified
});
/** Paths whose new bytes hold something that looks like a secret (T21). */
async function secretsIn({ tree, changes }, workshop) {
	const found = [];
	for (const { path, kind } of changes) {
		if (kind === "removed") continue;
		if (findSecrets(path).length > 0) {
			found.push(withoutSecrets(path));
			continue;
		}
		const bytes = await workshop.objects.read(tree, path);
		if (bytes && findSecrets(new TextDecoder().decode(bytes)).length > 0) found.push(path);
	}
	return found;
}
// src/commands/checkpoint.ts
/**
* A checkpoint: a bundle and the result that would stand if the session were cut off now, written beside the outcomes and handed
* out at once (trust.md T7). Whoever finds no result later takes the last one that is whole (wave-work.ts).
*/
function handingOut({ checkpoints, clock, progress }) {
	const late = new AbortController();
	let working;
	let waiting;
	async function work() {
		for (let next = waiting; next !== void 0; next = waiting) {
			waiting = void 0;
			const { name, files } = next;
			try {
				await checkpoints.handOut(name, files, late.signal);
			} catch (thrown) {
				progress.note(`${name} could not be handed out: ${thrown instanceof Error ? thrown.message : thrown}`);
			}
		}
		working = void 0;
	}
	return {
		add(name, files) {
			if (waiting) progress.note(`${waiting.name} is not handed out: ${name} holds all of it`);
			waiting = {
				name,
				files
			};
			working ??= work();
		},
		async finished(most) {
			if (working === void 0) return;
			const done = new AbortController();
			const slow = clock.sleep(most, done.signal).then(() => late.abort(), () => {});
			await Promise.race([working, slow]);
			done.abort();
		}
	};
}
/** Each holds all of the work; those before the last are for the case that the last is broken. Choice of ours. */
const CHECKPOINTS_KEPT = 3;
/** The box must be stopped. Throws where the tree holds what could not be kept: it violates its scope, or is no tree. */
async function takeCheckpoint(work, end, handing, ports) {
	const n = work.checkpoints + 1;
	const { folder, phase } = work;
	const bundle = checkpointBundle(phase.id, n);
	const here = {
		...work,
		checkpoints: n,
		transcript: null,
		keepTree: async () => work.tree
	};
	const result = await resultOf(here, end, ports, bundle);
	if (result.commit === null || !result.landable) {
		if (result.reason === "scope" || result.changes.length > 0) throw new Error(result.message);
		return;
	}
	const path = await writeOutcome(ports.files, folder, result, phase.id, checkpointPath(folder, phase.id, n));
	work.checkpoints = n;
	ports.progress.note(`checkpoint ${n} of ${phase.id}: ${result.changes.length} changed files put aside`);
	handing.add(`checkpoint-${phase.id}-${n}`, [path, join(folder, bundle)]);
	await pruneCheckpoints(ports.files, folder, phase.id, CHECKPOINTS_KEPT);
}
// src/commands/tree-watch.ts
/**
* What stands in a session's tree around verify. What lands is what the executor wrote, so it is read before verify runs; what a
* verify that failed leaves behind (coverage, caches) is known from then on, and is never taken for the executor's work.
*/
/** Nothing may run in the box meanwhile: it is stopped before each look (trust.md T13). */
function treeWatch(work, box) {
	let before = /* @__PURE__ */ new Set();
	const look = async () => {
		work.settled = void 0;
		await box.stop();
		try {
			const snapshot = await importWork(work);
			return {
				snapshot,
				scope: scopeOf({
					changes: snapshot.changes,
					paths: work.phase.paths
				})
			};
		} catch (fault) {
			if (fault instanceof Fault && fault.kind === "refused") return fault;
			throw fault;
		}
	};
	return {
		async problem() {
			const seen = await look();
			before = new Set(seen instanceof Fault ? [] : refusedIn(seen.scope));
			if (seen instanceof Fault) return seen.message;
			const failure = scopeFailure(seen.scope);
			if (failure === void 0) work.settled = seen.snapshot;
			return failure;
		},
		async littered() {
			const seen = await look();
			if (seen instanceof Fault) return;
			for (const path of refusedIn(seen.scope)) if (!before.has(path)) work.litter.add(path);
		}
	};
}
const refusedIn = ({ outside, protected: locked, modes }) => [
	...outside,
	...locked,
	...modes
];
// src/commands/execute.ts
/**
* execute: one approved phase, built by the executor. A model job: it has the key, no token that can write, and model-written
* code runs in the sandbox only. Whatever happens, it yields its work and its reason (design.md §3).
*/
/** Builds a phase of the wave. Once the wave and the phase are known to fit, every ending is a result, a fault included. */
async function execute({ folder, phase: id, context, signal }, ports) {
	const schedule = await needOutcome(ports.files, folder, "schedule");
	const plan = await scheduledPlan(schedule, ports);
	const leg = schedule.legs.find(({ phase }) => phase === id);
	const phase = plan.phases.find((phase) => phase.id === id);
	if (leg === void 0 || phase === void 0) {
		const started = schedule.legs.map(({ phase }) => phase).join(", ") || "none";
		throw new Fault("usage", "phase-not-scheduled", `phase ${id} was not started in this wave (started: ${started})`, `planfile schedule ${plan.id}`);
	}
	await requireOpenStart(schedule, leg, ports);
	const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports, phase);
	const against = {
		planner: inForce.planner.model,
		usd: inForce.budget.usd
	};
	await using workshop = await ports.git.workshop();
	await using temporary = await ports.folders.temporary(`execute-${id}`);
	const tree = join(temporary.path, "tree");
	const work = {
		folder,
		schedule,
		plan,
		phase,
		inForce,
		tree,
		workshop,
		approvedBy: leg.approvedBy,
		keepTree: async () => {
			const kept = join(folder, treeName(id));
			await ports.folders.keep(tree, kept);
			return kept;
		},
		checkpoints: 0,
		documents: [],
		mends: leg.mends ?? [],
		litter: /* @__PURE__ */ new Set(),
		settled: void 0,
		redact: (text) => ports.model.redact(text),
		transcript: inForce.transcripts === "keep" ? transcriptName(id) : null
	};
	const handing = handingOut(ports);
	const said = work.transcript === null ? void 0 : transcript((text) => ports.model.redact(text));
	const began = ports.clock.elapsed();
	let end;
	try {
		ports.model.requireCredentials();
		work.documents = await contextDocuments(context?.paths ?? [], context?.cwd ?? "", ports);
		const commands = [...inForce.setup.commands, ...phase.verify];
		await both(requireSandbox(ports, policy, commands), workshop.exportTree(schedule.base, tree));
		end = await build(work, {
			handing,
			said
		}, signal, ports);
	} catch (thrown) {
		const fault = unforeseen(thrown);
		const result = withoutSession(work, fault, (ports.clock.elapsed() - began) / 1e3);
		await writeOutcome(ports.files, folder, result, id);
		return {
			result,
			fault,
			against
		};
	}
	if (said && work.transcript) await ports.files.write(join(folder, work.transcript), said.text());
	let { fault } = end;
	let result;
	try {
		result = await resultOf(work, end, ports);
	} catch (thrown) {
		fault = unforeseen(thrown);
		result = withoutWork(work, end, fault);
	}
	const path = await writeOutcome(ports.files, folder, result, id);
	if (signal?.aborted) handing.add(`checkpoint-${id}-last`, [path, ...result.bundle ? [join(folder, result.bundle)] : []]);
	await handing.finished(signal?.aborted ? HAND_OUT_MOST.asked : HAND_OUT_MOST.done);
	return {
		result,
		fault,
		against
	};
}
/**
* What handing out may still take after the end, in ms: a forge that stands still must not hold up the outcome. Whom a runner asks to
* end has ten seconds in all, session and outcome included.
*/
const HAND_OUT_MOST = {
	done: 1e4,
	asked: 3e3
};
/** When both have ended: what one of them works on is not taken away because the other failed. */
async function both(first, second) {
	await Promise.allSettled([first, second]);
	await first;
	await second;
}
/** The session, over a box that is dead when this returns: only then may the tree be read (trust.md T13). */
async function build(work, keeping, signal, ports) {
	const { tree, phase, inForce } = work;
	await using box = await readyBox({
		tree,
		writable: true,
		paths: phase.paths,
		inForce,
		signal
	}, ports);
	await requireCleanSetUp(work, box, ports);
	return await converse(work, box, keeping, signal, ports);
}
/** Set-up that changes what git tracks would be taken for the phase's own work: said now, before money is spent. */
async function requireCleanSetUp(work, box, ports) {
	if (work.inForce.setup.commands.length === 0) return;
	await box.stop();
	const { changes } = await importWork(work);
	if (changes.length === 0) return;
	const paths = changes.slice(0, 5).map(({ path }) => path);
	ports.progress.note(`set-up changed ${paths.join(", ")}`);
	throw new Fault("configuration", "setup-changes-files", `the policy's set-up changes files that .gitignore does not name: ${paths.join(", ")}`, "Ignore them, or choose a set-up that leaves the tree as it is (npm ci, not npm install).");
}
async function converse(work, box, { handing, said }, signal, ports) {
	const { base, policyCommit } = work.schedule;
	const [budget, told] = await Promise.all([restOf(work, ports), introduction({
		base,
		trusted: policyCommit,
		documents: work.documents
	}, ports)]);
	return buildPhase({
		phase: work.phase,
		inForce: {
			...work.inForce,
			budget
		},
		approvedBy: work.approvedBy,
		box,
		tree: treeWatch(work, box),
		...told,
		mends: work.mends,
		signal,
		transcript: said,
		checkpoint: (end) => takeCheckpoint(work, end, handing, ports)
	}, ports);
}
/**
* What this session may take of what plan and run have left (trust.md T23). The sessions of a wave do not know of each other, so
* each gets its share.
*/
async function restOf({ plan, phase, mends, schedule, inForce }, { git }) {
	const record = stepsOf((await git.repository.record(plan.id))?.text);
	const ofRun = new Set(record.flatMap(({ step }) => step.type === "start" && step.holder.run === schedule.run ? [step.key] : []));
	const runUsd = record.flatMap(({ step }) => step.type === "end" && ofRun.has(step.start) ? step.usage : []).reduce((sum, { usd }) => sum + (usd ?? 0), 0);
	const state = fold(plan, record);
	const phaseUsd = mends.length === 0 ? 0 : state.phases.find((track) => track.phase === phase.id)?.spentUsd;
	const rest = withinTheRest(inForce, {
		planUsd: state.spentUsd,
		runUsd,
		phaseUsd: phaseUsd ?? 0
	}, schedule.legs.length);
	if (rest !== void 0) return rest;
	throw new Fault("refused", "budget-used-up", "the money of this plan, of this run, or of the phase that is to be mended, is used up", "budget.usd of the plan, budget.plan.usd and budget.run.usd of the policy.");
}
export { execute };
