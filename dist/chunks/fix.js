// src/plan/fix.ts
/**
* Applies the edits of problems that `readPlan` found in these very bytes; of two that overlap only the
* first.
*/
function applyFixes(bytes, problems) {
	const decoded = new TextDecoder("utf-8", {
		fatal: true,
		ignoreBOM: true
	}).decode(bytes);
	const mark = decoded.startsWith("﻿");
	const text = mark ? decoded.slice(1) : decoded;
	const starts = [0];
	for (const match of text.matchAll(/\n/g)) starts.push(match.index + 1);
	const offset = (line, column) => (starts[line - 1] ?? text.length) + column - 1;
	const mended = [];
	const pieces = [];
	let done = 0;
	for (const problem of problems) {
		const range = problem.edit && rangeOf(problem.edit, offset);
		if (!range || range.start < done) continue;
		pieces.push(text.slice(done, range.start), problem.edit.text);
		done = range.end;
		mended.push(problem);
	}
	pieces.push(text.slice(done));
	const keepsMark = mark && !mended.some(({ code }) => code === "byte-order-mark");
	return {
		bytes: new TextEncoder().encode(`${keepsMark ? "﻿" : ""}${pieces.join("")}`),
		problems: mended
	};
}
function rangeOf(edit, offset) {
	return {
		start: offset(edit.line, edit.column),
		end: offset(edit.endLine, edit.endColumn)
	};
}
export { applyFixes as t };
