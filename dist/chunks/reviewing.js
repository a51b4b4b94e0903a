import { l as fingerprint } from "./mends.js";
import { D as toJSONSchema, T as string, _ as int, h as boolean, m as array, w as strictObject } from "./schemas.js";
import { a as programFindings, o as programGuards } from "./left-out-of.js";
import { n as verdictGuards, r as verdictOf } from "./verdict.js";
import { a as reviewerRebased, c as reviewerSystem, i as reviewerChange, l as reviewerTask, o as reviewerRebasedTask, s as reviewerSecond } from "./prompts.js";
import { t as toldFrom } from "./told.js";
import { n as counted } from "./words.js";
import { n as judgement, t as finding } from "./review.js";
import { n as readJson, t as endedOtherwise } from "./how-ended.js";
import { t as fence } from "./render.js";
import { n as cleanLine } from "./clean.js";
import { o as readDiff } from "./hidden.js";
import { n as paragraph } from "./limits.js";
import { t as READING_TOOLS } from "./tools.js";
import { i as inRow, n as session, r as boxTools, t as transcript } from "./transcript.js";
import { t as lookThrough } from "./program-look.js";
import { n as readyBox } from "./ready-box.js";
import { join } from "node:path";
// src/session/answer.ts
/** What the reviewer answers: its shape, and whether it judges what it was asked to. Fingerprints and the verdict are ours. */
const said = string().min(1).max(2e4);
const ruling = strictObject({
	finding: int().min(1).describe("Its number in the list."),
	holds: boolean().describe("You saw in the code that it is there and can happen."),
	reason: said.describe("The place, and what stands there.")
});
/** One shape for both passes: another one would cost them the cache that they share. */
const answer = strictObject({
	summary: string().max(2e4).describe("What the change does and how well, in a few sentences."),
	findings: array(finding.omit({
		fingerprint: true,
		by: true,
		standing: true,
		reason: true
	}).extend({
		claim: said,
		evidence: said,
		scenario: said,
		side: finding.shape.side.default("new"),
		replacement: finding.shape.replacement.default(null)
	})).max(200),
	criteria: array(judgement.omit({ text: true }).extend({ evidence: said })).max(1e3),
	rulings: array(ruling).max(200).default([]).describe("Of a second look only.")
});
const answerSchema = toJSONSchema(answer, { io: "input" });
/** The answer, or what is wrong with it, in words that the model is told. */
function readAnswer(text, asked) {
	const read = readJson(text, answer);
	if ("misfit" in read) return read;
	const wrong = "told" in asked ? misjudged(read.value, asked.told) : misruled(read.value, asked.findings);
	return wrong.length > 0 ? { misfit: wrong.join("\n") } : { answer: read.value };
}
/** With the criterion's own words beside each judgement. */
const judgements = (answer, told) => answer.criteria.map((judged) => ({
	...judged,
	text: told.find(({ phase }) => phase.id === judged.phase)?.phase.criteria[judged.criterion - 1] ?? ""
}));
function misjudged({ criteria }, told) {
	const key = (phase, criterion) => `criterion ${criterion} of ${phase}`;
	return unlike(told.flatMap(({ phase }) => phase.criteria.map((_, i) => key(phase.id, i + 1))), criteria.map(({ phase, criterion }) => key(phase, criterion)));
}
function misruled({ rulings }, findings) {
	return unlike(Array.from({ length: findings }, (_, i) => `finding ${i + 1}`), rulings.map(({ finding }) => `finding ${finding}`));
}
/** Each that was asked is judged exactly once, and nothing else is. */
function unlike(asked, given) {
	const known = new Set(asked);
	const seen = new Set(given);
	const twice = given.filter((one, i) => given.indexOf(one) !== i);
	return [
		...asked.filter((one) => !seen.has(one)).map((one) => `${one} is not judged`),
		...given.filter((one) => !known.has(one)).map((one) => `${one} does not exist`),
		...[...new Set(twice)].map((one) => `${one} is judged more than once`)
	];
}
// src/session/diff-parts.ts
/**
* A diff in parts of bounded size: what fits is shown at once, the rest is fetched file by file, and what nobody fetched is
* known. A change that was not read completely can never pass (trust.md T16, github.md G2).
*/
/** Characters of diff in the prompt, and of one part that is fetched. */
const SHOWN = 12e4;
const PART = 4e4;
/** `leftOut`: paths that need not be read, with the reason; they are named, and can be fetched like any other. */
function diffParts(diff, leftOut = /* @__PURE__ */ new Map(), { shown: shownMost = SHOWN, part: partMost = PART } = {}) {
	const files = named(typeof diff === "string" ? readDiff(diff) : diff);
	let room = shownMost;
	const shown = files.filter(({ path, text }) => {
		if (leftOut.has(path) || text.length > room) return false;
		room -= text.length;
		return true;
	});
	const whole = new Set(shown);
	const rest = new Map(files.filter((file) => !whole.has(file)).map(({ name, text }) => [name, parts(text, partMost)]));
	const open = new Map([...rest].map(([name, pages]) => [name, new Set(pages.keys())]));
	const list = files.map(({ name, path, binary }) => {
		const pages = rest.get(name)?.length;
		const said = [
			...binary ? ["binary"] : [],
			...leftOut.has(path) ? [`need not be read: ${leftOut.get(path)}`] : [],
			...pages === void 0 ? [] : [`not below: ${pages} ${pages === 1 ? "part" : "parts"}`]
		];
		return said.length === 0 ? name : `${name} (${said.join("; ")})`;
	});
	const asked = files.filter(({ path }) => !leftOut.has(path));
	const missing = () => asked.filter(({ name }) => (open.get(name)?.size ?? 0) > 0);
	return {
		files: list.length === 0 ? "(no files)" : list.join("\n"),
		shown: shown.map(({ text }) => text).join("") || "(nothing)",
		tool: rest.size === 0 ? void 0 : diffTool(rest, open),
		missing: () => missing().map(({ name }) => name),
		unread: () => {
			const hidden = asked.filter(({ binary, removed }) => binary && !removed);
			return [...new Set([...missing(), ...hidden].map(({ path }) => path))];
		}
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
function named(files) {
	const seen = /* @__PURE__ */ new Set();
	return files.map((file) => {
		const plain = cleanLine(file.path, 500);
		let name = plain;
		for (let nth = 2; seen.has(name); nth += 1) name = `${plain} (${nth})`;
		seen.add(name);
		return {
			...file,
			name
		};
	});
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
// src/session/rebased-parts.ts
/** Characters of a change that passed before, shown beside what the base changed. */
const CHANGE_SHOWN = 6e4;
/** Of `base` nothing is left out: where little else is read, a generated file may be all that the change meets. */
function rebasedParts(base, { diff, leftOut = /* @__PURE__ */ new Map() }, most = CHANGE_SHOWN) {
	const parts = diffParts(base);
	const fits = diff.filter(({ path }) => !leftOut.has(path)).reduce((sum, { text }) => sum + text.length, 0) <= most;
	const aside = /* @__PURE__ */ new Map();
	const own = diffParts(diff.map((file) => {
		const why = leftOut.get(file.path) ?? (fits ? void 0 : "it passed before");
		if (why === void 0) return file;
		const path = `change: ${file.path}`;
		aside.set(path, why);
		return {
			...file,
			path
		};
	}), aside, { shown: most });
	return {
		...parts,
		tool: both(parts.tool, own.tool),
		change: own
	};
}
/** One tool, the same to the byte: what the first does not know, the second may. */
function both(first, second) {
	if (first === void 0 || second === void 0) return first ?? second;
	return {
		...first,
		async run(input, ...more) {
			const said = await first.run(input, ...more);
			if (!said.isError) return said;
			const other = await second.run(input, ...more);
			return other.isError ? said : other;
		}
	};
}
// src/session/review-talk.ts
/** One conversation with the reviewer, to an answer that speaks of exactly what was asked; both passes of a review are one each. */
/** One conversation, to an answer that speaks of exactly what was asked. Only a review must have read everything. */
async function converse({ reviewer, box, running, prompt }, parts, task, asked) {
	const reading = readingOf(asked, "told" in asked ? parts : void 0);
	const talked = await running.converse(reviewer, {
		system: reviewerSystem(answerSchema),
		prompt,
		task,
		tools: [...boxTools(READING_TOOLS, box, inRow(() => false), running.show), ...parts.tool ? [parts.tool] : []],
		output: answerSchema
	}, {
		ended: () => false,
		onEndTurn: reading.hear
	});
	return {
		...endedOtherwise(talked) ?? howItEnded(reading.heard()),
		fault: talked.end === "fault" ? talked.fault : null
	};
}
/** Reads answers; one that does not fit, or was given before all was read, is sent back once. */
function readingOf(asked, parts) {
	let heard = { misfit: "there was no answer" };
	let sentBack = false;
	return {
		heard: () => heard,
		async hear({ text }) {
			heard = readAnswer(text, asked);
			const left = parts?.missing() ?? [];
			const wrong = [..."misfit" in heard ? [`Your answer does not fit: ${heard.misfit}`] : [], ...left.length > 0 ? [`You have not read all of the diff. Fetch with \`diff\`: ${left.slice(0, 50).join(", ")}`] : []];
			if (wrong.length === 0 || sentBack) return void 0;
			sentBack = true;
			return [...wrong, "Then answer again, with the whole JSON object and nothing else."].join("\n\n");
		}
	};
}
const howItEnded = (heard) => "answer" in heard ? {
	end: "reviewed",
	message: "reviewed",
	answer: heard.answer
} : {
	end: "invalid",
	message: `the answer does not fit: ${heard.misfit}`
};
// src/session/review.ts
/**
* The reviewer at work: it reads the joined tree with tools that change nothing, the diff and the plan, and answers in a
* structured output. What it finds goes to a second, independent conversation that tries to refute it. What comes out is their
* raw words, parsed; the verdict is computed elsewhere (review/verdict.ts).
*/
/** Throws a fault only where nothing was paid for yet; afterwards every ending is a value. */
async function reviewChange(work, ports) {
	const { inForce } = work;
	const told = work.phases.map(({ text }) => toldFrom(text));
	const { parts, prompt, task } = toldOf(work, told);
	using running = session({
		role: "reviewer",
		name: "review",
		budget: inForce.reviewBudget,
		limits: inForce.limits,
		threadHosts: inForce.threadHosts,
		compaction: inForce.compaction,
		transcript: work.transcript,
		comeToAnEnd: "Answer with the JSON object now.",
		signal: work.signal
	}, ports);
	const talk = {
		reviewer: inForce.reviewer,
		box: work.box,
		running,
		prompt
	};
	const first = await converse(talk, parts, task, { told });
	const answer = first.end === "reviewed" ? first.answer : void 0;
	const findings = answer?.findings ?? [];
	const standings = work.secondLook && findings.length > 0 ? await secondLook(work, talk, findings, ports) : findings.map(() => UNJUDGED);
	const { account } = running;
	const model = account.model();
	const others = new Set(account.usage().map((line) => line.model));
	others.delete(inForce.reviewer.model);
	if (others.size > 0) running.note(`${inForce.reviewer.model} was asked, and ${[...others].join(", ")} answered`);
	return {
		end: first.end,
		message: paragraph(first.message),
		fault: first.fault,
		summary: answer?.summary ?? "",
		findings: findings.map((finding, i) => ({
			...finding,
			...standings[i]
		})),
		criteria: answer ? judgements(answer, told) : [],
		unread: parts.unread(),
		model,
		turns: account.turns(),
		seconds: account.seconds(),
		usage: account.usage(),
		notes: running.notes()
	};
}
/** What is to be read, and what both conversations are told of it first; `task` is the first one's. */
function toldOf({ diff, leftOut, base, documents = [] }, told) {
	if (base === void 0) {
		const parts = diffParts(diff, leftOut);
		const { files, shown } = parts;
		return {
			parts,
			prompt: reviewerChange({
				told,
				files,
				diff: shown,
				documents
			}),
			task: reviewerTask({ told })
		};
	}
	const parts = rebasedParts(base, {
		diff,
		leftOut
	});
	const { files, shown, change } = parts;
	return {
		parts,
		prompt: reviewerRebased({
			base: {
				files,
				diff: shown
			},
			files: change.files,
			diff: change.shown,
			documents
		}),
		task: reviewerRebasedTask()
	};
}
const UNJUDGED = {
	standing: "unjudged",
	reason: ""
};
/** What it cannot decide stays as it was found: a second look that fails takes nothing away. */
async function secondLook(work, talk, findings, { progress }) {
	const { running } = talk;
	const { parts } = toldOf(work, []);
	const asked = { findings: findings.length };
	progress.step("second look", counted(findings.length, "finding"));
	const ended = await converse(talk, parts, reviewerSecond(findings), asked);
	if (ended.end !== "reviewed") {
		running.note(`there was no second look: ${ended.message}`.slice(0, 900));
		return findings.map(() => UNJUDGED);
	}
	const rulings = new Map(ended.answer.rulings.map((ruling) => [ruling.finding, ruling]));
	return findings.map((_, i) => {
		const ruling = rulings.get(i + 1);
		if (ruling === void 0) return UNJUDGED;
		return {
			standing: ruling.holds ? "confirmed" : "refuted",
			reason: ruling.reason
		};
	});
}
// src/commands/reviewing.ts
/**
* A change under review, wherever it comes from: a wave's joined tree, a branch, a working tree. Here stands what every review
* reads, what it may leave out, and how what was said becomes an outcome. Nothing of it is asked of the change itself.
*/
const reviewGuards = {
	program: programGuards,
	verdict: verdictGuards
};
async function judge(change, ports, guards = reviewGuards) {
	const { workshop, policy, inForce, phases, passed, documents, signal } = change;
	const { program, most } = guards;
	const limits = {
		guards: program,
		...most === void 0 ? {} : { most }
	};
	const look = await lookThrough(change, workshop.objects, ports, limits);
	if ("tooLarge" in look) return {
		fault: null,
		judged: {
			...nothingJudged,
			why: look.tooLarge,
			cause: "unread"
		}
	};
	const { facts, findings: own, leftOut: left } = look;
	const diff = facts.files;
	const [leak] = guards.program.secrets ? programFindings(facts, [guards.program.secrets]) : [];
	if (leak !== void 0) {
		const why = oneLine(`${leak.claim} (${leak.evidence}): nothing was sent to a model`);
		return {
			fault: null,
			judged: {
				...nothingJudged,
				verdict: "block",
				why,
				findings: [...own],
				leftOut: namedOnce(left)
			}
		};
	}
	await using temporary = await ports.folders.temporary("review");
	const tree = join(temporary.path, "tree");
	await workshop.exportTree(change.tree, tree);
	await using box = await readyBox({
		tree,
		writable: false,
		inForce
	}, ports);
	const heard = inForce.transcripts === "keep" ? transcript((text) => ports.model.redact(text)) : void 0;
	const said = await reviewChange({
		phases,
		inForce,
		box,
		diff,
		leftOut: whyOf(left),
		base: passed?.delta,
		documents,
		secondLook: policy.review.secondLook,
		transcript: heard,
		signal
	}, ports).finally(async () => {
		if (heard && change.transcript) await ports.files.write(change.transcript, heard.text());
	});
	const findings = [...own, ...said.findings.map((finding) => ({
		...finding,
		fingerprint: fingerprint(finding),
		by: "model"
	}))];
	return {
		fault: said.fault,
		judged: {
			...passed ? { since: passed.since } : {},
			...verdict(said, findings, change, Object.values(guards.verdict)),
			summary: said.summary,
			findings,
			criteria: said.criteria,
			leftOut: namedOnce(left),
			unread: said.unread.slice(0, 1e4),
			context: documents.map(({ path, sha256, length, told }) => ({
				path,
				sha256,
				length,
				told
			})),
			notes: said.notes,
			model: said.model,
			turns: said.turns,
			seconds: said.seconds,
			usage: said.usage
		}
	};
}
const whyOf = (left) => new Map(left.map(({ path, why }) => [path, why]));
const namedOnce = (left) => [...whyOf(left)].map(([path, why]) => ({
	path,
	why
})).slice(0, 1e4);
function verdict(said, findings, { phases, policy, passed }, guards) {
	if (said.end !== "reviewed") return {
		verdict: "none",
		why: oneLine(said.message),
		cause: said.end
	};
	const found = verdictOf({
		findings,
		criteria: said.criteria,
		expected: phases.map(({ id, criteria }) => ({
			phase: id,
			criteria: criteria.length
		})),
		blocking: policy.review.blocking,
		refuted: policy.review.refuted,
		unread: said.unread,
		since: passed?.since
	}, guards);
	return {
		...found,
		cause: found.verdict === "none" && said.unread.length > 0 ? "unread" : null
	};
}
/** Before anything is known. */
const nothingJudged = {
	verdict: "none",
	why: "not reviewed",
	cause: null,
	summary: "",
	findings: [],
	criteria: [],
	leftOut: [],
	unread: [],
	context: [],
	notes: [],
	model: null,
	turns: 0,
	seconds: 0,
	usage: []
};
const causeOf = (fault) => fault.kind === "credentials" ? "credentials" : fault.kind === "cancelled" ? "cancelled" : "service";
const oneLine = (text) => text.replace(/\s+/g, " ").trim().slice(0, 300);
export { reviewGuards as a, oneLine as i, judge as n, nothingJudged as r, causeOf as t };
