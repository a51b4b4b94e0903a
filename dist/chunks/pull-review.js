import { t as findSecrets } from "./secrets.js";
import { t as Fault } from "./fault.js";
import { a as reviewMarkerOf, i as readReviewMarker, n as mendsWithin, r as readMarker, t as markerOf } from "./marker.js";
import { n as codeSpan, r as forgeLine } from "./markdown.js";
import { n as withoutSecrets } from "./redact.js";
import { t as redactOutcome } from "./redact-outcome.js";
import { a as placeOf, d as sendBackLines, n as details, r as idOf } from "./review2.js";
import { t as reviewMarkdown } from "./review-markdown2.js";
import { n as counted } from "./words.js";
import { n as HUNK, t as hiddenIn } from "./hidden.js";
import { a as mendsOf } from "./mends.js";
import { t as recall } from "./recall.js";
// src/report/pull-review.ts
/** Characters of a comment that GitHub takes (github.md G18). */
const MOST$1 = 65536;
/** Of these for what can be sent back, however much there is to read; and for all of the marker else, and the sentences around it. */
const MENDS_ROOM = 2e4;
/** Of the lists at the end: what stands before them is bounded by itself (review-markdown.ts). */
const LISTED = 20;
/** The whole, with its marker: together never more than the forge takes. Where that is too little, what is to be read is cut. */
function pullReviewBody({ head, mends, rules, ...ask }) {
	const said = withoutSecrets(saidOf(ask));
	const room = Math.max(MENDS_ROOM, 61536 - said.length);
	const kept = mends && mendsWithin(redactOutcome(mends), room);
	const back = kept ? sendBackLines({
		by: "comment",
		plan: ask.plan,
		...kept
	}, codeSpan) : [];
	const { nonce, tree, base, verdict, why } = ask.review;
	const marker = {
		nonce,
		head,
		tree,
		base,
		verdict,
		why: withoutSecrets(why),
		rules,
		...kept
	};
	const end = [
		...back,
		HOW,
		reviewMarkerOf(marker)
	].join("\n\n");
	return `${fitted(said, MOST$1 - end.length - 2)}\n\n${end}`;
}
function saidOf({ beside, onLines, decisions, ...ask }) {
	const refuted = ask.review.findings.filter(({ standing }) => standing === "refuted");
	const findings = [...beside.map(({ finding }) => finding), ...refuted];
	const text = reviewMarkdown({
		...ask,
		review: {
			...ask.review,
			findings
		}
	});
	const declined = decisions.flatMap((one) => one.do === "declined" ? [`${named(one.finding)}: declined by ${codeSpan(one.by)}, and not counted`] : []);
	const unchanged = decisions.flatMap((one) => one.do === "leave" && one.why === "unchanged" ? [`${codeSpan(one.thread.path)}: ${forgeLine(one.thread.marked.claim, 200)}`] : []);
	return [
		text.trimEnd(),
		...onLines > 0 ? [`${counted(onLines, "finding")} ${onLines === 1 ? "stands" : "stand"} on the lines.`] : [],
		...reasons(beside),
		...list("Declined", declined),
		...list("Not found again, though the code is as it was", unchanged)
	].join("\n\n");
}
const HOW = "Who may write to the repository, and wrote nothing of the change, declines a finding by answering it with `/planfile decline` and why.";
/** What stands on one line, with its marker. */
function commentMarkdown({ finding, replacement }) {
	const { severity, category, by, claim } = finding;
	const text = [
		`**${severity}** · ${category}${by === "program" ? " (found by the program)" : ""}${idOf(finding) && ` · ${codeSpan(idOf(finding))}`}: ${forgeLine(claim, 1e3)}`,
		details(finding).map(([name, said]) => `- ${name}: ${forgeLine(said, 2e3)}`).join("\n"),
		...replacement === void 0 ? [] : [suggestion(replacement)]
	].filter((part) => part !== "");
	return `${withoutSecrets(text.join("\n\n"))}\n\n${markerOf({
		...finding,
		claim: withoutSecrets(claim)
	})}`;
}
/** Exactly these bytes can be committed with a click: who calls has asked whether they may (`suggestionGuards`). */
function suggestion(text) {
	const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = "`".repeat(longest + 1);
	return `${fence}suggestion\n${text}\n${fence}`;
}
/** What is said in a thread before it is closed. */
const closingMarkdown = (why, head) => ({
	fixed: `Mended by ${codeSpan(head.slice(0, 12))}: it is not found any more.`,
	refuted: `A second look at ${codeSpan(head.slice(0, 12))} could not support it.`,
	moved: "The code is elsewhere by now: the comment goes on there."
})[why];
const named = (finding) => `**${finding.severity}** ${codeSpan(placeOf(finding))}: ${forgeLine(finding.claim, 200)}`;
/** Why not all of it stands where it belongs. */
function reasons(beside) {
	const groups = [...Map.groupBy(beside, ({ why }) => why)];
	return groups.length === 0 ? [] : [`Not on a line: ${groups.map(([why, all]) => `${all.length} (${why})`).join(", ")}.`];
}
function list(title, lines) {
	if (lines.length === 0) return [];
	const more = lines.length > LISTED ? [`- and ${lines.length - LISTED} more`] : [];
	return [`### ${title}`, [...lines.slice(0, LISTED).map((line) => `- ${line}`), ...more].join("\n")];
}
const CUT = "…\n\n(cut: the outcome has it all)";
const fitted = (text, most) => text.length > most ? `${text.slice(0, most - 32).toWellFormed()}${CUT}` : text;
// src/review/placement.ts
/** Conditions on a suggestion, each named: without one, its kind of text could be committed with a click (trust.md T20). */
const suggestionGuards = {
	"on lines that are there": ({ side }) => side === "right",
	"for exactly the lines that it was written for": ({ whole }) => whole,
	"of a few lines": ({ replacement, from, to }) => replacement.split("\n").length <= 20 && to - from < 20,
	"not where lines end otherwise": ({ lines }) => lines.every((line) => !line.text.endsWith("\r")),
	"not at an end without a line feed": ({ lines }) => lines.every((line) => !line.unended),
	"which changes something": ({ replacement, lines }) => replacement !== lines.map(({ text }) => text).join("\n"),
	"as a commit would be checked": ({ replacement, path, allowed }) => allowed(path, replacement)
};
const MOST = 30;
/** Worst first. What is over the cap goes to the body, and so does what no patch shows. */
function place(findings, files, { most = MOST, allowed }, guards = Object.values(suggestionGuards)) {
	const patches = new Map(files.map((file) => [file.path, file]));
	const renamed = new Map(files.flatMap((file) => file.previousPath ? [[file.previousPath, file]] : []));
	const shown = /* @__PURE__ */ new Map();
	const patchOf = (file) => {
		const known = shown.get(file) ?? readPatch(file.patch ?? "");
		shown.set(file, known);
		return known;
	};
	const placement = {
		inline: [],
		body: []
	};
	for (const finding of worstFirst(findings)) {
		const found = spot(finding, patches, renamed, patchOf);
		if ("why" in found) placement.body.push({
			finding,
			why: found.why
		});
		else if (placement.inline.length >= most) placement.body.push({
			finding,
			why: `more than ${most} comments are not made`
		});
		else {
			const { path, side, from, to } = found;
			const { replacement } = finding;
			const safe = replacement !== null && guards.every((guard) => guard({
				...found,
				replacement,
				allowed
			}));
			placement.inline.push({
				finding,
				path,
				side,
				line: to,
				startLine: from === to ? void 0 : from,
				replacement: safe ? replacement : void 0
			});
		}
	}
	return placement;
}
const ORDER = [
	"blocker",
	"major",
	"minor",
	"nit"
];
/** By severity; then what a second look confirmed; then as they came. */
const worstFirst = (findings) => findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || Number(b.standing === "confirmed") - Number(a.standing === "confirmed"));
function spot({ path, line, endLine, side: where }, patches, renamed, patchOf) {
	if (path === null) return { why: "it is about the change as a whole" };
	const file = patches.get(path) ?? renamed.get(path);
	if (file === void 0) return { why: "the file is not among those that the forge lists as changed" };
	if (line === null) return { why: "it is about the file as a whole" };
	if (file.patch === void 0) return { why: "the forge shows no lines of this file" };
	const side = where === "old" ? "left" : "right";
	const lines = patchOf(file)[side];
	const end = Math.max(line, endLine ?? line);
	const last = [...range(line, end)].findLast((one) => lines.has(one));
	if (last === void 0) return { why: "no hunk shows the line" };
	let from = last;
	while (from > line && lines.get(from - 1)?.hunk === lines.get(last).hunk) from -= 1;
	return {
		path: file.path,
		side,
		from,
		to: last,
		whole: from === line && last === end,
		lines: [...range(from, last)].map((one) => lines.get(one))
	};
}
/** Long claims are cut: no comment spans more. */
const LONGEST = 1e3;
function* range(from, to) {
	for (let one = from; one <= Math.min(to, from + LONGEST); one += 1) yield one;
}
/** Lines by their number: context stands on both sides. Counts in a hunk's header say where it ends, whatever its lines look like. */
function readPatch(patch) {
	const read = {
		left: /* @__PURE__ */ new Map(),
		right: /* @__PURE__ */ new Map()
	};
	let hunk = -1;
	let [old, oldLeft, now, nowLeft] = [
		0,
		0,
		0,
		0
	];
	let last = [];
	for (const row of patch.split("\n")) {
		if (row.startsWith("\\")) {
			for (const shown of last) shown.unended = true;
			continue;
		}
		if (oldLeft > 0 || nowLeft > 0) {
			const shown = () => ({
				text: row.slice(1),
				hunk,
				unended: false
			});
			last = [];
			if (!row.startsWith("+")) {
				last.push(shown());
				read.left.set(old, last.at(-1));
				old += 1;
				oldLeft -= 1;
			}
			if (!row.startsWith("-")) {
				last.push(shown());
				read.right.set(now, last.at(-1));
				now += 1;
				nowLeft -= 1;
			}
			continue;
		}
		const head = HUNK.exec(row);
		if (!head) continue;
		hunk += 1;
		[old, oldLeft, now, nowLeft] = [
			Number(head[1]),
			Number(head[2] ?? 1),
			Number(head[3]),
			Number(head[4] ?? 1)
		];
	}
	return read;
}
// src/commands/publishing/older-reviews.ts
/** By name; what one of them does not hold for stays as it is. */
const olderGuards = {
	"our own account wrote it": ({ one, self }) => one.author.id === self.id,
	"it is a review of ours": ({ one }) => readReviewMarker(one.body) !== void 0,
	"it came before": ({ one, newest }) => one.id < newest.id
};
/** Notes on what could not be done. */
async function foldOlder({ pull, review, head }, { forge }, guards = olderGuards) {
	const self = await forge.people.self();
	const reviews = await forge.pulls.reviews(pull.number);
	const newest = reviews.find(({ author, body }) => {
		const marker = author.id === self.id ? readReviewMarker(body) : void 0;
		return marker?.nonce === review.nonce && marker.head === head && marker.verdict === review.verdict;
	});
	if (newest === void 0) return [];
	const older = reviews.filter((one) => !one.review?.folded && Object.values(guards).every((holds) => holds({
		one,
		newest,
		self
	})));
	try {
		for (const one of older.slice(-30)) await forge.pulls.fold(one);
		return [];
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		return [`the reviews before this one are not folded away: ${error.message}. ${error.fix}`];
	}
}
// src/commands/publishing/pull-review.ts
/** Notes on what could not be done and keeps nobody from going on. Faults: head-moved, and those of the forge. */
async function postPullReview(given, ports) {
	const { pull, review } = given;
	const { pulls } = ports.forge;
	const remembered = given.remembered ?? await recall(given, ports);
	const notes = await closeThreads(given, remembered, ports);
	if (review.verdict === "none" && review.findings.length === 0) return notes;
	if (await isPosted(given, ports)) return [...notes, ...await foldOlder(given, ports)];
	const fresh = remembered.decisions.flatMap((one) => one.do === "comment" || one.do === "move" ? [one.finding] : []);
	const kept = remembered.decisions.filter((one) => one.do === "keep").length;
	const placed = place(fresh, await pulls.files(pull.number), { allowed: mayStand(given) });
	const post = (placement) => pulls.postReview(pull.number, textOf(given, placement, {
		kept,
		decisions: remembered.decisions
	}));
	try {
		await post(placed);
	} catch (error) {
		if (!(error instanceof Fault)) throw error;
		if (error.kind === "service" && await isPosted(given, ports)) return [...notes, ...await foldOlder(given, ports)];
		if (error.code !== "review-refused") throw error;
		await postAgain(given, fresh, post, error, ports);
	}
	return [
		...notes,
		...await closeTwins(given, ports),
		...await foldOlder(given, ports)
	];
}
/** Looked at anew: it was closed or moved meanwhile, or there are lines that GitHub shows and takes no comment on. */
async function postAgain(given, fresh, post, refused, { forge: { pulls } }) {
	if ((await pulls.get(given.pull.number))?.head !== given.head) throw moved(given.pull);
	const again = place(fresh, await pulls.files(given.pull.number), { allowed: mayStand(given) });
	const all = {
		inline: [],
		body: [...again.inline.map(({ finding }) => ({
			finding,
			why: "the forge takes no comment there"
		})), ...again.body]
	};
	if (again.inline.length === 0) throw refused;
	await post(all);
}
const moved = ({ number }) => new Fault("undecided", "head-moved", `pull request #${number} was moved while it was reviewed`, "What stands there now is reviewed when somebody asks: /planfile review");
const mayStand = ({ allowed }) => (path, text) => allowed(path) && text.length <= 4e3 && findSecrets(text).length === 0 && text.split("\n").every((line) => hiddenIn(line) === void 0);
function textOf({ name, review, check, head, built, rules }, { inline, body }, { kept, decisions }) {
	return {
		commit: head,
		body: pullReviewBody({
			plan: name,
			review,
			check,
			beside: body,
			onLines: inline.length + kept,
			decisions,
			head,
			rules,
			mends: built ? mendsOf(review) : void 0
		}),
		comments: inline.map((one) => ({
			path: one.path,
			line: one.line,
			startLine: one.startLine,
			side: one.side,
			body: commentMarkdown(one)
		}))
	};
}
/** By the nonce that its outcome has, in a review that our own account wrote. */
async function isPosted({ pull, review, head }, { forge }) {
	const self = await forge.people.self();
	return (await forge.pulls.reviews(pull.number)).some(({ author, body }) => {
		const marker = author.id === self.id ? readReviewMarker(body) : void 0;
		return marker?.nonce === review.nonce && marker.head === head && marker.verdict === review.verdict;
	});
}
/** Each is told why, once, and closed where the token may. */
async function closeThreads({ pull, head }, { decisions, threads }, { forge }) {
	const self = await forge.people.self();
	const failed = [];
	for (const one of decisions) {
		if (one.do !== "resolve" && one.do !== "move") continue;
		const thread = threads.get(one.thread.id);
		if (thread === void 0) continue;
		const said = closingMarkdown(one.do === "move" ? "moved" : one.why, head);
		try {
			if (!isAnswered(thread, self.id)) await forge.pulls.answer(pull.number, thread, said);
			await forge.pulls.resolve(thread);
		} catch (error) {
			if (!(error instanceof Fault)) throw error;
			failed.push(error);
		}
	}
	const [first] = failed;
	return first === void 0 ? [] : [`${failed.length} conversations stay open: ${first.message}. ${first.fix}`];
}
/** Two runs at once have said the same on the same line: the later thread is closed. */
async function closeTwins({ pull }, { forge }) {
	const self = await forge.people.self();
	const seen = /* @__PURE__ */ new Set();
	for (const thread of await forge.pulls.threads(pull.number)) {
		const [first, ...answers] = thread.remarks;
		if (answers.length > 0) continue;
		const marked = first?.author.id === self.id ? readMarker(first.body) : void 0;
		if (marked === void 0 || thread.resolvedBy !== void 0 || thread.line === void 0) continue;
		const key = `${marked.fingerprint} ${marked.severity} ${thread.path} ${thread.side} ${thread.line}`;
		if (!seen.has(key)) {
			seen.add(key);
			continue;
		}
		try {
			await forge.pulls.resolve(thread);
		} catch (error) {
			if (!(error instanceof Fault)) throw error;
			return [`a comment stands there twice: ${error.message}`];
		}
	}
	return [];
}
/** We had the last word in it already, and could not close it. */
const isAnswered = ({ remarks }, self) => remarks.length > 1 && remarks.at(-1).author.id === self;
export { postPullReview as t };
