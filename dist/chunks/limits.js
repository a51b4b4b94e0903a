// src/session/limits.ts
const PARAGRAPH = 2e4;
const LINE = 1e3;
const COMMAND = 4e3;
const paragraph = (text) => cut(text, PARAGRAPH);
const line = (text) => cut(text.replace(/\s+/g, " ").trim(), LINE);
/** Of output the end is kept: it says what failed. */
const runOutcome = ({ command, exit, seconds, tail, timedOut }) => ({
	command: cut(command, COMMAND),
	exit,
	seconds,
	tail: tail.slice(-2e4),
	timedOut
});
const cut = (text, most) => text.length > most ? `${text.slice(0, most - 1)}…` : text;
export { paragraph as n, runOutcome as r, line as t };
