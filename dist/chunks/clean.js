import { t as HIDDEN_CHARACTERS } from "./hidden-characters.js";
// src/report/clean.ts
/**
* Text of models, files and people made safe for a terminal and for a workflow's log (trust.md T20): nothing in it moves the
* cursor, hides, turns the direction of writing, or is taken for a workflow command. For text that is posted, see markdown.ts.
*/
/** Escape sequences as a whole: operating-system commands and the like, control sequences, single ones (ECMA-48). */
const SEQUENCES = /\u001B[\]PX^_][^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)|(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]/g;
/** C0 but for tab and line feed, DEL, C1; separators that some programs take for line ends. */
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029]/g;
/** Scripts and emoji need joiners, and the selectors of a character's two looks: at most two of them side by side. */
const KEPT = /^(?:\u200C|\u200D|\uFE0E|\uFE0F){1,2}$/;
/** Several lines. Sequences that only colour are dropped; everything else that does not show is shown as its code. */
function clean(text) {
	return visible(text).replace(/^([^\S\n]*):(?=:)/gm, "$1: ").replace(/##(?=\[)/g, "## ");
}
/** One line of at most `most` characters, for tables and messages. */
function cleanLine(text, most = 300) {
	const line = clean(text).replace(/\s+/g, " ").trim();
	return line.length > most ? `${line.slice(0, most - 1).toWellFormed().replace(/\uFFFD$/, "")}…` : line;
}
/** Line ends become `\n`, and what does not show becomes `<U+202E>`. */
function visible(text) {
	return text.toWellFormed().replace(SEQUENCES, "").replace(/\r\n?/g, "\n").replace(CONTROLS, code).replace(HIDDEN_CHARACTERS, (run) => KEPT.test(run) ? run : run.replace(/./gu, code));
}
function code(character) {
	return `<U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
}
export { cleanLine as n, visible as r, clean as t };
