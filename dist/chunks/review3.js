import { l as scopeOf, n as policyAt } from "./policy.js";
import { n as addUsage, t as verdictOf } from "./verdict.js";
import { n as unforeseen, t as Fault } from "./fault.js";
import { C as strictObject, E as toJSONSchema, O as prettifyError, p as array, w as string } from "./schemas.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { a as boxTools, d as reviewerTask, f as fence, o as inRow, r as paragraph, t as session, u as reviewerSystem } from "./session.js";
import { t as READING_TOOLS } from "./tools.js";
import { t as toldFrom } from "./told.js";
import { a as judgement, i as finding$1 } from "./read2.js";
import { n as cleanLine } from "./clean.js";
import { a as needOutcome, c as writeOutcome, s as tryOutcome } from "./outcome-files.js";
import { n as readyBox, r as requireSandbox } from "./ready-box.js";
import { i as scheduledPlan, r as joinPieces, t as gatherPieces } from "./wave-work.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
// src/review/added.ts
/** Added lines of a unified diff, with their line numbers in the new file. */
function addedLines(diff) {
	const added = /* @__PURE__ */ new Map();
	let path;
	let line = 0;
	let oldLeft = 0;
	let newLeft = 0;
	for (const text of diff.split("\n")) {
		if (oldLeft > 0 || newLeft > 0) {
			if (text.startsWith("+")) {
				if (path !== void 0) added.set(path, [...added.get(path) ?? [], {
					line,
					text: text.slice(1)
				}]);
				line += 1;
				newLeft -= 1;
			} else if (text.startsWith("-")) oldLeft -= 1;
			else if (!text.startsWith("\\")) {
				line += 1;
				oldLeft -= 1;
				newLeft -= 1;
			}
			continue;
		}
		const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
		if (hunk) {
			oldLeft = Number(hunk[1] ?? 1);
			line = Number(hunk[2]);
			newLeft = Number(hunk[3] ?? 1);
		} else if (text.startsWith("+++ ")) path = text === "+++ /dev/null" ? void 0 : text.slice(4).replace(/^b\//, "");
	}
	return added;
}
// src/review/fingerprint.ts
/** Knows a finding again after a push: by what it says about which code, not by its line, which moves. */
/** 16 hex digits over category, path and the claim's words, so that spacing, case and punctuation do not matter. */
function fingerprint({ category, path, claim }) {
	const words = claim.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return createHash("sha256").update(JSON.stringify([
		category,
		path,
		words
	])).digest("hex").slice(0, 16);
}
// src/review/hidden.ts
/** Characters that a reader does not see and a machine does (trust.md T3; Unicode TR 36, TR 39). */
const KINDS = [
	[/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/u, "a bidirectional control character"],
	[/[\u200B\u2060\u2061-\u2064\u180E\uFEFF]/u, "a zero-width character"],
	[/[\u{E0000}-\u{E0FFF}]/u, "a tag character"],
	[/[\u0000-\u0008\u000B\u000E-\u001F\u007F\u0080-\u009F]/u, "a control character"]
];
/** Names the first kind of hidden character in `text`; undefined when there is none. */
const hiddenIn = (text) => KINDS.find(([kind]) => kind.test(text))?.[1];
// src/review/program.ts
function programFindings(facts) {
	return [
		...facts.unlocked.map((path) => finding("minor", "process", path, null, "A protected file was changed, as the plan allows by name", "Look at it yourself.")),
		...facts.selfVerified.map((path) => finding("nit", "process", path, null, "verify loads this file, and the phase changed it", "Its passing speaks for itself only.")),
		...[...facts.added].flatMap(([path, lines]) => lines.flatMap(({ line, text }) => {
			const hidden = hiddenIn(text);
			return hidden === void 0 ? [] : [finding("major", "security", path, line, `The line has ${hidden}`, "A person who reads it does not see what a machine reads.")];
		}))
	];
}
function finding(severity, category, path, line, claim, scenario) {
	return {
		fingerprint: fingerprint({
			category,
			path,
			claim
		}),
		severity,
		category,
		path,
		line,
		endLine: line,
		claim,
		evidence: line === null ? path : `${path}:${line}`,
		scenario,
		suggestion: null,
		by: "program"
	};
}
// src/session/answer.ts
/** What the reviewer answers: its shape, and whether it judges what it was asked to. Fingerprints and the verdict are ours. */
const said = string().min(1).max(2e4);
const answer = strictObject({
	summary: string().max(2e4).describe("What the change does and how well, in a few sentences."),
	findings: array(finding$1.omit({
		fingerprint: true,
		by: true
	}).extend({
		claim: said,
		evidence: said,
		scenario: said
	})).max(200),
	criteria: array(judgement.omit({ text: true }).extend({ evidence: said })).max(1e3)
});
const answerSchema = toJSONSchema(answer);
/** The answer, or what is wrong with it, in words that the model is told. */
function readAnswer(text, told) {
	let json;
	try {
		json = JSON.parse(unfenced(text));
	} catch {
		return { misfit: "it is no JSON" };
	}
	const parsed = answer.safeParse(json);
	if (!parsed.success) return { misfit: prettifyError(parsed.error).slice(0, 4e3) };
	const wrong = misjudged(parsed.data, told);
	return wrong.length > 0 ? { misfit: wrong.join("\n") } : { answer: parsed.data };
}
/** With the criterion's own words beside each judgement. */
const judgements = (answer, told) => answer.criteria.map((judged) => ({
	...judged,
	text: told.find(({ phase }) => phase.id === judged.phase)?.phase.criteria[judged.criterion - 1] ?? ""
}));
function misjudged({ criteria }, told) {
	const key = (phase, criterion) => `criterion ${criterion} of ${phase}`;
	const asked = told.flatMap(({ phase }) => phase.criteria.map((_, i) => key(phase.id, i + 1)));
	const given = criteria.map(({ phase, criterion }) => key(phase, criterion));
	const twice = given.filter((one, i) => given.indexOf(one) !== i);
	return [
		...asked.filter((one) => !given.includes(one)).map((one) => `${one} is not judged`),
		...given.filter((one) => !asked.includes(one)).map((one) => `${one} does not exist`),
		...new Set(twice.map((one) => `${one} is judged more than once`))
	];
}
/** Some models put JSON into a code fence although they were asked for nothing else. */
const unfenced = (text) => /^\s*```(?:json)?\n([\s\S]*)\n```\s*$/.exec(text)?.[1] ?? text;
// src/session/diff-parts.ts
/**
* A diff in parts of bounded size: what fits is shown at once, the rest is fetched file by file, and what nobody fetched is
* known. A change that was not read completely can never pass (trust.md T16, github.md G2).
*/
/** Characters of diff in the prompt, and of one part that is fetched. */
const SHOWN = 12e4;
const PART = 4e4;
function diffParts(diff, shownMost = SHOWN, partMost = PART) {
	const files = filesOf(diff);
	let room = shownMost;
	const shown = files.filter(({ text }) => {
		if (text.length > room) return false;
		room -= text.length;
		return true;
	});
	const rest = new Map(files.filter((file) => !shown.includes(file)).map(({ path, text }) => [path, parts(text, partMost)]));
	const open = new Map([...rest].map(([path, pages]) => [path, new Set(pages.keys())]));
	const list = files.map(({ path }) => {
		const pages = rest.get(path);
		return pages ? `${path} (not below: ${pages.length} ${pages.length === 1 ? "part" : "parts"})` : path;
	});
	return {
		files: list.length === 0 ? "(no files)" : list.join("\n"),
		shown: shown.map(({ text }) => text).join("") || "(nothing)",
		tool: rest.size === 0 ? void 0 : diffTool(rest, open),
		unread: () => [...open].flatMap(([path, left]) => left.size === 0 ? [] : [path])
	};
}
const diffTool = (rest, open) => ({
	name: "diff",
	description: "The diff of a changed file that is not in the first message, part by part.",
	input: {
		type: "object",
		properties: {
			path: {
				type: "string",
				description: "As it stands in the list of changed files."
			},
			part: {
				type: "integer",
				description: "From 1; 1 when left out."
			}
		},
		required: ["path"],
		additionalProperties: false
	},
	async run(input) {
		const { path, part = 1 } = typeof input === "object" && input !== null ? input : {};
		const pages = rest.get(String(path));
		if (!pages) return {
			content: `no diff of ${cleanLine(String(path))} is left to fetch`,
			isError: true
		};
		const page = pages[Number(part) - 1];
		if (page === void 0) return {
			content: `it has the parts 1 to ${pages.length}`,
			isError: true
		};
		open.get(String(path))?.delete(Number(part) - 1);
		return {
			content: `Part ${part} of ${pages.length}.\n${fence("diff", page)}`,
			isError: false
		};
	}
});
/** Lines of a file's content begin with a blank, a sign or a backslash, so a header cannot be forged by content. */
function filesOf(diff) {
	const texts = diff.split(/^(?=diff --git )/m).filter((text) => text.trim() !== "");
	const seen = /* @__PURE__ */ new Map();
	return texts.map((text) => {
		const path = pathOf(text);
		const nth = (seen.get(path) ?? 0) + 1;
		seen.set(path, nth);
		return {
			path: nth === 1 ? path : `${path} (${nth})`,
			text
		};
	});
}
/** The new name, the old one of a removed file, and for what has no such lines (modes, binaries) the header's second name. */
function pathOf(text) {
	const head = text.split(/^@@ /m, 1)[0];
	const named = /^\+\+\+ "?b\/(.+?)"?\t?$/m.exec(head) ?? /^--- "?a\/(.+?)"?\t?$/m.exec(head);
	const header = head.split("\n", 1)[0];
	return cleanLine(named?.[1] ?? header.slice(header.indexOf(" b/") + 3).replace(/"$/, ""), 500);
}
/** Cut at line ends where there are any. */
function parts(text, most) {
	const pages = [];
	for (let at = 0; at < text.length;) {
		const hard = Math.min(at + most, text.length);
		const end = hard === text.length ? hard : text.lastIndexOf("\n", hard - 1) + 1;
		const to = end > at ? end : hard;
		pages.push(text.slice(at, to));
		at = to;
	}
	return pages;
}
// src/session/review.ts
/**
* The reviewer at work: it reads the joined tree with tools that change nothing, the diff and the plan, and answers in a
* structured output. What comes out is its raw words, parsed; the verdict is computed elsewhere (review/verdict.ts).
*/
/** Throws a fault only where nothing was paid for yet; afterwards every ending is a value. */
async function reviewChange(work, ports) {
	const { inForce } = work;
	const told = work.phases.map(({ text }) => toldFrom(text));
	const parts = diffParts(work.diff);
	const reading = readingOf(told, parts);
	using running = session({
		role: "reviewer",
		name: "review",
		budget: inForce.reviewBudget,
		limits: inForce.limits,
		threadHosts: inForce.threadHosts,
		compaction: inForce.compaction,
		comeToAnEnd: "Answer with the JSON object now.",
		signal: work.signal
	}, ports);
	const talked = await running.converse(inForce.reviewer, {
		system: reviewerSystem(answerSchema),
		prompt: reviewerTask({
			told,
			files: parts.files,
			diff: parts.shown
		}),
		tools: [...boxTools(READING_TOOLS, work.box, inRow(() => false), running.show), ...parts.tool ? [parts.tool] : []],
		output: answerSchema
	}, {
		ended: () => false,
		onEndTurn: reading.hear
	});
	const how = howItEnded(talked, reading.heard());
	const { account } = running;
	return {
		end: how.end,
		message: paragraph(how.message),
		fault: talked.end === "fault" ? talked.fault : null,
		summary: how.answer?.summary ?? "",
		findings: how.answer?.findings ?? [],
		criteria: how.answer ? judgements(how.answer, told) : [],
		unread: parts.unread(),
		model: account.model(),
		turns: account.turns(),
		seconds: account.seconds(),
		usage: account.usage(),
		notes: running.notes()
	};
}
/** Reads answers; one that does not fit, or was given before all was read, is sent back once. */
function readingOf(told, parts) {
	let heard = { misfit: "there was no answer" };
	let sentBack = false;
	return {
		heard: () => heard,
		async hear({ text }) {
			heard = readAnswer(text, told);
			const left = parts.unread();
			const wrong = [..."misfit" in heard ? [`Your answer does not fit: ${heard.misfit}`] : [], ...left.length > 0 ? [`You have not read all of the diff. Fetch with \`diff\`: ${left.slice(0, 50).join(", ")}`] : []];
			if (wrong.length === 0 || sentBack) return void 0;
			sentBack = true;
			return [...wrong, "Then answer again, with the whole JSON object and nothing else."].join("\n\n");
		}
	};
}
function howItEnded(talked, heard) {
	switch (talked.end) {
		case "fault": {
			const { kind, message, fix } = talked.fault;
			return {
				end: kind === "credentials" || kind === "cancelled" ? kind : "service",
				message: `${message}. ${fix}`
			};
		}
		case "stopped": return {
			end: "budget",
			message: talked.reason
		};
		case "time": return {
			end: "budget",
			message: "the budget is used up: all its minutes"
		};
		case "refused": return {
			end: "refused",
			message: `the model refused: ${talked.message}`
		};
		case "cut": return {
			end: "invalid",
			message: talked.message
		};
		case "cancelled": return {
			end: "cancelled",
			message: "it was cancelled"
		};
		case "finished": return "answer" in heard ? {
			end: "reviewed",
			message: "reviewed",
			answer: heard.answer
		} : {
			end: "invalid",
			message: `the answer does not fit: ${heard.misfit}`
		};
	}
}
// src/commands/review.ts
/**
* review: the reviewer reads the joined tree and its diff against the plan. A model job that may not write; `publish` applies
* what it yields, also when it yields nothing. What fails here still is an outcome, with the verdict `none`.
*/
async function review({ folder, signal }, ports) {
	const schedule = await needOutcome(ports.files, folder, "schedule");
	const verification = await needOutcome(ports.files, folder, "verification");
	const blank = {
		...blankReview(schedule, verification),
		usage: await paidBefore(schedule, folder, ports)
	};
	const redact = (text) => ports.model.redact(text);
	let outcome;
	let ended;
	try {
		const { said, fault } = await read({
			folder,
			schedule,
			verification,
			signal
		}, ports);
		const usage = addUsage([...blank.usage, ...said.usage ?? []]);
		outcome = redactOutcome({
			...blank,
			...said,
			usage
		}, redact);
		ended = fault;
	} catch (thrown) {
		const fault = unforeseen(thrown);
		outcome = redactOutcome({
			...blank,
			why: oneLine(fault.message),
			cause: causeOf(fault)
		}, redact);
		await writeOutcome(ports.files, folder, outcome);
		throw fault;
	}
	await writeOutcome(ports.files, folder, outcome);
	return {
		review: outcome,
		fault: ended
	};
}
/** An earlier review of this wave was of another tree, or came to nothing: what it took stays in the bill. */
async function paidBefore({ nonce, run, attempt }, folder, { files }) {
	const { outcome } = await tryOutcome(files, folder, "review");
	return outcome?.nonce === nonce && outcome.run === run && outcome.attempt === attempt ? outcome.usage : [];
}
async function read({ folder, schedule, verification, signal }, ports) {
	const plan = await scheduledPlan(schedule, ports);
	const { inForce, policy } = await policyAt(schedule.policyCommit, plan, ports);
	const landed = verification.passed.map(({ phase }) => phase);
	if (landed.length === 0) return {
		said: { why: "nothing passed verify, so there is nothing to review" },
		fault: null
	};
	ports.model.requireCredentials();
	await requireSandbox(ports, policy);
	await using workshop = await ports.git.workshop();
	const pieces = (await gatherPieces({
		schedule,
		plan,
		folder
	}, workshop, ports)).filter(({ phase }) => landed.includes(phase.id));
	const joined = await joinPieces(pieces, verification, workshop);
	if (joined.tree !== verification.tree) throw new Fault("undecided", "tree-differs", `joined again, the wave gives another tree than verify saw`, "Run verify again.");
	await using temporary = await ports.folders.temporary("review");
	const tree = join(temporary.path, "tree");
	await workshop.exportTree(joined.tree, tree);
	const diff = await workshop.objects.diff(verification.head, joined.tree);
	await using box = await readyBox({
		tree,
		writable: false,
		inForce
	}, ports);
	const phases = pieces.map(({ phase }) => phase);
	const said = await reviewChange({
		phases,
		inForce,
		box,
		diff,
		signal
	}, ports);
	const scopes = await Promise.all(pieces.map(async ({ phase, work }) => scopeOf({
		changes: work ? await workshop.objects.changes(schedule.base, work.commit) : [],
		paths: phase.paths
	})));
	const findings = [...said.findings.map((finding) => ({
		...finding,
		fingerprint: fingerprint(finding),
		by: "model"
	})), ...programFindings({
		unlocked: scopes.flatMap(({ unlocked }) => unlocked),
		selfVerified: scopes.flatMap(({ selfVerified }) => selfVerified),
		added: addedLines(diff)
	})];
	const verdict = said.end === "reviewed" ? verdictOf({
		findings,
		criteria: said.criteria,
		expected: phases.map(({ id, criteria }) => ({
			phase: id,
			criteria: criteria.length
		})),
		blocking: policy.review.blocking,
		unread: said.unread
	}) : {
		verdict: "none",
		why: oneLine(said.message)
	};
	return {
		fault: said.fault,
		said: {
			...verdict,
			cause: said.end === "reviewed" ? null : said.end,
			summary: said.summary,
			findings,
			criteria: said.criteria,
			model: said.model,
			turns: said.turns,
			seconds: said.seconds,
			usage: said.usage
		}
	};
}
const blankReview = (schedule, verification) => ({
	planfile: 1,
	kind: "review",
	plan: schedule.plan,
	run: schedule.run,
	attempt: schedule.attempt,
	nonce: schedule.nonce,
	tree: verification.tree,
	base: verification.head,
	verdict: "none",
	why: "not reviewed",
	cause: null,
	summary: "",
	findings: [],
	criteria: [],
	model: null,
	turns: 0,
	seconds: 0,
	usage: []
});
const causeOf = (fault) => fault.kind === "credentials" ? "credentials" : fault.kind === "cancelled" ? "cancelled" : "service";
const oneLine = (text) => text.replace(/\s+/g, " ").trim().slice(0, 300);
export { review };
