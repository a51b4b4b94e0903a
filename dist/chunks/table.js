import { t as fastStringWidth } from "./dist.js";
import { t as plain } from "./paint.js";
// src/report/table.ts
/** Tables for terminals and for markdown. Cells come cleaned (clean.ts, markdown.ts) and may be painted. */
/** Aligned by what a terminal shows: wide characters take two columns. Two spaces between columns, no lines. */
function textTable({ columns, rows }, paint = plain) {
	const widths = columns.map(({ title }, index) => Math.max(fastStringWidth(title), ...rows.map((row) => fastStringWidth(row[index] ?? ""))));
	const line = (cells) => columns.map(({ align }, index) => pad(cells[index] ?? "", widths[index], align)).join("  ").trimEnd();
	return [paint.dim(line(columns.map(({ title }) => title))), ...rows.map(line)].join("\n");
}
/** A GitHub table. Cells are markdown: only what would end a cell or a row is taken out. */
function markdownTable({ columns, rows }) {
	const line = (cells) => `| ${columns.map((_, index) => markdownCell(cells[index] ?? "")).join(" | ")} |`;
	const rule = `|${columns.map(({ align }) => align === "right" ? " ---: " : " --- ").join("|")}|`;
	return [
		line(columns.map(({ title }) => title)),
		rule,
		...rows.map(line)
	].join("\n");
}
function pad(text, width, align) {
	const space = " ".repeat(Math.max(0, width - fastStringWidth(text)));
	return align === "right" ? space + text : text + space;
}
/** A bar is escaped also within code: GitHub splits cells before it looks for code. */
function markdownCell(text) {
	return text.replace(/\s*\n\s*/g, " ").replace(/(?<!\\)(\\\\)*\|/g, "$1\\|");
}
export { textTable as n, markdownTable as t };
