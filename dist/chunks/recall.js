import { r as readMarker } from "./marker.js";
import { n as declines, r as remember } from "./memory.js";
import { n as once, t as ask } from "./asking.js";
import { createHash } from "node:crypto";
// src/review/enclosing.ts
/**
* The function, or what comes nearest to one, around a line: by indentation and by how definitions look in most languages, so that
* no parser for each of them is needed. It only has to be the same for the same code: what it finds is hashed, and never shown.
*/
/** 16 hex digits over the code around a line, blank lines and spacing aside; the same wherever that code is moved to. */
function anchorOf(text, line) {
	const rows = text.split("\n");
	const [from, to] = enclosing(rows, line);
	const code = rows.slice(from, to + 1).map((row) => row.trim().replace(/\s+/g, " ")).filter((row) => row !== "");
	return createHash("sha256").update(code.join("\n")).digest("hex").slice(0, 16);
}
/** First and last row, from 0, of the innermost definition around `line` (from 1); else of the paragraph that it stands in. */
function enclosing(rows, line) {
	const at = Math.min(Math.max(line - 1, 0), rows.length - 1);
	const start = definitionAbove(rows, at);
	return start === void 0 ? paragraph(rows, at) : [start, endOf(rows, start)];
}
/** Longer ones are cut: a class of ten thousand lines is no place. */
const MOST_ROWS = 400;
function definitionAbove(rows, at) {
	let inner = Number.POSITIVE_INFINITY;
	for (let i = at; i >= 0 && i > at - MOST_ROWS; i -= 1) {
		const row = rows[i];
		if (row.trim() === "") continue;
		const indent = indentOf(row);
		if (indent >= inner && i !== at) continue;
		if (isDefinition(row) && endOf(rows, i) >= at) return i;
		inner = Math.min(inner, indent);
		if (inner === 0 && i !== at) return void 0;
	}
}
function endOf(rows, start) {
	const indent = indentOf(rows[start]);
	let last = start;
	for (let i = start + 1; i < rows.length && i < start + MOST_ROWS; i += 1) {
		const row = rows[i];
		if (row.trim() === "") continue;
		if (indentOf(row) > indent || OPENS.test(row)) {
			last = i;
			continue;
		}
		return CLOSES.test(row) ? i : last;
	}
	return last;
}
function paragraph(rows, at) {
	const blank = (i) => (rows[i] ?? "").trim() === "";
	let [from, to] = [at, at];
	while (from > 0 && at - from < MOST_ROWS && !blank(from - 1)) from -= 1;
	while (to < rows.length - 1 && to - at < MOST_ROWS && !blank(to + 1)) to += 1;
	return [from, to];
}
/** A tab counts as one, which does as long as a file keeps to one kind. */
const indentOf = (row) => /^[ \t]*/.exec(row)[0].length;
/** A bracket on a line of its own, where some people put the one that opens a body. */
const OPENS = /^[ \t]*\{[ \t]*$/;
const CLOSES = /^[ \t]*(?:[)\]}]|end\b|<\/)/;
const WORDS = /^\s*(?:export |default |public |private |protected |static |async |abstract |final |override |pub(?:\([a-z]+\))? |unsafe |inline |virtual )*(?:function|def|class|fn|func|sub|proc|interface|struct|impl|trait|module|namespace|enum|constructor|describe|test|it|type)\b/;
const BODY = /(?:\)|=>)\s*(?::[^={]{1,100})?\{?\s*$/;
const CONTROL = /^\s*(?:\}\s*)?(?:if|else|elif|for|foreach|while|switch|match|case|catch|except|try|do|with|return|await|finally)\b/;
const isDefinition = (row) => row.length < 1e3 && !CONTROL.test(row) && (WORDS.test(row) || /[{>]\s*$/.test(row) && BODY.test(row));
// src/commands/publishing/recall.ts
/** By name; what one of them does not hold for is not remembered. A test takes each out. */
const threadGuards = {
	"our own account began it": ({ thread, self }) => thread.remarks[0]?.author.id === self.id,
	"nobody edited what it says": ({ thread }) => thread.remarks[0]?.editedAt === void 0
};
const replyGuards = {
	"a person says it": ({ reply }) => reply.author.kind === "person",
	"they may write now": ({ permission }) => [
		"write",
		"maintain",
		"admin"
	].includes(permission ?? ""),
	"they wrote nothing of the change": ({ reply, authors }) => authors.every(({ id }) => id !== reply.author.id),
	"it was never edited": ({ reply }) => reply.editedAt === void 0,
	"no mail brought it": ({ reply }) => !reply.byMail
};
async function recall({ pull, review, head }, ports, guards = {
	threads: threadGuards,
	replies: replyGuards
}) {
	const self = await ports.forge.people.self();
	const own = (await ports.forge.pulls.threads(pull.number)).filter((thread) => Object.values(guards.threads).every((holds) => holds({
		thread,
		self
	})));
	const text = once(async (place) => textAt(place, ports));
	const anchor = async (side, path, line) => {
		const content = await text(`${side === "new" ? head : review.base}:${path}`);
		return content === void 0 ? void 0 : anchorOf(content, line);
	};
	let asked;
	const authors = () => {
		asked ??= authorsOf(pull, ports);
		return asked;
	};
	const threads = [];
	for (const thread of own) {
		const marked = readMarker(thread.remarks[0].body);
		if (marked === void 0) continue;
		const line = thread.line ?? thread.firstLine;
		const now = line && await anchor(thread.side === "left" ? "old" : "new", thread.path, line);
		threads.push({
			id: thread.id,
			marked,
			path: thread.path,
			line: thread.line ?? null,
			anchorNow: now && (thread.line !== void 0 || now === marked.anchor) ? now : null,
			resolved: thread.resolvedBy === void 0 ? null : thread.resolvedBy.id === self.id ? "us" : "person",
			replies: await repliesIn(thread, self, authors, ports, guards)
		});
	}
	const findings = [];
	for (const finding of review.findings) {
		const { path, line, side } = finding;
		const at = path !== null && line !== null ? await anchor(side, path, line) : void 0;
		findings.push({
			...finding,
			anchor: at ?? ""
		});
	}
	const passed = review.since === void 0 ? [] : threads.map(({ path }) => path);
	const unread = /* @__PURE__ */ new Set([
		...review.unread,
		...review.leftOut.map(({ path }) => path),
		...passed
	]);
	const complete = review.verdict !== "none" || review.cause === "unread";
	return {
		decisions: remember({
			findings,
			threads,
			complete,
			unread
		}),
		threads: new Map(own.map((thread) => [thread.id, thread]))
	};
}
async function textAt(place, { git }) {
	const at = place.indexOf(":");
	const bytes = await git.repository.read(place.slice(0, at), place.slice(at + 1));
	return bytes && new TextDecoder().decode(bytes);
}
async function repliesIn({ remarks }, self, authors, { forge }, guards) {
	const replies = [];
	for (const reply of remarks.slice(1)) {
		if (reply.author.id === self.id || !declines(reply.body)) continue;
		const permission = await ask(() => forge.people.permission(reply.author));
		const one = {
			reply,
			permission: "known" in permission ? permission.known : void 0,
			authors: await authors()
		};
		const counts = Object.values(guards.replies).every((holds) => holds(one));
		replies.push({
			declines: true,
			counts,
			by: reply.author.login
		});
	}
	return replies;
}
/** Everybody who had a hand in it: opened it, wrote or committed what is in it, pushed its branch (trust.md T9). */
async function authorsOf(pull, { forge }) {
	const authors = [pull.author, ...await forge.pulls.authors(pull.number)];
	const { name } = await forge.origins.repository();
	if (pull.headRepository.toLowerCase() !== name.toLowerCase()) return authors;
	for await (const { by, kind } of forge.origins.pushes(pull.branch)) if (by !== void 0 && kind === "push") authors.push(by);
	return authors;
}
export { replyGuards as n, threadGuards as r, recall as t };
