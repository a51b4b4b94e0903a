import { C as record, T as string, _ as int, m as array, p as _enum, v as literal, w as strictObject } from "./schemas.js";
import { createHash } from "node:crypto";
// src/report/issues/mark.ts
/**
* How an issue of ours is known again: a mark in its body, which anybody can copy, and its author, whom nobody can. The mark keeps
* what we wrote last, so that what people changed since is told apart and left alone (github.md G19).
*/
const mark = strictObject({
	plan: string(),
	/** null: the issue of the plan itself. */
	phase: string().nullable(),
	/** Hashes of title and text as we wrote them. */
	title: string(),
	text: string(),
	/** The state and the labels that we gave last. */
	state: _enum(["open", "closed"]),
	labels: array(string()),
	/** Of the plan's issue: the number of each phase's. */
	phases: record(string(), int()).optional(),
	/** Of a phase's issue: the number of the plan's. */
	of: int().optional(),
	/** Links stand in the text, for the token may not make real ones. */
	links: literal("text").optional()
});
const BEGIN = "<!-- planfile: what stands between these marks is written by planfile -->";
const END = /<!-- planfile-issue (\{[^\n]*\}) -->/g;
/** undefined: there is no mark of ours in it, or not a whole one. */
function readBody(body) {
	const plain = body.replace(/\r\n?/g, "\n");
	const from = plain.indexOf(BEGIN);
	const rest = plain.slice(from + 73);
	const end = [...rest.matchAll(END)].at(-1);
	if (from < 0 || end === void 0) return void 0;
	let data;
	try {
		data = JSON.parse(end[1]);
	} catch {
		return;
	}
	const parsed = mark.safeParse(data);
	if (!parsed.success) return void 0;
	return {
		mark: parsed.data,
		text: rest.slice(0, end.index).trim(),
		before: plain.slice(0, from),
		after: rest.slice(end.index + end[0].length)
	};
}
/** A text for between the marks, which can hold none: what a plan says stands there too. */
const withoutMarks = (text) => text.replaceAll("<!--", "<! --");
/** Ids have no character that could end the comment early. */
const writeBody = ({ mark, text, before, after }) => `${before}${BEGIN}\n${text.trim()}\n\n<!-- planfile-issue ${JSON.stringify(mark)} -->${after}`;
/** Ticking a task is no rewriting. */
const hashOf = (text) => createHash("sha256").update(text.trim().replace(/^(\s*- )\[[xX]\] /gm, "$1[ ] ")).digest("hex").slice(0, 16);
/** The tasks of `text`, ticked where people ticked the same ones before. */
function withTicks(text, before) {
	const ticked = new Set([...before.matchAll(/^\s*- \[[xX]\] (.*)$/gm)].map(([, task]) => task.trim()));
	return text.replace(/^(\s*- )\[ \] (.*)$/gm, (line, start, task) => ticked.has(task.trim()) ? `${start}[x] ${task}` : line);
}
export { writeBody as a, withoutMarks as i, readBody as n, withTicks as r, hashOf as t };
