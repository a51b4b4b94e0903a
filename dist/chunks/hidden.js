import { n as hiddenKind, t as HIDDEN_CHARACTERS } from "./hidden-characters.js";
// src/review/diff.ts
/**
* Files in the diff's order. A path may come twice, where a file became a link or the other way round. Lines end at line feeds
* and nowhere else: a carriage return or U+2028 in a file must not begin a header.
*/
function readDiff(diff) {
	return diff.split(/(?<=^|\n)(?=diff --git )/).filter((text) => text.trim() !== "").map((text) => {
		const head = headOf(text);
		return {
			path: pathOf(head),
			text,
			binary: head.some((row) => /^Binary files .* differ$/s.test(row) || row === "GIT binary patch"),
			removed: head.some((row) => row.startsWith("deleted file mode "))
		};
	});
}
/** Added lines by path. */
function addedLines(files) {
	const added = /* @__PURE__ */ new Map();
	for (const { path, text } of files) {
		const lines = addedIn(text);
		if (lines.length > 0) added.set(path, [...added.get(path) ?? [], ...lines]);
	}
	return added;
}
const addedIn = (text) => hunkRows(text).flatMap(({ row, line }) => row.startsWith("+") ? [{
	line,
	text: row.slice(1)
}] : []);
/** Removed lines by path, numbered as in the old file. */
function removedLines(files) {
	const removed = /* @__PURE__ */ new Map();
	for (const { path, text } of files) {
		const lines = hunkRows(text).flatMap(({ row, old }) => row.startsWith("-") ? [{
			line: old,
			text: row.slice(1)
		}] : []);
		if (lines.length > 0) removed.set(path, [...removed.get(path) ?? [], ...lines]);
	}
	return removed;
}
/** What was removed and added, in its order, as it was printed: with the word that a line at the end of a file has no line end. */
function changedRows(text) {
	let before = " ";
	return hunkRows(text).flatMap(({ row }) => {
		const own = row.startsWith("\\") ? before : row;
		before = row;
		return own.startsWith("+") || own.startsWith("-") ? [row] : [];
	});
}
/** The rows of all hunks; `line` is where it stands, or would stand, in the new file, `old` in the old one. */
function hunkRows(text) {
	const rows = [];
	let line = 0;
	let old = 0;
	let oldLeft = 0;
	let newLeft = 0;
	let inside = false;
	for (const row of text.split("\n")) if (row.startsWith("\\")) {
		if (inside) rows.push({
			row,
			line,
			old
		});
	} else if (oldLeft > 0 || newLeft > 0) {
		rows.push({
			row,
			line,
			old
		});
		if (!row.startsWith("+")) {
			old += 1;
			oldLeft -= 1;
		}
		if (row.startsWith("-")) continue;
		line += 1;
		newLeft -= 1;
	} else {
		const hunk = HUNK.exec(row);
		inside = hunk !== null;
		if (!hunk) continue;
		old = Number(hunk[1]);
		oldLeft = Number(hunk[2] ?? 1);
		line = Number(hunk[3]);
		newLeft = Number(hunk[4] ?? 1);
	}
	return rows;
}
/** Old start and count, new start and count; a count that is left out is 1. */
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;
/** The rows before the first hunk. */
function headOf(text) {
	const rows = [];
	for (let at = 0; at < text.length;) {
		const end = text.indexOf("\n", at);
		const row = text.slice(at, end < 0 ? void 0 : end);
		if (row.startsWith("@@ ")) break;
		rows.push(row);
		at = end < 0 ? text.length : end + 1;
	}
	return rows;
}
/** The new name, the old one of a removed file, and for what has no such rows (modes, binaries) the first row's. */
function pathOf(head) {
	const after = (sign) => head.find((row) => row.startsWith(`${sign} `) && row !== `${sign} /dev/null`)?.slice(4);
	const named = after("+++") ?? after("---");
	if (named !== void 0) return withoutSide(unquoted(named.replace(/\t$/, "")));
	const first = (head[0] ?? "").slice(11);
	if (first.startsWith("\"")) return withoutSide(unquoted(/^"(?:[^"\\]|\\.)*"/s.exec(first)?.[0] ?? first));
	return withoutSide(first.slice(0, (first.length - 1) / 2));
}
const withoutSide = (name) => name.replace(/^[ab]\//, "");
const ESCAPES = {
	a: 7,
	b: 8,
	t: 9,
	n: 10,
	v: 11,
	f: 12,
	r: 13,
	"\"": 34,
	"\\": 92
};
/** A name as git quotes it where it holds quotes, backslashes or control characters: as a string of C, bytes in octal. */
function unquoted(name) {
	if (!/^".*"$/s.test(name)) return name;
	const bytes = [];
	for (const [part, octal, sign] of name.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|[^\\]+/gs)) if (octal !== void 0) bytes.push(Number.parseInt(octal, 8));
	else if (sign !== void 0) bytes.push(ESCAPES[sign] ?? sign.charCodeAt(0));
	else bytes.push(...new TextEncoder().encode(part));
	return new TextDecoder().decode(Uint8Array.from(bytes));
}
// src/review/hidden.ts
/**
* Characters in code that a reader does not see and a machine does (trust.md T3; Unicode TR 36, TR 39). The list is the one that
* plans are held against; here stands what code may have all the same, and how bad the rest is.
*/
/** In the order in which they are told: the worst first. Each is a guard: without it, text of its kind is not found. */
const hiddenGuards = {
	"direction, zero width and tags": (text, first) => {
		const found = hiddenRuns(text, first).find((character) => DECEIVING.test(character));
		return found === void 0 ? void 0 : {
			what: `a hidden character (${nameOf(found)})`,
			deceives: true
		};
	},
	"control characters": (text) => CONTROL.test(text) ? {
		what: "a control character",
		deceives: true
	} : void 0,
	"a line within the line": (text) => /\r(?!$)/.test(text) ? {
		what: "a carriage return in its middle",
		deceives: true
	} : void 0,
	"everything else that is not shown": (text, first) => {
		const [found] = hiddenRuns(text, first);
		return found === void 0 ? void 0 : {
			what: `a hidden character (${nameOf(found)})`,
			deceives: false
		};
	}
};
/** The worst that a line hides. `first`: it is the first line of its file, where a byte order mark may stand. */
function hiddenIn(text, first = false, guards = Object.values(hiddenGuards)) {
	for (const guard of guards) {
		const found = guard(text, first);
		if (found) return found;
	}
}
const DECEIVING = /[\u034F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\u180E\u115F\u1160\u3164\uFFA0\uFEFF\u{E0000}-\u{E0FFF}]/u;
/** Tab, line feed, form feed (which old sources have between sections) and carriage return are not among them. */
const CONTROL = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F]/;
function hiddenRuns(text, first) {
	const found = [];
	for (const { 0: run, index } of text.matchAll(HIDDEN_CHARACTERS)) {
		if (first && index === 0 && run === "﻿") continue;
		if (JOINS.test(run) && joins(text, index, run.length)) continue;
		found.push(...run);
	}
	return found;
}
/** Scripts and emoji need joiners and the selectors of a character's two looks, at most two side by side. */
const JOINS = /^(?:\u200C|\u200D|\uFE0E|\uFE0F){1,2}$/;
/** Between letters of ASCII a joiner joins nothing: it makes two names that look the same. */
const joins = (text, at, length) => !/[ -~]$/.test(text.slice(Math.max(0, at - 1), at)) && !/^[ -~]/.test(text.slice(at + length, at + length + 1));
const nameOf = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}, ${hiddenKind(character) ?? "not shown"}`;
export { headOf as a, changedRows as i, HUNK as n, readDiff as o, addedLines as r, removedLines as s, hiddenIn as t };
