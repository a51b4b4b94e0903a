import { i as matches } from "./paths.js";
import { D as toJSONSchema, T as string, _ as int, h as boolean, m as array, w as strictObject } from "./schemas.js";
import { t as toldFrom } from "./told.js";
import { i as hiddenIn, n as addedLines, r as readDiff } from "./diff.js";
import { n as protectedReason } from "./protected.js";
import { t as findSecrets } from "./secrets.js";
import { t as loadedByVerify } from "./self-verified.js";
import { n as verdictGuards, r as verdictOf } from "./verdict.js";
import { a as reviewerSecond, i as reviewerChange, o as reviewerSystem, s as reviewerTask } from "./prompts.js";
import { n as counted } from "./words.js";
import { n as judgement, t as finding$1 } from "./review.js";
import { n as readJson, t as endedOtherwise } from "./how-ended.js";
import { t as fence } from "./render.js";
import { n as cleanLine } from "./clean.js";
import { n as paragraph } from "./limits.js";
import { t as READING_TOOLS } from "./tools.js";
import { i as inRow, n as session, r as boxTools, t as transcript } from "./transcript.js";
import { n as readyBox } from "./ready-box.js";
import { join } from "node:path";
import { createHash } from "node:crypto";
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
// src/review/left-out.ts
/**
* What of a change may be left unread: generated and vendored files, by the attributes of the default branch, and what its policy
* names. The change itself is not asked; everything else that nobody read makes the review none (trust.md T1, github.md G2).
*/
/** Attribute → value → why such a file is left out. Values as git gives them: `set`, `unset`, or a text. */
const LEAVING_ATTRIBUTES = {
	"linguist-generated": {
		set: "generated, says .gitattributes",
		true: "generated, says .gitattributes"
	},
	"linguist-vendored": {
		set: "vendored, says .gitattributes",
		true: "vendored, says .gitattributes"
	},
	diff: { unset: "no text to compare, says .gitattributes" }
};
/** The changed files that may stay unread, each with the reason. */
function leftOut(files, { attributes, patterns }) {
	return [...new Set(files.map(({ path }) => path))].flatMap((path) => {
		const why = byAttribute(attributes.get(path)) ?? (matches(path, patterns) ? "by policy" : void 0);
		return why === void 0 ? [] : [{
			path,
			why
		}];
	});
}
function byAttribute(values = {}) {
	return Object.entries(LEAVING_ATTRIBUTES).map(([name, reasons]) => reasons[values[name] ?? ""]).find((why) => why !== void 0);
}
// src/review/addressed.ts
/** Each is a guard: without it, text of its kind is found by no program. */
const addressGuards = {
	"takes instructions back": /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|your|system)\b.{0,30}\b(?:instructions?|prompts?|rules|directions|guidelines|guidance)\b/i,
	"speaks as a conversation does": /<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|eot_id)\|>|\[\/?INST\]|<\/?(?:system_prompt|system-reminder|function_results|antml:[a-z_]{1,30})\b/i,
	"speaks to a reviewing model": /\b(?:(?:ai|llm|automated|language[- ]model|claude|gpt|copilot|gemini|opus|sonnet)[- ](?:code[- ])?(?:review(?:er|ing)?|judge|checker|agent|assistant)s?|(?:ai|language|review(?:er|ing)?)[- ]models?)\b.{0,80}\b(?:must|should|shall|please|approve|pass|accept|skip|ignore|refute|reject no|report|answer|respond|treat|do not|don't|need not)\b/i,
	"speaks to a model by name": /\b(?:claude|chatgpt|gpt-?[345]|gemini|copilot|opus|sonnet)\s*[,:]\s{0,3}(?:you\b|please|ignore|approve|do not|don't|skip|answer|report|mark|treat|return)/i,
	"asks for silence or approval": /\b(?:report|return|output|answer|respond|reply|produce|raise)\b.{0,30}\b(?:no|zero|empty|without)\b.{0,15}\b(?:findings?|blockers?|criticisms?)\b|\b(?:do not|don't|never)\s(?:report|flag|raise|mention)\b.{0,40}\b(?:as a )?(?:finding|blocker|in (?:your|the) review)\b|\b(?:mark|judge|treat|consider)\b.{0,30}\b(?:every|all|each)\b.{0,20}\bcriteri(?:on|a)\b.{0,20}\b(?:met|fulfilled|passed|satisfied)\b/i,
	"asks to refute": /\b(?:refute|dismiss|withdraw)\b.{0,30}\b(?:this|the|every|all|any)\b.{0,20}\bfindings?\b|\b(?:this|the|every|any)\sfindings?\b.{0,40}\b(?:is|are|was|were)\s(?:an?\s)?(?:false positives?|not supported|refuted)\b/i,
	"has the form of a reviewer's answer": /["']?(?:verdict|holds|met)["']?\s*:\s*["']?(?:pass|true|false)\b.{0,300}["']?(?:findings|criteria|rulings|evidence)["']?\s*:|["']findings["']\s*:\s*\[\s*\]\s*,\s*["']criteria["']/i
};
/** The first of each kind in the added lines of a file. Lines that follow one another are read as one text, as a model would. */
function addressesIn(lines, guards = addressGuards) {
	const found = [];
	const kinds = Object.entries(guards);
	for (const block of blocksOf(lines)) for (const [what, pattern] of kinds) {
		if (found.some((one) => one.what === what)) continue;
		const match = pattern.exec(block.text);
		if (match) found.push({
			what,
			line: block.lineAt(match.index)
		});
	}
	return found.sort((a, b) => a.line - b.line);
}
/** The same of a short text without lines: a file's name, a title. */
const addressedBy = (text, guards = addressGuards) => addressesIn([{
	line: 1,
	text: text.replace(/[-_/.]+/g, " ")
}], guards)[0]?.what;
/** Lines that are joined into one text, and how many of them the next text begins with, so that no sentence is cut. */
const MOST_LINES = 200;
const OVERLAP = 20;
function blocksOf(lines) {
	const blocks = [];
	for (let from = 0; from < lines.length;) {
		let to = from + 1;
		while (to < lines.length && lines[to].line === lines[to - 1].line + 1 && to - from < MOST_LINES) to += 1;
		blocks.push(blockOf(lines.slice(from, to)));
		from = to - from === MOST_LINES ? to - OVERLAP : to;
	}
	return blocks;
}
function blockOf(lines) {
	let text = "";
	const starts = [];
	for (const { line, text: raw } of lines) {
		starts.push({
			at: text.length,
			line
		});
		text += `${plain(raw)} `;
	}
	return {
		text,
		lineAt: (index) => starts.findLast(({ at }) => at <= index)?.line ?? lines[0].line
	};
}
/** As a model reads it: without marks of comments, without characters that do not show, in the usual form of each letter. */
const plain = (text) => text.replace(/^\s*(?:\/\/+|\/?\*+\/?|#+|--|<!--|;+|%+|>+|"""|''')?\s*/, "").normalize("NFKC").replace(/\p{Default_Ignorable_Code_Point}/gu, "").replace(/\s+/g, " ");
// src/review/program.ts
/** Findings of the program itself: facts about the change that no model has to notice, and none can refute. */
/** By what they look for, in the order in which they are told. */
const programGuards = {
	secrets: (_, added) => each(added, (lines) => {
		return grouped(lines.flatMap(({ line, text }) => {
			const [secret] = findSecrets(text);
			return secret ? [{
				line,
				kind: secret.kind
			}] : [];
		}), ({ kind }) => ({
			severity: "blocker",
			category: "security",
			claim: `The file has what looks like ${kind}`,
			scenario: "Whoever can read the repository, or its history later, can use it."
		}));
	}),
	"hidden characters": ({ leftOut }, added) => each(added, (lines, path) => {
		return grouped(lines.flatMap(({ line, text }) => {
			const hidden = hiddenIn(text, line === 1);
			return hidden ? [{
				line,
				kind: hidden.what,
				deceives: hidden.deceives
			}] : [];
		}), ({ kind, deceives }) => ({
			severity: deceives && !leftOut.has(path) ? "major" : "minor",
			category: "security",
			claim: `The line has ${kind}`,
			scenario: "A person who reads it does not see what a machine reads."
		}));
	}),
	"text addressed to a model": ({ files, leftOut, told, prompts }, added) => [
		...each(added, (lines, path) => addressesIn(lines).map(({ line, what }) => ({
			...addressed(what),
			severity: prompts(path) ? "nit" : leftOut.has(path) ? "minor" : "major",
			line
		}))),
		...files.flatMap(({ path }) => {
			const what = addressedBy(path);
			return what === void 0 ? [] : [{
				...addressed(what, "The name of the file"),
				path,
				line: null
			}];
		}),
		...told.flatMap((text) => addressesIn(text.split("\n").map((line, i) => ({
			line: i + 1,
			text: line
		}))).slice(0, 1).map(({ what }) => ({
			...addressed(what, "The plan"),
			severity: "minor",
			path: null,
			line: null
		})))
	],
	"protected files": ({ files, planned }) => capped(paths(files).flatMap((path) => {
		const reason = protectedReason(path);
		return reason === void 0 ? [] : [{
			path,
			reason
		}];
	}), ({ path, reason }) => ({
		severity: "minor",
		category: "process",
		path,
		line: null,
		claim: `A protected file was changed${planned ? ", as the plan allows by name" : ""} (${reason})`,
		scenario: "Such files decide what runs, where, and with which rights: look at it yourself."
	})),
	"self-verified files": ({ files, planned }) => capped(planned ? paths(files).filter(loadedByVerify) : [], (path) => ({
		severity: "nit",
		category: "process",
		path,
		line: null,
		claim: "verify loads this file, and the phase changed it",
		scenario: "Its passing speaks for itself only."
	})),
	"content that is elsewhere": ({ files }) => files.filter(({ text }) => /\n(?:new file mode 160000|index [0-9a-f]+\.\.[0-9a-f]+ 160000)\n/.test(text)).map(({ path }) => ({
		severity: "minor",
		category: "security",
		path,
		line: null,
		claim: "A submodule points at another commit",
		scenario: "What that commit holds is in no diff, and nobody read it here."
	}))
};
function programFindings(facts, guards = Object.values(programGuards)) {
	const added = addedLines(facts.files);
	return guards.flatMap((guard) => guard(facts, added)).map(finding);
}
const addressed = (what, where = "The text") => ({
	severity: "major",
	category: "security",
	claim: `${where} ${what}: it is addressed to a model`,
	scenario: "A model that reads it may take it for an instruction; people should know that it stands there."
});
function each(added, look) {
	return [...added].flatMap(([path, lines]) => look(lines, path).map((draft) => ({
		...draft,
		path
	})));
}
/** One finding for each kind in a file, at its first line; a thousand lines of the same are one remark. */
function grouped(hits, say) {
	return [...Map.groupBy(hits, ({ kind }) => kind).values()].map((same) => {
		const said = say(same[0]);
		const more = same.length > 1 ? ` ${same.length} lines have it.` : "";
		return {
			...said,
			scenario: said.scenario + more,
			line: same[0].line
		};
	});
}
/** Remarks of one kind that name a file each; the rest is counted. */
const MOST_FILES = 20;
function capped(all, say) {
	const drafts = all.slice(0, MOST_FILES).map(say);
	const left = all.length - drafts.length;
	if (left === 0) return drafts;
	return [...drafts, {
		...drafts[0],
		path: null,
		claim: `${left} more: ${drafts[0].claim}`
	}];
}
const paths = (files) => [...new Set(files.map(({ path }) => path))];
function finding(draft) {
	const { path, line } = draft;
	return {
		...draft,
		fingerprint: fingerprint(draft),
		endLine: line,
		side: "new",
		evidence: path === null ? "" : line === null ? path : `${path}:${line}`,
		suggestion: null,
		replacement: null,
		by: "program",
		standing: "confirmed",
		reason: ""
	};
}
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
	findings: array(finding$1.omit({
		fingerprint: true,
		by: true,
		standing: true,
		reason: true
	}).extend({
		claim: said,
		evidence: said,
		scenario: said,
		side: finding$1.shape.side.default("new"),
		replacement: finding$1.shape.replacement.default(null)
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
	const parts = diffParts(work.diff, work.leftOut);
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
	const { files, shown: diff } = parts;
	const prompt = reviewerChange({
		told,
		files,
		diff,
		documents: work.documents ?? []
	});
	const talk = {
		reviewer: inForce.reviewer,
		box: work.box,
		running,
		prompt
	};
	const first = await converse(talk, parts, reviewerTask({ told }), { told });
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
const UNJUDGED = {
	standing: "unjudged",
	reason: ""
};
/** What it cannot decide stays as it was found: a second look that fails takes nothing away. */
async function secondLook(work, talk, findings, { progress }) {
	const { running } = talk;
	const parts = diffParts(work.diff, work.leftOut);
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
	const { workshop, policy, inForce, phases, documents, signal } = change;
	const diff = readDiff(await workshop.objects.diff(change.base, change.tree));
	const left = leftOut(diff, {
		attributes: await attributesOf(change.policyCommit, diff.map(({ path }) => path), ports),
		patterns: policy.review.leaveOut
	});
	const facts = {
		files: diff,
		leftOut: new Set(left.map(({ path }) => path)),
		planned: phases.length > 0,
		told: phases.flatMap(({ text }) => proseOf(toldFrom(text))),
		prompts: (path) => matches(path, policy.review.prompts)
	};
	const own = programFindings(facts, Object.values(guards.program));
	const leftOutOfIt = left.map(({ path, why }) => ({
		path,
		why
	})).slice(0, 1e4);
	const [leak] = guards.program.secrets ? programFindings(facts, [guards.program.secrets]) : [];
	if (leak !== void 0) {
		const why = oneLine(`${leak.claim} (${leak.evidence}): nothing was sent to a model`);
		return {
			fault: null,
			judged: {
				...nothingJudged,
				verdict: "block",
				why,
				findings: own,
				leftOut: leftOutOfIt
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
		leftOut: new Map(left.map(({ path, why }) => [path, why])),
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
			...verdict(said, findings, change, Object.values(guards.verdict)),
			summary: said.summary,
			findings,
			criteria: said.criteria,
			leftOut: leftOutOfIt,
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
/** What a model is told of a plan in words. */
const proseOf = ({ plan, phase }) => [
	plan.title,
	plan.body,
	phase.title,
	phase.section
];
const attributesOf = async (commit, paths, { git }) => commit === null ? /* @__PURE__ */ new Map() : await git.repository.attributes(commit, {
	names: Object.keys(LEAVING_ATTRIBUTES),
	paths
});
function verdict(said, findings, { phases, policy }, guards) {
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
		unread: said.unread
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
