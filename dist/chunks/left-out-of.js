import { t as Fault } from "./fault.js";
import { i as matches } from "./paths.js";
import { n as protectedReason } from "./protected.js";
import { t as findSecrets } from "./secrets.js";
import { t as loadedByVerify } from "./self-verified.js";
import { l as fingerprint } from "./mends.js";
import { r as addedLines, s as removedLines, t as hiddenIn } from "./hidden.js";
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
		...each(removedLines(files), (lines, path) => {
			const gone = addressesIn(lines);
			const still = gone.length > 0 ? addressesIn(added.get(path) ?? []) : [];
			return gone.filter(({ what }) => still.every((one) => one.what !== what)).map(({ line, what }) => ({
				...addressed(what, "The removed text"),
				severity: prompts(path) ? "nit" : "minor",
				line,
				side: "old"
			}));
		}),
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
	"content that is elsewhere": ({ files }) => files.filter(isElsewhere).map(({ path }) => ({
		severity: "minor",
		category: "security",
		path,
		line: null,
		claim: "A submodule points at another commit",
		scenario: "What that commit holds is in no diff, and nobody read it here."
	}))
};
/** A submodule that is new, or points at another commit. */
const isElsewhere = ({ text }) => /\n(?:new file mode 160000|index [0-9a-f]+\.\.[0-9a-f]+ 160000)\n/.test(text);
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
		side: "new",
		...draft,
		fingerprint: fingerprint(draft),
		endLine: line,
		evidence: path === null ? "" : line === null ? path : `${path}:${line}`,
		suggestion: null,
		replacement: null,
		by: "program",
		standing: "confirmed",
		reason: ""
	};
}
// src/commands/bounded-diff.ts
/** A diff of at most so many bytes: what others land, or push, must not hold a job up, nor fill its memory. */
/** Bytes of a diff that are looked through: ten seconds of work at the worst, and more than any review reads. */
const MOST_DIFF = 67108864;
/** undefined: it is larger. */
async function boundedDiff(objects, { from, to, most = MOST_DIFF }) {
	try {
		return await objects.diff(from, to, most);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "git-output-limit") return void 0;
		throw thrown;
	}
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
// src/commands/left-out-of.ts
async function leftOutOf(files, { policy, policyCommit }, { git }) {
	const asked = {
		names: Object.keys(LEAVING_ATTRIBUTES),
		paths: files.map(({ path }) => path)
	};
	return leftOut(files, {
		attributes: policyCommit === null ? /* @__PURE__ */ new Map() : await git.repository.attributes(policyCommit, asked),
		patterns: policy.review.leaveOut
	});
}
export { programFindings as a, isElsewhere as i, MOST_DIFF as n, programGuards as o, boundedDiff as r, leftOutOf as t };
