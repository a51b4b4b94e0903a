// src/report/inert.ts
/** Repetitions are bounded, by what names may be long: a text of one endless word must not take a second. */
const inertGuards = [
	{
		name: "bot command",
		pattern: /\/[a-z][\w-]*/i,
		atStart: true
	},
	{
		name: "trailer",
		pattern: /(?:plan|fixes|closes|cc|[a-z]{1,40}(?:-[a-z0-9]{1,40}){1,9})\s*:(?=\s|$)/i,
		atStart: true
	},
	{
		name: "workflow command",
		pattern: /::[a-z].*/i,
		atStart: true
	},
	{
		name: "address",
		pattern: /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|mailto:|xmpp:)[^\s<>]*/i
	},
	{
		name: "e-mail",
		pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/
	},
	{
		name: "mention",
		pattern: /(?:[\w.-]{1,40}(?:\/[\w.-]{1,100})?)?@[a-z0-9][\w/-]*/i
	},
	{
		name: "reference",
		pattern: /(?:[\w.-]{1,40}\/)?[\w.-]{0,100}#\d+|\bGH-\d+/i
	},
	{
		name: "formula",
		pattern: /\$[^\s$]*\$?/
	}
];
/** The text in pieces, in order; joined again they are the text. */
function inert(text, guards = inertGuards) {
	const pieces = [];
	let from = 0;
	const push = (upTo, acts) => {
		if (upTo > from) pieces.push({
			text: text.slice(from, upTo),
			acts
		});
		from = upTo;
	};
	for (const match of guards.length > 0 ? text.matchAll(oneOf(guards)) : []) {
		const space = INDENT.exec(match[0])[0].length;
		push(match.index + space, false);
		push(match.index + match[0].length, true);
	}
	push(text.length, false);
	return pieces;
}
/**
* Takes apart what is searched for in raw text, in code or not: a squash turns a pull request's body into a commit message, and
* there words like these skip checks or close issues.
*/
function disarm(text) {
	return text.replace(/\\?\[((?:skip|no)[ -]?(?:ci|actions)|(?:ci|actions)[ -]?skip)\]/gi, "($1)").replace(/\*{3}\s*NO_CI\s*\*{3}/gi, "NO_CI").replace(/(skip-checks)(\s*):/gi, "$1$2 =").replace(/\b(clos(?:e[sd]?)|fix(?:e[sd])?|resolv(?:e[sd]?))([\s:]+)(?![\s:])(?=[^\s`]{0,200}(?:#|\/issues\/|\/pull\/)\d)/gi, "$1,$2");
}
/** Of any width: whoever looks for a command cuts a no-break space away as well. */
const INDENT = /^[^\S\n\r\u2028\u2029]*/;
function oneOf(guards) {
	const alternatives = guards.map(({ pattern, atStart }) => atStart ? `${INDENT.source}${group(pattern)}` : group(pattern));
	return new RegExp(alternatives.join("|"), "gim");
}
const group = ({ source }) => `(?:${source})`;
export { inert as n, inertGuards as r, disarm as t };
